//! Workers that are killed from outside at random moments, and a host that is killed itself. Apart from
//! the other tests, because it kills whatever children this process has. Linux tells who they are.

#[path = "host/support.rs"]
mod support;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

/// First argument of a host that is to be killed.
const DOOMED: &str = "doomed-host";

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some(claimtrack_host::WORKER) => return claimtrack_host::worker(),
        #[cfg(target_os = "linux")]
        Some(DOOMED) => return linux::doomed(),
        _ => {}
    }
    #[cfg(target_os = "linux")]
    let trials = vec![
        Trial::test("killed_at_random_nothing_is_lost", linux::killed_at_random),
        Trial::test("no_worker_outlives_the_host", linux::no_worker_outlives_the_host),
    ];
    #[cfg(not(target_os = "linux"))]
    let trials: Vec<Trial> = vec![Trial::test("needs_linux", || Ok(())).with_ignored_flag(true)];
    let mut arguments = Arguments::from_args();
    // One after the other: the first takes every child of this process for its own.
    arguments.test_threads = Some(1);
    libtest_mimic::run(&arguments, trials).exit_code()
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;
    use std::fs;
    use std::io::{BufRead, BufReader};
    use std::process::{Command, ExitCode, Stdio};
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::time::{Duration, Instant};

    use claimtrack_core::document::Document;
    use claimtrack_host::{Host, Settings};
    use libtest_mimic::Failed;
    use rustix::process::{Pid, Signal, kill_process};

    use super::DOOMED;
    use super::support::{Random, Zoo, build_zoo, document, settings};

    /// Kills of the loop below.
    const KILLS: usize = 250;

    /// Living children of a process.
    fn children(process: &str) -> Vec<i32> {
        let tasks = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
        let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
        let all: Vec<i32> =
            lists.flat_map(|list| list.split_whitespace().flat_map(str::parse).collect::<Vec<_>>()).collect();
        all.into_iter().filter(|&child| is_alive(child)).collect()
    }

    /// The living workers that have the zoo's library loaded.
    fn zoo_workers() -> Vec<i32> {
        let maps = |worker: &i32| fs::read_to_string(format!("/proc/{worker}/maps")).unwrap_or_default();
        children("self").into_iter().filter(|worker| maps(worker).contains("claimtrack_zoo")).collect()
    }

    fn is_alive(process: i32) -> bool {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        stat.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with(['Z', 'X']))
    }

    fn kill(process: i32) -> bool {
        Pid::from_raw(process).is_some_and(|pid| kill_process(pid, Signal::KILL).is_ok())
    }

    fn documents() -> Vec<Document> {
        (0..40)
            .map(|number| document(&format!("d{number}"), &"word after word ".repeat(1 + number % 7)))
            .collect()
    }

    fn both(zoo: &Zoo) -> Settings {
        Settings { deaths: u32::MAX, time_limit: Duration::from_secs(20), ..settings(&[&zoo.zoo, &zoo.twin]) }
    }

    /// The neighbour of the plugin that is killed loses nothing. Of the killed one, each document is either
    /// whole or told to be missing.
    pub(super) fn killed_at_random() -> Result<(), Failed> {
        let zoo = build_zoo();
        let documents = documents();
        let (over, kills) = (AtomicBool::new(false), AtomicUsize::new(0));
        let (mut lost, mut shown) = (0, 0);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut random = Random::new(9);
                while !over.load(Ordering::Relaxed) {
                    std::thread::sleep(Duration::from_micros(random.below(8_000) as u64));
                    for worker in zoo_workers() {
                        kills.fetch_add(usize::from(kill(worker)), Ordering::Relaxed);
                    }
                }
            });
            let result = (|| {
                while kills.load(Ordering::Relaxed) < KILLS {
                    let (missing, all) = one_run(&both(&zoo), &documents)?;
                    (lost, shown) = (lost + missing, shown + all);
                }
                Ok::<(), String>(())
            })();
            over.store(true, Ordering::Relaxed);
            result
        })?;
        println!(
            "{} kills; of {shown} documents shown, {lost} lost the killed plugin's results",
            kills.into_inner()
        );
        Ok(())
    }

    /// Documents that lack a plugin's results, and all that were shown.
    fn one_run(settings: &Settings, documents: &[Document]) -> Result<(usize, usize), String> {
        let host = Host::start(settings);
        let plugins: Vec<String> = host.plugins().iter().map(|plugin| plugin.name.to_string()).collect();
        let found: Vec<_> = documents.chunks(8).flat_map(|batch| host.extract(batch)).collect();
        let failures = host.finish();
        let mut missing = BTreeMap::new();
        for plugin in &plugins {
            for (document, found) in documents.iter().zip(&found) {
                let count = found.iter().filter(|found| *found.plugin == **plugin).count();
                match count {
                    0 => *missing.entry(plugin.clone()).or_insert(0) += 1,
                    all if all == document.tokens.len() => {}
                    part => return Err(format!("{part} claims of {plugin} in {}", document.id)),
                }
            }
        }
        for (plugin, missing) in &missing {
            let told: usize = failures
                .iter()
                .filter(|failure| failure.plugin == *plugin && failure.document.is_some())
                .map(|failure| 1 + failure.also)
                .sum();
            if told != *missing {
                return Err(format!("{missing} documents of {plugin} missing, {told} told: {failures:?}"));
            }
        }
        if !plugins.iter().any(|plugin| plugin == "twin") || missing.contains_key("twin") {
            return Err(format!("the neighbour lost something: {failures:?}"));
        }
        Ok((missing.values().sum(), documents.len()))
    }

    /// A host whose plugin hangs; it waits to be killed.
    pub(super) fn doomed() -> ExitCode {
        let mut settings = both(&build_zoo());
        settings.config.insert("zoo".to_owned(), "endless-loop".to_owned());
        settings.time_limit = Duration::from_mins(1);
        let host = Host::start(&settings);
        println!("ready");
        host.extract(&[document("d", "BOOM")]);
        ExitCode::SUCCESS
    }

    pub(super) fn no_worker_outlives_the_host() -> Result<(), Failed> {
        let mut host = Command::new(std::env::current_exe()?).arg(DOOMED).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        let output = host.stdout.take().ok_or("it has an output")?;
        BufReader::new(output).read_line(&mut line)?;
        std::thread::sleep(Duration::from_millis(200));
        let workers = children(&host.id().to_string());
        host.kill()?;
        host.wait()?;
        if workers.len() != 2 {
            return Err(format!("{} workers, not 2", workers.len()).into());
        }
        let until = Instant::now() + Duration::from_secs(5);
        while workers.iter().any(|&worker| is_alive(worker)) {
            if Instant::now() > until {
                for &worker in &workers {
                    kill(worker);
                }
                return Err("a worker outlived the host".into());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }
}
