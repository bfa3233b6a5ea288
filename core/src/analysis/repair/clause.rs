//! Repairs of clauses: auxiliaries taken for main verbs, subordinate clauses taken
//! for the sentence, what is said, the passive.

use claimtrack_sdk::{Deprel, Upos, Xpos};

use super::Sentence;
use crate::dating::is_calendar_word;

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
        // "is said to have sold arms": so does "to have".
        let to_have = have && verb > 0 && sentence.words[verb - 1].is_any(&["to"]);
        if let Some((main, noun)) = participle.and_then(|main| Some((main, sentence.head(main)?)))
            && (having || to_have)
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
        sentence.rehang(orphans, main);
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
    sentence.rehang(later, main);
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

/// "said the findings raised questions": a participle with an object of its own, on the noun behind a verb
/// of saying, is the past tense of what was said.
pub(super) fn reported_pasts(sentence: &mut Sentence) {
    for verb in 1..sentence.len() {
        if sentence.words[verb].upos != Upos::Verb
            || !sentence.words[verb].is_any(SAYING)
            || !sentence.children(verb).any(|child| child < verb && is_subject(sentence.label(child)))
            || sentence.child(verb, &[Deprel::Ccomp]).is_some()
        {
            continue;
        }
        let noun = sentence.children(verb).find(|&noun| {
            noun > verb
                && matches!(sentence.label(noun), Deprel::Nsubj | Deprel::Obj | Deprel::Iobj)
                && sentence.leftmost(noun) == verb + 1
                && sentence.words[noun].is_noun()
        });
        let Some(noun) = noun else { continue };
        let past = sentence.children(noun).find(|&past| {
            sentence.label(past) == Deprel::Acl
                && past == noun + 1
                && sentence.words[past].xpos == Xpos::Vbn
                && sentence.words[past].text.ends_with("ed")
                && sentence.child(past, &[Deprel::Obj]).is_some()
                && sentence.child(past, &[Deprel::OblAgent]).is_none()
        });
        if let Some(past) = past {
            sentence.hang(past, verb, Deprel::Ccomp);
            sentence.hang(noun, past, Deprel::Nsubj);
        }
    }
    for past in 1..sentence.len() {
        // "said the bank expected exports to recover": with a subject of its own it modifies no noun.
        let subject =
            sentence.child(past, &[Deprel::Nsubj, Deprel::NsubjPass]).filter(|&noun| noun + 1 == past);
        let object = sentence.head(past).filter(|&noun| noun > past && sentence.label(noun) == Deprel::Obj);
        let (Some(subject), Some(object)) = (subject, object) else { continue };
        let Some(verb) = sentence.head(object).filter(|&verb| verb < subject) else { continue };
        if sentence.label(past) == Deprel::Amod && sentence.words[past].xpos == Xpos::Vbn {
            sentence.hang(past, verb, Deprel::Ccomp);
            sentence.hang(object, past, Deprel::Obj);
            sentence.tree.labels[subject] = Deprel::Nsubj;
        }
    }
}

/// Pasts of verbs of speech that people report beside one another.
const ACTS: &[&str] = &[
    "accused",
    "called",
    "condemned",
    "criticised",
    "criticized",
    "demanded",
    "denied",
    "dismissed",
    "pledged",
    "promised",
    "rejected",
    "threatened",
    "told",
    "urged",
    "vowed",
    "warned",
];

/// "said it was opposed and warned the council": behind a state or an intention that is reported, a second
/// act of speech in the past is the reporter's, like the first.
pub(super) fn joined_acts(sentence: &mut Sentence) {
    for act in 2..sentence.len() {
        if sentence.label(act) != Deprel::Conj
            || sentence.words[act].xpos != Xpos::Vbd
            || !sentence.words[act].is_any(ACTS)
            || sentence.has_subject(act)
        {
            continue;
        }
        let Some(reported) = sentence.head(act).filter(|&head| sentence.label(head) == Deprel::Ccomp) else {
            continue;
        };
        let Some(verb) = sentence.head(reported) else { continue };
        let says = sentence.words[verb].xpos == Xpos::Vbd && sentence.words[verb].is_any(SAYING);
        if says && verb < reported && sentence.words[reported].xpos != Xpos::Vbd {
            sentence.hang(act, verb, Deprel::Conj);
        }
    }
}

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

/// "has outright rejected the plan": the participle behind a form of "have" is the verb, not the word
/// between them.
pub(super) fn adverb_roots(sentence: &mut Sentence) {
    for place in 1..sentence.len().saturating_sub(1) {
        let main = place + 1;
        let is_stray = matches!(sentence.words[place].upos, Upos::Adj | Upos::Adv)
            && sentence.head(main) == Some(place)
            && matches!(sentence.words[main].xpos, Xpos::Vbn | Xpos::Vbd)
            && sentence.child(place, &[Deprel::Cop]).is_none()
            && sentence.children(place).any(|child| {
                child < place && sentence.label(child) == Deprel::Aux && sentence.words[child].is_any(HAVE)
            });
        if !is_stray {
            continue;
        }
        sentence.succeed(place, main, Deprel::Advmod);
        let orphans: Vec<usize> = sentence.children(place).collect();
        sentence.rehang(orphans, main);
    }
}

