//! What stands around a name and says where it lies: "Mobile, Alabama", "Paris in Texas",
//! "the Syrian city of X", "Iraq’s Mosul".
//!
//! Looks a few words to either side within the sentence, never at the article.

use super::asked::{self, Hint, Part};
use crate::annotation::distance_km;
use crate::matching::places::{Country, Gazetteer, Place, PlaceKind};
use crate::text::ByteRange;

/// So many bytes are looked at on either side.
const REACH: usize = 120;
/// So many places of a container's name are held against a candidate.
const MOST: usize = 24;

/// Words between a name and what says where it lies: "the **besieged** Syrian city **of** X".
const BETWEEN: &[&str] = &[
    "of",
    "the",
    "a",
    "an",
    "in",
    "small",
    "border",
    "remote",
    "nearby",
    "besieged",
    "main",
    "largest",
    "second",
    "ancient",
    "historic",
    "mining",
    "industrial",
    "market",
    "oil-rich",
    "strategic",
    "commercial",
    "called",
    "named",
    "known",
    "as",
    "key",
    "from",
];

/// Words before a name by which something lies beside it: "near X", "20 km from X".
const BESIDE: &[&str] = &[
    "near",
    "outside",
    "around",
    "outskirts",
    "suburbs",
    "km",
    "kilometres",
    "kilometers",
    "miles",
    "vicinity",
];

/// A place within which the name lies, as the words beside it name it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Container {
    /// As it is written.
    pub words: String,
    /// The places of that name, the most prominent first; empty for a people.
    pub places: Vec<Place>,
    /// The country whose people is named: "Syrian".
    pub country: Option<Country>,
}

impl Container {
    /// Whether a place lies in some place of the name. Itself it does not contain.
    pub(super) fn contains(&self, place: &Place) -> bool {
        if let Some(country) = self.country {
            return place.country == Some(country);
        }
        self.places.iter().any(|outer| lies_in(place, outer))
    }
}

/// Whether `place` lies in `outer`, as far as the gazetteer tells.
pub(super) fn lies_in(place: &Place, outer: &Place) -> bool {
    if place.geonameid.is_some() && place.geonameid == outer.geonameid {
        return false;
    }
    let same_country = place.country.is_some() && place.country == outer.country;
    match outer.kind {
        PlaceKind::Country => same_country && !place.is_country(),
        PlaceKind::Region if !outer.is_second_level() => {
            same_country
                && place.region_number == outer.region_number
                && (place.region_number > 0)
                && (place.kind != PlaceKind::Region || place.is_second_level())
        }
        PlaceKind::Region => {
            same_country && place.region_number == outer.region_number && near(place, outer, 120.0)
        }
        PlaceKind::City | PlaceKind::Capital => {
            same_country && place.population < outer.population && near(place, outer, 60.0)
        }
        PlaceKind::Area if outer.country.is_some() => same_country && near(place, outer, 500.0),
        PlaceKind::Area | PlaceKind::Water | PlaceKind::Mountain => false,
    }
}

/// Whether two places are no further apart than so many kilometres.
pub(super) fn near(a: &Place, b: &Place, km: f64) -> bool {
    distance(a, b).is_some_and(|apart| apart <= km)
}

/// Kilometres between two places, where both have a point.
pub(super) fn distance(a: &Place, b: &Place) -> Option<f64> {
    let point = |p: &Place| p.coordinates.map(|(n, e)| (f64::from(n), f64::from(e)));
    Some(distance_km(point(a)?, point(b)?))
}

/// What stands around a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Surroundings {
    /// Where it lies, what stands nearest first.
    pub inside: Vec<Container>,
    /// A place before it that may lie in it: "Mobile, [Alabama]".
    pub holds: Option<Container>,
    pub hint: Option<Hint>,
    /// Whether it stands in a row of names of one kind: "Ohio, Iowa and Georgia".
    pub beside: Option<Container>,
    pub part: Option<Part>,
}

impl Surroundings {
    /// Reads what stands around a range. Costs its neighbourhood.
    pub(super) fn read(text: &str, range: ByteRange) -> Self {
        let mut read = Self::default();
        let sentence = sentence_of(text, range);
        let before = &text[sentence.start..range.start];
        let behind = &text[range.end..sentence.end];
        let inside = &text[range.as_range()];
        // A span that holds its container itself: "Mobile, Alabama".
        if let Some((_, rest)) = inside.split_once(',') {
            read.containers_behind(&format!(",{rest}"));
        } else if let Some((_, rest)) = inside.split_once(" in ") {
            read.containers_behind(&format!(" in {rest}"));
        }
        read.containers_behind(behind);
        read.before(before);
        read
    }

