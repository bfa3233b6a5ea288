//! One plugin through a run: keeps its worker going, blames the right document
//! when it dies or hangs, and turns it off when it dies too often.

use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use claimtrack_core::document::Document;
use claimtrack_sdk::OwnedDraft;
use claimtrack_sdk::extractor::Lack;

use crate::failure::{Cause, Failure};
use crate::find::failure;
use crate::host::PluginInfo;
use crate::load::{Instance, Introduction, Trouble, flood_cap};
use crate::process::{Answer, Process};
use crate::settings::Settings;
use crate::trust::PrivateCopy;
use crate::wire::{Reply, Request, Setup, frame};

/// Different failures told per plugin; a plugin that fails on everything must not bury the rest.
const TOLD: usize = 10;

/// Time a worker gets to end by itself once its pipe is closed or broken.
const GRACE: Duration = Duration::from_millis(500);

/// A plugin that was started at least once.
pub(crate) struct Lane {
    pub(crate) info: PluginInfo,
    runner: Runner,
    setup: Setup,
    /// What `setup` points at, if it isn't the plugin's own file.
    _copy: Option<PrivateCopy>,
    deaths: u32,
    unseen: usize,
    shown_again: bool,
    failures: Vec<Failure>,
}

enum Runner {
    /// A worker process.
    Worker(Process),
    /// The plugin in this process.
    Here(Box<Instance>),
    /// Dead; to be started again when there is work.
    Dead,
    /// Dead for good.
    Off,
}

/// A document with its frame.
pub(crate) struct Job<'d> {
    pub(crate) document: &'d Document,
    pub(crate) frame: Arc<Vec<u8>>,
}

/// A worker with the plugin loaded, or why there is none.
fn start_worker(settings: &Settings, name: &str, setup: &Setup) -> Result<(Process, Introduction), Cause> {
    let mut started_again = false;
    loop {
        let process = Process::start(settings, name).map_err(|error| Cause::Spawn(error.to_string()))?;
        process.send(frame(&Request::Setup(setup.clone())).into());
        return match process.answer(settings.start_limit) {
            Answer::Reply(Reply::Ready(introduction)) => Ok((process, introduction)),
            Answer::Reply(Reply::Refused(message)) => Err(Cause::Start(message)),
            Answer::Reply(_) | Answer::Babble => Err(Cause::Babble),
            Answer::Late => Err(Cause::Start(format!("not ready within {:?}", settings.start_limit))),
            Answer::Gone => {
                let (status, words) = process.end(GRACE);
                if was_killed(status) && !started_again {
                    started_again = true;
                    continue;
                }
                Err(Cause::Start(Cause::died(status, words).to_string()))
            }
        };
    }
}

/// In this process a library is never unloaded, so its file stays open too: the system's loader knows a
/// library by its path, and a later file under the same descriptor would be taken for this one.
fn keep(copy: Option<PrivateCopy>, in_process: bool) -> Option<PrivateCopy> {
    if in_process {
        std::mem::forget(copy);
        return None;
    }
    copy
}

impl Lane {
    /// Starts a plugin.
    pub(crate) fn start(
        settings: &Settings,
        mut info: PluginInfo,
        setup: Setup,
        copy: Option<PrivateCopy>,
    ) -> Result<Lane, Box<Failure>> {
        let started = if settings.in_process {
            Instance::open(&setup.path, &setup.config)
                .map(|instance| (instance.introduction().clone(), Runner::Here(Box::new(instance))))
                .map_err(|error| Cause::Start(error.to_string()))
        } else {
            start_worker(settings, &info.name, &setup)
                .map(|(process, introduction)| (introduction, Runner::Worker(process)))
        };
        let (introduction, runner) =
            started.map_err(|cause| Box::new(failure(&info.name, Some(&info.path), cause)))?;
        info.introduce(introduction);
        Ok(Lane {
            info,
            runner,
            setup,
            _copy: keep(copy, settings.in_process),
            deaths: 0,
            unseen: 0,
            shown_again: false,
            failures: Vec::new(),
        })
    }

