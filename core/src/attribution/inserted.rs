//! The cue clause of reported speech: "officials said", "said the minister of defence", with what
//! stands in front of it. Goes by marks and parts of speech where the parse is least to be trusted:
//! around quotation marks and inserted clauses.

use std::ops::Range;

use claimtrack_sdk::ud::{Deprel, Upos, Xpos};

use super::lexicon::{Class, Frames, entry};
use super::quote::Quotes;
use super::source::{self, Source, is_nominal};
use super::tree::Tree;
use super::verb::cue;

/// Tokens that a cue clause reaches back over to the quotation it follows; longer than any apposition.
const LONGEST_CLAUSE: u32 = 45;

/// A cue's own clause.
#[derive(Debug)]
pub(super) struct CueClause {
    pub(super) source: Option<Source>,
    /// Subject, cue and inverted subject.
    pub(super) range: Range<u32>,
}

/// The clause of `verb`: its subject in front of it, or behind it where speech verbs invert.
pub(super) fn cue_clause(tree: &Tree, quotes: &Quotes, verb: u32) -> CueClause {
    let start = cue(tree, verb, None).start;
    if let Some(source) = inverted(tree, verb, start) {
        let to = source.span.end;
        return CueClause { source: Some(source), range: start..to };
    }
    let subject = source::own_subject(tree, verb);
    if let Some(head) = subject.filter(|&head| head < verb) {
        let source = source::of_verb(tree, verb).map(|source| cut(tree, quotes, source, start));
        let from = source.as_ref().map_or(start.min(head), |source| source.span.start.min(start));
        return CueClause { source, range: from..verb + 1 };
    }
    let behind = subject.filter(|_| tree.xpos(verb) != Xpos::Vbg).or_else(|| {
        if !names_only(tree, verb) {
            return None;
        }
        // An inverted subject is easily taken for an object or a complement.
        tree.children(verb).find(|&child| {
            child > verb
                && matches!(
                    tree.deprel(child),
                    Deprel::Obj | Deprel::Xcomp | Deprel::Ccomp | Deprel::Nmod | Deprel::Obl
                )
                && tree.extent(child).start == verb + 1
                && source::is_nominal(tree, child)
        })
    });
    if follows_mark(tree, start)
        && let Some(source) = behind.and_then(|head| source::noun_phrase(tree, head, verb))
        && source.span.start == verb + 1
    {
        let to = source.span.end;
        return CueClause { source: Some(source), range: start..to };
    }
    match source::nominal_before(tree, start) {
        Some(source) => CueClause { range: source.span.start..verb + 1, source: Some(source) },
        None => CueClause { source: source::of_verb(tree, verb), range: start..verb + 1 },
    }
}

/// The speaker behind a verb that follows a mark and ends its sentence with him: "…, said the minister
/// of trade, who is on a visit."
fn inverted(tree: &Tree, verb: u32, start: u32) -> Option<Source> {
    let names = |token: u32| {
        matches!(tree.upos(token), Upos::Propn | Upos::Det | Upos::Noun | Upos::Adj | Upos::Pron | Upos::Num)
    };
    // A subject with its apposition that opens the sentence leaves no content in front of the verb.
    let whole = source::own_subject(tree, verb).filter(|&head| head < verb).map(|head| tree.extent(head));
    let opens = whole.is_some_and(|whole| {
        whole.start == tree.sentence(verb).start && whole.end + 1 >= start && tree.text(verb) != "Says"
    });
    if opens
        || !follows_mark(tree, start)
        || start == tree.sentence(verb).start && verb > start
        || !names(verb + 1)
    {
        return None;
    }
    if is_time_or_place(tree, verb + 1) || entry(Class::Verb, tree.lemma(verb))?.frames.has(Frames::OBJECT) {
        return None;
    }
    if matches!(tree.lemma(verb), "tell" | "ask") {
        return None;
    }
    let limit = tree.sentence(verb).end;
    if !names_only(tree, verb) {
        return None;
    }
    let mut end = verb + 1;
    while end < limit {
        let relative = matches!(tree.xpos(end), Xpos::Wp | Xpos::WpS | Xpos::Wdt | Xpos::Wrb);
        // "said the “reform” would fail": no mark parts the name from the quotation.
        if matches!(tree.text(end), "“" | "\"" | "''" | "``")
            && tree.text(end - 1) != ","
            && tree.space_before(end)
        {
            return None;
        }
        if relative || tree.is_mark(end) && !matches!(tree.text(end), "," | "." | "(" | ")" | "-" | "'") {
            break;
        }
        if tree.xpos(end).is_finite() {
            return None;
        }
        end += 1;
    }
    // The name and its apposition, not when or where it was said.
    let parsed = tree.children(verb).find(|&child| child > verb && tree.extent(child).start == verb + 1);
    let span = match parsed {
        Some(child) => tree.trim(verb + 1..tree.extent(child).end.min(limit)),
        None => tree.trim(verb + 1..end),
    };
    (!span.is_empty()).then(|| Source { head: source::head_of(tree, &span), span })
}

