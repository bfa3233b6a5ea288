//! Verbs as cues: tries the frames of a verb in the order in which they bind it, and builds the
//! attribution that the first fitting frame makes.

use std::ops::Range;

use claimtrack_sdk::ud::{Deprel, Upos, Xpos};

use super::complement;
use super::content;
use super::inserted;
use super::lexicon::{Class, Entry, Frames, entry};
use super::quote::Quotes;
use super::source::{self, Source};
use super::tree::Tree;
use super::{Attribution, CueKind};

/// The attribution that `verb` makes, if it is a cue and its content stands somewhere.
pub(super) fn attribution(tree: &Tree, quotes: &Quotes, verb: u32) -> Option<Attribution> {
    if !is_verb(tree, verb) {
        return None;
    }
    let (entry, particle) = lexicon_entry(tree, verb)?;
    let found = Frame { tree, quotes, verb, entry }.find()?;
    let mut cue = cue(tree, verb, found.preposition);
    if let Some(particle) = particle {
        cue.end = cue.end.max(particle + 1);
    }
    let source = found.source;
    Some(Attribution {
        source: source.iter().map(|source| source.span.clone()).collect(),
        source_head: source.map(|source| source.head),
        cue: vec![cue],
        cue_head: verb,
        content: found.content,
        direct: false,
        parent: None,
        kind: found.kind,
    })
}

fn is_verb(tree: &Tree, token: u32) -> bool {
    tree.upos(token) == Upos::Verb
        || matches!(tree.text(token), "Says" | "Said")
        || is_misread(tree, token)
        || matches!(tree.xpos(token), Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz)
            && tree.upos(token) != Upos::Aux
}

/// Whether a verb in -s was taken for a plural: a noun in front of it and a clause behind it show it.
fn is_misread(tree: &Tree, token: u32) -> bool {
    tree.xpos(token) == Xpos::Nns
        && token > tree.sentence(token).start
        && matches!(tree.upos(token - 1), Upos::Noun | Upos::Propn)
        && entry(Class::Verb, tree.lemma(token)).is_some_and(|entry| {
            let clause = tree.lemma(token + 1) == "that" || matches!(tree.xpos(token + 1), Xpos::Prp);
            let sentence = tree.sentence(token);
            let mut verbs = sentence.filter(|&other| tree.xpos(other).is_finite());
            let phrase = entry.phrases.iter().any(|phrase| phrase.preposition == tree.text(token + 1));
            entry.frames.has(Frames::QUOTE) && clause || phrase && verbs.next().is_none()
        })
}

/// The entry of a verb, with its particle if the two make one cue.
fn lexicon_entry(tree: &Tree, verb: u32) -> Option<(&'static Entry, Option<u32>)> {
    let lemma = tree.lemma(verb);
    let next = verb + 1;
    if tree.sentence(verb).contains(&next) && tree.text(next).len() < 5 {
        let phrasal = format!("{lemma}_{}", tree.lemma(next));
        if let Some(entry) = entry(Class::Verb, &phrasal) {
            return Some((entry, Some(next)));
        }
    }
    // Capitals hide the verb in a heading ("…, Minister Says").
    if tree.is_heading(verb) && matches!(tree.text(verb), "Says" | "Say" | "Said") {
        return Some((entry(Class::Verb, "say")?, None));
    }
    // A lemma made up by the suffix rules may have an e too many.
    let entry = entry(Class::Verb, lemma).or_else(|| entry(Class::Verb, lemma.strip_suffix('e')?))?;
    Some((entry, None))
}

/// What shows or finds something by saying it: papers, counts, recordings.
pub(super) const DOCUMENTS: &[&str] = &[
    "analysis",
    "archive",
    "assessment",
    "audit",
    "average",
    "census",
    "data",
    "document",
    "email",
    "estimate",
    "figure",
    "file",
    "filing",
    "footage",
    "forecast",
    "image",
    "imagery",
    "index",
    "inquiry",
    "inspection",
    "investigation",
    "letter",
    "log",
    "map",
    "memo",
    "paper",
    "photo",
    "photograph",
    "picture",
    "poll",
    "projection",
    "record",
    "recording",
    "report",
    "research",
    "review",
    "statistic",
    "statistics",
    "study",
    "survey",
    "tally",
    "transcript",
    "video",
];

