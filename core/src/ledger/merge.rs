//! Mentions → changes of the ledger. Adds, refreshes and withdraws only what
//! is proposed; what a person accepted, rejected or edited is left as it is,
//! and further evidence for it is proposed beside it.
//!
//! A claim that is proposed, unedited and borne out by this run alone is built
//! anew each time; so the order of runs and of files can not be told from it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::identity;
use super::model::{Cause, Claim, Evidence, EvidenceStatus, Ledger, Party, Status, Trigger};
use super::same::{self, Verdict};
use super::statement;
use crate::claim::Mention;
use crate::source::Edtf;

/// What one run of the extractors covered. Evidence outside of it is not missed.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Ids of the sources that were read.
    pub sources: BTreeSet<String>,
    /// Names of the plugins that ran and did not fail.
    pub plugins: BTreeSet<String>,
    /// Ids of the claims that a person edited since a program last wrote them.
    pub edited: BTreeSet<String>,
    /// Folder of the ledger, for the paths of new files.
    pub folder: String,
}

impl Scope {
    fn covers(&self, evidence: &Evidence) -> bool {
        self.sources.contains(&evidence.source)
            && evidence.plugin().is_some_and(|plugin| self.plugins.contains(plugin))
    }

    /// Whether a person decided on the claim, so that no program may rewrite it.
    fn is_decided(&self, claim: &Claim) -> bool {
        claim.status != Status::Proposed
            || self.edited.contains(&claim.id)
            || !claim.note.is_empty()
            || claim.credibility.is_some()
    }
}

/// One claim changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The claim.
    pub id: String,
    /// The file in which it stands.
    pub file: String,
    /// Why.
    pub cause: Cause,
    /// Digest before; none when it is new.
    pub before: Option<String>,
    /// Digest after; none when it is withdrawn.
    pub after: Option<String>,
}

/// What a merge changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The claims of every file that changes, as they shall be; a new file has no predecessor.
    pub files: BTreeMap<String, Vec<Claim>>,
    /// What changed, by file and place.
    pub list: Vec<Change>,
}

/// A mention on its way into the ledger.
struct Candidate {
    claim: Claim,
    /// The proposed claim that held this mention before.
    former: Option<String>,
}

/// Merges the mentions of one run into `ledger`. The order of `mentions` does not matter.
pub fn merge(ledger: &Ledger, mentions: &[Mention], scope: &Scope) -> Changes {
    let mut kept = Kept::new(ledger, scope);
    let mut candidates = candidates(mentions, &kept);
    candidates.retain(|candidate| !kept.holds(&candidate.claim));
    let mut groups: Vec<Candidate> = Vec::new();
    let mut near: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for candidate in candidates {
        if kept.take(&candidate.claim) {
            continue;
        }
        let keys = bucket_keys(&candidate.claim);
        let mut places: Vec<_> = keys.iter().filter_map(|key| near.get(key)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let home = places.into_iter().find(|&place| is_same(&groups[place].claim, &candidate.claim));
        if let Some(place) = home {
            let group = &mut groups[place];
            group.claim.evidence.extend(candidate.claim.evidence);
            group.claim.date = group.claim.date.take().or(candidate.claim.date);
            if group.claim.object.is_empty() {
                group.claim.object = candidate.claim.object;
            }
            group.former = group.former.take().or(candidate.former);
        } else {
            for key in keys {
                near.entry(key).or_default().push(groups.len());
            }
            groups.push(candidate);
        }
    }
    kept.finish(groups)
}

fn is_same(a: &Claim, b: &Claim) -> bool {
    matches!(same::compare(a, b), Verdict::Same(_))
}

/// Claims that can be the same share one of these.
fn bucket_keys(claim: &Claim) -> Vec<(String, String)> {
    let head = format!("{}/{}", claim.kind, claim.stage.as_str());
    claim.actor.iter().chain(&claim.target).map(|party| (head.clone(), same::party_key(party))).collect()
}

/// Mentions as claims of one piece of evidence each, in the order of the ledger, every one once.
fn candidates(mentions: &[Mention], kept: &Kept) -> Vec<Candidate> {
    let mut all: Vec<Claim> = mentions.iter().flat_map(from_mention).collect();
    all.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.kind.cmp(&b.kind)).then(a.stage.cmp(&b.stage)));
    all.dedup_by(|b, a| order(a) == order(b) && a.kind == b.kind && a.stage == b.stage);
    all.into_iter().map(|claim| Candidate { former: kept.former(&claim), claim }).collect()
}

