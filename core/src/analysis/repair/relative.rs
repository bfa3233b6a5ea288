//! Repairs of clauses that hang on the wrong word: relative clauses behind a
//! comma, and the "he said" behind a quotation.

use claimtrack_sdk::{Deprel, Upos, Xpos};

use super::Sentence;
use super::clause::{SAYING, is_subject};

/// "The minister, who leads the talks, makes no promise": the sentence is what the minister does behind
/// the second comma, not the clause that "who" opens.
pub(super) fn relative_root(sentence: &mut Sentence) {
    let Some(root) = sentence.root() else { return };
    let pronoun = sentence.children(root).find(|&child| {
        // "both of whom"
        let part = || {
            sentence
                .child(child, &[Deprel::Nmod])
                .is_some_and(|whole| whole > child && sentence.words[whole].is_any(&["whom", "which"]))
        };
        child >= 2
            && child < root
            && is_subject(sentence.label(child))
            && (sentence.words[child].is_any(&["who", "which"]) || part())
            && sentence.words[child - 1].text == ","
            && matches!(sentence.words[child - 2].upos, Upos::Noun | Upos::Propn)
    });
    let Some(pronoun) = pronoun else { return };
    let subject = sentence.children(root).find(|&child| {
        child < pronoun - 1
            && matches!(sentence.words[child].upos, Upos::Noun | Upos::Propn)
            && sentence.is_below(pronoun - 2, child)
            && sentence.child(child, &[Deprel::Case]).is_none()
    });
    let Some(subject) = subject else { return };
    let main = sentence.children(root).find(|&clause| {
        let first = sentence.leftmost(clause);
        let finite = matches!(sentence.words[clause].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            || sentence.child(clause, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).is_some();
        let behind_comma =
            sentence.words[first].text == "," || first > 0 && sentence.words[first - 1].text == ",";
        clause > root
            && finite
            && behind_comma
            && matches!(
                sentence.label(clause),
                Deprel::Conj | Deprel::Parataxis | Deprel::Advcl | Deprel::Dep
            )
            && sentence.child(clause, &[Deprel::Cc, Deprel::Mark]).is_none()
            && !sentence.children(clause).any(|child| child < clause && is_subject(sentence.label(child)))
    });
    let Some(main) = main else { return };
    let first = sentence.leftmost(main);
    sentence.succeed(root, main, Deprel::AclRelcl);
    let moved: Vec<usize> =
        sentence.children(root).filter(|&child| child > first || child < pronoun - 1).collect();
    sentence.rehang(moved, main);
    sentence.tree.labels[subject] = Deprel::Nsubj;
    sentence.hang(root, subject, Deprel::AclRelcl);
}

/// "a group led by the senator is introducing a bill": a participle with its agent right behind the subject
/// says something of it, where the verb that follows has no subject of its own.
pub(super) fn reduced(sentence: &mut Sentence) {
    let Some(root) = sentence.root() else { return };
    if sentence.has_subject(root) {
        return;
    }
    let participle = sentence.children(root).find(|&verb| {
        verb < root
            && verb >= 1
            && matches!(sentence.label(verb), Deprel::Advcl | Deprel::Ccomp | Deprel::Csubj | Deprel::Dep)
            && matches!(sentence.words[verb].xpos, Xpos::Vbn | Xpos::Vbd)
            && sentence.words.get(verb + 1).is_some_and(|word| word.is_any(&["by"]))
            && sentence.child(verb, &[Deprel::Mark, Deprel::Aux, Deprel::AuxPass]).is_none()
            && sentence.head(verb - 1) == Some(verb)
            && matches!(sentence.label(verb - 1), Deprel::Nsubj | Deprel::NsubjPass)
    });
    let Some(participle) = participle else { return };
    let subject = participle - 1;
    let before: Vec<usize> = sentence.children(participle).filter(|&child| child < subject).collect();
    sentence.hang(subject, root, Deprel::Nsubj);
    sentence.hang(participle, subject, Deprel::Acl);
    sentence.rehang(before, root);
}

/// "two senators, both of whom opposed it": the clause says something of the noun before the comma.
pub(super) fn partitives(sentence: &mut Sentence) {
    for pronoun in 4..sentence.len() {
        if !sentence.words[pronoun].is_any(&["whom", "which"]) || !sentence.words[pronoun - 1].is_any(&["of"])
        {
            continue;
        }
        let Some(part) = sentence.head(pronoun).filter(|&part| part < pronoun) else { continue };
        if !is_subject(sentence.label(part)) {
            continue;
        }
        let Some(clause) = sentence.head(part).filter(|&clause| clause > pronoun) else { continue };
        let first = sentence.leftmost(part);
        let behind_noun = first >= 2
            && sentence.words[first - 1].text == ","
            && (sentence.words[first - 2].is_noun() || sentence.words[first - 2].text == ")");
        if !behind_noun || sentence.label(clause) == Deprel::AclRelcl {
            continue;
        }
        let mut noun = first - 2;
        while noun > 0 && !sentence.words[noun].is_noun() {
            noun -= 1;
        }
        let noun = sentence.climb(
            noun,
            &[Deprel::Flat, Deprel::Compound, Deprel::NmodUnmarked, Deprel::Conj, Deprel::Appos],
        );
        if sentence.words[noun].is_noun() && !sentence.is_below(noun, clause) {
            sentence.hang(clause, noun, Deprel::AclRelcl);
        }
    }
}

/// "the union, which could offer a way out": a clause whose subject is "which" or "who" right behind a
/// noun and a comma says something of that noun.
pub(super) fn relatives(sentence: &mut Sentence) {
    for pronoun in 2..sentence.len() {
        let word = &sentence.words[pronoun];
        if !matches!(word.xpos, Xpos::Wdt | Xpos::Wp) || !word.is_any(&["which", "who"]) {
            continue;
        }
        let Some(clause) = sentence.head(pronoun).filter(|&clause| clause > pronoun) else { continue };
        let loose = matches!(
            sentence.label(clause),
            Deprel::Parataxis | Deprel::Advcl | Deprel::Conj | Deprel::Ccomp | Deprel::Dep | Deprel::Acl
        );
        let noun = pronoun - 2;
        let behind_noun = sentence.words[pronoun - 1].text == ","
            && matches!(sentence.words[noun].upos, Upos::Noun | Upos::Propn);
        let bare = sentence.child(clause, &[Deprel::Mark, Deprel::Cc]).is_none();
        if !loose
            || !behind_noun
            || !bare
            || !is_subject(sentence.label(pronoun))
            || sentence.is_below(noun, clause)
        {
            continue;
        }
        // The last name of several, and the first part of a compound, are not the head of theirs.
        let head = sentence.climb(noun, &[Deprel::Flat, Deprel::Compound, Deprel::NmodUnmarked]);
        sentence.hang(clause, head, Deprel::AclRelcl);
    }
}

/// `"… against everything," Kowal said`: what follows a closed quotation says who said it, nothing of the
/// last word in it.
pub(super) fn sayings(sentence: &mut Sentence) {
    let Some(root) = sentence.root() else { return };
    for verb in 3..sentence.len() {
        let says = sentence.words[verb].upos == Upos::Verb && sentence.words[verb].is_any(SAYING);
        if !says
            || !matches!(sentence.label(verb), Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl | Deprel::Conj)
        {
            continue;
        }
        let first = sentence.leftmost(verb);
        let mut quoted = first.min(verb);
        // The marks may hang on the verb.
        while quoted < verb && sentence.words[quoted].upos == Upos::Punct {
            quoted += 1;
        }
        let closed = quoted >= 2
            && matches!(sentence.words[quoted - 1].text, "\"" | "”" | "''" | "’")
            && matches!(sentence.words[quoted - 2].text, "," | "?" | "!");
        let plain = sentence.child(verb, &[Deprel::Mark, Deprel::Cc]).is_none()
            && sentence.children(verb).any(|child| is_subject(sentence.label(child)))
            && !sentence
                .children(verb)
                .any(|child| matches!(sentence.words[child].xpos, Xpos::Wdt | Xpos::Wp));
        if closed && plain && !sentence.is_below(root, verb) {
            sentence.hang(verb, root, Deprel::Parataxis);
        }
    }
}
