//! Lemmas: rules on the end of a form, chosen by its tag and its capitals; exact
//! forms come before ends. Knows no meaning: "left" (VBD) is "leave" because the
//! treebanks say so.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::hash::{self, BuildIdentity};
use super::tag::Tag;

/// Longest end of a form that a rule looks at, in characters.
pub const LONGEST_SUFFIX: usize = 6;

/// How a lemma is made from a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rule {
    /// Whether the form keeps its capitals.
    pub keep_case: bool,
    /// How many characters are cut from the end.
    pub cut: u8,
    /// What is put in their place.
    pub add: String,
}

impl Rule {
    /// The rule that makes `lemma` of `form`.
    pub fn between(form: &str, lemma: &str) -> Rule {
        let lower = fold(form);
        let plain = form.replace('’', "'");
        let shared = |form: &str| form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let (kept, lowered) = (shared(&plain), shared(&lower));
        let keep_case = kept > lowered;
        let (from, count) = if keep_case { (&plain, kept) } else { (&lower, lowered) };
        Rule {
            keep_case,
            cut: from.chars().count().saturating_sub(count).min(255) as u8,
            add: lemma.chars().skip(count).collect(),
        }
    }

    /// Writes the lemma of `form` to `lemma`; its lower-case form is `lower`.
    pub fn apply(&self, form: &str, lower: &str, lemma: &mut String) {
        lemma.clear();
        if self.keep_case {
            lemma.extend(form.chars().map(|mark| if mark == '’' { '\'' } else { mark }));
        } else {
            lemma.push_str(lower);
        }
        for _ in 0..self.cut {
            lemma.pop();
        }
        lemma.push_str(&self.add);
        if lemma.is_empty() {
            lemma.push_str(form);
        }
    }
}

/// The form in lower case with the plain apostrophe.
pub fn fold(form: &str) -> String {
    if form.is_ascii() {
        return form.to_ascii_lowercase();
    }
    form.to_lowercase().replace('’', "'")
}

/// How a word is capitalised: it decides whether its lemma is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Capitals {
    /// None at the front.
    Small,
    /// At the front, in the first word of a sentence.
    First,
    /// At the front, elsewhere.
    Inner,
    /// Capitals only.
    All,
}

impl Capitals {
    /// Of a word at `place` of its sentence.
    pub fn of(form: &str, place: usize) -> Capitals {
        let mut letters = form.chars();
        match letters.next() {
            Some(first) if first.is_uppercase() => {
                let mut rest = letters.filter(|letter| letter.is_alphabetic()).peekable();
                if rest.peek().is_some() && rest.all(char::is_uppercase) {
                    Capitals::All
                } else if place == 0 {
                    Capitals::First
                } else {
                    Capitals::Inner
                }
            }
            _ => Capitals::Small,
        }
    }
}

/// The key of a whole form.
pub fn form_key(lower: &str, tag: Tag, capitals: Capitals) -> u64 {
    hash::feature(1, hash::text(lower), u64::from(tag), capitals as u64)
}

/// The key of the last `count` characters of a form.
pub fn suffix_key(lower: &str, count: usize, tag: Tag, capitals: Capitals) -> u64 {
    let start = lower.char_indices().rev().nth(count.wrapping_sub(1)).map_or(lower.len(), |(at, _)| at);
    hash::feature(2, hash::text(&lower[start..]), u64::from(tag), capitals as u64)
}

/// The rules and where they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lemmas {
    rules: Vec<Rule>,
    keys: HashMap<u64, u16, BuildIdentity>,
}

impl Lemmas {
    /// Rules, and for each key ([`form_key`], [`suffix_key`], cut by [`hash::short`]) the number of the rule
    /// that holds.
    pub fn new(rules: Vec<Rule>, keys: impl IntoIterator<Item = (u64, u16)>) -> Lemmas {
        Lemmas { rules, keys: keys.into_iter().collect() }
    }

    /// The rules.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// All keys in order.
    pub fn sorted(&self) -> Vec<(u64, u16)> {
        let mut all: Vec<_> = self.keys.iter().map(|(&key, &rule)| (key, rule)).collect();
        all.sort_unstable();
        all
    }

    /// Writes the lemma of `form`, which is tagged `tag` and stands at `place` of its sentence.
    pub fn lemma(&self, form: &str, tag: Tag, place: usize, lemma: &mut String) {
        let lower = fold(form);
        let capitals = Capitals::of(form, place);
        let length = if lower.len() > 64 { 0 } else { lower.chars().count().min(LONGEST_SUFFIX) };
        let rule = std::iter::once(form_key(&lower, tag, capitals))
            .chain((0..=length).rev().map(|count| suffix_key(&lower, count, tag, capitals)))
            .find_map(|key| self.keys.get(&hash::short(key)));
        match rule.and_then(|&rule| self.rules.get(usize::from(rule))) {
            Some(rule) => rule.apply(form, &lower, lemma),
            None => lower.clone_into(lemma),
        }
    }
}
