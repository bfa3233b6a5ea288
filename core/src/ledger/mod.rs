//! The ledger: claims with their evidence, in YAML files that people review
//! and git can compare. Parses, renders and merges; reads and writes no file.
//!
//! What people decided is never overwritten, and the bytes of a claim that
//! nothing changed stay as they are, comments included.

mod decision;
mod edit;
mod error;
mod identity;
mod layout;
mod merge;
mod model;
mod parse;
mod patch;
mod render;
mod same;
mod schema;
mod statement;

pub use decision::{Decision, extract_text, replace_text};
pub use edit::rewrite;
pub use error::LedgerError;
pub use identity::digest;
pub use merge::{Change, Changes, Scope, merge};
pub use model::{Cause, Claim, Evidence, EvidenceStatus, Ledger, LedgerFile, Party, SCHEMA, Status, Trigger};
pub use parse::parse;
pub use render::{new_file, render};
pub use same::{Verdict, compare};
pub(crate) use same::{content, party_key};
pub use schema::{claims_schema, source_schema};

#[cfg(test)]
mod property;
#[cfg(test)]
mod tests;
