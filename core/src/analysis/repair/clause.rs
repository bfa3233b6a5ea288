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

/// Nouns that an infinitive right behind them completes.
#[rustfmt::skip]
const CONTROL: &[&str] = &[
    "plan", "plans", "decision", "determination", "effort", "efforts", "attempt", "attempts", "quest",
    "intention", "intentions", "intent", "pledge", "pledges", "promise", "promises", "threat", "threats",
    "refusal", "bid", "willingness", "readiness", "proposal", "proposals", "agreement", "offer",
    "commitment", "commitments", "desire", "ability", "right", "authority", "ambition", "ambitions", "vow",
    "deal", "push", "drive", "campaign", "resolve", "failure",
];

/// "the regime's determination to build missiles", "the refusal of the senate to ratify it": the infinitive
/// belongs to the noun it follows.
pub(super) fn infinitives(sentence: &mut Sentence) {
    for to in 1..sentence.len() {
        if !sentence.words[to].is_any(&["to"]) || sentence.label(to) != Deprel::Mark {
            continue;
        }
        let Some(verb) = sentence.head(to).filter(|&verb| verb > to) else { continue };
        let Some(noun) = controlling(sentence, to) else { continue };
        let loose = match sentence.label(verb) {
            Deprel::Advcl | Deprel::Xcomp | Deprel::Csubj | Deprel::Ccomp | Deprel::Obl | Deprel::Dep => true,
            // Hung on a noun of the phrase in between.
            Deprel::Acl => sentence.head(verb).is_some_and(|head| noun < head && head < to),
            _ => false,
        };
        if loose && sentence.words[verb].xpos == Xpos::Vb && !sentence.is_below(noun, verb) {
            sentence.hang(verb, noun, Deprel::Acl);
        }
    }
}

/// Nouns whose infinitive is what somebody is asked to do.
const ASKING: &[&str] = &[
    "ultimatum",
    "call",
    "calls",
    "appeal",
    "appeals",
    "request",
    "requests",
    "order",
    "orders",
    "demand",
    "plea",
];

/// The noun of intention right before `to`, or the one whose *of*-phrase stands there ("the refusal of the
/// senate to", "an ultimatum to Syldavia to").
fn controlling(sentence: &Sentence, to: usize) -> Option<usize> {
    let is_control = |place: usize| sentence.words[place].is_noun() && sentence.words[place].is_any(CONTROL);
    if is_control(to - 1) {
        return Some(to - 1);
    }
    let mut place = to - 1;
    // Back over the phrase to its preposition, and over what stands between that and the noun.
    while place > 0 && !sentence.words[place].is_any(&["of", "in", "by", "to", "on"]) {
        let inside = matches!(
            sentence.words[place].upos,
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Pron | Upos::Num
        );
        if !inside || to - place > 6 {
            return None;
        }
        place -= 1;
    }
    let asks = sentence.words[place].is_any(&["to", "on"]);
    while place > 0 {
        place -= 1;
        let fits = if asks {
            sentence.words[place].is_noun() && sentence.words[place].is_any(ASKING)
        } else {
            is_control(place)
        };
        if fits {
            return Some(place);
        }
        if sentence.words[place].upos != Upos::Adv {
            return None;
        }
    }
    None
}

