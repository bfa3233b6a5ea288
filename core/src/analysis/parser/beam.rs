//! Beam search: keeps the best few states instead of one. Slower than the greedy
//! parse; the same weights.
//!
//! The weights were trained to rank the moves of one state, so their sums can't be compared between
//! states. What is summed here is how sure each move was among the moves of its own state: the logarithm
//! of its share (softmax).

use super::feature::{self, Sentence};
use super::state::{Move, State};
use super::{Tree, Weights, finish, label_for};

/// What scores are divided by before they become shares, in units of the table (whose largest weight is
/// 127²); the best of six values on the development part of EWT. Less is the greedy parse again.
const TEMPERATURE: f64 = 8000.0;

struct Item {
    state: State,
    score: f64,
}

/// Parses a sentence with a beam of `width` states; all of them need the same number of moves.
pub fn parse(sentence: &Sentence, weights: &Weights, width: usize) -> Tree {
    let mut features = Vec::with_capacity(192);
    let mut items = vec![Item { state: State::new(sentence.len()), score: 0.0 }];
    let mut grown: Vec<(usize, Move, f64)> = Vec::new();
    while items.iter().any(|item| !item.state.is_done()) {
        grown.clear();
        for (index, item) in items.iter().enumerate() {
            let (allowed, count) = item.state.allowed();
            let options = || Move::ALL.into_iter().filter(|&moved| allowed[moved as usize]);
            if count == 1 {
                grown.extend(options().map(|moved| (index, moved, item.score)));
                continue;
            }
            feature::moves(&item.state, sentence, &mut features);
            let scores = weights.moves.score(&features).map(|score| f64::from(score) / TEMPERATURE);
            let highest = options().map(|moved| scores[moved as usize]).fold(f64::MIN, f64::max);
            let sum: f64 = options().map(|moved| (scores[moved as usize] - highest).exp()).sum();
            grown.extend(
                options()
                    .map(|moved| (index, moved, item.score + scores[moved as usize] - highest - sum.ln())),
            );
        }
        grown.sort_by(|first, second| second.2.total_cmp(&first.2));
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
