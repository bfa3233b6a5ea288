//! Kinship: which sources of a project hang together before any claim is
//! looked at, by house, by derivation, by link and by wording.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::shingle;
use super::union::Union;
use crate::source::Source;

/// Why two sources are not independent of each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// The same publisher, as written.
    Publisher(String),
    /// The same house, as written.
    Owner(String),
    /// The first says that it derives from the second.
    Derived,
    /// The first holds a link to the second.
    Link,
    /// So many percent of the shorter one's five-word shingles stand in the other.
    Wording(u32),
    /// Both derive from, or share their wording with, this third source.
    Through(String),
}

/// What is known of the houses of the sources of a project, and which sources hang together by text.
#[derive(Clone, Debug, Default)]
pub struct Kinship {
    houses: BTreeMap<String, House>,
    /// Tied pairs, by ids, and why.
    ties: BTreeMap<(String, String), Tie>,
    /// The first source of those that derive from one another, for each source that is among such.
    families: BTreeMap<String, String>,
}

/// Who is answerable for a source.
#[derive(Clone, Debug, Default)]
struct House {
    publisher: Option<String>,
    owner: Option<String>,
    is_known: bool,
}

impl Kinship {
    /// Finds what ties `sources`. Near-linear in the length of all texts.
    pub fn of(sources: &[&Source]) -> Kinship {
        let mut kinship = Kinship::default().with_houses(sources);
        kinship.tie_derived(sources);
        let texts: Vec<&str> = sources.iter().map(|source| &*source.text).collect();
        for pair in shingle::near_copies(&texts) {
            kinship.tie(&sources[pair.later].id, &sources[pair.earlier].id, Tie::Wording(pair.percent));
        }
        kinship.families = families(&kinship.ties);
        // A link alone makes no family: two reports that link to one law are not copies of each other.
        kinship.tie_links(sources);
        kinship
    }

    /// Adds who is answerable for `sources`, without a look at their texts.
    #[must_use]
    pub fn with_houses(mut self, sources: &[&Source]) -> Kinship {
        for source in sources {
            let metadata = &source.metadata;
            let (publisher, owner) = (metadata.publisher.clone(), metadata.owner.clone());
            let is_known = publisher.is_some() || owner.is_some() || metadata.author.is_some();
            self.houses.insert(source.id.clone(), House { publisher, owner, is_known });
        }
        self
    }

    /// Whether anybody is answerable for the source.
    pub fn is_known(&self, source: &str) -> bool {
        self.houses.get(source).is_some_and(|house| house.is_known)
    }

    /// The publisher of a source.
    pub fn publisher(&self, source: &str) -> Option<&str> {
        self.houses.get(source)?.publisher.as_deref()
    }

    /// The house to which the publisher of a source belongs.
    pub fn owner(&self, source: &str) -> Option<&str> {
        self.houses.get(source)?.owner.as_deref()
    }

    /// The first source of those that derive from one another, to which this one belongs.
    pub(super) fn family(&self, source: &str) -> Option<&str> {
        self.families.get(source).map(String::as_str)
    }

    /// The sources that this one derives from, links to or shares its wording with, and which of them.
    pub(super) fn tied_to(&self, source: &str) -> impl Iterator<Item = (&str, &Tie)> {
        self.ties
            .range((source.to_owned(), String::new())..)
            .take_while(move |((one, _), _)| one == source)
            .map(|((_, other), tie)| (other.as_str(), tie))
    }

    fn tie(&mut self, one: &str, other: &str, tie: Tie) {
        let reversed = (other.to_owned(), one.to_owned());
        if one != other && !self.ties.contains_key(&reversed) {
            self.ties.entry((one.to_owned(), other.to_owned())).or_insert(tie);
        }
    }

    fn tie_derived(&mut self, sources: &[&Source]) {
        let places = places(sources);
        let mut unknown: HashMap<&str, &str> = HashMap::new();
        for source in sources {
            for parent in &source.metadata.derived_from {
                if let Some(id) = places.get(address(parent)) {
                    self.tie(&source.id, id, Tie::Derived);
                } else {
                    // Two copies of a text that the project does not hold are one origin too.
                    let first = unknown.entry(address(parent)).or_insert(&source.id);
                    self.tie(&source.id, first, Tie::Through(parent.clone()));
                }
            }
        }
    }

    fn tie_links(&mut self, sources: &[&Source]) {
        let places = places(sources);
        for source in sources {
            for (start, _) in source.text.match_indices("http") {
                let rest = &source.text[start..];
                let end = rest
                    .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ')' | ']' | '”'))
                    .unwrap_or(rest.len());
                let link = rest[..end].trim_end_matches(['.', ',', ';', ':', '\'']);
                if let Some(id) = places.get(address(link)) {
                    self.tie(&source.id, id, Tie::Link);
                }
            }
        }
    }
}

/// For each tied source the first of all that hang together with it.
fn families(ties: &BTreeMap<(String, String), Tie>) -> BTreeMap<String, String> {
    let ids: BTreeSet<&String> = ties.keys().flat_map(|(one, other)| [one, other]).collect();
    let ids: Vec<&String> = ids.into_iter().collect();
    let mut union = Union::new(ids.len());
    for (one, other) in ties.keys() {
        if let (Ok(one), Ok(other)) = (ids.binary_search(&one), ids.binary_search(&other)) {
            union.join(one, other);
        }
    }
    (0..ids.len()).map(|index| (ids[index].clone(), ids[union.root(index)].clone())).collect()
}

/// Where each source is found: by id and by address.
fn places<'s>(sources: &[&'s Source]) -> HashMap<&'s str, &'s str> {
    let mut places = HashMap::new();
    for source in sources {
        places.insert(source.id.as_str(), source.id.as_str());
        if let Some(url) = &source.metadata.url {
            places.insert(address(url), source.id.as_str());
        }
    }
    places
}

/// An address without scheme, fragment and last slash, so that spellings of one address are equal.
fn address(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or(url);
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/')
}

/// A name without case, article and punctuation: "The Meridian Digest" and "Meridian Digest" are one.
pub(super) fn name_key(name: &str) -> String {
    let words: Vec<String> = name
        .split(|character: char| !character.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !matches!(word.as_str(), "the" | "a" | "an"))
        .collect();
    words.join(" ")
}
