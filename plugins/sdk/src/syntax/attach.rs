//! Prepositional phrases that the parse hung too low: "launched against
//! Syldavia by Borduria", where *by* hangs on "Syldavia". Looked for only
//! when nothing hangs where it should.

use super::phrase::{conjuncts, preposition};
use crate::ud::{Deprel, Upos};
use crate::view::Token;

/// Prepositions of a place that is not the place itself.
const BESIDE: &[&str] =
    &["near", "along", "around", "beside", "behind", "beyond", "across", "off", "outside", "between"];

/// Phrases with one of `prepositions` below the objects and prepositional phrases of `word`, the highest
/// first, and none below a place that something is only near; a phrase below one that has the same sort of preposition is that one's.
pub(crate) fn low<'d>(word: Token<'d>, prepositions: &[impl AsRef<str>]) -> Vec<Token<'d>> {
    let mut level: Vec<Token<'d>> = vec![word];
    for _ in 0..3 {
        let mut next = Vec::new();
        for of in level {
            for child in of.children() {
                let nominal = matches!(
                    child.deprel(),
                    Deprel::Obj
                        | Deprel::Obl
                        | Deprel::Nmod
                        | Deprel::NsubjPass
                        | Deprel::OblAgent
                        | Deprel::OblUnmarked
                        | Deprel::NmodUnmarked
                ) && child.index() > word.index();
                if !nominal {
                    continue;
                }
                if preposition(child)
                    .is_some_and(|found| prepositions.iter().any(|one| one.as_ref() == found))
                {
                    return conjuncts(child);
                }
                // "near the border with Armenia": what joins a place to its neighbour says nothing of the word.
                if !preposition(child).is_some_and(|found| BESIDE.contains(&found)) {
                    next.push(child);
                }
            }
        }
        level = next;
    }
    Vec::new()
}

/// The second member of "between A and B" where the parse lost it: the nominal after the *and* that
/// follows the phrase of `first`.
pub(crate) fn other_side(first: Token<'_>) -> Option<Token<'_>> {
    let end = super::phrase::noun_phrase(first).end;
    let document = first.document();
    let and = document.token(end).filter(|token| token.lemma() == "and" && same_sentence(*token, first))?;
    let mut next = and.next()?;
    // Determiners and modifiers lead to their noun.
    for _ in 0..6 {
        match (next.deprel(), next.head()) {
            (
                Deprel::Det | Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::Nummod,
                Some(head),
            ) if head.index() > next.index() => {
                next = head;
            }
            _ => break,
        }
    }
    matches!(next.upos(), Upos::Noun | Upos::Propn | Upos::Pron).then_some(next)
}

fn same_sentence(left: Token<'_>, right: Token<'_>) -> bool {
    left.row().sentence == right.row().sentence
}
