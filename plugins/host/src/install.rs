//! Adds a plugin to the user's data folder and takes it away again.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::io;
use std::path::{Path, PathBuf};

use crate::check::check;
use crate::settings::Settings;
use crate::trust::{self, Lock, LockEntry, LockError, hexadecimal, write_whole};

/// Why a plugin was not added or removed.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// It did not pass its check.
    #[error("{path}: not added, because it did not pass its check: {why}", path = .path.display())]
    Check {
        /// The file.
        path: PathBuf,
        /// The first thing that went wrong.
        why: String,
    },
    /// A file can't be read or written.
    #[error("{path}: {error}", path = .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The file changed while it was being checked.
    #[error("{path}: not added, because it changed while it was being checked; try again", path = .0.display())]
    Changed(PathBuf),
    /// The list of plugins can't be used.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// There is no data folder.
    #[error("there is no folder for your data; set $HOME or $XDG_DATA_HOME")]
    NoFolder,
}

/// Checks the plugin at `path`, copies it into the data folder that `settings` name and lists it in the
/// lock; a plugin of the same name is replaced.
///
/// # Errors
/// When it doesn't pass or can't be copied; nothing is changed then.
pub fn add(path: &Path, settings: &Settings) -> Result<LockEntry, InstallError> {
    let lock_path = settings.lock.as_deref().ok_or(InstallError::NoFolder)?;
    let file_error = |path: &Path| {
        let path = path.to_owned();
        move |error| InstallError::File { path, error }
    };
    let mut lock = Lock::read(lock_path)?;
    let checked = check(path, settings);
    if let Some(why) = checked.trials.iter().find_map(|trial| trial.failure.clone()) {
        return Err(InstallError::Check { path: path.to_owned(), why });
    }
    let contents = trust::read(path).map_err(file_error(path))?;
    let sha256 = hexadecimal(&contents.digest);
    let Some(plugin) = checked.plugin.filter(|plugin| plugin.digest == sha256) else {
        return Err(InstallError::Changed(path.to_owned()));
    };
    let target = installed(lock_path, &plugin.name);
    write_whole(&target, &contents.bytes).map_err(file_error(&target))?;
    let entry = LockEntry {
        name: plugin.name.to_string(),
        version: plugin.version.to_string(),
        abi: format!("{}.{}", plugin.abi.0, plugin.abi.1),
        sha256,
        origin: std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    };
    lock.insert(entry.clone());
    lock.write(lock_path)?;
    Ok(entry)
}

/// Takes the plugin `name` away; whether it was there.
///
/// # Errors
/// When its file or the lock can't be changed.
pub fn remove(name: &str, settings: &Settings) -> Result<bool, InstallError> {
    let lock_path = settings.lock.as_deref().ok_or(InstallError::NoFolder)?;
    let mut lock = Lock::read(lock_path)?;
    let listed = lock.remove(name);
    let path = installed(lock_path, name);
    let there = match std::fs::remove_file(&path) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(InstallError::File { path, error }),
    };
    if listed {
        lock.write(lock_path)?;
    }
    Ok(listed || there)
}

/// Where an added plugin's file is: in the folder `plugins` beside the lock.
fn installed(lock: &Path, name: &str) -> PathBuf {
    let file = format!("{DLL_PREFIX}claimtrack_plugin_{}{DLL_SUFFIX}", name.replace('-', "_"));
    lock.with_file_name("plugins").join(file)
}
