//! A report for spreadsheets: one row for each quotation, with columns whose
//! names and order are stable, and cells that no spreadsheet reads as a formula.

use std::collections::BTreeSet;

use anyhow::Result;
use claimtrack_core::ledger::Party;
use claimtrack_core::report::{Item, Quote, Report};

/// The columns. New ones go to the end.
const COLUMNS: [&str; 26] = [
    "claim",
    "kind",
    "stage",
    "status",
    "date",
    "statement",
    "actor",
    "actor_entity",
    "target",
    "target_entity",
    "requested_by",
    "object",
    "credibility",
    "note",
    "sources",
    "origins",
    "undetermined",
    "against",
    "source",
    "publisher",
    "published",
    "url",
    "factuality",
    "attribution",
    "quote",
    "found_by",
];

/// The report as CSV (RFC 4180, UTF-8). Each quotation stands in it once.
pub(super) fn render(report: &Report) -> Result<String> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let mut seen = BTreeSet::new();
    for item in report.groups.iter().flat_map(|group| &group.topics).flat_map(|topic| &topic.claims) {
        for quote in &item.evidence {
            if seen.insert((&item.id, &quote.source, quote.start, quote.end)) {
                writer.write_record(row(item, quote).iter().map(|cell| guarded(cell)))?;
            }
        }
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn row(item: &Item, quote: &Quote) -> [String; COLUMNS.len()] {
    let support = &item.support;
    let said = quote.attribution.iter().map(|link| format!("{} [{}]", link.speaker, link.cue));
    [
        item.id.clone(),
        item.kind.to_string(),
        item.stage.as_str().to_owned(),
        item.status.to_string(),
        item.date.clone().unwrap_or_default(),
        item.statement.clone(),
        names(&item.actor),
        entities(&item.actor),
        names(&item.target),
        entities(&item.target),
        names(&item.requested_by),
        item.object.clone(),
        item.credibility.map(|grade| grade.to_string()).unwrap_or_default(),
        item.note.clone(),
        support.sources.to_string(),
        support.origins.to_string(),
        support.undetermined.to_string(),
        support.against.to_string(),
        quote.source.clone(),
        quote.publisher.clone().unwrap_or_default(),
        quote.published.clone().unwrap_or_default(),
        quote.url.clone().unwrap_or_default(),
        quote.factuality.to_string(),
        said.collect::<Vec<_>>().join(" > "),
        quote.exact.clone(),
        quote.by.clone(),
    ]
}

fn names(parties: &[Party]) -> String {
    parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn entities(parties: &[Party]) -> String {
    parties.iter().map(|party| party.entity.as_deref().unwrap_or("")).collect::<Vec<_>>().join("; ")
}

/// A cell that spreadsheets take as text: what opens like a formula gets an apostrophe before it (OWASP, CSV
/// injection), and control characters become spaces.
fn guarded(cell: &str) -> String {
    let clean: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{clean}")
    } else {
        clean
    }
}
