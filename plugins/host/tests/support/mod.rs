//! Documents and plugins for the tests of the host.
#![allow(dead_code, reason = "each test uses a part")]

use std::path::PathBuf;
use std::sync::Arc;

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
