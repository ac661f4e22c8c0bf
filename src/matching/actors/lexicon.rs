//! What single words and known names tell of actors.
//!
//! The lists lie in `assets/lexicons/actors`, each with its source and licence. They are read
//! once; nothing here looks at context.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use foldhash::fast::RandomState;

/// The text of one list.
macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../../assets/lexicons/actors/", $name, ".txt"))
    };
}

/// What lists say of a word: a set of bits.
pub(in crate::matching) type Traits = u32;

pub(in crate::matching) const GIVEN_NAME: Traits = 1;
pub(in crate::matching) const OFFICE: Traits = 1 << 1;
/// A form of address or short rank, never an actor alone.
pub(in crate::matching) const ADDRESS: Traits = 1 << 2;
pub(in crate::matching) const OFFICE_MODIFIER: Traits = 1 << 3;
/// A field of government or public life: `foreign`, `health`.
pub(in crate::matching) const FIELD: Traits = 1 << 4;
/// A noun that names a kind of organisation: `ministry`, `party`.
pub(in crate::matching) const HEAD: Traits = 1 << 5;
pub(in crate::matching) const FIRM_SUFFIX: Traits = 1 << 6;
pub(in crate::matching) const ROLE: Traits = 1 << 7;
/// A role noun that is an actor with nothing before it: `rebels`.
pub(in crate::matching) const COMMON_ACTOR: Traits = 1 << 8;
pub(in crate::matching) const ROLE_MODIFIER: Traits = 1 << 9;
/// A verb of saying or acting.
pub(in crate::matching) const ACTS: Traits = 1 << 10;
/// A verb of saying that may also stand before its subject.
pub(in crate::matching) const SAYS: Traits = 1 << 11;
/// An ordinary word: no name, whatever its first letter.
pub(in crate::matching) const ORDINARY: Traits = 1 << 12;
/// Ends the name of something that does not act: `war`, `prize`.
pub(in crate::matching) const NO_ACTOR: Traits = 1 << 13;
/// Ends the name of a place or building.
pub(in crate::matching) const PLACE_HEAD: Traits = 1 << 14;
pub(in crate::matching) const NATIONALITY: Traits = 1 << 15;
/// A people in the plural: `Syrians`.
pub(in crate::matching) const PEOPLE: Traits = 1 << 16;
pub(in crate::matching) const PARTICLE: Traits = 1 << 17;

/// Part of the name of a place, by the gazetteer; of a country.
pub(in crate::matching) const PLACE: Traits = 1 << 18;
pub(in crate::matching) const COUNTRY: Traits = 1 << 19;

/// An everyday noun or adjective, which a capital makes no name at the start of a sentence.
pub(in crate::matching) const EVERYDAY: Traits = 1 << 20;

/// A noun that opens the name of an organisation before `for`, `against` or `without`.
pub(super) const OPENS_BODY: Traits = 1 << 21;
/// An ordinary word that is a common surname behind a first name: `Young`, `West`.
pub(super) const SURNAME: Traits = 1 << 22;
/// A verb whose object is mostly a person: `succeeded`.
pub(super) const TAKES_PEOPLE: Traits = 1 << 23;
/// What mostly people have: `wife`, `resignation`.
pub(super) const BELONGS: Traits = 1 << 24;
/// A participle before `by`, with the one who did it behind: `led`.
pub(super) const DONE_BY: Traits = 1 << 25;

