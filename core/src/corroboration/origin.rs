//! Origins: how many independent voices stand behind a claim, whatever the
//! number of articles. Different wording is not independence, and a voice that
//! nobody can name is "undetermined" and adds nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::kinship::{Kinship, Tie, name_key};
use super::union::Union;
use super::{Polarity, standing};
use crate::ledger::{Claim, Evidence};

/// Why two sources are one origin in a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The last speaker in both, as written in the first.
    Speaker(String),
    /// The first quotes the publisher of the second.
    Citation(String),
    /// What ties them in every claim.
    Tie(Tie),
}

/// Two sources that are one origin, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merge {
    /// Id of one.
    pub one: String,
    /// Id of the other.
    pub other: String,
    /// Why.
    pub reason: Reason,
}

impl fmt::Display for Merge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Merge { one, other, reason } = self;
        match reason {
            Reason::Speaker(name) => {
                write!(f, "{one} and {other} both quote {}", within_sentence(name))
            }
            Reason::Citation(name) => write!(f, "{one} quotes {name}, the publisher of {other}"),
            Reason::Tie(Tie::Publisher(name)) => write!(f, "{one} and {other} are both published by {name}"),
            Reason::Tie(Tie::Owner(name)) => write!(f, "{one} and {other} both belong to {name}"),
            Reason::Tie(Tie::Derived) => write!(f, "{one} derives from {other}"),
            Reason::Tie(Tie::Link) => write!(f, "{one} links to {other}"),
            Reason::Tie(Tie::Through(third)) => {
                write!(f, "{one} and {other} both derive from {third} or share its wording")
            }
            Reason::Tie(Tie::Wording(percent)) => {
                write!(f, "{one} and {other} share {percent}% of their wording")
            }
        }
    }
}

/// A speaker as written, without the capital of an article that opened a sentence.
pub fn within_sentence(name: &str) -> String {
    match name.split_once(' ') {
        Some((article @ ("The" | "A" | "An" | "One" | "Some" | "Several"), rest)) => {
            format!("{} {rest}", article.to_lowercase())
        }
        _ => name.to_owned(),
    }
}

/// Sources that are one voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Ids, sorted.
    pub sources: Vec<String>,
    /// Whether it is known whose voice it is. Else it is not counted.
    pub is_determined: bool,
}

/// The origins behind a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// In order of their first source.
    pub groups: Vec<Origin>,
    /// Why sources are one.
    pub merges: Vec<Merge>,
}

impl Origins {
    /// Number of sources.
    pub fn sources(&self) -> usize {
        self.groups.iter().map(|group| group.sources.len()).sum()
    }

    /// Number of origins that are determined: what support is counted by.
    pub fn count(&self) -> usize {
        self.groups.iter().filter(|group| group.is_determined).count()
    }

    /// Number of origins that are undetermined.
    pub fn undetermined(&self) -> usize {
        self.groups.len() - self.count()
    }
}

impl fmt::Display for Origins {
    /// For example "3 sources, 1 origin", "2 sources, 1 origin, 1 undetermined".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (sources, count) = (self.sources(), self.count());
        write!(f, "{sources} source{}", plural(sources))?;
        match (count, self.undetermined()) {
            (0, 0) => Ok(()),
            (0, _) => write!(f, ", origin undetermined"),
            (_, 0) => write!(f, ", {count} origin{}", plural(count)),
            (_, open) => write!(f, ", {count} origin{}, {open} undetermined", plural(count)),
        }
    }
}

/// The origins of what says that a claim is so; sources that deny it or leave it open do not count.
pub fn origins(claim: &Claim, kinship: &Kinship) -> Origins {
    origins_of(standing(claim).filter(|evidence| Polarity::of(evidence.factuality) == Polarity::For), kinship)
}