    /// ", Alabama", " in Texas", " (Iraq)", " province".
    fn containers_behind(&mut self, behind: &str) {
        let mut rest = behind;
        let first = rest.trim_start().split(|c: char| !c.is_alphabetic()).next();
        if rest.starts_with(' ')
            && let Some(noun) = first
            && noun.starts_with(char::is_lowercase)
            && let Some(hint) = Hint::of(noun)
        {
            self.hint = self.hint.or(Some(hint));
            rest = &rest.trim_start()[noun.len()..];
        }
        for _ in 0..3 {
            let Some((name, comma)) = container_behind(rest) else {
                break;
            };
            let Some((found, used)) = name_at(name) else {
                break;
            };
            // "in Paris, London and Berlin" is a row, no nesting; that decides the gazetteer.
            let row = comma && after_row(&name[used..]);
            let container = Container {
                words: name[..used].to_owned(),
                places: found,
                country: None,
            };
            if row || self.beside.is_some() {
                self.beside.get_or_insert(container);
            } else {
                self.inside.push(container);
            }
            rest = &name[used..];
        }
    }

    /// "the Syrian city of", "Iraq’s", "the Texas town of", "Mobile, ".
    fn before(&mut self, before: &str) {
        let trimmed = before.trim_end();
        if let Some(list) = trimmed.strip_suffix(',') {
            if let Some((words, places)) = name_before(list) {
                self.holds = Some(Container {
                    words,
                    places,
                    country: None,
                });
            }
            return;
        }
        if trimmed.len() == before.len() && !before.is_empty() && !before.ends_with('(') {
            return;
        }
        let mut rest = trimmed;
        for step in 0..8 {
            let start = rest.rfind(char::is_whitespace).map_or(0, |at| {
                at + rest[at..].chars().next().map_or(1, char::len_utf8)
            });
            let word = &rest[start..];
            if word.is_empty() || word.ends_with([',', ';', ':', ')', '”', '.']) && !is_short(word)
            {
                break;
            }
            let low = word.to_lowercase();
            if step == 0 && matches!(low.as_str(), "and" | "or" | "&") {
                if let Some((words, places)) =
                    name_before(rest[..start].trim_end().trim_end_matches(','))
                {
                    self.beside.get_or_insert(Container {
                        words,
                        places,
                        country: None,
                    });
                }
                break;
            }
            if let Some(hint) = Hint::of(&low) {
                // "the city of X", "Syrian city X".
                if self.hint.is_none() && word.starts_with(char::is_lowercase) {
                    self.hint = Some(hint);
                }
            } else if low == "in" && step > 0 {
                break;
            } else if BESIDE.contains(&low.as_str()) {
                self.part = Some(Part::Beside);
                break;
            } else if BETWEEN.contains(&low.as_str()) || asked::is_direction(&low) {
                // It goes on before this.
            } else {
                self.people_or_place(rest, word, step);
                break;
            }
            rest = rest[..start].trim_end();
        }
    }

    /// The word, with one or two before it, as a people ("Syrian") or a place ("Texas", "Iraq’s").
    fn people_or_place(&mut self, rest: &str, word: &str, step: usize) {
        let gazetteer = Gazetteer::built_in();
        let owned = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s"));
        // A name that follows at once is another name: "Texas Rangers" or "New York Paris".
        if step == 0 && owned.is_none() && gazetteer.demonym(word).is_none() {
            return;
        }
        for words in [3, 2, 1] {
            let Some(from) = last_words(rest, words) else {
                continue;
            };
            let name = rest[from..].trim_end_matches("’s").trim_end_matches("'s");
            if !name.starts_with(char::is_uppercase) {
                continue;
            }
            if let Some(demonym) = gazetteer.demonym(name) {
                if let Some(country) = demonym.country {
                    self.inside.push(Container {
                        words: name.to_owned(),
                        places: Vec::new(),
                        country: Some(country),
                    });
                }
                return;
            }
            let places: Vec<Place> = gazetteer.all_named(name).take(MOST).collect();
            if !places.is_empty() {
                self.inside.push(Container {
                    words: name.to_owned(),
                    places,
                    country: None,
                });
                return;
            }
        }
    }
}

fn is_short(word: &str) -> bool {
    word.ends_with('.') && word.len() <= 4
}

