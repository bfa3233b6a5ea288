//! The parser's state: stack, buffer and the arcs made so far. Knows which moves
//! are allowed and what they do; which one is good is not its matter.

use claimtrack_sdk::Deprel;

use super::Place;

/// Number of structural moves.
pub const MOVES: usize = 4;

/// A structural move. The top of the stack is `s`, the front of the buffer `b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Move {
    /// Push `b`.
    Shift,
    /// Pop `s`, which has a head.
    Reduce,
    /// Hang `s` on `b` and pop it.
    Left,
    /// Hang `b` on `s` and push it.
    Right,
}

impl Move {
    /// All moves in the order of their columns.
    pub const ALL: [Move; MOVES] = [Move::Shift, Move::Reduce, Move::Left, Move::Right];
}

/// "No word".
const NIL: Place = Place::MAX;

#[derive(Clone, Copy, Debug)]
struct Node {
    head: Place,
    left: [Place; 2],
    right: [Place; 2],
    left_count: u8,
    right_count: u8,
    label: Deprel,
    left_set: u64,
    right_set: u64,
}

const BARE: Node = Node {
    head: NIL,
    left: [NIL; 2],
    right: [NIL; 2],
    left_count: 0,
    right_count: 0,
    label: Deprel::Dep,
    left_set: 0,
    right_set: 0,
};

/// Stack, buffer and arcs.
#[derive(Clone, Debug)]
pub struct State {
    stack: Vec<Place>,
    next: Place,
    root: Place,
    nodes: Vec<Node>,
}

impl State {
    /// The state before the first move, for a sentence of `words` words.
    pub fn new(words: usize) -> State {
        State { stack: Vec::with_capacity(24), next: 0, root: words as Place, nodes: vec![BARE; words + 1] }
    }

    /// Which moves are allowed, and how many.
    pub fn allowed(&self) -> ([bool; MOVES], usize) {
        let at_root = self.next == self.root;
        let headless = self.stack.last().is_some_and(|&top| self.nodes[usize::from(top)].head == NIL);
        let full = !self.stack.is_empty();
        let allowed = [!at_root, full && !headless, headless, full && !at_root];
        (allowed, allowed.iter().filter(|&&is| is).count())
    }

    /// The arc that `moved` would make, as head and dependent.
    pub fn arc(&self, moved: Move) -> Option<(Place, Place)> {
        match moved {
            Move::Shift | Move::Reduce => None,
            Move::Left => self.stack.last().map(|&top| (self.next, top)),
            Move::Right => self.stack.last().map(|&top| (top, self.next)),
        }
    }

    /// Makes a move; `label` is the relation of the arc if it makes one.
    pub fn apply(&mut self, moved: Move, label: Deprel) {
        match moved {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Reduce => {
                self.stack.pop();
            }
            Move::Left => {
                if let Some(dependent) = self.stack.pop() {
                    let bit = 1 << label as u64;
                    let node = &mut self.nodes[usize::from(self.next)];
                    node.left = [dependent, node.left[0]];
                    node.left_count = node.left_count.saturating_add(1);
                    node.left_set |= bit;
                    self.attach(dependent, self.next, label);
                }
            }
            Move::Right => {
                if let Some(&head) = self.stack.last() {
                    let bit = 1 << label as u64;
                    let node = &mut self.nodes[usize::from(head)];
                    node.right = [self.next, node.right[0]];
                    node.right_count = node.right_count.saturating_add(1);
                    node.right_set |= bit;
                    self.attach(self.next, head, label);
                }
                self.stack.push(self.next);
                self.next += 1;
            }
        }
    }

    fn attach(&mut self, dependent: Place, head: Place, label: Deprel) {
        let node = &mut self.nodes[usize::from(dependent)];
        node.head = head;
        node.label = label;
    }

    /// The stack's place `depth` from the top.
    pub fn stack(&self, depth: usize) -> Option<Place> {
        self.stack.len().checked_sub(depth + 1).map(|index| self.stack[index])
    }

    /// The stack from bottom to top.
    pub fn stacked(&self) -> &[Place] {
        &self.stack
    }

    /// The front of the buffer; the root (the number of words) when all words are consumed.
    pub fn next(&self) -> Place {
        self.next
    }

    /// Whether no move is left.
    pub fn is_done(&self) -> bool {
        self.next == self.root && self.stack.is_empty()
    }

    /// The head of the word at `place`, if it has one.
    pub fn head(&self, place: Place) -> Option<Place> {
        present(self.nodes[usize::from(place)].head)
    }

    /// The relation of the word at `place` to its head; [`Deprel::Dep`] if it has none yet.
    pub fn label(&self, place: Place) -> Deprel {
        self.nodes[usize::from(place)].label
    }

    /// The leftmost (0) or second leftmost (1) of the left dependents of `place`.
    pub fn left(&self, place: Place, which: usize) -> Option<Place> {
        present(self.nodes[usize::from(place)].left[which])
    }

    /// The rightmost (0) or second rightmost (1) of the right dependents of `place`.
    pub fn right(&self, place: Place, which: usize) -> Option<Place> {
        present(self.nodes[usize::from(place)].right[which])
    }

    /// How many left and right dependents `place` has.
    pub fn valency(&self, place: Place) -> (u8, u8) {
        let node = &self.nodes[usize::from(place)];
        (node.left_count, node.right_count)
    }

    /// The relations of the left and right dependents of `place`, a bit each.
    pub fn label_sets(&self, place: Place) -> (u64, u64) {
        let node = &self.nodes[usize::from(place)];
        (node.left_set, node.right_set)
    }
}

fn present(place: Place) -> Option<Place> {
    (place != NIL).then_some(place)
}
