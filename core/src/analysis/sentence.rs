//! Sentences: groups the tokens of a paragraph. Decides by the mark that ends a
//! group and the word that follows; knows no tags.

use std::ops::Range;

use super::abbreviation::{Stop, is_terminal, stop};
use super::parser::LONGEST;

/// Words that begin sentences and hardly ever follow an abbreviation inside one.
#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "The", "A", "An", "In", "It", "He", "She", "They", "We", "I", "You", "But", "And", "This", "That",
    "These", "Those", "There", "If", "When", "While", "After", "Before", "As", "At", "On", "For", "However",
    "Although", "Though", "Since", "Because", "So", "Yet", "Or", "Not", "No", "What", "Who", "Why", "How",
    "Where", "His", "Her", "Its", "Their", "Our", "My", "Some", "Many", "Most", "All", "Both", "Such",
    "Under", "With", "According", "Meanwhile", "Last", "One", "Two", "During", "By", "From", "To", "Then",
    "Now", "Here", "Once", "Until", "Earlier", "Later", "Despite", "Unlike", "Like", "Among", "Also",
    "Still", "Even", "Only",
];

/// Whether a token only closes what stands before it.
pub(super) fn closes(token: &str) -> bool {
    matches!(token, "\"" | "”" | "''" | "’" | "'" | ")" | "]" | "»" | "}")
}

/// The sentences of a paragraph as ranges of `tokens`, which are byte ranges of `text`.
pub(super) fn sentences(text: &str, tokens: &[Range<usize>], out: &mut Vec<Range<usize>>) {
    let mut start = 0;
    let mut place = 0;
    // Brackets that are open: a sentence does not end inside them, within reason.
    let mut opened: Option<usize> = None;
    while place < tokens.len() {
        match &text[tokens[place].clone()] {
            "(" | "[" => opened = Some(place),
            ")" | "]" => opened = None,
            _ => {}
        }
        let mut end = place + 1;
        if ends(text, tokens, place) {
            // Marks that close a quotation belong to the sentence they end.
            while let Some(next) = tokens.get(end) {
                let glued = tokens[end - 1].end == next.start;
                let next = &text[next.clone()];
                if !glued || !closes(next) && !is_terminal(next) {
                    break;
                }
                end += 1;
            }
            end += reference(text, &tokens[end..]);
            let inside = opened.is_some_and(|open| open > start && place - open < 60 && end <= place + 1);
            if !inside && begins(text, tokens, place, end) {
                push(start..end, out);
                start = end;
                opened = None;
            }
        }
        place = end;
    }
    push(start..tokens.len(), out);
}

/// Number of tokens of a reference ("[17]") at the front of `tokens`: it belongs to what stands before it.
fn reference(text: &str, tokens: &[Range<usize>]) -> usize {
    let words = [0, 1, 2].map(|place| tokens.get(place).map_or("", |span| &text[span.clone()]));
    let is_number = !words[1].is_empty() && words[1].bytes().all(|byte| byte.is_ascii_digit());
    if words[0] == "[" && is_number && words[2] == "]" { 3 } else { 0 }
}

/// Adds a sentence; one that is longer than the parser takes is cut.
fn push(sentence: Range<usize>, out: &mut Vec<Range<usize>>) {
    let cuts = sentence.clone().step_by(LONGEST);
    out.extend(cuts.map(|start| start..sentence.end.min(start + LONGEST)));
}

/// Whether a sentence may end with the token at `place`.
fn ends(text: &str, tokens: &[Range<usize>], place: usize) -> bool {
    let token = &text[tokens[place].clone()];
    is_terminal(token) || token.len() > 2 && token.ends_with('.') && stop(token) == Stop::Either
}

/// Whether a sentence may begin at `next` after the one that ends with the mark at `place`.
fn begins(text: &str, tokens: &[Range<usize>], place: usize, next: usize) -> bool {
    let Some(first) = tokens.get(next) else { return true };
    let mark = &text[tokens[place].clone()];
    // Without a space between them ("3.5", "www.x") only a closing mark parts sentences.
    if tokens[next - 1].end == first.start && !mark.starts_with(['!', '?']) {
        let lost_space = mark == "." && text[first.clone()].starts_with(char::is_uppercase);
        if !lost_space {
            return false;
        }
    }
    let mut start = next;
    while tokens.get(start).is_some_and(|token| opens(&text[token.clone()])) {
        start += 1;
    }
    let Some(token) = tokens.get(start) else { return true };
    let token = &text[token.clone()];
    let capital = token.starts_with(char::is_uppercase);
    if !is_terminal(mark) {
        // A dotted acronym: only a common starter shows that the sentence is over.
        return STARTERS.contains(&token);
    }
    let small = token.starts_with(char::is_lowercase);
    match mark {
        // A question or a cry inside a quotation goes on with its "he said".
        "..." | "…" => capital,
        _ if next > place + 1 => !small,
        "?" | "!" => !small || mark.len() > 1,
        _ => !small,
    }
}

fn opens(token: &str) -> bool {
    matches!(token, "\"" | "“" | "``" | "‘" | "'" | "(" | "[" | "«" | "„" | "-" | "–" | "—")
}
