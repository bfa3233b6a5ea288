//! What a noun phrase stands for: its name, or the state or body that owns,
//! describes or names it. Reads the mentions and the parse; finds no mentions of
//! its own.

use std::ops::Range;

use claimtrack_sdk::ud::{Deprel, Upos, Xpos};
use claimtrack_sdk::view::{Document, Entity, EntityKind, Sentence, Token};

use super::id::EntityId;
use super::vocabulary::{self, Class};
use super::{context, gazetteer};

/// Phrases nest; deeper than this is a broken parse.
const DEPTH: u32 = 6;

/// The entities that the phrase stands for, in order of the text, each once.
pub(super) fn of(document: &Document<'_>, tokens: Range<u32>, head: u32) -> Vec<EntityId> {
    let mut ids = Vec::new();
    let Some(head) = document.token(head) else { return ids };
    let parsed = head.sentence().is_some_and(Sentence::is_parsed);
    let phrase = Phrase { document, tokens, parsed };
    phrase.add_joined_before(head, &mut ids);
    phrase.add(head, DEPTH, &mut ids);
    if ids.is_empty() {
        phrase.add_last(&mut ids);
    }
    if parsed {
        for conjunct in head.children_by(Deprel::Conj).filter(|token| phrase.holds(*token)) {
            phrase.add(conjunct, DEPTH, &mut ids);
        }
    }
    ids
}

/// Whether the phrase names an actor; see [`super::is_actor`].
pub(super) fn is_actor(document: &Document<'_>, tokens: Range<u32>, head: u32) -> bool {
    let Some(token) = document.token(head) else { return false };
    if let Some(entity) = token.entity()
        && !entity.id().is_empty()
    {
        return matches!(
            entity.kind(),
            EntityKind::State
                | EntityKind::Organisation
                | EntityKind::Group
                | EntityKind::Company
                | EntityKind::Person
        );
    }
    let lemma = token.lemma().to_ascii_lowercase();
    let is_role = vocabulary::is(&lemma, Class::Actor) || vocabulary::is(&lemma, Class::State);
    // A long title may have any word of it for its head.
    let is_title = token.upos() == Upos::Propn;
    let is_reference = is_title || token.upos() == Upos::Pron || vocabulary::is(&lemma, Class::Partitive);
    (is_role || is_reference) && !of(document, tokens, head).is_empty()
}

struct Phrase<'d> {
    document: &'d Document<'d>,
    tokens: Range<u32>,
    parsed: bool,
}

impl<'d> Phrase<'d> {
    fn holds(&self, token: Token<'_>) -> bool {
        self.tokens.contains(&token.index())
    }

    /// "X and the chief of staff Y": a name that "and" joins to the mention of the head, where the parse took it
    /// for a part of the title.
    fn add_joined_before(&self, head: Token<'_>, ids: &mut Vec<EntityId>) {
        let first = head.entity().map(|entity| entity.row().first_token);
        let Some(and) = first.and_then(|first| first.checked_sub(1)).filter(|and| self.tokens.contains(and))
        else {
            return;
        };
        let joins = self.document.token(and).is_some_and(|token| token.text() == "and");
        let before = and.checked_sub(1).filter(|before| joins && self.tokens.contains(before));
        if let Some(entity) = before.and_then(|before| self.document.token(before)).and_then(Token::entity)
            && !entity.is_adjective()
            && entity.kind() != EntityKind::Place
        {
            add_all(entity, ids);
        }
    }

    /// A name that ends the phrase, where the parse took another word for its head: long titles mislead
    /// it.
    fn add_last(&self, ids: &mut Vec<EntityId>) {
        let Some(entity) =
            self.tokens.end.checked_sub(1).and_then(|last| self.document.token(last)).and_then(Token::entity)
        else {
            return;
        };
        let before = entity.row().first_token.checked_sub(1).filter(|at| self.tokens.contains(at));
        let before = before.and_then(|at| self.document.token(at));
        let is_apart = before.is_none_or(|word| {
            !matches!(word.upos(), Upos::Noun | Upos::Propn | Upos::Adj)
                || vocabulary::is_in_lower_case(word.lemma(), Class::Relation)
        });
        if !is_apart && !entity.is_adjective() && entity.kind() != EntityKind::Place {
            add_all(entity, ids);
        }
    }

