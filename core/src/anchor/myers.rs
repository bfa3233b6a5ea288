//! Approximate search: every place where a pattern stands with few edits.
//!
//! Myers' bit-vector algorithm (A fast bit-vector algorithm for approximate
//! string matching, J. ACM 46(3), 1999), in blocks of 64 rows; the crates that
//! have it compare bytes, or are no longer kept.

use std::collections::HashMap;

/// A pattern made ready for search.
pub(super) struct Pattern<'p> {
    chars: &'p [char],
    /// For each character of the pattern, where it stands, a bit per row.
    rows: HashMap<char, Vec<u64>>,
    none: Vec<u64>,
}

/// Where a pattern ends in a text, and at how many edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Characters of the text up to the end of the match.
    pub(super) end: usize,
    /// Characters inserted, deleted or replaced.
    pub(super) edits: usize,
}

impl<'p> Pattern<'p> {
    pub(super) fn new(chars: &'p [char]) -> Pattern<'p> {
        let blocks = chars.len().div_ceil(64);
        let mut rows: HashMap<char, Vec<u64>> = HashMap::new();
        for (row, &character) in chars.iter().enumerate() {
            rows.entry(character).or_insert_with(|| vec![0; blocks])[row / 64] |= 1 << (row % 64);
        }
        Pattern { chars, rows, none: vec![0; blocks] }
    }

    /// The places in `text` with at most `limit` edits, of each stretch of overlapping ones the best.
    pub(super) fn search(&self, text: &[char], limit: usize) -> Vec<Hit> {
        let length = self.chars.len();
        if length == 0 {
            return Vec::new();
        }
        let mut up = vec![u64::MAX; self.none.len()];
        let mut down = vec![0_u64; self.none.len()];
        let mut edits = length;
        let mut hits: Vec<Hit> = Vec::new();
        for (place, character) in text.iter().enumerate() {
            let equal = self.rows.get(character).unwrap_or(&self.none);
            edits = edits.wrapping_add_signed(advance(equal, &mut up, &mut down, length));
            if edits > limit {
                continue;
            }
            let hit = Hit { end: place + 1, edits };
            match hits.last_mut() {
                // Ends closer than half the pattern are one match.
                Some(last) if hit.end - last.end < length.div_ceil(2) => {
                    if hit.edits < last.edits {
                        *last = hit;
                    }
                }
                _ => hits.push(hit),
            }
        }
        hits
    }

    /// The characters of `text` before which each character of the pattern stands in the match that ends at
    /// `hit`: one place for every boundary between characters, the first and the last included.
    ///
    /// A boundary at which text was inserted has two places; `Bounds` holds both.
    pub(super) fn bounds(&self, text: &[char], hit: Hit) -> Vec<Bounds> {
        let rows = self.chars.len();
        let from = hit.end.saturating_sub(rows + hit.edits);
        let window = &text[from..hit.end];
        let columns = window.len();
        // Edits by rows and columns; the match may begin anywhere.
        let width = columns + 1;
        let mut table = vec![0_u32; (rows + 1) * width];
        for row in 1..=rows {
            table[row * width] = row as u32;
            for column in 1..=columns {
                let same = u32::from(self.chars[row - 1] != window[column - 1]);
                let diagonal = table[(row - 1) * width + column - 1] + same;
                let skip = table[(row - 1) * width + column].min(table[row * width + column - 1]) + 1;
                table[row * width + column] = diagonal.min(skip);
            }
        }
        let mut bounds = vec![Bounds { first: from, last: from }; rows + 1];
        let (mut row, mut column) = (rows, columns);
        bounds[row] = Bounds { first: from + column, last: from + column };
        while row > 0 {
            let here = table[row * width + column];
            let same = column > 0 && self.chars[row - 1] == window[column - 1];
            if column > 0 && table[(row - 1) * width + column - 1] + u32::from(!same) == here {
                row -= 1;
                column -= 1;
            } else if table[(row - 1) * width + column] + 1 == here {
                row -= 1;
            } else {
                column -= 1;
                bounds[row].first = from + column;
                continue;
            }
            bounds[row] = Bounds { first: from + column, last: from + column };
        }
        bounds
    }
}

/// Where a boundary of the pattern falls in the text: before and behind what was inserted there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// One column: the change of the last row's value.
fn advance(equal: &[u64], up: &mut [u64], down: &mut [u64], length: usize) -> isize {
    let mut carry = 0_isize;
    let blocks = up.len();
    for block in 0..blocks {
        let (vertical_up, vertical_down) = (up[block], down[block]);
        let mut matches = equal[block];
        let either = matches | vertical_down;
        if carry < 0 {
            matches |= 1;
        }
        let diagonal = ((matches & vertical_up).wrapping_add(vertical_up) ^ vertical_up) | matches;
        let mut horizontal_up = vertical_down | !(diagonal | vertical_up);
        let mut horizontal_down = vertical_up & diagonal;
        let last = if block + 1 == blocks { 1 << ((length - 1) % 64) } else { 1 << 63 };
        let out = isize::from(horizontal_up & last != 0) - isize::from(horizontal_down & last != 0);
        horizontal_up = horizontal_up << 1 | u64::from(carry > 0);
        horizontal_down = horizontal_down << 1 | u64::from(carry < 0);
        up[block] = horizontal_down | !(either | horizontal_up);
        down[block] = horizontal_up & either;
        carry = out;
    }
    carry
}

/// Edits between two short texts, of whatever length; for context.
pub(super) fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (index, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, y) in b.iter().enumerate() {
            let best = (diagonal + usize::from(x != y)).min(row[column] + 1).min(row[column + 1] + 1);
            diagonal = row[column + 1];
            row[column + 1] = best;
        }
    }
    row[b.len()]
}
