//! Running the matchers over an article.

use std::ops::Range;

use super::{Choices, Language, Matcher, Reading, Suggestion, overlaps};
use crate::annotation::Label;

/// The matchers, in order.
pub struct Pipeline {
    matchers: Vec<Box<dyn Matcher>>,
}

/// What a run hands over.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// In reading order, overlaps resolved. Those below their thresholds too, where they stand in
    /// the way of none above.
    pub suggestions: Vec<Suggestion>,
    /// Whether this is the whole article; before that it is the part that was asked for first.
    pub complete: bool,
}

impl Pipeline {
    /// Over these matchers.
    #[must_use]
    pub fn new(matchers: Vec<Box<dyn Matcher>>) -> Self {
        Self { matchers }
    }

    /// The names of the matchers.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.matchers.iter().map(|m| m.name())
    }

    /// The names of the matchers with the labels that each offers.
    pub fn offers(&self) -> impl Iterator<Item = (&'static str, &'static [Label])> {
        self.matchers.iter().map(|m| (m.name(), m.labels()))
    }

    /// The names of the matchers whose rules were written for a language.
    pub fn readers(&self, language: Language) -> impl Iterator<Item = &'static str> {
        let fits = self.matchers.iter().filter(move |m| m.reads(language));
        fits.map(|m| m.name())
    }

    /// Runs over the whole article as `choices` have it. Paragraphs `first` (the visible ones) are handed over before
    /// the rest is read; `cancelled` is asked between paragraphs, and after a yes nothing more is
    /// handed over.
    pub fn run(
        &self,
        reading: &Reading<'_>,
        choices: &Choices,
        first: Range<usize>,
        cancelled: &dyn Fn() -> bool,
        hand_over: &mut dyn FnMut(Batch),
    ) {
        let first = first.start.min(reading.paragraphs())..first.end.min(reading.paragraphs());
        let mut found = Vec::new();
        for paragraph in first.clone() {
            self.read(reading, paragraph, &mut found);
        }
        if cancelled() {
            return;
        }
        if first.len() < reading.paragraphs() && !first.is_empty() {
            let mut part = found.clone();
            self.read_again(reading, first.clone(), &mut part, &|| false);
            hand_over(Batch {
                suggestions: overlaps::resolve(part, choices),
                complete: false,
            });
        }
        for paragraph in (0..first.start).chain(first.end..reading.paragraphs()) {
            if cancelled() {
                return;
            }
            self.read(reading, paragraph, &mut found);
        }
        self.read_again(reading, 0..reading.paragraphs(), &mut found, cancelled);
        if cancelled() {
            return;
        }
        hand_over(Batch {
            suggestions: overlaps::resolve(found, choices),
            complete: true,
        });
    }

    /// Everything that the matchers find in an article with the usual choices, in reading order,
    /// of any score.
    #[must_use]
    pub fn suggest(&self, reading: &Reading<'_>) -> Vec<Suggestion> {
        let mut all = Vec::new();
        self.run(
            reading,
            &Choices::default(),
            0..0,
            &|| false,
            &mut |batch| all = batch.suggestions,
        );
        all
    }

    fn fitting(&self, reading: &Reading<'_>) -> impl Iterator<Item = &dyn Matcher> {
        let language = reading.language;
        let fits = move |m: &&dyn Matcher| m.reads(language);
        self.matchers.iter().map(AsRef::as_ref).filter(fits)
    }

    fn read(&self, reading: &Reading<'_>, paragraph: usize, found: &mut Vec<Suggestion>) {
        for matcher in self.fitting(reading) {
            matcher.find(reading, paragraph, found);
        }
    }

    fn read_again(
        &self,
        reading: &Reading<'_>,
        paragraphs: Range<usize>,
        found: &mut Vec<Suggestion>,
        cancelled: &dyn Fn() -> bool,
    ) {
        let mut more = Vec::new();
        for matcher in self.fitting(reading) {
            if cancelled() {
                return;
            }
            matcher.find_throughout(reading, found, paragraphs.clone(), cancelled, &mut more);
        }
        found.append(&mut more);
    }
}
