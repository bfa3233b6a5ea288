//! The statement that a proposed claim opens with: its fields in one line, in
//! neutral words. People replace it by a sentence of their own.

use super::model::{Claim, Party};
use crate::claim::Kind;

/// For example "Iran: military cooperation with Belarus (attaché office), discussed".
pub(super) fn compose(claim: &Claim) -> String {
    let (noun, preposition) = words(&claim.kind);
    let actor = if claim.actor.is_empty() { "unknown actor".to_owned() } else { names(&claim.actor) };
    let target = some(&claim.target, |target| format!(" {preposition} {}", names(target)));
    let object = if claim.object.is_empty() { String::new() } else { format!(" ({})", claim.object) };
    let requested = some(&claim.requested_by, |parties| format!(" by {}", names(parties)));
    format!("{actor}: {noun}{target}{object}, {}{requested}", claim.stage.as_str())
}

/// What `write` makes of `parties`; nothing when there are none.
fn some(parties: &[Party], write: impl Fn(&[Party]) -> String) -> String {
    if parties.is_empty() { String::new() } else { write(parties) }
}

fn names(parties: &[Party]) -> String {
    match parties {
        [] => String::new(),
        [one] => one.name.clone(),
        [all @ .., last] => {
            let all: Vec<_> = all.iter().map(|party| party.name.as_str()).collect();
            format!("{} and {}", all.join(", "), last.name)
        }
    }
}

/// What a kind is called in a sentence, and how its target is joined.
fn words(kind: &Kind) -> (&str, &'static str) {
    match kind {
        Kind::SanctionsImpose => ("sanctions", "against"),
        Kind::SanctionsLift => ("relief from sanctions", "for"),
        Kind::SanctionsEvade => ("evasion of sanctions", "with"),
        Kind::SanctionsEnforce => ("enforcement of sanctions", "against"),
        Kind::MilitaryAttack => ("use of force", "against"),
        Kind::MilitaryDeploy => ("deployment", "in"),
        Kind::MilitaryWithdraw => ("withdrawal or ceasefire", "with"),
        Kind::MilitaryExercise => ("military exercise", "with"),
        Kind::MilitaryCooperate => ("military cooperation", "with"),
        Kind::MilitaryTransfer => ("military transfer", "to"),
        Kind::MilitaryBuild => ("military production", "with"),
        Kind::TradeCooperate => ("economic cooperation", "with"),
        Kind::TradeExchange => ("trade", "with"),
        Kind::TradeFinance => ("finance", "for"),
        Kind::TradeRestrict => ("trade restrictions", "against"),
        Kind::TradeEase => ("easing of trade", "for"),
        Kind::Other(name) => (name, "with"),
    }
}
