//! The tables in which a mention finds the earlier ones of its actor.

use std::collections::{HashMap, HashSet};

use super::{Link, Mention};
use crate::matching::codes::Shape;
use crate::text::{Article, ByteRange};

/// Words that many who have nothing to do with each other are called by.
const ANYBODY: &[&str] = &[
    "official",
    "officials",
    "man",
    "men",
    "woman",
    "women",
    "resident",
    "residents",
    "witness",
    "witnesses",
    "people",
    "person",
    "others",
    "victim",
    "victims",
    "source",
    "sources",
    "group",
    "groups",
    "member",
    "members",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "company",
    "companies",
    "diplomat",
    "diplomats",
    "analyst",
    "analysts",
    "experts",
    "child",
    "children",
    "student",
    "worker",
    "workers",
    "soldier",
    "officer",
    "officers",
    "leader",
    "leaders",
    "doctor",
    "teacher",
    "farmer",
    "villager",
    "villagers",
    "journalist",
    "journalists",
    "reporter",
    "reporters",
];

/// What mentions read so far are known by; each the last of its kind.
pub(super) struct Kinship<'s> {
    /// The full names with a last word, of the whole article: more than one says nothing.
    full_names: HashMap<&'s str, HashSet<&'s [String]>>,
    /// Those that hold an office of a country, by both.
    holders: HashMap<(&'s str, &'s str), HashSet<&'s [String]>>,
    whole: HashMap<&'s str, usize>,
    names: HashMap<&'s [String], usize>,
    /// Full names by each ending of theirs.
    endings: HashMap<&'s [String], usize>,
    states: HashMap<&'s str, usize>,
    offices: HashMap<(&'s str, &'s str), usize>,
    /// The full names with a last word and an office before them.
    titled: HashMap<(&'s str, &'s str), HashSet<&'s [String]>>,
    last_titled: HashMap<(&'s str, &'s str), usize>,
    /// Roles by their last word, of a country and of any.
    roles_of: HashMap<(&'s str, &'s str), usize>,
    roles: HashMap<&'s str, usize>,
    letters: HashMap<String, usize>,
    /// Bodies by the first letters of their names.
    initials: HashMap<String, usize>,
}

impl<'s> Kinship<'s> {
    /// Counts who shares a name or an office in all of the article; mentions are entered as they
    /// are linked.
    pub fn over(shapes: &'s [Shape]) -> Self {
        let mut kinship = Self {
            full_names: HashMap::new(),
            holders: HashMap::new(),
            whole: HashMap::new(),
            names: HashMap::new(),
            endings: HashMap::new(),
            states: HashMap::new(),
            offices: HashMap::new(),
            titled: HashMap::new(),
            last_titled: HashMap::new(),
            roles_of: HashMap::new(),
            roles: HashMap::new(),
            letters: HashMap::new(),
            initials: HashMap::new(),
        };
        // "Yao Sangari" is no other name than "Bakari Yao Sangari".
        let names = || shapes.iter().filter(|shape| shape.person);
        let endings: HashSet<&[String]> = names()
            .flat_map(|shape| (1..shape.name.len()).map(|from| &shape.name[from..]))
            .collect();
        for shape in names() {
            if let [_, .., last] = &shape.name[..] {
                let name: &[String] = &shape.name;
                if !endings.contains(name) {
                    kinship.full_names.entry(last).or_default().insert(name);
                }
                if !shape.office.is_empty() {
                    let titled = kinship.titled.entry((last, &shape.office)).or_default();
                    titled.insert(name);
                }
            }
        }
        for shape in shapes {
            if let (Some(office), false) = (office(shape), shape.name.is_empty()) {
                let holders = kinship.holders.entry(office).or_default();
                holders.insert(&shape.name[shape.name.len() - 1..]);
            }
        }
        kinship
    }

