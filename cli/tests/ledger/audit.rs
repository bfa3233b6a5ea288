//! The audit's findings, in each of its forms.

use serde_sarif::sarif::Sarif;

use crate::project::{PACT, Project, TEXT};

/// A source with one of everything, against the ledger of the project.
fn changed() -> Project {
    let project = Project::new();
    project.write("seeds/a.txt", format!("A new line.\n{}", TEXT.replace("twelve", "twenty")));
    project.edit("claims/trade.yaml", "Two of them.", "Ruritania sold 7 tonnes.");
    let lost =
        crate::project::claims(&[("trade-00000003", "trade.exchange", "Nobody from Borduria was there.")]);
    project.write("claims/lost.yaml", lost.replace("source: a", "source: b"));
    let gone = crate::project::claims(&[("trade-00000004", "trade.exchange", "The port stays closed.")]);
    project.write(
        "claims/gone.yaml",
        gone.replace("The port stays closed.", "The harbour master never spoke to them."),
    );
    project
}

#[test]
fn an_untouched_project_is_clean() {
    let run = Project::new().run(&["audit"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @"2 claims, 2 quotations: all as the sources have them");
}

#[test]
fn findings_are_drawn_for_people() {
    let run = changed().run(&["audit"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out);
}

#[test]
fn findings_as_json() {
    let run = changed().run(&["audit", "--format", "json"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.out);
}

#[test]
fn findings_as_sarif_and_for_github() {
    let run = changed().run(&["audit", "--format", "sarif"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!("sarif", run.out);
    let run = changed().run(&["audit", "--format", "github"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!("github", run.out);
}

#[test]
fn sarif_is_what_its_standard_says() {
    // `Sarif` is made from the schema of the standard: what it reads and writes back unchanged has all keys
    // that must be there and none that the standard doesn't know. Its words are strings to it.
    let is_sarif = |text: &str| {
        let read: Option<Sarif> = serde_json::from_str(text).ok();
        let read = serde_json::to_value(read?).ok()?;
        let ours: serde_json::Value = serde_json::from_str(text).ok()?;
        (read == ours && read["version"] == "2.1.0").then_some(read)
    };
    for project in [&Project::new(), &changed()] {
        let run = project.run(&["audit", "--format", "sarif"]);
        let log = is_sarif(&run.out).unwrap_or_else(|| panic!("{}", run.out));
        let results = log["runs"][0]["results"].as_array().expect("results");
        assert_eq!(results.len() > 3, run.code == 1, "{}", run.out);
        for result in results {
            let level = result["level"].as_str().expect("a level");
            assert!(["none", "note", "warning", "error"].contains(&level), "{level}");
        }
        for key in ["version", "driver", "name"] {
            let other = run.out.replace(&format!("\"{key}\""), "\"surplus\"");
            assert!(is_sarif(&other).is_none(), "{key} is missed: {other}");
        }
    }
}

#[test]
fn fix_refreshes_what_moved_and_nothing_else() {
    let project = Project::new();
    project.write("seeds/a.txt", format!("A new line.\n{}", TEXT.replace("twelve", "twenty")));
    let before = project.ledger();
    let run = project.run(&["audit", "--fix"]);
    assert_eq!(run.code, 1, "the altered one stays a finding");
    let after = project.ledger();
    assert_eq!(before[0], after[0], "altered words are no matter of --fix");
    let text = String::from_utf8(after[1].1.clone()).expect("it is UTF-8");
    assert!(text.contains("# by hand"), "comments stay: {text}");
    let log = project.read("claims/.log.jsonl");
    assert!(log.contains("\"cause\":\"moved\"") && log.contains("trade-00000002"), "{log}");
    project.run(&["audit", "--fix"]);
    assert_eq!(project.ledger(), after, "a second time changes nothing");
    project.write("seeds/a.txt", format!("A new line.\n{TEXT}"));
    assert_eq!(project.run(&["audit", "--fix"]).code, 0);
}

#[test]
fn a_digest_tells_a_changed_source() {
    let project = Project::new();
    project.write("seeds/a.txt.yaml", "sha256: 00\n");
    let run = project.run(&["audit"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("source-changed") && run.out.contains("2 quotations rest on it"), "{}", run.out);
}

#[test]
fn a_newer_copy_is_compared_and_changes_nothing() {
    let project = Project::new();
    let newer = format!("First of all. {}", TEXT.replace("Ruritania sells", "Ruritania no longer sells"));
    project.write("newer/a.txt", newer);
    let before = project.ledger();
    let run = project.run(&["audit", "--against", "newer/a.txt"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.out);
    assert_eq!(project.ledger(), before);
}

#[test]
fn control_characters_of_sources_reach_no_terminal() {
    let project = Project::new();
    project.write("seeds/a.txt", TEXT.replace("twelve", "\u{1B}[2Jtwenty\u{202E}\u{7}"));
    let run = project.run(&["audit"]);
    assert_eq!(run.code, 1);
    let raw = |character: char| character.is_control() && character != '\n' || character == '\u{202E}';
    assert!(!run.out.contains(raw), "{:?}", run.out);
}

#[test]
fn rejected_claims_are_not_audited() {
    let project = Project::new();
    project.edit("claims/military.yaml", "status: proposed", "status: rejected");
    project.edit("claims/military.yaml", PACT, "Something else entirely stood here.");
    assert_eq!(project.run(&["audit"]).code, 0);
}
