//! Pronouns: "it", "they", "he" and their forms.

use claimtrack_sdk::syntax::{clause, phrase};
use claimtrack_sdk::ud::{Deprel, Upos, Xpos};
use claimtrack_sdk::view::{Sentence, Token};

use super::super::id::EntityId;
use super::super::referent::{Part, Referent};
use super::Context;

/// What a pronoun can refer to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    /// One that is no person: "it".
    Thing,
    /// One person: "he", "she".
    Person,
    /// Several: "they".
    Several,
}

impl Number {
    fn of(pronoun: &str) -> Option<Number> {
        Some(match pronoun {
            "it" | "its" | "itself" => Number::Thing,
            "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => Number::Person,
            "they" | "them" | "their" | "theirs" | "themselves" => Number::Several,
            _ => return None,
        })
    }

    fn fits(self, referent: &Referent) -> bool {
        match self {
            Number::Thing => !referent.is_person && !referent.is_plural,
            Number::Person => referent.is_person,
            Number::Several => referent.is_plural,
        }
    }

    /// Whether a noun phrase that stands for nothing known could be meant all the same.
    fn fits_noun(self, noun: Token<'_>) -> bool {
        if matches!(noun.lemma(), "year" | "month" | "week" | "day" | "time" | "decade") {
            return false;
        }
        let is_plural = matches!(noun.xpos(), Xpos::Nns | Xpos::Nnps);
        match self {
            Number::Thing => matches!(noun.upos(), Upos::Noun | Upos::Propn) && !is_plural,
            Number::Person => noun.upos() == Upos::Propn && !is_plural,
            Number::Several => is_plural,
        }
    }
}

/// What a pronoun refers to; none when `token` is no such pronoun or the text leaves it open.
pub(super) fn read(context: &Context<'_>, token: Token<'_>) -> Option<Vec<EntityId>> {
    if token.upos() != Upos::Pron {
        return None;
    }
    let number = Number::of(&token.text().to_ascii_lowercase())?;
    if is_expletive(token) {
        return None;
    }
    let all = context.sentence(token);
    let within = || all.iter().filter(|referent| referent.head < token.index() && number.fits(referent));
    if token.sentence().is_some_and(Sentence::is_parsed) {
        if let Some(ids) = parallel_owner(token) {
            return Some(ids);
        }
        if let Some(ids) = punished(&all, token, number) {
            return Some(ids);
        }
        match by_clause(&all, token, number) {
            Verdict::Found(ids) => return Some(ids),
            Verdict::Other => return None,
            Verdict::Open => {}
        }
        // A subject further up, unless an object or another subject stands between.
        let mut near = within().filter(|referent| referent.part >= Part::Object);
        if let (Some(subject), None) = (near.next(), near.next())
            && subject.part == Part::Subject
        {
            return Some(subject.ids.clone());
        }
    }
    if within().next().is_some() {
        return only(within());
    }
    // "Ruritania sent Syldavia an ultimatum over their border": the two named before it.
    if number == Number::Several {
        let named = all.iter().filter(|referent| referent.head < token.index() && referent.is_state);
        if let Some(pair) = distinct_pair(named) {
            return Some(pair);
        }
    }
    for earlier in context.before {
        let sentence = &earlier.referents;
        let best = prominent(sentence, number);
        if let Some((part, ids)) = best {
            // "The bill … It": the subject is meant, not a name further on.
            let is_other = part < Part::Subject
                && number != Number::Person
                && earlier.other_subject == Some(number == Number::Several);
            return ids.filter(|_| !is_other);
        }
        if number == Number::Several
            && let Some(pair) = pair(sentence)
        {
            return Some(pair);
        }
    }
    None
}

/// "Ruritania's ties with the bloc and its drift": the owner of the noun that is joined to this one's.
fn parallel_owner(token: Token<'_>) -> Option<Vec<EntityId>> {
    if token.deprel() != Deprel::NmodPoss {
        return None;
    }
    let noun = token.head().filter(|noun| noun.deprel() == Deprel::Conj)?.head()?;
    let owner = noun.child(Deprel::NmodPoss)?.entity().filter(|entity| !entity.id().is_empty())?;
    Some(owner.id().split('+').map(EntityId::new).collect())
}

