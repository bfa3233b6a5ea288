//! The rows that cross the plugin boundary: plain data, fixed layout.
//!
//! Offsets are bytes of the document's text; every index is a position in the
//! table that the field names. [`NONE`] stands for "no such thing". Tables are
//! stepped through by stride, so rows may grow at their end. Reached as
//! [`abi`](crate::abi)`::TokenRow` and so on; the header in C says the same.

use bytemuck::{Pod, Zeroable};

/// "No index": the head of a root, the entity of a token outside any mention.
pub const NONE: u32 = u32::MAX;

/// A string of the document's string table: a range of `string_bytes`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
pub struct StringRow {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

/// A sentence: a range of the text and of the tokens.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
pub struct SentenceRow {
    /// First byte of the text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// First token.
    pub first_token: u32,
    /// Token after the last.
    pub end_token: u32,
    /// Number of the paragraph that holds it, from 0.
    pub paragraph: u32,
    /// [`SentenceRow::PARSED`] and its siblings.
    pub flags: u32,
}

impl SentenceRow {
    /// Heads and relations of its tokens are set.
    pub const PARSED: u32 = 1;
    /// A heading, a byline or other text that is no sentence.
    pub const HEADING: u32 = 2;
}

/// A token: a word or a mark, with its analysis.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
pub struct TokenRow {
    /// First byte of the text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Lemma, in the string table.
    pub lemma: u32,
    /// Sentence that holds it.
    pub sentence: u32,
    /// Token it hangs on; [`NONE`] for a root and in sentences that were not parsed.
    pub head: u32,
    /// Entity mention that covers it, or [`NONE`].
    pub entity: u32,
    /// Number of its [`Deprel`](crate::ud::Deprel).
    pub deprel: u16,
    /// Number of its [`Upos`](crate::ud::Upos).
    pub upos: u16,
    /// Low 8 bits: number of its [`Xpos`](crate::ud::Xpos); above them the flags below.
    pub flags: u32,
}

impl TokenRow {
    /// The Penn tag's bits in `flags`.
    pub const XPOS_MASK: u32 = 0xff;
    /// White space follows it.
    pub const SPACE_AFTER: u32 = 1 << 8;
    /// It stands inside quotation marks.
    pub const QUOTED: u32 = 1 << 9;
}

/// A mention of an entity.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
pub struct EntityRow {
    /// First token.
    pub first_token: u32,
    /// Token after the last.
    pub end_token: u32,
    /// Head token of the mention.
    pub head: u32,
    /// What it resolves to, in the string table: ISO 3166-1 alpha-3, a standard code or a name; several
    /// joined by `+`; the empty string when unknown.
    pub id: u32,
    /// Number of its [`EntityKind`](crate::view::EntityKind).
    pub kind: u16,
    /// Zero.
    pub reserved: u16,
    /// [`EntityRow::ADJECTIVE`] and its siblings.
    pub flags: u32,
}

impl EntityRow {
    /// An adjective or demonym ("Ruritanian").
    pub const ADJECTIVE: u32 = 1;
    /// A pronoun or a description resolved by the text ("they", "the regime").
    pub const ANAPHOR: u32 = 2;
}

/// A date expression.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
pub struct DateRow {
    /// First token.
    pub first_token: u32,
    /// Token after the last.
    pub end_token: u32,
    /// EDTF value in the string table; the empty string when it can't be resolved.
    pub value: u32,
    /// Zero.
    pub flags: u32,
}
