//! Seasons, quarters, halves and feasts: "the summer of 2018", "Q3 2024", "Christmas Eve".

use super::super::calendar::{Season, Stretch};
use super::super::lexicon;
use super::super::meaning::{Meaning, Name, Part};
use super::reader::Reader;

impl Reader<'_, '_> {
    /// A season with its year ("the summer of 2018"), or one that a word before or after marks as a time.
    pub(super) fn season_named(&self, index: usize) -> Option<(Meaning, usize)> {
        let article = self.is(index, "the");
        let place = index + usize::from(article);
        let season = lexicon::season(self.word(place))?;
        if let Some((year, end)) = self.year_after(place + 1) {
            return Some((Meaning::Fixed(Stretch::Season(year, season)), end));
        }
        // "the Spring Offensive of 1918"
        let noun = self.before_noun(place + 1) && self.is(place + 2, "of");
        if let Some((year, _)) = self.year_after(place + 2).filter(|_| noun && !article) {
            return Some((Meaning::Fixed(Stretch::Season(year, season)), place + 1));
        }
        // "the summer offensive": the article is the noun's.
        if article && self.before_noun(place + 1) {
            return None;
        }
        self.is_season_here(index, place, season).then_some((Meaning::Named(Name::Season(season)), place + 1))
    }

    /// Whether the word at `place` is the season and not a coil, a leap or a collapse.
    fn is_season_here(&self, index: usize, place: usize, season: Season) -> bool {
        let Some(atom) = self.at(place) else { return false };
        let word = &*atom.lower;
        let before = self.before(index);
        let next = self.word(place + 1);
        let verb = atom.upos == claimtrack_sdk::ud::Upos::Verb;
        let named = place > 0
            && atom.is_capital()
            && !matches!(next, "offensive" | "fighting")
            && self.at(place - 1).is_some_and(|before| {
                before.is_capital() && before.is_letters() && !before.lower.starts_with("the")
            });
        if verb || named {
            return false;
        }
        let timed = matches!(
            before,
            "in" | "during"
                | "throughout"
                | "by"
                | "until"
                | "since"
                | "over"
                | "through"
                | "early"
                | "late"
                | "mid"
                | "last"
                | "next"
                | "this"
                | "before"
                | "after"
                | "for"
                | "from"
                | "spent"
        );
        match word {
            "fall" => {
                timed
                    && (next != "of")
                    && (index < place
                        || matches!(
                            before,
                            "in" | "early" | "late" | "since" | "by" | "until" | "last" | "next" | "this"
                        ))
                    && !matches!(before, "before" | "after" | "for" | "from")
            }
            "spring" => {
                (timed || next == "offensive" || next == "fighting")
                    && !matches!(next, "of" | "from" | "back" | "up" | "into" | "water")
            }
            _ => season == Season::Summer || season == Season::Winter || timed || index < place,
        }
    }

    /// "Q3 2024", "the third quarter of 2024", "the third quarter", "third-quarter".
    pub(super) fn quarter(&self, index: usize) -> Option<(Meaning, usize)> {
        let atom = self.at(index)?;
        if atom.text.len() == 2 && (atom.lower.starts_with('q') || atom.lower.starts_with('h')) {
            let number = atom.lower[1..].parse::<i8>().ok().filter(|number| (1..=4).contains(number))?;
            let half = atom.lower.starts_with('h');
            if !atom.is_capital() || half && number > 2 {
                return None;
            }
            let year = self.year_after(index + 1);
            let meaning = match (half, year) {
                (true, Some((year, _))) => Meaning::Fixed(Stretch::Half(year, number)),
                (true, None) => return None,
                (false, Some((year, _))) => Meaning::Fixed(Stretch::Quarter(year, number)),
                (false, None) => Meaning::Named(Name::Quarter(number)),
            };
            return Some((meaning, year.map_or(index + 1, |(_, end)| end)));
        }
        let place = self.skip(index, "the");
        let number = match self.word(place) {
            "last" | "latter" => 2,
            word => lexicon::ordinal(word).filter(|number| (1..=4).contains(number))? as i8,
        };
        let end = place + 1 + usize::from(self.is_dash(place + 1));
        let half = self.is(end, "half");
        if !half && (!self.is(end, "quarter") || self.one_of(place, &["last", "latter"]))
            || half && number > 2
        {
            return None;
        }
        let end = end + 1;
        let name = if half { Name::Half(number) } else { Name::Quarter(number) };
        if let Some((year, after)) = self.year_after(end) {
            let stretch = if half { Stretch::Half(year, number) } else { Stretch::Quarter(year, number) };
            return Some((Meaning::Fixed(stretch), after));
        }
        if self.is(end, "of")
            && let Some((year, after)) = self.year_relative(end + 1)
        {
            return Some((Meaning::PartOfYear(name, Box::new(year)), after));
        }
        if half {
            let (of, end) = self.halved(end + 1).filter(|_| self.is(end, "of"))?;
            let part = if number == 1 { Part::Start } else { Part::End };
            return Some((Meaning::Within(part, false, Box::new(of)), end));
        }
        (!half && !self.is(end, "of")).then_some((Meaning::Named(name), end))
    }

    /// What a half can be of, other than a year in figures. Reads no halves, so that "half of half of …" ends.
    fn halved(&self, index: usize) -> Option<(Meaning, usize)> {
        let month = || {
            let mut pieces = self.month_first(index)?;
            let piece = pieces.pop().filter(|_| pieces.is_empty())?;
            Some((piece.meaning, piece.end))
        };
        self.decade(index)
            .or_else(|| self.century(index))
            .or_else(month)
            .or_else(|| self.chosen(index))
            .or_else(|| self.unit_of_context(index))
    }

    /// "Christmas", "Christmas Eve", "New Year's Day", "Thanksgiving", "Easter Sunday".
    pub(super) fn feast(&self, index: usize) -> Option<(Meaning, usize)> {
        let atom = self.at(index)?;
        if !atom.is_capital() {
            return None;
        }
        let (name, end) = match &*atom.lower {
            "christmas" | "xmas" if self.is(index + 1, "eve") => (Name::Month(12, Some(24)), index + 2),
            "new" if self.is(index + 1, "year") => {
                let mut end = index + 2;
                if self.one_of(end, &["'", "’"]) && self.is(end + 1, "s") {
                    end += 2;
                }
                match self.word(end) {
                    "eve" => (Name::Month(12, Some(31)), end + 1),
                    "day" => (Name::Month(1, Some(1)), end + 1),
                    _ => return None,
                }
            }
            "may" if self.is(index + 1, "day") && self.at(index + 1)?.is_capital() => {
                (Name::Month(5, Some(1)), index + 2)
            }
            "thanksgiving" => (Name::Thanksgiving, self.skip(index + 1, "day")),
            "easter" => (Name::Easter, self.skip(self.skip(index + 1, "sunday"), "day")),
            word => {
                let (month, day) = lexicon::feast(word)?;
                (Name::Month(month, Some(day)), self.skip(index + 1, "day"))
            }
        };
        if let (Name::Month(month, Some(day)), Some((year, after))) = (name, self.year_after(end)) {
            return Some((Meaning::Fixed(Stretch::day(year, month, day)?), after));
        }
        Some((Meaning::Named(name), end))
    }
}
