//! The content: from a cue to the stretches of text that it hands to its speaker. One function per
//! place where English puts them: after the cue, before it, around it, in quotation marks, in the next
//! sentences.

use std::ops::Range;

use claimtrack_sdk::ud::{Deprel, Upos, Xpos};

use super::quote::Quotes;
use super::source::is_nominal;
use super::tree::Tree;

/// The quotation or text after a cue that ends in a colon, a comma or an opening mark.
pub(super) fn quotation_after(tree: &Tree, quotes: &Quotes, verb: u32) -> Option<Vec<Range<u32>>> {
    let sentence = tree.sentence(verb);
    let inside = quotes.of(verb);
    let mut at = verb + 1;
    while at < sentence.end {
        if let Some(quote) = quotes.of(at).filter(|&quote| Some(quote) != inside) {
            // Scare quotes inside the addressee ("told the “sceptics” …") bring no content.
            let extent = quotes.extent(quote);
            let introduced = at == verb + 1 || matches!(tree.text(at - 1), "," | ":" | "that");
            // "said “reforms” would help": the quotation is only the subject of what was said.
            let goes_on = extent.end < sentence.end
                && (matches!(tree.upos(extent.end), Upos::Verb | Upos::Aux)
                    || tree.upos(extent.end) == Upos::Cconj
                        && matches!(tree.upos(extent.end + 1), Upos::Det | Upos::Noun | Upos::Adj));
            if goes_on && (extent.end..sentence.end).any(|token| tree.is_finite(token)) {
                return None;
            }
            return (introduced && extent.start == at && extent.len() > 3)
                .then(|| quotes.parts(quote).to_vec());
        }
        if tree.text(at) == ":" {
            let content = after_colon(tree, quotes, at)?;
            let quoted = content.first().is_some_and(|part| quotes.of(part.start).is_some());
            return (quoted || at < verb + 8).then_some(content);
        }
        if matches!(tree.text(at), ";" | "." | "?" | "!") {
            return None;
        }
        at += 1;
    }
    None
}

/// What a colon introduces: a quotation over its whole length, the rest of the sentence, or the next
/// paragraph.
pub(super) fn after_colon(tree: &Tree, quotes: &Quotes, colon: u32) -> Option<Vec<Range<u32>>> {
    let first = colon + 1;
    if first >= tree.len() {
        return None;
    }
    if let Some(quote) = quotes.of(first)
        && quotes.extent(quote).start == first
    {
        return Some(quotes.parts(quote).to_vec());
    }
    let sentence = tree.sentence(colon);
    let range = if first < sentence.end {
        first..sentence.end
    } else {
        let paragraph = tree.paragraph(first);
        let mut end = first;
        while end < tree.len() && tree.paragraph(end) == paragraph {
            end = tree.sentence(end).end.max(end + 1);
        }
        first..end
    };
    let range = tree.trim(range);
    (!range.is_empty()).then(|| vec![range])
}

/// The content around a cue clause that follows `quote`: the quotation over its whole length, what
/// leads into it in its sentence, and the quotation that goes on after the cue.
pub(super) fn around_quoted(tree: &Tree, quotes: &Quotes, quote: u32, clause: Range<u32>) -> Vec<Range<u32>> {
    let sentence = tree.sentence(clause.start);
    let mut parts = quotes.parts(quote).to_vec();
    if let Some(last) = parts.last_mut()
        && last.start > sentence.start
        && last.start < sentence.end
        && quotes.of(sentence.start) != Some(quote)
    {
        // "The accord was “dead,” she said": what leads into the quotation is hers, too.
        let lead = tree.trim(sentence.start..last.start);
        let reports = lead.clone().any(|token| tree.is_finite(token) && super::verb::speaks(tree, token));
        if !lead.is_empty() && quotes.of(lead.start).is_none() && !reports {
            last.start = lead.start;
        }
    }
    let next = (clause.end..sentence.end).find(|&token| {
        quotes.of(token).is_some_and(|next| next != quote && quotes.extent(next).start == token)
    });
    if let Some(next) = next
        && (matches!(tree.text(next - 1), "," | ":" | ";" | "—" | "--" | "." | "…")
            || tree.upos(next - 1) == Upos::Cconj && tree.is_mark(next - 2))
        && !(clause.end..next).any(|token| speaks_itself(tree, token))
    {
        parts.extend_from_slice(quotes.parts(quotes.of(next).unwrap_or(quote)));
    }
    parts
}

