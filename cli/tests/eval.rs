//! `claimtrack eval` as a program: an annotation of invented text, and annotations that can not be read.

mod program;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use program::PROGRAM;

const TEXT: &str = "In May Ruritania sold ten tanks to Syldavia, an official said.\n\
                    Borduria bombed the Syldavian port on Monday.\n\
                    Syldavia may withdraw its troops from Borduria.\n";

/// Finds the first claim, has the second for a plan, lacks the third, and has one that nobody makes.
const GOLD: &str = r#"{"doc": "port", "dct": "2025-06-18", "claims": [
 {"start": 0, "end": 62, "trigger": "sold", "trigger_start": 17, "kind": "military.transfer",
  "stage": "occurred", "factuality": "CT+", "actor": [{"text": "Ruritania"}], "target": [{"text": "Syldavia"}],
  "attribution": [{"speaker": "an official", "cue": "said"}], "date": {"text": "In May", "edtf": "2025-05"}},
 {"start": 63, "end": 108, "trigger": "bombed", "trigger_start": 72, "kind": "military.attack",
  "stage": "planned", "factuality": "CT+", "actor": [{"text": "Borduria"}], "target": [{"text": "Syldavia"}]},
 {"start": 63, "end": 108, "trigger": "port", "trigger_start": 93, "kind": "trade.exchange",
  "stage": "occurred", "factuality": "CT+"}
]}"#;

fn eval(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(&*PROGRAM).arg("eval").args(arguments).current_dir(folder).output().expect("it runs")
}

/// A folder with `gold/port.json` and `text/port.txt`.
fn folder(gold: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, content) in [("gold/port.json", gold), ("text/port.txt", TEXT)] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, content).expect("written");
    }
    folder
}

#[test]
fn scores_and_errors() {
    let folder = folder(GOLD);
    let output = eval(folder.path(), &["gold", "--errors"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stdout));
}

#[test]
fn json_of_one_domain() {
    let folder = folder(GOLD);
    let output = eval(folder.path(), &["gold/port.json", "--format", "json", "--domain", "trade"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["counts"], serde_json::json!({"matched": 0, "missed": 1, "spurious": 0}));
}

#[test]
fn what_can_not_be_read_ends_with_2() {
    let mut told = String::new();
    for gold in [
        GOLD.replace("\"actor\"", "\"actors\""),
        GOLD.replace("\"trigger_start\": 72", "\"trigger_start\": 73"),
        GOLD.replace("\"doc\": \"port\"", "\"doc\": \"harbour\""),
    ] {
        let output = eval(folder(&gold).path(), &["gold"]);
        assert_eq!(output.status.code(), Some(2));
        told += &String::from_utf8_lossy(&output.stderr);
    }
    insta::assert_snapshot!(told);
}
