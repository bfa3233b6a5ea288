//! What an expression is worth, written out: its kind, its TIMEX3 value and
//! its EDTF value with the bound that a preposition gives it.

use super::calendar::{Stretch, Unit};
use super::context::Context;
use super::meaning::{Meaning, Name, TimeOfDay, Vague};
use super::resolve;
use super::{Part, TimexKind};

/// The side on which a preposition leaves a date open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// The date itself.
    Closed,
    /// "By 2030", "until May": `../X`.
    Before,
    /// "Since 2014": `X/..`.
    After,
    /// "Around 3 May": `X~`.
    About,
}

/// The kind of what `meaning` says.
pub(super) fn kind(meaning: &Meaning) -> TimexKind {
    match meaning {
        Meaning::Timed(..) => TimexKind::Time,
        Meaning::Duration(_) | Meaning::Stretching(..) => TimexKind::Duration,
        Meaning::Set(_) => TimexKind::Set,
        _ => TimexKind::Date,
    }
}

/// The part of its date that `meaning` names.
pub(super) fn part(meaning: &Meaning) -> Option<Part> {
    match meaning {
        Meaning::Within(part, ..) => Some(*part),
        _ => None,
    }
}

/// The TIMEX3 value; empty where the words name a time of the context that is not followed.
pub(super) fn timex(meaning: &Meaning, stretch: Option<Stretch>) -> String {
    match meaning {
        Meaning::Timed(_, time) => {
            let day = match stretch {
                Some(stretch) => stretch.timex(),
                None => match meaning {
                    Meaning::Timed(Some(day), _) => timex(day, None),
                    _ => Unit::Day.unknown().to_owned(),
                },
            };
            match time {
                TimeOfDay::Part(part) => format!("{day}T{}", part.letters()),
                TimeOfDay::Clock(hour, minute) => format!("{day}T{hour:02}:{minute:02}"),
            }
        }
        Meaning::Duration(length) | Meaning::Stretching(_, _, length) => length.timex(),
        Meaning::Set(value) => value.clone(),
        Meaning::Vague(Vague::Past | Vague::Former) => "PAST_REF".to_owned(),
        Meaning::Vague(Vague::Present) => "PRESENT_REF".to_owned(),
        Meaning::Vague(Vague::Future) => "FUTURE_REF".to_owned(),
        Meaning::Fiscal(year) => format!("FY{year:04}"),
        Meaning::Ambiguous(year) => format!("{year:04}-XX-XX"),
        Meaning::Unknown => String::new(),
        _ => stretch.map_or_else(|| unresolved(meaning), Stretch::timex),
    }
}

/// The value of a date that the context doesn't settle, with `X` for what is open.
fn unresolved(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Named(name) | Meaning::Chosen(_, _, name) => match name {
            Name::Month(month, None) => format!("XXXX-{month:02}"),
            Name::Month(month, Some(day)) => format!("XXXX-{month:02}-{day:02}"),
            Name::Weekday(weekday) => format!("XXXX-WXX-{}", weekday.to_monday_one_offset()),
            Name::Season(season) => format!("XXXX-{}", season.letters()),
            Name::Quarter(quarter) => format!("XXXX-Q{quarter}"),
            Name::Half(half) => format!("XXXX-H{half}"),
            Name::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
            Name::Thanksgiving | Name::Easter => Unit::Day.unknown().to_owned(),
        },
        Meaning::Shift(_, unit, _) => unit.unknown().to_owned(),
        Meaning::Within(_, _, of) => unresolved(of),
        Meaning::WeekOfMonth(..) => Unit::Week.unknown().to_owned(),
        Meaning::Weekend => Unit::Weekend.unknown().to_owned(),
        Meaning::DayOfWeek(weekday, _) => format!("XXXX-WXX-{}", weekday.to_monday_one_offset()),
        Meaning::DayOfMonth(day, _) => format!("XXXX-XX-{day:02}"),
        Meaning::MonthOfYear(month, _) => format!("XXXX-{month:02}"),
        _ => Unit::Year.unknown().to_owned(),
    }
}

/// The EDTF value, level 1; none when the expression is unbounded or unresolved. A time of day counts as its day.
pub(super) fn edtf(
    meaning: &Meaning,
    stretch: Option<Stretch>,
    context: &Context,
    bound: Bound,
) -> Option<String> {
    let value = match meaning {
        Meaning::Stretching(which, anchor, length) => {
            return resolve::stretching(*which, *anchor, *length, context);
        }
        // A financial year is about a calendar year: its bounds differ from state to state.
        Meaning::Fiscal(year) => return Some(format!("{year:04}~")),
        Meaning::Within(part, edge, _) => resolve::part(*part, *edge, stretch?).edtf(),
        // A night ends on the day after, but it is the night of the day it began on.
        Meaning::Timed(..) => return stretch.map(Stretch::edtf),
        _ => stretch?.edtf(),
    };
    Some(match bound {
        Bound::Closed => value,
        Bound::Before => format!("../{}", last(&value)),
        Bound::After => format!("{}/..", first(&value)),
        Bound::About if value.contains('/') => value,
        Bound::About => format!("{value}~"),
    })
}

/// The beginning of an interval; the value itself when it is none.
pub(super) fn first(edtf: &str) -> &str {
    edtf.split_once('/').map_or(edtf, |(start, _)| start)
}

/// The end of an interval; the value itself when it is none.
pub(super) fn last(edtf: &str) -> &str {
    edtf.split_once('/').map_or(edtf, |(_, end)| end)
}
