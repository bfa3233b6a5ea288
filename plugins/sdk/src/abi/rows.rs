//! The rows that cross the plugin boundary: plain data, fixed layout.
//!
//! Offsets are bytes of the document's text; every index is a position in the
//! table that the field names. [`NONE`] stands for "no such thing". Tables are
//! stepped through by stride, so rows may grow at their end. Reached as
//! [`abi`](crate::abi)`::TokenRow` and so on; the header in C says the same.

use std::borrow::Cow;
use std::marker::PhantomData;

use bytemuck::{Pod, Zeroable};

use super::Table;

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
    /// A person by name, whatever state or body the id says that they serve.
    pub const PERSON: u32 = 4;
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

/// A table of rows that is stepped through by stride: an older reader sees the fields it knows of
/// rows that have grown since.
#[derive(Debug)]
pub struct Rows<'d, T> {
    ptr: *const u8,
    len: u32,
    stride: u32,
    borrowed: PhantomData<&'d [T]>,
}

impl<T> Clone for Rows<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rows<'_, T> {}

impl<'d, T: Copy> Rows<'d, T> {
    /// The rows of a slice.
    pub fn from_slice(rows: &'d [T]) -> Self {
        Rows {
            ptr: rows.as_ptr().cast(),
            len: rows.len() as u32,
            stride: size_of::<T>() as u32,
            borrowed: PhantomData,
        }
    }

    /// The rows of a table that crossed the boundary; none if they are smaller than `T` or misaligned.
    ///
    /// # Safety
    /// The table's `ptr` points at `len` rows `stride` bytes apart that stay unchanged for `'d`.
    pub(super) unsafe fn from_table(table: Table) -> Option<Self> {
        let (stride, align) = (table.stride as usize, align_of::<T>());
        if table.len == 0 {
            return Some(Rows::from_slice(&[]));
        }
        let usable = !table.ptr.is_null()
            && stride >= size_of::<T>()
            && stride.is_multiple_of(align)
            && table.ptr.addr().is_multiple_of(align);
        usable.then(|| Rows {
            ptr: table.ptr.cast(),
            len: table.len,
            stride: table.stride,
            borrowed: PhantomData,
        })
    }

    pub(super) fn table(self) -> Table {
        Table { ptr: self.ptr.cast(), len: self.len, stride: self.stride }
    }

    /// The rows as a slice; copied when they are wider than this version's.
    pub fn to_slice(self) -> Cow<'d, [T]> {
        if self.stride as usize == size_of::<T>() {
            // SAFETY: the constructors promise `len` rows, which `stride` shows to lie side by side.
            return Cow::Borrowed(unsafe { std::slice::from_raw_parts(self.ptr.cast(), self.len as usize) });
        }
        (0..self.len).filter_map(|index| self.get(index).copied()).collect()
    }

    /// Number of rows.
    pub fn len(self) -> u32 {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// Row `index`, if there is one.
    pub fn get(self, index: u32) -> Option<&'d T> {
        if index >= self.len {
            return None;
        }
        // SAFETY: the constructors promise `len` rows `stride` bytes apart, each at least one `T` large,
        // aligned for it and alive for `'d`; `index` was checked against `len`.
        Some(unsafe { &*self.ptr.add(index as usize * self.stride as usize).cast::<T>() })
    }
}

impl<'d, T: Pod> Rows<'d, T> {
    /// Rows `stride` words apart, as a later version with wider rows hands them over; none if `T` is wider
    /// than that.
    pub fn from_words(words: &'d [u32], stride: u32) -> Option<Self> {
        let bytes = stride as usize * size_of::<u32>();
        let fits = stride > 0 && bytes >= size_of::<T>() && align_of::<T>() <= align_of::<u32>();
        fits.then(|| Rows {
            ptr: words.as_ptr().cast(),
            len: (words.len() / stride as usize) as u32,
            stride: bytes as u32,
            borrowed: PhantomData,
        })
    }
}