fn speaks_itself(tree: &Tree, token: u32) -> bool {
    tree.xpos(token) == Xpos::Vbg && super::verb::speaks(tree, token)
}

/// The content around a cue clause that is inserted between commas or follows one: "…, officials
/// said", "The plan, he said, would fail".
pub(super) fn around_inserted(
    tree: &Tree,
    quotes: &Quotes,
    verb: u32,
    clause: Range<u32>,
) -> Option<Vec<Range<u32>>> {
    let sentence = tree.sentence(verb);
    let Range { start, end } = clause;
    let last = start.checked_sub(1).filter(|&last| last > sentence.start)?;
    let inside = quotes.of(verb);
    if !matches!(tree.text(last), "," | "—" | "–" | "--" | "?" | "!") && quotes.of(last) == inside {
        return None;
    }
    let from = match inside {
        Some(quote) => sentence.start.max(quotes.extent(quote).start),
        None => sentence.start,
    };
    let mut front = tree.trim(from..last);
    // "…, which, she said, is full": what was said is the relative clause.
    if front.start + 1 < last
        && matches!(tree.xpos(last - 1), Xpos::Wdt | Xpos::Wp)
        && tree.text(last) == ","
        && tree.text(last - 2) == ","
    {
        front.start = last - 1;
    }
    let relative = front.start + 1 == last && front.len() == 1;
    let led_in = tree.upos(front.start) == Upos::Sconj;
    let mut rest = rest(tree, quotes, verb, end..sentence.end, led_in);
    if let Some(rest) = rest.as_mut().filter(|_| relative) {
        // The main clause goes on with its verb.
        let resumes = |token: u32| tree.text(token) == "," && tree.xpos(token + 1).is_finite();
        rest.end = rest.clone().find(|&token| resumes(token)).unwrap_or(rest.end);
    }
    let clause_in_front = tree.text(verb) == "Says"
        || front.clone().any(|token| tree.is_finite(token) || tree.upos(token) == Upos::Verb);
    if front.is_empty() || rest.is_none() && !clause_in_front {
        return None;
    }
    // "Asked about it, she said, “No”": what leads up to the cue is no part of the content.
    let circumstance = matches!(tree.upos(front.start), Upos::Sconj | Upos::Adp)
        || matches!(tree.xpos(front.start), Xpos::Vbn | Xpos::Vbg | Xpos::Wrb | Xpos::Rb);
    if let Some(rest) = rest
        .clone()
        .filter(|rest| circumstance && quotes.of(rest.start).is_some_and(|quote| Some(quote) != inside))
    {
        let quote = quotes.of(rest.start)?;
        return Some(quotes.parts(quote).to_vec());
    }
    // "After the talks, the army left, officials said": what leads up is a part of what was said.
    let whole = tree.children(verb).any(|child| {
        child < start
            && matches!(tree.deprel(child), Deprel::Ccomp | Deprel::Parataxis)
            && tree.is_finite(child)
            && tree.child(child, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).is_some()
            && tree.child(child, &[Deprel::Mark]).is_none()
    }) || matches!(tree.deprel(verb), Deprel::Parataxis)
        && tree
            .head(verb)
            .is_some_and(|main| main < start && tree.head(main).is_none() && tree.is_finite(main));
    if circumstance && !whole && rest.is_none() {
        return None;
    }
    Some([front].into_iter().chain(rest).collect())
}

