use std::collections::BTreeSet;

use super::*;
use crate::claim::{
    Evidence as Quotation, Extractor, Factuality, Kind, Mention, Participant, Position, Stage, Trigger,
};
use crate::ledger::{Ledger, parse};

const TEXT: &str = "The port stays closed. On Monday the ministers of Ruritania and Syldavia signed a pact on \
twelve patrol boats. Nobody from Borduria was there.";
const QUOTE: &str = "On Monday the ministers of Ruritania and Syldavia signed a pact on twelve patrol boats.";

fn ledger(edit: impl Fn(String) -> String) -> Ledger {
    let start = TEXT.find(QUOTE).expect("it is quoted");
    let text = format!(
        "schema: claimtrack/claims/1\nclaims:\n- id: military-1\n  kind: military.cooperate\n  stage: agreed\n  \
         statement: The ministers signed a pact on 12 boats.\n  actor: [{{name: Ruritania}}]\n  date: 2024-12\n  \
         evidence:\n  - source: a\n    factuality: CT+\n    exact: {QUOTE}\n    prefix: \"stays closed. \"\n    \
         suffix: \" Nobody from\"\n    start: {start}\n    end: {}\n    by: military@0.1.0/sign\n",
        start + QUOTE.len()
    );
    let text = edit(text);
    Ledger { files: vec![parse("claims/a.yaml", text.as_bytes()).expect(&text)] }
}

fn source(text: &str) -> Source {
    Source::read("seeds/a.txt", text.as_bytes(), None, 10_000).expect("it is text")
}

fn rules(audit: &Audit) -> Vec<&'static str> {
    audit.findings.iter().map(|finding| finding.rule.as_str()).collect()
}

fn found(ledger: &Ledger, text: &str) -> Vec<&'static str> {
    rules(&audit(ledger, &[source(text)], Options::default()))
}

#[test]
fn each_finding_has_its_cause() {
    let plain = ledger(|text| text);
    assert_eq!(found(&plain, TEXT), [""; 0]);
    assert_eq!(found(&plain, &TEXT.replace("On Monday", "On\u{A0}monday")), [""; 0], "folding");
    assert_eq!(found(&plain, &format!("New. {TEXT}")), ["moved"]);
    assert_eq!(found(&plain, &TEXT.replace("signed", "have not signed")), ["altered", "unsupported"]);
    assert_eq!(found(&plain, &TEXT.replace(QUOTE, "")), ["missing", "unsupported"]);
    assert_eq!(found(&plain, &format!("New. {TEXT} {TEXT} {TEXT}")), ["ambiguous"]);
    let elsewhere = ledger(|text| text.replace("source: a", "source: b"));
    assert_eq!(found(&elsewhere, TEXT), ["source-missing", "unsupported"]);
    let bare = ledger(|text| text[..text.find("  evidence").expect("it has some")].to_owned());
    assert_eq!(found(&bare, TEXT), ["unsupported"]);
    let says_more = ledger(|text| text.replace("on 12 boats", "on 13 boats with Borduria"));
    assert_eq!(found(&says_more, TEXT), ["uncited", "uncited"]);
}

#[test]
fn a_moved_quotation_has_its_fix() {
    let text = format!("New. {TEXT}");
    let audit = audit(&ledger(|text| text), &[source(&text)], Options::default());
    let fix = audit.findings[0].fix.clone().expect("it can be fixed");
    let quoted: String = text.chars().skip(fix.start as usize).take((fix.end - fix.start) as usize).collect();
    assert_eq!(quoted, QUOTE);
    assert_eq!((fix.prefix.as_str(), fix.suffix.as_str()), ("stays closed. ", " Nobody from"));
}

#[test]
fn a_changed_digest_is_named_once_for_its_source() {
    let mut changed = source(TEXT);
    changed.metadata.sha256 = Some("00".to_owned());
    let audit = audit(&ledger(|text| text), &[changed], Options::default());
    assert_eq!(rules(&audit), ["source-changed"]);
    assert_eq!((audit.ok, audit.findings[0].file.as_str()), (1, "seeds/a.txt"));
}

#[test]
fn a_newer_copy_is_read_by_its_difference() {
    let mut newer = source(&format!("A lead. {}", TEXT.replace("twelve", "twenty")));
    newer.path = "newer/a.txt".to_owned();
    let audit =
        audit(&ledger(|text| text), &[source(TEXT)], Options { against: Some(&newer), ..Options::default() });
    assert_eq!(rules(&audit), ["altered", "unsupported"]);
    assert!(audit.findings[0].message.contains("\"twenty\" for \"twelve\" (number or date)"));
}

#[test]
fn what_extractors_no_longer_find_has_drifted() {
    let plugins = BTreeSet::from(["military".to_owned()]);
    let mention = Mention {
        kind: Kind::MilitaryCooperate,
        stage: Stage::Agreed,
        factuality: Factuality::Certain,
        actor: vec![Participant { text: "Ruritania".to_owned(), entity: None }],
        target: Vec::new(),
        requested_by: Vec::new(),
        object: String::new(),
        attribution: Vec::new(),
        date: None,
        trigger: Trigger { text: "pact".to_owned(), start: 0, end: 4 },
        evidence: vec![Quotation {
            source: "a".to_owned(),
            exact: QUOTE.to_owned(),
            prefix: String::new(),
            suffix: String::new(),
            position: Position { start: 0, end: 1 },
        }],
        extractor: Extractor { plugin: "military".into(), version: "0.2.0".into(), rule: "sign".into() },
    };
    let run = |ledger: &Ledger, mentions: &[Mention], plugins: &BTreeSet<String>| {
        let fresh = Some(Extracted { mentions, plugins });
        rules(&audit(ledger, &[source(TEXT)], Options { fresh, against: None }))
    };
    let plain = ledger(|text| text);
    assert_eq!(run(&plain, std::slice::from_ref(&mention), &plugins), [""; 0]);
    assert_eq!(run(&plain, &[], &plugins), ["drifted"]);
    assert_eq!(
        run(&plain, &[], &BTreeSet::new()),
        [""; 0],
        "a plugin that did not run finds nothing to drift"
    );
    let by_hand = ledger(|text| text.replace("    by: military@0.1.0/sign\n", ""));
    assert_eq!(run(&by_hand, &[], &plugins), [""; 0]);
}

#[test]
fn decided_against_is_not_audited() {
    for status in ["rejected", "superseded"] {
        let ledger = ledger(|text| {
            text.replace("  stage: agreed\n", &format!("  stage: agreed\n  status: {status}\n"))
        });
        assert_eq!(found(&ledger, "Another text."), [""; 0]);
    }
    let evidence = ledger(|text| text.replace("  - source: a\n", "  - source: a\n    status: rejected\n"));
    assert_eq!(found(&evidence, "Another text."), ["unsupported"]);
}
