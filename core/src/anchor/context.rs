//! Context: how well what stands before and behind a place agrees with the
//! prefix and suffix of a quotation.

use super::fold::Folded;
use super::myers::distance;

/// Characters of prefix and suffix that are compared.
pub(super) const WIDTH: usize = 32;

/// Folded prefix and suffix of a quotation, at most [`WIDTH`] characters of each, nearest to it.
pub(super) struct Context {
    pub(super) before: Vec<char>,
    pub(super) behind: Vec<char>,
}

/// How well the two sides agree, each from 0 to 1; a side without context agrees with nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Agreement {
    pub(super) before: f32,
    pub(super) behind: f32,
}

impl Agreement {
    /// The better side.
    pub(super) fn best(self) -> f32 {
        self.before.max(self.behind)
    }

    pub(super) fn sum(self) -> f32 {
        self.before + self.behind
    }
}

impl Context {
    pub(super) fn new(prefix: &str, suffix: &str) -> Context {
        let (before, behind) = (Folded::new(prefix), Folded::new(suffix));
        let before = before.chars();
        let behind = behind.chars();
        Context {
            before: before[before.len().saturating_sub(WIDTH)..].to_vec(),
            behind: behind[..behind.len().min(WIDTH)].to_vec(),
        }
    }

    /// How well it agrees with what surrounds the characters `start..end` of `text`.
    pub(super) fn agreement(&self, text: &[char], start: usize, end: usize) -> Agreement {
        let before = &text[start.saturating_sub(self.before.len())..start];
        let behind = &text[end.min(text.len())..(end + self.behind.len()).min(text.len())];
        Agreement { before: likeness(&self.before, before), behind: likeness(&self.behind, behind) }
    }
}

fn likeness(ours: &[char], theirs: &[char]) -> f32 {
    let trim = |chars: &[char]| -> Vec<char> {
        let text: String = chars.iter().collect();
        text.trim().chars().collect()
    };
    let (ours, theirs) = (trim(ours), trim(theirs));
    if ours.is_empty() {
        return 0.0;
    }
    1.0 - distance(&ours, &theirs) as f32 / ours.len().max(theirs.len()) as f32
}
