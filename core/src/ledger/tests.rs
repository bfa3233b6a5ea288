use std::collections::BTreeSet;

use super::*;
use crate::claim::{
    EventDate, Evidence as Quotation, Extractor, Factuality, Kind, Mention, Participant, Position, Stage,
    Trigger as Word,
};

const FILE: &str = "\
# yaml-language-server: $schema=../schema/claims.v1.json
schema: claimtrack/claims/1
kinds: [energy.supply] # ours
claims:
# the memorandum
- id: military-00000001 # first
  kind: military.cooperate
  stage: agreed
  status: proposed   # ask the desk
  statement: \"Two ministers signed a memorandum.\"
  actor: [{name: Ada Example, entity: BLR}]
  # who else was there?
  target:
  - name: Ben Example
    entity: IRN
  date: 2023-07-31
  evidence:
  # the better of the two
  - source: a
    factuality: CT+
    attribution: []
    exact: >-
      On 31 July the two
      put their names to a memorandum.
    start: 155 # counted
    end: 216
    by: military@0.1.0/sign

# between
- {id: energy-00000002, kind: energy.supply, stage: occurred, evidence: []}
- id: trade-00000003
  kind: trade.exchange
  stage: occurred
  # at the end
# behind all
";

fn file() -> LedgerFile {
    parse("claims/a.yaml", FILE.as_bytes()).expect("the fixture is a ledger")
}

#[test]
fn a_file_is_read_with_the_bytes_of_each_claim() {
    let file = file();
    let ids: Vec<_> = file.claims.iter().map(|claim| claim.id.as_str()).collect();
    assert_eq!(ids, ["military-00000001", "energy-00000002", "trade-00000003"]);
    assert!(FILE[file.range(0).unwrap()].ends_with("by: military@0.1.0/sign\n"));
    assert!(FILE[file.range(2).unwrap()].ends_with("# at the end\n"));
}

#[test]
fn unchanged_claims_leave_the_bytes_alone() {
    assert_eq!(rewrite(&file(), &file().claims).unwrap(), FILE);
}

#[test]
fn a_changed_field_changes_its_line_only() {
    let mut claims = file().claims;
    claims[0].status = Status::Accepted;
    claims[0].evidence[0].start = 160;
    claims[0].note = "Seen.".to_owned();
    let expected = FILE
        .replace("status: proposed  ", "status: accepted  ")
        .replace("start: 155 # counted", "start: 160")
        .replace("date: 2023-07-31\n", "date: 2023-07-31\n  note: Seen.\n");
    assert_eq!(rewrite(&file(), &claims).unwrap(), expected);
}

#[test]
fn a_claim_goes_and_another_comes_and_comments_stay() {
    let mut claims = file().claims;
    let mut new = claims.remove(0);
    new.id = "military-00000009".to_owned();
    claims.insert(1, new);
    let text = rewrite(&file(), &claims).unwrap();
    assert!(text.contains("# the memorandum\n") && text.ends_with("# at the end\n# behind all\n"), "{text}");
    assert_eq!(parse("x", text.as_bytes()).unwrap().claims, claims);
}

#[test]
fn every_way_to_be_empty_takes_a_first_claim() {
    let claims = &file().claims[..1];
    for list in
        ["", "claims:\n", "claims: []\n", "claims: [] # none yet\n", "claims:\n# none yet\n", "claims:"]
    {
        let text = format!("schema: claimtrack/claims/1\n{list}");
        let empty = parse("claims/b.yaml", text.as_bytes()).expect(&text);
        let text = rewrite(&empty, claims).expect(&text);
        assert_eq!(parse("claims/b.yaml", text.as_bytes()).expect(&text).claims, claims);
        assert_eq!(list.contains('#'), text.contains("# none yet"), "{text}");
    }
}

#[test]
fn removing_every_claim_leaves_a_ledger() {
    let text = rewrite(&file(), &[]).unwrap();
    assert_eq!(parse("x", text.as_bytes()).expect(&text).claims, []);
}

