//! What a document's dates are counted from: the publication date, the date
//! last mentioned, and whether the text reports news or tells history.

use super::calendar::{Stretch, Unit};
use super::grammar::Piece;
use super::meaning::{Anchor, Meaning, Name};

/// Which way a date without a year lies from the publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    /// The verb is in the past.
    Past,
    /// The verb or the preposition looks ahead.
    Future,
    /// Nothing says; news looks back.
    Open,
}

/// What the expression at hand is resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) published: Option<Stretch>,
    /// The last date mentioned.
    pub(super) mentioned: Option<Stretch>,
    /// The text tells history: its dates follow one another rather than the publication.
    pub(super) narrative: bool,
    pub(super) lean: Lean,
}

impl Context {
    /// The date that `anchor` stands for.
    pub(super) fn anchor(&self, anchor: Anchor) -> Option<Stretch> {
        match anchor {
            Anchor::Speech => self.published,
            Anchor::Mentioned => self.mentioned.or(self.published),
            Anchor::Topic => self.topic(),
        }
    }

    /// The date that the text is about: in news the publication, in a narrative the last date mentioned.
    pub(super) fn topic(&self) -> Option<Stretch> {
        if self.narrative { self.mentioned.or(self.published) } else { self.published }
    }
}

/// The publication date in EDTF: a day, a month, a year, or an interval of days, which counts as the finest
/// of these that holds it whole. None when it is none of them.
pub(super) fn published(edtf: &str) -> Option<Stretch> {
    let plain = |text: &str| {
        let text = text.trim().trim_end_matches(['~', '?', '%']);
        let mut parts = text.split('T').next()?.split('-');
        let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let Some(month) = parts.next() else { return Some(Stretch::Year(year)) };
        let month: i8 = month.parse().ok()?;
        match parts.next() {
            None if (1..=12).contains(&month) => Stretch::month(year, month),
            // A season or a quarter says no more than its year here.
            None => Some(Stretch::Year(year)),
            Some(day) => Stretch::day(year, month, day.parse().ok()?),
        }
    };
    let Some((start, end)) = edtf.split_once('/') else { return plain(edtf) };
    let (start, end) = (plain(start)?, plain(end)?);
    [Unit::Day, Unit::Month, Unit::Year]
        .into_iter()
        .find_map(|unit| start.widen(unit).filter(|wide| end.widen(unit) == Some(*wide)))
}

/// Whether the dates of a text follow one another rather than the publication: most of those with a year lie two
/// or more years before it, and words that count from the publication ("last week", "on Monday") are few.
pub(super) fn is_narrative(pieces: &[Piece], published: Option<Stretch>) -> bool {
    let Some(now) = published.and_then(Stretch::year_number) else { return true };
    let (mut far, mut near, mut spoken) = (0, 0, 0);
    for piece in pieces {
        match &piece.meaning {
            Meaning::Shift(Anchor::Speech, ..)
            | Meaning::Chosen(_, Anchor::Speech, _)
            | Meaning::Named(Name::Weekday(_)) => {
                spoken += 1;
            }
            meaning => match meaning.fixed().and_then(Stretch::year_number) {
                Some(year) if year + 2 <= now => far += 1,
                Some(_) => near += 1,
                None => {}
            },
        }
    }
    far >= 4 && far >= near && far > 4 * spoken
}

/// Gives dates that share the year of a neighbour that year: "May and June 2014", "3 May – 5 June 2014",
/// "summer and autumn 1918". `joined` says whether nothing but words that join stands between two pieces.
pub(super) fn share_years(pieces: &mut [Piece], joined: impl Fn(&Piece, &Piece) -> bool) {
    for index in (1..pieces.len()).rev() {
        let (left, right) = pieces.split_at_mut(index);
        let (Some(left), Some(right)) = (left.last_mut(), right.first()) else { continue };
        let Some(stretch) = right.meaning.fixed() else { continue };
        let Some(year) = stretch.year_number() else { continue };
        if !joined(left, right) {
            continue;
        }
        if let (Some((month, day)), Some((_, last))) = (left.meaning.open_month(), stretch.month_number()) {
            let year = if month > last { year.saturating_sub(1) } else { year };
            if let Some(closed) = month_of(year, month, day) {
                left.meaning.close(closed);
            }
        } else if let (Some(season), Stretch::Season(..)) = (left.meaning.open_season(), stretch) {
            left.meaning.close(Stretch::Season(year, season));
        }
    }
    for index in 1..pieces.len() {
        let (left, right) = pieces.split_at_mut(index);
        let (Some(left), Some(right)) = (left.last(), right.first_mut()) else { continue };
        let Some((year, first)) = left.meaning.fixed().and_then(Stretch::month_number) else { continue };
        if let Some((month, day)) = right.meaning.open_month().filter(|_| joined(left, right)) {
            let year = if month < first { year.saturating_add(1) } else { year };
            if let Some(closed) = month_of(year, month, day) {
                right.meaning.close(closed);
            }
        }
    }
}

fn month_of(year: i16, month: i8, day: Option<i8>) -> Option<Stretch> {
    match day {
        Some(day) => Stretch::day(year, month, day),
        None => Stretch::month(year, month),
    }
}
