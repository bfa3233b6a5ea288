//! How long and how often: "three years", "24-year", "for months", "every
//! week", "per day", "daily"; and references to no date, "now", "recently".

use super::super::calendar::Unit;
use super::super::lexicon;
use super::super::meaning::{Length, Meaning, Vague};
use super::reader::Reader;

impl Reader<'_, '_> {
    /// The place after words that blur a count ("about", "more than", "nearly"); `index` if there are none.
    pub(super) fn hedge(&self, index: usize) -> usize {
        let place = match self.word(index) {
            "about" | "nearly" | "almost" | "over" | "under" | "only" | "just" | "around" | "roughly"
            | "approximately" | "some" | "barely" | "another" => index + 1,
            "more" | "less" | "fewer" if self.is(index + 1, "than") => index + 2,
            "at" if self.one_of(index + 1, &["least", "most"]) => index + 2,
            "up" if self.is(index + 1, "to") => index + 2,
            _ => return index,
        };
        // "just over a year"
        if place == index + 1 && self.one_of(place, &["over", "under", "about"]) { place + 1 } else { place }
    }

    /// A duration with its count, with the place after it.
    pub(super) fn duration(&self, index: usize) -> Option<(Meaning, usize)> {
        let mut start = self.skip(index, "the");
        let ordinal =
            start > index && (self.one_of(start, &["first", "last", "final", "initial", "entire", "whole"]));
        start += usize::from(ordinal);
        if start > index && !ordinal && self.count(start).is_none_or(|(count, _)| count.article) {
            return None;
        }
        let hedged = if start == index { self.hedge(start) } else { start };
        if self.part_of_number(hedged)
            && self.figures(hedged).is_some()
            && !self.one_of(hedged + 1, &[".", ","])
        {
            return None;
        }
        let (count, end) = self.count(hedged)?;
        let hyphen = self.is_dash(end);
        // "the 46-day battle": the article is the noun's.
        if hyphen && (start > index || count.article) {
            return None;
        }
        let place = end + usize::from(hyphen);
        let place = if self.one_of(place, &["full", "long", "whole", "straight", "consecutive"]) {
            place + 1
        } else {
            place
        };
        let (unit, factor, plural) = lexicon::unit(self.word(place))?;
        let mut end = place + 1;
        if matches!(unit, Unit::Second | Unit::Quarter) && (!plural || unit == Unit::Quarter) {
            return None;
        }
        if self.is_dash(end) && self.one_of(end + 1, &["old", "olds"]) || self.one_of(end, &["old", "olds"]) {
            return None;
        }
        if count.article && !hyphen && start == hedged && !self.article_counts(index, end) {
            return None;
        }
        if (self.is_dash(end) || hyphen || self.is(end, "long"))
            && self.one_of(end + usize::from(self.is_dash(end)), &["long"])
        {
            end += 1 + usize::from(self.is_dash(end));
        }
        let (half, end) = self.and_a_half(end);
        let tenths = count.tenths.and_then(|tenths| (tenths + half).checked_mul(factor as u32));
        Some((Meaning::Duration(Length { tenths, unit }), end))
    }

    /// Whether "a year" is a duration and no rate or mere noun.
    fn article_counts(&self, index: usize, end: usize) -> bool {
        matches!(
            self.before(index),
            "for"
                | "in"
                | "within"
                | "after"
                | "over"
                | "about"
                | "nearly"
                | "almost"
                | "than"
                | "under"
                | "only"
                | "just"
                | "least"
                | "lasted"
                | "lasting"
                | "took"
                | "takes"
                | "take"
                | "half"
                | "every"
                | "around"
                | "of"
                | "before"
                | "spent"
                | "to"
        ) || self.one_of(end, &["of"]) && matches!(self.before(index), "" | "," | ".")
    }

    /// "for months", "within days": a plural unit alone.
    pub(super) fn bare_units(&self, index: usize) -> Option<(Meaning, usize)> {
        let (unit, _, plural) = lexicon::unit(self.word(index))?;
        let before = self.before(index);
        let placed = matches!(
            before,
            "for"
                | "within"
                | "in"
                | "after"
                | "over"
                | "lasted"
                | "lasting"
                | "took"
                | "takes"
                | "take"
                | "last"
                | "recent"
                | "and"
                | "or"
        );
        let and = matches!(before, "and" | "or")
            && !lexicon::unit(self.word(index.wrapping_sub(2))).is_some_and(|(_, _, plural)| plural);
        if plural && placed && !and && !matches!(unit, Unit::Second | Unit::Quarter) {
            return Some((Meaning::Duration(Length { tenths: None, unit }), index + 1));
        }
        let long = self.is_dash(index + 1) && self.is(index + 2, "long") && self.glued(index + 1);
        (!plural && long && !unit.is_clock())
            .then(|| (Meaning::Duration(Length { tenths: Some(10), unit }), index + 3))
    }

