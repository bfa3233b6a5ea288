//! Prints the analysis of a text as CoNLL-U, to be read or compared.

use claimtrack_core::analysis::{Effort, Model, analyse};

/// Prints one document.
pub(crate) fn show(model: &Model, id: &str, text: &str, effort: Effort) {
    let document = analyse(model, id, text.into(), effort, |_| true);
    let view = document.view();
    println!("# newdoc id = {id}");
    let mut paragraph = None;
    for sentence in view.sentences() {
        if paragraph.replace(sentence.row().paragraph) != Some(sentence.row().paragraph) {
            println!("# newpar");
        }
        if sentence.is_heading() {
            println!("# heading");
        }
        println!("# text = {}", sentence.text().split_whitespace().collect::<Vec<_>>().join(" "));
        let first = sentence.row().first_token;
        for token in sentence.tokens() {
            println!(
                "{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t{}",
                token.index() - first + 1,
                token.text(),
                token.lemma(),
                token.upos(),
                token.xpos(),
                token.head().map_or(0, |head| head.index() - first + 1),
                token.deprel(),
                if token.is_quoted() { "Quoted=Yes" } else { "_" },
            );
        }
        println!();
    }
}