/// Whether nothing but names, descriptions and their relative clauses stand behind `verb` up to the
/// next mark that ends a clause.
fn names_only(tree: &Tree, verb: u32) -> bool {
    let (mut relatives, mut verbs) = (0u32, 0u32);
    for token in verb + 1..tree.sentence(verb).end {
        match tree.xpos(token) {
            Xpos::Wp | Xpos::WpS | Xpos::Wdt | Xpos::Wrb => relatives += 1,
            xpos if xpos.is_finite() => verbs += 1,
            _ => {}
        }
        if tree.is_mark(token) && !matches!(tree.text(token), "," | "." | "(" | ")" | "-" | "'") {
            break;
        }
    }
    verbs <= relatives && tree.xpos(verb) != Xpos::Vbg
}

/// Whether a mark or the sentence's start stands in front of `start`.
fn follows_mark(tree: &Tree, start: u32) -> bool {
    start == tree.sentence(start).start || tree.is_mark(start - 1)
}

/// Cuts a subject that the parse stretched over the content: "The museum, Mr. Lee said, …".
pub(super) fn cut(tree: &Tree, quotes: &Quotes, mut source: Source, cue_start: u32) -> Source {
    let span = source.span.clone();
    if span.end > cue_start || span.len() < 2 {
        return source;
    }
    let closing = span.clone().rev().find(|&token| {
        quotes.of(token).is_some_and(|quote| {
            quotes.extent(quote).end == token + 1 && quotes.extent(quote).start < span.start
        })
    });
    let closing = closing
        .or_else(|| span.clone().rev().find(|&token| matches!(tree.text(token), ":" | ";" | "--" | "—")));
    // An apposition is closed by a comma of its own; none in front of the cue means there was none.
    let comma =
        if span.end == cue_start { span.clone().rev().find(|&token| tree.text(token) == ",") } else { None };
    let comma = comma.filter(|&comma| {
        let rest = comma + 1..span.end;
        let joined = rest.clone().any(|token| tree.upos(token) == Upos::Cconj);
        let clause = rest.clone().any(|token| tree.upos(token) == Upos::Verb);
        !joined
            && !clause
            && rest.clone().any(|token| matches!(tree.upos(token), Upos::Propn | Upos::Noun | Upos::Pron))
    });
    if let Some(at) = closing.or(comma) {
        let rest = tree.trim(at + 1..span.end);
        if !rest.is_empty() {
            if !rest.contains(&source.head) {
                source.head = source::head_of(tree, &rest);
            }
            source.span = rest;
        }
    }
    source
}

/// The quotation that the cue clause around `verb` follows: "“…,” officials said", also with a long
/// apposition in between, also when it ended the sentence before ("“Why?” she asked").
pub(super) fn quotation_before(tree: &Tree, quotes: &Quotes, verb: u32) -> Option<u32> {
    let start = cue(tree, verb, None).start;
    let first = tree.sentence(verb).start.saturating_sub(1).max(start.saturating_sub(LONGEST_CLAUSE));
    let inside = quotes.of(verb);
    let (mut verbs, mut relatives) = (0u32, 0u32);
    for token in (first..start).rev() {
        if let Some(quote) = quotes.of(token).filter(|&quote| Some(quote) != inside) {
            let extent = quotes.extent(quote);
            if extent.end != token + 1 || tree.paragraph(token) != tree.paragraph(verb) {
                return None;
            }
            let stop =
                |token: u32| matches!(tree.text(token), "," | "." | "?" | "!" | "—" | "--" | "…" | "...");
            let stopped = stop(extent.end.checked_sub(2)?) || stop(extent.end);
            let next = cue_clause(tree, quotes, verb).range.end;
            let earlier = token < tree.sentence(verb).start;
            if is_title(tree, &extent) {
                return None;
            }
            return (stopped && verbs <= relatives && extent.len() > 3 && !takes_clause(tree, next, earlier))
                .then_some(quote);
        }
        if matches!(tree.text(token), ";" | ":") || token < tree.sentence(verb).start {
            return None;
        }
        // "“…,” retired general Lee said": right behind the quotation it describes the speaker.
        let describes = tree.xpos(token) == Xpos::Vbd
            && token.checked_sub(1).is_some_and(|before| quotes.of(before).is_some())
            && quotes.of(token).is_none()
            && matches!(tree.upos(token + 1), Upos::Noun | Upos::Propn);
        match tree.xpos(token) {
            _ if describes => {}
            xpos if xpos.is_finite() => verbs += 1,
            Xpos::Wp | Xpos::Wdt => relatives += 1,
            _ => {}
        }
    }
    None
}

