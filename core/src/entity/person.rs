//! Persons: names with a title, an apposition or a known given name, and whom
//! they serve. A surname means the person whom the document named in full.

use std::borrow::Cow;
use std::collections::HashMap;

use claimtrack_sdk::ud::Upos;
use claimtrack_sdk::view::{Document, EntityKind, Sentence, Token};

use super::context::{is_capitalised, is_hyphen, is_possessive_mark};
use super::gazetteer::{self, Form};
use super::mention::{self, Mention};
use super::names;
use super::vocabulary::{self, Class};

/// How far before a name its title and state may stand, in tokens.
const REACH: u32 = 14;

/// A capitalised run that may name a person.
struct Run {
    /// First token of title and name.
    first: u32,
    /// First token of the name.
    name: u32,
    /// Token after the last.
    end: u32,
    /// Whether a title stands before the name.
    is_titled: bool,
}

/// Whom a person serves, and the name under which the person goes when that is nobody known.
#[derive(Clone)]
struct Served {
    id: Cow<'static, str>,
    kind: EntityKind,
}

/// Adds the persons to `mentions`, which stay in order of the text.
pub(super) fn find(document: &Document<'_>, mentions: &mut Vec<Mention>) {
    let mut runs = Vec::new();
    for sentence in document.sentences() {
        collect_runs(document, sentence, mentions, &mut runs);
    }
    let mut known: HashMap<String, Served> = HashMap::new();
    let mut resolved: Vec<(Run, Option<Served>)> = Vec::with_capacity(runs.len());
    for run in runs {
        let served = identify(document, mentions, &run);
        if let Some(served) = &served {
            let surname = surname(document, &run);
            // Whoever was named in full first keeps the surname, unless a later title says more.
            let says_more = known.get(surname).is_none_or(|before| before.kind == EntityKind::Person);
            let is_introduced = run.is_titled || run.end > run.name + 1;
            if says_more && is_introduced {
                known.insert(surname.to_owned(), served.clone());
            }
        }
        resolved.push((run, served));
    }
    let mut added = Vec::new();
    for (run, served) in resolved {
        let before = known.get(surname(document, &run));
        // A bare surname is whoever the document named in full, even if the tables know a bearer.
        let is_bare = run.end == run.name + 1 && !run.is_titled;
        let private = before.filter(|before| is_bare && before.kind == EntityKind::Person).cloned();
        let Some(served) = private.or(served).or_else(|| before.cloned()) else { continue };
        let first = title_start(document, mentions, &run);
        added.push(Mention {
            first,
            end: run.end,
            head: names::head(document, first, run.end),
            id: served.id,
            kind: served.kind,
            form: Form::Person,
        });
    }
    mention::overlay(mentions, added);
}

/// Where the title in front of a name begins: "Secretary of State", "foreign policy chief".
fn title_start(document: &Document<'_>, mentions: &[Mention], run: &Run) -> u32 {
    let mut first = run.first;
    if !run.is_titled {
        return first;
    }
    let is_word = |token: &Token<'_>| {
        matches!(token.upos(), Upos::Propn | Upos::Noun | Upos::Adj)
            && covering(mentions, token.index()).is_none()
    };
    while run.name - first < REACH {
        let Some(before) = document.token(first).and_then(Token::previous) else { break };
        if is_word(&before) {
            first = before.index();
        } else if matches!(before.text(), "of" | "for" | "and" | "-")
            && let Some(word) = before.previous().filter(is_word)
            && (before.text() == "-"
                || vocabulary::is_title(word.text())
                || vocabulary::is(word.text(), Class::Institution))
        {
            first = word.index();
        } else {
            break;
        }
    }
    first
}

