//! Anchors: where a quotation stands in a text, also in one that was edited
//! since. W3C TextQuoteSelector and TextPositionSelector.
//!
//! A cascade, each step only where the one before found nothing: raw match,
//! folded match, patience token diff from the snapshot, bit-parallel
//! approximate search with context. A likeness is never passed off as the
//! words themselves: only a match after folding is [`Anchor::Same`].

mod alignment;
mod context;
mod fold;
mod locate;
mod myers;
mod words;

pub use alignment::Alignment;
pub use fold::Folded;
pub use locate::{Anchor, Haystack, Quotation, locate};
pub use words::{Critical, WordChange, word_changes};

#[cfg(test)]
mod tests;
