//! The averaged perceptron's weights while they are trained.

use claimtrack_core::analysis::hash::Table;

/// Integer weights, and what is needed for their average over all steps.
pub(crate) struct Averaged<const C: usize> {
    /// The current weights.
    pub(crate) table: Table<C, i16>,
    weighted: Vec<i64>,
    step: i64,
}

impl<const C: usize> Averaged<C> {
    /// Zeros for `2^bits` rows.
    pub(crate) fn zeros(bits: u32) -> Averaged<C> {
        let table = Table::zeros(bits);
        let weighted = vec![0; table.weights().len()];
        Averaged { table, weighted, step: 1 }
    }

    /// Counts one more decision.
    pub(crate) fn advance(&mut self) {
        self.step += 1;
    }

    /// Adds `change` to the weights of `features` in `column`.
    pub(crate) fn update(&mut self, features: &[u64], column: usize, change: i16) {
        for &feature in features {
            let place = self.table.row(feature) + column;
            let weight = &mut self.table.weights_mut()[place];
            *weight = weight.saturating_add(change);
            self.weighted[place] += i64::from(change) * self.step;
        }
    }

    /// Adds the averages, times `share`, to `sum`, which grows to their number.
    pub(crate) fn add_averages(&self, share: f64, sum: &mut Vec<f32>) {
        sum.resize(self.table.weights().len(), 0.0);
        for ((sum, &weight), &weighted) in sum.iter_mut().zip(self.table.weights()).zip(&self.weighted) {
            let average = f64::from(weight) - weighted as f64 / self.step as f64;
            *sum += (average * share) as f32;
        }
    }
}

/// A small generator of numbers (`SplitMix64`): the same seed trains the same model.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// Whether an event of this probability happens.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        ((self.next() >> 11) as f64) < probability * (1_u64 << 53) as f64
    }

    /// Shuffles `items`.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            let other = (self.next() % (index as u64 + 1)) as usize;
            items.swap(index, other);
        }
    }
}
