//! What stands above a word: the chain of verbs, nouns and adjectives that an
//! event is embedded under, each with its force ("seek", "discuss", "refuse").
//! The rule engine reads from it who acts; the core reads stage and factuality.

use super::phrase::{mark, preposition};
use super::{DEPTH, forces};
use crate::ud::{Deprel, Upos};
use crate::view::Token;

/// What a governing word does to the event below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Force {
    /// Its subject wants to bring the event about: "seek", "aim", "attempt", "effort".
    Seek,
    /// Its subject wants somebody else to: "urge", "demand", "call for".
    Request,
    /// Its subject wants somebody not to: "warn against".
    Dissuade,
    /// Talks and thoughts: "discuss", "consider", "negotiations".
    Discuss,
    /// "threaten", "vow".
    Threaten,
    /// "plan", "intend", "prepare", "decide".
    Plan,
    /// "sign", "approve", "pledge".
    Agree,
    /// "suspend", "cancel", "collapse".
    Halt,
    /// "refuse", "reject", "oppose".
    Refuse,
    /// Does it: light, aspectual and causative words ("hold", "launch", "begin", "help", "continue").
    Do,
    /// Did not come about: "fail", "avoid".
    Fail,
    /// Keeps somebody from it: "prevent", "bar".
    Prevent,
    /// Makes it probable: "likely", "expect", "appear".
    Probable,
    /// Makes it possible: "possible", "suspect", "allege".
    Possible,
    /// Makes it improbable: "unlikely", "doubt".
    Improbable,
    /// Words of saying and knowing: the content stands as it is.
    Say,
    /// Takes a stand on an event that it presupposes: "condemn", "welcome".
    Judge,
}

/// One governing word.
#[derive(Clone, Copy, Debug)]
pub struct Governor<'d> {
    /// The word.
    pub word: Token<'d>,
    /// The word below it, on the way to the event.
    pub below: Token<'d>,
    /// Its force; none for a word without one ("visit", "market").
    pub force: Option<Force>,
}

impl Governor<'_> {
    /// How the word below hangs on it.
    pub fn relation(&self) -> Deprel {
        self.below.deprel()
    }
}

/// The words above `event`, from the inside out. Coordination is stepped over: what governs the first
/// conjunct governs all.
pub fn governors(event: Token<'_>) -> Vec<Governor<'_>> {
    let mut found = Vec::new();
    let mut below = event;
    for _ in 0..DEPTH {
        let Some(head) = below.head() else { break };
        if below.deprel() != Deprel::Conj {
            found.push(Governor { word: head, below, force: force(head, below) });
        } else if below.upos() == Upos::Verb
            && head.upos() == Upos::Verb
            && below.child(Deprel::Nsubj).is_some()
        {
            // A coordinated clause with its own subject stands on its own.
            if !matches!(head.deprel(), Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl | Deprel::AclRelcl) {
                break;
            }
        }
        below = head;
    }
    found
}

/// The force of `word` on `below`, which hangs on it.
pub fn force(word: Token<'_>, below: Token<'_>) -> Option<Force> {
    let lemma = word.lemma();
    match word.upos() {
        Upos::Verb | Upos::Aux => verb_force(lemma, word, below),
        Upos::Noun => forces::noun(lemma),
        Upos::Adj => forces::adjective(lemma),
        _ => None,
    }
}

/// Whether a verb by itself only says, believes or shows: the cues that attribute. "discuss", "refuse" and
/// their like set a stage instead.
pub fn is_saying(lemma: &str) -> bool {
    !matches!(
        forces::verb(lemma),
        Some(
            Force::Seek
                | Force::Dissuade
                | Force::Discuss
                | Force::Threaten
                | Force::Plan
                | Force::Agree
                | Force::Halt
                | Force::Refuse
                | Force::Fail
                | Force::Prevent
                | Force::Do
        )
    ) || lemma == "deny"
}

fn particle(word: Token<'_>) -> Option<&str> {
    word.children()
        .find(|child| {
            child.deprel() == Deprel::CompoundPrt
                || child.deprel() == Deprel::Advmod
                    && child.upos() == Upos::Adp
                    && child.index() == word.index() + 1
        })
        .map(Token::lemma)
}

fn verb_force(lemma: &str, word: Token<'_>, below: Token<'_>) -> Option<Force> {
    if let Some(force) = particle(word).and_then(|particle| forces::verb_with_particle(lemma, particle)) {
        return Some(force);
    }
    // "pushed the union to act" asks it; "pushed to act" only tries.
    if lemma == "push"
        && mark(below).is_some_and(|mark| mark.lemma() == "to")
        && word.child(Deprel::Obj).is_some()
    {
        return Some(Force::Request);
    }
    let via = preposition(below).or_else(|| mark(below).map(Token::lemma));
    if let Some(force) = via.and_then(|via| forces::verb_with_preposition(lemma, via)) {
        return Some(force);
    }
    // A bill that is introduced asks for what is in it; a tariff that is introduced is there.
    if lemma == "introduce" {
        let proposes = matches!(
            below.lemma(),
            "bill" | "legislation" | "motion" | "resolution" | "amendment" | "proposal" | "law" | "act"
        );
        return Some(if proposes { Force::Seek } else { Force::Do });
    }
    // "blocked the sale": whoever has a say in it refuses it. "blocked them from selling" prevents it.
    if lemma == "block" && matches!(below.deprel(), Deprel::Obj | Deprel::NsubjPass) {
        return Some(Force::Refuse);
    }
    // "stopped short of imposing"
    if matches!(lemma, "stop" | "fall") && word.children().any(|child| child.lemma() == "short") {
        return Some(Force::Fail);
    }
    let infinitive = below.deprel() == Deprel::Xcomp;
    let clause = below.deprel() == Deprel::Ccomp;
    match lemma {
        // "is going to sell", "is set to sell"; "set a limit" and "go home" have no force.
        "go" | "set" | "move" if infinitive => return Some(Force::Plan),
        // "vowed to strike" binds, "vowed that" only says.
        "vow" | "swear" => return Some(if infinitive { Force::Agree } else { Force::Say }),
        "mean" if !infinitive => return None,
        // "considered a threat", "makes it illegal": a judgement of what is there.
        "consider" | "make" | "deem" | "call"
            if below.upos() != Upos::Verb
                && word
                    .children_by(Deprel::Xcomp)
                    .any(|child| child.upos() != Upos::Verb && child != below) =>
        {
            return Some(Force::Judge);
        }
        "consider" if below.upos() != Upos::Verb && super::clause::is_passive(word) => {
            return Some(Force::Judge);
        }
        // "suggested that they sell" asks only with a modal; without one it says.
        "suggest" | "tell" | "insist" if clause && !has_obligation(below) => return Some(Force::Say),
        "call" | "tell" if below.deprel() == Deprel::Obj => return None,
        "warn" if infinitive => return Some(Force::Request),
        // "announced sanctions", "declared a ceasefire": the word does what its object names.
        "announce" | "declare" if !clause && !infinitive => return Some(Force::Do),
        // "committed an attack" does it, "committed to an attack" binds.
        "commit" if below.deprel() == Deprel::Obj && via.is_none() => return Some(Force::Do),
        "maintain" if !clause => return Some(Force::Do),
        "introduce" | "table" | "draft" if below.upos() == Upos::Verb => return None,
        _ => {}
    }
    forces::verb(lemma)
}

fn has_obligation(verb: Token<'_>) -> bool {
    verb.children_by(Deprel::Aux).any(|aux| matches!(aux.lemma(), "should" | "must"))
}
