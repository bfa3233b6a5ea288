//! Stretches of the calendar, from a day to a century, each at the
//! granularity that the text gives it. Arithmetic keeps the granularity and
//! gives nothing where an answer would have to be finer than the question.
//! Proleptic Gregorian calendar, astronomical years (264 BC is −263), no time zones.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A unit of time that expressions count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit's letters in an ISO 8601 duration; decade and century as TIMEX3 writes them.
    pub(super) fn letters(self) -> &'static str {
        match self {
            Unit::Second => "S",
            Unit::Minute | Unit::Month => "M",
            Unit::Hour => "H",
            Unit::Day => "D",
            Unit::Weekend => "WE",
            Unit::Week => "W",
            Unit::Quarter => "Q",
            Unit::Year => "Y",
            Unit::Decade => "DE",
            Unit::Century => "CE",
        }
    }

    /// Whether it is shorter than a day.
    pub(super) fn is_clock(self) -> bool {
        matches!(self, Unit::Second | Unit::Minute | Unit::Hour)
    }

    /// The TIMEX3 value of one such unit that is not known.
    pub(super) fn unknown(self) -> &'static str {
        match self {
            Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX",
            Unit::Day => "XXXX-XX-XX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Week => "XXXX-WXX",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
        }
    }
}

/// A season of the northern year; winter bears the year that it is said to be of, whichever end that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The season that `month` lies in.
    pub(super) fn of_month(month: i8) -> Season {
        match month {
            3..=5 => Season::Spring,
            6..=8 => Season::Summer,
            9..=11 => Season::Autumn,
            _ => Season::Winter,
        }
    }

    /// Its TIMEX3 letters.
    pub(super) fn letters(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// Its middle month.
    pub(super) fn middle(self) -> i8 {
        match self {
            Season::Spring => 4,
            Season::Summer => 7,
            Season::Autumn => 10,
            Season::Winter => 1,
        }
    }

    fn edtf(self) -> u8 {
        match self {
            Season::Spring => 21,
            Season::Summer => 22,
            Season::Autumn => 23,
            Season::Winter => 24,
        }
    }
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// Years `100 n` to `100 n + 99`; negative: the n-th century BC.
    Century(i16),
    /// Years `10 n` to `10 n + 9`.
    Decade(i16),
    Year(i16),
    /// Year and half, 1 or 2.
    Half(i16, i8),
    /// Year and quarter, 1 to 4.
    Quarter(i16, i8),
    Season(i16, Season),
    Month(i16, i8),
    /// The week that begins with this Monday.
    Week(Date),
    /// The weekend of the week that begins with this Monday.
    Weekend(Date),
    Day(Date),
}

impl Stretch {
    /// The day with these numbers, if there is one.
    pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Stretch> {
        Date::new(year, month, day).ok().map(Stretch::Day)
    }

    /// The month with these numbers, if there is one.
    pub(super) fn month(year: i16, month: i8) -> Option<Stretch> {
        (1..=12).contains(&month).then_some(Stretch::Month(year, month))
    }

    /// The year it lies in; none for what is longer than a year.
    pub(super) fn year_number(self) -> Option<i16> {
        match self {
            Stretch::Century(_) | Stretch::Decade(_) => None,
            Stretch::Year(year)
            | Stretch::Half(year, _)
            | Stretch::Quarter(year, _)
            | Stretch::Season(year, _)
            | Stretch::Month(year, _) => Some(year),
            // ISO 8601: a week belongs to the year that its Thursday lies in.
            Stretch::Week(monday) | Stretch::Weekend(monday) => Some(thursday(monday).year()),
            Stretch::Day(day) => Some(day.year()),
        }
    }

    /// The month it lies in, with its year; none for what is longer than a month.
    pub(super) fn month_number(self) -> Option<(i16, i8)> {
        match self {
            Stretch::Month(year, month) => Some((year, month)),
            Stretch::Week(monday) | Stretch::Weekend(monday) => {
                let middle = thursday(monday);
                Some((middle.year(), middle.month()))
            }
            Stretch::Day(day) => Some((day.year(), day.month())),
            _ => None,
        }
    }

