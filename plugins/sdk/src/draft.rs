//! What a plugin hands back: one [`Draft`] per event it recognises. A draft
//! names tokens, never text; who says so, how sure and when are the core's.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::abi::NONE;

/// How far an event got. The meaning of each value is in the guide to rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Stage {
    /// Wanted, requested, urged, offered.
    Sought = 1,
    /// Talked about, considered, negotiated.
    Discussed = 2,
    /// Threatened by the one who would do it.
    Threatened = 3,
    /// Intended, scheduled, announced for later.
    Planned = 4,
    /// Signed, approved, pledged.
    Agreed = 5,
    /// Done or under way.
    Occurred = 6,
    /// Stopped or suspended after it was under way.
    Halted = 7,
    /// Declined, resisted, denied.
    Refused = 8,
}

impl Stage {
    /// Every stage, in the order of its number.
    pub const ALL: [Stage; 8] = [
        Stage::Sought,
        Stage::Discussed,
        Stage::Threatened,
        Stage::Planned,
        Stage::Agreed,
        Stage::Occurred,
        Stage::Halted,
        Stage::Refused,
    ];

    /// The name in ledgers and rules.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Sought => "sought",
            Stage::Discussed => "discussed",
            Stage::Threatened => "threatened",
            Stage::Planned => "planned",
            Stage::Agreed => "agreed",
            Stage::Occurred => "occurred",
            Stage::Halted => "halted",
            Stage::Refused => "refused",
        }
    }

    /// The stage of this name.
    pub fn from_name(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.as_str() == name)
    }

    /// The stage of this number, as it crosses the boundary; 0 stands for "the core decides".
    pub fn from_number(number: u32) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| *stage as u32 == number)
    }
}

/// What part a stretch of tokens plays in the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Role {
    /// Who does it.
    Actor = 1,
    /// To, with or against whom.
    Target = 2,
    /// The thing: goods, weapons, a base, an agreement.
    Object = 3,
    /// Who wants the actor to do it.
    RequestedBy = 4,
}

impl Role {
    /// The role of this number, as it crosses the boundary.
    pub fn from_number(number: u32) -> Option<Role> {
        [Role::Actor, Role::Target, Role::Object, Role::RequestedBy]
            .into_iter()
            .find(|role| *role as u32 == number)
    }
}

/// A participant: a stretch of tokens in a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// Its part in the event.
    pub role: Role,
    /// First token.
    pub first_token: u32,
    /// Token after the last.
    pub end_token: u32,
    /// The entity mention meant, by number; [`NONE`] leaves the choice to the core.
    pub entity: u32,
}

impl Argument {
    /// `tokens` in `role`; the core finds the entity.
    pub fn new(role: Role, tokens: Range<u32>) -> Argument {
        Argument { role, first_token: tokens.start, end_token: tokens.end, entity: NONE }
    }
}

/// One recognised event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft<'a> {
    /// Position in the plugin's list of kinds.
    pub kind: u32,
    /// The stage that the words of the event themselves give ("talks": discussed); none lets the core
    /// decide from what stands above them. Either way the core goes on to read what governs the trigger.
    pub stage: Option<Stage>,
    /// Tokens of the trigger.
    pub trigger: Range<u32>,
    /// Participants, in the order of the text within a role.
    pub arguments: Vec<Argument>,
    /// The rule that found it, for *why*.
    pub rule: Cow<'a, str>,
}

/// A draft that owns its text: what the host keeps after a plugin's call has returned.
pub type OwnedDraft = Draft<'static>;

impl Draft<'_> {
    /// The same draft, owning its text.
    pub fn into_owned(self) -> OwnedDraft {
        Draft {
            kind: self.kind,
            stage: self.stage,
            trigger: self.trigger,
            arguments: self.arguments,
            rule: Cow::Owned(self.rule.into_owned()),
        }
    }

    /// Whether it names only what exists: `kinds` kinds, `tokens` tokens and `entities` mentions.
    ///
    /// # Errors
    /// Says which part is out of range.
    pub fn check(&self, kinds: u32, tokens: u32, entities: u32) -> Result<(), InvalidDraft> {
        if self.kind >= kinds {
            return Err(InvalidDraft::Kind { kind: self.kind, kinds });
        }
        let fits = |range: &Range<u32>| range.start < range.end && range.end <= tokens;
        if !fits(&self.trigger) {
            return Err(InvalidDraft::Trigger { range: self.trigger.clone(), tokens });
        }
        if self.arguments.len() > MAX_ARGUMENTS {
            return Err(InvalidDraft::Arguments(self.arguments.len()));
        }
        if self.rule.len() > MAX_RULE_BYTES {
            return Err(InvalidDraft::Rule(self.rule.len()));
        }
        for argument in &self.arguments {
            let range = argument.first_token..argument.end_token;
            if !fits(&range) {
                return Err(InvalidDraft::Argument { role: argument.role, range, tokens });
            }
            if argument.entity != NONE && argument.entity >= entities {
                return Err(InvalidDraft::Entity { entity: argument.entity, entities });
            }
        }
        Ok(())
    }
}

/// Most participants one draft may name.
pub const MAX_ARGUMENTS: usize = 256;

/// Longest rule id, in bytes.
pub const MAX_RULE_BYTES: usize = 1024;

/// Why the host turned a draft away.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum InvalidDraft {
    /// No such kind.
    #[error("kind {kind}, but the plugin lists {kinds}")]
    Kind {
        /// The number given.
        kind: u32,
        /// How many there are.
        kinds: u32,
    },
    /// The trigger is empty, inverted or beyond the document.
    #[error("trigger tokens {}..{} in a document of {tokens}", range.start, range.end)]
    Trigger {
        /// The range given.
        range: Range<u32>,
        /// How many tokens there are.
        tokens: u32,
    },
    /// A participant's tokens are empty, inverted or beyond the document.
    #[error("{role:?} tokens {}..{} in a document of {tokens}", range.start, range.end)]
    Argument {
        /// Its role.
        role: Role,
        /// The range given.
        range: Range<u32>,
        /// How many tokens there are.
        tokens: u32,
    },
    /// No such entity mention.
    #[error("entity mention {entity}, but the document has {entities}")]
    Entity {
        /// The number given.
        entity: u32,
        /// How many there are.
        entities: u32,
    },
    /// No such role.
    #[error("role {0}, which no version of the contract has")]
    Role(u32),
    /// No such stage.
    #[error("stage {0}, which no version of the contract has")]
    Stage(u32),
    /// More participants than [`MAX_ARGUMENTS`].
    #[error("{0} participants; at most {MAX_ARGUMENTS} are taken")]
    Arguments(usize),
    /// A rule id longer than [`MAX_RULE_BYTES`].
    #[error("a rule id of {0} bytes; at most {MAX_RULE_BYTES} are taken")]
    Rule(usize),
    /// Text that is not UTF-8, or a null pointer with a length.
    #[error("text that is not UTF-8")]
    Text,
    /// A struct smaller than the first version of the contract.
    #[error("a draft of {0} bytes, fewer than the contract's first version has")]
    Size(u32),
}
