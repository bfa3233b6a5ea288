//! Word differences between a quotation and what stands in its place, and
//! which of them can change the meaning.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

use serde::Serialize;

/// One stretch of words that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordChange {
    /// The words of the quotation; empty when words were added.
    pub old: String,
    /// The words in the source; empty when words were taken away.
    pub new: String,
    /// Bytes of `new` in the compared text.
    #[serde(skip)]
    pub place: std::ops::Range<usize>,
    /// Why it can change the meaning, if it can.
    pub critical: Option<Critical>,
}

/// What kind of word a change touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Critical {
    /// A word that denies.
    Negation,
    /// A digit or a word for a number, a month or a weekday.
    Number,
    /// A word with a capital inside a sentence.
    Name,
    /// A word for how sure it is.
    Modality,
    /// A verb for how far it got.
    Stage,
}

impl Critical {
    /// What it is called in a message.
    pub fn as_str(self) -> &'static str {
        match self {
            Critical::Negation => "negation",
            Critical::Number => "number or date",
            Critical::Name => "name",
            Critical::Modality => "modality",
            Critical::Stage => "stage",
        }
    }
}

/// The words in which `new` differs from `old`, in order; nothing where only typography or case differ.
pub fn word_changes(old: &str, new: &str) -> Vec<WordChange> {
    let (old_words, new_words) = (split(old), split(new));
    let keys = |words: &[(usize, &str)]| -> Vec<String> {
        words.iter().map(|(_, word)| word.replace(['’', '‘'], "'").to_lowercase()).collect()
    };
    let ops = capture_diff_slices(Algorithm::Patience, &keys(&old_words), &keys(&new_words));
    ops.into_iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| {
            let (before, after) = (&old_words[op.old_range()], &new_words[op.new_range()]);
            let place = if let (Some((start, _)), Some((end, word))) = (after.first(), after.last()) {
                *start..end + word.len()
            } else {
                let at = new_words.get(op.new_range().start).map_or(new.len(), |(start, _)| *start);
                at..at
            };
            let begins = op.old_range().start == 0 || op.new_range().start == 0;
            let touched = before.iter().chain(after).enumerate();
            let critical =
                touched.filter_map(|(index, (_, word))| critical(word, begins && index == 0)).min();
            let text = |words: &[(usize, &str)]| -> String {
                words.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
            };
            WordChange { old: text(before), new: text(after), place, critical }
        })
        .collect()
}

fn split(text: &str) -> Vec<(usize, &str)> {
    text.unicode_word_indices().collect()
}

const NEGATIONS: &[&str] = &[
    "not", "no", "never", "none", "neither", "nor", "without", "cannot", "nobody", "nothing", "hardly",
    "barely", "deny", "denies", "denied", "denying", "fail", "fails", "failed",
];
const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "dozen",
    "dozens",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "half",
    "third",
    "quarter",
    "first",
    "second",
    "twice",
    "double",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "tomorrow",
    "last",
    "next",
    "year",
    "month",
    "week",
];
const MODALS: &[&str] = &[
    "may",
    "might",
    "could",
    "can",
    "would",
    "should",
    "will",
    "shall",
    "must",
    "likely",
    "unlikely",
    "probably",
    "possibly",
    "perhaps",
    "allegedly",
    "reportedly",
    "apparently",
    "expected",
    "if",
    "unless",
    "alleged",
    "suspected",
];
/// Beginnings of verbs that say how far something got.
const STAGES: &[&str] = &[
    "seek", "sought", "urg", "ask", "request", "propos", "offer", "discuss", "consider", "negotiat",
    "threaten", "warn", "plan", "intend", "prepar", "agree", "sign", "approv", "pledg", "commit", "suspend",
    "halt", "cancel", "stop", "end", "refus", "reject", "resist", "complet", "finish", "begin", "began",
    "start", "deliver", "ratif",
];

/// Why a word can change the meaning; `first` when it begins the quotation and its capital says nothing.
fn critical(word: &str, first: bool) -> Option<Critical> {
    let lower = word.replace('’', "'").to_lowercase();
    let is = |list: &[&str]| list.contains(&lower.as_str());
    if is(NEGATIONS) || lower.ends_with("n't") {
        return Some(Critical::Negation);
    }
    if lower.chars().any(char::is_numeric) || is(NUMBERS) {
        return Some(Critical::Number);
    }
    if is(MODALS) {
        return Some(Critical::Modality);
    }
    if STAGES.iter().any(|stem| lower.starts_with(stem)) {
        return Some(Critical::Stage);
    }
    (!first && word.chars().next().is_some_and(char::is_uppercase)).then_some(Critical::Name)
}
