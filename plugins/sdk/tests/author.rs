//! What an author can do without the host: a plugin in a crate that forbids unsafe code, tried in memory.
#![forbid(unsafe_code)]

use claimtrack_sdk::abi::Rows;
use claimtrack_sdk::{Document, Draft, Extractor, Sink, export_plugin};

/// Emits one draft per token.
struct EveryToken;

impl Extractor for EveryToken {
    const NAME: &'static str = "every-token";
    const DESCRIPTION: &'static str = "One draft per token";
    const KINDS: &'static [&'static str] = &["test.token", "test.other"];

    fn create(config: &str) -> Result<Self, String> {
        if config.is_empty() { Ok(EveryToken) } else { Err(format!("no such setting: {config}")) }
    }

    fn extract(&mut self, document: &Document<'_>, sink: &mut Sink<'_>) {
        for token in document.tokens() {
            sink.emit(Draft {
                kind: 0,
                stage: None,
                trigger: token.index()..token.index() + 1,
                arguments: Vec::new(),
                rule: token.text().into(),
            });
        }
    }
}

export_plugin!(EveryToken);

#[test]
fn an_extractor_runs_without_a_host() {
    let document = Document {
        id: "d",
        text: "",
        string_bytes: "",
        strings: Rows::from_slice(&[]),
        sentence_rows: Rows::from_slice(&[]),
        token_rows: Rows::from_slice(&[]),
        entity_rows: Rows::from_slice(&[]),
        date_rows: Rows::from_slice(&[]),
    };
    let mut sink = Sink::in_memory();
    EveryToken::create("").expect("it takes an empty configuration").extract(&document, &mut sink);
    assert_eq!(sink.drafts(), []);
    assert!(EveryToken::create("x").is_err());
}
