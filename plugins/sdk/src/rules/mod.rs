//! Rules: extractors that are data. A rules file is compiled once into a
//! [`RuleSet`], which finds drafts in analysed sentences and can say of every
//! candidate what it lacked. The rules know words and grammar; stage above
//! the trigger, attribution and entities are the core's.

mod compile;
mod conditions;
mod examples;
mod lists;
mod matching;
mod plugin;
mod settle;
mod slots;
mod text;

use std::collections::{HashMap, HashSet};

use crate::draft::Stage;

pub use examples::assert_examples;
pub use lists::is_armed;
pub use matching::{Attempt, Hit};
pub use plugin::RuleExtractor;
pub use text::{Example, Expect};

/// A rules file that can't be used: which rule, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// Not YAML of the right shape.
    #[error("the rules can't be read: {0}; see the guide to rules for the fields")]
    Shape(#[from] serde_yaml::Error),
    /// A rule's content is off.
    #[error("rule `{rule}`: {problem}")]
    Rule {
        /// The rule's name.
        rule: String,
        /// What is wrong and how to mend it.
        problem: String,
    },
}

/// Compiled rules.
#[derive(Debug)]
pub struct RuleSet {
    kinds: Vec<String>,
    rules: Vec<Rule>,
    index: HashMap<String, Vec<Candidate>>,
}

/// A rule and one alternative of its trigger.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    rule: u32,
    trigger: u32,
    /// Position in the trigger's words of the part of speech that the candidate stands for.
    word: u32,
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Verb,
    Noun,
    Adjective,
}

#[derive(Debug)]
struct Rule {
    name: String,
    kind: u32,
    triggers: Vec<Trigger>,
    actor: Option<Vec<Slot>>,
    target: Vec<Slot>,
    object: Option<Vec<Slot>>,
    stage: Option<Stage>,
    needs: Vec<crate::draft::Role>,
    weak: bool,
    joins: bool,
    claims: Vec<Example>,
    silent: Vec<String>,
}

#[derive(Debug)]
struct Trigger {
    verbs: Vec<Word>,
    nouns: Vec<Word>,
    adjectives: Vec<Word>,
    with: Conditions,
    unless: Conditions,
}

/// A trigger word: its lemma, and for a multiword what stands before it (nouns) or after it (verbs).
#[derive(Debug)]
struct Word {
    lemma: String,
    others: Vec<String>,
}

#[derive(Debug, Default)]
struct Conditions {
    verb: Words,
    object: Words,
    subject: Words,
    modifier: Words,
    about: Words,
    preposition: Words,
    case: Words,
    head: Words,
    sentence: Words,
    document: Words,
    near: Words,
    entity: Vec<crate::view::EntityKind>,
}

/// Lemmas and multiwords to look for.
#[derive(Debug, Default)]
struct Words {
    all: HashSet<String>,
    /// How many words the longest has besides its last.
    before: usize,
    /// The last words of the multiwords: a token that is none of those ends none.
    last: HashSet<String>,
}

#[derive(Clone, Debug)]
enum Slot {
    Subject,
    Object,
    Recipient,
    Possessor,
    Adjective,
    Compound,
    Modifier,
    Owner,
    /// The subject of the verb that carries a noun: "Ruritania" of "Ruritania hit the bank with sanctions".
    CarrierSubject,
    Itself,
    /// Whose the object is: "two banks" of "froze the assets of two banks".
    ObjectOwner,
    /// The object of the verb that carries a noun: "Borduria" of "used Borduria as a launch pad".
    CarrierObject,
    /// Whose the thing in a prepositional phrase is: "Iran" of "relies on Iran's drones".
    PrepositionOwner(Box<Slot>),
    /// The place in a prepositional phrase, or the one it lies in: "Kenya" of "stationed at a base in Kenya".
    Site(Box<Slot>),
    Between,
    /// The one state that the sentence names, where it names just one: the doer of a bare noun.
    OnlyState,
    /// The one state of the sentence besides the parties and those who speak of it.
    OtherState,
    Preposition(Vec<String>),
    All(Vec<Slot>),
}

impl RuleSet {
    /// The kinds that the rules yield, in the order of their first rule.
    pub fn kinds(&self) -> &[String] {
        &self.kinds
    }

    /// Number of rules.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is no rule.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The lemmas that can trigger a rule, sorted: only sentences with one of them need a parse.
    pub fn triggers(&self) -> Vec<&str> {
        let mut all: Vec<_> = self.index.keys().map(String::as_str).collect();
        all.sort_unstable();
        all
    }

    /// The examples of every rule: its name, its kind, the texts that must yield a claim and those that
    /// must not.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &str, &[Example], &[String])> {
        self.rules.iter().map(|rule| {
            (
                rule.name.as_str(),
                self.kinds[rule.kind as usize].as_str(),
                rule.claims.as_slice(),
                rule.silent.as_slice(),
            )
        })
    }
}
