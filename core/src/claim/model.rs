//! The claim as a value: one event mention as one source presents it, with
//! who says so, how sure, when, and the quotation that carries it.
//! Field names are those of `extract --format jsonl`.

use serde::{Deserialize, Serialize};

pub use claimtrack_sdk::draft::Stage;

use super::kind::Kind;

/// How sure the text makes it, at the innermost speaker. FactBank's values (Saurí and Pustejovsky 2009).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
pub enum Factuality {
    /// Certainly so.
    #[serde(rename = "CT+")]
    Certain,
    /// Probably so.
    #[serde(rename = "PR+")]
    Probable,
    /// Possibly so.
    #[serde(rename = "PS+")]
    Possible,
    /// Certainly not so.
    #[serde(rename = "CT-")]
    CertainNot,
    /// Probably not so.
    #[serde(rename = "PR-")]
    ProbableNot,
    /// Possibly not so.
    #[serde(rename = "PS-")]
    PossibleNot,
    /// Left open.
    #[serde(rename = "Uu")]
    Unknown,
}

impl Factuality {
    /// The value as written.
    pub fn as_str(self) -> &'static str {
        match self {
            Factuality::Certain => "CT+",
            Factuality::Probable => "PR+",
            Factuality::Possible => "PS+",
            Factuality::CertainNot => "CT-",
            Factuality::ProbableNot => "PR-",
            Factuality::PossibleNot => "PS-",
            Factuality::Unknown => "Uu",
        }
    }
}

impl std::fmt::Display for Factuality {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// One participant: the words of the text and what they resolve to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Participant {
    /// The head noun phrase as written, without its relative clause.
    pub text: String,
    /// ISO 3166-1 alpha-3, a standard code or a name; absent when unknown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entity: Option<String>,
}

/// One link of an attribution chain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    /// The speaker as written.
    pub speaker: String,
    /// What the speaker resolves to; absent when unknown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entity: Option<String>,
    /// The words that mark the attribution ("said", "according to").
    pub cue: String,
    /// Whether the content stands in quotation marks.
    #[serde(default)]
    pub direct: bool,
}

/// A date of the event: the words and their value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventDate {
    /// The words of the text.
    pub text: String,
    /// Their value in Extended Date/Time Format (ISO 8601-2, level 1).
    pub edtf: String,
}

/// Offsets in Unicode code points of the source's text, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
}

/// A quotation and where it stands: the W3C TextQuoteSelector and TextPositionSelector.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Id of the source.
    pub source: String,
    /// The sentence that carries the trigger, unaltered.
    pub exact: String,
    /// Text just before it.
    pub prefix: String,
    /// Text just after it.
    pub suffix: String,
    /// Where it stands.
    pub position: Position,
}

/// The words that trigger a claim, in code points of the source's text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Trigger {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
}

/// What found a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Extractor {
    /// The plugin's name.
    pub plugin: String,
    /// The plugin's version.
    pub version: String,
    /// The rule of the plugin.
    pub rule: String,
}

/// One claim mention.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mention {
    /// What happens.
    pub kind: Kind,
    /// How far it got.
    #[serde(with = "stage_name")]
    pub stage: Stage,
    /// How sure the text makes it.
    pub factuality: Factuality,
    /// Who does it.
    pub actor: Vec<Participant>,
    /// To, with or against whom.
    pub target: Vec<Participant>,
    /// Who wants the actor to do it.
    pub requested_by: Vec<Participant>,
    /// The thing, as written; empty when there is none.
    pub object: String,
    /// Outermost speaker first; empty when the author asserts it.
    pub attribution: Vec<Speaker>,
    /// When; none is better than a guess.
    pub date: Option<EventDate>,
    /// The trigger.
    pub trigger: Trigger,
    /// The quotation (one per mention).
    pub evidence: Vec<Evidence>,
    /// What found it.
    pub extractor: Extractor,
}

/// Serde of a [`Stage`] by its name, for fields of claims.
pub mod stage_name {
    use super::Stage;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the name.
    ///
    /// # Errors
    /// Those of the serializer.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    pub fn serialize<S: Serializer>(stage: &Stage, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(stage.as_str())
    }

    /// Reads the name.
    ///
    /// # Errors
    /// When it is not the name of a stage; the message lists them.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Stage, D::Error> {
        let name = String::deserialize(deserializer)?;
        Stage::from_name(&name).ok_or_else(|| {
            let names: Vec<_> = Stage::ALL.iter().map(|stage| stage.as_str()).collect();
            serde::de::Error::custom(format!("unknown stage `{name}`; the stages are {}", names.join(", ")))
        })
    }
}
