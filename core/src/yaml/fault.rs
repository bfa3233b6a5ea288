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

    /// The fault that the parser found, pointed at the key that it names. `keys` gives those of the outermost
    /// mapping.
    pub(super) fn from_parser(
        text: &str,
        error: &serde_yaml::Error,
        keys: impl FnOnce() -> Vec<String>,
    ) -> Fault {
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
        let end = text[offset..].find('\n').map_or(text.len(), |length| offset + length);
        if let Some((head, kinds)) = message.split_once("invalid type: ")
            && let Some((found, expected)) = kinds.rsplit_once(", expected ")
        {
            let keys = if head.is_empty() && raw.starts_with(message) { keys() } else { Vec::new() };
            let value = found.split(['`', '"']).nth(1).filter(|value| !value.is_empty());
            let span = value
                .and_then(|value| text[offset..].find(value).map(|at| offset + at..offset + at + value.len()))
                .unwrap_or(offset..end);
            return Fault::at(text, span, wrong_type(found, expected, &keys));
        }
        if let Some(value) = message.split('`').nth(1).filter(|value| !value.is_empty())
            && let Some(at) = text[offset..].find(value)
        {
            // "unknown stage `signed`": the mark is that of the mapping, the value stands further on.
            let at = offset + at;
            return Fault::at(text, at..at + value.len(), message.to_owned());
        }
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

/// The keys that a mapping of type `T` may have: those that the parser names when it meets another.
pub(super) fn keys_of<T: serde::de::DeserializeOwned>() -> Vec<String> {
    let refused = serde_yaml::from_str::<T>("\"\":").err().map(|error| error.to_string());
    let list = refused.as_deref().and_then(|message| message.split_once("unknown field ``, expected "));
    list.map_or_else(Vec::new, |(_, list)| names(list).into_iter().map(str::to_owned).collect())
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

/// A value of another type than the one that belongs there, in the words of those who write YAML. `keys` are
/// those that the file may begin with, when it is the outermost value that is wrong.
fn wrong_type(found: &str, expected: &str, keys: &[String]) -> String {
    let found = match found.split_once(' ') {
        _ if found == "sequence" => "a list".to_owned(),
        _ if found == "map" => "a mapping of keys".to_owned(),
        _ if found == "unit value" => "nothing".to_owned(),
        Some(("string", text)) => format!("the text {text}"),
        Some((_, value)) => value.to_owned(),
        None => found.to_owned(),
    };
    let (expected, cure) = match expected {
        "a map" => ("a mapping of keys", "write `key: value` lines"),
        "a sequence" => ("a list", "write each entry on a line of its own, after `- `"),
        "a string" => ("a text", "put it in quotation marks if it is one"),
        _ if expected.starts_with("struct ") => ("a mapping of keys", "write `key: value` lines"),
        _ => (expected, ""),
    };
    match keys {
        [] if cure.is_empty() => format!("{found} stands where {expected} belongs"),
        [] => format!("{found} stands where {expected} belongs; {cure}"),
        [key] => format!("{found} stands where the file has to begin with its key; put it under `{key}:`"),
        _ => format!(
            "{found} stands where the file has to begin with its keys; put it under the one it belongs to, of `{}`",
            keys.join(":`, `") + ":"
        ),
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
