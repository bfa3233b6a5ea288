//! Factuality and stage: how sure the text makes an event, and how far it got.
//! Reads the trigger's own words and the chain of words above it, by scope;
//! judges the text's commitment, never the truth. Values are FactBank's
//! (Saurí and Pustejovsky 2009), stages the guide's.

mod lexicon;
mod scope;

use claimtrack_sdk::draft::Stage;
use claimtrack_sdk::syntax::govern::{Force, Governor, governors};
use claimtrack_sdk::view::Token;
use claimtrack_sdk::{Deprel, Upos, syntax::clause, syntax::noun, syntax::phrase};

use crate::claim::{Factuality, Kind};
use scope::{Boundary, boundary};

/// How sure and how far, with the tokens that say so.
#[derive(Clone, Debug)]
pub struct Reading {
    /// How far the event got.
    pub stage: Stage,
    /// How sure the text makes that.
    pub factuality: Factuality,
    /// Heads of those who want somebody else to act.
    pub requested_by: Vec<u32>,
    /// The sentence's speaker wants it ("should", "must"): the attribution fills `requested_by` too.
    pub speaker_requests: bool,
    /// The words that decided, for *why*.
    pub cues: Vec<u32>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    #[default]
    Certain,
    Probable,
    Possible,
    Open,
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "facts that hold apart from one another")]
struct State {
    stage: Option<Stage>,
    certainty: Certainty,
    negative: bool,
    halted_inside: bool,
    /// Somebody stands against what others would do, and not only declines to do it.
    opposed: bool,
    requested_by: Vec<u32>,
    speaker_requests: bool,
    cues: Vec<u32>,
}

/// Reads stage and factuality of the event that `trigger` names. `base` is the stage that the trigger's
/// own words give, `kind` decides whether a conditional announcement is a threat.
pub fn read(trigger: Token<'_>, base: Option<Stage>, kind: &Kind) -> Reading {
    let mut state = State { stage: base, ..State::default() };
    own_words(trigger, kind, &mut state);
    climb(trigger, kind, &mut state);
    finish(trigger, state)
}

/// What the trigger itself carries: auxiliaries, negation, adverbs, adjectives.
fn own_words(trigger: Token<'_>, kind: &Kind, state: &mut State) {
    if trigger.upos() == Upos::Verb || trigger.child(Deprel::Cop).is_some() {
        verb_words(trigger, None, kind, state);
    }
    if trigger.upos() != Upos::Verb {
        noun_words(trigger, state);
    }
}

fn noun_words(trigger: Token<'_>, state: &mut State) {
    let mut layer = trigger;
    for _ in 0..3 {
        for child in layer.children() {
            if child.deprel() == Deprel::Det && matches!(child.lemma(), "no" | "neither") {
                state.negative ^= true;
                state.cues.push(child.index());
            }
            if matches!(child.deprel(), Deprel::Amod | Deprel::Compound) {
                if let Some(certainty) = lexicon::adjective_certainty(child.lemma()) {
                    state.weaken(certainty, child);
                } else if let Some(stage) = lexicon::adjective_stage(child.lemma()) {
                    if state.stage.is_none_or(|stage| stage == Stage::Discussed) {
                        state.stage = Some(stage);
                    }
                    state.cues.push(child.index());
                }
            }
        }
        match (layer.deprel(), layer.head()) {
            (Deprel::Compound, Some(head)) => layer = head,
            _ => break,
        }
    }
    if phrase::preposition(trigger) == Some("without") {
        state.negative ^= true;
        state.cues.push(trigger.index());
    }
}

/// Auxiliaries, negation and adverbs of a verb, the trigger's own or one above it with `force`.
fn verb_words(verb: Token<'_>, force: Option<Force>, kind: &Kind, state: &mut State) {
    let commits = matches!(force, None | Some(Force::Do | Force::Agree | Force::Halt));
    for child in verb.children() {
        match child.deprel() {
            Deprel::Aux | Deprel::AuxPass => match child.lemma() {
                "may" | "might" | "could" | "can" => state.weaken(Certainty::Possible, child),
                "would" | "'d" => would(verb, child, commits, state),
                "will" | "shall" | "'ll" | "wo" if commits => {
                    let threat = scope::has_condition(verb) && lexicon::is_coercive(kind);
                    state.set_stage(if threat { Stage::Threatened } else { Stage::Planned }, child);
                }
                // "should the regime resume it": a condition.
                "should" if scope::is_inverted(verb, child) => {
                    state.weaken(Certainty::Possible, child);
                }
                "should" | "must" | "ought" if commits || force == Some(Force::Fail) => {
                    state.set_stage(Stage::Sought, child);
                    state.speaker_requests = true;
                }
                _ => {}
            },
            Deprel::Advmod => {
                if let Some(certainty) = lexicon::adverb_certainty(child.lemma()) {
                    state.weaken(certainty, child);
                }
            }
            _ => {}
        }
    }
    if clause::is_negated(verb) {
        state.negative ^= true;
        state.cues.push(verb.index());
    }
}

