//! Finds participants: where each slot of a rule points, for verbs and for
//! nouns.

use super::Slot;
use crate::syntax::govern::{Force, Governor, force, governors};
use crate::syntax::phrase::{conjuncts, first_conjunct, names_entity, noun_phrase, preposition};
use crate::syntax::{DEPTH, attach, clause, noun};
use crate::ud::{Deprel, Upos, Xpos};
use crate::view::{EntityKind, Token};

/// The participants that `slot` points to from `trigger`.
pub(super) fn fill<'d>(slot: &Slot, trigger: Token<'d>, verbal: bool) -> Vec<Token<'d>> {
    match slot {
        Slot::All(slots) => {
            let mut all: Vec<Token<'d>> = Vec::new();
            for slot in slots {
                for token in fill(slot, trigger, verbal) {
                    if !all.contains(&token) {
                        all.push(token);
                    }
                }
            }
            all
        }
        Slot::Itself => vec![trigger],
        Slot::OnlyState => only_state(trigger, &judges(trigger)).into_iter().collect(),
        Slot::OtherState => other_state(trigger, verbal).into_iter().collect(),
        Slot::ObjectOwner => {
            let objects = if verbal { clause::objects(trigger) } else { fill_noun(&Slot::Object, trigger) };
            let owners: Vec<_> = objects.iter().flat_map(|object| noun::owners(*object)).collect();
            if !owners.is_empty() {
                return owners;
            }
            // "banned imports of Syldavian beef"
            objects
                .into_iter()
                .flat_map(|object| noun::attached(object, &["of"]))
                .flat_map(noun::owners)
                .collect()
        }
        Slot::CarrierObject => {
            let objects = carried_beside(trigger, clause::objects);
            if objects.is_empty() { carried_beside(trigger, clause::recipients) } else { objects }
        }
        Slot::CarrierSubject => carried_beside(trigger, clause::subjects),
        Slot::PrepositionOwner(phrase) => {
            fill(phrase, trigger, verbal).into_iter().flat_map(noun::owners).collect()
        }
        Slot::Site(phrase) => fill(phrase, trigger, verbal).into_iter().flat_map(site).collect(),
        _ if verbal => fill_verb(slot, trigger),
        _ => fill_noun(slot, trigger),
    }
}

fn fill_verb<'d>(slot: &Slot, verb: Token<'d>) -> Vec<Token<'d>> {
    match slot {
        Slot::Subject => clause::subjects(verb),
        Slot::Object => clause::objects(verb),
        Slot::Recipient => clause::recipients(verb),
        Slot::Between => both_sides(clause::obliques(verb, &["between", "among"])),
        Slot::Preposition(prepositions) => {
            if prepositions.iter().any(|one| one == "by") && prepositions.len() == 1 {
                return clause::agents(verb);
            }
            let mut found = clause::obliques(verb, prepositions);
            if found.is_empty() {
                // "supplied drones to Syldavia": the phrase may hang on the object.
                for object in clause::objects(verb) {
                    if object.index() > verb.index() || clause::is_passive(verb) {
                        found.extend(noun::attached(object, prepositions));
                    }
                }
            }
            if found.is_empty() {
                found = attach::low(verb, &direction(prepositions));
            }
            if found.is_empty()
                && verb.deprel() == Deprel::Xcomp
                && let Some(head) = verb.head().filter(|head| head.upos() == Upos::Verb)
            {
                found = clause::obliques(head, prepositions)
                    .into_iter()
                    .filter(|token| token.index() > verb.index())
                    .collect();
            }
            if found.is_empty() {
                found = attach::low(verb, prepositions);
            }
            found
        }
        Slot::Possessor => noun::possessors(verb),
        Slot::Adjective => noun::adjectives(verb),
        Slot::Compound => noun::compounds(verb),
        Slot::Modifier | Slot::Owner => {
            let mut all = noun::adjectives(verb);
            all.extend(noun::compounds(verb));
            all
        }
        Slot::Itself
        | Slot::OnlyState
        | Slot::OtherState
        | Slot::ObjectOwner
        | Slot::CarrierObject
        | Slot::CarrierSubject
        | Slot::PrepositionOwner(_)
        | Slot::Site(_)
        | Slot::All(_) => Vec::new(),
    }
}

