//! What is wrong with a YAML text, where, and the cure.

use std::ops::Range;

use thiserror::Error;

/// A fault in a YAML text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {message}")]
pub struct Fault {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// The bytes to point at.
    pub span: Range<usize>,
    /// What is wrong and what cures it.
    pub message: String,
}

impl Fault {
    /// A fault at the bytes `span` of `text`.
    pub fn at(text: &str, span: Range<usize>, message: String) -> Fault {
        let mut start = span.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        Fault {
            line: text[..start].bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            span: start..span.end.clamp(start, text.len()),
            message,
        }
    }

    /// The fault that the parser found, pointed at the key that it names.
    pub(super) fn from_parser(text: &str, error: &serde_yaml::Error) -> Fault {
        let raw = error.to_string();
        let message = raw.rsplit_once(" at line ").map_or(raw.as_str(), |(message, _)| message);
        // The place says it better than a path such as `claims[0].evidence[1]: `.
        let path = |head: &str| !head.contains([' ', '`']) && head.contains(['[', '.']);
        let message =
            message.split_once(": ").filter(|(head, _)| path(head)).map_or(message, |(_, rest)| rest);
        let offset = error.location().map_or(0, |place| byte_of(text, place.line(), place.column()));
        let key = |marker: &str| {
            let rest = &message[message.find(marker)? + marker.len()..];
            rest.split_once('`').map(|(name, rest)| (name.to_owned(), rest.to_owned()))
        };
        if let Some((name, rest)) = key("unknown field `") {
            let known = names(&rest);
            let span = find_key(text, offset, &name, 0);
            return Fault::at(text, span, unknown_key(&name, &known));
        }
        if let Some((name, _)) = key("duplicate field `") {
            let span = find_key(text, offset, &name, 1);
            let message = format!("the key `{name}` stands here a second time; remove one of the two");
            return Fault::at(text, span, message);
        }
        if let Some(value) = message.split('`').nth(1).filter(|value| !value.is_empty())
            && let Some(at) = text[offset..].find(value)
        {
            // "unknown stage `signed`": the mark is that of the mapping, the value stands further on.
            let at = offset + at;
            return Fault::at(text, at..at + value.len(), message.to_owned());
        }
        let end = text[offset..].find('\n').map_or(text.len(), |length| offset + length);
        Fault::at(text, offset..end, message.to_owned())
    }
}

/// Byte offset of a line and column, both counted from 1.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start = if line <= 1 {
        0
    } else {
        memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 2).map_or(text.len(), |newline| newline + 1)
    };
    text[start..]
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(text.len(), |(offset, _)| start + offset)
}

/// The names in backticks of a list such as "expected one of `a`, `b`".
fn names(list: &str) -> Vec<&str> {
    list.split('`').skip(1).step_by(2).collect()
}

/// "unknown key", with the nearest of the `known` ones.
fn unknown_key(name: &str, known: &[&str]) -> String {
    match similar::get_close_matches(name, known, 1, 0.6).first() {
        Some(near) => format!("there is no key `{name}`; did you mean `{near}`?"),
        None if known.is_empty() => format!("there is no key `{name}` here; remove it"),
        None => format!("there is no key `{name}`; the keys here are {}", known.join(", ")),
    }
}

/// Where the `nth` key `name` stands, at or after byte `from`: a mapping is marked at its first key.
fn find_key(text: &str, from: usize, name: &str, nth: usize) -> Range<usize> {
    let mut found = text[from..].match_indices(name).map(|(at, _)| from + at).filter(|&at| {
        let before = text[..at].trim_end_matches(['"', '\'', ' ']);
        let after = text[at + name.len()..].trim_start_matches(['"', '\'']);
        after.trim_start().starts_with(':')
            && (before.is_empty() || before.ends_with(['\n', '-', '{', ',', '?']))
    });
    found.nth(nth).map_or(from..(from + 1).min(text.len()), |at| at..at + name.len())
}
