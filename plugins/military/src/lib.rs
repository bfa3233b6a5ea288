//! Claims of the domain `military`: the rules in `rules.yaml`.

claimtrack_sdk::rules_plugin! {
    name: "military",
    description: "Military: attacks, posture, exercises, ties, transfers, capability",
    kinds: [
        "military.attack", "military.deploy", "military.withdraw", "military.exercise",
        "military.cooperate", "military.transfer", "military.build",
    ],
    rules: "rules.yaml",
}

claimtrack_sdk::test_rules!();
