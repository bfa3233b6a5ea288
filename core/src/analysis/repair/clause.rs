//! Repairs of clauses: auxiliaries taken for main verbs, subordinate clauses taken
//! for the sentence, what is said, the passive.

use claimtrack_sdk::{Deprel, Upos, Xpos};

use super::Sentence;

const HAVE: &[&str] = &["have", "has", "had", "having", "'ve", "’ve"];
const BE: &[&str] = &["be", "is", "are", "was", "were", "been", "being", "am", "'re", "’re", "'m", "’m"];

/// Nothing hangs on a mark: what does belongs to the word that the mark hangs on.
pub(super) fn punctuation(sentence: &mut Sentence) {
    for place in 0..sentence.len() {
        while let Some(mark) = sentence.head(place).filter(|&head| sentence.words[head].upos == Upos::Punct) {
            // A sentence of marks only has a mark for its root.
            let Some(head) = sentence.head(mark) else { break };
            sentence.tree.heads[place] = head as u16;
        }
    }
}

/// "Ruritania has long sought …": a participle right behind a form of "have" or "be" is the main verb,
/// whatever stands on it.
pub(super) fn auxiliaries(sentence: &mut Sentence) {
    for verb in 0..sentence.len() {
        let have = sentence.words[verb].is_any(HAVE);
        if !have && !sentence.words[verb].is_any(BE) {
            continue;
        }
        let participle = (verb + 1..sentence.len())
            .find(|&place| !matches!(sentence.words[place].upos, Upos::Adv | Upos::Part));
        let having = sentence.words[verb].is_any(&["having"]);
        if let Some((main, noun)) = participle.and_then(|main| Some((main, sentence.head(main)?)))
            && having
            && sentence.words[main].xpos == Xpos::Vbn
            && sentence.label(main) == Deprel::Amod
            && sentence.head(noun) == Some(verb)
        {
            // "Having offered arms": not arms that were offered.
            sentence.hang(main, verb, Deprel::Dep);
        }
        let Some(main) = participle.filter(|&main| sentence.head(main) == Some(verb)) else { continue };
        let xpos = sentence.words[main].xpos;
        let fits = match xpos {
            Xpos::Vbn => true,
            Xpos::Vbd => have,
            Xpos::Vbg => !have,
            _ => false,
        };
        let is_clause = matches!(
            sentence.label(main),
            Deprel::Obj
                | Deprel::Xcomp
                | Deprel::Ccomp
                | Deprel::Advcl
                | Deprel::Dep
                | Deprel::Parataxis
                | Deprel::Acl
        );
        if !fits || !is_clause || sentence.words[main].upos != Upos::Verb {
            continue;
        }
        let passive = !have && xpos == Xpos::Vbn;
        sentence.succeed(verb, main, if passive { Deprel::AuxPass } else { Deprel::Aux });
        let orphans: Vec<usize> = sentence.children(verb).collect();
        for child in orphans {
            let label = sentence.label(child);
            sentence.hang(child, main, label);
        }
    }
}

/// Words that open a subordinate clause when they stand at its front.
const SUBORDINATORS: &[&str] = &[
    "as", "when", "if", "because", "although", "though", "while", "since", "after", "before", "until",
    "once", "unless", "whereas", "whenever", "wherever",
];

/// "As talks resume, the ministers could agree": the sentence is the clause behind the comma, not the one
/// that a subordinator opens.
pub(super) fn subordinate_root(sentence: &mut Sentence) {
    let Some(root) = sentence.root() else { return };
    let opened = sentence.children(root).any(|child| {
        child < root
            && matches!(sentence.label(child), Deprel::Mark | Deprel::Advmod)
            && sentence.words[child].is_any(SUBORDINATORS)
            && sentence.words[..child]
                .iter()
                .all(|word| matches!(word.upos, Upos::Adv | Upos::Cconj | Upos::Punct))
    });
    if !opened || !sentence.has_subject(root) {
        return;
    }
    let main = sentence.children(root).find(|&clause| {
        let is_clause = matches!(
            sentence.label(clause),
            Deprel::Parataxis | Deprel::Conj | Deprel::Advcl | Deprel::Ccomp | Deprel::Dep | Deprel::List
        );
        clause > root
            && is_clause
            && sentence.child(clause, &[Deprel::Mark, Deprel::Cc]).is_none()
            && sentence.children(clause).any(|child| child < clause && is_subject(sentence.label(child)))
            && sentence.any(root..sentence.leftmost(clause) + 1, ",")
            && !sentence.children(clause).any(|child| sentence.words[child].xpos == Xpos::Wrb)
    });
    let Some(main) = main else { return };
    let first = sentence.leftmost(main);
    sentence.succeed(root, main, Deprel::Advcl);
    let later: Vec<usize> = sentence.children(root).filter(|&child| child > first).collect();
    for child in later {
        let label = sentence.label(child);
        sentence.hang(child, main, label);
    }
}

pub(super) fn is_subject(label: Deprel) -> bool {
    matches!(label, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Expl | Deprel::Csubj)
}

/// Verbs whose finite clause behind them is what was said or thought.
#[rustfmt::skip]
pub(super) const SAYING: &[&str] = &[
    "say", "says", "said", "saying", "tell", "tells", "told", "telling", "announce", "announces",
    "announced", "announcing", "claim", "claims", "claimed", "claiming", "report", "reports", "reported",
    "reporting", "warn", "warns", "warned", "warning", "add", "adds", "added", "adding", "insist",
    "insists", "insisted", "insisting", "believe", "believes", "believed", "think", "thinks", "thought",
    "argue", "argues", "argued", "arguing", "acknowledge", "acknowledges", "acknowledged", "admit",
    "admits", "admitted", "confirm", "confirms", "confirmed", "confirming", "deny", "denies", "denied",
    "denying", "stress", "stresses", "stressed", "note", "notes", "noted", "noting", "allege", "alleges",
    "alleged", "assert", "asserts", "asserted", "state", "stated", "declare", "declares", "declared", "vow",
    "vows", "vowed", "suggest", "suggests", "suggested", "hope", "hopes", "hoped", "fear", "fears",
    "feared", "indicate", "indicates", "indicated", "reveal", "revealed", "conclude", "concluded",
];

