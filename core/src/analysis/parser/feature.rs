//! Features of the parser: what a state looks like to the scorers. The whole of
//! Zhang and Nivre (2011), more context, and counts between stack and buffer.

use claimtrack_sdk::{Deprel, Upos};

use super::Place;
use super::state::State;
use crate::analysis::hash;
use crate::analysis::tag::Tag;

/// A word as the parser sees it.
#[derive(Clone, Copy, Debug)]
pub struct Atom {
    /// The folded form, or its suffix and shape if it was not seen twice in training.
    pub word: u64,
    /// The last three characters, folded.
    pub suffix: u64,
    /// The joint tag.
    pub tag: Tag,
    /// The part of speech.
    pub upos: Upos,
}

/// The atoms of a sentence, with what lies outside it.
#[derive(Clone, Debug)]
pub struct Sentence {
    atoms: Vec<Atom>,
    next_verb: Vec<Place>,
    counts: Vec<[u8; 4]>,
}

const ROOT: Atom = Atom { word: 2, suffix: 2, tag: 252, upos: Upos::X };
const NIL: Atom = Atom { word: 3, suffix: 3, tag: 253, upos: Upos::X };

impl Sentence {
    /// A sentence of these words.
    pub fn new(mut atoms: Vec<Atom>) -> Sentence {
        let words = atoms.len();
        atoms.push(ROOT);
        let mut next_verb = vec![words as Place; words + 1];
        for place in (0..words).rev() {
            let is_verb = matches!(atoms[place].upos, Upos::Verb | Upos::Aux);
            next_verb[place] = if is_verb { place as Place } else { next_verb[place + 1] };
        }
        let mut counts = vec![[0_u8; 4]; words + 1];
        for place in 0..words {
            counts[place + 1] = counts[place];
            let kind = match atoms[place].upos {
                Upos::Verb => 0,
                Upos::Aux => 1,
                Upos::Cconj => 2,
                Upos::Punct => 3,
                _ => continue,
            };
            counts[place + 1][kind] = counts[place + 1][kind].wrapping_add(1);
        }
        Sentence { atoms, next_verb, counts }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.atoms.len() - 1
    }

    /// Whether it has no word.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The word at `place`; the root behind the last.
    pub fn atom(&self, place: Place) -> &Atom {
        self.atoms.get(usize::from(place)).unwrap_or(&NIL)
    }

    fn maybe(&self, place: Option<Place>) -> &Atom {
        place.map_or(&NIL, |place| self.atom(place))
    }

    /// Verbs, auxiliaries, conjunctions and marks strictly between two places, each up to three.
    fn between(&self, from: Place, to: Place) -> u64 {
        let (start, end) = (self.counts[usize::from(from) + 1], self.counts[usize::from(to)]);
        let mut all = 0;
        for kind in 0..4 {
            all = all << 2 | u64::from(end[kind].wrapping_sub(start[kind]).min(3));
        }
        all
    }
}

/// The distance of two places, coarser as it grows.
fn distance(from: Place, to: Place) -> u64 {
    match to.abs_diff(from) {
        0..=4 => u64::from(to.abs_diff(from)),
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

/// Label of a word, or "none" if it is missing or has no head.
fn label(state: &State, place: Option<Place>) -> u64 {
    match place {
        None => 99,
        Some(place) if state.head(place).is_none() => 98,
        Some(place) => state.label(place) as u64,
    }
}

struct Adder<'a> {
    features: &'a mut Vec<u64>,
    template: u64,
}

impl Adder<'_> {
    #[inline]
    fn add(&mut self, first: u64, second: u64, third: u64) {
        self.template = self.template.wrapping_add(0x1357_9BDF_0246_8ACF);
        self.features.push(hash::feature(self.template, first, second, third));
    }
}

