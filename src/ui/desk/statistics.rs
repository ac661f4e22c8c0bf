//! The page of statistics: counting for it, and going where it points.

use std::collections::HashMap;
use std::sync::Arc;

use super::Desk;
use super::landing;
use crate::jobs::{Held, Request, Survey, counts_of, today};
use crate::measure::statistics::Spot;
use crate::ui::document::Document;
use crate::ui::panels::{Figures, StatisticsPage};

/// The page, and what it shows.
#[derive(Default)]
pub(super) struct Counting {
    open: bool,
    /// Whether the corpus is counted, and not the open article alone.
    whole: bool,
    /// Whose work of the corpus is counted; nothing for everybody's.
    only: Option<String>,
    /// Who has worked on the corpus, as it was counted for everybody.
    annotators: Vec<String>,
    /// Grows with each count: what is left of an older one may still come.
    number: u64,
    /// How many articles are counted, and of how many, while that goes on.
    progress: Option<(usize, usize)>,
    /// The last count of the corpus, which knows what its numbers of articles mean.
    survey: Option<Box<Survey>>,
    of_corpus: Option<Figures>,
    of_article: Option<Figures>,
    /// Of which article and revision that is.
    of_revision: Option<(u64, u64)>,
    /// Where was gone to last of some words and their odd label: the next place is behind it.
    gone_to: HashMap<(String, String), Spot>,
}

impl Counting {
    /// Whether the page stands in the place of the text.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }
}

impl Desk {
    /// Opens the page, counting anew, or closes it.
    pub(super) fn toggle_statistics(&mut self) {
        if self.counting.open {
            self.close_statistics();
            return;
        }
        self.message = None;
        self.counting.open = true;
        self.counting.only = None;
        self.counting.whole = self.corpus.is_some();
        self.count_again();
    }

    /// Goes back to the text. Counting that is under way ends.
    pub(super) fn close_statistics(&mut self) {
        self.counting.open = false;
        self.stop_counting();
    }

    /// Counts the corpus, or the open article alone.
    pub(super) fn count_whole(&mut self, whole: bool) {
        self.counting.whole = whole;
        if whole && self.counting.of_corpus.is_some() {
            return;
        }
        self.count_again();
    }

    /// Counts the work of one annotator in the corpus, or of everybody.
    pub(super) fn count_annotator(&mut self, name: Option<String>) {
        self.counting.only = name;
        self.counting.whole = true;
        self.counting.of_corpus = None;
        self.count_again();
    }

    /// Nobody waits for the count any more.
    pub(super) fn stop_counting(&mut self) {
        self.counting.number += 1;
        self.counting.progress = None;
    }

    fn count_again(&mut self) {
        let Some(corpus) = self.corpus.clone().filter(|_| self.counting.whole) else {
            return;
        };
        self.counting.number += 1;
        let only = self.counting.only.clone();
        let mut survey = Survey::new(self.counting.number, corpus, Vec::new(), only.clone());
        // What is open is ahead of its file.
        let counted = |d: &&Document| only.is_none() || d.set.annotator == only;
        for document in self.documents.values().filter(counted) {
            survey.hold(document.place.clone(), held(document));
        }
        self.counting.progress = Some(survey.progress());
        self.ask(Request::Survey(Box::new(survey)));
    }

    /// Takes a portion of a count, and asks for the next one.
    pub(super) fn take_surveyed(&mut self, survey: Box<Survey>) {
        if survey.number != self.counting.number || !self.counting.open {
            return;
        }
        if !survey.is_done() {
            self.counting.progress = Some(survey.progress());
            self.ask(Request::Survey(survey));
            return;
        }
        let mut figures = Figures::of(&survey.statistics, true, today(&(self.around.now)()));
        figures.uncounted.clone_from(&survey.uncounted);
        if self.counting.only.is_none() {
            let names = survey.statistics.annotators.keys();
            self.counting.annotators = names.flatten().cloned().collect();
        }
        self.counting.progress = None;
        self.counting.of_corpus = Some(figures);
        self.counting.survey = Some(survey);
    }

    /// Counts the open article, where the page shows it and it has changed.
    pub(super) fn refresh_statistics(&mut self) {
        if !self.counting.open || self.counting.whole {
            return;
        }
        let of = self.document().map(|d| (d.number, d.revision()));
        if self.counting.of_revision == of {
            return;
        }
        let counts = self.document().map(|d| counts_of(&d.article, &d.set));
        let today = today(&(self.around.now)());
        self.counting.of_article = counts.map(|counts| Figures::of(&counts, false, today));
        self.counting.of_revision = of;
    }

    /// What the page shows in this frame.
    pub(super) fn statistics_page(&self) -> StatisticsPage<'_> {
        let counting = &self.counting;
        StatisticsPage {
            figures: if counting.whole {
                counting.of_corpus.as_ref()
            } else {
                counting.of_article.as_ref()
            },
            whole: counting.whole,
            article: self.document().map(Document::title),
            corpus: self
                .corpus
                .as_ref()
                .map(|corpus| corpus.root.display().to_string()),
            only: counting.only.as_deref(),
            annotators: &counting.annotators,
            counting: counting.progress.filter(|_| counting.whole),
            schema: &self.schema,
        }
    }

    /// Goes to the next place where words have a label that they seldom have.
    pub(super) fn go_to_odd(&mut self, mistake: usize) {
        let counting = &mut self.counting;
        let figures = if counting.whole {
            &counting.of_corpus
        } else {
            &counting.of_article
        };
        let found = figures
            .as_ref()
            .and_then(|figures| figures.mistakes.get(mistake));
        let Some(found) = found.filter(|found| !found.places.is_empty()) else {
            return;
        };
        let order = |spot: &Spot| (spot.article, spot.extent.start);
        let key = (found.words.clone(), found.odd.label.clone());
        let last = counting.gone_to.get(&key);
        let behind = |last| {
            found
                .places
                .iter()
                .position(|spot| order(spot) > order(last))
        };
        let nth = last.and_then(behind).unwrap_or(0);
        let spot = found.places[nth];
        counting.gone_to.insert(key, spot);
        let said = format!(
            "“{}” as {}, {} of {}",
            found.words,
            found.odd.label,
            nth + 1,
            found.odd.count
        );
        let extent = spot.extent;
        let place = if counting.whole {
            let survey = counting.survey.as_ref();
            survey.and_then(|survey| survey.place(spot.article).cloned())
        } else {
            self.document().map(|d| d.place.clone())
        };
        let Some(place) = place else { return };
        self.close_statistics();
        self.go_to_spot(place, landing::Spot::Counted(extent));
        self.say(said.clone());
        if self.opening.is_some() {
            self.after_opening = Some(said);
        }
    }
}

pub(super) fn held(document: &Document) -> Held {
    Held {
        file: document.annotation_path.clone(),
        article: document.article.clone(),
        set: Arc::new(document.set.clone()),
    }
}
