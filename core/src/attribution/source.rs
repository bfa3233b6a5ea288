//! The speaker: from a cue to the noun phrase that says it, through control, coordination, participles,
//! relative clauses, passives and inversion. Keeps pronouns as written; who they are is the entity
//! module's matter.

use std::ops::Range;

use claimtrack_sdk::ud::{Deprel, Upos, Xpos};

use super::lexicon::{Class, Frames, entry};
use super::tree::Tree;

/// A speaker as the text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// The noun phrase.
    pub(super) span: Range<u32>,
    /// The token that names the speaker: the phrase's head, for a relative pronoun its antecedent.
    pub(super) head: u32,
}

/// Steps up the parse that a missing subject is looked for; enough for any sentence people write.
const REACH: u32 = 6;

/// The speaker of the verb `verb`.
pub(super) fn of_verb(tree: &Tree, verb: u32) -> Option<Source> {
    if is_passive(tree, verb) {
        return agent(tree, verb);
    }
    if let Some(source) = of_participle(tree, verb) {
        return Some(source);
    }
    subject(tree, verb, verb, REACH).or_else(|| {
        // The parse gave the subject away; a finite verb still has one right in front of it.
        let start = super::verb::cue(tree, verb, None).start;
        let past = tree.xpos(verb) == Xpos::Vbn && !matches!(tree.deprel(verb), Deprel::Acl | Deprel::Amod);
        if tree.is_finite(verb) || past { nominal_before(tree, start) } else { None }
    })
}

/// The speaker of a participle of saying behind a comma ("…, adding that"): whoever spoke before in the
/// sentence, else its subject. Where the parse hangs such a participle is chance.
fn of_participle(tree: &Tree, verb: u32) -> Option<Source> {
    let quoted = |token: u32| tree.token(token).is_quoted();
    let behind_mark = verb > 0 && matches!(tree.text(verb - 1), "," | "”" | "\"" | "''" | "—" | "--");
    if tree.xpos(verb) != Xpos::Vbg || !behind_mark || quoted(verb) || own_subject(tree, verb).is_some() {
        return None;
    }
    let main = |token: &u32| {
        tree.is_finite(*token)
            && !quoted(*token)
            && matches!(tree.upos(*token), Upos::Verb)
            && !matches!(tree.deprel(*token), Deprel::AclRelcl | Deprel::Ccomp | Deprel::Acl)
            && !own_subject(tree, *token).is_some_and(|subject| is_relative(tree, subject))
    };
    let first = tree.sentence(verb).start;
    let spoke = (first..verb).rev().filter(main).find(|&token| super::verb::speaks(tree, token));
    let root = || (first..verb).find(|&token| tree.head(token).is_none() && tree.upos(token) == Upos::Verb);
    let before = spoke.or_else(root)?;
    let source = of_verb(tree, before)?;
    (source.span.end <= verb).then_some(source)
}

/// The noun phrase that ends right before `end`, by parts of speech.
pub(super) fn nominal_before(tree: &Tree, end: u32) -> Option<Source> {
    let first = tree.sentence(end).start;
    let mut start = end;
    while start > first {
        let token = start - 1;
        let nominal = match tree.upos(token) {
            Upos::Noun | Upos::Propn | Upos::Det | Upos::Adj | Upos::Num => true,
            Upos::Pron => !matches!(tree.xpos(token), Xpos::Wp | Xpos::Wdt),
            Upos::Adp => start < end && matches!(tree.lemma(token), "of" | "for" | "at" | "from"),
            Upos::Part => tree.xpos(token) == Xpos::Pos,
            _ => matches!(tree.text(token), "(" | ")" | "-" | "."),
        };
        if !nominal {
            break;
        }
        start = token;
    }
    let span = tree.trim(start..end);
    (!span.is_empty() && span.end == end).then(|| Source { head: head_of(tree, &span), span })
}

/// The token of `span` that names it: the first noun whose head lies outside.
pub(super) fn head_of(tree: &Tree, span: &Range<u32>) -> u32 {
    span.clone()
        .find(|&token| is_nominal(tree, token) && tree.head(token).is_none_or(|head| !span.contains(&head)))
        .unwrap_or(span.end - 1)
}

