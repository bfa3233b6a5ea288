//! Dependency parser: arc-eager transitions (Nivre 2008), the root last in the
//! buffer, scored by averaged perceptrons. Two scorers: one of four structural
//! moves, one of relations that runs whenever an arc is made.
//!
//! Takes tagged words, returns a head and a relation for each. It makes
//! projective trees with one root only and always ends: each move consumes a
//! word or a stack place.

pub mod beam;
pub mod feature;
pub mod state;

use claimtrack_sdk::{Deprel, Upos};

use super::hash::Table;
use feature::Sentence;
use state::{MOVES, Move, State};

/// Columns of the relation table: room for [`Deprel::ALL`], a multiple of eight.
pub const LABEL_COLUMNS: usize = 56;

/// A word's place in its sentence; the root is the number of words.
pub type Place = u16;

/// The longest sentence the parser takes.
pub const LONGEST: usize = 400;

/// The weights of both scorers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Of the structural moves.
    pub moves: Table<MOVES>,
    /// Of the relations.
    pub labels: Table<LABEL_COLUMNS>,
}

/// Head and relation of each word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The place of each word's head; the number of words for the root.
    pub heads: Vec<Place>,
    /// The relation of each word to its head.
    pub labels: Vec<Deprel>,
}

/// Parses a sentence by always taking the best move.
pub fn greedy(sentence: &Sentence, weights: &Weights) -> Tree {
    let mut state = State::new(sentence.len());
    let mut features = Vec::with_capacity(192);
    while let Some(moved) = best_move(&state, sentence, weights, &mut features) {
        let label = label_for(moved, &state, sentence, weights, &mut features);
        state.apply(moved, label);
    }
    finish(&state, sentence)
}

fn best_move(state: &State, sentence: &Sentence, weights: &Weights, features: &mut Vec<u64>) -> Option<Move> {
    let (allowed, count) = state.allowed();
    if count <= 1 {
        return Move::ALL.into_iter().find(|&moved| allowed[moved as usize]);
    }
    feature::moves(state, sentence, features);
    let scores = weights.moves.score(features);
    Move::ALL.into_iter().filter(|&moved| allowed[moved as usize]).max_by_key(|&moved| scores[moved as usize])
}

/// The relation of the arc that `moved` makes; [`Deprel::Dep`] if it makes none.
pub fn label_for(
    moved: Move,
    state: &State,
    sentence: &Sentence,
    weights: &Weights,
    features: &mut Vec<u64>,
) -> Deprel {
    let Some((head, dependent)) = state.arc(moved) else { return Deprel::Dep };
    if usize::from(head) == sentence.len() {
        return Deprel::Root;
    }
    feature::labels(state, sentence, head, dependent, features);
    best_label(&weights.labels.score(features))
}

/// The best relation other than root.
pub fn best_label(scores: &[i32; LABEL_COLUMNS]) -> Deprel {
    let mut best = Deprel::Dep;
    for &label in Deprel::ALL {
        if label != Deprel::Root && scores[label as usize] > scores[best as usize] {
            best = label;
        }
    }
    best
}

/// The tree of a finished parse, with one root: the first verb that hangs on the root, or else the
/// first word that does; the others hang on it.
fn finish(state: &State, sentence: &Sentence) -> Tree {
    let root = sentence.len() as Place;
    let mut tree = Tree {
        heads: (0..root).map(|place| state.head(place).unwrap_or(root)).collect(),
        labels: (0..root).map(|place| state.label(place)).collect(),
    };
    let roots: Vec<usize> = (0..tree.heads.len()).filter(|&place| tree.heads[place] == root).collect();
    let is_verb = |&&place: &&usize| sentence.atom(place as Place).upos == Upos::Verb;
    if let Some(&only) = roots.iter().find(is_verb).or(roots.first()) {
        for place in roots {
            if place == only {
                tree.labels[place] = Deprel::Root;
                continue;
            }
            tree.heads[place] = only as Place;
            tree.labels[place] = match sentence.atom(place as Place).upos {
                Upos::Punct => Deprel::Punct,
                _ => Deprel::Parataxis,
            };
        }
    }
    tree
}