/// The lists whose words count in any case, and those that count only with a capital.
const LISTS: &[(&str, Traits)] = &[
    (list!("titles"), OFFICE),
    (list!("address"), ADDRESS),
    (list!("office_modifiers"), OFFICE_MODIFIER),
    (list!("fields"), FIELD),
    (list!("heads"), HEAD),
    (list!("firm_suffixes"), FIRM_SUFFIX),
    (list!("roles"), ROLE),
    (list!("common_actors"), COMMON_ACTOR),
    (list!("role_modifiers"), ROLE_MODIFIER),
    (list!("speech"), ACTS),
    (list!("saying"), SAYS),
    (list!("ordinary"), ORDINARY),
    (list!("no_actor_heads"), NO_ACTOR),
    (list!("place_heads"), PLACE_HEAD),
    (list!("demonyms"), NATIONALITY),
    (list!("peoples"), PEOPLE),
    (list!("particles"), PARTICLE),
    (list!("nouns"), EVERYDAY),
    (list!("given_names"), GIVEN_NAME),
    (list!("opening_nouns"), OPENS_BODY),
    (list!("ordinary_surnames"), SURNAME),
    (list!("takes_people"), TAKES_PEOPLE),
    (list!("belongs"), BELONGS),
    (list!("done_by"), DONE_BY),
];

/// Traits that a word has only when it is written with a capital.
const PROPER: Traits = GIVEN_NAME | NATIONALITY | PEOPLE | OPENS_BODY | SURNAME;

struct Lexicon {
    traits: HashMap<Box<str>, Traits, RandomState>,
    /// Longest first, by the first word.
    organisations: HashMap<&'static str, Vec<&'static str>, RandomState>,
    acronyms: HashSet<&'static str, RandomState>,
    no_acronyms: HashSet<&'static str, RandomState>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
}

fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    lines(list).flat_map(str::split_whitespace)
}

/// The part of a name by which it is looked up: up to the first character that may end a token.
fn first_word(name: &str) -> &str {
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '&' | '!'));
    &name[..end.unwrap_or(name.len())]
}

impl Lexicon {
    fn load() -> Self {
        let mut traits = HashMap::with_capacity_and_hasher(24_000, RandomState::default());
        for (list, bit) in LISTS {
            for word in words(list) {
                *traits
                    .entry(Box::<str>::from(word.to_lowercase()))
                    .or_default() |= bit;
            }
        }
        let mut organisations: HashMap<&str, Vec<&str>, RandomState> = HashMap::default();
        for name in lines(list!("organisations")) {
            organisations
                .entry(first_word(name))
                .or_default()
                .push(name);
        }
        for names in organisations.values_mut() {
            names.sort_by_key(|n| std::cmp::Reverse(n.len()));
        }
        Self {
            traits,
            organisations,
            acronyms: words(list!("acronyms")).collect(),
            no_acronyms: words(list!("no_acronyms")).collect(),
        }
    }
}

/// The traits of a word. `lower` is the word in lower case.
pub(in crate::matching) fn traits(lower: &str, capital: bool) -> Traits {
    let all = LEXICON.traits.get(lower).copied().unwrap_or_default();
    if capital { all } else { without_capital(all) }
}

/// What is left of a word's traits when it is written without a capital.
pub(super) fn without_capital(traits: Traits) -> Traits {
    traits & !PROPER
}

/// Whether a listed organisation begins with this word.
pub(super) fn begins_organisation(word: &str) -> bool {
    LEXICON.organisations.contains_key(first_word(word))
}

/// The longest known organisation that begins with `word` and is a prefix of `text`, if nothing
/// of a word follows it.
pub(super) fn organisation(word: &str, text: &str) -> Option<&'static str> {
    let names = LEXICON.organisations.get(first_word(word))?;
    names.iter().copied().find(|name| {
        text.strip_prefix(name)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    })
}

/// Whether letters in capitals are known to stand for an organisation; points are ignored.
pub(super) fn is_acronym(word: &str) -> bool {
    LEXICON.acronyms.contains(word)
        || word.contains('.') && LEXICON.acronyms.contains(word.replace('.', "").as_str())
}

/// Whether letters in capitals are known to stand for something else.
pub(super) fn is_no_acronym(word: &str) -> bool {
    LEXICON.no_acronyms.contains(word)
        || word.contains('.') && LEXICON.no_acronyms.contains(word.replace('.', "").as_str())
}
