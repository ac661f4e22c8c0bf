//! Which articles of a corpus are nearly the same, found a portion at a time.
//!
//! First each article is read once for its sketch, then those that may be nearly the same are read
//! again and compared. Like a survey it is a value that is handed to and fro.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::measure::near_duplicates::{
    Likeness, NearDuplicate, Shingles, Sketches, is_near_duplicate,
};
use crate::storage::{Corpus, Files, Place, article_at};

/// Corpora of more articles are not searched: sketches and reading cost too much for something
/// that nobody asked for. 20 MB of sketches.
pub const MOST_ARTICLES: usize = 100_000;

/// Nor is more text than this read, in bytes; the articles behind it are passed over.
pub const MOST_TEXT: usize = 512 * 1024 * 1024;

/// Texts whose runs of words are kept for the next comparison. 5 MB for articles of 2 KB.
const KEPT: usize = 2_000;

/// Of one article no more than this many others are told, the most alike.
pub const MOST_TOLD: usize = 5;

/// Another article that is nearly the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    pub place: Place,
    /// The first is the article that this one is alike.
    pub likeness: Likeness,
}

/// The search for near-duplicates.
#[derive(Clone, Debug)]
pub struct Likenesses {
    /// The asker's own number: what is left of an older one may still come.
    pub number: u64,
    corpus: Arc<Corpus>,
    /// How much text was read, in bytes.
    text: usize,
    sketches: Sketches,
    /// Once all are sketched: what is to be compared, and how far that is.
    pairs: Option<Vec<(u32, u32)>>,
    compared: usize,
    kept: HashMap<u32, Arc<Shingles>>,
    order: VecDeque<u32>,
    found: Vec<NearDuplicate>,
}

impl Likenesses {
    /// Nothing where the corpus is too large to be searched, or has no two articles.
    #[must_use]
    pub fn of(number: u64, corpus: Arc<Corpus>) -> Option<Self> {
        (2..=MOST_ARTICLES)
            .contains(&corpus.entries.len())
            .then(|| Self {
                number,
                corpus,
                text: 0,
                sketches: Sketches::default(),
                pairs: None,
                compared: 0,
                kept: HashMap::new(),
                order: VecDeque::new(),
                found: Vec::new(),
            })
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        self.pairs
            .as_ref()
            .is_some_and(|pairs| self.compared >= pairs.len())
    }

    /// Goes on until everything is compared or `enough` says so; it is asked before each article.
    pub fn go_on(&mut self, files: &dyn Files, mut enough: impl FnMut() -> bool) {
        while self.sketches.len() < self.corpus.entries.len() {
            if enough() {
                return;
            }
            self.sketch(files);
        }
        let pairs = match self.pairs.take() {
            Some(pairs) => pairs,
            None => self.sketches.candidates(),
        };
        while let Some((first, second)) = pairs.get(self.compared) {
            if enough() {
                break;
            }
            self.compare(files, *first, *second);
            self.compared += 1;
        }
        self.pairs = Some(pairs);
    }

    fn sketch(&mut self, files: &dyn Files) {
        let entry = &self.corpus.entries[self.sketches.len()];
        if self.text >= MOST_TEXT {
            self.sketches.pass();
            return;
        }
        match article_at(files, &entry.place) {
            Ok(article) => {
                self.text += article.text().len();
                self.sketches.add(story(&article));
            }
            Err(_) => self.sketches.pass(),
        }
    }

    fn compare(&mut self, files: &dyn Files, first: u32, second: u32) {
        let (Some(a), Some(b)) = (self.shingles(files, first), self.shingles(files, second)) else {
            return;
        };
        let likeness = a.likeness(&b);
        if is_near_duplicate(likeness) {
            self.found.push(NearDuplicate {
                first,
                second,
                likeness,
            });
        }
    }

    /// Nothing where the article cannot be read any more.
    fn shingles(&mut self, files: &dyn Files, number: u32) -> Option<Arc<Shingles>> {
        if let Some(shingles) = self.kept.get(&number) {
            return Some(Arc::clone(shingles));
        }
        let entry = self.corpus.entries.get(number as usize)?;
        let article = article_at(files, &entry.place).ok()?;
        let shingles = Arc::new(Shingles::of(story(&article)));
        if self.kept.len() >= KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.kept.remove(&oldest);
        }
        self.kept.insert(number, Arc::clone(&shingles));
        self.order.push_back(number);
        Some(shingles)
    }

    /// What was found: to each article those that are nearly the same, the most alike first.
    #[must_use]
    pub fn found(&self) -> HashMap<Place, Vec<Alike>> {
        let mut all: HashMap<Place, Vec<Alike>> = HashMap::new();
        let place = |number: u32| self.corpus.entries.get(number as usize).map(|e| &e.place);
        for pair in &self.found {
            let (Some(first), Some(second)) = (place(pair.first), place(pair.second)) else {
                continue;
            };
            let turned = pair.likeness.turned();
            for (of, other, likeness) in [(first, second, pair.likeness), (second, first, turned)] {
                all.entry(of.clone()).or_default().push(Alike {
                    place: other.clone(),
                    likeness,
                });
            }
        }
        for alike in all.values_mut() {
            alike.sort_by(|a, b| {
                let (x, y) = (a.likeness.resemblance(), b.likeness.resemblance());
                y.total_cmp(&x).then_with(|| a.place.cmp(&b.place))
            });
            alike.truncate(MOST_TOLD);
        }
        all
    }
}

/// What of an article is compared: front matter says the same in many.
fn story(article: &crate::text::Article) -> &str {
    article
        .text()
        .get(article.header.body..)
        .unwrap_or_default()
}
