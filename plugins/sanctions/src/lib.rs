//! Claims of the domain `sanctions`: the rules in `rules.yaml`.
