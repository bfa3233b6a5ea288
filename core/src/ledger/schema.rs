//! JSON Schemas of what people write by hand, made from the types that read it.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::Value;

use super::parse::File;
use crate::claim::{Kind, Stage};
use crate::source::{Edtf, Metadata};

/// The schema of a ledger file.
pub fn claims_schema() -> Value {
    schema_of::<File>("Claimtrack ledger")
}

/// The schema of the metadata of a source: its front matter, or the file beside it.
pub fn source_schema() -> Value {
    schema_of::<Metadata>("Claimtrack source metadata")
}

fn schema_of<T: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}

/// The stages by name.
pub(super) fn stage(_: &mut schemars::SchemaGenerator) -> Schema {
    let names: Vec<_> = Stage::ALL.iter().map(|stage| stage.as_str()).collect();
    json_schema!({ "type": "string", "enum": names })
}

/// The grades of the Admiralty scale.
pub(super) fn grade(_: &mut schemars::SchemaGenerator) -> Schema {
    json_schema!({ "type": ["integer", "null"], "minimum": 1, "maximum": 6 })
}

impl JsonSchema for Kind {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Kind".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What happens, as domain.kind; kinds of other domains are declared in `kinds`.",
            "anyOf": [
                { "enum": Kind::TRACKED },
                { "type": "string", "pattern": "^(?!(sanctions|military|trade)\\.)[a-z0-9_-]+\\.[a-z0-9_-]+$" },
            ],
        })
    }
}

impl JsonSchema for Edtf {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A date in EDTF level 1: 2023-08-03, 2023-08, 2023, 2023-08~, 2023-08-01/2023-08-05, ../2030.",
        })
    }
}
