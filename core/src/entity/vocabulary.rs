//! Classes of words that tell what a noun phrase is: titles, roles, institutions,
//! relations between actors, forms of organisations. How they combine is for
//! `person`, `organisation` and `phrase`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tables;

/// What a word says about the phrase it stands in; `core/data/entities/words.tsv` lists each class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// A title or its last word.
    Title,
    /// A title that serves no state.
    Private,
    /// A title that only addresses.
    Address,
    /// Not in office.
    OutOfOffice,
    /// A state or its government.
    State,
    /// Those who act for someone.
    Actor,
    /// Sets its owner apart from the one it names.
    Relation,
    /// Acts for no state.
    Unaligned,
    /// "The republic of X".
    Appositive,
    /// "Some of the troops".
    Partitive,
    /// "Ministry".
    Institution,
    /// "Corp".
    Company,
    /// "University".
    Organisation,
    /// "Ruritania-led".
    Lead,
    /// "Brigades".
    Armed,
    /// "Liberation".
    Cause,
    /// "Viktor".
    Given,
    /// "Ruritania-backed".
    Hollow,
}

const CLASSES: [(&str, Class); 18] = [
    ("title", Class::Title),
    ("private", Class::Private),
    ("address", Class::Address),
    ("out-of-office", Class::OutOfOffice),
    ("state", Class::State),
    ("actor", Class::Actor),
    ("relation", Class::Relation),
    ("unaligned", Class::Unaligned),
    ("appositive", Class::Appositive),
    ("partitive", Class::Partitive),
    ("institution", Class::Institution),
    ("company", Class::Company),
    ("organisation", Class::Organisation),
    ("lead", Class::Lead),
    ("armed", Class::Armed),
    ("cause", Class::Cause),
    ("given", Class::Given),
    ("hollow", Class::Hollow),
];

static WORDS: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for [name, list] in tables::rows::<2>(tables::WORDS) {
        for &(_, class) in CLASSES.iter().filter(|(known, _)| *known == name) {
            for word in list.split(' ') {
                *words.entry(word).or_insert(0) |= 1 << class as u8;
            }
        }
    }
    words
});

/// Whether `word`, as it stands, is of this class.
pub(super) fn is(word: &str, class: Class) -> bool {
    WORDS.get(word).is_some_and(|classes| classes & (1 << class as u8) != 0)
}

/// Whether `word` is a title, in whatever case and with or without the dot of an abbreviation.
pub(super) fn is_title(word: &str) -> bool {
    is_in_lower_case(word, Class::Title)
}

/// Whether `word`, in lower case and without a final dot, is of this class.
pub(super) fn is_in_lower_case(word: &str, class: Class) -> bool {
    let word = word.trim_end_matches('.');
    if word.len() > 20 {
        return false;
    }
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return is(&word.to_ascii_lowercase(), class);
    }
    is(word, class)
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, Class, is, tables};

    #[test]
    fn every_line_names_a_class() {
        for [name, words] in tables::rows::<2>(tables::WORDS) {
            assert!(CLASSES.iter().any(|(known, _)| *known == name), "unknown class {name:?}");
            assert!(!words.is_empty(), "{name} lists no words");
        }
        assert!(is("minister", Class::Title));
        assert!(!is("minister", Class::Relation));
    }
}
