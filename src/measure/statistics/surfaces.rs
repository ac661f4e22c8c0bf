//! The words that were marked, and under which labels.
//!
//! Words are told apart folded for case and with one space for each stretch of white space. What
//! is kept of each is bounded, however large the corpus: at most [`MOST_SURFACES`] of them, and
//! [`MOST_PLACES`] places for each label. When there are more, the rarest half is forgotten, and
//! [`Surfaces::missed`] says how many times a surface may have been met beside its count.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::measure::Extent;

/// More surfaces than this are not kept: about 50 MB.
pub const MOST_SURFACES: usize = 200_000;
/// Places that are kept for each label of a surface.
pub const MOST_PLACES: usize = 20;
/// Longer stretches, in characters, are passages and no names: they are not told apart.
pub const LONGEST_SURFACE: usize = 100;

/// Where a span stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The number that the article was counted under.
    pub article: u32,
    /// Code points.
    pub extent: Extent,
}

/// How often some words were marked with one label.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelUse {
    pub label: String,
    pub count: u64,
}

/// Some words and their labels, the most frequent label first.
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    /// As they were written where they were met first.
    pub words: String,
    pub count: u64,
    pub labels: Vec<LabelUse>,
}

/// Words that have one label, and another elsewhere: likely mistakes.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoWays {
    pub words: String,
    pub usual: LabelUse,
    pub odd: LabelUse,
    /// Where the odd label stands; the first [`MOST_PLACES`].
    pub places: Vec<Spot>,
    /// By which they are ranked: see [`Surfaces::labelled_two_ways`].
    pub weight: f64,
}

/// One span, as the table takes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention<'a> {
    pub words: &'a str,
    pub label: &'a str,
    pub spot: Spot,
    /// Whether the same stretch has another label too: then both are meant.
    pub doubled: bool,
}

/// Counts of surfaces.
#[derive(Clone, Debug)]
pub struct Surfaces {
    table: HashMap<Box<str>, Entry, RandomState>,
    labels: Labels,
    missed: u64,
    most: usize,
    folded: String,
}

#[derive(Clone, Debug)]
struct Entry {
    words: Box<str>,
    uses: Vec<Use>,
}

#[derive(Clone, Debug)]
struct Use {
    label: u32,
    count: u64,
    /// Of those the ones without another label on the same stretch.
    alone: u64,
    /// Of those the first.
    places: Vec<Place>,
}

/// A [`Spot`] in less room.
#[derive(Clone, Copy, Debug)]
struct Place {
    article: u32,
    start: u32,
    end: u32,
}

/// Labels as numbers.
#[derive(Clone, Debug, Default)]
struct Labels {
    names: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32, RandomState>,
}

impl Labels {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    fn name(&self, number: u32) -> &str {
        &self.names[number as usize]
    }
}

impl Default for Surfaces {
    fn default() -> Self {
        Self::holding(MOST_SURFACES)
    }
}

impl Surfaces {
    /// A table of at most so many surfaces.
    fn holding(most: usize) -> Self {
        Self {
            table: HashMap::default(),
            labels: Labels::default(),
            missed: 0,
            most,
            folded: String::new(),
        }
    }

    /// How many times at most a surface may have been met beside what is counted. 0 as long as
    /// there was room for all.
    #[must_use]
    pub fn missed(&self) -> u64 {
        self.missed
    }

    pub(super) fn add(&mut self, mention: Mention<'_>) {
        fold(mention.words, &mut self.folded);
        if self.folded.is_empty() || mention.words.chars().nth(LONGEST_SURFACE).is_some() {
            return;
        }
        let label = self.labels.number(mention.label);
        if !self.table.contains_key(self.folded.as_str()) {
            self.make_room();
            let entry = Entry {
                words: one_line(mention.words),
                uses: Vec::with_capacity(1),
            };
            self.table.insert(self.folded.as_str().into(), entry);
        }
        let Some(entry) = self.table.get_mut(self.folded.as_str()) else {
            return;
        };
        let index = entry.place_of(label);
        let found = &mut entry.uses[index];
        found.count += 1;
        if !mention.doubled {
            found.alone += 1;
            if let Some(place) = Place::of(mention.spot)
                && found.places.len() < MOST_PLACES
            {
                found.places.push(place);
            }
        }
    }

