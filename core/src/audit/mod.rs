//! The audit: every quotation of the ledger against its source. Says what is
//! not as the ledger has it and how to cure it; never changes a word, and
//! never judges whether a claim is true.

mod drift;
mod finding;
mod quotations;
mod uncited;

use std::collections::{BTreeSet, HashMap};

use crate::anchor::{Alignment, Haystack};
use crate::claim::Mention;
use crate::ledger::{Claim, EvidenceStatus, Ledger, LedgerFile, Status};
use crate::source::Source;

pub use finding::{Finding, Fix, Quoted, Rule, Severity};

/// What an audit found.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// Everything that is not `ok`, in the order of the ledger.
    pub findings: Vec<Finding>,
    /// Claims that were looked at.
    pub claims: usize,
    /// Quotations that were looked at.
    pub quotations: usize,
    /// Quotations that stand where the ledger says, word for word.
    pub ok: usize,
}

/// What an audit takes beside the ledger and its sources.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// What the extractors find today, to tell claims that they no longer find.
    pub fresh: Option<Extracted<'a>>,
    /// A newer copy of one source, and its text: only quotations of that source are looked at.
    pub against: Option<&'a Source>,
}

/// What a run of the extractors over all sources found.
#[derive(Clone, Copy, Debug)]
pub struct Extracted<'a> {
    /// Every mention.
    pub mentions: &'a [Mention],
    /// Names of the plugins that ran and did not fail; nothing is said of claims of others.
    pub plugins: &'a BTreeSet<String>,
}

/// Audits `ledger` against `sources`. Claims that a person rejected, or that another superseded, are left
/// out, and so is rejected evidence.
pub fn audit(ledger: &Ledger, sources: &[Source], options: Options<'_>) -> Audit {
    let texts: HashMap<&str, Text<'_>> =
        sources.iter().map(|source| (source.id.as_str(), Text::new(source, options.against))).collect();
    let drift = options.fresh.map(drift::Fresh::new);
    let mut audit = Audit::default();
    for file in &ledger.files {
        for (index, claim) in file.claims.iter().enumerate() {
            if matches!(claim.status, Status::Rejected | Status::Superseded) {
                continue;
            }
            let place = Place { file, index, claim };
            if let Some(newer) = options.against {
                if claim.evidence.iter().any(|evidence| evidence.source == newer.id) {
                    audit.claims += 1;
                    quotations::check(place, &texts, Some(&newer.id), &mut audit);
                }
                continue;
            }
            audit.claims += 1;
            quotations::check(place, &texts, None, &mut audit);
            uncited::check(place, &mut audit);
            if let Some(drift) = &drift {
                drift.check(place, &mut audit);
            }
        }
    }
    if options.against.is_none() {
        quotations::check_digests(ledger, sources, &mut audit);
    }
    audit
}

/// A claim and where it stands.
#[derive(Clone, Copy)]
struct Place<'l> {
    file: &'l LedgerFile,
    index: usize,
    claim: &'l Claim,
}

impl<'l> Place<'l> {
    /// The evidence that counts, with its number.
    fn evidence(self) -> impl Iterator<Item = (usize, &'l crate::ledger::Evidence)> {
        let counts = |one: &crate::ledger::Evidence| one.status != Some(EvidenceStatus::Rejected);
        self.claim.evidence.iter().enumerate().filter(move |(_, one)| counts(one))
    }
}

/// A source made ready for its quotations.
struct Text<'s> {
    source: &'s Source,
    haystack: Haystack<'s>,
    since: Option<Alignment>,
}

impl<'s> Text<'s> {
    fn new(source: &'s Source, against: Option<&'s Source>) -> Text<'s> {
        match against.filter(|newer| newer.id == source.id) {
            Some(newer) => Text {
                source: newer,
                haystack: Haystack::new(&newer.text),
                since: Some(Alignment::new(&source.text, &newer.text)),
            },
            None => Text { source, haystack: Haystack::new(&source.text), since: None },
        }
    }
}

#[cfg(test)]
mod tests;
