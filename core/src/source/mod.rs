//! Sources: a document's text and what is known of it, from bytes. Reads no
//! file, and never repairs a text: a quotation must stand in what was given.
//!
//! **The text of a source.** A byte-order mark is no part of it, and neither is
//! a front matter; everything else is kept as it is, line ends included.
//! Offsets in ledgers count Unicode code points from the first character
//! after both.

mod edtf;
mod error;
mod front_matter;
mod metadata;

use std::sync::Arc;

use sha2::{Digest, Sha256};

pub use edtf::{Edtf, EdtfError};
pub use error::{SourceError, SourceProblem};
pub use metadata::{Metadata, Reliability};

/// The largest source that is read unless the caller says otherwise, in bytes.
pub const DEFAULT_LIMIT: usize = 64 * 1024 * 1024;

/// A document and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The stem of the file name; unique in a project.
    pub id: String,
    /// The path as given, with `/` between its parts.
    pub path: String,
    /// The text: without byte-order mark and front matter, otherwise unaltered.
    pub text: Arc<str>,
    /// What is known of the document.
    pub metadata: Metadata,
    /// SHA-256 of the bytes of the file, in lower-case hexadecimal.
    pub sha256: String,
    /// SHA-256 of [`Source::text`] in UTF-8, in lower-case hexadecimal.
    pub text_sha256: String,
}

impl Source {
    /// Reads a source from the bytes of its file and of the `<file>.yaml` beside it, if there is one.
    ///
    /// Text and Markdown without such a file may open with a front matter: a line `---`, YAML, a line
    /// `---`. A file that has one beside it is all text.
    ///
    /// # Errors
    /// When the bytes are empty, more than `limit`, binary or not UTF-8, or when the metadata can not be
    /// read; the error names the path, the place and the cure.
    pub fn read(
        path: &str,
        bytes: &[u8],
        sidecar: Option<&[u8]>,
        limit: usize,
    ) -> Result<Source, SourceError> {
        let fail = |problem| SourceError { path: path.to_owned(), problem };
        let all = decode(bytes, limit).map_err(fail)?;
        let (metadata, text) = match sidecar {
            Some(bytes) => {
                let beside = format!("{path}.yaml");
                let fail = |problem| SourceError { path: beside.clone(), problem };
                let yaml = decode(bytes, limit).map_err(fail)?;
                (Metadata::read(yaml, 0).map_err(fail)?, all)
            }
            None => match front_matter::split(path, all) {
                Some(parts) => (Metadata::read(parts.yaml, 1).map_err(fail)?, parts.text),
                None => (Metadata::default(), all),
            },
        };
        if text.trim().is_empty() {
            return Err(fail(SourceProblem::Empty));
        }
        Ok(Source {
            id: stem(path).to_owned(),
            path: path.to_owned(),
            text: text.into(),
            metadata,
            sha256: digest(bytes),
            text_sha256: digest(text.as_bytes()),
        })
    }
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The id that a source at `path` has: its file name up to the last dot.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rfind('.') {
        Some(dot) if dot > 0 => &name[..dot],
        _ => name,
    }
}

/// The text that `bytes` are, without a byte-order mark.
fn decode(bytes: &[u8], limit: usize) -> Result<&str, SourceProblem> {
    if bytes.len() > limit {
        return Err(SourceProblem::TooLarge { size: bytes.len() as u64, limit: limit as u64 });
    }
    if bytes.is_empty() {
        return Err(SourceProblem::Empty);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(SourceProblem::Utf16);
    }
    if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        return Err(SourceProblem::Binary { offset });
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| SourceProblem::NotUtf8 { offset: error.valid_up_to() })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

#[cfg(test)]
mod tests;
