//! Trains the parser: the dynamic oracle of Goldberg and Nivre (2013), which
//! tells the cost of each move in any state, so that training may follow the
//! parser's own mistakes.

use claimtrack_core::analysis::parser::feature::{self, Sentence};
use claimtrack_core::analysis::parser::state::{MOVES, Move, State};
use claimtrack_core::analysis::parser::{LABEL_COLUMNS, Place, best_label};
use claimtrack_sdk::Deprel;

use crate::average::{Averaged, Random};

const MOVE_BITS: u32 = 22;
const LABEL_BITS: u32 = 21;
/// Share of the moves that follow the parser instead of the oracle, from the second epoch on.
const EXPLORE: f64 = 0.9;

/// A sentence as the parser trains on it: its heads make a projective tree.
pub(crate) struct Example {
    /// The words with predicted tags.
    pub(crate) sentence: Sentence,
    /// The head of each word; the number of words for the root.
    pub(crate) heads: Vec<Place>,
    /// The relation of each word.
    pub(crate) labels: Vec<Deprel>,
}

/// The weights of one training run.
pub(crate) struct Trained {
    /// Of the structural moves.
    pub(crate) moves: Averaged<MOVES>,
    /// Of the relations.
    pub(crate) labels: Averaged<LABEL_COLUMNS>,
}

/// Makes a tree projective: lifts the shortest arc that crosses others to its head's head, until none
/// does (Nivre and Nilsson 2005, without the marks on labels).
pub(crate) fn projectivise(heads: &mut [Place]) {
    let root = heads.len() as Place;
    while let Some(dependent) = shortest_crossing(heads) {
        let head = heads[dependent];
        heads[dependent] = if head == root { root } else { heads[usize::from(head)] };
    }
}

fn shortest_crossing(heads: &[Place]) -> Option<usize> {
    let root = heads.len() as Place;
    let below = |mut place: usize, ancestor: Place| {
        for _ in 0..=heads.len() {
            if place as Place == ancestor {
                return true;
            }
            if place == heads.len() {
                return false;
            }
            place = usize::from(heads[place]);
        }
        false
    };
    (0..heads.len())
        .filter(|&dependent| {
            let head = heads[dependent];
            // The root stands behind the sentence, but an arc from it crosses nothing that its words span.
            let (low, high) = (head.min(dependent as Place), head.max(dependent as Place));
            head != root && (low + 1..high).any(|place| !below(usize::from(place), head))
        })
        .min_by_key(|&dependent| heads[dependent].abs_diff(dependent as Place))
}

/// How many gold arcs each move makes unreachable.
fn costs(state: &State, heads: &[Place]) -> [usize; MOVES] {
    let next = state.next();
    let root = heads.len() as Place;
    let head_of = |place: Place| heads.get(usize::from(place)).copied();
    let is_gold = |head: Place, dependent: Place| head_of(dependent) == Some(head);
    let buffer = next..root;
    let Some(&top) = state.stacked().last() else { return [0; MOVES] };
    let in_buffer = |place: Option<Place>| place.is_some_and(|place| place >= next);
    let lost_children = buffer.clone().filter(|&place| is_gold(top, place)).count();
    let on_stack = |place: Option<Place>| place.is_some_and(|place| state.stacked().contains(&place));
    let free_children = |head: Place| {
        let stacked = state.stacked().iter();
        stacked.filter(|&&place| state.head(place).is_none() && is_gold(head, place)).count()
    };
    let top_head = head_of(top);
    let left = lost_children + usize::from(in_buffer(top_head) && top_head != Some(next));
    let reduce = lost_children;
    let (shift, right) = if next < root {
        let head = head_of(next);
        let children = free_children(next);
        let shift = usize::from(on_stack(head)) + children;
        let elsewhere = on_stack(head) || head.is_some_and(|head| head > next);
        let right = usize::from(elsewhere && head != Some(top)) + children;
        (shift, right)
    } else {
        (0, 0)
    };
    [shift, reduce, left, right]
}