/// The runs of a sentence that may be persons: capitalised names outside other mentions, cut after
/// their titles.
fn collect_runs(document: &Document<'_>, sentence: Sentence<'_>, mentions: &[Mention], runs: &mut Vec<Run>) {
    let row = sentence.row();
    let mut at = row.first_token;
    while at < row.end_token {
        let end = run_end(document, mentions, at, row.end_token);
        if end == at {
            at += 1;
            continue;
        }
        let last_title = (at..end).rev().find(|&index| {
            document.token(index).is_some_and(|token| vocabulary::is_title(token.text()))
                && covering(mentions, index).is_none()
        });
        let name = last_title.map_or(at, |title| title + 1);
        let title_before = last_title.is_some()
            || document
                .token(at)
                .and_then(Token::previous)
                .is_some_and(|before| vocabulary::is_title(before.text()) && before.upos() != Upos::Verb);
        if name < end && is_personal(document, name, end) {
            runs.push(Run { first: name, name, end, is_titled: title_before });
        }
        at = end;
    }
}

/// Where the run of words that may be a person's title and name ends; `first` itself when there is none.
fn run_end(document: &Document<'_>, mentions: &[Mention], first: u32, limit: u32) -> u32 {
    let is_part = |index: u32| {
        document.token(index).is_some_and(|token| {
            is_capitalised(token.text())
                && token.upos() == Upos::Propn
                && document.date_at(index).is_none()
                && !covering(mentions, index).is_some_and(|mention| mention.form != Form::Person)
        })
    };
    if !is_part(first) {
        return first;
    }
    let mut end = first + 1;
    while end < limit {
        if is_part(end) {
            end += 1;
            continue;
        }
        let Some(token) = document.token(end) else { break };
        let text = token.text();
        let particle = matches!(
            text,
            "al" | "el" | "bin" | "ben" | "ibn" | "von" | "van" | "der" | "de" | "da" | "di" | "dos" | "ul"
        );
        let joins = is_hyphen(text)
            && document.token(end - 1).is_some_and(|last| last.row().end == token.row().start);
        let next = (end + 1..end + 4).take_while(|&index| index < limit).find(|&index| is_part(index));
        match next {
            Some(next) if (particle || joins) && gap_is_particles(document, end, next) => end = next + 1,
            _ => break,
        }
    }
    end
}

fn gap_is_particles(document: &Document<'_>, from: u32, to: u32) -> bool {
    (from..to).filter_map(|index| document.token(index)).all(|token| {
        is_hyphen(token.text())
            || matches!(
                token.text(),
                "al" | "el"
                    | "bin"
                    | "ben"
                    | "ibn"
                    | "von"
                    | "van"
                    | "der"
                    | "de"
                    | "da"
                    | "di"
                    | "dos"
                    | "ul"
                    | "la"
            )
    })
}

/// Whether no word of the name speaks against its being a person's.
fn is_personal(document: &Document<'_>, first: u32, end: u32) -> bool {
    let against = |token: Token<'_>| {
        let word = token.text().trim_end_matches('.');
        let is_initial = word.chars().count() == 1;
        !is_initial
            && (vocabulary::is(word, Class::Institution)
                || vocabulary::is(word, Class::Company)
                || vocabulary::is(word, Class::Organisation)
                || word.chars().any(|char| char.is_ascii_digit())
                || (word.len() > 2 && word.chars().all(char::is_uppercase) && end == first + 1))
    };
    end - first <= 6 && !(first..end).filter_map(|index| document.token(index)).any(against)
}

fn covering(mentions: &[Mention], token: u32) -> Option<&Mention> {
    let after = mentions.partition_point(|mention| mention.first <= token);
    mentions[..after].last().filter(|mention| mention.end > token)
}

/// The surname of a run: its last word that is no suffix.
fn surname<'d>(document: &'d Document<'d>, run: &Run) -> &'d str {
    (run.name..run.end)
        .rev()
        .filter_map(|index| document.token(index))
        .map(Token::text)
        .find(|text| !matches!(*text, "Jr" | "Jr." | "Sr." | "II" | "III" | "IV" | "VI"))
        .unwrap_or("")
}

