//! Rules as an author writes them in `rules.yaml`. Shapes only: what the
//! words mean is decided when they are compiled.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

/// A rules file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// Named word lists; `$name` in a rule stands for the words of a list.
    #[serde(default)]
    pub lists: BTreeMap<String, Vec<String>>,
    /// The rules; of several that fit a trigger the first wins.
    pub rules: Vec<Rule>,
}

/// One rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub rule: String,
    pub kind: String,
    pub trigger: Many<Trigger>,
    #[serde(default)]
    pub actor: Option<Many<Slot>>,
    #[serde(default)]
    pub target: Option<Many<Slot>>,
    #[serde(default)]
    pub object: Option<Many<Slot>>,
    #[serde(default)]
    pub stage: Option<String>,
    /// Roles that a named entity must fill, or the rule stays silent.
    #[serde(default)]
    pub needs: Many<String>,
    /// Gives way to any other claim of the plugin below its trigger ("talks on arms sales").
    #[serde(default)]
    pub weak: bool,
    /// Its noun belongs to the claim of any word above that asks for it, even if it names its own actor:
    /// "align with Ruritanian sanctions" is one claim.
    #[serde(default)]
    pub joins: bool,
    #[serde(default)]
    pub claims: Vec<Example>,
    #[serde(default)]
    pub silent: Vec<String>,
}

/// Trigger words, each list an alternative, and the conditions on them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trigger {
    #[serde(default)]
    pub verb: Many<String>,
    #[serde(default)]
    pub noun: Many<String>,
    #[serde(default)]
    pub adjective: Many<String>,
    #[serde(default)]
    pub with: Option<Conditions>,
    #[serde(default)]
    pub unless: Option<Conditions>,
}

/// What must (or must not) stand around a trigger; all of the named places must agree.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Conditions {
    /// Governing verb of a noun ("impose" of "imposed sanctions").
    #[serde(default)]
    pub verb: Many<String>,
    /// Words of the logical object.
    #[serde(default)]
    pub object: Many<String>,
    /// Words of the logical subject.
    #[serde(default)]
    pub subject: Many<String>,
    /// Modifiers before a noun; adverbs of a verb.
    #[serde(default)]
    pub modifier: Many<String>,
    /// Words of prepositional phrases and clauses that hang on the trigger or the verb that carries it.
    #[serde(default)]
    pub about: Many<String>,
    /// Prepositions that hang on the trigger.
    #[serde(default)]
    pub preposition: Many<String>,
    /// The preposition that the trigger itself stands behind ("under sanctions").
    #[serde(default)]
    pub case: Many<String>,
    /// The noun that the trigger modifies: "talks" of "trade talks".
    #[serde(default)]
    pub head: Many<String>,
    /// Words anywhere in the sentence.
    #[serde(default)]
    pub sentence: Many<String>,
    /// Words anywhere in the document: for what a text goes on to call by a bare noun.
    #[serde(default)]
    pub document: Many<String>,
    /// Words at any of: object, subject, modifier, about.
    #[serde(default)]
    pub near: Many<String>,
    /// Sorts of entity that the object must name: state, organisation, group, company, person. A person is one
    /// by name, whomever they serve.
    #[serde(default)]
    pub entity: Many<String>,
}

/// Where a participant stands: a word (`subject`, `object`, …) or a map.
#[derive(Debug, Deserialize, Clone)]
#[serde(untagged)]
pub(super) enum Slot {
    Place(String),
    Prepositions(Prepositions),
    OwnerOf(OwnerOf),
    Site(Site),
    All(All),
}

/// `{preposition: [on, against]}`.
#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct Prepositions {
    pub preposition: Many<String>,
}

/// `{owner_of: [on]}`: whose the thing in a prepositional phrase is.
#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnerOf {
    pub owner_of: Many<String>,
}

/// `{site: [in, at]}`: the place in a prepositional phrase, or the one that it lies in or borders.
#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct Site {
    pub site: Many<String>,
}

/// `{all: [subject, …]}`: the participants of every place, where a list takes the first that has any.
#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct All {
    pub all: Vec<Slot>,
}

/// An example: a text and what the rule's claim on it must say.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// One or more sentences.
    pub text: String,
    /// Fields that the claim must have; those left out are free.
    #[serde(default)]
    pub expect: Expect,
}

/// Expected fields of a claim.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The actor's words, several joined by ` + `; empty for none.
    pub actor: Option<String>,
    /// The target's words.
    pub target: Option<String>,
    /// The object's words.
    pub object: Option<String>,
    /// The stage.
    pub stage: Option<String>,
    /// The factuality.
    pub factuality: Option<String>,
    /// Who asked for it.
    pub requested_by: Option<String>,
}

/// One value or a list of them.
#[derive(Clone, Debug)]
pub(super) struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Many(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "expected a word or a list of words; where a participant stands may also be a map with \
                         one of the keys preposition, owner_of, site and all"
        )]
        enum OneOrMany<T> {
            Many(Vec<T>),
            One(T),
        }
        Ok(Many(match OneOrMany::deserialize(deserializer)? {
            OneOrMany::Many(all) => all,
            OneOrMany::One(one) => vec![one],
        }))
    }
}
