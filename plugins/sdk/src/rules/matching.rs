//! Runs rules over a sentence: finds triggers, checks conditions, fills slots,
//! and settles which of several claims on one event stands.

use super::slots::{carrier, clause_above, fill};
use super::{Candidate, Conditions, Part, Rule, RuleSet, Slot, Trigger, Word, Words};
use crate::draft::{Argument, Draft, Role};
use crate::syntax::govern::force;
use crate::syntax::phrase::{conjuncts, noun_phrase, preposition, thing_phrase};
use crate::syntax::{clause, noun};
use crate::ud::{Deprel, Upos, Xpos};
use crate::view::{Document, Sentence, Token};

/// A rule that matched.
#[derive(Clone, Debug)]
pub struct Hit<'r> {
    /// The draft for the host.
    pub draft: Draft<'r>,
    /// Whether it gives way to others below its trigger.
    weak: bool,
    /// Whether its actor stands with the trigger itself (possessor, adjective), not on a verb above.
    own_actor: bool,
    /// Whether it belongs to the claim of a word that asks for it.
    joins: bool,
    /// The alternative of the rule's trigger that fitted.
    trigger: &'r Trigger,
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

/// Finds the words of one place around a trigger.
type Place = for<'d> fn(Token<'d>, bool) -> Vec<Token<'d>>;

fn check(conditions: &Conditions, token: Token<'_>, verbal: bool, wanted: bool) -> Result<(), String> {
    let places: [(&Words, &str, Place); 5] = [
        (&conditions.verb, "governing verb", governing_verb),
        (&conditions.object, "object", object_words),
        (&conditions.subject, "subject", subject_words),
        (&conditions.modifier, "modifier", modifier_words),
        (&conditions.about, "complement", about_words),
    ];
    for (words, name, place) in places {
        if !words.0.is_empty() && words.any(&place(token, verbal)) != wanted {
            return Err(lack(name, words, wanted));
        }
    }
    if !conditions.near.0.is_empty() {
        let found = [object_words, subject_words, modifier_words, about_words]
            .iter()
            .any(|place| conditions.near.any(&place(token, verbal)));
        if found != wanted {
            return Err(lack("word nearby", &conditions.near, wanted));
        }
    }
    if !conditions.sentence.0.is_empty() {
        let all: Vec<_> = token.sentence().map(|sentence| sentence.tokens().collect()).unwrap_or_default();
        if conditions.sentence.any(&all) != wanted {
            return Err(lack("word in the sentence", &conditions.sentence, wanted));
        }
    }
    if !conditions.document.0.is_empty() {
        let all: Vec<_> = token.document().tokens().collect();
        if conditions.document.any(&all) != wanted {
            return Err(lack("word in the document", &conditions.document, wanted));
        }
    }
    if !conditions.preposition.0.is_empty() {
        let found = token
            .children()
            .chain(noun::package(token).children())
            .chain(clause_above(token).into_iter().flat_map(Token::children))
            .filter_map(preposition)
            .any(|found| conditions.preposition.0.contains(found));
        if found != wanted {
            return Err(lack("preposition", &conditions.preposition, wanted));
        }
    }
    if !conditions.head.0.is_empty() && conditions.head.any(&heads(token)) != wanted {
        return Err(lack("noun after it", &conditions.head, wanted));
    }
    if !conditions.case.0.is_empty() {
        let found = preposition(noun::package(token)).or_else(|| preposition(token));
        if found.is_some_and(|found| conditions.case.0.contains(found)) != wanted {
            return Err(lack("preposition before it", &conditions.case, wanted));
        }
    }
    if !conditions.entity.is_empty() {
        let objects = if verbal { clause::objects(token) } else { noun::owners(token) };
        let found = objects.iter().any(|object| {
            noun_phrase(*object).any(|index| {
                token
                    .document()
                    .token(index)
                    .and_then(Token::entity)
                    .is_some_and(|entity| conditions.entity.contains(&entity.kind()))
            })
        });
        if found != wanted {
            return Err("the object names no entity of the sort that the rule asks for".into());
        }
    }
    Ok(())
}

fn lack(name: &str, words: &Words, wanted: bool) -> String {
    let mut list: Vec<_> = words.0.iter().map(String::as_str).collect();
    list.sort_unstable();
    let more = if list.len() > 4 { ", …" } else { "" };
    list.truncate(4);
    let list = list.join(", ");
    if wanted { format!("no {name} such as {list}{more}") } else { format!("a {name} such as {list}{more}") }
}

