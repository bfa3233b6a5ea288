//! A report for reading: 80 columns, colour only where it is wanted. Text of
//! sources has its control characters made visible.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use claimtrack_core::claim::Speaker;
use claimtrack_core::corroboration::within_sentence;
use claimtrack_core::ledger::Status;
use claimtrack_core::report::{Contradiction, Group, Item, Quote, Report, Step, Topic};
use textwrap::core::display_width;

use crate::terminal::escape_line;

/// Columns of a report, terminal or not, so that it looks the same everywhere.
pub(crate) const WIDTH: usize = 80;

const HEADING: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const SURE: Style = AnsiColor::Green.on_default();
const ALERT: Style = AnsiColor::Yellow.on_default();

/// The report as text.
pub(crate) fn render(report: &Report, colour: bool) -> String {
    let page = Page { colour };
    let mut out = String::new();
    for group in &report.groups {
        page.group(&mut out, group);
    }
    if report.claims > 0 {
        let _ = writeln!(out, "{}, {}", counted(report.claims, "claim"), counted(report.sources, "source"));
    }
    out
}

/// "1 claim", "2 claims".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// How text is set.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    /// Whether escape sequences for colour are written.
    pub(crate) colour: bool,
}

impl Page {
    fn paint(self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// `left` and, at the right edge, `right`; on a line of its own where it does not fit.
    fn line(self, out: &mut String, left: (&str, Style), right: &str, indent: usize) {
        let (text, style) = left;
        let lines = textwrap::wrap(text, options().subsequent_indent(&" ".repeat(indent)));
        for (index, line) in lines.iter().enumerate() {
            let used = display_width(line);
            let is_last = index + 1 == lines.len();
            let _ = write!(out, "{}", self.paint(style, line));
            if is_last && !right.is_empty() {
                let room = WIDTH.saturating_sub(display_width(right));
                if used + 2 > room {
                    let _ = write!(out, "\n{}", " ".repeat(room));
                } else {
                    let _ = write!(out, "{}", " ".repeat(room - used));
                }
                let _ = write!(out, "{}", self.paint(QUIET, right));
            }
            out.push('\n');
        }
    }

    /// Text wrapped under `indent` columns, the first line opened by `lead`.
    pub(crate) fn paragraph(self, out: &mut String, lead: &str, text: &str, indent: usize, style: Style) {
        let blank = " ".repeat(indent);
        let first = format!("{blank}{lead}");
        let rest = format!("{blank}{}", " ".repeat(display_width(lead)));
        let options = options().initial_indent(&first).subsequent_indent(&rest);
        for line in textwrap::wrap(text, options) {
            let _ = writeln!(out, "{}", self.paint(style, &line));
        }
    }

    fn group(self, out: &mut String, group: &Group) {
        if !group.heading.is_empty() {
            let heading = format!("== {}", escape_line(&group.heading));
            self.line(out, (&heading, HEADING), "", 3);
            if !group.detail.is_empty() {
                self.paragraph(out, "", &escape_line(&group.detail), 3, Style::new());
            }
            out.push('\n');
        }
        for topic in &group.topics {
            self.topic(out, topic);
            out.push('\n');
        }
    }

    fn topic(self, out: &mut String, topic: &Topic) {
        let parties: Vec<_> = topic.parties.iter().map(|name| escape_line(name)).collect();
        let parties = if parties.is_empty() { "unknown parties".to_owned() } else { parties.join(" · ") };
        let mut heading = format!("{}  {parties}", topic.kind);
        if !topic.object.is_empty() {
            let _ = write!(heading, "  {}", escape_line(&topic.object));
        }
        self.line(out, (&heading, HEADING), &topic.support.summary, 4);
        for item in &topic.claims {
            self.item(out, item);
        }
        for reason in &topic.support.reasons {
            self.paragraph(out, "= ", &format!("one origin: {}", escape_line(reason)), 2, QUIET);
        }
        if topic.thread.len() > topic.claims.len() || topic.thread.len() > 1 {
            self.paragraph(out, "thread: ", &steps(&topic.thread), 2, Style::new());
        }
        for found in &topic.contradictions {
            self.contradiction(out, found);
        }
    }

    fn item(self, out: &mut String, item: &Item) {
        for (index, quote) in item.evidence.iter().enumerate() {
            let date = item.date.as_deref().unwrap_or("undated");
            let left = format!(
                "  {:<10} {date:<10} {:<4} {}{}",
                item.stage.as_str(),
                quote.factuality.as_str(),
                escape_line(&quote.source),
                chain(&quote.attribution)
            );
            let mut right = if index == 0 { escape_line(&item.id) } else { String::new() };
            if index == 0 && item.status != Status::Proposed {
                right = format!("{} {right}", item.status);
            }
            let style = if quote.factuality.as_str() == "CT+" { SURE } else { Style::new() };
            self.line(out, (&left, style), &right, 29);
            self.quotation(out, quote);
        }
    }

    fn quotation(self, out: &mut String, quote: &Quote) {
        self.paragraph(out, "\"", &format!("{}\"", escape_line(&quote.exact)), 6, Style::new());
    }

    /// Both sides of a contradiction, a line each.
    pub(crate) fn contradiction(self, out: &mut String, found: &Contradiction) {
        self.paragraph(out, "! ", &format!("sources differ in the {}:", found.field), 2, ALERT);
        for side in &found.sides {
            let left = format!("    {:<16} {}", escape_line(&side.value), sources(&side.sources));
            self.line(out, (&left, Style::new()), &escape_line(&side.claim), 21);
        }
    }
}

/// Ids have hyphens and are not to be broken at them.
fn options<'o>() -> textwrap::Options<'o> {
    textwrap::Options::new(WIDTH).word_splitter(textwrap::WordSplitter::NoHyphenation)
}

fn sources(ids: &[String]) -> String {
    ids.iter().map(|id| escape_line(id)).collect::<Vec<_>>().join(", ")
}

/// The speakers, outermost first: " ← said the ministry". Without what is put beside a name between commas.
pub(crate) fn chain(attribution: &[Speaker]) -> String {
    attribution.iter().fold(String::new(), |mut out, link| {
        let speaker = link.speaker.split_once(", ").map_or(link.speaker.as_str(), |(name, _)| name);
        let _ = write!(out, " ← {} {}", escape_line(&link.cue), escape_line(&within_sentence(speaker)));
        out
    })
}

/// The steps of a thread: "discussed 2023-08-01 (a) → occurred 2025-07 (b)".
pub(crate) fn steps(steps: &[Step]) -> String {
    let step = |step: &Step| {
        let date = match (&step.date, &step.reported) {
            (Some(date), _) => format!(" {date}"),
            (None, Some(day)) => format!(", reported {day}"),
            (None, None) => String::new(),
        };
        format!("{}{date} ({})", step.stage.as_str(), sources(&step.sources))
    };
    steps.iter().map(step).collect::<Vec<_>>().join(" → ")
}
