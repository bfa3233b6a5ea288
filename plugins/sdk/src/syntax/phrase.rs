//! Noun phrases: their extent, their conjuncts, their preposition.

use std::ops::Range;

use super::DEPTH;
use crate::ud::{Deprel, Upos, Xpos};
use crate::view::Token;

/// The preposition (or other case mark) of `token`, in lower case: "on" of "on two banks". Of several
/// the first; of a fixed expression ("according to") its first word.
pub fn preposition(token: Token<'_>) -> Option<&str> {
    token.children_by(Deprel::Case).find(|mark| mark.xpos() != Xpos::Pos).map(Token::lemma)
}

/// The clause mark of `token` ("that", "if", "to" of an infinitive, "from" of "from selling").
pub fn mark(token: Token<'_>) -> Option<Token<'_>> {
    token.child(Deprel::Mark)
}

/// Whether a word can head a noun phrase.
pub fn is_nominal(token: Token<'_>) -> bool {
    matches!(token.upos(), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::X)
        || matches!(token.upos(), Upos::Det | Upos::Adj) && !is_modifier(token)
}

fn is_modifier(token: Token<'_>) -> bool {
    matches!(token.deprel(), Deprel::Amod | Deprel::Det | Deprel::Advmod | Deprel::DetPredet)
}

/// `head` and everything coordinated with it, in the order of the text.
pub fn conjuncts(head: Token<'_>) -> Vec<Token<'_>> {
    let mut all = vec![head];
    let mut next = 0;
    while next < all.len() && all.len() < 64 {
        let of = all[next];
        all.extend(of.children_by(Deprel::Conj));
        next += 1;
    }
    all.sort_by_key(|token| token.index());
    all.dedup();
    all
}

/// The first conjunct of the coordination that `token` stands in: itself when it stands in none.
pub fn first_conjunct(token: Token<'_>) -> Token<'_> {
    let mut first = token;
    for _ in 0..DEPTH {
        match (first.deprel(), first.head()) {
            (Deprel::Conj, Some(head)) => first = head,
            _ => break,
        }
    }
    first
}

/// The tokens of the noun phrase of `head` as a person would quote it: determiner, modifiers,
/// possessor, name parts, apposition and *of*-phrase; without its preposition, its other conjuncts,
/// relative or participial clauses and further prepositional phrases.
pub fn noun_phrase(head: Token<'_>) -> Range<u32> {
    phrase(head, &["of"])
}

/// Whether the noun phrase of `head` names an entity.
pub fn names_entity(head: Token<'_>) -> bool {
    noun_phrase(head).any(|index| head.document().token(index).and_then(Token::entity).is_some())
}

/// Like [`noun_phrase`], and with what the thing is for: "an office for its attaché".
pub fn thing_phrase(head: Token<'_>) -> Range<u32> {
    let range = phrase(head, &["of", "for"]);
    // The parse may hang what the thing is for on the verb.
    let beside = head.document().token(range.end).filter(|mark| mark.lemma() == "for").and_then(Token::head);
    match beside {
        Some(beside) if beside.head() == head.head() && is_nominal(beside) => {
            range.start..noun_phrase(beside).end.max(range.end)
        }
        _ => range,
    }
}

fn phrase(head: Token<'_>, inner: &[&str]) -> Range<u32> {
    let mut first = head.index();
    let mut end = head.index() + 1;
    extend(head, head, inner, &mut first, &mut end, 0);
    // "Sino-Russian": a hyphen joins what stands before it.
    while let Some(hyphen) = head.document().token(first).and_then(Token::previous)
        && is_hyphen(hyphen)
        && head.document().token(first).is_some_and(|token| token.row().start == hyphen.row().end)
        && let Some(before) = hyphen.previous()
        && before.row().end == hyphen.row().start
        && before.upos() != Upos::Punct
    {
        first = before.index();
    }
    // A mark at either end belongs to the sentence, unless it is the second of a pair.
    let document = head.document();
    while end > head.index() + 1 && document.token(end - 1).is_some_and(is_edge_mark) {
        end -= 1;
    }
    while first < head.index()
        && document.token(first).is_some_and(|token| token.upos() == Upos::Punct && !is_opening(token))
    {
        first += 1;
    }
    first..end
}

fn is_edge_mark(token: Token<'_>) -> bool {
    token.upos() == Upos::Punct && !matches!(token.text(), ")" | "”" | "\"" | "'")
        || token.xpos() == Xpos::Pos && token.deprel() != Deprel::Case
}

fn is_opening(token: Token<'_>) -> bool {
    matches!(token.text(), "(" | "“" | "\"" | "‘")
}

fn extend(of: Token<'_>, head: Token<'_>, inner: &[&str], first: &mut u32, end: &mut u32, depth: u32) {
    if depth > DEPTH {
        return;
    }
    for child in of.children() {
        let at_head = of == head;
        // "14 July Iran": a date is no part of a name.
        if child.document().date_at(child.index()).is_some()
            && child.document().date_at(head.index()).is_none()
        {
            continue;
        }
        let keep = match child.deprel() {
            Deprel::Det
            | Deprel::DetPredet
            | Deprel::Amod
            | Deprel::Nummod
            | Deprel::NmodPoss
            | Deprel::NmodDesc
            | Deprel::Compound
            | Deprel::Flat
            | Deprel::Fixed
            | Deprel::Goeswith => true,
            Deprel::Advmod | Deprel::NmodUnmarked => child.index() < of.index(),
            Deprel::Appos => at_head && child.index() <= *end + 2,
            Deprel::Nmod => preposition(child).is_some_and(|found| inner.contains(&found)),
            Deprel::Case => !at_head,
            Deprel::Conj | Deprel::Cc => !at_head && child.index() < head.index(),
            Deprel::Punct => !at_head || is_hyphen(child),
            _ => false,
        };
        if keep {
            *first = (*first).min(child.index());
            *end = (*end).max(child.index() + 1);
            extend(child, head, inner, first, end, depth + 1);
        }
    }
}

fn is_hyphen(token: Token<'_>) -> bool {
    matches!(token.text(), "-" | "–" | "‑")
}
