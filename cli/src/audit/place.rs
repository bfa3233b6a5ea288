//! Where a finding is, in lines and columns of the files that people open.

use std::collections::HashMap;
use std::ops::Range;

use claimtrack_core::audit::Finding;
use claimtrack_core::ledger::Ledger;
use claimtrack_core::source::Source;
use claimtrack_core::span::CodePoints;

use crate::store::Project;

/// The texts that findings point into.
pub(super) struct Places<'a> {
    ledger: HashMap<&'a str, &'a str>,
    /// Each source's text by its path, and the lines of its file before the text.
    sources: HashMap<&'a str, (&'a Source, usize)>,
}

/// A stretch of a file. Lines and columns are counted from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    /// Column behind the last character.
    pub(super) end_column: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(
        project: &Project,
        ledger: &'a Ledger,
        sources: &'a [Source],
        newer: Option<&'a Source>,
    ) -> Places<'a> {
        let texts = ledger.files.iter().map(|file| (file.path.as_str(), &*file.text)).collect();
        let lead = |source: &Source| {
            // A path of the project is relative to it, that of a newer copy to the current folder.
            let file =
                std::fs::read(project.root.join(&source.path)).or_else(|_| std::fs::read(&source.path));
            let lines = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte == b'\n').count();
            file.map_or(0, |bytes| lines(&bytes).saturating_sub(lines(source.text.as_bytes())))
        };
        let sources =
            sources.iter().chain(newer).map(|source| (source.path.as_str(), (source, lead(source))));
        Places { ledger: texts, sources: sources.collect() }
    }

    /// The text of a ledger file.
    pub(super) fn ledger_text(&self, path: &str) -> &'a str {
        self.ledger.get(path).copied().unwrap_or("")
    }

    /// The text of a source, and how many lines of its file stand before it.
    pub(super) fn source_text(&self, path: &str) -> Option<(&'a str, usize)> {
        self.sources.get(path).map(|(source, lines)| (&*source.text, *lines))
    }

    /// Where the finding stands in the file it names.
    pub(super) fn region(&self, finding: &Finding) -> Region {
        region(self.ledger_text(&finding.file), finding.place.clone(), 0)
    }

    /// Where the quotation stands in its source now, and the path of that.
    pub(super) fn quoted(&self, finding: &Finding) -> Option<(&'a str, Region, Range<u32>)> {
        let quoted = finding.quoted.as_ref()?;
        let span = *quoted.spans.first()?;
        let (source, lines) = self.sources.get(quoted.path.as_str())?;
        let bytes = span.start() as usize..span.end() as usize;
        let points = CodePoints::of(&source.text);
        let offsets = points.before(&source.text, span.start())..points.before(&source.text, span.end());
        Some((&source.path, region(&source.text, bytes, *lines), offsets))
    }
}

fn region(text: &str, bytes: Range<usize>, lines_before: usize) -> Region {
    let place = |at: usize| {
        let before = &text[..at.min(text.len())];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        (line + lines_before, before[start..].chars().count() + 1)
    };
    let ((line, column), (end_line, end_column)) = (place(bytes.start), place(bytes.end));
    Region { line, column, end_line, end_column }
}
