//! Tests of the host. A main of its own, because the host starts this very program as its workers.

mod contract;
mod replies;
mod support;
mod trust;
mod wrong_files;
mod zoo;

use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some(claimtrack_host::WORKER) => return claimtrack_host::worker(),
        Some(replies::BABBLER) => return replies::babble(),
        _ => {}
    }
    let arguments = libtest_mimic::Arguments::from_args();
    let plugins = Arc::new(support::build_zoo());
    let (mut trials, table) = zoo::trials(&plugins);
    trials.extend(contract::trials());
    trials.extend(replies::trials());
    trials.extend(trust::trials(&plugins));
    trials.extend(wrong_files::trials(&plugins));
    let conclusion = libtest_mimic::run(&arguments, trials);
    zoo::print(&table);
    conclusion.exit_code()
}
