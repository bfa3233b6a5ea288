//! Runs the examples of a rules file in a test of the plugin's crate, through
//! the `claimtrack` program: what the test sees is what a user will see.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Tests all examples of `src/rules.yaml` (or of the file named): one line in the plugin's `lib.rs`.
///
/// The test runs `claimtrack rules`, so that program must be built: it is taken from `$CLAIMTRACK`, from
/// the build folder that the test runs in, or from `$PATH`.
#[macro_export]
macro_rules! test_rules {
    () => {
        $crate::test_rules!("src/rules.yaml");
    };
    ($rules:literal) => {
        #[cfg(test)]
        #[test]
        fn every_rule_holds_on_its_examples() {
            $crate::rules::assert_examples(concat!(env!("CARGO_MANIFEST_DIR"), "/", $rules));
        }
    };
}

/// Runs the examples of the rules file at `path`; the body of [`test_rules!`](crate::test_rules).
///
/// # Panics
/// When an example fails, with what was found instead; when the program can't be found or run.
pub fn assert_examples(path: &str) {
    let program = program().unwrap_or_else(|| {
        panic!(
            "the claimtrack program is needed; build it with `cargo build -p claimtrack` or set $CLAIMTRACK"
        )
    });
    let output = Command::new(&program)
        .arg("rules")
        .arg(path)
        .output()
        .unwrap_or_else(|error| panic!("{}: can't be run: {error}", program.display()));
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn program() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CLAIMTRACK") {
        return Some(named.into());
    }
    let name = format!("claimtrack{}", std::env::consts::EXE_SUFFIX);
    let here = std::env::current_exe().ok();
    let beside =
        here.iter().flat_map(|test| test.ancestors().skip(1).take(2)).map(|folder| folder.join(&name));
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&paths).map(|folder| folder.join(&name)).collect::<Vec<_>>();
    beside.chain(on_path).find(|file: &PathBuf| Path::is_file(file))
}
