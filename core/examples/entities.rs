//! Measures entity resolution against annotated phrases.
//!
//! `entities gold DIR TEXTS` checks the participants of the annotations in `DIR` against the texts of the
//! same name in `TEXTS`; `entities plover FILE` the actors of PLOVER records in a JSON Lines file;
//! `entities speed FILE` prints tokens per second of `annotate` alone. Prints every miss and the shares.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use claimtrack_core::analysis::{self, Effort, Model};
use claimtrack_core::document::Document;
use claimtrack_core::entity::{self, EntityId};
use claimtrack_core::span::CodePoints;
use claimtrack_sdk::Upos;
use serde_json::Value;

#[allow(
    clippy::disallowed_methods,
    reason = "a tool for developers reads files and the clock; the library does not"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["gold", annotations, texts] => {
            let mut score = Score::default();
            let mut files: Vec<_> = std::fs::read_dir(annotations)?
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<Result<_, _>>()?;
            files.sort();
            for file in files {
                let gold: Value = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
                let name = file.file_stem().unwrap_or_default();
                let text = std::fs::read_to_string(Path::new(texts).join(name).with_extension("txt"))?;
                gold_document(&gold, &text, &mut score);
            }
            score.print();
        }
        ["plover", records] => {
            let mut score = Score::default();
            for line in std::fs::read_to_string(records)?.lines() {
                plover_record(&serde_json::from_str(line)?, &mut score);
            }
            score.print();
        }
        ["speed", text] => {
            let mut document = read(&std::fs::read_to_string(text)?);
            entity::annotate(&mut document);
            let start = Instant::now();
            for _ in 0..20 {
                entity::annotate(&mut document);
            }
            let tokens = 20.0 * document.tokens.len() as f64;
            println!("{:.0} tokens/s", tokens / start.elapsed().as_secs_f64());
        }
        _ => eprintln!("usage: entities gold DIR TEXTS | plover FILE | speed FILE"),
    }
    Ok(())
}

#[derive(Default)]
struct Score {
    right: u32,
    all: u32,
    states_right: u32,
    states: u32,
    unknown: u32,
}

impl Score {
    fn count(&mut self, wanted: &str, found: &[EntityId], phrase: &str, sentence: &str) {
        let is_state = entity::kind_of(wanted) == claimtrack_sdk::EntityKind::State;
        let right = found.iter().any(|id| id.as_str().eq_ignore_ascii_case(wanted));
        self.all += 1;
        self.right += u32::from(right);
        self.states += u32::from(is_state);
        self.states_right += u32::from(is_state && right);
        self.unknown += u32::from(found.is_empty());
        if !right {
            let found: Vec<&str> = found.iter().map(EntityId::as_str).collect();
            println!("{phrase} = {wanted}, found {}\n    {sentence}", found.join("+"));
        }
    }

    fn print(&self) {
        let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
        println!(
            "all {}/{} = {:.3}, states {}/{} = {:.3}, left unknown {}",
            self.right,
            self.all,
            share(self.right, self.all),
            self.states_right,
            self.states,
            share(self.states_right, self.states),
            self.unknown
        );
    }
}

fn read(text: &str) -> Document {
    let mut document =
        analysis::analyse(Model::embedded(), "document", Arc::from(text), Effort::Greedy, |_| true);
    entity::annotate(&mut document);
    document
}

fn gold_document(gold: &Value, text: &str, score: &mut Score) {
    let document = read(text);
    let points = CodePoints::of(text);
    let mut seen = std::collections::HashSet::new();
    for claim in gold["claims"].as_array().into_iter().flatten() {
        let byte = |value: &Value| points.byte(text, value.as_u64().unwrap_or(0) as u32);
        let (start, end) = (byte(&claim["start"]), byte(&claim["end"]));
        let trigger = byte(&claim["trigger_start"]);
        for role in ["actor", "target", "requested_by"] {
            for participant in claim[role].as_array().into_iter().flatten() {
                let phrase = participant["text"].as_str().unwrap_or("");
                let wanted = participant["entity"].as_str().unwrap_or(phrase);
                let sentence = &text[start as usize..end as usize];
                // The occurrence next to the trigger is the one that the annotator meant.
                let Some(at) = occurrences(sentence, phrase)
                    .map(|at| start + at as u32)
                    .min_by_key(|at| at.abs_diff(trigger))
                else {
                    continue;
                };
                if seen.insert((at, phrase.to_owned(), wanted.to_owned())) {
                    let found = resolve(&document, at, at + phrase.len() as u32);
                    score.count(wanted, &found, phrase, sentence);
                }
            }
        }
    }
}

fn occurrences<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        !is_word(text[..at].chars().next_back()) && !is_word(text[at + word.len()..].chars().next())
    })
}

fn plover_record(record: &Value, score: &mut Score) {
    let text = record["text"].as_str().unwrap_or("");
    let document = read(text);
    let points = CodePoints::of(text);
    for actor in ["source", "target"].iter().flat_map(|role| record[*role].as_array().into_iter().flatten()) {
        let code = actor["code"].as_str().unwrap_or("");
        let sector = actor["sector"].as_str().unwrap_or("");
        let official =
            sector.is_empty() || ["GOV", "MIL", "COP", "SPY", "LEG"].iter().any(|s| sector.starts_with(s));
        if !official || entity::kind_of(code) != claimtrack_sdk::EntityKind::State {
            continue;
        }
        let at = |index: usize| points.byte(text, actor["span"][index].as_u64().unwrap_or(0) as u32);
        let found = resolve(&document, at(0), at(1));
        score.count(code, &found, actor["text"].as_str().unwrap_or(""), text);
    }
}

/// What the phrase between two byte offsets stands for.
fn resolve(document: &Document, start: u32, end: u32) -> Vec<EntityId> {
    let view = document.view();
    let inside: Vec<_> =
        view.tokens().filter(|token| token.row().start < end && token.row().end > start).collect();
    let Some(first) = inside.first() else { return Vec::new() };
    let range = first.index()..first.index() + inside.len() as u32;
    let head = inside
        .iter()
        .filter(|token| token.upos() != Upos::Punct)
        .find(|token| token.head().is_none_or(|head| !range.contains(&head.index())))
        .unwrap_or(first);
    entity::of_phrase(document, range, head.index())
}