    /// Adds what another table counted, of articles behind those of this one.
    pub(super) fn merge(&mut self, other: Self) {
        self.missed += other.missed;
        let mut entries: Vec<(Box<str>, Entry)> = other.table.into_iter().collect();
        // In a fixed order, so that what is forgotten does not depend on chance.
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        for (key, theirs) in entries {
            if !self.table.contains_key(&key) {
                self.make_room();
            }
            let entry = self.table.entry(key).or_insert_with(|| Entry {
                words: theirs.words,
                uses: Vec::with_capacity(theirs.uses.len()),
            });
            for used in theirs.uses {
                let label = self.labels.number(other.labels.name(used.label));
                let index = entry.place_of(label);
                let found = &mut entry.uses[index];
                found.count += used.count;
                found.alone += used.alone;
                let room = MOST_PLACES - found.places.len();
                found.places.extend(used.places.into_iter().take(room));
            }
        }
    }

    /// Forgets the rarest half where the table is full.
    fn make_room(&mut self) {
        if self.table.len() < self.most {
            return;
        }
        let mut counts: Vec<u64> = self.table.values().map(Entry::count).collect();
        let half = counts.len() / 2;
        let (_, threshold, _) = counts.select_nth_unstable(half);
        let threshold = *threshold;
        self.table.retain(|_, entry| entry.count() > threshold);
        self.missed += threshold;
    }

    /// The `most` most frequent surfaces; of equally frequent ones in the order of their words.
    #[must_use]
    pub fn most_frequent(&self, most: usize) -> Vec<Surface> {
        let mut all: Vec<(u64, &str, &Entry)> = (self.table.iter())
            .map(|(key, entry)| (entry.count(), &**key, entry))
            .collect();
        let order = |a: &(u64, &str, &Entry), b: &(u64, &str, &Entry)| {
            b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1))
        };
        first_by(&mut all, most, order);
        let surface = |(count, _, entry): (u64, &str, &Entry)| Surface {
            words: entry.words.to_string(),
            count,
            labels: self.uses(entry),
        };
        all.into_iter().map(surface).collect()
    }

    fn uses(&self, entry: &Entry) -> Vec<LabelUse> {
        let mut uses: Vec<LabelUse> = (entry.uses.iter())
            .map(|used| self.label_use(used.label, used.count))
            .collect();
        uses.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
        uses
    }

    fn label_use(&self, label: u32, count: u64) -> LabelUse {
        LabelUse {
            label: self.labels.name(label).to_owned(),
            count,
        }
    }

    /// The `most` likeliest mistakes: words that have one label often and another one rarely.
    ///
    /// For `n` of the usual and `m` of another label the weight is `ln(1 + n) · (1/20 + 19/20 ·
    /// (1 − m/n)²)`: it grows with how frequent the words are, and falls where both labels are about
    /// as frequent, since then both may be right; words of which nobody can say which label is the
    /// usual one are listed as well. Of equally frequent labels the first in the alphabet counts as
    /// usual. A country is an actor where it acts and a location where something happens, so
    /// between these two labels the words of a country weigh a quarter: `names_country` is asked
    /// for those. Stretches that carry both labels at once are meant so and count for neither.
    #[must_use]
    pub fn labelled_two_ways(
        &self,
        most: usize,
        names_country: &dyn Fn(&str) -> bool,
    ) -> Vec<TwoWays> {
        let mut found: Vec<(f64, &str, &Entry, &Use, &Use)> = Vec::new();
        for (key, entry) in &self.table {
            let name = |used: &Use| self.labels.name(used.label);
            let usual = (entry.uses.iter())
                .max_by(|a, b| a.alone.cmp(&b.alone).then_with(|| name(b).cmp(name(a))));
            let Some(usual) = usual else { continue };
            for odd in &entry.uses {
                if odd.label == usual.label || odd.alone == 0 {
                    continue;
                }
                let either = is_who_or_where(name(usual), name(odd)) && names_country(&entry.words);
                let weight = weight(usual.alone, odd.alone) * if either { 0.25 } else { 1.0 };
                found.push((weight, key, entry, usual, odd));
            }
        }
        let order = |a: &(f64, &str, &Entry, &Use, &Use), b: &(f64, &str, &Entry, &Use, &Use)| {
            b.0.total_cmp(&a.0)
                .then_with(|| a.1.cmp(b.1))
                .then_with(|| self.labels.name(a.4.label).cmp(self.labels.name(b.4.label)))
        };
        first_by(&mut found, most, order);
        let two_ways = |(weight, _, entry, usual, odd): (f64, &str, &Entry, &Use, &Use)| TwoWays {
            words: entry.words.to_string(),
            usual: self.label_use(usual.label, usual.alone),
            odd: self.label_use(odd.label, odd.alone),
            places: odd.places.iter().map(Place::spot).collect(),
            weight,
        };
        found.into_iter().map(two_ways).collect()
    }
}

