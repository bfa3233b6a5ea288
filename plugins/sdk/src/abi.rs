//! The contract between host and plugin: plain structs of fixed layout, one
//! static descriptor per plugin, and the only unsafe code of this crate.
//!
//! Additions only append. Structs say their size, tables their stride, and
//! anything larger is an extension asked for by name, so a plugin and a host
//! of different minor versions meet in what both know. Every pointer a call
//! hands over dies when that call returns. `include/claimtrack_plugin.h` is
//! the same contract in C; a test holds the two together.
#![allow(unsafe_code, reason = "the contract with plugins; every block argues its case")]

use std::borrow::Cow;
use std::ffi::c_void;
use std::mem::offset_of;

pub use self::rows::{DateRow, EntityRow, NONE, Rows, SentenceRow, StringRow, TokenRow};
pub use self::shim::Shim;
use crate::draft::{Argument, Draft, InvalidDraft, MAX_ARGUMENTS, Role, Stage};
use crate::view;

mod rows;
mod shim;

/// First bytes of every descriptor.
pub const MAGIC: [u8; 8] = *b"CLAIMTRK";
/// Changes when old plugins can no longer be run.
pub const ABI_MAJOR: u32 = 1;
/// Changes when something was appended.
pub const ABI_MINOR: u32 = 0;
/// Name of the one symbol that a plugin exports.
pub const SYMBOL: &str = "claimtrack_plugin_descriptor";

/// A call went well.
pub const OK: i32 = 0;
/// A call failed and said why through [`RawSink::error`].
pub const FAILED: i32 = 1;
/// A call was handed a struct that lacks fields of the contract's first version, or broken text.
pub const UNREADABLE: i32 = 2;
/// [`RawSink::emit`] takes no more drafts of this document.
pub const FULL: i32 = 3;

/// Extension: the lemmas without which the plugin finds nothing ([`RawList`]).
pub const TRIGGERS: &str = "claimtrack.triggers/1";
/// Extension: the names of the plugin's rules ([`RawList`]).
pub const RULES: &str = "claimtrack.rules/1";
/// Extension: what each rule lacked in each sentence ([`RawExplain`]).
pub const EXPLAIN: &str = "claimtrack.explain/1";

/// UTF-8 text; no terminating zero. A null pointer stands for the empty text.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Str {
    /// First byte.
    pub ptr: *const u8,
    /// Length in bytes.
    pub len: usize,
}

impl Str {
    /// Points at `text`, which must outlive it.
    pub const fn new(text: &str) -> Str {
        Str { ptr: text.as_ptr(), len: text.len() }
    }

    /// Points at each of `texts`; for a plugin's static list of kinds.
    pub const fn list<const N: usize>(texts: &[&'static str]) -> StrList<N> {
        let mut list = [Str::new(""); N];
        let mut index = 0;
        while index < N {
            list[index] = Str::new(texts[index]);
            index += 1;
        }
        StrList(list)
    }

    /// The text, or nothing if it isn't UTF-8 or is a null pointer with a length.
    ///
    /// # Safety
    /// `ptr` is null or points at `len` readable bytes that stay unchanged for `'d`.
    pub unsafe fn get<'d>(self) -> Option<&'d str> {
        if self.len == 0 {
            return Some("");
        }
        if self.ptr.is_null() || self.len > isize::MAX as usize {
            return None;
        }
        // SAFETY: not null, of a possible length; the caller vouches for the rest.
        std::str::from_utf8(unsafe { std::slice::from_raw_parts(self.ptr, self.len) }).ok()
    }
}

/// A static list of texts.
#[repr(transparent)]
#[derive(Debug)]
pub struct StrList<const N: usize>([Str; N]);

// SAFETY: made by `Str::list` alone, from texts that live for ever and never change.
unsafe impl<const N: usize> Sync for StrList<N> {}

/// Rows that are stepped through by `stride` bytes, not by the size the reader knows.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// First row.
    pub ptr: *const c_void,
    /// Number of rows.
    pub len: u32,
    /// Bytes from one row to the next.
    pub stride: u32,
}

