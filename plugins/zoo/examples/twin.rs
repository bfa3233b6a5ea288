//! The plugin `twin`: the healthy neighbour, or a second that misbehaves.

#[path = "../src/fault.rs"]
mod fault;

use claimtrack_sdk::{Document, Extractor, Sink, export_plugin};
use fault::Beast;

struct Twin(Beast);

impl Extractor for Twin {
    const NAME: &'static str = "twin";
    const DESCRIPTION: &'static str = "One draft per token";
    const KINDS: &'static [&'static str] = &["twin.token"];

    fn create(config: &str) -> Result<Self, String> {
        Beast::new(config).map(Twin)
    }

    fn extract(&mut self, document: &Document<'_>, sink: &mut Sink<'_>) {
        self.0.extract(document, sink);
    }
}

export_plugin!(Twin);
