//! Words of sanctions, security and trade that the treebanks hardly have: their
//! tags where only one is possible, and the lemmas of their forms. Web and
//! conversation taught the tagger that "resume" is a paper and "shot" a photo.

use std::collections::HashMap;
use std::sync::OnceLock;

use claimtrack_sdk::{Upos, Xpos};

/// Nouns that are never anything else; the plural in *s* goes with them.
const NOUNS: &[&str] = &[
    "airstrike",
    "embargo",
    "ceasefire",
    "drone",
    "missile",
    "warship",
    "warhead",
    "frigate",
    "sanction",
    "tariff",
    "brigade",
    "battalion",
    "peacekeeper",
    "militia",
    "insurgent",
    "guerrilla",
    "airbase",
    "memorandum",
    "howitzer",
    "hostilities",
    "blockade",
    "incursion",
    "waiver",
    "attaché",
    "attache",
    "munition",
    "peacekeeping",
    "armistice",
    "disarmament",
    "denuclearization",
    "denuclearisation",
    "chokepoint",
    "tanker",
    "warplane",
    "gunboat",
];

/// Verbs whose base form is never anything else.
const VERBS: &[&str] = &[
    "evade",
    "circumvent",
    "deploy",
    "redeploy",
    "impose",
    "disarm",
    "rearm",
    "invade",
    "annex",
    "denuclearise",
    "denuclearize",
    "mobilise",
    "mobilize",
    "demobilise",
    "demobilize",
    "liberalise",
    "liberalize",
    "expropriate",
    "procure",
    "militarise",
    "militarize",
    "demilitarise",
    "demilitarize",
    "blacklist",
    "delist",
    "unfreeze",
    "normalise",
    "normalize",
    "ratify",
    "rescind",
    "sanction",
    "resume",
    "cancel",
    "retaliate",
    "condemn",
    "refuse",
    "relinquish",
    "dismantle",
    "deny",
    "accuse",
    "prohibit",
    "forbid",
];

/// Those of them whose third person is no plural of a noun.
const NEVER_NOUNS: &[&str] = &[
    "deny",
    "accuse",
    "prohibit",
    "forbid",
    "condemn",
    "evade",
    "circumvent",
    "impose",
    "invade",
    "ratify",
    "rescind",
    "resume",
    "retaliate",
    "relinquish",
];

/// Verbs that are also nouns or adjectives: verbs behind "to" or a modal, and source of lemmas.
const AMBIGUOUS: &[&str] = &[
    "bomb", "shell", "arm", "lift", "ease", "ban", "bar", "tax", "fund", "ship", "supply", "export",
    "import", "halt", "raid", "attack", "strike", "target", "patrol", "base", "station", "post", "train",
    "equip", "trade", "finance", "loan", "lend", "pledge", "drill", "test", "fire", "launch", "storm",
    "ambush", "garrison", "blockade", "freeze", "seize", "waive", "exempt", "renew", "extend", "host",
    "mass", "boycott", "levy", "scrap", "slash", "cut", "curb", "join", "sign", "seal", "ink", "broker",
    "back", "ally", "share", "transit", "swap", "invest", "enrich", "direct",
];

/// Regular verbs of saying, judging and doing whose forms the suffix rules, which know none of them, lead
/// back to another word ("ruled" to "rul").
#[rustfmt::skip]
const REGULAR: &[&str] = &[
    "buzz",
    "absorb", "accede", "adhere", "aid", "annul", "applaud", "arrange", "axe", "blame", "boast", "cajole", "chafe",
    "challenge", "choke", "chronicle", "combat", "concede", "concur", "contravene", "convene", "cope", "cripple",
    "deplore", "dissuade", "endeavor", "entreat", "explore", "extradite", "fathom", "favor", "fine", "firebomb",
    "flout", "grapple", "hobble", "honor", "hope", "imagine", "implore", "infringe", "joke", "labor", "lambast",
    "laud", "long", "massacre", "mirror", "monitor", "opine", "owe", "persuade", "postpone", "probe", "prod",
    "provoke", "quip", "rebuke", "reroute", "retreat", "revoke", "ridicule", "rule", "rumor", "scale", "shout",
    "shrug", "sidestep", "siphon", "solicit", "sponsor", "stockpile", "strafe", "strip", "tackle", "tout",
    "transship", "triple", "underscore", "unite", "upgrade",
];

/// Plurals that the suffix rules lead back to another word.
const PLURALS: &[(&str, &str)] = &[
    ("bases", "base"),
    ("levies", "levy"),
    ("navies", "navy"),
    ("tranches", "tranche"),
    ("reprieves", "reprieve"),
    ("resolves", "resolve"),
];

