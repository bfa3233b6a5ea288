//! Ledger and sources → report.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::query::{Grouping, Query, actors};
use super::{Contradiction, Group, Item, Quote, Report, SCHEMA, Side, Step, Support, Topic};
use crate::corroboration::{self as between, Kinship, Polarity, is_live, standing};
use crate::entity;
use crate::ledger::{Claim, Evidence, Ledger, Party};
use crate::source::Source;

/// The name to show for a party: that of its entity, else its own.
pub fn label(party: &Party) -> &str {
    party.entity.as_deref().map_or(&party.name, entity::display_name)
}

/// The report of `ledger` for `query`. The order of `sources` does not matter.
pub fn report(ledger: &Ledger, sources: &[Source], query: &Query, by: Grouping) -> Report {
    let desk = Desk::new(ledger, sources);
    let admitted: Vec<&Claim> = ledger
        .claims()
        .filter(|claim| query.admits(claim, || between::origins(claim, &desk.kinship).count()))
        .collect();
    let groups = match by {
        Grouping::Claim => desk.plain(&admitted),
        Grouping::Thread => desk.threads(&admitted),
        Grouping::Kind => desk.grouped(&admitted, |claim| vec![claim.kind.to_string()]),
        Grouping::Actor => {
            desk.grouped(&admitted, |claim| actors(claim).map(|party| label(party).to_owned()).collect())
        }
        Grouping::Source => desk.by_source(&admitted, query),
    };
    let items = || groups.iter().flat_map(|group| &group.topics).flat_map(|topic| &topic.claims);
    let shown: BTreeSet<&str> = items().map(|item| item.id.as_str()).collect();
    let cited: BTreeSet<&str> =
        items().flat_map(|item| &item.evidence).map(|quote| quote.source.as_str()).collect();
    let undated = if query.since.is_some() || query.until.is_some() {
        let undated = Query { since: None, until: None, ..query.clone() };
        let is_undated = |claim: &&Claim| {
            claim.date.is_none() && undated.admits(claim, || between::origins(claim, &desk.kinship).count())
        };
        ledger.claims().filter(is_undated).count()
    } else {
        0
    };
    Report { schema: SCHEMA, by, claims: shown.len(), sources: cited.len(), undated, groups }
}

/// What every part of a report looks up.
struct Desk<'a> {
    sources: BTreeMap<&'a str, &'a Source>,
    kinship: Kinship,
    /// The steps of the thread to which a claim belongs, by its id.
    threads: BTreeMap<String, Vec<between::Step>>,
    /// The contradictions in which a claim is a side, by its id.
    contradictions: BTreeMap<String, Vec<between::Contradiction>>,
}

