//! Loads a plugin and calls it: the host's only unsafe code. Runs inside a
//! worker process (or, for debugging, in the host itself). Whatever a plugin
//! hands over is copied and checked before the call that took it returns.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::c_void;
use std::path::Path;

use claimtrack_sdk::OwnedDraft;
use claimtrack_sdk::abi::{
    self, Descriptor, FAILED, FIRST_DESCRIPTOR, FULL, MAGIC, OK, RawDocument, RawDraft, RawExplain, RawList,
    RawSink, Str,
};
use claimtrack_sdk::draft::InvalidDraft;
use claimtrack_sdk::extractor::Lack;
use claimtrack_sdk::view::Document;
use serde::{Deserialize, Serialize};

use crate::later::LaterDocument;
use crate::peek::MAJORS;

/// Why a plugin could not be loaded or made ready.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LoadError {
    /// The system's loader refused it.
    #[error("the system can't load it: {0}")]
    Loader(String),
    /// The descriptor contradicts the contract.
    #[error("its descriptor is wrong: {0}")]
    Descriptor(String),
    /// The plugin said no.
    #[error("{0}")]
    Refused(String),
}

/// Why a plugin's results on one document can't be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Trouble {
    /// What the plugin said itself.
    #[error("{0}")]
    Reported(String),
    /// It said that it failed, but not why.
    #[error("failed with status {0} and said nothing")]
    Status(i32),
    /// A draft that names what doesn't exist.
    #[error("turned away a draft with {first}{}", more(*.others))]
    Draft {
        /// What was wrong with the first.
        first: InvalidDraft,
        /// How many more were wrong.
        others: u32,
    },
    /// More drafts than a document of this length can hold.
    #[error("more than {0} drafts in one document")]
    Flood(u32),
}

fn more(others: u32) -> String {
    if others == 0 { String::new() } else { format!(", and {others} more") }
}

/// What a plugin says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Introduction {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// One line for people.
    pub(crate) description: String,
    /// What built it.
    pub(crate) build: String,
    /// Kinds it may emit.
    pub(crate) kinds: Vec<String>,
    /// The contract's version it was built for.
    pub(crate) abi: (u32, u32),
    /// Names of its rules.
    pub(crate) rules: Vec<String>,
    /// Lemmas without which it finds nothing; none if it wants every sentence.
    pub(crate) triggers: Option<BTreeSet<String>>,
}

/// A plugin ready for documents.
pub(crate) struct Instance {
    descriptor: &'static Descriptor,
    state: *mut c_void,
    introduction: Introduction,
}

// SAFETY: the contract allows an instance to move between threads, one at a time; `&mut self` sees to that.
unsafe impl Send for Instance {}

impl Instance {
    /// Loads the library at `path`, checks its descriptor and makes an instance with the configuration
    /// that `config` holds under its name.
    ///
    /// # Errors
    /// Says which step failed. Code of the plugin's that crashes ends the process.
    pub(crate) fn open(path: &Path, config: &BTreeMap<String, String>) -> Result<Instance, LoadError> {
        // SAFETY: loading runs the library's constructors; that is what a worker process is for.
        let library =
            unsafe { libloading::Library::new(path) }.map_err(|error| LoadError::Loader(chain(&error)))?;
        // SAFETY: the symbol is a static of the contract; its head is checked before the rest is read.
        let symbol = unsafe { library.get::<*const Descriptor>(abi::SYMBOL) };
        let symbol = symbol.map_err(|error| LoadError::Loader(chain(&error)))?;
        let pointer = *symbol;
        // A library is never unloaded: its threads, thread locals and statics may still be in use.
        std::mem::forget(library);
        let descriptor = check(pointer)?;
        Instance::create(descriptor, config)
    }

    fn create(
        descriptor: &'static Descriptor,
        config: &BTreeMap<String, String>,
    ) -> Result<Instance, LoadError> {
        let mut introduction = introduction(descriptor)?;
        let config = config.get(&introduction.name).map_or("", String::as_str);
        let mut said = Collector::default();
        let mut instance = std::ptr::null_mut();
        let sink = said.sink();
        // SAFETY: checked functions of the contract; text, sink and place live to the end of the call.
        let status = unsafe { (descriptor.create)(Str::new(config), &raw const sink, &raw mut instance) };
        if status != OK {
            return Err(LoadError::Refused(said.message.unwrap_or_else(|| format!("status {status}"))));
        }
        introduction.triggers = list(descriptor, instance, abi::TRIGGERS).map(BTreeSet::from_iter);
        introduction.rules = list(descriptor, instance, abi::RULES).unwrap_or_default();
        Ok(Instance { descriptor, state: instance, introduction })
    }

    /// What it says of itself.
    pub(crate) fn introduction(&self) -> &Introduction {
        &self.introduction
    }

    /// Runs it on one document.
    ///
    /// # Errors
    /// When it failed or any of its drafts can't be taken; all of the document's drafts are then dropped.
    pub(crate) fn extract(&mut self, document: &Document<'_>) -> Result<Vec<OwnedDraft>, Trouble> {
        let raw = RawDocument::new(document);
        self.extract_raw(document, &raw const raw)
    }

