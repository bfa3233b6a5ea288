//! Kills, full disks, read-only files: the old ledger or the new one, never another.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::project::{Project, TEXT};

type Files = Vec<(String, Vec<u8>)>;

/// Kills of each command.
const KILLS: u32 = 110;

/// Runs `args` and kills it after a share of the time that it takes, `KILLS` times from the state that
/// `reset` makes. Each file must be that of before or that of a run that was let be.
fn kill(project: &Project, args: &[&str], reset: &dyn Fn(&Project)) {
    reset(project);
    let old = project.ledger();
    let start = Instant::now();
    let run = project.run(args);
    let whole = start.elapsed();
    assert!(run.code < 2, "{args:?}: {}", run.err);
    let new = project.ledger();
    assert_ne!(old, new, "{args:?} changes something");
    let (mut early, mut late) = (0, 0);
    for round in 0..KILLS {
        reset(project);
        let mut child = project.command(args).spawn().expect("the program starts");
        // Spread over the run, and a little beyond its end.
        std::thread::sleep(whole.mul_f64(f64::from(round) / f64::from(KILLS) * 1.2));
        let _ = child.kill();
        child.wait().expect("it ends");
        for (name, bytes) in &project.ledger() {
            let is = |files: &Files| files.iter().any(|(other, text)| other == name && text == bytes);
            assert!(is(&old) || is(&new), "{args:?}, kill {round}: {name} is neither old nor new");
            early += u32::from(is(&old));
            late += u32::from(is(&new));
        }
    }
    assert!(early > 0 && late > 0, "{args:?}: kills fell before and behind the writing ({early}, {late})");
    // What a kill leaves behind is no hindrance, and is swept up.
    reset(project);
    assert!(project.run(args).code < 2);
    assert_eq!(project.ledger(), new);
    let left = std::fs::read_dir(project.path("claims")).expect("a folder").flatten();
    let left: Vec<_> =
        left.map(|entry| entry.file_name()).filter(|name| name.to_string_lossy().ends_with(".tmp")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_kill_during_review_leaves_the_old_or_the_new_state() {
    let project = Project::new();
    let texts = project.ledger();
    kill(&project, &["review", "--accept", "all"], &|project| {
        for (name, bytes) in &texts {
            project.write(&format!("claims/{name}"), bytes);
        }
    });
}

#[test]
fn a_kill_during_fix_leaves_the_old_or_the_new_state() {
    let project = Project::new();
    project.write("seeds/a.txt", format!("A line before all others.\n{TEXT}"));
    let texts = project.ledger();
    kill(&project, &["audit", "--fix"], &|project| {
        for (name, bytes) in &texts {
            project.write(&format!("claims/{name}"), bytes);
        }
    });
}

#[test]
fn a_kill_during_extract_leaves_the_old_or_the_new_state() {
    let project = Project::new();
    let probe = Project::new().run(&["extract"]);
    if probe.err.contains("no plugin could be started") {
        eprintln!("skipped: the plugins are not built; they are with the whole workspace");
        return;
    }
    // What an earlier version would have proposed, so that there is an old state to lose.
    kill(&project, &["extract"], &|project| {
        for (name, _) in project.ledger() {
            std::fs::remove_file(project.path(&format!("claims/{name}"))).expect("it can be removed");
        }
        let _ = std::fs::remove_file(project.path("claims/.log.jsonl"));
        project.write("claims/military.yaml", "schema: claimtrack/claims/1\nclaims: []\n");
    });
}

#[test]
fn a_read_only_file_is_left_alone() {
    let project = Project::new();
    let path = project.path("claims/trade.yaml");
    let mut permissions = std::fs::metadata(&path).expect("it is there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("it can be made read-only");
    let before = project.ledger();
    let run = project.run(&["review", "--accept", "all"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("claims/trade.yaml: is read-only"), "{}", run.err);
    assert_eq!(project.ledger(), before, "the other file is not written either");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    let project = Project::new();
    let claims = project.path("claims");
    let before = project.ledger();
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=32k", "none"]).arg(&claims).output();
    if !mount.as_ref().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: a small file system can only be mounted by root: {mount:?}");
        return;
    }
    let unmount = Unmount(claims);
    for (name, bytes) in &before {
        project.write(&format!("claims/{name}"), bytes);
    }
    // All but the last page is taken; then the whole of it.
    for size in [16, 20, 24, 28, 32] {
        let _ = std::fs::write(project.path("claims/ballast"), vec![0; size * 1024]);
        let run = project.run(&["review", "--accept", "all"]);
        let after = project.ledger();
        if run.code == 0 {
            assert_ne!(after, before);
            assert_eq!(project.run(&["review", "--reopen", "military-00000001", "trade-00000002"]).code, 0);
        } else {
            assert!(run.code == 2 && run.err.contains("claims"), "{}", run.err);
            for (name, bytes) in &after {
                let old = before.iter().any(|(other, text)| other == name && text == bytes);
                let text = String::from_utf8_lossy(bytes);
                assert!(old || text.contains("status: accepted"), "{name}: {text}");
            }
        }
        for (name, bytes) in &before {
            let _ = std::fs::remove_file(project.path("claims/ballast"));
            project.write(&format!("claims/{name}"), bytes);
        }
    }
    drop(unmount);
}

#[cfg(target_os = "linux")]
struct Unmount(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl Drop for Unmount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
        std::thread::sleep(Duration::from_millis(1));
    }
}
