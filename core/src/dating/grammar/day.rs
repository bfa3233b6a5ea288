//! Days and months: "3 May 2024", "May 3–7", "Friday, May 3", "the 28th", "May".

use jiff::civil::Weekday;

use super::super::calendar::Stretch;
use super::super::lexicon;
use super::super::meaning::{Meaning, Name};
use super::Piece;
use super::reader::Reader;
use super::year::{era_year, short_year};

/// Prepositions, adverbs and marks that a date can follow.
const BEFORE_DATE: &str = "in of since by until till from to through throughout during before after between and or on early \
    late mid last next this previous for around about circa year as at back following - – — ( [ \
    beginning starting ending than over into toward towards within every each both";

/// Words that can follow a date that ends its phrase.
const FUNCTION_WORDS: &str = "in on at by to of for and or as with when that which where after before during between was were is \
    are has had the a an but from while who against near because this it he she they we i through into \
    would will could should said not until since if under over there about";

impl Reader<'_, '_> {
    /// One or several dates that share a month or a year, from `index` on.
    pub(super) fn dates(&self, index: usize) -> Option<Vec<Piece>> {
        self.numeric(index)
            .or_else(|| self.month_first(index))
            .or_else(|| self.day_first(index))
            .or_else(|| self.weekday_first(index))
            .or_else(|| self.one(index, Self::decade))
            .or_else(|| self.one(index, Self::century))
            .or_else(|| self.one(index, Self::season_named))
            .or_else(|| self.one(index, Self::quarter))
            .or_else(|| self.one(index, Self::feast))
            .or_else(|| self.one(index, Self::fiscal))
            .or_else(|| self.years(index))
            .or_else(|| self.one(index, Self::day_alone))
    }

    fn one(&self, index: usize, rule: fn(&Self, usize) -> Option<(Meaning, usize)>) -> Option<Vec<Piece>> {
        let (meaning, end) = rule(self, index)?;
        Some(vec![Piece { first: index, end, meaning }])
    }

    /// A month's name that means the month, with the place after it and its dot.
    pub(super) fn month(&self, index: usize) -> Option<(i8, usize)> {
        let atom = self.at(index)?;
        let month = lexicon::month(&atom.lower)?;
        let short = atom.lower.len() <= 4 && !matches!(&*atom.lower, "may" | "june" | "july");
        let mut end = index + 1;
        if short && self.is(end, ".") && self.glued(end) {
            end += 1;
        }
        let numbered = self.figures(end).is_some() && !self.part_of_number(end)
            || self.is(end, "the") && self.day(end + 1).is_some()
            || self.day(end).is_some_and(|(_, ordinal)| ordinal)
            || self.one_of(end, &[",", "of"]) && self.year_figures(end + 1).is_some();
        let counted = self.day(index.wrapping_sub(1)).is_some()
            || self.is(index.wrapping_sub(1), "of") && self.day(index.wrapping_sub(2)).is_some();
        if numbered || counted {
            return (atom.is_capital()
                || !matches!(&*atom.lower, "may" | "march" | "mar" | "sep" | "dec" | "jan"))
            .then_some((month, end));
        }
        let placed = lexicon::listed(BEFORE_DATE, self.before(index));
        let named = index > 0
            && self.at(index - 1).is_some_and(|before| {
                before.is_capital() && before.is_letters() && !lexicon::listed(BEFORE_DATE, &before.lower)
            });
        let ok = match &*atom.lower {
            // The auxiliary, the verb and the given names need a place where only a date fits.
            "may" | "march" | "june" | "april" | "august" | "jan" | "mar" => {
                let proper = matches!(&*atom.lower, "april" | "june")
                    || !matches!(atom.upos, claimtrack_sdk::ud::Upos::Verb | claimtrack_sdk::ud::Upos::Aux);
                let surname = self.at(end).is_some_and(|next| next.is_capital() && next.is_letters())
                    && matches!(&*atom.lower, "june" | "april" | "jan");
                atom.is_capital()
                    && proper
                    && (!surname || placed)
                    && (placed
                        || !named && !self.is(end, "on") && !matches!(&*atom.lower, "may" | "jan" | "mar"))
            }
            _ if short => atom.is_capital() && (end > index + 1 || placed),
            _ => atom.is_capital() || placed,
        };
        ok.then_some((month, end))
    }

