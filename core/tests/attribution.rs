//! Attribution over invented passages: who says what to whom, by which words.

use std::fmt::Write;
use std::ops::Range;

use claimtrack_core::analysis::{Effort, Model, analyse};
use claimtrack_core::attribution::{attributions, chain, spans};
use claimtrack_sdk::view::Document;

fn document(text: &str) -> claimtrack_core::document::Document {
    analyse(Model::embedded(), "passage", text.into(), Effort::Greedy, |_| true)
}

fn text(document: &Document<'_>, ranges: &[Range<u32>]) -> String {
    let texts = ranges.iter().map(|range| {
        let start = document.token_rows.get(range.start).map_or(0, |row| row.start);
        let end = document.token_rows.get(range.end - 1).map_or(0, |row| row.end);
        document.slice(start, end).split_whitespace().collect::<Vec<_>>().join(" ")
    });
    texts.collect::<Vec<_>>().join(" … ")
}

#[test]
fn passages() {
    let mut table = String::new();
    for block in
        include_str!("attribution_cases.txt").split("\n---\n").flat_map(|block| block.split("\n\n# "))
    {
        let (group, passage) = match block.split_once('\n') {
            Some((title, passage)) if !title.ends_with(['.', '"', '”', '?', '’']) => {
                (Some(title), passage.trim())
            }
            _ => (None, block.trim()),
        };
        if let Some(group) = group {
            writeln!(table, "## {}", group.trim_start_matches("# ")).unwrap();
        }
        if passage.is_empty() || passage.starts_with('#') {
            continue;
        }
        let owned = document(passage);
        let document = owned.view();
        writeln!(table, "{}", passage.replace('\n', " / ")).unwrap();
        for found in attributions(&document) {
            let parent = found.parent.map_or(String::new(), |parent| format!(" | inside {parent}"));
            writeln!(
                table,
                "    [{}] {} → {} | {:?}{}{parent}",
                text(&document, &found.source),
                text(&document, &found.cue),
                text(&document, &found.content),
                found.kind,
                if found.direct { ", quoted" } else { "" },
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

/// The chain of the first token of `word`, outermost speaker first, as "speaker/cue".
fn chain_of(passage: &str, word: &str) -> Vec<String> {
    let owned = document(passage);
    let document = owned.view();
    let all = attributions(&document);
    let token =
        document.tokens().find(|token| token.text() == word).expect("the word is in the passage").index();
    chain(&document, &all, token)
        .into_iter()
        .map(|index| &all[index as usize])
        .map(|found| format!("{}/{}", text(&document, &found.source), text(&document, &found.cue)))
        .collect()
}

#[test]
fn a_chain_runs_from_the_outermost_speaker_inwards() {
    assert_eq!(
        chain_of("The newspaper reported that the minister had said the port would be closed.", "closed"),
        ["The newspaper/reported", "the minister/had said"],
    );
}

#[test]
fn a_cited_source_stands_inside_the_one_who_cites_it() {
    assert_eq!(
        chain_of("A research group, citing two officials, said that the factory had been sold.", "sold"),
        ["A research group/said", "two officials/citing"],
    );
}

#[test]
fn text_outside_every_content_has_no_chain() {
    assert!(chain_of("The convoy left. The ministry said the road was open.", "left").is_empty());
}

#[test]
fn a_relative_pronoun_names_the_noun_it_stands_for() {
    let owned = document("The general, who said the raid had failed, was dismissed.");
    let document = owned.view();
    let all = attributions(&document);
    let said = all.iter().find(|found| text(&document, &found.cue) == "said").expect("a cue");
    assert_eq!(text(&document, &said.source), "who");
    assert_eq!(
        said.source_head.and_then(|head| document.token(head)).map(claimtrack_sdk::Token::text),
        Some("general")
    );
}

#[test]
fn spans_are_bytes_of_the_text() {
    let passage = "It snowed in Zürich. “Ships of no flag – none,” the captain said.";
    let owned = document(passage);
    let document = owned.view();
    let all = attributions(&document);
    let found = spans(&document, all.last().expect("one attribution"));
    let slice = |span: &claimtrack_core::span::Span| &passage[span.start() as usize..span.end() as usize];
    assert_eq!(found.source.iter().map(slice).collect::<Vec<_>>(), ["the captain"]);
    assert_eq!(found.cue.iter().map(slice).collect::<Vec<_>>(), ["said"]);
    assert_eq!(found.content.iter().map(slice).collect::<Vec<_>>(), ["“Ships of no flag – none,”"]);
}

#[test]
fn marks_and_words_without_sense_are_survived() {
    for passage in [
        "",
        "\"",
        "“ ” ” “ said",
        "said said said, said: said",
        ": — “",
        "according to",
        "X: “Y” — Z: \"",
        "in view",
    ] {
        let owned = document(passage);
        attributions(&owned.view());
    }
}