/// What goes on after an inserted cue clause: "The plan, he said, would fail."
fn rest(tree: &Tree, quotes: &Quotes, verb: u32, room: Range<u32>, led_in: bool) -> Option<Range<u32>> {
    let Range { start: end, end: limit } = room;
    let comma = (end..limit.min(end + 12)).find(|&token| tree.is_mark(token))?;
    let first = comma + 1;
    if first >= limit || !matches!(tree.text(comma), "," | "—" | "–" | "--") {
        return None;
    }
    // A clause of the speaker's own or a new main clause is no part of what was said.
    let starts_clause = matches!(tree.xpos(first), Xpos::Vbg | Xpos::Vbn | Xpos::Wdt | Xpos::Wp | Xpos::Wrb)
        || tree.upos(first) == Upos::Sconj
            && matches!(tree.lemma(first), "while" | "although" | "though" | "as")
        || matches!(tree.lemma(first), "according" | "accord");
    let hangs_on_verb = matches!(tree.upos(first), Upos::Adp | Upos::Adv)
        && (first..limit).all(|token| tree.is_mark(token) || tree.below(token, verb));
    let new_clause = tree.upos(first) == Upos::Cconj
        && quotes.of(first + 1).is_none_or(|quote| quotes.extent(quote).start != first + 1);
    if starts_clause && !led_in || new_clause || hangs_on_verb {
        return None;
    }
    let range = tree.trim(first..limit);
    (!range.is_empty()).then_some(range)
}

/// Lets content that ends inside a quotation run to the quotation's end, over sentences and paragraphs.
pub(super) fn complete_quotation(quotes: &Quotes, verb: u32, content: &mut Vec<Range<u32>>) {
    // An opening mark that was trimmed off the front.
    if let Some(first) = content.first_mut()
        && let Some(quote) = quotes.of(first.start)
        && quotes.of(verb) != Some(quote)
        && first.start == quotes.extent(quote).start + 1
    {
        first.start -= 1;
    }
    let Some(last) = content.last_mut() else { return };
    let Some(quote) = quotes.of(last.end - 1).or_else(|| quotes.of(last.end)) else { return };
    let extent = quotes.extent(quote);
    // The mark itself may have been trimmed from the front.
    if quotes.of(verb) == Some(quote) || extent.start + 1 < last.start && quotes.of(last.start) == Some(quote)
    {
        return;
    }
    let mut parts = quotes.parts(quote).iter();
    if let Some(part) = parts.find(|part| part.contains(&(last.end - 1)) || part.contains(&last.end)) {
        last.end = last.end.max(part.end);
        content.extend(parts.cloned());
    }
}

/// Quotations that follow in the same paragraph with no cue of their own: "“…,” she said. “…”".
pub(super) fn following_quotations(tree: &Tree, quotes: &Quotes, verb: u32, content: &mut Vec<Range<u32>>) {
    let speaks = content.iter().any(|range| range.clone().any(|token| quotes.of(token).is_some()));
    if !speaks || quotes.of(verb).is_some() {
        return;
    }
    let mut at = tree.sentence(verb).end.max(content.last().map_or(0, |range| range.end));
    while at < tree.len() && tree.paragraph(at) == tree.paragraph(verb) {
        // A full stop may stand between.
        if tree.is_mark(at) && quotes.of(at).is_none() {
            at += 1;
            continue;
        }
        let Some(quote) = quotes.of(at).filter(|&quote| quotes.extent(quote).start == at) else { return };
        let end = quotes.extent(quote).end;
        let closes_sentence = end >= tree.len()
            || tree.sentence(end).start == end
            || tree.is_mark(end) && tree.sentence(end).end == end + 1;
        if matches!(tree.text(end - 2), ",") {
            return;
        }
        content.extend_from_slice(quotes.parts(quote));
        if !closes_sentence {
            // "“…” for the rich.": the sentence that it ends in is completed in other words.
            let rest = end..tree.sentence(end).end;
            let goes_on = !rest.clone().any(|token| tree.is_finite(token));
            if let Some(last) = content.last_mut().filter(|_| goes_on) {
                last.end = tree.trim(last.start..rest.end).end.max(last.end);
            }
            return;
        }
        at = end;
    }
}

