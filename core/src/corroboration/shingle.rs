//! Near copies: texts that share most of their five-word shingles (Broder 1997).

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher as _};

/// Words in a shingle.
const WORDS: usize = 5;
/// A text of fewer shingles is too short to be told to be a copy.
const FEWEST: usize = 8;
/// How many earlier texts a text is compared with for one shingle. Copies of one text all share its
/// shingles, so that they meet in the first of them; a bound keeps the work linear.
const EARLIER: usize = 32;

/// Two texts of a list, by index, and how much of the shorter one stands in the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NearCopy {
    pub(super) earlier: usize,
    pub(super) later: usize,
    /// Percent of the shingles of the shorter text; more than 50.
    pub(super) percent: u32,
}

/// The pairs of `texts` that share more than half of the shingles of the shorter one, in order.
pub(super) fn near_copies(texts: &[&str]) -> Vec<NearCopy> {
    let shingles: Vec<Vec<u64>> = texts.iter().map(|text| shingles(text)).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (later, own) in shingles.iter().enumerate() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for shingle in own {
            let earlier = holders.entry(*shingle).or_default();
            for &index in earlier.iter() {
                *shared.entry(index).or_default() += 1;
            }
            if earlier.len() < EARLIER {
                earlier.push(later);
            }
        }
        let mut shared: Vec<_> = shared.into_iter().collect();
        shared.sort_unstable();
        for (earlier, count) in shared {
            let shorter = own.len().min(shingles[earlier].len());
            if shorter >= FEWEST && count * 2 > shorter {
                found.push(NearCopy { earlier, later, percent: (count * 100 / shorter) as u32 });
            }
        }
    }
    found
}

/// The distinct shingles of a text as hashes, sorted.
fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<u64> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| hash(&word.to_lowercase()))
        .collect();
    let mut all: Vec<u64> = words.windows(WORDS).map(hash).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn hash<T: std::hash::Hash + ?Sized>(value: &T) -> u64 {
    // Fixed keys: the same text has the same shingles in every run.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::near_copies;

    const A: &str = "The ministry of Ruritania denied on Monday that it would build a new port on the island, \
        and said that the report was wrong in every point.";

    #[test]
    fn a_copy_with_other_punctuation_and_an_end_is_near() {
        let copy = format!("{} Fishermen welcomed it.", A.replace(',', " –").to_uppercase());
        let found = near_copies(&["Something else entirely, of no length.", A, &copy]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].earlier, found[0].later, found[0].percent), (1, 2, 100));
    }

    #[test]
    fn a_shared_quotation_is_no_copy() {
        let other = "Reporters asked the ministry twice. \"The report was wrong in every point\", it said, and \
            gave no reason for the delay of the works at the harbour.";
        assert_eq!(near_copies(&[A, other]), []);
    }

    #[test]
    fn short_texts_are_not_judged() {
        assert_eq!(near_copies(&["The port was closed today.", "The port was closed today."]), []);
    }

    #[test]
    fn many_copies_all_meet() {
        let found = near_copies(&[A; 100]);
        assert!((1..100).all(|later| found.iter().any(|pair| pair.earlier == 0 && pair.later == later)));
        assert!(found.len() <= 100 * super::EARLIER);
    }
}
