//! `claimtrack analyse`: what the core saw in a text, and why a sentence
//! yielded no claim.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use claimtrack_core::attribution::{self, Attribution};
use claimtrack_core::claim::{Context, Mention};
use claimtrack_core::dating;
use claimtrack_core::document::Document;
use claimtrack_core::source::DEFAULT_LIMIT;
use claimtrack_core::span::Span;
use claimtrack_host::{Host, Triggers};
use serde_json::{Value, json};

use crate::pipeline;
use crate::store::{read_source, slashed, source_files};
use crate::{PARTIAL, plugins};

/// Shows sentences, tokens, parse, mentions, attributions and dates; for each sentence without a claim,
/// what the nearest rules lacked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  claimtrack analyse article.txt
  claimtrack analyse --format jsonl articles")]
pub(crate) struct Args {
    /// Files or folders.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Text for people, or one JSON object per document.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Shows every token with its analysis.
    #[arg(long)]
    tokens: bool,
    #[command(flatten)]
    dating: pipeline::Dating,
    #[command(flatten)]
    parsing: pipeline::Parsing,
    #[command(flatten)]
    plugins: plugins::Options,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Jsonl,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    pipeline::load();
    let host = args.plugins.start(&[]);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let effort = args.parsing.effort();
    let mut faults = Vec::new();
    for path in source_files(&args.paths, &mut faults) {
        let source = match read_source(&path, &slashed(&path), DEFAULT_LIMIT) {
            Ok(source) => source,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        let input = args.dating.input(source);
        let document = pipeline::analyse(&input, &Triggers::Everything, effort);
        let output = pipeline::claims(&host, vec![document]).pop();
        let Some(output) = output else { continue };
        match args.format {
            Format::Jsonl => {
                serde_json::to_writer(&mut out, &as_json(&output, input.published.as_deref()))?;
                out.write_all(b"\n")?;
            }
            Format::Text => text(&mut out, &host, &output, args.tokens)?,
        }
    }
    out.flush()?;
    drop(out);
    anyhow::ensure!(faults.is_empty(), "{}", faults.join("\nerror: "));
    Ok(if plugins::report(&host.finish()) { ExitCode::from(PARTIAL) } else { ExitCode::SUCCESS })
}

fn spans(document: &Document, context: &Context<'_>, ranges: &[std::ops::Range<u32>]) -> Vec<[u32; 2]> {
    ranges
        .iter()
        .filter_map(|range| {
            let first = document.tokens.get(range.start as usize)?;
            let last = document.tokens.get(range.end.checked_sub(1)? as usize)?;
            let position = context.position(Span::new(first.start, last.end));
            Some([position.start, position.end])
        })
        .collect()
}

fn as_json(output: &pipeline::Output, published: Option<&str>) -> Value {
    let document = &output.document;
    let view = document.view();
    let context = Context::new(document);
    let place = |start, end| context.position(Span::new(start, end));
    let sentences: Vec<Value> = view
        .sentences()
        .map(|sentence| {
            let position = place(sentence.row().start, sentence.row().end);
            let first = sentence.row().first_token;
            let tokens: Vec<Value> = sentence
                .tokens()
                .map(|token| {
                    let position = place(token.row().start, token.row().end);
                    json!({
                        "start": position.start, "end": position.end, "lemma": token.lemma(),
                        "upos": token.upos().as_str(),
                        // As in CoNLL-U: position in the sentence from 1, 0 for the root.
                        "head": token.head().map_or(0, |head| head.index() - first + 1),
                        "deprel": token.deprel().as_str(),
                    })
                })
                .collect();
            json!({"start": position.start, "end": position.end, "tokens": tokens})
        })
        .collect();
    let attributions: Vec<Value> = context
        .attributions()
        .iter()
        .map(|attribution: &Attribution| {
            let spans = |spans: &[Span]| -> Vec<[u32; 2]> {
                spans
                    .iter()
                    .map(|span| {
                        let position = context.position(*span);
                        [position.start, position.end]
                    })
                    .collect()
            };
            let places = attribution::spans(&view, attribution);
            json!({"source": spans(&places.source), "cue": spans(&places.cue), "content": spans(&places.content)})
        })
        .collect();
    let timex: Vec<Value> = dating::expressions(document, published)
        .iter()
        .map(|expression| {
            let position = context.position(expression.span);
            json!({
                "span": [position.start, position.end], "type": expression.kind.as_str(),
                "value": expression.timex, "edtf": expression.edtf,
            })
        })
        .collect();
    let entities: Vec<Value> = view
        .entities()
        .map(|entity| {
            let range = entity.row().first_token..entity.row().end_token;
            json!({"spans": spans(document, &context, &[range]), "entity": entity.id(), "kind": format!("{:?}", entity.kind()).to_lowercase()})
        })
        .collect();
    let mentions: Vec<&Mention> = output.claims.iter().map(|claim| &claim.mention).collect();
    json!({
        "source": document.id, "sentences": sentences, "mentions": mentions, "attributions": attributions,
        "timex": timex, "entities": entities,
    })
}

fn text(
    out: &mut impl std::io::Write,
    host: &Host,
    output: &pipeline::Output,
    tokens: bool,
) -> anyhow::Result<()> {
    let document = &output.document;
    let view = document.view();
    let context = Context::new(document);
    let lacks = host.explain(document);
    writeln!(out, "{}", document.id)?;
    for sentence in view.sentences() {
        writeln!(out, "\n  {}", clean(sentence.text()))?;
        if tokens {
            let first = sentence.row().first_token;
            for token in sentence.tokens() {
                writeln!(
                    out,
                    "    {:>3} {:<18} {:<16} {:<6} {:<5} {:<12} {:>3} {}",
                    token.index() - first + 1,
                    clean(token.text()),
                    clean(token.lemma()),
                    token.upos(),
                    token.xpos(),
                    token.deprel(),
                    token.head().map_or(0, |head| head.index() - first + 1),
                    token.entity().map_or("", claimtrack_sdk::Entity::id),
                )?;
            }
        }
        let position = context.position(Span::new(sentence.row().start, sentence.row().end));
        let mut any = false;
        for claim in &output.claims {
            let mention = &claim.mention;
            if mention.trigger.start >= position.start && mention.trigger.end <= position.end {
                any = true;
                let names = |all: &[claimtrack_core::claim::Participant]| {
                    all.iter()
                        .map(|one| format!("{} ({})", clean(&one.text), one.entity.as_deref().unwrap_or("?")))
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                writeln!(
                    out,
                    "    claim {} {} {}: {} -> {}{}{}{}",
                    mention.kind,
                    mention.stage.as_str(),
                    mention.factuality,
                    names(&mention.actor),
                    names(&mention.target),
                    if mention.requested_by.is_empty() {
                        String::new()
                    } else {
                        format!(", requested by {}", names(&mention.requested_by))
                    },
                    if mention.object.is_empty() {
                        String::new()
                    } else {
                        format!(", object {}", clean(&mention.object))
                    },
                    mention.date.as_ref().map_or(String::new(), |date| format!(
                        ", {} ({})",
                        date.edtf,
                        clean(&date.text)
                    )),
                )?;
                let speakers: Vec<_> = mention
                    .attribution
                    .iter()
                    .map(|speaker| format!("{} / {}", clean(&speaker.speaker), clean(&speaker.cue)))
                    .collect();
                writeln!(
                    out,
                    "      why: {}/{} at \u{201c}{}\u{201d}{}{}",
                    mention.extractor.plugin,
                    mention.extractor.rule,
                    clean(&mention.trigger.text),
                    if claim.cues.is_empty() {
                        String::new()
                    } else {
                        format!("; cues {}", claim.cues.join(", "))
                    },
                    if speakers.is_empty() {
                        String::new()
                    } else {
                        format!("; said by {}", speakers.join(", then "))
                    },
                )?;
            }
        }
        for rejection in output.rejections.iter().filter(|rejection| rejection.sentence == sentence.index()) {
            writeln!(out, "    no claim: {rejection}")?;
        }
        if !any {
            for (plugin, lacks) in &lacks {
                for lack in lacks.iter().flatten().filter(|lack| lack.sentence == sentence.index()) {
                    writeln!(out, "    no claim: {plugin}/{}: {}", lack.rule, lack.lacked)?;
                }
            }
        }
    }
    Ok(())
}

/// Control characters of a source must not reach the terminal.
fn clean(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
