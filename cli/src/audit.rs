//! `claimtrack audit`: every quotation of the ledger against its source. Exit
//! code 0 when all stand, 1 with findings, 2 when it could not run.

mod fix;
mod github;
mod json;
mod place;
mod sarif;
mod text;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use claimtrack_core::analysis::Effort;
use claimtrack_core::audit::{Audit, Extracted, Options, audit};
use claimtrack_core::claim::Mention;
use claimtrack_core::source::{Source, stem};
use clap::{Args, ValueEnum};

use crate::pipeline::{self, Input};
use crate::plugins;
use crate::store::Project;
use place::Places;

/// Check every quotation against its source
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  claimtrack audit                          all quotations; exit code 1 on findings
  claimtrack audit --fix                    refresh the offsets of quotations that only moved
  claimtrack audit --against new/a.txt      what a newer copy of the source `a` says otherwise
  claimtrack audit --drift                  also what the plugins no longer find
  claimtrack audit --format sarif > audit.sarif")]
pub(crate) struct AuditArgs {
    /// Folder of the project; else the nearest one upwards
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Refresh the offsets and context of quotations whose words only moved
    #[arg(long, conflicts_with = "against")]
    fix: bool,
    /// Run the plugins too, and name claims that they no longer find
    #[arg(long, conflicts_with = "against")]
    drift: bool,
    #[command(flatten)]
    plugins: plugins::Options,
    /// Check against this newer copy of a source; its stem names the source
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// The source that `--against` is a newer copy of, where its stem does not say
    #[arg(long, value_name = "ID", requires = "against")]
    source: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Like a compiler, for people
    #[default]
    Text,
    /// One JSON document
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// GitHub annotations
    Github,
}

pub(crate) fn run(args: &AuditArgs) -> Result<ExitCode> {
    let project = Project::find(args.project.as_deref())?;
    // The lock goes first, so that what is fixed is what was read.
    let lock = args.fix.then(|| project.lock("audit --fix")).transpose()?;
    let ledger = project.ledger()?;
    let sources = project.sources()?;
    let newer = args.against.as_ref().map(|path| newer(path, args, &project, &sources)).transpose()?;
    let today = args.drift.then(|| Today::extract(args, &project, &sources)).transpose()?;
    let fresh = today.as_ref().map(|today| Extracted { mentions: &today.mentions, plugins: &today.plugins });
    let options = Options { fresh, against: newer.as_ref() };
    let mut found = audit(&ledger, &sources, options);
    let mut fixed = 0;
    if let Some(lock) = lock {
        let changes = fix::changes(&ledger, &found);
        project.save(&lock, &ledger, &changes)?;
        fixed = changes.list.len();
        // Said of the ledger as it is now.
        let ledger = project.ledger()?;
        found = audit(&ledger, &sources, options);
        print(args.format, &found, &Places::new(&project, &ledger, &sources, newer.as_ref()))?;
    } else {
        print(args.format, &found, &Places::new(&project, &ledger, &sources, newer.as_ref()))?;
    }
    if fixed > 0 {
        eprintln!("{fixed} claims refreshed");
    }
    Ok(if found.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// What the plugins find today.
struct Today {
    mentions: Vec<Mention>,
    plugins: BTreeSet<String>,
}

impl Today {
    fn extract(args: &AuditArgs, project: &Project, sources: &[Source]) -> Result<Today> {
        let host = args.plugins.start(&project.config.plugins);
        let mut plugins: BTreeSet<String> =
            host.plugins().iter().map(|plugin| plugin.name.to_string()).collect();
        let inputs = sources.iter().map(|source| Input {
            id: source.id.clone(),
            text: source.text.clone(),
            published: source.metadata.published.as_ref().map(ToString::to_string),
        });
        let mut mentions = Vec::new();
        pipeline::run(&host, inputs, Effort::default(), |output| {
            mentions.extend(output.claims.into_iter().map(|claim| claim.mention));
            Ok(())
        })?;
        let failures = host.finish();
        plugins::report(&failures);
        for failure in &failures {
            plugins.remove(&*failure.plugin);
        }
        Ok(Today { mentions, plugins })
    }
}

fn print(format: Format, audit: &Audit, places: &Places<'_>) -> Result<()> {
    let out = match format {
        Format::Text => text::render(audit, places),
        Format::Json => json::render(audit, places)?,
        Format::Sarif => sarif::render(audit, places)?,
        Format::Github => github::render(audit, places),
    };
    crate::terminal::print(&out)
}

/// The newer copy, under the id of the source that it is a copy of.
fn newer(path: &PathBuf, args: &AuditArgs, project: &Project, sources: &[Source]) -> Result<Source> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| format!("{shown}: can not be read"))?;
    let mut source = Source::read(&crate::store::slashed(path), &bytes, None, project.config.limit)?;
    let id = args.source.clone().unwrap_or_else(|| stem(&source.path).to_owned());
    if !sources.iter().any(|other| other.id == id) {
        let ids: Vec<_> = sources.iter().map(|source| source.id.as_str()).collect();
        bail!("{shown}: there is no source `{id}`; name one with `--source`: {}", ids.join(", "));
    }
    source.id = id;
    Ok(source)
}
