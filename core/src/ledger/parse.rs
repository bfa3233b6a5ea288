//! One file's bytes → its claims, or the place of the fault.

use serde::Deserialize;

use super::error::LedgerError;
use super::layout;
use super::model::{Claim, LedgerFile, SCHEMA};
use crate::claim::Kind;
use crate::yaml::{self, Fault, Limits};

/// A ledger file.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// Version of the format: `claimtrack/claims/1`.
    schema: String,
    /// Kinds beyond the tracked ones that claims of this file may have.
    #[serde(default)]
    kinds: Vec<Kind>,
    /// The claims.
    #[serde(default, deserialize_with = "list_or_nothing")]
    claims: Vec<Claim>,
}

/// `claims:` with nothing behind it is an empty list.
fn list_or_nothing<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Claim>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Reads the ledger file at `path`.
///
/// # Errors
/// When the bytes are not UTF-8, exceed [`Limits::LEDGER`], are not YAML or not a ledger of this schema,
/// have an unknown or doubled key, a kind that is neither tracked nor declared, or a doubled id.
pub fn parse(path: &str, bytes: &[u8]) -> Result<LedgerFile, LedgerError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| LedgerError::NotUtf8 { path: path.to_owned(), offset: error.valid_up_to() })?;
    let fail = |fault| LedgerError::File { path: path.to_owned(), fault };
    let file: File = yaml::from_str(text, Limits::LEDGER).map_err(fail)?;
    if file.schema != SCHEMA {
        let at = text.find(&file.schema).unwrap_or(0);
        return Err(fail(Fault::at(
            text,
            at..at + file.schema.len(),
            format!("schema `{}` is not known here; this program reads `{SCHEMA}`", file.schema),
        )));
    }
    let ranges = match layout::items(text, "claims", 0) {
        Some(found) if found.items.len() == file.claims.len() => found.items,
        _ => Vec::new(),
    };
    let parsed = LedgerFile {
        path: path.to_owned(),
        text: text.into(),
        kinds: file.kinds,
        claims: file.claims,
        ranges,
    };
    check(&parsed).map_err(fail)?;
    Ok(parsed)
}

/// What holds of every claim beyond the types of its fields.
fn check(file: &LedgerFile) -> Result<(), Fault> {
    let mut ids = std::collections::HashSet::new();
    for (index, claim) in file.claims.iter().enumerate() {
        let fault = |word: &str, message: String| {
            let range = file.range(index).unwrap_or(0..file.text.len());
            let at = file.text[range.clone()].find(word).map_or(range.start, |at| range.start + at);
            Fault::at(&file.text, at..at + word.len(), message)
        };
        if let Kind::Other(name) = &claim.kind
            && !file.kinds.contains(&claim.kind)
        {
            return Err(fault(
                name,
                format!(
                    "`{name}` is no tracked kind; correct it, or declare it at the head of the file: \
                     `kinds: [{name}]`"
                ),
            ));
        }
        if claim.id.is_empty() || claim.id.contains(char::is_whitespace) {
            return Err(fault("id", "an id is a word, such as `military-3f9c2a71`".to_owned()));
        }
        if !ids.insert(claim.id.as_str()) {
            let message = format!("the id `{}` stands on two claims; give this one another", claim.id);
            return Err(fault(&claim.id, message));
        }
        if claim.credibility.is_some_and(|grade| !(1..=6).contains(&grade)) {
            return Err(fault(
                "credibility",
                "credibility is 1 (confirmed) to 6 (can not be judged)".to_owned(),
            ));
        }
        if let Some(bad) = claim.evidence.iter().find(|evidence| evidence.end < evidence.start) {
            let message = format!("the quotation ends at {} before it starts at {}", bad.end, bad.start);
            return Err(fault(&format!("start: {}", bad.start), message));
        }
    }
    Ok(())
}