/// "would": what a bill or plan would do is wanted; after a past verb of saying it is the future; else
/// it is a conditional.
fn would(verb: Token<'_>, auxiliary: Token<'_>, commits: bool, state: &mut State) {
    if !commits {
        return;
    }
    let subject_is_proposal =
        clause::surface_subjects(verb).iter().any(|subject| lexicon::is_proposal(subject.lemma()));
    if subject_is_proposal {
        state.set_stage(Stage::Sought, auxiliary);
    } else if !scope::has_condition(verb) && scope::is_reported(verb) {
        state.set_stage(Stage::Planned, auxiliary);
    } else {
        state.weaken(Certainty::Possible, auxiliary);
    }
}

impl State {
    fn weaken(&mut self, certainty: Certainty, cue: Token<'_>) {
        self.certainty = self.certainty.max(certainty);
        self.cues.push(cue.index());
    }

    fn set_stage(&mut self, stage: Stage, cue: Token<'_>) {
        // "will seek", "should discuss": the word below already says how far it got.
        if !matches!(self.stage, Some(Stage::Sought | Stage::Threatened | Stage::Refused | Stage::Halted)) {
            self.stage = Some(stage);
        }
        self.cues.push(cue.index());
    }
}

/// Applies the words above the trigger, from the inside out, until something cuts the event loose.
fn climb(trigger: Token<'_>, kind: &Kind, state: &mut State) {
    for governor in governors(trigger) {
        // "without imposing sanctions"
        if governor.below != trigger && is_excluded(governor.below) {
            state.negative ^= true;
            state.cues.push(governor.below.index());
            return;
        }
        match boundary(&governor) {
            Boundary::Open => {}
            Boundary::Condition => {
                state.certainty = state.certainty.max(Certainty::Possible);
                return;
            }
            Boundary::Whether => {
                state.certainty = Certainty::Open;
                return;
            }
            // "uses front companies to evade sanctions": what the means serve is done by them.
            Boundary::Purpose
                if lexicon::is_using(governor.word.lemma()) || *kind == Kind::SanctionsEvade =>
            {
                if state.stage.is_none() {
                    verb_words(governor.word, Some(Force::Do), kind, state);
                }
                return;
            }
            Boundary::Purpose => {
                if state.stage.is_none() {
                    state.stage = Some(Stage::Planned);
                }
                return;
            }
            // A participle beside the main verb shares its mood, not its stage.
            Boundary::Shared => {
                let mut mood = State::default();
                verb_words(governor.word, Some(Force::Do), kind, &mut mood);
                if mood.certainty > state.certainty {
                    state.certainty = mood.certainty;
                    state.cues.extend(mood.cues);
                }
                return;
            }
            Boundary::Subject => {
                subject_of(&governor, kind, state);
                return;
            }
            Boundary::Closed => return,
        }
        if !apply(&governor, kind, state) {
            return;
        }
    }
}

/// Whether the phrase or clause of `word` is one of what did not happen.
fn is_excluded(word: Token<'_>) -> bool {
    phrase::mark(word).is_some_and(|mark| mark.lemma() == "without")
        || phrase::preposition(word) == Some("without")
}