    /// Adds what the phrase around `head` stands for.
    fn add(&self, head: Token<'d>, depth: u32, ids: &mut Vec<EntityId>) {
        if depth == 0 {
            return;
        }
        if let Some(entity) = head.entity()
            && self.is_whole(entity, head)
        {
            self.add_linked(entity, ids);
            return;
        }
        if self.parsed {
            self.add_described(head, depth, ids);
        } else {
            self.add_nearby(head, ids);
        }
    }

    /// A name, with those that a hyphen joins to it within the phrase: "Russian-Belarusian".
    fn add_linked(&self, entity: Entity<'d>, ids: &mut Vec<EntityId>) {
        let mut first = entity;
        while let Some(before) = first.row().first_token.checked_sub(2).filter(|at| self.tokens.contains(at))
            && self.document.token(before + 1).is_some_and(|link| context::is_hyphen(link.text()))
            && let Some(other) = self.document.token(before).and_then(Token::entity)
        {
            first = other;
        }
        let mut next = Some(first);
        while let Some(entity) = next {
            add_all(entity, ids);
            let end = entity.row().end_token;
            let linked = self.document.token(end).is_some_and(|link| context::is_hyphen(link.text()));
            next = self
                .document
                .token(end + 1)
                .filter(|token| linked && self.tokens.contains(&token.index()))
                .and_then(Token::entity);
        }
    }

    /// Whether the mention is what the phrase names, not only a word in front of its head.
    fn is_whole(&self, entity: Entity<'_>, head: Token<'_>) -> bool {
        if entity.id().is_empty() {
            return false;
        }
        // "Ruritania-backed fighters" are not Ruritania, whatever the parse says of the hyphen.
        let hyphenated = context::suffix(self.document, entity.row().end_token);
        hyphenated.is_none() || head.index() + 1 == self.tokens.end
    }

    fn add_described(&self, head: Token<'d>, depth: u32, ids: &mut Vec<EntityId>) {
        if head.upos() == Upos::Pron && matches!(head.lemma(), "who" | "which" | "that" | "whom" | "whose") {
            if let Some(antecedent) = antecedent(head) {
                self.add(antecedent, depth - 1, ids);
            }
            return;
        }
        let lemma = head.lemma().to_ascii_lowercase();
        let is_relation = vocabulary::is(&lemma, Class::Relation) || vocabulary::is(&lemma, Class::Unaligned);
        if Self::add_beside(head, ids) {
            return;
        }
        let leading = vocabulary::is(&lemma, Class::Appositive) || vocabulary::is(&lemma, Class::Partitive);
        if leading && self.add_of(head, depth, ids) {
            return;
        }
        if is_relation {
            // "Islamic State militants" act for the group; "Ruritanian militants" for nobody known.
            if vocabulary::is(&lemma, Class::Unaligned) {
                let mut named = Vec::new();
                self.add_modifier(Self::first_of(head), head.index(), &mut named);
                named
                    .retain(|id: &EntityId| gazetteer::get().kind_of(id.as_str()) == Some(EntityKind::Group));
                ids.append(&mut named);
            }
            return;
        }
        if self.add_before(head, depth, ids) {
            return;
        }
        let _ = self.add_of(head, depth, ids)
            || self.add_from(head, &lemma, depth, ids)
            || self.add_example(head, &lemma, depth, ids)
            || self.add_leader(head, &lemma, depth, ids);
    }

    /// "places such as Ruritania", "countries like Ruritania and Syldavia".
    fn add_example(&self, head: Token<'d>, lemma: &str, depth: u32, ids: &mut Vec<EntityId>) -> bool {
        matches!(lemma, "place" | "country" | "nation" | "state" | "government")
            && self.add_after(head, depth, ids, |case| matches!(case, "such" | "like"))
    }

    /// "a group led by the senator": those who follow act for the same state or body.
    fn add_leader(&self, head: Token<'d>, lemma: &str, depth: u32, ids: &mut Vec<EntityId>) -> bool {
        let before = ids.len();
        if matches!(lemma, "group" | "team" | "delegation" | "coalition" | "force" | "mission" | "panel") {
            let led = head
                .children_by(Deprel::Acl)
                .filter(|verb| matches!(verb.lemma(), "lead" | "head" | "chair" | "command"));
            for agent in led.flat_map(|verb| verb.children_by(Deprel::OblAgent)) {
                self.add(agent, depth - 1, ids);
            }
        }
        ids.len() > before
    }