fn fill_noun<'d>(slot: &Slot, noun: Token<'d>) -> Vec<Token<'d>> {
    match slot {
        Slot::Subject => noun_subjects(noun),
        Slot::Object => {
            let mut all = noun::attached(noun, &["of"]);
            if all.is_empty() {
                all = plain_compounds(noun);
            }
            all
        }
        Slot::Recipient => clause_above(noun).map(clause::recipients).unwrap_or_default(),
        Slot::Possessor => noun::possessors(noun),
        Slot::Adjective => noun::adjectives(noun),
        Slot::Compound => noun::compounds(noun),
        Slot::Modifier => {
            let mut all = noun::adjectives(noun);
            all.extend(noun::compounds(noun));
            all
        }
        Slot::Owner => noun::owners(noun),
        Slot::Between => both_sides(with_clause(noun, &["between", "among"])),
        Slot::Preposition(prepositions) => with_clause(noun, prepositions),
        Slot::Itself
        | Slot::OnlyState
        | Slot::OtherState
        | Slot::ObjectOwner
        | Slot::CarrierObject
        | Slot::CarrierSubject
        | Slot::PrepositionOwner(_)
        | Slot::Site(_)
        | Slot::All(_) => Vec::new(),
    }
}

/// The place that `token` names, or else the ones that it lies in or borders: "a base in *Syldavia*", "the
/// border with *Borduria*".
fn site(token: Token<'_>) -> Vec<Token<'_>> {
    if token.entity().is_some() || !noun::owners(token).is_empty() {
        return vec![token];
    }
    let mut around = noun::attached(token, &["in", "of", "with", "between", "off", "from"]);
    around.retain(|token| names_entity(*token));
    if around.is_empty() { vec![token] } else { around }
}

/// What `part` of the verb that carries `noun` holds besides the noun itself.
fn carried_beside<'d>(noun: Token<'d>, part: fn(Token<'d>) -> Vec<Token<'d>>) -> Vec<Token<'d>> {
    let package = noun::package(noun);
    let mut found = carrier(noun).map(part).unwrap_or_default();
    found.retain(|token| *token != noun && *token != package);
    found
}