/// What a frame found.
struct Found {
    kind: CueKind,
    source: Option<Source>,
    content: Vec<Range<u32>>,
    /// Preposition that belongs to the cue.
    preposition: Option<u32>,
}

/// A verb with all that its frames are tried on.
struct Frame<'t, 'd> {
    tree: &'t Tree<'d>,
    quotes: &'t Quotes,
    verb: u32,
    entry: &'static Entry,
}

impl Frame<'_, '_> {
    fn find(&self) -> Option<Found> {
        if source::is_passive(self.tree, self.verb) && !self.calls_for() {
            return self.passive();
        }
        let frames = self.entry.frames;
        let clause = inserted::cue_clause(self.tree, self.quotes, self.verb);
        // A speaker behind the verb, or a mark, leaves no room for content behind it.
        let inverted = clause.range.end > self.verb + 1;
        let closed =
            inverted || inserted::is_closed(self.tree, clause.range.end, self.tree.sentence(self.verb).end);
        let first = self.quoted_before().or_else(|| if closed { self.inserted() } else { None });
        if inverted {
            return first.or_else(|| self.quoted_after());
        }
        first
            .or_else(|| self.clause())
            .or_else(|| self.comparison())
            .or_else(|| self.quoted_after())
            .or_else(|| self.stretch())
            .or_else(|| self.inserted())
            .or_else(|| if frames.has(Frames::PREDICATIVE) { self.predicative() } else { None })
            .or_else(|| if frames.has(Frames::OBJECT_INFINITIVE) { self.object_infinitive() } else { None })
            .or_else(|| self.infinitive())
            .or_else(|| self.phrase())
            .or_else(|| if frames.has(Frames::OBJECT) { self.object() } else { None })
            .or_else(|| if frames.has(Frames::DOCUMENT) { self.shown() } else { None })
    }

    /// Whether a bare participle and its preposition are a misread past tense: "The council called for".
    fn calls_for(&self) -> bool {
        let next = self.tree.text(self.verb + 1);
        self.tree.child(self.verb, &[Deprel::AuxPass, Deprel::OblAgent]).is_none()
            && matches!(next, "for" | "on")
            && self.entry.phrases.iter().any(|phrase| phrase.preposition == next)
    }

    fn made(&self, frame: Frames, content: Vec<Range<u32>>) -> Option<Found> {
        self.made_by(frame, source::of_verb(self.tree, self.verb), content)
    }

    fn made_by(&self, frame: Frames, source: Option<Source>, mut content: Vec<Range<u32>>) -> Option<Found> {
        if frame != Frames::CLAUSE && frame != Frames::QUOTE {
            for part in &mut content {
                let end = content::before_aside(self.tree, self.quotes, part);
                *part = self.tree.trim(part.start..end);
            }
        }
        content::complete_quotation(self.quotes, self.verb, &mut content);
        let filled = content.iter().any(|range| !range.is_empty());
        filled.then(|| Found { kind: self.entry.kind(frame), source, content, preposition: None })
    }

    /// "said that …", "asked whether …".
    fn clause(&self) -> Option<Found> {
        if !self.entry.frames.has(Frames::CLAUSE) {
            return None;
        }
        let mut content = vec![complement::clause_after(self.tree, self.quotes, self.verb)?];
        content::complete_quotation(self.quotes, self.verb, &mut content);
        content::following_quotations(self.tree, self.quotes, self.verb, &mut content);
        let source = source::of_verb(self.tree, self.verb);
        let start = cue(self.tree, self.verb, None).start;
        let source = source.map(|source| inserted::cut(self.tree, self.quotes, source, start));
        self.made_by(Frames::CLAUSE, source, content)
    }

