//! Repairs of tags: the tagger sees three words at a time, the parse sees what a
//! function word does; where they disagree on one, the parse is right.

use claimtrack_sdk::{Deprel, Upos, Xpos};

const HAVE_DO: &[&str] = &["have", "has", "had", "having", "'ve", "’ve", "do", "does", "did", "doing"];

/// The tags of a word by the relation it was given.
pub fn settle(text: &str, (upos, xpos): (Upos, Xpos), label: Deprel) -> (Upos, Xpos) {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match (upos, label) {
        (Upos::Adp, Deprel::Mark) if is(&["to"]) => (Upos::Part, Xpos::To),
        (Upos::Part, Deprel::Case) if is(&["to"]) => (Upos::Adp, Xpos::In),
        (Upos::Adp, Deprel::Mark) if xpos == Xpos::In => (Upos::Sconj, xpos),
        (Upos::Sconj, Deprel::Case) if xpos == Xpos::In => (Upos::Adp, xpos),
        (Upos::Pron, Deprel::Mark) if is(&["that"]) => (Upos::Sconj, Xpos::In),
        (Upos::Pron, Deprel::Det) if is(&["what", "which", "whatever"]) => (Upos::Det, Xpos::Wdt),
        (Upos::Adv, Deprel::CompoundPrt) => (Upos::Adp, Xpos::Rp),
        // The treebanks count "up" among the prepositions even where it stands alone.
        (Upos::Adv, Deprel::Advmod) if is(&["up"]) => (Upos::Adp, Xpos::Rp),
        (Upos::Verb, Deprel::Aux | Deprel::AuxPass | Deprel::Cop) => (Upos::Aux, xpos),
        (Upos::Aux, label)
            if is(HAVE_DO) && !matches!(label, Deprel::Aux | Deprel::AuxPass | Deprel::Cop) =>
        {
            (Upos::Verb, xpos)
        }
        _ => (upos, xpos),
    }
}
