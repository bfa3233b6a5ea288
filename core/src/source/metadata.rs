//! What is known of a document, as its front matter or the file beside it says. Never guessed.

use serde::{Deserialize, Serialize};

use super::edtf::Edtf;
use super::error::SourceProblem;
use crate::yaml;

/// What is known of a document. An absent field is unknown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Metadata {
    /// The document's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who is answerable for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The house, where several publishers belong to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was published; relative dates are resolved against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Edtf>,
    /// When it was fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<Edtf>,
    /// How far the publisher can be relied on; only a person says so.
    #[serde(skip_serializing_if = "Reliability::is_unknown")]
    pub reliability: Reliability,
    /// Ids or addresses of what it copies, translates or retells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derived_from: Vec<String>,
    /// Its language, as a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What a reader should know of it, such as that it is a restatement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Id of the source of which this is a later snapshot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snapshot_of: Option<String>,
    /// What extracted the text, as `name@version`, where the original is not text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extractor: Option<String>,
    /// SHA-256 of the original bytes, in lower-case hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// SHA-256 of the text, in lower-case hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_sha256: Option<String>,
}

/// Reliability of a publisher on the Admiralty scale (NATO AJP-2.1).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Can not be judged.
    #[default]
    F,
}

impl Reliability {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    fn is_unknown(&self) -> bool {
        *self == Reliability::F
    }
}

impl Metadata {
    /// Reads metadata; `lines_before` lines of the file stand before `yaml`.
    pub(super) fn read(yaml: &str, lines_before: usize) -> Result<Metadata, SourceProblem> {
        if yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(Metadata::default());
        }
        yaml::from_str(yaml, yaml::Limits::METADATA).map_err(|fault| SourceProblem::Metadata {
            line: fault.line + lines_before,
            message: fault.message,
        })
    }
}
