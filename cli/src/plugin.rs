//! `claimtrack plugin …`: what is there, and tools for those who write one.

mod check;
mod install;
mod list;
mod new;

use std::path::PathBuf;
use std::process::ExitCode;

use claimtrack_host::Settings;
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
    /// Check a plugin and let it run from now on
    Add(install::AddArgs),
    /// Take a plugin away that was added
    Remove(install::RemoveArgs),
}

/// Which plugins a command uses; the same options wherever plugins run.
#[derive(Debug, Default, Args)]
pub(crate) struct PluginChoice {
    /// Use this plugin too: a library or a folder of libraries
    #[arg(long = "plugin", value_name = "PATH")]
    pub(crate) plugins: Vec<PathBuf>,
    /// Use only the plugins of these names
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Longest time a plugin may take for one document, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 2_000, hide_short_help = true)]
    pub(crate) plugin_time_limit: u64,
    /// Run plugins inside this process: to debug one, because its crash ends the run
    #[arg(long, hide_short_help = true)]
    pub(crate) in_process: bool,
}

impl PluginChoice {
    /// The host's settings: the usual places and what was chosen.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            plugins: self.plugins.clone(),
            only: self.only.clone(),
            time_limit: std::time::Duration::from_millis(self.plugin_time_limit),
            in_process: self.in_process,
            ..Settings::from_environment()
        }
    }
}

/// Runs `claimtrack plugin …`.
pub(crate) fn run(args: PluginArgs) -> anyhow::Result<ExitCode> {
    match args.command {
        PluginCommand::List(args) => list::run(&args),
        PluginCommand::New(args) => new::run(&args),
        PluginCommand::Check(args) => check::run(&args),
        PluginCommand::Add(args) => install::run_add(&args),
        PluginCommand::Remove(args) => install::run_remove(&args),
    }
}
