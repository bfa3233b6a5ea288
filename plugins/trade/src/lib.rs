//! Claims of the domain `trade`: the rules in `rules.yaml`.