/// The object of `verb` and, if it has one, what the object is called or shall do.
pub(super) fn object(tree: &Tree, verb: u32) -> Option<u32> {
    let object = tree.children(verb).find(|&child| child > verb && tree.deprel(child) == Deprel::Obj);
    // "mentioned disparaging remarks": the participle is an adjective.
    object.or_else(|| {
        tree.children(verb).find(|&child| {
            child == verb + 1
                && tree.deprel(child) == Deprel::Xcomp
                && tree.xpos(child) == Xpos::Vbg
                && tree.child(child, &[Deprel::Obj]) == Some(child + 1)
                && tree.xpos(child + 1) == Xpos::Nns
        })
    })
}

/// Leaves off what the author appends behind a comma at the end of a report: a relative clause on its
/// last noun, or what happened meanwhile.
fn without_background(tree: &Tree, quotes: &Quotes, start: u32, end: u32) -> u32 {
    (start + 3..end)
        .rev()
        .take_while(|&token| !matches!(tree.text(token), "," | ";" | ":" | "—" | "--"))
        .last()
        .filter(|&first| {
            tree.text(first - 1) == ","
                && quotes.of(first).is_none()
                && (matches!(tree.xpos(first), Xpos::Wdt | Xpos::Wp | Xpos::WpS | Xpos::Wrb))
        })
        .map_or(end, |first| first - 1)
}

/// Everything below `head` and what follows it without a mark as another part of the same clause:
/// "the judge | for not resigning".
pub(super) fn with_following(tree: &Tree, quotes: &Quotes, verb: u32, head: u32) -> Range<u32> {
    let mut range = tree.extent(head).start.max(verb + 1)..tree.extent(head).end.max(verb + 1);
    for child in tree.children(verb).filter(|&child| child > head) {
        let extent = tree.extent(child);
        let follows = match tree.deprel(child) {
            Deprel::Obl | Deprel::Xcomp | Deprel::Nmod | Deprel::Advcl | Deprel::Acl => {
                !tree.is_finite(child) && !is_circumstance(tree, child)
            }
            _ => false,
        };
        if extent.start == range.end && follows {
            range.end = extent.end;
        }
    }
    range.end = range.end.min(super::inserted::limit(tree, quotes, verb)).max(range.start);
    range.end = without_background(tree, quotes, range.start, range.end);
    tree.trim(range)
}

/// Where the object of an attitude ends: before a dash, a bracket or a semicolon, before what a comma
/// appends (a relative clause, a participle, the main clause behind a subordinate one), and before when it
/// was ("… during his visit").
pub(super) fn before_aside(tree: &Tree, quotes: &Quotes, content: &Range<u32>) -> u32 {
    let appends = |token: u32| {
        matches!(tree.xpos(token), Xpos::Wdt | Xpos::Wp | Xpos::Wrb | Xpos::Vbg)
            || tree.upos(token) != Upos::Cconj && opens_main_clause(tree, token..content.end)
    };
    (content.start + 1..content.end)
        .find(|&token| {
            if quotes.of(token).is_some() {
                return false;
            }
            match tree.text(token) {
                ";" | "--" | "—" | "–" | "(" => true,
                "," => token + 1 < content.end && quotes.of(token + 1).is_none() && appends(token + 1),
                "since" | "during" | "until" | "throughout" | "amid" => tree.upos(token) == Upos::Adp,
                // "called for talks in a statement": where it was said.
                "in" | "at" => (token + 2..content.end.min(token + 5)).any(|word| {
                    matches!(tree.lemma(token + 1), "a" | "an" | "his" | "her" | "its" | "their")
                        && matches!(
                            tree.lemma(word),
                            "statement" | "interview" | "speech" | "tweet" | "briefing" | "memo" | "post"
                        )
                }),
                _ => false,
            }
        })
        .unwrap_or(content.end)
}

/// Whether a subject and its finite verb stand at the front of `range`.
fn opens_main_clause(tree: &Tree, range: Range<u32>) -> bool {
    let verb = range.clone().find(|&token| {
        tree.is_mark(token)
            || matches!(tree.upos(token), Upos::Sconj | Upos::Cconj | Upos::Adp)
            || matches!(tree.xpos(token), Xpos::Wdt | Xpos::Wp | Xpos::Wrb)
            || tree.is_finite(token)
    });
    verb.is_some_and(|verb| {
        verb > range.start
            && tree.is_finite(verb)
            && tree
                .child(verb, &[Deprel::Nsubj, Deprel::NsubjPass])
                .is_some_and(|subject| subject >= range.start && subject < verb)
    })
}

