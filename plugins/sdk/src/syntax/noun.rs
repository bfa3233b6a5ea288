//! Participants of nouns: possessors, nationality adjectives, compounds and
//! prepositional phrases ("Serbia's arms sales to Israel", "Iranian drone
//! deliveries", "the sale of drones by Iran").

use super::phrase::{conjuncts, names_entity, preposition};
use super::{DEPTH, attach};
use crate::ud::{Deprel, Upos};
use crate::view::{Entity, EntityKind, Token};

/// Nouns that measure or package another: "a new round of sanctions" is about the sanctions.
const TRANSPARENT: &[&str] = &[
    "some",
    "any",
    "most",
    "many",
    "all",
    "one",
    "several",
    "few",
    "none",
    "rest",
    "set",
    "series",
    "number",
    "round",
    "package",
    "part",
    "wave",
    "kind",
    "type",
    "sort",
    "group",
    "variety",
    "range",
    "list",
    "raft",
    "slew",
    "flurry",
    "string",
    "batch",
    "lot",
    "couple",
    "dozen",
    "hundred",
    "thousand",
    "form",
    "amount",
    "volume",
    "level",
    "piece",
    "act",
    "use",
    "spate",
    "array",
    "host",
    "majority",
    "half",
    "third",
    "quarter",
    "bulk",
    "handful",
    "shipload",
    "shipment",
    "consignment",
    "tranche",
    "ton",
    "tonne",
    "barrel",
    "dollar",
    "euro",
    "pound",
    "yen",
    "yuan",
    "million",
    "billion",
    "trillion",
    "resumption",
    "continuation",
    "expansion",
    "extension",
    "renewal",
    "escalation",
    "possibility",
    "prospect",
    "risk",
    "threat",
    "issue",
    "question",
    "matter",
    "topic",
    "member",
    "component",
    "aspect",
    "scope",
    "pace",
    "scale",
    "campaign",
    "policy",
    "regime",
    "programme",
    "program",
    "system",
    "framework",
    "state",
];

/// Whether `noun` only packages or measures an event.
pub fn is_package(noun: Token<'_>) -> bool {
    TRANSPARENT.contains(&noun.lemma()) || EVENT_HEADS.contains(&noun.lemma())
}

/// Heads of compounds that name the event before them again: "sanctions policy", "war effort".
const EVENT_HEADS: &[&str] = &[
    "bill",
    "law",
    "act",
    "measure",
    "list",
    "rule",
    "order",
    "sale",
    "operation",
    "activity",
    "mission",
    "effort",
    "enforcement",
    "compliance",
    "evasion",
    "relief",
    "waiver",
    "exemption",
    "violation",
    "breach",
    "deal",
    "test",
    "exercise",
    "plot",
    "wave",
    "spree",
    "decision",
    "vote",
    "resolution",
    "pressure",
    "busting",
];

