//! The words that attribute, read from `cues.txt`: what kind of cue a lemma is and where its content
//! stands. Knows nothing of any sentence.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::CueKind;

/// Where the content of a cue may stand; a set of the frames that `cues.txt` explains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames(u16);

impl Frames {
    pub(super) const CLAUSE: Frames = Frames(1);
    pub(super) const QUOTE: Frames = Frames(2);
    pub(super) const INFINITIVE: Frames = Frames(4);
    pub(super) const OBJECT_INFINITIVE: Frames = Frames(8);
    pub(super) const GERUND: Frames = Frames(16);
    pub(super) const OBJECT: Frames = Frames(32);
    pub(super) const PREDICATIVE: Frames = Frames(64);
    pub(super) const PASSIVE: Frames = Frames(128);
    pub(super) const DOCUMENT: Frames = Frames(256);

    pub(super) fn has(self, frame: Frames) -> bool {
        self.0 & frame.0 != 0
    }

    fn from_label(label: &str) -> Option<Frames> {
        Some(match label {
            "c" => Frames::CLAUSE,
            "q" => Frames::QUOTE,
            "i" => Frames::INFINITIVE,
            "oi" => Frames::OBJECT_INFINITIVE,
            "g" => Frames::GERUND,
            "o" => Frames::OBJECT,
            "d" => Frames::DOCUMENT,
            "as" => Frames::PREDICATIVE,
            "p" => Frames::PASSIVE,
            _ => return None,
        })
    }

    fn add(&mut self, other: Frames) {
        self.0 |= other.0;
    }
}

/// A frame that ends in a preposition: the preposition and the kind of cue that makes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub(super) preposition: &'static str,
    pub(super) kind: CueKind,
}

/// What is known of one lemma.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Frames with the kind of cue each makes, in the order of the list.
    lines: Vec<(Frames, CueKind)>,
    /// All frames of all lines.
    pub(super) frames: Frames,
    /// Prepositional frames.
    pub(super) phrases: Vec<Phrase>,
}

impl Entry {
    /// The kind of cue that the lemma is in `frame`.
    pub(super) fn kind(&self, frame: Frames) -> CueKind {
        self.lines
            .iter()
            .find(|(frames, _)| frames.has(frame))
            .map_or_else(|| self.first_kind(), |line| line.1)
    }

    /// Its kind where the frame doesn't matter.
    pub(super) fn first_kind(&self) -> CueKind {
        self.lines.first().map_or(CueKind::Say, |line| line.1)
    }
}

/// Word class of a cue, as far as it changes where the content stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Verb,
    Noun,
    Adjective,
}

/// The lexicon entry of `lemma` as a word of `class`.
pub(super) fn entry(class: Class, lemma: &str) -> Option<&'static Entry> {
    static LEXICON: LazyLock<HashMap<Class, HashMap<&'static str, Entry>>> =
        LazyLock::new(|| read(include_str!("cues.txt")));
    LEXICON.get(&class)?.get(lemma)
}

/// Reads the list. A line that does not follow the form is left out here and fails the test below.
fn read(text: &'static str) -> HashMap<Class, HashMap<&'static str, Entry>> {
    let mut lexicon: HashMap<Class, HashMap<&'static str, Entry>> = HashMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((class, kind, labels, lemmas)) = fields(line) else { continue };
        let mut frames = Frames::default();
        let mut prepositions = Vec::new();
        for label in labels.split_whitespace() {
            match label.strip_prefix('+') {
                Some(preposition) => prepositions.push(preposition),
                None => frames.add(Frames::from_label(label).unwrap_or_default()),
            }
        }
        for lemma in lemmas.split_whitespace() {
            let entry = lexicon.entry(class).or_default().entry(lemma).or_insert_with(|| Entry {
                lines: Vec::new(),
                frames: Frames::default(),
                phrases: Vec::new(),
            });
            if frames != Frames::default() {
                entry.lines.push((frames, kind));
                entry.frames.add(frames);
            }
            entry.phrases.extend(prepositions.iter().map(|&preposition| Phrase { preposition, kind }));
        }
    }
    lexicon
}

/// The fields of one line: class, kind, frames, lemmas.
fn fields(line: &'static str) -> Option<(Class, CueKind, &'static str, &'static str)> {
    let mut fields = line.split('|').map(str::trim);
    let (head, frames, lemmas) = (fields.next()?, fields.next()?, fields.next()?);
    let (class, kind) = match head.split_once(' ') {
        Some(("noun", kind)) => (Class::Noun, kind),
        Some(("adjective", kind)) => (Class::Adjective, kind),
        Some(_) => return None,
        None => (Class::Verb, head),
    };
    Some((class, CueKind::from_label(kind.trim())?, frames, lemmas))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_follows_the_form() {
        for line in include_str!("cues.txt").lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (_, _, labels, lemmas) = fields(line).unwrap_or_else(|| panic!("not understood: {line}"));
            assert!(!lemmas.is_empty(), "no lemma: {line}");
            for label in labels.split_whitespace() {
                assert!(
                    label.starts_with('+') || Frames::from_label(label).is_some(),
                    "no frame `{label}`: {line}"
                );
            }
        }
    }

    #[test]
    fn frames_of_several_lines_add_up_and_keep_their_kinds() {
        let warn = entry(Class::Verb, "warn").expect("in the list");
        assert_eq!(warn.kind(Frames::CLAUSE), CueKind::Say);
        assert_eq!(warn.kind(Frames::OBJECT_INFINITIVE), CueKind::Urge);
        assert!(warn.phrases.iter().any(|phrase| phrase.preposition == "against"));
        assert!(entry(Class::Verb, "walk").is_none());
    }
}
