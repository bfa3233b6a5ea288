//! The contract's layout, field by field, and the header in C held to it.
//!
//! The numbers are those of 64-bit systems and frozen: a change that moves one breaks every plugin there
//! is. What is appended gets a line of its own here.
#![cfg(target_pointer_width = "64")]

use std::fmt::Write as _;
use std::mem::offset_of;
use std::process::Command;

use claimtrack_sdk::abi::{
    self, DateRow, Descriptor, EntityRow, RawArgument, RawDocument, RawDraft, RawExplain, RawList, RawSink,
    SentenceRow, Str, StringRow, Table, TokenRow,
};
use claimtrack_sdk::{Deprel, EntityKind, Role, Stage, Upos, Xpos};

const HEADER: &str = include_str!("../include/claimtrack_plugin.h");

/// Name in C, size in bytes, fields with their offsets.
type Layout = (&'static str, usize, Vec<(&'static str, usize)>);

macro_rules! layouts {
    ($($rust:ty = $c:literal, $size:literal { $($field:ident @ $offset:literal),+ })+) => {
        /// The layouts as the compiler sees them, and as they must be.
        fn layouts() -> (Vec<Layout>, Vec<Layout>) {
            (
                vec![$(($c, size_of::<$rust>(), vec![$((stringify!($field), offset_of!($rust, $field))),+])),+],
                vec![$(($c, $size, vec![$((stringify!($field), $offset)),+])),+],
            )
        }
    };
}

layouts! {
    Str = "claimtrack_str", 16 { ptr @ 0, len @ 8 }
    Table = "claimtrack_table", 16 { ptr @ 0, len @ 8, stride @ 12 }
    StringRow = "claimtrack_string", 8 { start @ 0, end @ 4 }
    SentenceRow = "claimtrack_sentence", 24 {
        start @ 0, end @ 4, first_token @ 8, end_token @ 12, paragraph @ 16, flags @ 20
    }
    TokenRow = "claimtrack_token", 32 {
        start @ 0, end @ 4, lemma @ 8, sentence @ 12, head @ 16, entity @ 20, deprel @ 24, upos @ 26, flags @ 28
    }
    EntityRow = "claimtrack_entity", 24 {
        first_token @ 0, end_token @ 4, head @ 8, id @ 12, kind @ 16, reserved @ 18, flags @ 20
    }
    DateRow = "claimtrack_date", 16 { first_token @ 0, end_token @ 4, value @ 8, flags @ 12 }
    RawDocument = "claimtrack_document", 136 {
        struct_size @ 0, flags @ 4, id @ 8, text @ 24, string_bytes @ 40, strings @ 56, sentences @ 72,
        tokens @ 88, entities @ 104, dates @ 120
    }
    RawArgument = "claimtrack_argument", 16 { role @ 0, first_token @ 4, end_token @ 8, entity @ 12 }
    RawDraft = "claimtrack_draft", 56 {
        struct_size @ 0, kind @ 4, stage @ 8, trigger_first @ 12, trigger_end @ 16, flags @ 20, n_args @ 24,
        args @ 32, rule @ 40
    }
    RawSink = "claimtrack_sink", 40 { struct_size @ 0, reserved @ 4, ctx @ 8, emit @ 16, error @ 24, log @ 32 }
    RawList = "claimtrack_list", 16 { struct_size @ 0, reserved @ 4, list @ 8 }
    RawExplain = "claimtrack_explain", 16 { struct_size @ 0, reserved @ 4, explain @ 8 }
    Descriptor = "claimtrack_descriptor", 136 {
        magic @ 0, abi_major @ 8, abi_minor @ 12, struct_size @ 16, flags @ 20, name @ 24, version @ 40,
        description @ 56, build @ 72, kinds @ 88, n_kinds @ 96, reserved @ 100, create @ 104, destroy @ 112,
        extract @ 120, get_extension @ 128
    }
}

#[test]
fn each_field_lies_where_the_first_version_put_it() {
    let (is, must_be) = layouts();
    assert_eq!(is, must_be);
    assert_eq!((abi::DESCRIPTOR_HEAD, abi::FIRST_DESCRIPTOR), (24, 136));
}

