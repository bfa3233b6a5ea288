//! The contract across time: the plugin built against ABI 1.0, in C, runs on this host, on a later one and
//! inside the host's own process; and this host runs a plugin built against a later minor version.

use std::path::PathBuf;

use claimtrack_core::document::Document;
use claimtrack_host::{Found, Host, Settings, Triggers};
use claimtrack_sdk::{Role, Stage};
use libtest_mimic::{Failed, Trial};
use sha2::{Digest, Sha256};

use crate::support::{compile, document, entity, settings};

const HEADER: &str = include_str!("../abi-1.0/claimtrack_plugin.h");
const PLUGIN: &str = include_str!("../abi-1.0/plugin.c");

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("contract::first_abi_is_frozen", first_abi_is_frozen),
        Trial::test("contract::first_plugin_runs", || runs_everywhere(&first_plugin(), (1, 0))),
        Trial::test("contract::newer_plugin_runs", || runs_everywhere(&newer_plugin(), (1, 7))),
        Trial::test("contract::a_refusal_is_told", a_refusal_is_told),
    ]
}

/// Nobody may adapt the old plugin to the new host instead of the other way round.
fn first_abi_is_frozen() -> Result<(), Failed> {
    for (file, text, frozen) in [
        ("claimtrack_plugin.h", HEADER, "99a40dac12666bdddd53918a7beb0885edf73d0ea0a447a2bb91fe25fdd28c42"),
        ("plugin.c", PLUGIN, "5348eb9adb15631dfa8ee13286899268009c2ac0b74399c9cf1364781365e52e"),
    ] {
        let digest: Vec<String> = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        let digest = digest.concat();
        if digest != frozen {
            return Err(format!("abi-1.0/{file} has changed: {digest}").into());
        }
    }
    Ok(())
}

pub(crate) fn first_plugin() -> PathBuf {
    compile("first", HEADER, PLUGIN, &[])
}

/// The same source against a header of a later minor version, in which every struct that says its size has
/// grown at its end.
fn newer_plugin() -> PathBuf {
    let mut header = HEADER.to_owned();
    for grown in ["claimtrack_document", "claimtrack_draft", "claimtrack_sink", "claimtrack_descriptor"] {
        let end = format!("}} {grown};");
        assert!(header.contains(&end), "the header ends {grown} otherwise");
        header = header.replace(&end, &format!("    uint64_t appended[3];\n{end}"));
    }
    compile("newer", &header, PLUGIN, &["MINOR=7", "LEAST=136"])
}

fn documents() -> Vec<Document> {
    let mut one = document("one", "The embargo hurts Ruritania");
    let id = one.strings.intern("RUR");
    one.entities.push(entity(3, id));
    vec![one, document("two", "nothing here"), document("three", "embargo after embargo")]
}

fn runs_everywhere(plugin: &PathBuf, abi: (u32, u32)) -> Result<(), Failed> {
    let plain = settings(&[plugin]);
    let ways = [
        ("in a worker", plain.clone()),
        ("in this process", Settings { in_process: true, ..plain.clone() }),
        ("on a later host", Settings { later: true, ..plain }),
    ];
    for (way, settings) in ways {
        let host = Host::start(&settings);
        let plugins = host.plugins().to_vec();
        let triggers = host.triggers();
        let found = host.extract(&documents());
        let failures: Vec<String> = host.finish().iter().map(ToString::to_string).collect();
        assert!(failures.is_empty(), "{way}: {failures:?}");
        assert_eq!((plugins[0].abi, &*plugins[0].version), (abi, "1.0.0"), "{way}");
        assert_eq!(triggers, Triggers::Lemmas(["embargo".to_owned()].into()), "{way}");
        check(&found).map_err(|what| format!("{way}: {what}"))?;
    }
    Ok(())
}

fn check(found: &[Vec<Found>]) -> Result<(), String> {
    let counts: Vec<usize> = found.iter().map(Vec::len).collect();
    if counts != [2, 0, 2] {
        return Err(format!("{counts:?} claims: {found:?}"));
    }
    let (word, mention) = (&found[0][0], &found[0][1]);
    assert_eq!((&*word.kind, &*word.draft.rule), ("first.word", "word"));
    assert_eq!((word.draft.stage, word.draft.trigger.clone()), (Some(Stage::Agreed), 1..2));
    assert_eq!((&*mention.kind, mention.draft.stage), ("first.mention", None));
    let actor = mention.draft.arguments[0];
    assert_eq!((actor.role, actor.first_token, actor.end_token, actor.entity), (Role::Actor, 3, 4, 0));
    Ok(())
}

fn a_refusal_is_told() -> Result<(), Failed> {
    let mut settings = settings(&[&first_plugin()]);
    settings.config.insert("first".to_owned(), "refuse".to_owned());
    let failures = Host::start(&settings).finish();
    let told = failures.first().map(ToString::to_string).unwrap_or_default();
    if told.ends_with("did not start: it was told to refuse") { Ok(()) } else { Err(told.into()) }
}