/// An analysed document, as it crosses the boundary.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct RawDocument {
    /// Bytes of this struct that the host filled in.
    pub struct_size: u32,
    /// Zero.
    pub flags: u32,
    /// The source's id.
    pub id: Str,
    /// The source's text.
    pub text: Str,
    /// Bytes of the string table.
    pub string_bytes: Str,
    /// Of [`StringRow`].
    pub strings: Table,
    /// Of [`SentenceRow`].
    pub sentences: Table,
    /// Of [`TokenRow`].
    pub tokens: Table,
    /// Of [`EntityRow`].
    pub entities: Table,
    /// Of [`DateRow`].
    pub dates: Table,
}

impl RawDocument {
    /// Points at everything `document` borrows; use it only while that lives.
    pub fn new(document: &view::Document<'_>) -> RawDocument {
        RawDocument {
            struct_size: size_of::<RawDocument>() as u32,
            flags: 0,
            id: Str::new(document.id),
            text: Str::new(document.text),
            string_bytes: Str::new(document.string_bytes),
            strings: document.strings.table(),
            sentences: document.sentence_rows.table(),
            tokens: document.token_rows.table(),
            entities: document.entity_rows.table(),
            dates: document.date_rows.table(),
        }
    }

    /// The document behind `raw`, or nothing if this version of the contract can't read it.
    ///
    /// # Safety
    /// `raw` is null or points at a document of the contract, `struct_size` bytes of which are readable;
    /// it and all it points at stay unchanged for `'d`.
    pub unsafe fn view<'d>(raw: *const RawDocument) -> Option<view::Document<'d>> {
        // SAFETY: `struct_size` is the first field of every version; nothing else is read before it has
        // shown that the whole of this version's struct is there.
        let size = unsafe { raw.cast::<u32>().as_ref() }?;
        if (*size as usize) < size_of::<RawDocument>() {
            return None;
        }
        // SAFETY: large enough by the check above; the caller vouches for the rest.
        unsafe {
            let raw = &*raw;
            Some(view::Document {
                id: raw.id.get()?,
                text: raw.text.get()?,
                string_bytes: raw.string_bytes.get()?,
                strings: Rows::from_table(raw.strings)?,
                sentence_rows: Rows::from_table(raw.sentences)?,
                token_rows: Rows::from_table(raw.tokens)?,
                entity_rows: Rows::from_table(raw.entities)?,
                date_rows: Rows::from_table(raw.dates)?,
            })
        }
    }
}

/// A participant of a [`RawDraft`]. Frozen: what it may need later goes into a table at the draft's end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct RawArgument {
    /// Number of its [`Role`].
    pub role: u32,
    /// First token.
    pub first_token: u32,
    /// Token after the last.
    pub end_token: u32,
    /// The entity mention meant, or [`NONE`].
    pub entity: u32,
}

/// A recognised event, as it crosses the boundary; see [`Draft`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct RawDraft {
    /// Bytes of this struct that the plugin filled in.
    pub struct_size: u32,
    /// Position in the plugin's list of kinds.
    pub kind: u32,
    /// Number of its [`Stage`]; 0 leaves it to the core.
    pub stage: u32,
    /// First token of the trigger.
    pub trigger_first: u32,
    /// Token after the last.
    pub trigger_end: u32,
    /// Zero.
    pub flags: u32,
    /// Number of participants.
    pub n_args: u32,
    /// Participants.
    pub args: *const RawArgument,
    /// The rule that found it.
    pub rule: Str,
}

