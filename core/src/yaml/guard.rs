//! Limits that hold before a parser sees the text: bytes and nesting depth.
//!
//! The depth is counted by a scan that knows quotes, comments and where a flow
//! collection may open, and nothing else of YAML. It never counts less than a
//! parser would; block scalars may make it count more.

use super::fault::Fault;

/// What a document may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the document.
    pub bytes: usize,
    /// Brackets and braces open at a time, and block collections opened on one line.
    pub depth: usize,
}

impl Limits {
    /// For a ledger file.
    pub const LEDGER: Limits = Limits { bytes: 256 * 1024 * 1024, depth: 64 };
    /// For the metadata of a source.
    pub const METADATA: Limits = Limits { bytes: 1024 * 1024, depth: 16 };
}

/// Refuses `text` when it exceeds `limits`.
pub(super) fn check(text: &str, limits: Limits) -> Result<(), Fault> {
    if text.len() > limits.bytes {
        return Err(Fault::at(
            text,
            0..0,
            format!("{} bytes, more than the limit of {}; split the file", text.len(), limits.bytes),
        ));
    }
    match deepest(text, limits.depth) {
        None => Ok(()),
        Some(offset) => Err(Fault::at(
            text,
            offset..offset + 1,
            format!("nested more than {} deep; no claim needs that, so the file is damaged", limits.depth),
        )),
    }
}

/// Where the nesting first exceeds `limit`.
fn deepest(text: &str, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let space = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\t' | b'\r' | b'\n'));
    let mut flow = 0; // flow collections open
    let mut levels = 0; // indicators `-` and `?` at the head of this line
    let mut value_may_start = true;
    let mut at = 0;
    while at < bytes.len() {
        if flow == 0 && !value_may_start {
            // Inside a plain scalar or a key: only these three end it.
            at += memchr::memchr3(b':', b'\n', b'#', &bytes[at..])?;
        }
        match bytes[at] {
            b'\n' => (levels, value_may_start) = (0, true),
            b' ' | b'\t' | b'\r' => {}
            b'#' if at == 0 || space(at - 1) => {
                at += memchr::memchr(b'\n', &bytes[at..])?;
                continue;
            }
            b'-' | b'?' if value_may_start && space(at + 1) => {
                // No flow collection may hold a block sequence: what seemed open is text, or an error.
                flow = 0;
                levels += 1;
                if levels > limit {
                    return Some(at);
                }
            }
            quote @ (b'"' | b'\'') if value_may_start => {
                at = closing_quote(bytes, at + 1, quote)?;
                value_may_start = false;
            }
            b'[' | b'{' if value_may_start || flow > 0 => {
                flow += 1;
                value_may_start = true;
                if flow > limit {
                    return Some(at);
                }
            }
            b']' | b'}' if flow > 0 => {
                flow -= 1;
                value_may_start = false;
            }
            b',' if flow > 0 => value_may_start = true,
            b':' if flow > 0 || space(at + 1) => value_may_start = true,
            _ => value_may_start = false,
        }
        at += 1;
    }
    None
}

/// Where the quoted scalar whose content begins at `at` is closed; none when it never is.
fn closing_quote(bytes: &[u8], mut at: usize, quote: u8) -> Option<usize> {
    loop {
        at += memchr::memchr2(quote, b'\\', &bytes[at..])?;
        if bytes[at] == quote {
            return Some(at);
        }
        at += if quote == b'"' { 2 } else { 1 };
        if at > bytes.len() {
            return None;
        }
    }
}
