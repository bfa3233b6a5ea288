//! `claimtrack show`: one claim, its quotations in context, its origins, what
//! contradicts it, its thread, and why it is in the ledger.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use anyhow::{Result, anyhow};
use claimtrack_core::ledger::{Claim, EvidenceStatus, Ledger, LedgerFile, Party};
use claimtrack_core::report::{Grouping, Query, Topic, label, report};
use claimtrack_core::source::Source;

use crate::report::text::{Page, chain, steps};
use crate::report::write;
use crate::store::Project;
use crate::terminal::{self, escape_line};

/// Shows one claim: its quotations in context, its origins, and why it was found.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  claimtrack show military-3f9c2a71     ids stand at the right edge of `claimtrack report`")]
pub(crate) struct Args {
    /// Id of the claim, or the beginning of it if that is enough to tell it.
    id: String,
    /// Write the claim as JSON.
    #[arg(long)]
    json: bool,
    /// Folder of the project; the nearest one upwards if not given.
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let project = Project::find(args.project.as_deref())?;
    let (sources, ledger) = (project.sources()?, project.ledger()?);
    let (file, claim) = find(&ledger, &args.id)?;
    let query = Query { statuses: vec![claim.status], ..Query::default() };
    let found = report(&ledger, &sources, &query, Grouping::Claim);
    let topic = found
        .groups
        .iter()
        .flat_map(|group| &group.topics)
        .find(|topic| topic.claims.iter().any(|item| item.id == claim.id))
        .ok_or_else(|| anyhow!("{}: is in the ledger, but in no report", claim.id))?;
    if args.json {
        let item = topic.claims.iter().find(|item| item.id == claim.id);
        write(&(serde_json::to_string_pretty(&item)? + "\n"))?;
    } else {
        write(&render(file, claim, topic, &sources, terminal::has_colour()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The claim whose id is, or alone begins with, `id`.
fn find<'l>(ledger: &'l Ledger, id: &str) -> Result<(&'l LedgerFile, &'l Claim)> {
    if let Some(found) = ledger.find(id) {
        return Ok(found);
    }
    let all: Vec<_> = ledger
        .files
        .iter()
        .flat_map(|file| file.claims.iter().map(move |claim| (file, claim)))
        .filter(|(_, claim)| !id.is_empty() && claim.id.starts_with(id))
        .collect();
    match all[..] {
        [one] => Ok(one),
        [] => Err(anyhow!("{id}: no claim of this id; `claimtrack report` lists them")),
        _ => {
            let ids: Vec<_> = all.iter().take(8).map(|(_, claim)| claim.id.as_str()).collect();
            Err(anyhow!("{id}: begins the ids of {} claims: {}", all.len(), ids.join(", ")))
        }
    }
}

const LABEL: usize = 14;

fn render(file: &LedgerFile, claim: &Claim, topic: &Topic, sources: &[Source], colour: bool) -> String {
    let page = Page { colour };
    let mut out = String::new();
    let _ = writeln!(out, "{}  {}  {}", escape_line(&claim.id), claim.kind, claim.stage.as_str());
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            page.paragraph(&mut out, &format!("{name:<LABEL$}"), &escape_line(value), 2, Style::new());
        }
    };
    field("statement", &claim.statement);
    field("actor", &parties(&claim.actor));
    field("target", &parties(&claim.target));
    field("requested by", &parties(&claim.requested_by));
    field("object", &claim.object);
    field("date", claim.date.as_ref().map_or("unknown", |date| date.as_str()));
    field("status", claim.status.as_str());
    field("credibility", &claim.credibility.map(|grade| grade.to_string()).unwrap_or_default());
    field("note", &claim.note);
    field("ledger", &file.path);

    let item = topic.claims.iter().find(|item| item.id == claim.id);
    if let Some(item) = item {
        field("origins", &item.support.summary);
        for reason in &item.support.reasons {
            field("", &format!("one origin: {reason}"));
        }
    }
    if topic.thread.iter().any(|step| step.claim == claim.id) {
        field("thread", &steps(&topic.thread));
    }
    for found in &topic.contradictions {
        if found.sides.iter().any(|side| side.claim == claim.id) {
            page.contradiction(&mut out, found);
        }
    }
    for evidence in &claim.evidence {
        let source = sources.iter().find(|source| source.id == evidence.source);
        let place = match source {
            Some(source) => format!("{}, characters {} to {}", source.path, evidence.start, evidence.end),
            None => "no such source in the project".to_owned(),
        };
        let head = format!(
            "{}  {}{}  {place}",
            evidence.factuality,
            escape_line(&evidence.source),
            chain(&evidence.attribution)
        );
        out.push('\n');
        page.paragraph(&mut out, "", &head, 2, Style::new().bold());
        let context = format!(
            "…{} ⟦{}⟧ {}…",
            escape_line(&evidence.prefix),
            escape_line(&evidence.exact),
            escape_line(&evidence.suffix)
        );
        page.paragraph(&mut out, "", &context, 6, Style::new());
        why(page, &mut out, evidence);
    }
    out
}

/// Rule, trigger, cue and words of the date behind a piece of evidence.
fn why(page: Page, out: &mut String, evidence: &claimtrack_core::ledger::Evidence) {
    let mut parts = Vec::new();
    match evidence.by.as_str() {
        "" => parts.push("entered by a person".to_owned()),
        rule => parts.push(format!("rule {}", escape_line(rule))),
    }
    if let Some(trigger) = &evidence.trigger {
        parts.push(format!("trigger \"{}\" at {}", escape_line(&trigger.text), trigger.start));
    }
    for link in &evidence.attribution {
        parts.push(format!("cue \"{}\"", escape_line(&link.cue)));
    }
    if !evidence.date_text.is_empty() {
        parts.push(format!("date \"{}\"", escape_line(&evidence.date_text)));
    }
    match evidence.status {
        Some(EvidenceStatus::Proposed) => parts.push("found since the decision, seen by nobody".to_owned()),
        Some(EvidenceStatus::Rejected) => parts.push("rejected by a person".to_owned()),
        None => {}
    }
    page.paragraph(out, "why: ", &parts.join("; "), 6, AnsiColor::Cyan.on_default());
}

fn parties(parties: &[Party]) -> String {
    let one = |party: &Party| match &party.entity {
        Some(entity) if *entity != party.name => {
            let name = label(party);
            if name == party.name {
                format!("{name} ({entity})")
            } else {
                format!("{} ({entity}, {name})", party.name)
            }
        }
        _ => party.name.clone(),
    };
    parties.iter().map(one).collect::<Vec<_>>().join("; ")
}
