//! Trains the lemmatiser: the shortest table of rules on ends of forms that gives
//! the lemmas of the treebanks, and the forms that no rule gets right.

use std::collections::{BTreeMap, HashMap};

use claimtrack_core::analysis::hash;
use claimtrack_core::analysis::lemma::{Capitals, LONGEST_SUFFIX, Lemmas, Rule, fold, form_key, suffix_key};
use claimtrack_core::analysis::tag::Tag;

use crate::conllu::Sentence;
use crate::tag::Example;

/// An end of a form must be seen this often to make a rule.
const RULE_COUNT: usize = 2;

/// Learns from sentences and the numbers of their gold tags.
pub(crate) fn train(sentences: &[Sentence], examples: &[Example]) -> Lemmas {
    let mut forms: BTreeMap<(String, Tag, u8), HashMap<Rule, usize>> = BTreeMap::new();
    for (sentence, example) in sentences.iter().zip(examples) {
        for (place, (word, &tag)) in sentence.words.iter().zip(&example.gold).enumerate() {
            if word.lemma == "_" && word.form != "_" || word.form.chars().count() > 40 {
                continue;
            }
            let capitals = Capitals::of(&word.form, place);
            let rule = Rule::between(&word.form, &word.lemma);
            let key = (fold(&word.form), tag, capitals as u8);
            *forms.entry(key).or_default().entry(rule).or_insert(0) += 1;
        }
    }
    let mut numbers: HashMap<Rule, u16> = HashMap::new();
    let mut rules = Vec::new();
    let mut number = |rule: &Rule| {
        *numbers.entry(rule.clone()).or_insert_with(|| {
            rules.push(rule.clone());
            rules.len() as u16 - 1
        })
    };
    // What each form needs, and what each end of a form needs mostly, counted in forms.
    let forms: Vec<_> = forms
        .into_iter()
        .map(|((lower, tag, capitals), counts)| {
            let (rule, count) = most(&counts);
            (lower, tag, capital(capitals), number(rule), count)
        })
        .collect();
    let mut ends: BTreeMap<(usize, u64), HashMap<u16, usize>> = BTreeMap::new();
    for (lower, tag, capitals, rule, count) in &forms {
        for length in 0..=lower.chars().count().min(LONGEST_SUFFIX) {
            let key = suffix_key(lower, length, *tag, *capitals);
            *ends.entry((length, key)).or_default().entry(*rule).or_insert(0) += 1 + (*count).min(4) / 2;
        }
    }
    let decided: HashMap<u64, (u16, usize)> = ends
        .iter()
        .map(|(&(_, key), counts)| {
            let best = counts.iter().max_by_key(|&(&rule, &count)| (count, std::cmp::Reverse(rule)));
            (key, best.map_or((0, 0), |(&rule, &count)| (rule, count)))
        })
        .collect();
    // An end is kept if it decides otherwise than the next shorter end that is kept.
    let mut kept: BTreeMap<u64, u16> = BTreeMap::new();
    for length in 0..=LONGEST_SUFFIX {
        for (lower, tag, capitals, ..) in forms.iter().filter(|form| form.0.chars().count() >= length) {
            let key = suffix_key(lower, length, *tag, *capitals);
            let Some(&(rule, count)) = decided.get(&key) else { continue };
            let shorter = (0..length)
                .rev()
                .find_map(|length| kept.get(&suffix_key(lower, length, *tag, *capitals)).copied());
            if shorter != Some(rule) && (count >= RULE_COUNT || length == 0) {
                kept.insert(key, rule);
            }
        }
    }
    let mut keys: BTreeMap<u64, u16> = kept.iter().map(|(&key, &rule)| (hash::short(key), rule)).collect();
    for (lower, tag, capitals, rule, _) in &forms {
        let length = lower.chars().count().min(LONGEST_SUFFIX);
        let given =
            (0..=length).rev().find_map(|length| kept.get(&suffix_key(lower, length, *tag, *capitals)));
        if given != Some(rule) {
            keys.insert(hash::short(form_key(lower, *tag, *capitals)), *rule);
        }
    }
    Lemmas::new(rules, keys)
}

fn most(counts: &HashMap<Rule, usize>) -> (&Rule, usize) {
    // Of equals the same one each time, whatever the order of the map.
    let by = |(rule, count): &(&Rule, &usize)| {
        (**count, std::cmp::Reverse((rule.keep_case, rule.cut, rule.add.clone())))
    };
    let (rule, count) = counts.iter().max_by_key(by).expect("each form was counted with a rule");
    (rule, *count)
}

fn capital(number: u8) -> Capitals {
    [Capitals::Small, Capitals::First, Capitals::Inner, Capitals::All][usize::from(number.min(3))]
}
