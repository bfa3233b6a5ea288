//! Descriptions: "the regime", "the Balkan state", "both countries", "the
//! president".

use claimtrack_sdk::syntax::phrase;
use claimtrack_sdk::ud::{Deprel, Upos, Xpos};
use claimtrack_sdk::view::{EntityKind, Token};

use super::super::gazetteer;
use super::super::id::EntityId;
use super::super::referent::{Part, Referent};
use super::super::vocabulary::{self, Class};
use super::{Context, acting, pronoun};

/// Adjectives that turn to somebody who is not named.
const ELSEWHERE: &[&str] = &[
    "other",
    "another",
    "neighbouring",
    "neighboring",
    "host",
    "third",
    "foreign",
    "same",
    "such",
    "certain",
    "small",
    "big",
    "nearby",
    "rival",
    "former",
    "next",
    "first",
    "second",
];

/// What a definite description refers to, with its first token; none when `token` heads no such
/// description or the text leaves it open.
pub(super) fn read(context: &Context<'_>, token: Token<'_>) -> Option<(u32, Vec<EntityId>)> {
    if token.upos() != Upos::Noun && !(token.upos() == Upos::Propn && token.xpos() == Xpos::Nnp) {
        return None;
    }
    let lemma = token.lemma().to_ascii_lowercase();
    let words = words_before(token);
    let first = words.first().copied().unwrap_or(token);
    let several = matches!(token.xpos(), Xpos::Nns | Xpos::Nnps) || has_number(&words);
    if acting::is_force(&lemma) && !has_number(&words) {
        return Some((first.index(), acting::same_force(context, token, &words)?));
    }
    if acting::is_legislative(&lemma) && words.iter().all(|word| !names_actor(*word)) {
        return Some((first.index(), acting::legislature(context, token, &words)?));
    }
    if several {
        return Some((first.index(), both(context, token, &words, &lemma)?));
    }
    if !words
        .first()
        .is_some_and(|word| matches!(word.text().to_ascii_lowercase().as_str(), "the" | "this" | "that"))
    {
        return None;
    }
    if token.children().any(|child| child.index() > token.index() && is_restricting(child)) {
        return None;
    }
    let adjectives = &words[1..];
    if adjectives.iter().any(|word| ELSEWHERE.contains(&word.lemma()) || names_actor(*word)) {
        return None;
    }
    let ids = if vocabulary::is(&lemma, Class::State) {
        state(context, token, &lemma, adjectives)
    } else if adjectives.iter().any(|word| gazetteer::get().is_description(word.text())) {
        None
    } else if matches!(
        lemma.as_str(),
        "bloc" | "alliance" | "organisation" | "organization" | "agency" | "watchdog" | "cartel"
    ) {
        latest(context, token, |kind| kind == EntityKind::Organisation)
    } else if matches!(lemma.as_str(), "group" | "militia" | "movement" | "faction") {
        latest(context, token, |kind| kind == EntityKind::Group)
    } else if matches!(lemma.as_str(), "company" | "firm" | "manufacturer" | "conglomerate" | "bank") {
        latest(context, token, |kind| kind == EntityKind::Company)
    } else if matches!(
        lemma.as_str(),
        "president" | "premier" | "chancellor" | "king" | "emir" | "leader" | "minister"
    ) {
        officeholder(context, token)
    } else {
        None
    }?;
    Some((first.index(), ids))
}

