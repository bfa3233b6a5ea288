//! Evaluation: how well claim mentions agree with claims that people
//! annotated ([`gold`]). Aligns both ([`align()`]) and counts ([`score()`]).
//! Reads no file and runs no plugin.

pub mod align;
pub mod gold;
pub mod score;

pub use align::{Agreement, Aligned, Match, align};
pub use gold::{Gold, GoldClaim, GoldError};
pub use score::{Confusion, Counts, Fields, Rates, Scores, score};

use std::collections::BTreeSet;

use crate::claim::{Participant, Speaker};

/// A name for comparison: lower case, nothing but ASCII letters, digits and blanks.
fn folded(name: &str) -> String {
    let kept: String = name
        .to_lowercase()
        .chars()
        .filter(|&letter| letter == ' ' || letter.is_ascii_alphanumeric())
        .collect();
    kept.trim().to_owned()
}

/// Codes and names that annotators use for one and the same.
const ALIASES: [(&str, &str); 7] = [
    ("ec", "eu"),
    ("eec", "eu"),
    ("sun", "rus"),
    ("ussr", "rus"),
    ("isil", "islamic state"),
    ("isis", "islamic state"),
    ("is", "islamic state"),
];

/// What participants resolve to, or their words where they resolve to nothing.
pub fn entities(participants: &[Participant]) -> BTreeSet<String> {
    participants
        .iter()
        .map(|one| folded(one.entity.as_deref().filter(|entity| !entity.is_empty()).unwrap_or(&one.text)))
        .map(|name| name.strip_prefix("the ").map_or(name.clone(), str::to_owned))
        .map(|name| {
            ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, one)| (*one).to_owned())
        })
        .filter(|name| !name.is_empty())
        .collect()
}

/// F1 of two sets; 1 when both are empty.
fn overlap_of_sets(left: &BTreeSet<String>, right: &BTreeSet<String>) -> f64 {
    if left.is_empty() && right.is_empty() {
        return 1.0;
    }
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    2.0 * left.intersection(right).count() as f64 / (left.len() + right.len()) as f64
}

/// F1 of two chains of speakers; speakers agree when they share a word that is no article.
fn overlap_of_speakers(gold: &[Speaker], found: &[Speaker]) -> f64 {
    let words = |chain: &[Speaker]| -> Vec<BTreeSet<String>> {
        chain
            .iter()
            .map(|link| {
                folded(&link.speaker)
                    .split(' ')
                    .filter(|word| !matches!(*word, "" | "the" | "a" | "an" | "of"))
                    .map(str::to_owned)
                    .collect()
            })
            .collect()
    };
    let (gold, found) = (words(gold), words(found));
    if gold.is_empty() && found.is_empty() {
        return 1.0;
    }
    let share = |these: &[BTreeSet<String>], those: &[BTreeSet<String>]| {
        let hits = these.iter().filter(|one| those.iter().any(|other| !one.is_disjoint(other))).count();
        hits as f64 / these.len().max(1) as f64
    };
    let (precision, recall) = (share(&found, &gold), share(&gold, &found));
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

#[cfg(test)]
mod tests;
