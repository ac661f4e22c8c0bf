//! The lists from which codes are read.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

static SECTORS: &str = include_str!("../../../assets/lexicons/actors/sectors.txt");
static KNOWN: &str = include_str!("../../../assets/lexicons/actors/known_actors.txt");
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// What a word says of the sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// It decides.
    Head,
    /// It decides where nothing beside it does.
    Light,
    /// It counts before such a word only.
    Modifier,
    /// People of somebody's family.
    Family,
}

/// A word for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub weight: Weight,
    /// Nothing where the words are of no sector.
    pub sector: Option<&'static str>,
    lower_only: bool,
}

/// An actor that is known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub country: &'static str,
    pub sector: Option<&'static str>,
}

/// What becomes of a country's code or the name of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fold {
    pub country: &'static str,
    /// Whether it is a breakaway region.
    pub breakaway: bool,
}

struct Lexicon {
    roles: HashMap<Box<str>, Role, RandomState>,
    /// The most words of a role.
    longest_role: usize,
    known: HashMap<Box<str>, Known, RandomState>,
    longest_known: usize,
    folds: HashMap<&'static str, Fold, RandomState>,
}

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Self {
            roles: HashMap::default(),
            longest_role: 1,
            known: HashMap::default(),
            longest_known: 1,
            folds: HashMap::default(),
        };
        lexicon.read_roles();
        lexicon.read_known();
        lexicon
    }

    fn read_roles(&mut self) {
        let mut section = None;
        for line in lines(SECTORS) {
            let (sign, code) = line.split_at(line.len().min(2));
            let weight = match sign {
                "= " | "! " => Some(Weight::Head),
                "~ " => Some(Weight::Light),
                "+ " => Some(Weight::Modifier),
                "@ " => Some(Weight::Family),
                _ => None,
            };
            if let Some(weight) = weight {
                section = Some((weight, (code != "-").then_some(code)));
                continue;
            }
            let Some((weight, sector)) = section else {
                continue;
            };
            for word in line.split(';').map(str::trim) {
                let lower_only = word.starts_with('^');
                let word = word.trim_start_matches('^');
                let role = Role {
                    weight,
                    sector,
                    lower_only,
                };
                self.longest_role = self.longest_role.max(1 + word.matches(' ').count());
                for form in forms(word) {
                    // What is written down goes before a plural that is made.
                    self.roles.entry(form.into()).or_insert(role);
                }
                self.roles.insert(word.into(), role);
            }
        }
    }

    fn read_known(&mut self) {
        for line in lines(KNOWN) {
            let Some((codes, names)) = line.split_once(": ") else {
                continue;
            };
            let Some((first, second)) = codes.split_once(' ') else {
                continue;
            };
            for name in names.split(';').map(str::trim) {
                match first {
                    "fold" | "pre" => {
                        let fold = Fold {
                            country: second,
                            breakaway: first == "pre",
                        };
                        self.folds.insert(name, fold);
                    }
                    country => {
                        let known = Known {
                            country,
                            sector: (second != "-").then_some(second),
                        };
                        let key = spelled(name);
                        self.longest_known = self.longest_known.max(1 + key.matches(' ').count());
                        self.known.insert(key.into(), known);
                    }
                }
            }
        }
    }
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = list.lines().map(str::trim_end);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The plurals that a word may have.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![format!("{word}s")];
    if let Some(stem) = word.strip_suffix('y') {
        forms.push(format!("{stem}ies"));
    }
    if let Some(stem) = word.strip_suffix("man") {
        forms.push(format!("{stem}men"));
    }
    if let Some(stem) = word.strip_suffix("person") {
        forms.push(format!("{stem}people"));
    }
    if let Some(stem) = word.strip_suffix("thief") {
        forms.push(format!("{stem}thieves"));
    }
    if let Some(stem) = word.strip_suffix("child") {
        forms.push(format!("{stem}children"));
    }
    if word.ends_with(['s', 'x', 'h']) {
        forms.push(format!("{word}es"));
    }
    // "heads of state", "members of parliament"
    if let Some((first, rest)) = word.split_once(" of ") {
        forms.push(format!("{first}s of {rest}"));
    }
    forms
}

/// A name as names are compared: points left out, hyphens as blanks, apostrophes one way.
pub(super) fn spelled(name: &str) -> String {
    let characters = name.chars().filter(|c| *c != '.' && *c != '+');
    let plain = characters.map(|c| match c {
        '-' | '‐' | '‑' => ' ',
        '’' => '\'',
        c => c,
    });
    plain.collect()
}

/// The role that words name, in lower case with blanks between them. `capital` is whether the
/// first has a capital.
pub(super) fn role(words: &str, capital: bool) -> Option<Role> {
    let role = LEXICON.roles.get(words).copied();
    role.filter(|role| !(role.lower_only && capital))
}

/// The actor of a name, see [`spelled`].
pub(super) fn known(name: &str) -> Option<Known> {
    LEXICON.known.get(name).copied()
}

/// What becomes of a country's code, or of the name of a region.
pub(super) fn fold(name: &str) -> Option<Fold> {
    LEXICON.folds.get(name).copied()
}

/// The most words of a role, and of a known name.
pub(super) fn longest() -> (usize, usize) {
    (LEXICON.longest_role, LEXICON.longest_known)
}

#[cfg(test)]
mod tests {
    use super::super::plover;
    use super::*;

    #[test]
    fn every_code_of_the_lists_is_one_of_plover() {
        for (words, role) in &LEXICON.roles {
            let sector = role.sector;
            let known = sector.is_none_or(|code| plover::sector_in_words(code).is_some());
            assert!(known, "{words}: {sector:?}");
        }
        for (name, known) in &LEXICON.known {
            assert!(plover::country_in_words(known.country).is_some(), "{name}");
            let sector = known.sector;
            let is_one = sector.is_none_or(|code| plover::sector_in_words(code).is_some());
            assert!(is_one, "{name}: {sector:?}");
        }
        for (name, fold) in &LEXICON.folds {
            assert!(plover::country_in_words(fold.country).is_some(), "{name}");
        }
    }

    #[test]
    fn no_word_stands_in_the_lists_twice() {
        let mut seen = std::collections::HashSet::new();
        let sections = ["= ", "~ ", "+ ", "! ", "@ "];
        let words = lines(SECTORS).filter(|l| !sections.iter().any(|s| l.starts_with(s)));
        for word in words.flat_map(|line| line.split(';').map(str::trim)) {
            assert!(!word.is_empty() && seen.insert(word), "{word:?}");
        }
        let mut seen = std::collections::HashSet::new();
        let names = lines(KNOWN).filter_map(|line| line.split_once(": "));
        for name in names.flat_map(|(_, names)| names.split(';').map(str::trim)) {
            assert!(!name.is_empty() && seen.insert(name), "{name:?}");
        }
    }

    #[test]
    fn plurals_are_made() {
        for (word, sector) in [
            ("policemen", Some("COP")),
            ("spies", Some("SPY")),
            ("heads of state", Some("GOV")),
            ("displaced people", Some("REF")),
            ("businesses", Some("BUS")),
            ("prime ministers", Some("GOV")),
            ("security forces", None),
        ] {
            let role = role(word, false).expect(word);
            assert_eq!(role.sector, sector, "{word}");
        }
        assert_eq!(role("union", true), None);
    }
}
