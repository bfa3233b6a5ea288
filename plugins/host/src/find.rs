//! Where plugins are: names of files, order of places. Looks only at names;
//! whether a file is a plugin is `peek`'s question, whether to trust it the lock's.

use std::collections::BTreeMap;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::failure::{Cause, Failure};
use crate::settings::Settings;

/// How a plugin came to be found, which decides how far it is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Named on the command line.
    Named,
    /// In a folder of `$CLAIMTRACK_PLUGIN_PATH` or the user's data folder.
    Folder,
    /// Beside the program.
    Beside,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Origin::Named => "named on the command line",
            Origin::Folder => "a plugin folder",
            Origin::Beside => "beside the program",
        })
    }
}

/// A file that by its name is a plugin.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) origin: Origin,
}

/// The name of the plugin in a file of this name: `libclaimtrack_plugin_trade.so` holds `trade`.
fn plugin_name(path: &Path) -> Option<String> {
    let file = path.file_name()?.to_str()?;
    let name = file.strip_prefix(DLL_PREFIX)?.strip_suffix(DLL_SUFFIX)?.strip_prefix("claimtrack_plugin_")?;
    (!name.is_empty()).then(|| name.replace('_', "-"))
}

/// All plugins in order of name, the first found of each; and what was asked for and isn't there.
pub(crate) fn find(settings: &Settings) -> (Vec<Candidate>, Vec<Failure>) {
    let mut found = BTreeMap::new();
    let mut failures = Vec::new();
    for path in &settings.plugins {
        named(path, &mut found, &mut failures);
    }
    for (folders, origin) in [(&settings.folders, Origin::Folder), (&settings.own_folders, Origin::Beside)] {
        for folder in folders {
            for (name, path) in plugins_in(folder).unwrap_or_default() {
                found.entry(name.clone()).or_insert(Candidate { name, path, origin });
            }
        }
    }
    for name in &settings.only {
        if !found.contains_key(name) {
            let names: Vec<&str> = found.keys().map(String::as_str).collect();
            let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            failures.push(failure(name, None, Cause::Unknown(names)));
        }
    }
    let wanted = |name: &String| settings.only.is_empty() || settings.only.contains(name);
    (found.into_values().filter(|candidate| wanted(&candidate.name)).collect(), failures)
}

/// A path named on the command line: a file of any name, or a folder of plugins.
fn named(path: &Path, found: &mut BTreeMap<String, Candidate>, failures: &mut Vec<Failure>) {
    let stem = || {
        let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
        stem.strip_prefix(DLL_PREFIX).unwrap_or(&stem).to_owned()
    };
    if path.is_dir() {
        match plugins_in(path) {
            Ok(plugins) if plugins.is_empty() => {
                let wanted = format!("{DLL_PREFIX}claimtrack_plugin_NAME{DLL_SUFFIX}");
                let cause = Cause::Unreadable(format!("the folder holds no file named {wanted}"));
                failures.push(failure(&stem(), Some(path), cause));
            }
            Ok(plugins) => {
                for (name, path) in plugins {
                    found.entry(name.clone()).or_insert(Candidate { name, path, origin: Origin::Named });
                }
            }
            Err(error) => {
                failures.push(failure(&stem(), Some(path), Cause::unreadable(&error)));
            }
        }
        return;
    }
    let name = plugin_name(path).unwrap_or_else(stem);
    let candidate = Candidate { name: name.clone(), path: path.to_owned(), origin: Origin::Named };
    if let Some(first) = found.get(&name) {
        if first.path != path {
            failures.push(failure(&name, Some(path), Cause::Doubled(first.path.clone())));
        }
    } else {
        found.insert(name, candidate);
    }
}

/// Plugins of one folder by name, in order.
fn plugins_in(folder: &Path) -> std::io::Result<BTreeMap<String, PathBuf>> {
    let mut plugins = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(name) = plugin_name(&path) {
            plugins.insert(name, path);
        }
    }
    Ok(plugins)
}

pub(crate) fn failure(plugin: &str, path: Option<&Path>, cause: Cause) -> Failure {
    Failure { plugin: plugin.to_owned(), path: path.map(Path::to_owned), document: None, also: 0, cause }
}
