//! Dates told by their distance: "yesterday", "last May", "three weeks ago",
//! "the following day", "earlier that month", "over the past two years".

use super::super::calendar::{Stretch, Unit};
use super::super::lexicon::{self, DayPart};
use super::super::meaning::{Anchor, Length, Meaning, Name, Part, TimeOfDay, Vague, Which};
use super::reader::Reader;

/// What an adjective before a unit or a name says: which one, counted from where, and whether it can also say
/// "so long before or after" ("the past year").
struct Choice {
    which: Which,
    anchor: Anchor,
    stretching: bool,
}

impl Reader<'_, '_> {
    /// A date told by its distance from another, with the place after it.
    pub(super) fn relative(&self, index: usize) -> Option<(Meaning, usize)> {
        self.deictic(index)
            .or_else(|| self.earlier_or_later(index))
            .or_else(|| self.weekday_of_week(index))
            .or_else(|| self.chosen(index))
            .or_else(|| self.distance(index))
            .or_else(|| self.week_of_month(index, false))
            .or_else(|| self.weekend(index))
            .or_else(|| self.month_of_year(index))
            .or_else(|| self.time_named(index))
    }

    /// "the first week of May", "the last week of August".
    fn week_of_month(&self, index: usize, last: bool) -> Option<(Meaning, usize)> {
        let place = self.skip(index, "the");
        let number = if last {
            0
        } else {
            lexicon::ordinal(self.word(place)).filter(|number| (1..=4).contains(number))?
        };
        if !self.is(place + 1, "week") || !self.is(place + 2, "of") {
            return None;
        }
        let mut pieces = self.month_first(place + 3)?;
        let piece = pieces.pop().filter(|_| pieces.is_empty())?;
        let month = matches!(
            piece.meaning,
            Meaning::Fixed(Stretch::Month(..)) | Meaning::Named(Name::Month(_, None))
        );
        month.then(|| (Meaning::WeekOfMonth(number as i8, Box::new(piece.meaning)), piece.end))
    }

    /// "at the weekend", "over the weekend".
    fn weekend(&self, index: usize) -> Option<(Meaning, usize)> {
        let place = self.skip(index, "the");
        self.is(place, "weekend").then_some((Meaning::Weekend, place + 1))
    }

    /// "August of that year", "March last year", "next year".
    fn month_of_year(&self, index: usize) -> Option<(Meaning, usize)> {
        let (month, end) = self.month(index)?;
        let (year, end) = self.year_relative(self.skip(end, "of"))?;
        Some((Meaning::MonthOfYear(month, Box::new(year)), end))
    }

    /// "today", "yesterday", "tomorrow", "tonight", "the day before yesterday".
    fn deictic(&self, index: usize) -> Option<(Meaning, usize)> {
        let day = |amount| Meaning::Shift(Anchor::Speech, Unit::Day, amount);
        let found = match self.word(index) {
            "today" => (day(0), index + 1),
            "yesterday" => (day(-1), index + 1),
            "tomorrow" => (day(1), index + 1),
            "tonight" => (Meaning::Timed(Some(Box::new(day(0))), TimeOfDay::Part(DayPart::Night)), index + 1),
            "the" if self.is(index + 1, "day") => match (self.word(index + 2), self.word(index + 3)) {
                ("before", "yesterday") => (day(-2), index + 4),
                ("after", "tomorrow") => (day(2), index + 4),
                _ => return None,
            },
            _ => return None,
        };
        Some(found)
    }

    /// "earlier this month", "later that day", "earlier today", "later in the year".
    fn earlier_or_later(&self, index: usize) -> Option<(Meaning, usize)> {
        let part = match self.word(index) {
            "earlier" => Part::Start,
            "later" => Part::End,
            _ => return None,
        };
        let place = self.skip(index + 1, "in");
        let (of, end) = match self.word(place) {
            "today" => self.deictic(place)?,
            "the" if place > index + 1 => self.unit_of_context(place)?,
            "this" | "that" | "the" => self.chosen(place)?,
            _ => return None,
        };
        Some((Meaning::Within(part, false, Box::new(of)), end))
    }

