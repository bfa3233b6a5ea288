//! Repairs of gerunds and infinitives: what they hang on, what their subject and
//! object are.

use claimtrack_sdk::{Deprel, Upos, Xpos};

use super::Sentence;

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

/// Verbs whose object does what the infinitive behind it says.
#[rustfmt::skip]
const URGING: &[&str] = &[
    "press", "presses", "pressed", "pressing", "pressure", "pressured", "pressuring", "push", "pushed",
    "pushing", "urge", "urges", "urged", "urging", "ask", "asks", "asked", "asking", "lobby", "lobbied",
    "lobbying", "force", "forces", "forced", "forcing", "order", "ordered", "ordering", "allow", "allows",
    "allowed", "allowing", "help", "helps", "helped", "helping", "enable", "enabled", "permit", "permitted",
    "tell", "told", "call", "called", "oblige", "obliges", "obliged", "require", "requires", "required",
    "encourage", "encouraged", "persuade", "persuaded", "convince", "convinced", "compel", "compelled",
    "warn", "warned", "invite", "invited", "advise", "advised",
];

/// "pressed the administration to impose sanctions": the infinitive behind the object of such a verb is no clause
/// about the object.
pub(super) fn object_infinitives(sentence: &mut Sentence) {
    for verb in 2..sentence.len() {
        if sentence.label(verb) != Deprel::Acl || sentence.words[verb].xpos != Xpos::Vb {
            continue;
        }
        let Some(object) = sentence.head(verb).filter(|&object| object < verb) else { continue };
        let asks = sentence.head(object).filter(|&asks| asks < object && sentence.words[asks].is_any(URGING));
        let to =
            sentence.child(verb, &[Deprel::Mark]).is_some_and(|mark| sentence.words[mark].is_any(&["to"]));
        let named = !sentence.words[object].is_any(CONTROL);
        if let Some(asks) = asks.filter(|_| to && named && sentence.label(object) == Deprel::Obj) {
            sentence.hang(verb, asks, Deprel::Xcomp);
        }
    }
}

/// "Ruritania test-fired a missile": a name right before a finite verb of two parts is its subject, not a part
/// of a compound.
pub(super) fn hyphenated(sentence: &mut Sentence) {
    for verb in 3..sentence.len() {
        let joined = sentence.words[verb - 1].text == "-"
            && sentence.words[verb].upos == Upos::Verb
            && matches!(sentence.words[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn)
            && sentence.child(verb, &[Deprel::Obj]).is_some();
        let name = verb - 3;
        if joined
            && !sentence.has_subject(verb)
            && sentence.words[name].upos == Upos::Propn
            && sentence.head(name).is_some_and(|head| head == verb || head == verb - 2)
            && sentence.label(name) == Deprel::Compound
        {
            sentence.hang(name, verb, Deprel::Nsubj);
        }
    }
}

/// "accused Syldavia of arming rebels": a clause on a verb is no clause about a noun.
pub(super) fn clauses_on_verbs(sentence: &mut Sentence) {
    for clause in 0..sentence.len() {
        let on_verb = sentence.head(clause).is_some_and(|head| sentence.words[head].upos == Upos::Verb);
        if on_verb
            && sentence.label(clause) == Deprel::Acl
            && sentence
                .child(clause, &[Deprel::Mark])
                .is_some_and(|mark| sentence.words[mark].is_any(&["of", "for", "from"]))
        {
            sentence.tree.labels[clause] = Deprel::Advcl;
        }
    }
}

/// "shot down 20 drones": a particle right behind the verb is the verb's, not the noun's behind it.
pub(super) fn particles(sentence: &mut Sentence) {
    for particle in 1..sentence.len() {
        let of_noun = sentence.words[particle].upos == Upos::Adp
            && sentence.label(particle) == Deprel::Advmod
            && sentence.words[particle].is_any(&["down", "up", "out", "off", "back"])
            && sentence.head(particle).is_some_and(|head| {
                head > particle && (sentence.words[head].is_noun() || sentence.words[head].upos == Upos::Num)
            });
        if of_noun && sentence.words[particle - 1].upos == Upos::Verb {
            sentence.hang(particle, particle - 1, Deprel::CompoundPrt);
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
        // "issued a call for Syldavia to withdraw"
        let asked = top(sentence, to - 1, &[Deprel::Flat, Deprel::Compound, Deprel::Conj, Deprel::Appos]);
        let call = sentence
            .head(asked)
            .filter(|&call| sentence.words[call].is_noun() && sentence.words[call].is_any(ASKING));
        let for_ =
            sentence.child(asked, &[Deprel::Case]).filter(|&case| sentence.words[case].is_any(&["for"]));
        if let (Some(call), Some(case), Deprel::Nmod) = (call, for_, sentence.label(asked))
            && !sentence.is_below(call, verb)
        {
            sentence.hang(verb, call, Deprel::Acl);
            sentence.hang(asked, verb, Deprel::Nsubj);
            sentence.hang(case, verb, Deprel::Mark);
            continue;
        }
        let links = [Deprel::Flat, Deprel::Compound, Deprel::Nmod, Deprel::Conj, Deprel::Appos];
        let noun = top(sentence, to - 1, &links);
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

/// The head of the noun phrase that ends with `last`, which hangs on it by `links` alone.
fn top(sentence: &Sentence, last: usize, links: &[Deprel]) -> usize {
    let mut noun = last;
    while let Some(above) =
        sentence.head(noun).filter(|&above| above <= last && links.contains(&sentence.label(noun)))
    {
        noun = above;
    }
    noun
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
    "country", "countries", "nation", "nations", "state", "states", "partners", "powers",
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
