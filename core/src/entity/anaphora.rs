//! Anaphora: pronouns and descriptions ("it", "the regime", "both countries",
//! "the Balkan state") resolved by number, syntax and recency. What the text does
//! not settle gets no mention at all.
//!
//! The order of preference is that of centering theory (Grosz, Joshi and
//! Weinstein 1995) cut down to its core: the subject of the clause, of the clauses
//! around it, then of the sentence before.

mod description;
mod pronoun;

use std::borrow::Cow;

use claimtrack_sdk::abi::EntityRow;
use claimtrack_sdk::view::{Document as View, EntityKind, Token};

use super::gazetteer::{self, Form};
use super::id::EntityId;
use super::mention::{self, Mention};
use super::referent::{self, Referent};
use crate::document::Document;

/// How many sentences back a pronoun may reach.
const SENTENCES: u32 = 3;

/// What came before, as far as something may refer to it.
struct Context<'c> {
    document: &'c View<'c>,
    persons: &'c [u32],
    /// Referents of the last sentences, the nearest first.
    before: &'c [Vec<Referent>],
    /// States that the document names anywhere, by how often.
    states: &'c [(EntityId, u32)],
}

impl Context<'_> {
    /// The referents of the sentence of `token` that precede it.
    fn within(&self, token: Token<'_>) -> Vec<Referent> {
        let Some(sentence) = token.sentence() else { return Vec::new() };
        let mut all = referent::of_sentence(self.document, sentence, self.persons);
        all.retain(|referent| referent.head < token.index());
        all
    }
}

/// Resolves the pronouns and descriptions of the document. `persons` are the first tokens of mentions
/// that name a person, in order.
pub(super) fn resolve(document: &mut Document, persons: &[u32]) {
    if document.entities.is_empty() {
        return;
    }
    let states = states(document);
    let mut before: Vec<Vec<Referent>> = Vec::new();
    for sentence in 0..document.sentences.len() as u32 {
        let row = document.sentences[sentence as usize];
        for index in row.first_token..row.end_token {
            let found = {
                let view = document.view();
                let context = Context { document: &view, persons, before: &before, states: &states };
                view.token(index)
                    .filter(|token| token.entity().is_none())
                    .and_then(|token| read(&context, token))
            };
            if let Some(mention) = found {
                mention::push(document, &mention, EntityRow::ANAPHOR);
            }
        }
        let view = document.view();
        if let Some(sentence) = view.sentence(sentence)
            && !sentence.is_heading()
        {
            let referents = referent::of_sentence(&view, sentence, persons);
            before.insert(0, referents);
            before.truncate(SENTENCES as usize);
        }
    }
}

/// The mention that `token` heads, if it refers back and the text settles to whom.
fn read(context: &Context<'_>, token: Token<'_>) -> Option<Mention> {
    let (first, ids) = match pronoun::read(context, token) {
        Some(ids) => (token.index(), ids),
        None => description::read(context, token)?,
    };
    let kind =
        ids.first().and_then(|id| gazetteer::get().kind_of(id.as_str())).unwrap_or(EntityKind::Unknown);
    let id = ids.iter().map(EntityId::as_str).collect::<Vec<_>>().join("+");
    (!id.is_empty()).then(|| Mention {
        first,
        end: token.index() + 1,
        head: token.index(),
        id: Cow::Owned(id),
        kind,
        form: Form::Name,
    })
}

/// The states that the document names, the most frequent first.
fn states(document: &Document) -> Vec<(EntityId, u32)> {
    let mut counts: Vec<(EntityId, u32)> = Vec::new();
    for row in document.entities.iter().filter(|row| row.kind == EntityKind::State as u16) {
        let id = document.strings.get(row.id);
        match counts.iter_mut().find(|(known, _)| known.as_str() == id) {
            Some((_, count)) => *count += 1,
            None => counts.push((EntityId::new(id), 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