    /// The link of mention `i` to one before it; then the mention is entered. To be asked in
    /// reading order.
    pub fn link(
        &mut self,
        article: &Article,
        mentions: &[Mention],
        shapes: &'s [Shape],
        i: usize,
    ) -> Option<Link> {
        let shape = &shapes[i];
        let mut best: Option<Link> = None;
        let mut offer = |to: Option<&usize>, score: f32, reason: &'static str| {
            let Some(&to) = to else { return };
            let apart = mentions[to].range.intersection(mentions[i].range).is_none();
            let better = best
                .as_ref()
                .is_none_or(|best| (score, to) > (best.score, best.to));
            if apart && better {
                best = Some(Link { to, score, reason });
            }
        };
        let person = shape.person && !shape.name.is_empty();
        let shared = shape
            .name
            .last()
            .and_then(|last| self.full_names.get(last.as_str()))
            .map_or(0, HashSet::len);
        if shape.name.len() > 1 {
            offer(self.names.get(&shape.name[..]), 0.97, "the same name");
            if person {
                // "Yao Sangari" behind "Bakari Yao Sangari"
                let score = if shared <= 1 { 0.85 } else { 0.5 };
                offer(
                    self.endings.get(&shape.name[..]),
                    score,
                    "the end of a longer name",
                );
                // The full name may come later.
                let surname = &shape.name[shape.name.len() - 1..];
                let score = if shared == 1 { 0.9 } else { 0.4 };
                offer(
                    self.names.get(surname),
                    score,
                    "the full name behind the surname",
                );
            }
        } else if !shape.name.is_empty() {
            let score = match (person, shared) {
                (_, 0 | 1) => 0.95,
                _ => 0.55,
            };
            offer(self.names.get(&shape.name[..]), score, "the same name");
            if person {
                let score = if shared == 1 { 0.92 } else { 0.5 };
                offer(
                    self.endings.get(&shape.name[..]),
                    score,
                    "the surname of a full name",
                );
                let title = (shape.name[0].as_str(), shape.office.as_str());
                let titled = self.titled.get(&title).map_or(0, HashSet::len);
                if shared > 1 && titled == 1 {
                    offer(
                        self.last_titled.get(&title),
                        0.82,
                        "the title and the surname",
                    );
                }
            }
        }
        if let Some(state) = &shape.state {
            offer(self.states.get(state.as_str()), 0.95, "the same country");
        }
        if let Some(key) = office(shape)
            && shape.name.is_empty()
        {
            let holders = self.holders.get(&key).map_or(0, HashSet::len);
            let score = if holders <= 1 { 0.85 } else { 0.5 };
            offer(
                self.offices.get(&key),
                score,
                "the same office of the same country",
            );
        }
        if shape.name.is_empty() && shape.state.is_none() && !shape.whole.is_empty() {
            let last = shape.whole.rsplit(' ').next().unwrap_or_default();
            let of_a_country = shape.codes.country.is_some();
            let score = match (ANYBODY.contains(&last), of_a_country) {
                (true, false) => 0.4,
                (true, true) => 0.6,
                (false, false) => 0.7,
                (false, true) => 0.85,
            };
            offer(
                self.whole.get(shape.whole.as_str()),
                score,
                "the same words",
            );
        } else if shape.state.is_none() {
            offer(self.whole.get(shape.whole.as_str()), 0.5, "the same words");
        }
        if shape.name.is_empty() && shape.state.is_none() {
            let role = last_word(&shape.office);
            if let Some(country) = shape.codes.country.as_ref().filter(|_| !role.is_empty()) {
                let key = (&*country.code, role);
                offer(
                    self.roles_of.get(&key),
                    0.6,
                    "the same role of the same country",
                );
            }
            offer(self.roles.get(role), 0.45, "the same role");
        }
        if let Some(letters) = capitals(article, mentions[i].range) {
            if let Some(to) = self.initials.get(&letters.replace('.', "")) {
                let country = |i: usize| shapes[i].codes.country.as_ref().map(|c| &c.code);
                let same = country(*to).is_some() && country(*to) == country(i);
                let score = if same { 0.85 } else { 0.6 };
                offer(Some(to), score, "the first letters of the name");
            }
            offer(
                self.letters.get(&letters),
                0.97,
                "the letters in brackets behind the name",
            );
        }
        if i > 0 {
            let beside = beside(article, mentions, shapes, i - 1, i);
            offer(beside.then_some(&(i - 1)), 0.85, "what stands beside it");
        }
        self.enter(article, mentions, shapes, i);
        best
    }

    fn enter(&mut self, article: &Article, mentions: &[Mention], shapes: &'s [Shape], i: usize) {
        let shape = &shapes[i];
        self.whole.insert(&shape.whole, i);
        if let Some(state) = &shape.state {
            self.states.insert(state, i);
        }
        if !shape.name.is_empty() {
            self.names.insert(&shape.name, i);
            for from in 1..shape.name.len() {
                self.endings.insert(&shape.name[from..], i);
            }
        }
        if let Some(key) = office(shape) {
            self.offices.insert(key, i);
        }
        let role = last_word(&shape.office);
        if !role.is_empty() {
            self.roles.insert(role, i);
            if let Some(country) = &shape.codes.country {
                self.roles_of.insert((&country.code, role), i);
            }
            if let [_, .., last] = &shape.name[..] {
                self.last_titled.insert((last, &shape.office), i);
            }
        }
        if !shape.person && shape.name.len() > 1 {
            let words = article.quote(mentions[i].range).split_whitespace();
            let first = words.filter_map(|word| word.chars().next());
            let initials: String = first.filter(|c| c.is_uppercase()).collect();
            self.initials.insert(initials, i);
        }
        // "Economic Community of West African States (ECOWAS)"
        let behind = &article.text()[mentions[i].range.end..];
        let brackets = behind.strip_prefix(" (").and_then(|rest| {
            let end = rest.find(')').filter(|end| *end <= 16)?;
            Some(&rest[..end])
        });
        if let Some(letters) = brackets.filter(|letters| are_letters(letters)) {
            self.letters.insert(letters.to_owned(), i);
        } else if let Some(letters) = capitals(article, mentions[i].range) {
            self.letters.insert(letters, i);
        }
    }
}

