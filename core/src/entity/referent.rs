//! Referents: the noun phrases of a sentence that something later may refer
//! back to, with number, part in the clause and what they stand for.

use claimtrack_sdk::abi::EntityRow;
use claimtrack_sdk::syntax::phrase;
use claimtrack_sdk::ud::{Deprel, Upos, Xpos};
use claimtrack_sdk::view::{Document, EntityKind, Sentence, Token};

use super::gazetteer;
use super::id::EntityId;
use super::phrase::of;
use super::vocabulary::{self, Class};

/// The part of a phrase in its clause, the most prominent last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Where something happens.
    Place,
    /// Owners, modifiers and whatever else.
    Other,
    /// Objects.
    Object,
    /// Subjects.
    Subject,
}

/// A noun phrase that stands for something.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    /// Head token.
    pub(super) head: u32,
    /// What it stands for; never empty.
    pub(super) ids: Vec<EntityId>,
    /// Its part in the clause.
    pub(super) part: Part,
    /// Whether it is several.
    pub(super) is_plural: bool,
    /// Whether it is one person.
    pub(super) is_person: bool,
    /// Whether it is a state by its name, adjective or seat, or a noun for one.
    pub(super) is_state: bool,
}

/// The referents of a sentence, in order of the text; coordinations come as one after their parts.
pub(super) fn of_sentence(document: &Document<'_>, sentence: Sentence<'_>, persons: &[u32]) -> Vec<Referent> {
    let row = sentence.row();
    let mut all: Vec<Referent> = Vec::new();
    for index in row.first_token..row.end_token {
        let Some(token) = document.token(index) else { continue };
        if let Some(referent) = read(document, token, persons, sentence.is_parsed()) {
            all.push(referent);
        }
    }
    if sentence.is_parsed() {
        add_coordinations(document, &mut all);
    } else if let Some(first) = all.first_mut() {
        first.part = Part::Subject;
    }
    all
}

/// What the phrase headed by `token` stands for, as a referent.
fn read(document: &Document<'_>, token: Token<'_>, persons: &[u32], parsed: bool) -> Option<Referent> {
    let entity = token.entity();
    let named = entity.filter(|entity| entity.row().head == token.index() && !entity.id().is_empty());
    if entity.is_some() && named.is_none() {
        return None;
    }
    let kind = named.map(claimtrack_sdk::view::Entity::kind);
    if kind == Some(EntityKind::Place) {
        return None;
    }
    if named.is_none() && !matches!(token.upos(), Upos::Noun | Upos::Propn) {
        return None;
    }
    let lemma = token.lemma().to_ascii_lowercase();
    if named.is_none() && !vocabulary::is(&lemma, Class::Actor) && !vocabulary::is(&lemma, Class::State) {
        return None;
    }
    let ids = match named {
        Some(entity) => entity.id().split('+').map(EntityId::new).collect(),
        None if parsed => of(document, phrase::noun_phrase(token), token.index()),
        None => Vec::new(),
    };
    if ids.is_empty() {
        return None;
    }
    let described = EntityRow::ADJECTIVE | EntityRow::ANAPHOR;
    let is_name = named.is_some_and(|entity| entity.row().flags & described == 0);
    let pronoun = Pronoun::of(token);
    let is_person = pronoun == Some(Pronoun::Person)
        || is_role(token, &lemma)
        || named.is_some_and(|entity| {
            persons.binary_search(&entity.row().first_token).is_ok() || kind == Some(EntityKind::Person)
        });
    let is_plural = ids.len() > 1
        || pronoun == Some(Pronoun::Several)
        || matches!(token.xpos(), Xpos::Nns | Xpos::Nnps) && !(is_name && kind == Some(EntityKind::State));
    // "troops" may stand for a state, but nobody calls them "the country".
    let is_name_or_pronoun = named
        .is_some_and(|entity| entity.row().flags & EntityRow::ANAPHOR == 0 || token.upos() == Upos::Pron);
    let is_state = ids.len() == 1
        && !is_person
        && gazetteer::get().kind_of(ids[0].as_str()) == Some(EntityKind::State)
        && (is_name_or_pronoun || vocabulary::is(&lemma, Class::State));
    Some(Referent { head: token.index(), ids, part: part(token), is_plural, is_person, is_state })
}

/// What a pronoun stands for by its form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pronoun {
    Person,
    Several,
}

impl Pronoun {
    fn of(token: Token<'_>) -> Option<Pronoun> {
        if token.upos() != Upos::Pron {
            return None;
        }
        match token.text().to_ascii_lowercase().as_str() {
            "he" | "him" | "his" | "she" | "her" | "hers" => Some(Pronoun::Person),
            "they" | "them" | "their" | "theirs" => Some(Pronoun::Several),
            _ => None,
        }
    }
}

/// Whether a noun names one person by an office: "the minister".
pub(super) fn is_role(token: Token<'_>, lemma: &str) -> bool {
    token.xpos() == Xpos::Nn
        && vocabulary::is(lemma, Class::Title)
        && !matches!(
            lemma,
            "state" | "defence" | "defense" | "staff" | "affairs" | "head" | "general" | "major"
        )
}

fn part(token: Token<'_>) -> Part {
    let first = phrase::first_conjunct(token);
    match first.deprel() {
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::OblAgent => Part::Subject,
        Deprel::Obj | Deprel::Iobj => Part::Object,
        Deprel::Obl | Deprel::Nmod
            if matches!(
                phrase::preposition(first),
                Some("in" | "at" | "near" | "from" | "inside" | "outside" | "across" | "into")
            ) =>
        {
            Part::Place
        }
        _ => Part::Other,
    }
}

fn add_coordinations(document: &Document<'_>, all: &mut Vec<Referent>) {
    let mut joined: Vec<Referent> = Vec::new();
    for referent in all.iter() {
        let Some(token) = document.token(referent.head) else { continue };
        let first = phrase::first_conjunct(token);
        if first.index() == referent.head {
            continue;
        }
        let Some(start) = all.iter().find(|other| other.head == first.index()) else { continue };
        let at = joined.iter().position(|whole| whole.head == first.index()).unwrap_or_else(|| {
            joined.push(Referent { is_plural: true, is_person: false, is_state: false, ..start.clone() });
            joined.len() - 1
        });
        let whole = &mut joined[at];
        for id in &referent.ids {
            if !whole.ids.contains(id) {
                whole.ids.push(id.clone());
            }
        }
    }
    all.extend(joined);
}
