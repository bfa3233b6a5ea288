//! Findings as SARIF 2.1.0 (OASIS, 2020), for code hosts and editors.

use anyhow::Result;
use claimtrack_core::audit::{Audit, Finding, Rule, Severity};
use serde_json::{Value, json};

use super::place::{Places, Region};

pub(super) fn render(audit: &Audit, places: &Places<'_>) -> Result<String> {
    let rules: Vec<Value> = Rule::ALL
        .iter()
        .map(|rule| {
            json!({
                "id": rule.as_str(),
                "shortDescription": {"text": rule.meaning()},
                "defaultConfiguration": {"level": level(rule.severity())},
            })
        })
        .collect();
    let results: Vec<Value> = audit.findings.iter().map(|finding| result(finding, places)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "claimtrack",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(finding: &Finding, places: &Places<'_>) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.as_str(),
        "ruleIndex": Rule::ALL.iter().position(|rule| *rule == finding.rule),
        "level": level(finding.severity()),
        "message": {"text": format!("{}. {}.", finding.message, sentence(&finding.cure))},
        "locations": [location(&finding.file, &places.region(finding))],
        "partialFingerprints": {"claimtrack/1": fingerprint(finding)},
    });
    if let Some((path, region, _)) = places.quoted(finding) {
        let mut related = location(path, &region);
        related["id"] = json!(1);
        related["message"] = json!({"text": "in the source"});
        result["relatedLocations"] = json!([related]);
    }
    result
}

/// With a capital, as a sentence of its own.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

fn location(path: &str, region: &Region) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(path)},
        "region": {
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        },
    }})
}

/// A path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The same for the same finding in another run, whatever line it stands on.
fn fingerprint(finding: &Finding) -> String {
    // A message may hold offsets; only where several findings share a place does it tell them apart.
    let word = if finding.rule == Rule::Uncited { finding.message.as_str() } else { "" };
    let seed = [finding.rule.as_str(), &finding.claim, &finding.file, &finding.exact, word];
    claimtrack_core::source::digest(seed.join("\u{1F}").as_bytes())[..32].to_owned()
}