/// Whether `verb` stands in the passive: an auxiliary of the passive, or a bare past participle.
pub(super) fn is_passive(tree: &Tree, verb: u32) -> bool {
    let mut auxiliary = false;
    for child in tree.children(verb) {
        match tree.deprel(child) {
            Deprel::AuxPass | Deprel::NsubjPass | Deprel::OblAgent => return true,
            Deprel::Aux | Deprel::Nsubj => auxiliary = true,
            _ => {}
        }
    }
    tree.xpos(verb) == Xpos::Vbn
        && !auxiliary
        && !is_main_verb(tree, verb)
        && matches!(tree.deprel(verb), Deprel::Acl | Deprel::Advcl | Deprel::Amod)
}

/// The agent of a passive ("by the ministry").
fn agent(tree: &Tree, verb: u32) -> Option<Source> {
    let by = |child: &u32| {
        matches!(tree.deprel(*child), Deprel::OblAgent | Deprel::Obl | Deprel::Nmod)
            && tree.children(*child).any(|case| tree.deprel(case) == Deprel::Case && tree.lemma(case) == "by")
    };
    let head = tree.children(verb).find(by).or_else(|| tree.child(verb, &[Deprel::OblAgent]))?;
    // "by" is the preposition, not the speaker.
    let extent = tree.extent(head);
    let start = if tree.lemma(extent.start) == "by" { extent.start + 1 } else { extent.start };
    phrase(tree, head, start..extent.end, verb)
}

/// The subject that hangs on `verb` itself; of two that the parse gives it, the nearer in front.
pub(super) fn own_subject(tree: &Tree, verb: u32) -> Option<u32> {
    let is_subject = |child: &u32| matches!(tree.deprel(*child), Deprel::Nsubj | Deprel::NsubjOuter);
    let in_front = tree.children(verb).filter(|&child| child < verb).rfind(is_subject);
    in_front.or_else(|| tree.children(verb).find(is_subject))
}

/// Whether a past participle is a past tense that the parse hung on the subject, as in "The union
/// called on the government": its noun is the root and nothing else in the sentence is finite.
fn is_main_verb(tree: &Tree, verb: u32) -> bool {
    let Some(noun) = tree.head(verb) else { return false };
    // A participle in the passive sense leaves no object behind it.
    let takes_two =
        matches!(tree.lemma(verb), "call" | "name" | "give" | "ask" | "tell" | "offer" | "deny" | "grant");
    let object = tree.children(verb).any(|child| child > verb && tree.deprel(child) == Deprel::Obj);
    let behind_comma = verb > 0 && tree.text(verb - 1) == ",";
    let bare = tree.xpos(verb) == Xpos::Vbn && tree.deprel(verb) == Deprel::Acl && noun < verb;
    if bare
        && object
        && (behind_comma || !takes_two)
        && tree.child(verb, &[Deprel::AuxPass, Deprel::OblAgent]).is_none()
    {
        return true;
    }
    tree.xpos(verb) == Xpos::Vbn
        && tree.deprel(verb) == Deprel::Acl
        && noun < verb
        && tree.head(noun).is_none()
        && !tree.children(verb).any(|child| matches!(tree.deprel(child), Deprel::OblAgent | Deprel::AuxPass))
        && !tree.sentence(verb).any(|token| tree.xpos(token).is_finite())
}

/// The subject of `verb`, its own or the one it shares; `cue` is the verb that asks.
fn subject(tree: &Tree, verb: u32, cue: u32, reach: u32) -> Option<Source> {
    let own = own_subject(tree, verb);
    if let Some(head) = own.or_else(|| tree.child(verb, &[Deprel::NsubjPass])) {
        if is_relative(tree, head) {
            let antecedent = antecedent(tree, verb).unwrap_or(head);
            return Some(Source { span: head..head + 1, head: antecedent });
        }
        return noun_phrase(tree, head, cue);
    }
    let above = tree.head(verb).filter(|_| reach > 0)?;
    match tree.deprel(verb) {
        Deprel::Conj => subject(tree, above, cue, reach - 1),
        Deprel::Xcomp => {
            // Object control: "persuaded the cabinet to say" makes the cabinet the speaker.
            let controls = entry(Class::Verb, tree.lemma(above))
                .is_some_and(|entry| entry.frames.has(Frames::OBJECT_INFINITIVE));
            match tree.child(above, &[Deprel::Obj, Deprel::Iobj]).filter(|_| controls) {
                Some(object) if object < verb => noun_phrase(tree, object, cue),
                _ => subject(tree, above, cue, reach - 1),
            }
        }
        Deprel::Advcl if !tree.is_finite(verb) && is_verbal(tree, above) => {
            subject(tree, above, cue, reach - 1)
        }
        Deprel::Advcl | Deprel::Acl | Deprel::AclRelcl if is_nominal(tree, above) => {
            let says = matches!(tree.xpos(verb), Xpos::Vbg | Xpos::Vbz | Xpos::Vbd | Xpos::Vbp)
                || is_main_verb(tree, verb);
            if says { noun_phrase(tree, above, cue) } else { None }
        }
        _ => None,
    }
}

