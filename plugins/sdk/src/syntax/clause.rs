//! Clauses: who does what, with grammar undone. The logical subject of a
//! passive is its agent, that of an infinitive its controller, that of a
//! relative clause its antecedent, that of a coordinated verb the shared one.

use super::phrase::{conjuncts, mark, preposition};
use super::{DEPTH, attach, noun};
use crate::ud::{Deprel, Upos, Xpos};
use crate::view::Token;

/// Verbs whose *of*, *for* or *from* gerund is done by their object ("accused them of selling").
const OBJECT_GERUND: &[&str] = &[
    "accuse",
    "suspect",
    "convict",
    "blame",
    "condemn",
    "criticise",
    "criticize",
    "denounce",
    "punish",
    "sanction",
    "penalise",
    "penalize",
    "prevent",
    "stop",
    "bar",
    "ban",
    "prohibit",
    "deter",
    "discourage",
    "keep",
    "block",
    "dissuade",
    "restrain",
    "thank",
    "praise",
    "blacklist",
    "forbid",
    "preclude",
    "charge",
    "reproach",
    "rebuke",
    "fault",
    "warn",
    "caution",
    "fine",
    "prosecute",
    "indict",
    "jail",
    "arrest",
    "investigate",
    "sue",
    "fin",
    "hit",
    "slap",
    "target",
    "designate",
];

/// Whether `verb` holds its object to account for what follows ("accuse", "blame", "condemn").
pub fn holds_to_account(verb: Token<'_>) -> bool {
    OBJECT_GERUND.contains(&verb.lemma())
}

/// Nouns that act through the law: "a bill to impose sanctions" imposes them itself.
const INSTRUMENTS: &[&str] = &[
    "bill",
    "law",
    "act",
    "legislation",
    "resolution",
    "decree",
    "order",
    "measure",
    "amendment",
    "proposal",
];

/// Whether the words of `verb` make it passive: an auxiliary, a passive subject or agent, or a bare past
/// participle after a noun.
pub fn is_passive(verb: Token<'_>) -> bool {
    let has = |relation| verb.child(relation).is_some();
    // A passive subject beside an object, without an auxiliary, is a simple past that was taken for a
    // participle ("jets struck three depots").
    has(Deprel::AuxPass)
        || has(Deprel::OblAgent)
        || (has(Deprel::NsubjPass) || has(Deprel::CsubjPass)) && !has(Deprel::Obj)
        || verb.deprel() == Deprel::Acl
            && verb.xpos() == Xpos::Vbn
            && !(has(Deprel::Obj) && verb.head().is_some_and(|noun| noun.deprel() == Deprel::Root))
        || verb.deprel() == Deprel::Amod && verb.xpos() == Xpos::Vbn
        // A participle coordinated with a passive one shares its auxiliary.
        || verb.deprel() == Deprel::Conj
            && verb.xpos() == Xpos::Vbn
            && !verb.children().any(|child| matches!(child.deprel(), Deprel::Nsubj | Deprel::Aux | Deprel::Obj))
            && verb.head().is_some_and(|head| head.xpos() == Xpos::Vbn && is_passive(head))
}

