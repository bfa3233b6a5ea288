//! What people decide, as changes of a claim; and a claim's text as they edited it.

use super::error::LedgerError;
use super::model::{Claim, EvidenceStatus, LedgerFile, Status};
use super::parse::parse;

/// What a person decides on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The sources say so.
    Accept,
    /// The sources do not say so.
    Reject,
    /// Not decided after all.
    Reopen,
}

impl Claim {
    /// Whether something of it waits for a person: the claim, or evidence that was found since.
    pub fn is_pending(&self) -> bool {
        let waits = |status: Option<EvidenceStatus>| status == Some(EvidenceStatus::Proposed);
        match self.status {
            Status::Proposed => true,
            Status::Accepted => self.evidence.iter().any(|evidence| waits(evidence.status)),
            Status::Rejected | Status::Superseded => false,
        }
    }

    /// The claim after `decision`. Of an accepted claim only the evidence that was found since is decided,
    /// if there is any; a rejection then leaves the claim and what it rests on.
    #[must_use]
    pub fn decided(&self, decision: Decision) -> Claim {
        let mut claim = self.clone();
        let only_evidence = self.status == Status::Accepted && self.is_pending();
        let mut settle = |to: Option<EvidenceStatus>| {
            for evidence in &mut claim.evidence {
                if evidence.status == Some(EvidenceStatus::Proposed) {
                    evidence.status = to;
                }
            }
        };
        match decision {
            Decision::Accept => {
                settle(None);
                claim.status = Status::Accepted;
            }
            Decision::Reject if only_evidence => settle(Some(EvidenceStatus::Rejected)),
            Decision::Reject => claim.status = Status::Rejected,
            Decision::Reopen => claim.status = Status::Proposed,
        }
        claim
    }
}

/// A file with one claim alone, as it stands in `file`, for an editor.
///
/// # Errors
/// [`LedgerError::Layout`] when the claim can not be told apart by lines.
pub fn extract_text(file: &LedgerFile, index: usize) -> Result<String, LedgerError> {
    let range = file.range(index).ok_or_else(|| LedgerError::Layout { path: file.path.clone() })?;
    let mut text = super::render::new_file("../schema/claims.v1.json", &file.kinds);
    text.push_str(&file.text[range]);
    Ok(text)
}

/// The text of `file` with claim `index` as it stands, alone, in `edited`: comments and layout included.
///
/// # Errors
/// When `edited` does not hold exactly this claim, by its id, or can not be read.
pub fn replace_text(file: &LedgerFile, index: usize, edited: &str) -> Result<String, LedgerError> {
    let alone = parse(&file.path, edited.as_bytes())?;
    let id = &file.claims[index].id;
    let fail = |message: String| LedgerError::File {
        path: file.path.clone(),
        fault: crate::yaml::Fault::at(edited, 0..edited.len(), message),
    };
    match alone.claims.as_slice() {
        [claim] if claim.id == *id => {}
        [claim] => return Err(fail(format!("the id is `{id}` and stays so; here it is `{}`", claim.id))),
        claims => return Err(fail(format!("one claim was to be edited, here are {}", claims.len()))),
    }
    let layout = || LedgerError::Layout { path: file.path.clone() };
    let (old, new) = (file.range(index).ok_or_else(layout)?, alone.range(0).ok_or_else(layout)?);
    let mut text = file.text[..old.start].to_owned();
    text.push_str(&edited[new]);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&file.text[old.end..]);
    let whole = parse(&file.path, text.as_bytes())?;
    let mut expected = file.claims.clone();
    expected[index] = alone.claims[0].clone();
    if whole.claims == expected { Ok(text) } else { Err(layout()) }
}
