//! Currencies by sign, code and word. Codes are ISO 4217 (list one, public facts).
//!
//! A word that several countries share stays the word where the text does not say whose it is:
//! "shilling" is no code.

use super::nouns::strip_elision;
use super::words::Words;
use crate::annotation::units::{CURRENCIES, SIGNS};
use crate::matching::Language;

/// A currency as the text names it: tokens `first..end`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency {
    pub first: usize,
    pub end: usize,
    pub unit: &'static str,
    /// A hundredth of a currency, which has no code of its own: "cent", "penny".
    pub hundredth: bool,
}

/// Short forms that stand before or behind an amount like a code.
const SHORT: &[(&str, &str)] = &[
    ("Rs", "INR"),
    ("RM", "MYR"),
    ("Rp", "IDR"),
    ("KSh", "KES"),
    ("Ksh", "KES"),
    ("Sh", "shilling"),
    ("CFA", "XOF"),
    ("FCFA", "XOF"),
    ("RMB", "CNY"),
    ("LE", "EGP"),
    ("Tk", "BDT"),
    ("NT", "TWD"),
    ("kr", "krone"),
    ("zł", "PLN"),
];

/// What a dollar sign is behind these letters.
const DOLLARS: &[(&str, &str)] = &[
    ("US", "USD"),
    ("U.S.", "USD"),
    ("A", "AUD"),
    ("AU", "AUD"),
    ("C", "CAD"),
    ("CA", "CAD"),
    ("CAN", "CAD"),
    ("NZ", "NZD"),
    ("HK", "HKD"),
    ("S", "SGD"),
    ("SG", "SGD"),
    ("NT", "TWD"),
    ("R", "BRL"),
    ("J", "JMD"),
    ("TT", "TTD"),
    ("Z", "ZWL"),
    ("N", "NAD"),
    ("L", "LRD"),
    ("MX", "MXN"),
];

/// A currency before a number that begins at its `end`: "US$", "€", "EUR", "Rs.".
#[must_use]
pub fn before(words: &Words<'_>, at: usize) -> Option<Currency> {
    let found = |end: usize, unit| {
        Some(Currency {
            first: at,
            end,
            unit,
            hundredth: false,
        })
    };
    let word = words.word(at);
    if let Some(unit) = sign(word) {
        return found(at + 1, unit);
    }
    if !words.capital(at) || word.len() > 9 {
        return word_before(words, at);
    }
    if words.word(at + 1) == "$" && (words.glued(at + 1) || word.len() > 1) {
        let unit = lookup(DOLLARS, word)?;
        return found(at + 2, unit);
    }
    let point = usize::from(words.word(at + 1) == "." && words.glued(at + 1) && word == "Rs");
    let number = at + 1 + point;
    if words.is_number(number)
        && let Some(unit) = code(word).or_else(|| lookup(SHORT, word))
        && !(words.glued(number) && word.len() == 1)
    {
        return found(number, unit);
    }
    word_before(words, at)
}

/// "ringgit 42": words that also stand before the amount.
fn word_before(words: &Words<'_>, at: usize) -> Option<Currency> {
    let nation = usize::from(words.any(at, &["malaysian", "malaysia"]));
    let fits = words.any(at + nation, &["ringgit", "ringgits", "rupees"]);
    (fits && words.is_number(at + nation + 1)).then(|| Currency {
        first: at,
        end: at + nation + 1,
        unit: if words.is(at + nation, "rupees") {
            "INR"
        } else {
            "MYR"
        },
        hundredth: false,
    })
}

