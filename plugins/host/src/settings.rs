//! What a run of the host is told: where plugins are, which to run, how long
//! each may take. Reads the environment once, in [`Settings::from_environment`].

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use etcetera::BaseStrategy;

/// Takes a line that a plugin printed: the plugin's name, the line without control characters.
pub type Output = Arc<dyn Fn(&str, &str) + Send + Sync>;

/// How a [`Host`](crate::Host) finds and runs plugins.
#[derive(Clone)]
pub struct Settings {
    /// Files and folders named by the person who runs it.
    pub plugins: Vec<PathBuf>,
    /// Folders to search after them; their plugins must be listed in the lock.
    pub folders: Vec<PathBuf>,
    /// Folders as trusted as the program itself, searched last.
    pub own_folders: Vec<PathBuf>,
    /// Names of the plugins to run; empty for all.
    pub only: Vec<String>,
    /// The list of plugins that were added and their digests.
    pub lock: Option<PathBuf>,
    /// Configuration text per plugin name.
    pub config: BTreeMap<String, String>,
    /// Longest time for one document.
    pub time_limit: Duration,
    /// Longest time from the start of a worker to its introduction.
    pub start_limit: Duration,
    /// Deaths of its worker after which a plugin is off for the run.
    pub deaths: u32,
    /// Most bytes of address space for a worker, where the system can limit it.
    pub memory_limit: u64,
    /// Play a later version of the host, whose rows and structs have grown: for the check of a plugin.
    pub later: bool,
    /// Run plugins in this process: for debugging a plugin only, because its crash ends the run.
    pub in_process: bool,
    /// Program and arguments of a worker; none for this program with [`WORKER`](crate::WORKER).
    pub worker: Option<(PathBuf, Vec<String>)>,
    /// Where lines go that plugins print.
    pub output: Output,
}

impl Settings {
    /// No place to search, the usual limits, plugin output on standard error.
    pub fn bare() -> Settings {
        Settings {
            plugins: Vec::new(),
            folders: Vec::new(),
            own_folders: Vec::new(),
            only: Vec::new(),
            lock: None,
            config: BTreeMap::new(),
            time_limit: Duration::from_secs(2),
            start_limit: Duration::from_secs(10),
            deaths: 3,
            memory_limit: 4 << 30,
            later: false,
            in_process: false,
            worker: None,
            output: Arc::new(|plugin, line| eprintln!("plugin {plugin}: {line}")),
        }
    }

    /// The usual places: `$CLAIMTRACK_PLUGIN_PATH`, the user's data folder, the folder of the program
    /// and `../lib/claimtrack/plugins` from there. Never the current folder by itself.
    pub fn from_environment() -> Settings {
        let mut settings = Settings::bare();
        if let Some(path) = std::env::var_os("CLAIMTRACK_PLUGIN_PATH") {
            settings.folders.extend(std::env::split_paths(&path).filter(|folder| folder.is_absolute()));
        }
        if let Some(data) = data_folder() {
            settings.folders.push(data.join("plugins"));
            settings.lock = Some(data.join("plugins.lock"));
        }
        if let Some(folder) = std::env::current_exe().ok().as_deref().and_then(std::path::Path::parent) {
            settings.own_folders.push(folder.to_owned());
            settings.own_folders.push(folder.join("../lib/claimtrack/plugins"));
        }
        settings
    }
}

/// The folder for what belongs to the user: `$XDG_DATA_HOME/claimtrack` or the system's equivalent.
fn data_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.data_dir().join("claimtrack"))
}
