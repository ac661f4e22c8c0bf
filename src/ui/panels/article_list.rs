//! The rows of the list of articles: what is known of each, which are shown, and in which order.
//!
//! A frame costs what is in view: which rows are shown is worked out when the filter, the order
//! or what the rows say has changed. Counts that change while somebody annotates do not move rows.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use super::filter::Filter;
use crate::annotation::Status;
use crate::storage::{Corpus, Facts, Place};
use crate::ui::document::Document;

/// How many suggestions are open in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Open {
    /// They are not counted yet.
    #[default]
    Unknown,
    /// The article is too long to be counted before it is opened, or cannot be read.
    Untold,
    Counted(usize),
}

impl Open {
    /// The number, where it is known.
    #[must_use]
    pub fn counted(self) -> Option<usize> {
        match self {
            Self::Counted(open) => Some(open),
            Self::Unknown | Self::Untold => None,
        }
    }
}

/// One article of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub place: Place,
    /// Its path within the corpus.
    pub name: String,
    /// Whether the facts are those of the article; until then they are empty.
    pub known: bool,
    pub facts: Facts,
    pub open: Open,
    /// Whether the last save failed.
    pub unsaved: bool,
    /// Who else has annotated it.
    pub others: Vec<String>,
}

impl Listed {
    fn new(place: &Place, name: String) -> Self {
        Self {
            place: place.clone(),
            name,
            known: false,
            facts: Facts::default(),
            open: Open::Unknown,
            unsaved: false,
            others: Vec::new(),
        }
    }

    /// The title, or the name while there is none.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.facts.title.trim().is_empty() {
            &self.name
        } else {
            &self.facts.title
        }
    }
}

/// By what the rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// As the files or records stand.
    #[default]
    Corpus,
    Title,
    Date,
    Status,
    Flag,
    Spans,
    Open,
}

impl Order {
    pub const ALL: [Self; 7] = [
        Self::Corpus,
        Self::Title,
        Self::Date,
        Self::Status,
        Self::Flag,
        Self::Spans,
        Self::Open,
    ];

    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Corpus => "File",
            Self::Title => "Title",
            Self::Date => "Date",
            Self::Status => "Status",
            Self::Flag => "Flag",
            Self::Spans => "Spans",
            Self::Open => "Open suggestions",
        }
    }

    /// What is wanted first of dates and counts is the most.
    fn compare(self, a: &Listed, b: &Listed) -> Ordering {
        match self {
            Self::Corpus => Ordering::Equal,
            Self::Title => caseless(a.title()).cmp(caseless(b.title())),
            Self::Date => b.facts.published.cmp(&a.facts.published),
            Self::Status => rank(a.facts.status).cmp(&rank(b.facts.status)),
            Self::Flag => b.facts.flagged.cmp(&a.facts.flagged),
            Self::Spans => b.facts.spans.cmp(&a.facts.spans),
            Self::Open => b.open.cmp(&a.open),
        }
    }
}