/// The origins of some pieces of evidence. Near-linear in their number.
pub fn origins_of<'e>(evidence: impl Iterator<Item = &'e Evidence>, kinship: &Kinship) -> Origins {
    let mut voices: BTreeMap<&str, Voice<'_>> = BTreeMap::new();
    for piece in evidence {
        voices.entry(&piece.source).or_default().hear(piece);
    }
    let ids: Vec<&str> = voices.keys().copied().collect();
    let mut union = Union::new(ids.len());
    let mut merges = Vec::new();
    let mut join = |union: &mut Union, one: usize, other: usize, reason: Reason| {
        if union.join(one, other) {
            merges.push(Merge { one: ids[one].to_owned(), other: ids[other].to_owned(), reason });
        }
    };

    let mut publishers: BTreeMap<String, usize> = BTreeMap::new();
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    for (index, id) in ids.iter().enumerate() {
        if let Some(name) = kinship.publisher(id) {
            let first = *publishers.entry(name_key(name)).or_insert(index);
            join(&mut union, first, index, Reason::Tie(Tie::Publisher(name.to_owned())));
        }
        if let Some(name) = kinship.owner(id) {
            let first = *owners.entry(name_key(name)).or_insert(index);
            join(&mut union, first, index, Reason::Tie(Tie::Owner(name.to_owned())));
        }
    }
    let mut speakers: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for (index, id) in ids.iter().enumerate() {
        for (key, name) in &voices[id].speakers {
            let (first, written) = *speakers.entry(key).or_insert((index, name));
            join(&mut union, first, index, Reason::Speaker(written.to_owned()));
            if let Some(&cited) = publishers.get(&name_key(name)) {
                join(&mut union, index, cited, Reason::Citation((*name).to_owned()));
            }
        }
    }
    let mut families: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, id) in ids.iter().enumerate() {
        for (tied, tie) in kinship.tied_to(id) {
            if let Ok(other) = ids.binary_search(&tied) {
                join(&mut union, index, other, Reason::Tie(tie.clone()));
            }
        }
    }
    for (index, id) in ids.iter().enumerate() {
        if let Some(family) = kinship.family(id) {
            let first = *families.entry(family).or_insert(index);
            join(&mut union, first, index, Reason::Tie(Tie::Through(family.to_owned())));
        }
    }
    let mut groups: BTreeMap<usize, Origin> = BTreeMap::new();
    for (index, id) in ids.iter().enumerate() {
        let root = union.root(index);
        let group =
            groups.entry(root).or_insert_with(|| Origin { sources: Vec::new(), is_determined: false });
        group.sources.push((*id).to_owned());
        group.is_determined |= voices[id].is_determined(kinship.is_known(id));
    }
    Origins { groups: groups.into_values().collect(), merges }
}

/// Who speaks in one source for one claim.
#[derive(Default)]
struct Voice<'e> {
    /// Last speakers that can be told from others: key, and the name as written.
    speakers: BTreeMap<String, &'e str>,
    /// Whether a piece has a last speaker whom nobody can name.
    is_anonymous: bool,
    /// Whether the source says so itself.
    is_own: bool,
}

impl<'e> Voice<'e> {
    fn hear(&mut self, piece: &'e Evidence) {
        let Some(last) = piece.attribution.last() else {
            self.is_own = true;
            return;
        };
        // An entity that is a name is the speaker; a country stands for many, but its organs are one voice.
        let key = last.entity.clone().or_else(|| is_name(&last.speaker).then(|| name_key(&last.speaker)));
        match key {
            Some(key) => {
                self.speakers.entry(key).or_insert(&last.speaker);
            }
            None => self.is_anonymous = true,
        }
    }

    fn is_determined(&self, is_known: bool) -> bool {
        !self.speakers.is_empty() || self.is_own && is_known
    }
}

/// Whether words name somebody: one of them, not the article, is capitalised or has a digit. "A senior
/// official" and "sources" name nobody.
fn is_name(words: &str) -> bool {
    let articles: BTreeSet<&str> =
        ["The", "A", "An", "One", "Some", "Several", "Two", "Three", "Other"].into();
    words.split_whitespace().any(|word| {
        !articles.contains(word)
            && word.chars().next().is_some_and(|first| first.is_uppercase() || first.is_ascii_digit())
            && !(word.chars().count() > 1 && is_common(word))
    })
}

/// Words for speakers that open a sentence in capitals and still name nobody.
fn is_common(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "officials"
            | "sources"
            | "analysts"
            | "experts"
            | "observers"
            | "critics"
            | "reports"
            | "media"
            | "diplomats"
            | "witnesses"
            | "he"
            | "she"
            | "they"
            | "it"
            | "many"
            | "most"
            | "few"
    )
}
