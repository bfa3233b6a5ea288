//! From a meaning and its context to a place in the calendar. Keeps the
//! granularity of the words; gives nothing where the context doesn't settle it.

use jiff::civil::Date;

use super::calendar::{Season, Stretch, Unit, add_days, monday_of, nearest_weekday};
use super::context::{Context, Lean};
use super::meaning::{Anchor, Length, Meaning, Name, Part, Which};

/// The stretch of the calendar that `meaning` names; none when it is no date or the context doesn't settle it.
pub(super) fn stretch(meaning: &Meaning, context: &Context) -> Option<Stretch> {
    match meaning {
        Meaning::Fixed(stretch) => Some(*stretch),
        Meaning::Named(name) => named(*name, context),
        Meaning::Chosen(which, anchor, name) => chosen(*which, *name, context.anchor(*anchor)?),
        Meaning::Shift(anchor, unit, amount) => context.anchor(*anchor)?.shift(*unit, *amount),
        Meaning::Weekend => weekend(context),
        Meaning::Timed(Some(day), _) | Meaning::Within(_, _, day) => stretch(day, context),
        Meaning::Timed(None, _) => context.topic()?.day_number().map(Stretch::Day),
        Meaning::PartOfYear(name, year) => {
            let year = stretch(year, context)?.year_number()?;
            match name {
                Name::Quarter(quarter) => Some(Stretch::Quarter(year, *quarter)),
                Name::Half(half) => Some(Stretch::Half(year, *half)),
                _ => None,
            }
        }
        Meaning::DayOfWeek(weekday, week) => match stretch(week, context)? {
            Stretch::Week(monday) => nearest_weekday(monday, *weekday, true).map(Stretch::Day),
            _ => None,
        },
        Meaning::WeekOfMonth(number, month) => {
            let Stretch::Month(year, month) = stretch(month, context)? else { return None };
            let first = Date::new(year, month, 1).ok()?;
            let day = match number {
                0 => first.last_of_month(),
                number => add_days(first, 7 * (i64::from(*number) - 1))?,
            };
            monday_of(day).map(Stretch::Week)
        }
        Meaning::DayOfMonth(day, month) => {
            let (year, month) = stretch(month, context)?.month_number()?;
            Stretch::day(year, month, *day)
        }
        Meaning::MonthOfYear(month, year) => Stretch::month(stretch(year, context)?.year_number()?, *month),
        Meaning::Ambiguous(_)
        | Meaning::Fiscal(_)
        | Meaning::Stretching(..)
        | Meaning::Duration(_)
        | Meaning::Set(_)
        | Meaning::Vague(_)
        | Meaning::Unknown => None,
    }
}

/// A name that comes round again, with nothing that says which.
fn named(name: Name, context: &Context) -> Option<Stretch> {
    let base = context.topic()?;
    if context.narrative && context.mentioned.is_some() {
        return named_in_narrative(name, base);
    }
    match name {
        Name::Month(month, None) => {
            let (year, now) = base.month_number()?;
            let year = match context.lean {
                Lean::Future => year + i16::from(month < now),
                Lean::Past | Lean::Open => year - i16::from(month > now),
            };
            Stretch::month(year, month)
        }
        Name::Month(month, Some(day)) => day_of_year(month, day, base, context.lean),
        Name::Weekday(weekday) => {
            let day = base.day_number()?;
            nearest_weekday(day, weekday, context.lean == Lean::Future).map(Stretch::Day)
        }
        Name::Season(season) => {
            let (year, month) = base.month_number()?;
            let now = season_year(year, month);
            Some(Stretch::Season(
                match (Season::of_month(month) == season, context.lean) {
                    (true, _) => now,
                    (false, Lean::Future) => next_season(season, year, month),
                    (false, _) => last_season(season, year, month),
                },
                season,
            ))
        }
        Name::Quarter(quarter) => {
            let Stretch::Quarter(year, now) = base.widen(Unit::Quarter)? else { return None };
            Some(Stretch::Quarter(
                match context.lean {
                    Lean::Future => year + i16::from(quarter < now),
                    Lean::Past | Lean::Open => year - i16::from(quarter > now),
                },
                quarter,
            ))
        }
        Name::Half(half) => Some(Stretch::Half(base.year_number()?, half)),
        Name::DayOfMonth(day) => {
            // The month is that of the last date mentioned, if one was; else the publication's or the one before.
            if let Some((year, month)) = context.mentioned.and_then(Stretch::month_number) {
                return Stretch::day(year, month, day);
            }
            let published = base.day_number()?;
            if day > published.day() && context.lean != Lean::Future {
                let (year, month) = base.shift(Unit::Month, -1)?.month_number()?;
                return Stretch::day(year, month, day);
            }
            Stretch::day(published.year(), published.month(), day)
        }
        Name::Thanksgiving | Name::Easter => {
            let year = base.year_number()?;
            let this = feast(name, year)?;
            let Some(now) = base.day_number() else { return Some(Stretch::Day(this)) };
            let other = match context.lean {
                Lean::Future if this < now => feast(name, year + 1)?,
                Lean::Past if this > now => feast(name, year - 1)?,
                _ => this,
            };
            Some(Stretch::Day(other))
        }
    }
}