    /// "“…,” she said, “…”".
    fn quoted_before(&self) -> Option<Found> {
        let (tree, verb) = (self.tree, self.verb);
        if !self.quotes_speech() || tree.lemma(verb + 1) == "that" || tree.xpos(verb) == Xpos::Vbg {
            return None;
        }
        let quote = inserted::quotation_before(tree, self.quotes, verb)?;
        let clause = inserted::cue_clause(tree, self.quotes, verb);
        let mut content = content::around_quoted(tree, self.quotes, quote, clause.range.clone());
        content::following_quotations(tree, self.quotes, verb, &mut content);
        // What stands between the quotation and the verb is its subject, whatever the parse says.
        let between = tree.trim(self.quotes.extent(quote).end..cue(tree, verb, None).start);
        let source = if between.is_empty() {
            clause.source
        } else {
            let head = clause.source.as_ref().map(|source| source.head).filter(|head| between.contains(head));
            Some(Source { head: head.unwrap_or_else(|| source::head_of(tree, &between)), span: between })
        };
        self.made_by(Frames::QUOTE, source, content)
    }

    /// "she said: “…”", "she said, “…”".
    fn quoted_after(&self) -> Option<Found> {
        if !self.quotes_speech() {
            return None;
        }
        let mut content = content::quotation_after(self.tree, self.quotes, self.verb)?;
        content::following_quotations(self.tree, self.quotes, self.verb, &mut content);
        let clause = inserted::cue_clause(self.tree, self.quotes, self.verb);
        self.made_by(Frames::QUOTE, clause.source, content)
    }

    /// "…, officials said", "The plan, he said, would fail".
    fn inserted(&self) -> Option<Found> {
        if !self.quotes_speech() {
            return None;
        }
        // A participle's clause is the speaker's own; what stands in front of it is no content.
        if self.tree.xpos(self.verb) == Xpos::Vbg {
            return None;
        }
        let relative = |token: u32| matches!(self.tree.xpos(token), Xpos::Wp | Xpos::Wdt);
        if self.tree.child(self.verb, &[Deprel::Nsubj]).is_some_and(relative) {
            return None;
        }
        let clause = inserted::cue_clause(self.tree, self.quotes, self.verb);
        let mut content = content::around_inserted(self.tree, self.quotes, self.verb, clause.range)?;
        let quoted = content.iter().any(|part| part.clone().any(|token| self.quotes.of(token).is_some()));
        if !quoted && !self.entry.frames.has(Frames::CLAUSE) {
            return None;
        }
        content::following_quotations(self.tree, self.quotes, self.verb, &mut content);
        self.made_by(Frames::QUOTE, clause.source, content)
    }

    /// "said he would", where the parse lost the clause.
    fn stretch(&self) -> Option<Found> {
        let frames = self.entry.frames;
        if !frames.has(Frames::CLAUSE) || self.tree.deprel(self.verb) == Deprel::Amod {
            return None;
        }
        let addresses = matches!(self.tree.lemma(self.verb), "tell" | "ask");
        let stretch = inserted::stretch_after(self.tree, self.quotes, self.verb, addresses)?;
        // A verb that also takes an object needs a clause that the object's own clauses don't explain.
        let speaks = self.quotes_speech() && self.entry.kind(Frames::CLAUSE) != CueKind::Believe;
        if !speaks && !inserted::is_clause(self.tree, &stretch, self.verb) {
            return None;
        }
        let mut content = vec![stretch];
        content::complete_quotation(self.quotes, self.verb, &mut content);
        content::following_quotations(self.tree, self.quotes, self.verb, &mut content);
        let clause = inserted::cue_clause(self.tree, self.quotes, self.verb);
        self.made_by(Frames::CLAUSE, clause.source, content)
    }

    /// Whether it is a verb that quotes, used as one.
    fn quotes_speech(&self) -> bool {
        self.entry.frames.has(Frames::QUOTE) && self.tree.deprel(self.verb) != Deprel::Amod
    }

    /// "as the minister said": what it compares with is the clause it hangs on.
    fn comparison(&self) -> Option<Found> {
        let (tree, verb) = (self.tree, self.verb);
        let clause = tree.extent(verb);
        if tree.deprel(verb) != Deprel::Advcl
            || tree.lemma(clause.start) != "as"
            || !self.entry.frames.has(Frames::CLAUSE)
        {
            return None;
        }
        let whole = tree.extent(tree.head(verb)?);
        let parts = [whole.start..clause.start, clause.end..whole.end];
        let content = parts.into_iter().map(|part| tree.trim(part)).filter(|part| !part.is_empty()).collect();
        self.made(Frames::CLAUSE, content)
    }

