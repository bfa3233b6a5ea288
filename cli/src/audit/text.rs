//! Findings for people, drawn like a compiler's: what, where, the difference underlined, the cure.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use claimtrack_core::anchor::WordChange;
use claimtrack_core::audit::{Audit, Finding, Quoted, Severity};

use super::place::Places;
use crate::terminal::{escape_line, has_colour};

pub(super) fn render(audit: &Audit, places: &Places<'_>) -> String {
    let renderer = if has_colour() { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for finding in &audit.findings {
        out.push_str(&one(finding, places, &renderer));
        out.push_str("\n\n");
    }
    out.push_str(&summary(audit));
    out
}

/// One line: what was looked at, and what came of it.
fn summary(audit: &Audit) -> String {
    let checked = format!("{} claims, {} quotations", audit.claims, audit.quotations);
    if audit.findings.is_empty() {
        return format!("{checked}: all as the sources have them\n");
    }
    let errors = audit.findings.iter().filter(|one| one.severity() == Severity::Error).count();
    let warnings = audit.findings.len() - errors;
    format!("{checked}, {} as the sources have them; errors: {errors}, warnings: {warnings}\n", audit.ok)
}

fn one(finding: &Finding, places: &Places<'_>, renderer: &Renderer) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = escape_line(&finding.message);
    let mut group = Group::with_title(level.primary_title(message).id(finding.rule.as_str()));
    let shown = finding.quoted.as_ref().filter(|quoted| !quoted.spans.is_empty());
    if let Some(quoted) = shown
        && let Some((text, lines_before)) = places.source_text(&quoted.path)
    {
        group = group.element(source(quoted, text, lines_before));
        if finding.fix.is_none() {
            group = group.element(Level::NOTE.message(format!("quoted: {}", escape_line(&finding.exact))));
        }
    } else if finding.claim.is_empty() {
        group = group.element(annotate_snippets::Origin::path(finding.file.clone()));
    } else {
        group = group.element(ledger(finding, places));
    }
    if !finding.claim.is_empty() {
        let region = places.region(finding);
        let place = format!("claim {} in {}:{}", finding.claim, finding.file, region.line);
        group = group.element(Level::NOTE.message(place));
    }
    group = group.element(Level::HELP.message(finding.cure.clone()));
    renderer.render(&[group])
}

/// The lines of the source, with what differs underlined.
fn source<'t>(quoted: &Quoted, text: &'t str, lines_before: usize) -> Snippet<'t, Annotation<'t>> {
    let spans: Vec<_> = quoted.spans.iter().map(|span| span.start() as usize..span.end() as usize).collect();
    let (first, last) = (spans[0].start, spans[spans.len() - 1].end);
    let start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[last..].find('\n').map_or(text.len(), |newline| last + newline);
    let line = text[..start].bytes().filter(|&byte| byte == b'\n').count() + 1 + lines_before;
    let mut snippet = Snippet::source(&text[start..end]).path(quoted.path.clone()).line_start(line);
    for span in &spans {
        let inside = span.start - start..span.end - start;
        let changed: Vec<_> = quoted.changes.iter().filter(|change| change.place.end <= span.len()).collect();
        if changed.is_empty() {
            snippet = snippet.annotation(AnnotationKind::Primary.span(inside));
            continue;
        }
        for change in changed {
            let place = inside.start + change.place.start..inside.start + change.place.end;
            // Where words were taken away, the place that they left.
            let place =
                if place.is_empty() { place.start..(place.start + 1).min(end - start) } else { place };
            let place = ceil(text, start, place);
            snippet = snippet.annotation(AnnotationKind::Primary.span(place).label(label(change)));
        }
    }
    snippet
}

/// A range of the excerpt that ends on a character's boundary.
fn ceil(text: &str, start: usize, mut place: std::ops::Range<usize>) -> std::ops::Range<usize> {
    while !text.is_char_boundary(start + place.end) {
        place.end += 1;
    }
    place
}

fn label(change: &WordChange) -> String {
    let what = match change.old.as_str() {
        "" => "not quoted".to_owned(),
        old => format!("quoted as \"{}\"", escape_line(old)),
    };
    change.critical.map_or(what.clone(), |critical| format!("{}: {what}", critical.as_str()))
}

/// The lines of the ledger.
fn ledger<'t>(finding: &Finding, places: &Places<'t>) -> Snippet<'t, Annotation<'t>> {
    let text = places.ledger_text(&finding.file);
    let start = text[..finding.place.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[finding.place.end..].find('\n').map_or(text.len(), |newline| finding.place.end + newline);
    let inside = finding.place.start - start..finding.place.end - start;
    Snippet::source(&text[start..end])
        .path(finding.file.clone())
        .line_start(places.region(finding).line)
        .annotation(AnnotationKind::Primary.span(inside))
}
