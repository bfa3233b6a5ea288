//! Conditions on a trigger: which words stand around it, and what was missing
//! in words for people.

use std::borrow::Cow;

use super::slots::{carrier, clause_above, fill};
use super::{Conditions, Slot, Words};
use crate::syntax::phrase::{conjuncts, noun_phrase, preposition};
use crate::syntax::{clause, noun};
use crate::ud::{Deprel, Upos, Xpos};
use crate::view::{EntityKind, Token};

/// Finds the words of one place around a trigger.
pub(super) type Place = for<'d> fn(Token<'d>, bool) -> Vec<Token<'d>>;

pub(super) fn check(
    conditions: &Conditions,
    token: Token<'_>,
    verbal: bool,
    wanted: bool,
) -> Result<(), String> {
    let places: [(&Words, &str, Place); 5] = [
        (&conditions.verb, "governing verb", governing_verb),
        (&conditions.object, "object", object_words),
        (&conditions.subject, "subject", subject_words),
        (&conditions.modifier, "modifier", modifier_words),
        (&conditions.about, "complement", about_words),
    ];
    for (words, name, place) in places {
        if !words.all.is_empty() && words.any(&place(token, verbal)) != wanted {
            return Err(lack(name, words, wanted));
        }
    }
    if !conditions.near.all.is_empty() {
        let found = [object_words, subject_words, modifier_words, about_words]
            .iter()
            .any(|place| conditions.near.any(&place(token, verbal)));
        if found != wanted {
            return Err(lack("word nearby", &conditions.near, wanted));
        }
    }
    if !conditions.sentence.all.is_empty() {
        let all: Vec<_> = token.sentence().map(|sentence| sentence.tokens().collect()).unwrap_or_default();
        if conditions.sentence.any(&all) != wanted {
            return Err(lack("word in the sentence", &conditions.sentence, wanted));
        }
    }
    if !conditions.document.all.is_empty() {
        let all: Vec<_> = token.document().tokens().collect();
        if conditions.document.any(&all) != wanted {
            return Err(lack("word in the document", &conditions.document, wanted));
        }
    }
    if !conditions.preposition.all.is_empty() {
        let found = token
            .children()
            .chain(noun::package(token).children())
            .chain(clause_above(token).into_iter().flat_map(Token::children))
            .chain(after_objects(token, verbal))
            .filter_map(preposition)
            .any(|found| conditions.preposition.all.contains(found));
        if found != wanted {
            return Err(lack("preposition", &conditions.preposition, wanted));
        }
    }
    if !conditions.head.all.is_empty() && conditions.head.any(&heads(token)) != wanted {
        return Err(lack("noun after it", &conditions.head, wanted));
    }
    if !conditions.case.all.is_empty() {
        let found = preposition(noun::package(token)).or_else(|| preposition(token));
        if found.is_some_and(|found| conditions.case.all.contains(found)) != wanted {
            return Err(lack("preposition before it", &conditions.case, wanted));
        }
    }
    if !conditions.entity.is_empty() {
        let objects = if verbal {
            clause::objects(token)
        } else {
            let mut all = noun::owners(token);
            all.extend(noun::attached(token, &["on", "against", "at", "of"]));
            all
        };
        let found = objects.iter().any(|object| {
            noun_phrase(*object).any(|index| {
                token.document().token(index).and_then(Token::entity).is_some_and(|entity| {
                    conditions.entity.contains(&entity.kind())
                        || entity.is_person() && conditions.entity.contains(&EntityKind::Person)
                })
            })
        });
        if found != wanted {
            return Err("the object names no entity of the sort that the rule asks for".into());
        }
    }
    Ok(())
}

