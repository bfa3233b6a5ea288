//! Settles which of several hits in one sentence stand.

use super::conditions::{Place, about_words, modifier_words, object_words, subject_words};
use super::matching::{Attempt, Hit};
use super::{Trigger, Words};
use crate::draft::Role;
use crate::syntax::govern::{Force, force};
use crate::syntax::noun;
use crate::syntax::phrase::{names_entity, preposition};
use crate::ud::{Deprel, Upos, Xpos};
use crate::view::{Sentence, Token};

/// One event, one claim: a noun under a recorded verb is part of that verb's claim unless it names its
/// own actor; a weak rule gives way to anything below it.
pub(super) fn settle<'r>(sentence: Sentence<'_>, hits: &mut Vec<Hit<'r>>, note: &mut dyn FnMut(Attempt<'r>)) {
    let tokens: Vec<Token<'_>> = sentence.tokens().collect();
    let first = sentence.row().first_token;
    let token = |index: u32| tokens.get((index - first) as usize).copied();
    let mut drop = vec![None; hits.len()];
    for (number, hit) in hits.iter().enumerate() {
        let Some(own) = token(hit.draft.trigger.start) else { continue };
        if hit.weak {
            // What names nobody is no claim, and no reason to give way.
            let below = hits.iter().filter(|other| names_somebody(other, &token)).any(|other| {
                let other = other.draft.trigger.start;
                other != own.index() && token(other).is_some_and(|other| stands_below(other, own))
            });
            if below {
                drop[number] = Some("a claim below it says what it is about");
            }
            let above = hits.iter().any(|other| {
                other.draft.kind == hit.draft.kind
                    && other.draft.trigger.start != own.index()
                    && token(other.draft.trigger.start).is_some_and(|other| stands_below(own, other))
            });
            if above {
                drop[number] = Some("it is part of the claim of a word above it");
            }
        }
        if hit.joins
            && hits.iter().any(|other| {
                !other.weak
                    && other.draft.trigger.start != own.index()
                    && token(other.draft.trigger.start)
                        .is_some_and(|above| asks_for(other.trigger, above, own))
            })
        {
            drop[number] = Some("a word above it asks for it: it is part of that claim");
        }
        if own.upos() == Upos::Verb && means_of(own, hit, hits, &token).is_some_and(names_its_target) {
            drop[number] = Some("it is part of the claim of the noun below it, which says against whom");
        }
        let same_above = |above: Token<'_>| {
            hits.iter()
                .any(|other| other.draft.trigger.start == above.index() && other.draft.kind == hit.draft.kind)
        };
        if is_outcome(own) && own.head().is_some_and(same_above) {
            drop[number] = Some("it is the outcome of the claim of the word above it");
        }
        if matches!(own.upos(), Upos::Noun | Upos::Propn) && is_part(hit, own, hits) {
            drop[number] = Some("it is part of the claim of the word above it");
        }
    }
    let mut number = 0;
    hits.retain(|hit| {
        let reason = drop[number];
        number += 1;
        if let Some(reason) = reason {
            let rule = match &hit.draft.rule {
                std::borrow::Cow::Borrowed(name) => *name,
                std::borrow::Cow::Owned(_) => "",
            };
            note(Attempt { rule, trigger: hit.draft.trigger.start, lack: reason.into() });
        }
        reason.is_none()
    });
}

/// Whether one of the participants stands for somebody.
fn names_somebody<'d>(hit: &Hit<'_>, token: &dyn Fn(u32) -> Option<Token<'d>>) -> bool {
    hit.draft.arguments.iter().filter(|argument| argument.role != Role::Object).any(|argument| {
        (argument.first_token..argument.end_token).any(|index| token(index).and_then(Token::entity).is_some())
    })
}

/// "attacked a village, killing thirty people": a participle that tells what came of it.
fn is_outcome(verb: Token<'_>) -> bool {
    verb.xpos() == Xpos::Vbg
        && matches!(verb.lemma(), "kill" | "wound" | "injure" | "destroy" | "damage" | "hit" | "strike")
        && matches!(verb.deprel(), Deprel::Advcl | Deprel::Xcomp | Deprel::Acl)
}

