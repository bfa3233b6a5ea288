//! A claim on the screen, its quotations in their context.

use std::collections::HashMap;

use claimtrack_core::claim::Speaker;
use claimtrack_core::ledger::{Claim, Evidence, EvidenceStatus, Party};
use claimtrack_core::source::Source;
use claimtrack_core::span::CodePoints;

use crate::terminal::escape_line;

/// Characters of the source that are shown on either side of a quotation.
const CONTEXT: usize = 160;

/// A claim on one line.
pub(super) fn line(claim: &Claim) -> String {
    let waits = claim.evidence.iter().filter(|one| one.status == Some(EvidenceStatus::Proposed)).count();
    let more = if waits > 0 { format!(" (+{waits} quotations)") } else { String::new() };
    format!("{}  {}  {}{more}", claim.id, claim.status, escape_line(&claim.statement))
}

/// A claim with everything that a decision needs.
pub(super) fn whole(claim: &Claim, sources: &HashMap<String, Source>) -> String {
    let mut out = format!("{}  {}  {}\n", claim.kind, claim.stage.as_str(), claim.status);
    let mut row = |name: &str, value: String| {
        if !value.is_empty() {
            out.push_str(&format!("  {name:<11}{}\n", escape_line(&value)));
        }
    };
    row("statement", claim.statement.clone());
    row("actor", names(&claim.actor));
    row("target", names(&claim.target));
    row("asked by", names(&claim.requested_by));
    row("object", claim.object.clone());
    row("date", claim.date.as_ref().map_or(String::new(), ToString::to_string));
    row("note", claim.note.clone());
    for evidence in &claim.evidence {
        out.push_str(&quotation(evidence, sources.get(&evidence.source)));
    }
    out
}

fn names(parties: &[Party]) -> String {
    let one = |party: &Party| match &party.entity {
        Some(entity) if *entity != party.name => format!("{} [{entity}]", party.name),
        _ => party.name.clone(),
    };
    parties.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn quotation(evidence: &Evidence, source: Option<&Source>) -> String {
    let status = evidence.status.map_or(String::new(), |status| format!("  {}", status.as_str()));
    let chain = |link: &Speaker| format!(" ← {} {}", link.cue, link.speaker);
    let chain: String = evidence.attribution.iter().rev().map(chain).collect();
    let head = escape_line(&format!("{}  {}{chain}{status}", evidence.source, evidence.factuality));
    let (before, behind) = source.map_or((String::new(), String::new()), |source| context(source, evidence));
    let text = format!("…{before}▶{}◀{behind}…", escape_line(&evidence.exact));
    format!("\n  {head}\n{}\n", wrap(&text, 76, "    "))
}

/// What stands around a quotation in its source; nothing when it does not stand there.
fn context(source: &Source, evidence: &Evidence) -> (String, String) {
    let points = CodePoints::of(&source.text);
    let start = points.byte(&source.text, evidence.start) as usize;
    if !source.text[start..].starts_with(&evidence.exact) {
        return (String::new(), " (not in its source: run `claimtrack audit`)".to_owned());
    }
    let before = &source.text[..start];
    let behind = &source.text[start + evidence.exact.len()..];
    let skip = before.chars().count().saturating_sub(CONTEXT);
    let before: String = before.chars().skip(skip).collect();
    let behind: String = behind.chars().take(CONTEXT).collect();
    let gap = |text: &str, edge: bool| if edge && !text.is_empty() { " " } else { "" };
    (
        format!("{}{}", escape_line(&before), gap(&before, before.ends_with(char::is_whitespace))),
        format!("{}{}", gap(&behind, behind.starts_with(char::is_whitespace)), escape_line(&behind)),
    )
}

/// `text` in lines of at most `width` characters, each after `pad`.
fn wrap(text: &str, width: usize, pad: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let full = lines.last().is_some_and(|line| {
            !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width - pad.len()
        });
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.iter().map(|line| format!("{pad}{line}")).collect::<Vec<_>>().join("\n")
}
