use super::*;
use crate::ledger::{Ledger, parse};
use crate::source::{Edtf, Source};

const LEDGER: &str = "\
schema: claimtrack/claims/1
claims:
- id: m-1
  kind: military.cooperate
  stage: discussed
  actor: [{name: Ada Example, entity: BLR}]
  target: [{name: Iran, entity: IRN}]
  object: military attachés
  date: 2023-08-01
  evidence:
  - {source: a, factuality: CT+, exact: They discussed attachés., start: 0, end: 24}
- id: m-2
  kind: military.cooperate
  stage: occurred
  status: accepted
  actor: [{name: Iran, entity: IRN}]
  target: [{name: Belarus, entity: BLR}]
  object: attaché office
  date: 2025-07
  evidence:
  - {source: b, factuality: CT+, exact: Iran opened an office., start: 0, end: 22}
  - {source: c, factuality: CT-, exact: Iran opened no office., start: 0, end: 22}
  - {source: a, status: rejected, factuality: CT+, exact: Not this., start: 30, end: 39}
- id: t-1
  kind: trade.exchange
  stage: occurred
  actor: [{name: Iran, entity: IRN}]
  target: [{name: Russia, entity: RUS}]
  evidence:
  - {source: b, factuality: PS+, exact: Iran may sell fruit., start: 30, end: 50}
- id: t-2
  kind: trade.exchange
  stage: occurred
  status: rejected
  actor: [{name: Iran, entity: IRN}]
  evidence: []
";

fn seen(query: &Query, by: Grouping) -> Report {
    let ledger = Ledger { files: vec![parse("claims/a.yaml", LEDGER.as_bytes()).expect("a ledger")] };
    let sources = ["a", "b", "c"].map(|id| {
        let metadata = format!("title: Title {id}\npublisher: P {id}\npublished: 2025-08\n");
        Source::read(&format!("seeds/{id}.txt"), b"Text.", Some(metadata.as_bytes()), 1000).expect(id)
    });
    report(&ledger, &sources, query, by)
}

fn ids(query: &Query) -> Vec<String> {
    let report = seen(query, Grouping::Claim);
    let topics = report.groups.iter().flat_map(|group| &group.topics);
    topics.flat_map(|topic| &topic.claims).map(|item| item.id.clone()).collect()
}

#[test]
fn a_report_is_plain_values() {
    insta::assert_json_snapshot!(seen(&Query::default(), Grouping::Claim));
}

#[test]
fn each_condition_must_be_met() {
    let all = Query::default();
    let date = |text: &str| Some(Edtf::new(text).expect("a date"));
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(&all), ["m-2", "m-1", "t-1"]);
    for (query, expected) in [
        (Query { kinds: words(&["military"]), ..all.clone() }, vec!["m-2", "m-1"]),
        (Query { kinds: words(&["trade.exchange", "sanctions"]), ..all.clone() }, vec!["t-1"]),
        (Query { actors: words(&["blr"]), ..all.clone() }, vec!["m-2", "m-1"]),
        (Query { actors: words(&["example"]), ..all.clone() }, vec!["m-1"]),
        (Query { actors: words(&["RUS"]), ..all.clone() }, vec![]),
        (Query { sources: words(&["b"]), ..all.clone() }, vec!["m-2", "t-1"]),
        (Query { sources: words(&["a"]), ..all.clone() }, vec!["m-1"]),
        (Query { since: date("2023-08-02"), ..all.clone() }, vec!["m-2"]),
        (Query { until: date("2025-07-10"), ..all.clone() }, vec!["m-2", "m-1"]),
        (Query { since: date("2023"), until: date("2023"), ..all.clone() }, vec!["m-1"]),
        (Query { statuses: vec![Status::Rejected], ..all.clone() }, vec!["t-2"]),
        (
            Query {
                statuses: vec![Status::Accepted, Status::Proposed],
                stages: vec![Stage::Occurred],
                ..all.clone()
            },
            vec!["m-2", "t-1"],
        ),
        (Query { min_origins: 1, ..all.clone() }, vec!["m-2", "m-1", "t-1"]),
        (Query { min_origins: 2, ..all.clone() }, vec![]),
    ] {
        assert_eq!(ids(&query), expected, "{query:?}");
    }
}

#[test]
fn undated_claims_are_counted_when_a_date_is_asked_for() {
    let since = Query { since: Some(Edtf::new("2000").expect("a date")), ..Query::default() };
    assert_eq!(seen(&since, Grouping::Claim).undated, 1);
    assert_eq!(seen(&Query::default(), Grouping::Claim).undated, 0);
}

#[test]
fn groupings_turn_it_round() {
    let headings = |by| {
        let report = seen(&Query::default(), by);
        let count = |group: &Group| group.topics.iter().map(|topic| topic.claims.len()).sum::<usize>();
        report.groups.iter().map(|group| format!("{}: {}", group.heading, count(group))).collect::<Vec<_>>()
    };
    insta::assert_debug_snapshot!([
        headings(Grouping::Source),
        headings(Grouping::Actor),
        headings(Grouping::Kind),
        headings(Grouping::Thread)
    ]);
}

#[test]
fn by_source_shows_only_what_that_source_says() {
    let report = seen(&Query { sources: vec!["c".to_owned()], ..Query::default() }, Grouping::Source);
    assert_eq!(report.groups.len(), 1);
    let quotes: Vec<_> =
        report.groups[0].topics[0].claims[0].evidence.iter().map(|quote| quote.source.as_str()).collect();
    assert_eq!(quotes, ["c"]);
    assert_eq!(report.groups[0].detail, "Title c, P c, 2025-08");
}

#[test]
fn nothing_admitted_is_no_group() {
    let report = seen(&Query { min_origins: 9, ..Query::default() }, Grouping::Claim);
    assert_eq!((report.claims, report.groups.len()), (0, 0));
}
