//! Times of day: "11 a.m.", "at 14:30", "noon", "Monday night", "the night of 3 May".

use super::super::calendar::Unit;
use super::super::lexicon::{self, DayPart};
use super::super::meaning::{Meaning, TimeOfDay};
use super::Piece;
use super::reader::Reader;

/// Abbreviations of time zones that stand after a time; the time is kept as local.
const ZONES: &[&str] =
    &["gmt", "utc", "est", "edt", "et", "cet", "cest", "bst", "cst", "cdt", "pst", "pdt", "pt", "mst", "msk"];

impl Reader<'_, '_> {
    /// A time of the clock, with a date that follows it at once.
    pub(super) fn clock(&self, index: usize) -> Option<Piece> {
        let (time, mut end) = self.clock_time(index)?;
        if self.at(end).is_some_and(|atom| ZONES.contains(&&*atom.lower) && atom.is_capital()) {
            end += 1;
        }
        let mut day = None;
        let place = self.skip(end, ",");
        if let Some(mut pieces) = self.dates(place).filter(|pieces| pieces.len() == 1) {
            let piece = pieces.swap_remove(0);
            if is_day(&piece.meaning) {
                day = Some(Box::new(piece.meaning));
                end = piece.end;
            }
        } else if let Some((meaning, after)) = self.relative(place).filter(|(meaning, _)| is_day(meaning)) {
            day = Some(Box::new(meaning));
            end = after;
        }
        Some(Piece { first: index, end, meaning: Meaning::Timed(day, time) })
    }

    /// The time alone, with the place after it.
    pub(super) fn clock_time(&self, index: usize) -> Option<(TimeOfDay, usize)> {
        let word = self.word(index);
        if matches!(word, "noon" | "midnight" | "midday") {
            let at = matches!(
                self.before(index),
                "at" | "by"
                    | "until"
                    | "around"
                    | "about"
                    | "before"
                    | "after"
                    | "from"
                    | "since"
                    | "till"
                    | "to"
            );
            let part = if word == "midnight" { TimeOfDay::Clock(0, 0) } else { TimeOfDay::Clock(12, 0) };
            return at.then_some((part, index + 1));
        }
        if self.part_of_number(index) && !(self.is(index + 1, ":") || self.is(index + 1, ".")) {
            return None;
        }
        if self.glued(index) && index > 0 && self.one_of(index - 1, &[":", "$", "€", "£", "#", "/", "."]) {
            return None;
        }
        let joined = word
            .strip_suffix("am")
            .map(|hour| (hour, false))
            .or(word.strip_suffix("pm").map(|hour| (hour, true)));
        if let Some((hour, afternoon)) = joined
            && !hour.is_empty()
            && hour.len() <= 2
            && hour.bytes().all(|byte| byte.is_ascii_digit())
        {
            return Some((TimeOfDay::Clock(twelve(hour.parse().ok()?, afternoon)?, 0), index + 1));
        }
        let (hour, digits) = self.figures(index)?;
        if digits == 4 && ZONES.contains(&self.word(index + 1)) && hour < 2400 && hour % 100 < 60 {
            return Some((TimeOfDay::Clock((hour / 100) as u8, (hour % 100) as u8), index + 1));
        }
        if digits > 2 || hour > 24 {
            return None;
        }
        if self.one_of(index + 1, &[":", "."]) && self.glued(index + 1) && self.glued(index + 2) {
            let word = self.word(index + 2);
            let (minutes, afternoon) = match word.get(..2).zip(word.get(2..)) {
                Some((minutes, "am")) => (minutes, Some(false)),
                Some((minutes, "pm")) => (minutes, Some(true)),
                Some((minutes, "")) => (minutes, None),
                _ => return None,
            };
            let minutes: u8 = minutes.parse().ok().filter(|&minutes| minutes < 60)?;
            let mut end = index + 3;
            let seconds = self.is(end, ":")
                && self.glued(end)
                && self.figures(end + 1).is_some_and(|(_, digits)| digits == 2);
            if seconds {
                end += 2;
            }
            let marked = afternoon.map(|afternoon| (afternoon, end)).or_else(|| self.half_day(end));
            if let Some((afternoon, end)) = marked {
                return Some((TimeOfDay::Clock(twelve(hour, afternoon)?, minutes), end));
            }
            // "3:16", "2:1" are verses and scores more often than times unless something says so.
            let told = matches!(
                self.before(index),
                "at" | "by"
                    | "until"
                    | "till"
                    | "around"
                    | "about"
                    | "from"
                    | "to"
                    | "before"
                    | "after"
                    | "and"
            ) || self.at(end).is_some_and(|atom| ZONES.contains(&&*atom.lower));
            let colon = self.is(index + 1, ":");
            return (colon && told && hour < 24).then_some((TimeOfDay::Clock(hour as u8, minutes), end));
        }
        if let Some((afternoon, end)) = self.half_day(index + 1) {
            return Some((TimeOfDay::Clock(twelve(hour, afternoon)?, 0), end));
        }
        let oclock =
            self.is(index + 1, "o") && self.one_of(index + 2, &["'", "’"]) && self.is(index + 3, "clock");
        (oclock && hour <= 12).then(|| (TimeOfDay::Clock(hour as u8 % 24, 0), index + 4))
    }

