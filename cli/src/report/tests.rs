use claimtrack_core::ledger::{Ledger, parse};
use claimtrack_core::report::{Grouping, Query, Report, report};
use claimtrack_core::source::Source;

use super::{Format, json_lines, render, text};

/// Invented, with everything that can be awkward in it: long names, escapes, formulas, Markdown.
const LEDGER: &str = r#"
schema: claimtrack/claims/1
claims:
- id: military-00000001
  kind: military.cooperate
  stage: discussed
  statement: "Ruritania: military cooperation with Syldavia (exchange of attachés), discussed"
  actor: [{name: General A. Example, entity: Ruritania}]
  target: [{name: Syldavia}]
  object: exchange of military attachés
  date: 2023-08-01
  evidence:
  - source: gazette-2023
    factuality: CT+
    attribution: [{speaker: the Ruritanian general staff, cue: said}]
    exact: "The two sides also went\n over an exchange of military attachés between their capitals, which neither had before."
    start: 10
    end: 90
    by: military@0.1.0/talks
- id: military-00000002
  kind: military.cooperate
  stage: occurred
  status: accepted
  statement: An attaché office was opened.
  actor: [{name: Ruritania, entity: Ruritania}]
  target: [{name: Syldavia}]
  object: military attaché office
  date: 2025-07
  evidence:
  - {source: gazette-2025, factuality: CT+, exact: "Ruritania keeps an office for its attaché.", start: 0, end: 10}
  - source: herald-2025
    factuality: PR+
    attribution: [{speaker: The Gazette, cue: according to}]
    exact: "An office was opened, according to The Gazette."
    start: 0
    end: 10
  - {source: denial-2025, factuality: CT-, exact: "\e[31mNo\e[0m *office* was [opened](x) <b>.", start: 0, end: 10}
- id: trade-00000003
  kind: trade.exchange
  stage: occurred
  statement: "=1+1"
  actor: [{name: "@Very Long Name of a Company That Ships Grain and Fertiliser Across the Sea"}]
  target: [{name: "The Inland Federation of Borduria and the Lower Provinces"}]
  object: "-grain"
  evidence:
  - source: a-source-with-a-very-long-name-that-hardly-fits-into-a-line-of-eighty-columns
    factuality: PS+
    exact: "+Grain, \"much\" of it."
    start: 0
    end: 10
"#;

fn found(query: &Query, by: Grouping) -> Report {
    let ledger = Ledger { files: vec![parse("claims/a.yaml", LEDGER.as_bytes()).expect("a ledger")] };
    let sources = [
        ("gazette-2023", "title: Attachés\npublisher: The Gazette\npublished: 2023-08-02\nurl: https://gazette.example/1"),
        ("gazette-2025", "title: An *office*\npublisher: The Gazette\npublished: 2025-08\nurl: https://gazette.example/2#top"),
        ("herald-2025", "publisher: Herald\nurl: javascript:alert(1)"),
        ("denial-2025", "publisher: Third Paper\npublished: 2025-08-03"),
    ]
    .map(|(id, metadata)| {
        let path = format!("seeds/{id}.txt");
        Source::read(&path, b"Text.", Some(metadata.as_bytes()), 1000).expect(id)
    });
    report(&ledger, &sources, query, by)
}

fn shown(format: Format, by: Grouping) -> String {
    render(format, &found(&Query::default(), by)).expect("it renders")
}

#[test]
fn text_by_claim() {
    insta::assert_snapshot!(shown(Format::Text, Grouping::Claim));
}

#[test]
fn text_by_source_and_by_thread() {
    insta::assert_snapshot!(shown(Format::Text, Grouping::Source));
    insta::assert_snapshot!(shown(Format::Text, Grouping::Thread));
}

#[test]
fn text_fits_eighty_columns_and_has_no_control_character() {
    for by in [Grouping::Claim, Grouping::Source, Grouping::Actor, Grouping::Kind, Grouping::Thread] {
        for line in shown(Format::Text, by).lines() {
            assert!(textwrap::core::display_width(line) <= text::WIDTH, "{line}");
            assert!(!line.contains(char::is_control), "{line:?}");
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let report = found(&Query::default(), Grouping::Claim);
    let coloured = text::render(&report, true);
    assert_ne!(coloured, text::render(&report, false));
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1B}') {
        plain += before;
        rest = after.split_once('m').expect("a sequence for colour ends in m").1;
    }
    assert_eq!(plain + rest, text::render(&report, false));
}

#[test]
fn markdown_escapes_and_links_to_the_words() {
    insta::assert_snapshot!(shown(Format::Markdown, Grouping::Claim));
}

#[test]
fn csv_has_guarded_cells() {
    insta::assert_snapshot!(shown(Format::Csv, Grouping::Claim));
}

#[test]
fn a_claim_under_two_headings_is_one_row_and_one_line() {
    let by = |by| json_lines(&found(&Query::default(), by)).expect("it renders").lines().count();
    assert_eq!((by(Grouping::Claim), by(Grouping::Actor)), (3, 3));
    assert_eq!(shown(Format::Csv, Grouping::Actor).lines().count(), 6);
}

#[test]
fn json_names_its_schema() {
    let value: serde_json::Value =
        serde_json::from_str(&shown(Format::Json, Grouping::Claim)).expect("it is JSON");
    assert_eq!(value["schema"], "claimtrack/report/1");
    assert_eq!(value["groups"][0]["topics"][0]["claims"][0]["id"], "military-00000002");
}