/// What hangs behind the objects of a verb, where the parse can't tell whose it is.
fn after_objects(token: Token<'_>, verbal: bool) -> Vec<Token<'_>> {
    let objects = if verbal { clause::objects(token) } else { Vec::new() };
    objects
        .into_iter()
        .filter(|object| object.index() > token.index())
        .flat_map(|object| {
            // "fired dozens of rockets across the border"
            let counted = object.children_by(Deprel::Nmod).filter(|part| preposition(*part) == Some("of"));
            std::iter::once(object).chain(counted)
        })
        .flat_map(|object| object.children().filter(move |child| child.index() > object.index()))
        .collect()
}

fn lack(name: &str, words: &Words, wanted: bool) -> String {
    let mut list: Vec<_> = words.all.iter().map(String::as_str).collect();
    list.sort_unstable();
    let more = if list.len() > 4 { ", …" } else { "" };
    list.truncate(4);
    let list = list.join(", ");
    if wanted { format!("no {name} such as {list}{more}") } else { format!("a {name} such as {list}{more}") }
}

impl Words {
    /// Whether one of `tokens` is one of the words, or ends one of the multiwords.
    pub(super) fn any(&self, tokens: &[Token<'_>]) -> bool {
        tokens.iter().any(|token| self.holds(*token))
    }

    fn holds(&self, token: Token<'_>) -> bool {
        let lemma = lower(token.lemma());
        let text = lower(token.text());
        if self.all.contains(&*lemma) || self.all.contains(&*text) {
            return true;
        }
        if joined(token).is_some_and(|name| self.all.contains(name.as_str())) {
            return true;
        }
        if !self.last.contains(&*lemma) {
            return false;
        }
        // "arms control": the words in front by their lemmas, or as they are written.
        let (mut lemmas, mut written) = (lemma.to_string(), lemma.to_string());
        std::iter::successors(token.previous(), |before| before.previous()).take(self.before).any(|before| {
            for (phrase, word) in [(&mut lemmas, before.lemma()), (&mut written, before.text())] {
                phrase.insert(0, ' ');
                phrase.insert_str(0, &lower(word));
            }
            self.all.contains(lemmas.as_str()) || self.all.contains(written.as_str())
        })
    }
}

/// `word` in lower case, as it is where it has no capitals.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// "f-16" of "F-16s", "cease-fire" of "cease-fire": what a hyphen joins to `token`, as one word.
fn joined(token: Token<'_>) -> Option<String> {
    let hyphen = token
        .previous()
        .filter(|hyphen| matches!(hyphen.text(), "-" | "‑") && hyphen.row().end == token.row().start)?;
    let before = hyphen.previous().filter(|before| before.row().end == hyphen.row().start)?;
    let number = token.text().trim_end_matches('s');
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let after = if is_number { number } else { token.lemma() };
    Some(format!("{}-{}", before.text().to_lowercase(), after.to_lowercase()))
}

/// The nouns that `token` modifies: those it is a compound of, and those that follow it at once.
fn heads(token: Token<'_>) -> Vec<Token<'_>> {
    let mut all: Vec<_> = std::iter::successors(token.next(), |after| after.next())
        .take_while(|after| after.upos() == Upos::Noun)
        .take(3)
        .collect();
    if token.deprel() == Deprel::Compound {
        all.extend(token.head());
    }
    all
}

fn governing_verb(token: Token<'_>, _: bool) -> Vec<Token<'_>> {
    carrier(token).into_iter().collect()
}

/// The words that say what a noun phrase is about: its head, modifiers, possessor and *of*-phrases.
fn content(head: Token<'_>) -> Vec<Token<'_>> {
    let mut all = vec![head];
    let mut next = 0;
    while next < all.len() && all.len() < 48 {
        let of = all[next];
        next += 1;
        for child in of.children() {
            let keep = match child.deprel() {
                Deprel::Compound
                | Deprel::Amod
                | Deprel::Nummod
                | Deprel::NmodDesc
                | Deprel::Conj
                | Deprel::Flat
                | Deprel::Appos => true,
                Deprel::Nmod => match preposition(child) {
                    Some("of" | "for" | "with") => true,
                    // "$200 million in tanks"
                    Some("in") => noun::is_sum(of),
                    _ => false,
                },
                _ => false,
            };
            if keep {
                all.push(child);
            }
        }
    }
    all
}

pub(super) fn object_words(token: Token<'_>, verbal: bool) -> Vec<Token<'_>> {
    if verbal {
        let objects = clause::objects(token);
        let end = objects.iter().map(|object| noun_phrase(*object).end).max();
        let mut all: Vec<_> = objects.into_iter().flat_map(content).collect();
        // "factories for drones": what follows the object may hang on the verb instead.
        for beside in clause::obliques(token, &["for", "of"]) {
            if end.is_some_and(|end| (end..end + 2).contains(&noun_phrase(beside).start)) {
                all.extend(content(beside));
            }
        }
        return all;
    }
    let mut all = modifier_words(token, false);
    all.extend(noun::attached(token, &["of", "in", "against"]).into_iter().flat_map(content));
    all
}

pub(super) fn subject_words(token: Token<'_>, verbal: bool) -> Vec<Token<'_>> {
    fill(&Slot::Subject, token, verbal).into_iter().flat_map(content).collect()
}

pub(super) fn modifier_words(token: Token<'_>, verbal: bool) -> Vec<Token<'_>> {
    if verbal {
        return token.children_by(Deprel::Advmod).collect();
    }
    let mut all = Vec::new();
    let mut layer = Some(token);
    // Modifiers of the noun itself, and those shared by a coordination or compound above it.
    for _ in 0..3 {
        let Some(of) = layer else { break };
        for child in of.children() {
            let modifies = matches!(
                child.deprel(),
                Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::Nmod | Deprel::NmodUnmarked
            ) && child.index() < token.index()
                && preposition(child).is_none();
            if modifies {
                all.extend(conjuncts(child));
                all.extend(child.children_by(Deprel::Compound));
                all.extend(child.children_by(Deprel::Amod));
            }
        }
        layer = match of.deprel() {
            Deprel::Compound | Deprel::Conj => of.head(),
            _ => None,
        };
    }
    // Nouns right before a noun modify it, whatever the parse says ("wants sanctions relief"), and so do
    // adjectives joined to them ("commercial and military relations").
    let mut next = token.previous();
    for _ in 0..6 {
        let Some(word) = next else { break };
        let is_modifier = matches!(word.upos(), Upos::Noun | Upos::Adj) && word.xpos() != Xpos::Pos;
        let joins = (word.upos() == Upos::Cconj || word.text() == ",")
            && word.next().is_some_and(|after| after.upos() == Upos::Adj)
            && word.previous().is_some_and(|before| {
                before.upos() == Upos::Adj || before.text() == "," && word.upos() == Upos::Cconj
            });
        if !is_modifier && !joins {
            break;
        }
        if is_modifier && !all.contains(&word) {
            all.push(word);
        }
        next = word.previous();
    }
    all
}

pub(super) fn about_words(token: Token<'_>, verbal: bool) -> Vec<Token<'_>> {
    let own = token.children();
    let above = (!verbal).then(|| clause_above(token)).flatten().into_iter().flat_map(Token::children);
    // "removed two banks from the list", "fined the bank for evading sanctions": after an object the parse
    // can't tell whose the phrase is.
    let beside = after_objects(token, verbal);
    // "spoke with the minister about arms": the same with a prepositional phrase.
    let low = token
        .children()
        .filter(move |child| verbal && child.deprel() == Deprel::Obl && child.index() > token.index())
        .flat_map(Token::children)
        .filter(|child| matches!(preposition(*child), Some("about" | "on" | "over")));
    own.chain(above)
        .chain(beside)
        .chain(low)
        .filter(|child| {
            *child != token
                && match child.deprel() {
                    Deprel::Nmod | Deprel::Obl => preposition(*child).is_some_and(|found| {
                        matches!(
                            found,
                            "on" | "about"
                                | "over"
                                | "of"
                                | "for"
                                | "in"
                                | "regarding"
                                | "concerning"
                                | "to"
                                | "into"
                                | "from"
                                | "across"
                                | "toward"
                                | "towards"
                        ) || verbal && matches!(found, "with" | "under" | "against" | "as" | "out")
                    }),
                    Deprel::Acl | Deprel::Advcl | Deprel::Xcomp => child.index() > token.index(),
                    _ => false,
                }
        })
        .flat_map(|child| {
            let mut all = content(child);
            // "a memorandum of understanding on transit"
            if matches!(child.lemma(), "understanding" | "intent" | "agreement") {
                all.extend(
                    child
                        .children_by(Deprel::Nmod)
                        .filter(|below| preposition(*below) == Some("on"))
                        .flat_map(content),
                );
            }
            if child.upos() == Upos::Verb {
                all.extend(clause::objects(child).into_iter().flat_map(content));
                let beside = clause::obliques(child, &["in", "at", "on", "from", "with", "over"]);
                all.extend(beside.into_iter().flat_map(content));
            }
            all
        })
        .collect()
}
