//! CoNLL-U: reads treebank sentences. Skips multiword ranges, empty nodes and
//! sentences whose words were removed for licence reasons.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use claimtrack_sdk::{Deprel, Upos, Xpos};

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence {
    /// Its words.
    pub(crate) words: Vec<Word>,
    /// Its text as the treebank gives it.
    pub(crate) text: String,
    /// Whether a document or paragraph begins with it.
    pub(crate) begins_paragraph: bool,
}

/// A word with its gold annotation.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// The form.
    pub(crate) form: String,
    /// The lemma.
    pub(crate) lemma: String,
    /// The part of speech.
    pub(crate) upos: Upos,
    /// The Penn tag.
    pub(crate) xpos: Xpos,
    /// The place of its head; the number of words for the root.
    pub(crate) head: u16,
    /// The relation to its head.
    pub(crate) label: Deprel,
}

/// Reads a file.
///
/// # Errors
/// When the file can't be read or a line is no CoNLL-U.
pub(crate) fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}: can't be read (decompress .xz files first)", path.display()))?;
    let mut sentences = Vec::new();
    let mut begins = true;
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let mut sentence =
            self::sentence(block).with_context(|| format!("{}: not CoNLL-U", path.display()))?;
        begins |= block.lines().any(|line| line.starts_with("# newdoc") || line == "# newpar");
        if let Some(sentence) = &mut sentence {
            sentence.begins_paragraph = begins;
            begins = false;
        }
        sentences.extend(sentence);
    }
    ensure!(!sentences.is_empty(), "{}: holds no sentence", path.display());
    Ok(sentences)
}

/// Reads one block; `None` if words were removed from it.
fn sentence(block: &str) -> Result<Option<Sentence>> {
    let mut sentence = Sentence::default();
    for line in block.lines() {
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(text) = comment.trim_start().strip_prefix("text =") {
                text.trim().clone_into(&mut sentence.text);
            }
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        ensure!(fields.len() == 10, "a line with {} fields: {line}", fields.len());
        if fields[0].contains(['-', '.']) {
            continue;
        }
        let (form, label) = (fields[1], fields[7]);
        if label == "_" || form.len() > 1 && form.chars().all(|mark| mark == '_') && fields[2] == "_" {
            return Ok(None);
        }
        let relation = Deprel::from_label(label)
            .or_else(|| Deprel::from_label(label.split(':').next().unwrap_or(label)));
        sentence.words.push(Word {
            form: form.to_owned(),
            lemma: fields[2].to_owned(),
            upos: Upos::from_label(fields[3]).with_context(|| format!("part of speech in {line}"))?,
            xpos: Xpos::from_label(fields[4]).unwrap_or(Xpos::Unknown),
            head: fields[6].parse().with_context(|| format!("head in {line}"))?,
            label: relation.unwrap_or(Deprel::Dep),
        });
    }
    let root = sentence.words.len() as u16;
    for word in &mut sentence.words {
        word.head = word.head.checked_sub(1).unwrap_or(root);
        ensure!(word.head <= root, "a head outside its sentence: {}", sentence.text);
    }
    Ok((root > 0).then_some(sentence))
}

#[cfg(test)]
mod tests {
    use super::sentence;

    const RANGE: &str = "# text = Aren't\n1-2\tAren't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        1\tAre\tbe\tAUX\tVBP\t_\t0\troot\t_\t_\n1.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_";

    #[test]
    fn ranges_and_empty_nodes_are_skipped() {
        let sentence = sentence(RANGE).expect("CoNLL-U").expect("words");
        let words: Vec<_> = sentence.words.iter().map(|word| (word.form.as_str(), word.head)).collect();
        assert_eq!((sentence.text.as_str(), words), ("Aren't", vec![("Are", 2), ("n't", 0)]));
    }

    #[test]
    fn sentences_with_removed_words_are_left_out() {
        let removed = "1\t___\t_\tNOUN\tNN\t_\t0\troot\t_\t_";
        assert!(sentence(removed).expect("CoNLL-U").is_none());
        assert!(sentence("1\tx\tx\tNOUN").is_err(), "too few fields");
        assert!(sentence("1\tx\tx\tNOUN\tNN\t_\t7\troot\t_\t_").is_err(), "a head outside");
    }
}
