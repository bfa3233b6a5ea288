//! Puts one plugin through what a real run may show it: empty, huge, Unicode
//! and broken documents, forwards, backwards and as a later host would send them.
//! Judges behaviour at the boundary, not whether the claims are right.

use std::path::Path;

use claimtrack_core::document::Document;
use claimtrack_sdk::abi::{NONE, SentenceRow, TokenRow};
use claimtrack_sdk::{Deprel, OwnedDraft, Upos};

use crate::failure::Failure;
use crate::host::{Host, PluginInfo};
use crate::settings::Settings;

/// One trial and what came of it.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What was tried.
    pub name: String,
    /// Nothing when it passed; else what went wrong.
    pub failure: Option<String>,
}

/// What is known of a plugin after its check.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The plugin, when it got so far as to introduce itself.
    pub plugin: Option<PluginInfo>,
    /// Trials in order.
    pub trials: Vec<Trial>,
}

impl Checked {
    /// Whether every trial passed.
    pub fn passed(&self) -> bool {
        self.trials.iter().all(|trial| trial.failure.is_none())
    }
}

/// Checks the plugin in the file at `path`; `settings` give its configuration and limits.
pub fn check(path: &Path, settings: &Settings) -> Checked {
    let settings = Settings {
        plugins: vec![path.to_owned()],
        folders: Vec::new(),
        own_folders: Vec::new(),
        only: Vec::new(),
        deaths: u32::MAX,
        ..settings.clone()
    };
    let host = Host::start(&settings);
    let Some(plugin) = host.plugins().first().cloned() else {
        let why = host
            .finish()
            .first()
            .map_or_else(|| "it did not start".to_owned(), |failure| failure.cause.to_string());
        return Checked { plugin: None, trials: vec![trial("loads in a worker", Err(why))] };
    };
    let mut trials = vec![trial("loads in a worker", Ok(())), trial("describes itself", described(&plugin))];
    drop(host.finish());
    let documents = documents();
    let runs = Runs::new(&settings, &documents);
    for (index, document) in documents.iter().enumerate() {
        trials.push(trial(&document.id, runs.judge(index, &document.id)));
    }
    Checked { plugin: Some(plugin), trials }
}

fn trial(name: &str, result: Result<(), String>) -> Trial {
    Trial { name: name.to_owned(), failure: result.err() }
}

/// Whether the texts of its descriptor are of use.
fn described(plugin: &PluginInfo) -> Result<(), String> {
    if plugin.kinds.is_empty() {
        return Err("it lists no kind of claim, so it can't emit any".to_owned());
    }
    let is_kind = |kind: &str| {
        let plain = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        };
        kind.split_once('.').is_some_and(|(domain, event)| plain(domain) && plain(event))
    };
    match plugin.kinds.iter().find(|kind| !is_kind(kind)) {
        Some(kind) => Err(format!("the kind {kind:?} is not of the form domain.event in lower case")),
        None if plugin.description.is_empty() => Err("its description is empty".to_owned()),
        None => Ok(()),
    }
}

/// What the plugin found in all documents, in three processes.
struct Runs {
    forwards: Run,
    backwards: Run,
    later: Run,
}

/// What it found in each document, and what went wrong.
struct Run {
    found: Vec<Vec<OwnedDraft>>,
    failures: Vec<Failure>,
}

impl Runs {
    fn new(settings: &Settings, documents: &[Document]) -> Runs {
        let run = |later: bool, documents: &[&Document]| {
            let host = Host::start(&Settings { later, ..settings.clone() });
            // One by one, so that a failure's document is the only one it can be blamed on.
            let found = documents.iter().flat_map(|document| host.extract(&[*document]));
            let found = found.map(|found| found.into_iter().map(|found| found.draft).collect()).collect();
            Run { found, failures: host.finish() }
        };
        let all: Vec<&Document> = documents.iter().collect();
        let mut backwards = run(false, &all.iter().copied().rev().collect::<Vec<_>>());
        backwards.found.reverse();
        Runs { forwards: run(false, &all), backwards, later: run(true, &all) }
    }

    fn judge(&self, index: usize, id: &str) -> Result<(), String> {
        for (run, when) in [
            (&self.forwards, ""),
            (&self.backwards, ""),
            (&self.later, "when rows are wider, as a later host may send: "),
        ] {
            if let Some(failure) = run.failures.iter().find(|failure| failure.document.as_deref() == Some(id))
            {
                return Err(format!("{when}{}", failure.cause));
            }
        }
        if self.forwards.found[index] != self.backwards.found[index] {
            return Err(
                "found something else after other documents; its output must depend on the document \
                        alone"
                    .to_owned(),
            );
        }
        if self.forwards.found[index] != self.later.found[index] {
            return Err("found something else when rows are wider; step through tables by stride".to_owned());
        }
        Ok(())
    }
}

