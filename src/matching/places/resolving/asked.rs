//! What a span asks the gazetteer: its words, cut down to names, with what the cut words say.

use crate::annotation::Precision;

/// A kind of place that words name, as far as it tells candidates apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    Country,
    /// A first-level division, or any.
    Province,
    /// A second-level one, or any.
    District,
    City,
    Water,
    Mountain,
}

impl Hint {
    /// As reasons name it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::District => "district",
            Self::City => "city",
            Self::Water => "water",
            Self::Mountain => "mountain",
        }
    }

    /// What a noun, in lower case, says of the name beside it.
    pub(super) fn of(noun: &str) -> Option<Self> {
        Some(match noun {
            "country" | "nation" | "republic" => Self::Country,
            "province" | "region" | "state" | "governorate" | "oblast" | "prefecture"
            | "territory" | "emirate" | "canton" | "provinces" | "states" | "regions"
            | "department" => Self::Province,
            "district" | "county" | "counties" | "districts" | "regency" | "parish" | "raion"
            | "subdistrict" | "borough" | "shire" => Self::District,
            "city" | "town" | "village" | "suburb" | "capital" | "hamlet" | "township" | "port"
            | "municipality" | "settlement" | "metropolis" | "cities" | "towns" | "villages"
            | "neighbourhood" | "neighborhood" | "resort" | "commune" | "downtown" => Self::City,
            "river" | "lake" | "sea" | "ocean" | "gulf" | "strait" | "bay" | "canal" => Self::Water,
            "mountain" | "mountains" | "mount" | "desert" | "range" | "volcano" => Self::Mountain,
            _ => return None,
        })
    }
}

/// How what a span means lies to the place that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The place itself.
    Whole,
    /// A part of it: "northern Nigeria".
    Some,
    /// Something in it: "Kano airport".
    Inside,
    /// Beside it: "the outskirts of Kano".
    Beside,
}

impl Part {
    /// How exactly such a part of a place is known.
    pub(super) fn of(self, whole: Precision) -> Precision {
        use Precision::{City, Country, District, NearCity, Province, SubCity};
        match (self, whole) {
            (Self::Some | Self::Beside, Country) => Province,
            (Self::Some | Self::Beside, Province) => District,
            (Self::Some | Self::Inside, City) => SubCity,
            (Self::Beside, City) => NearCity,
            (_, whole) => whole,
        }
    }
}

/// A name to look up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Asked<'t> {
    pub name: &'t str,
    pub hint: Option<Hint>,
    pub part: Part,
}

const DIRECTIONS: &[&str] = &[
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "north",
    "south",
    "east",
    "west",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "north-eastern",
    "north-western",
    "south-eastern",
    "south-western",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "upper",
    "lower",
    "coastal",
    "rural",
    "mainland",
    "downtown",
    "mid",
    "inner",
    "outer",
    "greater",
    "occupied",
    "upstate",
    "metropolitan",
    "far",
    "deep",
    "northernmost",
    "southernmost",
    "easternmost",
    "westernmost",
];

/// Before a name, beside directions: what has these in its midst or around it.
const AROUND: &[&str] = &[
    "valley",
    "area",
    "delta",
    "island",
    "islands",
    "peninsula",
    "coast",
    "basin",
    "border",
    "plain",
    "plains",
    "countryside",
    "hills",
    "metro",
    "suburbs",
    "outskirts",
];

/// Behind a name: what stands in it.
const FACILITIES: &[&str] = &[
    "hall",
    "plaza",
    "parliament",
    "court",
    "library",
    "theatre",
    "theater",
    "arena",
    "terminal",
    "street",
    "avenue",
    "road",
    "zone",
    "monastery",
    "temple",
    "shrine",
    "factory",
    "airport",
    "hospital",
    "university",
    "station",
    "square",
    "prison",
    "harbour",
    "harbor",
    "stadium",
    "embassy",
    "camp",
    "base",
    "school",
    "college",
    "church",
    "mosque",
    "cathedral",
    "park",
    "bridge",
    "market",
    "barracks",
    "checkpoint",
    "crossing",
    "airfield",
    "airbase",
    "zoo",
    "mall",
    "hotel",
    "museum",
    "courthouse",
    "beach",
    "palace",
    "castle",
    "dam",
    "refinery",
    "plant",
    "mine",
    "centre",
    "center",
    "cemetery",
    "international",
    "general",
    "military",
    "refugee",
    "central",
    "air",
    "regional",
    "national",
    "army",
    "naval",
    "high",
    "medical",
];

