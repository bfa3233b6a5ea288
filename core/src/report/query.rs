//! Which claims a report shows, and how it groups them.

use jiff::civil::Date;
use serde::Serialize;

use super::build::label;
use crate::claim::{Kind, Stage};
use crate::corroboration::{is_live, standing};
use crate::ledger::{Claim, Party, Status};
use crate::source::Edtf;

/// By what a report groups its claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    /// Claims alone, with their sources under them.
    #[default]
    Claim,
    /// Sources, with the claims they bear out.
    Source,
    /// Actors.
    Actor,
    /// Kinds.
    Kind,
    /// Threads; claims of none are left out.
    Thread,
}

/// What a claim must meet to be shown. Empty means that everything does; several values of one field are
/// alternatives, several fields must all be met.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Kinds, or domains ("military").
    pub kinds: Vec<String>,
    /// Actors: entity code, name of the entity, or words of the name as written; either party where the kind
    /// is symmetric.
    pub actors: Vec<String>,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// Events that may have happened on this day or later; claims without a date are left out.
    pub since: Option<Edtf>,
    /// Events that may have happened on this day or earlier; claims without a date are left out.
    pub until: Option<Edtf>,
    /// What people decided; all but rejected and superseded when empty.
    pub statuses: Vec<Status>,
    /// Stages.
    pub stages: Vec<Stage>,
    /// Fewest independent origins.
    pub min_origins: usize,
}

impl Query {
    /// Whether a claim is shown. `origins` is the number of its independent origins.
    pub fn admits(&self, claim: &Claim, origins: impl FnOnce() -> usize) -> bool {
        self.admits_status(claim)
            && one_of(&self.kinds, |name| is_kind(&claim.kind, name))
            && one_of(&self.stages, |stage| *stage == claim.stage)
            && one_of(&self.actors, |name| actors(claim).any(|party| is_called(party, name)))
            && one_of(&self.sources, |id| standing(claim).any(|evidence| evidence.source == *id))
            && self.admits_date(claim.date.as_ref())
            && (self.min_origins == 0 || origins() >= self.min_origins)
    }

    fn admits_status(&self, claim: &Claim) -> bool {
        if self.statuses.is_empty() { is_live(claim) } else { self.statuses.contains(&claim.status) }
    }

    fn admits_date(&self, date: Option<&Edtf>) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let Some(date) = date else { return false };
        let (first, last) = date.bounds();
        let is_before = |one: Option<Date>, other: Option<Date>| one.zip(other).is_some_and(|(a, b)| a < b);
        let since = self.since.as_ref().and_then(|since| since.bounds().0);
        let until = self.until.as_ref().and_then(|until| until.bounds().1);
        !is_before(last, since) && !is_before(until, first)
    }
}

/// The parties that act: both sides where the kind is symmetric.
pub(super) fn actors(claim: &Claim) -> impl Iterator<Item = &Party> {
    let others: &[Party] = if claim.kind.is_symmetric() { &claim.target } else { &[] };
    claim.actor.iter().chain(others)
}

fn one_of<T>(values: &[T], is_met: impl Fn(&T) -> bool) -> bool {
    values.is_empty() || values.iter().any(is_met)
}

fn is_kind(kind: &Kind, name: &str) -> bool {
    kind.as_str() == name || kind.domain() == name
}

/// Whether a party is meant by `name`: the code or the name of its entity, or words of its name.
fn is_called(party: &Party, name: &str) -> bool {
    let words = |text: &str| {
        let words: Vec<String> = text
            .split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words
    };
    let wanted = words(name);
    let entity = party.entity.as_deref().unwrap_or_default();
    // Whole words: "Rus" is not in "Belarus".
    !wanted.is_empty()
        && (words(entity) == wanted
            || words(label(party)) == wanted
            || words(&party.name).windows(wanted.len()).any(|part| part == wanted))
}
