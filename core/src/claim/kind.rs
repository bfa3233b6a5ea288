//! Kinds: what happens. The sixteen tracked kinds are a closed vocabulary;
//! plugins of other domains bring kinds of their own, kept by name.

use std::sync::Arc;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// What happens, as `domain.kind`.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $variant,)+
            /// A kind that a plugin of another domain declares.
            Other(Arc<str>),
        }

        impl Kind {
            /// The sixteen kinds of the tracked domains.
            pub const TRACKED: &[&str] = &[$($name),+];

            /// The name, `domain.kind`.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Kind::$variant => $name,)+
                    Kind::Other(name) => name,
                }
            }

            fn tracked(name: &str) -> Option<Kind> {
                match name { $($name => Some(Kind::$variant),)+ _ => None }
            }
        }
    };
}

kinds! {
    /// Measures adopted, widened or extended against someone.
    SanctionsImpose = "sanctions.impose",
    /// Easing, waiving, delisting, relief.
    SanctionsLift = "sanctions.lift",
    /// Circumvention.
    SanctionsEvade = "sanctions.evade",
    /// Complying with, joining or policing measures.
    SanctionsEnforce = "sanctions.enforce",
    /// Use of force.
    MilitaryAttack = "military.attack",
    /// Posture: deploying, basing, mobilising, blockading.
    MilitaryDeploy = "military.deploy",
    /// Withdrawal, ceasefire, disarmament.
    MilitaryWithdraw = "military.withdraw",
    /// Manoeuvres and weapon tests.
    MilitaryExercise = "military.exercise",
    /// Defence ties, pacts, staff talks, guarantees.
    MilitaryCooperate = "military.cooperate",
    /// Arms, training, military aid supplied or received.
    MilitaryTransfer = "military.transfer",
    /// Producing or developing weapons or military capability.
    MilitaryBuild = "military.build",
    /// Economic and commercial ties and agreements.
    TradeCooperate = "trade.cooperate",
    /// Goods, energy or services bought, sold, shipped.
    TradeExchange = "trade.exchange",
    /// Investment, loans, aid, payment channels.
    TradeFinance = "trade.finance",
    /// Tariffs, quotas, controls, boycotts.
    TradeRestrict = "trade.restrict",
    /// Tariffs removed, markets opened.
    TradeEase = "trade.ease",
}

/// Domains whose kinds are closed: a name of theirs that is not tracked is a mistake.
pub const TRACKED_DOMAINS: [&str; 3] = ["sanctions", "military", "trade"];

impl Kind {
    /// The kind of this name. None when the name is not `domain.kind` in lower case, or names a kind
    /// that its tracked domain does not have.
    pub fn from_name(name: &str) -> Option<Kind> {
        if let Some(kind) = Kind::tracked(name) {
            return Some(kind);
        }
        let (domain, rest) = name.split_once('.')?;
        let word = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
        };
        (word(domain) && word(rest) && !TRACKED_DOMAINS.contains(&domain)).then(|| Kind::Other(name.into()))
    }

    /// The domain: what stands before the dot.
    pub fn domain(&self) -> &str {
        let name = self.as_str();
        name.split_once('.').map_or(name, |(domain, _)| domain)
    }

    /// Whether the grammatical subject and the other party are on a par (talks, pacts, exercises).
    pub fn is_symmetric(&self) -> bool {
        matches!(self, Kind::MilitaryCooperate | Kind::MilitaryExercise | Kind::TradeCooperate)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl serde::Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for Kind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
        let name = String::deserialize(deserializer)?;
        Kind::from_name(&name).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "unknown kind `{name}`; the kinds are {}",
                Kind::TRACKED.join(", ")
            ))
        })
    }
}
