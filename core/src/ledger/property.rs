//! Whatever is changed, the bytes of everything else stay: tried on files of
//! every layout that people write, with comments in every place.

use proptest::prelude::*;

use super::*;
use crate::claim::{Factuality, Kind, Stage};

/// A claim as text: the ways in which people write one.
fn item(number: usize, style: u8, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let id = format!("trade-{number:08}");
    let body = match style % 6 {
        0 => format!("- id: {id}\n  kind: trade.ease\n  stage: sought\n"),
        1 => {
            format!("- kind: trade.ease # why\n  id: {id}\n  # a note\n  stage: sought\n  status: accepted\n")
        }
        2 => format!("- {{id: {id}, kind: trade.ease, stage: sought}}\n"),
        3 => format!(
            "-   id: '{id}'\n    kind: trade.ease\n    stage: sought\n    note: |\n      - not an item\n\n      # no comment\n"
        ),
        4 => format!(
            "- id: {id}\n  kind: trade.ease\n  stage: sought\n  evidence:\n    # first\n    - source: a\n      factuality: CT+\n      \
             exact: \"x: y\"\n      start: 1 # at\n      end: 5\n\n    - {{source: b, factuality: Uu, exact: z, start: 0, end: 1}}\n"
        ),
        _ => format!(
            "- id: {id}\n  kind: trade.ease\n  stage: sought\n  statement: >-\n    Folded\n    text\n  evidence: []\n"
        ),
    };
    body.lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{pad}{line}\n") })
        .collect()
}

/// What is done to one claim.
#[derive(Clone, Copy, Debug)]
enum Act {
    Leave,
    Remove,
    Status,
    Note,
    Quote,
    Before,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::Leave),
        1 => Just(Act::Remove),
        1 => Just(Act::Status),
        1 => Just(Act::Note),
        1 => Just(Act::Quote),
        1 => Just(Act::Before),
    ]
}

fn quotation() -> Evidence {
    Evidence {
        source: "c".to_owned(),
        status: None,
        factuality: Factuality::Certain,
        attribution: Vec::new(),
        date_text: String::new(),
        trigger: None,
        exact: "words: of #no kind\n- at all".to_owned(),
        prefix: String::new(),
        suffix: String::new(),
        start: 1,
        end: 9,
        by: "trade@0.1.0/x".to_owned(),
    }
}

proptest! {
    #[test]
    fn the_bytes_of_untouched_claims_stay(
        items in prop::collection::vec((0_u8..6, act(), "(|# [a-z: -]{0,9}\n|\n|  # deep\n)"), 0..8),
        indent in prop_oneof![Just(0_usize), Just(2)],
        head in "(|# [a-z]{0,5}\n)",
        ends in any::<bool>(),
    ) {
        let mut text = format!("{head}schema: claimtrack/claims/1\nclaims:\n");
        for (number, (style, _, gap)) in items.iter().enumerate() {
            text.push_str(&item(number, *style, indent));
            text.push_str(gap);
        }
        if !ends {
            text.truncate(text.trim_end_matches('\n').len());
        }
        let file = parse("claims/a.yaml", text.as_bytes()).expect("every style is a ledger");
        let mut wanted = Vec::new();
        let mut untouched = Vec::new();
        for (index, (claim, (_, act, _))) in file.claims.iter().zip(&items).enumerate() {
            let mut claim = claim.clone();
            match act {
                Act::Leave => untouched.push(index),
                Act::Remove => continue,
                Act::Status => claim.status = Status::Superseded,
                Act::Note => claim.note = "A note: with a colon # and more".to_owned(),
                Act::Quote => claim.evidence.push(quotation()),
                Act::Before => {
                    untouched.push(index);
                    let mut new = claim.clone();
                    new.id = format!("new-{index}");
                    new.kind = Kind::TradeEase;
                    new.stage = Stage::Halted;
                    wanted.push(new);
                }
            }
            wanted.push(claim);
        }
        let changed = rewrite(&file, &wanted).expect("every layout can be written");
        let read = parse("claims/a.yaml", changed.as_bytes()).expect("it stays a ledger");
        prop_assert_eq!(&read.claims, &wanted);
        prop_assert!(changed.starts_with(&head));
        let mut from = 0;
        for index in untouched {
            let bytes = text[file.range(index).expect("the layout tells")].trim_end();
            let at = changed[from..].find(bytes);
            prop_assert!(at.is_some(), "{:?} is gone from\n{}", bytes, changed);
            from += at.unwrap_or(0) + bytes.len();
        }
        prop_assert_eq!(rewrite(&read, &wanted).expect("again"), changed);
    }
}
