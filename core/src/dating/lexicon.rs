//! The words of time: months, weekdays, seasons, units, numbers, parts of the
//! day, feasts. Lower case in, closed values out; knows nothing of context.

use jiff::civil::Weekday;

use super::calendar::{Season, Unit};

/// A part of the day, as TIMEX3 tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

impl DayPart {
    /// Its TIMEX3 letters.
    pub(super) fn letters(self) -> &'static str {
        match self {
            DayPart::Morning => "MO",
            DayPart::Midday => "MI",
            DayPart::Afternoon => "AF",
            DayPart::Evening => "EV",
            DayPart::Night => "NI",
        }
    }
}

/// Month of a name or abbreviation.
pub(super) fn month(word: &str) -> Option<i8> {
    Some(match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// Weekday of a name or abbreviation.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// Whether it names a month.
pub(crate) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// Whether it names a month or a day of the week.
pub(crate) fn is_calendar_word(word: &str) -> bool {
    is_month(word) || weekday(word).is_some()
}

/// Season of a name.
pub(super) fn season(word: &str) -> Option<Season> {
    Some(match word {
        "spring" | "springtime" => Season::Spring,
        "summer" | "summertime" => Season::Summer,
        "autumn" | "fall" => Season::Autumn,
        "winter" | "wintertime" => Season::Winter,
        _ => return None,
    })
}

/// A unit and how many of it the word stands for ("fortnight": two weeks), with whether it is a plural.
pub(super) fn unit(word: &str) -> Option<(Unit, i32, bool)> {
    Some(match word {
        "second" | "sec" => (Unit::Second, 1, false),
        "seconds" | "secs" => (Unit::Second, 1, true),
        "minute" | "min" => (Unit::Minute, 1, false),
        "minutes" | "mins" => (Unit::Minute, 1, true),
        "hour" | "hr" => (Unit::Hour, 1, false),
        "hours" | "hrs" => (Unit::Hour, 1, true),
        "day" => (Unit::Day, 1, false),
        "days" => (Unit::Day, 1, true),
        "weekend" => (Unit::Weekend, 1, false),
        "weekends" => (Unit::Weekend, 1, true),
        "week" | "workweek" => (Unit::Week, 1, false),
        "weeks" => (Unit::Week, 1, true),
        "fortnight" => (Unit::Week, 2, false),
        "fortnights" => (Unit::Week, 2, true),
        "month" => (Unit::Month, 1, false),
        "months" => (Unit::Month, 1, true),
        "quarter" => (Unit::Quarter, 1, false),
        "quarters" => (Unit::Quarter, 1, true),
        "year" | "yr" => (Unit::Year, 1, false),
        "years" | "yrs" => (Unit::Year, 1, true),
        "decade" => (Unit::Decade, 1, false),
        "decades" => (Unit::Decade, 1, true),
        "century" => (Unit::Century, 1, false),
        "centuries" => (Unit::Century, 1, true),
        _ => return None,
    })
}

/// Part of the day of a noun.
pub(super) fn day_part(word: &str) -> Option<DayPart> {
    Some(match word {
        "morning" | "mornings" | "dawn" | "daybreak" | "sunrise" => DayPart::Morning,
        "noon" | "midday" | "lunchtime" => DayPart::Midday,
        "afternoon" | "afternoons" => DayPart::Afternoon,
        "evening" | "evenings" | "dusk" | "sunset" => DayPart::Evening,
        "night" | "nights" => DayPart::Night,
        _ => return None,
    })
}

/// A cardinal number in words below one hundred.
pub(super) fn cardinal(word: &str) -> Option<u32> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    if let Some(number) = ONES.iter().position(|&name| name == word) {
        return Some(number as u32);
    }
    tens(word)
}

/// The tens in words.
pub(super) fn tens(word: &str) -> Option<u32> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    TENS.iter().position(|&name| name == word).map(|place| 10 * place as u32 + 20)
}

/// An ordinal number in words or figures ("third", "3rd"), below one hundred.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    const ONES: [&str; 20] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    if word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = word[..digits].parse().ok()?;
        let suffix = match (number % 10, number % 100 / 10) {
            (1, tens) if tens != 1 => "st",
            (2, tens) if tens != 1 => "nd",
            (3, tens) if tens != 1 => "rd",
            _ => "th",
        };
        return (&word[digits..] == suffix).then_some(number);
    }
    if let Some(number) = ONES.iter().position(|&name| name == word) {
        return Some(number as u32);
    }
    let stem = word.strip_suffix("ieth")?;
    (stem.len() >= 4).then(|| tens(&format!("{stem}y"))).flatten()
}

/// A feast on a fixed day: month and day.
pub(super) fn feast(word: &str) -> Option<(i8, i8)> {
    Some(match word {
        "christmas" | "xmas" => (12, 25),
        "halloween" => (10, 31),
        _ => return None,
    })
}

/// Words that name a count without giving it ("several weeks").
pub(super) fn is_vague_count(word: &str) -> bool {
    matches!(word, "few" | "several" | "many" | "couple" | "some" | "numerous" | "countless")
}

/// Words for things that are counted by the thousand: a number before one of them is no year.
pub(super) fn is_counted(word: &str) -> bool {
    listed(COUNTED, word)
}

/// Things that are counted by the thousand.
const COUNTED: &str = "troops people soldiers men women children civilians fighters personnel deaths casualties prisoners \
    refugees residents members workers jobs employees students families homes houses buildings villages \
    miles mi km kilometers kilometres metres meters m feet ft yards tons tonnes kg kilograms pounds \
    barrels bpd litres liters gallons dollars euros rubles roubles yen yuan percent units pieces \
    vehicles tanks ships aircraft planes drones missiles rockets shells rounds sorties targets strikes \
    flights cases points votes pages words copies square acres hectares degrees megawatts mw volts mph \
    kph rpm gmt hours hrs utc local million billion thousand hundred years days months weeks minutes \
    seconds times";

/// Words after which a number is a name or a count, not a year.
pub(super) fn numbers_a_thing(word: &str) -> bool {
    listed(NUMBERED, word)
}

/// What takes a number that is no year: names of documents and places, and words of quantity.
const NUMBERED: &str = "resolution resolutions no number nr page pages flight route highway boeing airbus room order section \
    article chapter unit lot box model type channel psalm line directive regulation rule hill \
    nearly over than some approximately roughly almost least most only another additional these those \
    killed killing usd eur windows area zip bill";

/// Whether `word` is one of the words of `list`, which single spaces part.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|entry| entry == word)
}