/// The noun phrase around `head`, with its modifiers and appositions, but without `cue` and what it
/// hangs on.
pub(super) fn noun_phrase(tree: &Tree, head: u32, cue: u32) -> Option<Source> {
    phrase(tree, head, tree.extent(head), cue)
}

fn phrase(tree: &Tree, head: u32, extent: Range<u32>, cue: u32) -> Option<Source> {
    let Range { mut start, mut end } = extent;
    if (start..end).contains(&cue) {
        if cue > head {
            // The cue sits in a modifier ("the letter | saying that …"): end before that modifier.
            end = tree
                .children(head)
                .filter(|&child| child > head && tree.extent(child).contains(&cue))
                .map(|child| tree.extent(child).start.max(head + 1))
                .min()
                .unwrap_or(cue);
        } else {
            start = cue + 1;
        }
    }
    // "…, citing two officials": what the speaker does meanwhile is no part of the name.
    let meanwhile = tree.children(head).find(|&child| {
        child > head
            && tree.xpos(child) == Xpos::Vbg
            && [tree.extent(child).start, tree.extent(child).start.max(1) - 1]
                .map(|mark| tree.text(mark))
                .contains(&",")
            && super::verb::speaks(tree, child)
    });
    if let Some(participle) = meanwhile {
        end = end.min(tree.extent(participle).start);
    }
    if start > tree.sentence(head).start && tree.upos(start) != Upos::Det && tree.xpos(start - 1) == Xpos::Dt
    {
        start -= 1;
    }
    // A case marker belongs to the phrase's place in the clause, a coordinator to what came before.
    while start < head && matches!(tree.upos(start), Upos::Cconj | Upos::Punct | Upos::Sconj) {
        start += 1;
    }
    let span = tree.trim(start..end);
    (!span.is_empty()).then_some(Source { span, head })
}

/// The possessor of a noun ("the minister's claim", "their fear").
pub(super) fn possessor(tree: &Tree, noun: u32) -> Option<Source> {
    let head = tree.child(noun, &[Deprel::NmodPoss])?;
    let mut source = noun_phrase(tree, head, noun)?;
    while source.span.end > source.span.start + 1 && tree.xpos(source.span.end - 1) == Xpos::Pos {
        source.span.end -= 1;
    }
    Some(source)
}

/// Whether `token` is a relative pronoun in the place of a subject.
fn is_relative(tree: &Tree, token: u32) -> bool {
    matches!(tree.xpos(token), Xpos::Wp | Xpos::Wdt)
        || tree.lemma(token) == "that" && matches!(tree.upos(token), Upos::Pron | Upos::Sconj) && {
            tree.head(token).is_some_and(|verb| tree.deprel(verb) == Deprel::AclRelcl)
        }
}

/// The noun that the relative clause of `verb` modifies.
fn antecedent(tree: &Tree, verb: u32) -> Option<u32> {
    let mut at = verb;
    for _ in 0..REACH {
        let above = tree.head(at)?;
        match tree.deprel(at) {
            Deprel::AclRelcl | Deprel::Acl | Deprel::AdvclRelcl => return Some(above),
            Deprel::Conj | Deprel::Xcomp | Deprel::Ccomp => at = above,
            _ => return None,
        }
    }
    None
}

pub(super) fn is_nominal(tree: &Tree, token: u32) -> bool {
    matches!(tree.upos(token), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det)
}

pub(super) fn is_verbal(tree: &Tree, token: u32) -> bool {
    matches!(tree.upos(token), Upos::Verb | Upos::Aux)
        || tree.children(token).any(|child| {
            matches!(tree.deprel(child), Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Aux)
        })
}
