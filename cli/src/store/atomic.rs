//! Replaces a file in one step: temporary file beside it, fsync, rename, fsync of the folder.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// How the names of temporary files begin and end.
const PREFIX: &str = ".claimtrack-";
const SUFFIX: &str = ".tmp";

/// Makes `text` the content of `path`. A kill at any moment leaves the old content or the new one.
///
/// # Errors
/// When the file is read-only, or the disk full; then the old content stands.
pub(crate) fn write_atomically(path: &Path, text: &[u8]) -> Result<()> {
    // A link stays one: what it leads to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("{}: can not be made", folder.display()))?;
    let old = std::fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        bail!("{}: is read-only; make it writable and run the command again", path.display());
    }
    let failed = || format!("{}: can not be written; nothing of it was changed", path.display());
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // As any new file: what the user's mask leaves of read and write for all.
    #[cfg(unix)]
    let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).with_context(failed)?;
    file.write_all(text).with_context(failed)?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions()).with_context(failed)?;
    }
    file.as_file().sync_all().with_context(failed)?;
    file.persist(&target).map_err(|error| error.error).with_context(failed)?;
    sync_folder(folder).with_context(failed)
}

/// Makes a rename last: the entry of the folder is on the disk.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Removes temporary files that killed writers left in `folder`. Whoever calls it holds the lock.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