/// Irregular forms whose lemmas the treebanks may not show.
const IRREGULAR: &[(&str, &str)] = &[
    ("retook", "retake"),
    ("retaken", "retake"),
    ("froze", "freeze"),
    ("unfroze", "unfreeze"),
    ("unfrozen", "unfreeze"),
    ("frozen", "freeze"),
    ("struck", "strike"),
    ("shot", "shoot"),
    ("fought", "fight"),
    ("sank", "sink"),
    ("sunk", "sink"),
    ("sold", "sell"),
    ("bought", "buy"),
    ("sent", "send"),
    ("lent", "lend"),
    ("withdrew", "withdraw"),
    ("withdrawn", "withdraw"),
    ("sought", "seek"),
    ("overthrew", "overthrow"),
    ("overran", "overrun"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("broke", "break"),
    ("broken", "break"),
    ("tore", "tear"),
    ("torn", "tear"),
    ("dealt", "deal"),
    ("led", "lead"),
    ("held", "hold"),
    ("met", "meet"),
    ("built", "build"),
    ("rebuilt", "rebuild"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("rose", "rise"),
    ("laid", "lay"),
    ("rearmed", "rearm"),
    ("re-armed", "re-arm"),
    ("agreed", "agree"),
    ("freed", "free"),
    ("ceased", "cease"),
    ("agreeing", "agree"),
    ("guaranteeing", "guarantee"),
    ("vied", "vie"),
    ("vying", "vie"),
    ("undercut", "undercut"),
    ("retook", "retake"),
    ("retaken", "retake"),
    ("resold", "resell"),
    ("underwrote", "underwrite"),
    ("underwritten", "underwrite"),
    ("trafficked", "traffic"),
    ("trafficking", "traffic"),
];

/// Of these the pasts that are never anything else.
const PASTS: &[&str] = &[
    "retook",
    "froze",
    "unfroze",
    "fought",
    "sank",
    "sold",
    "bought",
    "sent",
    "lent",
    "withdrew",
    "sought",
    "overthrew",
    "overran",
    "forbade",
    "tore",
    "flew",
    "rearmed",
];

#[derive(Clone, Debug)]
struct Entry {
    tag: Option<(Upos, Xpos)>,
    lemma: String,
}

fn table() -> &'static HashMap<String, Entry> {
    static TABLE: OnceLock<HashMap<String, Entry>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for &verb in AMBIGUOUS {
            for (form, _) in forms(verb) {
                table.insert(form, Entry { tag: None, lemma: verb.to_owned() });
            }
        }
        for &verb in VERBS {
            for (form, xpos) in forms(verb) {
                let sure = matches!(xpos, Xpos::Vb) && verb != "sanction" && verb != "blacklist"
                    || matches!(xpos, Xpos::Vbz) && NEVER_NOUNS.contains(&verb);
                table.insert(form, Entry { tag: sure.then_some((Upos::Verb, xpos)), lemma: verb.to_owned() });
            }
        }
        for &verb in REGULAR {
            for (form, _) in forms(verb) {
                table.entry(form).or_insert_with(|| Entry { tag: None, lemma: verb.to_owned() });
            }
        }
        for &(form, verb) in IRREGULAR {
            let sure = PASTS.contains(&form).then_some((Upos::Verb, Xpos::Vbd));
            table.insert(form.to_owned(), Entry { tag: sure, lemma: verb.to_owned() });
        }
        for &noun in NOUNS {
            let both = [(noun.to_owned(), Xpos::Nn), (format!("{noun}s"), Xpos::Nns)];
            for (form, xpos) in both {
                // A verb's third person looks like the plural, but of these words the noun is meant.
                let sure = noun != "sanction" && noun != "blockade" || xpos == Xpos::Nns;
                let tag = sure.then_some((Upos::Noun, xpos));
                table.insert(form, Entry { tag, lemma: noun.to_owned() });
            }
        }
        table
    })
}

/// The regular forms of a verb with their tags.
fn forms(verb: &str) -> Vec<(String, Xpos)> {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let doubled =
        matches!(verb, "annul" | "concur" | "prod" | "quip" | "shrug" | "sidestep" | "strip" | "transship")
            || matches!(
                verb,
                "cancel" | "ban" | "bar" | "ship" | "equip" | "scrap" | "swap" | "transit" | "patrol"
            );
    let stem = if doubled && verb != "transit" {
        format!("{verb}{}", verb.chars().last().unwrap_or_default())
    } else {
        stem.to_owned()
    };
    let past = match verb.strip_suffix('y') {
        Some(stem) if !verb.ends_with("oy") && !verb.ends_with("ey") => format!("{stem}ied"),
        _ => format!("{stem}ed"),
    };
    let third = match verb.strip_suffix('y') {
        Some(stem) if !verb.ends_with("oy") && !verb.ends_with("ey") => format!("{stem}ies"),
        _ if verb.ends_with("sh") || verb.ends_with('x') => format!("{verb}es"),
        _ => format!("{verb}s"),
    };
    vec![
        (verb.to_owned(), Xpos::Vb),
        (third, Xpos::Vbz),
        (past, Xpos::Vbd),
        (format!("{stem}ing"), Xpos::Vbg),
    ]
}

