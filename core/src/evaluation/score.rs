//! Scores over any number of aligned documents: rates of detection, shares of
//! right fields among what was found, counts per kind, confusions.

use std::collections::BTreeMap;

use serde::Serialize;

use super::align::{Aligned, Match};
use super::gold::Gold;
use crate::claim::Mention;

/// Claims found, not found, and mentions that are no claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Claims with a mention.
    pub matched: usize,
    /// Claims without one.
    pub missed: usize,
    /// Mentions without a claim.
    pub spurious: usize,
}

/// Precision, recall and their harmonic mean, from 0 to 1; 0 where there is nothing to divide by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rates {
    /// Share of mentions that are right.
    pub precision: f64,
    /// Share of claims that are found.
    pub recall: f64,
    /// 2 · right / (claims + mentions).
    pub f1: f64,
}

/// Mean agreement, from 0 to 1, over the claims that were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Fields {
    /// The same kind.
    pub kind: f64,
    /// The same stage.
    pub stage: f64,
    /// The same factuality.
    pub factuality: f64,
    /// F1 of the actors.
    pub actor: f64,
    /// F1 of the targets.
    pub target: f64,
    /// F1 of the speakers.
    pub attribution: f64,
    /// The same date or none.
    pub date: f64,
    /// Attribution, over claims that somebody is said to make.
    pub attributed_only: f64,
    /// Number of these.
    pub attributed: usize,
    /// Date, over claims that have one.
    pub dated_only: f64,
    /// Number of these.
    pub dated: usize,
}

/// How often what is one thing in the gold was found as another, or the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Confusion {
    /// Name in the gold.
    pub gold: String,
    /// Name in the mention.
    pub found: String,
    /// Number of pairs.
    pub count: usize,
}

/// Everything that is counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Counts over all documents.
    pub counts: Counts,
    /// Claims found.
    pub detection: Rates,
    /// Claims found with the right kind, actors and targets.
    pub who_did_what: Rates,
    /// With the right stage, factuality and speakers too.
    pub strict: Rates,
    /// Agreement of what was found.
    pub fields: Fields,
    /// Counts per kind: of the gold for what is matched or missed, of the mention for what is spurious.
    pub kinds: BTreeMap<String, Counts>,
    /// Kinds of matched pairs, the commonest first.
    pub kind_confusion: Vec<Confusion>,
    /// Stages of matched pairs, the commonest first.
    pub stage_confusion: Vec<Confusion>,
}

impl Counts {
    /// Of an alignment.
    pub fn of(aligned: &Aligned) -> Counts {
        Counts {
            matched: aligned.matched.len(),
            missed: aligned.missed.len(),
            spurious: aligned.spurious.len(),
        }
    }

    /// Rates of detection.
    pub fn rates(self) -> Rates {
        self.rates_of(self.matched)
    }

    /// Rates when only `right` of the matched count as right.
    fn rates_of(self, right: usize) -> Rates {
        let ratio = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
        let claims = self.matched + self.missed;
        let mentions = self.matched + self.spurious;
        Rates { precision: ratio(mentions), recall: ratio(claims), f1: 2.0 * ratio(claims + mentions) }
    }

    fn add(&mut self, other: Counts) {
        self.matched += other.matched;
        self.missed += other.missed;
        self.spurious += other.spurious;
    }
}

/// Scores documents: each with its gold, the mentions found in it, and how they align.
pub fn score<'a>(documents: impl IntoIterator<Item = (&'a Gold, &'a [Mention], &'a Aligned)>) -> Scores {
    let mut counts = Counts::default();
    let mut kinds: BTreeMap<String, Counts> = BTreeMap::new();
    let mut kind_pairs = BTreeMap::new();
    let mut stage_pairs = BTreeMap::new();
    let mut sums = Sums::default();
    for (gold, mentions, aligned) in documents {
        counts.add(Counts::of(aligned));
        for one in &aligned.matched {
            let (claim, mention) = (&gold.claims[one.gold], &mentions[one.mention]);
            kinds.entry(claim.kind.to_string()).or_default().matched += 1;
            *kind_pairs.entry((claim.kind.to_string(), mention.kind.to_string())).or_default() += 1;
            let stages = (claim.stage.as_str().to_owned(), mention.stage.as_str().to_owned());
            *stage_pairs.entry(stages).or_default() += 1;
            sums.add(one, !claim.attribution.is_empty(), claim.date.is_some());
        }
        for &index in &aligned.missed {
            kinds.entry(gold.claims[index].kind.to_string()).or_default().missed += 1;
        }
        for &index in &aligned.spurious {
            kinds.entry(mentions[index].kind.to_string()).or_default().spurious += 1;
        }
    }
    Scores {
        counts,
        detection: counts.rates(),
        who_did_what: counts.rates_of(sums.who_did_what),
        strict: counts.rates_of(sums.strict),
        fields: sums.means(counts.matched),
        kinds,
        kind_confusion: confusions(kind_pairs),
        stage_confusion: confusions(stage_pairs),
    }
}

/// Agreement summed up; becomes means in place.
#[derive(Default)]
struct Sums {
    fields: Fields,
    who_did_what: usize,
    strict: usize,
}

impl Sums {
    fn add(&mut self, one: &Match, is_attributed: bool, is_dated: bool) {
        let (agreement, fields) = (&one.agreement, &mut self.fields);
        let share = |is_right: bool| f64::from(u8::from(is_right));
        fields.kind += share(agreement.kind);
        fields.stage += share(agreement.stage);
        fields.factuality += share(agreement.factuality);
        fields.actor += agreement.actor;
        fields.target += agreement.target;
        fields.attribution += agreement.attribution;
        fields.date += share(agreement.date);
        if is_attributed {
            fields.attributed += 1;
            fields.attributed_only += agreement.attribution;
        }
        if is_dated {
            fields.dated += 1;
            fields.dated_only += share(agreement.date);
        }
        self.who_did_what += usize::from(agreement.who_did_what);
        self.strict += usize::from(agreement.strict);
    }

    fn means(&self, matched: usize) -> Fields {
        let mut fields = self.fields;
        let over = matched.max(1) as f64;
        for sum in [
            &mut fields.kind,
            &mut fields.stage,
            &mut fields.factuality,
            &mut fields.actor,
            &mut fields.target,
            &mut fields.attribution,
            &mut fields.date,
        ] {
            *sum /= over;
        }
        fields.attributed_only /= fields.attributed.max(1) as f64;
        fields.dated_only /= fields.dated.max(1) as f64;
        fields
    }
}

fn confusions(pairs: BTreeMap<(String, String), usize>) -> Vec<Confusion> {
    let mut all: Vec<Confusion> =
        pairs.into_iter().map(|((gold, found), count)| Confusion { gold, found, count }).collect();
    all.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.cmp(right)));
    all
}
