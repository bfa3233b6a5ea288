//! What can be wrong with a ledger, where, and the cure.

use std::ops::Range;

use thiserror::Error;

use crate::yaml::Fault;

/// A fault in a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LedgerError {
    /// A file that can not be read as ledger.
    #[error("{path}:{}:{}: {}", fault.line, fault.column, fault.message)]
    File {
        /// The file.
        path: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// Bytes that are not UTF-8.
    #[error(
        "{path}: not UTF-8 from byte {offset} on; convert it, for example: iconv -f WINDOWS-1252 -t UTF-8"
    )]
    NotUtf8 {
        /// The file.
        path: String,
        /// The first byte that is not.
        offset: usize,
    },
    /// Two claims of one id.
    #[error("{path}: the claim `{id}` stands in {other} as well; give one of them another id")]
    DoubledId {
        /// The file of the second one.
        path: String,
        /// The file of the first one.
        other: String,
        /// The id.
        id: String,
    },
    /// A file laid out so that one claim can not be written without the others.
    #[error(
        "{path}: claims can only be changed where each begins on a line of its own with `- `; \
             write `claims:` as a block list"
    )]
    Layout {
        /// The file.
        path: String,
    },
}

impl LedgerError {
    /// The file and the bytes to point at, where the fault has a place.
    pub fn place(&self) -> Option<(&str, Range<usize>)> {
        match self {
            LedgerError::File { path, fault } => Some((path, fault.span.clone())),
            _ => None,
        }
    }
}
