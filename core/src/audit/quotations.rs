//! Every quotation against its source, and every source against its digest.

use std::collections::HashMap;

use super::finding::{Finding, Fix, Quoted, Rule};
use super::{Audit, Place, Text};
use crate::anchor::{Anchor, Quotation, WordChange, locate, word_changes};
use crate::ledger::{Evidence, Ledger};
use crate::source::Source;
use crate::span::Span;

/// Checks the quotations of one claim; those of source `only`, if that is given.
pub(super) fn check(
    place: Place<'_>,
    texts: &HashMap<&str, Text<'_>>,
    only: Option<&str>,
    audit: &mut Audit,
) {
    let mut valid = 0;
    let mut seen = 0;
    for (index, evidence) in place.evidence() {
        if only.is_some_and(|only| only != evidence.source) {
            valid += 1;
            continue;
        }
        seen += 1;
        audit.quotations += 1;
        match one(place, index, evidence, texts.get(evidence.source.as_str())) {
            None => {
                audit.ok += 1;
                valid += 1;
            }
            Some(finding) => {
                valid += usize::from(matches!(finding.rule, Rule::Moved | Rule::Ambiguous));
                audit.findings.push(finding);
            }
        }
    }
    if valid == 0 {
        let message = match seen {
            0 => "there is no evidence of this claim".to_owned(),
            1 => "its only quotation does not stand in its source".to_owned(),
            _ => format!("none of its {seen} quotations stands in its source"),
        };
        audit.findings.push(Finding {
            rule: Rule::Unsupported,
            place: place.file.key_place(place.index, "id"),
            message,
            cure: "add evidence, or set `status: rejected`".to_owned(),
            ..of_claim(place)
        });
    }
}

/// A finding of a claim, to be filled.
pub(super) fn of_claim(place: Place<'_>) -> Finding {
    Finding {
        rule: Rule::Unsupported,
        file: place.file.path.clone(),
        place: 0..0,
        claim: place.claim.id.clone(),
        evidence: None,
        exact: String::new(),
        quoted: None,
        message: String::new(),
        cure: String::new(),
        fix: None,
    }
}

fn one(place: Place<'_>, index: usize, evidence: &Evidence, text: Option<&Text<'_>>) -> Option<Finding> {
    let base = || Finding {
        evidence: Some(index),
        exact: evidence.exact.clone(),
        place: place.file.evidence_place(place.index, index, "exact"),
        ..of_claim(place)
    };
    let Some(text) = text else {
        return Some(Finding {
            rule: Rule::SourceMissing,
            place: place.file.evidence_place(place.index, index, "source"),
            message: format!("there is no source `{}`", evidence.source),
            cure: "put the document back, or correct the id".to_owned(),
            ..base()
        });
    };
    let quotation = Quotation {
        exact: &evidence.exact,
        prefix: &evidence.prefix,
        suffix: &evidence.suffix,
        start: evidence.start,
    };
    let quoted = |spans: Vec<Span>, changes: Vec<WordChange>| {
        let source = text.source;
        Some(Quoted { source: source.id.clone(), path: source.path.clone(), spans, changes })
    };
    match locate(quotation, &text.haystack, text.since.as_ref()) {
        Anchor::Same(span) => {
            let end = text.haystack.points().before(text.haystack.text(), span.end());
            // A wrong end is a wrong place, unless only the typography before or in it differs.
            if text.since.is_some() || end == evidence.end || span.of(text.haystack.text()) != evidence.exact
            {
                return None;
            }
            Some(Finding {
                rule: Rule::Moved,
                message: format!("the quotation ends at {end}, not at {}", evidence.end),
                cure: "refresh the offsets with `claimtrack audit --fix`".to_owned(),
                quoted: quoted(vec![span], Vec::new()),
                fix: Some(fix(text, index, evidence, span)),
                ..base()
            })
        }
        Anchor::Moved(span) => {
            let start = text.haystack.points().before(text.haystack.text(), span.start());
            Some(Finding {
                rule: Rule::Moved,
                message: format!("the same words stand at {start}, not at {}", evidence.start),
                cure: if text.since.is_some() {
                    "nothing is lost; when the newer copy takes the source's place, run `claimtrack audit --fix`".to_owned()
                } else {
                    "refresh the offsets with `claimtrack audit --fix`".to_owned()
                },
                quoted: quoted(vec![span], Vec::new()),
                fix: text.since.is_none().then(|| fix(text, index, evidence, span)),
                ..base()
            })
        }
        Anchor::Altered(span) => {
            let changes = word_changes(&evidence.exact, span.of(text.haystack.text()));
            Some(Finding {
                rule: Rule::Altered,
                message: describe(&changes),
                cure: "read the source; quote it as it is, or reject the evidence".to_owned(),
                quoted: quoted(vec![span], changes),
                ..base()
            })
        }
        Anchor::Ambiguous(spans) => Some(Finding {
            rule: Rule::Ambiguous,
            message: format!("the quotation fits {} places equally well", spans.len()),
            cure: "quote more words, or give the `prefix` and `suffix` of the one that is meant".to_owned(),
            quoted: quoted(spans, Vec::new()),
            ..base()
        }),
        Anchor::Missing => Some(Finding {
            rule: Rule::Missing,
            message: format!("the quotation is not in {}", text.source.path),
            cure: "look for it in an older copy of the source, or reject the evidence".to_owned(),
            quoted: quoted(Vec::new(), Vec::new()),
            ..base()
        }),
    }
}

