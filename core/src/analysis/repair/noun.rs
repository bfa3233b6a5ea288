//! Repairs of noun phrases: titles before names, compounds cut in two,
//! appositions.

use claimtrack_sdk::{Deprel, Upos, Xpos};

use super::Sentence;

/// Nouns that stand before a name as its title.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "president", "minister", "premier", "chancellor", "secretary", "chairman", "chairwoman", "chair",
    "chief", "commander", "general", "gen.", "admiral", "adm.", "colonel", "col.", "captain", "capt.",
    "major", "maj.", "lieutenant", "lt.", "sergeant", "marshal", "ambassador", "envoy", "spokesman",
    "spokeswoman", "spokesperson", "senator", "sen.", "sens.", "reps.", "congressman", "congresswoman",
    "representative", "rep.", "governor", "gov.", "mayor", "king", "queen", "prince", "princess", "emperor",
    "sultan", "emir", "sheikh", "ayatollah", "pope", "cardinal", "bishop", "archbishop", "director",
    "director-general", "head", "leader", "judge", "justice", "prosecutor", "attorney", "lawyer",
    "professor", "prof.", "doctor", "dr.", "mr.", "mrs.", "ms.", "sir", "lord", "lady", "rev.", "reverend",
    "analyst", "economist", "expert", "official", "officer", "adviser", "advisor", "candidate", "lawmaker",
    "negotiator", "diplomat", "activist", "journalist", "author", "historian", "speaker", "vice-president",
];

/// Names behind a title that make the whole an institution ("General Assembly").
#[rustfmt::skip]
const INSTITUTIONS: &[&str] = &[
    "assembly", "council", "staff", "directorate", "office", "department", "motors", "electric",
    "secretariat", "committee", "house", "hotel", "palace", "court", "street", "avenue", "square", "party",
    "island", "islands", "city", "county", "college", "university", "conference", "election", "agreement",
    "hospital", "authority",
];

/// "Borduria 's Defence Minister" and a name make one phrase; its head is the first part of the name, the
/// title hangs on it (`nmod:desc`), the other names are `flat`.
pub(super) fn titles(sentence: &mut Sentence) {
    let mut place = 0;
    while place + 1 < sentence.len() {
        let title = place;
        place += 1;
        if !sentence.words[title].is_noun() || !sentence.words[title].is_any(TITLES) {
            continue;
        }
        let is_name = |word: &super::Form| {
            word.xpos == Xpos::Nnp && word.is_capital() && !word.is_any(TITLES) && !word.is_any(INSTITUTIONS)
        };
        let names = sentence.words[title + 1..].iter().take(5).take_while(|&word| is_name(word)).count();
        let end = title + 1 + names;
        // "President Office": a noun goes on behind what looked like a name.
        let goes_on = sentence.words.get(end).is_some_and(|word| {
            word.is_noun() && (word.is_any(INSTITUTIONS) || word.xpos == Xpos::Nnps) || word.text == "-"
        });
        if names == 0 || goes_on {
            continue;
        }
        let start = title_start(sentence, title, end);
        join_title(sentence, start, title, end);
        place = end;
    }
}

/// The first word of what belongs to the title at `title`: adjectives and nouns right before it.
fn title_start(sentence: &Sentence, title: usize, end: usize) -> usize {
    let mut start = title;
    while let Some(before) = start.checked_sub(1) {
        let word = &sentence.words[before];
        let alike = matches!(word.xpos, Xpos::Jj | Xpos::Nn | Xpos::Nnp | Xpos::Nnps)
            && (word.is_capital() || !sentence.words[title].is_capital() || word.xpos == Xpos::Jj);
        let inside = sentence.head(before).is_some_and(|head| (start..end).contains(&head));
        let own = sentence.child(before, &[Deprel::Case, Deprel::Det, Deprel::Mark]).is_some();
        let adjective = word.xpos == Xpos::Jj && !own;
        // "Senate Committee Chairman" and a name: the parser made the committee the head of the chairman.
        let above = matches!(word.xpos, Xpos::Nnp | Xpos::Nnps)
            && (start..end).any(|place| sentence.head(place) == Some(before));
        if !alike || !(inside || adjective || above) {
            break;
        }
        start = before;
    }
    start
}

