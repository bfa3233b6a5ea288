//! Scalars: plain where every reader of YAML 1.1 and 1.2 takes the text for
//! that very string, else in double quotes, which JSON's escapes fit.

use std::fmt::Write as _;

/// Where a scalar stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// In a block collection.
    Block,
    /// Between brackets or braces.
    Flow,
}

/// `text` as a scalar on one line, plain if that is safe in `context`.
pub fn quote(text: &str, context: Context) -> String {
    if is_plain(text, context) { text.to_owned() } else { double(text) }
}

/// Words that some reader takes for a truth value or for nothing.
const RESERVED: [&str; 11] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"];

fn is_plain(text: &str, context: Context) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if is_day(text) {
        return true;
    }
    if !first.is_alphabetic() || text.ends_with([' ', ':']) || text.contains(": ") || text.contains(" #") {
        return false;
    }
    if RESERVED.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return false;
    }
    // Nothing that a reader folds, cuts or takes for the end of a collection.
    let awkward = |character: char| match character {
        '\t' => true,
        ',' | '[' | ']' | '{' | '}' | '"' | '#' | ':' => context == Context::Flow,
        _ => !is_printable(character),
    };
    !text.chars().any(awkward)
}

/// A full date, which reads as a string where the schema asks for one.
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Whether a character may stand in YAML unescaped, and means itself there.
fn is_printable(character: char) -> bool {
    match character {
        ' '..='~' => true,
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => false,
        _ => character >= '\u{A0}',
    }
}

fn double(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_printable(character) => out.push(character),
            _ if (character as u32) < 0x100 => {
                let _ = write!(out, "\\x{:02X}", character as u32);
            }
            _ => {
                let _ = write!(out, "\\u{:04X}", character as u32);
            }
        }
    }
    out.push('"');
    out
}