/// Verbs whose object, or whoever the measure in it is against, gave the reason for them.
const PUNISHING: &[&str] = &[
    "sanction",
    "blacklist",
    "condemn",
    "criticise",
    "criticize",
    "denounce",
    "punish",
    "penalise",
    "penalize",
    "blame",
    "fine",
    "rebuke",
    "censure",
    "slam",
    "blast",
    "chide",
    "thank",
    "praise",
    "reward",
    "attack",
];

/// Nouns for what is done to somebody over something.
const PENALTIES: &[&str] = &[
    "sanction",
    "embargo",
    "tariff",
    "asset",
    "penalty",
    "restriction",
    "ban",
    "fine",
    "measure",
    "pressure",
    "criticism",
];

/// "condemned Syldavia for its raid", "tightened sanctions on Syldavia after its test": what somebody is punished or
/// praised for is their own.
fn punished(referents: &[Referent], token: Token<'_>, number: Number) -> Option<Vec<EntityId>> {
    if token.deprel() != Deprel::NmodPoss || number == Number::Person {
        return None;
    }
    let reason = token.head()?;
    let over = |word: Token<'_>| {
        matches!(phrase::preposition(word), Some("for" | "over" | "after" | "following" | "because" | "due"))
    };
    // "in response to its test"
    let by_response = |word: Token<'_>| {
        phrase::preposition(word) == Some("to")
            && word
                .head()
                .is_some_and(|above| matches!(above.lemma(), "response" | "retaliation" | "reaction"))
    };
    let mut phrase_head = reason;
    if !over(reason) && !by_response(reason) {
        return None;
    }
    let mut verb = None;
    for _ in 0..4 {
        let above = phrase_head.head()?;
        if above.upos() == Upos::Verb {
            verb = Some(above);
            break;
        }
        phrase_head = above;
    }
    let verb = verb?;
    let objects = clause::objects(verb);
    let punishes =
        PUNISHING.contains(&verb.lemma()) || objects.iter().any(|object| PENALTIES.contains(&object.lemma()));
    if !punishes || clause::is_passive(verb) {
        return None;
    }
    let between = |referent: &&Referent| {
        referent.head > verb.index() && referent.head < token.index() && number.fits(referent)
    };
    referents.iter().rfind(between).map(|referent| referent.ids.clone())
}

fn is_expletive(token: Token<'_>) -> bool {
    if token.deprel() == Deprel::Expl {
        return true;
    }
    // "It is unclear whether", "it remains to be seen", "it may be that".
    token.lemma() == "it"
        && token.head().is_some_and(|head| {
            let weather = matches!(
                head.lemma(),
                "clear"
                    | "unclear"
                    | "likely"
                    | "unlikely"
                    | "possible"
                    | "true"
                    | "remain"
                    | "seem"
                    | "appear"
                    | "important"
                    | "necessary"
                    | "surprising"
                    | "time"
            );
            weather
                && head.children().any(|child| {
                    matches!(
                        child.deprel(),
                        Deprel::Csubj | Deprel::Ccomp | Deprel::Advcl | Deprel::Xcomp | Deprel::CsubjPass
                    )
                })
        })
}

/// What the clauses around a pronoun say.
enum Verdict {
    /// It is this.
    Found(Vec<EntityId>),
    /// It is something that stands for no entity.
    Other,
    /// They do not say.
    Open,
}

