//! Which way a date leans: the nearest verb of its sentence, and the
//! prepositions of deadlines. Words first, tags where there are any.

use claimtrack_sdk::ud::Xpos;

use super::atoms::Atom;
use super::context::Lean;
use super::lexicon;

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
    let clause = |index: &usize| inside(index) && !matches!(atoms[*index].text, ";" | ":");
    let back =
        (first.saturating_sub(REACH)..first).rev().take_while(clause).find_map(|index| verb(atoms, index));
    let ahead = || {
        (end..(end + REACH).min(atoms.len())).take_while(clause).find_map(|index| {
            // "on Monday agreed to meet": the day is that of the agreement.
            if atoms[index].xpos == Xpos::Vbd { Some(Lean::Past) } else { verb(atoms, index) }
        })
    };
    // "..., but on Thursday they will meet": a date that opens its clause has its verb ahead.
    let opening = |index: usize| !inside(&index) || matches!(&*atoms[index].lower, ";" | ":" | "but");
    let opens = first.checked_sub(2).is_none_or(|index| opening(index) || opening(index + 1));
    let found = if opens { ahead().or(back) } else { back.or_else(ahead) }.unwrap_or(Lean::Open);
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
        Xpos::Vbz | Xpos::Vbp if schedules(&atom.lower) => Some(Lean::Future),
        Xpos::Unknown => {
            let past = atom.lower.len() > 4 && atom.lower.ends_with("ed") && !atom.is_capital();
            past.then_some(Lean::Past)
        }
        _ => None,
    }
}

/// Verbs whose present tense is said of what a calendar holds ("the truce expires in June"); the present of others
/// says nothing of the date beside it.
fn schedules(word: &str) -> bool {
    const SCHEDULED: &str = "expires expire ends end begins begin starts start opens open closes close takes take leaves \
        leave arrives arrive resumes resume runs run lapses lapse falls fall comes come";
    lexicon::listed(SCHEDULED, word)
}

/// Words that with "to" and a verb speak of what is to come.
fn looks_ahead(word: &str) -> bool {
    const AHEAD: &str = "due set expected going plans planned planning ready likely hopes intends aims vowed promised \
        pledged agreed";
    lexicon::listed(AHEAD, word)
}