    /// "a.m.", "pm": whether it is after noon, and the place after it.
    fn half_day(&self, index: usize) -> Option<(bool, usize)> {
        match self.word(index) {
            "am" => Some((false, index + 1)),
            "pm" => Some((true, index + 1)),
            letter @ ("a" | "p")
                if self.is(index + 1, ".")
                    && self.glued(index + 1)
                    && self.is(index + 2, "m")
                    && self.glued(index + 2) =>
            {
                let end = index + 3;
                Some((letter == "p", if self.is(end, ".") && self.glued(end) { end + 1 } else { end }))
            }
            _ => None,
        }
    }

    /// "the night of 3 May", "the morning of the next day", "the early hours of Friday".
    pub(super) fn part_of_day(&self, index: usize) -> Option<Vec<Piece>> {
        let mut place = self.skip(index, "the");
        let early = self.one_of(place, &["early", "late", "small"]);
        place += usize::from(early);
        let mut part = lexicon::day_part(self.word(place));
        if part.is_some() && self.is(place + 1, "hours") {
            place += 1;
        } else if part.is_none() && early && self.is(place, "hours") {
            part = Some(DayPart::Morning);
        }
        let part = part?;
        if self.one_of(place + 1, &["of", "on"]) {
            let direct = if self.is(place + 1, "on") { return None } else { place + 2 };
            if let Some(mut pieces) = self.dates(direct) {
                let first = pieces.first_mut()?;
                if is_day(&first.meaning) {
                    first.first = index;
                    let day = std::mem::replace(&mut first.meaning, Meaning::Unknown);
                    first.meaning = Meaning::Timed(Some(Box::new(day)), TimeOfDay::Part(part));
                    return Some(pieces);
                }
                return None;
            }
            let (day, end) = self.relative(direct).filter(|(meaning, _)| is_day(meaning))?;
            let meaning = Meaning::Timed(Some(Box::new(day)), TimeOfDay::Part(part));
            return Some(vec![Piece { first: index, end, meaning }]);
        }
        let place = place + 1;
        let before = self.before(index);
        let whole = |meaning| Some(vec![Piece { first: index, end: place, meaning }]);
        let word = self.word(place - 1);
        if word == "night" && before == "at" && index + 1 == place {
            return whole(Meaning::Set("XXXX-XX-XXTNI".to_owned()));
        }
        // "in the morning", "during the night", "at dawn", "before dawn".
        let timed = self.is(index, "the")
            && matches!(before, "in" | "during" | "by" | "until" | "through" | "throughout" | "into")
            || matches!(word, "dawn" | "dusk" | "sunrise" | "sunset" | "daybreak")
                && matches!(before, "at" | "before" | "after" | "by" | "until" | "since");
        timed.then(|| whole(Meaning::Timed(None, TimeOfDay::Part(part)))).flatten()
    }

    /// Takes the part of the day or the time that follows a day into its piece ("Monday night", "May 8 1:00AM").
    pub(super) fn extend_by_time(&self, piece: &mut Piece) {
        if !is_day(&piece.meaning) {
            return;
        }
        let (time, end) = if let Some(part) =
            lexicon::day_part(self.word(piece.end)).filter(|_| !self.is(piece.end, "nights"))
        {
            (TimeOfDay::Part(part), piece.end + 1)
        } else if let Some(found) = self.clock_time(piece.end) {
            found
        } else {
            return;
        };
        let day = std::mem::replace(&mut piece.meaning, Meaning::Unknown);
        piece.meaning = Meaning::Timed(Some(Box::new(day)), time);
        piece.end = end;
    }
}

/// Whether a meaning is a single day that a time can be added to.
fn is_day(meaning: &Meaning) -> bool {
    use super::super::calendar::Stretch;
    use super::super::meaning::Name;
    match meaning {
        Meaning::Fixed(Stretch::Day(_))
        | Meaning::Shift(_, Unit::Day, _)
        | Meaning::DayOfWeek(..)
        | Meaning::DayOfMonth(..) => true,
        Meaning::Named(name) | Meaning::Chosen(_, _, name) => matches!(
            name,
            Name::Weekday(_)
                | Name::Month(_, Some(_))
                | Name::DayOfMonth(_)
                | Name::Thanksgiving
                | Name::Easter
        ),
        _ => false,
    }
}

/// The hour of the day of an hour before or after noon.
fn twelve(hour: u32, afternoon: bool) -> Option<u8> {
    (1..=12).contains(&hour).then(|| (hour % 12) as u8 + if afternoon { 12 } else { 0 })
}
