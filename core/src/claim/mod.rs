//! Claims: what a mention is made of ([`model`]) and what can happen ([`kind`]).

pub mod kind;
pub mod model;

pub use kind::Kind;
pub use model::{
    EventDate, Evidence, Extractor, Factuality, Mention, Participant, Position, Speaker, Stage, Trigger,
};
