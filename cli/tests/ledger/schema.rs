//! The JSON Schemas that are checked in are those of the types.

use std::path::PathBuf;

/// Set this variable to write the files anew.
const UPDATE: &str = "CLAIMTRACK_UPDATE_SCHEMA";

#[test]
fn checked_in_schemas_are_current() {
    for (name, schema) in [
        ("claims.v1.json", claimtrack_core::ledger::claims_schema()),
        ("source.v1.json", claimtrack_core::ledger::source_schema()),
    ] {
        let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "schema", name].iter().collect();
        let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
        if std::env::var_os(UPDATE).is_some() {
            std::fs::write(&path, &text).expect("it can be written");
        }
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(old == text, "schema/{name} is not current; run this test with {UPDATE}=1");
    }
}
