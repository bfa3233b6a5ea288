//! Options that choose plugins, and the report of what went wrong with them.

use std::path::PathBuf;

use claimtrack_host::{Failure, Host, Settings};

/// Which plugins run. All that are found do, unless these options say otherwise.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Plugins")]
pub(crate) struct Options {
    /// Adds a plugin: a library file, or a folder of them.
    #[arg(long = "plugin", value_name = "PATH")]
    plugins: Vec<PathBuf>,
    /// Runs only the plugins of these names.
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    only: Vec<String>,
    /// Runs plugins in this process: for debugging one, as its crash ends the run.
    #[arg(long)]
    in_process: bool,
}

impl Options {
    /// Starts the plugins, those that a project names among them.
    pub(crate) fn start(&self, of_project: &[PathBuf]) -> Host {
        let mut settings = Settings::from_environment();
        settings.plugins.extend(self.plugins.iter().chain(of_project).cloned());
        settings.only.clone_from(&self.only);
        settings.in_process = self.in_process;
        Host::start(&settings)
    }

    /// The same, where nothing can be done without any.
    pub(crate) fn start_any(&self, of_project: &[PathBuf]) -> anyhow::Result<Host> {
        let host = self.start(of_project);
        anyhow::ensure!(
            !host.plugins().is_empty(),
            "no plugin could be started{}; `claimtrack plugin list` shows where they are looked for",
            host.start_failures().iter().map(|failure| format!("\n  {failure}")).collect::<String>()
        );
        Ok(host)
    }
}

/// Says on standard error what is missing because of plugins that failed; true when something is.
pub(crate) fn report(failures: &[Failure]) -> bool {
    for failure in failures {
        eprintln!("warning: {failure}");
    }
    !failures.is_empty()
}
