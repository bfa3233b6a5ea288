//! Whether two claims are one event: same kind and stage, overlapping actors
//! and targets, compatible date and object. When in doubt they are two.

use std::collections::BTreeSet;

use super::model::{Claim, Party};
use crate::source::Edtf;

/// Whether two claims are one, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One event, for this reason.
    Same(&'static str),
    /// Two events, for this reason.
    Different(&'static str),
}

/// How one aspect of two claims compares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aspect {
    Agrees,
    /// One of the two does not say, or only roughly.
    Open,
    /// Neither says.
    Absent,
    Conflicts,
}

/// Compares two claims. What a person said in `same_as` and `not_same_as` goes before the rule.
pub fn compare(a: &Claim, b: &Claim) -> Verdict {
    if a.not_same_as.contains(&b.id) || b.not_same_as.contains(&a.id) {
        return Verdict::Different("a person says that they are two");
    }
    if a.same_as.contains(&b.id) || b.same_as.contains(&a.id) {
        return Verdict::Same("a person says that they are one");
    }
    if a.kind != b.kind {
        return Verdict::Different("another kind");
    }
    if a.stage != b.stage {
        return Verdict::Different("another stage");
    }
    if let Some(reason) = parties_differ(a, b) {
        return Verdict::Different(reason);
    }
    match (dates(a.date.as_ref(), b.date.as_ref()), objects(&a.object, &b.object)) {
        (Aspect::Conflicts, _) => Verdict::Different("another date"),
        (_, Aspect::Conflicts) => Verdict::Different("another object"),
        (Aspect::Agrees, Aspect::Agrees) => Verdict::Same("same parties, date and object"),
        (Aspect::Agrees, _) => Verdict::Same("same parties and date"),
        (_, Aspect::Agrees) => Verdict::Same("same parties and object"),
        (Aspect::Absent, Aspect::Absent) => Verdict::Same("same parties; neither has a date or an object"),
        _ => Verdict::Different("too little in common: neither date nor object agrees"),
    }
}

/// What a party is known by: its entity, else its name without regard to case.
pub(crate) fn party_key(party: &Party) -> String {
    party.entity.clone().unwrap_or_else(|| party.name.to_lowercase())
}

fn keys(parties: &[Party]) -> BTreeSet<String> {
    parties.iter().map(party_key).collect()
}

/// Why the parties are not the same; none when they are.
fn parties_differ(a: &Claim, b: &Claim) -> Option<&'static str> {
    let (actors, targets) = ((keys(&a.actor), keys(&b.actor)), (keys(&a.target), keys(&b.target)));
    if a.kind.is_symmetric() {
        // Whoever is the grammatical subject, the parties are the same: all of the smaller circle.
        let all = |actors: &BTreeSet<String>, targets: &BTreeSet<String>| actors | targets;
        let (one, other) = (all(&actors.0, &targets.0), all(&actors.1, &targets.1));
        let shared = one.intersection(&other).count();
        return (shared < 2 && one != other).then_some("other parties");
    }
    let overlap = |(one, other): &(BTreeSet<String>, BTreeSet<String>)| {
        one.is_empty() && other.is_empty() || !one.is_disjoint(other)
    };
    if !overlap(&actors) {
        return Some("another actor");
    }
    (!overlap(&targets)).then_some("another target")
}

/// Days that two dates may span and still be said to agree.
const CLOSE: i32 = 31;

fn dates(a: Option<&Edtf>, b: Option<&Edtf>) -> Aspect {
    let (a, b) = match (a, b) {
        (None, None) => return Aspect::Absent,
        (Some(a), Some(b)) => (a, b),
        _ => return Aspect::Open,
    };
    if a == b {
        return Aspect::Agrees;
    }
    let ((a_first, a_last), (b_first, b_last)) = (a.bounds(), b.bounds());
    let before = |last: Option<jiff::civil::Date>, first: Option<jiff::civil::Date>| matches!((last, first), (Some(last), Some(first)) if last < first);
    if before(a_last, b_first) || before(b_last, a_first) {
        return Aspect::Conflicts;
    }
    let narrow = |first: Option<jiff::civil::Date>, last: Option<jiff::civil::Date>| matches!((first, last), (Some(first), Some(last)) if (last - first).get_days() <= CLOSE);
    if narrow(a_first, a_last) && narrow(b_first, b_last) { Aspect::Agrees } else { Aspect::Open }
}

/// Words for one and the same thing between parties.
const AGREEMENTS: [&str; 9] =
    ["accord", "agreement", "deal", "document", "memorandum", "pact", "protocol", "treaty", "understanding"];

/// Words that carry no content in an object.
const EMPTY: [&str; 14] =
    ["the", "and", "for", "with", "of", "to", "in", "on", "its", "their", "new", "some", "other", "more"];

/// The words of an object that carry content, in one spelling.
pub(crate) fn content(object: &str) -> BTreeSet<String> {
    object
        .split(|character: char| !character.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() > 1 && !EMPTY.contains(&word.as_str()))
        .map(|word| {
            // "drones" and "drone" are one; nothing finer is needed.
            let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s'));
            let word = stem.map_or(word.clone(), str::to_owned);
            if AGREEMENTS.contains(&word.as_str()) { "agreement".to_owned() } else { word }
        })
        .collect()
}

fn objects(a: &str, b: &str) -> Aspect {
    let (a, b) = (content(a), content(b));
    match (a.is_empty(), b.is_empty()) {
        (true, true) => Aspect::Absent,
        (false, false) if a.is_disjoint(&b) => Aspect::Conflicts,
        (false, false) => Aspect::Agrees,
        _ => Aspect::Open,
    }
}
