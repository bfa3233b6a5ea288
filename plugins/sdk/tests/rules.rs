//! What an author is told about rules that can't be used: one case for each thing that can be off.

use claimtrack_sdk::rules::RuleSet;

/// A rule that is whole, but for the lines that a case puts in their places.
fn rule(name: &str, kind: &str, fields: &str, claims: &str) -> String {
    format!("- rule: {name}\n  kind: {kind}\n{fields}\n{claims}\n")
}

const TRIGGER: &str = "  trigger: {verb: station}";
const CLAIMS: &str = "  claims: [{text: \"Borduria stationed troops in Syldavia.\"}]";

#[test]
fn unusable_rules_are_explained() {
    let with = |fields: &str| rule("station", "military.deploy", fields, CLAIMS);
    let target = |slot: &str| with(&format!("{TRIGGER}\n  target: {slot}"));
    let cases = [
        ("an unknown field", with("  trigger: {verb: station}\n  colour: red")),
        ("an unknown key of a participant", target("{sites: [in]}")),
        ("an unknown place", target("beside")),
        ("no preposition", target("{preposition: []}")),
        ("a site without a preposition", target("{site: []}")),
        ("an owner without a preposition", target("{owner_of: []}")),
        ("an unknown role", with("  trigger: {verb: station}\n  needs: [witness]")),
        ("an unknown sort", with("  trigger: {verb: station, with: {entity: planet}}")),
        ("an unknown list", with("  trigger: {verb: $nothing}")),
        ("no trigger", with("  actor: subject")),
        ("a trigger without words", with("  trigger: {}")),
        ("no examples", rule("station", "military.deploy", TRIGGER, "")),
        ("a kind without a domain", rule("station", "deploy", TRIGGER, CLAIMS)),
        (
            "a name twice",
            rule("station", "military.deploy", TRIGGER, CLAIMS)
                + &rule("station", "military.deploy", TRIGGER, CLAIMS),
        ),
    ];
    let told: String = cases
        .iter()
        .map(|(what, rules)| match RuleSet::compile(&format!("rules:\n{rules}")) {
            Ok(_) => format!("{what}: accepted\n"),
            Err(error) => format!("{what}: {error}\n"),
        })
        .collect();
    insta::assert_snapshot!(told);
}
