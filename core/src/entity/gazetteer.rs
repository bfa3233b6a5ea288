//! The gazetteer: every name of the tables with what it stands for, in one
//! look-up from first piece to whole name. Knows no context; see `names`.

use std::collections::HashMap;
use std::sync::LazyLock;

use claimtrack_sdk::view::EntityKind;

use super::pieces::{self, Piece, fold};
use super::tables;

/// How a name stands for its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The name itself.
    Name,
    /// An adjective or demonym.
    Adjective,
    /// A capital or seat of government.
    Seat,
    /// A ministry, force or legislature that serves the state.
    Body,
    /// A person who serves it.
    Person,
    /// A longer name that hides another and stands for nothing.
    Nothing,
}

/// What the context has to show before a name counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doubt {
    /// Nothing.
    None,
    /// No other capitalised word stands next to it ("Jordan", "Washington").
    Neighbours,
    /// The document names the same entity otherwise ("the Senate").
    Evidence,
}

/// One reading of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sense {
    /// Code or name of the entity.
    pub(super) id: &'static str,
    /// Its kind.
    pub(super) kind: EntityKind,
    /// How the name stands for it.
    pub(super) form: Form,
    /// What the context has to show before the name counts.
    pub(super) doubt: Doubt,
}

struct Name {
    rest: Vec<Box<str>>,
    sense: Sense,
}

struct Facts {
    name: &'static str,
    kind: EntityKind,
    descriptions: Vec<&'static str>,
}

/// All names and what is known of their entities.
pub(super) struct Gazetteer {
    names: HashMap<Box<str>, Vec<Name>>,
    facts: HashMap<&'static str, Facts>,
    surnames: HashMap<Box<str>, Vec<&'static str>>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::build);

/// The gazetteer, built on first use.
pub(super) fn get() -> &'static Gazetteer {
    &GAZETTEER
}

