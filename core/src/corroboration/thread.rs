//! Topics and threads: claims of one kind between the same parties about one
//! thing, and those among them that show how it went on. Orders by date and
//! stage; concludes nothing from the order.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::standing;
use super::union::Union;
use crate::claim::{Kind, Stage};
use crate::ledger::{Claim, Party, content, party_key};

/// Claims of one kind between the same parties about one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic<'c> {
    /// What happens.
    pub kind: Kind,
    /// The parties, actors first, one for each entity.
    pub parties: Vec<Party>,
    /// The thing, as the latest claim that names it does; empty when none does.
    pub object: String,
    /// The claims, oldest first: by date (of the event, else of the first report), stage and id.
    pub claims: Vec<&'c Claim>,
    /// When each of the claims was first reported.
    pub reported: Vec<Option<Date>>,
}

/// A topic that moves: it holds two stages, or claims more than a month apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// What happens.
    pub kind: Kind,
    /// The parties.
    pub parties: Vec<Party>,
    /// The thing; empty when no claim names it.
    pub object: String,
    /// Its steps, oldest first.
    pub steps: Vec<Step>,
}

/// One claim of a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Id of the claim.
    pub claim: String,
    /// How far it got.
    pub stage: Stage,
    /// When, in EDTF; none when unknown.
    pub date: Option<String>,
    /// When it was first reported, by which an undated step has its place.
    pub reported: Option<Date>,
    /// Ids of the sources, sorted.
    pub sources: Vec<String>,
}

/// Days between two claims of one stage that make a thread of them.
const MONTH: i32 = 31;
/// A word that more topics share is no sign of one thing.
const COMMON: usize = 200;

/// What a kind says already, or what says nothing of the thing.
const GENERIC: [&str; 26] = [
    "activity",
    "armed",
    "bilateral",
    "cooperation",
    "closer",
    "commercial",
    "defence",
    "defense",
    "deeper",
    "economic",
    "exchange",
    "first",
    "force",
    "further",
    "joint",
    "military",
    "mutual",
    "permanent",
    "relation",
    "sanction",
    "security",
    "several",
    "stronger",
    "support",
    "tie",
    "trade",
];

/// The topics of `claims`. `published` tells when a source was published.
pub fn topics<'c>(
    claims: impl Iterator<Item = &'c Claim>,
    published: impl Fn(&str) -> Option<Date>,
) -> Vec<Topic<'c>> {
    let claims: Vec<&Claim> = claims.collect();
    let circles: Vec<Circle> = claims.iter().map(|claim| Circle::of(claim)).collect();
    let words: Vec<BTreeSet<String>> = claims.iter().map(|claim| specific(thing(claim))).collect();
    let mut union = Union::new(claims.len());

    // Same parties and a word of the thing in common; or same parties and nothing named on either side.
    let mut first: BTreeMap<(&Kind, &Circle, &str), usize> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        let named = words[index].iter().map(String::as_str);
        for word in named.chain(words[index].is_empty().then_some("")) {
            let holder = *first.entry((&claim.kind, &circles[index], word)).or_insert(index);
            union.join(holder, index);
        }
    }
    join_partly_named(&mut union, &claims, &circles, &words);

    let mut topics: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..claims.len() {
        topics.entry(union.root(index)).or_default().push(index);
    }
    let when: Vec<Option<Date>> = claims.iter().map(|claim| day(claim, &published)).collect();
    topics
        .into_values()
        .map(|mut members| {
            members.sort_by_key(|&index| {
                // What has no date at all goes last.
                (when[index].is_none(), when[index], claims[index].stage as u32, &claims[index].id)
            });
            let claims: Vec<&Claim> = members.into_iter().map(|index| claims[index]).collect();
            let reported = claims.iter().map(|claim| reported(claim, &published)).collect();
            topic(claims, reported)
        })
        .collect()
}

/// A claim that names fewer of the parties joins the one topic about the same thing that names them all;
/// when there are several such topics, it stays alone.
fn join_partly_named(union: &mut Union, claims: &[&Claim], circles: &[Circle], words: &[BTreeSet<String>]) {
    let mut holders: BTreeMap<(&Kind, &str), BTreeSet<usize>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        let root = union.root(index);
        for word in &words[index] {
            holders.entry((&claim.kind, word)).or_default().insert(root);
        }
    }
    for (index, claim) in claims.iter().enumerate() {
        let mut wider = BTreeSet::new();
        for word in &words[index] {
            let roots = &holders[&(&claim.kind, word.as_str())];
            if roots.len() <= COMMON {
                wider.extend(roots.iter().filter(|&&root| circles[index].is_part_of(&circles[root])));
            }
        }
        if let [only] = wider.iter().copied().collect::<Vec<usize>>()[..] {
            union.join(only, index);
        }
    }
}