/// The documents of the check; the id says what is odd about each.
fn documents() -> Vec<Document> {
    let words = |count: usize, word: &str| vec![word; count].join(" ");
    vec![
        parsed("an empty document", "", |_, _| NONE),
        parsed("one word", "Talks", |_, _| NONE),
        parsed(
            "no verb",
            "The ministry of trade, the embargo, the port",
            |index, _| if index == 0 { NONE } else { 0 },
        ),
        parsed(
            "Unicode",
            "Ελλάδα 🇬🇷 signe à São Tomé un accord “naïve” – 漢字 تجارة a\u{301}\u{200d}\u{feff} e\u{301}nd",
            |index, _| if index == 0 { NONE } else { index - 1 },
        ),
        parsed("heads in a circle", "banks sell oil to banks that sell oil", |index, count| {
            (index + 1) % count
        }),
        parsed("heads on themselves", "sanctions impose sanctions on sanctions", |index, _| index),
        parsed("heads beyond the end", "they attack and withdraw and attack", |_, _| 4_000_000_000),
        parsed("a deep chain", &words(3_000, "of"), |index, _| if index == 0 { NONE } else { index - 1 }),
        parsed("a wide sentence", &words(3_000, "sign export"), |index, _| if index == 0 { NONE } else { 0 }),
        in_sentences(100, parsed("a long document", &words(30_000, "sanction"), |_, _| NONE)),
        unparsed("not parsed", "The state signed an accord and imposed an embargo"),
        broken("references to nothing", "The state signed an accord and imposed an embargo"),
    ]
}

fn parsed(id: &str, text: &str, head: impl Fn(u32, u32) -> u32) -> Document {
    let mut document = Document { id: id.to_owned(), text: text.into(), ..Document::default() };
    let count = text.split_whitespace().count() as u32;
    let mut at = 0;
    for (index, word) in text.split_whitespace().enumerate() {
        let start = at + text[at..].find(word).unwrap_or(0);
        at = start + word.len();
        let lemma = document.strings.intern(word);
        let upos = [Upos::Noun, Upos::Verb, Upos::Propn, Upos::Adp][index % 4];
        let deprel = [Deprel::Nsubj, Deprel::Obj, Deprel::Conj, Deprel::Obl, Deprel::Case][index % 5];
        document.tokens.push(TokenRow {
            start: start as u32,
            end: at as u32,
            lemma,
            sentence: 0,
            head: head(index as u32, count),
            entity: NONE,
            deprel: deprel as u16,
            upos: upos as u16,
            flags: TokenRow::SPACE_AFTER,
        });
    }
    document.sentences.push(SentenceRow {
        start: 0,
        end: text.len() as u32,
        first_token: 0,
        end_token: count,
        paragraph: 0,
        flags: SentenceRow::PARSED,
    });
    document
}

/// The document in sentences of `length` tokens.
fn in_sentences(length: u32, mut document: Document) -> Document {
    let count = document.tokens.len() as u32;
    document.sentences.clear();
    for first_token in (0..count).step_by(length as usize) {
        let end_token = (first_token + length).min(count);
        let (first, last) = (document.tokens[first_token as usize], document.tokens[end_token as usize - 1]);
        for token in &mut document.tokens[first_token as usize..end_token as usize] {
            token.sentence = first_token / length;
        }
        document.sentences.push(SentenceRow {
            start: first.start,
            end: last.end,
            first_token,
            end_token,
            paragraph: 0,
            flags: SentenceRow::PARSED,
        });
    }
    document
}

fn unparsed(id: &str, text: &str) -> Document {
    let mut document = parsed(id, text, |_, _| NONE);
    document.sentences[0].flags = 0;
    document
}

/// Every index of every token and of the sentence points nowhere.
fn broken(id: &str, text: &str) -> Document {
    let mut document = parsed(id, text, |_, _| NONE - 1);
    for token in &mut document.tokens {
        (token.lemma, token.entity, token.sentence) = (900_000, 900_000, 900_000);
        (token.deprel, token.upos, token.flags) = (u16::MAX, u16::MAX, u32::MAX);
    }
    document.sentences[0].end_token = 900_000;
    document
}
