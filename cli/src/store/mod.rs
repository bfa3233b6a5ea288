//! The project on disk: finds it, reads its sources and its ledger, and writes
//! the ledger so that a kill at any moment leaves the old or the new file.

mod atomic;
mod config;
mod custody;
mod ledger;
mod lock;
mod sources;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use claimtrack_core::source::Source;

pub(crate) use atomic::write_atomically;
pub(crate) use config::{CONFIG_FILE, Config};
pub(crate) use ledger::drawn;
pub(crate) use lock::Lock;
pub(crate) use sources::{load_sources, read_source, source_files};

/// A folder with sources and a ledger.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    /// The folder.
    pub(crate) root: PathBuf,
    /// What its `claimtrack.yaml` says.
    pub(crate) config: Config,
}

impl Project {
    /// The project at `dir`, or the nearest one upwards from the current folder: one with a
    /// `claimtrack.yaml`, or else with both `seeds` and `claims`.
    pub(crate) fn find(dir: Option<&Path>) -> Result<Project> {
        if let Some(dir) = dir {
            if !dir.is_dir() {
                bail!("{}: no such folder; make a project there with `claimtrack init`", dir.display());
            }
            return Project::at(dir);
        }
        let here = std::env::current_dir().context("the current folder can not be read")?;
        let is_project = |dir: &&Path| {
            dir.join(CONFIG_FILE).is_file() || (dir.join("seeds").is_dir() && dir.join("claims").is_dir())
        };
        match here.ancestors().find(is_project) {
            Some(root) => Project::at(root),
            None => bail!(
                "{}: no project here or above; make one with `claimtrack init`, or name one with `--project DIR`",
                here.display()
            ),
        }
    }

    fn at(root: &Path) -> Result<Project> {
        Ok(Project { root: root.to_owned(), config: Config::read(root)? })
    }

    /// The folder of the sources.
    pub(crate) fn seeds(&self) -> PathBuf {
        self.root.join(&self.config.seeds)
    }

    /// The folder of the ledger.
    pub(crate) fn claims(&self) -> PathBuf {
        self.root.join(&self.config.claims)
    }

    /// Every source of the project, in order of ids. Paths are relative to the project.
    pub(crate) fn sources(&self) -> Result<Vec<Source>> {
        if !self.seeds().is_dir() {
            bail!("{}: no such folder; it holds the sources of a project", self.seeds().display());
        }
        load_sources(&[self.seeds()], Some(&self.root), self.config.limit)
    }

    /// Takes the lock of the ledger for `command`.
    pub(crate) fn lock(&self, command: &str) -> Result<Lock> {
        Lock::take(&self.claims(), command)
    }

    /// `path` as the ledger and reports write it: relative to the project, with `/`.
    pub(crate) fn relative(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.root).unwrap_or(path))
    }
}

/// A path with `/` between its parts.
pub(crate) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let text = parts.join("/");
    text.strip_prefix("//").map(|rest| format!("/{rest}")).unwrap_or(text)
}