    /// "Monday of last week", "Tuesday of this week".
    fn weekday_of_week(&self, index: usize) -> Option<(Meaning, usize)> {
        let (weekday, end) = self.weekday(index)?;
        if !self.is(end, "of") {
            return None;
        }
        let (week, end) = self.chosen(end + 1)?;
        matches!(week, Meaning::Shift(_, Unit::Week, _))
            .then(|| (Meaning::DayOfWeek(weekday, Box::new(week)), end))
    }

    /// "the month", "the year": the one that the context is about. Only for what follows "the end of" and the like.
    pub(super) fn unit_of_context(&self, index: usize) -> Option<(Meaning, usize)> {
        if !self.is(index, "the") {
            return None;
        }
        let (unit, 1, false) = lexicon::unit(self.word(index + 1))? else { return None };
        if unit.is_clock() || unit == Unit::Quarter {
            return None;
        }
        if let Some((Anchor::Mentioned, sign, end)) = self.direction(index + 2) {
            return Some((Meaning::Shift(Anchor::Mentioned, unit, sign), end));
        }
        Some((Meaning::Shift(Anchor::Topic, unit, 0), index + 2))
    }

    /// A year named by the context: "last year", "the year", "that year", "2024" excluded.
    pub(super) fn year_relative(&self, index: usize) -> Option<(Meaning, usize)> {
        let (meaning, end) = self.chosen(index).or_else(|| self.unit_of_context(index))?;
        matches!(meaning, Meaning::Shift(_, Unit::Year | Unit::Decade, _)).then_some((meaning, end))
    }

    /// A month named by the context: "that month", "the month", "last month".
    pub(super) fn month_relative(&self, index: usize) -> Option<(Meaning, usize)> {
        let (meaning, end) = self.chosen(index).or_else(|| self.unit_of_context(index))?;
        matches!(meaning, Meaning::Shift(_, Unit::Month, _)).then_some((meaning, end))
    }

    fn choice(&self, index: usize) -> Option<(Choice, usize)> {
        let mut place = index;
        let determiner = match self.word(index) {
            word @ ("the" | "this" | "that") => {
                place += 1;
                word
            }
            // The rules begin again after an article that they found no use for.
            _ if self.before(index) == "the" => "the",
            _ => "",
        };
        let choice = |which, anchor, stretching| Some((Choice { which, anchor, stretching }, place + 1));
        let mentioned = determiner == "the" || determiner == "that";
        match self.word(place) {
            "last" | "past" if determiner != "that" => choice(
                if determiner == "this" { Which::This } else { Which::Last },
                Anchor::Speech,
                !determiner.is_empty() || self.is(place, "past"),
            ),
            "previous" | "preceding" | "prior" => choice(Which::Last, Anchor::Mentioned, true),
            "next" if mentioned => choice(Which::Next, Anchor::Mentioned, true),
            "next" => choice(Which::Next, Anchor::Speech, false),
            "following" | "succeeding" | "subsequent" | "ensuing" if mentioned => {
                choice(Which::Next, Anchor::Mentioned, true)
            }
            "coming" | "upcoming" => {
                choice(if determiner == "this" { Which::This } else { Which::Next }, Anchor::Speech, true)
            }
            "same" if !determiner.is_empty() => choice(Which::This, Anchor::Mentioned, false),
            "current" if determiner != "that" => choice(Which::This, Anchor::Speech, false),
            _ if determiner == "this" => {
                let anchor = if self.is(place, "day") { Anchor::Mentioned } else { Anchor::Speech };
                Some((Choice { which: Which::This, anchor, stretching: false }, place))
            }
            _ if determiner == "that" => {
                Some((Choice { which: Which::This, anchor: Anchor::Mentioned, stretching: false }, place))
            }
            _ => None,
        }
    }

