//! `claimtrack plugin new`: a crate that builds, passes its tests and is ready
//! for rules, inside the workspace of Claimtrack or anywhere else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;

/// Arguments of `claimtrack plugin new`.
#[derive(Debug, Args)]
#[command(after_help = "Example: claimtrack plugin new energy && cd energy && cargo test")]
pub(crate) struct NewArgs {
    /// Name of the plugin: lower-case letters, digits and hyphens
    name: String,
    /// Folder to make; the plugin's name unless given, under plugins/ in the workspace of Claimtrack
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Folder of Claimtrack's sources, for a plugin outside their workspace
    #[arg(long, value_name = "DIR")]
    sdk: Option<PathBuf>,
    /// Start from Rust code instead of rules
    #[arg(long)]
    rust: bool,
}

const RULES: Template = &[
    ("src/lib.rs", include_str!("template/rules-lib.rs.txt")),
    ("src/rules.yaml", include_str!("template/rules.yaml.txt")),
    ("tests/claims.rs", include_str!("template/rules-claims.rs.txt")),
    ("tests/texts/first.txt", include_str!("template/first.txt")),
    ("tests/texts/nothing.txt", include_str!("template/nothing.txt")),
    ("tests/snapshots/claims__texts@nothing.txt.snap", include_str!("template/nothing.snap.txt")),
    ("tests/snapshots/claims__texts@first.txt.snap", include_str!("template/rules-first.snap.txt")),
];

const RUST: Template = &[
    ("src/lib.rs", include_str!("template/rust-lib.rs.txt")),
    ("tests/claims.rs", include_str!("template/rust-claims.rs.txt")),
    ("tests/texts/first.txt", include_str!("template/first.txt")),
    ("tests/texts/nothing.txt", include_str!("template/nothing.txt")),
    ("tests/snapshots/claims__texts@nothing.txt.snap", include_str!("template/nothing.snap.txt")),
    ("tests/snapshots/claims__texts@first.txt.snap", include_str!("template/rust-first.snap.txt")),
];

/// Files of a new crate: path and text, in which `{name}` and its like are filled in.
type Template = &'static [(&'static str, &'static str)];

/// Makes the crate; changes nothing when there is something at its place.
pub(crate) fn run(args: &NewArgs) -> anyhow::Result<ExitCode> {
    let name = &args.name;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !name.starts_with(|first: char| first.is_ascii_lowercase()) || !name.bytes().all(plain) {
        bail!("{name:?} is no name of a plugin; use lower-case letters, digits and hyphens");
    }
    let here = std::env::current_dir().context("the current folder")?;
    let workspace = here.ancestors().find(|folder| is_claimtrack(folder));
    let folder = match (&args.folder, workspace) {
        (Some(folder), _) => std::path::absolute(folder)?,
        (None, Some(workspace)) => workspace.join("plugins").join(name),
        (None, None) => here.join(name),
    };
    if folder.exists() {
        bail!("{}: is there already; nothing was changed", folder.display());
    }
    let is_member = workspace.is_some_and(|workspace| folder.parent() == Some(&workspace.join("plugins")));
    let manifest =
        if is_member { member_manifest(name) } else { own_manifest(name, &sources(args, workspace)?) };
    let files = if args.rust { RUST } else { RULES };
    write(&folder, "Cargo.toml", &manifest)?;
    for (path, text) in files {
        let text = text.replace("{name}", name).replace("{crate}", &name.replace('-', "_"));
        write(&folder, path, &text)?;
    }
    if !is_member {
        write(&folder, ".gitignore", "/target\n*.snap.new\n")?;
        let program = std::env::current_exe().context("the path of this program")?;
        write(&folder, ".cargo/config.toml", &settings(&program))?;
    }
    println!("Made the plugin {name} in {}.", folder.display());
    let first = if args.rust { "src/lib.rs" } else { "src/rules.yaml" };
    println!("Write what it finds into {first}; `cargo test` there tries it.");
    Ok(ExitCode::SUCCESS)
}

/// Whether a folder holds Claimtrack's own sources.
fn is_claimtrack(folder: &Path) -> bool {
    folder.join("plugins/sdk/Cargo.toml").is_file() && folder.join("core/Cargo.toml").is_file()
}

/// Where the sources are that a plugin outside their workspace is built against.
fn sources(args: &NewArgs, workspace: Option<&Path>) -> anyhow::Result<PathBuf> {
    // The sources that this program was built from, if they are still there.
    let built_from = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let found = args.sdk.as_deref().or(workspace).or(built_from).filter(|folder| is_claimtrack(folder));
    match (found, &args.sdk) {
        (Some(folder), _) => std::path::absolute(folder).context("the folder of the sources"),
        (None, Some(sdk)) => {
            bail!("{}: not the sources of Claimtrack; there is no plugins/sdk in it", sdk.display())
        }
        (None, None) => bail!("the sources of Claimtrack are not where they were; name them: --sdk DIR"),
    }
}

fn write(folder: &Path, path: &str, text: &str) -> anyhow::Result<()> {
    let path = folder.join(path);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).with_context(|| format!("{}: can not be made", parent.display()))?;
    fs::write(&path, text).with_context(|| format!("{}: can not be written", path.display()))
}

fn member_manifest(name: &str) -> String {
    include_str!("template/member.toml.txt").replace("{name}", name)
}

/// Cargo's settings for a plugin outside the workspace, where nothing else says which program tries its rules.
fn settings(program: &Path) -> String {
    format!(
        "# The program with which `cargo test` tries the rules.\n[env]\nCLAIMTRACK = {{ value = {:?}, force = false }}\n",
        program.to_string_lossy()
    )
}

fn own_manifest(name: &str, sources: &Path) -> String {
    // A quoted TOML string, whatever the path.
    let quoted = |path: PathBuf| format!("{:?}", path.to_string_lossy());
    include_str!("template/own.toml.txt")
        .replace("{name}", name)
        .replace("{sdk}", &quoted(sources.join("plugins/sdk")))
        .replace("{core}", &quoted(sources.join("core")))
}
