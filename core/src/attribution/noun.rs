//! Nouns and adjectives as cues: "the minister's claim that …", "issued a statement saying", "is
//! confident that …", "concerns about …".

use std::ops::Range;

use claimtrack_sdk::ud::{Deprel, Upos, Xpos};

use super::lexicon::{Class, Frames, entry};
use super::quote::Quotes;
use super::source::{self, Source};
use super::tree::Tree;
use super::{Attribution, CueKind, complement, content};

/// The attribution that the noun or adjective `word` makes, if it is a cue.
pub(super) fn attribution(tree: &Tree, quotes: &Quotes, word: u32) -> Option<Attribution> {
    match tree.xpos(word) {
        Xpos::Nn | Xpos::Nns => noun(tree, quotes, word),
        Xpos::Jj | Xpos::Vbn => adjective(tree, quotes, word),
        _ => None,
    }
}

fn noun(tree: &Tree, quotes: &Quotes, word: u32) -> Option<Attribution> {
    let entry = entry(Class::Noun, tree.lemma(word))?;
    let clause = entry.frames.has(Frames::CLAUSE).then(|| clause_of_noun(tree, word)).flatten();
    let infinitive = entry.frames.has(Frames::INFINITIVE).then(|| content::infinitive(tree, word)).flatten();
    let (holder, mut cue) = holder(tree, word);
    let (content, kind) = if let Some(clause) = clause {
        (clause, entry.kind(Frames::CLAUSE))
    } else if let Some(infinitive) = infinitive.filter(|_| holder.is_some()) {
        (content::below(tree, infinitive, word + 1), entry.kind(Frames::INFINITIVE))
    } else {
        let (phrase, head) = entry
            .phrases
            .iter()
            .find_map(|phrase| Some((phrase, content::phrase(tree, word, phrase.preposition)?)))?;
        let extent = tree.extent(head);
        cue.end = extent.start + 1;
        (content::below(tree, head, extent.start + 1), phrase.kind)
    };
    if content.is_empty() || holder.is_none() && clause_is_missing(tree, word) {
        return None;
    }
    Some(built(quotes, cue, word, holder, content, kind))
}

/// The clause that says what a noun is about; a relative clause ("the claim that he made") has a gap
/// and its own relation.
fn clause_of_noun(tree: &Tree, word: u32) -> Option<Range<u32>> {
    let clause = tree.children(word).find(|&child| {
        child > word
            && matches!(tree.deprel(child), Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp | Deprel::Advcl)
            && tree.children(child).any(|mark| {
                tree.deprel(mark) == Deprel::Mark
                    && matches!(tree.lemma(mark), "that" | "whether")
                    && mark < child
            })
    });
    let Some(clause) = clause else { return clause_behind(tree, word) };
    let below = content::below(tree, clause, word + 1);
    Some(tree.trim(below.start..complement::before_predicate(tree, below.start, below.end)))
}

/// The clause right behind a noun whose "that" the parse hung elsewhere: it ends at the next comma.
fn clause_behind(tree: &Tree, word: u32) -> Option<Range<u32>> {
    let that = word + 1;
    let sentence = tree.sentence(word);
    if !sentence.contains(&that)
        || tree.lemma(that) != "that"
        || tree.upos(that) != Upos::Sconj
        || tree.deprel(that) != Deprel::Mark
    {
        return None;
    }
    let verb = tree.head(that).filter(|&verb| verb > that)?;
    let end = (verb.min(sentence.end)..sentence.end)
        .find(|&token| matches!(tree.text(token), "," | ";" | "--" | "—"))
        .unwrap_or(sentence.end);
    let range = tree.trim(that..end);
    range.clone().any(|token| tree.is_finite(token)).then_some(range)
}

fn clause_is_missing(tree: &Tree, word: u32) -> bool {
    clause_of_noun(tree, word).is_none()
}

