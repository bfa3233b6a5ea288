//! From draft to claim: adds to what a plugin recognised everything that is
//! the core's to say (entities, attribution, factuality, stage, date,
//! evidence). A draft that can't become a claim is a named [`Rejection`].

use std::collections::BTreeSet;
use std::ops::Range;

use claimtrack_sdk::abi::EntityRow;
use claimtrack_sdk::draft::{Argument, Draft, Role};
use claimtrack_sdk::rules::is_armed;
use claimtrack_sdk::syntax::govern::{Force, governors, is_saying};
use claimtrack_sdk::syntax::noun;
use claimtrack_sdk::syntax::phrase::noun_phrase;
use claimtrack_sdk::view::{self, Token};
use claimtrack_sdk::{Deprel, EntityKind, Upos};

use super::{EventDate, Evidence, Extractor, Kind, Mention, Participant, Position, Speaker, Trigger};
use crate::attribution::{self, Attribution, CueKind};
use crate::document::Document;
use crate::span::{CodePoints, Span};
use crate::{dating, entity, factuality};

/// Code points of context kept before and after a quotation.
const CONTEXT: usize = 32;

/// A draft with the plugin that handed it over.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The plugin's name.
    pub plugin: &'a str,
    /// The plugin's version.
    pub version: &'a str,
    /// The kind that the draft's number stands for.
    pub kind: &'a str,
    /// The draft.
    pub draft: &'a Draft<'a>,
}

/// A claim with the tokens that decided its stage and factuality.
#[derive(Clone, Debug)]
pub struct Built {
    /// The claim.
    pub mention: Mention,
    /// Words that decided stage and factuality, as written, in the order of the text.
    pub cues: Vec<String>,
}

/// A draft that is no claim, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{plugin}/{rule} at \u{201c}{trigger}\u{201d}: {reason}")]
pub struct Rejection {
    /// The plugin.
    pub plugin: String,
    /// The rule.
    pub rule: String,
    /// The trigger's words.
    pub trigger: String,
    /// Number of the sentence.
    pub sentence: u32,
    /// Why.
    pub reason: Reason,
}

/// Why a draft is no claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// None of the participants is one.
    #[error("no participant is a state, an organisation, an armed group, a named company or person")]
    NoActor,
    /// The plugin named a kind that its domain does not have.
    #[error("its kind is not `domain.kind`, or not one of a tracked domain")]
    UnknownKind,
    /// The trigger lies outside the text.
    #[error("its tokens lie outside the document")]
    OutOfRange,
    /// The trigger stands in a heading.
    #[error("it stands in a heading")]
    Heading,
}

/// Adds to a fresh analysis what claims are built from: dates, and the parse around them put right;
/// entities. `published` is the date of publication, in EDTF.
pub fn prepare(document: &mut Document, published: Option<&str>) {
    dating::annotate(document, published);
    dating::untangle(document);
    entity::annotate(document);
}

/// What all drafts of one document share, worked out once.
#[derive(Debug)]
pub struct Context<'d> {
    document: &'d Document,
    view: view::Document<'d>,
    attributions: Vec<Attribution>,
    points: CodePoints,
}