    /// "called it a trap", "described the deal as a trap", also with the object relativised.
    fn predicative(&self) -> Option<Found> {
        let (tree, verb) = (self.tree, self.verb);
        let predicate = content::predicative(tree, verb);
        if predicate.is_none()
            && tree.lemma(verb) == "call"
            && let Some(named) = self.named_again()
        {
            return self.made(Frames::PREDICATIVE, vec![named]);
        }
        let content = match (content::object(tree, verb), predicate) {
            (Some(object), Some(predicate)) => {
                let start = tree.extent(object).start.min(tree.extent(predicate).start).max(verb + 1);
                vec![tree.trim(start..tree.extent(object).end.max(tree.extent(predicate).end))]
            }
            // The parse takes "the plan a trap" for one phrase; a quotation in it shows the seam.
            (Some(object), None) if self.tree.lemma(verb) == "call" => {
                let extent = content::below(tree, object, verb + 1);
                let quoted = extent.clone().any(|token| self.quotes.of(token).is_some());
                let relative = content::relative_object(tree, verb);
                if tree.upos(verb + 1) == Upos::Adp || !quoted && relative.is_none() {
                    return None;
                }
                if quoted && relative.is_none() {
                    return self.quoted_predicate();
                }
                relative.into_iter().chain([extent]).collect()
            }
            // "viewed them as a threat": the predicate hangs on the object.
            (Some(object), None) if content::predicative(tree, object).is_some() => {
                vec![content::below(tree, object, verb + 1)]
            }
            (None, Some(predicate)) => match content::relative_object(tree, verb) {
                Some(relative) => vec![relative, content::below(tree, predicate, verb + 1)],
                None if tree.lemma(verb) == "call" => vec![self.named_again()?],
                None => return None,
            },
            _ => return self.quoted_predicate(),
        };
        self.made(Frames::PREDICATIVE, content)
    }

    /// "called her vote for the war a mistake", where the parse lost the predicate: a second noun phrase with
    /// its article behind the first shows it.
    fn named_again(&self) -> Option<Range<u32>> {
        let (tree, verb) = (self.tree, self.verb);
        if matches!(tree.lemma(verb + 1), "for" | "on" | "out" | "off" | "a" | "an") {
            return None;
        }
        let limit = inserted::limit(tree, self.quotes, verb);
        let mut relatives = 0u32;
        let end = (verb + 1..limit)
            .find(|&token| {
                let relative = matches!(tree.xpos(token), Xpos::Wdt | Xpos::Wp);
                relatives += u32::from(relative);
                let finite = tree.xpos(token).is_finite();
                if finite && relatives > 0 {
                    relatives -= 1;
                    return false;
                }
                finite || matches!(tree.text(token), "," | ";" | ":" | "--" | "—")
            })
            .unwrap_or(limit);
        let article = (verb + 2..end).find(|&token| {
            let named = matches!(tree.lemma(token), "a" | "an") || is_bare_adjective(tree, token);
            named && matches!(tree.upos(token - 1), Upos::Noun | Upos::Propn | Upos::Pron)
        });
        article.map(|_| tree.trim(verb + 1..end))
    }

    /// "called the plan “a trap”", where the parse lost the predicate but the quotation shows it.
    fn quoted_predicate(&self) -> Option<Found> {
        let (tree, verb) = (self.tree, self.verb);
        if tree.lemma(verb) != "call" || matches!(tree.lemma(verb + 1), "for" | "on" | "out" | "off") {
            return None;
        }
        let limit = inserted::limit(tree, self.quotes, verb).min(verb + 16);
        let quote =
            (verb + 1..limit).take_while(|&token| !matches!(tree.text(token), "," | ";" | ":")).find_map(
                |token| self.quotes.of(token).filter(|&quote| self.quotes.extent(quote).start == token),
            )?;
        let part = self.quotes.parts(quote).first()?.clone();
        let relative = content::relative_object(tree, verb).filter(|_| part.start == verb + 1);
        self.made(Frames::PREDICATIVE, relative.into_iter().chain([tree.trim(verb + 1..part.end)]).collect())
    }

