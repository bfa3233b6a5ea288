//! Contradictions: reports of one event that differ in whether it is so, how
//! far it got, how much or when. Both sides are shown; neither is preferred.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::thread::thing;
use super::{Polarity, Quantity, Topic, quantities, standing};
use crate::claim::{Factuality, Kind, Stage};
use crate::ledger::{Claim, Evidence};

/// In what two reports of one event differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// One says that it is so, the other that it is not.
    Polarity,
    /// One says that it was done, agreed or planned, the other that it was refused or is denied.
    Stage,
    /// Another number of the same unit.
    Number,
    /// Another date.
    Date,
}

impl Field {
    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Polarity => "polarity",
            Field::Stage => "stage",
            Field::Number => "number",
            Field::Date => "date",
        }
    }
}

/// Reports that can not all be right, as far as the words go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// In what they differ.
    pub field: Field,
    /// One side and the other.
    pub sides: [Side; 2],
}

/// What one side says, and who is on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// Id of the claim.
    pub claim: String,
    /// The value of the field on this side, for example "2023-07-31".
    pub value: String,
    /// Ids of the sources that say so, sorted.
    pub sources: Vec<String>,
}

/// Days between two reports without dates of the event that may still be about one event.
const NEAR: i32 = 90;
/// Days between two dates of one event.
const CLOSE: i32 = 31;
/// Claims of a topic, in order of date, with which a claim is compared; a bound keeps the work linear.
const NEIGHBOURS: usize = 64;

