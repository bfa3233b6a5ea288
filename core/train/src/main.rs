//! Trains and evaluates the language model.

mod average;
mod conllu;
mod eval;
mod lemma;
mod parse;
mod show;
mod tag;

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use claimtrack_core::analysis::model::{Averages, Known, Model};
use claimtrack_core::analysis::{Effort, hash::Table, parser::Weights};
use clap::{Parser, Subcommand};

/// Trains and evaluates the language model that claimtrack-core embeds.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Trains a model from treebanks in CoNLL-U.
    Train {
        /// Where to write the model.
        #[arg(long)]
        out: PathBuf,
        /// Passes over the data.
        #[arg(long, default_value_t = 8)]
        epochs: usize,
        /// Runs of the parser whose weights are averaged.
        #[arg(long, default_value_t = 3)]
        runs: usize,
        /// Treebanks.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Prints the analysis of plain text as CoNLL-U.
    Show {
        /// A model other than the embedded one.
        #[arg(long)]
        model: Option<PathBuf>,
        /// Parses with a beam.
        #[arg(long)]
        beam: bool,
        /// Texts.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Measures a model on treebanks.
    Eval {
        /// A model other than the embedded one.
        #[arg(long)]
        model: Option<PathBuf>,
        /// Parses with a beam.
        #[arg(long)]
        beam: bool,
        /// Prints each word with its gold and given analysis as well.
        #[arg(long)]
        words: bool,
        /// Treebanks.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Train { out, epochs, runs, files } => train(&out, epochs, runs, &files),
        Command::Show { model, beam, files } => {
            let model = model_or_embedded(model)?;
            for file in files {
                let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
                show::show(&model, &file.display().to_string(), &text, effort(beam));
            }
            Ok(())
        }
        Command::Eval { model, beam, words, files } => {
            let model = model_or_embedded(model)?;
            for file in files {
                println!("{}", file.display());
                eval::eval(&model, &conllu::read(&file)?, effort(beam), words);
            }
            Ok(())
        }
    }
}

fn effort(beam: bool) -> Effort {
    if beam { Effort::Beam } else { Effort::Greedy }
}

fn model_or_embedded(path: Option<PathBuf>) -> Result<Cow<'static, Model>> {
    let Some(path) = path else { return Ok(Cow::Borrowed(Model::embedded())) };
    let read = || -> Result<Model> { Ok(Model::decode(zstd::decode_all(std::fs::File::open(&path)?)?)?) };
    Ok(Cow::Owned(read().with_context(|| path.display().to_string())?))
}

fn train(out: &PathBuf, epochs: usize, runs: usize, files: &[PathBuf]) -> Result<()> {
    let start = Instant::now();
    let log = |what: &str| eprintln!("{:6.1} s  {what}", start.elapsed().as_secs_f64());
    let mut sentences = Vec::new();
    for file in files {
        sentences.extend(conllu::read(file)?);
    }
    let tags = tag::tag_set(&sentences);
    let examples = tag::examples(&sentences, &tags);
    log(&format!("{} sentences, {} tags", sentences.len(), tags.all().len()));
    let lexicon = tag::lexicon(examples.iter());
    let mut averages = Averages::default();
    for run in 0..runs {
        let trained = tag::train(examples.iter(), tags.all().len(), epochs, run as u64 + 1);
        trained.add_averages(1.0 / runs as f64, &mut averages.tagger);
        log(&format!("tagger, run {}", run + 1));
    }
    let given = tag::jackknife(&examples, tags.all().len(), 5, epochs.div_ceil(2));
    log("jackknifed tags");
    let lemmas = lemma::train(&sentences, &examples);
    log("lemmas");

    let mut counts: HashMap<u64, usize> = HashMap::new();
    for word in examples.iter().flat_map(|example| &example.words) {
        *counts.entry(word.lower).or_insert(0) += 1;
    }
    let known = Known::new(counts.into_iter().filter(|&(_, count)| count > 1).map(|(form, _)| form));
    let trees: Vec<parse::Example> = sentences
        .iter()
        .zip(&examples)
        .zip(&given)
        .map(|((sentence, example), given)| {
            let atoms = example.words.iter().zip(given);
            let atoms = atoms.map(|(word, &tag)| known.atom(word, tag, tags.parts(tag).0));
            let mut heads: Vec<_> = sentence.words.iter().map(|word| word.head).collect();
            parse::projectivise(&mut heads);
            parse::Example {
                sentence: claimtrack_core::analysis::parser::feature::Sentence::new(atoms.collect()),
                heads,
                labels: sentence.words.iter().map(|word| word.label).collect(),
            }
        })
        .collect();
    for run in 0..runs {
        let trained = parse::train(&trees, epochs, run as u64 + 1);
        trained.moves.add_averages(1.0 / runs as f64, &mut averages.moves);
        trained.labels.add_averages(1.0 / runs as f64, &mut averages.labels);
        log(&format!("parser, run {}", run + 1));
    }
    let model = Model {
        tags,
        lexicon,
        known,
        lemmas,
        tagger: Table::zeros(0),
        parser: Weights { moves: Table::zeros(0), labels: Table::zeros(0) },
    };
    let bytes = zstd::encode_all(model.encode(&averages)?.as_slice(), 19)?;
    std::fs::write(out, &bytes).with_context(|| out.display().to_string())?;
    log(&format!("{}: {} bytes", out.display(), bytes.len()));
    Ok(())
}