/// The noun phrase that `noun` is packaged in: "round" of "a round of sanctions", "policies" of
/// "sanctions policies"; itself when it stands alone.
pub fn package(noun: Token<'_>) -> Token<'_> {
    let mut top = noun;
    for _ in 0..DEPTH {
        let Some(head) = top.head() else { break };
        match top.deprel() {
            Deprel::Nmod if is_packaged(top, head) => top = head,
            Deprel::Compound | Deprel::NmodDesc if head.index() > top.index() => top = head,
            Deprel::Conj => top = head,
            _ => break,
        }
    }
    top
}

/// Whether `head` only says how much there is of `noun`: "a round of sanctions", "$600 million in aid".
fn is_packaged(noun: Token<'_>, head: Token<'_>) -> bool {
    match preposition(noun) {
        Some("of") => TRANSPARENT.contains(&head.lemma()),
        Some("in") => is_sum(head),
        _ => false,
    }
}

/// Whether `noun` is a sum of money.
pub fn is_sum(noun: Token<'_>) -> bool {
    matches!(noun.text(), "$" | "€" | "£")
        || matches!(noun.lemma(), "million" | "billion" | "worth" | "dollar" | "euro" | "pound")
}

/// What `noun` and its package consist of, inside out.
fn layers(noun: Token<'_>) -> Vec<Token<'_>> {
    let mut all = vec![noun];
    let mut top = noun;
    for _ in 0..DEPTH {
        let Some(head) = top.head() else { break };
        let up = match top.deprel() {
            Deprel::Nmod => is_packaged(top, head),
            Deprel::Compound | Deprel::NmodDesc => head.index() > top.index(),
            // The shared modifiers of a coordination stand before its first member.
            Deprel::Conj => head.upos() == top.upos(),
            _ => false,
        };
        if !up {
            break;
        }
        all.push(head);
        top = head;
    }
    all
}

/// Possessors: "Serbia" and "its" of "Serbia's sales", "its sales".
pub fn possessors(noun: Token<'_>) -> Vec<Token<'_>> {
    layers(noun)
        .into_iter()
        // "Ruritania's central bank reserves": the possessor may stand on the compound.
        .flat_map(|layer| std::iter::once(layer).chain(layer.children_by(Deprel::Compound)))
        .flat_map(|layer| layer.children_by(Deprel::NmodPoss))
        .filter(|owner| owner.index() < noun.index())
        .flat_map(conjuncts)
        .collect()
}

/// Modifiers before the noun that name an entity by an adjective or demonym ("Iranian"), or an
/// organisation, whose name serves as its adjective ("EU sanctions").
pub fn adjectives(noun: Token<'_>) -> Vec<Token<'_>> {
    modifiers(noun, |token| token.entity().is_some_and(serves_as_adjective))
}

/// Modifiers before the noun that name an entity by its noun: "Iran" of "Iran sanctions".
pub fn compounds(noun: Token<'_>) -> Vec<Token<'_>> {
    modifiers(noun, |token| token.entity().is_some_and(|entity| !serves_as_adjective(entity)))
}

/// An abbreviation before a noun is an adjective as well: "U.S. sanctions".
fn serves_as_adjective(entity: Entity<'_>) -> bool {
    let is_abbreviation = || {
        entity.row().end_token == entity.row().first_token + 1
            && entity.head().is_some_and(|word| {
                let text = word.text();
                text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.')
            })
    };
    entity.is_adjective() || entity.kind() == EntityKind::Organisation || is_abbreviation()
}

fn modifiers(noun: Token<'_>, wanted: impl Fn(Token<'_>) -> bool) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    for layer in layers(noun) {
        for child in layer.children() {
            if child.index() >= noun.index()
                || !matches!(
                    child.deprel(),
                    Deprel::Amod
                        | Deprel::Compound
                        | Deprel::NmodDesc
                        | Deprel::Nmod
                        | Deprel::NmodUnmarked
                        | Deprel::Flat
                )
                || preposition(child).is_some()
            {
                continue;
            }
            for token in conjuncts(child) {
                let named =
                    if wanted(token) { Some(token) } else { token.children().find(|&part| wanted(part)) };
                // A name inside a possessor or prepositional phrase of the modifier is not the modifier.
                if let Some(named) = named.filter(|named| preposition(*named).is_none())
                    && !found.contains(&named)
                {
                    found.push(named);
                }
            }
        }
    }
    found.sort_by_key(|token| token.index());
    found
}

/// What hangs on the noun or its package by one of `prepositions`.
pub fn attached<'d>(noun: Token<'d>, prepositions: &[impl AsRef<str>]) -> Vec<Token<'d>> {
    let mut found = Vec::new();
    for layer in layers(noun) {
        for child in layer.children() {
            if matches!(child.deprel(), Deprel::Nmod | Deprel::Obl | Deprel::OblAgent | Deprel::Acl)
                && child.index() > noun.index()
                && preposition(child)
                    .is_some_and(|found| prepositions.iter().any(|one| one.as_ref() == found))
            {
                found.extend(conjuncts(child));
            }
        }
        if found.is_empty() {
            found = by_participle(layer, prepositions);
        }
        if found.is_empty() {
            found = behind_measure(layer, prepositions);
        }
        if !found.is_empty() {
            return found;
        }
    }
    // "of" names the thing itself; below another phrase it belongs there.
    if prepositions.iter().any(|one| matches!(one.as_ref(), "of" | "in" | "for")) {
        return found;
    }
    attach::low(noun, prepositions)
}

/// Participles after a noun that say what a preposition would: "sanctions targeting two banks" are
/// sanctions *on* them, "assets belonging to him" are assets *of* him.
const PARTICIPLES: &[(&str, &str, &[&str])] = &[
    ("target", "", &["on", "against"]),
    ("hit", "", &["on", "against"]),
    ("punish", "", &["on", "against"]),
    ("aim", "at", &["on", "against", "at"]),
    ("direct", "at", &["on", "against", "at"]),
    ("direct", "against", &["on", "against"]),
    ("belong", "to", &["of"]),
    ("hold", "by", &["of"]),
    ("own", "by", &["of"]),
    ("impose", "on", &["on", "against"]),
    ("impose", "against", &["on", "against"]),
    ("place", "on", &["on", "against"]),
    ("levy", "on", &["on", "against"]),
    ("maintain", "against", &["on", "against"]),
    ("relate", "to", &["on", "against"]),
];

/// "tariffs of 25 percent on cars": what hangs on the measure is the noun's.
fn behind_measure<'d>(noun: Token<'d>, prepositions: &[impl AsRef<str>]) -> Vec<Token<'d>> {
    const MEASURES: &[&str] =
        &["percent", "percentage", "dollar", "euro", "pound", "yen", "yuan", "million", "billion"];
    noun.children_by(Deprel::Nmod)
        .filter(|measure| preposition(*measure) == Some("of") && MEASURES.contains(&measure.lemma()))
        .flat_map(Token::children)
        .filter(|child| {
            matches!(child.deprel(), Deprel::Nmod | Deprel::Obl)
                && preposition(*child)
                    .is_some_and(|found| prepositions.iter().any(|one| one.as_ref() == found))
        })
        .flat_map(conjuncts)
        .collect()
}

