//! `claimtrack review`: people decide on what the extractors proposed. Each
//! decision is on the disk before the next question, so a review can be left
//! and resumed at any moment; all of it works without a terminal too.

mod desk;
mod editor;
mod session;
mod view;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use claimtrack_core::ledger::{Claim, Decision, Party, Status};
use clap::Args;

use crate::store::Project;
use desk::Desk;

/// Decide on proposed claims: accept, reject, edit
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  claimtrack review                                   one claim after the other, at a terminal
  claimtrack review --kind military --source a        those of one domain and source
  claimtrack review --list                            what waits, without a terminal
  claimtrack review --accept military-3f9c2a71        decide without a terminal
  claimtrack review --source a --accept all           decide on all that the filters leave")]
pub(crate) struct ReviewArgs {
    /// Folder of the project; else the nearest one upwards
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,
    /// Accept these claims; `all` for every one that the filters leave
    #[arg(long, value_name = "ID", num_args = 1..)]
    accept: Vec<String>,
    /// Reject these claims
    #[arg(long, value_name = "ID", num_args = 1..)]
    reject: Vec<String>,
    /// Make these claims proposed again
    #[arg(long, value_name = "ID", num_args = 1..)]
    reopen: Vec<String>,
    /// Edit a claim in $VISUAL or $EDITOR
    #[arg(long, value_name = "ID")]
    edit: Option<String>,
    /// List what waits for a decision
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    filter: Filter,
}

/// Which claims are meant; a claim must pass all that are given.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Filter {
    /// Only claims of this kind or domain
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only claims with this actor or target, by name or entity
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Only claims that quote this source
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// Only claims of this status, instead of those that wait
    #[arg(long, value_name = "STATUS", value_parser = status)]
    status: Option<Status>,
}

fn status(name: &str) -> Result<Status, String> {
    Status::ALL.into_iter().find(|status| status.as_str() == name).ok_or_else(|| {
        let names: Vec<_> = Status::ALL.iter().map(|status| status.as_str()).collect();
        format!("a status is one of {}", names.join(", "))
    })
}

impl Filter {
    fn is_empty(&self) -> bool {
        self.kind.is_none() && self.actor.is_none() && self.source.is_none() && self.status.is_none()
    }

    fn passes(&self, claim: &Claim) -> bool {
        let kind = |name: &String| claim.kind.as_str() == name || claim.kind.domain() == name;
        let named = |party: &Party, name: &str| {
            party.entity.as_deref().is_some_and(|entity| entity.eq_ignore_ascii_case(name))
                || party.name.to_lowercase().contains(&name.to_lowercase())
        };
        let actor = |name: &String| claim.actor.iter().chain(&claim.target).any(|party| named(party, name));
        let source = |id: &String| claim.evidence.iter().any(|evidence| evidence.source == *id);
        self.status.map_or_else(|| claim.is_pending(), |status| claim.status == status)
            && self.kind.as_ref().is_none_or(kind)
            && self.actor.as_ref().is_none_or(actor)
            && self.source.as_ref().is_none_or(source)
    }
}

pub(crate) fn run(args: &ReviewArgs) -> Result<ExitCode> {
    let project = Project::find(args.project.as_deref())?;
    if args.list {
        let ledger = project.ledger()?;
        let lines: Vec<String> =
            ledger.claims().filter(|claim| args.filter.passes(claim)).map(view::line).collect();
        if lines.is_empty() {
            eprintln!("{}", nothing(&args.filter));
        } else {
            crate::terminal::print(&(lines.join("\n") + "\n"))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let decisions = [
        (Decision::Accept, &args.accept),
        (Decision::Reject, &args.reject),
        (Decision::Reopen, &args.reopen),
    ];
    let decides = decisions.iter().any(|(_, ids)| !ids.is_empty());
    if !decides && args.edit.is_none() && !std::io::stdin().is_terminal() {
        bail!(
            "review asks at a terminal, and there is none; use `--list`, `--accept ID…`, `--reject ID…` or `--edit ID`"
        );
    }
    let mut desk = Desk::open(project)?;
    if !decides && args.edit.is_none() {
        return session::run(&mut desk, &args.filter);
    }
    // Every id is known before the first decision is written.
    let mut work = Vec::new();
    for (decision, ids) in decisions {
        for id in ids {
            if id == "all" {
                let all = desk.select(&args.filter);
                if all.is_empty() {
                    bail!("{}; nothing was changed", nothing(&args.filter));
                }
                work.extend(all.into_iter().map(|id| (id, decision)));
            } else {
                desk.claim(id)?;
                work.push((id.clone(), decision));
            }
        }
    }
    let changed = desk.decide(&work)?;
    if decides {
        println!("{changed} of {} claims changed", work.len());
    }
    if let Some(id) = &args.edit {
        let edited = editor::edit(&desk.alone(id)?)?;
        let changed = desk.replace(id, &edited)?;
        println!("{id}: {}", if changed { "changed" } else { "left as it was" });
    }
    Ok(ExitCode::SUCCESS)
}

/// Says that a filter leaves nothing.
fn nothing(filter: &Filter) -> String {
    if filter.is_empty() {
        "no claim waits for a decision".to_owned()
    } else {
        "no claim passes these filters".to_owned()
    }
}
