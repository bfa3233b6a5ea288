//! Plays a later version of this host: rows, documents and sinks that have
//! grown at their ends. A plugin that steps by `sizeof` instead of `stride`,
//! or refuses a larger struct, is found out before such a host exists.

use bytemuck::Pod;
use claimtrack_sdk::abi::{DateRow, EntityRow, Rows, SentenceRow, StringRow, TokenRow};
use claimtrack_sdk::view::Document;

/// Words appended to each row.
const MORE: usize = 3;

/// What stands in them: nothing a plugin could mistake for an index or a length.
const JUNK: u32 = 0xDEAD_BEEF;

/// A document whose rows are wider than this version's.
pub(crate) struct LaterDocument<'d> {
    document: &'d Document<'d>,
    strings: Vec<u32>,
    sentences: Vec<u32>,
    tokens: Vec<u32>,
    entities: Vec<u32>,
    dates: Vec<u32>,
}

impl<'d> LaterDocument<'d> {
    pub(crate) fn new(document: &'d Document<'d>) -> LaterDocument<'d> {
        LaterDocument {
            strings: widen(document.strings),
            sentences: widen(document.sentence_rows),
            tokens: widen(document.token_rows),
            entities: widen(document.entity_rows),
            dates: widen(document.date_rows),
            document,
        }
    }

    pub(crate) fn view(&self) -> Document<'_> {
        Document {
            id: self.document.id,
            text: self.document.text,
            string_bytes: self.document.string_bytes,
            strings: rows::<StringRow>(&self.strings),
            sentence_rows: rows::<SentenceRow>(&self.sentences),
            token_rows: rows::<TokenRow>(&self.tokens),
            entity_rows: rows::<EntityRow>(&self.entities),
            date_rows: rows::<DateRow>(&self.dates),
        }
    }
}

fn widen<T: Pod>(rows: Rows<'_, T>) -> Vec<u32> {
    let rows = rows.to_slice();
    let words: &[u32] = bytemuck::cast_slice(&rows);
    words
        .chunks(size_of::<T>() / size_of::<u32>())
        .flat_map(|row| row.iter().copied().chain([JUNK; MORE]))
        .collect()
}

fn rows<T: Pod>(words: &[u32]) -> Rows<'_, T> {
    let stride = size_of::<T>() / size_of::<u32>() + MORE;
    Rows::from_words(words, stride as u32).unwrap_or_else(|| Rows::from_slice(&[]))
}
