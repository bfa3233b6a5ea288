//! Opens the model's zstd frame, so that the program embeds it ready to be read where it lies.

#![expect(clippy::disallowed_methods, reason = "a build script reads and writes files; the library does not")]

use std::path::Path;
use std::{env, fs, io};

const MODEL: &str = "model/english.bin";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={MODEL}");
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let model = zstd::decode_all(fs::File::open(MODEL)?)?;
    fs::write(Path::new(&out).join("english.model"), model)
}
