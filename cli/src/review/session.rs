//! The questions at a terminal.

use std::collections::HashMap;
use std::process::ExitCode;

use anyhow::Result;
use claimtrack_core::ledger::{Claim, Decision};
use claimtrack_core::source::Source;
use inquire::{Confirm, InquireError, Select};

use super::desk::Desk;
use super::{Filter, editor, nothing, view};

/// What can be done with the claim on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Accept,
    Reject,
    Edit,
    Skip,
    Undo,
    AcceptAll,
    RejectAll,
    Quit,
}

impl std::fmt::Display for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Action::Accept => "accept",
            Action::Reject => "reject",
            Action::Edit => "edit",
            Action::Skip => "skip",
            Action::Undo => "undo the last decision",
            Action::AcceptAll => "accept all that are left",
            Action::RejectAll => "reject all that are left",
            Action::Quit => "quit",
        })
    }
}

pub(super) fn run(desk: &mut Desk, filter: &Filter) -> Result<ExitCode> {
    let ids = desk.select(filter);
    if ids.is_empty() {
        println!("{}", nothing(filter));
        return Ok(ExitCode::SUCCESS);
    }
    // A source that can not be read is no reason not to decide: the quotation is in the ledger.
    let sources: HashMap<String, Source> = match desk.project.sources() {
        Ok(sources) => sources.into_iter().map(|source| (source.id.clone(), source)).collect(),
        Err(error) => {
            eprintln!("note: quotations are shown without their context: {error:#}");
            HashMap::new()
        }
    };
    let mut done: Vec<(usize, Vec<Claim>)> = Vec::new();
    let mut at = 0;
    while at < ids.len() {
        let claim = desk.claim(&ids[at])?.clone();
        println!("\n[{}/{}] {}  {}", at + 1, ids.len(), claim.id, view::whole(&claim, &sources));
        let Some(action) = ask(!done.is_empty(), ids.len() - at)? else { break };
        match action {
            Action::Accept | Action::Reject => {
                desk.decide(&[(claim.id.clone(), decision(action))])?;
                done.push((at, vec![claim]));
                at += 1;
            }
            Action::Edit => {
                if edit(desk, &claim.id)? {
                    done.push((at, vec![claim]));
                }
            }
            Action::Skip => at += 1,
            Action::Undo => {
                if let Some((place, claims)) = done.pop() {
                    desk.put(claims)?;
                    at = place;
                }
            }
            Action::AcceptAll | Action::RejectAll => {
                let mut rest = Vec::new();
                for id in &ids[at..] {
                    rest.push(desk.claim(id)?.clone());
                }
                let work: Vec<_> = rest.iter().map(|claim| (claim.id.clone(), decision(action))).collect();
                desk.decide(&work)?;
                done.push((at, rest));
                at = ids.len();
            }
            Action::Quit => break,
        }
    }
    let left = desk.select(&Filter::default()).len();
    println!("\n{} decisions; {left} claims wait", done.len());
    Ok(ExitCode::SUCCESS)
}

fn decision(action: Action) -> Decision {
    if matches!(action, Action::Accept | Action::AcceptAll) { Decision::Accept } else { Decision::Reject }
}

/// The next action; none when the person leaves.
fn ask(can_undo: bool, left: usize) -> Result<Option<Action>> {
    let mut actions = vec![Action::Accept, Action::Reject, Action::Edit, Action::Skip];
    if can_undo {
        actions.push(Action::Undo);
    }
    if left > 1 {
        actions.extend([Action::AcceptAll, Action::RejectAll]);
    }
    actions.push(Action::Quit);
    leave(Select::new("What do you decide?", actions).with_page_size(8).prompt())
}

/// Edits a claim until it is valid or given up; whether it changed.
fn edit(desk: &mut Desk, id: &str) -> Result<bool> {
    let mut text = desk.alone(id)?;
    loop {
        text = match editor::edit(&text) {
            Ok(text) => text,
            Err(error) => {
                println!("{error:#}");
                return Ok(false);
            }
        };
        match desk.replace(id, &text) {
            Ok(changed) => return Ok(changed),
            Err(error) => println!("{error:#}"),
        }
        let again = leave(
            Confirm::new("Edit it again? Otherwise the claim stays as it was.").with_default(true).prompt(),
        )?;
        if again != Some(true) {
            return Ok(false);
        }
    }
}

/// Escape and Ctrl-C leave the review; what was decided stays.
fn leave<T>(answer: Result<T, InquireError>) -> Result<Option<T>> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
