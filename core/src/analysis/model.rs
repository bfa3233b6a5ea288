//! The trained model: what it holds, how it is written and read. It is the length of a postcard header, the
//! header, then the weights of the three tables, a byte each. The repository keeps it as a zstd frame, which
//! the build script opens: a program then maps the weights it touches and decompresses nothing as it starts.
//!
//! Weights are quantised by square-root companding: a byte `q` stands for `q · |q|`, in units of the largest
//! weight of its table. Linear bytes would lose three points of LAS.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use claimtrack_sdk::{Upos, Xpos};
use serde::{Deserialize, Serialize};

use super::hash::{self, BuildIdentity, Table};
use super::lemma::{Lemmas, Rule};
use super::parser::Weights;
use super::parser::feature::Atom;
use super::tag::{Entry, Lexicon, TAG_COLUMNS, Tag, TagSet};
use super::word::Word;

/// Why bytes are no model.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The header can't be read.
    #[error("the model's header is damaged: {0}; train it again with claimtrack-train")]
    Header(#[from] postcard::Error),
    /// A part is missing or has the wrong size.
    #[error("the model's {part} does not fit this program; train it again with claimtrack-train")]
    Part {
        /// Which part.
        part: &'static str,
    },
}

/// Everything the analysis learned from treebanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The joint tags.
    pub tags: TagSet,
    /// Forms and their tags.
    pub lexicon: Lexicon,
    /// Folded forms that the parser knows.
    pub known: Known,
    /// Rules for lemmas.
    pub lemmas: Lemmas,
    /// Weights of the tagger.
    pub tagger: Table<TAG_COLUMNS>,
    /// Weights of the parser.
    pub parser: Weights,
}

/// Folded forms, by their hash, that were seen at least twice in training.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known(HashSet<u64, BuildIdentity>);

impl Known {
    /// The set of these forms.
    pub fn new(forms: impl IntoIterator<Item = u64>) -> Known {
        Known(forms.into_iter().map(hash::short).collect())
    }

    /// The word as the parser sees it.
    pub fn atom(&self, word: &Word, tag: Tag, upos: Upos) -> Atom {
        let known = self.0.contains(&hash::short(word.lower));
        let form = if known { word.lower } else { word.suffix[2] ^ word.shape.rotate_left(17) };
        Atom { word: form, suffix: word.suffix[2], tag, upos }
    }
}

/// The file's header. Keys are sorted and held as differences.
#[derive(Serialize, Deserialize)]
struct Header {
    version: u32,
    tags: Vec<(u8, u8)>,
    lexicon: Vec<(u64, Entry)>,
    known: Vec<u64>,
    rules: Vec<Rule>,
    lemmas: Vec<(u64, u16)>,
    tables: [u64; 3],
}

const VERSION: u32 = 2;

/// Averaged weights of the three tables as the trainer makes them.
#[derive(Clone, Debug, Default)]
pub struct Averages {
    /// Of the tagger.
    pub tagger: Vec<f32>,
    /// Of the structural moves.
    pub moves: Vec<f32>,
    /// Of the relations.
    pub labels: Vec<f32>,
}

static EMBEDDED: LazyLock<Model> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.model"));
    Model::decode(bytes).expect("the embedded model is whole: a test decodes it")
});

