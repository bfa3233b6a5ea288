//! Makes a plugin of a rules file: [`RuleExtractor`] runs the rules behind the
//! [`Extractor`](crate::Extractor) trait, and [`rules_plugin!`](crate::rules_plugin)
//! writes the few lines between.

use super::RuleSet;
use crate::extractor::{Explain, Sink};
use crate::view::Document;

/// A rule set with its kinds in the order that the plugin declares.
#[derive(Debug)]
pub struct RuleExtractor {
    rules: RuleSet,
    /// Position in the plugin's kinds, by position in the rule set's.
    kinds: Vec<u32>,
}

impl RuleExtractor {
    /// Compiles `yaml` for a plugin that declares `kinds`.
    ///
    /// # Errors
    /// What [`RuleSet::compile`] says, and a kind that the plugin does not declare.
    pub fn new(yaml: &str, kinds: &[&str]) -> Result<RuleExtractor, String> {
        let rules = RuleSet::compile(yaml).map_err(|error| error.to_string())?;
        let kinds =
            rules
                .kinds()
                .iter()
                .map(|kind| {
                    kinds.iter().position(|known| known == kind).map(|position| position as u32).ok_or_else(
                        || format!("the rules use kind `{kind}`; add it to `kinds` of rules_plugin!"),
                    )
                })
                .collect::<Result<_, _>>()?;
        Ok(RuleExtractor { rules, kinds })
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Emits the drafts of every parsed sentence.
    pub fn extract(&self, document: &Document<'_>, sink: &mut Sink<'_>) {
        for mut draft in self.rules.find_all(document) {
            draft.kind = self.kinds[draft.kind as usize];
            sink.emit(draft);
        }
    }

    /// Says what each rule with a trigger in a sentence lacked.
    pub fn explain(&self, document: &Document<'_>, explain: &mut Explain) {
        for sentence in document.sentences().filter(|sentence| sentence.is_parsed()) {
            for attempt in self.rules.explain(sentence).1 {
                explain.lack(sentence.index(), attempt.rule, attempt.lack);
            }
        }
    }
}

/// Makes a plugin of a rules file beside the source.
///
/// ```ignore
/// claimtrack_sdk::rules_plugin! {
///     name: "energy",
///     description: "Energy supply and infrastructure",
///     kinds: ["energy.supply", "energy.disrupt"],
///     rules: "rules.yaml",
/// }
/// ```
#[macro_export]
macro_rules! rules_plugin {
    (
        name: $name:literal,
        description: $description:literal,
        kinds: [$($kind:literal),+ $(,)?],
        rules: $rules:literal $(,)?
    ) => {
        /// The extractor behind the rules file.
        #[derive(Debug)]
        pub struct Rules($crate::rules::RuleExtractor);

        impl $crate::Extractor for Rules {
            const NAME: &'static str = $name;
            const DESCRIPTION: &'static str = $description;
            const KINDS: &'static [&'static str] = &[$($kind),+];

            fn create(_config: &str) -> Result<Self, String> {
                $crate::rules::RuleExtractor::new(include_str!($rules), Self::KINDS).map(Rules)
            }

            fn triggers(&self) -> Option<Vec<String>> {
                Some(self.0.rules().triggers().into_iter().map(String::from).collect())
            }

            fn rules(&self) -> Vec<String> {
                self.0.rules().examples().map(|(name, ..)| name.to_owned()).collect()
            }

            fn extract(&mut self, document: &$crate::Document<'_>, sink: &mut $crate::Sink<'_>) {
                self.0.extract(document, sink);
            }

            fn explain(&mut self, document: &$crate::Document<'_>, explain: &mut $crate::Explain) {
                self.0.explain(document, explain);
            }
        }

        $crate::export_plugin!(Rules);
    };
}