    /// "last year", "next Friday", "the following day", "that night", "the past two weeks".
    pub(super) fn chosen(&self, index: usize) -> Option<(Meaning, usize)> {
        let (choice, place) = self.choice(index)?;
        let amount = match choice.which {
            Which::Last => -1,
            Which::This => 0,
            Which::Next => 1,
        };
        let word = self.word(place);
        if let Some((unit, factor, plural)) = lexicon::unit(word) {
            let end = place + 1;
            if unit.is_clock() {
                return (choice.stretching && !plural && unit == Unit::Hour)
                    .then_some((Meaning::Duration(Length { tenths: Some(10), unit }), end));
            }
            if plural && self.is(place - 1, "last") && self.is(end, "of") {
                return None;
            }
            if plural {
                let vague = match (choice.which, choice.anchor) {
                    (Which::Next, Anchor::Speech) => Meaning::Vague(Vague::Future),
                    (Which::Last, Anchor::Speech) => Meaning::Vague(Vague::Past),
                    (Which::This, _) => return None,
                    _ => Meaning::Duration(Length { tenths: None, unit }),
                };
                return Some((vague, end));
            }
            let the = self.is(index, "the") || self.before(index) == "the";
            let past = self.is(place - 1, "past");
            let last = self.is(place - 1, "last");
            // "the last day of the talks" counts within the talks; "the past year" is the twelve months up to now.
            if last && the && (self.is(end, "of") || unit == Unit::Day) {
                return if unit == Unit::Week { self.week_of_month(index, true) } else { None };
            }
            if (past || last && the) && choice.which == Which::Last {
                let length = Length { tenths: Some(10 * factor as u32), unit };
                return Some((Meaning::Stretching(Which::Last, Anchor::Speech, length), end));
            }
            return Some((Meaning::Shift(choice.anchor, unit, amount * factor), end));
        }
        if let Some(part) = lexicon::day_part(word) {
            let day = Meaning::Shift(choice.anchor, Unit::Day, amount);
            return Some((Meaning::Timed(Some(Box::new(day)), TimeOfDay::Part(part)), place + 1));
        }
        if let Some((name, end)) = self.name(place) {
            let chosen = Meaning::Chosen(choice.which, choice.anchor, name);
            if let (Name::Weekday(_), Some(part)) = (name, lexicon::day_part(self.word(end))) {
                return Some((Meaning::Timed(Some(Box::new(chosen)), TimeOfDay::Part(part)), end + 1));
            }
            return Some((chosen, end));
        }
        if choice.stretching || choice.which == Which::Next {
            let (count, end) = self.count(place)?;
            let end = end + usize::from(self.is_dash(end));
            let (unit, factor, _) = lexicon::unit(self.word(end))?;
            if count.article || self.is(place, "some") {
                return None;
            }
            let tenths = count.tenths.and_then(|tenths| tenths.checked_mul(factor as u32));
            let which = if choice.which == Which::This { Which::Last } else { choice.which };
            return Some((Meaning::Stretching(which, choice.anchor, Length { tenths, unit }), end + 1));
        }
        None
    }

    /// A name that comes round again, without its year.
    fn name(&self, index: usize) -> Option<(Name, usize)> {
        if let Some((weekday, end)) = self.weekday(index) {
            return Some((Name::Weekday(weekday), end));
        }
        if let Some((month, end)) = self.month(index) {
            return Some((Name::Month(month, None), end));
        }
        let word = self.word(index);
        if let Some(season) = lexicon::season(word) {
            return Some((Name::Season(season), index + 1));
        }
        let (month, day) = lexicon::feast(word)?;
        Some((Name::Month(month, Some(day)), index + 1))
    }