    /// "every day", "each week", "per month", "daily", "a day" as a rate, "Mondays".
    pub(super) fn set(&self, index: usize) -> Option<(Meaning, usize)> {
        let word = self.word(index);
        let often = |unit: Unit, tenths: u32| {
            let length = Length { tenths: Some(tenths), unit };
            Meaning::Set(length.timex())
        };
        match word {
            "every" | "each" => {
                let next = self.word(index + 1);
                if let Some((unit, factor, false)) = lexicon::unit(next) {
                    let clock = unit == Unit::Second;
                    return (!clock).then(|| (often(unit, 10 * factor as u32), index + 2));
                }
                if let Some((weekday, end)) = self.weekday(index + 1) {
                    return Some((Meaning::Set(format!("XXXX-WXX-{}", weekday.to_monday_one_offset())), end));
                }
                if let Some((month, end)) = self.month(index + 1) {
                    return Some((Meaning::Set(format!("XXXX-{month:02}")), end));
                }
                if let Some(part) = lexicon::day_part(next) {
                    return Some((Meaning::Set(format!("XXXX-XX-XXT{}", part.letters())), index + 2));
                }
                if let Some(season) = lexicon::season(next) {
                    return Some((Meaning::Set(format!("XXXX-{}", season.letters())), index + 2));
                }
                if word == "every" {
                    let (count, end) = self.count(index + 1)?;
                    let (unit, factor, _) = lexicon::unit(self.word(end))?;
                    let tenths = count.tenths?.checked_mul(factor as u32)?;
                    return Some((often(unit, tenths), end + 1));
                }
                None
            }
            "per" => {
                let (unit, factor, _) = lexicon::unit(self.word(index + 1))?;
                Some((often(unit, 10 * factor as u32), index + 2))
            }
            "daily" | "everyday" => Some((often(Unit::Day, 10), index + 1)),
            "weekly" => Some((often(Unit::Week, 10), index + 1)),
            "fortnightly" | "biweekly" => Some((often(Unit::Week, 20), index + 1)),
            "monthly" => Some((often(Unit::Month, 10), index + 1)),
            "quarterly" => Some((often(Unit::Month, 30), index + 1)),
            "yearly" | "annually" | "annual" => Some((often(Unit::Year, 10), index + 1)),
            "hourly" => Some((often(Unit::Hour, 10), index + 1)),
            "a" => {
                let (unit, factor, false) = lexicon::unit(self.word(index + 1))? else { return None };
                let rate = !unit.is_clock()
                    && index > 0
                    && self.at(index - 1).is_some_and(|before| {
                        before.figures().is_some()
                            || lexicon::is_counted(&before.lower)
                            || matches!(&*before.lower, "once" | "twice" | "times" | "%")
                    });
                rate.then(|| (often(unit, 10 * factor as u32), index + 2))
            }
            _ => {
                let weekday = lexicon::weekday(word.strip_suffix('s')?).filter(|_| word.ends_with("days"))?;
                self.at(index)?.is_capital().then(|| {
                    (Meaning::Set(format!("XXXX-WXX-{}", weekday.to_monday_one_offset())), index + 1)
                })
            }
        }
    }

    /// "now", "currently", "recent months", "the past", "the future", "to date".
    pub(super) fn vague(&self, index: usize) -> Option<(Meaning, usize)> {
        let before = self.before(index);
        let next = self.word(index + 1);
        let (vague, end) = match self.word(index) {
            "now" | "currently" | "nowadays" | "presently" => (Vague::Present, index + 1),
            "right" if next == "now" => (Vague::Present, index + 2),
            "current" if self.at(index + 1).is_some_and(super::super::atoms::Atom::is_letters) => {
                (Vague::Present, index + 1)
            }
            "present" | "modern" if self.is_dash(index + 1) && self.is(index + 2, "day") => {
                (Vague::Present, index + 3)
            }
            "present" | "modern" if next == "day" => (Vague::Present, index + 2),
            "present" if before == "at" => (Vague::Present, index + 1),
            "these" if next == "days" => (Vague::Present, index + 2),
            "date"
                if before == "to"
                    && self.at(index + 1).is_none_or(|atom| {
                        !atom.is_letters() || matches!(&*atom.lower, "in" | "and" | "have" | "has")
                    }) =>
            {
                (Vague::Present, index + 1)
            }
            "recent" => match lexicon::unit(next) {
                Some((_, _, true)) => (Vague::Past, index + 2),
                _ => (Vague::Past, index + 1),
            },
            // Histories date by what is no longer; in news "former" is part of a title.
            "former" if self.before_noun(index + 1) => (Vague::Former, index + 1),
            "recently" | "lately" | "formerly" => (Vague::Past, index + 1),
            "the"
                if next == "past"
                    && matches!(before, "in" | "of" | "from")
                    && self.ends_phrase(index + 2) =>
            {
                (Vague::Past, index + 2)
            }
            "the" if next == "future" && !self.before_noun(index + 2) => (Vague::Future, index + 2),
            "the" if matches!(next, "near" | "foreseeable" | "distant") && self.is(index + 2, "future") => {
                (Vague::Future, index + 3)
            }
            "future" if self.at(index + 1).is_some_and(super::super::atoms::Atom::is_letters) => {
                (Vague::Future, index + 1)
            }
            _ => return None,
        };
        Some((Meaning::Vague(vague), end))
    }

    fn ends_phrase(&self, index: usize) -> bool {
        self.at(index).is_none_or(|atom| {
            !atom.is_word()
                || matches!(
                    &*atom.lower,
                    "and"
                        | "or"
                        | "but"
                        | "by"
                        | "to"
                        | "when"
                        | "with"
                        | "as"
                        | "has"
                        | "have"
                        | "had"
                        | "is"
                        | "was"
                )
        })
    }
}
