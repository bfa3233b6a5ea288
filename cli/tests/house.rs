//! The rules of the house, held against the workspace itself: imports run one
//! way, and what is dangerous lives in its own room.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// From the outside inwards; a crate may use those after it. Plugins use the last one alone.
const CHAIN: [&str; 4] = ["claimtrack", "claimtrack-host", "claimtrack-core", "claimtrack-sdk"];
/// Makes the model that the core embeds; nothing uses it.
const TRAINER: &str = "claimtrack-train";
/// Crates that one crate alone may use, and why.
const KEPT_IN: [(&str, &str, &str); 2] = [
    ("libloading", "claimtrack-host", "foreign code is loaded in one place"),
    ("clap", "claimtrack", "only the command line has options"),
];

/// Files that open a room for unsafe code: the loader (opened in its parent), the contract, and the plugins
/// that tests make fail.
const UNSAFE: [&str; 3] = ["plugins/host/src/lib.rs", "plugins/sdk/src/abi.rs", "plugins/zoo/src/fault.rs"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate stands in the workspace").to_owned()
}

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    metadata["packages"].as_array().expect("it has packages").clone()
}

/// What is wrong with `from` using `to`, if anything.
fn fault(from: &str, is_plugin: bool, to: &str) -> Option<String> {
    let place = |name: &str| CHAIN.iter().position(|known| *known == name);
    if let Some((_, keeper, why)) = KEPT_IN.iter().find(|(kept, ..)| *kept == to) {
        return (from != *keeper && !(from == TRAINER && to == "clap"))
            .then(|| format!("{from} → {to}: only {keeper} may; {why}"));
    }
    if !to.starts_with("claimtrack") {
        return None;
    }
    let may = match (place(from), place(to)) {
        _ if is_plugin => to == "claimtrack-sdk",
        (Some(from), Some(to)) => from < to,
        (None, Some(to)) if from == TRAINER => to >= 2,
        _ => false,
    };
    (!may).then(|| format!("{from} → {to}: imports run only cli → host → core → sdk ← plugins/*"))
}

/// Whether a package is a plugin: its folder is below `plugins/`, and it is neither contract nor host.
fn is_plugin(package: &Value) -> bool {
    let name = package["name"].as_str().expect("a package has a name");
    let manifest = package["manifest_path"].as_str().expect("a package has a manifest").replace('\\', "/");
    let below =
        manifest.strip_prefix(&format!("{}/", root().display()).replace('\\', "/")).unwrap_or(&manifest);
    below.starts_with("plugins/") && !CHAIN.contains(&name)
}

#[test]
fn imports_run_one_way() {
    let packages = packages();
    assert!(packages.len() >= 8, "the workspace has its crates: {}", packages.len());
    let mut faults = Vec::new();
    for package in &packages {
        let from = package["name"].as_str().expect("a package has a name");
        let is_plugin = is_plugin(package);
        if !is_plugin && from != TRAINER && !CHAIN.contains(&from) {
            faults.push(format!("{from}: has no place in the house; see CHAIN in {}", file!()));
        }
        for dependency in package["dependencies"].as_array().expect("a list") {
            let to = dependency["name"].as_str().expect("a dependency has a name");
            faults.extend(fault(from, is_plugin, to));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_wrong_edge_is_named() {
    for (from, is_plugin, to) in [
        ("claimtrack-core", false, "claimtrack-host"),
        ("claimtrack-sdk", false, "claimtrack-core"),
        ("claimtrack-plugin-trade", true, "claimtrack-core"),
        ("claimtrack-plugin-trade", true, "claimtrack-plugin-military"),
        ("claimtrack-core", false, "clap"),
        ("claimtrack", false, "libloading"),
    ] {
        let fault = fault(from, is_plugin, to).unwrap_or_default();
        assert!(fault.starts_with(&format!("{from} → {to}: ")), "{from} → {to}: {fault:?}");
    }
    assert_eq!(fault("claimtrack", false, "claimtrack-core"), None);
    assert_eq!(fault("claimtrack-plugin-trade", true, "claimtrack-sdk"), None);
}

#[test]
fn unsafe_code_lives_in_its_rooms() {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the workspace") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "target" && !name.starts_with('.') {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("source is UTF-8");
                let opens = text.lines().any(|line| {
                    let line = line.trim_start();
                    line.starts_with("#![allow(unsafe_code") || line.starts_with("#[allow(unsafe_code")
                });
                if opens {
                    let below = path.strip_prefix(root()).expect("below the root");
                    found.push(below.to_string_lossy().replace('\\', "/"));
                }
            }
        }
    }
    found.sort();
    let elsewhere: Vec<_> = found.iter().filter(|path| !UNSAFE.contains(&path.as_str())).collect();
    assert!(elsewhere.is_empty(), "unsafe code is allowed elsewhere: {elsewhere:?}");
}