    /// The year after a month or a day and month: "2024", ", 2024", " of 2024"; with the place after it.
    pub(super) fn year_after(&self, index: usize) -> Option<(i16, usize)> {
        let place = index + usize::from(self.one_of(index, &[",", "of"]));
        if let Some(year) = self.year_figures(place) {
            if lexicon::is_counted(self.word(place + 1)) {
                return None;
            }
            return Some((year, place + 1));
        }
        if self.one_of(place, &["'", "’", "‘"]) && self.glued(place + 1) {
            let (number, digits) = self.figures(place + 1)?;
            return (digits == 2).then_some((short_year(number), place + 2));
        }
        let (number, digits) = self.figures(place)?;
        let (before, end) = self.era(place + 1)?;
        (digits <= 4 && number > 0).then_some((era_year(number, before)?, end))
    }

    /// Months first: "May 3, 2024", "May 3–7", "May 6 and 7th", "May 2024", "May".
    pub(super) fn month_first(&self, index: usize) -> Option<Vec<Piece>> {
        let (month, after) = self.month(index)?;
        let mut days = Vec::new();
        let mut end = after;
        let start = self.skip(after, "the");
        if let Some((day, ordinal)) = self.day(start).filter(|_| self.is_day_here(start)) {
            let figures = self.word(start).as_bytes().first().is_some_and(u8::is_ascii_digit);
            // "by the end of May the Second Fleet": an ordinal in words is a day only where the date can end.
            let fits =
                figures && (start == after || ordinal) || start == after && self.ends_a_date(start + 1);
            if fits {
                days.push((index, start + 1, day));
                end = start + 1;
            }
        }
        while !days.is_empty() && days.len() < 6 {
            let Some(next) = self.next_in_list(end) else { break };
            let place = self.skip(next, "the");
            let Some((day, _)) = self.day(place).filter(|_| self.is_day_here(place)) else { break };
            let last = days.last().map_or(0, |&(_, _, day)| day);
            // "May 3 and 12 people": a list of days rises and ends where a sentence can go on.
            if day <= last || self.month(place + 1).is_some() || !self.ends_a_date(place + 1) {
                break;
            }
            days.push((next, place + 1, day));
            end = place + 1;
        }
        if let Some((year, after_year)) = self.year_after(end) {
            if days.is_empty() {
                let stretch = Stretch::month(year, month)?;
                return Some(vec![Piece { first: index, end: after_year, meaning: Meaning::Fixed(stretch) }]);
            }
            if let Some(last) = days.last_mut() {
                last.1 = after_year;
            }
            return Some(fixed_days(year, month, &days));
        }
        if days.is_empty() {
            let meaning = Meaning::Named(Name::Month(month, None));
            return Some(vec![Piece { first: index, end, meaning }]);
        }
        Some(open_days(month, &days))
    }

    /// Days first: "3 May 2024", "the 3rd of May", "3–7 May", "8 and 9 March".
    fn day_first(&self, index: usize) -> Option<Vec<Piece>> {
        let mut place = self.skip(index, "the");
        if self.glued(place)
            && self.is_dash(place.wrapping_sub(1))
            && self.figures(place.wrapping_sub(2)).is_some()
        {
            return None;
        }
        let (day, _) = self.day(place)?;
        let mut days = vec![(index, place + 1, day)];
        place += 1;
        let (month, after) = loop {
            let name = self.skip(place, "of");
            if let Some(found) = self.month(name) {
                break found;
            }
            if days.len() == 6 {
                return None;
            }
            let next = self.next_in_list(place)?;
            let number = self.skip(next, "the");
            let (day, _) = self.day(number)?;
            days.push((next, number + 1, day));
            place = number + 1;
        };
        let (year, end) = match self.year_after(after) {
            Some((year, end)) => (Some(year), end),
            None => (None, after),
        };
        if let Some(last) = days.last_mut() {
            last.1 = end;
        }
        Some(match year {
            Some(year) => fixed_days(year, month, &days),
            None => open_days(month, &days),
        })
    }

