//! The custody log, `.log.jsonl` in the folder of the ledger: when which command
//! changed which claim, and the digests before and after. It also tells which
//! claims a person edited: those that are as no command ever left them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::OpenOptions;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use claimtrack_core::ledger::{Cause, Change, Ledger, digest};
use serde::{Deserialize, Serialize};

/// Name of the log in the folder of the ledger.
pub(super) const LOG_FILE: &str = ".log.jsonl";

/// One line of the log.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Record {
    when: String,
    command: String,
    claim: String,
    file: String,
    cause: Cause,
    before: Option<String>,
    after: Option<String>,
}

/// Appends `changes`, before the files are written: a record of a change that a kill prevented does no
/// harm, a change without its record would look like a person's.
pub(super) fn append(folder: &Path, command: &str, changes: &[Change]) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let path = folder.join(LOG_FILE);
    let failed = || format!("{}: can not be written; nothing was changed", path.display());
    let when = now();
    let mut lines = String::new();
    for change in changes {
        let record = Record {
            when: when.clone(),
            command: command.to_owned(),
            claim: change.id.clone(),
            file: change.file.clone(),
            cause: change.cause,
            before: change.before.clone(),
            after: change.after.clone(),
        };
        lines.push_str(&serde_json::to_string(&record)?);
        lines.push('\n');
    }
    let mut file =
        OpenOptions::new().read(true).append(true).create(true).open(&path).with_context(failed)?;
    let length = file.metadata().with_context(failed)?.len();
    if length > 0 {
        // A killed writer may have left half a line.
        let mut last = [0];
        file.seek(SeekFrom::End(-1)).and_then(|_| file.read_exact(&mut last)).with_context(failed)?;
        if last != *b"\n" {
            lines.insert(0, '\n');
        }
    }
    if let Err(error) = file.write_all(lines.as_bytes()).and_then(|()| file.sync_all()) {
        let _ = file.set_len(length);
        return Err(error).with_context(failed);
    }
    Ok(())
}

/// Ids of the claims of `ledger` that are as no command ever left them.
pub(super) fn edited(folder: &Path, ledger: &Ledger) -> Result<BTreeSet<String>> {
    let path = folder.join(LOG_FILE);
    let text = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error).with_context(|| format!("{}: can not be read", path.display())),
    };
    let mut authored: HashMap<String, HashSet<String>> = HashMap::new();
    for line in text.split(|&byte| byte == b'\n') {
        // Half a line of a killed writer is no record.
        let Ok(record) = serde_json::from_slice::<Record>(line) else { continue };
        let Some(after) = record.after else { continue };
        let known = authored.entry(record.claim).or_default();
        let program_made = matches!(record.cause, Cause::Found | Cause::Refreshed)
            || record.before.is_some_and(|before| known.contains(&before)) && record.cause != Cause::Reviewed;
        if program_made {
            known.insert(after);
        }
    }
    Ok(ledger
        .claims()
        .filter(|claim| authored.get(&claim.id).is_none_or(|known| !known.contains(&digest(claim))))
        .map(|claim| claim.id.clone())
        .collect())
}

/// The time of a record. `SOURCE_DATE_EPOCH` stands in for the clock where bytes shall be reproducible.
fn now() -> String {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    let time = fixed.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    time.unwrap_or_else(jiff::Timestamp::now).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