fn identify(document: &Document<'_>, mentions: &[Mention], run: &Run) -> Option<Served> {
    let text = document.slice(document.token(run.name)?.row().start, document.token(run.end - 1)?.row().end);
    let full = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let itself = || Served { id: Cow::Owned(full.clone()), kind: EntityKind::Person };
    let is_full = run.end > run.name + 1;
    let (before, out_of_office) = look_left(document, mentions, run);
    if out_of_office && is_full {
        return Some(itself());
    }
    let table = by_table(document, mentions, run, is_full);
    if run.is_titled {
        let title = title_before(document, run.name);
        let is_private = title.is_some_and(|title| vocabulary::is_in_lower_case(title, Class::Private));
        let is_address = title.is_some_and(|title| vocabulary::is_in_lower_case(title, Class::Address));
        if !is_private && let Some(served) = before {
            return Some(served);
        }
        if is_private && !is_address {
            return is_full.then(itself);
        }
        if table.is_some() {
            return table;
        }
        if !is_address && let Some(id) = gazetteer::get().served_by_surname(surname(document, run)) {
            return Some(served_by(id));
        }
        let office = title.and_then(american_office).map(served_by);
        let beside = office.or_else(|| look_right(document, mentions, run.end));
        return beside.or_else(|| is_full.then(itself));
    }
    if has_party_and_state(document, run.end) {
        return Some(served_by("USA"));
    }
    if let Some(beside) =
        look_right(document, mentions, run.end).or_else(|| look_left_of_comma(document, mentions, run))
    {
        return Some(beside);
    }
    if table.is_some() {
        return table;
    }
    let given = document.token(run.name).is_some_and(|token| vocabulary::is(token.text(), Class::Given));
    // An unknown bearer of a known surname: the table's bearer is not meant.
    let namesake = covering(mentions, run.end - 1).is_some();
    (is_full && (given || namesake)).then(itself)
}

fn served_by(id: &'static str) -> Served {
    Served { id: Cow::Borrowed(id), kind: gazetteer::get().kind_of(id).unwrap_or(EntityKind::Unknown) }
}

/// The entity that the tables give for the person, provided that the whole name is theirs.
fn by_table(document: &Document<'_>, mentions: &[Mention], run: &Run, is_full: bool) -> Option<Served> {
    let mention = (run.name..run.end).rev().find_map(|index| covering(mentions, index))?;
    let whole = mention.first <= run.name;
    let same = whole || !is_full || {
        // "Dmitry A. Medvedev" is Dmitry Medvedev; "Anna Medvedev" is somebody else.
        let first = document.token(run.name)?.text();
        let name = format!("{first} {}", surname(document, run));
        let mut pieces = Vec::new();
        super::pieces::split(&name, 0, &mut pieces);
        gazetteer::get().longest(&name, &pieces).is_some_and(|(length, mut senses)| {
            length == pieces.len() && senses.any(|sense| sense.form == Form::Person)
        })
    };
    same.then(|| Served { id: mention.id.clone(), kind: mention.kind })
}

fn title_before<'d>(document: &'d Document<'d>, name: u32) -> Option<&'d str> {
    document.token(name).and_then(Token::previous).map(Token::text)
}

/// Offices that only the United States call so.
fn american_office(title: &str) -> Option<&'static str> {
    matches!(title.trim_end_matches('.'), "Sen" | "Rep" | "Senator" | "Congressman" | "Congresswoman" | "Gov")
        .then_some("USA")
}

/// "X (R-Tenn.)": only members of the American legislature are named with party and state.
fn has_party_and_state(document: &Document<'_>, end: u32) -> bool {
    let text = |at: u32| document.token(at).map_or("", Token::text);
    text(end) == "("
        && match text(end + 1) {
            "R" | "D" | "I" => is_hyphen(text(end + 2)) && is_capitalised(text(end + 3)),
            joined => {
                ["R-", "D-", "I-"].iter().any(|party| joined.strip_prefix(party).is_some_and(is_capitalised))
            }
        }
}