fn last_word(words: &str) -> &str {
    words.rsplit(' ').next().unwrap_or_default()
}

/// An office that one person holds, with its country.
fn office(shape: &Shape) -> Option<(&str, &str)> {
    let country = shape.codes.country.as_ref()?;
    let is_one = shape.held_by_one && !shape.office.is_empty();
    is_one.then(|| (&*country.code, shape.office.as_str()))
}

/// Whether a word is made of capitals: letters that stand for a name.
fn are_letters(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && !word.contains(char::is_whitespace) && capitals * 2 > word.chars().count()
}

/// The letters that a mention is, where it is nothing else.
fn capitals(article: &Article, range: ByteRange) -> Option<String> {
    let words = article.quote(range);
    let words = words.strip_prefix("the ").unwrap_or(words);
    are_letters(words).then(|| words.to_owned())
}

/// Whether one of two neighbours explains the other: "the foreign minister, Bakari Sangari,".
fn beside(
    article: &Article,
    mentions: &[Mention],
    shapes: &[Shape],
    before: usize,
    behind: usize,
) -> bool {
    let text = article.text();
    let (a, b) = (mentions[before].range, mentions[behind].range);
    let between = text.get(a.end..b.start).unwrap_or_default();
    // "the foreign minister in Tehran, Bakari Sangari,"
    let place = between
        .rsplit_once(',')
        .map_or("", |(place, _)| place.trim());
    let is_place = place.is_empty()
        || place.starts_with("in ")
            && place
                .split(' ')
                .skip(1)
                .all(|w| w.starts_with(char::is_uppercase));
    let between = between.rsplit_once(',').map(|(_, behind)| behind.trim());
    let joined = is_place
        && matches!(
            between,
            Some("" | "the" | "a" | "an" | "its" | "his" | "her" | "their")
        );
    let rest = &text[b.end..];
    let closed = rest.is_empty() || rest.starts_with([',', '.', ';', ')', '\n']);
    let (one, other) = (&shapes[before], &shapes[behind]);
    let is_name = |shape: &Shape| shape.person && !shape.name.is_empty() && shape.office.is_empty();
    let is_office = |shape: &Shape| shape.name.is_empty() && shape.held_by_one;
    joined && closed && (is_name(one) && is_office(other) || is_office(one) && is_name(other))
}