impl<'d> Context<'d> {
    /// Prepares an analysed document, entities and dates included.
    pub fn new(document: &'d Document) -> Context<'d> {
        let view = document.view();
        let attributions = attribution::attributions(&view);
        Context { document, view, attributions, points: CodePoints::of(&document.text) }
    }

    /// The document's attributions.
    pub fn attributions(&self) -> &[Attribution] {
        &self.attributions
    }

    /// Turns bytes of the text into code points.
    pub fn position(&self, span: Span) -> Position {
        Position {
            start: self.points.before(&self.document.text, span.start()),
            end: self.points.before(&self.document.text, span.end()),
        }
    }

    /// Makes a claim of a draft.
    ///
    /// # Errors
    /// A [`Rejection`] that says why the draft is no claim.
    pub fn build(&self, candidate: Candidate<'_>) -> Result<Built, Rejection> {
        let draft = candidate.draft;
        let reject = |reason| Rejection {
            plugin: candidate.plugin.to_owned(),
            rule: draft.rule.clone().into_owned(),
            trigger: self.slice(draft.trigger.clone()),
            sentence: self.view.token(draft.trigger.start).map_or(0, |token| token.row().sentence),
            reason,
        };
        let kind = Kind::from_name(candidate.kind).ok_or_else(|| reject(Reason::UnknownKind))?;
        let trigger = self.view.token(draft.trigger.start).ok_or_else(|| reject(Reason::OutOfRange))?;
        let sentence = trigger.sentence().ok_or_else(|| reject(Reason::OutOfRange))?;
        if sentence.is_heading() {
            return Err(reject(Reason::Heading));
        }
        let reading = factuality::read(trigger, draft.stage, &kind);
        let attribution = self.attribution(trigger);
        let voice = voice(&attribution);
        let mut actor = self.participants(draft, Role::Actor, true, voice);
        // Force is used on things and places; everything else is done to those who can act.
        let things = kind == Kind::MilitaryAttack || kind.domain() == "sanctions";
        let mut target = self.participants(draft, Role::Target, !things, voice);
        let mut requested_by = self.participants(draft, Role::RequestedBy, true, voice);
        for &head in &reading.requested_by {
            if let Some(token) = self.view.token(head) {
                requested_by.extend(self.phrase(noun_phrase(token), true, voice));
            }
        }
        if reading.speaker_requests && requested_by.is_empty() {
            // "said Y should": who says it wants it.
            if let Some(speaker) = attribution.last() {
                requested_by
                    .push(Participant { text: speaker.speaker.clone(), entity: speaker.entity.clone() });
            }
        }
        if reading.speaker_requests || !reading.requested_by.is_empty() {
            requested_by.retain(|requester| !actor.contains(requester));
        }
        // "Tehran's requests for closer ties": who asks for a tie or a supply is the other party to it.
        if target.is_empty() && actor.len() < 2 && is_granted(&kind) {
            target.extend(requested_by.iter().filter(|requester| !shares_entity(requester, &actor)).cloned());
        }
        // A region that acts is a party; one that something is only done to is a place.
        let acts = |participant: &Participant| participant.entity.is_some();
        let takes_part = |participant: &Participant| {
            participant.entity.as_deref().is_some_and(|id| entity::kind_of(id) != EntityKind::Place)
        };
        let has_party = actor.iter().chain(&requested_by).any(acts) || target.iter().any(takes_part);
        if !has_party && !self.names_actor(draft) {
            return Err(reject(Reason::NoActor));
        }
        if !things {
            self.other_parties(draft, &actor, &mut target);
        }
        actor.retain(|participant| !target.contains(participant) || participant.entity.is_none());
        let span = trim(Span::new(sentence.row().start, sentence.row().end), &self.document.text);
        let mention = Mention {
            kind,
            stage: reading.stage,
            factuality: reading.factuality,
            actor,
            target,
            requested_by,
            object: self.object(draft),
            attribution,
            date: self.date(draft.trigger.start),
            trigger: self.trigger(draft.trigger.clone()),
            evidence: vec![self.evidence(span)],
            extractor: Extractor {
                plugin: candidate.plugin.to_owned(),
                version: candidate.version.to_owned(),
                rule: draft.rule.clone().into_owned(),
            },
        };
        let cues =
            reading.cues.iter().filter_map(|&cue| Some(self.view.token(cue)?.text().to_owned())).collect();
        Ok(Built { mention, cues })
    }

    fn slice(&self, tokens: Range<u32>) -> String {
        let start = self.view.token(tokens.start).map_or(0, |token| token.row().start);
        let end = tokens
            .end
            .checked_sub(1)
            .and_then(|last| self.view.token(last))
            .map_or(start, |token| token.row().end);
        let text = self.view.slice(start, end.max(start));
        // A phrase over a line break is one phrase.
        if text.contains(['\n', '\r', '\t']) {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        } else {
            text.to_owned()
        }
    }

    fn participants(
        &self,
        draft: &Draft<'_>,
        role: Role,
        acts: bool,
        voice: Option<&str>,
    ) -> Vec<Participant> {
        let mut all: Vec<Participant> = Vec::new();
        let mut seen = BTreeSet::new();
        for argument in arguments(draft, role) {
            for participant in self.phrase(argument.first_token..argument.end_token, acts, voice) {
                // "the minister and the envoy of one state" are one party; nameless ones stay apart.
                let key = participant.entity.clone().unwrap_or_else(|| format!("\0{}", participant.text));
                if seen.insert(key) {
                    all.push(participant);
                }
            }
        }
        all
    }

    /// A target that resolves to the actor itself ("its embassy in Klow") stands for whatever else its
    /// phrase names.
    fn other_parties(&self, draft: &Draft<'_>, actor: &[Participant], target: &mut Vec<Participant>) {
        if target.is_empty() || !target.iter().all(|participant| shares_entity(participant, actor)) {
            return;
        }
        let mut others = Vec::new();
        for argument in arguments(draft, Role::Target) {
            let mut previous = None;
            for index in argument.first_token..argument.end_token {
                let entity = self.view.token(index).and_then(Token::entity);
                let Some(entity) = entity.filter(|entity| previous != Some(entity.index())) else { continue };
                previous = Some(entity.index());
                let row = entity.row();
                let is_anaphor = row.flags & EntityRow::ANAPHOR != 0;
                let other = Participant {
                    text: self.slice(row.first_token..row.end_token),
                    entity: Some(entity.id().to_owned()),
                };
                if !is_anaphor
                    && !entity.id().is_empty()
                    && !entity.id().contains('+')
                    && !shares_entity(&other, actor)
                {
                    others.push(other);
                }
            }
        }
        *target = others;
    }

    /// The participants that one noun phrase names. An actor must be able to act; a target may be a
    /// thing or a place. `voice` is who "we" is.
    fn phrase(&self, tokens: Range<u32>, acts: bool, voice: Option<&str>) -> Vec<Participant> {
        let Some(head) = self.head(tokens.clone()) else { return Vec::new() };
        if self.is_date(head.index()) || matches!(head.upos(), Upos::Num | Upos::Punct) {
            return Vec::new();
        }
        let text = self.slice(tokens.clone());
        let ids = entity::of_phrase(self.document, tokens.clone(), head.index());
        if ids.is_empty() {
            if let Some(entity) = voice.filter(|voice| self.is_first_person(tokens.clone(), head, voice)) {
                return vec![Participant { text, entity: Some(entity.to_owned()) }];
            }
            let unresolved = matches!(head.upos(), Upos::Pron | Upos::Det);
            if unresolved || acts && !self.can_act(tokens, head) {
                return Vec::new();
            }
            return vec![Participant { text, entity: None }];
        }
        ids.into_iter()
            .filter(|id| !is_sea(id.as_str()))
            .map(|id| Participant { text: text.clone(), entity: Some(id.as_str().to_owned()) })
            .collect()
    }

    /// Whether the phrase is "we" or "our forces", or "I" of somebody who speaks for `voice`. A person of no
    /// office says "we" of nobody in particular.
    fn is_first_person(&self, tokens: Range<u32>, head: Token<'_>, voice: &str) -> bool {
        let is_body = matches!(
            entity::kind_of(voice),
            EntityKind::State | EntityKind::Organisation | EntityKind::Group | EntityKind::Company
        );
        let is = |token: Token<'_>, words: &[&str]| {
            token.upos() == Upos::Pron && words.iter().any(|word| token.text().eq_ignore_ascii_case(word))
        };
        if is(head, &["i", "me"]) {
            return true;
        }
        let of_ours = || {
            self.can_act(tokens.clone(), head)
                || matches!(head.lemma(), "country" | "government" | "military" | "nation" | "administration")
        };
        is_body
            && (is(head, &["we", "us"])
                || head.children_by(Deprel::NmodPoss).any(|owner| is(owner, &["our"])) && of_ours())
    }

