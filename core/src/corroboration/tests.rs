use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::*;
use crate::ledger::{LedgerFile, parse};
use crate::source::Source;

/// Claims from YAML in short: everything a claim needs and the fixture leaves out is filled in.
fn ledger(claims: &str) -> LedgerFile {
    let text = format!("schema: claimtrack/claims/1\nclaims:\n{claims}");
    parse("claims/a.yaml", text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// One line of evidence: source, factuality, speaker (may be empty) and quotation.
fn evidence(rows: &[(&str, &str, &str, &str)]) -> String {
    rows.iter().fold(String::from("  evidence:\n"), |mut out, (source, factuality, speaker, exact)| {
        let chain = if speaker.is_empty() {
            String::new()
        } else {
            let entity = if speaker.contains("Ruritanian") { ", entity: RUR" } else { "" };
            format!("{{speaker: {speaker}, cue: said{entity}}}")
        };
        let _ = writeln!(
            out,
            "  - {{source: {source}, factuality: {factuality}, attribution: [{chain}], exact: \"{exact}\", \
             start: 0, end: 1}}"
        );
        out
    })
}

fn claim(head: &str, rows: &[(&str, &str, &str, &str)]) -> String {
    format!("- {{{head}, evidence: [@]}}\n")
        .replace('{', "")
        .replace(", evidence: [@]}", "")
        .replace(", ", "\n  ")
        + &evidence(rows)
}

fn source(id: &str, metadata: &str, text: &str) -> Source {
    let sidecar = metadata.replace("; ", "\n");
    Source::read(&format!("{id}.txt"), text.as_bytes(), Some(sidecar.as_bytes()), 10_000).expect(id)
}

fn describe(origins: &Origins) -> String {
    let mut out = origins.to_string();
    for merge in &origins.merges {
        let _ = write!(out, "\n{merge}");
    }
    out
}

fn origins_in(rows: &[(&str, &str, &str, &str)], sources: &[Source]) -> String {
    let file = ledger(&claim("id: m-1, kind: military.build, stage: occurred", rows));
    let sources: Vec<&Source> = sources.iter().collect();
    describe(&origins(&file.claims[0], &Kinship::of(&sources)))
}

const LONG: &str = "The harbour authority of the island reported that two ships had left the port at dawn \
    with a cargo that nobody would name, and that a third was being loaded.";

#[test]
fn two_houses_are_two_origins() {
    let sources = [source("a", "publisher: A News", "One."), source("b", "publisher: B News", "Two.")];
    insta::assert_snapshot!(
        origins_in(&[("a", "CT+", "", "x"), ("b", "PS+", "", "y")], &sources),
        @"2 sources, 2 origins"
    );
}

#[test]
fn whoever_quotes_the_same_voice_is_one() {
    let sources = [source("a", "publisher: A News", "One."), source("b", "publisher: B News", "Two.")];
    let rows = [("a", "CT+", "the Ruritanian ministry", "x"), ("b", "CT+", "a Ruritanian spokesman", "y")];
    insta::assert_snapshot!(origins_in(&rows, &sources), @r"
    2 sources, 1 origin
    a and b both quote the Ruritanian ministry
    ");
}

#[test]
fn quoting_an_outlet_is_no_support_beside_it() {
    let sources = [source("a", "publisher: The A News", "One."), source("b", "publisher: B News", "Two.")];
    insta::assert_snapshot!(origins_in(&[("a", "CT+", "", "x"), ("b", "CT+", "A News", "y")], &sources), @r"
    2 sources, 1 origin
    b quotes A News, the publisher of a
    ");
}

#[test]
fn houses_derivations_links_and_wording_tie() {
    let sources = [
        source("a", "publisher: A News; owner: Big House", LONG),
        source("b", "publisher: B News; owner: Big House", "Other words."),
        source("c", "publisher: C News; url: https://c.example/1", "Third words."),
        source("d", "publisher: D News", "See https://www.c.example/1/."),
        source("e", "publisher: E News", &format!("{LONG} More.")),
        source("f", "publisher: F News; derived_from: [wire-1]", "Sixth words."),
        source("g", "publisher: G News; derived_from: [wire-1]", "Seventh words."),
        source("h", "publisher: h news", "Eighth words."),
        source("i", "publisher: H News", "Ninth words."),
    ];
    let rows: Vec<_> =
        ["a", "b", "c", "d", "e", "f", "g", "h", "i"].iter().map(|id| (*id, "CT+", "", "x")).collect();
    insta::assert_snapshot!(origins_in(&rows, &sources), @r"
        9 sources, 4 origins
        a and b both belong to Big House
        h and i are both published by H News
        d links to c
        e and a share 100% of their wording
        g and f both derive from wire-1 or share its wording
    ");
}

#[test]
fn copies_of_a_text_that_the_claim_does_not_cite_are_one() {
    let sources = [
        source("a", "publisher: A News", "Own words."),
        source("b", "publisher: B News; derived_from: [a]", "Other words."),
        source("c", "publisher: C News; derived_from: [a]", "Third words."),
    ];
    insta::assert_snapshot!(origins_in(&[("b", "CT+", "", "x"), ("c", "CT+", "", "x")], &sources), @r"
        2 sources, 1 origin
        b and c both derive from a or share its wording
    ");
}

#[test]
fn what_nobody_answers_for_is_undetermined() {
    let sources = [
        source("a", "title: no publisher", "One."),
        source("b", "publisher: B News", "Two."),
        source("c", "publisher: C News", "Three."),
    ];
    let rows = [
        ("a", "CT+", "", "x"),
        ("b", "CT+", "a senior official", "x"),
        ("c", "CT+", "", "x"),
        ("not-there", "CT+", "", "x"),
    ];
    insta::assert_snapshot!(origins_in(&rows, &sources), @"4 sources, 1 origin, 3 undetermined");
    insta::assert_snapshot!(origins_in(&rows[..2], &sources), @"2 sources, origin undetermined");
}

#[test]
fn denials_and_open_questions_are_no_support() {
    let sources = [source("a", "publisher: A News", "One."), source("b", "publisher: B News", "Two.")];
    insta::assert_snapshot!(
        origins_in(&[("a", "CT-", "", "x"), ("b", "Uu", "", "y")], &sources),
        @"0 sources"
    );
}

const PARTIES: &str = "actor: [{name: Ruritania, entity: RUR}], target: [{name: Syldavia, entity: SYL}]";

fn event(id: &str, rest: &str, rows: &[(&str, &str, &str, &str)]) -> String {
    let fields = format!("id: {id}\n  {}\n  {}", PARTIES.replace("], ", "]\n  "), rest.replace("; ", "\n  "));
    format!("- {fields}\n{}", evidence(rows))
}

/// Topics, threads and contradictions of a ledger in words. Source `a` is of May 2024, `b` of June.
fn see(claims: &[String]) -> String {
    let file = ledger(&claims.concat());
    let days: BTreeMap<&str, Date> = [
        ("a", Date::constant(2024, 5, 1)),
        ("b", Date::constant(2024, 6, 1)),
        ("z", Date::constant(2020, 1, 1)),
    ]
    .into();
    let published = |source: &str| days.get(source).copied();
    let topics = topics(file.claims.iter().filter(|claim| is_live(claim)), published);
    let mut out = String::new();
    for topic in &topics {
        let ids: Vec<_> = topic.claims.iter().map(|claim| claim.id.as_str()).collect();
        let names: Vec<_> = topic.parties.iter().map(|party| party.name.as_str()).collect();
        let _ =
            writeln!(out, "topic {} {} [{}]: {}", topic.kind, names.join("+"), topic.object, ids.join(" "));
    }
    for thread in threads(&topics) {
        let steps: Vec<_> = thread
            .steps
            .iter()
            .map(|step| format!("{} {}", step.stage.as_str(), step.date.as_deref().unwrap_or("undated")))
            .collect();
        let _ = writeln!(out, "thread: {}", steps.join(" -> "));
    }
    for Contradiction { field, sides: [one, other] } in contradictions(&topics, published) {
        let side = |side: &Side| format!("{} {} ({})", side.claim, side.value, side.sources.join(", "));
        let _ = writeln!(out, "{}: {} | {}", field.as_str(), side(&one), side(&other));
    }
    out
}

use jiff::civil::Date;

const COOPERATE: &str = "kind: military.cooperate; stage: ";
const BUILD: &str = "kind: military.build; stage: ";
const TRANSFER: &str = "kind: military.transfer; stage: ";

fn rest(kind: &str, stage: &str, more: &str) -> String {
    format!("{kind}{stage}{}{more}", if more.is_empty() { "" } else { "; " })
}

#[test]
fn an_event_that_goes_on_is_a_thread() {
    insta::assert_snapshot!(see(&[
        event("m-2", &rest(COOPERATE, "occurred", "object: military attaché office; date: 2024-07"), &[("b", "CT+", "", "x")]),
        event("m-1", &rest(COOPERATE, "discussed", "object: exchange of attachés; date: 2023-08-01"), &[("a", "CT+", "", "x")]),
        event("m-3", &rest(COOPERATE, "agreed", "object: memorandum"), &[("a", "CT+", "", "x")]),
        event("m-4", &rest(TRANSFER, "agreed", "object: attaché cars"), &[("a", "CT+", "", "x")]),
        event("m-5", &rest(COOPERATE, "halted", "object: attaché office; status: rejected"), &[("a", "CT+", "", "x")]),
    ]), @r"
        topic military.cooperate Ruritania+Syldavia [military attaché office]: m-1 m-2
        topic military.cooperate Ruritania+Syldavia [memorandum]: m-3
        topic military.transfer Ruritania+Syldavia [attaché cars]: m-4
        thread: discussed 2023-08-01 -> occurred 2024-07
    ");
}

#[test]
fn a_tie_without_object_is_about_its_trigger() {
    let trigger = |text: &str, claim: String| {
        claim.replace(
            "start: 0, end: 1}",
            &format!("trigger: {{text: {text}, start: 0, end: 1}}, start: 0, end: 1}}"),
        )
    };
    let tie = |id: &str, stage: &str| event(id, &rest(COOPERATE, stage, ""), &[("a", "CT+", "", "x")]);
    let office = rest(COOPERATE, "occurred", "object: attaché office");
    insta::assert_snapshot!(see(&[
        trigger("attachés", tie("m-1", "discussed")),
        trigger("memorandum", tie("m-2", "agreed")),
        event("m-3", &office, &[("b", "CT+", "", "x")]),
    ]), @r"
        topic military.cooperate Ruritania+Syldavia [attaché office]: m-1 m-3
        topic military.cooperate Ruritania+Syldavia [memorandum]: m-2
        thread: discussed undated -> occurred undated
    ");
}

#[test]
fn a_claim_that_names_fewer_parties_joins_the_only_wider_topic() {
    let alone =
        event("m-2", &rest(COOPERATE, "occurred", "object: attaché office"), &[("b", "CT+", "", "x")])
            .replace("  target: [{name: Syldavia, entity: SYL}]\n", "");
    let wide = event("m-1", &rest(COOPERATE, "discussed", "object: attachés"), &[("a", "CT+", "", "x")]);
    let other = wide.replace("m-1", "m-3").replace("Syldavia, entity: SYL", "Borduria, entity: BOR");
    insta::assert_snapshot!(see(&[wide.clone(), alone.clone()]), @r"
        topic military.cooperate Ruritania+Syldavia [attaché office]: m-1 m-2
        thread: discussed undated -> occurred undated
    ");
    insta::assert_snapshot!(see(&[wide, alone, other]), @r"
        topic military.cooperate Ruritania+Syldavia [attachés]: m-1
        topic military.cooperate Ruritania [attaché office]: m-2
        topic military.cooperate Ruritania+Borduria [attachés]: m-3
    ");
}

#[test]
fn yes_against_no_within_a_claim_and_between_two() {
    insta::assert_snapshot!(see(&[
        event("m-1", &rest(TRANSFER, "halted", "object: arms"), &[("a", "CT+", "", "x"), ("b", "CT-", "", "y")]),
        event("m-2", &rest(BUILD, "occurred", "object: drones"), &[("a", "CT+", "", "x")]),
        event("m-3", &rest(BUILD, "occurred", "object: drones"), &[("b", "PR-", "", "x")]),
    ]), @r"
        topic military.transfer Ruritania+Syldavia [arms]: m-1
        topic military.build Ruritania+Syldavia [drones]: m-2 m-3
        polarity: m-1 halted CT+ (a) | m-1 halted CT- (b)
        polarity: m-2 occurred CT+ (a) | m-3 occurred PR- (b)
    ");
}

#[test]
fn done_against_refused_at_about_one_time() {
    let claims = |source: &str| {
        see(&[
            event("m-1", &rest(BUILD, "occurred", "object: drone factories"), &[("a", "PS+", "", "x")]),
            event(
                "m-2",
                &rest(BUILD, "refused", "object: factories for drones"),
                &[(source, "CT+", "", "x")],
            ),
        ])
    };
    insta::assert_snapshot!(claims("b"), @r"
        topic military.build Ruritania+Syldavia [factories for drones]: m-1 m-2
        thread: occurred undated -> refused undated
        stage: m-1 occurred PS+ (a) | m-2 refused CT+ (b)
    ");
    assert!(!claims("z").contains("stage:"), "four years apart it is a thread only");
    assert!(!claims("a").contains("stage:"), "one source does not contradict itself");
}

#[test]
fn another_number_of_one_unit() {
    insta::assert_snapshot!(see(&[
        event("m-1", &rest(TRANSFER, "occurred", "object: shells; date: 2024"), &[
            ("a", "CT+", "", "It sold shells worth 42 million euros and 3 ships."),
            ("b", "CT+", "", "It sold shells worth 55 million euros."),
            ("z", "CT+", "", "It sold shells worth about 60 million euros."),
        ]),
    ]), @r"
        topic military.transfer Ruritania+Syldavia [shells]: m-1
        number: m-1 42 million euros (a) | m-1 55 million euros (b)
    ");
}

#[test]
fn another_date_of_one_event() {
    let two = |first: &str, second: &str, kind: &str| {
        see(&[
            event(
                "m-1",
                &rest(kind, "agreed", &format!("object: memorandum; date: {first}")),
                &[("a", "CT+", "", "x")],
            ),
            event(
                "m-2",
                &rest(kind, "agreed", &format!("object: the memorandum; date: {second}")),
                &[("b", "CT+", "", "x")],
            ),
        ])
    };
    insta::assert_snapshot!(two("2023-07-31", "2023-07-30", COOPERATE), @r"
        topic military.cooperate Ruritania+Syldavia [memorandum]: m-2 m-1
        date: m-2 2023-07-30 (b) | m-1 2023-07-31 (a)
    ");
    for (first, second, kind) in [
        ("2023-07-31", "2023-07", COOPERATE),
        ("2023-07-31", "2023-10-01", COOPERATE),
        ("2023", "2024", COOPERATE),
        ("2023-07-31", "2023-07-30", "kind: military.attack; stage: "),
    ] {
        let seen = two(first, second, kind);
        assert!(!seen.contains("date:"), "{first} {second} {kind}: {seen}");
    }
}

#[test]
fn what_a_person_rejected_contradicts_nothing() {
    let seen = see(&[
        event("m-1", &rest(BUILD, "occurred", "object: drones"), &[("a", "CT+", "", "x")]),
        event("m-2", &rest(BUILD, "occurred", "object: drones; status: rejected"), &[("b", "CT-", "", "x")]),
    ]);
    insta::assert_snapshot!(seen, @"topic military.build Ruritania+Syldavia [drones]: m-1");
}
