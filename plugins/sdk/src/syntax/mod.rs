//! Syntax as extractors need it: logical subjects and objects with passives,
//! relatives, participles, infinitives, control and coordination undone
//! ([`clause`]), participants of nouns ([`noun`]), noun phrases as they are
//! quoted ([`phrase`]) and what stands above a word ([`govern`]).
//! Reads Universal Dependencies; decides nothing about stages or kinds.

pub(crate) mod attach;
pub mod clause;
mod forces;
pub mod govern;
pub mod noun;
pub mod phrase;

/// Climbing a tree stops here: a deeper chain is a broken parse, not language.
pub(crate) const DEPTH: u32 = 24;