    /// The head of a stretch of tokens: the one whose own head lies outside.
    fn head(&self, tokens: Range<u32>) -> Option<Token<'_>> {
        let inside = |token: Token<'_>| token.head().is_some_and(|head| tokens.contains(&head.index()));
        tokens
            .clone()
            .filter_map(|index| self.view.token(index))
            .find(|token| !inside(*token) && token.upos() != Upos::Punct && token.deprel() != Deprel::Case)
            .or_else(|| self.view.token(tokens.end.checked_sub(1)?))
    }

    fn names_actor(&self, draft: &Draft<'_>) -> bool {
        draft.arguments.iter().filter(|argument| argument.role != Role::Object).any(|argument| {
            let tokens = argument.first_token..argument.end_token;
            self.head(tokens.clone()).is_some_and(|head| self.can_act(tokens, head))
        })
    }

    fn can_act(&self, tokens: Range<u32>, head: Token<'_>) -> bool {
        is_armed(head.lemma()) || entity::is_actor(self.document, tokens, head.index())
    }

    fn is_date(&self, token: u32) -> bool {
        self.view.date_at(token).is_some()
    }

    fn object(&self, draft: &Draft<'_>) -> String {
        let objects: Vec<_> = arguments(draft, Role::Object)
            .map(|argument| self.slice(argument.first_token..argument.end_token))
            .collect();
        objects.join(", ")
    }

    fn trigger(&self, tokens: Range<u32>) -> Trigger {
        let start = self.view.token(tokens.start).map_or(0, |token| token.row().start);
        let end = self.view.token(tokens.end.max(1) - 1).map_or(start, |token| token.row().end);
        let position = self.position(Span::new(start, end));
        Trigger { text: self.slice(tokens), start: position.start, end: position.end }
    }

    fn evidence(&self, span: Span) -> Evidence {
        let text = &self.document.text;
        let before = &text[..span.start() as usize];
        let after = &text[span.end() as usize..];
        let prefix_start =
            before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(index, _)| index);
        let suffix_end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(index, _)| index);
        Evidence {
            source: self.document.id.clone(),
            exact: span.of(text).to_owned(),
            prefix: before[prefix_start..].to_owned(),
            suffix: after[..suffix_end].to_owned(),
            position: self.position(span),
        }
    }

    fn date(&self, trigger: u32) -> Option<EventDate> {
        let date = dating::of_event(self.document, trigger).or_else(|| self.date_carried_on(trigger))?;
        let row = self.document.dates.get(date as usize)?;
        let edtf = self.document.strings.get(row.value);
        if edtf.is_empty() {
            return None;
        }
        Some(EventDate { text: self.slice(row.first_token..row.end_token), edtf: edtf.to_owned() })
    }

    /// The date of the sentence before, for one that goes on with the same occasion: its subject is a
    /// pronoun, and it says "also" or "as well".
    fn date_carried_on(&self, trigger: u32) -> Option<u32> {
        let sentence = self.view.token(trigger)?.sentence()?;
        let root = |sentence: view::Sentence<'_>| {
            sentence.tokens().find(|token| token.deprel() == Deprel::Root).map(Token::index)
        };
        let verb = self.view.token(root(sentence)?)?;
        let pronoun = verb.child(Deprel::Nsubj).is_some_and(|subject| subject.upos() == Upos::Pron);
        let goes_on = sentence.tokens().any(|token| {
            matches!(token.lemma(), "also" | "additionally")
                || token.lemma() == "well" && token.previous().is_some_and(|word| word.lemma() == "as")
        });
        if !pronoun || !goes_on {
            return None;
        }
        let back = (sentence.index().saturating_sub(3)..sentence.index()).rev();
        back.filter_map(|index| self.view.sentence(index))
            .take_while(|before| before.row().paragraph == sentence.row().paragraph)
            .find_map(|before| dating::of_event(self.document, root(before)?))
    }

    /// The chain of speakers who assert the event, outermost first.
    fn attribution(&self, trigger: Token<'_>) -> Vec<Speaker> {
        attribution::chain(&self.view, &self.attributions, trigger.index())
            .into_iter()
            .map(|index| &self.attributions[index as usize])
            .filter(|attribution| self.is_assertion(attribution) && !is_background(trigger, attribution))
            .filter_map(|attribution| self.speaker(attribution))
            .collect()
    }

    /// Whether the cue says the content; talks, refusals and plans set its stage instead.
    fn is_assertion(&self, attribution: &Attribution) -> bool {
        let is_saying = self
            .view
            .token(attribution.cue_head)
            .is_none_or(|cue| cue.upos() != Upos::Verb || is_saying(cue.lemma()) || attribution.direct);
        attribution.kind.asserts() && is_saying
    }

    fn speaker(&self, attribution: &Attribution) -> Option<Speaker> {
        let source = attribution.source.first()?.clone();
        let head = attribution.source_head.unwrap_or(source.start);
        let ids = entity::of_phrase(self.document, source.clone(), head);
        let words = |ranges: &[Range<u32>]| {
            ranges.iter().map(|range| self.slice(range.clone())).collect::<Vec<_>>().join(" ")
        };
        Some(Speaker {
            speaker: words(&attribution.source),
            entity: match ids.as_slice() {
                [one] => Some(one.as_str().to_owned()),
                _ => None,
            },
            cue: words(&attribution.cue),
            direct: attribution.direct,
        })
    }
}

