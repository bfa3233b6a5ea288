//! The edits: what happens to pages between two readings.

use crate::text::Edited;

/// Pseudo-random numbers, the same ones each time (PCG-like, 64 bits).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

macro_rules! edits {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// One kind of edit.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Edit { $($variant),+ }

        impl Edit {
            pub(crate) const ALL: &[Edit] = &[$(Edit::$variant),+];

            pub(crate) fn name(self) -> &'static str {
                match self { $(Edit::$variant => $name),+ }
            }
        }
    };
}

edits! {
    Typography = "typography",
    WhiteSpace = "white space",
    Dropped = "paragraphs dropped",
    Inserted = "paragraphs inserted",
    Reordered = "paragraphs reordered",
    FewWords = "3% of the words",
    ManyWords = "20% of the words",
    Mixed = "mixed live edit",
    Gone = "quotation deleted",
    Number = "number changed",
    Date = "date changed",
    Name = "name changed",
    Negation = "negation added",
    Modality = "modality added",
    Stage = "stage verb changed",
}

const WORDS: [&str; 16] = [
    "harbour", "quietly", "review", "grey", "paper", "often", "lantern", "before", "window", "broad",
    "season", "answer", "rather", "copper", "morning", "plain",
];
const PARAGRAPHS: [&str; 4] = [
    "Readers of this page wrote to ask for a map of the coast. It will follow in the autumn issue, with the usual key.",
    "Correction: an earlier copy of this page gave the wrong telephone number of the harbour office.",
    "The weather held until the evening. Nobody at the quay wanted to speak about the matter any further.",
    "Subscribers find the tables on the last page. The figures are those of the printed edition.",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const STAGES: [(&str, &str); 14] = [
    ("signed", "discussed"),
    ("agreed", "refused"),
    ("discussed", "signed"),
    ("plans", "refuses"),
    ("said", "denied"),
    ("opened", "closed"),
    ("sold", "withheld"),
    ("adopted", "suspended"),
    ("denied", "admitted"),
    ("wants", "rejects"),
    ("seeking", "rejecting"),
    ("called", "stopped"),
    ("supplied", "withheld"),
    ("signing", "discussing"),
];

impl Edit {
    /// Whether the edit is made at one quotation, which it is to change.
    pub(crate) fn is_aimed(self) -> bool {
        self >= Edit::Gone
    }

    /// The edited copy of a document.
    pub(crate) fn apply(self, document: &Edited, random: &mut Random) -> Edited {
        match self {
            Edit::Typography => typography(document, random),
            Edit::WhiteSpace => white_space(document, random),
            Edit::Dropped => paragraphs(document, random, 30, 0, false),
            Edit::Inserted => paragraphs(document, random, 0, 60, false),
            Edit::Reordered => paragraphs(document, random, 0, 0, true),
            Edit::FewWords => words(document, random, 3, None),
            Edit::ManyWords => words(document, random, 20, None),
            Edit::Mixed => {
                let edited = paragraphs(document, random, 10, 30, true);
                let edited = words(&edited, random, 3, None);
                let edited = typography(&edited, random);
                white_space(&edited, random)
            }
            _ => document.clone(),
        }
    }

    /// The copy with this edit at the quotation `start..end`; none where it has nothing to change.
    pub(crate) fn aim(
        self,
        document: &Edited,
        start: usize,
        end: usize,
        random: &mut Random,
    ) -> Option<Edited> {
        let mut edited = document.clone();
        let word = |entry: &(usize, usize)| -> String {
            document.chars[entry.0..entry.1].iter().map(|(character, _)| character).collect()
        };
        let ours: Vec<_> =
            document.words().into_iter().filter(|word| word.0 >= start && word.1 <= end).collect();
        let mut pick = |test: &dyn Fn(usize, &str) -> bool| -> Option<(usize, usize)> {
            let fit: Vec<_> =
                ours.iter().enumerate().filter(|(index, one)| test(*index, &word(one))).collect();
            if fit.is_empty() { None } else { Some(*random.of(&fit).1) }
        };
        match self {
            Edit::Gone => {
                edited.chars.drain(start..end);
                // Words that come into the very gap would stand for those that are gone.
                return Some(words(&edited, random, 3, Some(start)));
            }
            Edit::Number => {
                let place = pick(&|_, word| word.chars().all(|character| character.is_ascii_digit()))?;
                let digit = document.chars[place.1 - 1].0.to_digit(10)?;
                let other = char::from_digit((digit + 1) % 10, 10)?;
                edited.chars[place.1 - 1].0 = other;
            }
            Edit::Date => {
                let place = pick(&|_, word| MONTHS.contains(&word))?;
                let old = word(&place);
                let month = MONTHS.iter().position(|month| *month == old)?;
                replace(&mut edited, place, MONTHS[(month + 1 + random.below(10)) % 12]);
            }
            Edit::Name => {
                let capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
                let place = pick(&|index, word| index > 0 && capital(word))?;
                {
                    let &name = random.of(&["Borduria", "Syldavia", "Ruritania"]);
                    replace(&mut edited, place, name);
                }
            }
            Edit::Negation | Edit::Modality => {
                let added = if self == Edit::Negation { "not " } else { "may " };
                // "not not" at an edge still holds the words as they were.
                let place = pick(&|index, word| index > 0 && word != added.trim())?;
                let origin = edited.chars[place.0].1;
                let added: Vec<_> = added.chars().map(|character| (character, origin)).collect();
                edited.chars.splice(place.0..place.0, added);
            }
            Edit::Stage => {
                let place = pick(&|_, word| STAGES.iter().any(|(old, _)| *old == word))?;
                let old = word(&place);
                let (_, new) = STAGES.iter().find(|(stage, _)| *stage == old)?;
                replace(&mut edited, place, new);
            }
            _ => return None,
        }
        Some(edited)
    }
}

/// Puts `new` in the place of a word; its characters stand for those that were there.
fn replace(edited: &mut Edited, place: (usize, usize), new: &str) {
    let origin = edited.chars[place.0].1;
    let new: Vec<_> = new.chars().map(|character| (character, origin)).collect();
    edited.chars.splice(place.0..place.1, new);
}

fn typography(document: &Edited, random: &mut Random) -> Edited {
    let mut chars = Vec::with_capacity(document.chars.len());
    for &(character, origin) in &document.chars {
        let other = match character {
            '"' => *random.of(&['“', '”', '"', '«']),
            '“' | '”' => '"',
            '\'' | '’' => *random.of(&['’', '\'']),
            '-' | '–' | '—' => *random.of(&['-', '–', '—', '\u{2011}']),
            ' ' if random.chance(10) => '\u{A0}',
            _ => character,
        };
        chars.push((other, origin));
        if character.is_alphabetic() && random.chance(1) {
            chars.push(('\u{AD}', origin));
        }
    }
    Edited { chars }
}

fn white_space(document: &Edited, random: &mut Random) -> Edited {
    let mut chars = Vec::with_capacity(document.chars.len());
    for &(character, origin) in &document.chars {
        if character != ' ' {
            chars.push((character, origin));
            continue;
        }
        for new in random.of(&[" ", " ", " ", "  ", "\n", "\n    ", "\t"]).chars() {
            chars.push((new, origin));
        }
    }
    Edited { chars }
}

fn paragraphs(document: &Edited, random: &mut Random, drop: usize, insert: usize, reorder: bool) -> Edited {
    let mut kept = Vec::new();
    for paragraph in document.paragraphs() {
        if random.chance(insert) {
            kept.push(random.of(&PARAGRAPHS).chars().map(|character| (character, None)).collect());
        }
        if !random.chance(drop) {
            kept.push(paragraph);
        }
    }
    if reorder {
        for index in (1..kept.len()).rev() {
            if random.chance(40) {
                kept.swap(index, random.below(index + 1));
            }
        }
    }
    Edited::from_paragraphs(&kept)
}

/// Replaces, deletes or adds a word in `percent` of the places, none of them close to `gap`.
fn words(document: &Edited, random: &mut Random, percent: usize, gap: Option<usize>) -> Edited {
    let mut edited = document.clone();
    for place in document.words().into_iter().rev() {
        let near = gap.is_some_and(|gap| place.1 + 40 > gap && place.0 < gap + 40);
        if near || !random.chance(percent) {
            continue;
        }
        match random.below(3) {
            0 => {
                let &word = random.of(&WORDS);
                replace(&mut edited, place, word);
            }
            1 => {
                let end = if edited.chars.get(place.1).is_some_and(|next| next.0 == ' ') {
                    place.1 + 1
                } else {
                    place.1
                };
                edited.chars.drain(place.0..end);
            }
            _ => {
                let word = format!("{} ", random.of(&WORDS));
                let added: Vec<_> = word.chars().map(|character| (character, None)).collect();
                edited.chars.splice(place.0..place.0, added);
            }
        }
    }
    edited
}