/// The difference in words, critical changes first.
fn describe(changes: &[WordChange]) -> String {
    if changes.is_empty() {
        return "the source has other punctuation or signs".to_owned();
    }
    let mut ranked: Vec<&WordChange> = changes.iter().collect();
    ranked.sort_by_key(|change| (change.critical.is_none(), change.critical));
    let one = |change: &WordChange| {
        let what = match (change.old.as_str(), change.new.as_str()) {
            ("", new) => format!("adds \"{new}\""),
            (old, "") => format!("lacks \"{old}\""),
            (old, new) => format!("has \"{new}\" for \"{old}\""),
        };
        change.critical.map_or(what.clone(), |critical| format!("{what} ({})", critical.as_str()))
    };
    let shown: Vec<String> = ranked.iter().take(4).map(|change| one(change)).collect();
    let more = match ranked.len().saturating_sub(4) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("the source {}{more}", shown.join(", "))
}

/// The anchor of `span`, with as much context as the old one has.
fn fix(text: &Text<'_>, index: usize, evidence: &Evidence, span: Span) -> Fix {
    let all = text.haystack.text();
    let (before, behind) = (&all[..span.start() as usize], &all[span.end() as usize..]);
    let width = |old: &str| old.chars().count();
    let skip = before.chars().count().saturating_sub(width(&evidence.prefix));
    Fix {
        evidence: index,
        start: text.haystack.points().before(all, span.start()),
        end: text.haystack.points().before(all, span.end()),
        prefix: before.chars().skip(skip).collect(),
        suffix: behind.chars().take(width(&evidence.suffix)).collect(),
    }
}

/// Checks every source that the ledger quotes against the digests in its metadata.
pub(super) fn check_digests(ledger: &Ledger, sources: &[Source], audit: &mut Audit) {
    for source in sources {
        let metadata = &source.metadata;
        // A front matter came later than the digest of the bytes, so those of the text will do as well.
        let same = |digest: &Option<String>| {
            digest.as_ref().is_none_or(|digest| {
                digest.eq_ignore_ascii_case(&source.sha256)
                    || digest.eq_ignore_ascii_case(&source.text_sha256)
            })
        };
        let extracted = metadata.extractor.is_some();
        let changed = !same(&metadata.text_sha256) || (!extracted && !same(&metadata.sha256));
        let quotes = || {
            ledger.claims().flat_map(|claim| &claim.evidence).filter(|one| one.source == source.id).count()
        };
        if changed {
            audit.findings.push(Finding {
                rule: Rule::SourceChanged,
                file: source.path.clone(),
                place: 0..0,
                claim: String::new(),
                evidence: None,
                exact: String::new(),
                quoted: None,
                message: format!(
                    "`{}` is not the document that its digest was taken of; {} quotations rest on it",
                    source.id,
                    quotes()
                ),
                cure: "put the document back, or keep the new one as a further source with `claimtrack add`"
                    .to_owned(),
                fix: None,
            });
        }
    }
}
