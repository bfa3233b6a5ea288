//! Paragraphs: blocks of text between blank lines. Joins lines that were wrapped
//! and parts lines that stand for themselves; strips list marks. Looks at no words.
//!
//! A line was wrapped if the first word of the next line would not have fitted on it. Any other line
//! break is one that somebody meant, unless the next line goes on in small letters.

use std::ops::Range;

/// A paragraph's text as a byte range, without the list mark before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// The range.
    pub(super) span: Range<usize>,
    /// Whether a list mark was stripped.
    pub(super) is_item: bool,
}

/// Widths (in characters) at which text is usually wrapped.
const WRAPPED: Range<usize> = 40..121;

/// The paragraphs of a text in order; none is empty.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let mut block: Vec<Line> = Vec::new();
    for line in lines(text) {
        if line.text.is_empty() {
            block_paragraphs(text, &block, &mut found);
            block.clear();
        } else {
            block.push(line);
        }
    }
    block_paragraphs(text, &block, &mut found);
    found
}

#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    start: usize,
    text: &'t str,
    width: usize,
    mark: usize,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let is_break = |character: char| matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{c}');
    let mut start = 0;
    // "\r\n" would give an empty line that parts paragraphs: the "\n" of the pair is skipped here.
    text.split_inclusive(is_break).filter_map(move |whole| {
        let place = start;
        start += whole.len();
        let after_return = place > 0 && text.as_bytes()[place - 1] == b'\r';
        if whole == "\n" && after_return {
            return None;
        }
        let left = whole.trim_start();
        let line = left.trim_end();
        let place = place + whole.len() - left.len();
        Some(Line { start: place, text: line, width: line.chars().count(), mark: list_mark(line) })
    })
}

fn block_paragraphs(text: &str, block: &[Line], found: &mut Vec<Paragraph>) {
    let width = block.iter().map(|line| line.width).max().unwrap_or(0);
    let mut rest = block;
    while let Some(first) = rest.first() {
        let mut count = 1;
        while count < rest.len() && goes_on(rest[count - 1], rest[count], width) {
            count += 1;
        }
        let last = rest[count - 1];
        let span = first.start + first.mark..last.start + last.text.len();
        if !text[span.clone()].trim().is_empty() {
            found.push(Paragraph { span, is_item: first.mark > 0 });
        }
        rest = &rest[count..];
    }
}

/// Whether `next` goes on with the paragraph of `line`.
fn goes_on(line: Line, next: Line, width: usize) -> bool {
    if next.mark > 0 {
        return false;
    }
    let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    let wrapped = WRAPPED.contains(&width) && line.width + 1 + word > width;
    let small = next.text.starts_with(char::is_lowercase);
    wrapped || small && !ends_sentence(line.text)
}

/// Whether a line ends like a sentence.
fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']).ends_with(['.', '!', '?', '…', ':'])
}

/// Length in bytes of the list mark, heading mark or quotation mark of e-mail at the front of a line,
/// with the space behind it; 0 if there is none.
fn list_mark(line: &str) -> usize {
    let end = line.find(char::is_whitespace).unwrap_or(0);
    let mark = &line[..end];
    let is_mark = match mark {
        "-" | "–" | "—" | "*" | "+" | "•" | "◦" | "‣" | "▪" | "■" | "●" | "○" | "·" | "∙" | "→" | "►"
        | "➤" => true,
        _ if mark.len() > 6 => false,
        _ if !mark.is_empty() && mark.chars().all(|mark| mark == '#' || mark == '>') => true,
        _ => {
            let inner = mark.strip_prefix('(').unwrap_or(mark);
            let inner = inner.strip_suffix(')').or_else(|| inner.strip_suffix('.').filter(|_| inner == mark));
            inner.is_some_and(|inner| {
                let digits = inner.bytes().all(|byte| byte.is_ascii_digit());
                let letter =
                    inner.len() == 1 && mark.ends_with(')') && inner.as_bytes()[0].is_ascii_lowercase();
                !inner.is_empty() && (digits && inner.len() <= 2 || letter)
            })
        }
    };
    if !is_mark {
        return 0;
    }
    let rest = line[end..].trim_start();
    line.len() - rest.len()
}
