//! What can be wrong with a source, and the cure.

use thiserror::Error;

/// A source that can not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{path}: {problem}")]
pub struct SourceError {
    /// The file.
    pub path: String,
    /// What is wrong with it.
    pub problem: SourceProblem,
}

/// What is wrong with a source.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SourceProblem {
    /// No text at all, or only white space.
    #[error("there is no text in it; remove the file or fill it")]
    Empty,
    /// More bytes than the limit.
    #[error("{size} bytes, more than the limit of {limit}; split it, or raise `limit` in claimtrack.yaml")]
    TooLarge {
        /// Bytes of the file.
        size: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// A NUL byte.
    #[error("binary: byte {offset} is NUL; add the document with `claimtrack add`, which extracts its text")]
    Binary {
        /// Where the first one stands.
        offset: usize,
    },
    /// UTF-16, told by its byte-order mark.
    #[error("UTF-16, not UTF-8; convert it: iconv -f UTF-16 -t UTF-8")]
    Utf16,
    /// Bytes that are not UTF-8.
    #[error("not UTF-8 from byte {offset} on; convert it, for example: iconv -f WINDOWS-1252 -t UTF-8")]
    NotUtf8 {
        /// The first byte that is not.
        offset: usize,
    },
    /// Metadata that can not be read.
    #[error("line {line}: {message}")]
    Metadata {
        /// Line of the file, counted from 1.
        line: usize,
        /// What is wrong with it and how to cure it.
        message: String,
    },
}
