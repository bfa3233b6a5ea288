//! Benchmark of anchoring: quotations of the project's own sources, looked for
//! in edited copies of them, with the truth known for every character.
//!
//! `cargo run --release -p claimtrack-core --example anchor_bench` prints the
//! table and fails when a bar is missed. No clock, no chance: the same cases
//! each time.

mod edits;
mod text;

use std::collections::BTreeMap;
use std::process::ExitCode;

use claimtrack_core::anchor::{Alignment, Anchor, Haystack, Quotation, locate};
use edits::{Edit, Random};
use text::{Edited, Length, documents, quotations};

/// Copies of each document and edit.
const ROUNDS: u32 = 3;

/// What happened to the quotations of one row.
#[derive(Clone, Copy, Default)]
struct Row {
    /// Quotations that are still there.
    there: u32,
    /// Of these, found at the right place.
    right: u32,
    /// Quotations that are gone.
    gone: u32,
    /// Of these, found all the same.
    invented: u32,
    /// Quotations that are there and of the same words after folding.
    untouched: u32,
    /// Of these, told to be the same words.
    same: u32,
    /// Quotations with a word changed.
    touched: u32,
    /// Of these, told to be the same words: never right.
    passed: u32,
}

fn main() -> ExitCode {
    let mut rows: BTreeMap<(bool, Edit, Length), Row> = BTreeMap::new();
    let mut random = Random::new(7);
    for document in documents() {
        let all = quotations(&document, &mut random);
        for edit in Edit::ALL {
            for _ in 0..ROUNDS {
                if edit.is_aimed() {
                    for &(length, start, end) in &all {
                        if let Some(edited) = edit.aim(&document, start, end, &mut random) {
                            for snapshot in [false, true] {
                                let row = rows.entry((snapshot, *edit, length)).or_default();
                                score(row, &document, (start, end), &edited, snapshot);
                            }
                        }
                    }
                } else {
                    let edited = edit.apply(&document, &mut random);
                    for &(length, start, end) in &all {
                        for snapshot in [false, true] {
                            let row = rows.entry((snapshot, *edit, length)).or_default();
                            score(row, &document, (start, end), &edited, snapshot);
                        }
                    }
                }
            }
        }
    }
    let cases: u32 = rows.values().map(|row| row.there + row.gone).sum();
    print(&rows);
    println!("\n{cases} cases");
    let missed = bars(&rows, cases);
    for bar in &missed {
        println!("missed: {bar}");
    }
    if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn score(row: &mut Row, document: &Edited, quoted: (usize, usize), edited: &Edited, snapshot: bool) {
    let (start, end) = quoted;
    let old = document.text();
    let chars: Vec<char> = old.chars().collect();
    let part = |from: usize, to: usize| -> String { chars[from..to.min(chars.len())].iter().collect() };
    let (exact, prefix, suffix) =
        (part(start, end), part(start.saturating_sub(32), start), part(end, end + 32));
    let quotation = Quotation { exact: &exact, prefix: &prefix, suffix: &suffix, start: start as u32 };
    let new = edited.text();
    let alignment = snapshot.then(|| Alignment::new(&old, &new));
    let anchor = locate(quotation, &Haystack::new(&new), alignment.as_ref());
    let truth = edited.place(start, end);
    let found = match &anchor {
        Anchor::Same(span) | Anchor::Moved(span) | Anchor::Altered(span) => {
            let chars = |byte: u32| new[..byte as usize].chars().count();
            Some((chars(span.start()), chars(span.end())))
        }
        Anchor::Ambiguous(_) | Anchor::Missing => None,
    };
    let Some((from, to)) = truth else {
        row.gone += 1;
        row.invented += u32::from(found.is_some());
        if found.is_some() && std::env::var_os("ANCHOR_BENCH_SHOW").is_some() {
            let (from, to) = found.unwrap_or_default();
            let there: String = new.chars().skip(from).take(to - from).collect();
            eprintln!("{anchor:?}\n  quoted {exact:?}\n  invented {there:?}");
        }
        return;
    };
    row.there += 1;
    let right = found.is_some_and(|(a, b)| {
        let shared = b.min(to).saturating_sub(a.max(from));
        let all = b.max(to) - a.min(from);
        shared * 2 >= all
    });
    row.right += u32::from(right);
    let folded =
        |text: &str| -> String { claimtrack_core::anchor::Folded::new(text.trim()).chars().iter().collect() };
    let now: String = new.chars().skip(from).take(to - from).collect();
    let told_same = matches!(anchor, Anchor::Same(_) | Anchor::Moved(_));
    if folded(&now) == folded(&exact) {
        row.untouched += 1;
        row.same += u32::from(told_same && right);
    } else {
        row.touched += 1;
        row.passed += u32::from(told_same);
        if std::env::var_os("ANCHOR_BENCH_SHOW").is_some() && (told_same || !right) {
            eprintln!("{anchor:?}\n  quoted {exact:?}\n  now    {now:?}");
        }
    }
}

fn print(rows: &BTreeMap<(bool, Edit, Length), Row>) {
    println!(
        "| snapshot | edit | quotation | cases | found | false | same words told | changed words passed |"
    );
    println!("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |");
    for ((snapshot, edit, length), row) in rows {
        println!(
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            if *snapshot { "yes" } else { "no" },
            edit.name(),
            length.name(),
            row.there + row.gone,
            share(row.right, row.there),
            share(row.invented, row.gone),
            share(row.same, row.untouched),
            share(row.passed, row.touched),
        );
    }
}

fn share(part: u32, all: u32) -> String {
    if all == 0 { "–".to_owned() } else { format!("{:.1}%", 100.0 * f64::from(part) / f64::from(all)) }
}

/// The bars that were missed.
fn bars(rows: &BTreeMap<(bool, Edit, Length), Row>, cases: u32) -> Vec<String> {
    let mut missed = Vec::new();
    let mut bar = |name: String, holds: bool| {
        if !holds {
            missed.push(name);
        }
    };
    bar(format!("at least 20,000 cases, not {cases}"), cases >= 20_000);
    for ((snapshot, edit, length), row) in rows {
        let place = format!("{} of a {}, snapshot {snapshot}", edit.name(), length.name());
        let rate = |part: u32, all: u32| if all == 0 { 0.0 } else { f64::from(part) / f64::from(all) };
        bar(format!("a changed word passed: {place}"), row.passed == 0);
        match edit {
            Edit::Mixed if *length == Length::Sentence => {
                bar(format!("99.5% found: {place}"), rate(row.right, row.there) >= 0.995);
            }
            Edit::Gone => {
                let most = if *length == Length::Sentence { 0.01 } else { 0.05 };
                bar(format!("at most {most} false: {place}"), rate(row.invented, row.gone) <= most);
            }
            Edit::Typography | Edit::WhiteSpace => {
                bar(format!("all told to be the same: {place}"), row.same == row.untouched);
            }
            _ => {}
        }
    }
    missed
}
