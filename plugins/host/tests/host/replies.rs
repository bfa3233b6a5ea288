//! A worker that answers nonsense: random bytes, and right answers with wrong bytes in them. The host
//! survives, keeps the neighbour's claims and takes nothing that names what isn't there.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use claimtrack_host::{Host, Settings, sample_replies, understood};
use libtest_mimic::{Failed, Trial};

use crate::contract::first_plugin;
use crate::support::{Random, document, settings};

/// First argument of a worker that babbles.
pub(crate) const BABBLER: &str = "babbler";

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("replies::nonsense_is_understood_or_not", nonsense_is_understood_or_not),
        Trial::test("replies::a_babbling_worker_is_survived", a_babbling_worker_is_survived),
    ]
}

/// Right answers, with up to eight bytes changed, cut off or doubled.
fn nonsense(random: &mut Random) -> Vec<u8> {
    let mut bytes = sample_replies();
    match random.below(8) {
        0 => (0..random.below(300)).map(|_| random.below(256) as u8).collect(),
        1 => {
            bytes.truncate(random.below(bytes.len()));
            bytes
        }
        2 => bytes.repeat(2),
        _ => {
            for _ in 0..=random.below(8) {
                let at = random.below(bytes.len());
                bytes[at] = random.below(256) as u8;
            }
            bytes
        }
    }
}

fn nonsense_is_understood_or_not() -> Result<(), Failed> {
    let whole = understood(&sample_replies(), 2, 4, 1);
    if whole != 2 {
        return Err(format!("{whole} drafts of the sample, not 2").into());
    }
    let mut counts = [0; 3];
    for seed in 0..20_000 {
        counts[understood(&nonsense(&mut Random::new(seed)), 2, 4, 1).min(2)] += 1;
    }
    // Some of it still means something, some doesn't.
    if counts[0] > 0 && counts[2] > 0 { Ok(()) } else { Err(format!("{counts:?}").into()) }
}

/// The worker of the test below: introduces itself, then answers from its seed.
pub(crate) fn babble() -> ExitCode {
    let seed = std::env::args().nth(2).and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let mut random = Random::new(seed);
    let mut out = std::io::stdout();
    for _ in 0..4 {
        // The host may have had enough.
        let _ = out.write_all(&nonsense(&mut random));
    }
    let _ = out.flush();
    if random.below(4) == 0 {
        // Keeps the pipe open and says no more.
        std::thread::sleep(Duration::from_mins(1));
    }
    ExitCode::SUCCESS
}

fn a_babbling_worker_is_survived() -> Result<(), Failed> {
    let program: PathBuf = std::env::current_exe()?;
    let documents = [document("one", "the embargo holds"), document("two", "an embargo")];
    let mut failed = 0;
    for seed in 0..60_u64 {
        let host = Host::start(&Settings {
            worker: Some((program.clone(), vec![BABBLER.to_owned(), seed.to_string()])),
            time_limit: Duration::from_millis(20),
            start_limit: Duration::from_millis(500),
            ..settings(&[&first_plugin()])
        });
        let found = host.extract(&documents);
        for (found, document) in found.iter().zip(&documents) {
            for found in found {
                let end = document.tokens.len() as u32;
                assert!(found.draft.trigger.end <= end, "seed {seed}: {found:?}");
                assert!(
                    found.draft.arguments.iter().all(|part| part.end_token <= end),
                    "seed {seed}: {found:?}"
                );
            }
        }
        failed += usize::from(!host.finish().is_empty());
    }
    if failed > 20 { Ok(()) } else { Err(format!("only {failed} of 60 babblers failed").into()) }
}