/// Who does it: the logical subjects of `verb`.
pub fn subjects(verb: Token<'_>) -> Vec<Token<'_>> {
    if is_passive(verb) { agents(verb) } else { surface(verb, 0) }
}

/// The grammatical subjects of `verb`, wherever they stand: its own, a shared one, its controller or
/// its antecedent.
pub fn surface_subjects(verb: Token<'_>) -> Vec<Token<'_>> {
    surface(verb, 0)
}

fn own_subjects(verb: Token<'_>) -> Vec<Token<'_>> {
    verb.children()
        .filter(|child| matches!(child.deprel(), Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter))
        .flat_map(conjuncts)
        .flat_map(|subject| antecedent(subject, verb))
        .collect()
}

fn surface(verb: Token<'_>, depth: u32) -> Vec<Token<'_>> {
    if depth > DEPTH {
        return Vec::new();
    }
    let own = own_subjects(verb);
    if !own.is_empty() {
        return own;
    }
    let Some(head) = verb.head() else { return Vec::new() };
    match verb.deprel() {
        Deprel::Conj if !has_own_expletive(verb) => surface(head, depth + 1),
        Deprel::Xcomp => controllers(verb, head, depth),
        Deprel::Ccomp | Deprel::Parataxis => surface(head, depth + 1),
        Deprel::Advcl | Deprel::Obl | Deprel::Nmod => adverbial(verb, head, depth),
        Deprel::Acl => owner(verb, head, depth),
        Deprel::AclRelcl | Deprel::AdvclRelcl => conjuncts(head),
        Deprel::Amod => vec![head],
        _ => Vec::new(),
    }
}

fn has_own_expletive(verb: Token<'_>) -> bool {
    verb.child(Deprel::Expl).is_some()
}

/// Verbs that name whom they ask in a prepositional phrase: "called on them to leave".
const OBLIQUE_CONTROL: &[(&str, &[&str])] = &[
    ("call", &["on", "upon"]),
    ("appeal", &["to"]),
    ("plead", &["with"]),
    ("prevail", &["on", "upon"]),
    ("lean", &["on"]),
    ("rely", &["on"]),
    ("arrange", &["for"]),
    ("wait", &["for"]),
];

/// Whom `verb` asks by a prepositional phrase.
fn asked(verb: Token<'_>) -> Vec<Token<'_>> {
    OBLIQUE_CONTROL
        .iter()
        .find(|(lemma, _)| *lemma == verb.lemma())
        .map(|(_, prepositions)| obliques(verb, prepositions))
        .unwrap_or_default()
}

fn controllers<'d>(verb: Token<'d>, head: Token<'d>, depth: u32) -> Vec<Token<'d>> {
    let asked = asked(head);
    if !asked.is_empty() {
        return asked;
    }
    let mut objects = direct_objects(head);
    if objects.is_empty() {
        objects = recipients(head);
    }
    if objects.is_empty()
        || is_passive(head)
        || !OBJECT_INFINITIVE.contains(&head.lemma())
        || objects.iter().any(|object| object.index() > verb.index())
    {
        // "was urged to", "is likely to", "plans to": whoever the governing clause is about.
        let about = surface(head, depth + 1);
        if about.is_empty() && head.upos() == Upos::Noun { noun::owners(head) } else { about }
    } else {
        objects
    }
}

fn adverbial<'d>(verb: Token<'d>, head: Token<'d>, depth: u32) -> Vec<Token<'d>> {
    let of = mark(verb).map(Token::lemma).or_else(|| preposition(verb));
    if matches!(of, Some("of" | "for" | "from" | "against")) && OBJECT_GERUND.contains(&head.lemma()) {
        // "accused each other of violating the truce": all of them.
        let each_other = |token: &Token<'_>| {
            matches!(token.lemma(), "other" | "another")
                && token.previous().is_some_and(|each| matches!(each.lemma(), "each" | "one"))
        };
        if direct_objects(head).iter().any(each_other) {
            return surface(head, depth + 1);
        }
        return if is_passive(head) { surface(head, depth + 1) } else { direct_objects(head) };
    }
    // The same gerund, hung on the object of the verb.
    if matches!(of, Some("of" | "for" | "from" | "against")) && is_held_to_account(head) {
        return conjuncts(head);
    }
    // "imposed a fine on the bank for breaching", "sanctions on the refineries for buying".
    if of == Some("for") && verb.xpos() == Xpos::Vbg {
        let mut punished = obliques(head, &["on", "against"]);
        if punished.is_empty() {
            punished = direct_objects(head)
                .into_iter()
                .flat_map(|object| noun::attached(object, &["on", "against"]))
                .collect();
        }
        punished.retain(|token| token.index() < verb.index());
        if !punished.is_empty() {
            return punished;
        }
    }
    if of == Some("to") {
        let asked = asked(head);
        if !asked.is_empty() {
            return asked;
        }
    }
    if of == Some("to") && !is_passive(head) && OBJECT_INFINITIVE.contains(&head.lemma()) {
        let objects = direct_objects(head);
        if !objects.is_empty() {
            return objects;
        }
    }
    surface(head, depth + 1)
}

/// Verbs whose infinitive is done by their object ("urged them to leave"). Every other verb keeps it for
/// its subject ("used bases to launch", "visited the capital to sign").
const OBJECT_INFINITIVE: &[&str] = &[
    "urge",
    "ask",
    "order",
    "force",
    "allow",
    "enable",
    "help",
    "press",
    "push",
    "pressure",
    "send",
    "dispatch",
    "call",
    "lobby",
    "invite",
    "encourage",
    "convince",
    "persuade",
    "lead",
    "prompt",
    "want",
    "require",
    "tell",
    "direct",
    "instruct",
    "permit",
    "authorise",
    "authorize",
    "compel",
    "expect",
    "warn",
    "cause",
    "get",
    "empower",
    "oblige",
    "prod",
    "train",
    "equip",
    "pay",
    "commission",
    "appoint",
    "task",
    "beg",
    "command",
    "request",
    "advise",
    "drive",
    "inspire",
    "tempt",
    "trust",
    "let",
    "make",
    "have",
    "see",
    "deploy",
    "station",
    "goad",
    "bully",
    "coerce",
    "entitle",
    "license",
    "summon",
    "implore",
    "exhort",
    "counsel",
    "caution",
    "prohibit",
    "forbid",
    "cajole",
];

/// Whether `noun` is the object of a verb that holds it to account for a gerund.
fn is_held_to_account(noun: Token<'_>) -> bool {
    matches!(noun.deprel(), Deprel::Obj | Deprel::Iobj)
        && noun.head().is_some_and(|head| OBJECT_GERUND.contains(&head.lemma()))
}

/// The doer of a clause that hangs on a noun.
fn owner<'d>(verb: Token<'d>, noun: Token<'d>, depth: u32) -> Vec<Token<'d>> {
    // "accused Ruritania of selling": the gerund of the verb above, hung on its object.
    if verb.xpos() == Xpos::Vbg
        && let Some(of) = mark(verb).map(Token::lemma).or_else(|| preposition(verb))
        && matches!(of, "of" | "for" | "from" | "against")
        && is_held_to_account(noun)
    {
        return conjuncts(noun);
    }
    if mark(verb).is_none() && matches!(verb.xpos(), Xpos::Vbg | Xpos::Vbn) {
        // "adopted a resolution tightening sanctions": whoever adopts it tightens them.
        let acts = INSTRUMENTS.contains(&noun.lemma()) && verb.xpos() == Xpos::Vbg && !is_passive(verb);
        let carriers = if acts { carrier_subjects(noun, depth) } else { Vec::new() };
        return if carriers.is_empty() { conjuncts(noun) } else { carriers };
    }
    // "a call for troops to be sent": the noun is what it is done to.
    if is_passive(verb) {
        return conjuncts(noun);
    }
    // "an ultimatum to Syldavia to leave", "a call on them to leave": whoever is asked.
    if super::forces::noun(noun.lemma()) == Some(super::govern::Force::Request) {
        let asked: Vec<_> = noun
            .children_by(Deprel::Nmod)
            .filter(|child| child.index() < verb.index() && matches!(preposition(*child), Some("to" | "on")))
            .flat_map(conjuncts)
            .collect();
        if !asked.is_empty() {
            return asked;
        }
    }
    let owners = noun::owners(noun);
    if !owners.is_empty() {
        return owners;
    }
    let found = carrier_subjects(noun, depth);
    if found.is_empty() && INSTRUMENTS.contains(&noun.lemma()) { vec![noun] } else { found }
}

/// "announced plans to sell", "passed a bill to impose": the doer of the verb above the noun.
fn carrier_subjects(noun: Token<'_>, depth: u32) -> Vec<Token<'_>> {
    let mut above = noun;
    for _ in 0..4 {
        let Some(head) = above.head() else { return Vec::new() };
        match above.deprel() {
            Deprel::Obj | Deprel::Obl | Deprel::NsubjPass | Deprel::Xcomp if head.upos() == Upos::Verb => {
                return if is_passive(head) { agents(head) } else { surface(head, depth + 1) };
            }
            Deprel::Nmod | Deprel::Conj | Deprel::Obj => above = head,
            _ if above.upos() == Upos::Noun && above.child(Deprel::Cop).is_some() => {
                return surface(above, depth + 1);
            }
            _ => return Vec::new(),
        }
    }
    Vec::new()
}

/// The agents of a passive ("by …").
pub fn agents(verb: Token<'_>) -> Vec<Token<'_>> {
    let own = own_agents(verb);
    if !own.is_empty() {
        return own;
    }
    let low = attach::low(verb, &["by"]);
    if low.is_empty() && verb.deprel() == Deprel::Conj {
        verb.head().map(own_agents).unwrap_or_default()
    } else {
        low
    }
}

fn own_agents(verb: Token<'_>) -> Vec<Token<'_>> {
    verb.children()
        .filter(|child| {
            child.deprel() == Deprel::OblAgent
                || matches!(child.deprel(), Deprel::Obl | Deprel::Nmod) && preposition(*child) == Some("by")
        })
        .flat_map(conjuncts)
        .collect()
}

/// What it is done to: the logical objects of `verb`.
pub fn objects(verb: Token<'_>) -> Vec<Token<'_>> {
    if is_passive(verb) {
        let mut all = surface(verb, 0);
        // "was given weapons": the thing is still an object.
        all.extend(direct_objects(verb));
        return all;
    }
    let own = direct_objects(verb);
    if !own.is_empty() {
        return own;
    }
    let Some(head) = verb.head() else { return own };
    match verb.deprel() {
        // "the measures that Ruritania imposed": the gap is the object unless the subject is the gap.
        Deprel::AclRelcl
            if verb.children().any(|child| child.deprel() == Deprel::Nsubj && !is_relative(child))
                && !has_gap_preposition(verb) =>
        {
            vec![head]
        }
        // "develop and produce missiles", "the missile it designed and built".
        Deprel::Conj if head.upos() == Upos::Verb => {
            direct_objects(head).into_iter().filter(|object| object.index() > verb.index()).collect()
        }
        _ => own,
    }
}

fn has_gap_preposition(verb: Token<'_>) -> bool {
    verb.children().any(|child| child.deprel() == Deprel::Obl && is_relative(child))
}

fn direct_objects(verb: Token<'_>) -> Vec<Token<'_>> {
    verb.children_by(Deprel::Obj).flat_map(conjuncts).flat_map(|object| antecedent(object, verb)).collect()
}

/// The recipients of `verb` ("sold Syldavia tanks").
///
/// Of two objects that are not coordinated the first is one too.
pub fn recipients(verb: Token<'_>) -> Vec<Token<'_>> {
    let own: Vec<_> = verb.children_by(Deprel::Iobj).flat_map(conjuncts).collect();
    let mut objects = verb.children_by(Deprel::Obj);
    match (objects.next(), objects.next()) {
        (Some(first), Some(second)) if own.is_empty() && second.index() > first.index() => conjuncts(first),
        _ => own,
    }
}

/// What hangs on `verb` by one of `prepositions`.
pub fn obliques<'d>(verb: Token<'d>, prepositions: &[impl AsRef<str>]) -> Vec<Token<'d>> {
    verb.children()
        .filter(|child| {
            matches!(
                child.deprel(),
                Deprel::Obl | Deprel::Nmod | Deprel::OblAgent | Deprel::Advmod | Deprel::Obj | Deprel::Xcomp
            ) && preposition(*child).is_some_and(|found| prepositions.iter().any(|one| one.as_ref() == found))
        })
        .flat_map(conjuncts)
        .flat_map(|token| antecedent(token, verb))
        .collect()
}

fn is_relative(token: Token<'_>) -> bool {
    matches!(token.xpos(), Xpos::Wdt | Xpos::Wp) || token.lemma() == "that" && token.upos() == Upos::Pron
}

/// The antecedent of a relative pronoun, or of a part of it ("both of whom"); any other token stands for
/// itself.
fn antecedent<'d>(token: Token<'d>, verb: Token<'d>) -> Vec<Token<'d>> {
    let is_part = || {
        token
            .children_by(Deprel::Nmod)
            .any(|whole| preposition(whole) == Some("of") && matches!(whole.lemma(), "whom" | "which"))
    };
    if !is_relative(token) && !is_part() {
        return vec![token];
    }
    let mut clause = verb;
    for _ in 0..DEPTH {
        match (clause.deprel(), clause.head()) {
            (Deprel::AclRelcl, Some(head)) => return conjuncts(head),
            (Deprel::Conj | Deprel::Xcomp | Deprel::Ccomp | Deprel::Cop, Some(head)) => clause = head,
            _ => break,
        }
    }
    Vec::new()
}

/// Whether `verb` is negated by its own words: "not", "never", "no longer", a negative subject.
pub fn is_negated(verb: Token<'_>) -> bool {
    let negative = |token: Token<'_>| {
        matches!(token.lemma(), "not" | "never" | "n't" | "neither" | "nor" | "hardly" | "cannot")
            || matches!(token.text(), "n't" | "not" | "n’t")
    };
    verb.children().any(|child| match child.deprel() {
        Deprel::Advmod => negative(child) || child.lemma() == "long" && child.children().any(is_no),
        Deprel::Nsubj | Deprel::NsubjPass => is_none(child) || child.children().any(is_no),
        Deprel::Obj => child.children_by(Deprel::Det).any(is_no),
        Deprel::Det | Deprel::Cc | Deprel::CcPreconj => is_no(child) || negative(child),
        _ => false,
    })
}

fn is_no(token: Token<'_>) -> bool {
    matches!(token.lemma(), "no" | "neither")
}

fn is_none(token: Token<'_>) -> bool {
    matches!(token.lemma(), "nobody" | "none" | "neither" | "nothing")
}
