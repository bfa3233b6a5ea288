//! `claimtrack rules`: compiles rules files and runs the examples that each
//! rule carries, through the same analysis and claim building as `extract`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use claimtrack_core::analysis::{self, Effort, Model};
use claimtrack_core::claim::{Candidate, Context, Mention, prepare};
use claimtrack_sdk::rules::{Expect, RuleSet};

/// Checks rules files: every example under `claims:` must yield a claim of its rule's kind with the
/// fields it expects, every text under `silent:` none of that rule.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimtrack rules plugins/trade/src/rules.yaml")]
pub(crate) struct Args {
    /// Rules files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Show the claim of every example, not only failures.
    #[arg(long)]
    verbose: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut failed = 0;
    for file in &args.files {
        failed += check(file, args.verbose)?;
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn check(file: &Path, verbose: bool) -> anyhow::Result<usize> {
    let yaml = std::fs::read_to_string(file)
        .map_err(|error| anyhow::anyhow!("{}: can't be read: {error}", file.display()))?;
    let rules = RuleSet::compile(&yaml).map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))?;
    let (mut passed, mut failed) = (0, 0);
    for (rule, kind, claims, silent) in rules.examples() {
        for example in claims {
            let found = extract(&rules, &example.text);
            let own: Vec<_> = found.iter().filter(|mention| mention.extractor.rule == rule).collect();
            let failures: Vec<Vec<String>> =
                own.iter().map(|mention| differences(mention, &example.expect)).collect();
            if failures.iter().any(Vec::is_empty) {
                passed += 1;
                if verbose {
                    own.iter()
                        .for_each(|mention| println!("ok {rule}: {}\n   {}", example.text, shown(mention)));
                }
                continue;
            }
            failed += 1;
            println!("FAILED {rule} ({kind}): {}", example.text);
            for (mention, failures) in own.iter().zip(&failures) {
                println!("   found {}", shown(mention));
                failures.iter().for_each(|failure| println!("   {failure}"));
            }
            if own.is_empty() {
                println!("   no claim by this rule");
                found.iter().for_each(|mention| println!("   found {}", shown(mention)));
                why_not(&rules, &example.text).iter().for_each(|line| println!("   {line}"));
            }
        }
        for text in silent {
            let found = extract(&rules, text);
            if let Some(mention) = found.iter().find(|mention| mention.extractor.rule == rule) {
                failed += 1;
                println!("FAILED {rule}: should be silent on: {text}\n   found {}", shown(mention));
            } else {
                passed += 1;
            }
        }
    }
    println!("{}: {} rules, {passed} examples passed, {failed} failed", file.display(), rules.len());
    Ok(failed)
}

fn extract(rules: &RuleSet, text: &str) -> Vec<Mention> {
    let document = analysed(text);
    let view = document.view();
    let context = Context::new(&document);
    rules
        .find_all(&view)
        .iter()
        .filter_map(|draft| {
            let kind = &rules.kinds()[draft.kind as usize];
            let candidate = Candidate { plugin: "rules", version: "", kind, draft };
            context.build(candidate).ok().map(|built| built.mention)
        })
        .collect()
}

fn analysed(text: &str) -> claimtrack_core::document::Document {
    let mut document = analysis::analyse(Model::embedded(), "example", text.into(), Effort::Greedy, |_| true);
    prepare(&mut document, None);
    document
}

fn why_not(rules: &RuleSet, text: &str) -> Vec<String> {
    let document = analysed(text);
    let view = document.view();
    let mut lines = Vec::new();
    for sentence in view.sentences() {
        for attempt in rules.explain(sentence).1 {
            let trigger = view.token(attempt.trigger).map_or("", |token| token.text());
            lines.push(format!("{} at \u{201c}{trigger}\u{201d}: {}", attempt.rule, attempt.lack));
        }
    }
    lines
}

fn differences(mention: &Mention, expect: &Expect) -> Vec<String> {
    let words = |all: &[claimtrack_core::claim::Participant]| {
        let mut texts: Vec<&str> = all.iter().map(|one| one.text.as_str()).collect();
        texts.dedup();
        texts.join(" + ")
    };
    let fields: [(&str, &Option<String>, String); 6] = [
        ("actor", &expect.actor, words(&mention.actor)),
        ("target", &expect.target, words(&mention.target)),
        ("object", &expect.object, mention.object.clone()),
        ("stage", &expect.stage, mention.stage.as_str().to_owned()),
        ("factuality", &expect.factuality, mention.factuality.as_str().to_owned()),
        ("requested_by", &expect.requested_by, words(&mention.requested_by)),
    ];
    fields
        .into_iter()
        .filter_map(|(name, wanted, found)| {
            let wanted = wanted.as_ref()?;
            (*wanted != found)
                .then(|| format!("{name}: expected \u{201c}{wanted}\u{201d}, found \u{201c}{found}\u{201d}"))
        })
        .collect()
}

fn shown(mention: &Mention) -> String {
    let all = |all: &[claimtrack_core::claim::Participant]| {
        all.iter()
            .map(|one| format!("{} ({})", one.text, one.entity.as_deref().unwrap_or("?")))
            .collect::<Vec<_>>()
            .join(", ")
    };
    format!(
        "{} {} {} by {} [{}]: {} -> {} object {:?}{}",
        mention.kind,
        mention.stage.as_str(),
        mention.factuality,
        mention.extractor.rule,
        mention.trigger.text,
        all(&mention.actor),
        all(&mention.target),
        mention.object,
        if mention.requested_by.is_empty() {
            String::new()
        } else {
            format!(" requested by {}", all(&mention.requested_by))
        },
    )
}
