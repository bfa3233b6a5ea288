//! Finds, verifies and runs plugins, each in a worker process of its own, so
//! that none can cost another's results. libloading lives here and only here.
//!
//! The way in is [`Host::start`]; a program that uses it must call [`worker`]
//! when it is started with [`WORKER`] as its first argument. A worker contains
//! bugs, not malice: a plugin runs with the rights of the person who runs it.

mod failure;
mod find;
mod host;
mod lane;
#[allow(unsafe_code, reason = "calls foreign code; every block argues its case")]
mod load;
mod peek;
mod process;
mod settings;
mod wire;
mod worker;

pub use failure::{Cause, Failure};
pub use find::Origin;
pub use host::{Found, Host, PluginInfo, Triggers};
pub use load::{LoadError, Trouble};
pub use peek::{Unfit, peek};
pub use settings::{Output, Settings};
pub use worker::worker;

/// First argument of a worker process.
pub const WORKER: &str = "plugin-worker";
