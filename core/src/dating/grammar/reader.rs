//! Reading atoms: bounded look-ahead, numbers in figures and words.

use super::super::atoms::Atom;
use super::super::lexicon;

/// A count of units, in tenths; none when the text leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) tenths: Option<u32>,
    /// "a", "an": an article that may be no count at all.
    pub(super) article: bool,
}

/// The atoms of one paragraph.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a, 'd> {
    pub(super) atoms: &'a [Atom<'d>],
}

impl<'a, 'd> Reader<'a, 'd> {
    pub(super) fn at(&self, index: usize) -> Option<&'a Atom<'d>> {
        self.atoms.get(index)
    }

    /// The atom in lower case; empty past the end.
    pub(super) fn word(&self, index: usize) -> &'a str {
        self.atoms.get(index).map_or("", |atom| &*atom.lower)
    }

    /// The atom before `index`, in lower case; empty at the start.
    pub(super) fn before(&self, index: usize) -> &'a str {
        index.checked_sub(1).map_or("", |place| self.word(place))
    }

    pub(super) fn is(&self, index: usize, word: &str) -> bool {
        self.word(index) == word
    }

    pub(super) fn one_of(&self, index: usize, words: &[&str]) -> bool {
        words.contains(&self.word(index))
    }

    /// `index`, or the place after it when `word` stands there.
    pub(super) fn skip(&self, index: usize, word: &str) -> usize {
        index + usize::from(self.is(index, word))
    }

    /// Whether the atom follows the one before without white space.
    pub(super) fn glued(&self, index: usize) -> bool {
        self.at(index).is_some_and(|atom| atom.glued)
    }

    pub(super) fn is_dash(&self, index: usize) -> bool {
        self.one_of(index, &["-", "–", "—", "‑", "−"])
    }

    pub(super) fn figures(&self, index: usize) -> Option<(u32, usize)> {
        self.at(index)?.figures()
    }

    /// Whether the figures at `index` go on before or after in a longer number, a sum or a name
    /// ("1,200", "2.5", "$2000", "F-16").
    pub(super) fn part_of_number(&self, index: usize) -> bool {
        if self.glued(index) && index > 0 {
            let inner = index >= 2
                && self.glued(index - 1)
                && self.at(index - 2).is_some_and(super::super::atoms::Atom::is_word);
            match self.word(index - 1) {
                "$" | "€" | "£" | "¥" | "#" | "@" | "&" | "_" | "=" | "+" | "%" => return true,
                "." | "," | ":" if inner && self.figures(index - 2).is_some() => return true,
                "." | ":" if inner => return true,
                "-" | "‑"
                    if inner
                        && self.at(index - 2).is_some_and(|atom| {
                            atom.is_letters()
                                && lexicon::month(&atom.lower).is_none()
                                && lexicon::season(&atom.lower).is_none()
                                && !matches!(&*atom.lower, "mid" | "early" | "late" | "pre" | "post")
                        }) =>
                {
                    return true;
                }
                _ => {}
            }
        }
        let next = index + 1;
        self.glued(next)
            && match self.word(next) {
                "%" | "°" | "=" | "_" | "@" => true,
                "." | "," | ":" => self.glued(next + 1) && self.figures(next + 1).is_some(),
                _ => false,
            }
    }

    /// A day of a month in figures or as an ordinal, and whether it is an ordinal.
    pub(super) fn day(&self, index: usize) -> Option<(i8, bool)> {
        if let Some((number, digits)) = self.figures(index) {
            return (digits <= 2 && (1..=31).contains(&number) && !self.part_of_number(index))
                .then_some((number as i8, false));
        }
        let word = self.word(index);
        let number = lexicon::ordinal(word)?;
        if lexicon::tens(word.strip_suffix("ieth").unwrap_or("")).is_some() {
            return None;
        }
        (1..=31).contains(&number).then_some((number as i8, true))
    }

    /// An ordinal, also of two words ("twenty-first"); with the place after it.
    pub(super) fn ordinal(&self, index: usize) -> Option<(u32, usize)> {
        let word = self.word(index);
        if let Some(tens) = lexicon::tens(word) {
            let next = index + 1 + usize::from(self.is_dash(index + 1));
            let ones = lexicon::ordinal(self.word(next)).filter(|ones| (1..10).contains(ones))?;
            return Some((tens + ones, next + 1));
        }
        Some((lexicon::ordinal(word)?, index + 1))
    }

    /// A year of this many figures, if nothing around makes it another sort of number.
    pub(super) fn year_figures(&self, index: usize) -> Option<i16> {
        let (number, digits) = self.figures(index)?;
        (digits == 4 && (1000..=2199).contains(&number) && !self.part_of_number(index))
            .then_some(number as i16)
    }

    /// A number in figures or words, with the place after it.
    pub(super) fn number(&self, index: usize) -> Option<(u32, usize)> {
        if let Some((number, _)) = self.figures(index) {
            let mut number = number;
            let mut end = index + 1;
            while self.is(end, ",")
                && self.glued(end)
                && self.glued(end + 1)
                && self.figures(end + 1).is_some_and(|(_, digits)| digits == 3)
                && number < 1_000_000
            {
                number = number * 1000 + self.figures(end + 1)?.0;
                end += 2;
            }
            return (number < 1_000_000_000).then_some((number, end));
        }
        let word = self.word(index);
        let (mut number, mut end) = match word {
            "hundred" => return Some((100, index + 1)),
            "thousand" => return Some((1000, index + 1)),
            _ => (lexicon::cardinal(word)?, index + 1),
        };
        if lexicon::tens(word).is_some() {
            let next = end + usize::from(self.is_dash(end));
            if let Some(ones) = lexicon::cardinal(self.word(next)).filter(|ones| (1..10).contains(ones)) {
                number += ones;
                end = next + 1;
            }
        }
        for (name, factor) in [("hundred", 100), ("thousand", 1000)] {
            if self.is(end, name) {
                number *= factor;
                end += 1;
            }
        }
        Some((number, end))
    }

    /// A count of units ("two", "2.5", "two and a half", "a", "a few", "several"), with the place after it.
    pub(super) fn count(&self, index: usize) -> Option<(Count, usize)> {
        let known = |tenths, article, end| Some((Count { tenths: Some(tenths), article }, end));
        let open = |end| Some((Count { tenths: None, article: false }, end));
        match self.word(index) {
            "a" | "an" => {
                return match self.word(index + 1) {
                    "few" | "couple" | "number" | "handful" => {
                        let end = self.skip(index + 2, "more");
                        open(self.skip(end, "of"))
                    }
                    "hundred" => known(1000, false, index + 2),
                    "thousand" => known(10_000, false, index + 2),
                    "half" => known(5, false, index + 2),
                    "good" | "mere" | "full" | "further" | "whole" | "single" => match self.number(index + 2)
                    {
                        Some((number, end)) => known(number.checked_mul(10)?, false, end),
                        None => known(10, true, index + 2),
                    },
                    _ => known(10, true, index + 1),
                };
            }
            "half" => {
                let end =
                    index + 1 + usize::from(self.is_dash(index + 1) || self.one_of(index + 1, &["a", "an"]));
                return known(5, false, end);
            }
            word if lexicon::is_vague_count(word) => {
                let end = self.skip(index + 1, "more");
                return open(self.skip(end, "of"));
            }
            "dozens" | "hundreds" | "tens" | "scores" if self.is(index + 1, "of") => return open(index + 2),
            _ => {}
        }
        let (number, mut end) = self.number(index)?;
        let mut tenths = number.checked_mul(10)?;
        if self.is(end, ".") && self.glued(end) && self.glued(end + 1) {
            let (fraction, digits) = self.figures(end + 1)?;
            if digits > 1 {
                return None;
            }
            tenths += fraction;
            end += 2;
        }
        if self.is(end, "and") {
            let half = self.skip(end + 1, "a");
            if self.is(half, "half") {
                tenths += 5;
                end = half + 1;
            }
        }
        known(tenths, false, self.skip(end, "more"))
    }

    /// "and a half" after a unit: five tenths and the place after it, else nothing.
    pub(super) fn and_a_half(&self, index: usize) -> (u32, usize) {
        let half = self.is(index, "and") && self.is(index + 1, "a") && self.is(index + 2, "half");
        if half { (5, index + 3) } else { (0, index) }
    }

    /// The era after a year ("BC", "B.C.", "BCE", "AD"): whether it is before ours, and the place after it.
    pub(super) fn era(&self, index: usize) -> Option<(bool, usize)> {
        match self.word(index) {
            "bc" | "bce" => Some((true, index + 1)),
            "ad" | "ce" if self.at(index)?.is_capital() => Some((false, index + 1)),
            "b" | "a" if self.is(index + 1, ".") && self.glued(index + 1) && self.glued(index + 2) => {
                let before = self.is(index, "b") && self.is(index + 2, "c");
                let after = self.is(index, "a") && self.is(index + 2, "d");
                (before || after).then(|| {
                    let mut end = index + 3;
                    if before && self.is(end, ".") && self.is(end + 1, "e") && self.glued(end + 1) {
                        end += 2;
                    }
                    (before, if self.is(end, ".") && self.glued(end) { end + 1 } else { end })
                })
            }
            _ => None,
        }
    }
}
