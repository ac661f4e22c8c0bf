//! The words for numbers, as data: English and French, with the scale words of a few more
//! languages that stand behind digits.
//!
//! Nothing here looks at more than one word.

use crate::annotation::VagueWord;
use crate::matching::Language;

/// Numbers below a hundred with a word of their own.
#[must_use]
pub fn small(word: &str) -> Option<f64> {
    if !(2..=9).contains(&word.len()) {
        return None;
    }
    Some(match word {
        "zero" | "nought" | "naught" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" | "fourty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

pub(super) fn small_french(word: &str) -> Option<f64> {
    Some(match word {
        "zéro" => 0.0,
        "deux" => 2.0,
        "trois" => 3.0,
        "quatre" => 4.0,
        "cinq" => 5.0,
        "six" => 6.0,
        "sept" => 7.0,
        "huit" => 8.0,
        "neuf" => 9.0,
        "dix" => 10.0,
        "onze" => 11.0,
        "douze" => 12.0,
        "treize" => 13.0,
        "quatorze" => 14.0,
        "quinze" => 15.0,
        "seize" => 16.0,
        "vingt" => 20.0,
        "trente" => 30.0,
        "quarante" => 40.0,
        "cinquante" => 50.0,
        "soixante" => 60.0,
        "septante" => 70.0,
        "huitante" => 80.0,
        "nonante" => 90.0,
        _ => return None,
    })
}

pub(super) fn is_hundred(word: &str, language: Language) -> bool {
    match language {
        Language::French => matches!(word, "cent" | "cents"),
        _ => word == "hundred",
    }
}

/// Hundred and what is larger, and the dozen: what stands behind another number or an article.
pub(super) fn scale_word(word: &str) -> Option<f64> {
    if word == "hundred" {
        return Some(100.0);
    }
    long_scale(word, Language::English)
}

pub(super) fn long_scale(word: &str, language: Language) -> Option<f64> {
    if word.len() < 2 {
        return None;
    }
    if language == Language::French {
        return Some(match word {
            "mille" => 1e3,
            "million" | "millions" => 1e6,
            "milliard" | "milliards" => 1e9,
            "billion" | "billions" => 1e12,
            _ => return None,
        });
    }
    Some(match word {
        "dozen" | "dozens" => 12.0,
        "thousand" | "thousands" => 1e3,
        "lakh" | "lakhs" | "lac" | "lacs" | "lkh" | "lkhs" => 1e5,
        "million" | "millions" | "mln" | "mn" => 1e6,
        "crore" | "crores" | "krore" | "krores" | "koti" | "cr" => 1e7,
        "billion" | "billions" | "bln" | "bn" => 1e9,
        "trillion" | "trillions" | "trn" | "tn" => 1e12,
        "quadrillion" => 1e15,
        "مليون" | "ملايين" | "миллион" | "миллиона" | "миллионов" | "млн" => {
            1e6
        }
        "مليار" | "مليارات" | "млрд" => 1e9,
        "ألف" | "آلاف" | "тыс" => 1e3,
        "millones" | "millón" | "milhões" | "milioni" | "Millionen" | "millionen" => 1e6,
        "milliarden" | "miliardi" => 1e9,
        _ => return None,
    })
}

/// The share that a denominator stands for. In the plural ("thirds") or in the singular.
pub(super) fn fraction_word(word: &str, plural: bool) -> Option<f64> {
    let word = if plural {
        word.strip_suffix('s').unwrap_or("")
    } else {
        word
    };
    Some(match word {
        "half" | "halve" => 0.5,
        "third" => 1.0 / 3.0,
        "quarter" | "fourth" => 0.25,
        "fifth" => 0.2,
        "sixth" => 1.0 / 6.0,
        "seventh" => 1.0 / 7.0,
        "eighth" => 0.125,
        "ninth" => 1.0 / 9.0,
        "tenth" => 0.1,
        "twentieth" => 0.05,
        "hundredth" => 0.01,
        "thousandth" => 0.001,
        _ => return None,
    })
}

/// Whether a number, or a currency before one, begins with this word in lower case.
#[must_use]
pub fn opens(word: &str, language: Language) -> bool {
    if matches!(
        word,
        "minus" | "negative" | "ringgit" | "ringgits" | "rupees" | "malaysian" | "malaysia"
    ) {
        return true;
    }
    match language {
        Language::Other => false,
        Language::French => {
            small_french(word).is_some()
                || is_hundred(word, language)
                || long_scale(word, language).is_some()
                || matches!(
                    word,
                    "un" | "une" | "dizaines" | "centaines" | "milliers" | "douzaines"
                )
        }
        Language::English => {
            small(word).is_some()
                || scale_word(word).is_some()
                || vague_noun(word).is_some()
                || matches!(
                    word,
                    "a" | "an" | "half" | "several" | "few" | "many" | "point"
                )
        }
    }
}

/// Words that count places, not things.
#[must_use]
pub fn is_ordinal(word: &str) -> bool {
    matches!(
        word,
        "first"
            | "second"
            | "third"
            | "fourth"
            | "fifth"
            | "sixth"
            | "seventh"
            | "eighth"
            | "ninth"
            | "tenth"
            | "eleventh"
            | "twelfth"
            | "thirteenth"
            | "fourteenth"
            | "fifteenth"
            | "sixteenth"
            | "seventeenth"
            | "eighteenth"
            | "nineteenth"
            | "twentieth"
            | "thirtieth"
            | "fortieth"
            | "fiftieth"
            | "sixtieth"
            | "seventieth"
            | "eightieth"
            | "ninetieth"
            | "hundredth"
            | "thousandth"
            | "millionth"
            | "billionth"
            | "trillionth"
    )
}

/// Nouns that count without a number, and whether "of" must follow.
pub(super) fn vague_noun(word: &str) -> Option<(VagueWord, bool)> {
    let word = VagueWord::of(word)?;
    match word {
        VagueWord::Few | VagueWord::Several => None,
        VagueWord::Tens | VagueWord::Scores => Some((word, true)),
        _ => Some((word, false)),
    }
}
