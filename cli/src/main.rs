//! The command line: one subcommand a module. Each has a `run` that returns
//! the exit code: 0 clean, 1 findings, 2 could not run, 3 partial.

mod analyse;
mod audit;
mod eval;
mod extract;
mod init;
mod pipeline;
mod plugin;
mod plugins;
mod report;
mod review;
mod rules;
mod show;
mod store;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Which claims are made, how sure is each, who says so, and where exactly does it stand.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Audit(audit::AuditArgs),
    Init(init::InitArgs),
    Extract(extract::Args),
    Analyse(analyse::Args),
    Rules(rules::Args),
    Report(report::Args),
    Eval(eval::Args),
    Show(show::Args),
    /// List, make, check and add plugins
    Plugin(plugin::PluginArgs),
    Review(review::ReviewArgs),
    /// Runs one plugin for the host; started by Claimtrack itself
    #[command(hide = true)]
    PluginWorker,
}

/// Exit code of a run that could not do its work.
const COULD_NOT_RUN: u8 = 2;
/// Exit code of a run from which a failed plugin's results are missing.
const PARTIAL: u8 = 3;

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Audit(args) => audit::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Analyse(args) => analyse::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Plugin(args) => plugin::run(args),
        Command::Review(args) => review::run(&args),
        Command::PluginWorker => Ok(claimtrack_host::worker()),
    }
}
