//! A plugin that fails costs nothing of the others': each fault is told in one line that names it, the
//! other plugin's claims are all there, and the exit code is 3. With real built plugins and the real program.

mod program;

use std::path::Path;
use std::process::{Command, Output};

use program::library;

const TEXT: &str =
    "Ruritania imposed sanctions on Borduria, the foreign ministry said. BOOM went the drum.\n";

/// Fault of the zoo, what the one line on standard error must say.
const FAULTS: &[(&str, &str)] = &[
    ("panic", "document text: panicked at "),
    ("abort", "document text: its process ended by itself (signal: 6 (SIGABRT))"),
    ("segfault", "document text: its process ended by itself (signal: 11 (SIGSEGV))"),
    ("exit", "document text: its process ended by itself (exit status: 0)"),
    ("endless-loop", "document text: stopped after the time limit of 2s"),
    ("bad-span", "document text: turned away a draft with trigger tokens 7..1000000"),
    ("flood", "drafts in one document"),
    ("panic-at-start", "did not start: panicked at "),
];

/// The mentions of the plugin `sanctions` in the text, with another plugin beside it.
fn extract(text: &Path, sanctions: &Path, other: Option<&Path>, fault: &str) -> (Vec<String>, Output) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimtrack"));
    command.args(["extract", "--format", "jsonl", "--plugin"]).arg(sanctions).arg(text);
    if let Some(other) = other {
        command.arg("--plugin").arg(other);
    }
    let output = command.env("CLAIMTRACK_ZOO_FAULT", fault).output().expect("it runs");
    let lines = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let own = |line: &&str| line.contains("\"plugin\":\"sanctions\"");
    (lines.lines().filter(own).map(str::to_owned).collect(), output)
}

#[test]
fn each_fault_is_one_line_and_costs_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("text.txt");
    std::fs::write(&text, TEXT).expect("a text");
    let (sanctions, zoo) = (library("claimtrack-plugin-sanctions"), library("claimtrack-zoo"));
    let (expected, alone) = extract(&text, &sanctions, None, "");
    assert!(!expected.is_empty(), "the text holds a claim: {alone:?}");
    assert_eq!(alone.status.code(), Some(0), "{alone:?}");

    let one_line = |kept: Vec<String>, output: &Output, says: &str, what: &str| {
        let stderr = String::from_utf8_lossy(&output.stderr);
        let told: Vec<&str> = stderr.lines().filter(|line| line.starts_with("warning: plugin ")).collect();
        assert_eq!(kept, expected, "{what}: the other plugin's claims");
        assert_eq!(output.status.code(), Some(3), "{what}: {stderr}");
        assert!(told.len() == 1 && told[0].contains(says), "{what}: {stderr}");
    };
    for (fault, says) in FAULTS {
        let (kept, output) = extract(&text, &sanctions, Some(&zoo), fault);
        one_line(kept, &output, says, fault);
    }

    let no_library = folder.path().join("no-library.so");
    std::fs::write(&no_library, "text").expect("a file");
    let cut_off = folder.path().join("cut-off.so");
    let bytes = std::fs::read(&zoo).expect("it was built");
    std::fs::write(&cut_off, &bytes[..bytes.len() / 2]).expect("a file");
    for (path, says) in [
        (folder.path().join("missing.so"), "there is no such file; check the path"),
        (no_library, "not a library; give the path"),
        (cut_off, "a truncated or damaged library"),
    ] {
        let (kept, output) = extract(&text, &sanctions, Some(&path), "");
        one_line(kept, &output, says, says);
    }
}

/// What a plugin prints goes to standard error and harms nothing.
#[test]
fn a_plugin_that_prints_is_no_failure() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("text.txt");
    std::fs::write(&text, TEXT).expect("a text");
    let (sanctions, zoo) = (library("claimtrack-plugin-sanctions"), library("claimtrack-zoo"));
    let (kept, output) = extract(&text, &sanctions, Some(&zoo), "prints");
    assert_eq!(kept, extract(&text, &sanctions, None, "").0);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("zoo: a line on standard output"), "{stderr}");
    assert!(!String::from_utf8_lossy(&output.stdout).contains("a line on"), "{output:?}");
}
