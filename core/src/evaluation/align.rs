//! Alignment: which mention is which annotated claim. One to one inside a
//! document, the most alike first; says in what the two agree.

use super::gold::{Gold, GoldClaim};
use super::{entities, overlap_of_sets, overlap_of_speakers};
use crate::claim::{Mention, Position};

/// A document's claims and mentions, told apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aligned {
    /// Claims that were found, borderline ones not among them.
    pub matched: Vec<Match>,
    /// Indices of claims that were not found, borderline ones not among them.
    pub missed: Vec<usize>,
    /// Indices of mentions that are no claim.
    pub spurious: Vec<usize>,
}

/// A claim and the mention of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Index of the claim.
    pub gold: usize,
    /// Index of the mention.
    pub mention: usize,
    /// In what they agree.
    pub agreement: Agreement,
}

/// In what a claim and a mention agree; shares are F1 from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a field of the table, not a state")]
pub struct Agreement {
    /// The same kind; the domain always is.
    pub kind: bool,
    /// The same stage.
    pub stage: bool,
    /// The same factuality.
    pub factuality: bool,
    /// Share of actors, by what they resolve to.
    pub actor: f64,
    /// Share of targets.
    pub target: f64,
    /// Share of speakers, by words.
    pub attribution: f64,
    /// The same date, or none on both sides.
    pub date: bool,
    /// Kind, actors and targets are the same: who did what to whom.
    pub who_did_what: bool,
    /// Stage and factuality too, and at least half of the speakers.
    pub strict: bool,
}

/// Aligns the claims of a document with its mentions.
///
/// A pair must be of one domain, with the mention's trigger in the claim's sentence. Of the pairs the one
/// with the greatest likeness is taken, then the next of what is left: 4 points when the triggers overlap,
/// 2 for the kind, 1 each for actors and targets, ½ for the stage, ¼ when the claim is not borderline.
pub fn align(gold: &Gold, mentions: &[Mention]) -> Aligned {
    let mut pairs = Vec::new();
    for (index, claim) in gold.claims.iter().enumerate() {
        for (other, mention) in mentions.iter().enumerate() {
            if let Some(likeness) = likeness(claim, mention) {
                pairs.push((likeness, index, other));
            }
        }
    }
    pairs.sort_by(|left, right| {
        right.0.total_cmp(&left.0).then_with(|| (right.1, right.2).cmp(&(left.1, left.2)))
    });
    let mut claim_taken = vec![false; gold.claims.len()];
    let mut mention_taken = vec![false; mentions.len()];
    let mut aligned = Aligned::default();
    for (_, index, other) in pairs {
        if claim_taken[index] || mention_taken[other] {
            continue;
        }
        claim_taken[index] = true;
        mention_taken[other] = true;
        let claim = &gold.claims[index];
        if !claim.borderline {
            let agreement = agreement(claim, &mentions[other]);
            aligned.matched.push(Match { gold: index, mention: other, agreement });
        }
    }
    let free = |taken: &[bool]| -> Vec<usize> {
        taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(index, _)| index).collect()
    };
    aligned.missed = free(&claim_taken);
    aligned.missed.retain(|&index| !gold.claims[index].borderline);
    aligned.spurious = free(&mention_taken);
    aligned
}

/// Points of a pair; none when it can not be one.
fn likeness(claim: &GoldClaim, mention: &Mention) -> Option<f64> {
    let trigger = Position { start: mention.trigger.start, end: mention.trigger.end };
    if mention.kind.domain() != claim.kind.domain() || !overlap(trigger, claim.sentence()) {
        return None;
    }
    let mut points = 0.0;
    if overlap(trigger, claim.trigger_position()) {
        points += 4.0;
    }
    if mention.kind == claim.kind {
        points += 2.0;
    }
    points += overlap_of_sets(&entities(&claim.actor), &entities(&mention.actor))
        + overlap_of_sets(&entities(&claim.target), &entities(&mention.target));
    if mention.stage == claim.stage {
        points += 0.5;
    }
    if !claim.borderline {
        points += 0.25;
    }
    Some(points)
}

fn overlap(left: Position, right: Position) -> bool {
    left.start.max(right.start) < left.end.min(right.end)
}

fn agreement(claim: &GoldClaim, mention: &Mention) -> Agreement {
    let actors = (entities(&claim.actor), entities(&mention.actor));
    let targets = (entities(&claim.target), entities(&mention.target));
    let kind = mention.kind == claim.kind;
    let stage = mention.stage == claim.stage;
    let factuality = mention.factuality == claim.factuality;
    let attribution = overlap_of_speakers(&claim.attribution, &mention.attribution);
    let edtf = |date: &Option<crate::claim::EventDate>| date.as_ref().map(|date| date.edtf.clone());
    let who_did_what = kind && actors.0 == actors.1 && targets.0 == targets.1;
    Agreement {
        kind,
        stage,
        factuality,
        actor: overlap_of_sets(&actors.0, &actors.1),
        target: overlap_of_sets(&targets.0, &targets.1),
        attribution,
        date: edtf(&claim.date) == edtf(&mention.date),
        who_did_what,
        strict: who_did_what && stage && factuality && attribution >= 0.5,
    }
}
