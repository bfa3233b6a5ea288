//! `claimtrack rules`: compiles rules files and runs the examples that each
//! rule carries, through the same analysis and claim building as `extract`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use claimtrack_core::trial::{examples, shown};
use claimtrack_sdk::rules::RuleSet;

/// Checks rules files: every example under `claims:` must yield a claim of its rule's kind with the
/// fields it expects, every text under `silent:` none of that rule.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimtrack rules plugins/trade/src/rules.yaml")]
pub(crate) struct Args {
    /// Rules files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Show the claim of every example, not only failures.
    #[arg(long)]
    verbose: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut failed = 0;
    for file in &args.files {
        failed += check(file, args.verbose)?;
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn check(file: &Path, verbose: bool) -> anyhow::Result<usize> {
    let yaml = std::fs::read_to_string(file)
        .map_err(|error| anyhow::anyhow!("{}: can't be read: {error}", file.display()))?;
    let rules = RuleSet::compile(&yaml).map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))?;
    let outcomes = examples(&rules);
    let failed = outcomes.iter().filter(|outcome| !outcome.problems.is_empty()).count();
    for outcome in &outcomes {
        let passed = outcome.problems.is_empty();
        if !passed || verbose {
            println!("{} {}: {}", if passed { "ok" } else { "FAILED" }, outcome.rule, outcome.text);
            for line in outcome.problems.iter().map(String::as_str) {
                println!("   {line}");
            }
            for line in outcome.found.iter().map(shown).collect::<String>().lines() {
                println!("   found {line}");
            }
        }
    }
    println!(
        "{}: {} rules, {} examples passed, {failed} failed",
        file.display(),
        rules.len(),
        outcomes.len() - failed
    );
    Ok(failed)
}
