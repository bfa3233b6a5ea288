//! Gold and mentions of one invented text, and what is said of bad gold.

use serde_json::{Value, json};

use super::{Gold, align, score};
use crate::claim::Mention;

const TEXT: &str = "Ruritania sold tanks to Syldavia. Borduria bombed the port. It may sell gas.";

fn gold(claims: &Value) -> Gold {
    Gold::read(&json!({"doc": "a", "claims": claims}).to_string()).unwrap()
}

fn claim(trigger: &str, kind: &str, actor: &str) -> Value {
    let start = TEXT.find(trigger).unwrap();
    let sentence = TEXT[..start].rfind(". ").map_or(0, |at| at + 2);
    let end = start + TEXT[start..].find('.').unwrap() + 1;
    json!({
        "start": sentence, "end": end, "trigger": trigger, "trigger_start": start, "kind": kind,
        "stage": "occurred", "factuality": "CT+", "actor": [{"text": actor}],
    })
}

fn mention(trigger: &str, kind: &str, actor: &str) -> Mention {
    let start = TEXT.find(trigger).unwrap();
    serde_json::from_value(json!({
        "kind": kind, "stage": "occurred", "factuality": "CT+", "actor": [{"text": actor}], "target": [],
        "requested_by": [], "object": "", "attribution": [], "date": null,
        "trigger": {"text": trigger, "start": start, "end": start + trigger.len()},
        "evidence": [], "extractor": {"plugin": "p", "version": "1", "rule": "r"},
    }))
    .unwrap()
}

#[test]
fn counts_what_is_found_missed_and_too_much() {
    let gold = gold(&json!([
        claim("sold", "military.transfer", "Ruritania"),
        claim("bombed", "military.attack", "Borduria"),
    ]));
    let mentions =
        [mention("sold", "military.attack", "The Ruritania"), mention("gas", "trade.exchange", "It")];
    let aligned = align(&gold, &mentions);
    let scores = score([(&gold, &mentions[..], &aligned)]);
    insta::assert_json_snapshot!(scores);
}

#[test]
fn a_mention_of_another_sentence_or_domain_is_no_match() {
    let gold = gold(&json!([claim("sold", "military.transfer", "Ruritania")]));
    let mentions =
        [mention("bombed", "military.transfer", "Ruritania"), mention("sold", "trade.exchange", "Ruritania")];
    let aligned = align(&gold, &mentions);
    assert_eq!((aligned.matched.len(), aligned.missed, aligned.spurious), (0, vec![0], vec![0, 1]));
}

#[test]
fn the_trigger_decides_between_claims_of_one_sentence() {
    let gold = gold(&json!([
        claim("tanks", "military.transfer", "Ruritania"),
        claim("sold", "military.transfer", "Ruritania"),
    ]));
    let mentions = [mention("sold", "military.transfer", "Ruritania")];
    let aligned = align(&gold, &mentions);
    assert_eq!((aligned.matched[0].gold, aligned.missed), (1, vec![0]));
}

#[test]
fn a_borderline_claim_counts_neither_way() {
    let mut borderline = claim("sold", "military.transfer", "Ruritania");
    borderline["borderline"] = true.into();
    let gold = gold(&json!([borderline]));
    let mentions = [mention("sold", "military.transfer", "Ruritania")];
    for mentions in [&mentions[..], &[]] {
        let aligned = align(&gold, mentions);
        assert_eq!((aligned.matched.len(), aligned.missed.len(), aligned.spurious.len()), (0, 0, 0));
    }
}

#[test]
fn bad_gold_is_refused_with_place_and_cure() {
    let with = |field: &str, value: Value| {
        let mut one = claim("sold", "military.transfer", "Ruritania");
        one[field] = value;
        json!({"doc": "a", "claims": [one]}).to_string()
    };
    let bad = [
        "{\"doc\": \"a\"".to_owned(),
        json!({"doc": "a"}).to_string(),
        with("actors", json!([])),
        with("kind", json!("military.bake")),
        with("stage", json!("done")),
        with("factuality", json!("CT")),
        with("date", json!({"text": "in May", "edtf": "May"})),
        with("trigger_start", json!(500)),
        with("trigger", json!("")),
    ];
    let told: Vec<String> = bad.iter().map(|json| Gold::read(json).unwrap_err().to_string()).collect();
    insta::assert_snapshot!(told.join("\n"));
    let moved = Gold::read(&with("trigger_start", json!(11))).unwrap();
    let told = moved.check(TEXT).unwrap_err().to_string();
    assert!(told.starts_with("claim 1: the text has \"old \" at 11, not the trigger \"sold\"; "), "{told}");
}
