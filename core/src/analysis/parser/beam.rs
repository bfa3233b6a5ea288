//! Beam search: keeps the best few states instead of one. Slower and a little
//! better than the greedy parse; the same weights.

use super::feature::{self, Sentence};
use super::state::{Move, State};
use super::{Tree, Weights, finish, label_for};

struct Item {
    state: State,
    score: i64,
}

/// Parses a sentence with a beam of `width` states. The states are compared by the sum of their
/// structural scores; all of them need the same number of moves.
pub fn parse(sentence: &Sentence, weights: &Weights, width: usize) -> Tree {
    let mut features = Vec::with_capacity(192);
    let mut items = vec![Item { state: State::new(sentence.len()), score: 0 }];
    let mut grown: Vec<(usize, Move, i64)> = Vec::new();
    while items.iter().any(|item| !item.state.is_done()) {
        grown.clear();
        for (index, item) in items.iter().enumerate() {
            let (allowed, _) = item.state.allowed();
            feature::moves(&item.state, sentence, &mut features);
            let scores = weights.moves.score(&features);
            for moved in Move::ALL.into_iter().filter(|&moved| allowed[moved as usize]) {
                grown.push((index, moved, item.score + i64::from(scores[moved as usize])));
            }
        }
        grown.sort_by_key(|&(_, _, score)| std::cmp::Reverse(score));
        grown.truncate(width);
        items = grown
            .iter()
            .map(|&(index, moved, score)| {
                let mut state = items[index].state.clone();
                let label = label_for(moved, &state, sentence, weights, &mut features);
                state.apply(moved, label);
                Item { state, score }
            })
            .collect();
    }
    items.first().map_or_else(Tree::default, |item| finish(&item.state, sentence))
}
