//! A file's text with some claims changed: everything else keeps its bytes.
//! Within a changed claim, fields and evidence that did not change keep theirs.
//!
//! The result is parsed again before it is handed out; a text that does not
//! hold exactly the claims meant is never returned.

use std::collections::HashMap;
use std::ops::Range;

use super::error::LedgerError;
use super::layout;
use super::model::{Claim, LedgerFile};
use super::parse::parse;
use super::patch;
use super::render::render;

/// The text of `file` with `claims` in it. Claims are told by their ids; those that are kept must stand
/// in the order they have in the file.
///
/// # Errors
/// [`LedgerError::Layout`] when the file is laid out so that its claims can not be told apart by lines.
pub fn rewrite(file: &LedgerFile, claims: &[Claim]) -> Result<String, LedgerError> {
    if claims == file.claims {
        return Ok(file.text.to_string());
    }
    let place = Place::of(file)?;
    for change in [patch::claim as Writer, whole] {
        let text = place.splice(file, claims, change);
        // A text that reads otherwise than meant comes of a layout that the scan of lines misjudged.
        if parse(&file.path, text.as_bytes()).is_ok_and(|read| read.claims == claims) {
            return Ok(text);
        }
    }
    Err(LedgerError::Layout { path: file.path.clone() })
}

/// Writes a changed claim: its old text, old and new value, and the spaces before its dash.
type Writer = fn(&str, &Claim, &Claim, usize) -> String;

fn whole(_: &str, _: &Claim, new: &Claim, indent: usize) -> String {
    render(new, indent)
}

/// Where the claims of a file stand.
struct Place {
    /// What stands before the first claim, with the key `claims:` on a line of its own.
    head: String,
    /// Bytes of the old text that `head` takes the place of.
    old_head: usize,
    indent: usize,
}

impl Place {
    fn of(file: &LedgerFile) -> Result<Place, LedgerError> {
        let layout = || LedgerError::Layout { path: file.path.clone() };
        if let Some(found) = layout::items(&file.text, "claims", 0) {
            if found.items.len() != file.claims.len() {
                return Err(layout());
            }
            let mut head = file.text[..found.body.start].to_owned();
            if !head.ends_with('\n') {
                head.push('\n');
            }
            return Ok(Place { head, old_head: found.body.start, indent: found.indent });
        }
        if !file.claims.is_empty() {
            return Err(layout());
        }
        // `claims: []`, or no such key.
        let line = file.text.split_inclusive('\n').scan(0, |end, line| {
            *end += line.len();
            Some((*end - line.len()..*end, line))
        });
        let mut line = line.filter(|(_, line)| line.starts_with("claims:"));
        let (range, comment) = match line.next() {
            Some((range, line)) => (range, line.find(" #").map_or("", |at| line[at..].trim_end())),
            None => (file.text.len()..file.text.len(), ""),
        };
        let mut head = file.text[..range.start].to_owned();
        if !head.is_empty() && !head.ends_with('\n') {
            head.push('\n');
        }
        head.push_str("claims:");
        head.push_str(comment);
        head.push('\n');
        Ok(Place { head, old_head: range.end, indent: 0 })
    }

    fn splice(&self, file: &LedgerFile, claims: &[Claim], change: Writer) -> String {
        let old: HashMap<&str, usize> =
            file.claims.iter().enumerate().map(|(index, claim)| (claim.id.as_str(), index)).collect();
        let mut out = self.head.clone();
        let mut at = self.old_head;
        let mut next = 0;
        for claim in claims {
            let Some(&index) = old.get(claim.id.as_str()).filter(|&&index| index >= next) else {
                line_end(&mut out);
                out.push_str(&render(claim, self.indent));
                continue;
            };
            // Claims that are gone, and what stands between: comments stay.
            for gone in &file.ranges[next..index] {
                push(&mut out, &file.text, at..gone.start);
                at = gone.end;
            }
            let range = file.ranges[index].clone();
            push(&mut out, &file.text, at..range.start);
            let text = &file.text[range.clone()];
            line_end(&mut out);
            if file.claims[index] == *claim {
                out.push_str(text);
            } else {
                out.push_str(&change(text, &file.claims[index], claim, self.indent));
            }
            at = range.end;
            next = index + 1;
        }
        for gone in &file.ranges[next..] {
            push(&mut out, &file.text, at..gone.start);
            at = gone.end;
        }
        push(&mut out, &file.text, at..file.text.len());
        if claims.is_empty() {
            return out.replacen("claims:\n", "claims: []\n", 1);
        }
        out
    }
}

fn push(out: &mut String, text: &str, range: Range<usize>) {
    if !range.is_empty() {
        line_end(out);
        out.push_str(&text[range]);
    }
}

fn line_end(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}