/// A currency behind a number: "dollars", "Kenyan shillings", "€", "EUR", "francs CFA".
#[must_use]
pub fn behind(words: &Words<'_>, at: usize) -> Option<Currency> {
    let found = |end: usize, unit| {
        Some(Currency {
            first: at,
            end,
            unit,
            hundredth: false,
        })
    };
    let word = words.word(at);
    if let Some(unit) = sign(word) {
        return found(at + 1, unit);
    }
    if word == "¢" {
        return Some(Currency {
            first: at,
            end: at + 1,
            unit: "cent",
            hundredth: true,
        });
    }
    if !words.is_word(at) {
        return None;
    }
    // "50p"
    if word == "p"
        && words.glued(at)
        && !words.glued(at + 1)
        && words.word(at.wrapping_sub(1)).len() <= 2
    {
        return Some(Currency {
            first: at,
            end: at + 1,
            unit: "penny",
            hundredth: true,
        });
    }
    if words.word(at + 1) == "$" && words.glued(at + 1) {
        return found(at + 2, lookup(DOLLARS, word)?);
    }
    if let Some(unit) = code(word) {
        return found(at + 1, unit);
    }
    if matches!(
        word,
        "Rs" | "RM" | "RMB" | "FCFA" | "CFA" | "LE" | "KSh" | "zł"
    ) && !words.any(at + 1, &["franc", "francs"])
    {
        return found(at + 1, lookup(SHORT, word)?);
    }
    let of = usize::from(words.language == Language::French && words.is(at, "de"));
    let lower = words.lower(at + of);
    let lower = strip_elision(&lower, words.language);
    if let Some((unit, hundredth)) = noun(lower) {
        let cfa = lower.starts_with("franc") && words.any(at + of + 1, &["cfa"]);
        let unit = if cfa {
            "XOF"
        } else if of > 0 || words.language == Language::French || lower != "lira" {
            unit
        } else {
            "TRY"
        };
        return Some(Currency {
            first: at,
            end: at + of + 1 + usize::from(cfa),
            unit,
            hundredth,
        });
    }
    // "US dollars", "Kenyan shillings", "CFA francs"
    let two = usize::from(
        words.any(at, &["hong", "new", "south", "saudi", "sri", "united"])
            && words.any(
                at + 1,
                &[
                    "kong", "zealand", "african", "korean", "sudanese", "arabian", "lankan",
                    "arab", "states",
                ],
            ),
    );
    let name = words.lower(at + two + 1);
    let (unit, hundredth) = noun(&name)?;
    let whose = words.lower(at + two);
    let national = national(&whose, name.trim_end_matches('s'));
    let known = national.or_else(|| (two == 1).then_some(unit))?;
    Some(Currency {
        first: at,
        end: at + two + 2,
        unit: known,
        hundredth,
    })
}

fn sign(word: &str) -> Option<&'static str> {
    if word.len() > 4 {
        return None;
    }
    lookup(SIGNS, word)
}

fn code(word: &str) -> Option<&'static str> {
    if word.len() != 3
        || !word.bytes().all(|b| b.is_ascii_uppercase())
        || word == "TOP"
        || word == "ALL"
    {
        return None;
    }
    CURRENCIES
        .binary_search(&word)
        .ok()
        .and_then(|i| CURRENCIES.get(i))
        .copied()
}

fn lookup(table: &'static [(&str, &str)], word: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(key, _)| *key == word)
        .map(|(_, unit)| *unit)
}

/// The unit that a word names, and whether it is a hundredth.
fn noun(word: &str) -> Option<(&'static str, bool)> {
    Some(match word {
        "dollar" | "dollars" | "buck" | "bucks" | "greenbacks" | "دولار" | "دولارات" => {
            ("USD", false)
        }
        "cent" | "cents" | "penny" | "pennies" => ("cent", true),
        "pence" => ("penny", true),
        "euro" | "euros" | "يورو" => ("EUR", false),
        "sterling" => ("GBP", false),
        "quid" => ("GBP", false),
        "yen" => ("JPY", false),
        "yuan" | "renminbi" => ("CNY", false),
        "rupee" | "rupees" => ("INR", false),
        "rouble" | "roubles" | "ruble" | "rubles" => ("RUB", false),
        "shekel" | "shekels" => ("ILS", false),
        "ringgit" | "ringgits" => ("MYR", false),
        "baht" => ("THB", false),
        "dong" => ("VND", false),
        "taka" => ("BDT", false),
        "naira" => ("NGN", false),
        "rand" => ("ZAR", false),
        "zloty" | "zlotys" => ("PLN", false),
        "forint" | "forints" => ("HUF", false),
        "hryvnia" | "hryvnias" => ("UAH", false),
        "tugrik" | "tugriks" => ("MNT", false),
        "birr" => ("ETB", false),
        "kyat" => ("MMK", false),
        "cedi" | "cedis" => ("GHS", false),
        "ariary" => ("MGA", false),
        "afghani" | "afghanis" => ("AFN", false),
        "tenge" => ("KZT", false),
        "lira" | "liras" => ("TRY", false),
        "dinar" | "dinars" => ("dinar", false),
        "dirham" | "dirhams" => ("dirham", false),
        "riyal" | "riyals" => ("riyal", false),
        "rial" | "rials" => ("rial", false),
        "shilling" | "shillings" => ("shilling", false),
        "peso" | "pesos" => ("peso", false),
        "franc" | "francs" => ("franc", false),
        "krona" | "kronor" => ("SEK", false),
        "krone" | "kroner" => ("krone", false),
        "won" => ("KRW", false),
        "livres" => ("GBP", false),
        _ => return None,
    })
}

