//! Scores and errors on the screen and as JSON.

use std::fmt::Write as _;

use claimtrack_core::claim::{Mention, Participant, Position};
use claimtrack_core::evaluation::{Agreement, Confusion, Counts, GoldClaim, Rates, Scores, entities};
use serde_json::{Value, json};

use super::Evaluated;
use crate::terminal::escape_line;

/// A claim that was missed, is wrong, or is none.
struct Error<'a> {
    position: Position,
    trigger: Position,
    gold: Option<&'a GoldClaim>,
    found: Option<&'a Mention>,
    /// Fields of a match that differ.
    wrong: Vec<&'static str>,
}

impl Error<'_> {
    fn sort(&self) -> &'static str {
        match (self.gold, self.found) {
            (Some(_), Some(_)) => "wrong",
            (Some(_), None) => "missed",
            (None, _) => "spurious",
        }
    }
}

/// Errors of one document in the order of the text.
fn errors(document: &Evaluated) -> Vec<Error<'_>> {
    let gold = |index: usize| &document.gold.claims[index];
    let mention = |index: usize| &document.mentions[index];
    let place = |mention: &Mention| Position { start: mention.trigger.start, end: mention.trigger.end };
    let mut all = Vec::new();
    for one in &document.aligned.matched {
        let wrong = wrong_fields(&one.agreement);
        if !wrong.is_empty() {
            let (gold, found) = (Some(gold(one.gold)), Some(mention(one.mention)));
            let position = document.gold.claims[one.gold].sentence();
            let trigger = document.gold.claims[one.gold].trigger_position();
            all.push(Error { position, trigger, gold, found, wrong });
        }
    }
    all.extend(document.aligned.missed.iter().map(|&index| Error {
        position: gold(index).sentence(),
        trigger: gold(index).trigger_position(),
        gold: Some(gold(index)),
        found: None,
        wrong: Vec::new(),
    }));
    all.extend(document.aligned.spurious.iter().map(|&index| {
        let found = mention(index);
        let trigger = place(found);
        let position = found.evidence.first().map_or(trigger, |evidence| evidence.position);
        Error { position, trigger, gold: None, found: Some(found), wrong: Vec::new() }
    }));
    all.sort_by_key(|error| (error.trigger, error.position));
    all
}

fn wrong_fields(agreement: &Agreement) -> Vec<&'static str> {
    let fields = [
        ("kind", agreement.kind),
        ("stage", agreement.stage),
        ("factuality", agreement.factuality),
        ("actor", agreement.actor >= 1.0),
        ("target", agreement.target >= 1.0),
        ("attribution", agreement.attribution >= 1.0),
        ("date", agreement.date),
    ];
    fields.into_iter().filter(|(_, is_right)| !is_right).map(|(name, _)| name).collect()
}

/// The sentence on one line, its trigger between angle quotes.
fn sentence(text: &str, error: &Error<'_>) -> String {
    let part = |start: u32, end: u32| -> String {
        text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect()
    };
    escape_line(&format!(
        "{}»{}«{}",
        part(error.position.start, error.trigger.start),
        part(error.trigger.start, error.trigger.end),
        part(error.trigger.end, error.position.end),
    ))
}

fn names(participants: &[Participant]) -> String {
    let names: Vec<String> = entities(participants).into_iter().collect();
    if names.is_empty() { "nobody".into() } else { escape_line(&names.join(", ")) }
}

fn claim_line(claim: &GoldClaim) -> String {
    let speakers: Vec<&str> = claim.attribution.iter().map(|link| link.speaker.as_str()).collect();
    let date = claim.date.as_ref().map(|date| date.edtf.as_str());
    let what = format!("{} {} {}", claim.kind, claim.stage.as_str(), claim.factuality);
    line(&what, &claim.actor, &claim.target, &speakers, date)
}

fn mention_line(mention: &Mention) -> String {
    let speakers: Vec<&str> = mention.attribution.iter().map(|link| link.speaker.as_str()).collect();
    let date = mention.date.as_ref().map(|date| date.edtf.as_str());
    let what = format!("{} {} {}", mention.kind, mention.stage.as_str(), mention.factuality);
    let by = format!("  [{}/{}]", mention.extractor.plugin, mention.extractor.rule);
    line(&what, &mention.actor, &mention.target, &speakers, date) + &by
}

fn line(
    what: &str,
    actor: &[Participant],
    target: &[Participant],
    speakers: &[&str],
    date: Option<&str>,
) -> String {
    let mut line = format!("{what}: {} -> {}", names(actor), names(target));
    if !speakers.is_empty() {
        let _ = write!(line, "; said by {}", escape_line(&speakers.join(", then ")));
    }
    if let Some(date) = date {
        let _ = write!(line, "; {date}");
    }
    line
}

