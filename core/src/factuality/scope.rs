//! Scope: where the words above an event stop bearing on it.

use claimtrack_sdk::syntax::govern::{Force, Governor, force};
use claimtrack_sdk::syntax::phrase;
use claimtrack_sdk::view::Token;
use claimtrack_sdk::{Deprel, Upos, Xpos};

use super::lexicon;

/// What lies between an event and the word above it.
pub(super) enum Boundary {
    /// The word above bears on the event.
    Open,
    /// "if …": the event is supposed.
    Condition,
    /// "whether …": the event is left open.
    Whether,
    /// "to …": the event is what the clause above is for.
    Purpose,
    /// A participle beside the main verb.
    Shared,
    /// The event is the subject of the word above.
    Subject,
    /// Nothing above bears on it.
    Closed,
}

pub(super) fn boundary(governor: &Governor<'_>) -> Boundary {
    let below = governor.below;
    let mark = phrase::mark(below).map(Token::lemma);
    if mark == Some("whether") {
        return Boundary::Whether;
    }
    if matches!(governor.relation(), Deprel::Parataxis | Deprel::Dep | Deprel::Acl | Deprel::List)
        && is_conditional(below)
    {
        return Boundary::Condition;
    }
    // "asked if" leaves open, any other "if" supposes, whatever the parse calls the clause.
    if governor.relation() == Deprel::Ccomp && matches!(mark, Some("if" | "unless")) {
        return match governor.force {
            Some(Force::Say | Force::Discuss | Force::Request | Force::Improbable) => Boundary::Whether,
            _ => Boundary::Condition,
        };
    }
    match governor.relation() {
        Deprel::Advcl | Deprel::AdvclRelcl => {
            if is_conditional(below) {
                return Boundary::Condition;
            }
            match mark {
                Some("to") if governor.force.is_some_and(controls) => Boundary::Open,
                // "force the government to leave": the infinitive is what it is brought to.
                Some("to") if lexicon::is_causing(governor.word.lemma()) => Boundary::Open,
                Some("to") => Boundary::Purpose,
                Some("of" | "for" | "from" | "in" | "on" | "about" | "against")
                    if governor.force.is_some() =>
                {
                    Boundary::Open
                }
                None if below.xpos() == Xpos::Vbg => Boundary::Shared,
                _ => Boundary::Closed,
            }
        }
        Deprel::Nsubj | Deprel::NsubjOuter | Deprel::Csubj | Deprel::CsubjPass => Boundary::Subject,
        Deprel::Ccomp
        | Deprel::Xcomp
        | Deprel::Obj
        | Deprel::Iobj
        | Deprel::NsubjPass
        | Deprel::Acl
        | Deprel::Compound
        | Deprel::Amod
        | Deprel::Dep => Boundary::Open,
        Deprel::Obl | Deprel::Nmod | Deprel::OblUnmarked => match phrase::preposition(below) {
            // "sanctions over its programme" take the programme for granted; "talks over" it do not.
            Some("over") if governor.force != Some(Force::Discuss) => Boundary::Closed,
            Some(
                "of" | "for" | "on" | "in" | "to" | "about" | "into" | "with" | "from" | "at" | "as"
                | "against" | "over",
            ) if governor.force.is_some() || phrase::preposition(below) == Some("of") => Boundary::Open,
            _ => Boundary::Closed,
        },
        _ => Boundary::Closed,
    }
}

/// Words whose infinitive is their complement even where the parse calls it an adverbial.
fn controls(force: Force) -> bool {
    matches!(
        force,
        Force::Seek
            | Force::Request
            | Force::Plan
            | Force::Agree
            | Force::Refuse
            | Force::Threaten
            | Force::Fail
    )
}

fn is_conditional(clause: Token<'_>) -> bool {
    clause.children_by(Deprel::Mark).chain(clause.children_by(Deprel::Advmod)).any(|mark| {
        matches!(mark.lemma(), "if" | "unless" | "should" | "once" | "lest" | "provided" | "supposing")
    }) || clause.children_by(Deprel::Aux).any(|aux| {
        // Inversion: "should the regime resume hostilities".
        matches!(aux.lemma(), "should" | "have" | "be")
            && clause.child(Deprel::Nsubj).is_some_and(|subject| aux.index() < subject.index())
            && clause.child(Deprel::Mark).is_none()
            && aux.lemma() == "should"
    })
}

/// "should the regime resume it": the auxiliary stands in front of the subject.
pub(super) fn is_inverted(verb: Token<'_>, auxiliary: Token<'_>) -> bool {
    verb.child(Deprel::Nsubj).is_some_and(|subject| auxiliary.index() < subject.index())
        && verb.child(Deprel::Mark).is_none()
        && verb
            .sentence()
            .is_some_and(|sentence| !sentence.tokens().rev().take(2).any(|token| token.text() == "?"))
}

/// Whether the infinitive `verb` says what `noun` is good for ("a pretext to invade").
pub(super) fn is_opening(noun: Token<'_>, verb: Token<'_>) -> bool {
    let infinitive = verb.xpos() == Xpos::Vb && phrase::mark(verb).is_some_and(|mark| mark.lemma() == "to");
    infinitive && lexicon::is_means(noun.lemma())
}

/// Whether a clause of condition hangs on `verb`.
pub(super) fn has_condition(verb: Token<'_>) -> bool {
    verb.children_by(Deprel::Advcl).any(is_conditional)
}

/// Whether `verb` stands in reported speech: below a verb of saying, or beside one that follows it.
pub(super) fn is_reported(verb: Token<'_>) -> bool {
    let above = match (verb.deprel(), verb.head()) {
        (Deprel::Ccomp, Some(head)) => Some(head),
        (Deprel::Conj, Some(head)) if head.deprel() == Deprel::Ccomp => head.head(),
        _ => None,
    };
    if above.is_some_and(|head| {
        matches!(head.upos(), Upos::Verb | Upos::Noun)
            && matches!(
                force(head, verb),
                Some(Force::Say | Force::Agree | Force::Threaten | Force::Plan | Force::Refuse)
            )
    }) {
        return true;
    }
    // "It would send troops, the ministry said."
    verb.children_by(Deprel::Parataxis).any(|beside| force(beside, verb) == Some(Force::Say))
}

/// Whether the event's own main clause is a question.
pub(super) fn is_question(trigger: Token<'_>) -> bool {
    let Some(sentence) = trigger.sentence() else { return false };
    let asks = sentence.tokens().rev().take(2).any(|token| token.text() == "?");
    asks && !trigger.is_quoted()
}
