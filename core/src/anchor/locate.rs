//! The cascade: from a quotation and a text to where it stands now.

use std::sync::OnceLock;

use similar::{Algorithm, DiffOp, capture_diff_slices};

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
const LIKE: f32 = 0.12;
const LIKE_IN_CONTEXT: f32 = 0.45;
/// Share that may differ of a short quotation together with its context.
const LIKE_AROUND: f32 = 0.34;
/// Agreement of the better side of a context that counts as agreeing.
const AGREES: f32 = 0.6;
/// The same, where a long quotation is alike as well; and beyond which share that differs half a side of
/// context must agree, since two reports of one kind of event share their common words.
const AGREES_LONG: f32 = 0.45;
const BARELY_LIKE: f32 = 0.33;
const AGREES_BARELY: f32 = 0.5;
/// The same, where one or two words rest on nothing else.
const AGREES_SHORT: f32 = 0.7;
/// Agreement of both sides together that leaves no doubt.
const SURE: f32 = 1.8;
/// How much better the context of an altered place must agree to outdo the same words elsewhere.
const RIVAL: f32 = 0.1;
/// Characters of context without which nothing like a short quotation is one.
const LEAST_CONTEXT: usize = 8;
/// Agreements that differ by less are equal.
const EQUAL: f32 = 0.02;
/// Bytes beyond twice its length over which the kept words of a quotation may be spread.
const SPREAD: usize = 24;
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
        // Another passage of the same words must not stand in for one that was altered in its place. Where
        // the snapshot has the words only once, there is no other.
        let mut others = false;
        if let Some(since) = &self.since {
            let snapshot = &since.alignment.snapshot;
            let before = occurrences(snapshot.chars(), snapshot, self.needle).len();
            others = before > 1;
            if places.len() < before && mapped.as_ref().is_some_and(|mapped| mapped.kept >= KEPT) {
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
        ranked.retain(|(place, agreement)| {
            let span = self.haystack.span(*place, place + self.needle.len(), self.quotation.exact);
            agreement.best() >= needed && !(others && self.is_another(span))
        });
        ranked.sort_by(|a, b| b.1.sum().total_cmp(&a.1.sum()));
        let best = ranked.first()?;
        let equal: Vec<_> =
            ranked.iter().take_while(|(_, agreement)| best.1.sum() - agreement.sum() < EQUAL).collect();
        if best.1.sum() < SURE {
            // The same few words may stand elsewhere, while those that were quoted are altered in their place.
            let rival = self.surroundings().into_iter().map(|(_, sum)| sum).fold(0.0, f32::max);
            if rival > best.1.sum() + RIVAL {
                return None;
            }
        }
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

    /// Whether the snapshot shows that `span` is another passage than the one quoted.
    fn is_another(&self, span: Span) -> bool {
        self.since
            .as_ref()
            .is_some_and(|since| since.alignment.is_another(span.start()..span.end(), &since.old))
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
        // Words kept at two places far apart are no quotation.
        if mapped.bytes.len() > 2 * self.quotation.exact.len() + SPREAD {
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
                let needed = if share <= BARELY_LIKE { AGREES_LONG } else { AGREES_BARELY };
                let accepted = share <= LIKE || agreement.best() >= needed;
                let (start, end) = (bounds[0].last, hit.end);
                let accepted =
                    accepted && !self.is_another(self.haystack.span(start, end, self.quotation.exact));
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
        let mut found = self.surroundings();
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        let equal = found.iter().take_while(|(_, sum)| found[0].1 - sum < EQUAL).count();
        match &found[..equal] {
            [] => Anchor::Missing,
            [(span, _)] => self.altered(*span),
            several => Anchor::Ambiguous(several.iter().map(|(span, _)| *span).collect()),
        }
    }

    /// Places between a prefix and a suffix like those of the quotation, with how well these agree.
    fn surroundings(&self) -> Vec<(Span, f32)> {
        let Context { before, behind } = &self.context;
        if before.len() + behind.len() < LEAST_CONTEXT {
            return Vec::new();
        }
        let whole: Vec<char> = before.iter().chain(self.needle).chain(behind).copied().collect();
        let pattern = Pattern::new(&whole);
        let hits = pattern.search(self.text(), (whole.len() as f32 * LIKE_AROUND) as usize);
        // Where the best of them has lost the words, a worse one is another passage.
        let least = hits.iter().map(|hit| hit.edits).min().unwrap_or(0);
        let places = hits.into_iter().filter(|hit| hit.edits <= least + 1).filter_map(|hit| {
            let start = pattern.bounds(self.text(), hit)[0].last;
            let (from, to) = between(before, self.needle, behind, &self.text()[start..hit.end])?;
            let span = self.haystack.span(start + from, start + to, self.quotation.exact);
            let agreement = self.context.agreement(self.text(), start + from, start + to);
            (!self.is_another(span)).then_some((span, agreement.sum()))
        });
        places.collect()
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

/// The words of `window` that stand between those that are left of `before` and of `behind`; none when there
/// are none, or far more than `needle` has.
fn between(before: &[char], needle: &[char], behind: &[char], window: &[char]) -> Option<(usize, usize)> {
    let ours: Vec<&[char]> =
        [before, needle, behind].iter().flat_map(|part| char_words(part)).map(|w| w.1).collect();
    let (left, middle) = (char_words(before).count(), char_words(needle).count());
    let theirs: Vec<(usize, &[char])> = char_words(window).collect();
    let words: Vec<&[char]> = theirs.iter().map(|word| word.1).collect();
    let mut kept = vec![None; ours.len()];
    for op in capture_diff_slices(Algorithm::Lcs, &ours, &words) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|step| kept[old_index + step] = Some(new_index + step));
        }
    }
    let last_before = kept[..left].iter().rposition(Option::is_some);
    let first_behind = kept[left + middle..].iter().position(Option::is_some);
    if last_before.is_none() && first_behind.is_none() {
        return None;
    }
    // Words of the context that were replaced stand between as well: as many are left out.
    let mut from = last_before.and_then(|index| kept[index]).map_or(0, |word| word + 1);
    let mut to = first_behind.and_then(|index| kept[left + middle + index]).unwrap_or(words.len());
    let inner: Vec<usize> = kept[left..left + middle].iter().flatten().copied().collect();
    let skip = left - last_before.map_or(0, |index| index + 1);
    from += skip
        .min(to.saturating_sub(from + middle))
        .min(inner.first().map_or(skip, |word| word.saturating_sub(from)));
    let skip = first_behind.unwrap_or(ours.len() - left - middle);
    to -= skip
        .min(to.saturating_sub(from + middle))
        .min(inner.last().map_or(skip, |word| to.saturating_sub(word + 1)));
    if from >= to || to - from > 2 * middle + 3 {
        return None;
    }
    let (last, word) = theirs[to - 1];
    Some((theirs[from].0, last + word.len()))
}

/// The words of folded characters, with where they begin.
fn char_words(chars: &[char]) -> impl Iterator<Item = (usize, &[char])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < chars.len() && !chars[at].is_alphanumeric() {
            at += 1;
        }
        let start = at;
        while at < chars.len() && chars[at].is_alphanumeric() {
            at += 1;
        }
        (start < at).then(|| (start, &chars[start..at]))
    })
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
            let cut_before = word(first) && inner(at.checked_sub(1));
            let cut_behind = word(last) && inner(Some(at + needle.len()));
            !cut_before && !cut_behind
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
