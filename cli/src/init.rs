//! `claimtrack init`: makes an empty project.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::store::{CONFIG_FILE, Config, write_atomically};

/// Make a project: seeds/ for the sources, claims/ for the ledger, claimtrack.yaml for settings
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  claimtrack init watch && cd watch")]
pub(crate) struct InitArgs {
    /// Folder of the project; made if it is not there
    #[arg(default_value = ".")]
    dir: PathBuf,
}

pub(crate) fn run(args: &InitArgs) -> Result<ExitCode> {
    let dir = &args.dir;
    let config = dir.join(CONFIG_FILE);
    if config.exists() {
        bail!("{}: there is a project already; nothing was changed", config.display());
    }
    for folder in ["seeds", "claims"] {
        make(&dir.join(folder))?;
    }
    // The custody log is kept with the ledger; two branches that wrote it are joined line by line.
    for (name, text) in
        [(".gitignore", ".lock\n.claimtrack-*.tmp\n"), (".gitattributes", ".log.jsonl merge=union\n")]
    {
        let path = dir.join("claims").join(name);
        if !path.exists() {
            write_atomically(&path, text.as_bytes())?;
        }
    }
    // Last, so that a project that has it is whole.
    write_atomically(&config, Config::TEMPLATE.as_bytes())?;
    println!("Made a project in {}: put sources into seeds/ and run `claimtrack extract`.", dir.display());
    Ok(ExitCode::SUCCESS)
}

fn make(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("{}: can not be made", folder.display()))
}