    /// "three weeks ago", "a year earlier", "two days later", "months ago", "ten days from now".
    fn distance(&self, index: usize) -> Option<(Meaning, usize)> {
        // "the year before", "the day after"
        if self.is(index, "the") && self.direction(index + 2).is_some() {
            return self.unit_of_context(index);
        }
        let hedged = self.hedge(index);
        let (tenths, place) = match self.count(hedged) {
            Some((count, end)) => (count.tenths, end),
            None => (None, hedged),
        };
        let place = place + usize::from(self.is_dash(place) && place > hedged);
        let (unit, factor, plural) = lexicon::unit(self.word(place))?;
        if place == hedged && !plural {
            // "the year before", "the day after" with nothing behind it.
            return None;
        }
        let (half, place) = self.and_a_half(place + 1);
        let tenths = tenths.map(|tenths| tenths + half);
        let (anchor, sign, end) = self.direction(place)?;
        let vague = Meaning::Vague(if sign < 0 { Vague::Past } else { Vague::Future });
        let Some(tenths) = tenths else { return Some((vague, end)) };
        let tenths = i32::try_from(tenths).ok()?.checked_mul(factor)?;
        let (unit, amount) = match (tenths % 10, unit) {
            (0, _) => (unit, tenths / 10),
            (_, Unit::Year) => (Unit::Month, tenths * 12 / 10),
            (_, Unit::Century) => (Unit::Year, tenths * 10),
            (_, Unit::Decade) => (Unit::Year, tenths),
            _ => (unit, tenths / 10),
        };
        if unit.is_clock() {
            let day = Meaning::Shift(anchor, Unit::Day, 0);
            return Some((day, end));
        }
        Some((Meaning::Shift(anchor, unit, sign.checked_mul(amount)?), end))
    }

    fn direction(&self, index: usize) -> Option<(Anchor, i32, usize)> {
        match self.word(index) {
            "ago" => Some((Anchor::Speech, -1, index + 1)),
            "later" => Some((Anchor::Mentioned, 1, index + 1)),
            "earlier" | "previously" | "beforehand" => Some((Anchor::Mentioned, -1, index + 1)),
            "before" | "prior" if self.ends_clause(index + 1) => Some((Anchor::Mentioned, -1, index + 1)),
            "after" | "afterwards" | "afterward" if self.ends_clause(index + 1) => {
                Some((Anchor::Mentioned, 1, index + 1))
            }
            "from" if self.one_of(index + 1, &["now", "today"]) => Some((Anchor::Speech, 1, index + 2)),
            "hence" => Some((Anchor::Speech, 1, index + 1)),
            "back" if self.ends_clause(index + 1) => Some((Anchor::Speech, -1, index + 1)),
            _ => None,
        }
    }

    /// Whether a clause can end before `index`, so that "before" there has no object.
    fn ends_clause(&self, index: usize) -> bool {
        self.at(index).is_none_or(|atom| {
            matches!(&*atom.lower, "." | "," | ";" | ":" | ")" | "?" | "!" | "-" | "–" | "—" | "had")
        })
    }

    /// "the same time", "that period": a time that the context names.
    fn time_named(&self, index: usize) -> Option<(Meaning, usize)> {
        if !matches!(
            self.before(index),
            "at" | "during" | "by" | "until" | "till" | "since" | "around" | "throughout" | "of"
        ) {
            return None;
        }
        let end = match (self.word(index), self.word(index + 1)) {
            ("the" | "that" | "this", "same") => index + 2,
            ("this" | "that", _) => index + 1,
            ("the", "time") if self.is(index - 1, "at") => {
                let open = self.one_of(index + 2, &["of", "that", "when", "being"]);
                return (!open).then_some((Meaning::Vague(Vague::Present), index + 2));
            }
            ("the", "moment")
                if self.is(index - 1, "at") && !self.one_of(index + 2, &["of", "when", "that"]) =>
            {
                return Some((Meaning::Vague(Vague::Present), index + 2));
            }
            _ => return None,
        };
        (self.one_of(end, &["time", "period", "era"]) && !self.is(end + 1, "of"))
            .then_some((Meaning::Unknown, end + 1))
    }
}
