//! What the tagger and the parser see of a word: hashes of its form, its ends
//! and its shape. Computed once for each token; no dictionary.

use super::hash;

/// A word as values for features.
#[allow(clippy::struct_excessive_bools, reason = "four independent marks, each a feature")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The form as it stands.
    pub form: u64,
    /// The form in lower case, digits folded to `0`, typographic quotes made plain.
    pub lower: u64,
    /// The last one to four characters of the folded form.
    pub suffix: [u64; 4],
    /// The first one to three characters of the folded form.
    pub prefix: [u64; 3],
    /// Runs of capitals, small letters, digits and marks.
    pub shape: u64,
    /// Whether the first character is a capital.
    pub capital: bool,
    /// Whether it holds a digit.
    pub digit: bool,
    /// Whether it holds a hyphen.
    pub hyphen: bool,
    /// Whether it has capitals only (and at least two).
    pub upper: bool,
}

/// Longest part of a word that is looked at; the rest changes neither suffix nor shape usefully.
const LONGEST: usize = 64;

impl Word {
    /// Looks at `form`.
    pub fn new(form: &str) -> Word {
        let mut folded = Folded::default();
        let mut shape = Shape::default();
        let (mut capitals, mut others) = (0, 0);
        let mut word = Word { form: hash::text(form), ..Word::default() };
        for (index, character) in form.chars().take(LONGEST).enumerate() {
            let class = if character.is_ascii_lowercase() {
                folded.push(character);
                b'a'
            } else if character.is_ascii_digit() {
                word.digit = true;
                folded.push('0');
                b'0'
            } else if character.is_uppercase() {
                word.capital |= index == 0;
                capitals += 1;
                character.to_lowercase().for_each(|lower| folded.push(lower));
                b'A'
            } else {
                word.hyphen |= character == '-';
                folded.push(plain(character));
                if character.is_alphabetic() { b'a' } else { b'-' }
            };
            others += usize::from(class == b'a');
            shape.push(class);
        }
        word.upper = capitals > 1 && others == 0;
        word.shape = hash::bytes(&shape.runs[..shape.len]);
        word.lower = hash::bytes(folded.first(usize::MAX));
        word.suffix = [1, 2, 3, 4].map(|count| hash::bytes(folded.last(count)));
        word.prefix = [1, 2, 3].map(|count| hash::bytes(folded.first(count)));
        word
    }
}

/// The plain mark for a typographic one; the treebanks hold both, news mostly the latter.
fn plain(mark: char) -> char {
    match mark {
        '’' | '‘' | '`' | '´' => '\'',
        '“' | '”' | '«' | '»' => '"',
        '–' | '—' | '−' => '-',
        _ => mark,
    }
}

/// The folded form, with the places where its characters start.
struct Folded {
    bytes: [u8; 4 * LONGEST],
    starts: [u8; 4 * LONGEST],
    characters: usize,
    len: usize,
}

impl Default for Folded {
    fn default() -> Folded {
        Folded { bytes: [0; 4 * LONGEST], starts: [0; 4 * LONGEST], characters: 0, len: 0 }
    }
}

impl Folded {
    fn push(&mut self, character: char) {
        let size = character.len_utf8();
        if self.len + size <= 255 {
            self.starts[self.characters] = self.len as u8;
            self.characters += 1;
            character.encode_utf8(&mut self.bytes[self.len..]);
            self.len += size;
        }
    }

    fn first(&self, count: usize) -> &[u8] {
        let end = if count < self.characters { usize::from(self.starts[count]) } else { self.len };
        &self.bytes[..end]
    }

    fn last(&self, count: usize) -> &[u8] {
        let start = self.characters.saturating_sub(count);
        let start = if start < self.characters { usize::from(self.starts[start]) } else { 0 };
        &self.bytes[start..self.len]
    }
}

/// Classes of characters with runs cut to two: "Xxx" and "Xxxx" are one shape.
#[derive(Default)]
struct Shape {
    runs: [u8; 32],
    len: usize,
}

impl Shape {
    fn push(&mut self, class: u8) {
        let run = self.len >= 2 && self.runs[self.len - 1] == class && self.runs[self.len - 2] == class;
        if !run && self.len < 24 {
            self.runs[self.len] = class;
            self.len += 1;
        }
    }
}
