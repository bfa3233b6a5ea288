//! What goes to a terminal: excerpts drawn like a compiler's, and text of
//! sources with its control characters made visible.

use std::borrow::Cow;
use std::io::IsTerminal as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// Text of others for a terminal: control characters, and those that turn the direction of writing, are
/// written as escapes; line ends and tabs stay.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let unsafe_here = |character: char| match character {
        '\n' | '\t' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}' => true,
        _ => character.is_control(),
    };
    if !text.contains(unsafe_here) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if unsafe_here(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// [`escape`] for text that must stay on one line.
pub(crate) fn escape_line(text: &str) -> String {
    escape(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// Writes to standard output. Whoever reads it may stop at any time, as `head` does: that is no fault.
///
/// # Errors
/// When it can not be written for any other reason.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Whether standard output takes colour.
pub(crate) fn has_colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Characters of a line that are shown on either side of what is pointed at.
const WINDOW: usize = 160;

/// `message` with the lines around the bytes `span` of `text`, underlined. Starts with the message, without
/// a level before it; ends without a line end.
pub(crate) fn excerpt(path: &str, text: &str, span: Range<usize>, message: &str) -> String {
    let (window, line) = window(text, &span);
    let length = window.len();
    let inside = span.start - window.start..span.end.clamp(span.start, window.end) - window.start;
    let inside = if inside.is_empty() { inside.start..(inside.start + 1).min(length.max(1)) } else { inside };
    let snippet = Snippet::source(&text[window])
        .path(path)
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(inside));
    let group = Level::ERROR.no_name().primary_title(message).element(snippet);
    let renderer = if has_colour() { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]).trim_start_matches(": ").to_owned()
}

/// The bytes to show and the number of their first line: the line before and that of `span`, cut where they
/// are very long.
fn window(text: &str, span: &Range<usize>) -> (Range<usize>, usize) {
    let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[..line.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |at| span.start + at);
    let mut start = if line - before > WINDOW { line } else { before };
    if span.start - line > WINDOW {
        start = floor(text, span.start - WINDOW);
    }
    let end = floor(text, end.min(span.start + 2 * WINDOW));
    let number = text[..start].bytes().filter(|&byte| byte == b'\n').count() + 1;
    (start..end.max(start), number)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_line, excerpt};

    #[test]
    fn control_characters_are_made_visible() {
        assert_eq!(escape("a\u{1B}[2Jb\u{7}\tc\nd\u{202E}é"), "a\\u{1b}[2Jb\\u{7}\tc\nd\\u{202e}é");
        assert_eq!(escape_line(" a\r\n b\u{9B} "), "a b\\u{9b}");
    }

    #[test]
    fn an_excerpt_points_at_the_bytes() {
        let text = "one: 1\ntwo: 2\nthree: 3\n";
        insta::assert_snapshot!(excerpt("a.yaml", text, 14..19, "there is no key `three`"));
    }

    #[test]
    fn very_long_lines_are_cut() {
        let text = format!("{}é[{}", "é".repeat(100_000), "x".repeat(100_000));
        let place = text.find('[').unwrap();
        assert!(excerpt("a", &text, place..place + 1, "m").len() < 4000);
        assert!(excerpt("a", "", 0..0, "m").contains('m'));
    }
}
