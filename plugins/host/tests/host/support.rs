//! Documents and plugins for the tests of the host.
#![allow(dead_code, reason = "each test uses a part")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, LazyLock, Mutex};

use claimtrack_core::document::Document;
use claimtrack_host::Settings;
use claimtrack_sdk::abi::{EntityRow, NONE, SentenceRow, TokenRow};

/// A document of one sentence, a token per word, without analysis.
pub(crate) fn document(id: &str, text: &str) -> Document {
    let mut document = Document { id: id.to_owned(), text: text.into(), ..Document::default() };
    let mut at = 0;
    for word in text.split_whitespace() {
        let start = at + text[at..].find(word).expect("a word of the text");
        at = start + word.len();
        let lemma = document.strings.intern(word);
        document.tokens.push(TokenRow {
            start: start as u32,
            end: at as u32,
            lemma,
            sentence: 0,
            head: NONE,
            entity: NONE,
            deprel: 0,
            upos: 0,
            flags: TokenRow::SPACE_AFTER,
        });
    }
    let end_token = document.tokens.len() as u32;
    let end = text.len() as u32;
    document.sentences.push(SentenceRow { start: 0, end, first_token: 0, end_token, paragraph: 0, flags: 0 });
    document
}

/// The libraries that `cargo build` makes of the zoo.
pub(crate) struct Zoo {
    pub(crate) zoo: PathBuf,
    pub(crate) twin: PathBuf,
}

/// Builds the zoo; quick when it is fresh.
pub(crate) fn build_zoo() -> Zoo {
    Zoo { zoo: built(|cargo| cargo), twin: built(|cargo| cargo.example("twin")) }
}

fn built(choose: impl FnOnce(escargot::CargoBuild) -> escargot::CargoBuild) -> PathBuf {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml");
    let cargo = escargot::CargoBuild::new().manifest_path(root).package("claimtrack-zoo");
    let messages = choose(cargo).exec().expect("cargo runs");
    let mut libraries = Vec::new();
    for message in messages {
        let message = message.expect("the zoo builds");
        if let Ok(escargot::format::Message::CompilerArtifact(artifact)) = message.decode()
            && artifact.target.kind.iter().any(|kind| kind == "cdylib" || kind == "example")
        {
            libraries.extend(artifact.filenames.iter().map(|name| name.to_path_buf()));
        }
    }
    let is_library =
        |path: &PathBuf| path.extension().is_some_and(|end| end == std::env::consts::DLL_EXTENSION);
    libraries.into_iter().rfind(is_library).expect("cargo says where it put the library")
}

/// Settings with these plugins; what they print is dropped.
pub(crate) fn settings(plugins: &[&PathBuf]) -> Settings {
    Settings {
        plugins: plugins.iter().map(|path| (*path).clone()).collect(),
        output: Arc::new(|_, _| ()),
        ..Settings::bare()
    }
}

/// Compiles a plugin in C; the same name, header, source and defines give the same file, built once.
pub(crate) fn compile(name: &str, header: &str, source: &str, defines: &[&str]) -> PathBuf {
    static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder"));
    static BUILT: Mutex<BTreeMap<String, PathBuf>> = Mutex::new(BTreeMap::new());
    let mut built = BUILT.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(path) = built.get(name) {
        return path.clone();
    }
    let folder = FOLDER.path().join(format!("{name}-source"));
    let library = FOLDER.path().join(format!("{name}.{}", std::env::consts::DLL_EXTENSION));
    std::fs::create_dir(&folder).expect("a new folder");
    std::fs::write(folder.join("claimtrack_plugin.h"), header).expect("it can be written");
    std::fs::write(folder.join("plugin.c"), source).expect("it can be written");
    let mut compiler = Command::new("cc");
    compiler.args(["-std=c99", "-Wall", "-shared", "-fPIC", "-o"]).arg(&library).arg(folder.join("plugin.c"));
    compiler.args(defines.iter().map(|define| format!("-D{define}")));
    let output = compiler.output().expect("these tests need a C compiler named cc");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    built.insert(name.to_owned(), library.clone());
    library
}

/// Numbers that are the same in every run (xorshift, G. Marsaglia 2003).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }
}

/// An entity row, for documents that need one.
pub(crate) fn entity(first_token: u32, id: u32) -> EntityRow {
    EntityRow {
        first_token,
        end_token: first_token + 1,
        head: first_token,
        id,
        kind: 1,
        reserved: 0,
        flags: 0,
    }
}