/// In a narrative a name is the bearer nearest to the last date mentioned, sooner ahead than back.
fn named_in_narrative(name: Name, base: Stretch) -> Option<Stretch> {
    let year = base.year_number()?;
    let near = |month: i8| match base.month_number() {
        Some((_, now)) if month - now <= -8 => year + 1,
        Some((_, now)) if month - now >= 9 => year - 1,
        _ => year,
    };
    match name {
        Name::Month(month, None) => Stretch::month(near(month), month),
        Name::Month(month, Some(day)) => Stretch::day(near(month), month, day),
        Name::Weekday(weekday) => nearest_weekday(base.day_number()?, weekday, true).map(Stretch::Day),
        Name::Season(season) => Some(Stretch::Season(near(season.middle()), season)),
        Name::Quarter(quarter) => Some(Stretch::Quarter(year, quarter)),
        Name::Half(half) => Some(Stretch::Half(year, half)),
        Name::DayOfMonth(day) => {
            let (year, month) = base.month_number()?;
            Stretch::day(year, month, day)
        }
        Name::Thanksgiving | Name::Easter => feast(name, year).map(Stretch::Day),
    }
}

/// A day and month without a year, seen from `base`.
fn day_of_year(month: i8, day: i8, base: Stretch, lean: Lean) -> Option<Stretch> {
    let Some(now) = base.day_number() else {
        let (year, current) = base.month_number()?;
        let year = match lean {
            Lean::Future => year + i16::from(month < current),
            Lean::Past | Lean::Open => year - i16::from(month > current),
        };
        return Stretch::day(year, month, day);
    };
    // 29 February looks for its leap year among the nearest eight.
    let candidate = |step: i16| {
        (0..8).find_map(|count| {
            Date::new(now.year() + count * step, month, day)
                .ok()
                .filter(|date| if step > 0 { *date >= now } else { *date <= now })
        })
    };
    let (past, future) = (candidate(-1), candidate(1));
    let chosen = match (lean, past, future) {
        (Lean::Future, _, future) => future,
        (Lean::Past, past, _) => past,
        // Without a verb to go by, a day close ahead is meant rather than one most of a year back.
        (Lean::Open, Some(past), Some(future)) => {
            let days = |span: jiff::Span| span.get_days().abs();
            let ahead = now.until(future).map_or(i32::MAX, days);
            let back = past.until(now).map_or(i32::MAX, days);
            Some(if ahead <= 60 && back > 180 { future } else { past })
        }
        (Lean::Open, past, future) => past.or(future),
    };
    chosen.map(Stretch::Day)
}

/// "last May", "next Friday", "this summer", seen from `base`.
fn chosen(which: Which, name: Name, base: Stretch) -> Option<Stretch> {
    let year = base.year_number()?;
    match name {
        Name::Weekday(weekday) => {
            let day = base.day_number()?;
            match which {
                Which::Last => nearest_weekday(add_days(day, -1)?, weekday, false),
                Which::This => nearest_weekday(monday_of(day)?, weekday, true),
                Which::Next => nearest_weekday(add_days(day, 1)?, weekday, true),
            }
            .map(Stretch::Day)
        }
        Name::Month(month, None) => {
            let now = base.month_number().map(|(_, month)| month);
            let year = match (which, now) {
                (Which::This, _) => year,
                (Which::Last, Some(now)) => year - i16::from(month >= now),
                (Which::Next, Some(now)) => year + i16::from(month <= now),
                (Which::Last, None) => year - 1,
                (Which::Next, None) => year + 1,
            };
            Stretch::month(year, month)
        }
        Name::Month(month, Some(day)) => {
            let now = base.day_number()?;
            let this = Date::new(year, month, day).ok()?;
            let year = match which {
                Which::Last => year - i16::from(this >= now),
                Which::This => year,
                Which::Next => year + i16::from(this <= now),
            };
            Stretch::day(year, month, day)
        }
        Name::Season(season) => {
            let Some((_, month)) = base.month_number() else {
                let year = match which {
                    Which::Last => year - 1,
                    Which::This => year,
                    Which::Next => year + 1,
                };
                return Some(Stretch::Season(year, season));
            };
            let year = match which {
                Which::Last => last_season(season, year, month),
                Which::This if Season::of_month(month) == season => season_year(year, month),
                Which::This => next_season(season, year, month).min(season_year(year, month)),
                Which::Next => next_season(season, year, month),
            };
            Some(Stretch::Season(year, season))
        }
        Name::Quarter(_) | Name::Half(_) | Name::DayOfMonth(_) | Name::Thanksgiving | Name::Easter => None,
    }
}

