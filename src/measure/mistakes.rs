//! What went wrong, by class: counted for every record, worded only for those that are shown.

use std::collections::{HashMap, HashSet};

use super::pairing::touching;
use super::tally::{Side, has_kind, has_unit, has_value};
use super::{Extent, Gold, Proposal};

/// How many characters are shown on either side of a mistake.
const CONTEXT: usize = 40;

/// The kinds of mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Marked, and nothing of that label was found on it.
    Missed,
    /// Found where nothing is marked.
    Spurious,
    /// Found, with other ends, articles and punctuation forgiven.
    WrongBoundary,
    /// Found as another label, where nothing of that label is marked.
    WrongLabel,
    /// Found, with another value or unit.
    WrongValue,
    /// Found, with another type of event.
    WrongType,
}

impl Class {
    pub const ALL: [Self; 6] = [
        Self::Missed,
        Self::Spurious,
        Self::WrongBoundary,
        Self::WrongLabel,
        Self::WrongValue,
        Self::WrongType,
    ];

    /// As it is printed and written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::WrongBoundary => "wrong boundary",
            Self::WrongLabel => "wrong label",
            Self::WrongValue => "wrong value",
            Self::WrongType => "wrong type",
        }
    }
}

/// One mistake with the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub class: Class,
    /// The label of the gold, or of what was found where there is no gold.
    pub label: String,
    /// The record, as JSON.
    pub id: String,
    pub before: String,
    /// The words of the gold, or what was found where there is no gold.
    pub words: String,
    pub after: String,
    /// What was found instead, and for values and types what was expected.
    pub instead: Option<String>,
    /// Who found it; empty where nothing was found or nobody is named.
    pub matcher: String,
}

/// A mistake by its place.
pub(super) struct Place<'a> {
    pub class: Class,
    pub side: usize,
    gold: Option<usize>,
    found: Option<&'a Proposal>,
}

/// All mistakes of a record, label by label.
pub(super) fn of_record<'a>(sides: &[Side<'a>]) -> Vec<Place<'a>> {
    let mislabelled = mislabelled(sides);
    let mut places = Vec::new();
    for (s, side) in sides.iter().enumerate() {
        let mut note = |class, gold, found| {
            places.push(Place {
                class,
                side: s,
                gold,
                found,
            });
        };
        for (g, gold) in side.gold.iter().enumerate() {
            let Some(f) = side.overlap.of_gold[g] else {
                let other = mislabelled.of_gold.get(&(s, g));
                match other.map(|(side, f)| sides[*side].found[*f]) {
                    Some(other) => note(Class::WrongLabel, Some(g), Some(other)),
                    None => note(Class::Missed, Some(g), None),
                }
                continue;
            };
            let found = side.found[f];
            if side.norm.of_gold[g].is_none() {
                note(Class::WrongBoundary, Some(g), Some(found));
            }
            if !has_value(gold, found) || !has_unit(gold, found) {
                note(Class::WrongValue, Some(g), Some(found));
            }
            if !has_kind(gold, found) {
                note(Class::WrongType, Some(g), Some(found));
            }
        }
        for (f, found) in side.found.iter().enumerate() {
            if is_spurious(side, f) && !mislabelled.found.contains(&(s, f)) {
                note(Class::Spurious, None, Some(found));
            }
        }
    }
    places
}

/// Beside what is marked of a label that is marked only in part there may be anything.
fn is_spurious(side: &Side<'_>, f: usize) -> bool {
    side.covered && side.overlap.of_found[f].is_none() && !side.spared[f]
}

/// Missed spans and what was found on them as another label: by side and place there.
#[derive(Default)]
struct Mislabelled {
    of_gold: HashMap<(usize, usize), (usize, usize)>,
    found: HashSet<(usize, usize)>,
}

/// What is missed as one label and found as another, on more than half of the same characters.
fn mislabelled(sides: &[Side<'_>]) -> Mislabelled {
    let (mut missed, mut missed_at) = (Vec::new(), Vec::new());
    let (mut spurious, mut spurious_at) = (Vec::new(), Vec::new());
    for (s, side) in sides.iter().enumerate() {
        for (g, gold) in side.gold.iter().enumerate() {
            if side.overlap.of_gold[g].is_none() {
                missed.push(gold.extent);
                missed_at.push((s, g));
            }
        }
        for (f, found) in side.found.iter().enumerate() {
            if is_spurious(side, f) {
                spurious.push(found.extent);
                spurious_at.push((s, f));
            }
        }
    }
    // Where there are too many to compare they count as missed and spurious.
    let mut pairs: Vec<(f64, usize, usize)> = touching(&missed, &spurious)
        .unwrap_or_default()
        .into_iter()
        .map(|(m, f)| (missed[m].likeness(spurious[f]), m, f))
        .filter(|(likeness, m, f)| *likeness > 0.5 && missed_at[*m].0 != spurious_at[*f].0)
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut out = Mislabelled::default();
    for (_, m, f) in pairs {
        let (gold, found) = (missed_at[m], spurious_at[f]);
        if !out.of_gold.contains_key(&gold) && out.found.insert(found) {
            out.of_gold.insert(gold, found);
        }
    }
    out
}

impl Place<'_> {
    /// The mistake in words, as it stands in the record and on its side.
    pub(super) fn worded(&self, record: &Gold, side: &Side<'_>) -> Mistake {
        let text = &record.text;
        let gold = self.gold.map(|g| side.gold[g]);
        let extent = gold.map(|g| g.extent).or(self.found.map(|f| f.extent));
        let extent = extent.unwrap_or(Extent::new(0, 0));
        let after = extent.end..(extent.end + CONTEXT).min(text.len());
        Mistake {
            class: self.class,
            label: side.label.to_owned(),
            id: record.id.clone(),
            before: words(text, extent.start.saturating_sub(CONTEXT)..extent.start),
            words: words(text, extent.start..extent.end),
            after: words(text, after),
            instead: self.found.and_then(|found| {
                let quote = words(text, found.extent.start..found.extent.end);
                match self.class {
                    Class::Missed | Class::Spurious => None,
                    Class::WrongBoundary => Some(quote),
                    Class::WrongLabel => Some(format!("{} {quote}", found.label)),
                    Class::WrongValue => {
                        let value = found.interval.as_ref().or(found.value.as_ref());
                        let gold = gold.map(|g| shown([g.value.as_ref(), g.unit.as_ref()]));
                        let found = shown([value, found.unit.as_ref()]);
                        Some(format!("{found}, expected {}", gold.unwrap_or_default()))
                    }
                    Class::WrongType => {
                        let gold = gold.and_then(|g| g.kind.as_deref());
                        let found = shown([found.kind.as_ref(), None]);
                        Some(format!("{found}, expected {}", gold.unwrap_or_default()))
                    }
                }
            }),
            matcher: self.found.map_or_else(String::new, |f| f.matcher.clone()),
        }
    }
}

/// A stretch of the text on one line.
fn words(text: &[char], range: std::ops::Range<usize>) -> String {
    let space = |c: &char| if *c == '\n' || *c == '\r' { ' ' } else { *c };
    text[range].iter().map(space).collect()
}

fn shown(parts: [Option<&serde_json::Value>; 2]) -> String {
    let words: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|part| {
            part.as_str()
                .map_or_else(|| part.to_string(), str::to_owned)
        })
        .collect();
    if words.is_empty() {
        "nothing".to_owned()
    } else {
        words.join(" ")
    }
}
