//! Dates in figures, years, decades and centuries: "2024-05-03", "1939–45",
//! "264 to 241 BC", "the 1990s", "fiscal 2024".

use super::super::calendar::{Stretch, year_in_range};
use super::super::lexicon;
use super::super::meaning::Meaning;
use super::Piece;
use super::reader::Reader;

impl Reader<'_, '_> {
    /// "2024-05-03", "03/05/2024", "3.5.2024", "2024-05", "9/11".
    pub(super) fn numeric(&self, index: usize) -> Option<Vec<Piece>> {
        let (first, digits) = self.figures(index)?;
        let mark = self.word(index + 1);
        if !matches!(mark, "-" | "/" | "." | "‑") || !self.glued(index + 1) || !self.glued(index + 2) {
            return None;
        }
        if index > 0 && self.glued(index) && !self.one_of(index - 1, &["(", "[", "\"", "“", "'"]) {
            return None;
        }
        let (second, second_digits) = self.figures(index + 2)?;
        let third = (self.is(index + 3, mark) && self.glued(index + 3) && self.glued(index + 4))
            .then(|| self.figures(index + 4))
            .flatten();
        let found = |meaning, end| Some(vec![Piece { first: index, end, meaning }]);
        if let Some((third, third_digits)) = third {
            if self.is(index + 5, mark) && self.glued(index + 5) && self.glued(index + 6) {
                return None;
            }
            let stretch = match (digits, second_digits, third_digits) {
                (4, 1 | 2, 1 | 2) => Stretch::day(first as i16, second as i8, third as i8)?,
                (1 | 2, 1 | 2, 4) | (2, 2, 2) => {
                    if third_digits == 2 && mark == "-" {
                        return None;
                    }
                    let year = if third_digits == 2 { short_year(third) } else { third as i16 };
                    let day_first = Stretch::day(year, second as i8, first as i8);
                    let month_first = Stretch::day(year, first as i8, second as i8);
                    match (day_first, month_first) {
                        // Dots are written where the day comes first.
                        (Some(day), _) if mark == "." => day,
                        (Some(day), None) | (None, Some(day)) => day,
                        (Some(day), Some(other)) if day == other => day,
                        (Some(_), Some(_)) => return found(Meaning::Ambiguous(year), index + 5),
                        (None, None) => return None,
                    }
                }
                _ => return None,
            };
            return found(Meaning::Fixed(stretch), index + 5);
        }
        if (first, second, mark) == (9, 11, "/") && digits == 1 {
            return found(Meaning::Fixed(Stretch::day(2001, 9, 11)?), index + 3);
        }
        let is_month = digits == 4
            && second_digits == 2
            && mark == "-"
            && (1..=12).contains(&second)
            && second <= first % 100
            && (1000..=2199).contains(&first)
            && !self.part_of_number(index + 2);
        if is_month {
            return found(Meaning::Fixed(Stretch::month(first as i16, second as i8)?), index + 3);
        }
        None
    }

