//! Where each item of a YAML block list stands, by lines. A scan of indents;
//! whoever relies on it counts the items against what the parser found.

use std::ops::Range;

/// The items of the block list under the top-level key `key`, and the place behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Items {
    /// Bytes of the list, from the line after the key to where a further item would be written.
    pub(super) body: Range<usize>,
    /// Bytes of each item: from the line of its dash to the end of its last line that belongs to it.
    pub(super) items: Vec<Range<usize>>,
    /// Spaces before each dash.
    pub(super) indent: usize,
}

/// Finds the items of the list under `key`, whose own line has `key_indent` spaces before it. None when
/// there is no such key, or something stands behind it on its line.
pub(super) fn items(text: &str, key: &str, key_indent: usize) -> Option<Items> {
    let mut lines = lines(text, 0..text.len());
    let head = lines.by_ref().find(|line| {
        line.indent == key_indent
            && line.body(text).strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'))
    })?;
    let rest = head.body(text)[key.len()..].trim_start().strip_prefix(':')?.trim();
    if !(rest.is_empty() || rest.starts_with('#')) {
        return None;
    }
    let mut found = Items { body: head.range.end..head.range.end, items: Vec::new(), indent: key_indent };
    // Comments and empty lines belong to an item only when a deeper line of it follows or they are deeper.
    for line in lines {
        let body = line.body(text);
        let blank = body.is_empty();
        let comment = body.starts_with('#');
        let dash = body == "-" || body.starts_with("- ") || body.starts_with("-\t");
        if found.items.is_empty() {
            if blank || comment {
                continue;
            }
            if !dash || line.indent < key_indent {
                break;
            }
            found.indent = line.indent;
        }
        if dash && line.indent == found.indent {
            found.items.push(line.range.clone());
        } else if blank || (comment && line.indent <= found.indent) {
            continue;
        } else if line.indent > found.indent {
            if let Some(item) = found.items.last_mut() {
                item.end = line.range.end;
            }
        } else {
            break;
        }
        found.body.end = line.range.end;
    }
    Some(found)
}

/// A line of a text.
struct Line {
    range: Range<usize>,
    indent: usize,
}

impl Line {
    /// Its text without indent and line end.
    fn body<'t>(&self, text: &'t str) -> &'t str {
        text[self.range.clone()].trim()
    }
}

fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Line> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        if at >= range.end {
            return None;
        }
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..range.end]).map_or(range.end, |to| at + to + 1);
        let indent = text.as_bytes()[at..end].iter().take_while(|&&byte| byte == b' ').count();
        let line = Line { range: at..end, indent };
        at = end;
        Some(line)
    })
}
