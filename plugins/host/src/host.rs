//! The host: all plugins of a run side by side. Starts them, shows documents
//! to all at once, and says at the end what is missing and why.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use claimtrack_core::document::Document;
use claimtrack_sdk::OwnedDraft;
use claimtrack_sdk::extractor::Lack;
use serde::Serialize;

use crate::failure::{Cause, Failure};
use crate::find::{Candidate, Origin, failure, find};
use crate::lane::{Job, Lane};
use crate::load::Introduction;
use crate::peek::peek;
use crate::settings::Settings;
use crate::trust::{self, Lock, PrivateCopy, hexadecimal};
use crate::wire::{Ask, Setup, document_frame};

/// What is known of a plugin that runs.
#[derive(Clone, Debug, Serialize)]
pub struct PluginInfo {
    /// Its name.
    pub name: Arc<str>,
    /// Its version.
    pub version: Arc<str>,
    /// One line for people.
    pub description: String,
    /// What built it.
    pub build: String,
    /// Kinds of claim it may emit; a draft names one by its position.
    pub kinds: Vec<Arc<str>>,
    /// Version of the contract it was built for, major and minor.
    pub abi: (u32, u32),
    /// Names of its rules; empty when it has none or can't say.
    pub rules: Vec<String>,
    /// Lemmas without which it finds nothing; none if it wants every sentence.
    pub triggers: Option<BTreeSet<String>>,
    /// Its file.
    pub path: PathBuf,
    /// SHA-256 of its file, in hexadecimal.
    pub digest: String,
    /// How it was found.
    pub origin: Origin,
}

impl PluginInfo {
    pub(crate) fn introduce(&mut self, introduction: Introduction) {
        self.name = introduction.name.into();
        self.version = introduction.version.into();
        self.description = introduction.description;
        self.build = introduction.build;
        self.kinds = introduction.kinds.into_iter().map(Arc::from).collect();
        self.abi = introduction.abi;
        self.rules = introduction.rules;
        self.triggers = introduction.triggers;
    }
}

/// Which sentences any plugin can find something in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Triggers {
    /// Every sentence.
    Everything,
    /// Those with one of these lemmas.
    Lemmas(BTreeSet<String>),
}

impl Triggers {
    /// Whether a sentence with `lemma` is worth parsing.
    pub fn wants(&self, lemma: &str) -> bool {
        match self {
            Triggers::Everything => true,
            Triggers::Lemmas(lemmas) => lemmas.contains(lemma),
        }
    }
}

/// One event that a plugin found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The plugin.
    pub plugin: Arc<str>,
    /// Its version.
    pub version: Arc<str>,
    /// The kind of claim, as `domain.event`.
    pub kind: Arc<str>,
    /// Where in the document, and who takes part.
    pub draft: OwnedDraft,
}

/// The plugins of one run.
pub struct Host {
    settings: Settings,
    plugins: Vec<PluginInfo>,
    lanes: Vec<Mutex<Lane>>,
    failures: Vec<Failure>,
}

