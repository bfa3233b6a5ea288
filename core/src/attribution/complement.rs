//! The clause that a cue takes: which one it is, where it begins, and where it ends when the parse broke it off
//! or let it run on into the next thing said.

use std::ops::Range;

use claimtrack_sdk::ud::{Deprel, Upos, Xpos};

use super::inserted;
use super::lexicon::{Class, entry};
use super::quote::Quotes;
use super::tree::Tree;
use super::verb::is_act;

/// The clause after `verb` that says what was said, with its complementiser.
pub(super) fn clause_after(tree: &Tree, quotes: &Quotes, verb: u32) -> Option<Range<u32>> {
    let head =
        tree.children(verb).filter(|&child| child > verb).find(|&child| is_complement(tree, verb, child))?;
    let extent = tree.extent(head);
    let mut start = extent.start.max(verb + 1);
    // A clause behind another clause is not the verb's.
    let finite = |token: u32| tree.xpos(token).is_finite();
    if (verb + 1..start).any(finite) {
        return None;
    }
    // A clause without a subject has it in the noun phrase that the parse left between.
    let subjectless =
        tree.child(head, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl, Deprel::Csubj]).is_none();
    let opens = |token: u32| {
        matches!(tree.upos(token), Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj)
            || matches!(tree.xpos(token), Xpos::Prp | Xpos::PrpS)
    };
    if start > verb + 1
        && subjectless
        && opens(verb + 1)
        && tree.is_finite(head)
        && !(verb + 1..start).any(|token| tree.is_mark(token))
    {
        start = verb + 1;
    }
    // The complementiser may hang on the wrong word; it still belongs to the clause.
    if start > verb + 1 && matches!(tree.lemma(start - 1), "that" | "whether" | "if" | "how" | "why") {
        start -= 1;
    }
    let limit = inserted::limit(tree, quotes, verb);
    let mut end = extent.end.min(limit);
    // What follows a clause belongs to it, not to the verb in front of it, unless it is a clause of the
    // speaker's own ("…, adding that …").
    let clause_end = end;
    for child in tree.children(verb).filter(|&child| child >= clause_end) {
        let follows = match tree.deprel(child) {
            Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod | Deprel::Nmod | Deprel::Obj => true,
            Deprel::Advcl => tree.xpos(child) != Xpos::Vbg && tree.child(child, &[Deprel::Mark]).is_some(),
            _ => false,
        };
        if !follows || tree.extent(child).start > end + 1 {
            break;
        }
        end = tree.extent(child).end;
    }
    // "that …, and that …": the second clause is as much content as the first.
    let joined = (end..limit.min(end + 2)).find(|&token| tree.upos(token) == Upos::Cconj);
    if let Some(joined) = joined.filter(|&joined| {
        tree.lemma(joined + 1) == "that"
            && (tree.lemma(start) == "that" || matches!(tree.upos(joined + 1), Upos::Sconj))
    }) {
        end = tree.head(joined + 1).map_or(limit, |head| tree.extent(head).end).clamp(joined + 2, limit);
    }
    let end = to_its_end(tree, quotes, start, end.min(limit), limit);
    if start >= end {
        return None;
    }
    let end = inserted::end_of_report(tree, quotes, start, before_predicate(tree, start, end));
    let end = before_comment(tree, quotes, verb, start..end);
    let end = before_next_cue(tree, quotes, verb, head, start..end);
    let range = tree.trim(start..end);
    (!range.is_empty()).then_some(range)
}

/// Where content ends before a semicolon, and before a participle behind a comma that tells what the
/// speaker does besides ("…, putting his name on the line"): it hangs on the cue, or on nothing inside.
fn before_comment(tree: &Tree, quotes: &Quotes, verb: u32, content: Range<u32>) -> u32 {
    (content.start + 2..content.end)
        .find(|&token| {
            if quotes.of(token).is_some() || quotes.of(token - 1).is_some() {
                return false;
            }
            let at = if tree.upos(token) == Upos::Adv { token + 1 } else { token };
            let comment = tree.text(token - 1) == ","
                && tree.xpos(at) == Xpos::Vbg
                && tree.head(at).is_some_and(|head| head == verb || !content.contains(&head));
            comment || tree.text(token - 1) == ";"
        })
        .map_or(content.end, |token| token - 1)
}

/// Where content ends before another act of speech that is joined to its cue, not to it: "said it was opposed
/// | and warned the council", "said they left | and the union accused them". A cue in the past tense inside
/// reported speech is rare; one beside the cue is not. `clause` is the head of what `verb` reports.
fn before_next_cue(tree: &Tree, quotes: &Quotes, verb: u32, clause: u32, content: Range<u32>) -> u32 {
    if tree.xpos(verb) != Xpos::Vbd {
        return content.end;
    }
    (content.start + 3..content.end)
        .find(|&joined| {
            let and = tree.upos(joined) == Upos::Cconj && matches!(tree.lemma(joined), "and" | "but");
            if !and || quotes.of(joined).is_some() {
                return false;
            }
            let mut next = joined + 1;
            while matches!(tree.upos(next), Upos::Adv | Upos::Propn | Upos::Det | Upos::Noun | Upos::Adj) {
                next += 1;
            }
            // "said he left and denied it": of two pasts of one subject, both are reported.
            let paired = tree.xpos(clause) == Xpos::Vbd
                && (joined + 1..next).all(|token| tree.upos(token) == Upos::Adv);
            next < content.end && !paired && tree.xpos(next) == Xpos::Vbd && is_act(tree, next)
        })
        .map_or(content.end, |joined| joined - u32::from(tree.text(joined - 1) == ","))
}

