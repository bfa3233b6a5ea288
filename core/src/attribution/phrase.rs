//! Phrases as cues: "according to X", "in X's view", "in the words of X". The content is the clause
//! that the phrase hangs in.

use std::ops::Range;

use claimtrack_sdk::ud::{Deprel, Upos, Xpos};

use super::quote::Quotes;
use super::source::{self, Source};
use super::tree::Tree;
use super::{Attribution, CueKind, content};

/// Nouns that make a point of view of "in X's …".
const VIEWS: &[&str] =
    &["view", "opinion", "word", "estimate", "estimation", "judgment", "judgement", "telling", "account"];

/// The attribution of a phrase that starts at `token`.
pub(super) fn attribution(tree: &Tree, quotes: &Quotes, token: u32) -> Option<Attribution> {
    let lemma = tree.text(token);
    if lemma.eq_ignore_ascii_case("according") {
        return according(tree, quotes, token);
    }
    if !lemma.eq_ignore_ascii_case("in") {
        return None;
    }
    in_view(tree, token).or_else(|| in_poll(tree, token))
}

fn according(tree: &Tree, quotes: &Quotes, token: u32) -> Option<Attribution> {
    if tree.text(token + 1) != "to" {
        return None;
    }
    // "According" is the phrase's case marker, or the phrase hangs on it; both parses occur.
    let head = match tree.head(token) {
        Some(head)
            if head > token + 1
                && matches!(tree.deprel(token), Deprel::Case | Deprel::Fixed | Deprel::Mark) =>
        {
            head
        }
        _ => match tree.children(token).chain(tree.children(token + 1)).find(|&child| child > token + 1) {
            Some(head) => head,
            None => return unparsed(tree, token),
        },
    };
    let end = past_slash(tree, tree.extent(head).end);
    let span = tree.trim(token + 2..end);
    if span.is_empty() {
        return None;
    }
    let anchor = if tree.head(token) == Some(head) { head } else { token };
    let span_end = span.end;
    let mut found = made(tree, token..token + 2, Source { span, head }, token..end, anchor)?;
    // "According to her, “…”": the quotation is hers over its whole length.
    let first = span_end + u32::from(tree.text(span_end) == ",");
    let quoted = quotes.of(first).filter(|&quote| quotes.extent(quote).start == first);
    if let Some(quote) = quoted.filter(|_| token == tree.sentence(token).start) {
        found.content = quotes.parts(quote).to_vec();
    }
    Some(found)
}

/// "a Times/CBS poll released last week": a slash inside a name ends no phrase.
fn past_slash(tree: &Tree, end: u32) -> u32 {
    if tree.text(end) != "/" {
        return end;
    }
    let limit = tree.sentence(end - 1).end;
    (end + 1..limit).find(|&token| matches!(tree.text(token), "," | ";" | "." | "--" | "—")).unwrap_or(limit)
}

/// "According to X" where the parse shows no phrase: X ends at the next mark.
fn unparsed(tree: &Tree, token: u32) -> Option<Attribution> {
    let limit = tree.sentence(token).end;
    let ends = |mark: u32| tree.is_mark(mark) && !matches!(tree.text(mark), "/" | "-" | "&" | "'" | "’");
    let end = (token + 2..limit).find(|&mark| ends(mark)).unwrap_or(limit);
    let span = tree.trim(token + 2..end);
    (!span.is_empty()).then_some(())?;
    let head = source::head_of(tree, &span);
    made(tree, token..token + 2, Source { span, head }, token..end, token)
}

