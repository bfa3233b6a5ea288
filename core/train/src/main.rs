//! Trains and evaluates the language model.
fn main() {}
