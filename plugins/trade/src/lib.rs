//! Claims of the domain `trade`: the rules in `rules.yaml`.

claimtrack_sdk::rules_plugin! {
    name: "trade",
    description: "Trade: ties, exchange, finance, restrictions and their easing",
    kinds: ["trade.cooperate", "trade.exchange", "trade.finance", "trade.restrict", "trade.ease"],
    rules: "rules.yaml",
}

claimtrack_sdk::test_rules!();
