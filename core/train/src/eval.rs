//! Measures a model against treebanks: on gold tokens with predicted tags, and
//! from raw text.

use std::sync::Arc;
use std::time::Instant;

use claimtrack_core::analysis::{Effort, Model, analyse, repair, segment, tag, tree, word::Word};
use claimtrack_sdk::Deprel;

use crate::conllu::Sentence;

/// Counts of one treebank.
#[derive(Debug, Default)]
struct Counts {
    words: usize,
    upos: usize,
    xpos: usize,
    heads: usize,
    labelled: usize,
    lemmas: usize,
    lemmas_any_case: usize,
}

/// Prints all measures; with `words`, each word with its gold and given tags, relation and head as well.
pub(crate) fn eval(model: &Model, sentences: &[Sentence], effort: Effort, words: bool) {
    let counts = on_gold_tokens(model, sentences, effort, words);
    let share = |count: usize| 100.0 * count as f64 / counts.words.max(1) as f64;
    println!(
        "gold tokens: UPOS {:.2}  XPOS {:.2}  UAS {:.2}  LAS {:.2}  lemmas {:.2} ({:.2} ignoring case)",
        share(counts.upos),
        share(counts.xpos),
        share(counts.heads),
        share(counts.labelled),
        share(counts.lemmas),
        share(counts.lemmas_any_case),
    );
    let text: Arc<str> = raw_text(sentences).into();
    let (sentence, token) = segmentation(sentences, &text);
    let start = Instant::now();
    let document = analyse(model, "eval", Arc::clone(&text), effort, |_| true);
    let seconds = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let tagged = analyse(model, "eval", text, effort, |_| false);
    let without = start.elapsed().as_secs_f64();
    println!(
        "raw text: sentence F1 {sentence:.2}  token F1 {token:.2}  {:.0} tokens/s parsed, {:.0} tagged",
        document.tokens.len() as f64 / seconds,
        tagged.tokens.len() as f64 / without,
    );
}

fn on_gold_tokens(model: &Model, sentences: &[Sentence], effort: Effort, errors: bool) -> Counts {
    let mut counts = Counts::default();
    let mut lemma = String::new();
    for sentence in sentences {
        let words: Vec<Word> = sentence.words.iter().map(|word| Word::new(&word.form)).collect();
        let tags = tag::tag(&words, &model.lexicon, &model.tagger, model.tags.all().len());
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        let tree = tree(model, &forms, &tags, effort);
        for (place, word) in sentence.words.iter().enumerate() {
            let given = model.tags.parts(tags[place]);
            let (upos, xpos) = repair::settle(&word.form, given, tree.labels[place]);
            counts.words += 1;
            if errors {
                let head =
                    |head: u16| sentence.words.get(usize::from(head)).map_or("-", |word| word.form.as_str());
                println!(
                    "{place}\t{}\t{}|{}\t{upos}|{xpos}\t{}<{}\t{}<{}",
                    word.form,
                    word.upos,
                    word.xpos,
                    word.label,
                    head(word.head),
                    tree.labels[place],
                    head(tree.heads[place]),
                );
            }
            counts.upos += usize::from(upos == word.upos);
            counts.xpos += usize::from(xpos == word.xpos);
            let same_head = tree.heads[place] == word.head;
            counts.heads += usize::from(same_head);
            counts.labelled += usize::from(same_head && base(tree.labels[place]) == base(word.label));
            model.lemmas.lemma(&word.form, tags[place], place, &mut lemma);
            counts.lemmas += usize::from(lemma == word.lemma);
            counts.lemmas_any_case += usize::from(lemma.to_lowercase() == word.lemma.to_lowercase());
        }
    }
    counts
}

/// A relation without its subtype.
pub(crate) fn base(label: Deprel) -> &'static str {
    label.as_str().split(':').next().unwrap_or_default()
}

/// The treebank's text: a space between sentences, a blank line between paragraphs.
fn raw_text(sentences: &[Sentence]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        if !text.is_empty() {
            text.push_str(if sentence.begins_paragraph { "\n\n" } else { " " });
        }
        text.push_str(&sentence.text);
    }
    text
}

/// F1 of sentences and of tokens, compared by which characters other than space they cover.
fn segmentation(sentences: &[Sentence], text: &str) -> (f64, f64) {
    let mut at = 0;
    let (mut gold_tokens, mut gold_sentences) = (Vec::new(), Vec::new());
    for sentence in sentences {
        let start = at;
        for word in &sentence.words {
            let length = word.form.chars().filter(|mark| !mark.is_whitespace()).count();
            gold_tokens.push(at..at + length);
            at += length;
        }
        gold_sentences.push(start..at);
    }
    let mut places = vec![0; text.len() + 1];
    let mut count = 0;
    for (byte, character) in text.char_indices() {
        places[byte] = count;
        count += usize::from(!character.is_whitespace());
    }
    places[text.len()] = count;
    let (mut tokens, mut found) = (Vec::new(), Vec::new());
    for sentence in segment(text) {
        let spans: Vec<_> = sentence.iter().map(|span| places[span.start]..places[span.end]).collect();
        found.extend(spans.first().zip(spans.last()).map(|(first, last)| first.start..last.end));
        tokens.extend(spans);
    }
    (f1(&gold_sentences, &found), f1(&gold_tokens, &tokens))
}

fn f1(gold: &[std::ops::Range<usize>], found: &[std::ops::Range<usize>]) -> f64 {
    let set: std::collections::HashSet<_> = gold.iter().collect();
    let right = found.iter().filter(|range| set.contains(range)).count();
    200.0 * right as f64 / (gold.len() + found.len()).max(1) as f64
}
