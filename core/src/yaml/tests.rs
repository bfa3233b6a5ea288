use serde::Deserialize;

use super::{Context, Fault, Limits, from_str, quote};

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Thing {
    name: String,
    #[serde(default)]
    parts: Vec<Thing>,
}

fn fault(text: &str) -> Fault {
    from_str::<Thing>(text, Limits::LEDGER).expect_err(text)
}

#[test]
fn an_unknown_key_is_pointed_at_with_its_nearest_neighbour() {
    let fault = fault("# name: no key\nname: a\nparts:\n- name: b\n  prats: []\n");
    assert_eq!((fault.line, fault.column), (5, 3));
    assert_eq!(fault.message, "there is no key `prats`; did you mean `parts`?");
}

#[test]
fn a_key_that_stands_twice_is_pointed_at_the_second_time() {
    let fault = fault("name: a\nparts:\n- name: b\n  parts: []\n  name: c\n");
    assert_eq!((fault.line, fault.column), (5, 3));
    assert!(fault.message.contains("`name`") && fault.message.contains("second time"), "{fault}");
}

#[test]
fn a_value_of_another_type_is_told_in_the_words_of_yaml() {
    let cases = [
        (
            "# only a list\n- name: a\n",
            (2, 1),
            "a list stands where the file has to begin with its keys; put it under the one it belongs to, \
             of `name:`, `parts:`",
        ),
        (
            "name: a\nparts: wheel\n",
            (2, 8),
            "the text \"wheel\" stands where a list belongs; write each entry on a line of its own, after `- `",
        ),
        ("name: [a]\n", (1, 7), "a list stands where a text belongs; put it in quotation marks if it is one"),
        (
            "name: a\nparts:\n- wheel\n",
            (3, 3),
            "the text \"wheel\" stands where a mapping of keys belongs; write `key: value` lines",
        ),
    ];
    for (text, place, message) in cases {
        let fault = fault(text);
        assert_eq!(((fault.line, fault.column), fault.message.as_str()), (place, message), "{text}");
    }
}

#[test]
fn deep_nesting_is_refused_before_the_parser_sees_it() {
    for text in ["[", "{", "- ", "? ", "[\n", "{a: ", "name: [[", "\"\": ["] {
        let fault = fault(&text.repeat(200 * 1024 / text.len()));
        assert!(fault.message.starts_with("nested more than"), "{text:?}: {fault}");
    }
}

#[test]
fn brackets_in_texts_are_no_nesting() {
    let brackets = "[{".repeat(100);
    for text in [
        format!("name: a {brackets}\n"),
        format!("name: \"{brackets}\"\n"),
        format!("name: '{brackets}'\n"),
        format!("# {brackets}\nname: a # {brackets}\n"),
        format!("name: \"a \\\" {brackets}\"\n"),
    ] {
        from_str::<Thing>(&text, Limits::LEDGER).expect(&text);
    }
}

#[test]
fn every_scalar_reads_back_as_it_was() {
    let mut texts: Vec<String> = [
        "",
        " ",
        "plain",
        "two words",
        "2023",
        "2023-07-31",
        "../2030",
        "yes",
        "NO",
        "~",
        "null",
        "1.5",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "it's",
        "\"quoted\"",
        "a\nb",
        "a\r\nb",
        "tab\there",
        "ends:",
        "a, b",
        "[x]",
        "{x}",
        "naïve – “q”",
        "\u{0}",
        "\u{85}x",
        "x\u{2028}y",
        "\u{FEFF}x",
        "𝒳",
        "back\\slash",
        "? x",
        "a:b",
        "!tag",
        "&a",
        "*a",
        "%d",
        "@x",
        "`x`",
        "0x1F",
        "1e3",
        ".inf",
        "NaN",
        "=",
        "<<",
        "|",
        ">",
        "trail ",
        "é: x",
        "x:\ty",
    ]
    .map(str::to_owned)
    .into();
    texts.extend(
        (0..0x300)
            .filter_map(char::from_u32)
            .flat_map(|c| [format!("{c}"), format!("a{c}"), format!("a{c}b")]),
    );
    for text in &texts {
        let block = format!("name: {}\n", quote(text, Context::Block));
        assert_eq!(&from_str::<Thing>(&block, Limits::LEDGER).expect(&block).name, text, "{block}");
        let flow = format!("{{name: {}, parts: []}}\n", quote(text, Context::Flow));
        assert_eq!(&from_str::<Thing>(&flow, Limits::LEDGER).expect(&flow).name, text, "{flow}");
    }
}