/// Makes one phrase of the title in `start..=title` and the name in `title + 1..end`.
fn join_title(sentence: &mut Sentence, start: usize, title: usize, end: usize) {
    let name = title + 1;
    let outside = |sentence: &Sentence, place: usize| {
        sentence.head(place).is_none_or(|head| !(start..end).contains(&head))
    };
    let Some(bearer) =
        std::iter::once(name).chain([title]).chain(start..end).find(|&place| outside(sentence, place))
    else {
        return;
    };
    let (head, label) = (sentence.tree.heads[bearer], sentence.tree.labels[bearer]);
    // The phrase must not hang on a word that hangs on another part of it.
    if usize::from(head) < sentence.len()
        && (start..end).any(|place| place != bearer && sentence.is_below(usize::from(head), place))
    {
        return;
    }
    sentence.tree.heads[name] = head;
    sentence.tree.labels[name] = match label {
        Deprel::Flat | Deprel::NmodDesc | Deprel::Amod => Deprel::Nmod,
        other => other,
    };
    for place in name + 1..end {
        if sentence.head(place) != Some(name) || sentence.label(place) != Deprel::Flat {
            sentence.tree.heads[place] = name as u16;
            sentence.tree.labels[place] = Deprel::Flat;
        }
    }
    sentence.tree.heads[title] = name as u16;
    sentence.tree.labels[title] = Deprel::NmodDesc;
    for place in start..title {
        let inner = sentence.head(place).is_some_and(|head| (start..=title).contains(&head));
        if !inner {
            sentence.tree.heads[place] = title as u16;
            sentence.tree.labels[place] =
                if sentence.words[place].xpos == Xpos::Jj { Deprel::Amod } else { Deprel::Compound };
        }
    }
    if let Some(article) = start.checked_sub(1).filter(|&before| sentence.words[before].upos == Upos::Det)
        && sentence.children(article).next().is_none()
    {
        sentence.hang(article, title, Deprel::Det);
    }
    // What hangs on other parts of the phrase from outside belongs to its head, but the title keeps its
    // article and its possessor.
    for place in (0..start).chain(end..sentence.len()) {
        let Some(head) = sentence.head(place) else { continue };
        if head == name || !(start..end).contains(&head) {
            continue;
        }
        let label = sentence.label(place);
        let kept = place < start
            && matches!(
                label,
                Deprel::Det | Deprel::NmodPoss | Deprel::Amod | Deprel::Compound | Deprel::Nummod
            );
        let to = if kept { title } else { name };
        sentence.tree.heads[place] = to as u16;
    }
}

/// "the efficacy of sanctions enforcement": a noun right behind another is the head of both, where the
/// parser made two phrases of them though nothing stands between.
pub(super) fn compounds(sentence: &mut Sentence) {
    for noun in 0..sentence.len().saturating_sub(1) {
        let next = noun + 1;
        let (word, after) = (&sentence.words[noun], &sentence.words[next]);
        if !word.is_noun() || !matches!(after.xpos, Xpos::Nn | Xpos::Nns) || after.upos != Upos::Noun {
            continue;
        }
        let Some(head) = sentence.head(noun) else { continue };
        if sentence.is_below(next, noun) || sentence.is_below(noun, next) {
            continue;
        }
        if sentence.head(next).is_none_or(|head| head > noun)
            || after.is_any(&["today", "yesterday", "tomorrow", "tonight", "times", "ago"])
        {
            continue;
        }
        let twice = sentence.label(noun) == Deprel::Obj
            && sentence.label(next) == Deprel::Obj
            && sentence.head(next) == Some(head);
        let behind_preposition = sentence.child(noun, &[Deprel::Case]).is_some_and(|case| case < noun)
            && matches!(sentence.label(noun), Deprel::Nmod | Deprel::Obl | Deprel::OblAgent)
            && matches!(
                sentence.label(next),
                Deprel::Obj | Deprel::Nmod | Deprel::Appos | Deprel::Conj | Deprel::Dep | Deprel::Parataxis
            )
            && sentence.child(next, &[Deprel::Case, Deprel::Cc]).is_none();
        if !twice && !behind_preposition {
            continue;
        }
        if sentence.is_below(head, next) {
            continue;
        }
        sentence.tree.heads[next] = head as u16;
        sentence.tree.labels[next] = sentence.tree.labels[noun];
        sentence.tree.heads[noun] = next as u16;
        sentence.tree.labels[noun] = Deprel::Compound;
        let moved: Vec<usize> = sentence
            .children(noun)
            .filter(|&child| {
                !matches!(
                    sentence.label(child),
                    Deprel::Amod | Deprel::Compound | Deprel::Flat | Deprel::Nummod
                )
            })
            .collect();
        for child in moved {
            sentence.tree.heads[child] = next as u16;
        }
    }
}

