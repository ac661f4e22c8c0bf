//! The codes themselves, with what they are called: for fields that complete what is typed.

use std::sync::LazyLock;

use crate::matching::places::Gazetteer;

/// A code and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeName {
    pub code: &'static str,
    pub name: &'static str,
}

const fn named(code: &'static str, name: &'static str) -> CodeName {
    CodeName { code, name }
}

/// Sectors, in PLOVER's order: those used often, then the others.
const SECTORS: &[CodeName] = &[
    named("GOV", "government"),
    named("MIL", "military"),
    named("COP", "police"),
    named("JUD", "judiciary"),
    named("LEG", "legislature"),
    named("PRM", "paramilitary, not against the government"),
    named("PTY", "political party"),
    named("REB", "rebels"),
    named("SPY", "intelligence service"),
    named("UAF", "unidentified armed force"),
    named("UNK", "unidentified actor"),
    named("AGR", "agriculture"),
    named("BUS", "business"),
    named("CRM", "criminals"),
    named("CVL", "civilians, protesters, activists"),
    named("EDU", "education"),
    named("ELI", "former officials and elites"),
    named("JRN", "journalists and media"),
    named("LAB", "workers and unions"),
    named("MED", "health"),
    named("REF", "refugees and displaced people"),
    named("OPP", "political opposition"),
    named("PRE", "partially recognised entity"),
    named("REL", "religious organisation"),
    named("SOC", "civil society"),
];

/// What stands in the place of a country for those that are of none.
const OF_NO_COUNTRY: &[CodeName] = &[
    named("UNO", "United Nations"),
    named("EUR", "European Union"),
    named("IGO", "organisation of states"),
    named("NGO", "non-governmental organisation"),
    named("ISM", "international social movement"),
    named("IMG", "armed group across borders"),
    named("MNC", "multinational company"),
];

static COUNTRIES: LazyLock<Vec<CodeName>> = LazyLock::new(|| {
    let countries = Gazetteer::built_in().countries();
    let mut all: Vec<_> = countries.map(|c| named(c.iso3, c.name)).collect();
    all.sort_by_key(|country| country.name);
    all.extend(OF_NO_COUNTRY);
    all
});

/// All sectors.
#[must_use]
pub fn sectors() -> &'static [CodeName] {
    SECTORS
}

/// All countries by name, then what stands in their place.
#[must_use]
pub fn countries() -> &'static [CodeName] {
    &COUNTRIES
}

fn name_of(codes: &'static [CodeName], code: &str) -> Option<&'static str> {
    let mut codes = codes.iter();
    codes
        .find(|known| known.code == code)
        .map(|known| known.name)
}

/// What a sector is called.
#[must_use]
pub fn sector_in_words(code: &str) -> Option<&'static str> {
    name_of(SECTORS, code)
}

/// What a country is called, or what stands in its place.
#[must_use]
pub fn country_in_words(code: &str) -> Option<&'static str> {
    name_of(&COUNTRIES, code)
}

/// Whether a code stands in the place of a country.
pub(super) fn is_of_no_country(code: &str) -> bool {
    name_of(OF_NO_COUNTRY, code).is_some()
}

/// The codes that what is typed may mean, the likeliest first: the code itself, then names that
/// begin so, codes that do, and names of which a word does. Whatever its case. At most `most`.
#[must_use]
pub fn complete(codes: &[CodeName], typed: &str, most: usize) -> Vec<CodeName> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let rank = |known: &CodeName| {
        let (code, name) = (known.code.to_lowercase(), known.name.to_lowercase());
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        let rank = match () {
            () if code == typed => 0,
            () if name.starts_with(&typed) => 1,
            () if code.starts_with(&typed) => 2,
            () if words.any(|word| word.starts_with(&typed)) => 3,
            () => return None,
        };
        // "Niger" before "Nigeria".
        Some((rank, name.chars().count()))
    };
    let fitting = codes
        .iter()
        .filter_map(|known| Some((rank(known)?, *known)));
    let mut fitting: Vec<_> = fitting.collect();
    fitting.sort_by_key(|(rank, _)| *rank);
    fitting
        .into_iter()
        .take(most)
        .map(|(_, known)| known)
        .collect()
}

#[cfg(test)]
mod completion_tests {
    use super::*;

    fn check(codes: &[CodeName], typed: &str, expected: &[&str]) {
        let found = complete(codes, typed, 4);
        let found: Vec<_> = found.iter().map(|known| known.code).collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn what_is_typed_finds_codes_by_code_and_by_name() {
        check(countries(), "ni", &["NER", "NGA", "NIC"]);
        check(countries(), "nige", &["NER", "NGA"]);
        check(countries(), "NGA", &["NGA"]);
        check(countries(), "nations", &["UNO"]);
        check(sectors(), "gov", &["GOV", "PRM"]);
        check(sectors(), "mil", &["MIL"]);
        check(sectors(), "protest", &["CVL"]);
        check(sectors(), "", &[]);
        check(sectors(), "xyz", &[]);
    }
}
