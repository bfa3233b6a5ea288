//! A small project in a temporary folder, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The source `a`: invented, as all texts of the tests.
pub(crate) const TEXT: &str = "The port stays closed. On Monday the ministers of Ruritania and Syldavia \
signed a pact on twelve patrol boats. Nobody from Borduria was there. Ruritania sells coal to Syldavia.";
/// What the two claims quote.
pub(crate) const PACT: &str =
    "On Monday the ministers of Ruritania and Syldavia signed a pact on twelve patrol boats.";
pub(crate) const COAL: &str = "Ruritania sells coal to Syldavia.";

/// A project with one source and two claims.
pub(crate) struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    pub(crate) fn new() -> Project {
        let project = Project { folder: tempfile::tempdir().expect("a temporary folder can be made") };
        project.write("claimtrack.yaml", "");
        project.write("seeds/a.txt", TEXT);
        project.write("claims/military.yaml", claims(&[("military-00000001", "military.cooperate", PACT)]));
        project.write("claims/trade.yaml", claims(&[("trade-00000002", "trade.exchange", COAL)]));
        project
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }

    /// Replaces a text in a file, which must hold it.
    pub(crate) fn edit(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert!(text.contains(old), "{name} holds {old:?}");
        self.write(name, text.replacen(old, new, 1));
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimtrack"));
        command.args(args).current_dir(self.root()).env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        let Output { status, stdout, stderr } = self.command(args).output().expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
        Run { code: status.code().expect("it ends by itself"), out: text(stdout), err: text(stderr) }
    }

    /// Every file of the ledger with its bytes.
    pub(crate) fn ledger(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = std::fs::read_dir(self.path("claims"))
            .expect("there is a ledger")
            .map(|entry| entry.expect("it can be read").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
            .map(|path| {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                (name, std::fs::read(&path).expect("it can be read"))
            })
            .collect();
        files.sort();
        files
    }
}

/// What a run came to.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A ledger file that quotes from [`TEXT`].
pub(crate) fn claims(list: &[(&str, &str, &str)]) -> String {
    let mut out = "schema: claimtrack/claims/1\nclaims:\n".to_owned();
    for (id, kind, exact) in list {
        let start = TEXT.find(exact).expect("the quotation is from the text");
        let end = start + exact.len();
        let prefix = &TEXT[start.saturating_sub(32)..start];
        let suffix = &TEXT[end..(end + 32).min(TEXT.len())];
        out.push_str(&format!(
            "- id: {id} # by hand\n  kind: {kind}\n  stage: agreed\n  status: proposed\n  statement: Two of them.\n  \
             actor: [{{name: Ruritania}}]\n  target: [{{name: Syldavia}}]\n  evidence:\n  - source: a\n    \
             factuality: CT+\n    exact: {exact}\n    prefix: {prefix:?}\n    suffix: {suffix:?}\n    \
             start: {start}\n    end: {end}\n"
        ));
    }
    out
}