/// Numbers in words, which are nothing else.
const COUNTS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Words that only join what is told.
const ADVERBS: &[&str] = &[
    "meanwhile",
    "moreover",
    "nevertheless",
    "nonetheless",
    "furthermore",
    "separately",
    "reportedly",
    "allegedly",
    "repeatedly",
    "previously",
    "recently",
    "formally",
    "officially",
    "jointly",
    "unilaterally",
];

/// Nouns before a noun of the same compound.
const FIELDS: &[&str] = &[
    "arms", "weapons", "trade", "peace", "gas", "oil", "energy", "nuclear", "defence", "defense", "visa",
    "travel", "import", "export", "grain", "flight",
];

/// Words that begin what a verb behind "to" is done to: "to station four battalions".
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "its",
    "their",
    "his",
    "our",
    "more",
    "some",
    "any",
    "all",
    "additional",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "several",
    "thousands",
    "hundreds",
    "dozens",
    "troops",
    "forces",
    "soldiers",
    "missiles",
    "weapons",
    "tanks",
    "ships",
    "warships",
];

/// The word before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbour<'a> {
    /// In lower case.
    pub(super) lower: &'a str,
    /// Whether it is tagged as a name.
    pub(super) is_name: bool,
}

/// Third persons that look like the plural of a noun.
const INTENTIONS: &[&str] = &["plans", "aims", "hopes", "vows", "wants", "seeks", "needs", "attempts"];

/// The one tag that `lower` can have between these words.
pub(super) fn tag(
    lower: &str,
    neighbour: Option<Neighbour<'_>>,
    after: Option<&str>,
) -> Option<(Upos, Xpos)> {
    if COUNTS.contains(&lower) {
        return Some((Upos::Num, Xpos::Cd));
    }
    if ADVERBS.contains(&lower) {
        return Some((Upos::Adv, Xpos::Rb));
    }
    // "Ruritania plans to build": a name owns no plans without a mark of it.
    if after == Some("to") && INTENTIONS.contains(&lower) && neighbour.is_some_and(|word| word.is_name) {
        return Some((Upos::Verb, Xpos::Vbz));
    }
    let before = neighbour.map(|word| word.lower);
    // "troops are headed to the border"
    if lower == "headed"
        && matches!(before, Some("is" | "are" | "was" | "were" | "be" | "been" | "troops" | "forces"))
        && matches!(after, Some("to" | "for" | "into" | "toward" | "towards"))
    {
        return Some((Upos::Verb, Xpos::Vbn));
    }
    // "Ruritania shot down a drone"
    if lower == "shot" && after == Some("down") {
        return Some((Upos::Verb, if before == Some("was") { Xpos::Vbn } else { Xpos::Vbd }));
    }
    // "a new offensive against the rebels"
    if lower == "offensive"
        && matches!(after, Some("against" | "on" | "in" | "into" | "by" | "near"))
        && !matches!(before, Some("is" | "are" | "was" | "were" | "be" | "been" | "more" | "most" | "deeply"))
    {
        return Some((Upos::Noun, Xpos::Nn));
    }
    // "Ruritania shares intelligence", "Syldavia funds the rebels": a name owns nothing without a mark.
    if neighbour.is_some_and(|word| word.is_name)
        && lower.ends_with('s')
        && after.is_some_and(|word| matches!(word, "its" | "their" | "the" | "a" | "an" | "intelligence"))
        && table().get(lower).is_some_and(|entry| AMBIGUOUS.contains(&entry.lemma.as_str()))
    {
        return Some((Upos::Verb, Xpos::Vbz));
    }
    // "accused it of massing troops"
    if let Some(stem) = lower.strip_suffix("ing")
        && stem.len() > 2
        && matches!(before, Some("of" | "by" | "without" | "from" | "after" | "before"))
        && !matches!(
            lower,
            "training" | "trading" | "funding" | "shipping" | "drilling" | "testing" | "firing"
        )
        && after.is_some_and(|word| !matches!(word, "," | "." | "of" | "and" | "in" | "on" | "at"))
        && table().contains_key(lower)
    {
        return Some((Upos::Verb, Xpos::Vbg));
    }
    // "Ruritania eased sanctions": a name and what it did, not what sort of sanctions.
    if matches!(lower, "eased" | "waived" | "lifted" | "tightened" | "widened" | "toughened" | "scrapped")
        && neighbour.is_some_and(|word| word.is_name)
    {
        return Some((Upos::Verb, Xpos::Vbd));
    }
    if lower == "spending" && matches!(before, Some("defence" | "defense" | "military" | "arms")) {
        return Some((Upos::Noun, Xpos::Nn));
    }
    // "an end to trade talks"
    if lower == "trade"
        && after.is_some_and(|word| {
            matches!(
                word,
                "talks"
                    | "deal"
                    | "deals"
                    | "pact"
                    | "ties"
                    | "agreement"
                    | "agreements"
                    | "war"
                    | "barriers"
                    | "relations"
                    | "negotiations"
            )
        })
    {
        return Some((Upos::Noun, Xpos::Nn));
    }
    // "an arms deal", "visa bans": behind a noun of the field these are no verbs.
    if matches!(lower, "deal" | "deals" | "ban" | "bans" | "curbs" | "controls" | "talks")
        && before.is_some_and(|word| FIELDS.contains(&word))
    {
        return Some((Upos::Noun, if lower.ends_with('s') { Xpos::Nns } else { Xpos::Nn }));
    }
    // "urged the council to sanction Syldavia"
    if matches!(lower, "sanction" | "blacklist")
        && before == Some("to")
        && after.is_some_and(|word| {
            word.starts_with(char::is_alphanumeric)
                && !matches!(word, "and" | "or" | "against" | "on" | "for")
        })
    {
        return Some((Upos::Verb, Xpos::Vb));
    }
    let entry = table().get(lower)?;
    if entry.tag.is_some() {
        return entry.tag;
    }
    let base = entry.lemma == lower;
    let modal = before.is_some_and(|word| {
        matches!(word, "could" | "would" | "may" | "might" | "can" | "will" | "should" | "must" | "cannot")
    });
    let infinitive = before == Some("to")
        && after.is_some_and(|word| {
            OPENERS.contains(&word) || word.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
        });
    (base && (modal || infinitive)).then_some((Upos::Verb, Xpos::Vb))
}

