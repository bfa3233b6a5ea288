//! `extract` gives the same ledger, byte for byte, whatever the order of the files and the number of threads.

mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use program::PROGRAM;

/// More than two batches of documents.
const SOURCES: usize = 150;

/// Sources that tell the same events in several wordings, so that claims are made of many mentions.
fn text(number: usize) -> String {
    let said = ["an official said", "the ministry said on Monday", "according to the Syldavian army"];
    let month = ["March", "April", "May", "June"][number % 4];
    let told = said[number % 3];
    let deed = [
        format!("In {month} 2025 Ruritania sold ten tanks to Syldavia, {told}."),
        format!("Ruritania imposed sanctions on Borduria in {month} 2025, {told}."),
        format!("Syldavia may withdraw its troops from Borduria, {told}. They signed no pact."),
        format!("Borduria and Ruritania signed a trade agreement in {month} 2025, {told}."),
        format!("Syldavia denied that it had bombed the Bordurian port in {month} 2025."),
    ];
    format!("{} {} {}\n", deed[number % 5], deed[(number / 5) % 5], deed[(number / 25) % 5])
}

/// The ledger that `extract` makes of the sources, which are named in this order.
fn ledger(order: &[usize], threads: &str) -> Vec<(String, Vec<u8>)> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: String| folder.path().join(name);
    fs::write(path("claimtrack.yaml".into()), "").expect("written");
    fs::create_dir(path("seeds".into())).expect("a folder");
    fs::create_dir(path("claims".into())).expect("a folder");
    for number in order {
        fs::write(path(format!("seeds/{number:03}.txt")), text(*number)).expect("written");
    }
    let output = Command::new(&*PROGRAM)
        .args(["extract", "--published", "2025-07-01", "--only", "sanctions,military,trade"])
        .args(order.iter().map(|number| format!("seeds/{number:03}.txt")))
        .env("RAYON_NUM_THREADS", threads)
        .current_dir(&folder)
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut files: Vec<_> = fs::read_dir(path("claims".into()))
        .expect("there is a ledger")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|path| (name(&path), fs::read(&path).expect("it can be read")))
        .collect();
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn any_order_of_files_and_any_number_of_threads() {
    let forwards: Vec<usize> = (0..SOURCES).collect();
    let backwards: Vec<usize> = (0..SOURCES).rev().collect();
    // 67 shares no factor with the number of sources, so each comes once.
    let mixed: Vec<usize> = (0..SOURCES).map(|number| number * 67 % SOURCES).collect();
    let expected = ledger(&forwards, "1");
    let domains: Vec<&str> = expected.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(domains, ["military.yaml", "sanctions.yaml", "trade.yaml"]);
    for (order, threads) in [(&forwards, "4"), (&backwards, "2"), (&mixed, "1"), (&mixed, "4")] {
        let found = ledger(order, threads);
        for ((name, expected), (_, found)) in expected.iter().zip(&found) {
            assert!(expected == found, "{name} differs with {threads} threads, first {}", order[0]);
        }
        assert_eq!(found.len(), expected.len());
    }
}
