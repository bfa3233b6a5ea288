//! The faults, each by its name. A fault strikes in documents whose text
//! contains "BOOM", so that the others show what survives.

use std::io::Write;
use std::ops::Range;
use std::process::{abort, exit};
use std::time::Duration;

use claimtrack_sdk::{Argument, Document, Draft, Role, Sink};

/// One plugin's fault; none is a plugin that emits one draft per token.
pub(crate) struct Beast {
    fault: String,
}

impl Beast {
    pub(crate) fn new(fault: &str) -> Result<Beast, String> {
        match fault {
            "refuse" => return Err("the setting \"colour\" is missing; add it".to_owned()),
            "panic-at-start" => panic!("at the start"),
            "abort-at-start" => abort(),
            "hang-at-start" => hang(),
            _ => {}
        }
        Ok(Beast { fault: fault.to_owned() })
    }

    pub(crate) fn extract(&mut self, document: &Document<'_>, sink: &mut Sink<'_>) {
        for token in document.tokens() {
            sink.emit(draft(token.index()..token.index() + 1));
        }
        if document.text.contains("BOOM") {
            self.strike(document, sink);
        }
    }

    fn strike(&self, document: &Document<'_>, sink: &mut Sink<'_>) {
        match self.fault.as_str() {
            "" | "panic-in-drop" => {}
            "panic" => panic!("a bug of the author's"),
            "panic-payload" => std::panic::panic_any(Bomb),
            "panic-in-panic" => {
                let _bomb = Bomb;
                panic!("first");
            }
            "abort" => abort(),
            "segfault" => segfault(),
            "stack-overflow" => _ = overflow(1),
            "endless-loop" => hang(),
            "exit" => exit(0),
            "out-of-memory" => out_of_memory(),
            "bad-span" => sink.emit(draft(7..1_000_000)),
            "inverted-span" => sink.emit(draft(Range { start: 3, end: 1 })),
            "bad-argument" => {
                let arguments = vec![Argument::new(Role::Actor, 0..1_000_000)];
                sink.emit(Draft { arguments, ..draft(0..1) });
            }
            "bad-entity" => {
                let argument = Argument { entity: 77, ..Argument::new(Role::Actor, 0..1) };
                sink.emit(Draft { arguments: vec![argument], ..draft(0..1) });
            }
            "unknown-kind" => sink.emit(Draft { kind: 99, ..draft(0..1) }),
            "flood" => (0..2_000_000).for_each(|_| sink.emit(draft(0..1))),
            "fails" => sink.fail("the table of ports could not be read"),
            "prints" => {
                println!("a line on standard output");
                // Raw bytes that would look like a long frame if they reached the protocol.
                _ = std::io::stdout().write_all(&[0xff; 64]);
            }
            "reads" => _ = std::io::stdin().lines().count(),
            "slow" => std::thread::sleep(Duration::from_millis(50)),
            "closes-pipes" => close_everything(),
            other => sink.fail(&format!("the zoo has no fault named {other}; {}", document.id)),
        }
    }
}

impl Drop for Beast {
    fn drop(&mut self) {
        assert!(self.fault != "panic-in-drop", "in drop");
    }
}

fn draft(trigger: Range<u32>) -> Draft<'static> {
    Draft { kind: 0, stage: None, trigger, arguments: Vec::new(), rule: "token".into() }
}

/// Panics when it is dropped, also as the payload of another panic.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("second");
    }
}

#[allow(unsafe_code, reason = "the fault is to do what safe code can't")]
fn segfault() {
    // SAFETY: none; this is the fault.
    unsafe { std::ptr::without_provenance_mut::<u32>(8).write_volatile(1) }
}

fn overflow(depth: u64) -> u64 {
    let frame = std::hint::black_box([depth; 1_000]);
    if std::hint::black_box(false) { depth } else { overflow(depth + 1) + frame[(depth % 1_000) as usize] }
}

fn hang() -> ! {
    loop {
        std::hint::spin_loop();
    }
}

fn out_of_memory() {
    let mut hoard: Vec<Vec<u8>> = Vec::new();
    loop {
        // Reserved, hardly touched: what counts is the address space.
        hoard.push(std::hint::black_box(Vec::with_capacity(64 << 20)));
    }
}

/// Closes the pipes to the host, whatever their numbers.
#[allow(unsafe_code, reason = "the fault is to do what safe code can't")]
fn close_everything() {
    #[cfg(unix)]
    {
        use std::os::fd::{FromRawFd, OwnedFd};
        for number in 0..64 {
            // SAFETY: none; this is the fault.
            drop(unsafe { OwnedFd::from_raw_fd(number) });
        }
    }
}