/// Lets a clause that the parse broke off run on: to the next mark when it stops in the middle of a
/// phrase, to the end when a clause with a pronoun goes on ("…, but she knows") or when what was taken
/// for the clause only leads into it ("that, since …, it will").
fn to_its_end(tree: &Tree, quotes: &Quotes, start: u32, end: u32, limit: u32) -> u32 {
    if end >= limit {
        return end;
    }
    let leads_in = tree.lemma(start) == "that" && matches!(tree.upos(start + 1), Upos::Sconj | Upos::Adp);
    if leads_in && tree.text(end) == "," {
        return limit;
    }
    // What a dash or a colon brings in is a quotation of what was reported.
    if matches!(tree.text(end), "--" | "—" | "–" | ":") && tree.is_mark(end + 1) && end + 1 < limit {
        return limit;
    }
    // "“…,” when it comes to pay": the comma is the quotation's, and what it says goes on behind.
    let closed = quotes.of(end).or_else(|| quotes.of(end - 1)).map(|quote| quotes.extent(quote));
    if let Some(quote) = closed
        && quote.start > start
        && tree.text(quote.end - 2) == ","
        && matches!(tree.lemma(quote.end), "when" | "if" | "because" | "and" | "or")
    {
        return limit;
    }
    let joined = end + u32::from(tree.text(end) == ",");
    if tree.upos(joined) == Upos::Cconj && matches!(tree.xpos(joined + 1), Xpos::Prp | Xpos::PrpS) {
        // "…, and he urged them to leave": the speaker's next act.
        let speaks_on = tree.xpos(joined + 1) == Xpos::Prp
            && tree.head(joined + 1).is_some_and(|verb| entry(Class::Verb, tree.lemma(verb)).is_some());
        if speaks_on {
            return end;
        }
        return limit;
    }
    if tree.is_mark(end) || tree.upos(end) == Upos::Cconj {
        return end;
    }
    (end..limit)
        .find(|&token| matches!(tree.text(token), "," | ";" | ":" | "—" | "--" | "."))
        .unwrap_or(limit)
}

/// Where a clause ends before a predicate with no subject of its own, which belongs to the noun that
/// the clause is about: "the claim that they had left | was denied".
pub(super) fn before_predicate(tree: &Tree, start: u32, end: u32) -> u32 {
    let subjectless = |token: u32| {
        matches!(tree.deprel(token), Deprel::Ccomp | Deprel::Parataxis)
            && tree.head(token).is_some_and(|head| head > start && head < token)
            && tree.is_finite(token)
            && !tree.children(token).any(|child| {
                matches!(
                    tree.deprel(child),
                    Deprel::Nsubj
                        | Deprel::NsubjPass
                        | Deprel::Expl
                        | Deprel::Csubj
                        | Deprel::Cc
                        | Deprel::Mark
                )
            })
    };
    (start + 1..end)
        .find(|&token| subjectless(token))
        .map(|token| tree.extent(token).start)
        .filter(|&first| first > start + 1)
        .map_or(end, |first| first.min(end))
}

/// Whether `child` is the clause that `verb` takes: marked as such, or a finite clause right behind it
/// that the parse took for something else.
fn is_complement(tree: &Tree, verb: u32, child: u32) -> bool {
    let mark = tree.child(child, &[Deprel::Mark]).map(|mark| tree.lemma(mark));
    if mark == Some("that") && tree.deprel(child) != Deprel::Conj {
        return true;
    }
    match tree.deprel(child) {
        Deprel::Ccomp => tree.is_finite(child) || mark.is_some() || has_question_word(tree, child),
        // "said it when she resigned" tells the time of saying.
        Deprel::Advcl => {
            tree.is_finite(child)
                && matches!(mark, None | Some("that" | "whether"))
                && !matches!(tree.lemma(tree.extent(child).start), "when" | "where")
        }
        Deprel::Parataxis => tree.is_finite(child) && !is_separated(tree, verb, child),
        Deprel::Xcomp => has_question_word(tree, child) || mark == Some("that"),
        // "said what he wanted": a free relative.
        Deprel::Obj => matches!(tree.xpos(child), Xpos::Wp | Xpos::Wrb),
        _ => false,
    }
}

fn has_question_word(tree: &Tree, clause: u32) -> bool {
    let first = tree.extent(clause).start;
    matches!(tree.xpos(first), Xpos::Wp | Xpos::Wrb | Xpos::Wdt | Xpos::WpS)
}

/// Whether a mark stands between a verb and the clause to its right.
fn is_separated(tree: &Tree, verb: u32, child: u32) -> bool {
    (verb + 1..tree.extent(child).start).any(|token| tree.is_mark(token))
}
