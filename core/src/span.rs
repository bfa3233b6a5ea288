//! Spans: where something stands in a text. Bytes inside the program, Unicode
//! code points in everything that leaves it (see [`CodePoints`]).

use serde::{Deserialize, Serialize};

/// Half-open byte range in one source's text; both ends lie on char boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The range from `start` to `end`, in bytes; an inverted range becomes empty.
    pub fn new(start: u32, end: u32) -> Span {
        Span { start, end: end.max(start) }
    }

    /// First byte.
    pub fn start(self) -> u32 {
        self.start
    }

    /// Byte after the last.
    pub fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The text it covers; empty when it does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// Turns byte offsets of one text into code-point offsets and back.
///
/// One mark per 64 bytes: a look-up counts at most 64 bytes, an ASCII text needs no marks at all.
#[derive(Clone, Debug)]
pub struct CodePoints {
    marks: Vec<u32>,
    ascii: bool,
}

const STEP: usize = 64;

impl CodePoints {
    /// Prepares `text`.
    pub fn of(text: &str) -> CodePoints {
        if text.is_ascii() {
            return CodePoints { marks: Vec::new(), ascii: true };
        }
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for (index, byte) in text.bytes().enumerate() {
            if index % STEP == 0 {
                marks.push(count);
            }
            count += u32::from(byte & 0xC0 != 0x80);
        }
        CodePoints { marks, ascii: false }
    }

    /// Code points before byte `offset` of `text`.
    pub fn before(&self, text: &str, offset: u32) -> u32 {
        if self.ascii {
            return offset;
        }
        let offset = (offset as usize).min(text.len());
        let mark = (offset / STEP).min(self.marks.len().saturating_sub(1));
        let rest = &text.as_bytes()[mark * STEP..offset];
        self.marks.get(mark).copied().unwrap_or(0)
            + rest.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
    }

    /// Byte offset of code point `index` of `text`; the end of the text when it has fewer.
    pub fn byte(&self, text: &str, index: u32) -> u32 {
        if self.ascii {
            return index.min(text.len() as u32);
        }
        let mark = self.marks.partition_point(|&count| count <= index).saturating_sub(1);
        let mut count = self.marks.get(mark).copied().unwrap_or(0);
        for (place, byte) in text.bytes().enumerate().skip(mark * STEP) {
            if byte & 0xC0 != 0x80 {
                if count == index {
                    return place as u32;
                }
                count += 1;
            }
        }
        text.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::CodePoints;

    #[test]
    fn offsets_survive_the_round_trip() {
        for text in ["", "plain", "naïve – “quoted” 漢字", &"é—x".repeat(100)] {
            let points = CodePoints::of(text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(points.before(text, byte as u32), count as u32, "{text:?} byte {byte}");
                assert_eq!(points.byte(text, count as u32), byte as u32, "{text:?} point {count}");
            }
            let all = text.chars().count() as u32;
            assert_eq!(points.before(text, text.len() as u32), all);
            assert_eq!(points.byte(text, all), text.len() as u32);
        }
    }
}