impl Host {
    /// Finds and starts all plugins. A plugin that can't be used becomes a failure, told by
    /// [`Host::finish`]; the others run.
    pub fn start(settings: &Settings) -> Host {
        let (candidates, mut failures) = find(settings);
        // A broken lock lists nothing: what it should vouch for is not run, and the failure says why.
        let lock = settings.lock.as_deref().map_or_else(|| Ok(Lock::default()), Lock::read);
        let lock = lock.unwrap_or_else(|error| {
            failures.push(failure("(all)", None, error.into()));
            Lock::default()
        });
        let started: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = candidates
                .iter()
                .map(|candidate| scope.spawn(|| start(settings, candidate, &lock)))
                .collect();
            threads.into_iter().map(join).collect()
        });
        let mut lanes: Vec<Lane> = Vec::new();
        for result in started {
            match result {
                Ok(lane) => match lanes.iter().find(|first| first.info.name == lane.info.name) {
                    Some(first) => {
                        let cause = Cause::Doubled(first.info.path.clone());
                        failures.push(failure(&lane.info.name, Some(&lane.info.path), cause));
                    }
                    None => lanes.push(lane),
                },
                Err(failure) => failures.push(*failure),
            }
        }
        lanes.sort_by(|a, b| a.info.name.cmp(&b.info.name));
        Host {
            settings: settings.clone(),
            plugins: lanes.iter().map(|lane| lane.info.clone()).collect(),
            lanes: lanes.into_iter().map(Mutex::new).collect(),
            failures,
        }
    }

    /// The plugins that run, by name.
    pub fn plugins(&self) -> &[PluginInfo] {
        &self.plugins
    }

    /// What went wrong at the start.
    pub fn start_failures(&self) -> &[Failure] {
        &self.failures
    }

    /// Which sentences any of them can find something in.
    pub fn triggers(&self) -> Triggers {
        let mut all = BTreeSet::new();
        for plugin in &self.plugins {
            match &plugin.triggers {
                None => return Triggers::Everything,
                Some(lemmas) => all.extend(lemmas.iter().cloned()),
            }
        }
        Triggers::Lemmas(all)
    }

    /// What all plugins find in each document: by plugin name, within a plugin in its own order. All
    /// plugins work at the same time; a document on which one fails has the others' results.
    pub fn extract<D: Borrow<Document> + Sync>(&self, documents: &[D]) -> Vec<Vec<Found>> {
        let jobs: Vec<Job<'_>> =
            documents.iter().map(|document| self.job(document.borrow(), Ask::Extract)).collect();
        let by_plugin: Vec<Vec<Vec<OwnedDraft>>> = std::thread::scope(|scope| {
            let threads: Vec<_> = self
                .lanes
                .iter()
                .map(|lane| {
                    let jobs = &jobs;
                    scope.spawn(move || lock(lane).extract(&self.settings, jobs))
                })
                .collect();
            threads.into_iter().map(join).collect()
        });
        let mut found: Vec<Vec<Found>> = documents.iter().map(|_| Vec::new()).collect();
        for (plugin, per_document) in self.plugins.iter().zip(by_plugin) {
            for (found, drafts) in found.iter_mut().zip(per_document) {
                found.extend(drafts.into_iter().map(|draft| Found {
                    plugin: Arc::clone(&plugin.name),
                    version: Arc::clone(&plugin.version),
                    kind: plugin.kinds.get(draft.kind as usize).map_or_else(|| "".into(), Arc::clone),
                    draft,
                }));
            }
        }
        found
    }

    /// What the rules of each plugin lacked in `document`; none for a plugin that can't say.
    pub fn explain(&self, document: &Document) -> Vec<(Arc<str>, Option<Vec<Lack>>)> {
        let job = self.job(document, Ask::Explain);
        let explain = |(plugin, lane): (&PluginInfo, &Mutex<Lane>)| {
            (Arc::clone(&plugin.name), lock(lane).explain(&self.settings, &job))
        };
        self.plugins.iter().zip(&self.lanes).map(explain).collect()
    }

    /// Ends all plugins and says what is missing: in order of plugin and document, empty when nothing is.
    pub fn finish(self) -> Vec<Failure> {
        let mut failures = self.failures;
        let ended: Vec<Vec<Failure>> = std::thread::scope(|scope| {
            let threads: Vec<_> = self
                .lanes
                .into_iter()
                .map(|lane| lane.into_inner().unwrap_or_else(PoisonError::into_inner))
                .map(|lane| scope.spawn(|| lane.finish()))
                .collect();
            threads.into_iter().map(join).collect()
        });
        failures.extend(ended.into_iter().flatten());
        failures
    }

    fn job<'d>(&self, document: &'d Document, ask: Ask) -> Job<'d> {
        let frame = if self.settings.in_process { Vec::new() } else { document_frame(&document.view(), ask) };
        Job { document, frame: frame.into() }
    }
}

/// Checks one file and starts the plugin in it.
fn start(settings: &Settings, candidate: &Candidate, lock: &Lock) -> Result<Lane, Box<Failure>> {
    let fail = |cause| Box::new(failure(&candidate.name, Some(&candidate.path), cause));
    let contents = trust::read(&candidate.path).map_err(|error| fail(Cause::unreadable(&error)))?;
    let abi = peek(&contents.bytes).map_err(|unfit| fail(unfit.into()))?;
    trust::judge(&candidate.name, &candidate.path, candidate.origin, &contents, lock)
        .map_err(|untrusted| fail(untrusted.into()))?;
    let info = PluginInfo {
        name: candidate.name.as_str().into(),
        version: "".into(),
        description: String::new(),
        build: String::new(),
        kinds: Vec::new(),
        abi,
        rules: Vec::new(),
        triggers: None,
        path: candidate.path.clone(),
        digest: hexadecimal(&contents.digest),
        origin: candidate.origin,
    };
    // What lies beside the program is loaded from there, as trusted as the program itself.
    let copy = (candidate.origin != Origin::Beside)
        .then(|| PrivateCopy::new(&candidate.path, &contents.bytes))
        .transpose()
        .map_err(|error| fail(Cause::unreadable(&error)))?;
    let setup = Setup {
        path: copy.as_ref().map_or_else(|| candidate.path.clone(), |copy| copy.path.clone()),
        config: settings.config.clone(),
        memory_limit: settings.memory_limit,
        later: settings.later,
    };
    Lane::start(settings, info, setup, copy)
}

fn join<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|payload| std::panic::resume_unwind(payload))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