/// The event is the subject of a verb: "talks collapsed", "the strikes will continue".
fn subject_of(governor: &Governor<'_>, kind: &Kind, state: &mut State) {
    let word = governor.word;
    match governor.force {
        Some(Force::Halt) if clause::objects(word).is_empty() => {
            if clause::is_negated(word) {
                return;
            }
            state.stage = Some(Stage::Halted);
            state.cues.push(word.index());
            verb_words(word, Some(Force::Say), kind, state);
        }
        Some(Force::Fail) if clause::objects(word).is_empty() && word.child(Deprel::Xcomp).is_none() => {
            state.stage = Some(Stage::Halted);
            state.cues.push(word.index());
        }
        Some(Force::Possible | Force::Probable | Force::Improbable) => {
            _ = apply(governor, kind, state);
        }
        Some(Force::Do) if lexicon::is_happening(word.lemma()) => {
            verb_words(word, Some(Force::Do), kind, state);
        }
        // "linking their armies would be another matter": a supposed event.
        _ if governor.relation() == Deprel::Csubj || governor.below.upos() == Upos::Verb => {
            verb_words(word, None, kind, state);
        }
        // "cooperation between them would worry others": supposed, unless the text takes it for granted.
        _ if !is_presupposed(governor.below) && !is_owned(governor.below) => {
            if let Some(would) = word.children_by(Deprel::Aux).find(|aux| aux.lemma() == "would") {
                state.weaken(Certainty::Possible, would);
            }
        }
        _ => {}
    }
}

/// Applies one word above the event; false when nothing further up bears on it.
fn apply(governor: &Governor<'_>, kind: &Kind, state: &mut State) -> bool {
    let word = governor.word;
    let Some(force) = governor.force else {
        // A copular predicate or an unknown verb passes mood on only to its infinitive.
        return match governor.relation() {
            Deprel::Compound | Deprel::Amod => true,
            Deprel::Nmod => noun::package(governor.below) != governor.below,
            // "a call for troops to be sent"
            Deprel::Acl if clause::is_passive(governor.below) => phrase::mark(governor.below).is_some(),
            // "a conduit to attack the union": what a thing is good for is only possible.
            Deprel::Acl => {
                if scope::is_opening(word, governor.below) {
                    state.weaken(Certainty::Possible, word);
                }
                false
            }
            Deprel::Xcomp => {
                verb_words(word, Some(Force::Do), kind, state);
                true
            }
            _ => false,
        };
    };
    if word.upos() == Upos::Noun && governor.relation() == Deprel::Compound && force != Force::Discuss {
        // "arms deal", "sanctions threat": only the head of the compound names how far it got.
        if !matches!(force, Force::Threaten | Force::Agree | Force::Request | Force::Plan) {
            return true;
        }
    }
    // "a threat to its troops": they are there.
    if force == Force::Threaten
        && word.upos() == Upos::Noun
        && matches!(phrase::preposition(governor.below), Some("to" | "on" | "against"))
    {
        return false;
    }
    state.cues.push(word.index());
    let going_on = match force {
        // "should reduce its patrols": they are there.
        Force::Do if lexicon::is_reduction(word.lemma()) && is_owned(governor.below) => false,
        // "discussed the strikes": talked about as a fact.
        Force::Discuss if is_presupposed(governor.below) => false,
        Force::Seek | Force::Request | Force::Discuss | Force::Threaten | Force::Plan => {
            wanted(governor, force, state);
            true
        }
        Force::Dissuade => {
            state.stage = Some(Stage::Sought);
            state.negative = !state.halted_inside;
            state.requested_by = requesters(word);
            true
        }
        // "vowed to retaliate" threatens.
        Force::Agree if matches!(word.lemma(), "vow" | "swear") && lexicon::is_hostile(kind) => {
            wanted(governor, Force::Threaten, state);
            true
        }
        Force::Agree => {
            if state.halted_inside {
                state.stage = Some(Stage::Halted);
            } else if state.stage != Some(Stage::Discussed) || governor.relation() == Deprel::Obj {
                state.stage = Some(Stage::Agreed);
            }
            true
        }
        Force::Halt => {
            state.halted_inside = true;
            state.stage = Some(Stage::Halted);
            true
        }
        Force::Refuse => {
            refused(governor, state);
            true
        }
        Force::Fail => {
            state.negative ^= true;
            true
        }
        Force::Prevent => {
            prevented(word, state);
            true
        }
        Force::Probable => {
            state.certainty = state.certainty.max(Certainty::Probable);
            true
        }
        Force::Possible => {
            state.certainty = state.certainty.max(Certainty::Possible);
            true
        }
        Force::Improbable => {
            state.certainty = state.certainty.max(Certainty::Probable);
            state.negative ^= true;
            true
        }
        Force::Do => {
            // "the test allows it to build warheads": a thing makes possible, a state permits.
            if lexicon::is_enabling(word.lemma()) && governor.relation() == Deprel::Xcomp && !is_doer(word) {
                state.weaken(Certainty::Possible, word);
            }
            true
        }
        Force::Say | Force::Judge => false,
    };
    if going_on && (word.upos() == Upos::Verb || word.child(Deprel::Cop).is_some()) {
        verb_words(word, Some(force), kind, state);
    }
    going_on
}

