//! What a plugin hands back: one [`Draft`] per event it recognises. A draft
//! names tokens, never text; who says so, how sure and when are the core's.

use std::ops::Range;

use crate::abi::NONE;

/// How far an event got. The meaning of each value is in the guide to rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    pub rule: &'a str,
}
