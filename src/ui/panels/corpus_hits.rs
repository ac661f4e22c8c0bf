//! What a search over the corpus has found, as rows: an article, then its hits.
//!
//! A frame costs what is in view: where each row stands is known when it comes.

use crate::jobs::{ArticleHits, Portion, SearchState, Seen};

/// The height of an article's row, in points.
pub const ARTICLE: f32 = 28.0;
/// The height of a hit's row.
pub const HIT: f32 = 40.0;

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// Which article.
    pub article: usize,
    /// Which of its hits; nothing for the row of the article itself.
    pub hit: Option<usize>,
}

/// The results of one search.
#[derive(Debug, Default)]
pub struct CorpusHits {
    pub articles: Vec<ArticleHits>,
    pub rows: Vec<Row>,
    /// Where each row begins, and behind them where the last one ends.
    tops: Vec<f32>,
    /// How many hits there are, those that are not listed included.
    pub hits: usize,
    /// Why articles could not be read.
    pub unread: Vec<String>,
    pub looked: usize,
    pub of: usize,
    /// Nothing before anything was looked for, and after it was stopped.
    pub state: Option<SearchState>,
}

impl CorpusHits {
    /// Those of a search that has just begun.
    #[must_use]
    pub fn awaited() -> Self {
        Self {
            state: Some(SearchState::UnderWay),
            ..Self::default()
        }
    }

    /// Takes in a portion.
    pub fn take(&mut self, portion: Portion) {
        for found in portion.found {
            let article = self.articles.len();
            self.push(Row { article, hit: None }, ARTICLE);
            for hit in 0..found.hits.len() {
                let hit = Some(hit);
                self.push(Row { article, hit }, HIT);
            }
            self.hits += found.hits.len() + found.more;
            self.articles.push(found);
        }
        self.unread.extend(portion.unread);
        (self.looked, self.of) = (portion.looked, portion.of);
        self.state = Some(portion.state);
    }

    fn push(&mut self, row: Row, height: f32) {
        let top = self.height();
        if self.tops.is_empty() {
            self.tops.push(0.0);
        }
        self.rows.push(row);
        self.tops.push(top + height);
    }

    /// The height of all rows.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// From where to where a row reaches.
    #[must_use]
    pub fn reach(&self, row: usize) -> (f32, f32) {
        let at = |index| self.tops.get(index).copied().unwrap_or(self.height());
        (at(row), at(row + 1))
    }

    /// The row that stands at a height.
    #[must_use]
    pub fn row_at(&self, height: f32) -> usize {
        self.tops.partition_point(|top| *top <= height).max(1) - 1
    }

    /// What a row shows, where it is one of a hit.
    #[must_use]
    pub fn seen(&self, row: usize) -> Option<(&ArticleHits, &Seen)> {
        let row = self.rows.get(row)?;
        let article = self.articles.get(row.article)?;
        Some((article, article.hits.get(row.hit?)?))
    }

    /// The next row of a hit, or the one before; without one to begin with the first or the last.
    #[must_use]
    pub fn step(&self, from: Option<usize>, forward: bool) -> Option<usize> {
        let is_hit = |row: &usize| self.rows[*row].hit.is_some();
        let all = self.rows.len();
        match (from, forward) {
            (Some(from), true) => (from + 1..all).find(is_hit),
            (Some(from), false) => (0..from.min(all)).rev().find(is_hit),
            (None, true) => (0..all).find(is_hit),
            (None, false) => (0..all).rev().find(is_hit),
        }
    }

    /// Whether articles are still being looked at.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.state == Some(SearchState::UnderWay)
    }
}
