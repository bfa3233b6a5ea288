//! Reads the ledger from its files and writes changes to it.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use claimtrack_core::ledger::{self, Change, Changes, Ledger, LedgerError};
use claimtrack_core::yaml::Limits;
use ignore::WalkBuilder;

use super::{Lock, Project, custody, write_atomically};
use crate::terminal;

impl Project {
    /// The ledger: every `*.yaml` in the folder of claims, in order of paths. An absent folder is an empty
    /// ledger.
    pub(crate) fn ledger(&self) -> Result<Ledger> {
        let mut read = Ledger::default();
        let mut homes: HashMap<String, String> = HashMap::new();
        for path in ledger_files(&self.claims())? {
            let shown = self.relative(&path);
            let size = std::fs::metadata(&path).with_context(|| format!("{shown}: can not be read"))?.len();
            if size > Limits::LEDGER.bytes as u64 {
                bail!("{shown}: {size} bytes, more than the limit of {}; split it", Limits::LEDGER.bytes);
            }
            let bytes = std::fs::read(&path).with_context(|| format!("{shown}: can not be read"))?;
            let file = ledger::parse(&shown, &bytes).map_err(|error| drawn(&error, &bytes))?;
            for claim in &file.claims {
                if let Some(other) = homes.insert(claim.id.clone(), shown.clone()) {
                    bail!(LedgerError::DoubledId { path: shown, other, id: claim.id.clone() });
                }
            }
            read.files.push(file);
        }
        Ok(read)
    }

    /// Ids of the claims that a person edited since a command last wrote them.
    pub(crate) fn edited(&self, ledger: &Ledger) -> Result<BTreeSet<String>> {
        custody::edited(&self.claims(), ledger)
    }

    /// Writes `changes` of `ledger`, as it was read, and their records in the custody log. Every new text is
    /// made and checked before the first file is touched.
    ///
    /// # Errors
    /// When a file was changed on the disk since it was read, or can not be written.
    pub(crate) fn save(&self, lock: &Lock, ledger: &Ledger, changes: &Changes) -> Result<()> {
        let mut texts = Vec::new();
        for (path, claims) in &changes.files {
            let new;
            let base = match ledger.files.iter().find(|file| &file.path == path) {
                Some(file) => file,
                None => {
                    new = ledger::parse(path, ledger::new_file(&schema_for(path), &[]).as_bytes())?;
                    &new
                }
            };
            texts.push((path.as_str(), ledger::rewrite(base, claims)?));
        }
        self.write(lock, ledger, &texts, &changes.list)
    }

    /// Writes new texts of files, as [`Project::save`] does.
    pub(crate) fn write(
        &self,
        lock: &Lock,
        ledger: &Ledger,
        texts: &[(&str, String)],
        changes: &[Change],
    ) -> Result<()> {
        for (path, _) in texts {
            let full = self.root.join(path);
            let on_disk = match std::fs::read(&full) {
                Ok(bytes) => Some(bytes),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
                Err(error) => return Err(error).with_context(|| format!("{path}: can not be read")),
            };
            let old = ledger.files.iter().find(|file| &file.path == path);
            if on_disk.as_deref() != old.map(|file| file.text.as_bytes()) {
                bail!("{path}: was changed while this command ran; nothing was written, run it again");
            }
            if std::fs::metadata(&full).is_ok_and(|metadata| metadata.permissions().readonly()) {
                bail!("{path}: is read-only; make it writable and run the command again");
            }
        }
        custody::append(&self.claims(), &lock.command, changes)?;
        for (path, text) in texts {
            write_atomically(&self.root.join(path), text.as_bytes())?;
        }
        Ok(())
    }
}

/// Where the JSON Schema lies, as seen from the ledger file at `path`.
fn schema_for(path: &str) -> String {
    format!("{}schema/claims.v1.json", "../".repeat(path.matches('/').count()))
}

/// The ledger's files, sorted; hidden ones are none.
fn ledger_files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let walk = WalkBuilder::new(folder).git_ignore(false).git_global(false).git_exclude(false).build();
    let mut files = Vec::new();
    for entry in walk {
        let path = entry?.into_path();
        let is_yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        if is_yaml && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// A ledger's fault with the lines around it.
pub(crate) fn drawn(error: &LedgerError, bytes: &[u8]) -> anyhow::Error {
    match (error, std::str::from_utf8(bytes)) {
        (LedgerError::File { path, fault }, Ok(text)) => {
            anyhow!(terminal::excerpt(path, text, fault.span.clone(), &fault.message))
        }
        _ => anyhow!(error.to_string()),
    }
}