fn from_mention(mention: &Mention) -> impl Iterator<Item = Claim> + '_ {
    let parties = |list: &[crate::claim::Participant]| -> Vec<Party> {
        list.iter().map(|one| Party { name: one.text.clone(), entity: one.entity.clone() }).collect()
    };
    mention.evidence.iter().map(move |quotation| Claim {
        id: String::new(),
        kind: mention.kind.clone(),
        stage: mention.stage,
        status: Status::Proposed,
        statement: String::new(),
        actor: parties(&mention.actor),
        target: parties(&mention.target),
        requested_by: parties(&mention.requested_by),
        object: mention.object.clone(),
        date: mention.date.as_ref().and_then(|date| Edtf::new(&date.edtf).ok()),
        credibility: None,
        note: String::new(),
        same_as: Vec::new(),
        not_same_as: Vec::new(),
        evidence: vec![Evidence {
            source: quotation.source.clone(),
            status: None,
            factuality: mention.factuality,
            attribution: mention.attribution.clone(),
            date_text: mention.date.as_ref().map_or(String::new(), |date| date.text.clone()),
            trigger: Some(Trigger {
                text: mention.trigger.text.clone(),
                start: mention.trigger.start,
                end: mention.trigger.end,
            }),
            exact: quotation.exact.clone(),
            prefix: quotation.prefix.clone(),
            suffix: quotation.suffix.clone(),
            start: quotation.position.start,
            end: quotation.position.end,
            by: format!(
                "{}@{}/{}",
                mention.extractor.plugin, mention.extractor.version, mention.extractor.rule
            ),
        }],
    })
}

/// The order of claims in a file that no person reordered.
fn order(claim: &Claim) -> (&str, u32, u32) {
    claim.evidence.first().map_or(("", 0, 0), place)
}

/// The order of evidence in a claim.
fn place(evidence: &Evidence) -> (&str, u32, u32) {
    let trigger = evidence.trigger.as_ref().map_or(evidence.start, |trigger| trigger.start);
    (&evidence.source, evidence.start, trigger)
}

/// Whether the two quote the same words with the same trigger in them.
fn is_same_quotation(a: &Evidence, b: &Evidence) -> bool {
    let within = |evidence: &Evidence| {
        evidence
            .trigger
            .as_ref()
            .map(|trigger| (trigger.text.clone(), trigger.start.wrapping_sub(evidence.start)))
    };
    a.source == b.source
        && a.exact == b.exact
        && (a.trigger.is_none() || b.trigger.is_none() || within(a) == within(b))
}

/// A claim of the ledger during a merge.
struct Slot {
    file: usize,
    before: Claim,
    /// As it shall be; none until a group takes the place of a free claim.
    after: Option<Claim>,
    decided: bool,
}

/// The claims of the ledger, and what becomes of them.
struct Kept<'l> {
    ledger: &'l Ledger,
    scope: &'l Scope,
    slots: Vec<Slot>,
    /// Slots by source and quotation.
    quoted: HashMap<(String, String), Vec<usize>>,
    /// Slots that further evidence may join, by kind, stage and party.
    near: HashMap<(String, String), Vec<usize>>,
}

