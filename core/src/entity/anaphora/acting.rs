//! Those who act for a state that the text names elsewhere: "the troops",
//! "lawmakers", "the bill".

use claimtrack_sdk::syntax::{clause, phrase};
use claimtrack_sdk::ud::{Deprel, Upos, Xpos};
use claimtrack_sdk::view::{EntityKind, Token};

use super::super::gazetteer;
use super::super::id::EntityId;
use super::Context;
use super::description::{is_restricting, names_actor};

pub(super) fn is_force(lemma: &str) -> bool {
    matches!(
        lemma,
        "troop" | "troops" | "force" | "forces" | "soldier" | "commando" | "army" | "military" | "official"
    )
}

/// Words before a force that say how many or of what sort, not whose.
const SORTS: &[&str] = &[
    "more",
    "additional",
    "extra",
    "further",
    "new",
    "elite",
    "special",
    "operations",
    "operation",
    "combat",
    "ground",
    "conventional",
    "many",
    "several",
    "some",
    "fresh",
    "regular",
    "active-duty",
    "such",
    "few",
];

/// Verbs by which a state moves its own forces or they move.
const MOVES: &[&str] = &[
    "deploy",
    "redeploy",
    "station",
    "send",
    "dispatch",
    "embed",
    "post",
    "assign",
    "withdraw",
    "remove",
    "pull",
    "keep",
    "maintain",
    "commit",
    "remain",
    "stay",
    "arrive",
    "operate",
    "patrol",
    "head",
    "move",
    "concentrate",
    "mass",
    "base",
    "rotate",
    "return",
    "leave",
];

/// Whether somebody moves the force, or it moves: then it is of the state that is at hand. Of soldiers who
/// are killed or captured nothing of the sort follows.
fn moves(token: Token<'_>) -> bool {
    let above = [token.head(), token.head().and_then(Token::head)];
    let below = token.children().filter(|child| matches!(child.deprel(), Deprel::Acl | Deprel::AclRelcl));
    above
        .into_iter()
        .flatten()
        .chain(below)
        .any(|verb| verb.upos() == Upos::Verb && MOVES.contains(&verb.lemma()))
}

/// "The troops", after the troops of somebody were named, and troops that nobody else is said to own, sent
/// or moving; nobody's own if a word before the noun says which ones are meant.
pub(super) fn same_force(
    context: &Context<'_>,
    token: Token<'_>,
    words: &[Token<'_>],
) -> Option<Vec<EntityId>> {
    let is_definite = words
        .first()
        .is_some_and(|word| matches!(word.text().to_ascii_lowercase().as_str(), "the" | "these" | "those"));
    let is_plain = words[usize::from(is_definite)..]
        .iter()
        .all(|word| word.upos() == Upos::Num || SORTS.contains(&word.text().to_ascii_lowercase().as_str()));
    if !is_plain || words.iter().any(|word| names_actor(*word)) {
        return None;
    }
    let own = super::super::phrase::of(context.document, phrase::noun_phrase(token), token.index());
    if !own.is_empty() {
        return None;
    }
    if !is_definite || words.len() > 1 {
        let several = matches!(token.xpos(), Xpos::Nns | Xpos::Nnps);
        if !several || !moves(token) || token.lemma() == "official" {
            return None;
        }
        return mover(context, token).or_else(|| {
            let mut forces = context.described.iter().rev();
            forces.find(|(noun, _)| is_force(noun) && noun != "official").map(|(_, id)| vec![id.clone()])
        });
    }
    let is_official = token.lemma() == "official";
    let within = context.within(token);
    let found = context.backwards(&within).find_map(|referents| {
        referents.iter().rev().find(|referent| {
            let head = context.document.token(referent.head).map_or("", Token::lemma);
            referent.ids.len() == 1
                && if is_official { head == token.lemma() } else { is_force(head) && head != "official" }
        })
    })?;
    Some(found.ids.clone())
}

/// The state that is the subject of a verb above: "the president said that 500 troops would stay".
fn mover(context: &Context<'_>, token: Token<'_>) -> Option<Vec<EntityId>> {
    let referents = context.within(token);
    let mut at = token;
    for _ in 0..8 {
        at = at.head()?;
        if at.upos() != Upos::Verb {
            continue;
        }
        let subjects = clause::surface_subjects(at);
        let found = referents.iter().find(|referent| {
            referent.ids.len() == 1
                && gazetteer::get().kind_of(referent.ids[0].as_str()) == Some(EntityKind::State)
                && subjects.iter().any(|subject| {
                    subject.index() == referent.head
                        || subject.entity().is_some_and(|entity| entity.row().head == referent.head)
                })
        });
        if let Some(found) = found {
            return Some(found.ids.clone());
        }
    }
    None
}

/// Nouns for members and acts of a legislature.
pub(super) fn is_legislative(lemma: &str) -> bool {
    matches!(lemma, "lawmaker" | "legislator" | "senator" | "parliamentarian" | "congressman" | "legislature")
        || is_act(lemma)
}

/// What a legislature has before it.
fn is_act(lemma: &str) -> bool {
    is_bill(lemma) || matches!(lemma, "proposal" | "measure" | "provision" | "package")
}

fn is_bill(lemma: &str) -> bool {
    matches!(lemma, "bill" | "legislation" | "amendment")
}

/// Words of a name or office that show whose legislature is spoken of.
const CHAMBERS: &[&str] = &[
    "senate",
    "congress",
    "parliament",
    "house",
    "duma",
    "knesset",
    "bundestag",
    "majlis",
    "senator",
    "sen",
    "sens",
    "rep",
    "reps",
    "lawmaker",
    "legislator",
    "congressman",
    "congresswoman",
    "republican",
    "democrat",
    "republicans",
    "democrats",
    "capitol",
    "congressional",
    "parliamentary",
    "mp",
    "legislature",
];

/// How far back, in tokens, a legislature is looked for.
const CHAMBER_REACH: u32 = 800;

/// "The bill", "lawmakers": of the state whose legislature, or member of one, was last spoken of.
pub(super) fn legislature(
    context: &Context<'_>,
    token: Token<'_>,
    words: &[Token<'_>],
) -> Option<Vec<EntityId>> {
    let determiner = words.first().map(|word| word.text().to_ascii_lowercase());
    let definite = matches!(determiner.as_deref(), Some("the" | "this"));
    if is_act(token.lemma()) && !definite {
        return None;
    }
    if token.children().any(|child| child.index() > token.index() && is_restricting(child))
        || token.children_by(Deprel::NmodPoss).next().is_some()
    {
        return None;
    }
    let first = token.index().saturating_sub(CHAMBER_REACH);
    // "The proposal" is a bill where bills are spoken of.
    let before = || (first..token.index()).rev().filter_map(|index| context.document.token(index));
    if is_act(token.lemma())
        && !is_bill(token.lemma())
        && !before().any(|earlier| earlier.upos() == Upos::Noun && is_bill(earlier.lemma()))
    {
        return None;
    }
    before().find_map(|earlier| {
        let entity = earlier.entity().filter(|entity| entity.kind() == EntityKind::State)?;
        let word = earlier.text().trim_end_matches('.').to_ascii_lowercase();
        (CHAMBERS.contains(&word.as_str()) && !entity.id().contains('+'))
            .then(|| vec![EntityId::new(entity.id())])
    })
}
