//! Reports as plain values: which claims are made, which source bears each
//! out, in what words, and how many independent origins there are. Rendering
//! is the command line's.

mod build;
mod query;

use serde::Serialize;

pub use build::{label, report};
pub use query::{Grouping, Query};

use crate::claim::{Factuality, Kind, Speaker, Stage};
use crate::ledger::{Party, Status};

/// What the first key of a report in JSON says.
pub const SCHEMA: &str = "claimtrack/report/1";

/// The claims of a ledger that a query admits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// By what it is grouped.
    pub by: Grouping,
    /// Number of different claims in it.
    pub claims: usize,
    /// Number of different sources in it.
    pub sources: usize,
    /// Claims of the ledger that have no date, where the query asks for one.
    pub undated: usize,
    /// The groups; one without a heading when it is grouped by claim.
    pub groups: Vec<Group>,
}

/// Claims under one heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The id of the source, the name of the actor, the kind; empty by claim and by thread.
    pub heading: String,
    /// What is known of the source: title, publisher, date.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// Its topics.
    pub topics: Vec<Topic>,
}

/// Claims of one kind between the same parties about one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Topic {
    /// What happens.
    pub kind: Kind,
    /// Names of the parties, actors first.
    pub parties: Vec<String>,
    /// The thing; empty when no claim names it.
    pub object: String,
    /// Support of all its claims together.
    pub support: Support,
    /// Its claims, newest first.
    pub claims: Vec<Item>,
    /// Every step of the thread that they belong to, oldest first; empty when there is none.
    pub thread: Vec<Step>,
    /// In what reports of them contradict each other.
    pub contradictions: Vec<Contradiction>,
}

/// How many sources say that it is so, and how many voices they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Support {
    /// Sources that say that it is so.
    pub sources: usize,
    /// Independent origins among them.
    pub origins: usize,
    /// Voices of which nobody knows whose they are.
    pub undetermined: usize,
    /// Sources that say that it is not so.
    pub against: usize,
    /// The numbers in words: "3 sources, 1 origin".
    pub summary: String,
    /// Why sources are one origin, a sentence each.
    pub reasons: Vec<String>,
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// What happens.
    pub kind: Kind,
    /// How far it got.
    #[serde(with = "crate::claim::model::stage_name")]
    pub stage: Stage,
    /// What people decided.
    pub status: Status,
    /// When, in EDTF; absent when unknown.
    pub date: Option<String>,
    /// The claim in one sentence.
    pub statement: String,
    /// Who does it.
    pub actor: Vec<Party>,
    /// To, with or against whom.
    pub target: Vec<Party>,
    /// Who wants the actor to do it.
    pub requested_by: Vec<Party>,
    /// The thing.
    pub object: String,
    /// Admiralty credibility, where a person gave one.
    pub credibility: Option<u8>,
    /// What people note.
    pub note: String,
    /// Its own support.
    pub support: Support,
    /// What bears it out.
    pub evidence: Vec<Quote>,
}

/// One quotation, with what is known of its source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// Id of the source.
    pub source: String,
    /// Title of the source.
    pub title: Option<String>,
    /// Publisher of the source.
    pub publisher: Option<String>,
    /// When the source was published.
    pub published: Option<String>,
    /// Where the source was published.
    pub url: Option<String>,
    /// How sure the source makes it.
    pub factuality: Factuality,
    /// Outermost speaker first; empty when the author asserts it.
    pub attribution: Vec<Speaker>,
    /// The quotation, unaltered.
    pub exact: String,
    /// Text just before it.
    pub prefix: String,
    /// Text just after it.
    pub suffix: String,
    /// Where it begins, in code points of the source's text.
    pub start: u32,
    /// Code point after its last.
    pub end: u32,
    /// What found it, as `plugin@version/rule`; empty when a person did.
    pub by: String,
}

/// One claim of a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Id of the claim.
    pub claim: String,
    /// How far it got.
    #[serde(with = "crate::claim::model::stage_name")]
    pub stage: Stage,
    /// When; absent when unknown.
    pub date: Option<String>,
    /// When it was first reported; an undated step has its place by that.
    pub reported: Option<String>,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

/// Reports that differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// In what: polarity, stage, number or date.
    pub field: &'static str,
    /// One side and the other.
    pub sides: Vec<Side>,
}

/// What one side says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Id of the claim.
    pub claim: String,
    /// The value on this side.
    pub value: String,
    /// Ids of the sources that say so.
    pub sources: Vec<String>,
}

#[cfg(test)]
mod tests;