impl Gazetteer {
    /// The readings of the longest name that starts `text`'s `pieces`, and how many pieces it takes.
    pub(super) fn longest<'g>(
        &'g self,
        text: &str,
        pieces: &[Piece],
    ) -> Option<(usize, impl Iterator<Item = Sense> + 'g)> {
        let first = pieces.first()?.of(text);
        let candidates = self.starting_with(first)?;
        let at = candidates.iter().position(|name| {
            pieces.len() > name.rest.len()
                && name
                    .rest
                    .iter()
                    .zip(&pieces[1..])
                    .all(|(wanted, piece)| same_word(wanted, piece.of(text), first))
        })?;
        let rest = &candidates[at].rest;
        let readings = candidates[at..].iter().take_while(move |name| name.rest == *rest);
        Some((rest.len() + 1, readings.map(|name| name.sense)))
    }

    fn starting_with(&self, first: &str) -> Option<&Vec<Name>> {
        let key = fold(first);
        self.names.get(&*key).or_else(|| {
            // Datelines and headings shout; only words that are no abbreviation are tried in lower case.
            let shouted = key.len() > 3 && key.bytes().all(|byte| byte.is_ascii_uppercase());
            shouted.then(|| self.names.get(title_case(&key).as_str())).flatten()
        })
    }

    /// The kind of the entity with this code or name.
    pub(super) fn kind_of(&self, id: &str) -> Option<EntityKind> {
        self.facts.get(id).map(|facts| facts.kind)
    }

    /// The name to show for this code.
    pub(super) fn display_name(&self, id: &str) -> Option<&'static str> {
        self.facts.get(id).map(|facts| facts.name)
    }

    /// Whether the description fits the state: "Balkan" for Serbia, "kingdom" for Norway.
    pub(super) fn is_described_as(&self, id: &str, word: &str) -> bool {
        self.facts.get(id).is_some_and(|facts| facts.descriptions.contains(&word))
    }

    /// Whether the word describes any state at all.
    pub(super) fn is_description(&self, word: &str) -> bool {
        self.facts.values().any(|facts| facts.descriptions.contains(&word))
    }

    /// Those whom the bearers of a surname serve: one entity if the tables know no other.
    pub(super) fn served_by_surname(&self, surname: &str) -> Option<&'static str> {
        match self.surnames.get(&*fold(surname))?.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    fn build() -> Gazetteer {
        let mut gazetteer =
            Gazetteer { names: HashMap::new(), facts: HashMap::new(), surnames: HashMap::new() };
        gazetteer.add_states();
        gazetteer.add_organisations();
        for [state, names] in tables::rows::<2>(tables::BODIES) {
            let kind = gazetteer.kind_of(state).unwrap_or(EntityKind::State);
            for name in tables::values(names) {
                gazetteer.add(name, state, kind, Form::Body);
            }
        }
        gazetteer.add_places();
        for [served, names] in tables::rows::<2>(tables::LEADERS) {
            let kind = gazetteer.kind_of(served).unwrap_or(EntityKind::Unknown);
            for person in tables::values(names) {
                gazetteer.add_person(person, served, kind);
            }
        }
        for names in gazetteer.names.values_mut() {
            // Longest first; a reading without doubt before one with.
            names.sort_by(|a, b| {
                (b.rest.len(), &a.rest, a.sense.doubt).cmp(&(a.rest.len(), &b.rest, b.sense.doubt))
            });
        }
        gazetteer
    }

    fn add_states(&mut self) {
        for [code, name, names, adjectives, seats, descriptions] in tables::rows::<6>(tables::STATES) {
            let shown = marked(name).0;
            self.know(code, shown, EntityKind::State, tables::values(descriptions).collect());
            self.add(name, code, EntityKind::State, Form::Name);
            for other in tables::values(names) {
                self.add(other, code, EntityKind::State, Form::Name);
            }
            for adjective in tables::values(adjectives) {
                self.add(adjective, code, EntityKind::State, Form::Adjective);
                if let Some(plural) = plural(adjective) {
                    self.add(&plural, code, EntityKind::State, Form::Adjective);
                }
            }
            for seat in tables::values(seats) {
                self.add(seat, code, EntityKind::State, Form::Seat);
            }
        }
    }

    fn add_organisations(&mut self) {
        for [name, kind, names] in tables::rows::<3>(tables::ORGANISATIONS) {
            let id = marked(name).0;
            let kind = match kind {
                "group" => EntityKind::Group,
                "company" => EntityKind::Company,
                _ => EntityKind::Organisation,
            };
            let shown = if id.chars().all(char::is_uppercase) {
                tables::values(names).find(|name| name.contains(' ')).unwrap_or(id)
            } else {
                id
            };
            self.know(id, shown, kind, Vec::new());
            self.add(name, id, kind, Form::Name);
            for other in tables::values(names) {
                self.add(other, id, kind, Form::Name);
            }
        }
    }

    fn add_places(&mut self) {
        for [kind, name, names, adjectives] in tables::rows::<4>(tables::PLACES) {
            let form = if kind == "none" { Form::Nothing } else { Form::Name };
            let id = marked(name).0;
            if form == Form::Name {
                self.know(id, id, EntityKind::Place, Vec::new());
            }
            for name in std::iter::once(name).chain(tables::values(names)) {
                self.add(name, id, EntityKind::Place, form);
            }
            for adjective in tables::values(adjectives) {
                self.add(adjective, id, EntityKind::Place, Form::Adjective);
                if let Some(plural) = plural(adjective) {
                    self.add(&plural, id, EntityKind::Place, Form::Adjective);
                }
            }
        }
    }

    fn add_person(&mut self, entry: &'static str, served: &'static str, kind: EntityKind) {
        let (full, alone) = match entry.split_once('=') {
            Some((full, alone)) => (full, alone),
            None => (entry, entry.rsplit(' ').next().unwrap_or(entry)),
        };
        self.add(full, served, kind, Form::Person);
        if !alone.is_empty() && alone != full {
            self.add(alone, served, kind, Form::Person);
        }
        let surname = if alone.is_empty() { full.rsplit(' ').next().unwrap_or(full) } else { alone };
        let bearers = self.surnames.entry(fold(surname).into()).or_default();
        if !bearers.contains(&served) {
            bearers.push(served);
        }
    }

    fn know(
        &mut self,
        id: &'static str,
        name: &'static str,
        kind: EntityKind,
        descriptions: Vec<&'static str>,
    ) {
        self.facts.entry(id).or_insert(Facts { name, kind, descriptions });
    }

    fn add(&mut self, name: &str, id: &'static str, kind: EntityKind, form: Form) {
        let (name, doubt) = marked(name);
        let mut cut = Vec::new();
        pieces::split(name, 0, &mut cut);
        let mut words = cut.iter().map(|piece| Box::<str>::from(fold(piece.of(name))));
        let Some(first) = words.next() else { return };
        let rest: Vec<Box<str>> = words.collect();
        self.names.entry(first).or_default().push(Name { rest, sense: Sense { id, kind, form, doubt } });
    }
}

/// A name of the tables and the doubt that its mark expresses.
fn marked(name: &str) -> (&str, Doubt) {
    if let Some(name) = name.strip_suffix('*') {
        return (name, Doubt::Neighbours);
    }
    match name.strip_suffix('?') {
        Some(name) => (name, Doubt::Evidence),
        None => (name, Doubt::None),
    }
}

/// Whether a piece is the word wanted; in a name whose first word is shouted the others may be too.
fn same_word(wanted: &str, piece: &str, first: &str) -> bool {
    let folded = fold(piece);
    *folded == *wanted
        || (wanted.len() > 1
            && first.len() > 3
            && first.bytes().all(|byte| byte.is_ascii_uppercase())
            && folded.eq_ignore_ascii_case(wanted))
}

fn title_case(word: &str) -> String {
    let mut lower = word.to_ascii_lowercase();
    if let Some(first) = lower.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    lower
}

/// The plural of a demonym, where it has one of its own: "Germans", but not "Chinese" or "French".
fn plural(adjective: &str) -> Option<String> {
    let (word, _) = marked(adjective);
    let mark = &adjective[word.len()..];
    let invariable = ["-", "ese", "sh", "ch", "ss", "s", "men", "man", ".", "US", "UK", "rs"];
    if invariable.iter().any(|ending| word.ends_with(ending)) {
        return None;
    }
    Some(format!("{word}s{mark}"))
}
