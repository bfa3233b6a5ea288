//! The author's side of the contract: the [`Extractor`] trait, the [`Sink`]
//! it puts drafts into, and `export_plugin!`, which makes a library of it.
//! Safe code only; what crosses the boundary is [`abi`](crate::abi)'s.

use std::cell::RefCell;
use std::sync::Once;

use crate::abi::{FAILED, RawSink};
use crate::draft::{Draft, OwnedDraft};
use crate::view::Document;

/// Recognises events of some kinds in analysed documents.
///
/// One instance serves one thread and sees document after document. The same document must give the
/// same drafts in the same order, whatever came before it.
pub trait Extractor: Sized + 'static {
    /// The plugin's name: lower-case letters, digits and hyphens.
    const NAME: &'static str;
    /// One line for people.
    const DESCRIPTION: &'static str;
    /// Kinds of claim it may emit, as `domain.event`; a draft names one by its position.
    const KINDS: &'static [&'static str];

    /// Makes an instance. `config` is the plugin's section of `claimtrack.yaml`, or empty.
    ///
    /// # Errors
    /// A sentence that names the cure; the plugin is then left out of the run.
    fn create(config: &str) -> Result<Self, String>;

    /// The lemmas without which it finds nothing in a sentence: only sentences with a lemma of some
    /// plugin are parsed. None: parse everything.
    fn triggers(&self) -> Option<Vec<String>> {
        None
    }

    /// The names of its rules, for `plugin list --verbose`.
    fn rules(&self) -> Vec<String> {
        Vec::new()
    }

    /// Finds the events of one document.
    fn extract(&mut self, document: &Document<'_>, sink: &mut Sink<'_>);

    /// Says what each rule lacked in the sentences of `document`, for `--why-not`.
    fn explain(&mut self, document: &Document<'_>, explain: &mut Explain) {
        let _ = (document, explain);
    }
}

/// Makes a plugin of the crate: a static descriptor and the functions behind it.
///
/// `export_plugin!(Type);` once per crate, `Type` being an [`Extractor`]. The version is the crate's.
#[macro_export]
macro_rules! export_plugin {
    ($extractor:ty) => {
        #[cfg(panic = "abort")]
        compile_error!(
            "a Claimtrack plugin must be built with panic = \"unwind\": \
             with \"abort\" its first panic ends the worker instead of one document"
        );

        const _: () = {
            static KINDS: $crate::abi::StrList<{ <$extractor as $crate::Extractor>::KINDS.len() }> =
                $crate::abi::Str::list(<$extractor as $crate::Extractor>::KINDS);

            #[unsafe(no_mangle)]
            #[allow(non_upper_case_globals, reason = "the symbol's name is part of the contract")]
            pub static claimtrack_plugin_descriptor: $crate::abi::Descriptor =
                $crate::abi::Shim::<$extractor>::descriptor(env!("CARGO_PKG_VERSION"), &KINDS);
        };
    };
}

/// Takes the drafts of one document.
#[derive(Debug)]
pub struct Sink<'s> {
    target: Target<'s>,
    full: bool,
    failure: Option<String>,
}

#[derive(Debug)]
enum Target<'s> {
    Host(&'s RawSink),
    Memory(Vec<OwnedDraft>),
}

impl<'s> Sink<'s> {
    /// A sink that keeps its drafts, for an author's own tests.
    pub fn in_memory() -> Sink<'static> {
        Sink { target: Target::Memory(Vec::new()), full: false, failure: None }
    }

    pub(crate) fn to_host(raw: &'s RawSink) -> Sink<'s> {
        Sink { target: Target::Host(raw), full: false, failure: None }
    }

    /// Hands one draft over. Draft by draft, in the order of the text.
    pub fn emit(&mut self, draft: Draft<'_>) {
        match &mut self.target {
            Target::Host(_) if self.full => {}
            // The host has noted why it turned a draft away; there is nothing the author could do.
            Target::Host(raw) => self.full = !raw.send(&draft),
            Target::Memory(drafts) => drafts.push(draft.into_owned()),
        }
    }

    /// Gives the document up: nothing of it is kept, and the run's summary says why.
    pub fn fail(&mut self, message: &str) {
        if let Target::Host(raw) = self.target {
            raw.fail(FAILED, message);
        }
        self.failure.get_or_insert_with(|| message.to_owned());
    }

    /// Says something to the person at the terminal.
    pub fn log(&mut self, message: &str) {
        match self.target {
            Target::Host(raw) => raw.say(3, message),
            Target::Memory(_) => eprintln!("{message}"),
        }
    }

    /// The drafts of a sink in memory, in order.
    pub fn drafts(&self) -> &[OwnedDraft] {
        match &self.target {
            Target::Host(_) => &[],
            Target::Memory(drafts) => drafts,
        }
    }

    /// Why the document was given up, if it was.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }
}

/// Takes what rules lacked.
#[derive(Clone, Debug, Default)]
pub struct Explain {
    lines: Vec<Lack>,
}

/// What one rule lacked in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Lack {
    /// Number of the sentence.
    pub sentence: u32,
    /// The rule.
    pub rule: String,
    /// What it lacked, as the end of "rule … : no actor".
    pub lacked: String,
}

impl Explain {
    /// Says that `rule` came close in `sentence` but lacked something.
    pub fn lack(&mut self, sentence: u32, rule: impl Into<String>, lacked: impl Into<String>) {
        self.lines.push(Lack { sentence, rule: rule.into(), lacked: lacked.into() });
    }

    /// All that was said, in order.
    pub fn lines(&self) -> &[Lack] {
        &self.lines
    }
}

thread_local! {
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics of this library off the terminal; their text goes to the host instead.
pub(crate) fn quiet_panics() {
    static ONCE: Once = Once::new();
    // A library built as cdylib holds a standard library of its own, so the host's hook stays as it is.
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|info| {
            let place = info.location().map(|at| format!(" at {}:{}", at.file(), at.line()));
            let payload = info.payload();
            let message = (payload.downcast_ref::<&str>().copied())
                .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
                .unwrap_or("no message");
            let text = format!("panicked{}: {message}", place.unwrap_or_default());
            // A panic while the thread's locals are being dropped has nowhere to go.
            let _ = LAST_PANIC.try_with(|last| *last.borrow_mut() = text);
        }));
    });
}

/// The message of this thread's last panic.
pub(crate) fn panic_message() -> String {
    LAST_PANIC.with(RefCell::take)
}
