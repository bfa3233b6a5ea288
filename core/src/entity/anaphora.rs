//! Anaphora: pronouns and descriptions ("it", "the regime", "both countries",
//! "the Balkan state") resolved by number, syntax and recency. What the text does
//! not settle gets no mention at all.
//!
//! The order of preference is that of centering theory (Grosz, Joshi and
//! Weinstein 1995) cut down to its core: the subject of the clause, of the clauses
//! around it, then of the sentence before.

mod acting;
mod description;
mod pronoun;

use std::borrow::Cow;

use claimtrack_sdk::abi::EntityRow;
use claimtrack_sdk::ud::{Deprel, Upos, Xpos};
use claimtrack_sdk::view::{Document as View, EntityKind, Sentence, Token};

use super::gazetteer::{self, Form};
use super::id::EntityId;
use super::mention::{self, Mention};
use super::referent::{self, Referent};
use crate::document::Document;

/// How many sentences back a pronoun may reach.
const SENTENCES: u32 = 3;

/// A longer sentence is a table or a list: nothing in it refers back in the ways of a sentence.
const LONGEST: u32 = 250;

/// What came before, as far as something may refer to it.
struct Context<'c> {
    document: &'c View<'c>,
    persons: &'c [u32],
    /// The last sentences, the nearest first.
    before: &'c [Earlier],
    /// What descriptions by a noun were last resolved to.
    described: &'c [(String, EntityId)],
    /// States that the document names anywhere, by how often.
    states: &'c [(EntityId, u32)],
}

/// What an earlier sentence leaves behind.
struct Earlier {
    /// Its referents.
    referents: Vec<Referent>,
    /// Whether its main subject is a noun that stands for nothing known, and several.
    other_subject: Option<bool>,
}

impl Earlier {
    fn of(document: &View<'_>, sentence: Sentence<'_>, persons: &[u32]) -> Earlier {
        let referents = referent::of_sentence(document, sentence, persons);
        let root = sentence.tokens().find(|token| token.deprel() == Deprel::Root);
        let subject = root.and_then(|root| {
            root.children().find(|child| matches!(child.deprel(), Deprel::Nsubj | Deprel::NsubjPass))
        });
        let other_subject = subject
            .filter(|subject| subject.upos() == Upos::Noun && subject.entity().is_none())
            .filter(|subject| !referents.iter().any(|referent| referent.head == subject.index()))
            .map(|subject| subject.xpos() == Xpos::Nns);
        Earlier { referents, other_subject }
    }
}

impl Context<'_> {
    /// The referents of the sentence of `token`.
    fn sentence(&self, token: Token<'_>) -> Vec<Referent> {
        token
            .sentence()
            .map(|sentence| referent::of_sentence(self.document, sentence, self.persons))
            .unwrap_or_default()
    }

    /// Those that precede it.
    fn within(&self, token: Token<'_>) -> Vec<Referent> {
        let mut all = self.sentence(token);
        all.retain(|referent| referent.head < token.index());
        all
    }

    /// The referents before `token`, sentence by sentence from its own backwards.
    fn backwards<'r>(&'r self, within: &'r Vec<Referent>) -> impl Iterator<Item = &'r Vec<Referent>> {
        std::iter::once(within).chain(self.before.iter().map(|earlier| &earlier.referents))
    }
}

/// Resolves the pronouns and descriptions of the document. `persons` are the first tokens of mentions
/// that name a person, in order.
pub(super) fn resolve(document: &mut Document, persons: &[u32]) {
    if document.entities.is_empty() {
        return;
    }
    let states = states(document);
    let mut before: Vec<Earlier> = Vec::new();
    let mut described: Vec<(String, EntityId)> = Vec::new();
    for sentence in 0..document.sentences.len() as u32 {
        let row = document.sentences[sentence as usize];
        if row.end_token - row.first_token > LONGEST {
            before.clear();
            continue;
        }
        for index in row.first_token..row.end_token {
            let found = {
                let view = document.view();
                let context = Context {
                    document: &view,
                    persons,
                    before: &before,
                    described: &described,
                    states: &states,
                };
                view.token(index)
                    .filter(|token| token.entity().is_none())
                    .and_then(|token| read(&context, token))
            };
            if let Some(mention) = found {
                mention::push(document, &mention, EntityRow::ANAPHOR);
                let lemma = document.strings.get(document.tokens[index as usize].lemma).to_owned();
                note(&mut described, &lemma, &EntityId::new(&mention.id));
            }
        }
        let view = document.view();
        if let Some(sentence) = view.sentence(sentence)
            && !sentence.is_heading()
        {
            let earlier = Earlier::of(&view, sentence, persons);
            describe(&view, &earlier.referents, &mut described);
            before.insert(0, earlier);
            before.truncate(SENTENCES as usize);
        }
    }
}

/// Notes who was called "the regime" or "the government" by a noun phrase that names its state.
fn describe(document: &View<'_>, referents: &[Referent], described: &mut Vec<(String, EntityId)>) {
    for referent in referents.iter().filter(|referent| referent.ids.len() == 1) {
        let Some(token) = document.token(referent.head).filter(|token| token.entity().is_none()) else {
            continue;
        };
        note(described, token.lemma(), &referent.ids[0]);
    }
}

/// Puts a description last, once.
fn note(described: &mut Vec<(String, EntityId)>, noun: &str, id: &EntityId) {
    described.retain(|(known, of)| known != noun || of != id);
    described.push((noun.to_owned(), id.clone()));
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