    /// The day, if it is one.
    pub(super) fn day_number(self) -> Option<Date> {
        match self {
            Stretch::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The stretch of this unit that holds it; none when it is longer than the unit.
    pub(super) fn widen(self, unit: Unit) -> Option<Stretch> {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => None,
            Unit::Day => self.day_number().map(Stretch::Day),
            Unit::Week | Unit::Weekend => {
                let monday = match self {
                    Stretch::Week(monday) | Stretch::Weekend(monday) => monday,
                    Stretch::Day(day) => monday_of(day)?,
                    _ => return None,
                };
                Some(if unit == Unit::Week { Stretch::Week(monday) } else { Stretch::Weekend(monday) })
            }
            Unit::Month => self.month_number().map(|(year, month)| Stretch::Month(year, month)),
            Unit::Quarter => match self {
                Stretch::Quarter(..) => Some(self),
                _ => self.month_number().map(|(year, month)| Stretch::Quarter(year, (month - 1) / 3 + 1)),
            },
            Unit::Year => self.year_number().map(Stretch::Year),
            Unit::Decade => match self {
                Stretch::Decade(_) => Some(self),
                _ => self.year_number().map(|year| Stretch::Decade(year.div_euclid(10))),
            },
            Unit::Century => match self {
                Stretch::Century(_) => Some(self),
                Stretch::Decade(decade) if decade >= 0 => Some(Stretch::Century(decade / 10)),
                _ => self.year_number().filter(|&year| year > 0).map(|year| Stretch::Century(year / 100)),
            },
        }
    }

    /// The stretch `amount` units away from the one that holds it.
    pub(super) fn shift(self, unit: Unit, amount: i32) -> Option<Stretch> {
        let start = self.widen(unit)?;
        let moved = match start {
            Stretch::Day(day) => Stretch::Day(add_days(day, i64::from(amount))?),
            Stretch::Week(monday) => Stretch::Week(add_days(monday, i64::from(amount) * 7)?),
            Stretch::Weekend(monday) => Stretch::Weekend(add_days(monday, i64::from(amount) * 7)?),
            Stretch::Month(year, month) => {
                let months = i32::from(year) * 12 + i32::from(month) - 1;
                let moved = months.checked_add(amount)?;
                Stretch::Month(year_in_range(moved.div_euclid(12))?, moved.rem_euclid(12) as i8 + 1)
            }
            Stretch::Quarter(year, quarter) => {
                let quarters = i32::from(year) * 4 + i32::from(quarter) - 1;
                let moved = quarters.checked_add(amount)?;
                Stretch::Quarter(year_in_range(moved.div_euclid(4))?, moved.rem_euclid(4) as i8 + 1)
            }
            Stretch::Year(year) => Stretch::Year(year_in_range(i32::from(year).checked_add(amount)?)?),
            Stretch::Decade(decade) => {
                let moved = i32::from(decade).checked_add(amount)?;
                year_in_range(moved.checked_mul(10)?)?;
                Stretch::Decade(moved as i16)
            }
            Stretch::Century(century) => {
                let moved = i32::from(century).checked_add(amount)?;
                year_in_range(moved.checked_mul(100)?)?;
                Stretch::Century(moved as i16)
            }
            Stretch::Half(..) | Stretch::Season(..) => return None,
        };
        Some(moved)
    }

    /// Its TIMEX3 value (TimeML 1.2.1; `BC0264` as WikiWars writes years before the common era).
    pub(super) fn timex(self) -> String {
        match self {
            Stretch::Century(century) if century < 0 => format!("BC{:02}", -century - 1),
            Stretch::Century(century) => format!("{century:02}"),
            Stretch::Decade(decade) if decade < 0 => format!("BC{:03}", -decade),
            Stretch::Decade(decade) => format!("{decade:03}"),
            Stretch::Year(year) => timex_year(year),
            Stretch::Half(year, half) => format!("{}-H{half}", timex_year(year)),
            Stretch::Quarter(year, quarter) => format!("{}-Q{quarter}", timex_year(year)),
            Stretch::Season(year, season) => format!("{}-{}", timex_year(year), season.letters()),
            Stretch::Month(year, month) => format!("{}-{month:02}", timex_year(year)),
            Stretch::Week(monday) => timex_week(monday),
            Stretch::Weekend(monday) => format!("{}-WE", timex_week(monday)),
            Stretch::Day(day) => format!("{}-{:02}-{:02}", timex_year(day.year()), day.month(), day.day()),
        }
    }

    /// Its value in EDTF level 1; weeks, quarters and halves, which level 1 has no word for, as intervals.
    pub(super) fn edtf(self) -> String {
        match self {
            Stretch::Century(century) if century < 0 => {
                format!("{}/{}", edtf_year(100 * century + 1), edtf_year(100 * (century + 1)))
            }
            Stretch::Century(century) => format!("{century:02}XX"),
            Stretch::Decade(decade) if decade < 0 => {
                format!("{}/{}", edtf_year(10 * decade), edtf_year(10 * decade + 9))
            }
            Stretch::Decade(decade) => format!("{decade:03}X"),
            Stretch::Year(year) => edtf_year(year),
            Stretch::Half(year, half) => {
                format!("{0}-{1:02}/{0}-{2:02}", edtf_year(year), 6 * half - 5, 6 * half)
            }
            Stretch::Quarter(year, quarter) => {
                format!("{0}-{1:02}/{0}-{2:02}", edtf_year(year), 3 * quarter - 2, 3 * quarter)
            }
            Stretch::Season(year, season) => format!("{}-{}", edtf_year(year), season.edtf()),
            Stretch::Month(year, month) => format!("{}-{month:02}", edtf_year(year)),
            Stretch::Week(monday) => interval_of_days(monday, 0, 6),
            Stretch::Weekend(monday) => interval_of_days(monday, 5, 6),
            Stretch::Day(day) => edtf_day(day),
        }
    }
}

/// The Monday of the week that holds `day`.
pub(super) fn monday_of(day: Date) -> Option<Date> {
    add_days(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// The day on this weekday nearest to `from` on one side of it, `from` itself included.
pub(super) fn nearest_weekday(from: Date, weekday: Weekday, forward: bool) -> Option<Date> {
    if forward {
        let ahead = i64::from(from.weekday().until(weekday));
        add_days(from, ahead)
    } else {
        let back = i64::from(from.weekday().since(weekday));
        add_days(from, -back)
    }
}

/// The day `days` away.
pub(super) fn add_days(day: Date, days: i64) -> Option<Date> {
    // `ToSpan` panics outside jiff's limits; no calendar question of a text reaches that far.
    if days.abs() > 3_000_000 {
        return None;
    }
    day.checked_add(days.days()).ok()
}

/// The year as a number of the calendar, if the calendar has it.
pub(super) fn year_in_range(year: i32) -> Option<i16> {
    (-9999..=9999).contains(&year).then_some(year as i16)
}

fn thursday(monday: Date) -> Date {
    add_days(monday, 3).unwrap_or(monday)
}

fn timex_year(year: i16) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) }
}

fn timex_week(monday: Date) -> String {
    let week = monday.iso_week_date();
    format!("{}-W{:02}", timex_year(week.year()), week.week())
}

fn edtf_year(year: i16) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

fn edtf_day(day: Date) -> String {
    format!("{}-{:02}-{:02}", edtf_year(day.year()), day.month(), day.day())
}

fn interval_of_days(monday: Date, first: i64, last: i64) -> String {
    let day = |offset| edtf_day(add_days(monday, offset).unwrap_or(monday));
    format!("{}/{}", day(first), day(last))
}
