//! Attribution by layout: "NAME: …" in transcripts and headings, and a quotation signed with a dash.

use std::ops::Range;

use claimtrack_sdk::ud::{Deprel, Upos};

use super::quote::Quotes;
use super::tree::Tree;
use super::{Attribution, CueKind, content};

/// Words that a speaker's name in front of a colon has at most.
const LONGEST_NAME: u32 = 4;

/// The attribution that the mark `token` makes by where it stands.
pub(super) fn attribution(tree: &Tree, quotes: &Quotes, token: u32) -> Option<Attribution> {
    match tree.text(token) {
        ":" => colon(tree, quotes, token),
        "—" | "–" | "―" | "--" => signature(tree, quotes, token),
        _ => None,
    }
}

/// "NAME: …": a name at the start of its paragraph, in capitals or in a heading.
fn colon(tree: &Tree, quotes: &Quotes, token: u32) -> Option<Attribution> {
    let sentence = tree.sentence(token);
    let opens_paragraph = sentence.start == 0 || tree.paragraph(sentence.start - 1) != tree.paragraph(token);
    if !opens_paragraph {
        return None;
    }
    let name = tree.trim(sentence.start..token);
    let short = !name.is_empty() && name.end - name.start <= LONGEST_NAME;
    let heading = tree.is_heading(token);
    let capitals = name.clone().all(|word| {
        let text = tree.text(word);
        text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
    });
    let named = name.clone().all(|word| matches!(tree.upos(word), Upos::Propn))
        || name.len() == 1
            && matches!(tree.upos(name.start), Upos::Noun | Upos::Verb | Upos::Adj)
            && tree.text(name.start).starts_with(char::is_uppercase);
    if !short || !(capitals && name.end == token || heading && named) {
        let speaks = name.clone().any(|word| super::verb::speaks(tree, word));
        return if heading && !speaks { quoting_heading(tree, quotes, token, name) } else { None };
    }
    let parts = if heading && !capitals {
        let range = tree.trim(token + 1..sentence.end);
        if range.is_empty() {
            return None;
        }
        vec![range]
    } else {
        turn(tree, quotes, token)?
    };
    Some(made(name.clone(), token, parts))
}

/// "Minister Rebukes Union: ‘We Will Not Yield’": the quotation that ends a heading is the subject's in
/// front of the colon.
fn quoting_heading(tree: &Tree, quotes: &Quotes, colon: u32, front: Range<u32>) -> Option<Attribution> {
    let quote = quotes.of(colon + 1)?;
    let extent = quotes.extent(quote);
    let end = tree.sentence(colon).end;
    if extent.start != colon + 1 || (extent.end..end).any(|token| !tree.is_mark(token)) || front.is_empty() {
        return None;
    }
    let subject = front.clone().find(|&token| matches!(tree.deprel(token), Deprel::Nsubj));
    let name = subject.map(|subject| tree.extent(subject)).filter(|name| name.end <= front.end);
    Some(made(tree.trim(name.unwrap_or(front)), colon, vec![tree.trim(extent)]))
}

/// A speaker's turn in a transcript: to the end of its paragraph.
fn turn(tree: &Tree, quotes: &Quotes, colon: u32) -> Option<Vec<Range<u32>>> {
    let paragraph = tree.paragraph(colon);
    let mut end = tree.sentence(colon).end;
    while end < tree.len() && tree.paragraph(end) == paragraph {
        end = tree.sentence(end).end.max(end + 1);
    }
    let range = tree.trim(colon + 1..end);
    if range.is_empty() { content::after_colon(tree, quotes, colon) } else { Some(vec![range]) }
}

/// "“…” — Name": a dash behind a quotation, a name behind the dash, and nothing more.
fn signature(tree: &Tree, quotes: &Quotes, token: u32) -> Option<Attribution> {
    let quote = quotes.of(token.checked_sub(1)?)?;
    if quotes.extent(quote).end != token {
        return None;
    }
    let paragraph = tree.paragraph(token);
    let mut end = token + 1;
    while end < tree.len()
        && tree.paragraph(end) == paragraph
        && end - token <= 8
        && !matches!(tree.text(end), "," | "(" | ".")
    {
        end += 1;
    }
    let name = tree.trim(token + 1..end);
    let named = !name.is_empty() && name.clone().all(|word| tree.text(word).starts_with(char::is_uppercase));
    named.then(|| made(name, token, quotes.parts(quote).to_vec()))
}

fn made(name: Range<u32>, token: u32, content: Vec<Range<u32>>) -> Attribution {
    let cue = token..token + 1;
    Attribution {
        source_head: Some(name.end - 1),
        source: vec![name],
        cue: vec![cue],
        cue_head: token,
        content,
        direct: false,
        parent: None,
        kind: CueKind::Say,
    }
}
