//! The way from a snapshot to a newer text: a patience diff of their words,
//! made once for all quotations.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

use super::fold::Folded;

/// A snapshot, a newer text, and which word of the one is which of the other.
#[derive(Debug)]
pub struct Alignment {
    old: Vec<Range<u32>>,
    new: Vec<Range<u32>>,
    /// For each word of the snapshot, the word of the newer text that it became unaltered.
    kept: Vec<Option<u32>>,
    /// The same, the other way.
    origin: Vec<Option<u32>>,
    /// The snapshot, folded.
    pub(super) snapshot: Folded,
    /// The snapshot itself.
    pub(super) text: String,
}

/// Where the words of a quotation went.
pub(super) struct Mapped {
    /// Bytes of the newer text.
    pub(super) bytes: Range<u32>,
    /// Share of the quotation's letters whose words are kept.
    pub(super) kept: f32,
}

impl Alignment {
    /// Compares the snapshot `old` with the newer text `new`.
    pub fn new(old: &str, new: &str) -> Alignment {
        let (old_words, new_words) = (words(old), words(new));
        let fold = |text: &str, ranges: &[Range<u32>]| -> Vec<String> {
            let word = |range: &Range<u32>| text[range.start as usize..range.end as usize].to_lowercase();
            ranges.iter().map(word).collect()
        };
        let ops = capture_diff_slices(Algorithm::Patience, &fold(old, &old_words), &fold(new, &new_words));
        let mut kept = vec![None; old_words.len()];
        let mut origin = vec![None; new_words.len()];
        for op in ops {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                for step in 0..len {
                    kept[old_index + step] = Some((new_index + step) as u32);
                    origin[new_index + step] = Some((old_index + step) as u32);
                }
            }
        }
        Alignment {
            old: old_words,
            new: new_words,
            kept,
            origin,
            snapshot: Folded::new(old),
            text: old.to_owned(),
        }
    }

    /// Whether most of the bytes `place` of the newer text are words of the snapshot that stood outside of
    /// `span` there: another passage, however alike.
    pub(super) fn is_another(&self, place: Range<u32>, span: &Range<u32>) -> bool {
        let first = self.new.partition_point(|word| word.end <= place.start);
        let last = self.new.partition_point(|word| word.start < place.end);
        let outside = (first..last).filter(|&word| {
            self.origin[word].is_some_and(|old| {
                let old = &self.old[old as usize];
                old.end <= span.start || span.end <= old.start
            })
        });
        10 * outside.count() > 7 * last.saturating_sub(first)
    }

    /// Where the bytes `span` of the snapshot went; none when no word of them is kept.
    pub(super) fn map(&self, span: Range<u32>) -> Option<Mapped> {
        let first = self.old.partition_point(|word| word.end <= span.start);
        let last = self.old.partition_point(|word| word.start < span.end);
        let ours = first..last;
        let kept: Vec<(usize, u32)> =
            ours.clone().filter_map(|word| Some((word, self.kept[word]?))).collect();
        let (&(first_old, first_new), &(last_old, last_new)) = (kept.first()?, kept.last()?);
        let letters = |word: usize| self.old[word].len() as f32;
        let all: f32 = ours.clone().map(letters).sum();
        let share = kept.iter().map(|&(word, _)| letters(word)).sum::<f32>() / all.max(1.0);
        // Words at the edges that were replaced: as many of the newer text, up to the neighbour that is kept.
        let lead = (first_old - ours.start) as u32;
        let tail = (ours.end - 1 - last_old) as u32;
        let before = ours.start.checked_sub(1).and_then(|word| self.kept[word]);
        let behind = self.kept.get(ours.end).copied().flatten();
        let start = first_new.saturating_sub(lead).max(before.map_or(0, |word| (word + 1).min(first_new)));
        let most = self.new.len() as u32 - 1;
        let end = (last_new + tail).min(behind.map_or(most, |word| word.saturating_sub(1).max(last_new)));
        let bytes = self.new[start as usize].start..self.new[end as usize].end;
        Some(Mapped { bytes, kept: share })
    }
}

/// Bytes of the words of a text.
pub(super) fn words(text: &str) -> Vec<Range<u32>> {
    text.unicode_word_indices().map(|(start, word)| start as u32..(start + word.len()) as u32).collect()
}