/// "Jan Kowal, the defence minister of Borduria, said": a phrase with an article between commas, behind a
/// name and without a conjunction, names the same thing again.
pub(super) fn appositions(sentence: &mut Sentence) {
    for noun in 2..sentence.len() {
        let word = &sentence.words[noun];
        let doubtful = matches!(
            sentence.label(noun),
            Deprel::Conj
                | Deprel::Parataxis
                | Deprel::Dep
                | Deprel::List
                | Deprel::Nmod
                | Deprel::NmodUnmarked
                | Deprel::OblUnmarked
                | Deprel::Dislocated
        );
        if word.upos != Upos::Noun || !doubtful {
            continue;
        }
        let first = sentence.leftmost(noun);
        let Some(comma) =
            first.checked_sub(1).filter(|&comma| sentence.words[comma].text == ",").or_else(|| {
                // The comma may hang on the phrase itself.
                (sentence.words[first].text == ",").then_some(first)
            })
        else {
            continue;
        };
        let opens =
            sentence.words.get(comma + 1).is_some_and(|word| matches!(word.upos, Upos::Det | Upos::Pron));
        let Some(before) = comma.checked_sub(1).filter(|_| opens) else { continue };
        if sentence.words[before].upos != Upos::Propn {
            continue;
        }
        // The head of the name that ends at the comma.
        let mut name = before;
        while let Some(head) = sentence.head(name).filter(|&head| {
            head < name && sentence.label(name) == Deprel::Flat || head == name + 1 && head <= before
        }) {
            name = head;
        }
        let bare = sentence.child(noun, &[Deprel::Case, Deprel::Cc, Deprel::Mark, Deprel::Cop]).is_none()
            && !sentence.has_subject(noun)
            && sentence.child(noun, &[Deprel::Conj]).is_none_or(|conjunct| conjunct < noun + 6);
        // Another conjunct with its conjunction makes it a list.
        let listed = sentence
            .children(name)
            .chain(sentence.head(noun).into_iter().flat_map(|head| sentence.children(head)))
            .any(|other| other != noun && sentence.label(other) == Deprel::Conj);
        let end = sentence.rightmost(noun);
        let closed = end + 1 >= sentence.len()
            || sentence.words[end].text == ","
            || matches!(sentence.words[end + 1].text, "," | "." | ";" | "-" | "–" | "—" | ")");
        if bare && !listed && closed && !sentence.is_below(name, noun) && sentence.head(noun) != Some(name) {
            sentence.hang(noun, name, Deprel::Appos);
        } else if bare && !listed && closed && sentence.head(noun) == Some(name) {
            sentence.tree.labels[noun] = Deprel::Appos;
        }
    }
}

#[rustfmt::skip]
const DAYS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today",
    "tomorrow", "tonight",
];

/// "told a rally in Streslau on a visit Wednesday": a bare day behind a noun tells when the verb happened.
pub(super) fn days(sentence: &mut Sentence) {
    for day in 1..sentence.len() {
        if !sentence.words[day].is_any(DAYS) || !sentence.words[day].is_noun() {
            continue;
        }
        let Some(head) = sentence.head(day).filter(|&head| head < day) else { continue };
        // "The union on Monday agreed": the day is the verb's.
        let case = sentence.child(day, &[Deprel::Case]).filter(|&case| sentence.words[case].is_any(&["on"]));
        let verb_above = sentence
            .head(head)
            .filter(|&verb| verb > day && matches!(sentence.label(head), Deprel::Nsubj | Deprel::NsubjPass));
        if let (Some(verb), Some(_), Deprel::Nmod) = (verb_above, case, sentence.label(day)) {
            sentence.hang(day, verb, Deprel::Obl);
            continue;
        }
        let before = &sentence.words[day - 1];
        let misplaced = matches!(
            sentence.label(day),
            Deprel::Appos
                | Deprel::Nmod
                | Deprel::NmodUnmarked
                | Deprel::Flat
                | Deprel::Dep
                | Deprel::Obj
                | Deprel::Compound
        );
        let alone = sentence.children(day).next().is_none() && before.is_noun();
        if !misplaced || !alone || !sentence.words[head].is_noun() && sentence.label(day) != Deprel::Obj {
            continue;
        }
        let mut verb = head;
        while sentence.words[verb].upos != Upos::Verb {
            match sentence.head(verb) {
                Some(above) => verb = above,
                None => break,
            }
        }
        if sentence.words[verb].upos == Upos::Verb {
            sentence.hang(day, verb, Deprel::OblUnmarked);
        }
    }
}

