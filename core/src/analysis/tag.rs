//! Tagger: gives each token one joint tag, part of speech and Penn tag, left to
//! right, by an averaged perceptron (Collins 2002). Words that the treebanks
//! never doubt are looked up. Does not look at the parse.

use std::collections::HashMap;

use claimtrack_sdk::{Upos, Xpos};
use serde::{Deserialize, Serialize};

use super::hash::{self, BuildIdentity, Table, Weight};
use super::word::Word;

/// Columns of the tag table: room for all joint tags, a multiple of eight.
pub const TAG_COLUMNS: usize = 88;

/// A joint tag: number in the model's list.
pub type Tag = u8;

/// "No tag": before the sentence, or a class with fewer than three tags.
pub const NO_TAG: Tag = 255;

/// What is known of a word form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its most frequent tags, most frequent first; [`NO_TAG`] where it has fewer.
    pub class: [Tag; 3],
    /// Whether it always has the first of them.
    pub sure: bool,
}

/// Word forms that were seen in training, by the hash of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    entries: HashMap<u64, Entry, BuildIdentity>,
}

impl Lexicon {
    /// A lexicon of these entries, by the hash of the form.
    pub fn new(entries: impl IntoIterator<Item = (u64, Entry)>) -> Lexicon {
        Lexicon { entries: entries.into_iter().map(|(form, entry)| (hash::short(form), entry)).collect() }
    }

    /// The entry of the form with this hash.
    pub fn get(&self, form: u64) -> Option<Entry> {
        self.entries.get(&hash::short(form)).copied()
    }

    /// A lexicon of entries by [`hash::short`] keys.
    pub fn from_short(entries: impl IntoIterator<Item = (u64, Entry)>) -> Lexicon {
        Lexicon { entries: entries.into_iter().collect() }
    }

    /// All entries in the order of their keys.
    pub fn sorted(&self) -> Vec<(u64, Entry)> {
        let mut all: Vec<_> = self.entries.iter().map(|(&form, &entry)| (form, entry)).collect();
        all.sort_unstable_by_key(|&(form, _)| form);
        all
    }
}

/// The joint tags by their number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagSet {
    tags: Vec<(Upos, Xpos)>,
}

impl TagSet {
    /// The set of these tags; those that find no column are dropped.
    pub fn new(mut tags: Vec<(Upos, Xpos)>) -> TagSet {
        tags.truncate(TAG_COLUMNS);
        TagSet { tags }
    }

    /// All tags in the order of their number.
    pub fn all(&self) -> &[(Upos, Xpos)] {
        &self.tags
    }

    /// Both parts of `tag`.
    pub fn parts(&self, tag: Tag) -> (Upos, Xpos) {
        self.tags.get(usize::from(tag)).copied().unwrap_or((Upos::X, Xpos::Unknown))
    }

    /// The number of a joint tag.
    pub fn number(&self, upos: Upos, xpos: Xpos) -> Option<Tag> {
        self.tags.iter().position(|&tag| tag == (upos, xpos)).map(|number| number as Tag)
    }
}

/// A sentence on its way through the tagger.
pub struct Tagging<'a> {
    words: &'a [Word],
    entries: Vec<Option<Entry>>,
}

/// Values that stand for places before and after the sentence.
const OUTSIDE: Word = Word {
    form: 1,
    lower: 1,
    suffix: [1; 4],
    prefix: [1; 3],
    shape: 1,
    capital: false,
    digit: false,
    hyphen: false,
    upper: false,
};

