//! Borrowed views of an analysed document: small `Copy` values that read the
//! rows of [`abi`](crate::abi). They own nothing and outlive nothing: all of
//! them end with the call that handed out the document.

use crate::abi::{DateRow, EntityRow, NONE, Rows, SentenceRow, StringRow, TokenRow};
use crate::ud::{Deprel, Upos, Xpos};

/// What sort of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum EntityKind {
    /// Nothing is known of it.
    Unknown,
    /// A state or whatever acts for it: government, capital, officials, forces, adjective.
    State,
    /// An international organisation.
    Organisation,
    /// An armed group.
    Group,
    /// A company.
    Company,
    /// A person whose state or body is not known.
    Person,
    /// A place that is no political actor: a continent, a region, a city that is no capital.
    Place,
}

impl EntityKind {
    /// The value with this number; an unknown number (a newer peer) is [`EntityKind::Unknown`].
    pub fn from_number(number: u16) -> EntityKind {
        match number {
            1 => EntityKind::State,
            2 => EntityKind::Organisation,
            3 => EntityKind::Group,
            4 => EntityKind::Company,
            5 => EntityKind::Person,
            6 => EntityKind::Place,
            _ => EntityKind::Unknown,
        }
    }
}

/// One analysed document.
#[derive(Clone, Copy, Debug)]
pub struct Document<'d> {
    /// The source's id.
    pub id: &'d str,
    /// The source's text.
    pub text: &'d str,
    /// Bytes of the string table.
    pub string_bytes: &'d str,
    /// The string table.
    pub strings: Rows<'d, StringRow>,
    /// Sentence rows.
    pub sentence_rows: Rows<'d, SentenceRow>,
    /// Token rows.
    pub token_rows: Rows<'d, TokenRow>,
    /// Entity mention rows.
    pub entity_rows: Rows<'d, EntityRow>,
    /// Date rows.
    pub date_rows: Rows<'d, DateRow>,
}

