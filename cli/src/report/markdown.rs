//! A report for documents: Markdown with a footnote for each quotation, which
//! links to the very words in the source where it has an address.

use std::fmt::Write as _;

use claimtrack_core::report::{Item, Quote, Report, Topic};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::text::steps;
use crate::terminal::escape_line;

/// The report as Markdown.
pub(super) fn render(report: &Report) -> String {
    let mut out = String::from("# Claims and their sources\n");
    let mut notes = String::new();
    let mut count = 0;
    for group in &report.groups {
        if !group.heading.is_empty() {
            let _ = write!(out, "\n## {}\n", plain(&group.heading));
            if !group.detail.is_empty() {
                let _ = write!(out, "\n{}\n", plain(&group.detail));
            }
        }
        for topic in &group.topics {
            heading(&mut out, topic, group.heading.is_empty());
            for item in &topic.claims {
                claim(&mut out, item);
                for quote in &item.evidence {
                    count += 1;
                    let _ = write!(out, "[^{count}]");
                    footnote(&mut notes, count, quote);
                }
                out.push('\n');
            }
            close(&mut out, topic);
        }
    }
    if !notes.is_empty() {
        let _ = write!(out, "\n{notes}");
    }
    out
}

fn heading(out: &mut String, topic: &Topic, is_top: bool) {
    let level = if is_top { "##" } else { "###" };
    let parties: Vec<_> = topic.parties.iter().map(|name| plain(name)).collect();
    let _ = write!(out, "\n{level} {}: {}", topic.kind, parties.join(" · "));
    if !topic.object.is_empty() {
        let _ = write!(out, ", {}", plain(&topic.object));
    }
    let _ = write!(out, "\n\n{}\n\n", topic.support.summary);
}

fn claim(out: &mut String, item: &Item) {
    let date = item.date.as_deref().unwrap_or("undated");
    let _ = write!(
        out,
        "- **{}**, {date}: {} (`{}`, {}, {})",
        item.stage.as_str(),
        plain(&item.statement),
        item.id,
        item.status,
        item.support.summary
    );
}

fn footnote(notes: &mut String, count: usize, quote: &Quote) {
    let title = plain(quote.title.as_deref().unwrap_or(&quote.source));
    let source = match &quote.url {
        Some(url) if is_web(url) => format!("[{title}](<{}>)", fragment(url, &quote.exact)),
        _ => title,
    };
    let _ = write!(notes, "[^{count}]: {}: “{}” {source}", quote.factuality, plain(&quote.exact));
    for known in [&quote.publisher, &quote.published].into_iter().flatten() {
        let _ = write!(notes, ", {}", plain(known));
    }
    for link in &quote.attribution {
        let _ = write!(notes, "; {} {}", plain(&link.cue), plain(&link.speaker));
    }
    notes.push('\n');
}

fn close(out: &mut String, topic: &Topic) {
    let mut lines = Vec::new();
    lines.extend(topic.support.reasons.iter().map(|reason| format!("One origin: {}.", plain(reason))));
    if topic.thread.len() > 1 {
        lines.push(format!("Thread: {}.", plain(&steps(&topic.thread))));
    }
    for found in &topic.contradictions {
        let sides: Vec<_> = found
            .sides
            .iter()
            .map(|side| {
                format!("{} in {} (`{}`)", plain(&side.value), plain(&side.sources.join(", ")), side.claim)
            })
            .collect();
        lines.push(format!("Sources differ in the {}: {}.", found.field, sides.join(" against ")));
    }
    for line in lines {
        let _ = write!(out, "\n{line}\n");
    }
}

/// Text of others as plain words: whatever Markdown or HTML would read in it is escaped.
fn plain(text: &str) -> String {
    let text = escape_line(text);
    let mut out = String::with_capacity(text.len() + 8);
    for (index, character) in text.char_indices() {
        let is_mark = matches!(
            character,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '^' | '&' | '!'
        );
        // These mean something at the head of a line only.
        let opens = index == 0 && matches!(character, '-' | '+' | '=');
        if is_mark || opens {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Whether an address may be linked to.
fn is_web(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\'))
}

/// What a text fragment leaves as it is; "-", "," and "&" have a meaning in it.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// Words at either end of a long quotation that find it.
const ENDS: usize = 5;

/// `url` with a text fragment (WICG Scroll To Text Fragment) for `exact`.
fn fragment(url: &str, exact: &str) -> String {
    let words: Vec<&str> = exact.split_whitespace().collect();
    let encode = |words: &[&str]| utf8_percent_encode(&words.join(" "), KEPT).to_string();
    let directive = if words.len() > 2 * ENDS {
        format!("{},{}", encode(&words[..ENDS]), encode(&words[words.len() - ENDS..]))
    } else {
        encode(&words)
    };
    let joint = if url.contains('#') { ":~:text=" } else { "#:~:text=" };
    format!("{url}{joint}{directive}")
}
