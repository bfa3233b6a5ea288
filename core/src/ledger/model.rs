//! The claim as the ledger keeps it. Field names and their order are those of the YAML.

use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::claim::model::stage_name;
use crate::claim::{Factuality, Kind, Speaker, Stage};

/// What the first key of every ledger file says.
pub const SCHEMA: &str = "claimtrack/claims/1";

/// All claims of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// The files, in order of their paths.
    pub files: Vec<LedgerFile>,
}

impl Ledger {
    /// Every claim, in the order of files and of claims in a file.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.files.iter().flat_map(|file| &file.claims)
    }

    /// The claim of this id and the file in which it stands.
    pub fn find(&self, id: &str) -> Option<(&LedgerFile, &Claim)> {
        self.files.iter().find_map(|file| Some((file, file.claims.iter().find(|claim| claim.id == id)?)))
    }
}

/// One file of the ledger: its claims and the text they were read from.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerFile {
    /// Its path, with `/` between the parts.
    pub path: String,
    /// The text as read.
    pub text: Arc<str>,
    /// Kinds beyond the tracked ones that the file declares.
    pub kinds: Vec<Kind>,
    /// The claims in order.
    pub claims: Vec<Claim>,
    /// Bytes of each claim in [`LedgerFile::text`], from its dash to the end of its last line; empty when
    /// the layout of the file is such that claims can not be told apart by lines (a flow collection).
    pub(super) ranges: Vec<Range<usize>>,
}

impl LedgerFile {
    /// The bytes in which claim `index` stands, where the layout tells.
    pub fn range(&self, index: usize) -> Option<Range<usize>> {
        self.ranges.get(index).cloned()
    }

    /// The bytes of key `key` and its value on that line, in claim `index`; the head of the file where the
    /// layout does not tell.
    pub fn key_place(&self, index: usize, key: &str) -> Range<usize> {
        self.nth_key(index, key, 0)
    }

    /// The same, of the key `key` of evidence `evidence`.
    pub fn evidence_place(&self, index: usize, evidence: usize, key: &str) -> Range<usize> {
        self.nth_key(index, key, evidence)
    }

    fn nth_key(&self, index: usize, key: &str, nth: usize) -> Range<usize> {
        let Some(range) = self.range(index) else { return 0..0 };
        let mut at = range.start;
        let mut seen = 0;
        for line in self.text[range.clone()].split_inclusive('\n') {
            let body = line.trim_start_matches([' ', '-']);
            if body.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
                if seen == nth {
                    let start = at + line.len() - body.len();
                    return start..start + body.trim_end().len();
                }
                seen += 1;
            }
            at += line.len();
        }
        range.start..range.start
    }
}

/// One claim: an event with its stage, and what bears it out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Minted once, never recomputed, never reused.
    pub id: String,
    /// What happens.
    pub kind: Kind,
    /// How far it got.
    #[serde(with = "stage_name")]
    #[schemars(schema_with = "super::schema::stage")]
    pub stage: Stage,
    /// What people decided.
    #[serde(default)]
    pub status: Status,
    /// The claim in one sentence.
    #[serde(default)]
    pub statement: String,
    /// Who does it.
    #[serde(default)]
    pub actor: Vec<Party>,
    /// To, with or against whom.
    #[serde(default)]
    pub target: Vec<Party>,
    /// Who wants the actor to do it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requested_by: Vec<Party>,
    /// The thing; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub object: String,
    /// When, in EDTF; absent when unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<crate::source::Edtf>,
    /// Credibility on the Admiralty scale, 1 (confirmed) to 6 (can not be judged); only people write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "super::schema::grade")]
    pub credibility: Option<u8>,
    /// What people note; no program writes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Ids of claims that a person says are this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    /// Ids of claims that a person says are another one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_same_as: Vec<String>,
    /// What bears it out, ordered by source and place.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// What people decided of a claim.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Found by an extractor, seen by nobody.
    #[default]
    Proposed,
    /// A person agrees that the sources say so.
    Accepted,
    /// A person says that the sources do not say so.
    Rejected,
    /// Another claim took its place.
    Superseded,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 4] = [Status::Proposed, Status::Accepted, Status::Rejected, Status::Superseded];

    /// The name in ledgers.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Proposed => "proposed",
            Status::Accepted => "accepted",
            Status::Rejected => "rejected",
            Status::Superseded => "superseded",
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// What people decided of one piece of evidence that was found after they decided on its claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceStatus {
    /// Found since, seen by nobody.
    Proposed,
    /// A person says that it does not bear the claim out.
    Rejected,
}

impl EvidenceStatus {
    /// The name in ledgers.
    pub fn as_str(self) -> &'static str {
        match self {
            EvidenceStatus::Proposed => "proposed",
            EvidenceStatus::Rejected => "rejected",
        }
    }
}

/// A participant: its name and what that resolves to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The name.
    pub name: String,
    /// ISO 3166-1 alpha-3, a standard code or a name; absent when unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
}

/// One quotation that bears a claim out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Id of the source.
    pub source: String,
    /// What people decided of it, where that differs from the claim: see [`EvidenceStatus`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<EvidenceStatus>,
    /// How sure this source makes it.
    pub factuality: Factuality,
    /// Outermost speaker first, the last one is the origin; empty when the author asserts it.
    #[serde(default)]
    pub attribution: Vec<Speaker>,
    /// The words of the date, as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date_text: String,
    /// The words that trigger the claim, and where they stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Trigger>,
    /// The quotation, unaltered.
    pub exact: String,
    /// Text just before it.
    #[serde(default)]
    pub prefix: String,
    /// Text just after it.
    #[serde(default)]
    pub suffix: String,
    /// Where it begins, in code points of the source's text.
    pub start: u32,
    /// Code point after its last.
    pub end: u32,
    /// What found it, as `plugin@version/rule`; empty when a person did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

impl Evidence {
    /// The plugin that found it; none when a person did.
    pub fn plugin(&self) -> Option<&str> {
        self.by.split_once('@').map(|(plugin, _)| plugin)
    }
}

/// The words that trigger a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// The words.
    pub text: String,
    /// Where they begin, in code points of the source's text.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
}

/// Why a change is made, for the person who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// An extractor found a claim that the ledger does not hold.
    Found,
    /// An extractor found further evidence of a claim.
    Corroborated,
    /// The extractors now find a proposed claim otherwise.
    Refreshed,
    /// The extractors no longer find a proposed claim.
    Withdrawn,
    /// A person decided on it or edited it.
    Reviewed,
    /// A quotation stands elsewhere in its source, word for word.
    Moved,
}
