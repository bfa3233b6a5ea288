//! `claimtrack eval`: runs the plugins over annotated documents and says how
//! well what they find agrees with the annotation.

mod input;
mod show;

use std::path::PathBuf;
use std::process::ExitCode;

use claimtrack_core::claim::Mention;
use claimtrack_core::evaluation::{self, Aligned, Gold, Scores};

use crate::pipeline::{self, Input};
use crate::{PARTIAL, plugins, terminal};

/// Measures extraction against claims that people annotated.
///
/// The annotation is a JSON file per document; docs/evaluation.md describes it and what the numbers mean.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  claimtrack eval gold                        gold/*.json, texts beside them or in text/ beside gold/
  claimtrack eval gold/a.json --text articles --errors
  claimtrack eval gold --plugin target/debug/libshipping.so --only shipping --domain shipping")]
pub(crate) struct Args {
    /// Annotations: JSON files, or folders of them.
    #[arg(required = true, value_name = "GOLD")]
    gold: Vec<PathBuf>,
    /// Folder of the texts, `<doc>.txt`; beside the annotation or in `../text` if not given.
    #[arg(long, value_name = "DIR")]
    text: Option<PathBuf>,
    /// Lists each claim that was missed, wrong or not there, with its sentence.
    #[arg(long)]
    errors: bool,
    /// Counts only claims of these domains, for a plugin that covers no other.
    #[arg(long = "domain", value_name = "NAME,…", value_delimiter = ',')]
    domains: Vec<String>,
    /// Text for people, or one JSON object.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    parsing: pipeline::Parsing,
    #[command(flatten)]
    plugins: plugins::Options,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

/// A document with its annotation, what was found in it, and how both align.
struct Evaluated {
    gold: Gold,
    text: std::sync::Arc<str>,
    mentions: Vec<Mention>,
    aligned: Aligned,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut annotated = input::read(&args.gold, args.text.as_deref())?;
    let is_counted = |domain: &str| args.domains.is_empty() || args.domains.iter().any(|one| one == domain);
    for one in &mut annotated {
        one.gold.claims.retain(|claim| is_counted(claim.kind.domain()));
    }
    pipeline::load();
    let host = args.plugins.start_any(&[])?;
    let inputs = annotated.iter().map(|one| Input {
        id: one.gold.doc.clone(),
        text: one.text.clone(),
        published: one.published.clone(),
    });
    let mut found = Vec::new();
    pipeline::run(&host, inputs, args.parsing.effort(), |output| {
        let mut mentions: Vec<Mention> = output.claims.into_iter().map(|claim| claim.mention).collect();
        mentions.retain(|mention| is_counted(mention.kind.domain()));
        found.push(mentions);
        Ok(())
    })?;
    let documents: Vec<Evaluated> = annotated
        .into_iter()
        .zip(found)
        .map(|(one, mentions)| {
            let aligned = evaluation::align(&one.gold, &mentions);
            Evaluated { gold: one.gold, text: one.text, mentions, aligned }
        })
        .collect();
    let scores: Scores =
        evaluation::score(documents.iter().map(|one| (&one.gold, &*one.mentions, &one.aligned)));
    let shown = match args.format {
        Format::Text => show::text(&documents, &scores, args.errors),
        Format::Json => show::json(&documents, &scores, args.errors)?,
    };
    terminal::print(&shown)?;
    Ok(if plugins::report(&host.finish()) { ExitCode::from(PARTIAL) } else { ExitCode::SUCCESS })
}