/// The features of a state for the structural scorer.
#[allow(clippy::too_many_lines, clippy::similar_names, reason = "a list of features in one place")]
pub fn moves(state: &State, sentence: &Sentence, features: &mut Vec<u64>) {
    features.clear();
    let n0 = state.next();
    let (s0, s1, s2) = (state.stack(0), state.stack(1), state.stack(2));
    let b0 = sentence.atom(n0);
    let (b1, b2, b3) = (sentence.atom(n0 + 1), sentence.atom(n0 + 2), sentence.atom(n0 + 3));
    let (t0, t1, t2) = (sentence.maybe(s0), sentence.maybe(s1), sentence.maybe(s2));

    let head = s0.and_then(|s0| state.head(s0));
    let head2 = head.and_then(|head| state.head(head));
    let left = |place: Option<Place>, which| place.and_then(|place| state.left(place, which));
    let right = |place: Option<Place>, which| place.and_then(|place| state.right(place, which));
    let (s0l, s0l2, s0r, s0r2) = (left(s0, 0), left(s0, 1), right(s0, 0), right(s0, 1));
    let (n0l, n0l2) = (left(Some(n0), 0), left(Some(n0), 1));

    let (sw, st, su, ss) = (t0.word, u64::from(t0.tag), t0.upos as u64, t0.suffix);
    let (nw, nt, nu, ns) = (b0.word, u64::from(b0.tag), b0.upos as u64, b0.suffix);
    let (n1t, n2t, n3t) = (u64::from(b1.tag), u64::from(b2.tag), u64::from(b3.tag));
    let (s1t, s2t) = (u64::from(t1.tag), u64::from(t2.tag));
    let tag = |place: Option<Place>| u64::from(sentence.maybe(place).tag);
    let word = |place: Option<Place>| sentence.maybe(place).word;
    let s0label = label(state, s0);
    let (gap, between) = s0.map_or((9, 999), |s0| (distance(s0, n0), sentence.between(s0, n0)));
    let (s0vl, s0vr) = s0.map_or((9, 9), |s0| state.valency(s0));
    let (s0sl, s0sr) = s0.map_or((0, 0), |s0| state.label_sets(s0));
    let (n0vl, _) = state.valency(n0);
    let (n0sl, _) = state.label_sets(n0);
    let verb = sentence.next_verb[usize::from(n0).min(sentence.len())];
    let verb = distance(n0, verb) << 8 | u64::from(sentence.atom(verb).tag);

    let mut to = Adder { features, template: 0 };
    // Single words.
    to.add(sw, st, 0);
    to.add(sw, 1, 0);
    to.add(st, 2, s0label);
    to.add(nw, nt, 0);
    to.add(nw, 3, 0);
    to.add(nt, 4, 0);
    to.add(b1.word, n1t, 0);
    to.add(b1.word, 5, 0);
    to.add(n1t, 6, 0);
    to.add(b2.word, n2t, 0);
    to.add(b2.word, 7, 0);
    to.add(n2t, 8, 0);
    to.add(t1.word, s1t, 0);
    to.add(s1t, 9, label(state, s1));
    to.add(s2t, s1t, 0);
    to.add(n3t, n2t, 0);
    // Pairs.
    to.add(sw << 8 ^ st, nw << 8 ^ nt, 0);
    to.add(sw << 8 ^ st, nw, 0);
    to.add(sw, nw << 8 ^ nt, 0);
    to.add(sw, st, nt);
    to.add(st, nw, nt);
    to.add(sw, nw, 0);
    to.add(st, nt, 0);
    to.add(nt, n1t, 0);
    to.add(su, nu, s0label);
    to.add(ss, ns, 0);
    to.add(ss, nt, 0);
    to.add(st, ns, 0);
    to.add(sw, b1.word, 0);
    to.add(nw, b1.word, 0);
    to.add(t1.word, nw, 0);
    to.add(sw, n1t, nt);
    to.add(nw, n1t, st);
    to.add(nw, s0label, 0);
    to.add(sw, s0label, nt);
    // Triples.
    to.add(nt, n1t, n2t);
    to.add(st, nt, n1t);
    to.add(st, nt << 8 | n1t, n2t);
    to.add(tag(head), st, nt);
    to.add(st, tag(s0l), nt);
    to.add(st, tag(s0r), nt);
    to.add(st, nt, tag(n0l));
    to.add(s1t, st, nt);
    to.add(s1t << 8 | s2t, st, nt);
    to.add(s1t, st << 8 | nt, n1t);
    to.add(su, nu, b1.upos as u64);
    to.add(t1.upos as u64, su, nu);
    to.add(s0label, st, nt);
    to.add(s0label, st << 8 | nt, n1t);
    to.add(s0label, su, nw);
    to.add(label(state, s1), s1t << 8 | st, nt);
    // Distance and what lies between.
    to.add(sw, gap, 10);
    to.add(st, gap, 11);
    to.add(nw, gap, 12);
    to.add(nt, gap, 13);
    to.add(sw, nw, gap << 1 | 1);
    to.add(st, nt, gap << 1);
    to.add(st, nt, 1 << 32 | between);
    to.add(su, nu, 1 << 33 | between << 4 | gap);
    to.add(st, between, 14);
    to.add(nt, between, 15);
    to.add(st, nt, 1 << 34 | verb);
    to.add(nt, verb, 16);
    // Valency.
    let (vl, vr, nl) = (u64::from(s0vl), u64::from(s0vr), u64::from(n0vl));
    to.add(sw, vr, 17);
    to.add(st, vr, 18);
    to.add(sw, vl, 19);
    to.add(st, vl, 20);
    to.add(nw, nl, 21);
    to.add(nt, nl, 22);
    to.add(st, nt, 1 << 35 | vr << 8 | nl);
    // Heads and dependents.
    to.add(word(head), 23, s0label);
    to.add(tag(head), 24, s0label);
    to.add(word(s0l), 25, 0);
    to.add(tag(s0l), label(state, s0l), 26);
    to.add(word(s0r), 27, 0);
    to.add(tag(s0r), label(state, s0r), 28);
    to.add(word(n0l), 29, 0);
    to.add(tag(n0l), label(state, n0l), 30);
    to.add(label(state, s0r), st, nt);
    to.add(label(state, n0l), st, nt);
    to.add(label(state, n0l), label(state, s0r), st << 8 | nt);
    to.add(word(head2), tag(head2), 31);
    to.add(label(state, head), tag(head), 32);
    to.add(word(s0l2), tag(s0l2), 33);
    to.add(label(state, s0l2), 34, 0);
    to.add(word(s0r2), tag(s0r2), 35);
    to.add(label(state, s0r2), 36, 0);
    to.add(word(n0l2), tag(n0l2), 37);
    to.add(label(state, n0l2), 38, 0);
    to.add(st, tag(s0l), tag(s0l2));
    to.add(st, tag(s0r), tag(s0r2));
    to.add(st, tag(head), tag(head2));
    to.add(nt, tag(n0l), tag(n0l2));
    to.add(word(head), sw, nt);
    to.add(tag(head), sw, nw);
    to.add(word(s0r), nw, st);
    to.add(sw, word(n0l), nt);
    // Label sets.
    to.add(sw, s0sr, 39);
    to.add(st, s0sr, 40);
    to.add(sw, s0sl, 41);
    to.add(st, s0sl, 42);
    to.add(nw, n0sl, 43);
    to.add(nt, n0sl, 44);
    to.add(st << 8 | nt, s0sr, n0sl);
    to.add(st << 8 | nt, s0sl, 45);
}