/// "The Syldavian military staged", "Syldavian Front fighters launched": an adjective or a name right before a
/// noun with a part in the clause modifies it.
pub(super) fn bare_modifiers(sentence: &mut Sentence) {
    for place in 0..sentence.len().saturating_sub(1) {
        let loose = matches!(sentence.label(place), Deprel::Obl | Deprel::Nmod | Deprel::Dep | Deprel::Nsubj);
        let Some(head) = sentence.head(place).filter(|_| loose) else { continue };
        let next = place + 1;
        let takes_part = |noun: usize| {
            matches!(sentence.label(noun), Deprel::Nsubj | Deprel::Obj)
                && sentence.child(noun, &[Deprel::Cop]).is_none()
        };
        let bare = sentence.children(place).next().is_none();
        if sentence.words[place].upos == Upos::Adj && bare {
            // The parse may have hung it beside its noun.
            if takes_part(next) && (head == next || sentence.head(next) == Some(head)) {
                sentence.hang(place, next, Deprel::Amod);
            }
        } else if sentence.words[place].upos == Upos::Propn
            && sentence.label(place) == Deprel::Nsubj
            && sentence.words[head].upos == Upos::Noun
            && head > place
            && takes_part(head)
            && sentence.rightmost(place) + 1 == head
            && sentence.child(head, &[Deprel::Det]).is_none()
        {
            sentence.tree.labels[place] = Deprel::Compound;
        }
    }
}

/// "urged an end to the talks": what ends stands behind the noun, not the verb.
pub(super) fn ends(sentence: &mut Sentence) {
    for to in 2..sentence.len() {
        let noun = to - 1;
        let Some(object) = sentence.head(to).filter(|&object| {
            object > to && sentence.label(to) == Deprel::Case && sentence.words[to].is_any(&["to"])
        }) else {
            continue;
        };
        let ends =
            sentence.words[noun].is_noun() && sentence.words[noun].is_any(&["end", "halt", "stop", "return"]);
        let of_verb = sentence.head(object) == sentence.head(noun) && sentence.label(object) == Deprel::Obl;
        if ends && of_verb {
            sentence.hang(object, noun, Deprel::Nmod);
        }
    }
}

/// "sell Su-35 jets": a name that a hyphen joins to a number is no recipient of what follows.
pub(super) fn designators(sentence: &mut Sentence) {
    for name in 0..sentence.len().saturating_sub(3) {
        let joined = matches!(sentence.words[name + 1].text, "-" | "‑" | "–")
            && sentence.words[name + 2].text.starts_with(|first: char| first.is_ascii_digit());
        if !joined || !matches!(sentence.label(name), Deprel::Obj | Deprel::Iobj) {
            continue;
        }
        let Some(verb) = sentence.head(name) else { continue };
        let noun = sentence
            .children(verb)
            .find(|&noun| noun > name + 2 && noun < name + 6 && sentence.label(noun) == Deprel::Obj);
        if let Some(noun) = noun.filter(|&noun| sentence.child(noun, &[Deprel::Det]).is_none()) {
            sentence.hang(name, noun, Deprel::Compound);
        }
    }
}

/// "chip-making equipment": a participle between a hyphen and a noun modifies the noun; what follows is
/// the noun's.
pub(super) fn hyphenated(sentence: &mut Sentence) {
    for verb in 1..sentence.len().saturating_sub(1) {
        let mut noun = verb + 1;
        while sentence.label(noun) == Deprel::Compound
            && let Some(head) =
                sentence.head(noun).filter(|&head| head > noun && sentence.words[head].is_noun())
        {
            noun = head;
        }
        if !matches!(sentence.words[verb].xpos, Xpos::Vbg | Xpos::Vbn)
            || !matches!(sentence.words[verb - 1].text, "-" | "‑" | "–")
            || !sentence.words[noun].is_noun()
            || matches!(sentence.label(verb), Deprel::Amod | Deprel::Compound)
        {
            continue;
        }
        if sentence.head(noun) == Some(verb) {
            let label = sentence.label(verb);
            sentence.succeed(verb, noun, Deprel::Amod);
            let cases: Vec<usize> =
                sentence.children(verb).filter(|&child| sentence.label(child) == Deprel::Case).collect();
            let is_phrase = !cases.is_empty();
            for case in cases {
                sentence.hang(case, noun, Deprel::Case);
            }
            if is_phrase && matches!(label, Deprel::Acl | Deprel::Advcl) {
                sentence.tree.labels[noun] = Deprel::Nmod;
            }
        } else if sentence.is_below(noun, verb) {
            continue;
        } else {
            sentence.hang(verb, noun, Deprel::Amod);
        }
        let later: Vec<usize> = sentence.children(verb).filter(|&child| child > noun).collect();
        for child in later {
            let label = sentence.label(child);
            let label = if label == Deprel::Obl { Deprel::Nmod } else { label };
            sentence.hang(child, noun, label);
        }
    }
}
