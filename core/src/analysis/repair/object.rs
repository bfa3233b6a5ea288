//! Repairs of objects: of which verb they are, and what is none.

use claimtrack_sdk::{Deprel, Upos};

use super::Sentence;

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

/// Verbs that take what somebody gets with "with".
#[rustfmt::skip]
const SUPPLY: &[&str] = &[
    "supply", "supplies", "supplied", "supplying", "provide", "provides", "provided", "providing",
    "furnish", "furnished", "furnishing", "equip", "equips", "equipped", "equipping", "arm", "arms",
    "armed", "arming", "threaten", "threatens", "threatened", "threatening",
];

/// Verbs that take a goal with "at" or "against".
#[rustfmt::skip]
const SHOOT: &[&str] = &[
    "fire", "fires", "fired", "firing", "launch", "launches", "launched", "launching", "lobbed", "lobbing",
    "shoot", "shot", "shooting", "hurled", "hurling", "aimed", "aiming",
];

/// "supplied Houthi rebels with missiles", "fired dozens of rockets at the camp": a preposition that the verb
/// asks for hangs on the verb, not on its object or on what the object counts.
pub(super) fn asked_for(sentence: &mut Sentence) {
    for case in 2..sentence.len() {
        let asking = match sentence.words[case].text {
            "with" => SUPPLY,
            "at" | "against" => SHOOT,
            _ => continue,
        };
        let Some(noun) = sentence.head(case).filter(|_| sentence.label(case) == Deprel::Case) else {
            continue;
        };
        let mut above = noun;
        while let Some(head) =
            sentence.head(above).filter(|&head| sentence.label(above) == Deprel::Nmod && head < case)
        {
            above = head;
        }
        let Some(verb) = sentence.head(above).filter(|_| sentence.label(above) == Deprel::Obj) else {
            continue;
        };
        if above != noun && verb < above && sentence.words[verb].is_any(asking) {
            sentence.hang(noun, verb, Deprel::Obl);
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

/// "will send Syldavia 19 jets": of two objects side by side the first, a name or a pronoun, is who gets the second.
pub(super) fn two_objects(sentence: &mut Sentence) {
    for verb in 0..sentence.len() {
        let is_object = |&child: &usize| child > verb && sentence.label(child) == Deprel::Obj;
        let objects: Vec<usize> = sentence.children(verb).filter(is_object).collect();
        let [first, second] = objects[..] else { continue };
        let names = matches!(sentence.words[first].upos, Upos::Propn | Upos::Pron);
        let side_by_side = sentence.rightmost(first) + 1 == sentence.leftmost(second);
        if names
            && side_by_side
            && sentence.leftmost(first) == verb + 1
            && sentence.words[second].upos == Upos::Noun
        {
            sentence.tree.labels[first] = Deprel::Iobj;
        }
    }
}

/// "accused each other of breaking it": the two words are the object, and what follows is the verb's.
pub(super) fn each_other(sentence: &mut Sentence) {
    for other in 2..sentence.len() {
        let pair = [("each", "other"), ("one", "another")].into_iter().any(|(first, second)| {
            sentence.words[other - 1].is_any(&[first]) && sentence.words[other].is_any(&[second])
        });
        let verb = other - 2;
        if !pair || sentence.words[verb].upos != Upos::Verb {
            continue;
        }
        let later: Vec<usize> = sentence
            .children(other)
            .chain(sentence.children(other - 1))
            .filter(|&child| child > other)
            .collect();
        sentence.hang(other - 1, verb, Deprel::Det);
        sentence.hang(other, verb, Deprel::Obj);
        sentence.hang(other - 1, other, Deprel::Det);
        for child in later {
            sentence.hang(child, verb, sentence.label(child));
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
