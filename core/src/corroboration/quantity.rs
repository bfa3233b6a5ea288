//! Quantities: numbers with what they count, as far as two reports of one
//! event can differ in them. Leaves out dates, ordinals and hedged numbers.

use std::fmt;

use crate::dating::is_month;

/// A number and its unit.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub struct Quantity {
    /// The value, with "million" and the like multiplied in.
    pub value: f64,
    /// What is counted: a currency sign, "%" or the noun after the number, in the singular.
    pub unit: String,
    /// The words as written.
    pub text: String,
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// Words that make a number a bound or a guess; two such need not contradict each other.
const HEDGES: [&str; 16] = [
    "about",
    "almost",
    "approximately",
    "around",
    "least",
    "most",
    "nearly",
    "over",
    "roughly",
    "some",
    "than",
    "to",
    "under",
    "up",
    "per",
    "of",
];

const NUMBERS: [(&str, f64); 14] = [
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
];

const SCALES: [(&str, f64); 5] =
    [("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)];

/// The quantities of a sentence, in order.
pub fn quantities(sentence: &str) -> Vec<Quantity> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let before = if at == 0 { String::new() } else { bare(words[at - 1]) };
        match read(&words[at..]) {
            Some((quantity, used)) if !HEDGES.contains(&before.as_str()) && !is_month(&before) => {
                found.push(quantity);
                at += used;
            }
            _ => at += 1,
        }
    }
    found
}

/// A quantity at the head of `words`, and how many words it takes.
fn read(words: &[&str]) -> Option<(Quantity, usize)> {
    let first = words[0].trim_start_matches(['(', '"', '“', '‘', '\'']);
    let sign = first.chars().next().filter(|sign| matches!(sign, '$' | '€' | '£' | '¥'));
    let digits = sign.map_or(first, |sign| &first[sign.len_utf8()..]);
    let percent = bare(first).is_empty() || first.trim_end_matches(['.', ',', ';']).ends_with('%');
    let mut value = number(digits.trim_end_matches(['%', '.', ',', ';', ')', '"', '”']))?;
    let mut used = 1;
    let ends_clause = |word: &str| word.ends_with(['.', ',', ';', ')', ':']);
    if let Some(scale) = words.get(1).and_then(|word| scale(word))
        && !ends_clause(words[0])
    {
        value *= scale;
        used = 2;
    }
    let text =
        |used: usize| words[..used].join(" ").trim_matches(|c: char| ".,;:()\"“”".contains(c)).to_owned();
    if let Some(sign) = sign {
        return Some((Quantity { value, unit: sign.to_string(), text: text(used) }, used));
    }
    if percent && used == 1 {
        return Some((Quantity { value, unit: "%".to_owned(), text: text(1) }, 1));
    }
    if ends_clause(words[used - 1]) {
        return None;
    }
    let noun = bare(words.get(used)?);
    let is_unit = noun.chars().count() > 2 && noun.chars().all(char::is_alphabetic) && !is_month(&noun);
    if !is_unit || is_function_word(&noun) {
        return None;
    }
    if matches!(noun.as_str(), "percent" | "per") {
        return Some((Quantity { value, unit: "%".to_owned(), text: text(used + 1) }, used + 1));
    }
    // "40,000 artillery shells": the plural after a singular is what is counted.
    let next = words.get(used + 1).map(|word| bare(word)).filter(|_| !ends_clause(words[used]));
    if let Some(plural) = next.filter(|next| !noun.ends_with('s') && is_plural(next)) {
        return Some((Quantity { value, unit: singular(&plural), text: text(used + 2) }, used + 2));
    }
    Some((Quantity { value, unit: singular(&noun), text: text(used + 1) }, used + 1))
}

fn number(digits: &str) -> Option<f64> {
    if let Some((_, value)) = NUMBERS.iter().find(|(word, _)| word.eq_ignore_ascii_case(digits)) {
        return Some(*value);
    }
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    // "1,200" groups by three; any other comma may be a decimal one, and is left alone.
    let is_grouped =
        digits.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|g| g.len() == 3));
    (is_number && is_grouped).then(|| digits.replace(',', "").parse().ok())?
}

fn scale(word: &str) -> Option<f64> {
    SCALES.iter().find(|(name, _)| *name == bare(word)).map(|(_, scale)| *scale)
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "the"
            | "for"
            | "with"
            | "from"
            | "when"
            | "after"
            | "before"
            | "that"
            | "this"
            | "its"
            | "but"
            | "was"
            | "were"
            | "had"
            | "has"
            | "have"
            | "would"
            | "will"
            | "they"
            | "said"
            | "while"
            | "which"
    )
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s')
        && !word.ends_with("ss")
        && word.chars().all(char::is_alphabetic)
        && !is_function_word(word)
}

fn singular(noun: &str) -> String {
    noun.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(noun).to_owned()
}

#[cfg(test)]
mod tests {
    use super::quantities;

    #[test]
    fn numbers_with_what_they_count() {
        for (sentence, expected) in [
            ("It sold shells worth 42 million euros in 2024.", "42 million euros=42000000 euro"),
            (
                "They delivered twelve drones and 1,200 rockets.",
                "twelve drones=12 drone; 1,200 rockets=1200 rocket",
            ),
            ("Exports fell by 5.5% to $3 billion.", "5.5%=5.5 %"),
            ("Exports worth $3 billion fell 7 percent.", "$3 billion=3000000000 $; 7 percent=7 %"),
            ("On 31 July 2023 and on May 3 they met.", ""),
            ("At least 40 tanks and up to 50 guns, or about 90 machines.", ""),
            ("In 2024, exports grew; in 2023 they had not.", ""),
            ("It bought 3,5 tonnes.", ""),
            ("It sent 40,000 artillery shells.", "40,000 artillery shells=40000 shell"),
        ] {
            let found: Vec<_> =
                quantities(sentence).iter().map(|q| format!("{}={} {}", q.text, q.value, q.unit)).collect();
            assert_eq!(found.join("; "), expected, "{sentence}");
        }
    }
}
