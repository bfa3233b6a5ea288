//! Compiles a rules file: resolves lists, checks every name, builds the index
//! from trigger lemma to rules.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::text;
use super::{Candidate, Conditions, Part, Rule, RuleError, RuleSet, Slot, Trigger, Word, Words, lists};
use crate::draft::{Role, Stage};
use crate::view::EntityKind;

impl RuleSet {
    /// Compiles the text of a rules file.
    ///
    /// # Errors
    /// When it is not YAML of the right shape, or a rule names an unknown list, slot, stage, role or
    /// entity sort, doubles another rule's name, has no trigger or no examples.
    pub fn compile(yaml: &str) -> Result<RuleSet, RuleError> {
        let file: text::File = serde_yaml::from_str(yaml)?;
        let mut set = RuleSet { kinds: Vec::new(), rules: Vec::new(), index: HashMap::new() };
        let mut names = HashSet::new();
        for rule in file.rules {
            let name = rule.rule.clone();
            let problem = |problem: String| RuleError::Rule { rule: name.clone(), problem };
            if !names.insert(name.clone()) {
                return Err(problem("another rule has this name; rename one of them".into()));
            }
            let compiled = compile_rule(rule, &file.lists, &mut set.kinds).map_err(problem)?;
            set.rules.push(compiled);
        }
        set.build_index();
        Ok(set)
    }

    fn build_index(&mut self) {
        for (rule_number, rule) in self.rules.iter().enumerate() {
            for (trigger_number, trigger) in rule.triggers.iter().enumerate() {
                for (words, part) in [
                    (&trigger.verbs, Part::Verb),
                    (&trigger.nouns, Part::Noun),
                    (&trigger.adjectives, Part::Adjective),
                ] {
                    for (word_number, word) in words.iter().enumerate() {
                        let candidate = Candidate {
                            rule: rule_number as u32,
                            trigger: trigger_number as u32,
                            word: word_number as u32,
                            part,
                        };
                        for key in spellings(&word.lemma, part) {
                            self.index.entry(key).or_default().push(candidate);
                        }
                    }
                }
            }
        }
    }
}

/// What an analysis may call a word: its dictionary form, and for a word that the treebanks never saw the
/// plural itself, or what a lemmatiser makes of a past form ("revok" of "revoked", "froze").
fn spellings(lemma: &str, part: Part) -> Vec<String> {
    let mut all = vec![lemma.to_owned()];
    if part == Part::Noun {
        all.push(format!("{lemma}s"));
    }
    if part == Part::Verb {
        if let Some(stem) = lemma.strip_suffix('e').filter(|stem| stem.len() > 2 && !stem.ends_with('e')) {
            all.push(stem.to_owned());
        }
        all.extend(
            IRREGULAR
                .iter()
                .filter(|(verb, _)| *verb == lemma)
                .flat_map(|(_, past)| *past)
                .map(ToString::to_string),
        );
    }
    all
}

/// Past forms that do not show their verb.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("freeze", &["froze", "frozen"]),
    ("unfreeze", &["unfroze", "unfrozen"]),
    ("lend", &["lent"]),
    ("overrun", &["overran"]),
    ("withdraw", &["withdrew", "withdrawn"]),
    ("shoot", &["shot"]),
    ("forgive", &["forgave", "forgiven"]),
    ("rearm", &["rearmed"]),
    ("strike", &["struck"]),
    ("forbid", &["forbade", "forbidden"]),
    ("sink", &["sank", "sunk"]),
    ("fund", &["funded"]),
];

type Lists = BTreeMap<String, Vec<String>>;

fn compile_rule(rule: text::Rule, lists: &Lists, kinds: &mut Vec<String>) -> Result<Rule, String> {
    if rule.claims.is_empty() {
        return Err("has no examples; add at least one text under `claims:`".into());
    }
    if !rule.kind.contains('.') {
        return Err(format!("kind `{}` is not `domain.kind`", rule.kind));
    }
    let kind = kinds.iter().position(|known| *known == rule.kind).unwrap_or_else(|| {
        kinds.push(rule.kind.clone());
        kinds.len() - 1
    }) as u32;
    let stage = match &rule.stage {
        None => None,
        Some(name) => Some(Stage::from_name(name).ok_or_else(|| {
            let names: Vec<_> = Stage::ALL.iter().map(|stage| stage.as_str()).collect();
            format!("unknown stage `{name}`; the stages are {}", names.join(", "))
        })?),
    };
    let needs = rule
        .needs
        .0
        .iter()
        .map(|name| match name.as_str() {
            "actor" => Ok(Role::Actor),
            "target" => Ok(Role::Target),
            "object" => Ok(Role::Object),
            _ => Err(format!("unknown role `{name}` under `needs`; the roles are actor, target, object")),
        })
        .collect::<Result<_, _>>()?;
    let slots = |slots: Option<text::Many<text::Slot>>| -> Result<Option<Vec<Slot>>, String> {
        slots.map(|slots| slots.0.iter().map(compile_slot).collect()).transpose()
    };
    let triggers = rule
        .trigger
        .0
        .into_iter()
        .map(|trigger| compile_trigger(trigger, lists))
        .collect::<Result<Vec<_>, _>>()?;
    if triggers.is_empty() {
        return Err("has no trigger; name words under `verb:`, `noun:` or `adjective:`".into());
    }
    Ok(Rule {
        name: rule.rule,
        kind,
        triggers,
        actor: slots(rule.actor)?,
        target: slots(rule.target)?.unwrap_or_default(),
        object: slots(rule.object)?,
        stage,
        needs,
        weak: rule.weak,
        joins: rule.joins,
        claims: rule.claims,
        silent: rule.silent,
    })
}

