//! Folding: what typography, white space and case change without changing a
//! word, taken away, with a map back to the text.

/// A text without its typography.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    chars: Vec<char>,
    /// Byte offset in the text of each folded character, and the end of the text.
    map: Vec<u32>,
}

impl Folded {
    /// Folds `text`: quotation marks, dashes, white space, case; drops what has no width.
    pub fn new(text: &str) -> Folded {
        let mut folded =
            Folded { chars: Vec::with_capacity(text.len()), map: Vec::with_capacity(text.len() + 1) };
        for (offset, character) in text.char_indices() {
            let offset = offset as u32;
            match character {
                // Soft hyphen, zero-width characters, marks of direction, byte-order mark.
                '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
                '“' | '”' | '„' | '‟' | '«' | '»' | '″' => folded.push('"', offset),
                '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' => folded.push('\'', offset),
                '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => folded.push('-', offset),
                '…' => (0..3).for_each(|_| folded.push('.', offset)),
                _ if character.is_whitespace() => {
                    // A run is one space; where a text begins or a line is wrapped is of no matter.
                    if folded.chars.last().is_none_or(|&last| last != ' ') {
                        folded.push(' ', offset);
                    }
                }
                _ if character.is_ascii() => folded.push(character.to_ascii_lowercase(), offset),
                _ => character.to_lowercase().for_each(|lower| folded.push(lower, offset)),
            }
        }
        folded.map.push(text.len() as u32);
        folded
    }

    /// Folds a quotation: as [`Folded::new`], without space at either end.
    pub(super) fn trimmed(text: &str) -> Folded {
        Folded::new(text.trim())
    }

    fn push(&mut self, character: char, offset: u32) {
        self.chars.push(character);
        self.map.push(offset);
    }

    /// The folded characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Bytes of `text` that the folded characters `start..end` came from, without white space behind them.
    pub(super) fn bytes(&self, text: &str, start: usize, end: usize) -> (u32, u32) {
        if start >= end {
            let at = self.map[start.min(self.chars.len())];
            return (at, at);
        }
        let last = self.map[end - 1] as usize;
        let width = text[last..].chars().next().map_or(0, char::len_utf8);
        (self.map[start], (last + width) as u32)
    }

    /// Index of the folded character that stands at byte `offset`, or the first one behind it.
    pub fn index(&self, offset: u32) -> usize {
        self.map.partition_point(|&at| at < offset).min(self.chars.len())
    }

    /// Where `needle` stands, every place, overlapping ones included.
    pub(super) fn find(&self, needle: &[char]) -> Vec<usize> {
        let Some((&first, rest)) = needle.split_first() else { return Vec::new() };
        let last = self.chars.len().saturating_sub(rest.len());
        (0..last).filter(|&at| self.chars[at] == first && self.chars[at + 1..].starts_with(rest)).collect()
    }
}