/// Who holds what the noun names, and the cue's words: a possessor, an agent, or the subject of the
/// verb that the noun is the object of ("voiced fear", "made the claim").
fn holder(tree: &Tree, word: u32) -> (Option<Source>, Range<u32>) {
    let cue = word..word + 1;
    if let Some(source) = source::possessor(tree, word) {
        return (Some(source), cue);
    }
    let by = ["by", "from", "among"].into_iter().find_map(|case| content::phrase(tree, word, case));
    if let Some(head) = by {
        let extent = tree.extent(head);
        let span = tree.trim(extent.start + 1..extent.end);
        // "a claim by X that …": the clause is no part of X.
        let end = clause_of_noun(tree, word)
            .map_or(span.end, |clause| span.end.min(clause.start.max(span.start + 1)));
        return (Some(Source { span: span.start..end, head }), cue);
    }
    let Some(verb) = tree.head(word).filter(|&verb| {
        tree.deprel(word) == Deprel::Obj
            && matches!(
                tree.lemma(verb),
                "make"
                    | "express"
                    | "have"
                    | "issue"
                    | "voice"
                    | "raise"
                    | "give"
                    | "release"
                    | "share"
                    | "hold"
                    | "repeat"
                    | "offer"
                    | "send"
                    | "publish"
                    | "harbour"
                    | "harbor"
                    | "air"
                    | "level"
            )
    }) else {
        return (None, cue);
    };
    let from = super::verb::cue(tree, verb, None).start;
    (source::of_verb(tree, verb), from..word + 1)
}

fn adjective(tree: &Tree, quotes: &Quotes, word: u32) -> Option<Attribution> {
    let entry = entry(Class::Adjective, tree.lemma(word))
        .or_else(|| entry(Class::Adjective, &tree.text(word).to_lowercase()))?;
    let source = source::of_verb(tree, word).or_else(|| {
        tree.child(word, &[Deprel::NsubjPass]).and_then(|head| source::noun_phrase(tree, head, word))
    })?;
    let mut cue = copular_cue(tree, word);
    let clause =
        entry.frames.has(Frames::CLAUSE).then(|| complement::clause_after(tree, quotes, word)).flatten();
    let infinitive = entry.frames.has(Frames::INFINITIVE).then(|| content::infinitive(tree, word)).flatten();
    let (content, kind) = if let Some(clause) = clause {
        (clause, entry.kind(Frames::CLAUSE))
    } else if let Some(infinitive) = infinitive {
        (content::below(tree, infinitive, word + 1), entry.kind(Frames::INFINITIVE))
    } else {
        let (phrase, head) = entry
            .phrases
            .iter()
            .find_map(|phrase| Some((phrase, content::phrase(tree, word, phrase.preposition)?)))?;
        let extent = tree.extent(head);
        if extent.start == word + 1 {
            cue.end = extent.start + 1;
        }
        (content::below(tree, head, extent.start + 1), phrase.kind)
    };
    (!content.is_empty()).then(|| built(quotes, cue, word, Some(source), content, kind))
}

/// An adjective with its copula and adverbs ("is very worried").
fn copular_cue(tree: &Tree, word: u32) -> Range<u32> {
    let mut start = word;
    while start > 0
        && tree.head(start - 1) == Some(word)
        && matches!(tree.deprel(start - 1), Deprel::Cop | Deprel::Aux | Deprel::AuxPass | Deprel::Advmod)
    {
        start -= 1;
    }
    start..word + 1
}

fn built(
    quotes: &Quotes,
    cue: Range<u32>,
    word: u32,
    source: Option<Source>,
    content: Range<u32>,
    kind: CueKind,
) -> Attribution {
    let mut content = vec![content];
    content::complete_quotation(quotes, word, &mut content);
    Attribution {
        source: source.iter().map(|source| source.span.clone()).collect(),
        source_head: source.map(|source| source.head),
        cue: vec![cue],
        cue_head: word,
        content,
        direct: false,
        parent: None,
        kind,
    }
}
