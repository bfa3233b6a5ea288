//! Texts whose characters remember where they came from, and the quotations taken from them.

use crate::edits::Random;

/// A text under edit: each character with the one of the original that it is, or stands for.
#[derive(Clone)]
pub(crate) struct Edited {
    /// The characters and their origins.
    pub(crate) chars: Vec<(char, Option<usize>)>,
}

impl Edited {
    pub(crate) fn new(text: &str) -> Edited {
        Edited { chars: text.chars().enumerate().map(|(index, c)| (c, Some(index))).collect() }
    }

    pub(crate) fn text(&self) -> String {
        self.chars.iter().map(|(character, _)| character).collect()
    }

    /// Where the characters `start..end` of the original are now; none when not one of them is left.
    pub(crate) fn place(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let ours = |entry: &(char, Option<usize>)| {
            !entry.0.is_whitespace() && entry.1.is_some_and(|origin| (start..end).contains(&origin))
        };
        let first = self.chars.iter().position(ours)?;
        let last = self.chars.iter().rposition(ours)?;
        Some((first, last + 1))
    }

    /// Ranges of the words.
    pub(crate) fn words(&self) -> Vec<(usize, usize)> {
        self.runs(|character| character.is_alphanumeric() || character == '\'' || character == '’')
    }

    fn runs(&self, inside: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
        let mut runs = Vec::new();
        let mut start = None;
        for (index, &(character, _)) in self.chars.iter().chain([&(' ', None)]).enumerate() {
            match (inside(character), start) {
                (true, None) => start = Some(index),
                (false, Some(from)) => {
                    runs.push((from, index));
                    start = None;
                }
                _ => {}
            }
        }
        runs
    }

    /// The paragraphs, without the empty lines between them.
    pub(crate) fn paragraphs(&self) -> Vec<Vec<(char, Option<usize>)>> {
        let mut paragraphs = vec![Vec::new()];
        let mut index = 0;
        while index < self.chars.len() {
            if self.chars[index].0 == '\n' && self.chars.get(index + 1).is_some_and(|next| next.0 == '\n') {
                paragraphs.push(Vec::new());
                index += 2;
            } else {
                if let Some(last) = paragraphs.last_mut() {
                    last.push(self.chars[index]);
                }
                index += 1;
            }
        }
        paragraphs
    }

    pub(crate) fn from_paragraphs(paragraphs: &[Vec<(char, Option<usize>)>]) -> Edited {
        let gap = [('\n', None), ('\n', None)];
        let mut chars = Vec::new();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            if index > 0 {
                chars.extend(gap);
            }
            chars.extend(paragraph);
        }
        Edited { chars }
    }
}

/// How much is quoted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Length {
    Sentence,
    Clause,
    Words,
}

impl Length {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Length::Sentence => "sentence",
            Length::Clause => "clause",
            Length::Words => "one or two words",
        }
    }
}

/// The project's own sources, a few to a document. The copies among them are left out: when a sentence
/// goes and its copy stays, the truth is a matter of taste.
pub(crate) fn documents() -> Vec<Edited> {
    let seeds = [
        include_str!("../../../seeds/belarus-iran-2023.md"),
        include_str!("../../../seeds/iran-pariah-states-2025.md"),
        include_str!("../../../seeds/attache-office-2025.md"),
        include_str!("../../../seeds/eu-measures-belarus-2023.md"),
        include_str!("../../../seeds/eurasian-trade-2025.md"),
        include_str!("../../../seeds/serbia-arms-2025.md"),
        include_str!("../../../seeds/drone-denial-2023.md"),
    ];
    let body = |seed: &str| {
        let text = seed.splitn(3, "---\n").nth(2).unwrap_or(seed);
        text.trim().to_owned()
    };
    let bodies: Vec<String> = seeds.iter().map(|seed| body(seed)).collect();
    [&bodies[..2], &bodies[1..4], &bodies[3..], &bodies[..]]
        .iter()
        .map(|group| Edited::new(&group.join("\n\n")))
        .collect()
}

/// Every sentence, and a clause and one or two words out of it.
pub(crate) fn quotations(document: &Edited, random: &mut Random) -> Vec<(Length, usize, usize)> {
    let mut found = Vec::new();
    for (start, end) in sentences(document) {
        found.push((Length::Sentence, start, end));
        let words: Vec<_> =
            document.words().into_iter().filter(|word| word.0 >= start && word.1 <= end).collect();
        for (length, few, many) in [(Length::Clause, 4, 8), (Length::Words, 1, 2)] {
            let count = few + random.below(many - few + 1);
            if words.len() > count + 1 {
                let first = random.below(words.len() - count);
                found.push((length, words[first].0, words[first + count - 1].1));
            }
        }
    }
    found
}

/// Sentences of at least five words, by their full stops.
fn sentences(document: &Edited) -> Vec<(usize, usize)> {
    let chars = &document.chars;
    let mut found = Vec::new();
    let mut start = 0;
    for index in 0..chars.len() {
        let next = chars.get(index + 1).map_or('\n', |next| next.0);
        let ends = matches!(chars[index].0, '.' | '!' | '?' | '”' | '"') && next.is_whitespace();
        let gap = chars[index].0 == '\n' && next == '\n';
        if !ends && !gap {
            continue;
        }
        while chars.get(start).is_some_and(|first| first.0.is_whitespace()) {
            start += 1;
        }
        let words = document.words().iter().filter(|word| word.0 >= start && word.1 <= index + 1).count();
        if ends && words >= 5 {
            found.push((start, index + 1));
        }
        start = index + 1;
    }
    found
}
