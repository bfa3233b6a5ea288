use super::myers::{Hit, Pattern, distance};
use super::*;
use crate::span::Span;

const TEXT: &str = "The port stays closed. On Monday the ministers of Ruritania and Syldavia signed a pact on \
twelve patrol boats. Nobody from Borduria was there. The price was not named.";
const QUOTE: &str = "On Monday the ministers of Ruritania and Syldavia signed a pact on twelve patrol boats.";

fn find(exact: &str, text: &str, snapshot: bool) -> Anchor {
    let at = TEXT.find(exact).expect("the quotation is from the text");
    let quotation = Quotation {
        exact,
        prefix: &TEXT[at.saturating_sub(32)..at],
        suffix: &TEXT[at + exact.len()..(at + exact.len() + 32).min(TEXT.len())],
        start: at as u32,
    };
    let alignment = Alignment::new(TEXT, text);
    locate(quotation, &Haystack::new(text), snapshot.then_some(&alignment))
}

/// What the anchor says and points at.
fn shown(anchor: &Anchor, text: &str) -> String {
    match anchor {
        Anchor::Same(span) => format!("same: {}", span.of(text)),
        Anchor::Moved(span) => format!("moved: {}", span.of(text)),
        Anchor::Altered(span) => format!("altered: {}", span.of(text)),
        Anchor::Ambiguous(spans) => format!("ambiguous: {} places", spans.len()),
        Anchor::Missing => "missing".to_owned(),
    }
}

#[test]
fn each_edit_has_its_finding_with_and_without_a_snapshot() {
    let edits: &[(&str, String)] = &[
        ("nothing", TEXT.to_owned()),
        ("typography", TEXT.replace("On Monday", "On\u{A0}Monday").replace("pact on", "pact\n on")),
        ("a sentence before", format!("New. {TEXT}")),
        ("a number", TEXT.replace("twelve", "twenty")),
        ("a name", TEXT.replace("Syldavia", "Borduria")),
        ("a negation", TEXT.replace("signed", "have not signed")),
        ("the first word", TEXT.replace("On Monday the", "Yesterday the")),
        ("the last word", TEXT.replace("patrol boats.", "patrol craft.")),
        ("gone", TEXT.replace(QUOTE, "")),
        ("twice", format!("{QUOTE} {QUOTE}")),
        ("reordered", format!("Nobody from Borduria was there. The price was not named. {QUOTE}")),
    ];
    let mut out = String::new();
    for (name, text) in edits {
        for snapshot in [false, true] {
            let with = if snapshot { "with" } else { "without" };
            let found = shown(&find(QUOTE, text, snapshot), text);
            for part in [name, ", ", with, " snapshot: ", &found, "\n"] {
                out.push_str(part);
            }
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn short_quotations_need_their_context() {
    for (exact, text, expected) in [
        ("twelve", TEXT.replace("twelve", "twenty"), "altered: twenty"),
        (
            "twelve",
            "He was twelve and had never seen the sea or any other great water.".to_owned(),
            "missing",
        ),
        ("not", TEXT.replace("was not named", "was named"), "missing"),
        ("not", format!("Not so. {TEXT}"), "moved: not"),
        ("patrol boats", TEXT.replace("patrol boats", "Patrol  Boats"), "same: Patrol  Boats"),
    ] {
        assert_eq!(shown(&find(exact, &text, false), &text), expected, "{exact} in {text}");
    }
}

#[test]
fn critical_words_are_told_from_others() {
    let changes = |new: &str| -> Vec<(String, String, Option<Critical>)> {
        word_changes(QUOTE, new).into_iter().map(|one| (one.old, one.new, one.critical)).collect()
    };
    let one = |old: &str, new: &str, critical| vec![(old.to_owned(), new.to_owned(), critical)];
    assert_eq!(changes(&QUOTE.replace("twelve", "12")), one("twelve", "12", Some(Critical::Number)));
    assert_eq!(
        changes(&QUOTE.replace("Syldavia", "Borduria")),
        one("Syldavia", "Borduria", Some(Critical::Name))
    );
    assert_eq!(changes(&QUOTE.replace("signed", "did not sign"))[0].2, Some(Critical::Negation));
    assert_eq!(changes(&QUOTE.replace("signed", "may sign"))[0].2, Some(Critical::Modality));
    assert_eq!(changes(&QUOTE.replace("signed", "discussed"))[0].2, Some(Critical::Stage));
    assert_eq!(changes(&QUOTE.replace("patrol ", "")), one("patrol", "", None));
    assert_eq!(changes(&QUOTE.replace("On Monday", "on  Monday")), []);
}

#[test]
fn approximate_search_agrees_with_the_table_of_edits() {
    // Pseudo-random texts over few letters, so that matches overlap and blocks carry.
    let mut state = 12345_u32;
    let mut next = |limit: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % limit
    };
    for length in [1, 5, 63, 64, 65, 130] {
        let text: Vec<char> = (0..400).map(|_| char::from(b'a' + next(3) as u8)).collect();
        let pattern: Vec<char> = (0..length).map(|_| char::from(b'a' + next(3) as u8)).collect();
        let hits = Pattern::new(&pattern).search(&text, length);
        let best = hits.iter().map(|hit| hit.edits).min().expect("the limit allows any place");
        let least = (0..=text.len())
            .flat_map(|end| (0..=end).map(move |start| (start, end)))
            .filter(|(start, end)| end - start <= 2 * length)
            .map(|(start, end)| distance(&pattern, &text[start..end]))
            .min();
        assert_eq!(Some(best), least, "length {length}");
    }
}

#[test]
fn a_match_knows_where_its_parts_are() {
    let chars = |text: &str| text.chars().collect::<Vec<_>>();
    let (pattern, text) = (chars("abcdef"), chars("xxabcZZdefyy"));
    let pattern = Pattern::new(&pattern);
    let hit = pattern.search(&text, 2)[0];
    assert_eq!(hit, Hit { end: 10, edits: 2 });
    let bounds = pattern.bounds(&text, hit);
    assert_eq!((bounds[0].last, bounds[3].first, bounds[3].last, bounds[6].first), (2, 5, 7, 10));
}

#[test]
fn folding_maps_back_to_whole_characters() {
    let text = "Das\u{AD}  „große“ Ende…";
    let haystack = Haystack::new(text);
    let quotation = Quotation { exact: "das \"GROSSE\" ende", prefix: "", suffix: "", start: 0 };
    assert_eq!(locate(quotation, &haystack, None), Anchor::Missing);
    let quotation = Quotation { exact: "\"Große\" Ende... ", prefix: "das ", suffix: "", start: 6 };
    let Anchor::Same(span) = locate(quotation, &haystack, None) else { panic!("it stands there") };
    assert_eq!(span.of(text), "„große“ Ende…");
    assert_eq!(span, Span::new(7, text.len() as u32));
}