impl Entry {
    fn count(&self) -> u64 {
        self.uses.iter().map(|used| used.count).sum()
    }

    /// The index of a label's uses, which are there from then on. Words have few labels; a file
    /// that gives one word a thousand makes this walk long, and no more.
    fn place_of(&mut self, label: u32) -> usize {
        if let Some(index) = self.uses.iter().position(|used| used.label == label) {
            return index;
        }
        self.uses.push(Use {
            label,
            count: 0,
            alone: 0,
            places: Vec::new(),
        });
        self.uses.len() - 1
    }
}

impl Place {
    /// Nothing where the article is longer than any that is read.
    fn of(spot: Spot) -> Option<Self> {
        Some(Self {
            article: spot.article,
            start: u32::try_from(spot.extent.start).ok()?,
            end: u32::try_from(spot.extent.end).ok()?,
        })
    }

    fn spot(&self) -> Spot {
        Spot {
            article: self.article,
            extent: Extent::new(self.start as usize, self.end as usize),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of spans")]
fn weight(usual: u64, odd: u64) -> f64 {
    let (usual, odd) = (usual as f64, odd as f64);
    let lopsided = 1.0 - odd / usual;
    (1.0 + usual).ln() * (0.05 + 0.95 * lopsided * lopsided)
}

fn is_who_or_where(a: &str, b: &str) -> bool {
    matches!((a, b), ("actor", "location") | ("location", "actor"))
}

/// Keeps the first `most` in an order, sorted.
fn first_by<T>(all: &mut Vec<T>, most: usize, order: impl Fn(&T, &T) -> std::cmp::Ordering) {
    if all.len() > most && most > 0 {
        all.select_nth_unstable_by(most - 1, &order);
    }
    all.truncate(most);
    all.sort_by(order);
}

/// Words without the difference of case, with one space for each stretch of white space.
fn fold(words: &str, folded: &mut String) {
    folded.clear();
    for word in words.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            folded.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            folded.push_str(&word.to_lowercase());
        }
    }
}

fn one_line(words: &str) -> Box<str> {
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention<'a>(words: &'a str, label: &'a str, article: u32) -> Mention<'a> {
        Mention {
            words,
            label,
            spot: Spot {
                article,
                extent: Extent::new(3, 8),
            },
            doubled: false,
        }
    }

    /// `times × label` of each word, and the words of the likely mistakes in their order.
    fn check(given: &[(&str, &[(u64, &str)])], expected: &[&str]) {
        let mut surfaces = Surfaces::default();
        for (words, uses) in given {
            for (times, label) in *uses {
                for article in 0..*times {
                    let article = u32::try_from(article).unwrap();
                    surfaces.add(mention(words, label, article));
                }
            }
        }
        let found = surfaces.labelled_two_ways(10, &|words| words == "Niger");
        let words = found.iter().map(|t| {
            let (usual, odd) = (&t.usual, &t.odd);
            let counts = format!(
                "{} {}, {} {}",
                usual.count, usual.label, odd.count, odd.label
            );
            format!("{}: {counts}", t.words)
        });
        assert_eq!(words.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_most_lopsided_and_frequent_words_are_the_likeliest_mistakes() {
        check(
            &[
                ("Maradi", &[(41, "location"), (2, "actor")]),
                ("Bazoum", &[(90, "actor"), (1, "location")]),
                ("the army", &[(3, "actor"), (1, "location")]),
                ("the camp", &[(20, "location"), (19, "actor")]),
                ("once", &[(1, "location"), (1, "actor")]),
                ("talks", &[(9, "event")]),
            ],
            &[
                "Bazoum: 90 actor, 1 location",
                "Maradi: 41 location, 2 actor",
                "the army: 3 actor, 1 location",
                "the camp: 20 location, 19 actor",
                "once: 1 actor, 1 location",
            ],
        );
    }

    #[test]
    fn countries_act_and_are_places_so_they_come_later() {
        check(
            &[
                ("Niger", &[(41, "location"), (2, "actor"), (1, "figure")]),
                ("Maradi", &[(9, "location"), (1, "actor")]),
                ("once", &[(1, "location"), (1, "actor"), (1, "figure")]),
            ],
            &[
                "Niger: 41 location, 1 figure",
                "Maradi: 9 location, 1 actor",
                "Niger: 41 location, 2 actor",
                "once: 1 actor, 1 figure",
                "once: 1 actor, 1 location",
            ],
        );
    }

    #[test]
    fn a_stretch_with_both_labels_is_meant_so() {
        let mut surfaces = Surfaces::default();
        for article in 0..9 {
            surfaces.add(mention("Niamey", "location", article));
        }
        for label in ["location", "actor"] {
            surfaces.add(Mention {
                doubled: true,
                ..mention("Niamey", label, 9)
            });
        }
        assert_eq!(surfaces.labelled_two_ways(9, &|_| false), []);
        surfaces.add(mention("NIAMEY", "actor", 10));
        let found = surfaces.labelled_two_ways(9, &|_| false);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].words.as_str(), found[0].odd.count), ("Niamey", 1));
        assert_eq!(
            found[0].places,
            [Spot {
                article: 10,
                extent: Extent::new(3, 8)
            }]
        );
    }