/// Determiner and adjectives in front of the noun, in order.
fn words_before(token: Token<'_>) -> Vec<Token<'_>> {
    let mut words = Vec::new();
    let mut at = token;
    while let Some(before) = at.previous() {
        let is_part = matches!(before.upos(), Upos::Det | Upos::Adj | Upos::Num)
            || matches!(before.upos(), Upos::Noun | Upos::Propn)
                && (before.head() == Some(token) || before.head().is_none());
        if !is_part || words.len() > 4 {
            break;
        }
        words.insert(0, before);
        at = before;
        if before.upos() == Upos::Det {
            break;
        }
    }
    words
}

fn has_number(words: &[Token<'_>]) -> bool {
    words.iter().any(|word| is_dual(&word.text().to_ascii_lowercase()))
}

fn is_dual(word: &str) -> bool {
    matches!(word, "both" | "two" | "neither" | "either" | "each")
}

pub(super) fn names_actor(word: Token<'_>) -> bool {
    word.entity().is_some_and(|entity| entity.kind() != EntityKind::Place)
}

/// What follows the noun and says which one is meant: "the country of birth", "the state that".
pub(super) fn is_restricting(child: Token<'_>) -> bool {
    matches!(child.deprel(), Deprel::AclRelcl)
        || child.deprel() == Deprel::Nmod && phrase::preposition(child) == Some("of")
        || child.deprel() == Deprel::Appos
}

/// A state by its description, or the one last spoken of.
fn state(
    context: &Context<'_>,
    token: Token<'_>,
    lemma: &str,
    adjectives: &[Token<'_>],
) -> Option<Vec<EntityId>> {
    let gazetteer = gazetteer::get();
    let mut wanted: Vec<&str> =
        adjectives.iter().map(|word| word.text()).filter(|word| gazetteer.is_description(word)).collect();
    if gazetteer.is_description(lemma) {
        wanted.push(lemma);
    }
    let is_government =
        matches!(lemma, "government" | "regime" | "administration" | "junta" | "ministry" | "leadership");
    if wanted.is_empty() && !is_government && adjectives.iter().any(|word| word.upos() == Upos::Adj) {
        return None;
    }
    let fits = |id: &EntityId| wanted.iter().all(|word| gazetteer.is_described_as(id.as_str(), word));
    if !wanted.is_empty() {
        // A description that fits one state of the whole text needs no other help.
        let mut fitting = context.states.iter().filter(|(id, _)| fits(id));
        if let (Some((only, _)), None) = (fitting.next(), fitting.next()) {
            return Some(vec![only.clone()]);
        }
    }
    let is_place = !is_government
        && matches!(
            phrase::preposition(token),
            Some("in" | "across" | "inside" | "into" | "throughout" | "from")
        );
    let within = context.within(token);
    for (distance, referents) in context.backwards(&within).enumerate() {
        let states: Vec<&Referent> = referents
            .iter()
            .filter(|referent| is_one_state(referent, is_government) && fits(&referent.ids[0]))
            .collect();
        if states.is_empty() {
            continue;
        }
        // What was called so before is meant again, if it is at hand.
        let again = context.described.iter().rev().filter(|(noun, _)| is_government && noun == lemma);
        let mut at_hand = again.filter(|(_, id)| states.iter().any(|referent| referent.ids[0] == *id));
        if let Some((_, id)) = at_hand.next() {
            return Some(vec![id.clone()]);
        }
        let last_place = || states.iter().rev().find(|referent| referent.part <= Part::Other);
        let chosen =
            if is_place { last_place().or(states.last()) } else { most_prominent(&states, distance == 0) };
        return chosen.map(|referent| referent.ids.clone());
    }
    None
}

fn is_one_state(referent: &Referent, is_government: bool) -> bool {
    let is_state = || gazetteer::get().kind_of(referent.ids[0].as_str()) == Some(EntityKind::State);
    referent.ids.len() == 1 && (referent.is_state || is_government && is_state())
}

/// The subject; of several the nearest in the same sentence, the first in an earlier one.
fn most_prominent<'a, 'r>(states: &'a [&'r Referent], same_sentence: bool) -> Option<&'a &'r Referent> {
    let best = states.iter().map(|referent| referent.part).max()?;
    let mut best_ones = states.iter().filter(move |referent| referent.part == best);
    if same_sentence {
        return best_ones.next_back();
    }
    let first = best_ones.next()?;
    (best == Part::Subject || best_ones.all(|other| other.ids == first.ids)).then_some(first)
}

/// The two that "both countries", "the two sides" or "the regimes" are about.
fn both(context: &Context<'_>, token: Token<'_>, words: &[Token<'_>], lemma: &str) -> Option<Vec<EntityId>> {
    let dual = has_number(words);
    let definite = words
        .first()
        .is_some_and(|word| matches!(word.text().to_ascii_lowercase().as_str(), "the" | "these" | "those"));
    let is_party = vocabulary::is(lemma, Class::State)
        || matches!(
            lemma,
            "side"
                | "party"
                | "army"
                | "military"
                | "leader"
                | "minister"
                | "president"
                | "neighbour"
                | "neighbor"
                | "ally"
                | "capital"
                | "foe"
                | "rival"
        );
    if !is_party || !(dual || definite && vocabulary::is(lemma, Class::State)) {
        return None;
    }
    if words.iter().any(|word| names_actor(*word) || ELSEWHERE.contains(&word.lemma())) {
        return None;
    }
    let within = context.within(token);
    let is_country = matches!(lemma, "country" | "nation" | "state");
    context.backwards(&within).take(3).find_map(|referents| {
        let parties = || referents.iter().filter(|referent| referent.ids.iter().all(is_party_id));
        pronoun::distinct_pair(parties().filter(|referent| referent.part > Part::Place))
            // "The wars in A and B … those two countries".
            .or_else(|| {
                pronoun::distinct_pair(parties().filter(|referent| is_country && referent.ids.len() > 1))
            })
            .or_else(|| pronoun::distinct_pair(parties().filter(|referent| is_country && referent.is_state)))
    })
}

fn is_party_id(id: &EntityId) -> bool {
    matches!(
        gazetteer::get().kind_of(id.as_str()),
        Some(EntityKind::State | EntityKind::Organisation | EntityKind::Group)
    )
}

/// The organisation, group or company last named.
fn latest(
    context: &Context<'_>,
    token: Token<'_>,
    wanted: impl Fn(EntityKind) -> bool,
) -> Option<Vec<EntityId>> {
    let within = context.within(token);
    let found = context.backwards(&within).find_map(|referents| {
        referents.iter().rev().find(|referent| {
            referent.ids.len() == 1 && !referent.is_person && wanted(kind(context, referent))
        })
    })?;
    Some(found.ids.clone())
}

fn kind(context: &Context<'_>, referent: &Referent) -> EntityKind {
    context
        .document
        .token(referent.head)
        .and_then(Token::entity)
        .map_or(EntityKind::Unknown, claimtrack_sdk::view::Entity::kind)
}

/// The holder of the office who was last named with it, or else the person last named.
fn officeholder(context: &Context<'_>, token: Token<'_>) -> Option<Vec<EntityId>> {
    let document = context.document;
    let titled =
        (0..token.index()).rev().filter_map(|index| document.token(index)).take(600).find_map(|earlier| {
            let entity = earlier.entity()?;
            let same = earlier.text().eq_ignore_ascii_case(token.lemma())
                && context.persons.binary_search(&entity.row().first_token).is_ok();
            (same && !entity.id().is_empty()).then(|| vec![EntityId::new(entity.id())])
        });
    titled.or_else(|| {
        let within = context.within(token);
        context.backwards(&within).find_map(|referents| {
            referents.iter().rev().find(|referent| referent.is_person).map(|referent| referent.ids.clone())
        })
    })
}
