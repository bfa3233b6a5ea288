//! Pieces: the words and marks of a text as the gazetteer sees them. Finer than
//! tokens, so that a name matches however the tokeniser treats hyphens, dots and
//! possessives.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A run of letters and digits, or one mark: byte offsets into the text it was cut from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Piece {
    /// The text of the piece.
    pub(super) fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

/// Cuts `text` into `pieces`, which is cleared first; offsets are moved by `base`.
pub(super) fn split(text: &str, base: u32, pieces: &mut Vec<Piece>) {
    pieces.clear();
    let mut word: Option<usize> = None;
    for (index, char) in text.char_indices() {
        let is_word = char.is_ascii_alphanumeric()
            || (!char.is_ascii() && (char.is_alphanumeric() || is_combining_mark(char)));
        if is_word {
            word.get_or_insert(index);
            continue;
        }
        if let Some(start) = word.take() {
            pieces.push(Piece { start: base + start as u32, end: base + index as u32 });
        }
        if !char.is_whitespace() {
            let end = index + char.len_utf8();
            pieces.push(Piece { start: base + index as u32, end: base + end as u32 });
        }
    }
    if let Some(start) = word {
        pieces.push(Piece { start: base + start as u32, end: base + text.len() as u32 });
    }
}

/// The form under which the gazetteer holds a piece: Latin diacritics dropped, apostrophes and hyphens
/// made plain. Borrowed for ASCII, which is nearly always.
pub(super) fn fold(piece: &str) -> Cow<'_, str> {
    if piece.is_ascii() {
        return Cow::Borrowed(piece);
    }
    let mut folded = String::with_capacity(piece.len());
    for char in piece.nfd().filter(|&char| !is_combining_mark(char)) {
        match char {
            '’' | '‘' | 'ʻ' | 'ʼ' => folded.push('\''),
            '‐' | '‑' | '–' => folded.push('-'),
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'Ł' => folded.push('L'),
            'ø' => folded.push('o'),
            'Ø' => folded.push('O'),
            'đ' => folded.push('d'),
            'Đ' => folded.push('D'),
            'ə' => folded.push('a'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            other => folded.push(other),
        }
    }
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::{fold, split};

    #[test]
    fn words_and_marks_come_apart() {
        let text = "Côte d’Ivoire’s U.S.-led";
        let mut pieces = Vec::new();
        split(text, 0, &mut pieces);
        let folded: Vec<String> = pieces.iter().map(|piece| fold(piece.of(text)).into_owned()).collect();
        assert_eq!(folded, ["Cote", "d", "'", "Ivoire", "'", "s", "U", ".", "S", ".", "-", "led"]);
    }
}
