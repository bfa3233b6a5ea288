//! What went wrong with a plugin, as values that print as one clear line.

use std::fmt;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::Duration;

use crate::load::Trouble;
use crate::peek::Unfit;
use crate::trust::{LockError, Untrusted};

/// One thing that went wrong: with which plugin, on which document, why.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The plugin's name, or its file's when it never got so far as to say its name.
    pub plugin: String,
    /// Its file, when the plugin as a whole could not be used.
    pub path: Option<PathBuf>,
    /// The document whose results of this plugin are missing.
    pub document: Option<String>,
    /// In how many further documents the same happened.
    pub also: usize,
    /// Why.
    pub cause: Cause,
}

/// Why a plugin, or its results on one document, are missing.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Cause {
    /// Nothing is at the path, or it can't be read.
    #[error("can't be read: {0}")]
    Unreadable(String),
    /// A name given to `--only` that no plugin has.
    #[error("no plugin of this name was found; there are: {0}")]
    Unknown(String),
    /// Another plugin of this name was found first.
    #[error("left out, because {0} has the same name and comes first")]
    Doubled(PathBuf),
    /// The file is no plugin that this host can run.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The file could have been changed by others, or isn't the one that was added.
    #[error(transparent)]
    Untrusted(#[from] Untrusted),
    /// The list of added plugins can't be used.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// It could not be loaded or refused to start.
    #[error("did not start: {0}")]
    Start(String),
    /// Its worker process could not be started.
    #[error("its worker process could not be started: {0}")]
    Spawn(String),
    /// Its worker process ended.
    #[error("its process ended by itself ({status}){}", last_words(.words))]
    Died {
        /// How, as the system says it.
        status: String,
        /// The last line it printed.
        words: String,
    },
    /// It took too long and was stopped.
    #[error("stopped after the time limit of {0:?}")]
    TimeLimit(Duration),
    /// It said so itself, or handed over what can't be taken.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// Its worker answered with bytes that mean nothing.
    #[error("its process answered with something unintelligible")]
    Babble,
    /// It failed in more ways than are told one by one.
    #[error("failed in yet another way; from here on its failures are only counted")]
    Further,
    /// It died too often.
    #[error("turned off for this run after {deaths} deaths; {documents} documents were not shown to it")]
    Off {
        /// How often.
        deaths: u32,
        /// Documents it did not see.
        documents: usize,
    },
}

fn last_words(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("; last it printed: {words}") }
}

impl Cause {
    /// Why a file can't be read, without the system's error number.
    pub(crate) fn unreadable(error: &std::io::Error) -> Cause {
        Cause::Unreadable(match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
            std::io::ErrorKind::PermissionDenied => "you may not read it; check its permissions".to_owned(),
            _ => error.to_string(),
        })
    }

    /// How a process ended, with the last line it printed.
    pub(crate) fn died(status: Option<ExitStatus>, words: String) -> Cause {
        let status = status.map_or_else(|| "how is not known".to_owned(), |status| status.to_string());
        Cause::Died { status, words }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "plugin {}", self.plugin)?;
        if let Some(path) = &self.path {
            write!(f, " ({})", path.display())?;
        }
        if let Some(document) = &self.document {
            write!(f, ", document {document}")?;
        }
        write!(f, ": {}", self.cause)?;
        match self.also {
            0 => Ok(()),
            1 => write!(f, " (and so in 1 further document)"),
            also => write!(f, " (and so in {also} further documents)"),
        }
    }
}
