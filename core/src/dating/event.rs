//! Which date belongs to which event: the one that hangs on the event itself
//! or on a verb that carries it (a support, stage or control verb). A date of
//! saying stays with the saying, a date in another event's clause with that.

use claimtrack_sdk::ud::{Deprel, Upos, Xpos};
use claimtrack_sdk::view::{self, Token};

use super::lexicon;
use crate::document::Document;

/// Links that are followed up from the event. More are never a clause that the event is part of.
const STEPS: u32 = 6;

/// The date of the event that the token `trigger` names: an index into `document.dates`. None when its clause has
/// none, when the nearest one can't be resolved, and in sentences that were not parsed.
pub fn of_event(document: &Document, trigger: u32) -> Option<u32> {
    let view = document.view();
    let trigger = view.token(trigger)?;
    let sentence = trigger.sentence().filter(|sentence| sentence.is_parsed())?;
    let tokens = sentence.row().first_token..sentence.row().end_token;
    let first = document.dates.partition_point(|date| date.first_token < tokens.start);
    let dates: Vec<Dated<'_>> = document.dates[first..]
        .iter()
        .take_while(|date| date.first_token < tokens.end)
        .enumerate()
        .filter_map(|(offset, date)| {
            let range = date.first_token..date.end_token.min(tokens.end);
            let head = governor(&view, range.clone())?;
            let index = (first + offset) as u32;
            (!follows_saying(&view, range.start)).then_some(Dated { index, first: range.start, head })
        })
        .collect();
    if dates.is_empty() {
        return None;
    }
    let chosen = within(&dates, trigger)
        .or_else(|| carried(&dates, trigger))
        .or_else(|| beside_participant(&dates, trigger))
        .or_else(|| scene(&dates, trigger, tokens.start))?;
    let row = document.dates.get(chosen as usize)?;
    (!document.strings.get(row.value).is_empty()).then_some(chosen)
}

/// A date of the sentence.
struct Dated<'d> {
    /// Its number in the document.
    index: u32,
    /// Its first token.
    first: u32,
    /// What it hangs on.
    head: Token<'d>,
}

/// What the date of these tokens hangs on.
fn governor<'d>(view: &'d view::Document<'d>, range: std::ops::Range<u32>) -> Option<Token<'d>> {
    let head = range
        .clone()
        .filter_map(|index| view.token(index))
        .filter_map(Token::head)
        .find(|head| !range.contains(&head.index()))?;
    // "The council on Friday pledged": between a noun and its finite verb a date is the verb's.
    let next = view.token(range.end).filter(|next| next.row().sentence == head.row().sentence);
    let verb = next.and_then(|next| match next.upos() {
        Upos::Verb if matches!(next.xpos(), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn) => Some(next),
        Upos::Aux => next.head().filter(|verb| verb.upos() == Upos::Verb),
        _ => None,
    });
    Some(if head.upos() == Upos::Verb || head.index() >= range.start { head } else { verb.unwrap_or(head) })
}

