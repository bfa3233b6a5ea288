//! How fast text is analysed end to end, in tokens per second, and how fast the
//! model is read: `cargo bench -p claimtrack-core`.

use std::sync::Arc;

use claimtrack_core::analysis::{Effort, Model, analyse, segment};
use divan::{Bencher, counter::ItemsCount};

fn main() {
    divan::main();
}

/// About ten thousand tokens: the sentences of the tests with other places in them.
fn text() -> (Arc<str>, usize) {
    let sentences = include_str!("../tests/analysis/sentences.txt");
    let places = ["Ruritania", "Sylvania", "Graustark", "Freedonia", "Elbonia", "Syldavia", "Zubrowka"];
    let text: String = (0..120)
        .map(|round| {
            let place = places[round % places.len()];
            sentences.replace("Ruritania", place).replace("Monday", &format!("{} May", round % 30 + 1)) + "\n"
        })
        .collect();
    let tokens = segment(&text).iter().map(Vec::len).sum();
    (text.into(), tokens)
}

#[divan::bench(args = ["tagged", "greedy", "beam"])]
fn end_to_end(bencher: Bencher, what: &str) {
    let (text, tokens) = text();
    let model = Model::embedded();
    let effort = if what == "beam" { Effort::Beam } else { Effort::Greedy };
    bencher
        .counter(ItemsCount::new(tokens))
        .bench(|| analyse(model, "bench", Arc::clone(&text), effort, |_| what != "tagged"));
}

#[divan::bench(sample_count = 10)]
fn model_is_read() -> Model {
    Model::decode(include_bytes!(concat!(env!("OUT_DIR"), "/english.model")).as_slice())
        .expect("the embedded model is whole")
}