    /// The place after a mark or word that joins two dates.
    fn next_in_list(&self, index: usize) -> Option<usize> {
        if self.is_dash(index)
            || self.one_of(index, &["/", "and", "to", "or", "through", "until", "till", "&"])
        {
            return Some(index + 1);
        }
        if self.is(index, ",") {
            return Some(self.skip(index + 1, "and"));
        }
        None
    }

    /// Whether the figures at `index`, after a month, are a day and not a count of things.
    fn is_day_here(&self, index: usize) -> bool {
        !(lexicon::is_counted(self.word(index + 1)) || self.is_dash(index + 1) && self.is_unit(index + 2))
    }

    fn is_unit(&self, index: usize) -> bool {
        lexicon::unit(self.word(index)).is_some()
    }

    /// Whether a noun that the date describes follows at `index` ("the summer offensive").
    pub(super) fn before_noun(&self, index: usize) -> bool {
        self.at(index).is_some_and(super::super::atoms::Atom::is_letters) && !self.ends_a_date(index)
    }

    /// Whether a date can end before `index`: at a mark, a function word or the end.
    pub(super) fn ends_a_date(&self, index: usize) -> bool {
        let Some(atom) = self.at(index) else { return true };
        !atom.is_word() || self.year_figures(index).is_some() || lexicon::listed(FUNCTION_WORDS, &atom.lower)
    }

    /// A weekday, alone or before a date ("Friday, May 3, 2024"), which then carries the value.
    fn weekday_first(&self, index: usize) -> Option<Vec<Piece>> {
        let (weekday, end) = self.weekday(index)?;
        let place = self.skip(self.skip(end, ","), "the");
        if let Some(mut pieces) = self.month_first(place).or_else(|| self.day_first(place))
            && pieces[0].meaning.open_month().is_none_or(|(_, day)| day.is_some())
        {
            pieces[0].first = index;
            return Some(pieces);
        }
        if end - index > 1 || self.at(index)?.lower.len() > 5 {
            return Some(vec![Piece { first: index, end, meaning: Meaning::Named(Name::Weekday(weekday)) }]);
        }
        None
    }

    /// A weekday's name that means the day, with the place after it and its dot.
    pub(super) fn weekday(&self, index: usize) -> Option<(Weekday, usize)> {
        let atom = self.at(index)?;
        let weekday = lexicon::weekday(&atom.lower)?;
        let full = atom.lower.ends_with("day");
        let dotted = !full && self.is(index + 1, ".") && self.glued(index + 1);
        // "the Sun", "he sat": an abbreviation needs its capital and its dot, or a date after it.
        if !full && !atom.is_capital() {
            return None;
        }
        Some((weekday, index + 1 + usize::from(dotted)))
    }

    /// "on the 5th", "by the 20th": a day whose month the context gives.
    fn day_alone(&self, index: usize) -> Option<(Meaning, usize)> {
        if !self.is(index, "the") || !matches!(self.before(index), "on" | "by" | "until" | "since" | "till") {
            return None;
        }
        let (day, ordinal) = self.day(index + 1)?;
        let figures = self.word(index + 1).as_bytes().first().is_some_and(u8::is_ascii_digit);
        if self.is(index + 2, "of")
            && let Some((month, end)) = self.month_relative(index + 3)
        {
            return Some((Meaning::DayOfMonth(day, Box::new(month)), end));
        }
        (ordinal && figures && self.ends_a_date(index + 2))
            .then_some((Meaning::Named(Name::DayOfMonth(day)), index + 2))
    }
}

fn fixed_days(year: i16, month: i8, days: &[(usize, usize, i8)]) -> Vec<Piece> {
    days.iter()
        .map(|&(first, end, day)| Piece {
            first,
            end,
            meaning: Stretch::day(year, month, day).map_or(Meaning::Unknown, Meaning::Fixed),
        })
        .collect()
}

fn open_days(month: i8, days: &[(usize, usize, i8)]) -> Vec<Piece> {
    days.iter()
        .map(|&(first, end, day)| Piece {
            first,
            end,
            meaning: Meaning::Named(Name::Month(month, Some(day))),
        })
        .collect()
}