impl Model {
    /// The model in this program; its words are read once, its weights where they lie.
    pub fn embedded() -> &'static Model {
        &EMBEDDED
    }

    /// Reads a model. Borrowed weights stay where they are.
    ///
    /// # Errors
    /// When the bytes are damaged or were written for another version of this program.
    pub fn decode(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Model, ModelError> {
        let bytes = bytes.into();
        let missing = |part| ModelError::Part { part };
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or(missing("header"))?;
        let length = u32::from_le_bytes(*length) as usize;
        let (header, weights) = rest.split_at_checked(length).ok_or(missing("header"))?;
        let header: Header = postcard::from_bytes(header)?;
        if header.version != VERSION {
            return Err(missing("version"));
        }
        let mut at = bytes.len() - weights.len();
        let mut tables = header.tables.iter().map(|&count| {
            let range = at..at.checked_add(count.try_into().ok()?)?;
            at = range.end;
            Some(match &bytes {
                Cow::Borrowed(bytes) => Cow::Borrowed(bytemuck::cast_slice(bytes.get(range)?)),
                Cow::Owned(bytes) => Cow::Owned(bytemuck::cast_slice(bytes.get(range)?).to_vec()),
            })
        });
        let mut next = |part| tables.next().flatten().ok_or(missing(part));
        let (tagger, moves, labels) = (next("tagger")?, next("parser")?, next("relations")?);
        let tags = header
            .tags
            .iter()
            .map(|&(upos, xpos)| (Upos::from_number(upos.into()), Xpos::from_number(xpos.into())));
        Ok(Model {
            tags: TagSet::new(tags.collect()),
            lexicon: Lexicon::from_short(sums(header.lexicon)),
            known: Known(
                sums(header.known.into_iter().map(|gap| (gap, ()))).map(|(form, ())| form).collect(),
            ),
            lemmas: Lemmas::new(header.rules, sums(header.lemmas)),
            tagger: Table::from_weights(tagger).ok_or(missing("tagger"))?,
            parser: Weights {
                moves: Table::from_weights(moves).ok_or(missing("parser"))?,
                labels: Table::from_weights(labels).ok_or(missing("relations"))?,
            },
        })
    }

    /// Writes a model: this one's words with these weights.
    ///
    /// # Errors
    /// When the header can't be written, which no input is known to cause.
    pub fn encode(&self, averages: &Averages) -> Result<Vec<u8>, ModelError> {
        let tables = [&averages.tagger, &averages.moves, &averages.labels];
        let largest =
            tables.map(|table| table.iter().fold(1.0_f32, |largest, weight| largest.max(weight.abs())));
        let mut known: Vec<(u64, ())> = self.known.0.iter().map(|&form| (form, ())).collect();
        known.sort_unstable();
        let header = postcard::to_stdvec(&Header {
            version: VERSION,
            tags: self.tags.all().iter().map(|&(upos, xpos)| (upos as u8, xpos as u8)).collect(),
            lexicon: gaps(self.lexicon.sorted()),
            known: gaps(known).into_iter().map(|(gap, ())| gap).collect(),
            rules: self.lemmas.rules().to_vec(),
            lemmas: gaps(self.lemmas.sorted()),
            tables: tables.map(|table| table.len() as u64),
        })?;
        let mut plain = (header.len() as u32).to_le_bytes().to_vec();
        plain.extend(header);
        for (table, largest) in tables.iter().zip(largest) {
            plain.extend(table.iter().map(|&weight| quantise(weight, largest)));
        }
        Ok(plain)
    }
}

/// Weights below this are dropped: they cost space and no accuracy.
const SMALLEST: f32 = 0.5;

fn quantise(weight: f32, largest: f32) -> u8 {
    if weight.abs() < SMALLEST {
        return 0;
    }
    let step = ((weight.abs() / largest).sqrt() * 127.0).round().clamp(1.0, 127.0);
    (step.copysign(weight) as i8).to_le_bytes()[0]
}

fn gaps<T>(sorted: Vec<(u64, T)>) -> Vec<(u64, T)> {
    let mut last = 0;
    sorted
        .into_iter()
        .map(|(hash, value)| {
            let gap = hash - last;
            last = hash;
            (gap, value)
        })
        .collect()
}

fn sums<T>(gaps: impl IntoIterator<Item = (u64, T)>) -> impl Iterator<Item = (u64, T)> {
    let mut last = 0_u64;
    gaps.into_iter().map(move |(gap, value)| {
        last = last.wrapping_add(gap);
        (last, value)
    })
}

#[cfg(test)]
mod tests {
    use super::{Averages, Model, ModelError};

    fn averages() -> Averages {
        let weights = |columns: usize| {
            let mut weights = vec![0.0; 16 + columns];
            weights[..6].copy_from_slice(&[100.0, -100.0, 0.4, -0.6, 12.5, 1.0]);
            weights
        };
        Averages { tagger: weights(88), moves: weights(4), labels: weights(56) }
    }

    #[test]
    fn a_written_model_reads_back() {
        let model = Model::embedded();
        let bytes = model.encode(&averages()).expect("it is written");
        let read = Model::decode(bytes).expect("it is read");
        assert_eq!(
            (&read.tags, &read.lexicon, &read.known, &read.lemmas),
            (&model.tags, &model.lexicon, &model.known, &model.lemmas)
        );
        // The largest weight is 127², small ones are zero, the others come back within a step.
        for weights in [&read.tagger.weights()[..6], &read.parser.moves.weights()[..6]] {
            let values: Vec<f32> =
                weights.iter().map(|&weight| f32::from(weight) * f32::from(weight).abs() / 161.29).collect();
            for (value, wanted) in values.iter().zip([100.0, -100.0, 0.0, -0.6, 12.5, 1.0]) {
                assert!((value - wanted).abs() < 0.12, "{value} for {wanted}");
            }
        }
    }

    #[test]
    fn damaged_models_are_refused() {
        let bytes = Model::embedded().encode(&averages()).expect("it is written");
        assert!(matches!(Model::decode(b"no model".as_slice()), Err(ModelError::Part { part: "header" })));
        assert!(matches!(Model::decode(b"\x02\0\0\0\xff\xff".as_slice()), Err(ModelError::Header(_))));
        let cut = bytes[..bytes.len() - 1].to_vec();
        assert!(matches!(Model::decode(cut), Err(ModelError::Part { part: "relations" })));
    }
}