    /// "urged the cabinet to resign".
    fn object_infinitive(&self) -> Option<Found> {
        let (tree, verb) = (self.tree, self.verb);
        let infinitive = content::infinitive(tree, verb)?;
        let object = tree
            .child(verb, &[Deprel::Obj, Deprel::Iobj])
            .filter(|&object| object > verb && object < infinitive)?;
        let end = tree.extent(infinitive).end.max(tree.extent(object).end);
        self.made(Frames::OBJECT_INFINITIVE, vec![tree.trim(tree.extent(object).start.max(verb + 1)..end)])
    }

    /// "vowed to retaliate", "denied selling".
    fn infinitive(&self) -> Option<Found> {
        let (tree, verb) = (self.tree, self.verb);
        let frames = self.entry.frames;
        let to = frames.has(Frames::INFINITIVE).then(|| content::infinitive(tree, verb)).flatten();
        let ing = frames.has(Frames::GERUND).then(|| content::gerund(tree, verb)).flatten();
        let frame = if to.is_some() { Frames::INFINITIVE } else { Frames::GERUND };
        let mut content = vec![content::below(tree, to.or(ing)?, verb + 1)];
        content::complete_quotation(self.quotes, verb, &mut content);
        self.made(frame, content)
    }

    /// "called for talks", "accused the cabinet of lying", "called on them to leave".
    fn phrase(&self) -> Option<Found> {
        let (tree, verb) = (self.tree, self.verb);
        for phrase in &self.entry.phrases {
            let Some(head) = content::phrase(tree, verb, phrase.preposition) else { continue };
            let extent = tree.extent(head);
            let mut end = content::with_following(tree, self.quotes, verb, head).end.max(extent.start + 1);
            if let Some(infinitive) = content::infinitive(tree, verb).filter(|&infinitive| infinitive > head)
            {
                end = end.max(tree.extent(infinitive).end);
            }
            let adjacent = extent.start == verb + 1;
            let start = match content::object(tree, verb) {
                // The one accused or reminded is part of what is said of them.
                Some(object) if object < head && phrase.kind == CueKind::Accuse => tree.extent(object).start,
                _ => extent.start + 1,
            };
            let mut content = vec![tree.trim(start.max(verb + 1)..end)];
            content::complete_quotation(self.quotes, verb, &mut content);
            let mut found = self.made_by(Frames::default(), source::of_verb(tree, verb), content)?;
            found.kind = phrase.kind;
            found.preposition = adjacent.then_some(extent.start);
            return Some(found);
        }
        None
    }

    /// "criticised the plan", also with the object relativised.
    fn object(&self) -> Option<Found> {
        let (tree, verb) = (self.tree, self.verb);
        let content = match content::object(tree, verb) {
            Some(object) => content::with_following(tree, self.quotes, verb, object),
            None => content::relative_object(tree, verb)?,
        };
        self.made(Frames::OBJECT, vec![content])
    }

    /// "the poll shows a close race": what a document shows is what it says.
    fn shown(&self) -> Option<Found> {
        let source = source::of_verb(self.tree, self.verb)?;
        if !DOCUMENTS.contains(&self.tree.lemma(source.head)) {
            return None;
        }
        let shows = self.tree.children(self.verb).any(|child| {
            child > self.verb
                && matches!(
                    self.tree.deprel(child),
                    Deprel::Obj | Deprel::Iobj | Deprel::Ccomp | Deprel::Nsubj
                )
        });
        // Small clauses ("shows her ahead by three points") are seldom parsed as one; a mark ends them.
        let limit = inserted::limit(self.tree, self.quotes, self.verb);
        let first = self.verb + 1;
        let end = (first..limit).find(|&token| matches!(self.tree.text(token), "," | ";" | ":" | "--" | "—"));
        let content = self.tree.trim(first..end.unwrap_or(limit));
        if shows { self.made_by(Frames::DOCUMENT, Some(source), vec![content]) } else { None }
    }

