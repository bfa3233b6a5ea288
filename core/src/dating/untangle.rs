//! Dates that the parse ran into their neighbours: in "On 31 July Khrenin
//! signed", month and name become one phrase. The dates are known by now, so
//! what hangs across their edge can be put where it belongs.

use claimtrack_sdk::abi::NONE;
use claimtrack_sdk::{Deprel, Upos};

use crate::document::Document;

/// Puts right what the parse hung across the edges of the document's dates. Needs `document.dates`.
pub fn untangle(document: &mut Document) {
    for index in 0..document.dates.len() {
        let row = document.dates[index];
        let Some(first) = document.tokens.get(row.first_token as usize) else { continue };
        let sentence = document.sentences[first.sentence as usize];
        if sentence.flags & claimtrack_sdk::abi::SentenceRow::PARSED == 0 {
            continue;
        }
        untangle_one(document, row.first_token..row.end_token, sentence.end_token);
    }
}

fn untangle_one(document: &mut Document, date: std::ops::Range<u32>, end: u32) {
    // Only a date that runs straight into the next phrase is at risk.
    let Some(next) = document.tokens.get(date.end as usize).filter(|_| date.end < end) else { return };
    if matches!(Upos::from_number(next.upos), Upos::Punct | Upos::Cconj | Upos::Adp | Upos::Verb | Upos::Aux)
    {
        return;
    }
    let Some(verb) = finite_verb(document, date.end, end) else { return };
    let Some(top) = top_of(document, &date) else { return };
    let mut subject = None;
    for token in date.end..end.min(verb) {
        let row = document.tokens[token as usize];
        let nominal = matches!(
            Upos::from_number(row.upos),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Det
        );
        if date.contains(&row.head) && nominal {
            let has_subject = subject.is_some() || has_subject(document, verb, &date);
            let (head, relation) = match subject {
                Some(first) if has_subject => (first, Deprel::Conj),
                None if !has_subject => (verb, Deprel::Nsubj),
                _ => continue,
            };
            set(document, token, head, relation);
            subject = subject.or(Some(token));
        }
    }
    for token in date.clone() {
        let head = document.tokens[token as usize].head;
        if token == top {
            if head != verb && (head == NONE || head >= date.end) {
                set(document, token, verb, Deprel::Obl);
            }
        } else if !date.contains(&head) {
            set(document, token, top, Deprel::Compound);
        }
    }
    // What led to the phrase behind the date leads to the date.
    for token in date.start.saturating_sub(2)..date.start {
        let row = &document.tokens[token as usize];
        if Deprel::from_number(row.deprel) == Deprel::Case && row.head >= date.start && row.head < verb {
            set(document, token, top, Deprel::Case);
        }
    }
}

fn set(document: &mut Document, token: u32, head: u32, relation: Deprel) {
    // A circle would be worse than a wrong head.
    let mut above = head;
    for _ in 0..400 {
        if above == token {
            return;
        }
        match document.tokens.get(above as usize) {
            Some(row) if row.head != NONE => above = row.head,
            _ => break,
        }
    }
    let row = &mut document.tokens[token as usize];
    row.head = head;
    row.deprel = relation as u16;
}

/// The first verb with a tense after the date that no clause mark or relative pronoun goes before.
fn finite_verb(document: &Document, from: u32, end: u32) -> Option<u32> {
    use claimtrack_sdk::Xpos;
    (from..end).find(|&token| {
        let row = document.tokens[token as usize];
        let xpos = Xpos::from_number((row.flags & claimtrack_sdk::abi::TokenRow::XPOS_MASK) as u16);
        Upos::from_number(row.upos) == Upos::Verb
            && matches!(
                Deprel::from_number(row.deprel),
                Deprel::Root | Deprel::Conj | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis
            )
            && (matches!(xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) || has_auxiliary(document, token))
    })
}

fn has_auxiliary(document: &Document, verb: u32) -> bool {
    children(document, verb)
        .any(|row| matches!(Deprel::from_number(row.deprel), Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
}

fn children(document: &Document, head: u32) -> impl Iterator<Item = &claimtrack_sdk::abi::TokenRow> {
    let sentence = document.sentences[document.tokens[head as usize].sentence as usize];
    document.tokens[sentence.first_token as usize..sentence.end_token as usize]
        .iter()
        .filter(move |row| row.head == head)
}

fn has_subject(document: &Document, verb: u32, date: &std::ops::Range<u32>) -> bool {
    let sentence = document.sentences[document.tokens[verb as usize].sentence as usize];
    (sentence.first_token..sentence.end_token).any(|token| {
        let row = document.tokens[token as usize];
        row.head == verb
            && !date.contains(&token)
            && matches!(Deprel::from_number(row.deprel), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Expl)
    })
}

/// The head of a date: its month or weekday, else its first word that is no number.
fn top_of(document: &Document, date: &std::ops::Range<u32>) -> Option<u32> {
    date.clone()
        .rfind(|&token| {
            matches!(Upos::from_number(document.tokens[token as usize].upos), Upos::Noun | Upos::Propn)
        })
        .or(Some(date.start))
}
