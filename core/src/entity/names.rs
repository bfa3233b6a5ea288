//! Names: finds what the gazetteer knows in a document, and drops the readings
//! that the context speaks against. One pass over the text; knows no persons or
//! organisations that are in no table.

use std::borrow::Cow;
use std::collections::HashSet;

use claimtrack_sdk::ud::{Upos, Xpos};
use claimtrack_sdk::view::{Document, EntityKind, Sentence, Token};

use super::context::{self, is_capitalised, is_hyphen, is_possessive_mark};
use super::gazetteer::{self, Doubt, Form, Sense};
use super::mention::Mention;
use super::pieces::{self, Piece};
use super::vocabulary::{self, Class};

/// A stretch of tokens with all its readings.
struct Candidate {
    first: u32,
    end: u32,
    senses: Vec<Sense>,
}

/// The names of the document that the gazetteer knows, in order of the text.
pub(super) fn find(document: &Document<'_>) -> Vec<Mention> {
    let mut candidates = Vec::new();
    let mut pieces = Vec::new();
    for sentence in document.sentences() {
        scan(document, sentence, &mut pieces, &mut candidates);
    }
    let certain: HashSet<&str> = candidates
        .iter()
        .filter_map(|candidate| match candidate.senses.as_slice() {
            [only] if only.doubt == Doubt::None => Some(only.id),
            _ => None,
        })
        .collect();
    let mut mentions: Vec<Mention> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let Some(sense) = settle(document, &candidate, &certain) else { continue };
        let owner = (sense.form == Form::Body).then(|| owner(document, &mentions, candidate.first)).flatten();
        let (id, kind) = owner.unwrap_or((Cow::Borrowed(sense.id), sense.kind));
        mentions.push(Mention {
            first: candidate.first,
            end: candidate.end,
            head: head(document, candidate.first, candidate.end),
            id,
            kind,
            form: sense.form,
        });
    }
    mentions
}

fn scan(
    document: &Document<'_>,
    sentence: Sentence<'_>,
    pieces: &mut Vec<Piece>,
    candidates: &mut Vec<Candidate>,
) {
    let gazetteer = gazetteer::get();
    pieces::split(sentence.text(), sentence.row().start, pieces);
    let (mut at, mut token) = (0, sentence.row().first_token);
    while at < pieces.len() {
        let Some((length, senses)) = gazetteer.longest(document.text, &pieces[at..]) else {
            at += 1;
            continue;
        };
        // "Franco-" keeps its hyphen in the table, so that the general does not pass for France.
        let joins = length > 1 && is_hyphen(pieces[at + length - 1].of(document.text));
        let last = at + length - 1 - usize::from(joins);
        let (start, end) = (pieces[at].start, pieces[last].end);
        while document.token(token).is_some_and(|here| here.row().end <= start) {
            token += 1;
        }
        let first = token;
        let mut last_token = first;
        while document.token(last_token).is_some_and(|here| here.row().end < end) {
            last_token += 1;
        }
        candidates.push(Candidate {
            first,
            end: (last_token + 1).min(sentence.row().end_token),
            senses: senses.collect(),
        });
        at += length;
    }
}

/// The reading that the context bears out, if any.
fn settle(document: &Document<'_>, candidate: &Candidate, certain: &HashSet<&str>) -> Option<Sense> {
    let is_lone = || stands_alone(document, candidate.first, candidate.end);
    // "US$20 billion" is money, not a state.
    let coin = document.token(candidate.end).is_some_and(|next| {
        let joined = candidate.end.checked_sub(1).and_then(|last| document.token(last));
        next.text().starts_with('$') && joined.is_some_and(|last| last.row().end == next.row().start)
    });
    if coin {
        return None;
    }
    if context::has_prefix(document, candidate.first)
        || context::suffix(document, candidate.end)
            .is_some_and(|suffix| vocabulary::is(suffix, Class::Hollow))
    {
        return None;
    }
    let sense = candidate.senses.iter().copied().find(|sense| match sense.doubt {
        Doubt::None => true,
        Doubt::Neighbours => is_lone(),
        Doubt::Evidence => certain.contains(sense.id) && (sense.form == Form::Body || is_lone()),
    })?;
    if sense.kind == EntityKind::State
        && sense.form != Form::Body
        && is_part_of_place(document, candidate.first)
    {
        return None;
    }
    (!(sense.id == "GEO" && sense.form == Form::Name) || is_caucasian_georgia(document, candidate, certain))
        .then_some(sense)
}