fn by_participle<'d>(noun: Token<'d>, prepositions: &[impl AsRef<str>]) -> Vec<Token<'d>> {
    let mut found = Vec::new();
    // "the sanctions that it imposed on Syldavia" says it, too.
    let clauses = noun.children().filter(|child| {
        matches!(child.deprel(), Deprel::Acl | Deprel::AclRelcl) && child.index() > noun.index()
    });
    for verb in clauses {
        for (lemma, by, means) in PARTICIPLES {
            if verb.lemma() != *lemma || !prepositions.iter().any(|one| means.contains(&one.as_ref())) {
                continue;
            }
            let wanted = |child: &Token<'d>| match *by {
                "" => child.deprel() == Deprel::Obj,
                by => {
                    matches!(child.deprel(), Deprel::Obl | Deprel::OblAgent)
                        && preposition(*child) == Some(by)
                }
            };
            found.extend(verb.children().filter(wanted).flat_map(conjuncts));
        }
    }
    found
}

/// Whether the noun phrase takes its event for granted: "the test", "these strikes". With an *of*-phrase
/// the article says nothing of the sort ("the training of officers").
pub fn is_definite(noun: Token<'_>) -> bool {
    let named = noun.children_by(Deprel::Nmod).any(|child| preposition(child) == Some("of"));
    !named
        && layers(noun)
            .into_iter()
            .flat_map(|layer| layer.children_by(Deprel::Det))
            .any(|determiner| matches!(determiner.lemma(), "the" | "this" | "that" | "these" | "those"))
}

/// Whose it is: possessors, else entity modifiers, else an entity in an *of*- or *by*-phrase.
pub fn owners(noun: Token<'_>) -> Vec<Token<'_>> {
    let mut owners = possessors(noun);
    if owners.is_empty() {
        owners = adjectives(noun);
        owners.extend(compounds(noun));
    }
    if owners.is_empty() {
        // "by land" owns nothing.
        owners = attached(noun, &["by"]);
        owners.retain(|token| names_entity(*token));
    }
    if owners.is_empty() {
        owners = attached(noun, &["of"])
            .into_iter()
            .filter(|token| token.entity().is_some() || token.upos() == Upos::Propn)
            .collect();
    }
    owners
}