    /// A year and the years joined to it: "2012", "1939–45", "264 to 241 BC", "the year 1950".
    pub(super) fn years(&self, index: usize) -> Option<Vec<Piece>> {
        let mut place = self.skip(index, "the");
        if self.is(place, "year") {
            place += 1;
        } else {
            place = index;
        }
        if self.one_of(place, &["'", "’", "‘"]) && self.glued(place + 1) && !self.glued(place) {
            let (number, digits) = self.figures(place + 1)?;
            let plain = digits == 2
                && (lexicon::month(self.before(index)).is_some()
                    || self.one_of(index.wrapping_sub(1), &["in", "since", "of", "del", "the"]));
            return (plain && !self.part_of_number(place + 1)).then(|| {
                let meaning = Meaning::Fixed(Stretch::Year(short_year(number)));
                vec![Piece { first: index, end: place + 2, meaning }]
            });
        }
        if self.one_of(place, &["ad", "a"]) {
            let after =
                if self.is(place, "ad") { place + 1 } else { self.era(place).map_or(place, |(_, end)| end) };
            let (number, digits) = self.figures(after).filter(|_| after > place)?;
            return (digits <= 4 && number > 0 && self.at(place)?.is_capital()).then(|| {
                let meaning = Meaning::Fixed(Stretch::Year(number as i16));
                vec![Piece { first: index, end: after + 1, meaning }]
            });
        }
        let (number, digits) = self.figures(place)?;
        if digits > 4 || number == 0 || self.part_of_number(place) {
            return None;
        }
        if let Some((before, end)) = self.era(place + 1) {
            let meaning = Meaning::Fixed(Stretch::Year(era_year(number, before)?));
            return Some(vec![Piece { first: index, end, meaning }]);
        }
        if let Some(pieces) = self.years_before_era(place) {
            return Some(pieces);
        }
        let year = self.year_figures(place)?;
        if place == index && !self.is_year_here(place, year) {
            return None;
        }
        let mut pieces =
            vec![Piece { first: index, end: place + 1, meaning: Meaning::Fixed(Stretch::Year(year)) }];
        let next = place + 1;
        let slash = self.is(next, "/") && self.glued(next);
        if (self.is_dash(next) || slash)
            && self.glued(next + 1)
            && !self.part_of_number(next + 1)
            && let Some((number, 2)) = self.figures(next + 1)
        {
            let second = year - year % 100 + number as i16;
            if second > year && !self.is_dash(next + 2) {
                let meaning = Meaning::Fixed(Stretch::Year(second));
                pieces.push(Piece { first: next + 1, end: next + 2, meaning });
            }
        }
        Some(pieces)
    }

    /// "264 to 241 BC", "240–238 B.C.": the first year of a pair whose era stands at the end.
    fn years_before_era(&self, index: usize) -> Option<Vec<Piece>> {
        let (first, _) = self.figures(index)?;
        let place = index + 1;
        if !self.is_dash(place) && !self.one_of(place, &["to", "and", "until"]) {
            return None;
        }
        let (second, digits) = self.figures(place + 1)?;
        let (before, end) = self.era(place + 2)?;
        if digits > 4 || second == 0 || (before && second > first) {
            return None;
        }
        let year = |number| Some(Meaning::Fixed(Stretch::Year(era_year(number, before)?)));
        Some(vec![
            Piece { first: index, end: index + 1, meaning: year(first)? },
            Piece { first: place + 1, end, meaning: year(second)? },
        ])
    }

    /// Whether four figures stand where a year does and not where a count or a name does.
    fn is_year_here(&self, index: usize, year: i16) -> bool {
        let before = self.before(index);
        let next = self.word(index + 1);
        if lexicon::numbers_a_thing(before) || lexicon::is_counted(next) {
            return false;
        }
        let hyphened = self.is_dash(index + 1) && self.glued(index + 1) && self.glued(index + 2);
        let in_time = matches!(before, "in" | "since" | "by" | "until" | "during" | "before" | "after");
        if hyphened && !in_time && self.at(index + 2).is_some_and(super::super::atoms::Atom::is_letters) {
            let after = self.word(index + 2);
            if lexicon::month(after).is_none() && !matches!(after, "style" | "era" | "vintage") {
                return false;
            }
        }
        let plural = self.at(index + 1).is_some_and(|atom| {
            atom.xpos == claimtrack_sdk::ud::Xpos::Nns
                && !atom.is_capital()
                && !self.at(index).is_some_and(|at| at.breaks)
        });
        let placed = matches!(
            before,
            "in" | "of"
                | "since"
                | "by"
                | "until"
                | "till"
                | "from"
                | "during"
                | "throughout"
                | "through"
                | "between"
                | "before"
                | "after"
                | "early"
                | "late"
                | "mid"
                | "circa"
                | "for"
                | "as"
                | "the"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
        );
        let joined = self.one_of(index.wrapping_sub(1), &["to", "and", "or", ","])
            && self.year_figures(index.wrapping_sub(2)).is_some();
        if before == "about" {
            return (1900..=2069).contains(&year) && self.ends_a_date(index + 1);
        }
        if (1900..=2069).contains(&year) {
            return placed || joined || !plural;
        }
        let closed = before == "(" && (next == ")" || self.is_dash(index + 1) || next == ",");
        let heading = self.at(index).is_some_and(|atom| atom.breaks) || index == 0;
        (placed && !plural)
            || closed
            || heading
                && (next.is_empty() || !self.at(index + 1).is_some_and(super::super::atoms::Atom::is_word))
            || self.is_dash(index.wrapping_sub(1)) && self.year_figures(index.wrapping_sub(2)).is_some()
            || joined
            || before == "a" && self.at(index + 1).is_some_and(super::super::atoms::Atom::is_letters)
            || before == "," && lexicon::month(self.word(index.wrapping_sub(2))).is_some()
            || self.is_dash(index + 1) && self.year_figures(index + 2).is_some_and(|last| last > year)
    }

