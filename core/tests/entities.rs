//! What each noun phrase of a table of sentences stands for. In a sentence of the table `[…]` marks the
//! phrases asked for; lines are separate documents, ` || ` keeps sentences together in one.

use std::fmt::Write;
use std::sync::Arc;

use claimtrack_core::analysis::{self, Effort, Model};
use claimtrack_core::document::Document;
use claimtrack_core::entity;
use claimtrack_sdk::Upos;

/// The text without its marks, and the byte ranges that they marked.
fn unmark(line: &str) -> (String, Vec<(u32, u32)>) {
    let mut text = String::new();
    let (mut open, mut spans) = (0, Vec::new());
    for char in line.replace(" || ", " ").chars() {
        match char {
            '[' => open = text.len() as u32,
            ']' => spans.push((open, text.len() as u32)),
            other => text.push(other),
        }
    }
    (text, spans)
}

/// The tokens within a span and the one that hangs on a token outside it.
fn phrase(document: &Document, (start, end): (u32, u32)) -> (std::ops::Range<u32>, u32) {
    let view = document.view();
    let inside: Vec<_> =
        view.tokens().filter(|token| token.row().start < end && token.row().end > start).collect();
    let first = inside.first().map_or(0, |token| token.index());
    let range = first..first + inside.len() as u32;
    let head = inside
        .iter()
        .filter(|token| token.upos() != Upos::Punct)
        .find(|token| token.head().is_none_or(|head| !range.contains(&head.index())))
        .map_or(first, |token| token.index());
    (range, head)
}

#[test]
fn phrases_stand_for_their_entities() {
    let mut shown = String::new();
    for line in include_str!("entities/phrases.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            let _ = writeln!(shown, "{line}");
            continue;
        }
        let (text, spans) = unmark(line);
        let mut document =
            analysis::analyse(Model::embedded(), "table", Arc::from(text.as_str()), Effort::Greedy, |_| true);
        entity::annotate(&mut document);
        let _ = writeln!(shown, "{text}");
        for span in spans {
            let (tokens, head) = phrase(&document, span);
            let ids = entity::of_phrase(&document, tokens.clone(), head);
            let ids: Vec<&str> = ids.iter().map(entity::EntityId::as_str).collect();
            let actor = if entity::is_actor(&document, tokens, head) { "actor" } else { "-" };
            let words = &text[span.0 as usize..span.1 as usize];
            let _ = writeln!(shown, "    {words} = {} ({actor})", ids.join(" + "));
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn every_state_of_the_standard_is_known() {
    for country in rust_iso3166::ALL {
        assert_eq!(
            entity::kind_of(country.alpha3),
            claimtrack_sdk::EntityKind::State,
            "{} ({}) is in no table",
            country.alpha3,
            country.name
        );
    }
}