impl<'a> Desk<'a> {
    fn new(ledger: &'a Ledger, sources: &'a [Source]) -> Desk<'a> {
        let sources: BTreeMap<&str, &Source> =
            sources.iter().map(|source| (source.id.as_str(), source)).collect();
        // Only sources that meet in a topic can be found to be one.
        let live = between::topics(ledger.claims().filter(|claim| is_live(claim)), published(&sources));
        let meeting: BTreeSet<&str> = live
            .iter()
            .map(|topic| topic.claims.iter().flat_map(|claim| cited(claim)).collect::<BTreeSet<_>>())
            .filter(|cited| cited.len() > 1)
            .flatten()
            .collect();
        let meeting: Vec<&Source> = meeting.iter().filter_map(|id| sources.get(id).copied()).collect();
        // Who answers for a source matters even when it stands alone.
        let alone: Vec<&Source> = sources.values().copied().collect();
        let kinship = Kinship::of(&meeting).with_houses(&alone);
        let mut threads = BTreeMap::new();
        for thread in between::threads(&live) {
            for step in &thread.steps {
                threads.insert(step.claim.clone(), thread.steps.clone());
            }
        }
        let mut contradictions: BTreeMap<String, Vec<between::Contradiction>> = BTreeMap::new();
        for found in between::contradictions(&live, published(&sources)) {
            let sides: BTreeSet<&String> = found.sides.iter().map(|side| &side.claim).collect();
            for id in sides {
                contradictions.entry(id.clone()).or_default().push(found.clone());
            }
        }
        Desk { sources, kinship, threads, contradictions }
    }

    fn plain(&self, claims: &[&Claim]) -> Vec<Group> {
        let topics = self.topics(claims, |_| true);
        if topics.is_empty() {
            return Vec::new();
        }
        vec![Group { heading: String::new(), detail: String::new(), topics }]
    }

    fn threads(&self, claims: &[&Claim]) -> Vec<Group> {
        let mut groups = self.plain(claims);
        for group in &mut groups {
            group.topics.retain(|topic| !topic.thread.is_empty());
        }
        groups.retain(|group| !group.topics.is_empty());
        groups
    }

    fn grouped(&self, claims: &[&Claim], headings: impl Fn(&Claim) -> Vec<String>) -> Vec<Group> {
        let mut groups: BTreeMap<String, Vec<&Claim>> = BTreeMap::new();
        for claim in claims {
            for heading in headings(claim).into_iter().collect::<BTreeSet<_>>() {
                groups.entry(heading).or_default().push(claim);
            }
        }
        let group = |(heading, claims): (String, Vec<&Claim>)| {
            let topics = self.topics(&claims, |_| true);
            Group { heading, detail: String::new(), topics }
        };
        groups.into_iter().map(group).collect()
    }

    fn by_source(&self, claims: &[&Claim], query: &Query) -> Vec<Group> {
        let ids: BTreeSet<&str> = claims.iter().flat_map(|claim| cited(claim)).collect();
        ids.into_iter()
            .filter(|id| query.sources.is_empty() || query.sources.iter().any(|wanted| wanted == id))
            .map(|id| {
                let its: Vec<&Claim> = claims
                    .iter()
                    .copied()
                    .filter(|claim| standing(claim).any(|evidence| evidence.source == id))
                    .collect();
                let detail = self.sources.get(id).map(|source| describe(source)).unwrap_or_default();
                let topics = self.topics(&its, |evidence| evidence.source == id);
                Group { heading: id.to_owned(), detail, topics }
            })
            .collect()
    }

    /// The topics of `claims`, by kind, parties and thing, with the evidence that is `shown`.
    fn topics(&self, claims: &[&Claim], shown: impl Fn(&Evidence) -> bool) -> Vec<Topic> {
        let topics = between::topics(claims.iter().copied(), published(&self.sources));
        let mut topics: Vec<Topic> = topics.iter().map(|topic| self.topic(topic, &shown)).collect();
        topics.sort_by(|a, b| {
            let key = |topic: &Topic| (topic.kind.clone(), topic.parties.clone(), topic.object.clone());
            key(a).cmp(&key(b))
        });
        topics
    }

    fn topic(&self, topic: &between::Topic<'_>, shown: &impl Fn(&Evidence) -> bool) -> Topic {
        let ids: BTreeSet<&str> = topic.claims.iter().map(|claim| claim.id.as_str()).collect();
        let steps = ids.iter().find_map(|id| self.threads.get(*id)).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<_> = ids.iter().filter_map(|id| self.contradictions.get(*id)).flatten().collect();
        found.sort();
        found.dedup();
        Topic {
            kind: topic.kind.clone(),
            parties: topic.parties.iter().map(|party| label(party).to_owned()).collect(),
            object: bare(&topic.object).to_owned(),
            support: self.support(topic.claims.iter().flat_map(|claim| standing(claim))),
            claims: topic.claims.iter().rev().map(|claim| self.item(claim, shown)).collect(),
            thread: steps.iter().map(step).collect(),
            contradictions: found.into_iter().map(contradiction).collect(),
        }
    }

    fn support<'e>(&self, evidence: impl Iterator<Item = &'e Evidence>) -> Support {
        let (mut pro, mut against) = (Vec::new(), BTreeSet::new());
        for piece in evidence {
            match Polarity::of(piece.factuality) {
                Polarity::For => pro.push(piece),
                Polarity::Against => {
                    against.insert(piece.source.as_str());
                }
                Polarity::Open => {}
            }
        }
        let origins = between::origins_of(pro.into_iter(), &self.kinship);
        let mut summary = origins.to_string();
        if !against.is_empty() {
            summary = format!("{summary}, {} against", against.len());
        }
        Support {
            sources: origins.sources(),
            origins: origins.count(),
            undetermined: origins.undetermined(),
            against: against.len(),
            summary,
            reasons: origins.merges.iter().map(ToString::to_string).collect(),
        }
    }

    fn item(&self, claim: &Claim, shown: &impl Fn(&Evidence) -> bool) -> Item {
        Item {
            id: claim.id.clone(),
            kind: claim.kind.clone(),
            stage: claim.stage,
            status: claim.status,
            date: claim.date.as_ref().map(ToString::to_string),
            statement: claim.statement.clone(),
            actor: claim.actor.clone(),
            target: claim.target.clone(),
            requested_by: claim.requested_by.clone(),
            object: claim.object.clone(),
            credibility: claim.credibility,
            note: claim.note.clone(),
            support: self.support(standing(claim)),
            evidence: standing(claim).filter(|piece| shown(piece)).map(|piece| self.quote(piece)).collect(),
        }
    }

    fn quote(&self, evidence: &Evidence) -> Quote {
        let metadata = self.sources.get(evidence.source.as_str()).map(|source| &source.metadata);
        Quote {
            source: evidence.source.clone(),
            title: metadata.and_then(|known| known.title.clone()),
            publisher: metadata.and_then(|known| known.publisher.clone()),
            published: metadata.and_then(|known| known.published.as_ref()).map(ToString::to_string),
            url: metadata.and_then(|known| known.url.clone()),
            factuality: evidence.factuality,
            attribution: evidence.attribution.clone(),
            exact: evidence.exact.clone(),
            prefix: evidence.prefix.clone(),
            suffix: evidence.suffix.clone(),
            start: evidence.start,
            end: evidence.end,
            by: evidence.by.clone(),
        }
    }
}

/// A thing without its article.
fn bare(object: &str) -> &str {
    match object.split_once(' ') {
        Some(("a" | "an" | "the" | "A" | "An" | "The", rest)) => rest,
        _ => object,
    }
}

/// When a source was published: the first day that its date can mean.
fn published<'a>(sources: &'a BTreeMap<&str, &Source>) -> impl Fn(&str) -> Option<Date> + 'a {
    |id| sources.get(id)?.metadata.published.as_ref()?.bounds().0
}

fn cited(claim: &Claim) -> impl Iterator<Item = &str> {
    standing(claim).map(|evidence| evidence.source.as_str())
}

/// Title, publisher and date of a source, as far as they are known.
fn describe(source: &Source) -> String {
    let metadata = &source.metadata;
    let published = metadata.published.as_ref().map(ToString::to_string);
    [metadata.title.clone(), metadata.publisher.clone(), published]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

fn step(step: &between::Step) -> Step {
    Step {
        claim: step.claim.clone(),
        stage: step.stage,
        date: step.date.clone(),
        reported: step.reported.map(|day| day.to_string()),
        sources: step.sources.clone(),
    }
}

fn contradiction(found: &between::Contradiction) -> Contradiction {
    let side = |side: &between::Side| Side {
        claim: side.claim.clone(),
        value: side.value.clone(),
        sources: side.sources.clone(),
    };
    Contradiction { field: found.field.as_str(), sides: found.sides.iter().map(side).collect() }
}