/// When something was done, not what: "during his time there", "since Monday".
fn is_circumstance(tree: &Tree, phrase: u32) -> bool {
    tree.child(phrase, &[Deprel::Case, Deprel::Mark]).is_some_and(|case| {
        matches!(
            tree.lemma(case),
            "since"
                | "during"
                | "after"
                | "before"
                | "until"
                | "amid"
                | "when"
                | "while"
                | "as"
                | "throughout"
        )
    })
}

/// The infinitive with "to" that depends on `verb`.
pub(super) fn infinitive(tree: &Tree, verb: u32) -> Option<u32> {
    tree.children(verb).find(|&child| {
        child > verb
            && matches!(tree.deprel(child), Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp | Deprel::Acl)
            && tree.children(child).any(|mark| tree.xpos(mark) == Xpos::To && mark < child)
            && !tree.is_finite(child)
    })
}

/// The gerund that depends on `verb`.
pub(super) fn gerund(tree: &Tree, verb: u32) -> Option<u32> {
    tree.children(verb).find(|&child| {
        child > verb
            && matches!(tree.deprel(child), Deprel::Xcomp | Deprel::Ccomp)
            && tree.xpos(child) == Xpos::Vbg
            && !tree.is_finite(child)
    })
}

/// The predicate that `verb` gives its object: "a trap", "as a trap".
pub(super) fn predicative(tree: &Tree, verb: u32) -> Option<u32> {
    tree.children(verb).find(|&child| {
        child > verb
            && match tree.deprel(child) {
                Deprel::Xcomp => !tree.children(child).any(|mark| tree.xpos(mark) == Xpos::To),
                Deprel::Obl | Deprel::Advcl | Deprel::Nmod => starts_with(tree, child, "as"),
                _ => false,
            }
    })
}

/// The phrase with `preposition` after `head`: its extent with the preposition.
pub(super) fn phrase(tree: &Tree, head: u32, preposition: &str) -> Option<u32> {
    tree.children(head).find(|&child| {
        child > head
            && matches!(
                tree.deprel(child),
                Deprel::Obl | Deprel::Nmod | Deprel::Advcl | Deprel::Acl | Deprel::Ccomp
            )
            && starts_with(tree, child, preposition)
    })
}

fn starts_with(tree: &Tree, child: u32, word: &str) -> bool {
    tree.children(child).any(|mark| {
        matches!(tree.deprel(mark), Deprel::Case | Deprel::Mark) && mark < child && tree.lemma(mark) == word
    }) || tree.lemma(tree.extent(child).start) == word
}

/// Everything below `head`, trimmed; what stands before `after` is left out.
pub(super) fn below(tree: &Tree, head: u32, after: u32) -> Range<u32> {
    let extent = tree.extent(head);
    tree.trim(extent.start.max(after)..extent.end)
}

/// The noun that the object gap of `verb`'s relative clause stands for: "the levels that it wanted".
pub(super) fn relative_object(tree: &Tree, verb: u32) -> Option<Range<u32>> {
    let clause = tree.extent(verb);
    let relative = tree.deprel(verb) == Deprel::AclRelcl
        || tree.deprel(verb) == Deprel::Acl && tree.child(verb, &[Deprel::Nsubj]).is_some();
    let above = tree.head(verb).filter(|&above| relative && above < verb)?;
    let pronoun = (clause.start..verb)
        .find(|&token| matches!(tree.xpos(token), Xpos::Wdt | Xpos::Wp))
        .filter(|&token| tree.deprel(token) == Deprel::Obj);
    if tree.upos(above) == Upos::Pron {
        return Some(above..above + 1);
    }
    if let Some(pronoun) = pronoun.filter(|&pronoun| tree.lemma(pronoun) != "that") {
        return Some(pronoun..pronoun + 1);
    }
    is_nominal(tree, above).then(|| tree.trim(tree.extent(above).start..clause.start.max(above + 1)))
}
