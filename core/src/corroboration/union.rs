//! Disjoint sets over indices (union-find).

/// The root is the smallest member, so that results do not depend on order.
pub(super) struct Union(Vec<usize>);

impl Union {
    pub(super) fn new(count: usize) -> Union {
        Union((0..count).collect())
    }

    pub(super) fn root(&mut self, index: usize) -> usize {
        let mut root = index;
        while self.0[root] != root {
            root = self.0[root];
        }
        let mut next = index;
        while self.0[next] != root {
            next = std::mem::replace(&mut self.0[next], root);
        }
        root
    }

    /// Joins the sets of two members; false when they were one already.
    pub(super) fn join(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return false;
        }
        self.0[one.max(other)] = one.min(other);
        true
    }
}
