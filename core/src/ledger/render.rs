//! A claim → YAML, always the same bytes for the same values: keys in the order
//! of [`Claim`], participants and speakers one to a line of flow style.

use std::fmt::Write as _;

use super::model::{Claim, Evidence, Party, SCHEMA};
use crate::claim::{Kind, Speaker};
use crate::yaml::{Context, quote};

/// The head of a new ledger file. `schema_path` is where the JSON Schema lies, relative to the file.
pub fn new_file(schema_path: &str, kinds: &[Kind]) -> String {
    let mut out = format!("# yaml-language-server: $schema={schema_path}\nschema: {SCHEMA}\n");
    if !kinds.is_empty() {
        let names: Vec<_> = kinds.iter().map(Kind::as_str).collect();
        let _ = writeln!(out, "kinds: [{}]", names.join(", "));
    }
    out.push_str("claims:\n");
    out
}

/// A claim as an item of a block list, its dash after `indent` spaces.
pub fn render(claim: &Claim, indent: usize) -> String {
    let mut out = Writer { out: String::new(), pad: " ".repeat(indent) };
    for (name, value) in fields(claim) {
        out.field(name, &value);
    }
    out.out
}

struct Writer {
    out: String,
    pad: String,
}

impl Writer {
    fn field(&mut self, name: &str, value: &Value) {
        let lead = if self.out.is_empty() { "- " } else { "  " };
        let _ = write!(self.out, "{}{lead}{}", self.pad, field(name, value, &format!("{}  ", self.pad)));
    }
}

/// The value of a field, rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// On the line of its key.
    Inline(String),
    /// A block list of evidence under it.
    Evidence(Vec<Vec<(&'static str, String)>>),
}

/// A field with its key, the first line without indent, the others after `pad`.
pub(super) fn field(name: &str, value: &Value, pad: &str) -> String {
    match value {
        Value::Inline(value) => format!("{name}: {value}\n"),
        Value::Evidence(items) if items.is_empty() => format!("{name}: []\n"),
        Value::Evidence(items) => {
            let mut out = format!("{name}:\n");
            for item in items {
                out.push_str(&evidence_item(item, pad));
            }
            out
        }
    }
}

/// One item of a list of evidence, its dash after `pad`.
pub(super) fn evidence_item(item: &[(&'static str, String)], pad: &str) -> String {
    let mut out = String::new();
    for (place, (name, value)) in item.iter().enumerate() {
        let lead = if place == 0 { "- " } else { "  " };
        let _ = writeln!(out, "{pad}{lead}{name}: {value}");
    }
    out
}

/// The fields of a claim that are written, in order.
pub(super) fn fields(claim: &Claim) -> Vec<(&'static str, Value)> {
    let mut out = Vec::with_capacity(16);
    let mut put = |name, value: String| out.push((name, Value::Inline(value)));
    put("id", block(&claim.id));
    put("kind", claim.kind.to_string());
    put("stage", claim.stage.as_str().to_owned());
    put("status", claim.status.to_string());
    put("statement", block(&claim.statement));
    put("actor", parties(&claim.actor));
    put("target", parties(&claim.target));
    if !claim.requested_by.is_empty() {
        put("requested_by", parties(&claim.requested_by));
    }
    if !claim.object.is_empty() {
        put("object", block(&claim.object));
    }
    if let Some(date) = &claim.date {
        put("date", block(date.as_str()));
    }
    if let Some(grade) = claim.credibility {
        put("credibility", grade.to_string());
    }
    if !claim.note.is_empty() {
        put("note", block(&claim.note));
    }
    if !claim.same_as.is_empty() {
        put("same_as", words(&claim.same_as));
    }
    if !claim.not_same_as.is_empty() {
        put("not_same_as", words(&claim.not_same_as));
    }
    out.push(("evidence", Value::Evidence(claim.evidence.iter().map(evidence_fields).collect())));
    out
}

/// The fields of a piece of evidence that are written, in order.
pub(super) fn evidence_fields(evidence: &Evidence) -> Vec<(&'static str, String)> {
    let mut out = vec![("source", block(&evidence.source))];
    if let Some(status) = evidence.status {
        out.push(("status", status.as_str().to_owned()));
    }
    out.push(("factuality", evidence.factuality.to_string()));
    out.push(("attribution", speakers(&evidence.attribution)));
    if !evidence.date_text.is_empty() {
        out.push(("date_text", block(&evidence.date_text)));
    }
    if let Some(trigger) = &evidence.trigger {
        let text = quote(&trigger.text, Context::Flow);
        out.push(("trigger", format!("{{text: {text}, start: {}, end: {}}}", trigger.start, trigger.end)));
    }
    out.push(("exact", block(&evidence.exact)));
    out.push(("prefix", block(&evidence.prefix)));
    out.push(("suffix", block(&evidence.suffix)));
    out.push(("start", evidence.start.to_string()));
    out.push(("end", evidence.end.to_string()));
    if !evidence.by.is_empty() {
        out.push(("by", block(&evidence.by)));
    }
    out
}

fn block(text: &str) -> String {
    quote(text, Context::Block)
}

fn flow(text: &str) -> String {
    quote(text, Context::Flow)
}

fn words(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|word| flow(word)).collect::<Vec<_>>().join(", "))
}

fn parties(parties: &[Party]) -> String {
    let one = |party: &Party| match &party.entity {
        Some(entity) => format!("{{name: {}, entity: {}}}", flow(&party.name), flow(entity)),
        None => format!("{{name: {}}}", flow(&party.name)),
    };
    format!("[{}]", parties.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn speakers(chain: &[Speaker]) -> String {
    let one = |link: &Speaker| {
        let entity =
            link.entity.as_ref().map_or(String::new(), |entity| format!(", entity: {}", flow(entity)));
        let direct = if link.direct { ", direct: true" } else { "" };
        format!("{{speaker: {}{entity}, cue: {}{direct}}}", flow(&link.speaker), flow(&link.cue))
    };
    format!("[{}]", chain.iter().map(one).collect::<Vec<_>>().join(", "))
}
