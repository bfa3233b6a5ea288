//! The plugin `zoo`: does whatever wrong its configuration names.

mod fault;

use claimtrack_sdk::{Document, Extractor, Sink, export_plugin};
use fault::Beast;

struct Zoo(Beast);

impl Extractor for Zoo {
    const NAME: &'static str = "zoo";
    const DESCRIPTION: &'static str = "Misbehaves on demand";
    const KINDS: &'static [&'static str] = &["zoo.token"];

    fn create(config: &str) -> Result<Self, String> {
        let asked = std::env::var("CLAIMTRACK_ZOO_FAULT").unwrap_or_default();
        Beast::new(if config.is_empty() { &asked } else { config }).map(Zoo)
    }

    fn extract(&mut self, document: &Document<'_>, sink: &mut Sink<'_>) {
        self.0.extract(document, sink);
    }
}

export_plugin!(Zoo);
