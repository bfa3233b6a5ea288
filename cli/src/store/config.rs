//! `claimtrack.yaml`: the settings of a project.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use claimtrack_core::source::DEFAULT_LIMIT;
use claimtrack_core::yaml;
use serde::Deserialize;

use crate::terminal;

/// Name of the file in a project's folder.
pub(crate) const CONFIG_FILE: &str = "claimtrack.yaml";

/// The settings of a project.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    /// Folder of the sources, relative to the project.
    pub(crate) seeds: PathBuf,
    /// Folder of the ledger, relative to the project.
    pub(crate) claims: PathBuf,
    /// Bytes of the largest source that is read.
    pub(crate) limit: usize,
    /// Plugins beyond those that are found anyway, relative to the project.
    pub(crate) plugins: Vec<PathBuf>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            seeds: PathBuf::from("seeds"),
            claims: PathBuf::from("claims"),
            limit: DEFAULT_LIMIT,
            plugins: Vec::new(),
        }
    }
}

impl Config {
    /// What `claimtrack init` writes: every setting, with its default, in comments.
    pub(crate) const TEMPLATE: &str = "\
# A claimtrack project. Every setting has a default; remove the `#` to change one.
# Folder of the sources:
# seeds: seeds
# Folder of the ledger:
# claims: claims
# Bytes of the largest source that is read:
# limit: 67108864
# Plugins beyond those that are found anyway:
# plugins: []
";

    /// The settings of the project at `root`; the defaults if it has no such file.
    pub(super) fn read(root: &Path) -> Result<Config> {
        let path = root.join(CONFIG_FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Config::default()),
            Err(error) => return Err(error).with_context(|| format!("{}: can not be read", path.display())),
        };
        if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(Config::default());
        }
        yaml::from_str(&text, yaml::Limits::METADATA).map_err(|fault| {
            let name = path.display().to_string();
            anyhow::anyhow!(terminal::excerpt(&name, &text, fault.span.clone(), &fault.message))
        })
    }
}
