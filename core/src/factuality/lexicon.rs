//! Words that weaken or place an event: adverbs, adjectives and what counts
//! as a proposal. Written from the guide's table of cues.

use claimtrack_sdk::draft::Stage;

use super::Certainty;
use crate::claim::Kind;

/// Certainty that an adverb leaves.
pub(super) fn adverb_certainty(lemma: &str) -> Option<Certainty> {
    Some(match lemma {
        "possibly" | "perhaps" | "maybe" | "allegedly" | "supposedly" | "potentially" | "purportedly"
        | "conceivably" | "ostensibly" => Certainty::Possible,
        "probably" | "likely" | "apparently" | "presumably" | "reportedly" | "seemingly" => {
            Certainty::Probable
        }
        _ => return None,
    })
}

/// Certainty that an adjective before the trigger leaves.
pub(super) fn adjective_certainty(lemma: &str) -> Option<Certainty> {
    Some(match lemma {
        "possible" | "alleged" | "suspected" | "potential" | "supposed" | "purported" | "hypothetical"
        | "rumoured" | "rumored" => Certainty::Possible,
        "likely" | "probable" | "apparent" | "expected" | "reported" => Certainty::Probable,
        _ => return None,
    })
}

/// Stage that an adjective before the trigger gives.
pub(super) fn adjective_stage(lemma: &str) -> Option<Stage> {
    Some(match lemma {
        "planned" | "upcoming" | "forthcoming" | "scheduled" | "impending" | "future" | "imminent" => {
            Stage::Planned
        }
        "proposed" | "attempted" | "desired" | "requested" => Stage::Sought,
        "threatened" => Stage::Threatened,
        "failed" | "suspended" | "stalled" | "abandoned" | "cancelled" | "canceled" | "collapsed" => {
            Stage::Halted
        }
        _ => return None,
    })
}

/// Texts that do nothing until they are passed.
pub(super) fn is_proposal(lemma: &str) -> bool {
    matches!(
        lemma,
        "bill"
            | "legislation"
            | "proposal"
            | "draft"
            | "amendment"
            | "plan"
            | "motion"
            | "initiative"
            | "resolution"
            | "provision"
            | "measure"
    )
}

/// Words of prevention that forbid rather than foil.
pub(super) fn is_ban(lemma: &str) -> bool {
    matches!(
        lemma,
        "ban" | "bar" | "prohibit" | "forbid" | "block" | "prevent" | "prohibition" | "moratorium"
    )
}

/// Nouns for what makes an event possible.
pub(super) fn is_means(lemma: &str) -> bool {
    matches!(
        lemma,
        "conduit"
            | "pretext"
            | "way"
            | "means"
            | "platform"
            | "capability"
            | "capacity"
            | "power"
            | "springboard"
            | "tool"
            | "room"
            | "reason"
            | "incentive"
            | "excuse"
            | "vehicle"
            | "channel"
            | "route"
            | "leverage"
            | "basis"
            | "cause"
            | "justification"
            | "pad"
            | "licence"
            | "license"
    )
}

/// Verbs by which a thing makes an event possible.
pub(super) fn is_enabling(lemma: &str) -> bool {
    matches!(lemma, "allow" | "enable" | "let" | "permit" | "empower")
}

/// Verbs that say by what means something is done.
pub(super) fn is_using(lemma: &str) -> bool {
    matches!(lemma, "use" | "employ" | "exploit" | "utilise" | "utilize" | "rely")
}

/// Verbs that bring their object to do something.
pub(super) fn is_causing(lemma: &str) -> bool {
    matches!(
        lemma,
        "force" | "compel" | "oblige" | "allow" | "enable" | "permit" | "help" | "order" | "require"
    )
}

/// Verbs by which somebody makes a demand or brings pressure.
pub(super) fn is_asking(lemma: &str) -> bool {
    matches!(
        lemma,
        "issue"
            | "make"
            | "put"
            | "increase"
            | "exert"
            | "apply"
            | "raise"
            | "voice"
            | "repeat"
            | "renew"
            | "step"
            | "pile"
            | "send"
            | "launch"
            | "join"
            | "deliver"
            | "present"
            | "file"
            | "submit"
    )
}

/// Verbs that make less of what is there.
pub(super) fn is_reduction(lemma: &str) -> bool {
    matches!(lemma, "reduce" | "cut" | "lower" | "slash" | "trim" | "decrease")
}

/// Kinds that a condition turns into a threat ("will strike if …").
pub(super) fn is_coercive(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::SanctionsImpose
            | Kind::MilitaryAttack
            | Kind::MilitaryDeploy
            | Kind::TradeRestrict
            | Kind::MilitaryWithdraw
    )
}

/// Kinds that hurt whoever they are done to.
pub(super) fn is_hostile(kind: &Kind) -> bool {
    matches!(kind, Kind::SanctionsImpose | Kind::MilitaryAttack | Kind::TradeRestrict)
}

/// Verbs by which an event itself happens or goes on.
pub(super) fn is_happening(lemma: &str) -> bool {
    matches!(
        lemma,
        "happen"
            | "occur"
            | "take"
            | "begin"
            | "start"
            | "continue"
            | "resume"
            | "proceed"
            | "follow"
            | "remain"
            | "persist"
            | "come"
            | "go"
            | "be"
    )
}
