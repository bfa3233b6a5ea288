//! Drift: claims that the extractors of today no longer find.

use std::collections::{BTreeSet, HashSet};

use super::finding::{Finding, Rule};
use super::quotations::of_claim;
use super::{Audit, Extracted, Place};

/// What the extractors find today.
pub(super) struct Fresh<'m> {
    /// Domain, source and quotation of every mention.
    found: HashSet<(&'m str, &'m str, &'m str)>,
    plugins: &'m BTreeSet<String>,
}

impl<'m> Fresh<'m> {
    pub(super) fn new(extracted: Extracted<'m>) -> Fresh<'m> {
        let found = extracted
            .mentions
            .iter()
            .flat_map(|mention| mention.evidence.iter().map(move |quotation| (mention, quotation)))
            .map(|(mention, quotation)| {
                (mention.kind.domain(), quotation.source.as_str(), quotation.exact.as_str())
            })
            .collect();
        Fresh { found, plugins: extracted.plugins }
    }

    /// Tells when nothing that an extractor found of this claim is found today. What a person quoted is
    /// not expected of an extractor.
    pub(super) fn check(&self, place: Place<'_>, audit: &mut Audit) {
        let domain = place.claim.kind.domain();
        let mut by_extractor = place
            .evidence()
            .filter(|(_, one)| one.plugin().is_some_and(|plugin| self.plugins.contains(plugin)))
            .peekable();
        let Some((index, first)) = by_extractor.peek().copied() else { return };
        if by_extractor
            .any(|(_, one)| self.found.contains(&(domain, one.source.as_str(), one.exact.as_str())))
        {
            return;
        }
        audit.findings.push(Finding {
            rule: Rule::Drifted,
            place: place.file.key_place(place.index, "id"),
            evidence: Some(index),
            message: format!("{} no longer finds this claim in `{}`", first.by, first.source),
            cure: "run `claimtrack extract`, or accept the claim if the source bears it out".to_owned(),
            ..of_claim(place)
        });
    }
}
