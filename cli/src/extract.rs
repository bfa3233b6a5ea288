//! `claimtrack extract`: runs the plugins over sources; updates the ledger,
//! or prints claim mentions as JSON Lines and writes nothing.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use claimtrack_core::ledger::{Changes, Scope, merge};
use claimtrack_core::source::DEFAULT_LIMIT;
use claimtrack_host::Host;
use serde::Deserialize;

use crate::pipeline::{self, Input};
use crate::store::{Project, load_sources, read_source, slashed, source_files};
use crate::{PARTIAL, plugins};

/// Runs the plugins over sources and updates the ledger with what they find.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  claimtrack extract                          the project's sources into its ledger
  claimtrack extract --format jsonl articles  mentions of any folder of texts, writes nothing
  cat docs.jsonl | claimtrack extract --format jsonl -
                                              documents as {\"id\", \"text\", \"published\"}, one a line")]
pub(crate) struct Args {
    /// Files or folders; the project's sources if none is given. `-` reads JSON Lines documents.
    paths: Vec<PathBuf>,
    /// Where results go: the ledger, or JSON Lines on standard output.
    #[arg(long, value_enum, default_value_t = Format::Ledger)]
    format: Format,
    #[command(flatten)]
    dating: pipeline::Dating,
    #[command(flatten)]
    parsing: pipeline::Parsing,
    /// Folder of the project; the nearest one upwards if not given.
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,
    #[command(flatten)]
    plugins: plugins::Options,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Ledger,
    Jsonl,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    pipeline::load();
    match args.format {
        Format::Jsonl => jsonl(args),
        Format::Ledger => ledger(args),
    }
}

/// Extracts into the project's ledger. Everything is read and worked out before the first file changes.
fn ledger(args: &Args) -> anyhow::Result<ExitCode> {
    let project = Project::find(args.project.as_deref())?;
    let lock = project.lock("extract")?;
    let ledger = project.ledger()?;
    let sources = if args.paths.is_empty() {
        project.sources()?
    } else {
        load_sources(&args.paths, Some(&project.root), project.config.limit)?
    };
    let host = args.plugins.start_any(&project.config.plugins)?;
    let mut scope = Scope {
        sources: sources.iter().map(|source| source.id.clone()).collect(),
        plugins: host.plugins().iter().map(|plugin| plugin.name.to_string()).collect(),
        edited: project.edited(&ledger)?,
        folder: project.relative(&project.claims()),
    };
    let count = sources.len();
    let progress = progress(count as u64);
    let mut mentions = Vec::new();
    let inputs = sources.into_iter().map(|source| args.dating.input(source));
    pipeline::run(&host, inputs, args.parsing.effort(), |output| {
        mentions.extend(output.claims.into_iter().map(|claim| claim.mention));
        progress.inc(1);
        Ok(())
    })?;
    progress.finish_and_clear();
    let failures = host.finish();
    let partial = plugins::report(&failures);
    // What a failed plugin did not find is not gone: its claims stay as they are.
    for failure in &failures {
        scope.plugins.remove(&*failure.plugin);
    }
    let changes = merge(&ledger, &mentions, &scope);
    project.save(&lock, &ledger, &changes)?;
    println!(
        "{count} sources, {} mentions; {} in {}",
        mentions.len(),
        summary(&changes),
        project.relative(&project.claims())
    );
    Ok(if partial { ExitCode::from(PARTIAL) } else { ExitCode::SUCCESS })
}

fn summary(changes: &Changes) -> String {
    let new = changes.list.iter().filter(|change| change.before.is_none()).count();
    let gone = changes.list.iter().filter(|change| change.after.is_none()).count();
    let refreshed = changes.list.len() - new - gone;
    if changes.list.is_empty() {
        "nothing new".into()
    } else {
        format!("{new} claims new, {refreshed} refreshed, {gone} withdrawn")
    }
}

/// A bar on a terminal, for work that takes more than a moment.
fn progress(count: u64) -> indicatif::ProgressBar {
    let bar = if std::io::stderr().is_terminal() && count > pipeline::BATCH as u64 {
        indicatif::ProgressBar::new(count)
    } else {
        indicatif::ProgressBar::hidden()
    };
    bar.set_message("documents");
    bar
}

/// A document of the streaming form.
#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    published: Option<String>,
}

fn jsonl(args: &Args) -> anyhow::Result<ExitCode> {
    let paths = if args.paths.is_empty() {
        vec![Project::find(args.project.as_deref())?.seeds()]
    } else {
        args.paths.clone()
    };
    let host = args.plugins.start(&[]);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut faults = Vec::new();
    if paths.iter().any(|path| path.as_os_str() == "-") {
        anyhow::ensure!(paths.len() == 1, "`-` can't be mixed with other paths");
        let lines = std::io::stdin().lock().lines().enumerate().map_while(|(number, line)| {
            let read = line.map_err(|error| error.to_string()).and_then(|line| {
                serde_json::from_str::<Line>(&line).map_err(|error| {
                    format!("standard input, line {}: not {{\"id\", \"text\"}}: {error}", number + 1)
                })
            });
            read.map_err(|fault| faults.push(fault)).ok()
        });
        let inputs = lines.map(|line| Input {
            id: line.id,
            text: line.text.into(),
            published: args.dating.or(line.published),
        });
        print(&host, inputs, args, &mut out)?;
    } else {
        let mut missing = Vec::new();
        let files = source_files(&paths, &mut missing);
        let inputs = files.iter().filter_map(|path| {
            read_source(path, &slashed(path), DEFAULT_LIMIT)
                .map_err(|fault| faults.push(fault))
                .ok()
                .map(|source| args.dating.input(source))
        });
        print(&host, inputs, args, &mut out)?;
        faults.append(&mut missing);
    }
    out.flush()?;
    drop(out);
    let partial = plugins::report(&host.finish());
    anyhow::ensure!(faults.is_empty(), "{}", faults.join("\nerror: "));
    Ok(if partial { ExitCode::from(PARTIAL) } else { ExitCode::SUCCESS })
}

fn print(
    host: &Host,
    inputs: impl Iterator<Item = Input>,
    args: &Args,
    out: &mut impl std::io::Write,
) -> anyhow::Result<()> {
    pipeline::run(host, inputs, args.parsing.effort(), |output| {
        for claim in &output.claims {
            serde_json::to_writer(&mut *out, &claim.mention)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })
}