/// Prepositions that also open a clause.
const EITHER: &[&str] = &["after", "before", "since", "until"];

/// "after the union blacklisted one of its firms": behind such a word a noun with a finite verb right after
/// it is the subject of a clause, not the object of a preposition.
pub(super) fn subordinate_subjects(sentence: &mut Sentence) {
    for case in 0..sentence.len().saturating_sub(2) {
        if sentence.label(case) != Deprel::Case || !sentence.words[case].is_any(EITHER) {
            continue;
        }
        let Some(noun) = sentence.head(case).filter(|&noun| noun > case) else { continue };
        let Some(above) = sentence.head(noun) else { continue };
        if !matches!(sentence.label(noun), Deprel::Obl | Deprel::Nmod) || !sentence.words[noun].is_noun() {
            continue;
        }
        let next = sentence.rightmost(noun) + 1;
        let Some(word) = sentence.words.get(next) else { continue };
        let verb = match word.xpos {
            Xpos::Vbd | Xpos::Vbz | Xpos::Vbp => next,
            _ => continue,
        };
        let loose = matches!(
            sentence.label(verb),
            Deprel::Conj
                | Deprel::Parataxis
                | Deprel::Dep
                | Deprel::Advcl
                | Deprel::Ccomp
                | Deprel::Acl
                | Deprel::AclRelcl
        );
        let bare = sentence.child(verb, &[Deprel::Cc, Deprel::Mark]).is_none() && !sentence.has_subject(verb);
        if word.upos != Upos::Verb || !loose || !bare || sentence.is_below(noun, verb) {
            continue;
        }
        sentence.hang(verb, above, Deprel::Advcl);
        sentence.hang(noun, verb, Deprel::Nsubj);
        sentence.hang(case, verb, Deprel::Mark);
    }
}

/// "The army and the guard resumed": of two subjects with "and" between them the second is joined to the
/// first.
pub(super) fn joint_subjects(sentence: &mut Sentence) {
    for cc in 1..sentence.len() {
        if sentence.label(cc) != Deprel::Cc || !sentence.words[cc].is_any(&["and"]) {
            continue;
        }
        let Some(verb) = sentence.head(cc).filter(|&verb| verb > cc) else { continue };
        let is_subject = |child: &usize| matches!(sentence.label(*child), Deprel::Nsubj | Deprel::NsubjPass);
        let first = sentence.children(verb).filter(is_subject).find(|&child| child < cc);
        let second = sentence.children(verb).filter(is_subject).find(|&child| child > cc && child < verb);
        if let (Some(first), Some(second)) = (first, second)
            && sentence.leftmost(second) == cc + 1
            && sentence.rightmost(first) + 1 == cc
        {
            sentence.hang(second, first, Deprel::Conj);
            sentence.hang(cc, second, Deprel::Cc);
        }
    }
}

