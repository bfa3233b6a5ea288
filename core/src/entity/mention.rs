//! Mentions while they are being found, and how they become rows of the
//! document.

use std::borrow::Cow;

use claimtrack_sdk::abi::{EntityRow, NONE};
use claimtrack_sdk::view::EntityKind;

use super::gazetteer::Form;
use crate::document::Document;

/// A stretch of tokens that names something.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// First token.
    pub(super) first: u32,
    /// Token after the last.
    pub(super) end: u32,
    /// Head token.
    pub(super) head: u32,
    /// What it resolves to; several joined by `+`, empty when unknown.
    pub(super) id: Cow<'static, str>,
    /// What sort of thing that is.
    pub(super) kind: EntityKind,
    /// How the words stand for it.
    pub(super) form: Form,
}

impl Mention {
    /// Whether it shares a token with `first..end`.
    pub(super) fn overlaps(&self, first: u32, end: u32) -> bool {
        self.first < end && first < self.end
    }
}

/// Puts `added`, in order of the text, over `mentions`: those that share a token with an added one go.
/// Of two added ones that overlap the first stays.
pub(super) fn overlay(mentions: &mut Vec<Mention>, added: Vec<Mention>) {
    let mut merged: Vec<Mention> = Vec::with_capacity(mentions.len() + added.len());
    let mut below = std::mem::take(mentions).into_iter().peekable();
    let mut reached = 0;
    for mention in added {
        if mention.first < reached {
            continue;
        }
        while let Some(kept) = below.next_if(|other| other.end <= mention.first) {
            if kept.first >= reached {
                merged.push(kept);
            }
        }
        while below.next_if(|other| other.overlaps(mention.first, mention.end)).is_some() {}
        reached = mention.end;
        merged.push(mention);
    }
    merged.extend(below.filter(|other| other.first >= reached));
    *mentions = merged;
}

/// Puts `found`, in order of the text, in place of the document's mentions.
pub(super) fn store(document: &mut Document, found: Vec<Mention>) {
    for mention in found {
        let flags = match mention.form {
            Form::Adjective => EntityRow::ADJECTIVE,
            Form::Person => EntityRow::PERSON,
            _ => 0,
        };
        push(document, &mention, flags);
    }
}

/// Adds one mention and marks its tokens; tokens that belong to an earlier mention keep it.
pub(super) fn push(document: &mut Document, mention: &Mention, flags: u32) {
    let number = document.entities.len() as u32;
    let id = document.strings.intern(&mention.id);
    document.entities.push(EntityRow {
        first_token: mention.first,
        end_token: mention.end,
        head: mention.head,
        id,
        kind: mention.kind as u16,
        reserved: 0,
        flags,
    });
    let tokens = mention.first as usize..mention.end as usize;
    for token in document.tokens.get_mut(tokens).into_iter().flatten() {
        if token.entity == NONE {
            token.entity = number;
        }
    }
}

/// Orders the document's mentions by their first token.
pub(super) fn sort(document: &mut Document) {
    let mut order: Vec<u32> = (0..document.entities.len() as u32).collect();
    order.sort_by_key(|&number| {
        let row = &document.entities[number as usize];
        (row.first_token, row.end_token)
    });
    let mut place = vec![NONE; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old as usize] = new as u32;
    }
    document.entities = order.iter().map(|&old| document.entities[old as usize]).collect();
    for token in &mut document.tokens {
        if token.entity != NONE {
            token.entity = place[token.entity as usize];
        }
    }
}
