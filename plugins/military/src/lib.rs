//! Claims of the domain `military`: the rules in `rules.yaml`.
