//! `show`: one claim with its quotations, by its id or the beginning of it.

use crate::project::{Project, TEXT, claims};

/// A second source says the same of the pact, through a speaker; a person has graded the claim.
fn told_twice() -> Project {
    let project = Project::new();
    project.write("seeds/b.txt", format!("The ministry said so. {TEXT}"));
    project.write("seeds/b.txt.yaml", "publisher: Example Post\n");
    project.write("seeds/a.txt.yaml", "publisher: Example Review\n");
    project.edit(
        "claims/military.yaml",
        "  evidence:\n",
        "  object: patrol boats\n  date: 2025-06\n  credibility: 2\n  note: Seen by two readers.\n  evidence:\n  \
         - source: b\n    factuality: PS+\n    attribution: [{speaker: The ministry, cue: said}]\n    \
         date_text: On Monday\n    trigger: {text: signed, start: 99, end: 105}\n    \
         exact: On Monday the ministers of Ruritania and Syldavia signed a pact on twelve patrol boats.\n    \
         start: 45\n    end: 132\n    by: military@0.1.0/sign-agreement\n",
    );
    project
}

#[test]
fn a_claim_with_all_that_bears_it_out() {
    let run = told_twice().run(&["show", "military-00000001"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out);
}

#[test]
fn the_beginning_of_an_id_is_enough_where_it_tells_one() {
    let project = Project::new();
    let whole = project.run(&["show", "trade-00000002"]);
    assert_eq!((whole.code, project.run(&["show", "trade"]).out), (0, whole.out));
}

#[test]
fn as_json() {
    let run = told_twice().run(&["show", "military-00000001", "--json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out);
}

#[test]
fn an_id_that_tells_none_or_many() {
    let project = Project::new();
    project.write(
        "claims/more.yaml",
        claims(&[("trade-00000003", "trade.exchange", "Nobody from Borduria was there.")]),
    );
    let mut told = String::new();
    for id in ["energy-00000001", "trade-0"] {
        let run = project.run(&["show", id]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        told.push_str(&run.err);
    }
    insta::assert_snapshot!(told);
}
