//! Annotations and the texts they are of, from disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail, ensure};
use claimtrack_core::evaluation::{Gold, GoldError};
use claimtrack_core::source::DEFAULT_LIMIT;

use crate::store::{read_source, slashed};
use crate::terminal;

/// An annotation with the text it is of.
pub(super) struct Annotated {
    pub(super) gold: Gold,
    pub(super) text: Arc<str>,
    /// Date of publication: as annotated, else of the text's metadata.
    pub(super) published: Option<String>,
}

/// Reads the annotations at `paths`, in order of their files' names; every fault at once.
pub(super) fn read(paths: &[PathBuf], texts: Option<&Path>) -> Result<Vec<Annotated>> {
    let mut all = Vec::new();
    let mut faults = Vec::new();
    let mut files: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in gold_files(paths)? {
        match read_one(&path, texts) {
            Ok(one) => {
                if let Some(other) = files.insert(one.gold.doc.clone(), path.clone()) {
                    faults.push(format!(
                        "{}: annotates `{}`, as {} does; put the claims of a document into one file",
                        slashed(&path),
                        one.gold.doc,
                        slashed(&other)
                    ));
                }
                all.push(one);
            }
            Err(fault) => faults.push(format!("{fault:#}")),
        }
    }
    ensure!(faults.is_empty(), "{}", faults.join("\nerror: "));
    Ok(all)
}

fn gold_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let cannot = |error| anyhow::anyhow!("{}: can not be read: {error}", slashed(path));
        let before = files.len();
        for entry in std::fs::read_dir(path).map_err(cannot)? {
            let file = entry.map_err(cannot)?.path();
            if file.extension().is_some_and(|extension| extension == "json") {
                files.push(file);
            }
        }
        ensure!(
            files.len() > before,
            "{}: holds no annotation; they are files that end in .json, one for each document",
            slashed(path)
        );
    }
    files.sort();
    files.dedup();
    Ok(files)
}

fn read_one(path: &Path, texts: Option<&Path>) -> Result<Annotated> {
    let shown = slashed(path);
    let json = std::fs::read_to_string(path)
        .map_err(|error| anyhow::anyhow!("{shown}: can not be read: {error}"))?;
    let gold = Gold::read(&json).map_err(|error| match &error {
        GoldError::Form { line, column, .. } => {
            let place = offset(&json, *line, *column);
            anyhow::anyhow!("{shown}: {}", terminal::excerpt(&shown, &json, place..place, &error.to_string()))
        }
        _ => anyhow::anyhow!("{shown}: {error}"),
    })?;
    let file = text_file(path, &gold.doc, texts)?;
    let source = read_source(&file, &slashed(&file), DEFAULT_LIMIT).map_err(anyhow::Error::msg)?;
    gold.check(&source.text)
        .map_err(|error| anyhow::anyhow!("{shown}: {error} (text: {})", slashed(&file)))?;
    let published = gold.dct.clone().or_else(|| source.metadata.published.map(|date| date.to_string()));
    Ok(Annotated { gold, text: source.text, published })
}

fn text_file(gold: &Path, doc: &str, texts: Option<&Path>) -> Result<PathBuf> {
    ensure!(
        !doc.is_empty() && Path::new(doc).file_name().is_some_and(|name| name == doc),
        "{}: `doc` is {doc:?}; it is the name of the text's file without folder and `.txt`",
        slashed(gold)
    );
    let beside = gold.parent().unwrap_or(Path::new(""));
    let folders = match texts {
        Some(folder) => vec![folder.to_owned()],
        None => vec![beside.to_owned(), beside.join("../text")],
    };
    let files: Vec<PathBuf> = folders.iter().map(|folder| folder.join(format!("{doc}.txt"))).collect();
    match files.iter().find(|file| file.is_file()) {
        Some(file) => Ok(file.clone()),
        None => bail!(
            "{}: its text is missing: no {}; name the folder of the texts with `--text DIR`",
            slashed(gold),
            files.iter().map(|file| slashed(file)).collect::<Vec<_>>().join(" and no ")
        ),
    }
}

/// The byte at a parser's line and column, both from 1; columns count bytes.
fn offset(json: &str, line: usize, column: usize) -> usize {
    let start: usize = json.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(json.len());
    while !json.is_char_boundary(at) {
        at -= 1;
    }
    at
}
