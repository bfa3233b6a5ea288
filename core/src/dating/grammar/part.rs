//! Parts of dates: "early May", "mid-2024", "the end of the year", "late last week".

use super::super::meaning::{Meaning, Part};
use super::reader::Reader;

impl Reader<'_, '_> {
    /// A part of a date, with the place after it.
    pub(super) fn part(&self, index: usize) -> Option<(Meaning, usize)> {
        let place = self.skip(index, "the");
        let word = self.word(place);
        let edge = match word {
            "end" | "close" | "ending" => Some(Part::End),
            "beginning" | "start" | "outset" | "onset" | "opening" => Some(Part::Start),
            "middle" => Some(Part::Mid),
            _ => None,
        };
        if let Some(part) = edge {
            if !self.is(place + 1, "of") {
                return None;
            }
            let (of, end) = self.whole(place + 2, true)?;
            return Some((Meaning::Within(part, true, Box::new(of)), end));
        }
        let part = match word {
            "early" => Part::Start,
            "late" => Part::End,
            "mid" | "middle" => Part::Mid,
            "latter" | "later" if self.is(place + 1, "part") && self.is(place + 2, "of") => {
                let (of, end) = self.whole(place + 3, true)?;
                return Some((Meaning::Within(Part::End, false, Box::new(of)), end));
            }
            _ => return None,
        };
        let mut next = place + 1;
        if self.is_dash(next) && self.glued(next) {
            next += 1;
        } else if self.is(next, "in")
            || self.is(next, "on")
            || self.is(next, "part") && self.is(next + 1, "of")
        {
            next += 1 + usize::from(self.is(next, "part"));
        }
        let (of, end) = self.whole(next, self.is(next, "the"))?;
        if place > index && self.before_noun(end) {
            return None;
        }
        Some((Meaning::Within(part, false, Box::new(of)), end))
    }

    /// The date that a part is part of; `context` admits "the year" and the like.
    pub(super) fn whole(&self, index: usize, context: bool) -> Option<(Meaning, usize)> {
        if let Some((year, end)) = self.figures_as_year(index) {
            return Some((year, end));
        }
        if let Some(mut pieces) = self.dates(index) {
            let several = pieces.len() > 1;
            let piece = pieces.swap_remove(0);
            return (!several).then_some((piece.meaning, piece.end));
        }
        if let Some(found) = self.chosen(index) {
            return Some(found);
        }
        if self.one_of(index, &["today", "yesterday", "tomorrow"]) {
            return self.relative(index);
        }
        if context { self.unit_of_context(index) } else { None }
    }

    fn figures_as_year(&self, index: usize) -> Option<(Meaning, usize)> {
        use super::super::calendar::Stretch;
        if self.era(index + 1).is_some() {
            return None;
        }
        let year = self.year_figures(index)?;
        Some((Meaning::Fixed(Stretch::Year(year)), index + 1))
    }
}
