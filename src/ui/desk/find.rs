//! Finding words in the open article: what is looked for, and what was found so far.
//!
//! The search itself runs in the background and hands its hits over in portions.

use crate::jobs::Request;
use crate::text::finding::{MOST_HITS, Options, Pattern, Progress};
use crate::text::{Article, ByteRange};

/// A search and its hits.
#[derive(Debug, Default)]
pub struct Find {
    pub query: String,
    pub options: Options,
    /// In reading order.
    pub hits: Vec<ByteRange>,
    pub current: Option<usize>,
    /// The article that the hits are of.
    pub document: Option<u64>,
    /// Raised with every search.
    pub revision: u64,
    state: State,
    /// The first hit from here on is gone to as soon as it is known.
    landing: Option<usize>,
    /// Where the caret was when the search began to be typed: there it goes on from, and back to
    /// where nothing is found.
    pub origin: Option<usize>,
    pub(super) focus_given: bool,
}

/// How a search stands.
#[derive(Clone, Debug, Default, PartialEq)]
enum State {
    #[default]
    Ended,
    /// Why the query is none.
    Wrong(String),
    /// Through this much of the article, in percent.
    UnderWay(usize),
    TooMany,
}

impl Find {
    /// Begins a search: what to ask the background for; nothing where there is nothing to look
    /// for. With `landing`, the first hit from that position on will be gone to.
    pub fn begin(
        &mut self,
        number: u64,
        article: &Article,
        landing: Option<usize>,
    ) -> Option<Request> {
        self.document = Some(number);
        self.revision += 1;
        self.current = None;
        self.hits.clear();
        self.landing = landing;
        self.state = State::Ended;
        if self.query.is_empty() {
            return None;
        }
        match Pattern::new(&self.query, self.options) {
            Ok(pattern) => {
                self.state = State::UnderWay(0);
                Some(Request::Find {
                    number,
                    search: self.revision,
                    article: article.clone(),
                    pattern,
                    ticket: 0,
                })
            }
            Err(why) => {
                self.state = State::Wrong(why.to_string());
                None
            }
        }
    }

    /// Takes a portion of hits in a text of `length` bytes; the hit to go to, if it is among them.
    pub fn take(
        &mut self,
        hits: Vec<ByteRange>,
        progress: Progress,
        length: usize,
    ) -> Option<ByteRange> {
        self.hits.extend(hits);
        self.state = match progress {
            Progress::At(at) => State::UnderWay(at.saturating_mul(100) / length.max(1)),
            Progress::Done => State::Ended,
            Progress::TooMany => State::TooMany,
        };
        let from = self.landing?;
        let behind = self.hits.partition_point(|hit| hit.start < from);
        // From the end it goes on at the beginning, once it is sure that nothing follows.
        if behind == self.hits.len() && self.is_under_way() {
            return None;
        }
        self.landing = None;
        let place = if behind < self.hits.len() { behind } else { 0 };
        let hit = self.hits.get(place).copied()?;
        self.current = Some(place);
        Some(hit)
    }

    /// Whether hits may still come.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        matches!(self.state, State::UnderWay(_))
    }

    /// What is wrong with the query.
    #[must_use]
    pub fn fault(&self) -> Option<&str> {
        match &self.state {
            State::Wrong(why) => Some(why),
            _ => None,
        }
    }

    /// The next hit behind a position, or the previous one; it goes round at the ends.
    pub fn step(&mut self, position: usize, forward: bool) -> Option<ByteRange> {
        if self.hits.is_empty() {
            return None;
        }
        let count = self.hits.len();
        let next = match (self.current, forward) {
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
            (None, true) => self.hits.partition_point(|hit| hit.start < position) % count,
            (None, false) => {
                let behind = self.hits.partition_point(|hit| hit.start < position);
                (behind + count - 1) % count
            }
        };
        self.current = Some(next);
        self.hits.get(next).copied()
    }

    /// Asks for the focus again.
    pub fn focus(&mut self) {
        self.focus_given = false;
    }

    /// How many hits there are and which is the current one, in words.
    #[must_use]
    pub fn in_words(&self) -> String {
        let so_far = match self.state {
            State::UnderWay(percent) => format!(" so far, {percent} % searched"),
            _ => String::new(),
        };
        match (&self.state, self.hits.len(), self.current) {
            (State::Wrong(_), ..) => String::new(),
            _ if self.query.is_empty() => String::new(),
            (State::TooMany, _, Some(at)) => format!("{} of more than {MOST_HITS}", at + 1),
            (State::TooMany, ..) => format!("more than {MOST_HITS} hits"),
            (State::Ended, 0, _) => "not found".to_owned(),
            (_, n, Some(at)) => format!("{} of {n}{so_far}", at + 1),
            (_, 1, None) => format!("1 hit{so_far}"),
            (_, n, None) => format!("{n} hits{so_far}"),
        }
    }
}