/// Whether an entity is the subject of `verb`.
fn is_doer(verb: Token<'_>) -> bool {
    clause::subjects(verb).into_iter().any(phrase::names_entity)
}

fn is_owned(word: Token<'_>) -> bool {
    word.upos() == Upos::Noun && !noun::possessors(word).is_empty()
}

fn is_presupposed(word: Token<'_>) -> bool {
    matches!(word.upos(), Upos::Noun | Upos::Propn) && noun::is_definite(word)
}

/// What is refused, or opposed where others would do it.
fn refused(governor: &Governor<'_>, state: &mut State) {
    state.opposed = matches!(governor.relation(), Deprel::Obj | Deprel::NsubjPass);
    state.stage = if state.halted_inside { Some(Stage::Occurred) } else { Some(Stage::Refused) };
    // "denied that it had sold": the denial stands whatever the words inside.
    state.negative = false;
}

/// A ban wants the event not to be; what was foiled did not come about.
fn prevented(word: Token<'_>, state: &mut State) {
    state.negative ^= true;
    if lexicon::is_ban(word.lemma()) {
        state.stage = Some(Stage::Sought);
        state.requested_by = requesters(word);
    }
}

/// The stages of wanting: the outermost one wins, and a halt inside becomes "not".
fn wanted(governor: &Governor<'_>, force: Force, state: &mut State) {
    let stage = match force {
        Force::Discuss => Stage::Discussed,
        Force::Threaten => Stage::Threatened,
        Force::Plan => Stage::Planned,
        _ => Stage::Sought,
    };
    // A plan or talk of something already wanted leaves it wanted, and who threatens or wants to refuse refuses.
    let refused = state.opposed && state.stage == Some(Stage::Refused);
    let keeps = force == Force::Plan && matches!(state.stage, Some(Stage::Sought | Stage::Threatened))
        || refused && matches!(force, Force::Plan | Force::Threaten | Force::Seek);
    if refused && force == Force::Request {
        state.negative = true;
    }
    if state.halted_inside {
        state.negative = true;
    }
    if !keeps {
        state.stage = Some(stage);
    }
    if force == Force::Request {
        state.requested_by = requesters(governor.word);
    } else if force == Force::Seek {
        // "wants Syldavia to sell", "offered Syldavia's help": somebody else acts.
        let word = governor.word;
        let other = governor.relation() == Deprel::Xcomp && word.child(Deprel::Obj).is_some()
            || governor.relation() == Deprel::Ccomp;
        if other && word.upos() == Upos::Verb {
            state.requested_by = requesters(word);
        }
    }
}

fn requesters(word: Token<'_>) -> Vec<u32> {
    let mut tokens = if word.upos() == Upos::Noun { noun::owners(word) } else { clause::subjects(word) };
    // "issued a call for", "put pressure on": whoever makes the demand.
    if tokens.is_empty()
        && word.upos() == Upos::Noun
        && let Some(verb) = word.head().filter(|verb| verb.upos() == Upos::Verb)
        && word.deprel() == Deprel::Obj
        && lexicon::is_asking(verb.lemma())
    {
        tokens = clause::subjects(verb);
    }
    tokens.into_iter().map(Token::index).collect()
}

fn finish(trigger: Token<'_>, state: State) -> Reading {
    let mut certainty = state.certainty;
    if certainty == Certainty::Certain && scope::is_question(trigger) {
        certainty = Certainty::Open;
    }
    let factuality = match (certainty, state.negative) {
        (Certainty::Certain, false) => Factuality::Certain,
        (Certainty::Certain, true) => Factuality::CertainNot,
        (Certainty::Probable, false) => Factuality::Probable,
        (Certainty::Probable, true) => Factuality::ProbableNot,
        (Certainty::Possible, false) => Factuality::Possible,
        (Certainty::Possible, true) => Factuality::PossibleNot,
        (Certainty::Open, _) => Factuality::Unknown,
    };
    let mut cues = state.cues;
    cues.sort_unstable();
    cues.dedup();
    Reading {
        stage: state.stage.unwrap_or(Stage::Occurred),
        factuality,
        requested_by: state.requested_by,
        speaker_requests: state.speaker_requests,
        cues,
    }
}
