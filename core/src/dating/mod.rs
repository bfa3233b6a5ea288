//! Dating: the time expressions of a document, what they are worth against
//! the day it was published, and which of them dates which event. A grammar
//! over tokens and a little arithmetic; no clock, no time zones. What the
//! text leaves open stays open: no date is better than a guessed one.

mod atoms;
mod calendar;
mod context;
mod event;
mod grammar;
mod lexicon;
mod meaning;
mod resolve;
mod tense;
mod untangle;
mod value;

use std::ops::Range;

use claimtrack_sdk::abi::DateRow;
use claimtrack_sdk::ud::Upos;

use crate::document::Document;
use crate::span::Span;
use atoms::Atom;
use calendar::Stretch;
use context::Context;
use grammar::Piece;
use meaning::Meaning;
use value::Bound;

pub use event::of_event;
pub(crate) use lexicon::{is_calendar_word, is_month};
pub use meaning::Part;

/// The type of a time expression, as TIMEX3 has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexKind {
    /// A day or longer, or no date in particular ("now").
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Again and again.
    Set,
}

impl TimexKind {
    /// The type as TIMEX3 writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        }
    }
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// The tokens it lies in. Two expressions can share a token ("3-4 May").
    pub tokens: Range<u32>,
    /// Its exact place, in bytes of the text.
    pub span: Span,
    /// Its type.
    pub kind: TimexKind,
    /// Its TIMEX3 value (TimeML 1.2.1), `X` for what is open; empty for a time that only the context names ("that
    /// period").
    pub timex: String,
    /// Its value in EDTF level 1, with the open end that its preposition gives it; none when it is unbounded or
    /// unresolved.
    pub edtf: Option<String>,
    /// Which part of its date it names ("early", "the end of").
    pub part: Option<Part>,
    /// It and the next expression are the two ends of one stretch ("from 3 to 7 May").
    pub opens_range: bool,
}

/// The document's time expressions, in order. `published` is its publication date in EDTF: a day, a month, a year
/// or an interval; where it is coarse or absent, what would need a finer one stays unresolved.
pub fn expressions(document: &Document, published: Option<&str>) -> Vec<TimeExpression> {
    let atoms = atoms::atoms(document);
    let mut pieces = grammar::pieces(&atoms);
    context::share_years(&mut pieces, |left, right| joins_years(&atoms, left, right));
    let published = published.and_then(context::published);
    let narrative = context::is_narrative(&pieces, published);
    if !narrative {
        pieces.retain(|piece| piece.meaning != Meaning::Vague(meaning::Vague::Former));
    }
    let mut mentioned = None;
    let mut found = Vec::with_capacity(pieces.len());
    for (index, piece) in pieces.iter().enumerate() {
        let lean = tense::lean(&atoms, piece.first, piece.end);
        let mut context = Context { published, mentioned, narrative, lean };
        if let Meaning::Timed(None, _) = piece.meaning {
            let day = beside(&pieces, index, &atoms).and_then(|day| resolve::stretch(&day.meaning, &context));
            if let Some(day) = day.filter(|day| day.day_number().is_some()) {
                context = Context { mentioned: Some(day), narrative: true, ..context };
            }
        }
        let stretch = resolve::stretch(&piece.meaning, &context);
        let opens_range = pieces.get(index + 1).is_some_and(|next| opens_range(&atoms, piece, next));
        let bound = if opens_range { Bound::Closed } else { bound(&atoms, piece) };
        found.push(TimeExpression {
            tokens: atoms[piece.first].token..atoms[piece.end - 1].token + 1,
            span: Span::new(atoms[piece.first].start, atoms[piece.end - 1].end),
            kind: value::kind(&piece.meaning),
            timex: value::timex(&piece.meaning, stretch),
            edtf: value::edtf(&piece.meaning, stretch, &context, bound),
            part: value::part(&piece.meaning),
            opens_range,
        });
        if stretch.is_some_and(|stretch| anchors(&atoms, piece, stretch, &context)) {
            mentioned = stretch;
        }
    }
    found
}

pub use untangle::untangle;

/// Fills `document.dates`: one row for each date or stretch of dates, in order; lengths and frequencies with no
/// place in the calendar, and adjectives such as "former", are none. The value is empty where it can't be resolved.
pub fn annotate(document: &mut Document, published: Option<&str>) {
    let found = expressions(document, published);
    let mut rows = Vec::with_capacity(found.len());
    let mut index = 0;
    while let Some(expression) = found.get(index) {
        index += 1;
        let mut tokens = expression.tokens.clone();
        let mut edtf = expression.edtf.clone();
        if let Some(next) = found.get(index).filter(|_| expression.opens_range) {
            index += 1;
            tokens.end = next.tokens.end;
            edtf = range(expression, next);
        }
        let dated = matches!(expression.kind, TimexKind::Date | TimexKind::Time);
        if edtf.is_none() && (!dated || expression.timex.ends_with("_REF")) {
            continue;
        }
        let value = document.strings.intern(edtf.as_deref().unwrap_or(""));
        rows.push(DateRow { first_token: tokens.start, end_token: tokens.end, value, flags: 0 });
    }
    document.dates = rows;
}

