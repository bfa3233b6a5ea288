use super::{DEFAULT_LIMIT, Edtf, Reliability, Source, SourceProblem, stem};

fn read(path: &str, text: &str) -> Source {
    Source::read(path, text.as_bytes(), None, DEFAULT_LIMIT).expect(text)
}

fn problem(bytes: &[u8]) -> SourceProblem {
    Source::read("a.txt", bytes, None, 1000).expect_err("it can not be read").problem
}

#[test]
fn front_matter_is_metadata_and_no_text() {
    let source = read(
        "seeds/a.md",
        "\u{FEFF}---\r\ntitle: A\r\npublished: 2023-08-03\r\nreliability: B\r\n---\r\n\r\nOne.\r\nTwo.\r\n",
    );
    assert_eq!(source.id, "a");
    assert_eq!(&*source.text, "One.\r\nTwo.\r\n", "line ends are kept");
    assert_eq!(source.metadata.title.as_deref(), Some("A"));
    assert_eq!(source.metadata.published, Some(Edtf::new("2023-08-03").unwrap()));
    assert_eq!(source.metadata.reliability, Reliability::B);
}

#[test]
fn a_rule_in_markdown_and_other_types_are_text() {
    for (path, text) in
        [("a.md", "---\nno end"), ("a.html", "---\ntitle: x\n---\n"), ("a.md", "x\n---\ny\n---\n")]
    {
        assert_eq!(&*read(path, text).text, text);
    }
}

#[test]
fn a_file_beside_it_leaves_the_text_whole() {
    let text = "---\nx\n---\nThe text.";
    let source = Source::read("b/c.v2.txt", text.as_bytes(), Some(b"publisher: P\n"), 1000).unwrap();
    assert_eq!((source.id.as_str(), &*source.text), ("c.v2", text));
    assert_eq!(source.metadata.publisher.as_deref(), Some("P"));
}

#[test]
fn digests_are_of_the_bytes_and_of_the_text() {
    let source = read("a.txt", "---\ntitle: x\n---\nabc");
    assert_eq!(source.text_sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_ne!(source.sha256, source.text_sha256);
}

#[test]
fn each_problem_has_its_name() {
    assert_eq!(problem(b""), SourceProblem::Empty);
    assert_eq!(problem(b" \n\t"), SourceProblem::Empty);
    assert_eq!(problem(b"\xEF\xBB\xBF"), SourceProblem::Empty);
    assert_eq!(problem(b"ab\xE9c"), SourceProblem::NotUtf8 { offset: 2 });
    assert_eq!(problem(b"\xFF\xFEa\0"), SourceProblem::Utf16);
    assert_eq!(problem(b"%PDF\0"), SourceProblem::Binary { offset: 4 });
    assert_eq!(problem(&[b'a'; 1001]), SourceProblem::TooLarge { size: 1001, limit: 1000 });
}

#[test]
fn a_fault_in_metadata_names_the_line_of_the_file() {
    let text = "---\ntitle: x\npublsher: y\n---\ntext";
    let error = Source::read("seeds/a.txt", text.as_bytes(), None, 1000).unwrap_err();
    insta::assert_snapshot!(error, @"seeds/a.txt: line 3: there is no key `publsher`; did you mean `publisher`?");
    let error = Source::read("seeds/a.txt", b"text", Some(b"published: 3 August"), 1000).unwrap_err();
    insta::assert_snapshot!(error, @"seeds/a.txt.yaml: line 1: `3 August` is not a date; write 2023-08-03, 2023-08, 2023, 2023-08-01/2023-08-05 or, if about then, 2023-08~");
}

#[test]
fn dates_have_bounds_or_are_refused() {
    for (text, first, last) in [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-05~", "2024-05-01", "2024-05-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2023-XX", "2023-01-01", "2023-12-31"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2023-05-01/2023-06", "2023-05-01", "2023-06-30"),
    ] {
        let (start, end) = Edtf::new(text).expect(text).bounds();
        assert_eq!(
            (start.unwrap().to_string().as_str(), end.unwrap().to_string().as_str()),
            (first, last),
            "{text}"
        );
    }
    assert_eq!(Edtf::new("../2030").unwrap().bounds().0, None);
    assert_eq!(Edtf::new("2022/").unwrap().bounds().1, None);
    for text in [
        "",
        "..",
        "/",
        "2023-02-30",
        "2023-13",
        "23",
        "3 May",
        "2024/2023",
        "2023-5-1",
        "XXXX",
        "2023-01-01-01",
    ] {
        assert!(Edtf::new(text).is_err(), "{text}");
    }
}

#[test]
fn the_id_is_the_stem() {
    for (path, id) in [("a.txt", "a"), ("x/y/a.b.md", "a.b"), (".hidden", ".hidden"), ("x/none", "none")] {
        assert_eq!(stem(path), id);
    }
}
