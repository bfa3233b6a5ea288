//! Identity: the id that a claim is given once, and the digest that tells whether a person edited it.

use super::model::{Claim, Evidence, EvidenceStatus};
use crate::claim::{Kind, Stage};
use crate::source;

/// A new id, `domain-` and eight hexadecimal digits of the first evidence; `taken` says which are used.
pub(super) fn mint(kind: &Kind, stage: Stage, evidence: &Evidence, taken: impl Fn(&str) -> bool) -> String {
    let trigger = evidence.trigger.as_ref().map_or("", |trigger| trigger.text.as_str());
    for attempt in 0_u32.. {
        let place = evidence.trigger.as_ref().map_or(evidence.start, |trigger| trigger.start);
        let seed = [
            kind.as_str(),
            stage.as_str(),
            &evidence.source,
            &evidence.exact,
            trigger,
            // Offsets only tell apart what the words do not.
            &if attempt == 0 { String::new() } else { format!("{place}/{attempt}") },
        ]
        .join("\u{1F}");
        let id = format!("{}-{}", kind.domain(), &source::digest(seed.as_bytes())[..8]);
        if !taken(&id) {
            return id;
        }
    }
    unreachable!("there are more ids than claims")
}

/// SHA-256 of a claim's values in lower-case hexadecimal, whatever its layout and comments. Evidence that
/// is only proposed does not count, so that adding some makes no edit of a claim.
pub fn digest(claim: &Claim) -> String {
    let mut settled = claim.clone();
    settled.evidence.retain(|evidence| evidence.status != Some(EvidenceStatus::Proposed));
    // Serialising plain values to memory can not fail.
    source::digest(&serde_json::to_vec(&settled).unwrap_or_default())
}
