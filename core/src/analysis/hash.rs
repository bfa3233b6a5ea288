//! Feature hashing: turns a feature into a row of one flat table of weights.
//! Knows nothing of what the features mean.
//!
//! No dictionary of features exists: a row is the top bits of a 64-bit hash, and rows may overlap. What
//! collisions cost is less than what a dictionary would cost in size and time.

use std::borrow::Cow;
use std::hash::{BuildHasherDefault, Hasher};

/// Hash of a word's text.
pub fn text(text: &str) -> u64 {
    bytes(text.as_bytes())
}

/// Hash of some bytes (eight at a time, multiply and rotate).
pub fn bytes(bytes: &[u8]) -> u64 {
    let mut hash = 0x9E37_79B9_7F4A_7C15 ^ (bytes.len() as u64);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes([
            chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7],
        ]);
        hash = (hash.rotate_left(23) ^ word).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    }
    let mut last = 0;
    for &byte in chunks.remainder() {
        last = last << 8 | u64::from(byte);
    }
    hash = (hash.rotate_left(23) ^ last).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (hash ^ hash >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// Hash of a feature: the number of its template and up to three values.
#[inline]
pub fn feature(template: u64, first: u64, second: u64, third: u64) -> u64 {
    let hash = (template ^ first).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let hash = (hash.rotate_left(29) ^ second).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash.rotate_left(31) ^ third).wrapping_mul(0x94D0_49BB_1331_11EB);
    (hash ^ hash >> 29).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A map's hasher for keys that are hashes already.
pub type BuildIdentity = BuildHasherDefault<Identity>;

/// Spreads a key that is a good hash in its low bits over all bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= self::bytes(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        // The map takes its place from the low bits and its tag from the top ones.
        self.0 = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// The 40 bits of a hash by which words and rules are told apart; the model's file holds no more.
#[inline]
pub fn short(hash: u64) -> u64 {
    hash >> 24
}

/// A weight as a table stores it.
pub trait Weight: Copy + 'static {
    /// No weight.
    const ZERO: Self;
    /// The number it stands for.
    fn value(self) -> i32;
}

/// A weight in training.
impl Weight for i16 {
    const ZERO: i16 = 0;

    #[inline]
    fn value(self) -> i32 {
        i32::from(self)
    }
}

/// A weight of a finished model: the byte `q` stands for `q · |q|`. Small weights, of which there are
/// most, keep a fine step that way; and half the memory is half the cache misses, which are what scoring
/// costs.
impl Weight for i8 {
    const ZERO: i8 = 0;

    #[inline]
    fn value(self) -> i32 {
        // The square fits: 127 · 127 < 2^15.
        let wide = i16::from(self);
        i32::from(wide * wide.abs())
    }
}

/// Weights of `C` columns (the classes) for each hashed feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<const C: usize, W: Weight = i8> {
    bits: u32,
    weights: Cow<'static, [W]>,
}

impl<const C: usize, W: Weight> Table<C, W> {
    /// A table of zeros with `2^bits` rows.
    pub fn zeros(bits: u32) -> Table<C, W> {
        Table { bits, weights: vec![W::ZERO; (1 << bits) + C].into() }
    }

    /// The table that holds `weights`; their number tells its bits. `None` if the number fits no table.
    pub fn from_weights(weights: impl Into<Cow<'static, [W]>>) -> Option<Table<C, W>> {
        let weights = weights.into();
        let rows = weights.len().checked_sub(C)?;
        (rows.is_power_of_two() && rows > 1).then(|| Table { bits: rows.trailing_zeros(), weights })
    }

    /// All weights.
    pub fn weights(&self) -> &[W] {
        &self.weights
    }

    /// All weights, to be trained.
    pub fn weights_mut(&mut self) -> &mut [W] {
        self.weights.to_mut()
    }

    /// Where the row of a feature starts.
    #[inline]
    pub fn row(&self, feature: u64) -> usize {
        (feature >> (64 - self.bits)) as usize
    }

    /// The sum of the rows of `features`.
    #[inline]
    pub fn score(&self, features: &[u64]) -> [i32; C] {
        let all: &[W] = &self.weights;
        if C > 8 {
            // Wide rows: fetching them all before the sums lets the processor wait for many at once.
            let mut fetched = 0;
            for &feature in features {
                fetched ^= all[self.row(feature)].value();
            }
            std::hint::black_box(fetched);
        }
        let mut scores = [0; C];
        for &feature in features {
            let row = self.row(feature);
            for (score, &weight) in scores.iter_mut().zip(&all[row..row + C]) {
                *score += weight.value();
            }
        }
        scores
    }
}
