//! Words for the people of a place: "Nigerien", "Syrians", "Kurdish", "Western".

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use super::gazetteer::Gazetteer;
use super::place::Country;
use crate::matching::Reading;
use crate::text::{Token, TokenKind};

static TABLE: &str = include_str!("../../../assets/gazetteer/demonyms.tsv");
static BUILT_IN: LazyLock<Demonyms> = LazyLock::new(|| Demonyms::read(TABLE));

/// What a demonym belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemonymKind {
    /// "Nigerien", "Palestinian".
    Country,
    /// "European", "Western", "Catalan".
    Region,
    /// "Kurdish", "Tuareg".
    People,
    /// "Sunni", "Jewish".
    Religion,
}

/// A word for the people of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demonym {
    pub kind: DemonymKind,
    /// Of [`DemonymKind::Country`].
    pub country: Option<Country>,
    /// The place or people: `Niger`, `Europe`, `Kurds`.
    pub of: &'static str,
    /// Whether the form names people ("Syrians", "Frenchman"); otherwise it is an adjective, which
    /// many languages' news also uses for one person.
    pub people: bool,
}

struct Demonyms {
    /// By the words themselves. The first of two countries ("Congolese") counts.
    words: HashMap<&'static str, Demonym, RandomState>,
    /// First words of those of two words and more.
    openers: HashMap<&'static str, usize, RandomState>,
}

impl Demonyms {
    fn read(table: &'static str) -> Self {
        let mut words = HashMap::default();
        let mut openers = HashMap::default();
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(word), Some(kind), Some(of), Some(form)) =
                (fields.next(), fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let country = (kind == "country")
                .then(|| Gazetteer::built_in().country(of))
                .flatten();
            let demonym = Demonym {
                kind: match kind {
                    "country" => DemonymKind::Country,
                    "region" => DemonymKind::Region,
                    "people" => DemonymKind::People,
                    _ => DemonymKind::Religion,
                },
                country,
                of: country.map_or(of, |c| c.name),
                people: form == "people",
            };
            words.entry(word).or_insert(demonym);
            if let Some((first, rest)) = word.split_once([' ', '-']) {
                let more = 1 + rest.matches([' ', '-']).count();
                let longest = openers.entry(first).or_insert(0);
                *longest = more.max(*longest);
            }
        }
        Self { words, openers }
    }
}

impl Gazetteer {
    /// What a word (or words, one blank between them) says of people: "Nigerien", "Syrians",
    /// "South Korean". Capitals matter: "polish" is none. In capitals all through, it is read as
    /// a headline writes it.
    #[must_use]
    pub fn demonym(&self, word: &str) -> Option<Demonym> {
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        if let Some(found) = BUILT_IN.words.get(word) {
            return Some(*found);
        }
        if word.len() > 3 && word.bytes().all(|b| b.is_ascii_uppercase()) {
            let capitalised = word[..1].to_owned() + &word[1..].to_ascii_lowercase();
            return BUILT_IN.words.get(capitalised.as_str()).copied();
        }
        None
    }

    /// Whether a word for people may begin with this word.
    pub(super) fn begins_demonym(&self, word: &str) -> bool {
        self.demonym(word).is_some() || BUILT_IN.openers.contains_key(word.trim_end_matches('.'))
    }

    /// The longest demonym that begins with token `i`, and how many tokens it takes.
    #[must_use]
    pub fn demonym_at(
        &self,
        reading: &Reading<'_>,
        tokens: &[Token],
        i: usize,
    ) -> Option<(usize, Demonym)> {
        let first = tokens
            .get(i)
            .filter(|t| t.kind == TokenKind::Word && t.capital)?;
        let word = reading.word(first);
        if let Some(&more) = BUILT_IN.openers.get(word.trim_end_matches('.')) {
            // Joined with a hyphen the words are three tokens.
            let furthest = (i + 2 * more).min(tokens.len() - 1);
            for last in (i + 1..=furthest).rev() {
                let range =
                    crate::text::ByteRange::new(first.start as usize, tokens[last].end as usize);
                if let Some(found) = BUILT_IN.words.get(reading.quote(range)) {
                    return Some((last - i + 1, *found));
                }
            }
        }
        self.demonym(word).map(|found| (1, found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Article;

    fn of(word: &str) -> Option<(&'static str, bool)> {
        let found = Gazetteer::built_in().demonym(word)?;
        Some((found.country.map_or(found.of, |c| c.iso3), found.people))
    }

    #[test]
    fn demonyms_tell_their_country_or_people() {
        assert_eq!(of("Nigerien"), Some(("NER", false)));
        assert_eq!(of("Nigerian"), Some(("NGA", false)));
        assert_eq!(of("French"), Some(("FRA", false)));
        assert_eq!(of("Syrians"), Some(("SYR", true)));
        assert_eq!(of("Danes"), Some(("DNK", true)));
        assert_eq!(of("Kurdish"), Some(("Kurds", false)));
        assert_eq!(of("Western"), Some(("the West", false)));
        assert_eq!(of("SYRIAN"), Some(("SYR", false)));
    }

    #[test]
    fn other_words_are_no_demonyms() {
        for word in [
            "polish", "Niger", "turkey", "", "é", "Éa", "Dutchs", "Frenchs",
        ] {
            assert_eq!(of(word), None, "{word}");
        }
    }

    #[test]
    fn demonyms_of_two_words_are_found_whole() {
        for (text, tokens) in [
            ("South Korean troops", 2),
            ("South Sudanese army", 2),
            ("Bosnian Serb forces", 2),
            ("African-American voters", 3),
            ("New York", 0),
            ("Iraqi forces", 1),
        ] {
            let article = Article::from_text("a.txt", text);
            let reading = Reading::new(&article);
            let found = Gazetteer::built_in().demonym_at(&reading, reading.tokens(0), 0);
            assert_eq!(found.map_or(0, |f| f.0), tokens, "{text}");
        }
    }
}
