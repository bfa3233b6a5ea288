//! Whether a plugin's file may be run: who could have changed it, and whether
//! it is the one that was added. Says nothing of what the plugin does.

use std::fs::{File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::find::Origin;

/// The list of plugins that were added: `plugins.lock`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// One entry per plugin, by name.
    pub plugins: Vec<LockEntry>,
}

/// One plugin that was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockEntry {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Version of the contract it was built for.
    pub abi: String,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// Where it was added from.
    pub origin: PathBuf,
}

/// Why a lock can't be used.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LockError {
    /// It can't be read or written.
    #[error("{path}: {error}", path = .path.display())]
    File {
        /// The lock.
        path: PathBuf,
        /// What the system said.
        error: String,
    },
    /// It isn't what `plugin add` writes.
    #[error(
        "{path}: not a list of plugins ({error}); restore it, or delete it and add the plugins again",
        path = .path.display()
    )]
    Format {
        /// The lock.
        path: PathBuf,
        /// What is wrong.
        error: String,
    },
}

const HEAD: &str =
    "# Written by `claimtrack plugin add` and `plugin remove`. A plugin whose file differs is not run.\n";

impl Lock {
    /// Reads the lock at `path`; empty if there is none.
    ///
    /// # Errors
    /// When it can't be read or isn't a lock.
    pub fn read(path: &Path) -> Result<Lock, LockError> {
        let text = match std::fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Lock::default()),
            result => result.map_err(|error| LockError::file(path, &error))?,
        };
        serde_yaml::from_str(&text)
            .map_err(|error| LockError::Format { path: path.to_owned(), error: error.to_string() })
    }

    /// Writes the lock to `path`, whole or not at all.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&self, path: &Path) -> Result<(), LockError> {
        let text =
            serde_yaml::to_string(self).map_err(|error| LockError::file(path, &io::Error::other(error)))?;
        write_whole(path, format!("{HEAD}{text}").as_bytes()).map_err(|error| LockError::file(path, &error))
    }

    /// The entry of the plugin `name`.
    pub fn entry(&self, name: &str) -> Option<&LockEntry> {
        self.plugins.iter().find(|entry| entry.name == name)
    }

    /// Adds or replaces an entry.
    pub fn insert(&mut self, entry: LockEntry) {
        self.remove(&entry.name);
        self.plugins.push(entry);
        self.plugins.sort_by(|a, b| a.name.cmp(&b.name));
    }

    /// Removes the entry of the plugin `name`; whether there was one.
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.plugins.len();
        self.plugins.retain(|entry| entry.name != name);
        self.plugins.len() < before
    }
}

impl LockError {
    fn file(path: &Path, error: &io::Error) -> LockError {
        LockError::File { path: path.to_owned(), error: error.to_string() }
    }
}

/// Writes a file beside its place and moves it there; makes the folder if need be.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Why a plugin's file is not run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untrusted {
    /// Anybody could have changed it.
    #[error("not run, because anybody may write to {path}; run: chmod o-w '{path}'", path = .0.display())]
    WorldWritable(PathBuf),
    /// Somebody else could have changed it.
    #[error(
        "not run, because {path} belongs to another user ({owner}); copy it to a folder of your own",
        path = .path.display()
    )]
    Foreign {
        /// The file or folder.
        path: PathBuf,
        /// Number of its owner.
        owner: u32,
    },
    /// It was never added.
    #[error("not run, because it was never added; if you trust it, run: claimtrack plugin add '{path}'", path = .0.display())]
    Unlisted(PathBuf),
    /// It is not the file that was added.
    #[error(
        "not run, because it is not the file that was added (SHA-256 {is}, added {was}); \
         if you trust the change, run: claimtrack plugin add '{path}'",
        path = .path.display()
    )]
    Changed {
        /// The file.
        path: PathBuf,
        /// Its digest.
        is: String,
        /// The digest of what was added.
        was: String,
    },
}

