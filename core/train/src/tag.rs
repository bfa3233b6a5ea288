//! Trains the tagger: the joint tags, the lexicon, the weights; and tags the
//! training data by taggers that have not seen it (jackknifing), because the
//! parser must learn from tags with mistakes in them.

use std::collections::{BTreeMap, HashMap};

use claimtrack_core::analysis::hash;
use claimtrack_core::analysis::tag::{self, Entry, Lexicon, NO_TAG, TAG_COLUMNS, Tag, TagSet, Tagging};
use claimtrack_core::analysis::word::Word;

use crate::average::{Averaged, Random};
use crate::conllu::Sentence;

const BITS: u32 = 22;
/// A joint tag that is rarer is mapped to its most frequent sibling.
const RARE_TAG: usize = 8;
/// A form that is rarer is never looked up without doubt.
const SURE_COUNT: usize = 20;
const SURE_SHARE: f64 = 0.995;

/// A sentence as the tagger trains on it.
pub(crate) struct Example {
    /// Its words.
    pub(crate) words: Vec<Word>,
    /// Their gold tags.
    pub(crate) gold: Vec<Tag>,
}

/// The joint tags of some sentences, the most frequent first.
pub(crate) fn tag_set(sentences: &[Sentence]) -> TagSet {
    let mut counts = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        *counts.entry((word.upos, word.xpos)).or_insert(0_usize) += 1;
    }
    let mut tags: Vec<_> = counts.into_iter().filter(|&(_, count)| count >= RARE_TAG).collect();
    tags.sort_by_key(|&(tag, count)| (std::cmp::Reverse(count), tag));
    TagSet::new(tags.into_iter().map(|(tag, _)| tag).collect())
}

/// Prepares sentences.
pub(crate) fn examples(sentences: &[Sentence], tags: &TagSet) -> Vec<Example> {
    let nearest = |word: &crate::conllu::Word| {
        let same = |by: &dyn Fn(&(claimtrack_sdk::Upos, claimtrack_sdk::Xpos)) -> bool| {
            tags.all().iter().position(by).map(|number| number as Tag)
        };
        tags.number(word.upos, word.xpos)
            .or_else(|| same(&|tag| tag.0 == word.upos))
            .or_else(|| same(&|tag| tag.1 == word.xpos))
            .unwrap_or(0)
    };
    sentences
        .iter()
        .map(|sentence| Example {
            words: sentence.words.iter().map(|word| Word::new(&word.form)).collect(),
            gold: sentence.words.iter().map(nearest).collect(),
        })
        .collect()
}

/// The lexicon of the forms in `examples`: as they stand, and folded.
pub(crate) fn lexicon<'a>(examples: impl Iterator<Item = &'a Example> + Clone) -> Lexicon {
    let mut counts: HashMap<u64, HashMap<Tag, usize>> = HashMap::new();
    for example in examples.clone() {
        for (word, &tag) in example.words.iter().zip(&example.gold) {
            *counts.entry(word.form).or_default().entry(tag).or_insert(0) += 1;
        }
    }
    // A folded form stands for all its spellings when none of them is it.
    let mut folded: HashMap<u64, HashMap<Tag, usize>> = HashMap::new();
    for example in examples {
        for (word, &tag) in example.words.iter().zip(&example.gold) {
            if !counts.contains_key(&word.lower) {
                *folded.entry(word.lower).or_default().entry(tag).or_insert(0) += 1;
            }
        }
    }
    counts.extend(folded);
    Lexicon::new(counts.into_iter().map(|(form, tags)| {
        let total: usize = tags.values().sum();
        let mut tags: Vec<_> = tags.into_iter().collect();
        tags.sort_by_key(|&(tag, count)| (std::cmp::Reverse(count), tag));
        let mut class = [NO_TAG; 3];
        for (slot, &(tag, count)) in class.iter_mut().zip(&tags) {
            // A tag that was given to one in fifty is an error or no help.
            if count * 50 >= total {
                *slot = tag;
            }
        }
        let sure = total >= SURE_COUNT && tags[0].1 as f64 >= SURE_SHARE * total as f64;
        (form, Entry { class, sure })
    }))
}

/// Parts of the training data; the words of each are looked up in a lexicon of the others, because a
/// lexicon that has seen a word's own tag tells too much.
const FOLDS: usize = 8;

/// Trains weights.
pub(crate) fn train<'a>(
    examples: impl Iterator<Item = &'a Example> + Clone,
    tags: usize,
    epochs: usize,
    seed: u64,
) -> Averaged<TAG_COLUMNS> {
    let lexicons: Vec<Lexicon> = (0..FOLDS)
        .map(|fold| {
            let others = examples.clone().enumerate().filter(move |&(index, _)| index % FOLDS != fold);
            lexicon(others.map(|(_, example)| example))
        })
        .collect();
    let mut weights = Averaged::zeros(BITS);
    let mut random = Random(seed);
    let mut order: Vec<(usize, &Example)> = examples.enumerate().collect();
    let mut features = Vec::new();
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &(index, example) in &order {
            let sentence = Tagging::new(&example.words, &lexicons[index % FOLDS]);
            let mut given = Vec::with_capacity(example.words.len());
            for (place, &gold) in example.gold.iter().enumerate() {
                if let Some(tag) = sentence.sure(place) {
                    given.push(tag);
                    continue;
                }
                sentence.features(place, &given, &mut features);
                let tag = tag::best(&weights.table.score(&features)[..tags]);
                if tag != gold {
                    weights.update(&features, usize::from(gold), 1);
                    weights.update(&features, usize::from(tag), -1);
                }
                weights.advance();
                given.push(tag);
            }
        }
    }
    weights
}

/// Averages as a table for tagging, scaled so that fractions survive.
pub(crate) fn table(weights: &Averaged<TAG_COLUMNS>) -> Table {
    let mut sum = Vec::new();
    weights.add_averages(1.0, &mut sum);
    let rounded: Vec<_> =
        sum.iter().map(|weight| (weight * 64.0).clamp(-32_000.0, 32_000.0) as i16).collect();
    hash::Table::from_weights(rounded).unwrap_or_else(|| hash::Table::zeros(BITS))
}

type Table = hash::Table<TAG_COLUMNS, i16>;

/// The tags that taggers give to sentences they have not seen, in `folds` parts.
pub(crate) fn jackknife(examples: &[Example], tags: usize, folds: usize, epochs: usize) -> Vec<Vec<Tag>> {
    let mut given = vec![Vec::new(); examples.len()];
    for fold in 0..folds {
        let seen = (0..examples.len()).filter(|index| index % folds != fold).map(|index| &examples[index]);
        let lexicon = lexicon(seen.clone());
        let table = table(&train(seen, tags, epochs, fold as u64 + 100));
        for index in (fold..examples.len()).step_by(folds) {
            given[index] = tag::tag(&examples[index].words, &lexicon, &table, tags);
        }
    }
    given
}
