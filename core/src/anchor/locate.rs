//! The cascade: from a quotation and a text to where it stands now.

use std::sync::OnceLock;

use super::alignment::{Alignment, words};
use super::context::{Agreement, Context};
use super::fold::Folded;
use super::myers::{Hit, Pattern};
use crate::span::{CodePoints, Span};

/// A quotation as the ledger keeps it.
#[derive(Clone, Copy, Debug)]
pub struct Quotation<'q> {
    /// The words.
    pub exact: &'q str,
    /// Text just before them.
    pub prefix: &'q str,
    /// Text just behind them.
    pub suffix: &'q str,
    /// Where they began, in code points.
    pub start: u32,
}

/// A text made ready for many quotations; it is folded when the first one needs that.
#[derive(Debug)]
pub struct Haystack<'t> {
    text: &'t str,
    points: CodePoints,
    folded: OnceLock<Folded>,
}

impl<'t> Haystack<'t> {
    /// Prepares `text`.
    pub fn new(text: &'t str) -> Haystack<'t> {
        Haystack { text, points: CodePoints::of(text), folded: OnceLock::new() }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Code points of the text, for offsets that leave the program.
    pub fn points(&self) -> &CodePoints {
        &self.points
    }

    fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::new(self.text))
    }

    /// Bytes of folded characters, with whole words and the punctuation that `exact` has at its ends.
    fn span(&self, start: usize, end: usize, exact: &str) -> Span {
        let (start, end) = self.folded().bytes(self.text, start, end);
        whole_words(self.text, start as usize, end as usize, exact)
    }
}

/// Where a quotation stands. Spans are in bytes of the text searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The same words, where they were.
    Same(Span),
    /// The same words elsewhere.
    Moved(Span),
    /// Found, with other words.
    Altered(Span),
    /// Several places are equally good.
    Ambiguous(Vec<Span>),
    /// Not there.
    Missing,
}

/// Quotations with fewer characters or words than these say too little by themselves: they need context.
const SHORT_CHARS: usize = 24;
const SHORT_WORDS: usize = 5;
/// Share of a long quotation's characters that may differ without, and with, context that agrees.
const LIKE: f32 = 0.30;
const LIKE_IN_CONTEXT: f32 = 0.45;
/// Share that may differ of a short quotation together with its context.
const LIKE_AROUND: f32 = 0.34;
/// Agreement of the better side of a context that counts as agreeing.
const AGREES: f32 = 0.6;
/// The same, where one or two words rest on nothing else.
const AGREES_SHORT: f32 = 0.7;
/// Characters of context without which nothing like a short quotation is one.
const LEAST_CONTEXT: usize = 8;
/// Agreements that differ by less are equal.
const EQUAL: f32 = 0.02;
/// Share of the letters whose words a diff must have kept to trust the place that it gives.
const KEPT: f32 = 0.5;

/// Finds `quotation` in `haystack`; `since` is the way there from the text that it was taken from, if that
/// is at hand.
pub fn locate(quotation: Quotation<'_>, haystack: &Haystack<'_>, since: Option<&Alignment>) -> Anchor {
    let exact = quotation.exact;
    let at = haystack.points.byte(haystack.text, quotation.start) as usize;
    if !exact.trim().is_empty() && haystack.text[at..].starts_with(exact) && stays(quotation, haystack, at) {
        return Anchor::Same(Span::new(at as u32, (at + exact.len()) as u32));
    }
    let needle = Folded::trimmed(exact);
    if needle.chars().is_empty() {
        return Anchor::Missing;
    }
    let search = Search {
        quotation,
        haystack,
        context: Context::new(quotation.prefix, quotation.suffix),
        is_short: needle.chars().len() < SHORT_CHARS || words(exact).len() < SHORT_WORDS,
        needle: needle.chars(),
        since: since.map(|alignment| Since::new(alignment, quotation)),
    };
    search.same_words().or_else(|| search.by_diff()).unwrap_or_else(|| search.by_likeness())
}

/// Whether the same words at the same offset are the quotation: long ones are, short ones in their context.
fn stays(quotation: Quotation<'_>, haystack: &Haystack<'_>, at: usize) -> bool {
    quotation.exact.len() >= SHORT_CHARS
        || haystack.text[..at].ends_with(quotation.prefix)
        || haystack.text[at + quotation.exact.len()..].starts_with(quotation.suffix)
}

/// What the snapshot tells.
struct Since<'a> {
    alignment: &'a Alignment,
    /// Bytes of the quotation in the snapshot.
    old: std::ops::Range<u32>,
}