/// A finite clause behind a verb of saying is its complement.
pub(super) fn complements(sentence: &mut Sentence) {
    for verb in 0..sentence.len() {
        if sentence.words[verb].upos != Upos::Verb
            || !sentence.words[verb].is_any(SAYING)
            || sentence.child(verb, &[Deprel::Ccomp]).is_some()
        {
            continue;
        }
        let clause = sentence.children(verb).find(|&clause| {
            let first = sentence.leftmost(clause);
            clause > verb
                && first > verb
                && matches!(sentence.label(clause), Deprel::Advcl | Deprel::Parataxis | Deprel::Dep)
                && sentence.children(clause).any(|child| child < clause && is_subject(sentence.label(child)))
                && !sentence.any(verb..first + 1, ":")
                && !sentence.any(verb..first + 1, ",")
                && sentence.children(clause).all(|child| {
                    let word = &sentence.words[child];
                    match sentence.label(child) {
                        Deprel::Mark => word.is_any(&["that"]),
                        Deprel::Advmod => word.xpos != Xpos::Wrb,
                        Deprel::Cc => child > clause,
                        _ => true,
                    }
                })
        });
        if let Some(clause) = clause {
            sentence.tree.labels[clause] = Deprel::Ccomp;
        }
    }
}

/// Nouns that an infinitive right behind them completes.
#[rustfmt::skip]
const CONTROL: &[&str] = &[
    "plan", "plans", "decision", "determination", "effort", "efforts", "attempt", "attempts", "quest",
    "intention", "intentions", "intent", "pledge", "pledges", "promise", "promises", "threat", "threats",
    "refusal", "bid", "willingness", "readiness", "proposal", "proposals", "agreement", "offer",
    "commitment", "commitments", "desire", "ability", "right", "authority", "ambition", "ambitions", "vow",
    "deal", "push", "drive", "campaign", "resolve", "failure",
];

/// "the regime's determination to build missiles": the infinitive belongs to the noun it follows.
pub(super) fn infinitives(sentence: &mut Sentence) {
    for noun in 0..sentence.len().saturating_sub(2) {
        let to = noun + 1;
        if !sentence.words[noun].is_noun()
            || !sentence.words[noun].is_any(CONTROL)
            || !sentence.words[to].is_any(&["to"])
            || sentence.label(to) != Deprel::Mark
        {
            continue;
        }
        let Some(verb) = sentence.head(to).filter(|&verb| verb > to) else { continue };
        let loose = matches!(
            sentence.label(verb),
            Deprel::Advcl | Deprel::Xcomp | Deprel::Csubj | Deprel::Ccomp | Deprel::Obl | Deprel::Dep
        );
        if loose && sentence.words[verb].xpos == Xpos::Vb && !sentence.is_below(noun, verb) {
            sentence.hang(verb, noun, Deprel::Acl);
        }
    }
}

/// "condemning the strikes and suspending sales": of two objects of one verb the one behind a second verb
/// that has none is the second verb's.
pub(super) fn shared_objects(sentence: &mut Sentence) {
    for second in 0..sentence.len() {
        if sentence.label(second) != Deprel::Conj
            || sentence.words[second].upos != Upos::Verb
            || sentence.child(second, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp]).is_some()
        {
            continue;
        }
        let Some(first) = sentence.head(second).filter(|&first| sentence.words[first].upos == Upos::Verb)
        else {
            continue;
        };
        let is_object = |place: &usize| sentence.label(*place) == Deprel::Obj;
        let own = sentence.children(first).filter(is_object).any(|place| place < second);
        let late = sentence.children(first).filter(is_object).find(|&place| place > second);
        if let Some(late) = late.filter(|_| own) {
            sentence.hang(late, second, Deprel::Obj);
        }
    }
}

/// Subject and agent of a passive have their own relations.
pub(super) fn passives(sentence: &mut Sentence) {
    for verb in 0..sentence.len() {
        let passive = sentence.child(verb, &[Deprel::AuxPass]).is_some();
        let participle = sentence.words[verb].xpos == Xpos::Vbn
            && matches!(sentence.label(verb), Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl);
        if !passive && !participle {
            continue;
        }
        for child in 0..sentence.len() {
            if sentence.head(child) != Some(verb) {
                continue;
            }
            let label = match sentence.label(child) {
                Deprel::Nsubj if passive => Deprel::NsubjPass,
                Deprel::Csubj if passive => Deprel::CsubjPass,
                Deprel::Obl if child > verb && is_agent(sentence, child) => Deprel::OblAgent,
                other => other,
            };
            sentence.tree.labels[child] = label;
        }
    }
}

/// "by the ministry", but not "by Friday" or "by 2030".
fn is_agent(sentence: &Sentence, noun: usize) -> bool {
    let by = sentence.child(noun, &[Deprel::Case]).is_some_and(|case| sentence.words[case].is_any(&["by"]));
    by && matches!(sentence.words[noun].upos, Upos::Noun | Upos::Propn | Upos::Pron)
        && !sentence.words[noun].is_any(&[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "year",
            "month",
            "week",
            "end",
            "percent",
            "night",
            "morning",
            "noon",
            "midnight",
            "today",
            "tomorrow",
        ])
}
