//! The functions behind a plugin's descriptor: each turns raw arguments into
//! views, calls the author's [`Extractor`], and catches what it throws.

use std::ffi::c_void;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{
    ABI_MAJOR, ABI_MINOR, AddLine, AddText, Descriptor, EXPLAIN, FAILED, MAGIC, OK, RULES, RawDocument,
    RawExplain, RawList, RawSink, Str, StrList, TRIGGERS, UNREADABLE,
};
use crate::extractor::{Explain, Extractor, Sink, panic_message, quiet_panics};

/// Turns an [`Extractor`] into the functions of a [`Descriptor`]; used by `export_plugin!` alone.
#[derive(Debug)]
pub struct Shim<T>(PhantomData<T>);

impl<T: Extractor> Shim<T> {
    const TRIGGERS: RawList =
        RawList { struct_size: size_of::<RawList>() as u32, reserved: 0, list: Self::triggers };
    const RULES: RawList =
        RawList { struct_size: size_of::<RawList>() as u32, reserved: 0, list: Self::rules };
    const EXPLAIN: RawExplain =
        RawExplain { struct_size: size_of::<RawExplain>() as u32, reserved: 0, explain: Self::explain };

    /// The descriptor of `T`, in `version` of its crate.
    pub const fn descriptor<const N: usize>(version: &'static str, kinds: &'static StrList<N>) -> Descriptor {
        Descriptor {
            magic: MAGIC,
            abi_major: ABI_MAJOR,
            abi_minor: ABI_MINOR,
            struct_size: size_of::<Descriptor>() as u32,
            flags: 0,
            name: Str::new(T::NAME),
            version: Str::new(version),
            description: Str::new(T::DESCRIPTION),
            build: Str::new(concat!("claimtrack-sdk ", env!("CARGO_PKG_VERSION"))),
            kinds: (&raw const *kinds).cast(),
            n_kinds: N as u32,
            reserved: 0,
            create: Self::create,
            destroy: Self::destroy,
            extract: Self::extract,
            get_extension: Self::get_extension,
        }
    }

    unsafe extern "C" fn create(config: Str, sink: *const RawSink, out: *mut *mut c_void) -> i32 {
        // SAFETY: the host hands over a live sink, text and place for the result.
        let (Some(sink), Some(config)) = (unsafe { RawSink::get(sink) }, unsafe { config.get() }) else {
            return UNREADABLE;
        };
        quiet_panics();
        match guarded(|| T::create(config)) {
            Ok(Ok(instance)) => {
                // SAFETY: the host's place for one pointer.
                unsafe { *out = Box::into_raw(Box::new(instance)).cast() };
                OK
            }
            Ok(Err(message)) | Err(message) => {
                sink.fail(FAILED, &message);
                FAILED
            }
        }
    }

    unsafe extern "C" fn destroy(instance: *mut c_void) {
        // SAFETY: made by `create` from a box of `T`, ended once.
        let ended = guarded(|| drop(unsafe { Box::from_raw(instance.cast::<T>()) }));
        if let Err(message) = ended {
            eprintln!("{message} while it was closed");
        }
    }

    unsafe extern "C" fn extract(
        instance: *mut c_void,
        document: *const RawDocument,
        sink: *const RawSink,
    ) -> i32 {
        // SAFETY: made by `create`; the host calls from one thread at a time.
        let extractor = unsafe { &mut *instance.cast::<T>() };
        // SAFETY: the host hands over a live sink and a live document.
        let (Some(raw), Some(document)) =
            (unsafe { RawSink::get(sink) }, unsafe { RawDocument::view(document) })
        else {
            return UNREADABLE;
        };
        let mut sink = Sink::to_host(raw);
        match guarded(|| extractor.extract(&document, &mut sink)) {
            Ok(()) if sink.has_failed() => FAILED,
            Ok(()) => OK,
            Err(message) => {
                raw.fail(FAILED, &message);
                FAILED
            }
        }
    }

    unsafe extern "C" fn get_extension(id: Str) -> *const c_void {
        // SAFETY: the host hands over live text.
        match unsafe { id.get() } {
            Some(TRIGGERS) => (&raw const *const { &Self::TRIGGERS }).cast(),
            Some(RULES) => (&raw const *const { &Self::RULES }).cast(),
            Some(EXPLAIN) => (&raw const *const { &Self::EXPLAIN }).cast(),
            _ => std::ptr::null(),
        }
    }

    unsafe extern "C" fn triggers(instance: *mut c_void, ctx: *mut c_void, add: AddText) -> i32 {
        // SAFETY: made by `create`; the host calls from one thread at a time.
        let extractor = unsafe { &*instance.cast::<T>() };
        let Ok(Some(lemmas)) = guarded(|| extractor.triggers()) else { return FAILED };
        for lemma in lemmas {
            // SAFETY: `ctx` and `add` come from one host; the text lives to the end of the call.
            unsafe { add(ctx, Str::new(&lemma)) };
        }
        OK
    }

    unsafe extern "C" fn rules(instance: *mut c_void, ctx: *mut c_void, add: AddText) -> i32 {
        // SAFETY: made by `create`; the host calls from one thread at a time.
        let extractor = unsafe { &*instance.cast::<T>() };
        let Ok(rules) = guarded(|| extractor.rules()) else { return FAILED };
        for rule in rules {
            // SAFETY: `ctx` and `add` come from one host; the text lives to the end of the call.
            unsafe { add(ctx, Str::new(&rule)) };
        }
        OK
    }

    unsafe extern "C" fn explain(
        instance: *mut c_void,
        document: *const RawDocument,
        ctx: *mut c_void,
        add: AddLine,
    ) -> i32 {
        // SAFETY: made by `create`; the host calls from one thread at a time.
        let extractor = unsafe { &mut *instance.cast::<T>() };
        // SAFETY: the host hands over a live document.
        let Some(document) = (unsafe { RawDocument::view(document) }) else { return UNREADABLE };
        let mut explain = Explain::default();
        if guarded(|| extractor.explain(&document, &mut explain)).is_err() {
            return FAILED;
        }
        for line in explain.lines() {
            // SAFETY: `ctx` and `add` come from one host; the texts live to the end of the call.
            unsafe { add(ctx, line.sentence, Str::new(&line.rule), Str::new(&line.lacked)) };
        }
        OK
    }
}

/// Runs the author's code; a panic becomes a message with its place. The payload is leaked, because
/// dropping it runs the author's code again.
fn guarded<R>(call: impl FnOnce() -> R) -> Result<R, String> {
    catch_unwind(AssertUnwindSafe(call)).map_err(|payload| {
        std::mem::forget(payload);
        panic_message()
    })
}
