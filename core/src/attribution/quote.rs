//! Quotation marks: which tokens stand in which quotation, over sentences and paragraphs. Follows the
//! convention that a quotation which goes on in the next paragraph is opened there again and closed
//! only at its end. Says nothing of who speaks.

use std::ops::Range;

use claimtrack_sdk::abi::NONE;

use super::tree::Tree;

/// The quotations of a document.
pub(super) struct Quotes {
    /// Each quotation's token ranges, one per paragraph, marks included.
    parts: Vec<Vec<Range<u32>>>,
    /// Quotation that holds a token, or [`NONE`].
    of: Vec<u32>,
}

/// What a mark does to a quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    /// Straight double marks open and close alike.
    Either,
}

/// A family of marks that close each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
}

impl Quotes {
    pub(super) fn new(tree: &Tree) -> Quotes {
        let mut quotes = Quotes { parts: Vec::new(), of: vec![NONE; tree.len() as usize] };
        let mut start = 0;
        let mut continued = None;
        while start < tree.len() {
            let paragraph = tree.paragraph(start);
            let mut end = start + 1;
            while end < tree.len() && tree.paragraph(end) == paragraph {
                end += 1;
            }
            continued = quotes.paragraph(tree, start..end, continued);
            start = end;
        }
        quotes
    }

    /// The quotation that holds `token`.
    pub(super) fn of(&self, token: u32) -> Option<u32> {
        self.of.get(token as usize).copied().filter(|&quote| quote != NONE)
    }

    /// The token ranges of a quotation, marks included.
    pub(super) fn parts(&self, quote: u32) -> &[Range<u32>] {
        &self.parts[quote as usize]
    }

    /// First token and token after the last.
    pub(super) fn extent(&self, quote: u32) -> Range<u32> {
        let parts = self.parts(quote);
        parts[0].start..parts[parts.len() - 1].end
    }

    /// Reads one paragraph; `continued` is a quotation that the one before left open. Returns the one
    /// that this leaves open.
    fn paragraph(&mut self, tree: &Tree, range: Range<u32>, continued: Option<u32>) -> Option<u32> {
        let mut open: Option<(u32, Family)> = None;
        let mut depth = 0u32;
        let mut again = continued;
        // A single mark that nothing closes later in the paragraph is an apostrophe.
        let last_single =
            range.clone().rev().find(|&token| mark(tree, token) == Some((Family::Single, Mark::Close)));
        // A straight mark that nothing closes and that has curly ones behind it is a blot of the layout.
        let straight = |token: u32| matches!(tree.text(token), "\"" | "''");
        let curly = |token: u32| matches!(tree.text(token), "“" | "”");
        let blot = straight(range.start)
            && !(range.start + 1..range.end).any(straight)
            && (range.start + 1..range.end).any(curly);
        for token in range.clone().skip(usize::from(blot)) {
            let Some((family, mark)) = mark(tree, token) else { continue };
            match open {
                None if mark != Mark::Close => {
                    if family == Family::Single && last_single.is_none_or(|last| last < token) {
                        continue;
                    }
                    open = Some((token, family));
                    depth = 1;
                    // Only a mark at the very start of the paragraph takes the quotation up again.
                    if token != range.start {
                        again = None;
                    }
                }
                None => {}
                Some((_, opened)) if opened != family => {}
                Some((start, _)) => {
                    if mark == Mark::Open && token > start + 1 {
                        depth += 1;
                        continue;
                    }
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        self.add(again.take(), start..token + 1);
                        open = None;
                    }
                }
            }
        }
        // Never closed in this paragraph: it runs to the end, and on if the next one opens with a mark.
        let (start, family) = open?;
        (family != Family::Single).then(|| self.add(again, start..range.end))
    }

    fn add(&mut self, continues: Option<u32>, part: Range<u32>) -> u32 {
        let quote = continues.unwrap_or(self.parts.len() as u32);
        for token in part.clone() {
            self.of[token as usize] = quote;
        }
        match self.parts.get_mut(quote as usize) {
            Some(parts) => parts.push(part),
            None => self.parts.push(vec![part]),
        }
        quote
    }
}

/// What `token` does as a quotation mark.
fn mark(tree: &Tree, token: u32) -> Option<(Family, Mark)> {
    let text = tree.text(token);
    Some(match text {
        "“" | "«" | "„" | "``" => (Family::Double, Mark::Open),
        // Mistyped at the front of a word, it opens.
        "”" if by_spacing(tree, token) == Mark::Open => (Family::Double, Mark::Open),
        "”" | "»" => (Family::Double, Mark::Close),
        "\"" | "''" => (Family::Double, by_spacing(tree, token)),
        "‘" if opens(tree, token) => (Family::Single, Mark::Open),
        "’" => (Family::Single, Mark::Close),
        "'" => match by_spacing(tree, token) {
            Mark::Either => return None,
            mark => (Family::Single, mark),
        },
        _ => return None,
    })
}

fn opens(tree: &Tree, token: u32) -> bool {
    token + 1 < tree.len() && !tree.space_before(token + 1)
}

/// A straight mark opens before a word and closes after one.
fn by_spacing(tree: &Tree, token: u32) -> Mark {
    let before =
        tree.space_before(token) || token > 0 && matches!(tree.text(token - 1), "(" | "[" | "—" | "--");
    let after = token + 1 >= tree.len() || tree.space_before(token + 1);
    match (before, after) {
        (true, false) => Mark::Open,
        (false, true) => Mark::Close,
        _ => Mark::Either,
    }
}
