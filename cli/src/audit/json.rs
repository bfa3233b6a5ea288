//! Findings as one JSON document. The form is stable: fields are only added.

use anyhow::Result;
use claimtrack_core::anchor::WordChange;
use claimtrack_core::audit::{Audit, Rule, Severity};
use serde::Serialize;

use super::place::Places;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    claims: usize,
    quotations: usize,
    ok: usize,
    findings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: Rule,
    severity: Severity,
    message: &'a str,
    cure: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    claim: &'a str,
    evidence: Option<usize>,
    exact: &'a str,
    source: Option<Place<'a>>,
    changes: &'a [WordChange],
    fixable: bool,
}

/// Where the quotation stands in its source now; offsets in code points of the source's text.
#[derive(Serialize)]
struct Place<'a> {
    id: &'a str,
    path: &'a str,
    line: usize,
    start: u32,
    end: u32,
}

pub(super) fn render(audit: &Audit, places: &Places<'_>) -> Result<String> {
    let findings = audit.findings.iter().map(|finding| {
        let region = places.region(finding);
        let quoted = finding.quoted.as_ref();
        Entry {
            rule: finding.rule,
            severity: finding.severity(),
            message: &finding.message,
            cure: &finding.cure,
            file: &finding.file,
            line: region.line,
            column: region.column,
            claim: &finding.claim,
            evidence: finding.evidence,
            exact: &finding.exact,
            source: places.quoted(finding).and_then(|(path, region, offsets)| {
                let id = &quoted?.source;
                Some(Place { id, path, line: region.line, start: offsets.start, end: offsets.end })
            }),
            changes: quoted.map_or(&[], |quoted| &quoted.changes),
            fixable: finding.fix.is_some(),
        }
    });
    let document = Document {
        version: "claimtrack/audit/1",
        claims: audit.claims,
        quotations: audit.quotations,
        ok: audit.ok,
        findings: findings.collect(),
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}