    #[test]
    fn surfaces_are_folded_for_case_and_space() {
        let mut surfaces = Surfaces::default();
        for words in [
            "Élysée\r\n palace",
            "élysée PALACE",
            "ÉLYSÉE\u{A0}palace",
            "palace",
            " ",
        ] {
            surfaces.add(mention(words, "actor", 0));
        }
        surfaces.add(mention(&"long ".repeat(30), "actor", 0));
        let found = surfaces.most_frequent(9);
        let found: Vec<_> = found.iter().map(|s| (s.words.as_str(), s.count)).collect();
        assert_eq!(found, [("Élysée palace", 3), ("palace", 1)]);
    }

    #[test]
    fn a_full_table_forgets_the_rarest_and_says_what_counts_may_lack() {
        let mut surfaces = Surfaces::holding(100);
        for round in 0..50 {
            for n in 0..100 {
                surfaces.add(mention(&format!("rare {round} {n}"), "actor", 0));
            }
            for _ in 0..10 {
                surfaces.add(mention("Niamey", "location", 0));
            }
        }
        assert!(surfaces.table.len() <= 100);
        let first = &surfaces.most_frequent(1)[0];
        assert_eq!(first.words, "Niamey");
        assert!(first.count <= 500 && first.count + surfaces.missed() >= 500);
    }

    #[test]
    fn tables_counted_apart_are_the_table_counted_at_once() {
        let given = [
            ("Niger", "location"),
            ("niger", "actor"),
            ("talks", "event"),
            ("Niger", "location"),
        ];
        let mut whole = Surfaces::default();
        let mut first = Surfaces::default();
        let mut second = Surfaces::default();
        for (n, (words, label)) in (0..).zip(given.iter().cycle().take(30)) {
            whole.add(mention(words, label, n));
            let part = if n < 13 { &mut first } else { &mut second };
            part.add(mention(words, label, n));
        }
        first.merge(second);
        assert_eq!(first.most_frequent(9), whole.most_frequent(9));
        assert_eq!(
            first.labelled_two_ways(9, &|_| false),
            whole.labelled_two_ways(9, &|_| false)
        );
    }
}