/// The features of the arc from `head` to `dependent` for the relation scorer.
#[allow(clippy::too_many_lines, clippy::similar_names, reason = "a list of features in one place")]
pub fn labels(state: &State, sentence: &Sentence, head: Place, dependent: Place, features: &mut Vec<u64>) {
    features.clear();
    let (h, d) = (sentence.atom(head), sentence.atom(dependent));
    let (hw, ht, hu, hs) = (h.word, u64::from(h.tag), h.upos as u64, h.suffix);
    let (dw, dt, du, ds) = (d.word, u64::from(d.tag), d.upos as u64, d.suffix);
    let leftward = u64::from(dependent < head);
    let gap = distance(head, dependent) << 1 | leftward;
    let near = |place: Place, offset: i16| sentence.maybe(place.checked_add_signed(offset));
    let tag = |place: Option<Place>| u64::from(sentence.maybe(place).tag);
    let word = |place: Option<Place>| sentence.maybe(place).word;

    let (dl, dl2) = (state.left(dependent, 0), state.left(dependent, 1));
    let (dr, dr2) = (state.right(dependent, 0), state.right(dependent, 1));
    let case = first_child_by(state, dependent, &[Deprel::Case, Deprel::Mark]);
    let (dsl, dsr) = state.label_sets(dependent);
    let (hsl, hsr) = state.label_sets(head);
    let (sibling, sibling2) = if leftward == 1 {
        (state.left(head, 0), state.left(head, 1))
    } else {
        (state.right(head, 0), state.right(head, 1))
    };
    let grand = state.head(head);
    let between = sentence.between(head.min(dependent), head.max(dependent));

    let mut to = Adder { features, template: 0x0F0F };
    to.add(leftward, 0, 0);
    to.add(dw, leftward, 0);
    to.add(dt, leftward, 0);
    to.add(hw, leftward, 0);
    to.add(ht, leftward, 0);
    to.add(dw, dt, leftward);
    to.add(hw, ht, leftward);
    to.add(hw, dw, leftward);
    to.add(ht, dt, leftward);
    to.add(hw, dt, leftward);
    to.add(ht, dw, leftward);
    to.add(hs, ds, leftward);
    to.add(hu, du, gap);
    to.add(ht, dt, gap);
    to.add(hs, dt, leftward);
    to.add(ht, ds, leftward);
    to.add(ht, dt, 1 << 32 | between << 1 | leftward);
    // The dependent's children, its case word above all.
    to.add(word(case), du, leftward);
    to.add(word(case), ht, dt << 1 | leftward);
    to.add(word(case), hw, leftward);
    to.add(word(case), dw, leftward);
    to.add(word(dl), dt, leftward);
    to.add(tag(dl), ht, dt << 1 | leftward);
    to.add(label(state, dl), dt << 8 | ht, leftward);
    to.add(tag(dl), tag(dl2), dt << 1 | leftward);
    to.add(tag(dr), dt, leftward);
    to.add(label(state, dr), label(state, dr2), dt << 1 | leftward);
    to.add(dsl, dt << 8 | ht, leftward);
    to.add(dsr, dt << 8 | ht, leftward);
    // The head's other children.
    to.add(hsl, dt << 8 | ht, leftward);
    to.add(hsr, dt << 8 | ht, leftward);
    to.add(hsl, hw, dt << 1 | leftward);
    to.add(hsr, hw, dt << 1 | leftward);
    to.add(label(state, sibling), dt << 8 | ht, leftward);
    to.add(label(state, sibling), tag(sibling), dt << 1 | leftward);
    to.add(label(state, sibling), label(state, sibling2), dt << 1 | leftward);
    to.add(word(sibling), ht << 8 | dt, leftward);
    to.add(label(state, Some(head)), ht << 8 | dt, leftward);
    to.add(tag(grand), ht << 8 | dt, leftward);
    // Neighbours.
    let (before, after) = (near(dependent, -1), near(dependent, 1));
    let (head_before, head_after) = (near(head, -1), near(head, 1));
    to.add(before.word, dt, leftward);
    to.add(after.word, dt, leftward);
    to.add(u64::from(before.tag), dt << 8 | ht, leftward);
    to.add(u64::from(after.tag), dt << 8 | ht, leftward);
    to.add(u64::from(before.tag), u64::from(after.tag), dt << 1 | leftward);
    to.add(u64::from(head_before.tag), dt << 8 | ht, leftward);
    to.add(u64::from(head_after.tag), dt << 8 | ht, leftward);
    to.add(u64::from(after.tag), u64::from(near(dependent, 2).tag), dt << 1 | leftward);
    to.add(sentence.atom(0).word, dt << 8 | ht, leftward);
    to.add(sentence.atom(sentence.len().saturating_sub(1) as Place).word, dt << 8 | ht, leftward);
}

/// The word's outermost child with one of these relations, on its left.
fn first_child_by(state: &State, place: Place, relations: &[Deprel]) -> Option<Place> {
    [state.left(place, 0), state.left(place, 1)]
        .into_iter()
        .flatten()
        .find(|&child| relations.contains(&state.label(child)))
}
