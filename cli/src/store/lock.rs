//! The lock of a ledger: one writer at a time. The system frees it when the
//! process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::atomic;

/// Name of the file in the folder of the ledger; it holds who has the lock.
const LOCK_FILE: &str = ".lock";

/// The right to write a ledger, until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    /// The command that holds it.
    pub(super) command: String,
}

impl Lock {
    /// Takes the lock of the ledger in `folder`, and removes what a killed writer left behind.
    pub(super) fn take(folder: &Path, command: &str) -> Result<Lock> {
        std::fs::create_dir_all(folder).with_context(|| format!("{}: can not be made", folder.display()))?;
        let path = folder.join(LOCK_FILE);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("{}: the lock can not be taken", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = file.read_to_string(&mut holder);
                let holder = if holder.trim().is_empty() { "another process" } else { holder.trim() };
                bail!("{}: being written by {holder}; wait for it to end, or end it", folder.display());
            }
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("{}: the lock can not be taken", path.display()));
            }
        }
        // Who holds it is a courtesy: on a full disk the lock holds all the same.
        let _ = file.set_len(0).and_then(|()| file.rewind());
        let _ = write!(file, "`claimtrack {command}` (process {})", std::process::id());
        atomic::sweep(folder);
        Ok(Lock { file, command: command.to_owned() })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}
