//! Runs rules over a sentence: finds triggers and fills the slots of the rules whose conditions hold
//! (`conditions`); which of several hits on one event stand is for `settle`.

use super::conditions::check;
use super::settle::settle;
use super::slots::fill;
use super::{Candidate, Part, Rule, RuleSet, Slot, Trigger, Word};
use crate::draft::{Argument, Draft, Role};
use crate::syntax::govern::force;
use crate::syntax::noun;
use crate::syntax::phrase::{noun_phrase, thing_phrase};
use crate::ud::{Deprel, Upos, Xpos};
use crate::view::{Document, Sentence, Token};

/// A rule that matched.
#[derive(Clone, Debug)]
pub struct Hit<'r> {
    /// The draft for the host.
    pub draft: Draft<'r>,
    /// Whether it gives way to others below its trigger.
    pub(super) weak: bool,
    /// Whether its actor stands with the trigger itself (possessor, adjective), not on a verb above.
    pub(super) own_actor: bool,
    /// Whether it belongs to the claim of a word that asks for it.
    pub(super) joins: bool,
    /// The alternative of the rule's trigger that fitted.
    pub(super) trigger: &'r Trigger,
}

/// A rule whose trigger word was there, and what it lacked: the *why not*.
#[derive(Clone, Debug)]
pub struct Attempt<'r> {
    /// The rule.
    pub rule: &'r str,
    /// The trigger token.
    pub trigger: u32,
    /// What was missing, in words.
    pub lack: String,
}

impl RuleSet {
    /// The drafts of a parsed sentence, in the order of their triggers. Kinds are positions in
    /// [`RuleSet::kinds`].
    pub fn find<'r>(&'r self, sentence: Sentence<'_>) -> Vec<Draft<'r>> {
        self.run(sentence, &mut |_| {})
    }

    /// Like [`RuleSet::find`], and says of every other rule whose trigger word was there what it lacked.
    pub fn explain<'r>(&'r self, sentence: Sentence<'_>) -> (Vec<Draft<'r>>, Vec<Attempt<'r>>) {
        let mut attempts = Vec::new();
        let drafts = self.run(sentence, &mut |attempt| attempts.push(attempt));
        (drafts, attempts)
    }

    /// Runs [`RuleSet::find`] over all parsed sentences of a document.
    pub fn find_all<'r>(&'r self, document: &Document<'_>) -> Vec<Draft<'r>> {
        document
            .sentences()
            .filter(|sentence| sentence.is_parsed() && !sentence.is_heading())
            .flat_map(|sentence| self.find(sentence))
            .collect()
    }

    fn run<'r>(&'r self, sentence: Sentence<'_>, note: &mut dyn FnMut(Attempt<'r>)) -> Vec<Draft<'r>> {
        let mut hits: Vec<Hit<'r>> = Vec::new();
        for token in sentence.tokens() {
            let lemma = token.lemma();
            let candidates = match self.index.get(lemma) {
                Some(candidates) => candidates,
                // Lemmas of proper nouns keep their capitals ("Ukraine War").
                None if lemma.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                    match self.index.get(&lemma.to_lowercase()) {
                        Some(candidates) => candidates,
                        None => continue,
                    }
                }
                None => continue,
            };
            for candidate in candidates {
                let rule = &self.rules[candidate.rule as usize];
                match self.attempt(*candidate, token) {
                    Ok(hit) => {
                        hits.push(hit);
                        break;
                    }
                    Err(Some(lack)) => note(Attempt { rule: &rule.name, trigger: token.index(), lack }),
                    Err(None) => {}
                }
            }
        }
        settle(sentence, &mut hits, note);
        hits.into_iter().map(|hit| hit.draft).collect()
    }

    /// Tries one candidate on one token. The error is what it lacks; none when the word is not even the
    /// trigger (another part of speech, another multiword).
    fn attempt(&self, candidate: Candidate, token: Token<'_>) -> Result<Hit<'_>, Option<String>> {
        let rule = &self.rules[candidate.rule as usize];
        let trigger = &rule.triggers[candidate.trigger as usize];
        let (word, verbal) = match candidate.part {
            Part::Verb => (&trigger.verbs[candidate.word as usize], true),
            Part::Noun => (&trigger.nouns[candidate.word as usize], false),
            Part::Adjective => (&trigger.adjectives[candidate.word as usize], true),
        };
        if !fits_part(token, candidate.part) {
            return Err(None);
        }
        let Some(end) = fits_multiword(token, word, candidate.part) else { return Err(None) };
        if candidate.part == Part::Noun && is_mere_modifier(token) {
            return Err(Some("it only says what kind of thing the next word is".into()));
        }
        if in_name(token) {
            return Err(Some("the word is part of a name".into()));
        }
        check(&trigger.with, token, verbal, true).map_err(Some)?;
        check(&trigger.unless, token, verbal, false).map_err(Some)?;
        let mut hit = Hit {
            draft: Draft {
                kind: rule.kind,
                stage: rule.stage,
                trigger: token.index()..end,
                arguments: Vec::new(),
                rule: rule.name.as_str().into(),
            },
            weak: rule.weak,
            own_actor: false,
            joins: rule.joins,
            trigger,
        };
        fill_roles(rule, token, verbal, &mut hit);
        for need in &rule.needs {
            let filled = hit.draft.arguments.iter().any(|argument| {
                argument.role == *need && names_entity(argument.first_token..argument.end_token, token)
            });
            if !filled {
                let role = match need {
                    Role::Actor => "actor",
                    Role::Target => "target",
                    Role::Object => "object",
                    Role::RequestedBy => "requester",
                };
                return Err(Some(format!("no {role} that is a known entity")));
            }
        }
        Ok(hit)
    }
}