/// A C compiler confirms each offset, size and constant of the header.
#[test]
fn the_header_in_c_has_the_same_layout() {
    let mut program = "#include \"claimtrack_plugin.h\"\n".to_owned();
    let mut must =
        |condition: String| writeln!(program, "_Static_assert({condition}, \"differs\");").expect("text");
    for (name, size, fields) in layouts().0 {
        must(format!("sizeof({name}) == {size}"));
        for (field, offset) in fields {
            must(format!("offsetof({name}, {field}) == {offset}"));
        }
    }
    let numbers = [
        ("ABI_MAJOR", abi::ABI_MAJOR),
        ("ABI_MINOR", abi::ABI_MINOR),
        ("NONE", abi::NONE),
        ("OK", abi::OK as u32),
        ("FAILED", abi::FAILED as u32),
        ("UNREADABLE", abi::UNREADABLE as u32),
        ("FULL", abi::FULL as u32),
        ("SENTENCE_PARSED", SentenceRow::PARSED),
        ("SENTENCE_HEADING", SentenceRow::HEADING),
        ("TOKEN_XPOS", TokenRow::XPOS_MASK),
        ("TOKEN_SPACE_AFTER", TokenRow::SPACE_AFTER),
        ("TOKEN_QUOTED", TokenRow::QUOTED),
        ("ENTITY_ADJECTIVE", EntityRow::ADJECTIVE),
        ("ENTITY_ANAPHOR", EntityRow::ANAPHOR),
        ("ENTITY_PERSON", EntityRow::PERSON),
    ];
    for (name, number) in numbers {
        must(format!("CLAIMTRACK_{name} == {number}u"));
    }
    for (name, text) in [("TRIGGERS", abi::TRIGGERS), ("RULES", abi::RULES), ("EXPLAIN", abi::EXPLAIN)] {
        assert!(HEADER.contains(&format!("#define CLAIMTRACK_{name} \"{text}\"")), "{name}");
    }
    let magic: Vec<String> = abi::MAGIC.iter().map(|byte| format!("'{}'", *byte as char)).collect();
    assert!(HEADER.contains(&format!("#define CLAIMTRACK_MAGIC {{{}}}", magic.join(", "))));

    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join("layout.c");
    std::fs::write(&source, program).expect("it can be written");
    let output = Command::new("cc")
        .args([
            "-std=c11",
            "-Wall",
            "-Werror",
            "-fsyntax-only",
            "-I",
            concat!(env!("CARGO_MANIFEST_DIR"), "/include"),
        ])
        .arg(&source)
        .output()
        .expect("this test needs a C compiler named cc");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The header's vocabularies are written from the Rust ones; on a difference the test prints the right text.
#[test]
fn the_header_in_c_has_the_same_vocabularies() {
    fn vocabulary(name: &str, entries: impl Iterator<Item = (String, u32)>) -> String {
        let list: Vec<String> = entries
            .map(|(label, number)| format!("CLAIMTRACK_{}_{label} = {number}", name.to_uppercase()))
            .collect();
        let lines: Vec<String> = list.chunks(4).map(|some| format!("    {}", some.join(", "))).collect();
        format!("enum claimtrack_{name} {{\n{}\n}};\n\n", lines.join(",\n"))
    }
    /// `nsubj:pass` as a name in C: the variant's name in capitals.
    fn label(variant: impl std::fmt::Debug) -> String {
        let mut label = String::new();
        for character in format!("{variant:?}").chars() {
            if character.is_uppercase() && !label.is_empty() {
                label.push('_');
            }
            label.extend(character.to_uppercase());
        }
        label
    }
    let roles = [Role::Actor, Role::Target, Role::Object, Role::RequestedBy];
    let kinds = (0..).map(EntityKind::from_number).take(7);
    let expected = [
        vocabulary("stage", Stage::ALL.iter().map(|stage| (label(stage), *stage as u32))),
        vocabulary("role", roles.iter().map(|role| (label(role), *role as u32))),
        vocabulary("entity_kind", kinds.map(|kind| (label(kind), kind as u32))),
        vocabulary("upos", Upos::ALL.iter().map(|upos| (label(upos), *upos as u32))),
        vocabulary("xpos", Xpos::ALL.iter().map(|xpos| (label(xpos), *xpos as u32))),
        vocabulary("deprel", Deprel::ALL.iter().map(|deprel| (label(deprel), *deprel as u32))),
    ]
    .concat();
    assert!(HEADER.contains(&expected), "put this into the header:\n{expected}");
}