    /// Names that stand beside the head: "the minister, X", "President X", "its ally X".
    fn add_beside(head: Token<'d>, ids: &mut Vec<EntityId>) -> bool {
        let before = ids.len();
        for child in head.children() {
            let beside = matches!(child.deprel(), Deprel::Appos | Deprel::Flat | Deprel::NmodDesc)
                || (child.deprel() == Deprel::Compound && child.index() > head.index());
            if !beside {
                continue;
            }
            if let Some(entity) = child.entity()
                && !entity.is_adjective()
                && entity.kind() != EntityKind::Place
            {
                add_all(entity, ids);
                // "four countries: X, Y and Z"
                if child.deprel() == Deprel::Appos && matches!(head.xpos(), Xpos::Nns) {
                    Self::add_conjuncts(child, ids);
                }
            }
        }
        ids.len() > before
    }

    /// What is joined to `first`, one after the other.
    fn add_conjuncts(first: Token<'d>, ids: &mut Vec<EntityId>) {
        let mut open = vec![first];
        while let Some(token) = open.pop() {
            for other in token.children_by(Deprel::Conj) {
                if let Some(entity) = other.entity().filter(|entity| entity.kind() != EntityKind::Place) {
                    add_all(entity, ids);
                }
                open.push(other);
            }
        }
    }

    /// Owners, adjectives and names in front of the head: "Ruritania's", "its", "Ruritanian".
    fn add_before(&self, head: Token<'d>, depth: u32, ids: &mut Vec<EntityId>) -> bool {
        let before = ids.len();
        // "Syldavia's Liberation Front group": the group acts, wherever it is at home.
        let named = head.children_by(Deprel::Compound).filter_map(Token::entity).find(|entity| {
            entity.kind() == EntityKind::Group && !entity.is_adjective() && !entity.id().is_empty()
        });
        if let Some(group) =
            named.filter(|group| context::suffix(self.document, group.row().end_token).is_none())
        {
            add_all(group, ids);
            return true;
        }
        for owner in head.children_by(Deprel::NmodPoss) {
            self.add(owner, depth - 1, ids);
            for other in owner.children_by(Deprel::Conj) {
                self.add(other, depth - 1, ids);
            }
        }
        if ids.len() > before {
            return true;
        }
        let first = Self::first_of(head);
        self.add_modifier(first, head.index(), ids)
    }