/// The sentence around a range, at most [`REACH`] bytes to either side.
fn sentence_of(text: &str, range: ByteRange) -> ByteRange {
    let from = text.floor_char_boundary(range.start.saturating_sub(REACH));
    let to = text.ceil_char_boundary((range.end + REACH).min(text.len()));
    let before = &text[from..range.start];
    let start = before
        .rfind(['\n', '!', '?', ';'])
        .map_or(from, |at| from + at + 1);
    // A point ends a sentence where a capital follows a blank and no short word precedes.
    let start = text[start..range.start]
        .match_indices(". ")
        .filter(|(at, _)| !is_short(text[start..start + at + 1].rsplit(' ').next().unwrap_or("")))
        .last()
        .map_or(start, |(at, _)| start + at + 2);
    let behind = &text[range.end..to];
    let end = behind
        .find(['\n', '!', '?', ';', ':'])
        .map_or(to, |at| range.end + at);
    ByteRange::new(start, end.max(range.end))
}

/// What stands behind ", ", " in ", " (" and the like, from there on, and whether behind a comma.
fn container_behind(rest: &str) -> Option<(&str, bool)> {
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let links = [
        ", located in ",
        " located in ",
        ", in the ",
        ", in ",
        ", the ",
        ", near ",
        ", ",
        " (",
        " in the ",
        " in ",
        " of ",
        " - ",
        " – ",
    ];
    for link in links {
        if let Some(name) = rest.strip_prefix(link) {
            let name = name.trim_start();
            let name = skip_words(name);
            let comma = link.starts_with(',');
            return name
                .starts_with(char::is_uppercase)
                .then_some((name, comma));
        }
    }
    None
}

/// Passes over "the Syrian province of", "northern", "state of" to the name.
fn skip_words(mut name: &str) -> &str {
    for _ in 0..5 {
        let end = name.find(char::is_whitespace).unwrap_or(name.len());
        let word = &name[..end];
        let skipped = matches!(
            word,
            "the"
                | "of"
                | "northern"
                | "southern"
                | "eastern"
                | "western"
                | "central"
                | "north"
                | "south"
                | "east"
                | "west"
                | "northeastern"
                | "northwestern"
                | "southeastern"
                | "southwestern"
                | "northeast"
                | "northwest"
                | "southeast"
                | "southwest"
                | "upstate"
                | "rural"
        ) || Hint::of(word).is_some();
        if !skipped || end == name.len() {
            break;
        }
        name = name[end..].trim_start();
    }
    name
}