/// Trains one run.
pub(crate) fn train(examples: &[Example], epochs: usize, seed: u64) -> Trained {
    let mut moves = Averaged::zeros(MOVE_BITS);
    let mut labels = Averaged::zeros(LABEL_BITS);
    let mut random = Random(seed);
    let mut order: Vec<&Example> = examples.iter().collect();
    let mut features = Vec::new();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for example in &order {
            let mut state = State::new(example.heads.len());
            while !state.is_done() {
                let (allowed, count) = state.allowed();
                let options = || Move::ALL.into_iter().filter(|&moved| allowed[moved as usize]);
                let mut chosen = options().next().unwrap_or(Move::Shift);
                if count > 1 {
                    feature::moves(&state, &example.sentence, &mut features);
                    let scores = moves.table.score(&features);
                    let costs = costs(&state, &example.heads);
                    let lowest = options().map(|moved| costs[moved as usize]).min().unwrap_or(0);
                    let best = |moved: &Move| scores[*moved as usize];
                    let guess = options().max_by_key(best).unwrap_or(chosen);
                    let good = options().filter(|&moved| costs[moved as usize] == lowest);
                    let gold = good.max_by_key(best).unwrap_or(chosen);
                    if costs[guess as usize] > lowest {
                        moves.update(&features, gold as usize, 1);
                        moves.update(&features, guess as usize, -1);
                    }
                    moves.advance();
                    chosen = if epoch > 0 && random.chance(EXPLORE) { guess } else { gold };
                }
                let label = train_label(example, &state, chosen, &mut labels, &mut features);
                state.apply(chosen, label);
            }
        }
    }
    Trained { moves, labels }
}

/// Trains the relation of the arc that a move makes; returns the relation that the parser would give.
fn train_label(
    example: &Example,
    state: &State,
    moved: Move,
    labels: &mut Averaged<LABEL_COLUMNS>,
    features: &mut Vec<u64>,
) -> Deprel {
    let Some((head, dependent)) = state.arc(moved) else { return Deprel::Dep };
    if usize::from(head) == example.heads.len() {
        return Deprel::Root;
    }
    feature::labels(state, &example.sentence, head, dependent, features);
    let guess = best_label(&labels.table.score(features));
    // A wrong arc has no right relation: nothing is learned from it.
    if example.heads[usize::from(dependent)] == head {
        let gold = example.labels[usize::from(dependent)];
        if guess != gold {
            labels.update(features, gold as usize, 1);
            labels.update(features, guess as usize, -1);
        }
        labels.advance();
    }
    guess
}

#[cfg(test)]
mod tests {
    use claimtrack_core::analysis::parser::state::{Move, State};
    use claimtrack_sdk::Deprel;

    use super::{costs, projectivise};

    #[test]
    fn crossing_arcs_are_lifted() {
        // 0 ← 2 crosses 1 ← 3, which crosses 2 ← 4: both short ones are lifted.
        let mut heads = vec![2, 3, 4, 4, 5];
        projectivise(&mut heads);
        assert_eq!(heads, [4, 4, 4, 4, 5]);
        let mut fine = vec![1, 4, 1, 2];
        projectivise(&mut fine);
        assert_eq!(fine, [1, 4, 1, 2]);
    }

    /// Moves without cost lead to the gold tree, whichever of them are taken.
    #[test]
    fn free_moves_lead_to_the_gold_tree() {
        let trees: [&[u16]; 5] =
            [&[1, 4, 1, 2], &[4, 0, 1, 0], &[1, 2, 3, 4], &[3, 3, 3, 4], &[2, 2, 5, 4, 2]];
        for heads in trees {
            for choice in 0..256_u32 {
                let mut state = State::new(heads.len());
                let mut rest = choice;
                while !state.is_done() {
                    let (allowed, _) = state.allowed();
                    let costs = costs(&state, heads);
                    let free: Vec<Move> = Move::ALL
                        .into_iter()
                        .filter(|&moved| allowed[moved as usize] && costs[moved as usize] == 0)
                        .collect();
                    assert!(!free.is_empty(), "a free move for {heads:?}");
                    state.apply(free[rest as usize % free.len()], Deprel::Dep);
                    rest /= 2;
                }
                let found: Vec<u16> =
                    (0..heads.len() as u16).map(|place| state.head(place).unwrap_or(99)).collect();
                assert_eq!(found, heads);
            }
        }
    }
}