fn compile_trigger(trigger: text::Trigger, lists: &Lists) -> Result<Trigger, String> {
    let verbs = expand(&trigger.verb.0, lists)?;
    let nouns = expand(&trigger.noun.0, lists)?;
    let adjectives = expand(&trigger.adjective.0, lists)?;
    if verbs.is_empty() && nouns.is_empty() && adjectives.is_empty() {
        return Err("a trigger has no words; name some under `verb:`, `noun:` or `adjective:`".into());
    }
    Ok(Trigger {
        // "pull out": the head comes first; "travel ban": it comes last.
        verbs: verbs.iter().map(|text| multiword(text, true)).collect(),
        nouns: nouns.iter().map(|text| multiword(text, false)).collect(),
        adjectives: adjectives.iter().map(|text| multiword(text, true)).collect(),
        with: compile_conditions(trigger.with, lists)?,
        unless: compile_conditions(trigger.unless, lists)?,
    })
}

fn multiword(text: &str, head_first: bool) -> Word {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let head = if head_first { words.remove(0) } else { words.pop().unwrap_or_default() };
    Word { lemma: head, others: words }
}

fn expand(words: &[String], lists: &Lists) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    for word in words {
        match word.strip_prefix('$') {
            None => all.push(word.to_lowercase()),
            Some(name) => {
                if let Some(own) = lists.get(name) {
                    all.extend(expand(own, lists)?);
                } else if let Some(shared) = lists::shared(name) {
                    all.extend(shared.iter().map(ToString::to_string));
                } else {
                    return Err(format!(
                        "unknown list `${name}`; define it under `lists:` or use one of ${}",
                        lists::NAMES.join(", $")
                    ));
                }
            }
        }
    }
    all.retain(|word| !word.trim().is_empty());
    Ok(all)
}

fn compile_conditions(conditions: Option<text::Conditions>, lists: &Lists) -> Result<Conditions, String> {
    let Some(conditions) = conditions else { return Ok(Conditions::default()) };
    let words = |words: text::Many<String>| -> Result<Words, String> {
        let all = expand(&words.0, lists)?;
        let longest = all.iter().map(|word| word.split_whitespace().count()).max().unwrap_or(1);
        let before = longest.saturating_sub(1);
        let plurals: Vec<String> = all.iter().map(|word| format!("{word}s")).collect();
        let all: HashSet<String> = all.into_iter().chain(plurals).collect();
        let last = all.iter().filter_map(|words| Some(words.rsplit_once(' ')?.1.to_owned())).collect();
        Ok(Words { all, before, last })
    };
    Ok(Conditions {
        verb: words(conditions.verb)?,
        object: words(conditions.object)?,
        subject: words(conditions.subject)?,
        modifier: words(conditions.modifier)?,
        about: words(conditions.about)?,
        preposition: words(conditions.preposition)?,
        case: words(conditions.case)?,
        head: words(conditions.head)?,
        sentence: words(conditions.sentence)?,
        document: words(conditions.document)?,
        near: words(conditions.near)?,
        entity: conditions
            .entity
            .0
            .iter()
            .map(|name| match name.as_str() {
                "state" => Ok(EntityKind::State),
                "organisation" => Ok(EntityKind::Organisation),
                "group" => Ok(EntityKind::Group),
                "company" => Ok(EntityKind::Company),
                "person" => Ok(EntityKind::Person),
                _ => Err(format!(
                    "unknown entity sort `{name}`; the sorts are state, organisation, group, company, person"
                )),
            })
            .collect::<Result<_, _>>()?,
    })
}

fn compile_slot(slot: &text::Slot) -> Result<Slot, String> {
    let phrase = |name: &str, prepositions: &text::Many<String>| {
        if prepositions.0.is_empty() {
            return Err(format!("`{name}` names no preposition; write for example {{{name}: [in, at]}}"));
        }
        Ok(Slot::Preposition(prepositions.0.clone()))
    };
    Ok(match slot {
        text::Slot::Prepositions(map) => phrase("preposition", &map.preposition)?,
        text::Slot::OwnerOf(map) => Slot::PrepositionOwner(Box::new(phrase("owner_of", &map.owner_of)?)),
        text::Slot::Site(map) => Slot::Site(Box::new(phrase("site", &map.site)?)),
        text::Slot::All(map) => Slot::All(map.all.iter().map(compile_slot).collect::<Result<_, _>>()?),
        text::Slot::Place(name) => match name.as_str() {
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "recipient" => Slot::Recipient,
            "possessor" => Slot::Possessor,
            "adjective" => Slot::Adjective,
            "compound" => Slot::Compound,
            "modifier" => Slot::Modifier,
            "owner" => Slot::Owner,
            "carrier-subject" => Slot::CarrierSubject,
            "itself" => Slot::Itself,
            "object-owner" => Slot::ObjectOwner,
            "carrier-object" => Slot::CarrierObject,
            "between" => Slot::Between,
            "only-state" => Slot::OnlyState,
            "other-state" => Slot::OtherState,
            "by" | "of" | "with" | "to" | "from" | "in" | "on" | "against" | "for" => {
                Slot::Preposition(vec![name.clone()])
            }
            _ => {
                return Err(format!(
                    "unknown slot `{name}`; use subject, object, recipient, possessor, adjective, compound, \
                     modifier, owner, itself, object-owner, carrier-object, carrier-subject, between, only-state, \
                     other-state, a preposition such as `by`, or {{preposition: [on, against]}}"
                ));
            }
        },
    })
}
