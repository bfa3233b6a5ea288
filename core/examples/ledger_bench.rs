//! What a large ledger costs: 20,000 claims in 20 MB of YAML, loaded and
//! audited against unchanged sources.
//!
//! `cargo run --release -p claimtrack-core --example ledger_bench` prints the
//! times, beside that of the YAML crate alone, and the memory.

use std::time::{Duration, Instant};

use claimtrack_core::audit::{Options, audit};
use claimtrack_core::ledger::{Claim, Ledger, new_file, parse, render};
use claimtrack_core::source::Source;
use serde::Deserialize;

const CLAIMS: usize = 20_000;
const PER_SOURCE: usize = 20;

/// A ledger file as the YAML crate alone reads it.
#[derive(Deserialize)]
struct Plain {
    #[allow(dead_code, reason = "read, so that the work is the same")]
    schema: String,
    claims: Vec<Claim>,
}

fn main() {
    let (text, sources) = make();
    let megabytes = text.len() as f64 / 1e6;
    let [alone, loaded] =
        best([&|| serde_yaml::from_str::<Plain>(&text).expect("it is YAML").claims.len(), &|| {
            parse("claims/big.yaml", text.as_bytes()).expect("it is a ledger").claims.len()
        }]);
    let ledger = Ledger { files: vec![parse("claims/big.yaml", text.as_bytes()).expect("it is a ledger")] };
    let memory = peak_memory();
    let [audited] = best([&|| {
        let audit = audit(&ledger, &sources, Options::default());
        assert_eq!((audit.quotations, audit.ok), (CLAIMS, CLAIMS), "{:?}", audit.findings.first());
        audit.ok
    }]);
    println!("ledger         {megabytes:6.1} MB, {CLAIMS} claims");
    println!("YAML alone     {:6.2} s", alone.as_secs_f64());
    println!(
        "load           {:6.2} s, {:.2} times",
        loaded.as_secs_f64(),
        loaded.as_secs_f64() / alone.as_secs_f64()
    );
    println!("audit          {:6.2} s more", audited.as_secs_f64());
    if let Some(bytes) = memory {
        println!("peak memory    {:6.1} MB, {:.1} times the file", bytes / 1e6, bytes / 1e6 / megabytes);
    }
}

/// The shortest of six runs of each work, after one that warms up. The works take turns, so that what else the
/// machine does meets all of them alike.
#[allow(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn best<const N: usize>(works: [&dyn Fn() -> usize; N]) -> [Duration; N] {
    let run = |work: &dyn Fn() -> usize| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    for work in works {
        run(work);
    }
    (0..6).fold([Duration::MAX; N], |best, _| {
        let mut these = works.map(run).into_iter();
        best.map(|best| these.next().map_or(best, |this| best.min(this)))
    })
}

/// Peak resident memory, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = std::fs::OpenOptions::new().read(true).open("/proc/self/status").ok()?;
    let text = std::io::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes * 1024.0)
}

fn make() -> (String, Vec<Source>) {
    let filler =
        "The committee read the minutes of its former sessions, and nobody had anything to add to them. ";
    let mut out = new_file("../schema/claims.v1.json", &[]);
    let mut sources = Vec::new();
    for source in 0..CLAIMS / PER_SOURCE {
        let id = format!("source-{source}");
        let mut text = String::new();
        for number in 0..PER_SOURCE {
            text.push_str(filler);
            let exact = format!(
                "On day {number} of month {source} the Ruritanian ministry signed contract {number}/{source} with the \
                 Syldavian harbour board on a number of patrol boats, spare parts and the training of their crews, \
                 and both sides said that they would meet again before the end of the year to settle the price."
            );
            let start = text.len();
            text.push_str(&exact);
            let end = text.len();
            text.push(' ');
            out.push_str(&claim(&id, number, &text[..start], &exact, filler, start, end));
        }
        let read = Source::read(&format!("seeds/{id}.txt"), text.as_bytes(), None, text.len());
        sources.push(read.expect("it is text"));
    }
    (out, sources)
}

fn claim(
    source: &str,
    number: usize,
    before: &str,
    exact: &str,
    behind: &str,
    start: usize,
    end: usize,
) -> String {
    let yaml = format!(
        "id: military-{source}-{number}\nkind: military.transfer\nstage: agreed\nstatement: A contract was signed.\n\
         actor: [{{name: the Ruritanian ministry, entity: RUR}}]\n\
         target: [{{name: the Syldavian harbour board, entity: SYL}}]\nobject: patrol boats\ndate: 2024-05\n\
         evidence:\n- source: {source}\n  factuality: CT+\n  \
         attribution: [{{speaker: both sides, cue: said}}]\n  date_text: day {number}\n  \
         trigger: {{text: signed, start: {start}, end: {end}}}\n  exact: {exact:?}\n  prefix: {:?}\n  suffix: {:?}\n  \
         start: {start}\n  end: {end}\n  by: military@0.1.0/sign-agreement\n",
        &before[before.len() - 32..],
        format!(" {}", &behind[..31]),
    );
    let claim: Claim = serde_yaml::from_str(&yaml).expect("it is a claim");
    render(&claim, 0)
}