/// Whether a quotation is the title of a work: a short one in capitals that a preposition brings in.
fn is_title(tree: &Tree, extent: &Range<u32>) -> bool {
    let brought_in = extent
        .start
        .checked_sub(1)
        .is_some_and(|before| matches!(tree.upos(before), Upos::Adp) || tree.xpos(before) == Xpos::Pos);
    let capitals = extent.clone().all(|token| {
        let word = tree.text(token);
        tree.is_mark(token)
            || !word.starts_with(char::is_alphabetic)
            || word.starts_with(char::is_uppercase)
            || matches!(word, "the" | "of" | "and" | "a" | "an" | "in" | "on" | "for" | "to" | "with")
    });
    brought_in && capitals && extent.len() < 12
}

/// Whether a clause goes on at `next`, behind the cue, so that the quotation in front is another's.
fn takes_clause(tree: &Tree, next: u32, strict: bool) -> bool {
    if next >= tree.len() || tree.is_mark(next) || is_time_or_place(tree, next) {
        return false;
    }
    // "she said several months after her release"
    let unit = (next..tree.len().min(next + 3)).find(|&token| is_unit_of_time(tree.lemma(token)));
    if unit
        .is_some_and(|unit| matches!(tree.lemma(unit + 1), "after" | "before" | "ago" | "later" | "earlier"))
    {
        return false;
    }
    let addressee = matches!(tree.lemma(next - 1), "tell" | "ask" | "inform" | "remind" | "assure");
    match tree.upos(next) {
        Upos::Pron if matches!(tree.xpos(next), Xpos::Wp | Xpos::Wdt) => false,
        Upos::Pron | Upos::Det | Upos::Propn | Upos::Noun | Upos::Num | Upos::Adj => !addressee,
        Upos::Sconj => matches!(tree.lemma(next), "that" | "whether"),
        _ => strict && tree.upos(next) != Upos::Adp,
    }
}

/// The text after a speech verb that the parse made no clause of: from the verb, or the "that" near
/// it, to the end of the sentence.
pub(super) fn stretch_after(tree: &Tree, quotes: &Quotes, verb: u32, addresses: bool) -> Option<Range<u32>> {
    let sentence = tree.sentence(verb).start..limit(tree, quotes, verb);
    let mut start = verb + 1;
    // A complementiser behind a short phrase shows where the clause begins.
    let that =
        (start..sentence.end.min(start + 14)).take_while(|&token| !tree.is_mark(token)).find(|&token| {
            matches!(tree.lemma(token), "that" | "whether")
                && matches!(tree.upos(token), Upos::Sconj | Upos::Pron | Upos::Det)
        });
    if let Some(that) = that {
        start = that;
    } else if addresses {
        let addressee = tree.child(verb, &[Deprel::Iobj, Deprel::Obj]).filter(|&object| object > verb)?;
        start = tree.extent(addressee).end;
        // The clause may have been taken for a part of the addressee.
        if start >= sentence.end || (start..sentence.end).all(|token| tree.is_mark(token)) {
            return None;
        }
    }
    while start < sentence.end && is_time_or_place(tree, start) {
        start += 1;
    }
    if start >= sentence.end || tree.is_mark(start) && quotes.of(start).is_none() {
        return None;
    }
    let finite = |token: u32| tree.xpos(token).is_finite();
    // A clause begins with its subject; a phrase ("said in an interview that …") does not.
    let opens = matches!(
        tree.upos(start),
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Adj | Upos::Num | Upos::Sconj | Upos::Cconj
    ) || matches!(tree.xpos(start), Xpos::Ex | Xpos::Vbg)
        || quotes.of(start).is_some();
    if !opens
        || matches!(tree.lemma(start), "when" | "after" | "before" | "as" | "while" | "because" | "since")
    {
        return None;
    }
    let end = end_of_report(tree, quotes, start, sentence.end);
    let capitals = tree.text(verb) == "Says";
    // "demanded that the army leave": the subjunctive shows no finite verb.
    let marked = tree.lemma(start) == "that" && tree.xpos(start) == Xpos::In;
    ((start..end).any(finite) || (capitals || marked) && end > start + 1).then(|| tree.trim(start..end))
}