impl<'a> Since<'a> {
    fn new(alignment: &'a Alignment, quotation: Quotation<'_>) -> Since<'a> {
        let start = CodePoints::of(&alignment.text).byte(&alignment.text, quotation.start);
        Since { alignment, old: start..start + quotation.exact.len() as u32 }
    }

    /// Index of the quotation's first character in the folded snapshot.
    fn index(&self) -> usize {
        self.alignment.snapshot.index(self.old.start)
    }
}

struct Search<'s> {
    quotation: Quotation<'s>,
    haystack: &'s Haystack<'s>,
    context: Context,
    needle: &'s [char],
    is_short: bool,
    since: Option<Since<'s>>,
}

impl Search<'_> {
    fn text(&self) -> &[char] {
        self.haystack.folded().chars()
    }

    fn agreement(&self, place: usize) -> Agreement {
        self.context.agreement(self.text(), place, place + self.needle.len())
    }

    /// The place of the same words, after folding.
    fn same_words(&self) -> Option<Anchor> {
        let places = occurrences(self.text(), self.haystack.folded(), self.needle);
        let mapped = self.since.as_ref().and_then(|since| since.alignment.map(since.old.clone()));
        if let Some(mapped) = &mapped
            && mapped.kept > 0.99
        {
            let here = places.iter().copied().find(|&place| {
                let span = self.haystack.span(place, place + self.needle.len(), self.quotation.exact);
                span.start() <= mapped.bytes.start && mapped.bytes.end <= span.end()
            });
            if let Some(place) = here {
                return Some(self.found(place));
            }
        }
        // Another sentence of the same words must not stand in for one that was altered in its place.
        if let (Some(since), Some(mapped)) = (&self.since, &mapped) {
            let before =
                occurrences(since.alignment.snapshot.chars(), &since.alignment.snapshot, self.needle);
            if places.len() < before.len() && mapped.kept >= KEPT {
                return None;
            }
        }
        let needed = match (self.is_short, words(self.quotation.exact).len()) {
            (false, _) => 0.0,
            (true, 0..=2) => AGREES_SHORT,
            (true, _) => AGREES,
        };
        let mut ranked: Vec<(usize, Agreement)> =
            places.into_iter().map(|place| (place, self.agreement(place))).collect();
        ranked.retain(|(_, agreement)| agreement.best() >= needed);
        ranked.sort_by(|a, b| b.1.sum().total_cmp(&a.1.sum()));
        let best = ranked.first()?;
        let equal: Vec<_> =
            ranked.iter().take_while(|(_, agreement)| best.1.sum() - agreement.sum() < EQUAL).collect();
        if equal.len() == 1 {
            return Some(self.found(best.0));
        }
        let length = self.needle.len();
        let spans =
            equal.iter().map(|(place, _)| self.haystack.span(*place, place + length, self.quotation.exact));
        Some(Anchor::Ambiguous(spans.collect()))
    }

    fn found(&self, place: usize) -> Anchor {
        let span = self.haystack.span(place, place + self.needle.len(), self.quotation.exact);
        let start = self.haystack.points.before(self.haystack.text, span.start());
        // Typography before a quotation shifts its offset and moves nothing.
        let stays =
            start == self.quotation.start || self.since.as_ref().is_some_and(|since| since.index() == place);
        if stays { Anchor::Same(span) } else { Anchor::Moved(span) }
    }

    /// The place to which the diff leads, where enough words are kept.
    fn by_diff(&self) -> Option<Anchor> {
        let since = self.since.as_ref()?;
        let mapped = since.alignment.map(since.old.clone())?;
        if mapped.kept < KEPT
            || (self.is_short && mapped.kept < 0.99 && words(self.quotation.exact).len() < 3)
        {
            return None;
        }
        let span = whole_words(
            self.haystack.text,
            mapped.bytes.start as usize,
            mapped.bytes.end as usize,
            self.quotation.exact,
        );
        Some(self.altered(span))
    }

    /// The most alike place: of a long quotation by itself, of a short one together with its context.
    fn by_likeness(&self) -> Anchor {
        if self.is_short { self.around() } else { self.like() }
    }

    fn like(&self) -> Anchor {
        let length = self.needle.len() as f32;
        let pattern = Pattern::new(self.needle);
        let mut ranked: Vec<(f32, Hit)> = pattern
            .search(self.text(), (length * LIKE_IN_CONTEXT) as usize)
            .into_iter()
            .filter_map(|hit| {
                let bounds = pattern.bounds(self.text(), hit);
                let agreement = self.context.agreement(self.text(), bounds[0].last, hit.end);
                let share = hit.edits as f32 / length;
                let accepted = share <= LIKE || agreement.best() >= AGREES;
                accepted.then_some((share - 0.2 * agreement.sum(), hit))
            })
            .collect();
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
        let span = |hit: Hit| {
            let bounds = pattern.bounds(self.text(), hit);
            self.haystack.span(bounds[0].last, hit.end, self.quotation.exact)
        };
        match ranked.as_slice() {
            [] => Anchor::Missing,
            [best, rest @ ..] => {
                let equal = rest.iter().take_while(|other| other.0 - best.0 < EQUAL);
                let spans: Vec<_> = std::iter::once(best).chain(equal).map(|(_, hit)| span(*hit)).collect();
                if let [span] = spans.as_slice() { self.altered(*span) } else { Anchor::Ambiguous(spans) }
            }
        }
    }

    fn around(&self) -> Anchor {
        let Context { before, behind } = &self.context;
        if before.len() + behind.len() < LEAST_CONTEXT {
            return Anchor::Missing;
        }
        let whole: Vec<char> = before.iter().chain(self.needle).chain(behind).copied().collect();
        let pattern = Pattern::new(&whole);
        let mut hits = pattern.search(self.text(), (whole.len() as f32 * LIKE_AROUND) as usize);
        hits.sort_by_key(|hit| hit.edits);
        let equal = hits.iter().take_while(|hit| hit.edits == hits[0].edits).count();
        let spans: Vec<_> = hits[..equal]
            .iter()
            .filter_map(|&hit| {
                let bounds = pattern.bounds(self.text(), hit);
                let start = if before.is_empty() { bounds[0].last } else { bounds[before.len()].first };
                let end = bounds[before.len() + self.needle.len()].last;
                let found: String = self.text().get(start..end)?.iter().collect();
                let edge = found.len() - found.trim_start().len();
                // Nothing between the two sides: the words were taken away.
                let fits = !found.trim().is_empty() && end - start <= 3 * self.needle.len() + 16;
                fits.then(|| {
                    self.haystack.span(
                        start + edge,
                        start + found.trim_end().chars().count(),
                        self.quotation.exact,
                    )
                })
            })
            .filter(|span| span.of(self.haystack.text).chars().any(char::is_alphanumeric))
            .collect();
        match spans.as_slice() {
            [] => Anchor::Missing,
            [span] => self.altered(*span),
            _ => Anchor::Ambiguous(spans),
        }
    }

    /// `Altered`, unless the words are the same after all.
    fn altered(&self, span: Span) -> Anchor {
        let found = Folded::trimmed(span.of(self.haystack.text));
        if found.chars() == self.needle {
            return self.found(self.haystack.folded().index(span.start()));
        }
        Anchor::Altered(span)
    }
}

