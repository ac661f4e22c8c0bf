//! What the words beside a trigger make of it: another type, or no event. `released an album`,
//! `lifted the siege`, `dismissed the minister`.
//!
//! The rows come from `assets/lexicons/events/objects.txt`, each under the name of its rule. They
//! are only kept here; [`super::objects`] reads them beside a trigger.

use std::collections::HashMap;

use super::inflection::Part;
use super::types::Kind;

const OBJECTS: &str = include_str!("../../../assets/lexicons/events/objects.txt");

/// On which side of a trigger the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Ahead,
    Behind,
    Near,
}

/// What becomes of a trigger beside the words of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is no event.
    None,
    /// It is an event here, and without such words it is not.
    Only,
    Typed(Kind),
}

/// A set of words, as words refer to it.
pub type Group = u16;

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Situation {
    /// The name of the rule that the row belongs to.
    pub rule: &'static str,
    pub outcome: Outcome,
    /// The part of speech that the trigger must have; any where there is none.
    pub part: Option<Part>,
    pub side: Side,
    pub reach: u8,
    pub words: Group,
}

/// A row as it is written: lemmas, where and how far, words.
struct Row {
    lemmas: &'static str,
    side: Side,
    reach: u8,
    words: &'static str,
}

impl Row {
    fn read(line: &'static str) -> Option<Self> {
        let mut fields = line.split(" : ");
        let lemmas = fields.next()?;
        let (side, reach) = fields.next()?.split_once(' ')?;
        let side = match side {
            "ahead" => Side::Ahead,
            "behind" => Side::Behind,
            "near" => Side::Near,
            _ => return None,
        };
        Some(Self {
            lemmas,
            side,
            reach: reach.parse().ok()?,
            words: fields.next()?,
        })
    }
}

type Header = (&'static str, Outcome, Option<Part>);

fn header(section: &'static str) -> Header {
    let mut fields = section.trim_end_matches(']').split('|').map(str::trim);
    let rule = fields.next().unwrap_or_default();
    let outcome = match fields.next().unwrap_or_default() {
        "only" => Outcome::Only,
        name => Kind::named(name).map_or(Outcome::None, Outcome::Typed),
    };
    let part = match fields.next() {
        Some("verb") => Some(Part::Verb),
        Some("noun") => Some(Part::Noun),
        _ => None,
    };
    (rule, outcome, part)
}

/// All rows, by the lemmas that they are for.
#[derive(Debug, Default)]
pub struct Situations {
    rows: Vec<Situation>,
    /// The rows of each lemma that has any, in the order in which they decide; the first list is
    /// empty.
    lists: Vec<Vec<Situation>>,
    list_of: HashMap<&'static str, u16>,
}

impl Situations {
    /// Reads the list; `belongs` is called for every word of every row with the row's group.
    pub fn load(belongs: &mut dyn FnMut(&'static str, Group)) -> Self {
        let mut all = Self {
            lists: vec![Vec::new()],
            ..Self::default()
        };
        let mut sets: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
        let mut set = None;
        let mut section = None;
        let lines = OBJECTS.lines();
        for line in lines.filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix("[set ") {
                set = Some(name.trim_end_matches(']'));
            } else if let Some(line) = line.strip_prefix('[') {
                set = None;
                section = Some(header(line));
            } else if let Some(set) = set {
                sets.entry(set).or_default().extend(line.split_whitespace());
            } else if let Some((section, row)) = section.zip(Row::read(line)) {
                all.add(section, &row, &sets, belongs);
            }
        }
        all
    }

    fn add(
        &mut self,
        (rule, outcome, part): Header,
        row: &Row,
        sets: &HashMap<&'static str, Vec<&'static str>>,
        belongs: &mut dyn FnMut(&'static str, Group),
    ) {
        let group = Group::try_from(self.rows.len()).unwrap_or(Group::MAX);
        for word in row.words.split_whitespace() {
            match word.strip_prefix('@') {
                Some(set) => {
                    for word in sets.get(set).into_iter().flatten() {
                        belongs(word, group);
                    }
                }
                None => belongs(word, group),
            }
        }
        let situation = Situation {
            rule,
            outcome,
            part,
            side: row.side,
            reach: row.reach,
            words: group,
        };
        self.rows.push(situation);
        for lemma in row.lemmas.split_whitespace() {
            let next = u16::try_from(self.lists.len()).unwrap_or(0);
            let list = *self.list_of.entry(lemma).or_insert(next);
            if list == next {
                self.lists.push(Vec::new());
            }
            self.lists[usize::from(list)].push(situation);
        }
    }

    /// The number of the list of a lemma, its words joined with `+`; 0 where it has none.
    pub fn list_of(&self, lemma: &str) -> u16 {
        self.list_of.get(lemma).copied().unwrap_or(0)
    }

    /// The rows of a list.
    pub fn list(&self, number: u16) -> &[Situation] {
        self.lists
            .get(usize::from(number))
            .map_or(&[], Vec::as_slice)
    }

    /// The names of the rules, in the order of the list.
    #[cfg(test)]
    pub fn rules(&self) -> Vec<&'static str> {
        let mut rules: Vec<_> = self.rows.iter().map(|s| s.rule).collect();
        rules.dedup();
        rules
    }
}
