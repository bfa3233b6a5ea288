//! `claimtrack report`: which claims are made and which source bears each
//! out. Options and choice of format; a module each renders one.

mod csv;
mod markdown;
pub(crate) mod text;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use claimtrack_core::claim::{Kind, Stage};
use claimtrack_core::ledger::Status;
use claimtrack_core::report::{Grouping, Query, Report, report};
use claimtrack_core::source::Edtf;
use clap::ValueEnum;

use crate::store::Project;
use crate::terminal;

/// Shows claims, and under each the sources that bear it out.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  claimtrack report --kind military --min-origins 2    what two independent origins say
  claimtrack report --by thread --actor Iran           how it went on, across sources
  claimtrack report --by source --since 2025           what each source says of 2025 and later
  claimtrack report --format csv > claims.csv          a row for each quotation, for a spreadsheet")]
pub(crate) struct Args {
    /// By what claims are grouped.
    #[arg(long, value_enum, default_value_t = By::Claim)]
    by: By,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Only claims of this kind or domain, such as `military.transfer` or `military`; may be repeated.
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Only claims of this actor: a code (`IRN`), a country, or part of a name; may be repeated.
    #[arg(long, value_name = "NAME")]
    actor: Vec<String>,
    /// Only claims that this source bears out; may be repeated.
    #[arg(long, value_name = "ID")]
    source: Vec<String>,
    /// Only events of this date or later (EDTF, such as 2024 or 2024-05-31).
    #[arg(long, value_name = "DATE", value_parser = Edtf::new)]
    since: Option<Edtf>,
    /// Only events of this date or earlier.
    #[arg(long, value_name = "DATE", value_parser = Edtf::new)]
    until: Option<Edtf>,
    /// Only claims on which people decided so; without it all but rejected and superseded ones.
    #[arg(long, value_enum)]
    status: Vec<Decision>,
    /// Only claims of this stage; may be repeated.
    #[arg(long, value_name = "STAGE", value_parser = stage)]
    stage: Vec<Stage>,
    /// Only claims with at least so many independent origins.
    #[arg(long, value_name = "N", default_value_t = 0)]
    min_origins: usize,
    /// Folder of the project; the nearest one upwards if not given.
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    Claim,
    Source,
    Actor,
    Kind,
    Thread,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading, 80 columns.
    Text,
    /// For documents, with footnotes.
    Markdown,
    /// One value, for programs.
    Json,
    /// One claim a line, for programs.
    Jsonl,
    /// One row for each quotation, for spreadsheets.
    Csv,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Decision {
    Proposed,
    Accepted,
    Rejected,
    Superseded,
}

fn stage(name: &str) -> Result<Stage, String> {
    Stage::from_name(name).ok_or_else(|| {
        let names: Vec<_> = Stage::ALL.iter().map(|stage| stage.as_str()).collect();
        format!("the stages are {}", names.join(", "))
    })
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let project = Project::find(args.project.as_deref())?;
    let (sources, ledger) = (project.sources()?, project.ledger()?);
    for id in &args.source {
        if !sources.iter().any(|source| source.id == *id) {
            bail!("--source {id}: there is no such source; `claimtrack report --by source` lists them");
        }
    }
    for name in &args.kind {
        let is_domain = ledger.claims().any(|claim| claim.kind.domain() == name);
        if !is_domain && !Kind::TRACKED.iter().any(|kind| kind.starts_with(&format!("{name}."))) {
            // A kind of a plugin's own is any `domain.kind`; a misspelled one of ours is not.
            if Kind::from_name(name).is_none() {
                bail!("--kind {name}: there is no such kind; the kinds are {}", Kind::TRACKED.join(", "));
            }
        }
    }
    let found = report(&ledger, &sources, &query(args), grouping(args.by));
    if found.claims == 0 {
        let total = ledger.claims().count();
        let of = match total {
            0 => "the ledger is empty; fill it with `claimtrack extract`".to_owned(),
            _ => format!("none of the {total} claims in the ledger meets the conditions"),
        };
        eprintln!("no claims: {of}");
    }
    if found.undated > 0 {
        eprintln!("note: {} more without a date were left out by --since or --until", found.undated);
    }
    write(&render(args.format, &found)?)?;
    Ok(ExitCode::SUCCESS)
}

fn render(format: Format, found: &Report) -> Result<String> {
    Ok(match format {
        Format::Text => text::render(found, terminal::has_colour()),
        Format::Markdown => markdown::render(found),
        Format::Json => serde_json::to_string_pretty(found)? + "\n",
        Format::Jsonl => json_lines(found)?,
        Format::Csv => csv::render(found)?,
    })
}

/// Each claim once, in the order of the report.
fn json_lines(found: &Report) -> Result<String> {
    let mut seen = std::collections::BTreeSet::new();
    let mut lines = String::new();
    for item in found.groups.iter().flat_map(|group| &group.topics).flat_map(|topic| &topic.claims) {
        if seen.insert(&item.id) {
            lines += &serde_json::to_string(item)?;
            lines.push('\n');
        }
    }
    Ok(lines)
}

/// Writes to standard output; a reader that stops early (`| head`) is no error.
pub(crate) fn write(text: &str) -> Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn grouping(by: By) -> Grouping {
    match by {
        By::Claim => Grouping::Claim,
        By::Source => Grouping::Source,
        By::Actor => Grouping::Actor,
        By::Kind => Grouping::Kind,
        By::Thread => Grouping::Thread,
    }
}

fn query(args: &Args) -> Query {
    let status = |decision: &Decision| match decision {
        Decision::Proposed => Status::Proposed,
        Decision::Accepted => Status::Accepted,
        Decision::Rejected => Status::Rejected,
        Decision::Superseded => Status::Superseded,
    };
    Query {
        kinds: args.kind.clone(),
        actors: args.actor.clone(),
        sources: args.source.clone(),
        since: args.since.clone(),
        until: args.until.clone(),
        statuses: args.status.iter().map(status).collect(),
        stages: args.stage.clone(),
        min_origins: args.min_origins,
    }
}

#[cfg(test)]
mod tests;
