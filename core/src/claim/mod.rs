//! Claims: what a mention is made of ([`model`]), what can happen ([`kind`]),
//! and how a draft becomes one ([`build`]).

pub mod build;
pub mod kind;
pub mod model;

pub use build::{Built, Candidate, Context, Reason, Rejection, prepare};
pub use kind::Kind;
pub use model::{
    EventDate, Evidence, Extractor, Factuality, Mention, Participant, Position, Speaker, Stage, Trigger,
};