/// The subjects of the clause of the pronoun and of those around it, from the inside out. A pronoun that
/// is an argument of its clause is never the clause's own subject.
fn by_clause(referents: &[Referent], token: Token<'_>, number: Number) -> Verdict {
    let is_owner = token.deprel() == Deprel::NmodPoss;
    let mut at = token;
    let mut is_inner = true;
    for _ in 0..16 {
        let Some(head) = at.head() else { return Verdict::Open };
        // An owner inside the subject cannot be the subject: "its army attacked".
        let in_subject = matches!(at.deprel(), Deprel::Nsubj | Deprel::NsubjPass);
        let is_clause = matches!(head.upos(), Upos::Verb | Upos::Aux)
            || head
                .children()
                .any(|child| matches!(child.deprel(), Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass));
        if is_clause {
            let bound = is_inner && (!is_owner || in_subject);
            if !bound {
                match subject_of(referents, head, token, number) {
                    Verdict::Open => {}
                    settled => return settled,
                }
            }
            is_inner = false;
        }
        at = head;
    }
    Verdict::Open
}

fn subject_of(referents: &[Referent], verb: Token<'_>, pronoun: Token<'_>, number: Number) -> Verdict {
    let subjects: Vec<Token<'_>> = clause::surface_subjects(verb)
        .into_iter()
        .filter(|subject| subject.index() != pronoun.index())
        .collect();
    let Some(first) = subjects.first() else { return Verdict::Open };
    let of_subjects: Vec<&Referent> = referents
        .iter()
        .filter(|referent| subjects.iter().any(|subject| stands_for(*subject, referent.head)))
        .collect();
    if let Some(fitting) = of_subjects.iter().rev().find(|referent| number.fits(referent)) {
        return Verdict::Found(fitting.ids.clone());
    }
    // Groups, companies and governments may be "they".
    if number == Number::Several
        && subjects.len() == 1
        && !several_between(*first, pronoun)
        && let Some(collective) =
            of_subjects.iter().find(|referent| !referent.is_person && !referent.is_state)
    {
        return Verdict::Found(collective.ids.clone());
    }
    if of_subjects.is_empty()
        && number.fits_noun(*first)
        && first.index() < pronoun.index()
        && first.entity().is_none()
    {
        return Verdict::Other;
    }
    Verdict::Open
}

/// Whether several of something are named between the two, so that they may be meant.
fn several_between(subject: Token<'_>, pronoun: Token<'_>) -> bool {
    std::iter::successors(subject.next(), |token| token.next())
        .take_while(|token| token.index() < pronoun.index())
        .any(|token| token.xpos() == Xpos::Nns && token.upos() == Upos::Noun)
}

fn stands_for(subject: Token<'_>, head: u32) -> bool {
    subject.index() == head
        || subject.entity().is_some_and(|entity| entity.row().head == head)
        || phrase::first_conjunct(subject).index() == head && subject.index() == head
}

/// The most prominent part in which a referent fits, and whom it then is if there is one in that part. Of
/// several subjects it is the first: that of the main clause more often than not.
fn prominent(referents: &[Referent], number: Number) -> Option<(Part, Option<Vec<EntityId>>)> {
    let fitting = || referents.iter().filter(|referent| number.fits(referent));
    let best = fitting().map(|referent| referent.part).max()?;
    let mut of_best = fitting().filter(|referent| referent.part == best);
    let ids =
        if best == Part::Subject { of_best.next().map(|first| first.ids.clone()) } else { only(of_best) };
    Some((best, ids))
}

/// The ids of the referents if they all stand for the same.
fn only<'r>(referents: impl Iterator<Item = &'r Referent>) -> Option<Vec<EntityId>> {
    let mut found: Option<&Referent> = None;
    for referent in referents {
        if found.is_some_and(|known| known.ids != referent.ids) {
            return None;
        }
        found = Some(referent);
    }
    found.map(|referent| referent.ids.clone())
}

/// The two that a sentence is about, if there are just two: "A met B. They …".
fn pair(referents: &[Referent]) -> Option<Vec<EntityId>> {
    distinct_pair(referents.iter().filter(|referent| referent.part > Part::Place))
}

/// The ids of the referents, if they are just two.
pub(super) fn distinct_pair<'r>(referents: impl Iterator<Item = &'r Referent>) -> Option<Vec<EntityId>> {
    let mut ids: Vec<EntityId> = Vec::new();
    for id in referents.flat_map(|referent| &referent.ids) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    (ids.len() == 2).then_some(ids)
}