/// Whether a row of names goes on here: ", London and Berlin" — a comma, a name, and "and".
fn after_row(behind: &str) -> bool {
    let behind = behind.trim_start_matches(',').trim_start();
    let rest = behind
        .strip_prefix("and ")
        .or_else(|| behind.strip_prefix("or "));
    let rest = rest.map(|rest| rest.strip_prefix("the ").unwrap_or(rest));
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// The longest name of the gazetteer at the start of some words, or the abbreviation of a state:
/// its places and its length.
fn name_at(words: &str) -> Option<(Vec<Place>, usize)> {
    let gazetteer = Gazetteer::built_in();
    let mut ends = [0_usize; 4];
    let mut count = 0;
    let mut at = 0;
    for word in words.split_inclusive([' ', '\u{a0}']) {
        let bare = word.trim_end();
        let name = bare.trim_end_matches([',', ';', ':', ')', '.', '”', '’', '"']);
        let small = matches!(
            name,
            "of" | "the" | "and" | "de" | "del" | "al" | "la" | "du" | "ez"
        );
        let opens = name.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if !opens && (!small || count == 0) {
            break;
        }
        ends[count] = at + name.len();
        count += 1;
        at += word.len();
        // A mark ends the name, but for the point of "St. Louis" and "N. Korea".
        if count == ends.len()
            || bare.len() > name.len() && !(bare.ends_with('.') && name.len() <= 3)
        {
            break;
        }
    }
    for &end in ends[..count].iter().rev() {
        let name = &words[..end];
        let owned = name.strip_suffix("’s").or_else(|| name.strip_suffix("'s"));
        let name = owned.unwrap_or(name);
        if let Some(state) = state(name) {
            let places: Vec<Place> = gazetteer
                .all_named(state)
                .filter(is_state)
                .take(1)
                .collect();
            if !places.is_empty() {
                let point = usize::from(words[end..].starts_with('.') && words.len() > end + 1);
                return Some((places, end + point));
            }
        }
        let mut places: Vec<Place> = gazetteer.all_named(name).take(MOST).collect();
        if places.is_empty()
            && let Some((bare, noun)) = name.rsplit_once(' ')
            && Hint::of(&noun.to_lowercase()).is_some()
        {
            places = gazetteer
                .all_named(bare)
                .filter(|p| p.kind == PlaceKind::Region)
                .take(MOST)
                .collect();
        }
        if !places.is_empty() {
            return Some((places, end));
        }
    }
    None
}

fn is_state(place: &Place) -> bool {
    place.kind == PlaceKind::Region && place.country.is_some_and(|c| c.iso2 == "US")
        || place.kind == PlaceKind::Capital
}

/// The name of the gazetteer that ends some words, and its places.
fn name_before(words: &str) -> Option<(String, Vec<Place>)> {
    let gazetteer = Gazetteer::built_in();
    for count in [4, 3, 2, 1] {
        let Some(from) = last_words(words, count) else {
            continue;
        };
        let name = words[from..].trim_matches(['(', '“', '"', ',']);
        if !name.starts_with(char::is_uppercase) {
            continue;
        }
        let places: Vec<Place> = gazetteer.all_named(name).take(200).collect();
        if !places.is_empty() {
            return Some((name.to_owned(), places));
        }
    }
    None
}

/// Where the last `count` words begin.
fn last_words(words: &str, count: usize) -> Option<usize> {
    let words = words.trim_end();
    let mut end = words.len();
    for left in (0..count).rev() {
        let start = words[..end]
            .rfind([' ', '\u{a0}', '\n'])
            .map(|at| at + words[at..].chars().next().map_or(1, char::len_utf8));
        match start {
            Some(start) if left == 0 => return Some(start),
            Some(start) => end = words[..start].trim_end().len(),
            None => return (left == 0 && end > 0).then_some(0),
        }
    }
    None
}

/// The state of the United States that an abbreviation means: "Ala", "Calif", "TX", "N.Y".
pub(super) fn state(short: &str) -> Option<&'static str> {
    let short = short.trim_end_matches('.');
    let found = STATES
        .iter()
        .find(|(_, codes)| codes.split(' ').any(|c| c == short));
    found.map(|(name, _)| *name)
}

const STATES: &[(&str, &str)] = &[
    ("Alabama", "Ala AL"),
    ("Alaska", "AK"),
    ("Arizona", "Ariz AZ"),
    ("Arkansas", "Ark AR"),
    ("California", "Calif CA"),
    ("Colorado", "Colo CO"),
    ("Connecticut", "Conn CT"),
    ("Delaware", "Del DE"),
    ("Florida", "Fla FL"),
    ("Georgia", "Ga GA"),
    ("Hawaii", "HI"),
    ("Idaho", "ID"),
    ("Illinois", "Ill IL"),
    ("Indiana", "Ind IN"),
    ("Iowa", "IA"),
    ("Kansas", "Kan KS"),
    ("Kentucky", "Ky KY"),
    ("Louisiana", "La LA"),
    ("Maine", "ME"),
    ("Maryland", "Md MD"),
    ("Massachusetts", "Mass MA"),
    ("Michigan", "Mich MI"),
    ("Minnesota", "Minn MN"),
    ("Mississippi", "Miss MS"),
    ("Missouri", "Mo MO"),
    ("Montana", "Mont MT"),
    ("Nebraska", "Neb NE"),
    ("Nevada", "Nev NV"),
    ("New Hampshire", "N.H NH"),
    ("New Jersey", "N.J NJ"),
    ("New Mexico", "N.M NM"),
    ("New York", "N.Y NY"),
    ("North Carolina", "N.C NC"),
    ("North Dakota", "N.D ND"),
    ("Ohio", "OH"),
    ("Oklahoma", "Okla OK"),
    ("Oregon", "Ore OR"),
    ("Pennsylvania", "Pa PA"),
    ("Rhode Island", "R.I RI"),
    ("South Carolina", "S.C SC"),
    ("South Dakota", "S.D SD"),
    ("Tennessee", "Tenn TN"),
    ("Texas", "Tex TX"),
    ("Utah", "UT"),
    ("Vermont", "Vt VT"),
    ("Virginia", "Va VA"),
    ("Washington", "Wash WA"),
    ("West Virginia", "W.Va WV"),
    ("Wisconsin", "Wis WI"),
    ("Wyoming", "Wyo WY"),
];
