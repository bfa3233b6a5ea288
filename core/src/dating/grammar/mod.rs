//! The grammar of time expressions: from atoms to pieces with a meaning.
//! Hand-written, one pass, bounded look-ahead; the longest reading of the
//! first rule that fits wins. Resolves nothing; see `resolve`.

mod clock;
mod day;
mod length;
mod part;
mod reader;
mod relative;
mod season;
mod year;

use super::atoms::Atom;
use super::meaning::Meaning;
use reader::Reader;

/// An expression: a range of atoms and what it says.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
}

/// All expressions of the atoms, in order, none overlapping.
pub(super) fn pieces(atoms: &[Atom<'_>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let end = (start + 1..atoms.len()).find(|&index| atoms[index].breaks).unwrap_or(atoms.len());
        let reader = Reader { atoms: &atoms[start..end] };
        let mut index = 0;
        while index < end - start {
            match reader.expression(index) {
                Some(found) => {
                    for piece in found {
                        index = index.max(piece.end);
                        pieces.push(Piece { first: piece.first + start, end: piece.end + start, ..piece });
                    }
                }
                None => index += 1,
            }
        }
        start = end;
    }
    pieces
}

impl Reader<'_, '_> {
    /// The expression that begins at `index`; several when they share a month or a year.
    fn expression(&self, index: usize) -> Option<Vec<Piece>> {
        let one = |(meaning, end)| vec![Piece { first: index, end, meaning }];
        if !self.may_begin(index) {
            return None;
        }
        let mut found = self
            .clock(index)
            .map(|piece| vec![piece])
            .or_else(|| self.part(index).map(one))
            .or_else(|| self.part_of_day(index))
            .or_else(|| self.relative(index).map(one))
            .or_else(|| self.dates(index))
            .or_else(|| self.set(index).map(one))
            .or_else(|| self.duration(index).map(one))
            .or_else(|| self.bare_units(index).map(one))
            .or_else(|| self.vague(index).map(one))?;
        if let Some(last) = found.last_mut() {
            self.extend_by_time(last);
        }
        Some(found)
    }

    /// Cheap test that spares most atoms the rules: an expression begins with a word, figures or an apostrophe.
    fn may_begin(&self, index: usize) -> bool {
        self.at(index).is_some_and(|atom| atom.is_word() || matches!(atom.text, "'" | "’" | "‘"))
    }
}
