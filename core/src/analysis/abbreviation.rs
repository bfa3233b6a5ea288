//! Abbreviations: which words keep the full stop behind them, and which of those
//! can end a sentence. A closed list plus two patterns (initials, dotted
//! acronyms).

/// Abbreviations before a name, a number or a word: never the end of a sentence.
#[rustfmt::skip]
const INNER: &[&str] = &[
    "mr", "mrs", "ms", "mx", "messrs", "dr", "prof", "rev", "fr", "hon", "gov", "sen", "rep", "reps",
    "sens", "gen", "col", "lt", "maj", "capt", "cmdr", "sgt", "cpl", "pvt", "adm", "brig", "pres", "amb",
    "supt", "det", "insp", "st", "ste", "mt", "ft", "vs", "v", "cf", "eg", "ie", "e.g", "i.e", "viz",
    "approx", "ca", "no", "nos", "art", "sec", "fig", "figs", "vol", "pp", "para", "paras", "ch", "chap",
    "ed", "eds", "trans", "atty", "asst", "assoc", "attn", "msgr", "sr.", "pfc", "spc", "gov.-elect",
    "cllr", "univ",
];

/// Abbreviations that may end a sentence when the next word looks like a start.
#[rustfmt::skip]
const FINAL: &[&str] = &[
    "jr", "sr", "inc", "ltd", "co", "corp", "llc", "plc", "bros", "etc", "al", "esq", "dept", "est", "ave",
    "blvd", "rd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "ariz", "ark", "calif",
    "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich", "minn",
    "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis",
    "wyo", "div", "int'l", "gov't", "p.s",
];

/// What a word with a full stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The stop ends a sentence and is a token of its own.
    Sentence,
    /// The stop belongs to an abbreviation that ends no sentence.
    Inner,
    /// The stop belongs to an abbreviation that may end one.
    Either,
}

/// Judges a word with one full stop at its end.
pub(super) fn stop(word: &str) -> Stop {
    let Some(stem) = word.strip_suffix('.') else { return Stop::Sentence };
    if stem.is_empty() || stem.len() > 12 {
        return Stop::Sentence;
    }
    let mut letters = stem.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        // Initials; and "p. 4", "c. 1900", "Kowal v. Borduria".
        let inner = only.is_uppercase() || matches!(only, 'p' | 'c' | 'v');
        return if inner { Stop::Inner } else { Stop::Sentence };
    }
    let lower = stem.to_lowercase();
    let capital = stem.starts_with(char::is_uppercase);
    if INNER.contains(&lower.as_str()) && (capital || !is_word(&lower)) {
        return Stop::Inner;
    }
    if FINAL.contains(&lower.as_str()) && (capital || !is_word(&lower)) {
        return Stop::Either;
    }
    if stem.contains('.')
        && stem.split('.').all(|part| (1..=2).contains(&part.chars().count()) && all_letters(part))
    {
        return Stop::Either;
    }
    Stop::Sentence
}

fn all_letters(part: &str) -> bool {
    part.chars().all(char::is_alphabetic)
}

/// Abbreviations that are words as well in small letters.
fn is_word(lower: &str) -> bool {
    matches!(
        lower,
        "no" | "art"
            | "fig"
            | "hon"
            | "rep"
            | "reps"
            | "gen"
            | "mar"
            | "sun"
            | "sat"
            | "mon"
            | "wed"
            | "ill"
            | "ind"
            | "miss"
            | "mass"
            | "wash"
            | "ore"
            | "pa"
            | "la"
            | "co"
            | "ed"
            | "v"
            | "ca"
            | "ch"
            | "st"
            | "sec"
            | "mt"
            | "al"
            | "est"
            | "del"
            | "ark"
            | "dec"
            | "jun"
            | "pres"
            | "fr"
            | "mo"
            | "fri"
            | "min"
    ) && !matches!(lower, "al" | "co" | "ca")
}

/// Whether the full stop at the end of `word` belongs to it.
pub(super) fn is_abbreviation(word: &str) -> bool {
    // "(U.S." and "the-U.S.": only what follows the last mark counts.
    let start = word
        .char_indices()
        .rev()
        .find(|&(_, mark)| !mark.is_alphanumeric() && mark != '.' && mark != '\'')
        .map_or(0, |(at, mark)| at + mark.len_utf8());
    stop(&word[start..]) != Stop::Sentence
}

/// Whether `token` is a mark that ends sentences.
pub(super) fn is_terminal(token: &str) -> bool {
    token.chars().all(|mark| matches!(mark, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।'))
}
