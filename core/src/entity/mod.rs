//! Entities: who is meant. Finds names, persons, pronouns and descriptions in a
//! document and resolves each to a state, an organisation or a name; what the
//! text does not settle stays unknown. Never asks what the entity does.
//!
//! A state and whatever acts for it (government, capital, officials, forces,
//! adjective) share the ISO 3166-1 alpha-3 code. Named persons who serve a state
//! or a body resolve to it; other persons to their name.

mod anaphora;
mod context;
mod gazetteer;
mod id;
mod mention;
mod names;
mod organisation;
mod person;
mod phrase;
mod pieces;
mod referent;
mod tables;
mod vocabulary;

use std::ops::Range;

use claimtrack_sdk::view::EntityKind;

use crate::document::Document;
use gazetteer::Form;

pub use id::EntityId;

/// Finds the mentions of `document` and resolves them: fills `entities` and the `entity` of its tokens.
///
/// Works on tags alone where a sentence was not parsed and on the parse where there is one. What was
/// there before is replaced.
pub fn annotate(document: &mut Document) {
    document.entities.clear();
    for token in &mut document.tokens {
        token.entity = claimtrack_sdk::abi::NONE;
    }
    let named = {
        let view = document.view();
        let mut found = names::find(&view);
        organisation::find(&view, &mut found);
        person::find(&view, &mut found);
        // Longer names that stand for nothing have done their work of hiding what is inside them.
        found.retain(|mention| mention.form != Form::Nothing);
        found
    };
    // The rows do not say which mentions are persons; pronouns need to know.
    let persons: Vec<u32> =
        named.iter().filter(|mention| mention.form == Form::Person).map(|mention| mention.first).collect();
    mention::store(document, named);
    anaphora::resolve(document, &persons);
    mention::sort(document);
}

/// What the noun phrase `tokens` with head token `head` stands for: several ids for "they", "both
/// countries" or a coordination, none when the text does not say.
///
/// "The foreign minister of Ruritania", "Ruritanian drone makers" and "its nuclear sites" stand for the
/// state; "Ruritania's allies" do not.
pub fn of_phrase(document: &Document, tokens: Range<u32>, head: u32) -> Vec<EntityId> {
    phrase::of(&document.view(), tokens, head)
}

/// Whether the noun phrase names a political actor that can be identified: a state, a government, its
/// officials or forces, an organisation, an armed group, a named company or a named person.
pub fn is_actor(document: &Document, tokens: Range<u32>, head: u32) -> bool {
    phrase::is_actor(&document.view(), tokens, head)
}

/// What sort of thing an id names; [`EntityKind::Unknown`] for a name that is in no table.
pub fn kind_of(id: &str) -> EntityKind {
    gazetteer::get().kind_of(id).unwrap_or(EntityKind::Unknown)
}

/// The name to show for an id: "Iran" for `IRN`, the id itself when it is a name.
pub fn display_name(id: &str) -> &str {
    gazetteer::get().display_name(id).unwrap_or(id)
}