#[test]
fn a_flow_list_is_read_but_not_written() {
    let text = "schema: claimtrack/claims/1\nclaims: [{id: x-1, kind: trade.ease, stage: sought}]\n";
    let file = parse("claims/c.yaml", text.as_bytes()).unwrap();
    assert_eq!(file.claims.len(), 1);
    let error = rewrite(&file, &[]).unwrap_err();
    assert!(
        matches!(error, LedgerError::Layout { .. }) && error.to_string().contains("block list"),
        "{error}"
    );
}

#[test]
fn faults_name_the_place_and_the_cure() {
    let faults: Vec<String> = [
        ("stage: agreed", "stage: signed"),
        ("stage: agreed", "stag: agreed"),
        ("stage: agreed", "stage: agreed\n  stage: agreed"),
        ("kind: military.cooperate", "kind: military.coop"),
        ("kinds: [energy.supply] # ours", ""),
        ("trade-00000003", "energy-00000002"),
        ("claims/1", "claims/9"),
        ("factuality: CT+", "factuality: sure"),
        ("2023-07-31", "31 July"),
        ("end: 216", "end: 12"),
        ("status: proposed", "credibility: 7"),
        ("- source: a", "- sauce: a"),
        ("{id: energy", "{di: energy"),
    ]
    .iter()
    .map(|(old, new)| {
        assert!(FILE.contains(old), "{old}");
        parse("claims/a.yaml", FILE.replacen(old, new, 1).as_bytes()).expect_err(new).to_string()
    })
    .collect();
    insta::assert_snapshot!(faults.join("\n"));
}

fn mention(source: &str, start: u32, actor: &str, target: &str, object: &str, date: &str) -> Mention {
    let one = |name: &str| Participant { text: name.to_owned(), entity: Some(name[..3].to_uppercase()) };
    Mention {
        kind: Kind::MilitaryTransfer,
        stage: Stage::Agreed,
        factuality: Factuality::Certain,
        actor: vec![one(actor)],
        target: vec![one(target)],
        requested_by: Vec::new(),
        object: object.to_owned(),
        attribution: Vec::new(),
        date: (!date.is_empty()).then(|| EventDate { text: "then".to_owned(), edtf: date.to_owned() }),
        trigger: Word { text: "sold".to_owned(), start: start + 5, end: start + 9 },
        evidence: vec![Quotation {
            source: source.to_owned(),
            exact: format!("{actor} sold {object} to {target}."),
            prefix: String::new(),
            suffix: String::new(),
            position: Position { start, end: start + 30 },
        }],
        extractor: Extractor { plugin: "military".into(), version: "0.1.0".into(), rule: "sell".into() },
    }
}

fn scope(sources: &[&str]) -> Scope {
    Scope {
        sources: sources.iter().map(|&source| source.to_owned()).collect(),
        plugins: BTreeSet::from(["military".to_owned()]),
        edited: BTreeSet::new(),
        folder: "claims".to_owned(),
    }
}