    /// "was accused of lying", "is expected to leave", "was condemned by the union".
    fn passive(&self) -> Option<Found> {
        let (tree, verb) = (self.tree, self.verb);
        let agent = source::of_verb(tree, verb);
        let frames = self.entry.frames;
        let subject = tree.child(verb, &[Deprel::NsubjPass, Deprel::Nsubj]);
        let complement = content::infinitive(tree, verb)
            .filter(|_| {
                frames.has(Frames::INFINITIVE)
                    || frames.has(Frames::OBJECT_INFINITIVE)
                    || frames.has(Frames::CLAUSE)
            })
            .or_else(|| content::predicative(tree, verb).filter(|_| frames.has(Frames::PREDICATIVE)))
            .or_else(|| {
                self.entry.phrases.iter().find_map(|phrase| content::phrase(tree, verb, phrase.preposition))
            });
        if agent.is_none() && !(frames.has(Frames::PASSIVE) && (complement.is_some() || self.clause_frame()))
        {
            return None;
        }
        if let Some(clause) =
            complement::clause_after(tree, self.quotes, verb).filter(|_| frames.has(Frames::CLAUSE))
        {
            return self.made_by(Frames::CLAUSE, agent, vec![clause]);
        }
        let subject = match subject {
            Some(subject) => Some(tree.trim(tree.extent(subject).start..tree.extent(subject).end.min(verb))),
            // A participle's subject is the noun it modifies.
            None => match tree.head(verb).filter(|&above| tree.deprel(verb) == Deprel::Acl && above < verb) {
                Some(above) => source::noun_phrase(tree, above, verb).map(|source| source.span),
                None => None,
            },
        };
        let complement = complement.map(|head| content::below(tree, head, verb + 1));
        let content = subject.into_iter().chain(complement).filter(|range| !range.is_empty()).collect();
        self.made_by(Frames::OBJECT, agent, content)
    }

    fn clause_frame(&self) -> bool {
        self.entry.frames.has(Frames::CLAUSE)
            && complement::clause_after(self.tree, self.quotes, self.verb).is_some()
    }
}

/// "called the charges unfounded": an adjective behind a noun that no other noun follows.
fn is_bare_adjective(tree: &Tree, token: u32) -> bool {
    tree.upos(token) == Upos::Adj
        && matches!(tree.xpos(token), Xpos::Jj)
        && (tree.is_mark(token + 1)
            || matches!(tree.upos(token + 1), Upos::Cconj | Upos::Adp | Upos::Sconj | Upos::Part))
}

/// The cue's words: the verb with its auxiliaries, negation and adverbs, its particle and the
/// preposition it takes.
pub(super) fn cue(tree: &Tree, verb: u32, preposition: Option<u32>) -> Range<u32> {
    let mut start = verb;
    while start > 0 {
        let before = start - 1;
        let belongs = tree.head(before) == Some(verb)
            && match tree.deprel(before) {
                Deprel::Aux | Deprel::AuxPass => true,
                Deprel::Advmod => !matches!(tree.xpos(before), Xpos::Wrb),
                _ => false,
            };
        if !belongs {
            break;
        }
        start = before;
    }
    let mut end = verb + 1;
    if let Some(particle) = tree.child(verb, &[Deprel::CompoundPrt]).filter(|&particle| particle == end) {
        end = particle + 1;
    }
    if let Some(preposition) = preposition.filter(|&preposition| preposition == end) {
        end = preposition + 1;
    }
    start..end
}

/// Whether `verb` names an act of speech, not a thought or a wish.
pub(super) fn is_act(tree: &Tree, verb: u32) -> bool {
    entry(Class::Verb, tree.lemma(verb)).is_some_and(|entry| {
        let kind = entry.first_kind();
        matches!(
            kind,
            CueKind::Say | CueKind::Claim | CueKind::Accuse | CueKind::Deny | CueKind::Judge | CueKind::Urge
        )
    })
}

/// Whether `verb` is one that reports speech.
pub(super) fn speaks(tree: &Tree, verb: u32) -> bool {
    entry(Class::Verb, tree.lemma(verb)).is_some_and(|entry| {
        entry.frames.has(Frames::QUOTE) && entry.kind(Frames::QUOTE) != CueKind::Believe
            || entry.kind(Frames::OBJECT) == CueKind::Cite
    })
}