/// The state or body named before the name, within its noun phrase, and whether the words there put
/// the person out of office.
fn look_left(document: &Document<'_>, mentions: &[Mention], run: &Run) -> (Option<Served>, bool) {
    let mut out_of_office = false;
    let mut at = run.name;
    for _ in 0..REACH {
        let Some(token) = document.token(at).and_then(Token::previous) else { break };
        if let Some(mention) = covering(mentions, token.index()) {
            if mention.form == Form::Person && token.text() != "'s" {
                break;
            }
            if is_served(mention) {
                let out = out_of_office || is_out_before(document, mention.first);
                return (Some(Served { id: mention.id.clone(), kind: mention.kind }), out);
            }
            at = mention.first;
            continue;
        }
        let text = token.text();
        out_of_office |= vocabulary::is_in_lower_case(text, Class::OutOfOffice);
        let goes_on = matches!(token.upos(), Upos::Propn | Upos::Noun | Upos::Adj | Upos::Num)
            || is_possessive_mark(text)
            || is_hyphen(text)
            || matches!(text, "of" | "and" | "for" | "the" | "The");
        if !goes_on {
            break;
        }
        at = token.index();
    }
    (None, out_of_office)
}

fn is_out_before(document: &Document<'_>, first: u32) -> bool {
    document
        .token(first)
        .and_then(Token::previous)
        .is_some_and(|token| vocabulary::is_in_lower_case(token.text(), Class::OutOfOffice))
}

fn is_served(mention: &Mention) -> bool {
    mention.form != Form::Nothing
        && matches!(
            mention.kind,
            EntityKind::State | EntityKind::Organisation | EntityKind::Group | EntityKind::Company
        )
}

/// "X, Ruritania's defence minister," or "X, the president of Ruritania": the state of an office that
/// follows the name.
fn look_right(document: &Document<'_>, mentions: &[Mention], end: u32) -> Option<Served> {
    let comma = document.token(end).filter(|token| token.text() == ",")?;
    let mut served: Option<Served> = None;
    let mut office = false;
    let mut at = comma.index() + 1;
    for _ in 0..REACH {
        let Some(token) = document.token(at).filter(|token| token.row().sentence == comma.row().sentence)
        else {
            break;
        };
        let text = token.text();
        if let Some(mention) = covering(mentions, at) {
            if mention.form == Form::Person {
                break;
            }
            if served.is_none() && is_served(mention) {
                served = Some(Served { id: mention.id.clone(), kind: mention.kind });
            }
            at = mention.end;
            continue;
        }
        if vocabulary::is_in_lower_case(text, Class::OutOfOffice) {
            return None;
        }
        office |= vocabulary::is_title(text) && !vocabulary::is_in_lower_case(text, Class::Private);
        let goes_on = matches!(token.upos(), Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Num)
            || is_possessive_mark(text)
            || is_hyphen(text)
            || matches!(text, "of" | "for" | "and" | "to" | "in" | "at");
        if !goes_on {
            break;
        }
        at += 1;
    }
    served.filter(|_| office)
}

/// "The Ruritanian defence minister, X": the state of an office that ends at a comma before the name.
fn look_left_of_comma(document: &Document<'_>, mentions: &[Mention], run: &Run) -> Option<Served> {
    let comma = document.token(run.name)?.previous().filter(|token| token.text() == ",")?;
    let title = comma
        .previous()
        .filter(|token| vocabulary::is_title(token.text()) || covering(mentions, token.index()).is_some())?;
    let office = Run { first: comma.index(), name: comma.index(), end: comma.index(), is_titled: true };
    let (served, out) = look_left(document, mentions, &office);
    let is_office = vocabulary::is_title(title.text())
        || (0..REACH).any(|back| {
            title.index().checked_sub(back).and_then(|index| document.token(index)).is_some_and(|token| {
                token.text() == "of" && token.previous().is_some_and(|word| vocabulary::is_title(word.text()))
            })
        });
    served.filter(|_| is_office && !out)
}
