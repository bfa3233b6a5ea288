//! Organisations, companies and armed groups that are in no table, told by the
//! form of their capitalised name ("Ruritania Shipyard Corp"). They win over
//! shorter names inside them.

use std::borrow::Cow;

use claimtrack_sdk::ud::{Upos, Xpos};
use claimtrack_sdk::view::{Document, EntityKind, Token};

use super::context::is_capitalised;
use super::gazetteer::Form;
use super::mention::{self, Mention};
use super::names;
use super::vocabulary::{self, Class};

/// Adds them to `mentions`, which stay in order of the text.
pub(super) fn find(document: &Document<'_>, mentions: &mut Vec<Mention>) {
    let mut found = Vec::new();
    for sentence in document.sentences() {
        let row = sentence.row();
        let mut first = row.first_token;
        while first < row.end_token {
            let end = run_end(document, first, row.end_token);
            if end > first + 1
                && let Some(mention) = read(document, mentions, first, end)
            {
                found.push(mention);
            }
            first = end.max(first + 1);
        }
    }
    mention::overlay(mentions, found);
}

/// Where the run of capitalised words that starts at `first` ends. "of", "for", "and" and "&" are bridged
/// when a capitalised word follows.
fn run_end(document: &Document<'_>, first: u32, limit: u32) -> u32 {
    let is_part = |index: u32| {
        document.token(index).is_some_and(|token| {
            is_capitalised(token.text()) && matches!(token.upos(), Upos::Propn | Upos::Noun | Upos::Adj)
        })
    };
    if !is_part(first) {
        return first;
    }
    let mut end = first + 1;
    while end < limit {
        if is_part(end) {
            end += 1;
            continue;
        }
        let bridges =
            document.token(end).is_some_and(|token| matches!(token.text(), "of" | "for" | "&" | "-"));
        let the = document.token(end + 1).is_some_and(|token| token.text() == "the");
        let next = end + 1 + u32::from(the);
        if bridges && next < limit && is_part(next) {
            end = next + 1;
        } else {
            break;
        }
    }
    end
}

/// The organisation that the run names, if its form says so.
fn read(document: &Document<'_>, mentions: &[Mention], first: u32, end: u32) -> Option<Mention> {
    let words: Vec<Token<'_>> = (first..end).filter_map(|index| document.token(index)).collect();
    let (kind, length) = kind(&words)?;
    let mut first = first;
    let end = first + length as u32;
    let from = mentions.partition_point(|mention| mention.end <= first);
    let inside = || mentions[from..].iter().take_while(|mention| mention.first < end);
    if inside().any(|mention| mention.first <= first && mention.end >= end) {
        return None;
    }
    // A table knows it as a whole, or as all but its form ("Boeing Co").
    if let Some(known) = inside().find(|mention| is_known(mention, first, end)) {
        return Some(Mention { first, end, ..known.clone() });
    }
    // "the Ruritanian Zeta Corp": the adjective of a state is not part of the name.
    if kind != EntityKind::Organisation
        && let Some(adjective) =
            inside().find(|mention| mention.first == first && mention.form == Form::Adjective)
    {
        first = adjective.end;
    }
    let own =
        (first..end).filter_map(|index| document.token(index)).filter(|token| is_own(token.text())).count();
    if own == 0 || end <= first + 1 {
        return None;
    }
    let text = document.slice(document.token(first)?.row().start, document.token(end - 1)?.row().end);
    let id = text.trim_end_matches('.').split_whitespace().collect::<Vec<_>>().join(" ");
    let head = names::head(document, first, end);
    Some(Mention { first, end, head, id: Cow::Owned(id), kind, form: Form::Name })
}

fn is_known(mention: &Mention, first: u32, end: u32) -> bool {
    let is_body = matches!(mention.kind, EntityKind::Organisation | EntityKind::Company | EntityKind::Group)
        || matches!(mention.form, Form::Body | Form::Nothing);
    is_body && mention.first <= first + 1 && mention.end + 1 >= end
}

/// Whether a word tells one organisation from another, so that the name is no mere description.
fn is_own(word: &str) -> bool {
    !vocabulary::is(word.trim_end_matches('.'), Class::Company)
        && !vocabulary::is(word, Class::Organisation)
        && !vocabulary::is(word, Class::Institution)
        && !matches!(word, "of" | "for" | "&" | "-" | "the" | "The")
}

/// What the form of the words says they are, and how many of them belong to it.
fn kind(words: &[Token<'_>]) -> Option<(EntityKind, usize)> {
    let text = |at: usize| words[at].text().trim_end_matches('.');
    for at in (1..words.len()).rev() {
        let armed = vocabulary::is(text(at), Class::Armed)
            || (vocabulary::is(text(at - 1), Class::Cause)
                && matches!(text(at), "Front" | "Army" | "Movement" | "Forces" | "Tigers"));
        if armed {
            return Some((EntityKind::Group, at + 1));
        }
    }
    let last = words.len() - 1;
    if vocabulary::is(text(last), Class::Company) && words[last].xpos() != Xpos::Nns {
        return Some((EntityKind::Company, words.len()));
    }
    if vocabulary::is(text(last), Class::Organisation) {
        return Some((EntityKind::Organisation, words.len()));
    }
    // "University of Ruritania", "Institute for Strategic Studies".
    let before = (1..last).find(|&at| matches!(words[at].text(), "of" | "for"))?;
    let form = text(before - 1);
    if vocabulary::is(form, Class::Organisation) {
        return Some((EntityKind::Organisation, words.len()));
    }
    (form == "Bank").then_some((EntityKind::Organisation, words.len()))
}