/// "In X's view", "in the words of X".
fn in_view(tree: &Tree, token: u32) -> Option<Attribution> {
    let noun = tree.head(token).filter(|&noun| noun > token && VIEWS.contains(&tree.lemma(noun)))?;
    if tree.extent(noun).start != token || !matches!(tree.deprel(noun), Deprel::Obl | Deprel::Nmod) {
        return None;
    }
    if let Some(source) = source::possessor(tree, noun) {
        return made(tree, token..token + 1, source, tree.extent(noun), noun);
    }
    let of = content::phrase(tree, noun, "of")?;
    let span = tree.trim(tree.extent(of).start + 1..tree.extent(of).end);
    made(tree, token..tree.extent(of).start + 1, Source { span, head: of }, tree.extent(noun), noun)
}

/// "In the last poll, …": what a count of opinions found is what it says.
fn in_poll(tree: &Tree, token: u32) -> Option<Attribution> {
    let poll = tree.head(token).filter(|&poll| {
        poll > token && matches!(tree.lemma(poll), "poll" | "survey") && tree.deprel(poll) == Deprel::Obl
    })?;
    let clause =
        tree.head(poll).filter(|&clause| tree.is_finite(clause) && !super::verb::speaks(tree, clause))?;
    let extent = tree.extent(poll);
    if extent.start != token || clause.abs_diff(token) > 12 {
        return None;
    }
    let span = tree.trim(token + 1..extent.end);
    made(tree, token..token + 1, Source { span, head: poll }, extent, poll)
}

fn made(
    tree: &Tree,
    cue: Range<u32>,
    source: Source,
    phrase: Range<u32>,
    anchor: u32,
) -> Option<Attribution> {
    let content = clause_around(tree, phrase, anchor);
    (!content.is_empty()).then(|| Attribution {
        source: vec![source.span],
        source_head: Some(source.head),
        cue_head: cue.start,
        cue: vec![cue],
        content,
        direct: false,
        parent: None,
        kind: CueKind::AccordingTo,
    })
}

/// The clause that `phrase` hangs in, without the phrase and without what is coordinated behind it.
fn clause_around(tree: &Tree, phrase: Range<u32>, anchor: u32) -> Vec<Range<u32>> {
    let sentence = tree.sentence(anchor);
    // At the end of its sentence the phrase covers all of it.
    if (phrase.end..sentence.end).all(|token| tree.is_mark(token)) {
        let front = tree.trim(sentence.start..phrase.start);
        return if front.is_empty() { Vec::new() } else { vec![front] };
    }
    let leads = phrase.start == sentence.start;
    let mut clause = anchor;
    while let Some(above) = tree.head(clause) {
        clause = above;
        if source::is_verbal(tree, clause) && (tree.is_finite(clause) || tree.upos(clause) == Upos::Verb) {
            // A participle or infinitive is part of the finite clause around it.
            let nonfinite =
                matches!(tree.xpos(clause), Xpos::Vbg | Xpos::Vbn | Xpos::Vb) && !tree.is_finite(clause);
            if !nonfinite && !leads {
                break;
            }
        }
    }
    let mut extent = if leads { sentence.clone() } else { tree.extent(clause) };
    let conjunct = tree.children(clause).find(|&child| {
        matches!(tree.deprel(child), Deprel::Conj | Deprel::Parataxis)
            && child > clause
            && tree.is_finite(child)
    });
    if let Some(conjunct) = conjunct {
        let start = tree.extent(conjunct).start;
        // A leading phrase governs the first clause; one at the end the last, or all.
        if phrase.end <= start {
            extent.end = extent.end.min(start);
        }
    }
    let before = tree.trim(extent.start..phrase.start.max(extent.start));
    let after = tree.trim(phrase.end.min(extent.end)..extent.end);
    let before = skip_coordinator(tree, before);
    [before, after].into_iter().filter(|part| !part.is_empty()).collect()
}

/// A coordinator in front of a later clause joins it to the one before.
fn skip_coordinator(tree: &Tree, range: Range<u32>) -> Range<u32> {
    let first = range.start;
    let joins = first < range.end && tree.upos(first) == Upos::Cconj && first > tree.sentence(first).start;
    if joins { first + 1..range.end } else { range }
}