fn fits_part(token: Token<'_>, part: Part) -> bool {
    match part {
        Part::Verb => {
            token.upos() == Upos::Verb
                && !(token.deprel() == Deprel::Amod && token.children().next().is_none())
                && token.deprel() != Deprel::Case
                && token.deprel() != Deprel::Compound
        }
        Part::Noun => matches!(token.upos(), Upos::Noun | Upos::Propn),
        Part::Adjective => token.upos() == Upos::Adj && token.deprel() != Deprel::Amod,
    }
}

/// Whether the other words of a multiword are in place; the end of the trigger if so.
fn fits_multiword(token: Token<'_>, word: &Word, part: Part) -> Option<u32> {
    let mut end = token.index() + 1;
    match part {
        Part::Noun => {
            let mut before = token.previous();
            for other in word.others.iter().rev() {
                let mut here = before?;
                // "joint military exercises" has "joint exercises" in it; "cease-fire" is three tokens.
                while here.lemma() != other && here.text().to_lowercase() != *other {
                    let skippable = matches!(here.deprel(), Deprel::Amod | Deprel::Compound | Deprel::Punct);
                    if !skippable || token.index() - here.index() > 4 {
                        return None;
                    }
                    here = here.previous()?;
                }
                before = here.previous();
            }
        }
        Part::Verb | Part::Adjective => {
            for other in &word.others {
                let found = token.children().chain(following(token)).find(|child| {
                    child.index() > token.index()
                        && (child.lemma() == other || child.text().eq_ignore_ascii_case(other))
                        && (matches!(
                            child.deprel(),
                            Deprel::CompoundPrt | Deprel::Advmod | Deprel::Obj | Deprel::Case
                        ) || child.index() == end)
                })?;
                if found.index() == end {
                    end += 1;
                }
            }
        }
    }
    Some(end)
}

