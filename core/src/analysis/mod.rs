//! Language analysis: from text to sentences, tokens, tags, lemmas and parse.
//! Never fails and takes linear time, whatever the text. Names no entities,
//! resolves no dates and judges no meaning.
//!
//! Everything that is learned is in the [`Model`]; `claimtrack-train` makes it from treebanks.

mod abbreviation;
mod domain;
pub mod hash;
pub mod lemma;
pub mod model;
mod paragraph;
pub mod parser;
mod quote;
pub mod repair;
mod sentence;
pub mod tag;
mod tokenise;
pub mod word;

use std::ops::Range;
use std::sync::Arc;

use claimtrack_sdk::abi::{NONE, SentenceRow, TokenRow};
use claimtrack_sdk::{Deprel, Upos, Xpos, view};

use crate::document::Document;
pub use model::{Model, ModelError};
use paragraph::Paragraph;
use parser::Tree;
use quote::Quotes;
use repair::Form;
use tag::Tag;
use word::Word;

/// How much work the parser spends on a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effort {
    /// One state: three times quicker.
    Greedy,
    /// A beam of four states. The default, for what it does to claims: on the development articles it finds
    /// two more in a hundred and names who did what in one to four more.
    #[default]
    Beam,
}

/// States in the beam; eight bring nothing more.
const BEAM: usize = 4;

