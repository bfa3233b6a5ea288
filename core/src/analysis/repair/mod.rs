//! Repairs: what a rule over tags and relations can put right in a parse of news
//! text. Each rule is about how English works and keeps the tree a tree; none
//! names a particular text. What is only doubtful is left as it is.

mod clause;
mod noun;
mod object;
mod relative;
mod tags;
mod verbal;

use claimtrack_sdk::{Deprel, Upos, Xpos};

use super::parser::{Place, Tree};
pub use tags::settle;

/// A word with its tags.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// The word.
    pub text: &'a str,
    /// Its part of speech.
    pub upos: Upos,
    /// Its Penn tag.
    pub xpos: Xpos,
}

impl Form<'_> {
    /// Whether it is one of `words`, which are in lower case.
    fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.eq_ignore_ascii_case(word))
    }

    fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    fn is_noun(&self) -> bool {
        matches!(self.xpos, Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Nnps)
    }
}

/// Repairs the parse of a sentence.
pub fn repair(words: &[Form], tree: &mut Tree) {
    let mut sentence = Sentence { words, tree };
    clause::punctuation(&mut sentence);
    clause::auxiliaries(&mut sentence);
    clause::adverb_roots(&mut sentence);
    clause::noun_roots(&mut sentence);
    clause::participle_roots(&mut sentence);
    clause::subordinate_subjects(&mut sentence);
    verbal::verbal_gerunds(&mut sentence);
    clause::joint_subjects(&mut sentence);
    clause::garden_paths(&mut sentence);
    noun::designators(&mut sentence);
    noun::bare_modifiers(&mut sentence);
    noun::hyphenated(&mut sentence);
    verbal::hyphenated(&mut sentence);
    verbal::particles(&mut sentence);
    verbal::gerunds(&mut sentence);
    object::stray_prepositions(&mut sentence);
    clause::subordinate_root(&mut sentence);
    relative::relative_root(&mut sentence);
    relative::reduced(&mut sentence);
    noun::titles(&mut sentence);
    noun::compounds(&mut sentence);
    noun::appositions(&mut sentence);
    noun::days(&mut sentence);
    noun::ends(&mut sentence);
    relative::relatives(&mut sentence);
    relative::partitives(&mut sentence);
    relative::sayings(&mut sentence);
    clause::reported_pasts(&mut sentence);
    clause::complements(&mut sentence);
    clause::joined_acts(&mut sentence);
    verbal::clauses_on_verbs(&mut sentence);
    verbal::means(&mut sentence);
    verbal::infinitives(&mut sentence);
    verbal::for_subjects(&mut sentence);
    verbal::object_infinitives(&mut sentence);
    object::shared_objects(&mut sentence);
    object::each_other(&mut sentence);
    object::two_objects(&mut sentence);
    object::lone_recipients(&mut sentence);
    object::parts(&mut sentence);
    object::asked_for(&mut sentence);
    clause::stray_subjects(&mut sentence);
    clause::passives(&mut sentence);
}

/// A parsed sentence under repair.
struct Sentence<'a> {
    words: &'a [Form<'a>],
    tree: &'a mut Tree,
}

impl Sentence<'_> {
    fn len(&self) -> usize {
        self.words.len()
    }

    /// The head of a word; `None` for the root.
    fn head(&self, place: usize) -> Option<usize> {
        let head = usize::from(self.tree.heads[place]);
        (head < self.len()).then_some(head)
    }

    fn label(&self, place: usize) -> Deprel {
        self.tree.labels[place]
    }

    fn root(&self) -> Option<usize> {
        (0..self.len()).find(|&place| self.head(place).is_none())
    }

    fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(move |&place| usize::from(self.tree.heads[place]) == head)
    }

    /// The first child with one of these relations.
    fn child(&self, head: usize, labels: &[Deprel]) -> Option<usize> {
        self.children(head).find(|&child| labels.contains(&self.label(child)))
    }

    fn has_subject(&self, place: usize) -> bool {
        let subjects = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter, Deprel::Expl, Deprel::Csubj];
        self.child(place, &subjects).is_some()
    }

    /// Whether `place` is `ancestor` or hangs below it.
    fn is_below(&self, mut place: usize, ancestor: usize) -> bool {
        loop {
            if place == ancestor {
                return true;
            }
            match self.head(place) {
                Some(head) => place = head,
                None => return false,
            }
        }
    }

    /// The first word of what hangs on `place`.
    fn leftmost(&self, place: usize) -> usize {
        (0..=place).find(|&word| self.is_below(word, place)).unwrap_or(place)
    }

    /// The last word of what hangs on `place`.
    fn rightmost(&self, place: usize) -> usize {
        (place..self.len()).rev().find(|&word| self.is_below(word, place)).unwrap_or(place)
    }

    /// Hangs `child` on `head`, unless that would make a circle.
    fn hang(&mut self, child: usize, head: usize, label: Deprel) {
        if !self.is_below(head, child) {
            self.tree.heads[child] = head as Place;
            self.tree.labels[child] = label;
        }
    }

    /// Hangs `children` on `head` as what they are.
    fn rehang(&mut self, children: Vec<usize>, head: usize) {
        for child in children {
            self.hang(child, head, self.label(child));
        }
    }

    /// The head of the phrase that `place` is in: up as long as the relation is one of these.
    fn climb(&self, mut place: usize, labels: &[Deprel]) -> usize {
        while let Some(above) = self.head(place).filter(|_| labels.contains(&self.label(place))) {
            place = above;
        }
        place
    }

    /// Puts `heir`, which hangs below `place`, in its stead; `place` hangs on it by `label` then.
    fn succeed(&mut self, place: usize, heir: usize, label: Deprel) {
        if heir != place && self.is_below(heir, place) {
            self.tree.heads[heir] = self.tree.heads[place];
            self.tree.labels[heir] = self.tree.labels[place];
            self.tree.heads[place] = heir as Place;
            self.tree.labels[place] = label;
        }
    }

    /// Whether one of the words in `range` has this form.
    fn any(&self, range: std::ops::Range<usize>, form: &str) -> bool {
        self.words[range].iter().any(|word| word.text == form)
    }
}