/// A date that the parse hung on a participant: "signed a pact with Syldavia on Monday". It is the event's
/// when nothing but noun phrases lies between.
fn beside_participant(dates: &[Dated<'_>], trigger: Token<'_>) -> Option<u32> {
    nearest(dates, trigger, |date| {
        let mut here = date.head;
        for _ in 0..4 {
            if here == trigger {
                return true;
            }
            let nominal = matches!(
                here.deprel(),
                Deprel::Nmod | Deprel::Obl | Deprel::OblAgent | Deprel::Obj | Deprel::Flat
            );
            match here.head().filter(|_| nominal && matches!(here.upos(), Upos::Propn | Upos::Noun)) {
                Some(head) => here = head,
                None => return false,
            }
        }
        false
    })
}

/// The date that hangs on the event itself, or on a participle of it ("sanctions imposed in March").
fn within(dates: &[Dated<'_>], trigger: Token<'_>) -> Option<u32> {
    let direct = nearest(dates, trigger, |date| date.head == trigger);
    direct.or_else(|| {
        nearest(dates, trigger, |date| {
            let participle = date.head.deprel() == Deprel::Acl && date.head.xpos() == Xpos::Vbn;
            (participle || date.head.deprel() == Deprel::Appos) && date.head.head() == Some(trigger)
        })
    })
}

/// The date that hangs on a word that carries the event.
fn carried(dates: &[Dated<'_>], trigger: Token<'_>) -> Option<u32> {
    let mut at = trigger;
    let mut only_ahead = false;
    for _ in 0..STEPS {
        let link = carrier(at)?;
        at = link.head;
        only_ahead |= link.shares_only_ahead;
        if is_saying(at) {
            return None;
        }
        let found =
            nearest(dates, trigger, |date| date.head == at && (!only_ahead || date.first < at.index()));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The date that opens the sentence and holds for the clauses below its verb ("On 3 May they spoke about holding
/// drills"), but not for what is said in it, nor for a relative clause, which tells of other times.
fn scene(dates: &[Dated<'_>], trigger: Token<'_>, start: u32) -> Option<u32> {
    let [date] = dates else { return None };
    if date.first > start + 1 {
        return None;
    }
    let mut at = trigger;
    for _ in 0..STEPS {
        let verb = at.upos() == Upos::Verb;
        at = match at.deprel() {
            Deprel::Ccomp | Deprel::Advcl | Deprel::Acl | Deprel::Obl | Deprel::Xcomp | Deprel::Conj
                if verb =>
            {
                at.head()?
            }
            _ => carrier(at)?.head,
        };
        if is_saying(at) || judges(at) {
            return None;
        }
        if at == date.head {
            return Some(date.index);
        }
    }
    None
}

/// The date nearest to the event among those that fit.
fn nearest(dates: &[Dated<'_>], trigger: Token<'_>, fits: impl Fn(&Dated<'_>) -> bool) -> Option<u32> {
    dates
        .iter()
        .filter(|date| fits(date))
        .min_by_key(|date| date.first.abs_diff(trigger.index()))
        .map(|date| date.index)
}

/// A step from a word to the one that carries it.
struct Carrier<'d> {
    head: Token<'d>,
    /// The word shares only what stands ahead of the head ("On Monday they met and signed").
    shares_only_ahead: bool,
}

/// The word whose dates hold for `token` too, if its relation to its head is such.
fn carrier(token: Token<'_>) -> Option<Carrier<'_>> {
    let head = token.head()?;
    let carried = |shares_only_ahead| Some(Carrier { head, shares_only_ahead });
    match token.deprel() {
        Deprel::Xcomp
        | Deprel::Compound
        | Deprel::Nsubj
        | Deprel::NsubjPass
        | Deprel::CsubjPass
        | Deprel::Csubj => carried(false),
        Deprel::Obj => {
            if judges(head) {
                None
            } else {
                carried(false)
            }
        }
        Deprel::Nmod | Deprel::Appos | Deprel::Amod => {
            // "some of the harshest sanctions": what quantifies the event carries it.
            let quantity = matches!(head.upos(), Upos::Noun | Upos::Det | Upos::Pron | Upos::Num);
            if quantity && !lexicon::listed(REACTIONS, head.lemma()) { carried(false) } else { None }
        }
        // "entered into a pact", "engaged in drills": only a support verb makes its oblique the event.
        Deprel::Obl => {
            if supports(head) {
                carried(false)
            } else {
                None
            }
        }
        Deprel::Conj => carried(true),
        // "attacked the port on Monday, killing five": a bare participle goes on with its clause.
        Deprel::Advcl
            if token.xpos() == Xpos::Vbg
                && token.index() > head.index()
                && token.child(Deprel::Mark).is_none() =>
        {
            carried(false)
        }
        Deprel::Acl if has_to(token) => carried(false),
        Deprel::Advcl if has_to(token) && supports(head) => carried(false),
        _ => None,
    }
}

fn has_to(token: Token<'_>) -> bool {
    token.children_by(Deprel::Mark).any(|mark| mark.lemma() == "to")
}

/// Whether the words before a date are a verb of saying ("officials said Monday", "told reporters on Friday").
fn follows_saying(view: &view::Document<'_>, first: u32) -> bool {
    let before = |back: u32| first.checked_sub(back).and_then(|index| view.token(index));
    match before(1) {
        Some(word) if matches!(word.text(), "on" | "in" | "late" | "early") => {
            before(2).is_some_and(is_saying)
        }
        Some(word) => is_saying(word),
        None => false,
    }
}

/// Verbs that report speech and are no stage of an event.
const SAYING: &str = "say tell report write add claim state note argue assert insist comment explain quote cite remark \
    stress believe think conclude acknowledge concede";

/// Verbs that pass judgement on an event or look at it: their date is that of the judgement.
const JUDGING: &str = "condemn criticize criticise denounce decry praise welcome hail mention recall describe blame mourn \
    remember investigate defend justify commemorate mark protest celebrate review watch see follow \
    recognize recognise \
    reflect show mean suggest indicate highlight underscore underline demonstrate";

/// Nouns that judge an event or tell of it.
const REACTIONS: &str = "condemnation criticism denunciation reaction response anniversary aftermath report statement \
    news victim survivor memory coverage account";

/// Verbs that have their event in an oblique.
const SUPPORTING: &str = "enter engage participate take resort proceed embark go agree consent join begin start push \
    press vote withdraw pull back plan prepare work move pass approve adopt sign order \
    threaten urge ask pledge vow promise decide";

fn is_saying(token: Token<'_>) -> bool {
    token.upos() == Upos::Verb && lexicon::listed(SAYING, token.lemma())
}

fn judges(token: Token<'_>) -> bool {
    is_saying(token) || lexicon::listed(JUDGING, token.lemma())
}

fn supports(token: Token<'_>) -> bool {
    lexicon::listed(SUPPORTING, token.lemma())
}