/// Analyses `text` as document `id`.
///
/// All sentences get tokens, tags and lemmas. Those for which `wanted` is true are parsed: it sees the
/// document with tags and lemmas, but without entities and dates.
pub fn analyse(
    model: &Model,
    id: &str,
    text: Arc<str>,
    effort: Effort,
    wanted: impl Fn(view::Sentence<'_>) -> bool,
) -> Document {
    let mut document = Document { id: id.to_owned(), text, ..Document::default() };
    let tags = words_and_tags(model, &mut document);
    let parsed: Vec<bool> = document.view().sentences().map(wanted).collect();
    for (sentence, _) in parsed.iter().enumerate().filter(|&(_, &wanted)| wanted) {
        parse(model, &mut document, sentence, &tags, effort);
    }
    document
}

/// The tokens of a text in its sentences, as byte ranges: the first step of [`analyse`] alone.
pub fn segment(text: &str) -> Vec<Vec<Range<usize>>> {
    let (mut tokens, mut sentences, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for paragraph in paragraph::paragraphs(text) {
        tokens.clear();
        sentences.clear();
        tokenise::tokens(text, paragraph.span, &mut tokens);
        sentence::sentences(text, &tokens, &mut sentences);
        all.extend(sentences.drain(..).map(|sentence| tokens[sentence].to_vec()));
    }
    all
}

/// Fills sentences and tokens but for the parse; returns the joint tags of the tokens.
fn words_and_tags(model: &Model, document: &mut Document) -> Vec<Tag> {
    let text = Arc::clone(&document.text);
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    let mut words: Vec<Word> = Vec::new();
    let mut lemma = String::new();
    let mut all = Vec::new();
    let mut number = 0;
    for paragraph in paragraph::paragraphs(&text) {
        tokens.clear();
        sentences.clear();
        tokenise::tokens(&text, paragraph.span.clone(), &mut tokens);
        if tokens.is_empty() {
            continue;
        }
        sentence::sentences(&text, &tokens, &mut sentences);
        let mut quotes = Quotes::default();
        let alone = sentences.len() == 1;
        for sentence in sentences.drain(..) {
            let spans = &tokens[sentence];
            words.clear();
            words.extend(spans.iter().map(|span| Word::new(&text[span.clone()])));
            let mut tags = tag::tag(&words, &model.lexicon, &model.tagger, model.tags.all().len());
            let lower: Vec<String> = spans.iter().map(|span| text[span.clone()].to_lowercase()).collect();
            for place in 0..tags.len() {
                let before = place.checked_sub(1).map(|before| domain::Neighbour {
                    lower: lower[before].as_str(),
                    is_name: model.tags.parts(tags[before]).0 == Upos::Propn,
                });
                let after = lower.get(place + 1).map(String::as_str);
                if let Some((upos, xpos)) = domain::tag(&lower[place], before, after)
                    && model.tags.parts(tags[place]).0 != upos
                    && let Some(sure) = model.tags.number(upos, xpos)
                {
                    tags[place] = sure;
                }
            }
            let first = document.tokens.len() as u32;
            for (place, (span, &tag)) in spans.iter().zip(&tags).enumerate() {
                let form = &text[span.clone()];
                let (upos, xpos) = model.tags.parts(tag);
                match domain::lemma(&lower[place], upos) {
                    Some(sure) => sure.clone_into(&mut lemma),
                    None => model.lemmas.lemma(form, tag, place, &mut lemma),
                }
                let spaced = (space_before(&text, span.start), space_before(&text, span.end + 1));
                let mut flags = xpos as u32;
                if spaced.1 {
                    flags |= TokenRow::SPACE_AFTER;
                }
                if quotes.step(form, spaced) {
                    flags |= TokenRow::QUOTED;
                }
                document.tokens.push(TokenRow {
                    start: span.start as u32,
                    end: span.end as u32,
                    lemma: document.strings.intern(&lemma),
                    sentence: document.sentences.len() as u32,
                    head: NONE,
                    entity: NONE,
                    deprel: Deprel::Dep as u16,
                    upos: upos as u16,
                    flags,
                });
            }
            let heading = alone && is_heading(&text, &paragraph, &document.tokens[first as usize..]);
            document.sentences.push(SentenceRow {
                start: spans.first().map_or(0, |span| span.start as u32),
                end: spans.last().map_or(0, |span| span.end as u32),
                first_token: first,
                end_token: document.tokens.len() as u32,
                paragraph: number,
                flags: if heading { SentenceRow::HEADING } else { 0 },
            });
            all.extend(tags);
        }
        number += 1;
    }
    all
}

/// Whether white space, or an end of the text, stands right before byte `place`.
fn space_before(text: &str, place: usize) -> bool {
    match place.checked_sub(1) {
        None => true,
        Some(before) if before >= text.len() => true,
        // All white space that is common is one byte long; others are looked at in full.
        Some(before) => {
            let byte = text.as_bytes()[before];
            byte.is_ascii_whitespace() || !byte.is_ascii() && wide_space(text, before)
        }
    }
}

/// Whether the character that holds byte `within` is white space.
fn wide_space(text: &str, within: usize) -> bool {
    let start = (0..=within).rev().find(|&start| text.is_char_boundary(start)).unwrap_or(0);
    text[start..].chars().next().is_some_and(char::is_whitespace)
}

/// Longest heading in tokens; a longer line that lacks its full stop is a sentence all the same.
const LONGEST_HEADING: usize = 25;

/// Whether the only sentence of a paragraph is a heading, a byline or another line that is no sentence:
/// it does not end like one, and it is short, or an item of a list that has no finite verb.
fn is_heading(text: &str, paragraph: &Paragraph, tokens: &[TokenRow]) -> bool {
    let form = |token: &TokenRow| &text[token.start as usize..token.end as usize];
    let referenced = tokens.last().is_some_and(|token| form(token) == "]");
    let mut last = tokens.iter().rev().map(form).filter(|word| {
        let reference = referenced && (*word == "[" || word.bytes().all(|byte| byte.is_ascii_digit()));
        !sentence::closes(word) && !reference
    });
    let ended = last.next().is_some_and(abbreviation::is_terminal)
        || tokens.last().is_some_and(|token| matches!(form(token), ":" | ";" | ","));
    let finite = tokens.iter().any(|token| {
        let xpos = Xpos::from_number((token.flags & TokenRow::XPOS_MASK) as u16);
        xpos.is_finite()
    });
    let verbless =
        !tokens.iter().any(|token| matches!(Upos::from_number(token.upos), Upos::Verb | Upos::Aux));
    if paragraph.is_item {
        return !ended && !finite;
    }
    !ended && tokens.len() <= LONGEST_HEADING || verbless && tokens.len() < 6
}

/// Parses one sentence and writes heads and relations to its tokens.
fn parse(model: &Model, document: &mut Document, sentence: usize, tags: &[Tag], effort: Effort) {
    let row = document.sentences[sentence];
    let first = row.first_token as usize;
    let rows = first..row.end_token as usize;
    let forms: Vec<&str> = document.tokens[rows.clone()]
        .iter()
        .map(|token| &document.text[token.start as usize..token.end as usize])
        .collect();
    let tree = tree(model, &forms, &tags[rows.clone()], effort);
    for (place, token) in document.tokens[rows].iter_mut().enumerate() {
        let head = usize::from(tree.heads[place]);
        token.head = if head == tree.heads.len() { NONE } else { (first + head) as u32 };
        token.deprel = tree.labels[place] as u16;
        let (upos, xpos) =
            repair::settle(forms[place], model.tags.parts(tags[first + place]), tree.labels[place]);
        token.upos = upos as u16;
        token.flags = token.flags & !TokenRow::XPOS_MASK | xpos as u32;
    }
    document.sentences[sentence].flags |= SentenceRow::PARSED;
}

/// The tree of a tagged sentence of at most [`parser::LONGEST`] words.
pub fn tree(model: &Model, forms: &[&str], tags: &[Tag], effort: Effort) -> Tree {
    let words = || forms.iter().zip(tags).map(|(&form, &tag)| (form, tag, model.tags.parts(tag)));
    let atoms = words().map(|(form, tag, (upos, _))| model.known.atom(&Word::new(form), tag, upos));
    let input = parser::feature::Sentence::new(atoms.collect());
    let mut tree = match effort {
        Effort::Greedy => parser::greedy(&input, &model.parser),
        Effort::Beam => parser::beam::parse(&input, &model.parser, BEAM),
    };
    let forms: Vec<Form> = words().map(|(text, _, (upos, xpos))| Form { text, upos, xpos }).collect();
    repair::repair(&forms, &mut tree);
    tree
}