    /// As [`Instance::extract`], with wider rows and larger structs, as a later host will have.
    pub(crate) fn extract_as_later(&mut self, document: &Document<'_>) -> Result<Vec<OwnedDraft>, Trouble> {
        /// A document with what a later version appended.
        #[repr(C)]
        struct Larger {
            document: RawDocument,
            appended: [u64; 4],
        }
        let later = LaterDocument::new(document);
        let mut raw = Larger { document: RawDocument::new(&later.view()), appended: [u64::MAX; 4] };
        raw.document.struct_size = size_of::<Larger>() as u32;
        self.extract_raw(document, (&raw const raw).cast())
    }

    fn extract_raw(
        &mut self,
        document: &Document<'_>,
        raw: *const RawDocument,
    ) -> Result<Vec<OwnedDraft>, Trouble> {
        let mut collector = Collector {
            cap: flood_cap(document.token_rows.len()),
            kinds: self.introduction.kinds.len() as u32,
            tokens: document.token_rows.len(),
            entities: document.entity_rows.len(),
            ..Collector::default()
        };
        let sink = collector.sink();
        // SAFETY: a checked function of the contract; instance, document and sink live to the end of the call.
        let status = unsafe { (self.descriptor.extract)(self.state, raw, &raw const sink) };
        collector.finish(status)
    }

    /// What each rule lacked in the document's sentences; nothing if the plugin can't say.
    pub(crate) fn explain(&mut self, document: &Document<'_>) -> Option<Vec<Lack>> {
        let raw = RawDocument::new(document);
        let explain = extension::<RawExplain>(self.descriptor, abi::EXPLAIN)?;
        let mut lines: Vec<Lack> = Vec::new();
        let ctx = (&raw mut lines).cast();
        // SAFETY: an extension of the contract; instance, document and list live to the end of the call.
        let status = unsafe { (explain.explain)(self.state, &raw const raw, ctx, add_line) };
        (status == OK).then_some(lines)
    }

    /// Ends it.
    pub(crate) fn close(self) {
        // SAFETY: made by `create`, ended once since `self` is gone after this.
        unsafe { (self.descriptor.destroy)(self.state) };
    }
}

/// Most drafts that a document of so many tokens may give.
pub(crate) fn flood_cap(tokens: u32) -> u32 {
    tokens.saturating_add(1_000)
}

/// An error with its sources in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

/// The descriptor there, if its head is one of the contract's and no function is missing.
fn check(descriptor: *const Descriptor) -> Result<&'static Descriptor, LoadError> {
    let wrong = |what: &str| LoadError::Descriptor(what.to_owned());
    if descriptor.is_null() || !descriptor.is_aligned() {
        return Err(wrong("it lies at an odd address"));
    }
    // SAFETY: every version of the contract begins with these four numbers; they are read in place,
    // since the rest of the struct need not be there.
    let (magic, major, size) =
        unsafe { ((*descriptor).magic, (*descriptor).abi_major, (*descriptor).struct_size as usize) };
    if magic != MAGIC {
        return Err(wrong("its first bytes"));
    }
    if !MAJORS.contains(&major) {
        return Err(wrong(&format!("ABI {major}")));
    }
    if size < FIRST_DESCRIPTOR {
        return Err(wrong(&format!("{size} bytes")));
    }
    // SAFETY: the struct is whole; its functions are read as numbers, because a plugin in C may have
    // left one null, which a Rust function pointer must never be.
    let functions = unsafe {
        [
            (&raw const (*descriptor).create).cast::<usize>().read(),
            (&raw const (*descriptor).destroy).cast::<usize>().read(),
            (&raw const (*descriptor).extract).cast::<usize>().read(),
            (&raw const (*descriptor).get_extension).cast::<usize>().read(),
        ]
    };
    if functions.contains(&0) {
        return Err(wrong("a function is null"));
    }
    // SAFETY: whole, with no null function; a library is never unloaded, so it lives for ever.
    Ok(unsafe { &*descriptor })
}

/// Reads the descriptor's texts.
fn introduction(descriptor: &'static Descriptor) -> Result<Introduction, LoadError> {
    const MOST_KINDS: u32 = 1_000;
    let wrong = |what: &str| LoadError::Descriptor(what.to_owned());
    let text = |text: Str, what: &str| {
        // SAFETY: a static of the plugin's, never unloaded.
        unsafe { text.get() }.map(str::to_owned).ok_or_else(|| wrong(&format!("{what} is not UTF-8")))
    };
    if descriptor.n_kinds > MOST_KINDS || (descriptor.kinds.is_null() && descriptor.n_kinds > 0) {
        return Err(wrong("its list of kinds"));
    }
    let kinds = (0..descriptor.n_kinds as usize)
        // SAFETY: the list has `n_kinds` entries and is a static of the plugin's.
        .map(|index| text(unsafe { *descriptor.kinds.add(index) }, "a kind"))
        .collect::<Result<_, _>>()?;
    let name = text(descriptor.name, "the name")?;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if name.is_empty() || name.len() > 64 || !name.bytes().all(plain) {
        return Err(wrong(&format!("the name {name:?}; use lower-case letters, digits and hyphens")));
    }
    Ok(Introduction {
        name,
        version: text(descriptor.version, "the version")?,
        description: text(descriptor.description, "the description")?,
        build: text(descriptor.build, "the build")?,
        kinds,
        abi: (descriptor.abi_major, descriptor.abi_minor),
        rules: Vec::new(),
        triggers: None,
    })
}