/// "Georgia" is the country unless the text speaks of the United States and of nothing near the country.
fn is_caucasian_georgia(document: &Document<'_>, candidate: &Candidate, certain: &HashSet<&str>) -> bool {
    let near =
        ["RUS", "ARM", "AZE", "TUR", "UKR", "SUN", "NATO", "EU", "Abkhazia", "South Ossetia", "Caucasus"];
    if certain.contains("GEO") || near.iter().any(|id| certain.contains(id)) {
        return true;
    }
    let after_comma =
        document.token(candidate.first).and_then(Token::previous).is_some_and(|before| before.text() == ",");
    !certain.contains("USA") && !after_comma
}

/// Whether no other capitalised word stands next to the name, but for titles and institutions.
fn stands_alone(document: &Document<'_>, first: u32, end: u32) -> bool {
    let before = document.token(first).and_then(Token::previous);
    let after = end.checked_sub(1).and_then(|last| document.token(last)).and_then(Token::next);
    let is_foreign = |token: Token<'_>| {
        is_capitalised(token.text())
            && token.upos() == Upos::Propn
            && !vocabulary::is(token.text().trim_end_matches('.'), Class::Institution)
            && !vocabulary::is_title(token.text())
    };
    // A sentence may start with any capitalised word.
    let before = before.filter(|token| token.previous().is_some() || token.upos() == Upos::Propn);
    !before.is_some_and(is_foreign) && !after.is_some_and(is_foreign)
}

/// "New Britain", "Lake Chad", "Port Sudan": a state's name inside that of a place.
fn is_part_of_place(document: &Document<'_>, first: u32) -> bool {
    document.token(first).and_then(Token::previous).is_some_and(|before| {
        matches!(
            before.text(),
            "New" | "Lake" | "Mount" | "Mt." | "River" | "Fort" | "San" | "Santa" | "Little" | "Gulf"
        )
    })
}

/// The state whose adjective or possessive stands right before a body: "the Ruritanian Senate".
fn owner(
    document: &Document<'_>,
    mentions: &[Mention],
    first: u32,
) -> Option<(Cow<'static, str>, EntityKind)> {
    let last = mentions.last()?;
    if last.form == Form::Nothing || last.form == Form::Person || last.kind == EntityKind::Place {
        return None;
    }
    let adjoins = match first.checked_sub(last.end)? {
        0 => true,
        1 => document.token(last.end).is_some_and(|token| is_possessive_mark(token.text())),
        _ => false,
    };
    adjoins.then(|| (last.id.clone(), last.kind))
}

/// The head token of a name: the one that hangs on a token outside; without a parse the last token
/// before "of".
pub(super) fn head(document: &Document<'_>, first: u32, end: u32) -> u32 {
    let tokens = || (first..end).filter_map(|index| document.token(index));
    let parsed = document.token(first).and_then(Token::sentence).is_some_and(Sentence::is_parsed);
    if parsed {
        let outward = tokens().find(|token| {
            token.upos() != Upos::Punct
                && token.xpos() != Xpos::Pos
                && token.head().is_none_or(|head| !(first..end).contains(&head.index()))
        });
        if let Some(token) = outward {
            return token.index();
        }
    }
    let before_of = tokens().find(|token| token.text() == "of").map_or(end, Token::index);
    before_of.max(first + 1) - 1
}