/// So many readings of a span are looked up.
const MOST: usize = 8;

/// The names that the words of a span may mean, the likeliest first.
pub(super) fn names(words: &str) -> Vec<Asked<'_>> {
    let mut list = Vec::with_capacity(4);
    let whole = Asked {
        name: words,
        hint: None,
        part: Part::Whole,
    };
    ask(whole, &mut list);
    list
}

/// Adds a reading and those that follow from cutting words off it.
fn ask<'t>(asked: Asked<'t>, list: &mut Vec<Asked<'t>>) {
    let words = trim(asked.name);
    if words.is_empty() || list.len() == MOST || list.iter().any(|a| a.name == words) {
        return;
    }
    list.push(Asked {
        name: words,
        ..asked
    });
    // "Mobile, Alabama": what stands behind the comma is read as what stands behind the span.
    if let Some((name, _)) = words.split_once([',', '(']) {
        ask(Asked { name, ..asked }, list);
        return;
    }
    let cut = |name, hint: Option<Hint>, part| Asked {
        name,
        hint: hint.or(asked.hint),
        part,
    };
    if let Some((noun, name)) = words.split_once(" of ") {
        let name = name.strip_prefix("the ").unwrap_or(name);
        let noun = noun.rsplit(' ').next().unwrap_or(noun).to_lowercase();
        match noun.as_str() {
            "outskirts" | "suburbs" | "vicinity" | "edge" | "environs" => {
                ask(cut(name, None, Part::Beside), list);
            }
            "south" | "north" | "east" | "west" | "coast" | "parts" | "part" | "interior" => {
                ask(cut(name, None, Part::Some), list);
            }
            noun => {
                if let Some(hint) = Hint::of(noun) {
                    ask(cut(name, Some(hint), asked.part), list);
                }
            }
        }
    }
    if let Some((first, rest)) = words.split_once(char::is_whitespace) {
        let low = first.to_lowercase();
        match low.as_str() {
            "the" | "a" => ask(cut(rest, None, asked.part), list),
            "lake" | "river" => ask(cut(rest, Some(Hint::Water), asked.part), list),
            "mount" | "mt" | "mt." => ask(cut(rest, Some(Hint::Mountain), asked.part), list),
            "downtown" => ask(cut(rest, Some(Hint::City), Part::Inside), list),
            low if DIRECTIONS.contains(&low) && !is_common(rest) => {
                ask(cut(rest, None, Part::Some), list);
            }
            _ => {}
        }
    }
    if let Some((rest, last)) = words.rsplit_once(char::is_whitespace) {
        let low = last.to_lowercase();
        let low = low.as_str();
        if let Some(hint) = Hint::of(low) {
            ask(cut(rest, Some(hint), asked.part), list);
        } else if AROUND.contains(&low) {
            ask(cut(rest, None, Part::Some), list);
        } else if FACILITIES.contains(&low) {
            ask(cut(rest, Some(Hint::City), Part::Inside), list);
        }
    }
}

fn trim(words: &str) -> &str {
    let words = words.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | ':' | '“' | '”' | '"' | '(' | ')' | '’' | '\''
            )
    });
    let words = words
        .strip_suffix("’s")
        .or_else(|| words.strip_suffix("'s"))
        .unwrap_or(words);
    words.trim()
}

/// Whether words are directions and kinds alone: "Eastern Province" names nothing by itself.
fn is_common(words: &str) -> bool {
    words.split_whitespace().all(|word| {
        let low = word.to_lowercase();
        DIRECTIONS.contains(&low.as_str()) || Hint::of(&low).is_some()
    })
}

/// Whether a word, written with a capital, names the kind of the place before it.
pub(super) fn is_kind(word: &str) -> bool {
    Hint::of(&word.to_lowercase()).is_some()
}

/// Whether a word, in lower case, says which part of a place is meant.
pub(super) fn is_direction(word: &str) -> bool {
    DIRECTIONS.contains(&word)
}
