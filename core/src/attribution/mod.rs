//! Attribution: who says it. Takes a parsed document and returns one [`Attribution`] per stretch of
//! content that the text hands to a speaker: quoted or reported, by a verb, a noun, a phrase or the
//! layout, over sentences and paragraphs, one inside the other. Never judges truth; what a cue says of
//! certainty is `factuality`'s matter.
//!
//! The scheme is that of PARC 3 and PolNeAR (Pareti 2015; Newell, Margolin and Ruths 2018): a source, a
//! cue and a content, where attitudes such as belief, wish and judgement attribute as well as words.
//! [`CueKind`] tells them apart, so that a reader of claims can leave out what is no statement.

mod complement;
mod content;
mod inserted;
mod layout;
mod lexicon;
mod nest;
mod noun;
mod phrase;
mod quote;
mod source;
mod tree;
mod verb;

use std::ops::Range;

use claimtrack_sdk::ud::Xpos;
use claimtrack_sdk::view::Document;

use crate::span::Span;

/// One stretch of content, handed by a cue to a source. All ranges are half-open token ranges of the
/// document, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The speaker's noun phrase as written, with its appositions; empty when nobody is named ("it is
    /// believed").
    pub source: Vec<Range<u32>>,
    /// The words that attribute.
    pub cue: Vec<Range<u32>>,
    /// What is attributed, with complementiser and quotation marks.
    pub content: Vec<Range<u32>>,
    /// Whether content stands in quotation marks.
    pub direct: bool,
    /// The token that names the speaker: the head of `source`, and for a relative pronoun the noun
    /// that it stands for.
    pub source_head: Option<u32>,
    /// The cue's main word.
    pub cue_head: u32,
    /// The attribution that this one stands inside, by its number.
    pub parent: Option<u32>,
    /// What the cue says of the speaker's stance.
    pub kind: CueKind,
}

/// What a cue does with its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueKind {
    /// Says, writes, announces it.
    Say,
    /// Shows or finds it: documents, studies, measurements.
    Report,
    /// Says what the text keeps at a distance: claim, allege.
    Claim,
    /// Holds it against somebody.
    Accuse,
    /// Denies, disputes, rejects it.
    Deny,
    /// Holds it true, probable or to be feared.
    Believe,
    /// Wants, plans or promises it.
    Want,
    /// Praises, condemns, supports or opposes it.
    Judge,
    /// Asks others for it.
    Urge,
    /// Names somebody as the origin ("citing two officials").
    Cite,
    /// "According to" and its like.
    AccordingTo,
}

impl CueKind {
    /// The kind with this name in the list of cues.
    fn from_label(label: &str) -> Option<CueKind> {
        Some(match label {
            "say" => CueKind::Say,
            "report" => CueKind::Report,
            "claim" => CueKind::Claim,
            "accuse" => CueKind::Accuse,
            "deny" => CueKind::Deny,
            "believe" => CueKind::Believe,
            "want" => CueKind::Want,
            "judge" => CueKind::Judge,
            "urge" => CueKind::Urge,
            "cite" => CueKind::Cite,
            _ => return None,
        })
    }

    /// Whether an event inside the content is asserted by the speaker. Wishes, judgements and requests
    /// are about an event without asserting it.
    pub fn asserts(self) -> bool {
        match self {
            CueKind::Say
            | CueKind::Report
            | CueKind::Claim
            | CueKind::Accuse
            | CueKind::Deny
            | CueKind::Believe
            | CueKind::Cite
            | CueKind::AccordingTo => true,
            CueKind::Want | CueKind::Judge | CueKind::Urge => false,
        }
    }
}

/// The attributions of a document, in the order of their cues. Sentences that are not parsed give only
/// what layout and quotation marks show. Linear in the length of the text.
pub fn attributions(document: &Document<'_>) -> Vec<Attribution> {
    let tree = tree::Tree::new(document);
    let quotes = quote::Quotes::new(&tree);
    let mut found: Vec<Attribution> = (0..tree.len()).filter_map(|token| at(&tree, &quotes, token)).collect();
    for attribution in &mut found {
        attribution.direct = nest::is_direct(&tree, &quotes, attribution);
    }
    nest::cite(&tree, &mut found);
    nest::set_parents(&tree, &mut found);
    nest::drop_repetitions(&tree, &mut found);
    found
}

/// The attribution whose cue's main word is `token`.
fn at(tree: &tree::Tree, quotes: &quote::Quotes, token: u32) -> Option<Attribution> {
    phrase::attribution(tree, quotes, token)
        .or_else(|| verb::attribution(tree, quotes, token))
        .or_else(|| noun::attribution(tree, quotes, token))
        .or_else(|| layout::attribution(tree, quotes, token))
        .filter(|found| is_anybody_s(tree, quotes, found))
}

/// Whether an attitude is somebody's: what the author thinks ("I believe"), what is laid on the reader
/// ("you want") and what nobody in particular does hands nothing to a source, and inside a quotation
/// the attitude is the quoted speaker's.
fn is_anybody_s(tree: &tree::Tree, quotes: &quote::Quotes, found: &Attribution) -> bool {
    let attitude = matches!(found.kind, CueKind::Believe | CueKind::Want | CueKind::Judge);
    let quoted = quotes.of(found.cue_head).is_some();
    let person = found.source_head.map(|head| tree.lemma(head));
    let first = matches!(person, Some("I" | "i" | "we"));
    let second = matches!(person, Some("you" | "let"));
    let past = matches!(tree.xpos(found.cue_head), Xpos::Vbd | Xpos::Vbn);
    if !attitude {
        return !(quoted && (second || first && !past));
    }
    let nobody = found.source.is_empty() && tree.xpos(found.cue_head) != Xpos::Vbn;
    !nobody && !first && !second && !quoted
}

/// The attributions of `all` whose content covers `token`, outermost first, as numbers of `all`.
pub fn chain(_document: &Document<'_>, all: &[Attribution], token: u32) -> Vec<u32> {
    let mut covering: Vec<u32> = (0..all.len() as u32)
        .filter(|&index| all[index as usize].content.iter().any(|range| range.contains(&token)))
        .collect();
    covering
        .sort_by_key(|&index| (nest::depth(all, index), std::cmp::Reverse(nest::size(&all[index as usize]))));
    covering
}

/// Where an attribution stands in the text, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributionSpans {
    /// The speaker.
    pub source: Vec<Span>,
    /// The cue.
    pub cue: Vec<Span>,
    /// The content.
    pub content: Vec<Span>,
}

/// The byte spans of an attribution's parts.
pub fn spans(document: &Document<'_>, attribution: &Attribution) -> AttributionSpans {
    let bytes = |ranges: &[Range<u32>]| {
        ranges
            .iter()
            .filter_map(|range| {
                let first = document.token_rows.get(range.start)?;
                let last = document.token_rows.get(range.end.checked_sub(1)?)?;
                Some(Span::new(first.start, last.end))
            })
            .collect()
    };
    AttributionSpans {
        source: bytes(&attribution.source),
        cue: bytes(&attribution.cue),
        content: bytes(&attribution.content),
    }
}
