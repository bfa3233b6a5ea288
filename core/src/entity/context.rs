//! The neighbourhood of a mention: what stands right before and after it in the
//! text, within its token or beyond.

use claimtrack_sdk::view::{Document, Token};

/// Whether the word starts with a capital letter.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a token is a hyphen or dash that joins words.
pub(super) fn is_hyphen(text: &str) -> bool {
    matches!(text, "-" | "‐" | "‑" | "–")
}

/// The possessive ending, by itself or at the end of a token.
pub(super) fn is_possessive_mark(text: &str) -> bool {
    matches!(text, "'s" | "’s" | "'" | "’")
}

/// The word joined by a hyphen to the token before `end`: "led" in "Ruritania-led", however the
/// tokeniser cut it.
pub(super) fn suffix<'d>(document: &'d Document<'d>, end: u32) -> Option<&'d str> {
    let last = document.token(end.checked_sub(1)?)?;
    let text = last.text();
    if let Some((_, suffix)) = text.rsplit_once(['-', '‐', '‑', '–'])
        && !suffix.is_empty()
        && !is_capitalised(suffix)
        && is_capitalised(text)
    {
        return Some(suffix);
    }
    let hyphen = last.next().filter(|token| token.row().start == last.row().end)?;
    if !is_hyphen(hyphen.text()) {
        return None;
    }
    let word = hyphen.next().filter(|token| token.row().start == hyphen.row().end)?;
    (!is_capitalised(word.text())).then(|| word.text())
}

/// Whether "anti", "pro" or "non" and a hyphen stand before token `first`.
pub(super) fn has_prefix<'d>(document: &'d Document<'d>, first: u32) -> bool {
    let Some(token) = document.token(first) else { return false };
    let is_prefix = |word: &str| {
        matches!(word.to_ascii_lowercase().as_str(), "anti" | "pro" | "non" | "pre" | "post" | "ex" | "trans")
    };
    if let Some((prefix, _)) = token.text().split_once(['-', '‐', '‑'])
        && is_prefix(prefix)
    {
        return true;
    }
    token
        .previous()
        .filter(|hyphen| is_hyphen(hyphen.text()) && hyphen.row().end == token.row().start)
        .and_then(Token::previous)
        .is_some_and(|prefix| is_prefix(prefix.text()))
}