/// The ledger after the changes, by way of its text.
fn apply(ledger: &Ledger, changes: &Changes) -> Ledger {
    let mut files = ledger.files.clone();
    for (path, claims) in &changes.files {
        let old = files.iter().position(|file| &file.path == path);
        let base = match old {
            Some(index) => files.remove(index),
            None => parse(path, new_file("../schema/claims.v1.json", &[]).as_bytes()).unwrap(),
        };
        files.push(parse(path, rewrite(&base, claims).unwrap().as_bytes()).unwrap());
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ledger { files }
}

fn three() -> Vec<Mention> {
    vec![
        mention("a", 10, "Ruritania", "Syldavia", "drones", "2023-07-31"),
        mention("b", 20, "Ruritania", "Syldavia", "twelve drones", "2023-07"),
        mention("b", 90, "Ruritania", "Borduria", "drones", "2023-07-31"),
    ]
}

#[test]
fn one_event_in_two_sources_is_one_claim() {
    let changes = merge(&Ledger::default(), &three(), &scope(&["a", "b"]));
    let ledger = apply(&Ledger::default(), &changes);
    insta::assert_snapshot!(ledger.files[0].text);
    assert_eq!(ledger.files[0].path, "claims/military.yaml");
}

#[test]
fn the_order_of_mentions_does_not_matter_and_a_second_run_changes_nothing() {
    let scope = scope(&["a", "b"]);
    let mut mentions = three();
    let first = merge(&Ledger::default(), &mentions, &scope);
    mentions.reverse();
    assert_eq!(merge(&Ledger::default(), &mentions, &scope), first);
    let again = merge(&apply(&Ledger::default(), &first), &mentions, &scope);
    assert_eq!(again, Changes::default());
}

#[test]
fn what_is_proposed_is_refreshed_and_withdrawn() {
    let ledger = apply(&Ledger::default(), &merge(&Ledger::default(), &three(), &scope(&["a", "b"])));
    let id = ledger.claims().next().unwrap().id.clone();
    let mut mentions = three();
    mentions[0].date = Some(EventDate { text: "then".to_owned(), edtf: "2023-07-30".to_owned() });
    mentions.truncate(1);
    let changes = merge(&ledger, &mentions, &scope(&["a", "b"]));
    let mut causes: Vec<_> = changes.list.iter().map(|change| change.cause).collect();
    causes.sort();
    assert_eq!(causes, [Cause::Refreshed, Cause::Withdrawn]);
    let ledger = apply(&ledger, &changes);
    let claims: Vec<_> = ledger.claims().collect();
    assert_eq!((claims.len(), &claims[0].id, claims[0].evidence.len()), (1, &id, 1));
    // A source or a plugin that did not run is not missed.
    assert_eq!(merge(&ledger, &[], &scope(&["b"])), Changes::default());
    assert_eq!(merge(&ledger, &[], &Scope { plugins: BTreeSet::new(), ..scope(&["a"]) }), Changes::default());
}

#[test]
fn what_people_decided_stays_and_new_evidence_is_proposed() {
    let only_a = merge(&Ledger::default(), &three()[..1], &scope(&["a"]));
    for status in [Status::Accepted, Status::Rejected, Status::Superseded] {
        let mut decided = only_a.clone();
        let claim = &mut decided.files.get_mut("claims/military.yaml").unwrap()[0];
        claim.status = status;
        claim.statement = "A person wrote this.".to_owned();
        let ledger = apply(&Ledger::default(), &decided);
        assert_eq!(merge(&ledger, &[], &scope(&["a", "b"])), Changes::default(), "{status}: withdrawn");
        let ledger = apply(&ledger, &merge(&ledger, &three(), &scope(&["a", "b"])));
        let claim = ledger.claims().find(|claim| claim.status == status).expect("it stays");
        assert_eq!(claim.statement, "A person wrote this.");
        let proposed =
            claim.evidence.iter().filter(|one| one.status == Some(EvidenceStatus::Proposed)).count();
        assert_eq!(proposed, usize::from(status == Status::Accepted), "{status}");
        let total = ledger.claims().count();
        assert_eq!(total, if status == Status::Accepted { 2 } else { 3 }, "{status}");
        assert_eq!(merge(&ledger, &three(), &scope(&["a", "b"])), Changes::default(), "{status}: again");
    }
}

#[test]
fn an_edited_claim_is_not_overwritten() {
    let ledger = apply(&Ledger::default(), &merge(&Ledger::default(), &three(), &scope(&["a", "b"])));
    let claim = ledger.claims().next().unwrap().clone();
    let edited = Scope { edited: BTreeSet::from([claim.id.clone()]), ..scope(&["a", "b"]) };
    assert!(merge(&ledger, &[], &edited).list.iter().all(|change| change.id != claim.id));
}
