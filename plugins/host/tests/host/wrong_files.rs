//! Each wrong file gets its own sentence, without a line of it being run.

use std::path::PathBuf;
use std::sync::Arc;

use claimtrack_host::{Host, Unfit, peek};
use libtest_mimic::{Failed, Trial};

use crate::support::{Random, Zoo, compile, settings};

const HEADER: &str = include_str!("../abi-1.0/claimtrack_plugin.h");
const PLUGIN: &str = include_str!("../abi-1.0/plugin.c");

pub(crate) fn trials(zoo: &Arc<Zoo>) -> Vec<Trial> {
    let mut trials = vec![
        says("missing", "there is no such file; check the path", |_| PathBuf::from("/no/such/plugin.so")),
        says("empty", "an empty file; build the plugin again", |folder| file(folder, "empty.so", b"")),
        says("not_a_library", "not a library; give the path of the", |folder| {
            file(folder, "text.so", b"no library")
        }),
        says("a_folder_of_nothing", "the folder holds no file named", std::path::Path::to_path_buf),
        says("an_archive", "not a shared library but an archive", |folder| {
            file(folder, "a.so", b"!<arch>\nempty.o/        0           0     0     644     0         `\n")
        }),
        says("no_descriptor", "it exports no symbol claimtrack_plugin_descriptor", |_| {
            variant(&["NO_DESCRIPTOR"])
        }),
        says("bad_magic", "is no plugin descriptor (its first bytes are wrong)", |_| {
            variant(&["MAGIC={66}"])
        }),
        says("other_abi", "built for plugin ABI 9.0; this host speaks 1.0; rebuild it", |_| {
            variant(&["MAJOR=9"])
        }),
        says("short_descriptor", "its descriptor has 24 bytes, but ABI 1.0 has 136", |_| {
            variant(&["SIZE=24"])
        }),
        says("null_function", "its descriptor is wrong: a function is null", |_| variant(&["EXTRACT=0"])),
        says("bad_name", "its descriptor is wrong: the name \"Bad Name\"", |_| {
            variant(&["NAME=\"Bad Name\""])
        }),
        says("name_not_utf8", "its descriptor is wrong: the name is not UTF-8", |_| {
            variant(&["NAME=\"\\xff\""])
        }),
    ];
    if cfg!(target_os = "linux") {
        trials.extend([
            says("other_architecture", "built for", |folder| patched(folder, 18, &other_machine())),
            says("other_system", "a library for another system (MachO)", |folder| {
                file(folder, "mac.so", MACH_O)
            }),
            says("a_program", "not a shared library but", |folder| patched(folder, 16, &[1, 0])),
        ]);
    }
    let zoo = Arc::clone(zoo);
    trials.push(Trial::test("wrong_files::truncated_anywhere", move || truncated_anywhere(&zoo)));
    trials.push(Trial::test("wrong_files::damaged_anywhere", damaged_anywhere));
    trials
}

fn says(name: &str, sentence: &'static str, make: fn(&std::path::Path) -> PathBuf) -> Trial {
    Trial::test(format!("wrong_files::{name}"), move || {
        let folder = tempfile::tempdir()?;
        let path = make(folder.path());
        let failures: Vec<String> =
            Host::start(&settings(&[&path])).finish().iter().map(ToString::to_string).collect();
        match failures.as_slice() {
            [one]
                if one.contains(sentence)
                    && one.contains(&*path.to_string_lossy())
                    && !one.contains('\n') =>
            {
                Ok(())
            }
            other => Err(Failed::from(format!("{other:?}, not {sentence:?}"))),
        }
    })
}

fn file(folder: &std::path::Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file in a new folder");
    path
}

/// The first plugin with something wrong in its descriptor.
fn variant(define: &[&str]) -> PathBuf {
    let name: String = define.concat().chars().filter(char::is_ascii_alphanumeric).collect();
    compile(&name, HEADER, PLUGIN, define)
}

/// The first plugin with other bytes at `at`.
fn patched(folder: &std::path::Path, at: usize, bytes: &[u8]) -> PathBuf {
    let mut library = std::fs::read(variant(&[])).expect("it was just built");
    library[at..at + bytes.len()].copy_from_slice(bytes);
    file(folder, "patched.so", &library)
}

/// ELF's number of a processor that this is not.
fn other_machine() -> [u8; 2] {
    if cfg!(target_arch = "aarch64") { [62, 0] } else { [183, 0] }
}

/// A 64-bit dylib for arm64 without a single command.
const MACH_O: &[u8] = &[
    0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0,
];

/// A library cut off at any length is told from a whole one before the system's loader sees it.
fn truncated_anywhere(zoo: &Zoo) -> Result<(), Failed> {
    for path in [&zoo.zoo, &variant(&[])] {
        let bytes = std::fs::read(path)?;
        if let Err(unfit) = peek(&bytes) {
            return Err(format!("the whole file: {unfit}").into());
        }
        let step = (bytes.len() / 500).max(1);
        let lengths = (1..200).chain((200..bytes.len()).step_by(step)).chain(bytes.len() - 200..bytes.len());
        for length in lengths {
            match peek(&bytes[..length]) {
                Err(Unfit::Truncated(_)) => {}
                other => return Err(format!("cut off at {length} of {}: {other:?}", bytes.len()).into()),
            }
        }
    }
    Ok(())
}

/// Looking never panics, whatever the bytes.
fn damaged_anywhere() -> Result<(), Failed> {
    let whole = std::fs::read(variant(&[]))?;
    let mut random = Random::new(1);
    let mut fit = 0;
    for _ in 0..3_000 {
        let mut bytes = whole.clone();
        for _ in 0..=random.below(8) {
            // Most often the headers, where it hurts.
            let end = if random.below(2) == 0 { 0x400 } else { bytes.len() };
            let at = random.below(end.min(bytes.len()));
            bytes[at] = random.below(256) as u8;
        }
        fit += usize::from(peek(&bytes).is_ok());
    }
    // Both outcomes occur, or the damage was not what it should be.
    if (1..3_000).contains(&fit) { Ok(()) } else { Err(format!("{fit} of 3000 fit").into()) }
}
