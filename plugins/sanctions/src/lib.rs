//! Claims of the domain `sanctions`: the rules in `rules.yaml`.

claimtrack_sdk::rules_plugin! {
    name: "sanctions",
    description: "Sanctions: imposed, lifted, evaded, enforced",
    kinds: ["sanctions.impose", "sanctions.lift", "sanctions.evade", "sanctions.enforce"],
    rules: "rules.yaml",
}

claimtrack_sdk::test_rules!();
