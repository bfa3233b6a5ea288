//! Files that are not run: changed, unlisted, writable by anybody, somebody else's, replaced meanwhile.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimtrack_host::{Host, Settings, add, remove};
use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

use crate::support::{Zoo, document, settings};

pub(crate) fn trials(zoo: &Arc<Zoo>) -> Vec<Trial> {
    type Test = fn(&Zoo) -> Result<(), Failed>;
    let tests: [(&str, Test); 7] = [
        ("unlisted", unlisted),
        ("added_runs_and_removed_does_not", added_runs_and_removed_does_not),
        ("changed", changed),
        ("anybody_may_write", anybody_may_write),
        ("somebody_elses", somebody_elses),
        ("broken_lock", broken_lock),
        ("what_does_not_pass_is_not_added", what_does_not_pass_is_not_added),
    ];
    tests
        .into_iter()
        .map(|(name, test)| {
            let zoo = Arc::clone(zoo);
            Trial::test(format!("trust::{name}"), move || test(&zoo))
        })
        .collect()
}

/// A user's data folder, and settings that look for plugins there.
fn home() -> Result<(TempDir, Settings), Failed> {
    let home = tempfile::tempdir()?;
    fs::create_dir(home.path().join("plugins"))?;
    let settings = Settings {
        folders: vec![home.path().join("plugins")],
        lock: Some(home.path().join("plugins.lock")),
        ..settings(&[])
    };
    Ok((home, settings))
}

fn library(folder: &Path) -> PathBuf {
    let name =
        format!("{}claimtrack_plugin_twin{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    folder.join(name)
}

/// What the user sees, and whether the plugin found anything.
fn run(settings: &Settings) -> (String, bool) {
    let host = Host::start(settings);
    let found = host.extract(&[document("one", "two words")]);
    let failures: Vec<String> = host.finish().iter().map(ToString::to_string).collect();
    (failures.join(" | "), !found[0].is_empty())
}

fn refused(settings: &Settings, sentence: &str) -> Result<(), Failed> {
    match run(settings) {
        (seen, false) if seen.contains(sentence) => Ok(()),
        (seen, ran) => Err(format!("ran: {ran}, and the user sees {seen:?}, not {sentence:?}").into()),
    }
}

fn unlisted(zoo: &Zoo) -> Result<(), Failed> {
    let (home, settings) = home()?;
    fs::copy(&zoo.twin, library(&home.path().join("plugins")))?;
    refused(&settings, "it was never added; if you trust it, run: claimtrack plugin add")
}

fn added_runs_and_removed_does_not(zoo: &Zoo) -> Result<(), Failed> {
    let (home, settings) = home()?;
    let entry = add(&zoo.twin, &settings)?;
    assert_eq!((entry.name.as_str(), entry.abi.as_str(), entry.sha256.len()), ("twin", "1.0", 64));
    assert_eq!(run(&settings), (String::new(), true), "it runs once it is added");
    assert!(remove("twin", &settings)?, "it was there");
    assert!(!library(&home.path().join("plugins")).exists(), "its file is gone");
    assert_eq!(run(&settings), (String::new(), false), "nothing is left of it");
    assert!(!remove("twin", &settings)?, "it is there no more");
    Ok(())
}

fn changed(zoo: &Zoo) -> Result<(), Failed> {
    let (home, settings) = home()?;
    let entry = add(&zoo.twin, &settings)?;
    fs::copy(&zoo.zoo, library(&home.path().join("plugins")))?;
    refused(&settings, &format!("added {}", entry.sha256))?;
    refused(&settings, "it is not the file that was added (SHA-256 ")
}

#[cfg(unix)]
fn anybody_may_write(zoo: &Zoo) -> Result<(), Failed> {
    use std::os::unix::fs::PermissionsExt;
    let (home, settings) = home()?;
    add(&zoo.twin, &settings)?;
    let (folder, file) = (home.path().join("plugins"), library(&home.path().join("plugins")));
    for path in [&file, &folder] {
        let before = fs::metadata(path)?.permissions();
        fs::set_permissions(path, fs::Permissions::from_mode(0o777))?;
        refused(&settings, &format!("anybody may write to {}", path.display()))?;
        fs::set_permissions(path, before)?;
    }
    // What is named on the command line is no exception.
    fs::set_permissions(&file, fs::Permissions::from_mode(0o666))?;
    refused(
        &Settings { plugins: vec![file], ..Settings { folders: Vec::new(), ..settings } },
        "anybody may write to",
    )
}

#[cfg(not(unix))]
fn anybody_may_write(_zoo: &Zoo) -> Result<(), Failed> {
    Ok(())
}

#[cfg(unix)]
fn somebody_elses(zoo: &Zoo) -> Result<(), Failed> {
    let (home, settings) = home()?;
    add(&zoo.twin, &settings)?;
    let file = library(&home.path().join("plugins"));
    match std::os::unix::fs::chown(&file, Some(65_534), None) {
        Ok(()) => refused(&settings, "belongs to another user (65534)"),
        // Only root can give a file away; the rule itself has a test of its own beside it.
        Err(_) => Ok(()),
    }
}

#[cfg(not(unix))]
fn somebody_elses(_zoo: &Zoo) -> Result<(), Failed> {
    Ok(())
}

fn broken_lock(zoo: &Zoo) -> Result<(), Failed> {
    let (home, settings) = home()?;
    add(&zoo.twin, &settings)?;
    fs::write(home.path().join("plugins.lock"), "plugins: [{name: twin}]")?;
    refused(&settings, "not a list of plugins (")
}

fn what_does_not_pass_is_not_added(zoo: &Zoo) -> Result<(), Failed> {
    let (home, settings) = home()?;
    let text = home.path().join("text.so");
    fs::write(&text, "no library")?;
    let error = add(&text, &settings).map(|_| ()).expect_err("text is no plugin").to_string();
    assert!(error.contains("not a library"), "{error}");
    let mut settings = settings;
    settings.config.insert("zoo".to_owned(), "refuse".to_owned());
    let error = add(&zoo.zoo, &settings).map(|_| ()).expect_err("it refuses").to_string();
    assert!(error.contains("did not start"), "{error}");
    assert!(!home.path().join("plugins.lock").exists(), "nothing was written");
    Ok(())
}
