//! Statements that say more than their quotations: a number, a name or a year
//! that none of them contains.

use unicode_segmentation::UnicodeSegmentation as _;

use super::finding::{Finding, Rule};
use super::quotations::of_claim;
use super::{Audit, Place};
use crate::anchor::Folded;

/// Letters at the head of a word that make two forms of a name one: "Ruritania", "Ruritanian".
const STEM: usize = 4;

/// Checks the statement of one claim. Only those that people wrote can say more; what a program composes is
/// made of the claim's own fields, and those count as cited here.
pub(super) fn check(place: Place<'_>, audit: &mut Audit) {
    let claim = place.claim;
    if claim.statement.trim().is_empty() || claim.evidence.is_empty() {
        return;
    }
    let mut cited = String::new();
    for (_, evidence) in place.evidence() {
        cited.push_str(&evidence.exact);
        cited.push(' ');
        cited.push_str(&evidence.date_text);
        cited.push(' ');
        for link in &evidence.attribution {
            cited.push_str(&link.speaker);
            cited.push(' ');
        }
    }
    for party in claim.actor.iter().chain(&claim.target).chain(&claim.requested_by) {
        cited.push_str(&party.name);
        cited.push(' ');
    }
    cited.push_str(&claim.object);
    cited.push(' ');
    cited.push_str(claim.date.as_ref().map_or("", |date| date.as_str()));
    let cited: String = Folded::new(&cited).chars().iter().collect();
    let words: Vec<&str> = cited.unicode_words().collect();
    // Parties with an entity may be called by any form of its name; the name is not known here.
    let has_entity = claim.actor.iter().chain(&claim.target).any(|party| party.entity.is_some());
    for (index, word) in claim.statement.unicode_words().enumerate() {
        let folded: String = Folded::new(word).chars().iter().collect();
        let is_number = word.chars().any(|character| character.is_ascii_digit());
        let is_name = index > 0 && !has_entity && word.chars().next().is_some_and(char::is_uppercase);
        let is_cited = |other: &&str| {
            let number = |text: &str| text.trim_start_matches('0').to_owned();
            let stem: String = folded.chars().take(STEM).collect();
            *other == folded
                || is_number && other.split('-').any(|part| number(part) == number(&folded))
                || is_name && stem.chars().count() == STEM && other.starts_with(&stem)
        };
        if (is_number || is_name) && !words.iter().any(is_cited) {
            let what = if is_number { "number" } else { "name" };
            audit.findings.push(Finding {
                rule: Rule::Uncited,
                place: place.file.key_place(place.index, "statement"),
                message: format!("no quotation contains the {what} \"{word}\" of the statement"),
                cure: "add the evidence for it, or take it out of the statement".to_owned(),
                ..of_claim(place)
            });
        }
    }
}
