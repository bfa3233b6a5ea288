//! `claimtrack plugin …`: what is there, and tools for those who write one.

mod check;
mod install;
mod list;
mod new;
mod test;

use std::process::ExitCode;

use clap::{Args, Subcommand};

/// Arguments of `claimtrack plugin`.
#[derive(Debug, Args)]
pub(crate) struct PluginArgs {
    #[command(subcommand)]
    command: PluginCommand,
}

#[derive(Debug, Subcommand)]
enum PluginCommand {
    /// Show the plugins that would run, and those that can't
    List(list::ListArgs),
    /// Make a new plugin: a crate with rules, examples and a snapshot test
    New(new::NewArgs),
    /// Put a plugin through empty, huge, broken and other odd documents
    Check(check::CheckArgs),
    /// Show what a plugin finds in a text, and with --why-not what its rules lacked
    Test(test::TestArgs),
    /// Check a plugin and let it run from now on
    Add(install::AddArgs),
    /// Take a plugin away that was added
    Remove(install::RemoveArgs),
}

/// Runs `claimtrack plugin …`.
pub(crate) fn run(args: PluginArgs) -> anyhow::Result<ExitCode> {
    match args.command {
        PluginCommand::List(args) => list::run(&args),
        PluginCommand::New(args) => new::run(&args),
        PluginCommand::Check(args) => check::run(&args),
        PluginCommand::Test(args) => test::run(&args),
        PluginCommand::Add(args) => install::run_add(&args),
        PluginCommand::Remove(args) => install::run_remove(&args),
    }
}
