//! Review, without a terminal and in one.

use crate::project::Project;

const ID: &str = "military-00000001";

#[test]
fn what_waits_is_listed() {
    let run = Project::new().run(&["review", "--list"]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!(run.out, @r"
    military-00000001  proposed  Two of them.
    trade-00000002  proposed  Two of them.
    ");
}

#[test]
fn decisions_change_one_line_and_are_logged() {
    let project = Project::new();
    let before = project.read("claims/military.yaml");
    let run = project.run(&["review", "--accept", ID]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(project.read("claims/military.yaml"), before.replace("status: proposed", "status: accepted"));
    assert!(project.read("claims/.log.jsonl").contains("\"cause\":\"reviewed\""));
    assert_eq!(project.run(&["review", "--reject", ID]).code, 0);
    assert_eq!(project.read("claims/military.yaml"), before.replace("status: proposed", "status: rejected"));
    assert_eq!(project.run(&["review", "--reopen", ID]).code, 0);
    assert_eq!(project.read("claims/military.yaml"), before);
}

#[test]
fn filters_choose_and_say_when_nothing_is_left() {
    let project = Project::new();
    let run = project.run(&["review", "--kind", "trade", "--accept", "all"]);
    assert_eq!((run.code, run.out.as_str()), (0, "1 of 1 claims changed\n"), "{}", run.err);
    for filter in [["--kind", "sanctions"], ["--source", "b"], ["--actor", "Borduria"]] {
        let run = project.run(&[&["review", "--accept", "all"], &filter[..]].concat());
        assert_eq!(run.code, 2);
        assert!(run.err.contains("no claim passes these filters"), "{}", run.err);
    }
    let run = project.run(&["review", "--list", "--status", "rejected"]);
    assert!(run.out.is_empty() && run.err.contains("no claim passes"), "{}", run.err);
}

#[test]
fn one_unknown_id_and_nothing_is_written() {
    let project = Project::new();
    let before = project.ledger();
    let run = project.run(&["review", "--accept", ID, "military-99999999"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("military-99999999"), "{}", run.err);
    assert_eq!(project.ledger(), before);
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let run = Project::new().run(&["review"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--accept"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn an_edit_is_validated_before_it_is_taken() {
    let project = Project::new();
    let edit = |script: &str| {
        project
            .command(&["review", "--edit", ID])
            .env_remove("VISUAL")
            .env("EDITOR", format!("sed -i -e '{script}'"))
            .output()
            .expect("the program starts")
    };
    let before = project.read("claims/military.yaml");
    for (script, expected) in [
        ("s/stage: agreed/stage: done/", "unknown stage"),
        ("s/id: military-00000001/id: other/", "stays so"),
        ("/^claims:/,$d", "one claim"),
    ] {
        let output = edit(script);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(err.contains(expected), "{err}");
        assert_eq!(project.read("claims/military.yaml"), before);
    }
    let output = edit("s/statement: Two of them./statement: A pact. # mine/");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let expected = before.replace("statement: Two of them.", "statement: A pact. # mine");
    assert_eq!(project.read("claims/military.yaml"), expected, "the comment stays");
}

#[test]
fn a_second_writer_is_told_who_holds_the_lock() {
    let project = Project::new();
    project.write("claims/.lock", "`claimtrack review` (process 1)");
    let lock = std::fs::OpenOptions::new().write(true).open(project.path("claims/.lock")).expect("it opens");
    lock.try_lock().expect("nobody has it");
    let run = project.run(&["review", "--accept", ID]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("being written by `claimtrack review` (process 1)"), "{}", run.err);
    // Reading needs no lock.
    assert_eq!(project.run(&["audit"]).code, 0);
}

/// The questions, answered in a pseudo-terminal.
#[cfg(unix)]
#[test]
fn a_person_decides_undoes_and_resumes() {
    use rexpect::session::spawn_command;
    let project = Project::new();
    // The size of the pseudo-terminal is nothing until someone sets it.
    let start = || {
        let mut command = std::process::Command::new("sh");
        command.args(["-c", "stty rows 40 cols 100; exec \"$0\" review", env!("CARGO_BIN_EXE_claimtrack")]);
        command.current_dir(project.root()).env("TERM", "xterm").env("NO_COLOR", "1");
        spawn_command(command, Some(60_000)).expect("it starts in a pseudo-terminal")
    };
    let status = |file: &str| {
        let text = project.read(file);

        text.lines().find(|line| line.contains("status:")).expect("a status").trim().to_owned()
    };
    let mut session = start();
    session.exp_string("[1/2]").expect("the first claim is shown");
    session.exp_string("What do you decide?").expect("a question");
    press(&mut session, "accept");
    session.exp_string("[2/2]").expect("the second claim is shown");
    assert_eq!(status("claims/military.yaml"), "status: accepted");
    session.exp_string("What do you decide?").expect("a question");
    press(&mut session, "undo");
    session.exp_string("[1/2]").expect("back at the first one");
    assert_eq!(status("claims/military.yaml"), "status: proposed");
    session.exp_string("What do you decide?").expect("a question");
    press(&mut session, "reject");
    session.exp_string("[2/2]").expect("the second claim is shown");
    session.exp_string("What do you decide?").expect("a question");
    press(&mut session, "quit");
    session.exp_string("1 claims wait").expect("a summary");
    session.exp_eof().expect("it ends");
    assert_eq!(status("claims/military.yaml"), "status: rejected");
    assert_eq!(status("claims/trade.yaml"), "status: proposed");
    let mut session = start();
    session.exp_string("[1/1] trade-00000002").expect("it resumes with what is left");
    session.exp_string("What do you decide?").expect("a question");
    press(&mut session, "accept");
    session.exp_string("0 claims wait").expect("a summary");
    session.exp_eof().expect("it ends");
    assert_eq!(status("claims/trade.yaml"), "status: accepted");
}

/// Types a few letters of an answer and the key that takes it.
#[cfg(unix)]
fn press(session: &mut rexpect::session::PtySession, answer: &str) {
    session.send(answer).expect("letters are taken");
    session.send("\r").expect("the key is taken");
    session.flush().expect("they are sent");
}