/// The noun below the verb `own` that tells the same event by its means: "strikes" of "strikes killed nine".
fn means_of<'d>(
    own: Token<'d>,
    hit: &Hit<'_>,
    hits: &[Hit<'_>],
    token: &dyn Fn(u32) -> Option<Token<'d>>,
) -> Option<Token<'d>> {
    hits.iter().filter(|other| other.draft.kind == hit.draft.kind).find_map(|other| {
        let noun = token(other.draft.trigger.start).filter(|noun| noun.upos() == Upos::Noun)?;
        is_means(noun::package(noun), own).then_some(noun)
    })
}

/// Whether `top` is the subject of `verb`, or what it is done in or by.
fn is_means(top: Token<'_>, verb: Token<'_>) -> bool {
    top.head() == Some(verb)
        && match top.deprel() {
            Deprel::Nsubj | Deprel::OblAgent => true,
            Deprel::Obl => matches!(preposition(top), Some("in" | "by" | "during" | "with")),
            _ => false,
        }
}

/// Whether the noun says against whom ("strikes on Syldavia"), by somebody known.
fn names_its_target(noun: Token<'_>) -> bool {
    noun::attached(noun, &["on", "against", "at"]).into_iter().any(names_entity)
}

/// Whether the claim of the noun `own` is part of another's: of the noun whose compound it is
/// ("cooperation" of "cooperation commission"), or of the verb above it, unless it names an actor of its
/// own and is another kind of event than what the verb does to it.
fn is_part(hit: &Hit<'_>, own: Token<'_>, hits: &[Hit<'_>]) -> bool {
    let top = noun::package(own);
    let at = |index: u32| hits.iter().find(|other| other.draft.trigger.start == index && !other.weak);
    if top != own && at(top.index()).is_some_and(|other| other.draft.kind == hit.draft.kind) {
        return true;
    }
    let Some(above_word) = top.head() else { return false };
    let Some(above) = at(above_word.index()) else { return false };
    match top.deprel() {
        Deprel::Obj | Deprel::NsubjPass | Deprel::Compound => {
            !hit.own_actor || above.draft.kind == hit.draft.kind
        }
        // "strikes killed nine", "were killed in strikes": one event, told once by its means.
        Deprel::Nsubj | Deprel::Obl | Deprel::OblAgent
            if above.draft.kind == hit.draft.kind
                && above_word.upos() == Upos::Verb
                && is_means(top, above_word) =>
        {
            !names_its_target(own)
        }
        // "talks on a truce between A and B": the talks are about it.
        Deprel::Obl | Deprel::Nmod => {
            let talks = matches!(force(above_word, top), Some(Force::Discuss | Force::Agree | Force::Seek));
            !hit.own_actor || talks && above_word.upos() == Upos::Noun && above.draft.kind == hit.draft.kind
        }
        _ => false,
    }
}

/// Whether the conditions of `trigger`, which fitted at `above`, are met by `noun` among others.
fn asks_for(trigger: &Trigger, above: Token<'_>, noun: Token<'_>) -> bool {
    let verbal = matches!(above.upos(), Upos::Verb | Upos::Adj);
    let with = &trigger.with;
    let places: [(&Words, Place); 4] = [
        (&with.object, object_words),
        (&with.subject, subject_words),
        (&with.about, about_words),
        (&with.modifier, modifier_words),
    ];
    places.iter().any(|(words, place)| {
        (words.any(&[noun]) || with.near.any(&[noun])) && place(above, verbal).contains(&noun)
    })
}

fn stands_below(token: Token<'_>, above: Token<'_>) -> bool {
    let mut here = token;
    for _ in 0..crate::syntax::DEPTH {
        match here.head() {
            Some(head) if head == above => return true,
            Some(head) => here = head,
            None => return false,
        }
    }
    false
}
