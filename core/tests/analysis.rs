//! The language analysis from outside: segmentation as data, the analysis of a few
//! sentences as a snapshot, and texts that nobody would write.

use std::fmt::Write;
use std::sync::Arc;

use claimtrack_core::analysis::{Effort, Model, analyse, segment};
use claimtrack_core::document::Document;
use claimtrack_sdk::view::{Sentence, Token};

fn analysed(text: &str) -> Document {
    analyse(Model::embedded(), "test", Arc::from(text), Effort::default(), |_| true)
}

#[test]
fn text_is_cut_as_the_treebanks_cut_it() {
    let cases = include_str!("analysis/segment.txt").split_once('\n').expect("a first line").1;
    for case in cases.split("---\n") {
        let (text, wanted) = case.split_once("=>\n").expect("each case has a text and its sentences");
        let text = text.strip_suffix('\n').unwrap_or(text);
        let found: Vec<String> = segment(text)
            .iter()
            .map(|sentence| sentence.iter().map(|span| &text[span.clone()]).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(found.join("\n"), wanted.trim_end(), "{text}");
    }
}

#[test]
fn sentences_are_analysed() {
    let mut shown = String::new();
    let document = analysed(include_str!("analysis/sentences.txt"));
    let view = document.view();
    for sentence in view.sentences() {
        writeln!(shown, "{}", sentence.text()).expect("a string takes all");
        for token in sentence.tokens() {
            let head = token.head().map_or("ROOT", |head| head.text());
            writeln!(
                shown,
                "  {:<12} {:<12} {:<5} {:<5} {:<10} {head}{}",
                token.text(),
                token.lemma(),
                token.upos(),
                token.xpos(),
                token.deprel(),
                if token.is_quoted() { "  (quoted)" } else { "" }
            )
            .expect("a string takes all");
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn only_wanted_sentences_are_parsed() {
    let text: Arc<str> = Arc::from("The council met. Nothing was signed.");
    let document = analyse(Model::embedded(), "test", text, Effort::Beam, |sentence| {
        sentence.tokens().any(|token| token.lemma() == "sign")
    });
    let view = document.view();
    let parsed: Vec<bool> = view.sentences().map(Sentence::is_parsed).collect();
    assert_eq!(parsed, [false, true]);
    assert!(view.sentences().next().is_some_and(|first| first.tokens().all(|token| token.head().is_none())));
}

#[test]
fn headings_bylines_and_paragraphs_are_told_apart() {
    let document = analysed(
        "Ruritania Weighs New Tariffs\n\nBy Our Correspondent\n\nThe council met. It was late.\n\n- fish and grain\n- ministers meet on Friday.\n",
    );
    let view = document.view();
    let found: Vec<(u32, bool)> =
        view.sentences().map(|sentence| (sentence.row().paragraph, sentence.is_heading())).collect();
    assert_eq!(found, [(0, true), (1, true), (2, false), (2, false), (3, true), (4, false)]);
}

#[test]
fn quotations_are_tracked_across_sentences() {
    let document = analysed(
        "\"We came. We saw,\" she said. ''So,'' he said. «Yes», he said. “Still open\n\nNew paragraph.",
    );
    let view = document.view();
    let quoted: Vec<&str> = view.tokens().filter(|token| token.is_quoted()).map(Token::text).collect();
    assert_eq!(quoted, ["We", "came", ".", "We", "saw", ",", "So", ",", "Yes", "Still", "open"]);
}

/// Every row must fit the text and the tables, whatever the text.
fn check(document: &Document) {
    let text = &document.text;
    let mut end = 0;
    for token in &document.tokens {
        assert!(token.start >= end && token.end > token.start, "tokens are in order");
        assert!(text.get(token.start as usize..token.end as usize).is_some(), "on char boundaries");
        end = token.end;
    }
    let mut next = 0;
    for sentence in &document.sentences {
        assert_eq!(sentence.first_token, next);
        assert!(sentence.end_token > next && sentence.end_token - next <= 400);
        next = sentence.end_token;
        let tokens = &document.tokens[sentence.first_token as usize..sentence.end_token as usize];
        let heads = tokens.iter().filter(|token| token.head == u32::MAX).count();
        assert_eq!(heads, 1, "one root");
        for (place, token) in tokens.iter().enumerate() {
            // Following the heads ends at the root.
            let mut at = sentence.first_token + place as u32;
            for _ in 0..=tokens.len() {
                let head = document.tokens[at as usize].head;
                if head == u32::MAX {
                    at = head;
                    break;
                }
                assert!((sentence.first_token..sentence.end_token).contains(&head));
                at = head;
            }
            assert_eq!(at, u32::MAX, "no circle around {}", token.start);
        }
    }
    assert_eq!(next as usize, document.tokens.len());
}

#[test]
fn any_text_is_analysed() {
    let long = "word ".repeat(3000);
    let marks = "“”\"'’«»()[].,;:!?…—–-/\\@#%&*".repeat(20);
    let stops = "A. ".repeat(700);
    let glued = "x".repeat(200_000);
    let brackets = "(".repeat(5000);
    let closers = format!("a.{}", ")".repeat(5000));
    let small = "and . ".repeat(900);
    let titles = "President Minister General Kowal ".repeat(60);
    let texts = [
        "",
        " \n\t\r\n",
        "\u{0}\u{1}\u{7f}\u{feff}\u{200b}",
        "a\u{0}b\u{301}\u{ad}c",
        "漢字とかな交じり文。次の文。",
        "🇧🇪👩‍👩‍👧 says: hi!!!???",
        "İstanbul ǅungla ŉ ẞ ﬁne",
        "مرحبا بالعالم. كيف الحال؟",
        ".",
        "'s n't 've",
        "\"",
        "• ",
        "1. 2. 3.",
        "…\n…\r\r…",
        &long,
        &marks,
        &stops,
        &glued,
        &brackets,
        &titles,
        &closers,
        &small,
    ];
    for text in texts {
        check(&analysed(text));
    }
}

#[test]
fn random_texts_are_analysed() {
    let pieces = [
        "the",
        "Minister",
        "President",
        "Kowal",
        "said",
        "has",
        "sought",
        "signed",
        ",",
        ".",
        " ",
        "\n",
        "\n\n",
        "“",
        "”",
        "\"",
        "'s",
        "n't",
        "when",
        "As",
        "by",
        "of",
        "sanctions",
        "enforcement",
        "its",
        "allies",
        "and",
        "-",
        "—",
        "U.S.",
        "é",
        "٣",
        "(",
        ")",
        "• ",
        ":",
        "5",
        "%",
        "\u{2028}",
        "was",
        "been",
        "that",
        "who",
        "to",
    ];
    let mut state = 7_u64;
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..60 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            if state >> 62 > 0 {
                text.push(' ');
            }
        }
        check(&analysed(&text));
        check(&analyse(Model::embedded(), "beam", text.into(), Effort::Beam, |_| true));
    }
}

#[test]
fn the_same_text_gives_the_same_rows() {
    let text = include_str!("analysis/sentences.txt");
    let (first, second) = (analysed(text), analysed(text));
    assert_eq!(first.tokens, second.tokens);
    assert_eq!(first.sentences, second.sentences);
}

/// A megabyte without a space, a full stop or a letter costs what other text costs: twice the text takes
/// about twice the work, which is counted in tokens here because no test tells the time.
#[test]
fn long_lines_are_cut_in_pieces() {
    for mark in ["x", "(", "'", "/", "a;", "a-", ". ", "\"", "é"] {
        let document =
            analyse(Model::embedded(), "long", mark.repeat(30_000).into(), Effort::Greedy, |_| false);
        let longest = document.tokens.iter().map(|token| token.end - token.start).max();
        assert!(longest.is_some_and(|longest| longest <= 1024), "{mark}");
    }
}

#[test]
fn heads_and_relations_that_claims_rest_on() {
    for case in include_str!("analysis/repairs.txt").split("\n\n") {
        let mut lines = case.lines().filter(|line| !line.starts_with('#'));
        let text = lines.next().expect("each case has a sentence");
        let document = analysed(text);
        let view = document.view();
        for line in lines {
            let wanted: Vec<&str> = line.split(' ').collect();
            let found: Vec<(&str, &str)> = view
                .tokens()
                .filter(|token| token.text() == wanted[0])
                .map(|token| (token.deprel().as_str(), token.head().map_or("ROOT", |head| head.text())))
                .collect();
            assert!(found.contains(&(wanted[1], wanted[2])), "{text}: {line}, found {found:?}");
        }
    }
}