/// "The army, backed by jets, recaptured the town": the sentence is the finite verb behind the second comma,
/// not the noun.
pub(super) fn noun_roots(sentence: &mut Sentence) {
    let Some(root) = sentence.root() else { return };
    if !sentence.words[root].is_noun() || sentence.child(root, &[Deprel::Cop]).is_some() {
        return;
    }
    let participle = sentence.children(root).find(|&verb| {
        verb > root
            && sentence.label(verb) == Deprel::Acl
            && matches!(sentence.words[verb].xpos, Xpos::Vbn | Xpos::Vbg | Xpos::Vbd)
            && sentence.any(root..verb, ",")
    });
    let Some(participle) = participle else { return };
    let main = (participle + 1..sentence.len()).find(|&verb| {
        let hangs = sentence.head(verb).is_some_and(|head| head == participle || head == root);
        let first = sentence.leftmost(verb);
        let finite = matches!(sentence.words[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            || sentence.child(verb, &[Deprel::Aux, Deprel::AuxPass]).is_some();
        hangs
            && finite
            && matches!(
                sentence.label(verb),
                Deprel::Conj
                    | Deprel::Parataxis
                    | Deprel::Advcl
                    | Deprel::Dep
                    | Deprel::Acl
                    | Deprel::AclRelcl
            )
            && first > participle
            && (sentence.words[first].text == "," || sentence.words[first - 1].text == ",")
            && sentence.child(verb, &[Deprel::Cc, Deprel::Mark]).is_none()
            && !sentence.has_subject(verb)
    });
    let Some(main) = main else { return };
    sentence.succeed(root, main, Deprel::Nsubj);
    let later: Vec<usize> = sentence.children(root).filter(|&child| child > main).collect();
    sentence.rehang(later, main);
}

/// "The agency, a body of the union, called for talks.": a sentence with a full stop and nothing finite in it
/// has its verb in the participle behind the noun, or behind the comma that closes what is said of the noun.
pub(super) fn participle_roots(sentence: &mut Sentence) {
    let Some(root) = sentence.root() else { return };
    let finite = |word: &super::Form| word.xpos.is_finite();
    let stopped = sentence.words.last().is_some_and(|word| word.text == ".");
    if !sentence.words[root].is_noun() || !stopped || sentence.words.iter().any(finite) {
        return;
    }
    let main = (root + 1..sentence.len()).find(|&verb| {
        let word = &sentence.words[verb];
        let participle = word.xpos == Xpos::Vbn
            && sentence
                .child(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::OblAgent, Deprel::Mark])
                .is_none();
        let closing = sentence.words[verb - 1].text == ",";
        let next = sentence.words.get(verb + 1);
        let takes = sentence.child(verb, &[Deprel::Obj, Deprel::Ccomp]).is_some_and(|child| child > verb)
            || next.is_some_and(|next| next.is_any(&["for", "on", "that", "against"]));
        let of_root = sentence.head(verb) == Some(root);
        let of_apposition = closing
            && sentence.head(verb).is_some_and(|noun| {
                sentence.words[noun].is_noun() && noun < verb && sentence.head(noun) == Some(root)
            });
        match sentence.label(verb) {
            Deprel::Acl if of_root || of_apposition => participle && takes,
            // "…, cited problems": what the comma parts from the noun in front is no modifier of it.
            // "Ruritania and its allies imposed tariffs": nor what is on the object of no verb.
            Deprel::Amod => {
                let object = sentence.head(verb).filter(|&noun| sentence.label(noun) == Deprel::Obj);
                let of_noun = object
                    .and_then(|noun| sentence.head(noun))
                    .is_some_and(|above| above < verb && sentence.words[above].upos != Upos::Verb);
                participle && (closing && sentence.any(root..verb - 1, ",") || of_noun)
            }
            _ => false,
        }
    });
    let Some(main) = main else { return };
    let object = (sentence.label(main) == Deprel::Amod).then(|| sentence.head(main)).flatten();
    sentence.succeed(root, main, Deprel::Nsubj);
    if let Some(object) = object.filter(|&object| object > main) {
        sentence.hang(object, main, Deprel::Obj);
    }
    let later: Vec<usize> = sentence.children(root).filter(|&child| child > main).collect();
    sentence.rehang(later, main);
}

/// "Coalition jets bombed the road": the bare noun right in front of a finite verb that has no subject is its
/// subject.
pub(super) fn stray_subjects(sentence: &mut Sentence) {
    for verb in 1..sentence.len() {
        let noun = verb - 1;
        let finite = matches!(sentence.words[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
        if !finite
            || sentence.words[verb].upos != Upos::Verb
            || sentence.head(noun) != Some(verb)
            || !sentence.words[noun].is_noun()
            || !matches!(
                sentence.label(noun),
                Deprel::Advcl | Deprel::Dep | Deprel::Ccomp | Deprel::Parataxis
            )
            || sentence.child(noun, &[Deprel::Case, Deprel::Mark, Deprel::Cop]).is_some()
            || sentence.has_subject(verb)
        {
            continue;
        }
        sentence.tree.labels[noun] = Deprel::Nsubj;
    }
}

/// Pasts of verbs that take no object, so that they are no participles behind a noun.
const MOTIONS: &[&str] = &[
    "crossed",
    "arrived",
    "marched",
    "landed",
    "returned",
    "retreated",
    "advanced",
    "rolled",
    "poured",
    "sailed",
];

/// "Troops crossed into the north and seized two villages": both are what the troops did.
pub(super) fn garden_paths(sentence: &mut Sentence) {
    for first in 1..sentence.len() {
        if sentence.label(first) != Deprel::Acl || !sentence.words[first].is_any(MOTIONS) {
            continue;
        }
        let Some(subject) = sentence.head(first).filter(|&subject| subject < first) else { continue };
        let Some(second) = sentence.head(subject).filter(|&second| second > first) else { continue };
        let joined = sentence.child(second, &[Deprel::Cc]).is_some_and(|cc| cc > first && cc < second);
        if sentence.label(subject) != Deprel::Nsubj || !joined || sentence.words[second].upos != Upos::Verb {
            continue;
        }
        let before: Vec<usize> =
            sentence.children(second).filter(|&child| child < first && child != subject).collect();
        sentence.succeed(second, first, Deprel::Conj);
        sentence.hang(subject, first, Deprel::Nsubj);
        sentence.rehang(before, first);
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
        && !is_calendar_word(&sentence.words[noun].text.to_lowercase())
        && !sentence.words[noun].is_any(&[
            "year", "month", "week", "end", "percent", "night", "morning", "noon", "midnight", "today",
            "tomorrow",
        ])
}