/// Whether the words behind `verb` are a clause, whatever the parse says: its complementiser is right
/// behind the verb, or up to the next mark it has a finite verb more than there are relative clauses.
pub(super) fn is_clause(tree: &Tree, range: &Range<u32>, verb: u32) -> bool {
    if range.start != verb + 1 {
        return false;
    }
    if tree.lemma(range.start) == "that" && tree.xpos(range.start) == Xpos::In {
        return true;
    }
    let (mut verbs, mut relatives) = (0u32, 0u32);
    for token in range.clone() {
        if matches!(tree.text(token), "," | ";" | ":" | "--" | "—") || tree.upos(token) == Upos::Sconj {
            break;
        }
        match tree.xpos(token) {
            xpos if xpos.is_finite() => verbs += 1,
            Xpos::Wdt | Xpos::Wp | Xpos::WpS | Xpos::Wrb => relatives += 1,
            // "the plan he made": a subject right behind a noun opens a relative clause.
            Xpos::Prp if token > range.start && is_nominal(tree, token - 1) => relatives += 1,
            _ => {}
        }
    }
    verbs > relatives
}

/// Where the words after `verb` end at the latest: with the sentence, or with the quotation that the
/// verb itself stands in.
pub(super) fn limit(tree: &Tree, quotes: &Quotes, verb: u32) -> u32 {
    let mut end = tree.sentence(verb).end;
    // A relative clause between commas ends at the second.
    let relative =
        source::own_subject(tree, verb).filter(|&subject| matches!(tree.xpos(subject), Xpos::Wp | Xpos::Wdt));
    if relative.is_some_and(|subject| subject > 0 && tree.text(subject - 1) == ",")
        && tree.text(verb + 2) != ","
    {
        end = (verb + 1..end)
            .find(|&token| tree.text(token) == "," && quotes.of(token).is_none())
            .unwrap_or(end);
    }
    // "Once he has said it, he will leave": the main clause begins behind the comma.
    let mut above = verb;
    while let Some(head) = tree.head(above).filter(|_| tree.deprel(above) != Deprel::Advcl) {
        above = head;
    }
    let main = tree.head(above).filter(|&main| main > verb && tree.deprel(above) == Deprel::Advcl);
    if let Some(main) = main {
        end = (tree.extent(above).end.max(verb + 2)..main.min(end))
            .find(|&token| tree.text(token - 1) == "," && quotes.of(token).is_none())
            .map_or(end, |token| token - 1);
    }
    quotes.of(verb).map_or(end, |quote| {
        let part = quotes.parts(quote).iter().find(|part| part.contains(&verb));
        part.map_or(end, |part| end.min(part.end - 1).max(verb + 1))
    })
}

/// Whether the cue clause that ends at `end` is followed by a mark, after at most a date: then what it
/// reports stands in front of it.
pub(super) fn is_closed(tree: &Tree, end: u32, limit: u32) -> bool {
    let next = (end..limit).find(|&token| !is_time_or_place(tree, token));
    next.is_none_or(|token| matches!(tree.text(token), "," | "." | "—" | "–" | "--" | "!" | "?"))
}

fn is_unit_of_time(lemma: &str) -> bool {
    matches!(lemma, "minute" | "hour" | "day" | "week" | "month" | "year" | "decade")
}

/// A weekday or the like between a verb and its clause ("said Monday he would").
fn is_time_or_place(tree: &Tree, token: u32) -> bool {
    let part_of_day = |lemma: &str| matches!(lemma, "morning" | "afternoon" | "evening" | "night");
    let dated = matches!(tree.lemma(token), "last" | "this" | "late" | "early" | "earlier")
        && (is_unit_of_time(tree.lemma(token + 1)) || part_of_day(tree.lemma(token + 1)));
    let behind = token > 0
        && (is_unit_of_time(tree.lemma(token)) || part_of_day(tree.lemma(token)))
        && (matches!(tree.lemma(token - 1), "last" | "this" | "late" | "early" | "earlier")
            || tree.text(token - 1).ends_with("day"));
    dated
        || behind
        || matches!(tree.deprel(token), Deprel::OblUnmarked | Deprel::NmodUnmarked)
        || tree.upos(token) == Upos::Adv && tree.lemma(token) != "how"
        || matches!(
            tree.text(token),
            "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Saturday"
                | "Sunday"
                | "Today"
                | "Yesterday"
        )
}

/// Where a report ends before its sentence does: at a participle of saying, which is the speaker's own
/// ("…, adding that"), or at another source.
pub(super) fn end_of_report(tree: &Tree, quotes: &Quotes, start: u32, limit: u32) -> u32 {
    (start + 2..limit)
        .find(|&token| {
            tree.text(token - 1) == ","
                && quotes.of(token - 1).is_none()
                && (tree.xpos(token) == Xpos::Vbg && super::verb::speaks(tree, token)
                    || tree.lemma(token) == "accord" && tree.text(token + 1) == "to"
                    || tree.text(token) == "according")
        })
        .map_or(limit, |token| token - 1)
}
