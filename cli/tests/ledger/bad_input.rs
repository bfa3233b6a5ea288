//! Input that can not be used: named with its place and cure, exit code 2, nothing written.

use crate::project::{PACT, Project, Run};

/// Runs the command that reads everything; it must refuse, and leave the ledger as it was.
fn refused(project: &Project) -> Run {
    let before = project.ledger();
    let run = project.run(&["audit", "--fix"]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert_eq!(run.out, "");
    assert_eq!(project.ledger(), before, "nothing is written");
    run
}

#[test]
fn sources_that_can_not_be_read() {
    let cases: [(&str, &[u8], &str); 6] = [
        ("latin.txt", b"caf\xE9", "not UTF-8 from byte 3"),
        ("wide.txt", b"\xFF\xFEa\0", "UTF-16"),
        ("empty.txt", b"", "no text in it"),
        ("blank.md", b" \n\n", "no text in it"),
        ("binary.txt", b"\x7FELF\0\0", "NUL"),
        ("meta.md", b"---\npublshed: 2023\n---\ntext", "did you mean `published`"),
    ];
    for (name, bytes, expected) in cases {
        let project = Project::new();
        project.write(&format!("seeds/{name}"), bytes);
        let run = refused(&project);
        assert!(run.err.contains(&format!("seeds/{name}")) && run.err.contains(expected), "{}", run.err);
    }
}

#[test]
fn every_bad_source_is_named_at_once() {
    let project = Project::new();
    project.write("seeds/one.txt", b"\xFF");
    project.write("seeds/two.txt", b"");
    let run = refused(&project);
    assert!(run.err.contains("seeds/one.txt") && run.err.contains("seeds/two.txt"), "{}", run.err);
}

#[test]
fn a_folder_named_like_a_text_is_walked() {
    let project = Project::new();
    project.write("seeds/deep.txt/b.txt", "Another text.");
    assert_eq!(project.run(&["audit"]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_source_that_is_gone_behind_its_link_is_named() {
    let project = Project::new();
    std::os::unix::fs::symlink("nowhere.txt", project.path("seeds/link.txt")).expect("a link can be made");
    let run = refused(&project);
    assert!(run.err.contains("seeds/link.txt"), "{}", run.err);
}

#[test]
fn two_sources_of_one_id_are_named() {
    let project = Project::new();
    project.write("seeds/more/a.md", "Another text.");
    let run = refused(&project);
    assert!(run.err.contains("seeds/a.txt") && run.err.contains("seeds/more/a.md"), "{}", run.err);
}

#[test]
fn fifty_megabytes_in_one_line_and_control_characters_are_text() {
    let project = Project::new();
    project.write("seeds/long.txt", "word ".repeat(10 * 1024 * 1024));
    project.write("seeds/bell.txt", "\u{7}\u{1B}[31mred\u{1B}[0m\u{85}\u{202E} and on.");
    let run = project.run(&["audit"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
}

#[test]
fn a_source_above_the_limit_is_refused() {
    let project = Project::new();
    project.write("claimtrack.yaml", "limit: 100\n");
    let run = refused(&project);
    assert!(run.err.contains("more than the limit of 100"), "{}", run.err);
}

#[test]
fn ledgers_that_can_not_be_read() {
    let deep = "[".repeat(200 * 1024);
    let cases: Vec<(&str, String)> = vec![
        ("not YAML", "schema: {claims: [".to_owned()),
        ("not a ledger", "just text".to_owned()),
        ("200 KB of brackets", deep.clone()),
        ("brackets in a field", format!("schema: claimtrack/claims/1\nclaims: {deep}")),
        ("dashes", "- ".repeat(100 * 1024)),
        ("an alias to itself", "schema: claimtrack/claims/1\nclaims: &a [*a]\n".to_owned()),
        ("another schema", "schema: claimtrack/claims/9\nclaims: []\n".to_owned()),
        ("no schema", "claims: []\n".to_owned()),
        ("empty", String::new()),
    ];
    for (name, text) in cases {
        let project = Project::new();
        project.write("claims/bad.yaml", text);
        let run = refused(&project);
        assert!(run.err.contains("claims/bad.yaml"), "{name}: {}", run.err);
    }
    let project = Project::new();
    project.write("claims/bad.yaml", "- id: military-00000009\n  kind: military.attack\n");
    let run = refused(&project);
    assert!(run.err.contains("put it under") && run.err.contains("`claims:`"), "{}", run.err);
    project.write("claims/bad.yaml", b"schema: \xFF");
    assert!(refused(&project).err.contains("not UTF-8 from byte 8"));
}

#[test]
fn a_fault_in_a_ledger_is_drawn() {
    let cases = [
        ("stage: agreed", "stag: agreed"),
        ("stage: agreed", "stage: agreed\n  stage: agreed"),
        ("kind: military.cooperate", "kind: military.coop"),
        ("kind: military.cooperate", "kind: energy.supply"),
        ("id: military-00000001", "id: trade-00000002"),
        ("factuality: CT+", "factuality: CT"),
    ];
    let mut out = String::new();
    for (old, new) in cases {
        let project = Project::new();
        project.edit("claims/military.yaml", old, new);
        out.push_str(&refused(&project).err);
        out.push('\n');
    }
    insta::assert_snapshot!(out);
}

#[test]
fn nowhere_and_nothing() {
    let project = Project::new();
    let run = project.run(&["audit", "--project", "nowhere"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("claimtrack init"), "{}", run.err);
    let run = project.run(&["audit", "--against", "nowhere.txt"]);
    assert!(run.code == 2 && run.err.contains("nowhere.txt"), "{}", run.err);
    project.write("b.txt", PACT);
    let run = project.run(&["audit", "--against", "b.txt"]);
    assert!(run.code == 2 && run.err.contains("--source"), "{}", run.err);
}

#[test]
fn a_project_is_made_once() {
    let project = Project::new();
    let run = project.run(&["init", "new"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(project.run(&["audit", "--project", "new"]).code, 0);
    let run = project.run(&["init", "new"]);
    assert!(run.code == 2 && run.err.contains("nothing was changed"), "{}", run.err);
}