/// Where `needle` stands as whole words.
fn occurrences(text: &[char], folded: &Folded, needle: &[char]) -> Vec<usize> {
    let inner = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| c.is_alphanumeric());
    let (first, last) = (needle.first(), needle.last());
    let word = |end: Option<&char>| end.is_some_and(|character| character.is_alphanumeric());
    folded
        .find(needle)
        .into_iter()
        .filter(|&at| {
            !(word(first) && inner(at.checked_sub(1))) && !(word(last) && inner(Some(at + needle.len())))
        })
        .collect()
}

/// Grows a span to whole words, and to the punctuation that `exact` has at its ends.
fn whole_words(text: &str, mut start: usize, mut end: usize, exact: &str) -> Span {
    let word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    while word(text[..start].chars().next_back()) && word(text[start..].chars().next()) {
        start -= text[..start].chars().next_back().map_or(0, char::len_utf8);
    }
    while word(text[..end].chars().next_back()) && word(text[end..].chars().next()) {
        end += text[end..].chars().next().map_or(0, char::len_utf8);
    }
    let mark =
        |character: Option<char>| character.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
    let (exact, mut left) = (exact.trim(), 3);
    if mark(exact.chars().next_back()) && word(text[..end].chars().next_back()) {
        while left > 0 && mark(text[end..].chars().next()) {
            end += text[end..].chars().next().map_or(0, char::len_utf8);
            left -= 1;
        }
    }
    if mark(exact.chars().next())
        && word(text[start..].chars().next())
        && mark(text[..start].chars().next_back())
    {
        start -= text[..start].chars().next_back().map_or(0, char::len_utf8);
    }
    Span::new(start as u32, end as u32)
}