impl<'d> Document<'d> {
    /// String `id` of the string table; the empty string if there is none.
    pub fn string(&self, id: u32) -> &'d str {
        self.strings
            .get(id)
            .and_then(|row| self.string_bytes.get(row.start as usize..row.end as usize))
            .unwrap_or("")
    }

    /// The text between two byte offsets; empty when they don't fit it.
    pub fn slice(&self, start: u32, end: u32) -> &'d str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// Its sentences, in order.
    pub fn sentences(&'d self) -> impl Iterator<Item = Sentence<'d>> {
        (0..self.sentence_rows.len()).filter_map(move |index| self.sentence(index))
    }

    /// Sentence `index`.
    pub fn sentence(&'d self, index: u32) -> Option<Sentence<'d>> {
        Some(Sentence { document: self, index, row: self.sentence_rows.get(index)? })
    }

    /// Its tokens, in order.
    pub fn tokens(&'d self) -> impl Iterator<Item = Token<'d>> {
        (0..self.token_rows.len()).filter_map(move |index| self.token(index))
    }

    /// Token `index`.
    pub fn token(&'d self, index: u32) -> Option<Token<'d>> {
        Some(Token { document: self, index, row: self.token_rows.get(index)? })
    }

    /// Its entity mentions, in order.
    pub fn entities(&'d self) -> impl Iterator<Item = Entity<'d>> {
        (0..self.entity_rows.len()).filter_map(move |index| self.entity(index))
    }

    /// Entity mention `index`.
    pub fn entity(&'d self, index: u32) -> Option<Entity<'d>> {
        Some(Entity { document: self, index, row: self.entity_rows.get(index)? })
    }

    /// The date expression that covers token `index`.
    pub fn date_at(&'d self, index: u32) -> Option<Date<'d>> {
        // Rows are in order and do not overlap: the last that starts before the token is the only one.
        let (mut low, mut high) = (0, self.date_rows.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.date_rows.get(middle) {
                Some(row) if row.first_token <= index => low = middle + 1,
                _ => high = middle,
            }
        }
        let row = self.date_rows.get(low.checked_sub(1)?)?;
        (index < row.end_token).then_some(Date { document: self, row })
    }

    /// Its date expressions, in order.
    pub fn dates(&'d self) -> impl Iterator<Item = Date<'d>> {
        (0..self.date_rows.len())
            .filter_map(move |index| Some(Date { document: self, row: self.date_rows.get(index)? }))
    }
}

/// A sentence of a document.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'d> {
    document: &'d Document<'d>,
    index: u32,
    row: &'d SentenceRow,
}

impl<'d> Sentence<'d> {
    /// Its number in the document.
    pub fn index(self) -> u32 {
        self.index
    }

    /// Its row.
    pub fn row(self) -> &'d SentenceRow {
        self.row
    }

    /// Its text.
    pub fn text(self) -> &'d str {
        self.document.slice(self.row.start, self.row.end)
    }

    /// Whether heads and relations of its tokens are set.
    pub fn is_parsed(self) -> bool {
        self.row.flags & SentenceRow::PARSED != 0
    }

    /// Whether it is a heading, byline or other text that is no sentence.
    pub fn is_heading(self) -> bool {
        self.row.flags & SentenceRow::HEADING != 0
    }

    /// Its tokens, in order.
    pub fn tokens(self) -> impl DoubleEndedIterator<Item = Token<'d>> + Clone {
        (self.row.first_token..self.row.end_token).filter_map(move |index| self.document.token(index))
    }
}

/// A token of a document.
#[derive(Clone, Copy, Debug)]
pub struct Token<'d> {
    document: &'d Document<'d>,
    index: u32,
    row: &'d TokenRow,
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Token<'_> {}

impl<'d> Token<'d> {
    /// Its number in the document.
    pub fn index(self) -> u32 {
        self.index
    }

    /// Its row.
    pub fn row(self) -> &'d TokenRow {
        self.row
    }

    /// The document it belongs to.
    pub fn document(self) -> &'d Document<'d> {
        self.document
    }

    /// Its text.
    pub fn text(self) -> &'d str {
        self.document.slice(self.row.start, self.row.end)
    }

    /// Its lemma: lower case but for proper nouns.
    pub fn lemma(self) -> &'d str {
        self.document.string(self.row.lemma)
    }

    /// Its part of speech.
    pub fn upos(self) -> Upos {
        Upos::from_number(self.row.upos)
    }

    /// Its Penn tag.
    pub fn xpos(self) -> Xpos {
        Xpos::from_number((self.row.flags & TokenRow::XPOS_MASK) as u16)
    }

    /// Its relation to its head.
    pub fn deprel(self) -> Deprel {
        Deprel::from_number(self.row.deprel)
    }

    /// The token it hangs on; none for a root.
    pub fn head(self) -> Option<Token<'d>> {
        if self.row.head == NONE { None } else { self.document.token(self.row.head) }
    }

    /// The sentence that holds it.
    pub fn sentence(self) -> Option<Sentence<'d>> {
        self.document.sentence(self.row.sentence)
    }

    /// The entity mention that covers it.
    pub fn entity(self) -> Option<Entity<'d>> {
        if self.row.entity == NONE { None } else { self.document.entity(self.row.entity) }
    }

    /// Whether it stands inside quotation marks.
    pub fn is_quoted(self) -> bool {
        self.row.flags & TokenRow::QUOTED != 0
    }

    /// The token before it in its sentence.
    pub fn previous(self) -> Option<Token<'d>> {
        let before = self.document.token(self.index.checked_sub(1)?)?;
        (before.row.sentence == self.row.sentence).then_some(before)
    }

    /// The token after it in its sentence.
    pub fn next(self) -> Option<Token<'d>> {
        let after = self.document.token(self.index + 1)?;
        (after.row.sentence == self.row.sentence).then_some(after)
    }

    /// The tokens that hang on it, in order.
    pub fn children(self) -> impl DoubleEndedIterator<Item = Token<'d>> + Clone {
        self.sentence()
            .map(|sentence| sentence.row.first_token..sentence.row.end_token)
            .unwrap_or(0..0)
            .filter_map(move |index| self.document.token(index))
            .filter(move |token| token.row.head == self.index)
    }

    /// The tokens that hang on it by `relation`, in order.
    pub fn children_by(self, relation: Deprel) -> impl DoubleEndedIterator<Item = Token<'d>> + Clone {
        self.children().filter(move |token| token.deprel() == relation)
    }

    /// The first token that hangs on it by `relation`.
    pub fn child(self, relation: Deprel) -> Option<Token<'d>> {
        self.children_by(relation).next()
    }
}

/// A mention of an entity.
#[derive(Clone, Copy, Debug)]
pub struct Entity<'d> {
    document: &'d Document<'d>,
    index: u32,
    row: &'d EntityRow,
}

impl<'d> Entity<'d> {
    /// Its number in the document.
    pub fn index(self) -> u32 {
        self.index
    }

    /// Its row.
    pub fn row(self) -> &'d EntityRow {
        self.row
    }

    /// What it resolves to: ISO 3166-1 alpha-3, a standard code or a name; empty when unknown.
    pub fn id(self) -> &'d str {
        self.document.string(self.row.id)
    }

    /// What sort of thing it is.
    pub fn kind(self) -> EntityKind {
        EntityKind::from_number(self.row.kind)
    }

    /// Head token of the mention.
    pub fn head(self) -> Option<Token<'d>> {
        self.document.token(self.row.head)
    }

    /// Whether it is an adjective or demonym.
    pub fn is_adjective(self) -> bool {
        self.row.flags & EntityRow::ADJECTIVE != 0
    }

    /// Whether it is a person by name, whomever they serve.
    pub fn is_person(self) -> bool {
        self.row.flags & EntityRow::PERSON != 0 || self.kind() == EntityKind::Person
    }
}

/// A date expression.
#[derive(Clone, Copy, Debug)]
pub struct Date<'d> {
    document: &'d Document<'d>,
    row: &'d DateRow,
}

impl<'d> Date<'d> {
    /// Its row.
    pub fn row(self) -> &'d DateRow {
        self.row
    }

    /// Its value in EDTF; empty when it can't be resolved.
    pub fn value(self) -> &'d str {
        self.document.string(self.row.value)
    }
}