    /// "the 1990s", "the '90s", "the mid-1990s" from its figures on.
    pub(super) fn decade(&self, index: usize) -> Option<(Meaning, usize)> {
        let article = self.is(index, "the");
        let mut place = index + usize::from(article);
        let apostrophe = self.one_of(place, &["'", "’", "‘"]) && self.glued(place + 1);
        place += usize::from(apostrophe);
        let word = self.word(place);
        let spelled = match word {
            "twenties" => Some(192),
            "thirties" => Some(193),
            "forties" => Some(194),
            "fifties" => Some(195),
            "sixties" => Some(196),
            "seventies" => Some(197),
            "eighties" => Some(198),
            "nineties" => Some(199),
            _ => None,
        };
        if let Some(decade) = spelled {
            // "in his sixties" is an age.
            return article.then_some((Meaning::Fixed(Stretch::Decade(decade)), place + 1));
        }
        let mut end = place + 1;
        let digits = match word.strip_suffix('s') {
            Some(digits) => digits,
            None if self.one_of(end, &["'", "’"])
                && self.is(end + 1, "s")
                && self.glued(end)
                && self.glued(end + 1) =>
            {
                end += 2;
                word
            }
            None => return None,
        };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !digits.ends_with('0') {
            return None;
        }
        let number: i16 = digits.parse().ok()?;
        let decade = match digits.len() {
            4 if (1000..=2199).contains(&number) => number / 10,
            2 if (article || apostrophe) && number >= 20 => 190 + number / 10,
            _ => return None,
        };
        // "the 1900s" is a century as often as a decade; the figures say the decade.
        Some((Meaning::Fixed(Stretch::Decade(decade)), end))
    }

    /// "the 19th century", "9th-century", "the fifth century BC".
    pub(super) fn century(&self, index: usize) -> Option<(Meaning, usize)> {
        let place = self.skip(index, "the");
        let (number, end) = self.ordinal(place)?;
        let end = end + usize::from(self.is_dash(end));
        if !self.is(end, "century") || !(1..=30).contains(&number) {
            return None;
        }
        let era = self.era(end + 1);
        let number = number as i16;
        let century = if era.is_some_and(|(before, _)| before) { -number } else { number - 1 };
        Some((Meaning::Fixed(Stretch::Century(century)), era.map_or(end + 1, |(_, end)| end)))
    }

    /// "fiscal 2024", "fiscal year 2024", "FY2024".
    pub(super) fn fiscal(&self, index: usize) -> Option<(Meaning, usize)> {
        let place = self.skip(index, "the");
        let word = self.word(place);
        if let Some(digits) = word.strip_prefix("fy").filter(|digits| digits.len() == 4) {
            return Some((Meaning::Fiscal(digits.parse().ok()?), place + 1));
        }
        if !matches!(word, "fiscal" | "fy" | "financial") {
            return None;
        }
        let place = self.skip(place + 1, "year");
        let year = self.year_figures(place)?;
        // "financial year 2023/24" and "2023–24" are one year with two numbers.
        let pair = (self.is(place + 1, "/") || self.is_dash(place + 1))
            && self.glued(place + 1)
            && self
                .figures(place + 2)
                .is_some_and(|(number, digits)| digits == 2 && number == (year as u32 + 1) % 100);
        Some((Meaning::Fiscal(year), if pair { place + 3 } else { place + 1 }))
    }
}

/// The year of two figures: 1970 to 2069.
pub(super) fn short_year(number: u32) -> i16 {
    number as i16 + if number < 70 { 2000 } else { 1900 }
}

pub(super) fn era_year(number: u32, before: bool) -> Option<i16> {
    let number = i32::try_from(number).ok()?;
    year_in_range(if before { 1 - number } else { number })
}