impl<'a> Tagging<'a> {
    /// Looks up the words of a sentence.
    pub fn new(words: &'a [Word], lexicon: &Lexicon) -> Tagging<'a> {
        let entries =
            words.iter().map(|word| lexicon.get(word.form).or_else(|| lexicon.get(word.lower))).collect();
        Tagging { words, entries }
    }

    /// The tag of the word at `place` if the treebanks never doubt it.
    pub fn sure(&self, place: usize) -> Option<Tag> {
        self.entries[place].filter(|entry| entry.sure).map(|entry| entry.class[0])
    }

    fn word(&self, place: usize, offset: isize) -> &Word {
        place.checked_add_signed(offset).and_then(|place| self.words.get(place)).unwrap_or(&OUTSIDE)
    }

    fn class(&self, place: usize) -> u64 {
        let class = self.entries.get(place).map(|entry| entry.map_or([254; 3], |entry| entry.class));
        let [a, b, c] = class.unwrap_or([253; 3]);
        u64::from(a) << 16 | u64::from(b) << 8 | u64::from(c)
    }

    fn class_before(&self, place: usize) -> u64 {
        place.checked_sub(1).map_or(1 << 32, |before| self.class(before))
    }

    /// The features of the word at `place` after the tags `before` (the last one last).
    pub fn features(&self, place: usize, before: &[Tag], features: &mut Vec<u64>) {
        features.clear();
        let word = self.word(place, 0);
        let (previous, next) = (self.word(place, -1), self.word(place, 1));
        let mut tags = before.iter().rev().map(|&tag| u64::from(tag));
        let last = tags.next().unwrap_or(u64::from(NO_TAG));
        let last_two = last << 8 | tags.next().unwrap_or(u64::from(NO_TAG));
        let flags = u64::from(word.capital)
            | u64::from(word.digit) << 1
            | u64::from(word.hyphen) << 2
            | u64::from(word.upper) << 3
            | u64::from(place == 0) << 4
            | u64::from(next.capital) << 5;
        let (class, class_next, class_after) =
            (self.class(place), self.class(place + 1), self.class(place + 2));
        let mut template = 0_u64;
        let mut add = |first: u64, second: u64, third: u64| {
            template = u64::wrapping_add(template, 0x1234_5678_9ABC_DEF1);
            features.push(hash::feature(template, first, second, third));
        };
        add(0, 0, 0);
        add(word.form, 0, 0);
        add(word.lower, 0, 0);
        for suffix in word.suffix {
            add(suffix, 0, 0);
        }
        for prefix in word.prefix {
            add(prefix, 0, 0);
        }
        add(word.shape, 0, 0);
        add(flags, 0, 0);
        add(word.suffix[2], flags, 0);
        add(previous.lower, 0, 0);
        add(next.lower, 0, 0);
        add(self.word(place, -2).lower, 0, 0);
        add(self.word(place, 2).lower, 0, 0);
        add(previous.lower, word.lower, 0);
        add(word.lower, next.lower, 0);
        add(last, 0, 0);
        add(last_two, 0, 0);
        add(last, word.lower, 0);
        add(last, word.suffix[2], word.shape);
        add(last_two, word.lower, 0);
        add(class, 0, 0);
        add(class_next, 0, 0);
        add(class_after, 0, 0);
        add(class, class_next, 0);
        add(last, class, 0);
        add(last, class, class_next);
        add(last_two, class, 0);
        add(class, class_next, class_after);
        add(previous.suffix[2], 0, 0);
        add(next.suffix[2], 0, 0);
        add(next.suffix[1], class, 0);
        add(previous.shape, word.shape, 0);
        add(next.shape, word.shape, 0);
        add(last, next.lower, class);
        add(last, class_next, class_after);
        add(next.lower, word.suffix[2], 0);
        add(previous.lower, word.suffix[2], 0);
        add(self.class_before(place), class, class_next);
    }
}

/// Tags a sentence.
pub fn tag<W: Weight>(
    words: &[Word],
    lexicon: &Lexicon,
    table: &Table<TAG_COLUMNS, W>,
    tags: usize,
) -> Vec<Tag> {
    let sentence = Tagging::new(words, lexicon);
    let mut given = Vec::with_capacity(words.len());
    let mut features = Vec::with_capacity(48);
    for place in 0..words.len() {
        let tag = sentence.sure(place).unwrap_or_else(|| {
            sentence.features(place, &given, &mut features);
            best(&table.score(&features)[..tags.min(TAG_COLUMNS)])
        });
        given.push(tag);
    }
    given
}

/// The column with the highest score, the first of equals.
pub fn best(scores: &[i32]) -> Tag {
    let mut best = 0;
    for (column, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = column;
        }
    }
    best as Tag
}
