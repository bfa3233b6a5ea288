//! Tokens, as the English Universal Dependencies treebanks cut them: marks apart,
//! contractions and hyphenated words in parts, abbreviations and addresses whole.
//! Works on stretches without white space; the tokens cover them without a gap.

use std::ops::Range;

use super::abbreviation::is_abbreviation;

/// Stretches longer than this many bytes are cut: what is that long is no word.
const LONGEST: usize = 1024;

/// Appends the tokens of `text[span]` as byte ranges of `text`.
pub(super) fn tokens(text: &str, span: Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut start = span.start;
    while start < span.end {
        let rest = &text[start..span.end];
        let stretch = rest.len() - rest.trim_start_matches(is_space).len();
        start += stretch;
        let rest = &text[start..span.end];
        // Only so far is looked: a text without any space is still read once.
        let limit = (0..=LONGEST.min(rest.len())).rev().find(|&end| rest.is_char_boundary(end)).unwrap_or(0);
        let end = rest[..limit].find(is_space).unwrap_or(limit);
        if end > 0 {
            Cutter { text, out }.stretch(start, start + end);
        }
        start += end;
    }
}

/// White space and the characters that stand for none: controls, zero-width marks, byte-order marks.
fn is_space(character: char) -> bool {
    if character.is_ascii() {
        return character <= ' ' || character == '\u{7f}';
    }
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

struct Cutter<'t, 'o> {
    text: &'t str,
    out: &'o mut Vec<Range<usize>>,
}

impl Cutter<'_, '_> {
    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.out.push(start..end);
        }
    }

    /// Cuts a stretch without white space: marks in front, marks behind, the core between them.
    fn stretch(&mut self, mut start: usize, end: usize) {
        if self.text[start..end].bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.core(start, end);
            return;
        }
        while start < end {
            let length = leading(&self.text[start..end]);
            if length == 0 {
                break;
            }
            self.push(start, start + length);
            start += length;
        }
        let mut behind = Vec::new();
        let mut stop = end;
        while start < stop {
            let length = trailing(&self.text[start..stop]);
            if length == 0 {
                break;
            }
            behind.push(stop - length..stop);
            stop -= length;
        }
        self.core(start, stop);
        for mark in behind.into_iter().rev() {
            self.push(mark.start, mark.end);
        }
    }

    /// Cuts what has no marks at its ends.
    fn core(&mut self, start: usize, end: usize) {
        let core = &self.text[start..end];
        if core.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.word(start, end);
        } else if is_address(core) {
            self.push(start, end);
        } else if let Some((from, to)) = inner_break(core) {
            // The parts have marks of their own: "(US)-led", "word”—the".
            if from > 0 {
                self.stretch(start, start + from);
            }
            self.push(start + from, start + to);
            if start + to < end {
                self.stretch(start + to, end);
            }
        } else {
            self.word(start, end);
        }
    }

    /// Cuts contractions, and units from numbers.
    fn word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let lower = |from: usize| word.get(from..).unwrap_or("").to_lowercase().replace('’', "'");
        if word.len() <= 12 {
            for (whole, cut) in
                [("cannot", 3), ("gonna", 3), ("wanna", 3), ("gotta", 3), ("gimme", 3), ("lemme", 3)]
            {
                if word.eq_ignore_ascii_case(whole) {
                    self.push(start, start + cut);
                    self.push(start + cut, end);
                    return;
                }
            }
        }
        if let Some(mark) = word.rfind(['\'', '’']) {
            let tail = lower(mark);
            if mark > 0 && matches!(tail.as_str(), "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m") {
                self.word(start, start + mark);
                self.push(start + mark, end);
                return;
            }
            if tail == "'t" && mark > 1 && word[..mark].ends_with(['n', 'N']) {
                self.push(start, start + mark - 1);
                self.push(start + mark - 1, end);
                return;
            }
        }
        let digits = word.len()
            - word.trim_start_matches(|mark: char| mark.is_ascii_digit() || ",.:".contains(mark)).len();
        if digits > 0 && digits < word.len() && UNITS.contains(&lower(digits).as_str()) {
            self.push(start, start + digits);
            self.push(start + digits, end);
            return;
        }
        self.push(start, end);
    }
}

/// Units that the treebanks cut from the number before them.
const UNITS: &[&str] = &[
    "am", "pm", "a.m", "p.m", "a.m.", "p.m.", "km", "kg", "cm", "mm", "mg", "ml", "gb", "mb", "mph", "ft",
    "lb", "lbs", "hrs", "min", "mins", "m", "bn", "k", "g", "mi", "hr", "kw", "mw", "ghz", "mhz", "hz",
];

/// Length of the mark at the front of `stretch`; 0 if a word begins there.
fn leading(stretch: &str) -> usize {
    let Some(first) = stretch.chars().next() else { return 0 };
    if first.is_alphanumeric() {
        return 0;
    }
    let rest = &stretch[first.len_utf8()..];
    match first {
        '.' | '-' | '_' | '*' | '=' | '~' | '#' | '!' | '?' if rest.starts_with(first) => {
            run_of(stretch, first)
        }
        '\'' | '`' if rest.starts_with(first) => 2,
        '\'' | '’' if elided(rest) => 0,
        // A sign, a mention, a tag and a decimal belong to what follows them.
        '-' | '+' | '−' | '.' if rest.starts_with(|mark: char| mark.is_ascii_digit()) => 0,
        '@' | '#' if rest.starts_with(char::is_alphabetic) => 0,
        _ => first.len_utf8(),
    }
}

