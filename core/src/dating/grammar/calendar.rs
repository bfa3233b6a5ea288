//! Dates by name and number: days, months, years, seasons, decades.

use jiff::civil::Weekday;

use super::super::calendar::{Season, Stretch, year_in_range};
use super::super::lexicon;
use super::super::meaning::{Meaning, Name, Part};
use super::Piece;
use super::reader::Reader;

/// Prepositions and adverbs that a date can follow.
const BEFORE_DATE: &[&str] = &[
    "in",
    "of",
    "since",
    "by",
    "until",
    "till",
    "from",
    "to",
    "through",
    "throughout",
    "during",
    "before",
    "after",
    "between",
    "and",
    "or",
    "on",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "previous",
    "for",
    "around",
    "about",
    "circa",
    "year",
    "as",
    "at",
    "back",
    "following",
    "-",
    "–",
    "—",
    "(",
    "[",
    "beginning",
    "starting",
    "ending",
    "than",
    "over",
    "into",
    "toward",
    "towards",
    "within",
    "every",
    "each",
    "both",
];

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
        let placed = BEFORE_DATE.contains(&self.before(index));
        let named = index > 0
            && self.at(index - 1).is_some_and(|before| {
                before.is_capital() && before.is_letters() && !BEFORE_DATE.contains(&&*before.lower)
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
                    && (placed || !named && !matches!(&*atom.lower, "may" | "jan" | "mar"))
            }
            _ if short => atom.is_capital() && (end > index + 1 || placed),
            _ => atom.is_capital() || placed,
        };
        ok.then_some((month, end))
    }

    /// The year after a month or a day and month: "2024", ", 2024", " of 2024"; with the place after it.
    fn year_after(&self, index: usize) -> Option<(i16, usize)> {
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
    fn month_first(&self, index: usize) -> Option<Vec<Piece>> {
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
    fn ends_a_date(&self, index: usize) -> bool {
        let Some(atom) = self.at(index) else { return true };
        !atom.is_word()
            || self.year_figures(index).is_some()
            || matches!(
                &*atom.lower,
                "in" | "on"
                    | "at"
                    | "by"
                    | "to"
                    | "of"
                    | "for"
                    | "and"
                    | "or"
                    | "as"
                    | "with"
                    | "when"
                    | "that"
                    | "which"
                    | "where"
                    | "after"
                    | "before"
                    | "during"
                    | "between"
                    | "was"
                    | "were"
                    | "is"
                    | "are"
                    | "has"
                    | "had"
                    | "the"
                    | "a"
                    | "an"
                    | "but"
                    | "from"
                    | "while"
                    | "who"
                    | "against"
                    | "near"
                    | "because"
                    | "this"
                    | "that's"
                    | "it"
                    | "he"
                    | "she"
                    | "they"
                    | "we"
                    | "i"
                    | "through"
                    | "into"
                    | "would"
                    | "will"
                    | "could"
                    | "should"
                    | "said"
                    | "not"
                    | "until"
                    | "since"
                    | "if"
                    | "under"
                    | "over"
                    | "there"
                    | "about"
            )
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

    /// "2024-05-03", "03/05/2024", "3.5.2024", "2024-05", "9/11".
    fn numeric(&self, index: usize) -> Option<Vec<Piece>> {
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
    fn years(&self, index: usize) -> Option<Vec<Piece>> {
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
        if (1900..=2069).contains(&year) {
            return placed || !plural;
        }
        let closed = before == "(" && (next == ")" || self.is_dash(index + 1) || next == ",");
        let heading = self.at(index).is_some_and(|atom| atom.breaks) || index == 0;
        (placed && !plural)
            || closed
            || heading
                && (next.is_empty() || !self.at(index + 1).is_some_and(super::super::atoms::Atom::is_word))
            || self.is_dash(index.wrapping_sub(1)) && self.year_figures(index.wrapping_sub(2)).is_some()
            || self.one_of(index.wrapping_sub(1), &["to", "and", "or", ","])
                && self.year_figures(index.wrapping_sub(2)).is_some()
            || before == "a" && self.at(index + 1).is_some_and(super::super::atoms::Atom::is_letters)
            || before == "," && lexicon::month(self.word(index.wrapping_sub(2))).is_some()
            || self.is_dash(index + 1) && self.year_figures(index + 2).is_some_and(|last| last > year)
    }

    /// "the 1990s", "the '90s", "the mid-1990s" from its figures on.
    fn decade(&self, index: usize) -> Option<(Meaning, usize)> {
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
    fn century(&self, index: usize) -> Option<(Meaning, usize)> {
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

    /// A season with its year ("the summer of 2018"), or one that a word before or after marks as a time.
    fn season_named(&self, index: usize) -> Option<(Meaning, usize)> {
        let article = self.is(index, "the");
        let place = index + usize::from(article);
        let season = lexicon::season(self.word(place))?;
        if let Some((year, end)) = self.year_after(place + 1) {
            return Some((Meaning::Fixed(Stretch::Season(year, season)), end));
        }
        // "the summer offensive": the article is the noun's.
        if article && self.before_noun(place + 1) {
            return None;
        }
        self.is_season_here(index, place, season).then_some((Meaning::Named(Name::Season(season)), place + 1))
    }

    /// Whether the word at `place` is the season and not a coil, a leap or a collapse.
    fn is_season_here(&self, index: usize, place: usize, season: Season) -> bool {
        let Some(atom) = self.at(place) else { return false };
        let word = &*atom.lower;
        let before = self.before(index);
        let next = self.word(place + 1);
        let verb = atom.upos == claimtrack_sdk::ud::Upos::Verb;
        let named = place > 0
            && atom.is_capital()
            && !matches!(next, "offensive" | "fighting")
            && self.at(place - 1).is_some_and(|before| {
                before.is_capital() && before.is_letters() && !before.lower.starts_with("the")
            });
        if verb || named {
            return false;
        }
        let timed = matches!(
            before,
            "in" | "during"
                | "throughout"
                | "by"
                | "until"
                | "since"
                | "over"
                | "through"
                | "early"
                | "late"
                | "mid"
                | "last"
                | "next"
                | "this"
                | "before"
                | "after"
                | "for"
                | "from"
                | "spent"
        );
        match word {
            "fall" => {
                timed
                    && (next != "of")
                    && (index < place
                        || matches!(
                            before,
                            "in" | "early" | "late" | "since" | "by" | "until" | "last" | "next" | "this"
                        ))
                    && !matches!(before, "before" | "after" | "for" | "from")
            }
            "spring" => {
                (timed || next == "offensive" || next == "fighting")
                    && !matches!(next, "of" | "from" | "back" | "up" | "into" | "water")
            }
            _ => season == Season::Summer || season == Season::Winter || timed || index < place,
        }
    }

    /// "Q3 2024", "the third quarter of 2024", "the third quarter", "third-quarter".
    fn quarter(&self, index: usize) -> Option<(Meaning, usize)> {
        let atom = self.at(index)?;
        if atom.text.len() == 2 && (atom.lower.starts_with('q') || atom.lower.starts_with('h')) {
            let number = atom.lower[1..].parse::<i8>().ok().filter(|number| (1..=4).contains(number))?;
            let half = atom.lower.starts_with('h');
            if !atom.is_capital() || half && number > 2 {
                return None;
            }
            let year = self.year_after(index + 1);
            let meaning = match (half, year) {
                (true, Some((year, _))) => Meaning::Fixed(Stretch::Half(year, number)),
                (true, None) => return None,
                (false, Some((year, _))) => Meaning::Fixed(Stretch::Quarter(year, number)),
                (false, None) => Meaning::Named(Name::Quarter(number)),
            };
            return Some((meaning, year.map_or(index + 1, |(_, end)| end)));
        }
        let place = self.skip(index, "the");
        let number = match self.word(place) {
            "last" | "latter" => 2,
            word => lexicon::ordinal(word).filter(|number| (1..=4).contains(number))? as i8,
        };
        let end = place + 1 + usize::from(self.is_dash(place + 1));
        let half = self.is(end, "half");
        if !half && (!self.is(end, "quarter") || self.one_of(place, &["last", "latter"]))
            || half && number > 2
        {
            return None;
        }
        let end = end + 1;
        let name = if half { Name::Half(number) } else { Name::Quarter(number) };
        if let Some((year, after)) = self.year_after(end) {
            let stretch = if half { Stretch::Half(year, number) } else { Stretch::Quarter(year, number) };
            return Some((Meaning::Fixed(stretch), after));
        }
        if self.is(end, "of")
            && let Some((year, after)) = self.year_relative(end + 1)
        {
            return Some((Meaning::PartOfYear(name, Box::new(year)), after));
        }
        if half {
            let (of, end) = self.whole(self.skip(end, "of"), true).filter(|_| self.is(end, "of"))?;
            let part = if number == 1 { Part::Start } else { Part::End };
            return Some((Meaning::Within(part, false, Box::new(of)), end));
        }
        (!half && !self.is(end, "of")).then_some((Meaning::Named(name), end))
    }

    /// "Christmas", "Christmas Eve", "New Year's Day", "Thanksgiving", "Easter Sunday".
    fn feast(&self, index: usize) -> Option<(Meaning, usize)> {
        let atom = self.at(index)?;
        if !atom.is_capital() {
            return None;
        }
        let (name, end) = match &*atom.lower {
            "christmas" | "xmas" if self.is(index + 1, "eve") => (Name::Month(12, Some(24)), index + 2),
            "new" if self.is(index + 1, "year") => {
                let mut end = index + 2;
                if self.one_of(end, &["'", "’"]) && self.is(end + 1, "s") {
                    end += 2;
                }
                match self.word(end) {
                    "eve" => (Name::Month(12, Some(31)), end + 1),
                    "day" => (Name::Month(1, Some(1)), end + 1),
                    _ => return None,
                }
            }
            "may" if self.is(index + 1, "day") && self.at(index + 1)?.is_capital() => {
                (Name::Month(5, Some(1)), index + 2)
            }
            "thanksgiving" => (Name::Thanksgiving, self.skip(index + 1, "day")),
            "easter" => (Name::Easter, self.skip(self.skip(index + 1, "sunday"), "day")),
            word => {
                let (month, day) = lexicon::feast(word)?;
                (Name::Month(month, Some(day)), self.skip(index + 1, "day"))
            }
        };
        if let (Name::Month(month, Some(day)), Some((year, after))) = (name, self.year_after(end)) {
            return Some((Meaning::Fixed(Stretch::day(year, month, day)?), after));
        }
        Some((Meaning::Named(name), end))
    }

    /// "fiscal 2024", "fiscal year 2024", "FY2024".
    fn fiscal(&self, index: usize) -> Option<(Meaning, usize)> {
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

/// The year of two figures: 1970 to 2069.
fn short_year(number: u32) -> i16 {
    number as i16 + if number < 70 { 2000 } else { 1900 }
}

fn era_year(number: u32, before: bool) -> Option<i16> {
    let number = i32::try_from(number).ok()?;
    year_in_range(if before { 1 - number } else { number })
}
