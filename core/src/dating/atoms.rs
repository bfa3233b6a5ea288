//! Atoms: what the grammar reads. A token is cut into runs of letters and
//! figures and single marks, so that "3-4", "11a.m." and "mid-May" read the
//! same however the tokeniser joined them. Each atom remembers its token.

use std::borrow::Cow;

use claimtrack_sdk::ud::{Upos, Xpos};

use crate::document::Document;

/// A run of letters and figures, or one mark.
#[derive(Clone, Debug)]
pub(super) struct Atom<'d> {
    pub(super) text: &'d str,
    /// `text` in lower case.
    pub(super) lower: Cow<'d, str>,
    /// First byte in the document.
    pub(super) start: u32,
    /// Byte after the last.
    pub(super) end: u32,
    /// The token it is part of.
    pub(super) token: u32,
    /// The sentence of that token.
    pub(super) sentence: u32,
    /// Nothing stands between it and the atom before.
    pub(super) glued: bool,
    /// A paragraph ends before it; nothing is read across.
    pub(super) breaks: bool,
    pub(super) xpos: Xpos,
    pub(super) upos: Upos,
}

impl Atom<'_> {
    /// Its number, if it is written in ASCII figures alone, and how many figures.
    pub(super) fn figures(&self) -> Option<(u32, usize)> {
        let all = self.text.len() <= 9 && self.text.bytes().all(|byte| byte.is_ascii_digit());
        if all { Some((self.text.parse().ok()?, self.text.len())) } else { None }
    }

    /// Whether it begins with a capital letter.
    pub(super) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it begins with a letter or a figure.
    pub(super) fn is_word(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_alphanumeric)
    }

    /// Whether it begins with a letter.
    pub(super) fn is_letters(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_alphabetic)
    }
}

/// Cuts the document's tokens into atoms.
pub(super) fn atoms(document: &Document) -> Vec<Atom<'_>> {
    let mut atoms = Vec::with_capacity(document.tokens.len() * 5 / 4);
    let mut end = 0u32;
    for (index, row) in document.tokens.iter().enumerate() {
        let Some(text) = document.text.get(row.start as usize..row.end as usize) else { continue };
        let mut breaks = document
            .text
            .get(end as usize..row.start as usize)
            .is_some_and(|gap| gap.bytes().filter(|&byte| byte == b'\n').count() > 1);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let length = if first.is_alphanumeric() {
                rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (word, after) = rest.split_at(length);
            let start = row.start + (text.len() - rest.len()) as u32;
            rest = after;
            if first.is_whitespace() {
                continue;
            }
            let lower = if word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || !byte.is_ascii_alphabetic() && byte.is_ascii())
            {
                Cow::Borrowed(word)
            } else {
                Cow::Owned(word.to_lowercase())
            };
            atoms.push(Atom {
                text: word,
                lower,
                start,
                end: start + length as u32,
                token: index as u32,
                sentence: row.sentence,
                glued: start == end && !atoms.is_empty(),
                breaks: std::mem::take(&mut breaks),
                xpos: Xpos::from_number((row.flags & claimtrack_sdk::abi::TokenRow::XPOS_MASK) as u16),
                upos: Upos::from_number(row.upos),
            });
            end = start + length as u32;
        }
        end = row.end;
    }
    atoms
}