/// The threads among `topics`.
pub fn threads(topics: &[Topic<'_>]) -> Vec<Thread> {
    topics.iter().filter_map(thread).collect()
}

fn thread(topic: &Topic<'_>) -> Option<Thread> {
    let stages: BTreeSet<u32> = topic.claims.iter().map(|claim| claim.stage as u32).collect();
    let days: Vec<Date> = topic.claims.iter().filter_map(|claim| claim.date.as_ref()?.bounds().0).collect();
    let apart = days
        .iter()
        .min()
        .zip(days.iter().max())
        .is_some_and(|(first, last)| (*last - *first).get_days() > MONTH);
    if stages.len() < 2 && !apart {
        return None;
    }
    let steps = topic.claims.iter().zip(&topic.reported).map(|(claim, reported)| Step {
        claim: claim.id.clone(),
        stage: claim.stage,
        date: claim.date.as_ref().map(ToString::to_string),
        reported: *reported,
        sources: standing(claim)
            .map(|evidence| evidence.source.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
    });
    Some(Thread {
        kind: topic.kind.clone(),
        parties: topic.parties.clone(),
        object: topic.object.clone(),
        steps: steps.collect(),
    })
}

fn topic(claims: Vec<&Claim>, reported: Vec<Option<Date>>) -> Topic<'_> {
    let mut parties: Vec<Party> = Vec::new();
    // The claim that names most parties leads.
    let mut by_size = claims.clone();
    by_size.sort_by_key(|claim| std::cmp::Reverse(claim.actor.len() + claim.target.len()));
    for party in by_size.iter().flat_map(|claim| claim.actor.iter().chain(&claim.target)) {
        if !parties.iter().any(|known| party_key(known) == party_key(party)) {
            parties.push(party.clone());
        }
    }
    let object = claims.iter().rev().map(|claim| thing(claim)).find(|object| !object.is_empty());
    Topic {
        kind: claims[0].kind.clone(),
        parties,
        object: object.unwrap_or_default().to_owned(),
        claims,
        reported,
    }
}

/// The day by which a claim is ordered: of the event, else of the first report.
fn day(claim: &Claim, published: &impl Fn(&str) -> Option<Date>) -> Option<Date> {
    let event = claim.date.as_ref().and_then(|date| date.bounds().0.or(date.bounds().1));
    event.or_else(|| reported(claim, published))
}

/// The day on which the first of its sources was published.
fn reported(claim: &Claim, published: &impl Fn(&str) -> Option<Date>) -> Option<Date> {
    standing(claim).filter_map(|evidence| published(&evidence.source)).min()
}

/// The parties of a claim: two sides, or one circle where the kind is symmetric.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Circle {
    actors: BTreeSet<String>,
    targets: BTreeSet<String>,
}

impl Circle {
    fn of(claim: &Claim) -> Circle {
        let keys = |parties: &[Party]| parties.iter().map(party_key).collect::<BTreeSet<String>>();
        let (mut actors, mut targets) = (keys(&claim.actor), keys(&claim.target));
        if claim.kind.is_symmetric() {
            actors.append(&mut targets);
        }
        Circle { actors, targets }
    }

    /// Whether `other` names all of these parties and more.
    fn is_part_of(&self, other: &Circle) -> bool {
        let is_empty = self.actors.is_empty() && self.targets.is_empty();
        !is_empty
            && self != other
            && self.actors.is_subset(&other.actors)
            && self.targets.is_subset(&other.targets)
    }
}

/// What a claim is about: its object; for ties and agreements, of which the trigger often is the thing itself
/// ("memorandum", "attachés"), else the trigger.
pub(super) fn thing(claim: &Claim) -> &str {
    if !claim.object.is_empty() || !claim.kind.is_symmetric() {
        return &claim.object;
    }
    let trigger = standing(claim).find_map(|evidence| evidence.trigger.as_ref());
    trigger.map_or("", |trigger| trigger.text.as_str())
}

/// The words of an object that tell one thing from another between the same parties.
fn specific(object: &str) -> BTreeSet<String> {
    content(object).into_iter().filter(|word| !GENERIC.contains(&word.as_str())).collect()
}
