//! Reads sources from files and folders, in an order that no file system decides.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use claimtrack_core::source::{Source, SourceError, SourceProblem};
use ignore::WalkBuilder;

use super::slashed;

/// Types that are read as text when a folder is walked. A file that is named is read whatever its type.
const TEXT: [&str; 4] = ["txt", "text", "md", "markdown"];

/// The sources at `paths`, files or folders, in order of ids; their paths are relative to `root` if there
/// is one. Files of other types in folders are named on standard error and left out.
///
/// # Errors
/// All the sources that can not be read, one to a line; or two of one id.
pub(crate) fn load_sources(paths: &[PathBuf], root: Option<&Path>, limit: usize) -> Result<Vec<Source>> {
    let mut faults = Vec::new();
    let mut by_id: BTreeMap<String, Source> = BTreeMap::new();
    for file in source_files(paths, &mut faults) {
        let shown = slashed(root.and_then(|root| file.strip_prefix(root).ok()).unwrap_or(&file));
        match read_source(&file, &shown, limit) {
            Err(fault) => faults.push(fault),
            Ok(source) => {
                if let Some(other) = by_id.get(&source.id) {
                    if other.path != source.path {
                        faults.push(format!(
                            "{}: its id `{}` is also that of {}; rename one of the two",
                            source.path, source.id, other.path
                        ));
                    }
                } else {
                    by_id.insert(source.id.clone(), source);
                }
            }
        }
    }
    if !faults.is_empty() {
        bail!("{}", faults.join("\nerror: "));
    }
    Ok(by_id.into_values().collect())
}

/// The files at `paths`, every one once, sorted.
pub(crate) fn source_files(paths: &[PathBuf], faults: &mut Vec<String>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        // Whether a source is in version control says nothing of whether it is one.
        let walk = WalkBuilder::new(path).git_ignore(false).git_global(false).git_exclude(false).build();
        for entry in walk {
            match entry {
                Err(error) => faults.push(error.to_string()),
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
                Ok(entry) => {
                    let path = entry.into_path();
                    match extension(&path).as_str() {
                        "yaml" | "yml" => {}
                        other if TEXT.contains(&other) => found.push(path),
                        _ => eprintln!(
                            "note: {} is neither text nor Markdown and is not read; `claimtrack add` takes it",
                            path.display()
                        ),
                    }
                }
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn extension(path: &Path) -> String {
    path.extension().map_or(String::new(), |extension| extension.to_string_lossy().to_ascii_lowercase())
}

/// Reads the source at `file`, with the metadata beside it; `shown` is its path in messages.
///
/// # Errors
/// A sentence with path, place and cure.
pub(crate) fn read_source(file: &Path, shown: &str, limit: usize) -> Result<Source, String> {
    let cannot = |error: std::io::Error| format!("{shown}: can not be read: {error}");
    let size = std::fs::metadata(file).map_err(cannot)?.len();
    if size > limit as u64 {
        let problem = SourceProblem::TooLarge { size, limit: limit as u64 };
        return Err(SourceError { path: shown.to_owned(), problem }.to_string());
    }
    let bytes = std::fs::read(file).map_err(cannot)?;
    let mut beside = file.as_os_str().to_owned();
    beside.push(".yaml");
    let sidecar = match std::fs::read(&beside) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(format!("{shown}.yaml: can not be read: {error}")),
    };
    Source::read(shown, &bytes, sidecar.as_deref(), limit).map_err(|error| error.to_string())
}
