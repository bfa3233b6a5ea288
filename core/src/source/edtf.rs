//! Dates in Extended Date/Time Format (ISO 8601-2:2019), level 1 and the open
//! intervals of it: checked, and as a range of days. Turns no words into dates.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A date as written, checked to be EDTF level 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Edtf(String);

/// A text that is not EDTF.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{0}` is not a date; write 2023-08-03, 2023-08, 2023, 2023-08-01/2023-08-05 or, if about then, 2023-08~"
)]
pub struct EdtfError(String);

impl Edtf {
    /// Checks `text`.
    ///
    /// # Errors
    /// When it is not EDTF level 1, or no day of the calendar.
    pub fn new(text: &str) -> Result<Edtf, EdtfError> {
        bounds(text).map(|_| Edtf(text.to_owned())).ok_or_else(|| EdtfError(text.to_owned()))
    }

    /// The date as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first and the last day it can mean; none on a side that is open or unknown.
    pub fn bounds(&self) -> (Option<Date>, Option<Date>) {
        bounds(&self.0).unwrap_or((None, None))
    }
}

impl std::fmt::Display for Edtf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl TryFrom<String> for Edtf {
    type Error = EdtfError;

    fn try_from(text: String) -> Result<Edtf, EdtfError> {
        Edtf::new(&text)
    }
}

impl From<Edtf> for String {
    fn from(date: Edtf) -> String {
        date.0
    }
}

type Bounds = (Option<Date>, Option<Date>);

fn bounds(text: &str) -> Option<Bounds> {
    let Some((start, end)) = text.split_once('/') else {
        let (first, last) = single(text)?;
        return Some((Some(first), Some(last)));
    };
    let side = |text: &str| match text {
        "" | ".." => Some(None),
        _ => single(text).map(Some),
    };
    let (start, end) = (side(start)?, side(end)?);
    let (first, last) = (start.map(|(first, _)| first), end.map(|(_, last)| last));
    if start.is_none() && end.is_none() || matches!((first, last), (Some(first), Some(last)) if first > last)
    {
        return None;
    }
    Some((first, last))
}

/// First and last day of a date that is no interval.
fn single(text: &str) -> Option<(Date, Date)> {
    let text = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
    // A time of day adds nothing here.
    let text = text.split_once('T').map_or(text, |(day, _)| day);
    let mut parts = text.split('-');
    let year = parts.next()?;
    let known = year.trim_end_matches('X');
    let unknown = year.len() - known.len();
    if year.len() != 4 || unknown > 2 || !digits(known) {
        return None;
    }
    let span = 10_i16.pow(unknown as u32);
    let first_year: i16 = known.parse::<i16>().ok()? * span;
    let last_year = first_year + span - 1;
    let Some(month) = parts.next() else {
        return Some((Date::new(first_year, 1, 1).ok()?, Date::new(last_year, 12, 31).ok()?));
    };
    let day = parts.next();
    if parts.next().is_some() || unknown > 0 || month.len() != 2 {
        return None;
    }
    if month == "XX" {
        return (day.is_none() || day == Some("XX"))
            .then_some((Date::new(first_year, 1, 1).ok()?, Date::new(first_year, 12, 31).ok()?));
    }
    let number: i8 = digits(month).then(|| month.parse().ok())??;
    if let 21..=24 = number {
        return day.is_none().then(|| season(first_year, number))?;
    }
    let first = Date::new(first_year, number, 1).ok()?;
    match day {
        None | Some("XX") => Some((first, first.last_of_month())),
        Some(day) if day.len() == 2 && digits(day) => {
            let date = Date::new(first_year, number, day.parse().ok()?).ok()?;
            Some((date, date))
        }
        Some(_) => None,
    }
}

/// The meteorological seasons of the northern hemisphere; winter is that which begins in the year.
fn season(year: i16, number: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, (number - 20) * 3, 1).ok()?;
    let (end_year, end_month) = if number == 24 { (year + 1, 2) } else { (year, (number - 20) * 3 + 2) };
    Some((first, Date::new(end_year, end_month, 1).ok()?.last_of_month()))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
