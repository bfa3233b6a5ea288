//! `claimtrack plugin check`: puts a plugin through what a real run may show it.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use claimtrack_host::{Settings, check};
use clap::Args;

/// Arguments of `claimtrack plugin check`.
#[derive(Debug, Args)]
#[command(after_help = "Example: claimtrack plugin check target/debug/libclaimtrack_plugin_energy.so")]
pub(crate) struct CheckArgs {
    /// The plugin's library
    path: PathBuf,
}

/// Prints one line per trial; exit code 1 when one failed.
pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let checked = check(&args.path, &Settings::from_environment());
    let mut out = io::stdout().lock();
    if let Some(plugin) = &checked.plugin {
        writeln!(out, "{} {}, ABI {}.{}", plugin.name, plugin.version, plugin.abi.0, plugin.abi.1)?;
    }
    for trial in &checked.trials {
        match &trial.failure {
            None => writeln!(out, "  ok      {}", trial.name)?,
            Some(why) => writeln!(out, "  FAILED  {}: {why}", trial.name)?,
        }
    }
    Ok(ExitCode::from(u8::from(!checked.passed())))
}