impl Words {
    /// Whether one of `tokens` is one of the words, or ends one of the multiwords.
    fn any(&self, tokens: &[Token<'_>]) -> bool {
        tokens.iter().any(|token| {
            let lemma = token.lemma();
            if self.0.contains(lemma)
                || self.0.contains(&lemma.to_lowercase())
                || self.0.contains(&token.text().to_lowercase())
            {
                return true;
            }
            let mut phrase = lemma.to_lowercase();
            std::iter::successors(token.previous(), |before| before.previous()).take(self.1).any(|before| {
                phrase.insert(0, ' ');
                phrase.insert_str(0, &before.lemma().to_lowercase());
                self.0.contains(phrase.as_str())
            })
        })
    }
}

/// The nouns that `token` modifies: those it is a compound of, and those that follow it at once.
fn heads(token: Token<'_>) -> Vec<Token<'_>> {
    let mut all: Vec<_> = std::iter::successors(token.next(), |after| after.next())
        .take_while(|after| after.upos() == Upos::Noun)
        .take(3)
        .collect();
    if token.deprel() == Deprel::Compound {
        all.extend(token.head());
    }
    all
}

fn governing_verb(token: Token<'_>, _: bool) -> Vec<Token<'_>> {
    carrier(token).into_iter().collect()
}

/// The words that say what a noun phrase is about: its head, modifiers, possessor and *of*-phrases.
fn content(head: Token<'_>) -> Vec<Token<'_>> {
    let mut all = vec![head];
    let mut next = 0;
    while next < all.len() && all.len() < 48 {
        let of = all[next];
        next += 1;
        for child in of.children() {
            let keep = match child.deprel() {
                Deprel::Compound
                | Deprel::Amod
                | Deprel::NmodDesc
                | Deprel::Conj
                | Deprel::Flat
                | Deprel::Appos => true,
                Deprel::Nmod => matches!(preposition(child), Some("of" | "for" | "with")),
                _ => false,
            };
            if keep {
                all.push(child);
            }
        }
    }
    all
}

fn object_words(token: Token<'_>, verbal: bool) -> Vec<Token<'_>> {
    if verbal {
        let objects = clause::objects(token);
        let end = objects.iter().map(|object| noun_phrase(*object).end).max();
        let mut all: Vec<_> = objects.into_iter().flat_map(content).collect();
        // "factories for drones": what follows the object may hang on the verb instead.
        for beside in clause::obliques(token, &["for", "of"]) {
            if end.is_some_and(|end| (end..end + 2).contains(&noun_phrase(beside).start)) {
                all.extend(content(beside));
            }
        }
        return all;
    }
    let mut all = modifier_words(token, false);
    all.extend(noun::attached(token, &["of", "in"]).into_iter().flat_map(content));
    all
}

fn subject_words(token: Token<'_>, verbal: bool) -> Vec<Token<'_>> {
    fill(&Slot::Subject, token, verbal).into_iter().flat_map(content).collect()
}

fn modifier_words(token: Token<'_>, verbal: bool) -> Vec<Token<'_>> {
    if verbal {
        return token.children_by(Deprel::Advmod).collect();
    }
    let mut all = Vec::new();
    let mut layer = Some(token);
    // Modifiers of the noun itself, and those shared by a coordination or compound above it.
    for _ in 0..3 {
        let Some(of) = layer else { break };
        for child in of.children() {
            let modifies = matches!(
                child.deprel(),
                Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::Nmod | Deprel::NmodUnmarked
            ) && child.index() < token.index()
                && preposition(child).is_none();
            if modifies {
                all.extend(conjuncts(child));
                all.extend(child.children_by(Deprel::Compound));
                all.extend(child.children_by(Deprel::Amod));
            }
        }
        layer = match of.deprel() {
            Deprel::Compound | Deprel::Conj => of.head(),
            _ => None,
        };
    }
    // Nouns right before a noun modify it, whatever the parse says ("wants sanctions relief").
    let before = std::iter::successors(token.previous(), |before| before.previous())
        .take_while(|before| matches!(before.upos(), Upos::Noun | Upos::Adj) && before.xpos() != Xpos::Pos)
        .take(3);
    for word in before {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all
}

fn about_words(token: Token<'_>, verbal: bool) -> Vec<Token<'_>> {
    let own = token.children();
    let above = (!verbal).then(|| clause_above(token)).flatten().into_iter().flat_map(Token::children);
    // "removed two banks from the list", "fined the bank for evading sanctions": after an object the parse
    // can't tell whose the phrase is.
    let objects = if verbal { clause::objects(token) } else { Vec::new() };
    let beside = objects
        .into_iter()
        .filter(|object| object.index() > token.index())
        .flat_map(|object| object.children().filter(move |child| child.index() > object.index()));
    own.chain(above)
        .chain(beside)
        .filter(|child| {
            *child != token
                && match child.deprel() {
                    Deprel::Nmod | Deprel::Obl => preposition(*child).is_some_and(|found| {
                        matches!(
                            found,
                            "on" | "about"
                                | "over"
                                | "of"
                                | "for"
                                | "in"
                                | "regarding"
                                | "concerning"
                                | "to"
                                | "into"
                                | "from"
                        ) || verbal && matches!(found, "with" | "under" | "against" | "as")
                    }),
                    Deprel::Acl | Deprel::Advcl | Deprel::Xcomp => child.index() > token.index(),
                    _ => false,
                }
        })
        .flat_map(|child| {
            let mut all = content(child);
            // "a memorandum of understanding on transit"
            if matches!(child.lemma(), "understanding" | "intent" | "agreement") {
                all.extend(
                    child
                        .children_by(Deprel::Nmod)
                        .filter(|below| preposition(*below) == Some("on"))
                        .flat_map(content),
                );
            }
            if child.upos() == Upos::Verb {
                all.extend(clause::objects(child).into_iter().flat_map(content));
            }
            all
        })
        .collect()
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

/// One event, one claim: a noun under a recorded verb is part of that verb's claim unless it names its
/// own actor; a weak rule gives way to anything below it.
fn settle<'r>(sentence: Sentence<'_>, hits: &mut Vec<Hit<'r>>, note: &mut dyn FnMut(Attempt<'r>)) {
    let tokens: Vec<Token<'_>> = sentence.tokens().collect();
    let first = sentence.row().first_token;
    let token = |index: u32| tokens.get((index - first) as usize).copied();
    let is_trigger: Vec<u32> = hits.iter().map(|hit| hit.draft.trigger.start).collect();
    let mut drop = vec![None; hits.len()];
    for (number, hit) in hits.iter().enumerate() {
        let Some(own) = token(hit.draft.trigger.start) else { continue };
        if hit.weak {
            let below = is_trigger.iter().any(|&other| {
                other != own.index() && token(other).is_some_and(|other| stands_below(other, own))
            });
            if below {
                drop[number] = Some("a claim below it says what it is about");
            }
            let above = hits.iter().any(|other| {
                other.draft.kind == hit.draft.kind
                    && other.draft.trigger.start != own.index()
                    && token(other.draft.trigger.start).is_some_and(|other| stands_below(own, other))
            });
            if above {
                drop[number] = Some("it is part of the claim of a word above it");
            }
        }
        if hit.joins
            && hits.iter().any(|other| {
                !other.weak
                    && other.draft.trigger.start != own.index()
                    && token(other.draft.trigger.start)
                        .is_some_and(|above| asks_for(other.trigger, above, own))
            })
        {
            drop[number] = Some("a word above it asks for it: it is part of that claim");
        }
        if matches!(own.upos(), Upos::Noun | Upos::Propn) && is_part(hit, own, hits) {
            drop[number] = Some("it is part of the claim of the word above it");
        }
    }
    let mut number = 0;
    hits.retain(|hit| {
        let reason = drop[number];
        number += 1;
        if let Some(reason) = reason {
            let rule = match &hit.draft.rule {
                std::borrow::Cow::Borrowed(name) => *name,
                std::borrow::Cow::Owned(_) => "",
            };
            note(Attempt { rule, trigger: hit.draft.trigger.start, lack: reason.into() });
        }
        reason.is_none()
    });
}

/// Whether the claim of the noun `own` is part of another's: of the noun whose compound it is
/// ("cooperation" of "cooperation commission"), or of the verb above it, unless it names an actor of its
/// own and is another kind of event than what the verb does to it.
fn is_part(hit: &Hit<'_>, own: Token<'_>, hits: &[Hit<'_>]) -> bool {
    let top = noun::package(own);
    let at = |index: u32| hits.iter().find(|other| other.draft.trigger.start == index && !other.weak);
    if top != own && at(top.index()).is_some_and(|other| other.draft.kind == hit.draft.kind) {
        return true;
    }
    let Some(above) = top.head().and_then(|head| at(head.index())) else { return false };
    match top.deprel() {
        Deprel::Obj | Deprel::NsubjPass | Deprel::Compound => {
            !hit.own_actor || above.draft.kind == hit.draft.kind
        }
        Deprel::Obl | Deprel::Nmod => !hit.own_actor,
        _ => false,
    }
}

/// Whether the conditions of `trigger`, which fitted at `above`, are met by `noun` among others.
fn asks_for(trigger: &Trigger, above: Token<'_>, noun: Token<'_>) -> bool {
    let verbal = matches!(above.upos(), Upos::Verb | Upos::Adj);
    let with = &trigger.with;
    let places: [(&Words, Place); 4] = [
        (&with.object, object_words),
        (&with.subject, subject_words),
        (&with.about, about_words),
        (&with.modifier, modifier_words),
    ];
    places.iter().any(|(words, place)| {
        (words.any(&[noun]) || with.near.any(&[noun])) && place(above, verbal).contains(&noun)
    })
}

fn stands_below(token: Token<'_>, above: Token<'_>) -> bool {
    let mut here = token;
    for _ in 0..crate::syntax::DEPTH {
        match here.head() {
            Some(head) if head == above => return true,
            Some(head) => here = head,
            None => return false,
        }
    }
    false
}