impl RawDraft {
    /// A copy of the draft behind `raw` that owns all it needs.
    ///
    /// # Errors
    /// Says what can't be read; ranges are left to [`Draft::check`].
    ///
    /// # Safety
    /// `raw` points at a draft of the contract, `struct_size` bytes of which are readable, with `n_args`
    /// readable participants, all unchanged until this returns.
    pub unsafe fn read(raw: *const RawDraft) -> Result<Draft<'static>, InvalidDraft> {
        // SAFETY: as in `RawDocument::view`.
        let size = *unsafe { raw.cast::<u32>().as_ref() }.ok_or(InvalidDraft::Size(0))?;
        if (size as usize) < size_of::<RawDraft>() {
            return Err(InvalidDraft::Size(size));
        }
        // SAFETY: large enough by the check above; the caller vouches for the rest.
        let raw = unsafe { &*raw };
        let stage = match raw.stage {
            0 => None,
            number => Some(Stage::from_number(number).ok_or(InvalidDraft::Stage(number))?),
        };
        let count = raw.n_args as usize;
        if count > MAX_ARGUMENTS {
            return Err(InvalidDraft::Arguments(count));
        }
        let rows: &[RawArgument] = match count {
            0 => &[],
            _ if raw.args.is_null() => return Err(InvalidDraft::Text),
            // SAFETY: not null; the caller vouches for `n_args` participants.
            _ => unsafe { std::slice::from_raw_parts(raw.args, count) },
        };
        let arguments = rows
            .iter()
            .map(|row| {
                let role = Role::from_number(row.role).ok_or(InvalidDraft::Role(row.role))?;
                Ok(Argument {
                    role,
                    first_token: row.first_token,
                    end_token: row.end_token,
                    entity: row.entity,
                })
            })
            .collect::<Result<_, InvalidDraft>>()?;
        // SAFETY: the caller vouches for it; the copy below ends the borrow.
        let rule = unsafe { raw.rule.get() }.ok_or(InvalidDraft::Text)?;
        Ok(Draft {
            kind: raw.kind,
            stage,
            trigger: raw.trigger_first..raw.trigger_end,
            arguments,
            rule: Cow::Owned(rule.to_owned()),
        })
    }
}

/// Where a plugin puts what it finds. The host copies at once; nothing is freed across the boundary.
#[repr(C)]
#[derive(Debug)]
pub struct RawSink {
    /// Bytes of this struct that the host filled in.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// Handed back to each call below.
    pub ctx: *mut c_void,
    /// Takes one draft; not 0 when it was turned away, [`FULL`] when all that follow would be too.
    pub emit: unsafe extern "C" fn(ctx: *mut c_void, draft: *const RawDraft) -> i32,
    /// Says why the call that was handed this sink failed.
    pub error: unsafe extern "C" fn(ctx: *mut c_void, code: i32, message: Str),
    /// Says something to the person at the terminal; level 1 error, 2 warning, 3 information, 4 detail.
    pub log: unsafe extern "C" fn(ctx: *mut c_void, level: u32, message: Str),
}

impl RawSink {
    /// Hands over one draft; whether the host takes more.
    pub(crate) fn send(&self, draft: &Draft<'_>) -> bool {
        let args: Vec<RawArgument> = draft
            .arguments
            .iter()
            .map(|argument| RawArgument {
                role: argument.role as u32,
                first_token: argument.first_token,
                end_token: argument.end_token,
                entity: argument.entity,
            })
            .collect();
        let raw = RawDraft {
            struct_size: size_of::<RawDraft>() as u32,
            kind: draft.kind,
            stage: draft.stage.map_or(0, |stage| stage as u32),
            trigger_first: draft.trigger.start,
            trigger_end: draft.trigger.end,
            flags: 0,
            n_args: args.len() as u32,
            args: args.as_ptr(),
            rule: Str::new(&draft.rule),
        };
        // SAFETY: `ctx` and `emit` come from one host; `raw` and `args` live to the end of the call.
        unsafe { (self.emit)(self.ctx, &raw const raw) != FULL }
    }

    pub(crate) fn fail(&self, code: i32, message: &str) {
        // SAFETY: `ctx` and `error` come from one host; `message` lives to the end of the call.
        unsafe { (self.error)(self.ctx, code, Str::new(message)) }
    }