/// "makes it impossible for the union to approve it": the noun between "for" and the infinitive is its
/// subject.
pub(super) fn for_subjects(sentence: &mut Sentence) {
    for to in 3..sentence.len() {
        if !sentence.words[to].is_any(&["to"]) || sentence.label(to) != Deprel::Mark {
            continue;
        }
        let Some(verb) = sentence.head(to).filter(|&verb| verb > to) else { continue };
        if sentence.has_subject(verb) || sentence.words[verb].xpos != Xpos::Vb {
            continue;
        }
        let mut noun = to - 1;
        while let Some(above) = sentence.head(noun).filter(|&above| {
            above < to
                && matches!(
                    sentence.label(noun),
                    Deprel::Flat | Deprel::Compound | Deprel::Nmod | Deprel::Conj | Deprel::Appos
                )
        }) {
            noun = above;
        }
        let Some(case) = sentence.child(noun, &[Deprel::Case]) else { continue };
        let behind_adjective = case >= 1
            && sentence.words[case].is_any(&["for"])
            && (sentence.words[case - 1].upos == Upos::Adj
                || sentence.words[case - 1].is_any(&["time", "way"]));
        if behind_adjective && sentence.words[noun].upos != Upos::Verb && !sentence.is_below(verb, noun) {
            sentence.hang(noun, verb, Deprel::Nsubj);
            sentence.tree.labels[case] = Deprel::Mark;
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
        for child in orphans {
            let label = sentence.label(child);
            sentence.hang(child, main, label);
        }
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
            Deprel::Conj | Deprel::Parataxis | Deprel::Dep | Deprel::Advcl | Deprel::Ccomp
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

/// What is done in the field, as a gerund.
#[rustfmt::skip]
const GERUNDS: &[&str] = &[
    "easing", "massing", "deploying", "imposing", "lifting", "sending", "selling", "supplying", "buying",
    "shelling", "bombing", "arming", "testing", "scrapping", "raising", "cutting", "lowering", "waiving",
    "freezing", "seizing", "extending", "expanding", "renewing", "tightening", "providing", "delivering",
    "evading", "breaking", "violating", "banning", "restricting", "exporting", "importing", "enriching",
    "developing", "building", "producing", "withdrawing", "moving", "stationing", "basing", "launching",
    "firing", "targeting", "attacking", "invading", "killing", "hosting", "financing", "funding", "joining",
    "signing", "ratifying", "blocking", "suspending", "ending", "halting", "opening", "closing",
    "transferring", "acquiring", "stockpiling", "smuggling", "adopting", "removing", "dropping",
];

/// Nouns that such a word describes as who does it: "of exporting countries".
#[rustfmt::skip]
const DOERS: &[&str] = &[
    "country", "countries", "nation", "nations", "state", "states", "forces", "troops", "partners", "powers",
    "companies", "firms", "fighters", "army", "side", "sides", "party", "parties", "member", "members",
    "world", "economies", "markets", "market", "purposes", "price", "prices", "costs", "time", "field", "range",
    "ground", "grounds", "camp", "camps", "system", "systems", "plant", "plants", "industry", "countries'",
];

/// "accused it of massing troops", "open to easing tariffs": behind a preposition a gerund of the field has
/// the noun for its object.
pub(super) fn verbal_gerunds(sentence: &mut Sentence) {
    for verb in 1..sentence.len().saturating_sub(1) {
        if sentence.words[verb].xpos != Xpos::Vbg
            || sentence.label(verb) != Deprel::Amod
            || !sentence.words[verb].is_any(GERUNDS)
        {
            continue;
        }
        let Some(noun) = sentence.head(verb).filter(|&noun| noun > verb) else { continue };
        let case = verb - 1;
        let plain = sentence.label(case) == Deprel::Case
            && sentence.head(case) == Some(noun)
            && sentence.words[noun].is_noun()
            && !sentence.words[noun].is_any(DOERS);
        if !plain || sentence.words[case].is_any(&["with"]) {
            continue;
        }
        sentence.succeed(noun, verb, Deprel::Obj);
        sentence.hang(case, verb, Deprel::Mark);
        let label = match sentence.label(verb) {
            Deprel::Nmod => Deprel::Acl,
            Deprel::Obl => Deprel::Advcl,
            other => other,
        };
        sentence.tree.labels[verb] = label;
        let after: Vec<usize> = sentence
            .children(noun)
            .filter(|&child| child < verb && sentence.label(child) == Deprel::Punct)
            .collect();
        for child in after {
            sentence.hang(child, verb, Deprel::Punct);
        }
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
    for child in later {
        let label = sentence.label(child);
        sentence.hang(child, main, label);
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
        for child in before {
            let label = sentence.label(child);
            sentence.hang(child, first, label);
        }
    }
}

/// "urged it to adopt a line or threatening to scrap them": a gerund is joined to a gerund, not to the
/// infinitive below it; and a gerund right behind a verb is its complement, nothing about a noun.
pub(super) fn gerunds(sentence: &mut Sentence) {
    for verb in 1..sentence.len() {
        if sentence.words[verb].xpos != Xpos::Vbg {
            continue;
        }
        let Some(head) = sentence.head(verb).filter(|&head| sentence.words[head].upos == Upos::Verb) else {
            continue;
        };
        match sentence.label(verb) {
            Deprel::Acl if head + 1 == verb => sentence.tree.labels[verb] = Deprel::Xcomp,
            Deprel::Conj if sentence.words[head].xpos == Xpos::Vb => {
                let gerund = sentence.head(head).filter(|&above| sentence.words[above].xpos == Xpos::Vbg);
                if let Some(gerund) = gerund.filter(|&gerund| gerund < head) {
                    sentence.hang(verb, gerund, Deprel::Conj);
                }
            }
            _ => {}
        }
    }
}

/// "signed a memorandum with the minister": a preposition that hangs on the verb belongs to the noun
/// behind it, which is no subject then.
pub(super) fn stray_prepositions(sentence: &mut Sentence) {
    for case in 1..sentence.len() {
        if sentence.label(case) != Deprel::Case || sentence.words[case].upos != Upos::Adp {
            continue;
        }
        let Some(verb) = sentence.head(case).filter(|&verb| sentence.words[verb].upos == Upos::Verb) else {
            continue;
        };
        if verb > case {
            continue;
        }
        let noun = sentence.children(verb).find(|&noun| {
            noun > case
                && matches!(sentence.label(noun), Deprel::Nsubj | Deprel::NsubjPass)
                && sentence.leftmost(noun) == case + 1
        });
        if let Some(noun) = noun {
            sentence.hang(case, noun, Deprel::Case);
            sentence.tree.labels[noun] = Deprel::Obl;
        }
    }
}

/// "responded to pressure by suspending sales": a gerund behind "by" says how the verb is done, whatever
/// noun it was hung on.
pub(super) fn means(sentence: &mut Sentence) {
    for verb in 1..sentence.len() {
        let by = sentence
            .child(verb, &[Deprel::Mark, Deprel::Case])
            .is_some_and(|mark| mark < verb && sentence.words[mark].is_any(&["by"]));
        if !by || sentence.words[verb].xpos != Xpos::Vbg || sentence.label(verb) != Deprel::Acl {
            continue;
        }
        let mut above = verb;
        while let Some(head) = sentence.head(above) {
            above = head;
            if sentence.words[above].upos == Upos::Verb {
                sentence.hang(verb, above, Deprel::Advcl);
                break;
            }
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

/// "buys most of its gas": the part bought is the object.
pub(super) fn parts(sentence: &mut Sentence) {
    for part in 1..sentence.len().saturating_sub(1) {
        let is_part = sentence.label(part) == Deprel::Xcomp
            && sentence.words[part].is_any(&["most", "much", "some", "half", "all", "many", "part", "more"])
            && sentence.words[part + 1].is_any(&["of"])
            && sentence.child(part, &[Deprel::Nmod]).is_some();
        if is_part && sentence.head(part).is_some_and(|verb| sentence.words[verb].upos == Upos::Verb) {
            sentence.tree.labels[part] = Deprel::Obj;
        }
    }
}

/// "allow the delivery": what is given to nobody is the object.
pub(super) fn lone_recipients(sentence: &mut Sentence) {
    for noun in 0..sentence.len() {
        if sentence.label(noun) != Deprel::Iobj {
            continue;
        }
        let Some(verb) = sentence.head(noun) else { continue };
        let others = [Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp, Deprel::Parataxis];
        let others = sentence.children(verb).filter(|&child| others.contains(&sentence.label(child))).count();
        let recipients =
            sentence.children(verb).filter(|&child| sentence.label(child) == Deprel::Iobj).count();
        if others == 0 && recipients == 1 && sentence.words[noun].upos == Upos::Noun {
            sentence.tree.labels[noun] = Deprel::Obj;
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
