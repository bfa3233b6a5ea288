//! The analysed document: rows in tables, and the borrowed views on them that
//! the core and the plugins share. Holds what the analysis found; finds nothing.

use std::collections::HashMap;
use std::sync::Arc;

use claimtrack_sdk::abi::{DateRow, EntityRow, Rows, SentenceRow, StringRow, TokenRow};
use claimtrack_sdk::view;

/// Strings that rows refer to by number, each held once.
#[derive(Clone, Debug, Default)]
pub struct StringTable {
    bytes: String,
    rows: Vec<StringRow>,
    index: HashMap<Box<str>, u32>,
}

impl StringTable {
    /// The number of `text`, added if it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.index.get(text) {
            return id;
        }
        let id = self.rows.len() as u32;
        let start = self.bytes.len() as u32;
        self.bytes.push_str(text);
        self.rows.push(StringRow { start, end: self.bytes.len() as u32 });
        self.index.insert(text.into(), id);
        id
    }

    /// String `id`; the empty string if there is none.
    pub fn get(&self, id: u32) -> &str {
        self.rows.get(id as usize).map_or("", |row| &self.bytes[row.start as usize..row.end as usize])
    }
}

/// One analysed document. Rows are those of the plugin boundary, so that nothing is converted on the
/// way to a plugin.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The source's id.
    pub id: String,
    /// The source's text.
    pub text: Arc<str>,
    /// Lemmas, entity ids and date values.
    pub strings: StringTable,
    /// Sentences in order.
    pub sentences: Vec<SentenceRow>,
    /// Tokens in order.
    pub tokens: Vec<TokenRow>,
    /// Entity mentions in order of their first token.
    pub entities: Vec<EntityRow>,
    /// Date expressions in order.
    pub dates: Vec<DateRow>,
}

impl Document {
    /// A borrowed view of everything.
    pub fn view(&self) -> view::Document<'_> {
        view::Document {
            id: &self.id,
            text: &self.text,
            string_bytes: &self.strings.bytes,
            strings: Rows::from_slice(&self.strings.rows),
            sentence_rows: Rows::from_slice(&self.sentences),
            token_rows: Rows::from_slice(&self.tokens),
            entity_rows: Rows::from_slice(&self.entities),
            date_rows: Rows::from_slice(&self.dates),
        }
    }
}
