//! The zoo of faults: whatever one plugin does, the other's claims are all there.
//! Prints a table: fault, what the user sees, claims of the neighbour kept.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use claimtrack_core::document::Document;
use claimtrack_host::{Host, Settings};
use libtest_mimic::{Failed, Trial};

use crate::support::{Zoo, document, settings};

/// Fault, what the failures must say (nothing: the fault does no harm), documents of the zoo's own kept.
const FAULTS: &[(&str, &str, usize)] = &[
    ("panic", "panicked at plugins/zoo/src/fault.rs:", 3),
    ("panic-payload", "panicked at", 3),
    ("panic-in-panic", "SIGABRT", 3),
    ("panic-in-drop", "", 4),
    ("panic-at-start", "did not start: panicked at", 0),
    ("refuse", "did not start: the setting \"colour\" is missing; add it", 0),
    ("abort-at-start", "did not start: its process ended by itself (signal: 6 (SIGABRT))", 0),
    ("abort", "(signal: 6 (SIGABRT))", 3),
    ("segfault", "(signal: 11 (SIGSEGV))", 3),
    ("stack-overflow", "fatal runtime error: stack overflow", 3),
    ("endless-loop", "stopped after the time limit of 300ms", 3),
    ("hang-at-start", "not ready within", 0),
    ("exit", "its process ended by itself (exit status: 0)", 3),
    ("out-of-memory", "memory allocation of", 3),
    ("bad-span", "turned away a draft with trigger tokens 7..1000000 in a document of 4", 3),
    ("inverted-span", "turned away a draft with trigger tokens 3..1 in a document of 4", 3),
    ("bad-argument", "turned away a draft with Actor tokens 0..1000000 in a document of 4", 3),
    ("bad-entity", "turned away a draft with entity mention 77, but the document has 0", 3),
    ("unknown-kind", "turned away a draft with kind 99, but the plugin lists 1", 3),
    ("flood", "more than 1004 drafts in one document", 3),
    ("fails", "the table of ports could not be read", 3),
    ("prints", "", 4),
    ("reads", "", 4),
    ("slow", "", 4),
    ("closes-pipes", "", 3),
];

/// One trial per fault, and the rows of the table they fill.
pub(crate) fn trials(zoo: &Arc<Zoo>) -> (Vec<Trial>, Arc<Mutex<Vec<String>>>) {
    let table = Arc::new(Mutex::new(Vec::new()));
    let mut trials: Vec<Trial> = FAULTS
        .iter()
        .map(|&(fault, says, kept)| {
            let (zoo, table) = (Arc::clone(zoo), Arc::clone(&table));
            Trial::test(format!("zoo::{fault}"), move || survives(&zoo, fault, says, kept, &table))
        })
        .collect();
    let shared = Arc::clone(zoo);
    trials.push(Trial::test("zoo::two_at_once", move || two_at_once(&shared)));
    (trials, table)
}

/// The table of the faults that were tried: fault, what the user sees, claims of the neighbour kept.
pub(crate) fn print(table: &Mutex<Vec<String>>) {
    let mut rows = table.lock().expect("no test panicked while it wrote").clone();
    rows.sort();
    if !rows.is_empty() {
        println!("{:<18}{:<14}what the user sees", "fault", "others' kept");
    }
    for row in &rows {
        println!("{row}");
    }
}

/// Four documents; the fault strikes in the third.
fn documents() -> Vec<Document> {
    vec![
        document("one", "first of four"),
        document("two", "second"),
        document("three", "here it goes BOOM"),
        document("four", "and on it goes"),
    ]
}

const TOKENS: usize = 3 + 1 + 4 + 4;

fn zoo_settings(zoo: &Zoo, faults: [&str; 2]) -> Settings {
    let mut settings = settings(&[&zoo.zoo, &zoo.twin]);
    // Short only where it is what the test waits for: the machine may be busy.
    let hangs = faults.contains(&"endless-loop");
    settings.time_limit = Duration::from_millis(if hangs { 300 } else { 10_000 });
    settings.start_limit = Duration::from_millis(1_500);
    settings.config = [("zoo", faults[0]), ("twin", faults[1])]
        .map(|(name, fault)| (name.to_owned(), fault.to_owned()))
        .into();
    settings
}

fn survives(
    zoo: &Zoo,
    fault: &str,
    says: &str,
    kept: usize,
    table: &Mutex<Vec<String>>,
) -> Result<(), Failed> {
    let documents = documents();
    let host = Host::start(&zoo_settings(zoo, [fault, ""]));
    let found = host.extract(&documents);
    let failures: Vec<String> = host.finish().iter().map(ToString::to_string).collect();
    let others = found.iter().flatten().filter(|found| &*found.plugin == "twin").count();
    let own = found.iter().filter(|found| found.iter().any(|found| &*found.plugin == "zoo")).count();
    let seen = if failures.is_empty() { "nothing".to_owned() } else { failures.join(" | ") };
    table
        .lock()
        .map_err(|_| "another test panicked")?
        .push(format!("{fault:<18}{others}/{TOKENS:<11}{seen}"));
    if others != TOKENS {
        return Err(format!("{others} of the neighbour's {TOKENS} claims kept; {seen}").into());
    }
    if own != kept {
        return Err(format!("{own} documents of the zoo's own kept, not {kept}; {seen}").into());
    }
    if says.is_empty() && kept == documents.len() && !failures.is_empty() {
        return Err(format!("no harm was done, but the user sees {seen}").into());
    }
    if !seen.contains(says) {
        return Err(format!("the user sees {seen:?}, not {says:?}").into());
    }
    if kept == 3 && !(failures.len() == 1 && seen.contains("document three")) {
        return Err(format!("not the one document is blamed: {seen}").into());
    }
    Ok(())
}

fn two_at_once(zoo: &Zoo) -> Result<(), Failed> {
    let begun = Instant::now();
    let host = Host::start(&zoo_settings(zoo, ["segfault", "endless-loop"]));
    let found = host.extract(&documents());
    let failures: Vec<String> = host.finish().iter().map(ToString::to_string).collect();
    for plugin in ["zoo", "twin"] {
        let count = found.iter().flatten().filter(|found| &*found.plugin == plugin).count();
        if count != TOKENS - 4 {
            return Err(format!("{count} claims of {plugin}, not {}: {failures:?}", TOKENS - 4).into());
        }
    }
    if failures.len() != 2 || begun.elapsed() > Duration::from_secs(10) {
        return Err(format!("{failures:?} in {:?}", begun.elapsed()).into());
    }
    Ok(())
}
