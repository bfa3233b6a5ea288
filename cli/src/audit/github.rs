//! Findings as workflow commands, which GitHub shows beside the lines.

use claimtrack_core::audit::{Audit, Severity};

use super::place::Places;

pub(super) fn render(audit: &Audit, places: &Places<'_>) -> String {
    let mut out = String::new();
    for finding in &audit.findings {
        let level = match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let region = places.region(finding);
        out.push_str(&format!(
            "::{level} file={},line={},endLine={},title={}::{}%0A{}\n",
            property(&finding.file),
            region.line,
            region.end_line,
            finding.rule.as_str(),
            data(&finding.message),
            data(&finding.cure),
        ));
    }
    out
}

/// What a message may not hold, escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