    /// What the plugin found in each document; nothing where it failed.
    pub(crate) fn extract(&mut self, settings: &Settings, jobs: &[Job<'_>]) -> Vec<Vec<OwnedDraft>> {
        let mut found = Vec::with_capacity(jobs.len());
        while found.len() < jobs.len() {
            let rest = &jobs[found.len()..];
            if let Runner::Worker(process) = &mut self.runner
                && !process.is_alive()
            {
                // It died between two batches: nothing is missing, so no document is blamed.
                self.bury(settings, None);
            }
            match &mut self.runner {
                Runner::Here(instance) => {
                    let document = rest[0].document;
                    let result = instance.extract(&document.view());
                    found.push(self.keep(document, result.map_err(Cause::from)));
                }
                Runner::Worker(_) => self.run(settings, rest, &mut found),
                Runner::Dead => match start_worker(settings, &self.info.name, &self.setup) {
                    Ok((process, _)) => self.runner = Runner::Worker(process),
                    Err(cause) => self.bury(settings, Some(failure(&self.info.name, None, cause))),
                },
                Runner::Off => {
                    self.unseen += rest.len();
                    found.resize(jobs.len(), Vec::new());
                }
            }
        }
        found
    }

    /// Sends `jobs` to the worker and takes its answers until all are in or it is gone.
    fn run(&mut self, settings: &Settings, jobs: &[Job<'_>], found: &mut Vec<Vec<OwnedDraft>>) {
        if let Runner::Worker(process) = &self.runner {
            for job in jobs {
                process.send(Arc::clone(&job.frame));
            }
        }
        for job in jobs {
            let Runner::Worker(process) = &self.runner else { return };
            let cause = match process.answer(settings.time_limit) {
                Answer::Reply(Reply::Found(result)) => {
                    self.shown_again = false;
                    let result = result.and_then(|drafts| self.check(job.document, drafts));
                    found.push(self.keep(job.document, result.map_err(Cause::from)));
                    continue;
                }
                Answer::Reply(_) | Answer::Babble => Cause::Babble,
                Answer::Late => Cause::TimeLimit(settings.time_limit),
                Answer::Gone => {
                    let (status, words) = self.end();
                    if was_killed(status) && !self.shown_again {
                        self.shown_again = true;
                        self.bury(settings, None);
                        return;
                    }
                    Cause::died(status, words)
                }
            };
            let failure = self.failure(job.document, cause);
            self.bury(settings, Some(failure));
            found.push(Vec::new());
            return;
        }
    }

    /// The worker's drafts once more, since its memory may have been anybody's.
    fn check(&self, document: &Document, drafts: Vec<OwnedDraft>) -> Result<Vec<OwnedDraft>, Trouble> {
        let (tokens, entities) = (document.tokens.len() as u32, document.entities.len() as u32);
        let cap = flood_cap(tokens);
        if drafts.len() > cap as usize {
            return Err(Trouble::Flood(cap));
        }
        let kinds = self.info.kinds.len() as u32;
        for draft in &drafts {
            draft.check(kinds, tokens, entities).map_err(|first| Trouble::Draft { first, others: 0 })?;
        }
        Ok(drafts)
    }

    /// The drafts, or none and a note of why.
    fn keep(&mut self, document: &Document, result: Result<Vec<OwnedDraft>, Cause>) -> Vec<OwnedDraft> {
        result.unwrap_or_else(|cause| {
            let failure = self.failure(document, cause);
            self.note(failure);
            Vec::new()
        })
    }

    fn failure(&self, document: &Document, cause: Cause) -> Failure {
        Failure { document: Some(document.id.clone()), ..failure(&self.info.name, None, cause) }
    }

    /// Notes a failure. The same cause in another document only counts; beyond the first few causes all do.
    fn note(&mut self, mut failure: Failure) {
        let same = |told: &&mut Failure, cause: &str| {
            told.document.is_some() == failure.document.is_some() && told.cause.to_string() == cause
        };
        let cause = failure.cause.to_string();
        if let Some(told) = self.failures.iter_mut().find(|told| same(told, &cause)) {
            told.also += usize::from(told.document.is_some());
            return;
        }
        if self.failures.len() >= TOLD && failure.document.is_some() {
            let cause = Cause::Further.to_string();
            if let Some(told) = self.failures.iter_mut().find(|told| same(told, &cause)) {
                told.also += 1;
                return;
            }
            failure.cause = Cause::Further;
        }
        self.failures.push(failure);
    }

    /// Counts a death; the next work starts the plugin again, unless it has died too often.
    fn bury(&mut self, settings: &Settings, failure: Option<Failure>) {
        self.deaths += 1;
        self.runner = if self.deaths < settings.deaths { Runner::Dead } else { Runner::Off };
        if let Some(failure) = failure {
            self.note(failure);
        }
    }

    /// Ends the worker; how it ended and the last line it printed.
    fn end(&mut self) -> (Option<ExitStatus>, String) {
        match std::mem::replace(&mut self.runner, Runner::Dead) {
            Runner::Worker(process) => process.end(GRACE),
            _ => (None, String::new()),
        }
    }

    /// What each rule lacked in a document; none if the plugin can't say.
    pub(crate) fn explain(&mut self, settings: &Settings, job: &Job<'_>) -> Option<Vec<Lack>> {
        match &mut self.runner {
            Runner::Here(instance) => instance.explain(&job.document.view()),
            Runner::Worker(process) => {
                process.send(Arc::clone(&job.frame));
                if let Answer::Reply(Reply::Explained(lines)) = process.answer(settings.time_limit) {
                    return lines;
                }
                self.bury(settings, None);
                None
            }
            Runner::Dead | Runner::Off => None,
        }
    }

    /// Ends the plugin and gives all that went wrong with it.
    pub(crate) fn finish(mut self) -> Vec<Failure> {
        match std::mem::replace(&mut self.runner, Runner::Dead) {
            Runner::Here(instance) => instance.close(),
            Runner::Worker(process) => {
                process.send(frame(&Request::Close).into());
                // Its results are in; how it ends costs nobody anything.
                process.end(GRACE);
            }
            Runner::Off => {
                let cause = Cause::Off { deaths: self.deaths, documents: self.unseen };
                self.failures.push(failure(&self.info.name, None, cause));
            }
            Runner::Dead => {}
        }
        self.failures
    }
}

/// Whether the process was ended by signal 9. That comes from outside, so neither plugin nor document is to
/// blame and what was under way is tried again; but once only, since the system also kills what eats its memory.
fn was_killed(status: Option<ExitStatus>) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        status.is_some_and(|status| status.signal() == Some(9))
    }
    #[cfg(not(unix))]
    {
        let _ = status;
        false
    }
}
