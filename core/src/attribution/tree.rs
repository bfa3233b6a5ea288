//! The parse as arrays: children and yields of every token, so that a question costs no walk over
//! the sentence. Built once per document in linear time.

use std::ops::Range;

use claimtrack_sdk::abi::NONE;
use claimtrack_sdk::ud::{Deprel, Upos, Xpos};
use claimtrack_sdk::view::{Document, Token};

/// The parsed document with its shape worked out.
pub(super) struct Tree<'d> {
    document: &'d Document<'d>,
    /// Children of token `t`: `children[offset[t]..offset[t + 1]]`, in order.
    offset: Vec<u32>,
    children: Vec<u32>,
    /// First token and token after the last of everything below a token and the token itself.
    extent: Vec<(u32, u32)>,
}

impl<'d> Tree<'d> {
    pub(super) fn new(document: &'d Document<'d>) -> Tree<'d> {
        let len = document.token_rows.len() as usize;
        let head = |token: usize| {
            let head = document.token_rows.get(token as u32).map_or(NONE, |row| row.head);
            (head != NONE && (head as usize) < len).then_some(head as usize)
        };
        let mut offset = vec![0u32; len + 1];
        for token in 0..len {
            if let Some(head) = head(token) {
                offset[head + 1] += 1;
            }
        }
        for token in 0..len {
            offset[token + 1] += offset[token];
        }
        let mut next = offset.clone();
        let mut children = vec![0u32; offset[len] as usize];
        for token in 0..len {
            if let Some(head) = head(token) {
                children[next[head] as usize] = token as u32;
                next[head] += 1;
            }
        }
        // Leaves first: a token is done when all its children are.
        let mut extent: Vec<(u32, u32)> = (0..len as u32).map(|token| (token, token + 1)).collect();
        let mut open: Vec<u32> = (0..len).map(|token| offset[token + 1] - offset[token]).collect();
        let mut ready: Vec<usize> = (0..len).filter(|&token| open[token] == 0).collect();
        while let Some(token) = ready.pop() {
            if let Some(head) = head(token) {
                let (start, end) = extent[token];
                extent[head] = (extent[head].0.min(start), extent[head].1.max(end));
                open[head] -= 1;
                if open[head] == 0 {
                    ready.push(head);
                }
            }
        }
        Tree { document, offset, children, extent }
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> u32 {
        self.extent.len() as u32
    }

    /// Token `index`; the caller got the number from this document.
    pub(super) fn token(&self, index: u32) -> Token<'d> {
        self.document.token(index).expect("a token number of this document")
    }

    pub(super) fn text(&self, index: u32) -> &'d str {
        self.document.token(index).map_or("", Token::text)
    }

    pub(super) fn lemma(&self, index: u32) -> &'d str {
        self.document.token(index).map_or("", Token::lemma)
    }

    pub(super) fn upos(&self, index: u32) -> Upos {
        self.document.token(index).map_or(Upos::X, Token::upos)
    }

    pub(super) fn xpos(&self, index: u32) -> Xpos {
        self.document.token(index).map_or(Xpos::Unknown, Token::xpos)
    }

    pub(super) fn deprel(&self, index: u32) -> Deprel {
        self.document.token(index).map_or(Deprel::Dep, Token::deprel)
    }

    pub(super) fn head(&self, index: u32) -> Option<u32> {
        self.document.token(index)?.head().map(Token::index)
    }

    pub(super) fn children(&self, index: u32) -> impl DoubleEndedIterator<Item = u32> + '_ {
        let range = match (self.offset.get(index as usize), self.offset.get(index as usize + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        };
        self.children[range].iter().copied()
    }

    /// The first child by any of `relations`.
    pub(super) fn child(&self, index: u32, relations: &[Deprel]) -> Option<u32> {
        self.children(index).find(|&child| relations.contains(&self.deprel(child)))
    }

    /// All tokens from the first below `index` to the last, `index` among them.
    pub(super) fn extent(&self, index: u32) -> Range<u32> {
        self.extent.get(index as usize).map_or(index..index, |&(start, end)| start..end)
    }

    /// Whether `token` hangs below `ancestor`, at any depth, or is it.
    pub(super) fn below(&self, token: u32, ancestor: u32) -> bool {
        let mut at = Some(token);
        while let Some(index) = at {
            if index == ancestor {
                return true;
            }
            at = self.head(index);
        }
        false
    }

    /// Tokens of the sentence that holds `index`.
    pub(super) fn sentence(&self, index: u32) -> Range<u32> {
        self.document
            .token(index)
            .and_then(Token::sentence)
            .map_or(index..index, |sentence| sentence.row().first_token..sentence.row().end_token)
    }

    /// Whether the sentence of `index` is a heading; the first of a document is its title, full stop or not.
    pub(super) fn is_heading(&self, index: u32) -> bool {
        let sentence = self.document.token(index).and_then(Token::sentence);
        sentence.is_some_and(|sentence| sentence.is_heading() || sentence.row().first_token == 0)
    }

    /// Number of the paragraph that holds `index`.
    pub(super) fn paragraph(&self, index: u32) -> Option<u32> {
        Some(self.document.token(index)?.sentence()?.row().paragraph)
    }

    /// Whether white space comes before the token in the text.
    pub(super) fn space_before(&self, index: u32) -> bool {
        let start = self.token(index).row().start as usize;
        start == 0 || self.document.text[..start].ends_with(char::is_whitespace)
    }

    /// Whether the token is a mark and no word.
    pub(super) fn is_mark(&self, index: u32) -> bool {
        !self.text(index).contains(char::is_alphanumeric)
    }

    /// Whether the token is a finite verb, or the word that a finite copula or auxiliary stands with.
    pub(super) fn is_finite(&self, index: u32) -> bool {
        let finite = |token: u32| self.xpos(token).is_finite();
        // "said the findings raised questions": a past that was taken for a participle has a subject.
        let past = self.xpos(index) == Xpos::Vbn
            && self.children(index).any(|child| self.deprel(child) == Deprel::Nsubj)
            && !self.children(index).any(|child| self.deprel(child) == Deprel::Aux);
        past || finite(index)
            || self.children(index).any(|child| {
                matches!(self.deprel(child), Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && finite(child)
            })
    }

    /// `range` without marks, coordinators and quotation marks at its ends, as `keep` allows them.
    pub(super) fn trim(&self, range: Range<u32>) -> Range<u32> {
        let Range { mut start, mut end } = range;
        while start < end && self.is_mark(start) && !matches!(self.text(start), "$" | "#" | "(" | "[" | "@") {
            start += 1;
        }
        while start < end && self.is_mark(end - 1) && !matches!(self.text(end - 1), "%" | ")" | "]") {
            end -= 1;
        }
        start..end
    }
}
