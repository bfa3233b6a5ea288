//! `claimtrack plugin list`: the plugins that would run, and why others can't.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;
use claimtrack_host::PluginInfo;
use clap::{Args, ValueEnum};

use crate::{PARTIAL, plugins};

/// Arguments of `claimtrack plugin list`.
#[derive(Debug, Args)]
#[command(after_help = "Example: claimtrack plugin list --verbose")]
pub(crate) struct ListArgs {
    #[command(flatten)]
    plugins: plugins::Options,
    /// Show kinds, rules, ABI, digest and origin as well
    #[arg(long, short)]
    verbose: bool,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

/// Starts all plugins and says what they are; exit code 3 when one can't run.
pub(crate) fn run(args: &ListArgs) -> anyhow::Result<ExitCode> {
    let host = args.plugins.start(&[]);
    let mut out = io::stdout().lock();
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, host.plugins())?;
            writeln!(out)?;
        }
        Format::Text => {
            for plugin in host.plugins() {
                write_plugin(&mut out, plugin, args.verbose).context("writing the list")?;
            }
            if host.plugins().is_empty() {
                writeln!(out, "no plugins; --plugin PATH names one, `claimtrack plugin new NAME` makes one")?;
            }
        }
    }
    let partial = plugins::report(&host.finish());
    Ok(ExitCode::from(if partial { PARTIAL } else { 0 }))
}

fn write_plugin(out: &mut impl Write, plugin: &PluginInfo, verbose: bool) -> io::Result<()> {
    let PluginInfo { name, version, description, .. } = plugin;
    writeln!(out, "{name} {version}  {description}")?;
    if !verbose {
        return Ok(());
    }
    let lemmas = match &plugin.triggers {
        None => "every sentence".to_owned(),
        Some(lemmas) => format!("sentences with one of {} lemmas", lemmas.len()),
    };
    writeln!(out, "  kinds    {}", plugin.kinds.join(", "))?;
    writeln!(
        out,
        "  rules    {}",
        if plugin.rules.is_empty() { "-".to_owned() } else { plugin.rules.join(", ") }
    )?;
    writeln!(out, "  reads    {lemmas}")?;
    writeln!(out, "  ABI      {}.{}, {}", plugin.abi.0, plugin.abi.1, plugin.build)?;
    writeln!(out, "  SHA-256  {}", plugin.digest)?;
    writeln!(out, "  origin   {}: {}", plugin.origin, plugin.path.display())
}
