//! The words of hedges, as data, by language.

use crate::annotation::Hedge;
use crate::matching::Language;

const PHRASES: &[(&[&str], Hedge)] = &[
    (&["exactly"], Hedge::Range),
    (&["precisely"], Hedge::Range),
    (&["at", "least"], Hedge::AtLeast),
    (&["at", "the", "very", "least"], Hedge::AtLeast),
    (&["a", "minimum", "of"], Hedge::AtLeast),
    (&["minimum"], Hedge::AtLeast),
    (&["at", "most"], Hedge::AtMost),
    (&["at", "the", "most"], Hedge::AtMost),
    (&["up", "to"], Hedge::AtMost),
    (&["as", "many", "as"], Hedge::AtMost),
    (&["as", "much", "as"], Hedge::AtMost),
    (&["a", "maximum", "of"], Hedge::AtMost),
    (&["maximum"], Hedge::AtMost),
    (&["in", "excess", "of"], Hedge::MoreThan),
    (&["upwards", "of"], Hedge::MoreThan),
    (&["upward", "of"], Hedge::MoreThan),
    (&["north", "of"], Hedge::MoreThan),
    (&["well", "over"], Hedge::MoreThan),
    (&["just", "over"], Hedge::MoreThan),
    (&["over"], Hedge::MoreThan),
    (&["above"], Hedge::MoreThan),
    (&["beyond"], Hedge::MoreThan),
    (&["exceed"], Hedge::MoreThan),
    (&["exceeds"], Hedge::MoreThan),
    (&["exceeded"], Hedge::MoreThan),
    (&["exceeding"], Hedge::MoreThan),
    (&["surpass"], Hedge::MoreThan),
    (&["surpasses"], Hedge::MoreThan),
    (&["surpassed"], Hedge::MoreThan),
    (&["surpassing"], Hedge::MoreThan),
    (&["topping"], Hedge::MoreThan),
    (&["topped"], Hedge::MoreThan),
    (&["well", "under"], Hedge::LessThan),
    (&["just", "under"], Hedge::LessThan),
    (&["just", "below"], Hedge::LessThan),
    (&["under"], Hedge::LessThan),
    (&["below"], Hedge::LessThan),
    (&["about"], Hedge::About),
    (&["around"], Hedge::About),
    (&["some"], Hedge::About),
    (&["roughly"], Hedge::About),
    (&["approximately"], Hedge::About),
    (&["approx"], Hedge::About),
    (&["an", "estimated"], Hedge::About),
    (&["estimated"], Hedge::About),
    (&["nearly"], Hedge::About),
    (&["almost"], Hedge::About),
    (&["virtually"], Hedge::About),
    (&["close", "to"], Hedge::About),
    (&["in", "the", "region", "of"], Hedge::About),
    (&["circa"], Hedge::About),
    (&["ca"], Hedge::About),
    (&["~"], Hedge::About),
    (&["≈"], Hedge::About),
    (&["≥"], Hedge::AtLeast),
    (&["≤"], Hedge::AtMost),
];

const FRENCH: &[(&[&str], Hedge)] = &[
    (&["au", "moins"], Hedge::AtLeast),
    (&["au", "minimum"], Hedge::AtLeast),
    (&["au", "plus"], Hedge::AtMost),
    (&["au", "maximum"], Hedge::AtMost),
    (&["jusqu’à"], Hedge::AtMost),
    (&["jusqu'à"], Hedge::AtMost),
    (&["plus", "de"], Hedge::MoreThan),
    (&["plus", "d’"], Hedge::MoreThan),
    (&["moins", "de"], Hedge::LessThan),
    (&["près", "de"], Hedge::About),
    (&["environ"], Hedge::About),
    (&["quelque"], Hedge::About),
    (&["quelques"], Hedge::About),
    (&["à", "peu", "près"], Hedge::About),
    (&["presque"], Hedge::About),
];

const ARABIC: &[(&[&str], Hedge)] = &[
    (&["أكثر", "من"], Hedge::MoreThan),
    (&["أقل", "من"], Hedge::LessThan),
    (&["نحو"], Hedge::About),
    (&["حوالي"], Hedge::About),
    (&["قرابة"], Hedge::About),
];

/// The hedges of a language: their words in lower case, and what they say.
pub(super) fn phrases(language: Language) -> &'static [(&'static [&'static str], Hedge)] {
    match language {
        Language::English => PHRASES,
        Language::French => FRENCH,
        Language::Other => ARABIC,
    }
}

/// Whether a hedge or a comparison may end with this word or sign.
pub(super) fn may_end(word: &str, language: Language) -> bool {
    matches!(word, "than" | "to" | "equals" | "." | "<" | ">" | "=")
        || phrases(language)
            .iter()
            .any(|(phrase, _)| phrase.last() == Some(&word))
}
