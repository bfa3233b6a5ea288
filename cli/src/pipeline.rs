//! From sources to claims: analyses documents in parallel, hands them to the
//! plugins in batches, makes claims of the drafts. The next batch is analysed
//! while the plugins work on this one. Memory is bounded by two batches; the
//! order of the result depends on nothing but the sources.

use std::sync::Arc;

use claimtrack_core::analysis::{self, Effort, Model};
use claimtrack_core::claim::{Built, Candidate, Context, Rejection, prepare};
use claimtrack_core::document::Document;
use claimtrack_core::source::{Edtf, Source};
use claimtrack_host::{Found, Host, Triggers};
use claimtrack_sdk::view::{Document as View, Sentence};
use rayon::prelude::*;

/// Documents that are analysed, sent to the plugins and turned into claims at a time.
pub(crate) const BATCH: usize = 64;

/// A text to analyse.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// Id of the source.
    pub id: String,
    /// Its text.
    pub text: Arc<str>,
    /// Its date of publication, in EDTF.
    pub published: Option<String>,
}

/// How sentences are parsed.
#[derive(Debug, clap::Args)]
pub(crate) struct Parsing {
    /// Parses without a beam: three times quicker, a little less accurate.
    #[arg(long)]
    greedy: bool,
}

impl Parsing {
    /// What the parser may spend.
    pub(crate) fn effort(&self) -> Effort {
        if self.greedy { Effort::Greedy } else { Effort::Beam }
    }
}

/// When sources were published that do not say so themselves.
#[derive(Debug, clap::Args)]
pub(crate) struct Dating {
    /// Date of publication (EDTF) of sources whose metadata has none.
    #[arg(long, value_name = "DATE", value_parser = edtf)]
    published: Option<String>,
}

impl Dating {
    /// A source as a text to analyse.
    pub(crate) fn input(&self, source: Source) -> Input {
        let published = source.metadata.published.map(|date| date.to_string());
        Input { id: source.id, text: source.text, published: self.or(published) }
    }

    /// `published`, or the date of the option.
    pub(crate) fn or(&self, published: Option<String>) -> Option<String> {
        published.or_else(|| self.published.clone())
    }
}

fn edtf(date: &str) -> Result<String, String> {
    Edtf::new(date).map(|_| date.to_owned()).map_err(|error| error.to_string())
}

/// What one document yielded.
#[derive(Debug)]
pub(crate) struct Output {
    /// The document, analysed.
    pub document: Document,
    /// Its claims, in the order of their triggers.
    pub claims: Vec<Built>,
    /// Drafts that are no claims.
    pub rejections: Vec<Rejection>,
}

/// Loads what the analysis needs, on a thread of its own: workers start meanwhile.
pub(crate) fn load() {
    std::thread::spawn(|| {
        let input = Input { id: String::new(), text: "Loaded.".into(), published: None };
        analyse(&input, &Triggers::Everything, Effort::default())
    });
}

/// Analyses one text: sentences, tags, the parse of what `triggers` can find something in, entities
/// and dates.
pub(crate) fn analyse(input: &Input, triggers: &Triggers, effort: Effort) -> Document {
    let mut document =
        analysis::analyse(Model::embedded(), &input.id, Arc::clone(&input.text), effort, |sentence| {
            is_wanted(sentence, triggers)
        });
    prepare(&mut document, input.published.as_deref());
    document
}

/// A sentence is parsed when a plugin may find something in it; when it stands before such a one,
/// because pronouns there are resolved against it; and when it quotes, because quotations go on.
fn is_wanted(sentence: Sentence<'_>, triggers: &Triggers) -> bool {
    let has_trigger = |sentence: Sentence<'_>| {
        sentence.tokens().any(|token| {
            let lemma = token.lemma();
            triggers.wants(lemma)
                || lemma.bytes().any(|byte| byte.is_ascii_uppercase())
                    && triggers.wants(&lemma.to_lowercase())
        })
    };
    let document: Option<&View<'_>> = sentence.tokens().next().map(claimtrack_sdk::Token::document);
    has_trigger(sentence)
        || document.and_then(|document| document.sentence(sentence.index() + 1)).is_some_and(has_trigger)
        || sentence.tokens().any(|token| matches!(token.text(), "\"" | "“" | "”" | "''" | "«" | "»"))
}

/// Runs the plugins over a batch of analysed documents and makes claims of what they found.
pub(crate) fn claims(host: &Host, documents: Vec<Document>) -> Vec<Output> {
    let found = host.extract(&documents);
    built(documents, found)
}

fn built(documents: Vec<Document>, found: Vec<Vec<Found>>) -> Vec<Output> {
    documents.into_par_iter().zip(found).map(|(document, found)| build(document, &found)).collect()
}

fn build(document: Document, found: &[Found]) -> Output {
    let mut claims = Vec::new();
    let mut rejections = Vec::new();
    {
        let context = Context::new(&document);
        for found in found {
            let candidate = Candidate {
                plugin: &found.plugin,
                version: &found.version,
                kind: &found.kind,
                draft: &found.draft,
            };
            match context.build(candidate) {
                Ok(built) => claims.push(built),
                Err(rejection) => rejections.push(rejection),
            }
        }
    }
    claims.sort_by(|left, right| {
        let key = |built: &Built| (built.mention.trigger.start, built.mention.kind.clone());
        key(left).cmp(&key(right))
    });
    Output { document, claims, rejections }
}

/// Analyses and extracts `inputs`, batch by batch, and hands each batch's results over in order.
pub(crate) fn run(
    host: &Host,
    inputs: impl Iterator<Item = Input>,
    effort: Effort,
    mut take: impl FnMut(Output) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let triggers = host.triggers();
    let mut inputs = inputs.fuse();
    let mut analysed = || -> Vec<Document> {
        let batch: Vec<Input> = inputs.by_ref().take(BATCH).collect();
        batch.par_iter().map(|input| analyse(input, &triggers, effort)).collect()
    };
    let mut documents = analysed();
    while !documents.is_empty() {
        // The plugins' answers are waited for on a thread of its own: the pool's are for work.
        let (found, next) = std::thread::scope(|scope| {
            let plugins = scope.spawn(|| host.extract(&documents));
            let next = analysed();
            (plugins.join().unwrap_or_else(|payload| std::panic::resume_unwind(payload)), next)
        });
        for output in built(documents, found) {
            take(output)?;
        }
        documents = next;
    }
    Ok(())
}
