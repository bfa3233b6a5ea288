//! Corroboration: what several sources make of one another. Counts support by
//! independent origin, sets contradicting reports side by side, and strings
//! claims into threads. Judges nobody: it resolves no contradiction and gives
//! no score of truth.

mod contradiction;
mod kinship;
mod origin;
mod quantity;
mod shingle;
mod thread;
mod union;

pub use contradiction::{Contradiction, Field, Side, contradictions};
pub use kinship::{Kinship, Tie};
pub use origin::{Merge, Origin, Origins, Reason, origins, origins_of, within_sentence};
pub use quantity::{Quantity, quantities};
pub use thread::{Step, Thread, Topic, threads, topics};

use crate::claim::Factuality;
use crate::ledger::{Claim, Evidence, EvidenceStatus, Status};

/// Whether a source with this factuality says that it is so, says that it is not, or leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It is so: certainly, probably or possibly.
    For,
    /// It is not so: certainly, probably or possibly.
    Against,
    /// Left open.
    Open,
}

impl Polarity {
    /// The polarity of a factuality.
    pub fn of(factuality: Factuality) -> Polarity {
        match factuality {
            Factuality::Certain | Factuality::Probable | Factuality::Possible => Polarity::For,
            Factuality::CertainNot | Factuality::ProbableNot | Factuality::PossibleNot => Polarity::Against,
            Factuality::Unknown => Polarity::Open,
        }
    }
}

/// Whether the claim still stands for anything: neither rejected nor superseded.
pub fn is_live(claim: &Claim) -> bool {
    matches!(claim.status, Status::Proposed | Status::Accepted)
}

/// The evidence of a claim that no person rejected.
pub fn standing(claim: &Claim) -> impl Iterator<Item = &Evidence> {
    claim.evidence.iter().filter(|evidence| evidence.status != Some(EvidenceStatus::Rejected))
}

#[cfg(test)]
mod tests;