fn following(token: Token<'_>) -> impl Iterator<Item = Token<'_>> {
    std::iter::successors(token.next(), |token| token.next()).take(2)
}

/// "attack drones", "strike aircraft": the noun before a thing names no event. Before a word that says how
/// far an event got, or that packages one, it does ("ceasefire talks", "sanctions regime").
fn is_mere_modifier(token: Token<'_>) -> bool {
    if !matches!(token.deprel(), Deprel::Compound | Deprel::NmodDesc | Deprel::Amod) {
        return false;
    }
    token.head().is_some_and(|head| {
        head.index() > token.index()
            && head.upos() == Upos::Noun
            && force(head, token).is_none()
            && !noun::is_package(head)
    })
}

/// A word inside a longer proper name is no trigger; the head of one may be ("Ukraine War").
fn in_name(token: Token<'_>) -> bool {
    if token.upos() != Upos::Propn {
        return false;
    }
    let inside = matches!(token.deprel(), Deprel::Compound | Deprel::Flat | Deprel::NmodDesc | Deprel::Amod)
        && token.head().is_some_and(|head| head.upos() == Upos::Propn);
    inside || token.entity().is_some_and(|entity| entity.row().end_token - entity.row().first_token > 1)
}

fn fill_roles(rule: &Rule, token: Token<'_>, verbal: bool, hit: &mut Hit<'_>) {
    let default_noun =
        [Slot::Between, Slot::Possessor, Slot::Modifier, Slot::Preposition(vec!["by".into()]), Slot::Subject];
    let default_verb = [Slot::Subject];
    let slots: &[Slot] = match &rule.actor {
        Some(slots) => slots,
        None if verbal => &default_verb,
        None => &default_noun,
    };
    let mut taken: Vec<u32> = Vec::new();
    for slot in slots {
        let found = participants(rule, Role::Actor, slot, token, verbal);
        if !found.is_empty() {
            hit.own_actor = !matches!(slot, Slot::Subject | Slot::CarrierSubject) && !verbal;
            push(Role::Actor, &found, &mut taken, hit);
            break;
        }
    }
    for slot in &rule.target {
        let found: Vec<_> = participants(rule, Role::Target, slot, token, verbal)
            .into_iter()
            .filter(|token| !taken.contains(&token.index()))
            .collect();
        if !found.is_empty() {
            push(Role::Target, &found, &mut taken, hit);
            break;
        }
    }
    let default_object = [Slot::Object];
    let slots: &[Slot] = match &rule.object {
        Some(slots) => slots,
        None if verbal => &default_object,
        None => &[],
    };
    for slot in slots {
        let found: Vec<_> = participants(rule, Role::Object, slot, token, verbal)
            .into_iter()
            .filter(|token| !taken.contains(&token.index()))
            .collect();
        if !found.is_empty() {
            push(Role::Object, &found, &mut taken, hit);
            break;
        }
    }
}

/// Who or what `slot` points to; expletives, adverbs of place and dates are no participants. A role that
/// needs an entity passes over places without one.
fn participants<'d>(
    rule: &Rule,
    role: Role,
    slot: &Slot,
    trigger: Token<'d>,
    verbal: bool,
) -> Vec<Token<'d>> {
    let mut found = fill(slot, trigger, verbal);
    if rule.needs.contains(&role) && !found.iter().any(|token| names_entity(noun_phrase(*token), trigger)) {
        found.clear();
    }
    found.retain(|token| !matches!(token.xpos(), Xpos::Ex | Xpos::Wrb) && !is_time(*token));
    found
}

fn names_entity(mut tokens: std::ops::Range<u32>, of: Token<'_>) -> bool {
    tokens.any(|index| {
        of.document()
            .token(index)
            .is_some_and(|token| token.entity().is_some() || super::is_armed(token.lemma()))
    })
}

fn is_time(token: Token<'_>) -> bool {
    const UNITS: &[&str] = &["day", "week", "month", "year", "decade", "quarter", "time", "hour", "century"];
    UNITS.contains(&token.lemma())
        || token
            .document()
            .dates()
            .any(|date| (date.row().first_token..date.row().end_token).contains(&token.index()))
}

fn push(role: Role, found: &[Token<'_>], taken: &mut Vec<u32>, hit: &mut Hit<'_>) {
    for token in found {
        if taken.contains(&token.index()) {
            continue;
        }
        taken.push(token.index());
        hit.draft.arguments.push(Argument::new(
            role,
            if role == Role::Object { thing_phrase(*token) } else { noun_phrase(*token) },
        ));
    }
}