/// The lemma of a form of one of the words, when it is tagged so.
pub(super) fn lemma(lower: &str, upos: Upos) -> Option<&'static str> {
    if upos == Upos::Noun
        && let Some(&(_, noun)) = PLURALS.iter().find(|(plural, _)| *plural == lower)
    {
        return Some(noun);
    }
    let entry = table().get(lower)?;
    let is_noun = NOUNS.contains(&entry.lemma.as_str());
    match upos {
        Upos::Verb if !is_noun || AMBIGUOUS.contains(&entry.lemma.as_str()) => Some(&entry.lemma),
        Upos::Noun if is_noun => Some(&entry.lemma),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use claimtrack_sdk::{Upos, Xpos};

    use super::{Neighbour, lemma, tag};

    #[test]
    fn forms_lead_back_to_their_words() {
        let cases = [
            ("ruled", Upos::Verb, "rule"),
            ("prodded", Upos::Verb, "prod"),
            ("revoking", Upos::Verb, "revoke"),
            ("withdrawn", Upos::Verb, "withdraw"),
            ("denies", Upos::Verb, "deny"),
            ("sings", Upos::Verb, ""),
            ("bases", Upos::Noun, "base"),
            ("bases", Upos::Verb, "base"),
            ("levies", Upos::Noun, "levy"),
            ("drones", Upos::Noun, "drone"),
        ];
        for (form, upos, wanted) in cases {
            assert_eq!(lemma(form, upos).unwrap_or_default(), wanted, "{form}");
        }
    }

    #[test]
    fn neighbours_settle_a_tag() {
        let verb = |xpos| Some((Upos::Verb, xpos));
        let noun = |xpos| Some((Upos::Noun, xpos));
        let cases = [
            (("ruritania", true), "plans", "to", verb(Xpos::Vbz)),
            (("secret", false), "plans", "to", None),
            (("ruritania", true), "shot", "down", verb(Xpos::Vbd)),
            (("to", false), "station", "four", verb(Xpos::Vb)),
            (("to", false), "station", "in", None),
            (("of", false), "massing", "troops", verb(Xpos::Vbg)),
            (("of", false), "training", "camps", None),
            (("visa", false), "bans", "on", noun(Xpos::Nns)),
            (("new", false), "offensive", "against", noun(Xpos::Nn)),
            (("is", false), "offensive", "to", None),
            (("defence", false), "spending", "rose", noun(Xpos::Nn)),
        ];
        for ((before, is_name), word, after, wanted) in cases {
            let found = tag(word, Some(Neighbour { lower: before, is_name }), Some(after));
            assert_eq!(found, wanted, "{before} {word} {after}");
        }
    }
}