/// The scores for people.
pub(super) fn text(documents: &[Evaluated], scores: &Scores, with_errors: bool) -> String {
    let mut out = String::new();
    if with_errors {
        for document in documents {
            errors_of(&mut out, document);
        }
    }
    let counts = scores.counts;
    let _ = writeln!(
        out,
        "{} documents, {} claims annotated, {} found\n",
        documents.len(),
        counts.matched + counts.missed,
        counts.matched + counts.spurious
    );
    let _ = writeln!(out, "{:<24} {:>9} {:>9} {:>9}", "", "precision", "recall", "F1");
    let rates =
        [("detection", scores.detection), ("who did what", scores.who_did_what), ("strict", scores.strict)];
    for (name, Rates { precision, recall, f1 }) in rates {
        let _ = writeln!(out, "{name:<24} {precision:>9.3} {recall:>9.3} {f1:>9.3}");
    }
    let fields = scores.fields;
    let _ = writeln!(out, "\n{:<24} {:>9} {:>9}", "of what was found", "agreement", "claims");
    let all = counts.matched;
    for (name, share, number) in [
        ("kind", fields.kind, all),
        ("stage", fields.stage, all),
        ("factuality", fields.factuality, all),
        ("actor", fields.actor, all),
        ("target", fields.target, all),
        ("attribution", fields.attribution, all),
        ("  attributed only", fields.attributed_only, fields.attributed),
        ("date", fields.date, all),
        ("  dated only", fields.dated_only, fields.dated),
    ] {
        let _ = writeln!(out, "{name:<24} {share:>9.3} {number:>9}");
    }
    table(&mut out, "kind", scores.kinds.iter().map(|(name, counts)| (name.as_str(), *counts)));
    let rows = documents.iter().map(|one| (one.gold.doc.as_str(), Counts::of(&one.aligned)));
    table(&mut out, "document", rows);
    confusion(&mut out, "kinds", &scores.kind_confusion);
    confusion(&mut out, "stages", &scores.stage_confusion);
    out
}

fn table<'a>(out: &mut String, title: &str, rows: impl Iterator<Item = (&'a str, Counts)>) {
    let _ = writeln!(
        out,
        "\n{title:<40} {:>7} {:>7} {:>8} {:>9} {:>9} {:>9}",
        "matched", "missed", "spurious", "precision", "recall", "F1"
    );
    for (name, counts) in rows {
        let rates = counts.rates();
        let _ = writeln!(
            out,
            "{:<40} {:>7} {:>7} {:>8} {:>9.3} {:>9.3} {:>9.3}",
            escape_line(name),
            counts.matched,
            counts.missed,
            counts.spurious,
            rates.precision,
            rates.recall,
            rates.f1
        );
    }
}

fn confusion(out: &mut String, title: &str, pairs: &[Confusion]) {
    let mut wrong = pairs.iter().filter(|pair| pair.gold != pair.found).peekable();
    if wrong.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "\n{title} confused (annotated -> found)");
    for pair in wrong {
        let _ = writeln!(out, "{:>5}  {} -> {}", pair.count, pair.gold, pair.found);
    }
}

fn errors_of(out: &mut String, document: &Evaluated) {
    for error in errors(document) {
        let sort = error.sort();
        let doc = escape_line(&document.gold.doc);
        let _ = write!(out, "{doc}:{}: {sort}", error.trigger.start);
        if !error.wrong.is_empty() {
            let _ = write!(out, " {}", error.wrong.join(", "));
        }
        let _ = writeln!(out, "\n  {}", sentence(&document.text, &error));
        if let Some(claim) = error.gold {
            let _ = writeln!(out, "  annotated {}", claim_line(claim));
        }
        if let Some(mention) = error.found {
            let _ = writeln!(out, "  found     {}", mention_line(mention));
        }
        out.push('\n');
    }
}

/// The scores for programs.
pub(super) fn json(documents: &[Evaluated], scores: &Scores, with_errors: bool) -> anyhow::Result<String> {
    let each: Vec<Value> = documents
        .iter()
        .map(|document| {
            let mut value = json!({"doc": document.gold.doc, "counts": Counts::of(&document.aligned)});
            if with_errors {
                value["errors"] = errors(document)
                    .iter()
                    .map(|error| {
                        json!({
                            "error": error.sort(), "wrong": error.wrong, "start": error.trigger.start,
                            "sentence": sentence(&document.text, error),
                            "annotated": error.gold.map(claim_line), "found": error.found,
                        })
                    })
                    .collect();
            }
            value
        })
        .collect();
    let mut value = serde_json::to_value(scores)?;
    value["documents"] = each.into();
    Ok(serde_json::to_string_pretty(&value)? + "\n")
}
