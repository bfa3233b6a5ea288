//! For the tests of plugin authors: a text in, what an extractor finds in it
//! out, as lines that read well in a snapshot. No host and no process; makes
//! no claims of the drafts.

use std::fmt::Write as _;

use claimtrack_sdk::{Extractor, OwnedDraft, Role, Sink, view};

use crate::analysis::{Effort, Model, analyse};
use crate::document::Document;

/// `text` analysed as in a real run, with every sentence parsed.
pub fn document(text: &str) -> Document {
    analyse(Model::embedded(), "text", text.into(), Effort::Greedy, |_| true)
}

/// What an extractor of type `E` finds in `text`, one block per draft.
///
/// # Errors
/// What the extractor says when it can't start or gives the text up.
pub fn found<E: Extractor>(text: &str) -> Result<String, String> {
    let document = document(text);
    let document = document.view();
    let mut sink = Sink::in_memory();
    E::create("")?.extract(&document, &mut sink);
    match sink.failure() {
        Some(failure) => Err(failure.to_owned()),
        None => Ok(describe(&document, E::KINDS, sink.drafts())),
    }
}

/// Drafts as text: kind, trigger, stage if the words give one, rule, and a line per participant.
pub fn describe(document: &view::Document<'_>, kinds: &[&str], drafts: &[OwnedDraft]) -> String {
    let words = |first: u32, end: u32| {
        let (first, last) = (document.token(first), end.checked_sub(1).and_then(|last| document.token(last)));
        match (first, last) {
            (Some(first), Some(last)) => document.slice(first.row().start, last.row().end),
            _ => "",
        }
    };
    let mut text = String::new();
    for draft in drafts {
        let kind = kinds.get(draft.kind as usize).copied().unwrap_or("?");
        let trigger = words(draft.trigger.start, draft.trigger.end);
        let stage = draft.stage.map(|stage| format!(", {}", stage.as_str())).unwrap_or_default();
        // Writing to a string can't fail.
        let _ = writeln!(text, "{kind} “{trigger}”{stage} ({})", draft.rule);
        for argument in &draft.arguments {
            let role = match argument.role {
                Role::Actor => "actor",
                Role::Target => "target",
                Role::Object => "object",
                Role::RequestedBy => "requested by",
            };
            let _ = writeln!(text, "  {role}: {}", words(argument.first_token, argument.end_token));
        }
    }
    if text.is_empty() { "nothing\n".to_owned() } else { text }
}
