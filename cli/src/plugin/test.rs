//! `claimtrack plugin test`: what one built plugin finds in texts from the
//! command line, through the real boundary.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use claimtrack_core::analysis::Effort;
use claimtrack_core::trial::shown;
use claimtrack_host::{Host, Settings};
use clap::Args;

use crate::pipeline::{self, Input};
use crate::terminal::{escape, escape_line};
use crate::{PARTIAL, plugins};

/// Arguments of `claimtrack plugin test`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  claimtrack plugin test target/debug/libclaimtrack_plugin_trade.so \\\n    \
    \"Ruritania imposed tariffs on Bordurian steel.\""
)]
pub(crate) struct TestArgs {
    /// The plugin's library
    path: PathBuf,
    /// Texts, each a document of its own
    #[arg(value_name = "TEXT")]
    texts: Vec<String>,
    /// Files to read as well
    #[arg(long = "file", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Say what each rule lacked
    #[arg(long)]
    why_not: bool,
}

/// Prints the claims of each text; exit code 1 when there is none at all.
pub(crate) fn run(args: &TestArgs) -> anyhow::Result<ExitCode> {
    let mut texts = args.texts.clone();
    for file in &args.files {
        texts.push(
            std::fs::read_to_string(file).with_context(|| format!("{}: can't be read", file.display()))?,
        );
    }
    anyhow::ensure!(!texts.is_empty(), "there is no text; give one, or a file: --file FILE");
    let host = Host::start(&Settings {
        plugins: vec![args.path.clone()],
        folders: Vec::new(),
        own_folders: Vec::new(),
        ..Settings::from_environment()
    });
    let triggers = host.triggers();
    let mut any = false;
    for (number, text) in texts.iter().enumerate() {
        let input = Input { id: format!("text {}", number + 1), text: text.as_str().into(), published: None };
        let document = pipeline::analyse(&input, &triggers, Effort::default());
        let lacks = if args.why_not { host.explain(&document) } else { Vec::new() };
        println!("{}", escape_line(text));
        for output in pipeline::claims(&host, vec![document]) {
            any |= !output.claims.is_empty();
            for claim in &output.claims {
                print_indented(&shown(&claim.mention));
            }
            for rejection in &output.rejections {
                print_indented(&format!(
                    "no claim: {} “{}”: {}",
                    rejection.rule, rejection.trigger, rejection.reason
                ));
            }
            if output.claims.is_empty() && output.rejections.is_empty() {
                println!("  nothing");
            }
        }
        for (plugin, lacks) in lacks {
            match lacks {
                None => println!("  {plugin} can't say what it lacked"),
                Some(lacks) if lacks.is_empty() => println!("  no sentence has a trigger of a rule"),
                Some(lacks) => lacks
                    .iter()
                    .for_each(|lack| println!("  {} lacked: {}", lack.rule, escape_line(&lack.lacked))),
            }
        }
    }
    let partial = plugins::report(&host.finish());
    Ok(ExitCode::from(if partial { PARTIAL } else { u8::from(!any) }))
}

fn print_indented(text: &str) {
    for line in text.lines() {
        println!("  {}", escape(line));
    }
}