/// The interval of two expressions that are its ends.
fn range(start: &TimeExpression, end: &TimeExpression) -> Option<String> {
    let start = value::first(start.edtf.as_deref()?);
    let end = value::last(end.edtf.as_deref()?);
    Some(if start == end { start.to_owned() } else { format!("{start}/{end}") })
}

/// The words between two pieces; none when they are too many or end a sentence.
fn between<'a>(atoms: &'a [Atom<'_>], left: &Piece, right: &Piece) -> Option<&'a [Atom<'a>]> {
    let gap = atoms.get(left.end..right.first)?;
    (gap.len() <= 3 && !gap.iter().any(|atom| atom.breaks || matches!(atom.text, "." | ";"))).then_some(gap)
}

/// Whether nothing but words that join stands between two pieces, so that a year said once counts for both.
fn joins_years(atoms: &[Atom<'_>], left: &Piece, right: &Piece) -> bool {
    atoms.get(right.first).is_some_and(|atom| !atom.breaks)
        && between(atoms, left, right).is_some_and(|gap| {
            !gap.is_empty()
                && gap.iter().all(|atom| {
                    matches!(
                        &*atom.lower,
                        "-" | "–"
                            | "—"
                            | "/"
                            | "to"
                            | "and"
                            | "or"
                            | ","
                            | "through"
                            | "until"
                            | "till"
                            | "in"
                            | "on"
                            | "again"
                            | "by"
                            | "&"
                    )
                })
                && !gap.iter().all(|atom| atom.text == ",")
        })
}

/// Whether two pieces are the ends of one stretch of time.
fn opens_range(atoms: &[Atom<'_>], left: &Piece, right: &Piece) -> bool {
    let dated = |piece: &Piece| !matches!(value::kind(&piece.meaning), TimexKind::Duration | TimexKind::Set);
    if !dated(left) || !dated(right) || atoms.get(right.first).is_none_or(|atom| atom.breaks) {
        return false;
    }
    let Some(gap) = between(atoms, left, right) else { return false };
    let before = left.first.checked_sub(1).map_or("", |index| &*atoms[index].lower);
    match gap {
        [word] => match &*word.lower {
            "-" | "–" | "—" | "to" | "through" | "until" | "till" => true,
            "and" => before == "between",
            _ => false,
        },
        _ => false,
    }
}

/// What the words before a piece say of its ends.
fn bound(atoms: &[Atom<'_>], piece: &Piece) -> Bound {
    let word = |back: usize| piece.first.checked_sub(back).map_or("", |index| &*atoms[index].lower);
    let verb_before = |back: usize| {
        piece.first.checked_sub(back).is_some_and(|index| matches!(atoms[index].upos, Upos::Verb | Upos::Aux))
    };
    match word(1) {
        // "a day before 3 May" is another day.
        "before" | "after" if lexicon::unit(word(2)).is_some() => Bound::Closed,
        "by" | "until" | "till" | "through" | "before" => Bound::Before,
        "than" if word(2) == "later" => Bound::Before,
        "since" | "after" => Bound::After,
        // "applies from June" begins then; "a letter from June" and what dates from June do not go on.
        "from" if verb_before(2) && !word(2).starts_with("dat") => Bound::After,
        "in" | "on" if matches!(word(2), "beginning" | "starting") => Bound::After,
        "around" | "about" | "circa" | "approximately" | "roughly" => Bound::About,
        "." if matches!(word(2), "c" | "ca") => Bound::About,
        _ => Bound::Closed,
    }
}

/// Whether what follows can count from this date. In a narrative neither a date that is told by its distance from
/// the publication nor a lone year far from the story does ("since 1882", "found in 2004"), unless it opens a paragraph;
/// and a year that holds the last date leaves that in force.
fn anchors(atoms: &[Atom<'_>], piece: &Piece, stretch: Stretch, context: &Context) -> bool {
    if matches!(stretch, Stretch::Century(_) | Stretch::Decade(_)) {
        return false;
    }
    if !context.narrative {
        return true;
    }
    if piece.meaning.is_spoken() || piece.meaning.looks_aside() {
        return false;
    }
    let (Stretch::Year(year), Some(mentioned)) = (stretch, context.mentioned) else { return true };
    let opens = (piece.first.saturating_sub(2)..=piece.first).any(|index| index == 0 || atoms[index].breaks);
    let far = mentioned.year_number().is_some_and(|last| (i32::from(year) - i32::from(last)).abs() > 8);
    let same = mentioned.year_number() == Some(year);
    opens || !far && !same
}

/// The piece next to a time in its sentence that is likely to name its day ("14:30 on 3 May").
fn beside<'p>(pieces: &'p [Piece], index: usize, atoms: &[Atom<'_>]) -> Option<&'p Piece> {
    let piece = &pieces[index];
    let near = |other: &&Piece, gap: usize| {
        let dated = !matches!(other.meaning, Meaning::Timed(None, _));
        dated && gap <= 4 && atoms[other.first].sentence == atoms[piece.first].sentence
    };
    let next = pieces.get(index + 1).filter(|next| near(next, next.first - piece.end));
    next.or_else(|| pieces.get(index.checked_sub(1)?).filter(|last| near(last, piece.first - last.end)))
}

#[cfg(test)]
mod tests;