/// Words that begin with an apostrophe, and clitics that stand alone.
fn elided(rest: &str) -> bool {
    let end = rest.find(|mark: char| !mark.is_alphanumeric()).unwrap_or(rest.len());
    let word = rest[..end].to_lowercase();
    matches!(word.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m" | "em" | "cause" | "til" | "tis" | "twas")
        || word.len() <= 3 && word.starts_with(|mark: char| mark.is_ascii_digit())
}

/// Length of the mark at the end of `stretch`; 0 if a word ends there.
fn trailing(stretch: &str) -> usize {
    let Some(last) = stretch.chars().next_back() else { return 0 };
    if last.is_alphanumeric() {
        return 0;
    }
    let before = &stretch[..stretch.len() - last.len_utf8()];
    let run = |marks: &[char]| stretch.len() - stretch.trim_end_matches(marks).len();
    match last {
        '.' | '-' | '_' | '*' | '=' | '~' if before.ends_with(last) => run(&[last]),
        '.' if is_abbreviation(stretch) => 0,
        '!' | '?' => run(&['!', '?']),
        '\'' if before.ends_with(last) => 2,
        '+' if stretch.len() > 1 => 0,
        '/' if !before.ends_with(last) && is_address(stretch) => 0,
        _ => last.len_utf8(),
    }
}

fn run_of(stretch: &str, mark: char) -> usize {
    stretch.chars().take_while(|&next| next == mark).map(char::len_utf8).sum()
}

/// Web and mail addresses, file names, handles.
fn is_address(core: &str) -> bool {
    let lower = core.as_bytes();
    if core.contains("://") || lower.len() > 4 && lower[..4].eq_ignore_ascii_case(b"www.") {
        return true;
    }
    if core.contains('@') {
        return core.find('@').is_some_and(|at| at == 0 || core[at..].contains('.'));
    }
    let host = core.split('/').next().unwrap_or("");
    host.len() > 4
        && host.is_ascii()
        && host.rsplit_once('.').is_some_and(|(name, domain)| {
            let domain = domain.to_ascii_lowercase();
            let known =
                ["com", "org", "net", "gov", "edu", "int", "info", "html", "htm", "pdf", "doc", "xls", "jpg"];
            known.contains(&domain.as_str()) && name.starts_with(|mark: char| mark.is_alphanumeric())
        })
}

/// The first mark inside `core` that parts it, as a byte range.
fn inner_break(core: &str) -> Option<(usize, usize)> {
    let mut characters = core.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, mark)) = characters.next() {
        let after = characters.peek().map_or(' ', |&(_, next)| next);
        let end = at + mark.len_utf8();
        let parts = match mark {
            '—' | '…' | '“' | '”' | '"' | '(' | ')' | '[' | ']' | '{' | '}' | ';' | '<' | '>' | '«' | '»'
            | '|' | '=' | '~' | '*' | '^' | '€' | '£' | '%' => true,
            '$' => before != 'U' && before != 'S',
            '.' | '-' if after == mark => return Some((at, at + run_of(&core[at..], mark))),
            '-' | '‐' | '‑' => {
                before != ' ' && after.is_alphanumeric() && !keeps_hyphen(core, at, end) && !in_number(core)
            }
            '–' | '−' => before != ' ',
            '/' => !(before.is_ascii_digit() && after.is_ascii_digit()) && at > 1,
            ',' => !(before.is_ascii_digit() && after.is_ascii_digit()),
            ':' => !after.is_ascii_digit(),
            '?' | '!' => after.is_alphabetic() && at > 0 && !core.starts_with("Yahoo"),
            // "end.The" lost its space; "example.com" and "a.m" did not.
            '.' => {
                before.is_lowercase()
                    && after.is_uppercase()
                    && core[..at].chars().count() > 2
                    && core[end..].chars().nth(1).is_some_and(char::is_lowercase)
            }
            '&' => before.is_lowercase() && after.is_lowercase(),
            _ => false,
        };
        if parts && (at > 0 || end < core.len()) {
            return Some((at, end));
        }
        before = mark;
    }
    None
}

/// Prefixes that the treebanks leave on their word.
const PREFIXES: &[&str] = &[
    "e", "non", "re", "pre", "post", "pro", "co", "anti", "mid", "ex", "semi", "multi", "sub", "un", "uh",
    "mm", "bi", "de", "mini", "socio", "psycho", "pan", "counter",
];

/// Whether the hyphen at `at` stays inside its word.
fn keeps_hyphen(core: &str, at: usize, end: usize) -> bool {
    let first = !core[..at].contains(['-', '‐', '‑']);
    let next = core[end..].split(['-', '‐', '‑']).next().unwrap_or("");
    first
        && PREFIXES.iter().any(|prefix| core[..at].eq_ignore_ascii_case(prefix))
        && next.starts_with(char::is_alphabetic)
}

/// Telephone numbers, dates in digits and product codes stay whole.
fn in_number(core: &str) -> bool {
    let dashes = core.bytes().filter(|&byte| byte == b'-').count();
    dashes >= 2 && core.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}
