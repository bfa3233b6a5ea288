//! `claimtrack plugin add` and `remove`: the plugins of this user.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use claimtrack_host::{Settings, add, remove};
use clap::Args;

/// Arguments of `claimtrack plugin add`.
#[derive(Debug, Args)]
#[command(after_help = "Example: claimtrack plugin add target/release/libclaimtrack_plugin_energy.so\n\n\
    A plugin runs with your rights. The checks find bugs, not malice: add only what you trust.")]
pub(crate) struct AddArgs {
    /// Libraries to check, copy and list with their digest
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// Arguments of `claimtrack plugin remove`.
#[derive(Debug, Args)]
#[command(after_help = "Example: claimtrack plugin remove energy")]
pub(crate) struct RemoveArgs {
    /// Names of plugins that were added
    #[arg(required = true)]
    names: Vec<String>,
}

/// Adds plugins; stops at the first that does not pass.
pub(crate) fn run_add(args: &AddArgs) -> anyhow::Result<ExitCode> {
    let settings = Settings::from_environment();
    for path in &args.paths {
        let entry = add(path, &settings)?;
        println!("added {} {}, ABI {}, SHA-256 {}", entry.name, entry.version, entry.abi, entry.sha256);
    }
    Ok(ExitCode::SUCCESS)
}

/// Removes plugins; stops at the first that is not there.
pub(crate) fn run_remove(args: &RemoveArgs) -> anyhow::Result<ExitCode> {
    let settings = Settings::from_environment();
    for name in &args.names {
        if !remove(name, &settings)? {
            bail!("no plugin named {name} was added; see: claimtrack plugin list");
        }
        println!("removed {name}");
    }
    Ok(ExitCode::SUCCESS)
}
