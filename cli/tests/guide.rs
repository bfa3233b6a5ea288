//! The guide for plugin authors, run. Blocks with a path are files to write; `console` blocks are commands
//! with their output. `GUIDE_UPDATE=1` writes the output that it saw into the guide.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const GUIDE: &str = "docs/writing-a-plugin.md";

/// A part of the guide that does something.
enum Step {
    /// Writes a file.
    File(String, String),
    /// Runs a command; the lines of the guide that hold its output.
    Run { command: String, output: Vec<String>, line: usize },
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the workspace").to_owned()
}

fn steps(guide: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = guide.lines().enumerate();
    while let Some((_, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
        let body: Vec<(usize, &str)> = lines.by_ref().take_while(|(_, line)| *line != "```").collect();
        match info.split_once(' ') {
            Some((_, path)) => {
                let text = body.iter().map(|(_, line)| format!("{line}\n")).collect();
                steps.push(Step::File(path.to_owned(), text));
            }
            None if info == "console" => {
                for (number, line) in body {
                    match (line.strip_prefix("$ "), steps.last_mut()) {
                        (Some(command), _) => {
                            steps.push(Step::Run {
                                command: command.to_owned(),
                                output: Vec::new(),
                                line: number,
                            });
                        }
                        (None, Some(Step::Run { output, .. })) => output.push(line.to_owned()),
                        (None, _) => panic!("{GUIDE}:{}: output without a command", number + 1),
                    }
                }
            }
            None => {}
        }
    }
    steps
}

/// What a command prints, without what differs from machine to machine.
fn run(command: &str, folder: &Path, data: &Path) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_claimtrack")).parent().expect("it lies in a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(program.to_owned()).chain(std::env::split_paths(&path));
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(paths).expect("paths without a colon"))
        .env("XDG_DATA_HOME", data)
        .output()
        .expect("there is a shell");
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    // Cargo's own progress is no result.
    if !command.contains("cargo ") {
        text.push_str(&String::from_utf8_lossy(&output.stderr));
    } else if !output.status.success() {
        panic!("{command}: {}{text}", String::from_utf8_lossy(&output.stderr));
    }
    text.replace(&*folder.to_string_lossy(), "…").lines().filter_map(|line| plain(line, command)).collect()
}

/// A line without times and digests; of cargo's tests only the results.
fn plain(line: &str, command: &str) -> Option<String> {
    if command.contains("cargo ") && !line.starts_with("test result: ") {
        return None;
    }
    if line.starts_with("test result: ok. 0 passed") {
        return None;
    }
    let line = line.split("; finished in").next().unwrap_or(line);
    Some(match line.split_once("SHA-256 ") {
        Some((before, _)) => format!("{before}SHA-256 …"),
        None => line.to_owned(),
    })
}

/// Removes the plugin that the guide makes and puts the lock file back, whatever happens.
struct Restore {
    folder: PathBuf,
    lock: Vec<u8>,
}

impl Drop for Restore {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.folder.join("plugins/energy"));
        let _ = fs::write(self.folder.join("Cargo.lock"), &self.lock);
    }
}

/// Runs the steps that `wanted` says in `folder`, and compares or rewrites their output.
fn follow(folder: &Path, wanted: impl Fn(&str) -> bool) {
    let path = root().join(GUIDE);
    let guide = fs::read_to_string(&path).expect("the guide");
    let update = std::env::var_os("GUIDE_UPDATE").is_some();
    let data = tempfile::tempdir().expect("a folder");
    let mut lines: Vec<Option<String>> = guide.lines().map(|line| Some(line.to_owned())).collect();
    let mut ran = 0;
    for step in steps(&guide) {
        match step {
            Step::File(path, text) => {
                let path = folder.join(path);
                fs::create_dir_all(path.parent().expect("a path in the crate")).expect("a folder");
                fs::write(path, text).expect("a file");
            }
            Step::Run { command, output, line } if wanted(&command) => {
                ran += 1;
                let seen = run(&command, folder, data.path());
                if update {
                    lines[line + 1..=line + output.len()].fill(None);
                    lines[line] = Some(
                        std::iter::once(format!("$ {command}")).chain(seen).collect::<Vec<_>>().join("\n"),
                    );
                } else {
                    assert_eq!(seen, output, "{GUIDE}:{}: {command}", line + 1);
                }
            }
            Step::Run { .. } => {}
        }
    }
    assert!(ran > 1, "the guide has commands");
    if update {
        let text: String = lines.into_iter().flatten().map(|line| line + "\n").collect();
        fs::write(path, text).expect("the guide can be written");
    }
}

/// What needs no compiler: making the plugin and running its examples.
#[test]
fn the_guide_up_to_the_first_build() {
    let folder = tempfile::tempdir().expect("a folder");
    for known in ["core", "plugins/sdk"] {
        fs::create_dir_all(folder.path().join(known)).expect("a folder");
        fs::write(folder.path().join(known).join("Cargo.toml"), "").expect("a file");
    }
    let cheap = |command: &str| {
        command.starts_with("claimtrack plugin new") || command.starts_with("claimtrack rules")
    };
    follow(&folder.path().canonicalize().expect("it was just made"), cheap);
}

/// Outside the workspace no build folder holds the program that tries the rules.
#[test]
fn a_plugin_elsewhere_knows_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = env!("CARGO_BIN_EXE_claimtrack");
    let made = Command::new(program)
        .args(["plugin", "new", "energy", "--sdk"])
        .arg(root())
        .current_dir(&folder)
        .status()
        .expect("it runs");
    assert!(made.success());
    let settings = fs::read_to_string(folder.path().join("energy/.cargo/config.toml")).expect("settings");
    assert!(settings.contains(&format!("CLAIMTRACK = {{ value = {program:?}")), "{settings}");
}

/// The whole guide in this workspace. It builds a new member of it, so `.ci/run` runs it by itself.
#[test]
#[ignore = "builds a new member of the workspace; run by .ci/run"]
fn the_whole_guide() {
    let folder = root();
    assert!(!folder.join("plugins/energy").exists(), "plugins/energy is there already; remove it");
    let lock = fs::read(folder.join("Cargo.lock")).expect("the lock file");
    let _restore = Restore { folder: folder.clone(), lock };
    follow(&folder, |_| true);
}
