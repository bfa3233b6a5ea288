//! For the tests of those who write plugins and rules: a text in, the claims
//! that an extractor finds in it out, and the examples of a rules file. All in
//! this process: no host, no plugin file.

use std::fmt::Write as _;

use claimtrack_sdk::rules::{Expect, RuleSet};
use claimtrack_sdk::{Draft, Extractor, Sink};

use crate::analysis::{Effort, Model, analyse};
use crate::claim::{Candidate, Context, Mention, Participant, Rejection, prepare};
use crate::document::Document;

/// `text` analysed as in a real run, but with every sentence parsed.
pub fn document(text: &str) -> Document {
    let mut document = analyse(Model::embedded(), "text", text.into(), Effort::default(), |_| true);
    prepare(&mut document, None);
    document
}

/// The claims that an extractor of type `E` finds in `text`, as lines for a snapshot.
///
/// # Errors
/// What the extractor says when it can't start or gives the text up.
pub fn found<E: Extractor>(text: &str) -> Result<String, String> {
    let document = document(text);
    let mut sink = Sink::in_memory();
    E::create("")?.extract(&document.view(), &mut sink);
    if let Some(failure) = sink.failure() {
        return Err(failure.to_owned());
    }
    let (claims, rejections) = claims(&document, E::NAME, E::KINDS, sink.drafts());
    let mut lines: String = claims.iter().map(shown).collect();
    for rejection in &rejections {
        // Writing to a string can't fail.
        let _ = writeln!(lines, "no claim: {} “{}”: {}", rejection.rule, rejection.trigger, rejection.reason);
    }
    Ok(if lines.is_empty() { "nothing\n".to_owned() } else { lines })
}

fn claims(
    document: &Document,
    plugin: &str,
    kinds: &[impl AsRef<str>],
    drafts: &[Draft<'_>],
) -> (Vec<Mention>, Vec<Rejection>) {
    let context = Context::new(document);
    let (mut claims, mut rejections) = (Vec::new(), Vec::new());
    for draft in drafts {
        let kind = kinds.get(draft.kind as usize).map_or("", AsRef::as_ref);
        match context.build(Candidate { plugin, version: "", kind, draft }) {
            Ok(built) => claims.push(built.mention),
            Err(rejection) => rejections.push(rejection),
        }
    }
    (claims, rejections)
}

/// A claim in a few lines: kind, trigger, stage, factuality and rule; then a line per participant.
pub fn shown(claim: &Mention) -> String {
    let mut text = format!(
        "{} “{}” {} {} ({})\n",
        claim.kind,
        claim.trigger.text,
        claim.stage.as_str(),
        claim.factuality,
        claim.extractor.rule
    );
    for (role, all) in
        [("actor", &claim.actor), ("target", &claim.target), ("requested by", &claim.requested_by)]
    {
        for one in all {
            // Writing to a string can't fail.
            let _ = writeln!(text, "  {role}: {} = {}", one.text, one.entity.as_deref().unwrap_or("?"));
        }
    }
    if !claim.object.is_empty() {
        let _ = writeln!(text, "  object: {}", claim.object);
    }
    text
}

/// One example of a rule and what came of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The rule.
    pub rule: String,
    /// The example's text.
    pub text: String,
    /// What is wrong; empty when it came out as it should.
    pub problems: Vec<String>,
    /// The claims of all rules in it.
    pub found: Vec<Mention>,
}

/// Runs the examples of all rules: each text under `claims` must yield a claim of its rule with the fields
/// it expects, each under `silent` none of that rule. A rule without an example has a problem too.
pub fn examples(rules: &RuleSet) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for (rule, _, claims, silent) in rules.examples() {
        let outcome = |text: &str, found, problems| Outcome {
            rule: rule.to_owned(),
            text: text.to_owned(),
            problems,
            found,
        };
        if claims.is_empty() {
            let problem = "has no text under `claims`; add one that it must find something in".to_owned();
            outcomes.push(outcome("", Vec::new(), vec![problem]));
        }
        for example in claims {
            let found = found_by(rules, &example.text);
            let problems = missed(rules, rule, &example.text, &example.expect, &found);
            outcomes.push(outcome(&example.text, found, problems));
        }
        for text in silent {
            let found = found_by(rules, text);
            let speaks = found.iter().any(|claim| claim.extractor.rule == rule);
            let problems = if speaks { vec!["should be silent".to_owned()] } else { Vec::new() };
            outcomes.push(outcome(text, found, problems));
        }
    }
    outcomes
}

fn found_by(rules: &RuleSet, text: &str) -> Vec<Mention> {
    let document = document(text);
    claims(&document, "rules", rules.kinds(), &rules.find_all(&document.view())).0
}

/// What of the expected the rule's closest claim lacks; without a claim, what each candidate lacked.
fn missed(rules: &RuleSet, rule: &str, text: &str, expect: &Expect, found: &[Mention]) -> Vec<String> {
    let own = found.iter().filter(|claim| claim.extractor.rule == rule);
    if let Some(closest) = own.map(|claim| differences(claim, expect)).min_by_key(Vec::len) {
        return closest;
    }
    let document = document(text);
    let view = document.view();
    let attempts = view.sentences().flat_map(|sentence| rules.explain(sentence).1);
    let lacks = attempts.map(|attempt| {
        let trigger = view.token(attempt.trigger).map_or("", |token| token.text());
        format!("{} at “{trigger}”: {}", attempt.rule, attempt.lack)
    });
    std::iter::once("no claim by this rule".to_owned()).chain(lacks).collect()
}

fn differences(claim: &Mention, expect: &Expect) -> Vec<String> {
    let words = |all: &[Participant]| {
        let mut texts: Vec<&str> = all.iter().map(|one| one.text.as_str()).collect();
        texts.dedup();
        texts.join(" + ")
    };
    let fields: [(&str, &Option<String>, String); 6] = [
        ("actor", &expect.actor, words(&claim.actor)),
        ("target", &expect.target, words(&claim.target)),
        ("object", &expect.object, claim.object.clone()),
        ("stage", &expect.stage, claim.stage.as_str().to_owned()),
        ("factuality", &expect.factuality, claim.factuality.as_str().to_owned()),
        ("requested_by", &expect.requested_by, words(&claim.requested_by)),
    ];
    let differs = |(name, wanted, found): (&str, &Option<String>, String)| {
        let wanted = wanted.as_ref().filter(|wanted| **wanted != found)?;
        Some(format!("{name}: expected “{wanted}”, found “{found}”"))
    };
    fields.into_iter().filter_map(differs).collect()
}
