//! What an audit says.

use serde::Serialize;

use crate::anchor::WordChange;
use crate::span::Span;

/// What is wrong. `ok` is no finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The same words stand elsewhere in the source.
    Moved,
    /// Other words stand in the place of the quotation.
    Altered,
    /// Several places are equally good.
    Ambiguous,
    /// The quotation is not in the source.
    Missing,
    /// The source is not what its digest says.
    SourceChanged,
    /// There is no such source.
    SourceMissing,
    /// No evidence of the claim is valid.
    Unsupported,
    /// The extractors no longer find the claim in its own source.
    Drifted,
    /// The statement holds a number, name or date that no quotation contains.
    Uncited,
}

impl Rule {
    /// Every rule, in the order of reports.
    pub const ALL: [Rule; 9] = [
        Rule::Moved,
        Rule::Altered,
        Rule::Ambiguous,
        Rule::Missing,
        Rule::SourceChanged,
        Rule::SourceMissing,
        Rule::Unsupported,
        Rule::Drifted,
        Rule::Uncited,
    ];

    /// The name, as reports and SARIF have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::Moved => "moved",
            Rule::Altered => "altered",
            Rule::Ambiguous => "ambiguous",
            Rule::Missing => "missing",
            Rule::SourceChanged => "source-changed",
            Rule::SourceMissing => "source-missing",
            Rule::Unsupported => "unsupported",
            Rule::Drifted => "drifted",
            Rule::Uncited => "uncited",
        }
    }

    /// What it means, in one sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Rule::Moved => "The words of the quotation stand elsewhere in its source.",
            Rule::Altered => "Other words stand in the source where the quotation was.",
            Rule::Ambiguous => "The quotation fits several places of its source equally well.",
            Rule::Missing => "The quotation is not in its source.",
            Rule::SourceChanged => "The source is not the one that its digest was taken of.",
            Rule::SourceMissing => "There is no source of this id.",
            Rule::Unsupported => "The claim has no valid evidence left.",
            Rule::Drifted => "The extractors no longer find the claim in its own source.",
            Rule::Uncited => "The statement holds a number, name or date that no quotation contains.",
        }
    }

    /// How much it matters.
    pub fn severity(self) -> Severity {
        match self {
            Rule::Altered | Rule::Missing | Rule::SourceMissing | Rule::Unsupported => Severity::Error,
            Rule::Moved | Rule::Ambiguous | Rule::SourceChanged | Rule::Drifted | Rule::Uncited => {
                Severity::Warning
            }
        }
    }
}

/// How much a finding matters. Both make the audit fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A quotation or claim that can not be relied on.
    Error,
    /// Something that a person should look at.
    Warning,
}

/// The place of a quotation in its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// Id of the source.
    pub source: String,
    /// Path of the source that was searched.
    pub path: String,
    /// Bytes of its text; more than one where the finding is ambiguous.
    pub spans: Vec<Span>,
    /// Where the quotation differs from what stands there.
    pub changes: Vec<WordChange>,
}

/// New anchor of a quotation that only moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Number of the evidence in its claim.
    pub evidence: usize,
    /// Where it begins, in code points.
    pub start: u32,
    /// Code point after its last.
    pub end: u32,
    /// Text just before it.
    pub prefix: String,
    /// Text just behind it.
    pub suffix: String,
}

/// One thing that is not as the ledger has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong.
    pub rule: Rule,
    /// The ledger's file, or the source's where the finding is of a source.
    pub file: String,
    /// Bytes of the file to point at.
    pub place: std::ops::Range<usize>,
    /// The claim; empty where the finding is of a source.
    pub claim: String,
    /// Number of the evidence in its claim, from 0.
    pub evidence: Option<usize>,
    /// The quotation, where the finding is of one.
    pub exact: String,
    /// Where it stands in the source, as far as it does.
    pub quoted: Option<Quoted>,
    /// What is wrong here, in a sentence without its full stop.
    pub message: String,
    /// How to cure it.
    pub cure: String,
    /// What `--fix` would write.
    pub fix: Option<Fix>,
}

impl Finding {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }
}