/// The year that the season of a month is of: December belongs to the winter of the coming year.
fn season_year(year: i16, month: i8) -> i16 {
    year + i16::from(month == 12)
}

/// The year of the last season of this name that was over before the season of `month` began.
fn last_season(season: Season, year: i16, month: i8) -> i16 {
    let now = season_year(year, month);
    let order = |season: Season| season.middle();
    if order(season) < order(Season::of_month(month)) { now } else { now - 1 }
}

/// The year of the next season of this name that begins after the season of `month`.
fn next_season(season: Season, year: i16, month: i8) -> i16 {
    let now = season_year(year, month);
    let order = |season: Season| season.middle();
    if order(season) > order(Season::of_month(month)) { now } else { now + 1 }
}

/// "the weekend": the one that is on, else the last, or the next where the verb looks ahead.
fn weekend(context: &Context) -> Option<Stretch> {
    let base = context.topic()?;
    let day = base.day_number()?;
    let on = day.weekday().to_monday_zero_offset() >= 5;
    let back = !on && context.lean != Lean::Future;
    base.shift(Unit::Weekend, if back { -1 } else { 0 })
}

fn feast(name: Name, year: i16) -> Option<Date> {
    match name {
        Name::Thanksgiving => {
            Date::new(year, 11, 1).ok()?.nth_weekday_of_month(4, jiff::civil::Weekday::Thursday).ok()
        }
        Name::Easter => easter(year),
        _ => None,
    }
}

/// Western Easter Sunday, by Gauss's reckoning with the corrections for 1900 to 2099; none outside those years.
fn easter(year: i16) -> Option<Date> {
    if !(1900..2100).contains(&year) {
        return None;
    }
    let moon = (19 * (year % 19) + 24) % 30;
    let weekday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
    let late = moon == 29 && weekday == 6 || moon == 28 && weekday == 6 && year % 19 > 10;
    let days = moon + weekday - if late { 7 } else { 0 };
    add_days(Date::new(year, 3, 22).ok()?, i64::from(days))
}

/// The interval of "the past two weeks" or "the next three months", in EDTF; none when its length is open.
pub(super) fn stretching(which: Which, anchor: Anchor, length: Length, context: &Context) -> Option<String> {
    let base = context.anchor(anchor)?;
    let tenths = i32::try_from(length.tenths?).ok()?;
    let (unit, amount) = match length.unit {
        Unit::Week | Unit::Weekend => (Unit::Day, tenths.checked_mul(7)? / 10),
        Unit::Quarter => (Unit::Month, tenths.checked_mul(3)? / 10),
        Unit::Decade => (Unit::Year, tenths),
        Unit::Century => (Unit::Year, tenths.checked_mul(10)?),
        unit if unit.is_clock() => return None,
        unit => (unit, tenths / 10),
    };
    let near = base.widen(unit)?;
    let far = base.shift(unit, if which == Which::Next { amount } else { -amount })?;
    let (start, end) = if which == Which::Next { (near, far) } else { (far, near) };
    Some(format!("{}/{}", start.edtf(), end.edtf()))
}

/// The EDTF value of a part of a stretch. The end and the beginning of a year are its last and first month; "early"
/// and "late" keep the whole, which is certain, rather than cut it at a guess.
pub(super) fn part(part: Part, edge: bool, stretch: Stretch) -> Stretch {
    match (stretch, part) {
        (Stretch::Year(year), Part::End) if edge => Stretch::Month(year, 12),
        (Stretch::Year(year), Part::Start) if edge => Stretch::Month(year, 1),
        _ => stretch,
    }
}