/// The contradictions within `topics`, in order. `published` tells when a source was published.
pub fn contradictions(topics: &[Topic<'_>], published: impl Fn(&str) -> Option<Date>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for topic in topics {
        for (index, one) in topic.claims.iter().enumerate() {
            within(one, &mut found);
            for other in topic.claims[index + 1..].iter().take(NEIGHBOURS) {
                between(one, other, &published, &mut found);
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Where the evidence of one claim differs.
fn within(claim: &Claim, found: &mut Vec<Contradiction>) {
    deny(found, claim, claim);
    numbers(found, &pieces(claim), &[]);
}

/// Where two claims of one topic differ.
fn between(
    one: &Claim,
    other: &Claim,
    published: &impl Fn(&str) -> Option<Date>,
    found: &mut Vec<Contradiction>,
) {
    if one.not_same_as.contains(&other.id) || other.not_same_as.contains(&one.id) {
        return;
    }
    let is_close = may_be_one_time(one, other, published);
    let yes = [sources(one, Polarity::For), sources(other, Polarity::For)];
    if one.stage != other.stage {
        let is_refused = is_done(one.stage) && other.stage == Stage::Refused
            || is_done(other.stage) && one.stage == Stage::Refused;
        if is_close && is_refused {
            let [a, b] = yes;
            let sides = [(one, sureness(one, Polarity::For), a), (other, sureness(other, Polarity::For), b)];
            opposed(found, Field::Stage, sides);
        }
        return;
    }
    if is_close {
        for (a, b) in [(one, other), (other, one)] {
            deny(found, a, b);
        }
        if one.date.is_some() && other.date.is_some() {
            numbers(found, &pieces(one), &pieces(other));
        }
    }
    if differ_in_date(one, other) {
        let date = |claim: &Claim| claim.date.as_ref().map(ToString::to_string).unwrap_or_default();
        let [a, b] = yes;
        opposed(found, Field::Date, [(one, date(one), a), (other, date(other), b)]);
    }
}

/// Notes the sources of `one` that say that it is so against those of `other` that say that it is not.
fn deny(found: &mut Vec<Contradiction>, one: &Claim, other: &Claim) {
    let sides = [
        (one, sureness(one, Polarity::For), sources(one, Polarity::For)),
        (other, sureness(other, Polarity::Against), sources(other, Polarity::Against)),
    ];
    opposed(found, Field::Polarity, sides);
}

/// Stages that a refusal contradicts.
fn is_done(stage: Stage) -> bool {
    matches!(stage, Stage::Planned | Stage::Agreed | Stage::Occurred)
}

/// Notes a contradiction when there are sources on both sides and none stands on both.
fn opposed(found: &mut Vec<Contradiction>, field: Field, sides: [(&Claim, String, BTreeSet<&str>); 2]) {
    let [(_, _, one), (_, _, other)] = &sides;
    if one.is_empty() || other.is_empty() || !one.is_disjoint(other) {
        return;
    }
    let mut sides = sides.map(|(claim, value, sources)| Side {
        claim: claim.id.clone(),
        value,
        sources: sources.into_iter().map(str::to_owned).collect(),
    });
    sides.sort_by(|a, b| (&a.value, &a.claim).cmp(&(&b.value, &b.claim)));
    found.push(Contradiction { field, sides });
}

/// A piece of evidence of a claim that says that it is so.
type Piece<'c> = (&'c Claim, &'c Evidence);

fn pieces(claim: &Claim) -> Vec<Piece<'_>> {
    standing(claim)
        .filter(|evidence| Polarity::of(evidence.factuality) == Polarity::For)
        .map(|evidence| (claim, evidence))
        .collect()
}

/// Notes, for each unit, the two numbers that differ most plainly: one on each side.
fn numbers<'c>(found: &mut Vec<Contradiction>, ones: &[Piece<'c>], others: &[Piece<'c>]) {
    let mut units: BTreeMap<String, Vec<(Quantity, Piece<'c>)>> = BTreeMap::new();
    for &(claim, evidence) in ones.iter().chain(others) {
        let all = quantities(&evidence.exact);
        for quantity in &all {
            // Two numbers of one unit in a sentence: which of them is this event's is not known.
            if all.iter().filter(|other| other.unit == quantity.unit).count() == 1 {
                units.entry(quantity.unit.clone()).or_default().push((quantity.clone(), (claim, evidence)));
            }
        }
    }
    for said in units.into_values() {
        let Some(((first, (one, _)), (second, (other, _)))) = said
            .iter()
            .find_map(|first| Some((first, said.iter().find(|second| second.0.value > first.0.value)?)))
        else {
            continue;
        };
        let with = |value: &Quantity| {
            let same =
                said.iter().filter(|(quantity, _)| (quantity.value - value.value).abs() < f64::EPSILON);
            same.map(|(_, (_, evidence))| evidence.source.as_str()).collect::<BTreeSet<_>>()
        };
        let sides = [(*one, first.text.clone(), with(first)), (*other, second.text.clone(), with(second))];
        opposed(found, Field::Number, sides);
    }
}

/// Whether two claims may be about one time: their dates overlap, or, where one has none, they were reported
/// within [`NEAR`] days.
fn may_be_one_time(one: &Claim, other: &Claim, published: &impl Fn(&str) -> Option<Date>) -> bool {
    if let (Some(one), Some(other)) = (&one.date, &other.date) {
        let ((a_first, a_last), (b_first, b_last)) = (one.bounds(), other.bounds());
        let is_before = |last: Option<Date>, first: Option<Date>| last.zip(first).is_some_and(|(l, f)| l < f);
        return !is_before(a_last, b_first) && !is_before(b_last, a_first);
    }
    let days = |claim: &Claim| {
        standing(claim).filter_map(|evidence| published(&evidence.source)).collect::<BTreeSet<Date>>()
    };
    let (one, other) = (days(one), days(other));
    one.iter().any(|a| other.iter().any(|b| (*a - *b).get_days().abs() <= NEAR))
}

/// Whether two claims look like one event of which reports give another day: the thing is named by both, and
/// the dates, neither wider than a month, do not overlap but lie within a month. An attack or an exercise
/// can happen every day, and so can what names no thing.
fn differ_in_date(one: &Claim, other: &Claim) -> bool {
    if thing(one).is_empty()
        || thing(other).is_empty()
        || matches!(one.kind, Kind::MilitaryAttack | Kind::MilitaryExercise)
    {
        return false;
    }
    let bounds = |claim: &Claim| {
        let (first, last) = claim.date.as_ref()?.bounds();
        first.zip(last).filter(|(first, last)| (*last - *first).get_days() <= CLOSE)
    };
    let (Some((a_first, a_last)), Some((b_first, b_last))) = (bounds(one), bounds(other)) else {
        return false;
    };
    let gap = if a_last < b_first {
        b_first - a_last
    } else if b_last < a_first {
        a_first - b_last
    } else {
        return false;
    };
    gap.get_days() <= CLOSE
}

fn sources(claim: &Claim, polarity: Polarity) -> BTreeSet<&str> {
    standing(claim)
        .filter(|evidence| Polarity::of(evidence.factuality) == polarity)
        .map(|evidence| evidence.source.as_str())
        .collect()
}

/// The stage and the factualities of a polarity that the evidence of a claim has, the surest first.
fn sureness(claim: &Claim, polarity: Polarity) -> String {
    let all: BTreeSet<_> = standing(claim)
        .map(|evidence| evidence.factuality)
        .filter(|factuality| Polarity::of(*factuality) == polarity)
        .collect();
    let names: Vec<_> = all.into_iter().map(Factuality::as_str).collect();
    format!("{} {}", claim.stage.as_str(), names.join(", "))
}
