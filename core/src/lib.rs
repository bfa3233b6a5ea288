//! Claims with source attribution: the pure core of Claimtrack.
//!
//! Modules read only leftwards: `span` · `source` · `document` · `analysis` ·
//! `entity` · `attribution` · `factuality` · `dating` · `claim` · `anchor` ·
//! `ledger` · `corroboration` · `audit` · `report` · `evaluation`. No file system,
//! clock or network: bytes come in, values go out.
#![forbid(unsafe_code)]

pub mod analysis;
pub mod anchor;
pub mod attribution;
pub mod audit;
pub mod claim;
pub mod corroboration;
pub mod dating;
pub mod document;
pub mod entity;
pub mod evaluation;
pub mod factuality;
pub mod ledger;
pub mod report;
pub mod source;
pub mod span;
pub mod trial;
pub mod yaml;