/// Who "we" is: the innermost speaker who is quoted word for word.
fn voice(attribution: &[Speaker]) -> Option<&str> {
    attribution.iter().rev().find(|speaker| speaker.direct)?.entity.as_deref()
}

fn arguments<'a>(draft: &'a Draft<'_>, role: Role) -> impl Iterator<Item = &'a Argument> {
    draft.arguments.iter().filter(move |argument| argument.role == role)
}

/// Background that reported speech takes for granted is the author's: an event in a relative clause
/// inside the content of an indirect report, and one that a definite noun presupposes there ("said that
/// the test changed everything").
fn is_background(trigger: Token<'_>, attribution: &Attribution) -> bool {
    if attribution.direct || attribution.kind == CueKind::AccordingTo {
        return false;
    }
    if is_presupposed(trigger) {
        return true;
    }
    let inside = |index: u32| attribution.content.iter().any(|range| range.contains(&index));
    let mut here = trigger;
    for _ in 0..24 {
        let Some(head) = here.head().filter(|head| inside(head.index())) else { return false };
        if here.deprel() == Deprel::AclRelcl {
            return true;
        }
        here = head;
    }
    false
}

/// Whether a noun takes its event for granted: it has a possessor or a definite article, and no verb does,
/// wants or ends the event as its own act.
fn is_presupposed(trigger: Token<'_>) -> bool {
    if !matches!(trigger.upos(), Upos::Noun | Upos::Propn) {
        return false;
    }
    let definite = noun::is_definite(trigger) || !noun::possessors(trigger).is_empty();
    let acted = governors(trigger).first().is_some_and(|governor| {
        // "confirmed the strikes": they are what was said.
        if governor.force == Some(Force::Say) && governor.relation() == Deprel::Obj {
            return true;
        }
        let acts = !matches!(
            governor.force,
            None | Some(Force::Judge | Force::Say | Force::Discuss | Force::Possible)
        );
        let subject = matches!(governor.relation(), Deprel::Nsubj | Deprel::NsubjPass);
        acts && (!subject || governor.force != Some(Force::Do) || governor.relation() == Deprel::NsubjPass)
    });
    definite && !acted
}

/// Kinds whose event one side grants the other.
fn is_granted(kind: &Kind) -> bool {
    kind.is_symmetric() || matches!(kind, Kind::MilitaryTransfer | Kind::TradeFinance | Kind::TradeExchange)
}

fn shares_entity(participant: &Participant, all: &[Participant]) -> bool {
    participant.entity.is_some() && all.iter().any(|other| other.entity == participant.entity)
}

/// Seas and straits take no part in an event.
fn is_sea(id: &str) -> bool {
    entity::kind_of(id) == EntityKind::Place
        && id.split(' ').any(|word| {
            matches!(
                word,
                "Sea" | "Ocean" | "Gulf" | "Strait" | "Straits" | "Bay" | "Channel" | "Mediterranean"
            )
        })
}

fn trim(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let start = span.start() + (words.len() - words.trim_start().len()) as u32;
    Span::new(start, start + words.trim().len() as u32)
}
