//! What is extracted from a corpus of invented sentences, through the program with its own plugins: a
//! snapshot for each file of `extraction/`, so that any change of behaviour is seen in review.
//! The corpus says what is, not what should be.

mod program;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use program::PROGRAM;
use serde_json::{Value, json};

/// When every document of the corpus was published: a Wednesday.
const PUBLISHED: &str = "2025-06-18";

#[test]
fn corpus() {
    insta::glob!("extraction/*.txt", |path| {
        let corpus = std::fs::read_to_string(path).expect("the corpus can be read");
        let lines: Vec<&str> = corpus.lines().collect();
        let found = extract(&lines);
        let mut shown = String::new();
        for (number, line) in lines.iter().enumerate() {
            let _ = writeln!(shown, "{line}");
            if line.starts_with('#') {
                continue;
            }
            match found.get(&number.to_string()) {
                None => shown.push_str("    no claim\n"),
                Some(claims) => claims.iter().for_each(|claim| shown.push_str(&show(claim))),
            }
        }
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(shown) });
    });
}

/// The claims of each line, as documents of their own.
fn extract(lines: &[&str]) -> HashMap<String, Vec<Value>> {
    let mut program = Command::new(&*PROGRAM)
        .args(["extract", "--format", "jsonl", "--only", "sanctions,military,trade", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = String::new();
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let document = json!({"id": number.to_string(), "text": line, "published": PUBLISHED});
        let _ = writeln!(input, "{document}");
    }
    let mut stdin = program.stdin.take().expect("piped");
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = program.wait_with_output().expect("the program runs");
    writer.join().expect("no panic").expect("the program reads its input");
    assert!(output.status.success(), "no plugin fails: {}", output.status);
    let mut found: HashMap<String, Vec<Value>> = HashMap::new();
    for line in String::from_utf8(output.stdout).expect("UTF-8").lines() {
        let claim: Value = serde_json::from_str(line).expect("JSON Lines");
        let source = claim["evidence"][0]["source"].as_str().expect("an id").to_owned();
        found.entry(source).or_default().push(claim);
    }
    found
}

fn show(claim: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let names = |list: &Value| {
        let all: Vec<String> = list
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| format!("{} ({})", text(&one["text"]), one["entity"].as_str().unwrap_or("?")))
            .collect();
        if all.is_empty() { "nobody".to_owned() } else { all.join(", ") }
    };
    let mut shown = format!(
        "    {} {} {}: {} -> {}\n",
        text(&claim["kind"]),
        text(&claim["stage"]),
        text(&claim["factuality"]),
        names(&claim["actor"]),
        names(&claim["target"])
    );
    let speakers: Vec<String> = claim["attribution"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|link| {
            let direct = if link["direct"] == true { ", direct" } else { "" };
            format!("{} / {}{direct}", text(&link["speaker"]), text(&link["cue"]))
        })
        .collect();
    let date = claim["date"]
        .as_object()
        .map_or(String::new(), |date| format!("{} ({})", text(&date["edtf"]), text(&date["text"])));
    let requested_by = if claim["requested_by"].as_array().is_none_or(Vec::is_empty) {
        String::new()
    } else {
        names(&claim["requested_by"])
    };
    for (name, value) in [
        ("requested by", requested_by),
        ("object", text(&claim["object"])),
        ("said by", speakers.join(" > ")),
        ("date", date),
        ("rule", format!("{} at {}", text(&claim["extractor"]["rule"]), text(&claim["trigger"]["text"]))),
    ] {
        if !value.is_empty() {
            let _ = writeln!(shown, "        {name}: {value}");
        }
    }
    shown
}
