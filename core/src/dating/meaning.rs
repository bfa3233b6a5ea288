//! What an expression says before it is known when it was said.

use jiff::civil::Weekday;

use super::calendar::{Season, Stretch, Unit};
use super::lexicon::DayPart;

/// What a shift counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The day of publication ("ago", "last week").
    Speech,
    /// The last date mentioned ("later", "the following week").
    Mentioned,
    /// What the text is about ("the end of the year"): in news the publication, in a narrative the last date mentioned.
    Topic,
}

/// Which of several bearers of a name ("last May", "next Friday").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    This,
    Next,
}

/// A name in the calendar that comes round again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// A month, or a day of one.
    Month(i8, Option<i8>),
    Weekday(Weekday),
    Season(Season),
    Quarter(i8),
    Half(i8),
    /// A day of a month that is not named ("the 28th").
    DayOfMonth(i8),
    /// The fourth Thursday of November.
    Thanksgiving,
    /// Western Easter Sunday.
    Easter,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeOfDay {
    Part(DayPart),
    /// Hour and minute.
    Clock(u8, u8),
}

/// Which part of a stretch is meant; TIMEX3's `mod` of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "Early May", "the beginning of 2024".
    Start,
    /// "Mid-May".
    Mid,
    /// "Late May", "the end of 2024".
    End,
}

/// A reference to no date in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vague {
    /// "Former": a time only where a text tells history.
    Former,
    Past,
    Present,
    Future,
}

/// How long: a count of units; no count when the text leaves it open ("several weeks").
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    /// In tenths, so that "two and a half" is a number.
    pub(super) tenths: Option<u32>,
    pub(super) unit: Unit,
}

impl Length {
    /// Its value as TIMEX3 writes durations.
    pub(super) fn timex(self) -> String {
        let Length { tenths, unit } = self;
        let clock = if unit.is_clock() { "T" } else { "" };
        match (tenths, unit) {
            (None, _) => format!("P{clock}X{}", unit.letters()),
            (Some(5), Unit::Hour) => "PT30M".to_owned(),
            (Some(5), Unit::Year) => "P6M".to_owned(),
            (Some(tenths), _) if tenths % 10 == 0 => format!("P{clock}{}{}", tenths / 10, unit.letters()),
            (Some(tenths), _) => format!("P{clock}{}.{}{}", tenths / 10, tenths % 10, unit.letters()),
        }
    }
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A date with its year.
    Fixed(Stretch),
    /// A date whose year, month or week is left to the context.
    Named(Name),
    /// The same with a word that says which.
    Chosen(Which, Anchor, Name),
    /// So many units away from the one that holds the anchor.
    Shift(Anchor, Unit, i32),
    /// "The weekend": which one is left to the context.
    Weekend,
    /// A date and a time of day; no date when the context gives it.
    Timed(Option<Box<Meaning>>, TimeOfDay),
    /// A part of a date ("the end of May"); true when the words are those of its very edge ("end", not "late").
    Within(Part, bool, Box<Meaning>),
    /// A half or quarter of a year that is named otherwise ("the first half of last year").
    PartOfYear(Name, Box<Meaning>),
    /// A weekday of a week that is named otherwise ("Monday of last week").
    DayOfWeek(Weekday, Box<Meaning>),
    /// The n-th week of a month, 0 for the last.
    WeekOfMonth(i8, Box<Meaning>),
    /// A day of a month that is named otherwise ("the 28th of that month").
    DayOfMonth(i8, Box<Meaning>),
    /// A month of a year that is named otherwise ("August of that year").
    MonthOfYear(i8, Box<Meaning>),
    /// A financial year, whose bounds differ from country to country.
    Fiscal(i16),
    /// Figures that fit two calendar days.
    Ambiguous(i16),
    /// A stretch of so long before or after the anchor ("the past two weeks").
    Stretching(Which, Anchor, Length),
    /// A stretch of time with no place in the calendar.
    Duration(Length),
    /// Again and again: the TIMEX3 value.
    Set(String),
    /// No date in particular.
    Vague(Vague),
    /// A time that the context names in ways that are not followed ("that period").
    Unknown,
}

impl Meaning {
    /// The month, if only its year is open.
    pub(super) fn open_month(&self) -> Option<(i8, Option<i8>)> {
        match self {
            Meaning::Named(Name::Month(month, day)) => Some((*month, *day)),
            Meaning::Within(_, _, of) | Meaning::WeekOfMonth(_, of) | Meaning::Timed(Some(of), _) => {
                of.open_month()
            }
            _ => None,
        }
    }

    /// The season, if only its year is open.
    pub(super) fn open_season(&self) -> Option<Season> {
        match self {
            Meaning::Named(Name::Season(season)) => Some(*season),
            Meaning::Within(_, _, of) => of.open_season(),
            _ => None,
        }
    }

    /// Whether it is told by its distance from the publication.
    pub(super) fn is_spoken(&self) -> bool {
        match self {
            Meaning::Shift(Anchor::Speech, ..) | Meaning::Chosen(_, Anchor::Speech, _) => true,
            Meaning::Within(_, _, of)
            | Meaning::Timed(Some(of), _)
            | Meaning::PartOfYear(_, of)
            | Meaning::DayOfWeek(_, of)
            | Meaning::DayOfMonth(_, of)
            | Meaning::MonthOfYear(_, of) => of.is_spoken(),
            _ => false,
        }
    }

    /// Whether it is a glance back or a mere season, from which a narrative does not go on ("the previous year", "over
    /// the winter").
    pub(super) fn looks_aside(&self) -> bool {
        match self {
            Meaning::Shift(Anchor::Mentioned, _, amount) => *amount < 0,
            Meaning::Named(Name::Season(_)) => true,
            Meaning::Within(_, _, of) | Meaning::Timed(Some(of), _) => of.looks_aside(),
            _ => false,
        }
    }

    /// The date with its year that it says, if it says one.
    pub(super) fn fixed(&self) -> Option<Stretch> {
        match self {
            Meaning::Fixed(stretch) => Some(*stretch),
            Meaning::Within(_, _, of) | Meaning::Timed(Some(of), _) => of.fixed(),
            _ => None,
        }
    }

    /// Puts `stretch` in place of the date whose year was open.
    pub(super) fn close(&mut self, stretch: Stretch) {
        match self {
            Meaning::Within(_, _, of) | Meaning::WeekOfMonth(_, of) | Meaning::Timed(Some(of), _) => {
                of.close(stretch);
            }
            meaning => *meaning = Meaning::Fixed(stretch),
        }
    }
}