fn caseless(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// What is at work comes before what is new, and what is finished last.
fn rank(status: Status) -> u8 {
    match status {
        Status::InProgress => 0,
        Status::New => 1,
        Status::Done => 2,
        Status::Skipped => 3,
    }
}

/// The list, and what is shown of it.
#[derive(Debug, Default)]
pub struct ArticleList {
    rows: Vec<Listed>,
    index: HashMap<Place, usize>,
    /// The words that filter it.
    pub filter: String,
    pub order: Order,
    pub reversed: bool,
    /// What is wrong with the filter.
    pub(super) fault: Option<String>,
    /// The rows that are shown, by their index.
    shown: Vec<usize>,
    /// Of which filter and order that is.
    shown_for: (String, Order, bool),
    /// Whether rows have changed since.
    stale: bool,
    /// Who sits at the desk.
    pub annotator: Option<String>,
    /// Whether open suggestions are counted.
    pub counting: bool,
    /// How many rows are done.
    done: usize,
    /// What is said of records that cannot be opened, and of work without a record.
    pub(super) left_out: Option<String>,
    /// The places among those shown that are in view.
    pub(super) in_view: Range<usize>,
    /// The keyboard's place among those shown.
    pub(super) cursor: usize,
    /// Whether the keyboard's place has moved and is to be seen.
    pub(super) follow_cursor: bool,
    /// The article to which the view was brought last.
    pub(super) brought: Option<Place>,
    /// Whether the focus is to come to the filter.
    pub filters: bool,
    /// Whether the focus is to come to the order.
    pub sorts: bool,
    /// How far the view is scrolled, in points.
    pub(super) offset: f32,
}

impl ArticleList {
    /// Every article, in the order of the corpus.
    #[must_use]
    pub fn entries(&self) -> &[Listed] {
        &self.rows
    }

    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.filter.trim().is_empty()
    }

    /// Puts the articles of a corpus in the place of those there were. Where it is the same corpus
    /// listed once more, what is known stays; what comes with the listing counts more.
    pub fn take(&mut self, corpus: &Corpus, same: bool) {
        let old = std::mem::take(&mut self.rows);
        let mut known = HashMap::new();
        if same {
            known.extend(old.into_iter().map(|row| (row.place.clone(), row)));
        } else {
            self.filter.clear();
        }
        self.rows = corpus
            .entries
            .iter()
            .map(|entry| {
                let row = known.remove(&entry.place);
                let mut row = row.unwrap_or_else(|| Listed::new(&entry.place, entry.name.clone()));
                row.others = (corpus.annotators.get(&entry.name).into_iter().flatten())
                    .filter(|name| Some(name.as_str()) != self.annotator.as_deref())
                    .cloned()
                    .collect();
                // Where a record stands may have changed.
                row.place.clone_from(&entry.place);
                if let Some(facts) = &entry.facts {
                    row.facts.clone_from(facts);
                    row.known = true;
                }
                row
            })
            .collect();
        self.left_out = match corpus.faults.len() {
            0 => None,
            1 => Some("✖ 1 fault in this file".to_owned()),
            faults => Some(format!("✖ {faults} faults in this file")),
        };
        let places = self.rows.iter().enumerate();
        self.index = places.map(|(i, row)| (row.place.clone(), i)).collect();
        // What is shown are indices into rows that are no more: nobody must see them.
        self.stale = true;
        self.bring_up_to_date();
    }

    /// Adds an article that no listing has shown, if it is not there.
    pub fn add(&mut self, place: &Place) {
        if self.index.contains_key(place) {
            return;
        }
        self.index.insert(place.clone(), self.rows.len());
        self.rows.push(Listed::new(place, place.name()));
        self.stale = true;
    }

    /// Nothing is known of any article any more.
    pub fn forget_facts(&mut self) {
        for row in &mut self.rows {
            row.known = false;
            row.open = Open::Unknown;
        }
        self.stale = true;
    }

    /// Nothing is known of an article any more.
    pub fn forget(&mut self, place: &Place) {
        if let Some(row) = self.row_of(place) {
            row.known = false;
            row.open = Open::Unknown;
            self.stale = true;
        }
    }

    /// Where an article stands in the list.
    #[must_use]
    pub fn place_of(&self, place: &Place) -> Option<usize> {
        self.index.get(place).copied()
    }

    /// The row of an article.
    pub fn row_of(&mut self, place: &Place) -> Option<&mut Listed> {
        let index = self.place_of(place)?;
        self.rows.get_mut(index)
    }

    /// Takes in what an article is.
    pub fn describe(&mut self, place: &Place, facts: Facts) {
        if let Some(row) = self.row_of(place) {
            row.known = true;
            row.facts = facts;
            self.stale = true;
        }
    }

    /// Takes in how many suggestions are open in an article; nothing where it cannot be told.
    pub fn count_open(&mut self, place: &Place, open: Option<usize>) {
        let resorts = matches!(self.order, Order::Open) || self.is_filtered();
        if let Some(row) = self.row_of(place) {
            let counted = open.map_or(Open::Untold, Open::Counted);
            if row.open != counted {
                row.open = counted;
                self.stale |= resorts;
            }
        }
    }

    /// No open suggestions are counted any more.
    pub fn forget_counts(&mut self) {
        for row in &mut self.rows {
            row.open = Open::Unknown;
        }
        self.stale = true;
    }

    /// Articles whose open suggestions are not counted: those in view first, then those of all
    /// from row `next` on, which moves on.
    pub fn uncounted(&self, most: usize, next: &mut usize) -> Vec<Place> {
        let shown = self.shown.get(self.in_view.clone()).unwrap_or_default();
        let in_view = shown.iter().filter_map(|i| self.rows.get(*i));
        let uncounted = |row: &&Listed| row.open == Open::Unknown;
        let mut places: Vec<Place> = in_view
            .filter(uncounted)
            .take(most)
            .map(|row| row.place.clone())
            .collect();
        while places.is_empty() && *next < self.rows.len() {
            let rows = &self.rows[*next..(*next + most).min(self.rows.len())];
            let rest = rows.iter().filter(uncounted);
            places.extend(rest.map(|row| row.place.clone()));
            if places.is_empty() {
                *next += rows.len();
            }
        }
        places
    }

    /// Whether a row is neither done nor skipped, as far as is known.
    #[must_use]
    pub fn is_unfinished(&self, index: usize) -> bool {
        self.rows.get(index).is_some_and(|row| {
            !row.known || matches!(row.facts.status, Status::New | Status::InProgress)
        })
    }

    /// Keeps the row of an open article true.
    pub fn refresh(&mut self, document: &Document) {
        let Some(row) = self.row_of(&document.place) else {
            return;
        };
        let facts = &mut row.facts;
        let set = &document.set;
        let moves = !row.known || facts.status != set.status || facts.flagged != set.flagged;
        row.known = true;
        if facts.title != document.title() {
            document.title().clone_into(&mut facts.title);
        }
        if facts.published != set.published {
            facts.published.clone_from(&set.published);
        }
        facts.status = set.status;
        facts.flagged = set.flagged;
        facts.noted = !set.note.trim().is_empty();
        facts.spans = set.len();
        facts.broken = document.salvaged.is_some();
        facts.journal = false;
        row.unsaved = document.keeping.failure().is_some();
        if document.offers.complete {
            row.open = Open::Counted(document.offers.open_count());
        }
        self.stale |= moves;
    }

    /// How many articles are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.done
    }

    /// The rows that are shown, by their index.
    #[must_use]
    pub fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// Works out what is shown, where that may have changed.
    pub fn bring_up_to_date(&mut self) {
        let (filter, order, reversed) = &self.shown_for;
        let asked = *filter != self.filter || *order != self.order || *reversed != self.reversed;
        if !asked && !self.stale {
            return;
        }
        let filter = Filter::new(&self.filter);
        self.fault.clone_from(&filter.fault);
        self.shown = (0..self.rows.len())
            .filter(|i| filter.lets_through(&self.rows[*i]))
            .collect();
        let (rows, order) = (&self.rows, self.order);
        if order != Order::Corpus {
            self.shown
                .sort_by(|a, b| order.compare(&rows[*a], &rows[*b]));
        }
        if self.reversed {
            self.shown.reverse();
        }
        self.done = rows
            .iter()
            .filter(|row| row.facts.status == Status::Done)
            .count();
        self.shown_for = (self.filter.clone(), self.order, self.reversed);
        self.stale = false;
        if asked {
            self.cursor = 0;
            self.brought = None;
        }
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
    }

    /// The next article of those shown that is wanted, behind or before one. Where that one is not
    /// shown it is looked for among all, so that a filter does not lose the place.
    #[must_use]
    pub fn neighbour(
        &self,
        of: Option<&Place>,
        forward: bool,
        wanted: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let row = of.and_then(|place| self.place_of(place));
        let at = row.and_then(|row| self.shown.iter().position(|i| *i == row));
        let wanted = |i: &usize| wanted(*i);
        match (at, row, forward) {
            (Some(at), _, true) => self.shown[at + 1..].iter().copied().find(wanted),
            (Some(at), _, false) => self.shown[..at].iter().rev().copied().find(wanted),
            (None, Some(row), true) => {
                let behind = self.shown.iter().copied().filter(|i| *i > row);
                behind.filter(wanted).min()
            }
            (None, Some(row), false) => {
                let before = self.shown.iter().copied().filter(|i| *i < row);
                before.filter(wanted).max()
            }
            (None, None, true) => self.shown.iter().copied().find(wanted),
            (None, None, false) => self.shown.iter().rev().copied().find(wanted),
        }
    }

    /// Articles in view of which nothing is known.
    #[must_use]
    pub fn unknown_in_view(&self, most: usize) -> Vec<Place> {
        let shown = self.shown.get(self.in_view.clone()).unwrap_or_default();
        let rows = shown.iter().filter_map(|i| self.rows.get(*i));
        let unknown = rows.filter(|row| !row.known);
        unknown.take(most).map(|row| row.place.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::storage::Entry;

    fn corpus(names: &[&str], titles: Option<&[&str]>) -> Corpus {
        let entries = names.iter().enumerate().map(|(i, name)| Entry {
            place: Place::File(PathBuf::from(name)),
            name: (*name).to_owned(),
            facts: titles.map(|titles| Facts {
                title: titles[i].to_owned(),
                ..Facts::default()
            }),
        });
        Corpus {
            root: PathBuf::from("/news"),
            entries: entries.collect(),
            notices: Vec::new(),
            faults: Vec::new(),
            of_records: titles.is_some(),
            unkept: None,
            annotators: HashMap::new(),
        }
    }

    #[test]
    fn what_is_shown_is_there_also_before_anything_is_drawn() {
        let mut list = ArticleList::default();
        list.take(&corpus(&["a", "b", "c", "d"], None), false);
        list.bring_up_to_date();
        let last = Place::File(PathBuf::from("c"));
        list.take(&corpus(&["b", "c"], None), true);
        assert_eq!(list.shown(), [0, 1]);
        for forward in [true, false] {
            let next = list.neighbour(Some(&last), forward, |i| list.is_unfinished(i));
            assert_eq!(next, (!forward).then_some(0));
        }
        list.take(&corpus(&[], None), true);
        assert_eq!(list.neighbour(Some(&last), true, |_| true), None);
    }

    #[test]
    fn what_comes_with_a_listing_takes_the_place_of_what_was_known() {
        let mut list = ArticleList::default();
        list.take(&corpus(&["a", "b"], Some(&["One", "Two"])), false);
        list.take(&corpus(&["a", "b"], Some(&["New", "Two"])), true);
        assert_eq!(list.entries()[0].title(), "New");
    }
}