    pub(crate) fn say(&self, level: u32, message: &str) {
        // SAFETY: `ctx` and `log` come from one host; `message` lives to the end of the call.
        unsafe { (self.log)(self.ctx, level, Str::new(message)) }
    }

    /// # Safety
    /// `sink` is null or a sink of the contract that lives for `'d`.
    unsafe fn get<'d>(sink: *const RawSink) -> Option<&'d RawSink> {
        // SAFETY: as in `RawDocument::view`.
        let size = *unsafe { sink.cast::<u32>().as_ref() }?;
        // SAFETY: large enough by the check; the caller vouches for the rest.
        (size as usize >= size_of::<RawSink>()).then(|| unsafe { &*sink })
    }
}

/// Takes one text of a list.
pub type AddText = unsafe extern "C" fn(ctx: *mut c_void, text: Str);

/// Takes one line of an explanation: the sentence's number, the rule, what it lacked.
pub type AddLine = unsafe extern "C" fn(ctx: *mut c_void, sentence: u32, rule: Str, lacked: Str);

/// The extensions [`TRIGGERS`] and [`RULES`]: calls `add` once per text.
#[repr(C)]
#[derive(Debug)]
pub struct RawList {
    /// Bytes of this struct.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// 0: the list is whole; anything else: there is no such list.
    pub list: unsafe extern "C" fn(instance: *mut c_void, ctx: *mut c_void, add: AddText) -> i32,
}

/// The extension [`EXPLAIN`]: calls `add` once per sentence and rule that came close.
#[repr(C)]
#[derive(Debug)]
pub struct RawExplain {
    /// Bytes of this struct.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// 0 when it could read the document.
    pub explain: unsafe extern "C" fn(
        instance: *mut c_void,
        document: *const RawDocument,
        ctx: *mut c_void,
        add: AddLine,
    ) -> i32,
}

/// What a plugin exports, as a static that can be read from the file without running anything.
/// The first four fields are frozen for ever.
#[repr(C)]
#[derive(Debug)]
pub struct Descriptor {
    /// [`MAGIC`].
    pub magic: [u8; 8],
    /// [`ABI_MAJOR`] of the contract it was built against.
    pub abi_major: u32,
    /// [`ABI_MINOR`] of the contract it was built against.
    pub abi_minor: u32,
    /// Bytes of this struct.
    pub struct_size: u32,
    /// Zero.
    pub flags: u32,
    /// The plugin's name: lower-case letters, digits and hyphens.
    pub name: Str,
    /// Its version.
    pub version: Str,
    /// One line for people.
    pub description: Str,
    /// What built it, for error reports.
    pub build: Str,
    /// Kinds of claim it may emit; a draft names one by its position.
    pub kinds: *const Str,
    /// How many.
    pub n_kinds: u32,
    /// Zero.
    pub reserved: u32,
    /// Makes an instance, with the plugin's section of the configuration.
    pub create: unsafe extern "C" fn(config: Str, sink: *const RawSink, out: *mut *mut c_void) -> i32,
    /// Ends an instance.
    pub destroy: unsafe extern "C" fn(instance: *mut c_void),
    /// Finds events in one document. One thread at a time per instance; the same document gives the
    /// same drafts in the same order.
    pub extract: unsafe extern "C" fn(
        instance: *mut c_void,
        document: *const RawDocument,
        sink: *const RawSink,
    ) -> i32,
    /// The extension of this name, or null.
    pub get_extension: unsafe extern "C" fn(id: Str) -> *const c_void,
}

// SAFETY: a descriptor is an immutable static; what it points at lives for ever and never changes.
unsafe impl Sync for Descriptor {}

/// Bytes of the descriptor's frozen head.
pub const DESCRIPTOR_HEAD: usize = offset_of!(Descriptor, name);

/// Bytes of the descriptor in the contract's first version, the least that a host accepts.
pub const FIRST_DESCRIPTOR: usize = offset_of!(Descriptor, get_extension) + size_of::<usize>();
