//! Finds, verifies and runs plugins, each in a worker process of its own, so
//! that none can cost another's results. libloading lives here and only here.
//!
//! The way in is [`Host::start`]; a program that uses it must call [`worker`]
//! when it is started with [`WORKER`] as its first argument. A worker contains
//! bugs, not malice: a plugin runs with the rights of the person who runs it.

mod check;
mod failure;
mod find;
mod host;
mod install;
mod lane;
mod later;
#[allow(unsafe_code, reason = "calls foreign code; every block argues its case")]
mod load;
mod peek;
mod process;
mod settings;
mod trust;
mod wire;
mod worker;

pub use check::{Checked, Trial, check};
pub use failure::{Cause, Failure};
pub use find::Origin;
pub use host::{Found, Host, PluginInfo, Triggers};
pub use install::{InstallError, add, remove};
pub use load::{LoadError, Trouble};
pub use peek::{Unfit, peek};
pub use settings::{Output, Settings};
pub use trust::{Lock, LockEntry, LockError, Untrusted};
pub use wire::{sample_replies, understood};
pub use worker::worker;

/// First argument of a worker process.
pub const WORKER: &str = "plugin-worker";