/// A plugin's bytes, with what the system knows of the file they came from.
pub(crate) struct Contents {
    pub(crate) bytes: Vec<u8>,
    pub(crate) digest: [u8; 32],
    metadata: Metadata,
}

/// Reads a file once; digest and ownership are those of the very bytes that were read.
pub(crate) fn read(path: &Path) -> io::Result<Contents> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("not a file"));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let digest = Sha256::digest(&bytes).into();
    Ok(Contents { bytes, digest, metadata })
}

/// A plugin's bytes where nobody else can change them, for the worker to load: the bytes that were hashed
/// are the bytes that are loaded. Gone when it is dropped.
pub(crate) struct PrivateCopy {
    /// Where a worker finds it.
    pub(crate) path: PathBuf,
    _keep: Keep,
}

#[cfg(target_os = "linux")]
type Keep = File;
#[cfg(not(target_os = "linux"))]
type Keep = tempfile::TempDir;

impl PrivateCopy {
    /// A sealed file in memory, which this process lends to its workers; debuggers see the library's name.
    #[cfg(target_os = "linux")]
    pub(crate) fn new(path: &Path, bytes: &[u8]) -> io::Result<PrivateCopy> {
        use std::os::fd::AsRawFd;

        use rustix::fs::{MemfdFlags, SealFlags};
        let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
        let mut file = File::from(rustix::fs::memfd_create(path.file_name().unwrap_or_default(), flags)?);
        file.write_all(bytes)?;
        rustix::fs::fcntl_add_seals(&file, SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW)?;
        let path = format!("/proc/{}/fd/{}", std::process::id(), file.as_raw_fd()).into();
        Ok(PrivateCopy { path, _keep: file })
    }

    /// A file in a new folder that only this user may enter.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn new(path: &Path, bytes: &[u8]) -> io::Result<PrivateCopy> {
        let folder = tempfile::tempdir()?;
        let copy = folder.path().join(path.file_name().unwrap_or_default());
        std::fs::write(&copy, bytes)?;
        Ok(PrivateCopy { path: copy, _keep: folder })
    }
}

/// Whether to run `contents` of `path`, found as `name` in a place of this `origin`.
///
/// What lies beside the program is as trusted as the program. What is named on the command line is trusted
/// by the person who named it, unless others could have changed it. Anything else must be in the lock.
pub(crate) fn judge(
    name: &str,
    path: &Path,
    origin: Origin,
    contents: &Contents,
    lock: &Lock,
) -> Result<(), Untrusted> {
    if origin == Origin::Beside {
        return Ok(());
    }
    may_others_change(path, &contents.metadata)?;
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if let Some(folder) = absolute.parent()
        && let Ok(metadata) = folder.metadata()
    {
        may_others_change(folder, &metadata)?;
    }
    if origin == Origin::Named {
        return Ok(());
    }
    let Some(entry) = lock.entry(name) else { return Err(Untrusted::Unlisted(absolute)) };
    let is = hexadecimal(&contents.digest);
    if entry.sha256 == is {
        Ok(())
    } else {
        Err(Untrusted::Changed { path: absolute, is, was: entry.sha256.clone() })
    }
}

#[cfg(unix)]
fn may_others_change(path: &Path, metadata: &Metadata) -> Result<(), Untrusted> {
    use std::os::unix::fs::MetadataExt;
    let (mode, owner, me) = (metadata.mode(), metadata.uid(), rustix::process::geteuid().as_raw());
    if mode & 0o002 != 0 {
        return Err(Untrusted::WorldWritable(path.to_owned()));
    }
    if owner != me && owner != 0 {
        return Err(Untrusted::Foreign { path: path.to_owned(), owner });
    }
    Ok(())
}

/// Other systems grant rights by lists, which are left to their administrators.
#[cfg(not(unix))]
fn may_others_change(_path: &Path, _metadata: &Metadata) -> Result<(), Untrusted> {
    Ok(())
}

/// Bytes as two hexadecimal digits each.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
