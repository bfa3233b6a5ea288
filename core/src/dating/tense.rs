//! Which way a date leans: the nearest verb of its sentence, and the
//! prepositions of deadlines. Words first, tags where there are any.

use claimtrack_sdk::ud::Xpos;

use super::atoms::Atom;
use super::context::Lean;

/// How far from the expression a verb is looked for, in atoms.
const REACH: usize = 25;

/// The lean of the expression that covers `first..end`.
pub(super) fn lean(atoms: &[Atom<'_>], first: usize, end: usize) -> Lean {
    let sentence = atoms.get(first).map(|atom| atom.sentence);
    let inside = |index: &usize| atoms.get(*index).map(|atom| atom.sentence) == sentence;
    let before = first.checked_sub(1).map_or("", |index| &*atoms[index].lower);
    if matches!(before, "next" | "upcoming" | "coming" | "this") {
        return Lean::Future;
    }
    let back =
        (first.saturating_sub(REACH)..first).rev().take_while(inside).find_map(|index| verb(atoms, index));
    let ahead =
        || (end..(end + REACH).min(atoms.len())).take_while(inside).find_map(|index| verb(atoms, index));
    let found = back.or_else(ahead).unwrap_or(Lean::Open);
    match before {
        "until" | "till" | "by" if found == Lean::Open => Lean::Future,
        _ => found,
    }
}

/// What the word at `index` says of time, if it is a verb or stands for one.
fn verb(atoms: &[Atom<'_>], index: usize) -> Option<Lean> {
    let atom = &atoms[index];
    let next = atoms.get(index + 1).map_or("", |atom| &*atom.lower);
    match &*atom.lower {
        "will" | "would" | "shall" | "ll" | "wo" | "upcoming" | "scheduled" | "slated" => {
            return Some(Lean::Future);
        }
        word if next == "to" && looks_ahead(word) => return Some(Lean::Future),
        "was" | "were" | "had" | "did" | "said" | "told" | "has" | "have" => return Some(Lean::Past),
        _ => {}
    }
    match atom.xpos {
        Xpos::Vbd | Xpos::Vbn => Some(Lean::Past),
        Xpos::Md if matches!(&*atom.lower, "may" | "can" | "could" | "might" | "must" | "should") => {
            Some(Lean::Future)
        }
        Xpos::Vbz | Xpos::Vbp if !matches!(&*atom.lower, "is" | "are" | "says" | "say") => Some(Lean::Future),
        Xpos::Unknown => {
            let past = atom.lower.len() > 4 && atom.lower.ends_with("ed") && !atom.is_capital();
            past.then_some(Lean::Past)
        }
        _ => None,
    }
}

/// Words that with "to" and a verb speak of what is to come.
fn looks_ahead(word: &str) -> bool {
    const AHEAD: &str = "due set expected going plans planned planning ready likely hopes intends aims vowed promised \
        pledged agreed";
    AHEAD.split(' ').any(|listed| listed == word)
}