    /// Where the base phrase of `head` begins: its leftmost child that is no separate clause.
    fn first_of(head: Token<'d>) -> u32 {
        let modifiers = |token: Token<'d>| {
            token.children().filter(move |child| {
                child.index() < token.index()
                    && matches!(
                        child.deprel(),
                        Deprel::Amod
                            | Deprel::Compound
                            | Deprel::NmodUnmarked
                            | Deprel::Nmod
                            | Deprel::NmodPoss
                            | Deprel::Det
                            | Deprel::Nummod
                            | Deprel::Flat
                            | Deprel::Dep
                    )
            })
        };
        let mut first = head;
        while let Some(next) = modifiers(first).next() {
            first = next;
        }
        first.index()
    }

    /// The leftmost name that modifies the head, with those joined to it: "Russian-Belarusian".
    fn add_modifier(&self, first: u32, head: u32, ids: &mut Vec<EntityId>) -> bool {
        let before = ids.len();
        let mut at = first;
        while at < head {
            let Some(entity) = self.document.token(at).and_then(Token::entity) else {
                at += 1;
                continue;
            };
            let row = entity.row();
            at = row.end_token.max(at + 1);
            if entity.kind() == EntityKind::Place || entity.id().is_empty() || self.is_hollow(entity) {
                continue;
            }
            add_all(entity, ids);
            let Some(next) = self.joined(at, head) else { break };
            at = next;
        }
        ids.len() > before
    }

    /// Whether a mention before a hyphen says something about the head without being its doer:
    /// "Ruritania-backed", "anti-Ruritanian".
    fn is_hollow(&self, entity: Entity<'_>) -> bool {
        let row = entity.row();
        context::has_prefix(self.document, row.first_token)
            || context::suffix(self.document, row.end_token)
                .is_some_and(|suffix| !vocabulary::is(suffix, Class::Lead))
    }

    /// Where a mention joined by "-", "and", "," or "/" to the one that ends at `end` begins.
    fn joined(&self, end: u32, head: u32) -> Option<u32> {
        let is_link = |text: &str| context::is_hyphen(text) || matches!(text, "and" | "," | "/" | "&" | "or");
        let mut at = end;
        while at < head && self.document.token(at).is_some_and(|token| is_link(token.text())) {
            at += 1;
        }
        let entity = self.document.token(at).filter(|_| at > end && at < head)?.entity()?;
        (entity.kind() != EntityKind::Place).then_some(at)
    }

    /// What follows "of": "the government of Ruritania", "some of the troops".
    fn add_of(&self, head: Token<'d>, depth: u32, ids: &mut Vec<EntityId>) -> bool {
        self.add_after(head, depth, ids, |case| case == "of")
    }

    /// Where people come from or sit: "officials from Ruritania", "leaders in Ruritania".
    fn add_from(&self, head: Token<'d>, lemma: &str, depth: u32, ids: &mut Vec<EntityId>) -> bool {
        let is_goods = matches!(
            lemma,
            "good"
                | "goods"
                | "import"
                | "product"
                | "car"
                | "vehicle"
                | "steel"
                | "aluminium"
                | "aluminum"
                | "wine"
                | "grain"
                | "beef"
                | "oil"
                | "gas"
                | "coal"
                | "chip"
                | "shipment"
                | "export"
        );
        if !is_goods && !vocabulary::is(lemma, Class::Actor) && !vocabulary::is(lemma, Class::State) {
            return false;
        }
        self.add_after(head, depth, ids, |case| matches!(case, "from" | "for"))
            || (matches!(
                lemma,
                "official"
                    | "leader"
                    | "authority"
                    | "policymaker"
                    | "lawmaker"
                    | "government"
                    | "regime"
                    | "ruler"
            ) && self.add_after(head, depth, ids, |case| case == "in"))
    }

    fn add_after(
        &self,
        head: Token<'d>,
        depth: u32,
        ids: &mut Vec<EntityId>,
        accepts: impl Fn(&str) -> bool,
    ) -> bool {
        let before = ids.len();
        for child in head.children_by(Deprel::Nmod).filter(|child| child.index() > head.index()) {
            if child.child(Deprel::Case).is_some_and(|case| accepts(case.lemma())) {
                self.add(child, depth - 1, ids);
                for other in child.children_by(Deprel::Conj) {
                    self.add(other, depth - 1, ids);
                }
            }
        }
        ids.len() > before
    }

    /// Without a parse: a name in front of the head, or after "of".
    fn add_nearby(&self, head: Token<'d>, ids: &mut Vec<EntityId>) {
        let lemma = head.lemma().to_ascii_lowercase();
        if vocabulary::is(&lemma, Class::Relation) || vocabulary::is(&lemma, Class::Unaligned) {
            return;
        }
        if self.add_modifier(self.tokens.start, head.index(), ids) {
            return;
        }
        let mut next = head.next().filter(|token| token.text() == "of");
        while let Some(token) = next.filter(|token| self.holds(*token)) {
            if let Some(entity) = token.entity() {
                add_all(entity, ids);
                return;
            }
            next = token
                .next()
                .filter(|token| matches!(token.upos(), Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn));
        }
    }
}

/// What a relative pronoun refers back to.
fn antecedent(pronoun: Token<'_>) -> Option<Token<'_>> {
    let mut clause = pronoun;
    for _ in 0..DEPTH {
        if matches!(clause.deprel(), Deprel::AclRelcl | Deprel::Acl) {
            return clause.head();
        }
        clause = clause.head()?;
    }
    None
}

fn add_all(entity: Entity<'_>, ids: &mut Vec<EntityId>) {
    for id in entity.id().split('+').filter(|id| !id.is_empty()) {
        if !ids.iter().any(|known| known.as_str() == id) {
            ids.push(EntityId::new(id));
        }
    }
}
