//! The program and libraries of the workspace that tests load, really built; quick when they are fresh.

#![allow(dead_code, reason = "each file of tests uses a part")]

use std::path::PathBuf;
use std::sync::LazyLock;

/// The program, with its own plugins built; it finds them beside itself.
pub(crate) static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    for plugin in ["sanctions", "military", "trade"] {
        library(&format!("claimtrack-plugin-{plugin}"));
    }
    PathBuf::from(env!("CARGO_BIN_EXE_claimtrack"))
});

/// Builds a library of the workspace and gives its path.
pub(crate) fn library(package: &str) -> PathBuf {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let messages =
        escargot::CargoBuild::new().manifest_path(root).package(package).exec().expect("cargo runs");
    let mut libraries = Vec::new();
    for message in messages {
        let message = message.expect("the plugin builds");
        if let Ok(escargot::format::Message::CompilerArtifact(artifact)) = message.decode() {
            libraries.extend(artifact.filenames.iter().map(|name| name.to_path_buf()));
        }
    }
    let is_library =
        |path: &PathBuf| path.extension().is_some_and(|end| end == std::env::consts::DLL_EXTENSION);
    libraries.into_iter().rfind(is_library).expect("cargo says where it put the library")
}
