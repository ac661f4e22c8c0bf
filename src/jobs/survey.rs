//! What was done in a corpus, counted from its annotation files a portion at a time.
//!
//! A survey is a value that is handed to and fro: each portion is one request, so that something
//! more urgent may come between two of them, and who wants no more simply does not ask again.
//! Articles without an annotation file are counted and not read.

use std::sync::Arc;

use super::works::{Held, Lone, Uncounted, Works, is_begun};
use crate::annotation::AnnotationSet;
use crate::matching::Reading;
use crate::matching::places::Gazetteer;
use crate::measure::statistics::{ArticleFacts, Marked, Statistics, Work};
use crate::measure::{Extent, statistics};
use crate::storage::{Corpus, Files, Place};
use crate::text::Article;

/// Counting a corpus.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The asker's own number: what is left of an older one may still come.
    pub number: u64,
    works: Works,
    pub statistics: Statistics,
    pub uncounted: Vec<Uncounted>,
}

impl Survey {
    /// Nothing is counted yet. With `only` the work of that annotator, who may be one that nobody
    /// has heard of. Places of spans name articles by their index in the corpus, and behind it in
    /// `lone`.
    #[must_use]
    pub fn new(number: u64, corpus: Arc<Corpus>, lone: Vec<Lone>, only: Option<String>) -> Self {
        Self {
            number,
            works: Works::new(corpus, lone, only),
            statistics: Statistics::default(),
            uncounted: Vec::new(),
        }
    }

    /// Counts the work on an article as it is given here, and not as its file has it.
    pub fn hold(&mut self, place: Place, held: Held) {
        self.works.hold(place, held);
    }

    /// How many articles are counted, and of how many.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        self.works.progress()
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        self.works.is_done()
    }

    /// The name of an article by its number.
    #[must_use]
    pub fn name(&self, article: u32) -> &str {
        self.works.name(article)
    }

    /// Where an article stands, by its number; nothing for one of which only its annotation files
    /// are at hand.
    #[must_use]
    pub fn place(&self, article: u32) -> Option<&Place> {
        self.works.place(article)
    }

    /// Counts on until everything is counted or `enough` says so; it is asked before each article.
    pub fn go_on(&mut self, files: &dyn Files, mut enough: impl FnMut() -> bool) {
        while !self.is_done() && !enough() {
            let Some(read) = self.works.next(files, &mut self.uncounted) else {
                return;
            };
            for (_, set, file) in &read.works {
                let unplaced = set.faulty.len();
                if unplaced > 0 {
                    let entries = if unplaced == 1 { "entry" } else { "entries" };
                    self.uncounted.push(Uncounted {
                        file: file.clone(),
                        why: format!("{unplaced} {entries} without a place not counted"),
                        unreadable: false,
                    });
                }
            }
            let works = read.works.iter();
            let works = works.map(|(article, set, _)| work_of(article, set));
            self.statistics.add(&ArticleFacts {
                number: u32::try_from(read.number).unwrap_or(u32::MAX),
                works: works.collect(),
            });
        }
    }
}

/// What one annotator did in an article, as it is counted.
#[must_use]
pub fn work_of<'a>(article: &'a Article, set: &'a AnnotationSet) -> Work<'a> {
    let marked = |span: &'a crate::annotation::Span| {
        let (start, end) = article.to_code_points(span.range);
        Marked {
            label: span.label.as_str(),
            extent: Extent::new(start, end),
            surface: article.quote(span.range),
            made_by: span.origin.by,
            edited: span.origin.edited,
            created: span.created.as_str(),
            modified: span.modified.as_str(),
        }
    };
    Work {
        annotator: set.annotator.as_deref(),
        status: set.status,
        flagged: set.flagged,
        noted: !set.note.trim().is_empty(),
        spans: set.spans().map(marked).collect(),
        events: set.events().map(|event| event.kind.as_deref()).collect(),
    }
}

/// The counts of one article as it stands on the desk.
#[must_use]
pub fn counts_of(article: &Article, set: &AnnotationSet) -> Statistics {
    let mut statistics = Statistics::default();
    let works = is_begun(set)
        .then(|| work_of(article, set))
        .into_iter()
        .collect();
    statistics.add(&ArticleFacts { number: 0, works });
    statistics
}

/// Whether words are the name of a country, in full or in short, and nothing more.
#[must_use]
pub fn names_country(words: &str) -> bool {
    let article = Article::from_text("", words);
    let reading = Reading::new(&article);
    if reading.paragraphs() == 0 {
        return false;
    }
    let tokens = reading.tokens(0);
    let found = Gazetteer::built_in().longest(&reading, tokens, 0);
    found.is_some_and(|found| found.tokens == tokens.len() && found.country().is_some())
}

/// The day it is, in UTC: what [`statistics`] calls today.
#[must_use]
pub fn today(now: &crate::annotation::Timestamp) -> Option<jiff::civil::Date> {
    statistics::day(now.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_their_whole_name_only() {
        for (words, expected) in [
            ("Niger", true),
            ("Ivory Coast", true),
            ("Niamey", false),
            ("Niger Delta", false),
            ("Niger and Mali", false),
            ("", false),
            ("650 troops", false),
        ] {
            assert_eq!(names_country(words), expected, "{words}");
        }
    }
}