/// Who takes a stand on what `trigger` names: nobody condemns, opposes or discusses an event as its doer.
fn judges(trigger: Token<'_>) -> Vec<Token<'_>> {
    governors(trigger)
        .iter()
        .filter(|governor| {
            matches!(
                governor.force,
                Some(Force::Judge | Force::Refuse | Force::Dissuade | Force::Discuss | Force::Prevent)
            )
        })
        .flat_map(|governor| clause::subjects(governor.word))
        .collect()
}

/// The one state of the sentence besides those who do, say or demand what `trigger` names, and besides
/// those that a phrase of company or source names ("with Syldavia", "according to Syldavia").
fn other_state(trigger: Token<'_>, verbal: bool) -> Option<Token<'_>> {
    let mut parties = fill(&Slot::Subject, trigger, verbal);
    if !verbal {
        parties.extend(noun::owners(trigger));
    }
    if parties.is_empty() {
        return None;
    }
    parties.extend(governors(trigger).iter().flat_map(|governor| clause::surface_subjects(governor.word)));
    let beside = trigger.sentence()?.tokens().filter(|token| {
        matches!(preposition(*token), Some("with" | "by" | "alongside" | "from" | "according" | "like"))
            && !is_below(*token, trigger)
    });
    parties.extend(beside);
    only_state(trigger, &parties)
}

/// The first mention of the one state in the sentence that none of `others` stands for; none when there
/// are two or more.
fn only_state<'d>(trigger: Token<'d>, others: &[Token<'_>]) -> Option<Token<'d>> {
    let mut found: Option<Token<'_>> = None;
    for token in trigger.sentence()?.tokens() {
        let Some(entity) = token.entity().filter(|entity| entity.kind() == EntityKind::State) else {
            continue;
        };
        if others.iter().any(|other| names(*other, entity.id())) {
            continue;
        }
        match found.and_then(Token::entity) {
            None => found = entity.head(),
            Some(first) if first.id() == entity.id() => {}
            Some(_) => return None,
        }
    }
    found
}

fn is_below(token: Token<'_>, above: Token<'_>) -> bool {
    std::iter::successors(token.head(), |head| head.head()).take(DEPTH as usize).any(|head| head == above)
}

/// Whether the noun phrase of `token` names `id`.
fn names(token: Token<'_>, id: &str) -> bool {
    noun_phrase(token).any(|index| {
        token.document().token(index).and_then(Token::entity).is_some_and(|entity| entity.id() == id)
    })
}

/// "Between" names two at least.
fn both_sides(mut found: Vec<Token<'_>>) -> Vec<Token<'_>> {
    if let [only] = found.as_slice()
        && let Some(other) = attach::other_side(*only)
    {
        found.push(other);
    }
    found
}

/// Compounds that name the thing: "arms" of "arms sales".
fn plain_compounds(noun: Token<'_>) -> Vec<Token<'_>> {
    noun.children_by(Deprel::Compound).filter(|child| child.entity().is_none()).flat_map(conjuncts).collect()
}

/// The prepositions that hardly ever belong to another noun: of direction.
fn direction(prepositions: &[impl AsRef<str>]) -> Vec<&str> {
    prepositions
        .iter()
        .map(AsRef::as_ref)
        .filter(|one| matches!(*one, "to" | "into" | "against" | "from" | "between" | "toward" | "towards"))
        .collect()
}

/// A prepositional phrase on the noun, or on the light verb that carries it ("imposed sanctions in May
/// on two banks").
fn with_clause<'d>(noun: Token<'d>, prepositions: &[impl AsRef<str>]) -> Vec<Token<'d>> {
    let mut own = noun::attached(noun, prepositions);
    if own.is_empty() {
        own =
            carriers_below(noun).into_iter().flat_map(|verb| clause::obliques(verb, prepositions)).collect();
    }
    if own.is_empty() {
        own = attach::low(noun, &direction(prepositions));
    }
    if !own.is_empty() {
        return own;
    }
    let Some(verb) = clause_above(noun) else { return Vec::new() };
    let mut found: Vec<_> = clause::obliques(verb, prepositions)
        .into_iter()
        .filter(|token| *token != noun && token.index() != noun.index())
        .collect();
    // The phrase may hang on another noun between the verb and the trigger ("signed a deal with A to sell").
    if found.is_empty() {
        let top = noun::package(noun);
        if top != noun {
            found = noun::attached(top, prepositions);
        }
    }
    found.retain(|token| *token != noun);
    found
}

/// The verb that carries `noun` for a rule that names the verb: also the one whose object the parse made of
/// it a part of ("hit two banks with sanctions").
pub(super) fn carrier(noun: Token<'_>) -> Option<Token<'_>> {
    clause_above(noun).or_else(|| {
        let top = noun::package(noun);
        let object = top.head().filter(|_| top.deprel() == Deprel::Nmod && preposition(top) != Some("of"))?;
        let verb = object.head().filter(|verb| verb.upos() == Upos::Verb)?;
        (object.deprel() == Deprel::Obj && object.index() > verb.index()).then_some(verb)
    })
}

/// The verbs that hang on `noun` and do what it names: "imposed" of "sanctions imposed on two banks by
/// Syldavia" and of "the sanctions that Syldavia imposed".
fn carriers_below(noun: Token<'_>) -> Vec<Token<'_>> {
    noun.children()
        .filter(|child| {
            matches!(child.deprel(), Deprel::Acl | Deprel::AclRelcl)
                && child.upos() == Upos::Verb
                && clause::objects(*child).contains(&noun)
                && !MEDIATORS.contains(&child.lemma())
                && force(*child, noun).is_some_and(passes_subject_on)
        })
        .collect()
}

/// The verb that carries `noun` as its object, passive subject or light complement.
pub(super) fn clause_above(noun: Token<'_>) -> Option<Token<'_>> {
    let top = noun::package(noun);
    let head = top.head()?;
    let carried =
        matches!(top.deprel(), Deprel::Obj | Deprel::NsubjPass | Deprel::Obl | Deprel::Nsubj | Deprel::Xcomp);
    (carried && head.upos() == Upos::Verb).then_some(head)
}

/// Who does what a noun names, when the noun itself does not say: its own subject under a copula, or
/// that of the verb that carries it, as far as that verb passes its subject on.
fn noun_subjects(noun: Token<'_>) -> Vec<Token<'_>> {
    let own: Vec<_> = noun
        .children()
        .filter(|child| matches!(child.deprel(), Deprel::Nsubj | Deprel::NsubjPass))
        .flat_map(conjuncts)
        .collect();
    if !own.is_empty() {
        return own;
    }
    // "Syldavia, a major arms supplier to Borduria": the noun says what the one before it is.
    let top = first_conjunct(noun::package(noun));
    if top.deprel() == Deprel::Appos
        && let Some(head) = top.head().filter(|head| head.index() < top.index())
        && names_entity(head)
    {
        return conjuncts(head);
    }
    let below: Vec<_> = carriers_below(noun).into_iter().flat_map(clause::subjects).collect();
    if !below.is_empty() {
        return below;
    }
    for governor in governors(noun) {
        match step(&governor) {
            Step::Take(tokens) => return tokens,
            Step::Stop => return Vec::new(),
            Step::Climb => {}
        }
    }
    Vec::new()
}

/// Verbs whose subject brings about what others do.
const MEDIATORS: &[&str] = &["broker", "mediate", "facilitate"];

/// Whether the subject of a word of this force is who does (or would do) the event below it.
fn passes_subject_on(force: Force) -> bool {
    matches!(
        force,
        Force::Do
            | Force::Agree
            | Force::Halt
            | Force::Refuse
            | Force::Plan
            | Force::Threaten
            | Force::Discuss
            | Force::Seek
            | Force::Fail
    )
}

/// Verbs by which whoever is asked answers a request.
const ANSWERS: &[&str] = &["heed", "meet", "answer", "ignore", "grant", "honour", "honor", "obey"];

enum Step<'d> {
    Take(Vec<Token<'d>>),
    Climb,
    Stop,
}

fn step<'d>(governor: &Governor<'d>) -> Step<'d> {
    let word = governor.word;
    if word.upos() == Upos::Verb || word.upos() == Upos::Aux {
        // "sweeping sanctions", "anti-dumping duties": a participle right before the noun modifies it, even
        // where the parse takes it for a verb.
        if word.xpos() == Xpos::Vbg && governor.force.is_none() && word.next() == Some(governor.below) {
            return Step::Climb;
        }
        let complement = match governor.relation() {
            Deprel::Obj | Deprel::NsubjPass | Deprel::Xcomp => true,
            Deprel::Obl | Deprel::Nmod | Deprel::Advcl => matches!(
                preposition(governor.below),
                Some(
                    "in" | "on"
                        | "for"
                        | "to"
                        | "into"
                        | "with"
                        | "about"
                        | "as"
                        | "of"
                        | "over"
                        | "including"
                )
            ),
            _ => false,
        };
        if !complement {
            return Step::Stop;
        }
        // "blamed them for the bombing": whoever is held to account did it.
        if clause::holds_to_account(word) && matches!(preposition(governor.below), Some("for" | "of")) {
            return Step::Take(clause::objects(word));
        }
        // "discussed the test": what is taken for granted is not the speakers' own plan.
        if governor.force == Some(Force::Discuss) && noun::is_definite(governor.below) {
            return Step::Stop;
        }
        return if governor.force.is_some_and(passes_subject_on) && !MEDIATORS.contains(&word.lemma()) {
            Step::Take(clause::subjects(word))
        } else {
            Step::Stop
        };
    }
    // "rejected requests for closer ties": who is asked acts, and here it is who answers.
    if governor.force == Some(Force::Request) {
        let answer = clause_above(word).filter(|verb| {
            matches!(force(*verb, word), Some(Force::Refuse | Force::Agree))
                || ANSWERS.contains(&verb.lemma())
        });
        return answer.map_or(Step::Stop, |verb| Step::Take(clause::subjects(verb)));
    }
    // "claimed responsibility for the attack"
    if word.lemma() == "responsibility" && preposition(governor.below) == Some("for") {
        let above = clause_above(word).filter(|verb| {
            matches!(verb.lemma(), "claim" | "accept" | "admit" | "acknowledge" | "bear" | "take" | "have")
        });
        return above.map_or(Step::Stop, |verb| Step::Take(clause::subjects(verb)));
    }
    // "one of Russia's backers", "a member of the pact": the noun under a copula is its subject.
    if word.upos() == Upos::Num || word.lemma() == "one" {
        return Step::Climb;
    }
    if governor.relation() == Deprel::Compound || noun::package(governor.below) != governor.below {
        return match governor.force {
            Some(Force::Request | Force::Dissuade) => Step::Stop,
            _ => Step::Climb,
        };
    }
    match governor.force {
        Some(force) if passes_subject_on(force) => {
            let owners = noun::owners(word);
            if owners.is_empty() {
                let own = word.children_by(Deprel::Nsubj).flat_map(conjuncts).collect::<Vec<_>>();
                if own.is_empty() { Step::Climb } else { Step::Take(own) }
            } else {
                Step::Take(owners)
            }
        }
        _ if word.lemma() == "role" || preposition(governor.below) == Some("as") => {
            let owners = noun::owners(word);
            if owners.is_empty() { Step::Climb } else { Step::Take(owners) }
        }
        _ => Step::Stop,
    }
}