/// Whose it is: "Canadian dollars".
fn national(whose: &str, name: &str) -> Option<&'static str> {
    Some(match (whose, name) {
        ("us" | "u.s." | "american" | "states", "dollar") => "USD",
        ("canadian", "dollar") => "CAD",
        ("australian", "dollar") => "AUD",
        ("zealand", "dollar") => "NZD",
        ("kong", "dollar") => "HKD",
        ("singapore" | "singaporean", "dollar") => "SGD",
        ("taiwan" | "taiwanese", "dollar") => "TWD",
        ("zimbabwean" | "zimbabwe", "dollar") => "ZWL",
        ("liberian", "dollar") => "LRD",
        ("namibian", "dollar") => "NAD",
        ("us" | "american", "cent") => "USD",
        ("japanese", "yen") => "JPY",
        ("chinese", "yuan" | "renminbi") => "CNY",
        ("indian", "rupee") => "INR",
        ("pakistani" | "pakistan", "rupee") => "PKR",
        ("lankan", "rupee") => "LKR",
        ("nepali" | "nepalese", "rupee") => "NPR",
        ("russian", "rouble" | "ruble") => "RUB",
        ("belarusian", "rouble" | "ruble") => "BYN",
        ("turkish", "lira") => "TRY",
        ("israeli", "shekel") => "ILS",
        ("kenyan" | "kenya", "shilling") => "KES",
        ("ugandan" | "uganda", "shilling") => "UGX",
        ("tanzanian" | "tanzania", "shilling") => "TZS",
        ("somali", "shilling") => "SOS",
        ("cfa", "franc") => "XOF",
        ("swiss", "franc") => "CHF",
        ("congolese", "franc") => "CDF",
        ("rwandan", "franc") => "RWF",
        ("burundian" | "burundi", "franc") => "BIF",
        ("guinean", "franc") => "GNF",
        ("mexican", "peso") => "MXN",
        ("argentine" | "argentinian", "peso") => "ARS",
        ("chilean", "peso") => "CLP",
        ("colombian", "peso") => "COP",
        ("cuban", "peso") => "CUP",
        ("philippine" | "filipino", "peso") => "PHP",
        ("iraqi", "dinar") => "IQD",
        ("jordanian", "dinar") => "JOD",
        ("kuwaiti" | "kuwait", "dinar") => "KWD",
        ("libyan", "dinar") => "LYD",
        ("algerian", "dinar") => "DZD",
        ("tunisian", "dinar") => "TND",
        ("bahraini", "dinar") => "BHD",
        ("serbian", "dinar") => "RSD",
        ("moroccan", "dirham") => "MAD",
        ("uae" | "emirati" | "arab", "dirham") => "AED",
        ("saudi" | "arabian", "riyal") => "SAR",
        ("qatari" | "qatar", "riyal") => "QAR",
        ("yemeni", "riyal" | "rial") => "YER",
        ("omani", "riyal" | "rial") => "OMR",
        ("iranian", "rial") => "IRR",
        ("british", "pound") => "GBP",
        ("egyptian", "pound") => "EGP",
        ("lebanese", "pound" | "lira") => "LBP",
        ("syrian", "pound" | "lira") => "SYP",
        ("sudanese", "pound") => "SDG",
        ("danish", "krone" | "kroner") => "DKK",
        ("norwegian", "krone" | "kroner") => "NOK",
        ("swedish", "krona" | "kronor") => "SEK",
        ("korean", "won") => "KRW",
        ("african", "rand") => "ZAR",
        ("malaysian" | "malaysia", "ringgit") => "MYR",
        _ => return None,
    })
}

/// "Egyptian pounds" and "pounds" are weights or money: money where a nation stands before, or
/// where nothing that is weighed stands near.
#[must_use]
pub fn pounds(words: &Words<'_>, at: usize) -> Option<Currency> {
    let whose = usize::from(national(&words.lower(at), "pound").is_some() || words.is(at, "south"));
    if !words.any(at + whose, &["pound", "pounds"]) {
        return None;
    }
    let sterling = usize::from(words.is(at + whose + 1, "sterling"));
    let weighed = words.is(at + whose + 1, "of")
        || words.any(at + whose + 1, &["heavy", "per", "lighter", "heavier"]);
    if whose == 0 && sterling == 0 && weighed {
        return None;
    }
    let unit = national(&words.lower(at), "pound").unwrap_or("GBP");
    Some(Currency {
        first: at,
        end: at + whose + 1 + sterling,
        unit,
        hundredth: false,
    })
}
