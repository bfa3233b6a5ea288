//! `--fix`: new offsets and context for quotations whose words only moved. Changes no word.

use std::collections::BTreeMap;

use claimtrack_core::audit::{Audit, Fix};
use claimtrack_core::ledger::{Cause, Change, Changes, Claim, Ledger, digest};

/// The changes that the findings allow.
pub(super) fn changes(ledger: &Ledger, audit: &Audit) -> Changes {
    let mut fixes: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
    for finding in &audit.findings {
        if let Some(fix) = &finding.fix {
            fixes.entry(&finding.claim).or_default().push(fix);
        }
    }
    let mut changes = Changes::default();
    for file in &ledger.files {
        if !file.claims.iter().any(|claim| fixes.contains_key(claim.id.as_str())) {
            continue;
        }
        let mut claims = file.claims.clone();
        for claim in &mut claims {
            let Some(fixes) = fixes.get(claim.id.as_str()) else { continue };
            let before = digest(claim);
            for fix in fixes {
                apply(claim, fix);
            }
            changes.list.push(Change {
                id: claim.id.clone(),
                file: file.path.clone(),
                cause: Cause::Moved,
                before: Some(before),
                after: Some(digest(claim)),
            });
        }
        changes.files.insert(file.path.clone(), claims);
    }
    changes
}

fn apply(claim: &mut Claim, fix: &Fix) {
    let Some(evidence) = claim.evidence.get_mut(fix.evidence) else { return };
    if let Some(trigger) = &mut evidence.trigger {
        // The trigger stands where it stood in the quotation.
        let inside = trigger.start.saturating_sub(evidence.start);
        let length = trigger.end.saturating_sub(trigger.start);
        trigger.start = fix.start + inside;
        trigger.end = trigger.start + length;
    }
    evidence.start = fix.start;
    evidence.end = fix.end;
    evidence.prefix.clone_from(&fix.prefix);
    evidence.suffix.clone_from(&fix.suffix);
}