impl<'l> Kept<'l> {
    fn new(ledger: &'l Ledger, scope: &'l Scope) -> Kept<'l> {
        let mut kept =
            Kept { ledger, scope, slots: Vec::new(), quoted: HashMap::new(), near: HashMap::new() };
        for (file, claims) in ledger.files.iter().enumerate() {
            for claim in &claims.claims {
                kept.add(file, claim);
            }
        }
        kept
    }

    fn add(&mut self, file: usize, claim: &Claim) {
        let index = self.slots.len();
        for evidence in &claim.evidence {
            let key = (evidence.source.clone(), evidence.exact.clone());
            self.quoted.entry(key).or_default().push(index);
        }
        let decided = self.scope.is_decided(claim);
        let mut after = claim.clone();
        // What this run would find again is taken out; it comes back when it is found.
        if decided {
            after
                .evidence
                .retain(|one| one.status != Some(EvidenceStatus::Proposed) || !self.scope.covers(one));
        } else {
            after.evidence.retain(|one| !self.scope.covers(one));
        }
        let free = !decided && after.evidence.is_empty() && !claim.evidence.is_empty();
        if !free && matches!(claim.status, Status::Proposed | Status::Accepted) {
            for key in bucket_keys(claim) {
                self.near.entry(key).or_default().push(index);
            }
        }
        self.slots.push(Slot { file, before: claim.clone(), after: (!free).then_some(after), decided });
    }

    fn quoting<'a>(&'a self, claim: &'a Claim) -> impl Iterator<Item = (&'a Slot, &'a Evidence)> {
        let ours = &claim.evidence[0];
        let key = (ours.source.clone(), ours.exact.clone());
        self.quoted.get(&key).into_iter().flatten().flat_map(move |&index| {
            let slot = &self.slots[index];
            slot.before
                .evidence
                .iter()
                .filter(|theirs| is_same_quotation(theirs, ours))
                .map(move |one| (slot, one))
        })
    }

    /// Whether a person already decided on this very mention.
    fn holds(&self, claim: &Claim) -> bool {
        self.quoting(claim).any(|(slot, evidence)| {
            slot.decided
                && evidence.status != Some(EvidenceStatus::Proposed)
                && slot.before.kind.domain() == claim.kind.domain()
        })
    }

    /// The undecided claim that held this mention.
    fn former(&self, claim: &Claim) -> Option<String> {
        self.quoting(claim)
            .find(|(slot, _)| {
                !slot.decided && slot.before.kind == claim.kind && slot.before.stage == claim.stage
            })
            .map(|(slot, _)| slot.before.id.clone())
    }

    /// Takes a mention as further evidence of a claim that is kept; false when there is none.
    fn take(&mut self, claim: &Claim) -> bool {
        let mut places: Vec<_> =
            bucket_keys(claim).iter().filter_map(|key| self.near.get(key)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let Some(place) = places.into_iter().find(|&place| is_same(&self.slots[place].before, claim)) else {
            return false;
        };
        let slot = &mut self.slots[place];
        let mut evidence = claim.evidence.clone();
        if slot.decided {
            for one in &mut evidence {
                one.status = Some(EvidenceStatus::Proposed);
            }
        }
        if let Some(after) = &mut slot.after {
            after.evidence.extend(evidence);
        }
        true
    }

    /// Gives every group its id and place, and says what changed.
    fn finish(mut self, groups: Vec<Candidate>) -> Changes {
        let by_id: HashMap<String, usize> =
            self.slots.iter().enumerate().map(|(index, slot)| (slot.before.id.clone(), index)).collect();
        let mut new = Vec::new();
        for Candidate { mut claim, former } in groups {
            claim.evidence.sort_by(|a, b| place(a).cmp(&place(b)));
            claim.statement = statement::compose(&claim);
            let slot = former.and_then(|id| by_id.get(&id)).map(|&index| &mut self.slots[index]);
            match slot {
                Some(slot) if slot.after.is_none() => {
                    claim.id.clone_from(&slot.before.id);
                    slot.after = Some(claim);
                }
                _ => new.push(claim),
            }
        }
        let mut taken: BTreeSet<String> = by_id.into_keys().collect();
        for claim in &mut new {
            claim.id = identity::mint(&claim.kind, claim.stage, &claim.evidence[0], |id| taken.contains(id));
            taken.insert(claim.id.clone());
        }
        self.settle(new)
    }

    fn settle(self, new: Vec<Claim>) -> Changes {
        let mut files: Vec<(String, Vec<Claim>)> =
            self.ledger.files.iter().map(|file| (file.path.clone(), Vec::new())).collect();
        let mut changes = Changes::default();
        let mut touched = BTreeSet::new();
        for slot in self.slots {
            let path = files[slot.file].0.clone();
            let before = identity::digest(&slot.before);
            let Some(mut after) = slot.after else {
                touched.insert(path.clone());
                changes.list.push(Change {
                    id: slot.before.id,
                    file: path,
                    cause: Cause::Withdrawn,
                    before: Some(before),
                    after: None,
                });
                continue;
            };
            if after.evidence.len() != slot.before.evidence.len()
                || after.evidence.iter().any(|one| !slot.before.evidence.contains(one))
            {
                if !slot.decided {
                    after.evidence.sort_by(|a, b| place(a).cmp(&place(b)));
                }
            } else {
                // The same evidence: as the file has it.
                after.evidence.clone_from(&slot.before.evidence);
            }
            if after != slot.before {
                let grew = after.evidence.len() > slot.before.evidence.len();
                touched.insert(path.clone());
                changes.list.push(Change {
                    id: after.id.clone(),
                    file: path,
                    cause: if grew { Cause::Corroborated } else { Cause::Refreshed },
                    before: Some(before),
                    after: Some(identity::digest(&after)),
                });
            }
            files[slot.file].1.push(after);
        }
        for claim in new {
            let path = home(self.ledger, self.scope, &claim);
            touched.insert(path.clone());
            changes.list.push(Change {
                id: claim.id.clone(),
                file: path.clone(),
                cause: Cause::Found,
                before: None,
                after: Some(identity::digest(&claim)),
            });
            let place = files.iter().position(|(file, _)| *file == path).unwrap_or_else(|| {
                files.push((path, Vec::new()));
                files.len() - 1
            });
            let claims = &mut files[place].1;
            let after = claims.iter().rposition(|other| order(other) <= order(&claim));
            claims.insert(after.map_or(0, |index| index + 1), claim);
        }
        changes.list.sort_by(|a, b| (&a.file, &a.id).cmp(&(&b.file, &b.id)));
        changes.files = files.into_iter().filter(|(path, _)| touched.contains(path)).collect();
        changes
    }
}

/// The file of a new claim: that of its domain; where people renamed it, the only one that holds the domain.
fn home(ledger: &Ledger, scope: &Scope, claim: &Claim) -> String {
    let domain = claim.kind.domain();
    let usual = format!("{}/{domain}.yaml", scope.folder);
    let holding: Vec<_> = ledger
        .files
        .iter()
        .filter(|file| file.path == usual || file.claims.iter().any(|other| other.kind.domain() == domain))
        .collect();
    match holding.as_slice() {
        [only] => only.path.clone(),
        _ => usual,
    }
}
