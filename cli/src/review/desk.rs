//! The ledger under review: locked, and written after every decision.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use claimtrack_core::ledger::{self, Cause, Change, Changes, Claim, Decision, Ledger, digest};

use super::Filter;
use crate::store::{Lock, Project, drawn};

/// A project whose ledger this process may write.
pub(super) struct Desk {
    pub(super) project: Project,
    lock: Lock,
    ledger: Ledger,
}

impl Desk {
    pub(super) fn open(project: Project) -> Result<Desk> {
        let lock = project.lock("review")?;
        let ledger = project.ledger()?;
        Ok(Desk { project, lock, ledger })
    }

    /// Ids of the claims that pass the filter, in the order of the ledger.
    pub(super) fn select(&self, filter: &Filter) -> Vec<String> {
        self.ledger.claims().filter(|claim| filter.passes(claim)).map(|claim| claim.id.clone()).collect()
    }

    pub(super) fn claim(&self, id: &str) -> Result<&Claim> {
        let found = self.ledger.find(id).map(|(_, claim)| claim);
        found.ok_or_else(|| anyhow!("there is no claim `{id}`; `claimtrack review --list` shows what waits"))
    }

    /// Where a claim stands: number of the file, number of the claim in it.
    fn place(&self, id: &str) -> Result<(usize, usize)> {
        self.claim(id)?;
        let place =
            self.ledger.files.iter().enumerate().find_map(|(file, claims)| {
                Some((file, claims.claims.iter().position(|claim| claim.id == id)?))
            });
        place.ok_or_else(|| anyhow!("there is no claim `{id}`"))
    }

    /// Writes decisions in one go; how many claims they changed.
    pub(super) fn decide(&mut self, work: &[(String, Decision)]) -> Result<usize> {
        let mut claims = Vec::new();
        for (id, decision) in work {
            claims.push(self.claim(id)?.decided(*decision));
        }
        self.put(claims)
    }

    /// Writes claims in the place of those of the same ids; how many changed.
    pub(super) fn put(&mut self, claims: Vec<Claim>) -> Result<usize> {
        let mut changes = Changes::default();
        let mut files: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
        for claim in claims {
            let (file, index) = self.place(&claim.id)?;
            let file = &self.ledger.files[file];
            let old = &file.claims[index];
            if *old == claim {
                continue;
            }
            changes.list.push(reviewed(&file.path, old, &claim));
            files.entry(file.path.clone()).or_insert_with(|| file.claims.clone())[index] = claim;
        }
        changes.files = files;
        self.project.save(&self.lock, &self.ledger, &changes)?;
        for path in changes.files.keys() {
            self.reload(path)?;
        }
        Ok(changes.list.len())
    }

    /// The text of one claim in a file of its own, for an editor.
    pub(super) fn alone(&self, id: &str) -> Result<String> {
        let (file, index) = self.place(id)?;
        Ok(ledger::extract_text(&self.ledger.files[file], index)?)
    }

    /// Takes a claim as a person edited it, with layout and comments; whether anything changed.
    pub(super) fn replace(&mut self, id: &str, edited: &str) -> Result<bool> {
        let (file, index) = self.place(id)?;
        let file = &self.ledger.files[file];
        let text =
            ledger::replace_text(file, index, edited).map_err(|error| drawn(&error, edited.as_bytes()))?;
        if *text == *file.text {
            return Ok(false);
        }
        let parsed = ledger::parse(&file.path, text.as_bytes())?;
        let change = reviewed(&file.path, &file.claims[index], &parsed.claims[index]);
        let path = file.path.clone();
        self.project.write(&self.lock, &self.ledger, &[(path.as_str(), text)], &[change])?;
        self.reload(&path)?;
        Ok(true)
    }

    fn reload(&mut self, path: &str) -> Result<()> {
        let bytes = std::fs::read(self.project.root.join(path))?;
        let parsed = ledger::parse(path, &bytes)?;
        if let Some(file) = self.ledger.files.iter_mut().find(|file| file.path == path) {
            *file = parsed;
        }
        Ok(())
    }
}

fn reviewed(file: &str, old: &Claim, new: &Claim) -> Change {
    Change {
        id: new.id.clone(),
        file: file.to_owned(),
        cause: Cause::Reviewed,
        before: Some(digest(old)),
        after: Some(digest(new)),
    }
}