/// The extension of this name, if the plugin has it.
fn extension<T>(descriptor: &Descriptor, id: &str) -> Option<&'static T> {
    // SAFETY: a checked function of the contract; an extension is a static of the struct that its name
    // stands for, or null.
    unsafe { (descriptor.get_extension)(Str::new(id)).cast::<T>().as_ref() }
}

/// A list extension's texts; none if the plugin hasn't it or says that there is no list.
fn list(descriptor: &Descriptor, instance: *mut c_void, id: &str) -> Option<Vec<String>> {
    let extension = extension::<RawList>(descriptor, id)?;
    let mut texts: Vec<String> = Vec::new();
    // SAFETY: an extension of the contract; instance and list live to the end of the call.
    let status = unsafe { (extension.list)(instance, (&raw mut texts).cast(), add_text) };
    (status == OK).then_some(texts)
}

unsafe extern "C" fn add_text(ctx: *mut c_void, text: Str) {
    // SAFETY: `ctx` is the list that `list` handed over; the text lives to the end of the call.
    let (texts, text) = unsafe { (&mut *ctx.cast::<Vec<String>>(), text.get()) };
    texts.extend(text.map(str::to_owned));
}

unsafe extern "C" fn add_line(ctx: *mut c_void, sentence: u32, rule: Str, lacked: Str) {
    // SAFETY: `ctx` is the list that `explain` handed over; the texts live to the end of the call.
    let (lines, rule, lacked) = unsafe { (&mut *ctx.cast::<Vec<Lack>>(), rule.get(), lacked.get()) };
    if let (Some(rule), Some(lacked)) = (rule, lacked) {
        lines.push(Lack { sentence, rule: rule.to_owned(), lacked: lacked.to_owned() });
    }
}

/// The host's side of a sink: takes drafts of one call, checks them, keeps what is wrong.
#[derive(Default)]
struct Collector {
    drafts: Vec<OwnedDraft>,
    cap: u32,
    kinds: u32,
    tokens: u32,
    entities: u32,
    message: Option<String>,
    invalid: Option<InvalidDraft>,
    invalid_count: u32,
    flooded: bool,
}

impl Collector {
    fn sink(&mut self) -> RawSink {
        RawSink {
            struct_size: size_of::<RawSink>() as u32,
            reserved: 0,
            ctx: (&raw mut *self).cast(),
            emit,
            error,
            log,
        }
    }

    fn take(&mut self, draft: Result<OwnedDraft, InvalidDraft>) -> i32 {
        let checked =
            draft.and_then(|draft| draft.check(self.kinds, self.tokens, self.entities).map(|()| draft));
        match checked {
            Ok(draft) => {
                self.drafts.push(draft);
                OK
            }
            Err(reason) => {
                self.invalid.get_or_insert(reason);
                self.invalid_count += 1;
                FAILED
            }
        }
    }

    fn finish(self, status: i32) -> Result<Vec<OwnedDraft>, Trouble> {
        if let Some(message) = self.message {
            return Err(Trouble::Reported(message));
        }
        if status != OK {
            return Err(Trouble::Status(status));
        }
        if self.flooded {
            return Err(Trouble::Flood(self.cap));
        }
        match self.invalid {
            Some(first) => Err(Trouble::Draft { first, others: self.invalid_count - 1 }),
            None => Ok(self.drafts),
        }
    }
}

unsafe extern "C" fn emit(ctx: *mut c_void, draft: *const RawDraft) -> i32 {
    // SAFETY: `ctx` is the collector of the call under way.
    let collector = unsafe { &mut *ctx.cast::<Collector>() };
    if collector.drafts.len() as u32 + collector.invalid_count >= collector.cap {
        collector.flooded = true;
        return FULL;
    }
    // SAFETY: the draft lives to the end of this call.
    collector.take(unsafe { RawDraft::read(draft) })
}

unsafe extern "C" fn error(ctx: *mut c_void, _code: i32, message: Str) {
    const LONGEST: usize = 2_000;
    // SAFETY: `ctx` is the collector of the call under way; the text lives to the end of this call.
    let (collector, message) = unsafe { (&mut *ctx.cast::<Collector>(), message.get()) };
    let message = message.unwrap_or("a message that is not UTF-8");
    collector.message.get_or_insert_with(|| one_line(message, LONGEST));
}

unsafe extern "C" fn log(_ctx: *mut c_void, _level: u32, message: Str) {
    // SAFETY: the text lives to the end of this call.
    if let Some(message) = unsafe { message.get() } {
        eprintln!("{}", one_line(message, usize::MAX));
    }
}

/// `text` without control characters, cut to `longest` characters: what may be shown at a terminal.
pub(crate) fn one_line(text: &str, longest: usize) -> String {
    text.chars().take(longest).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
