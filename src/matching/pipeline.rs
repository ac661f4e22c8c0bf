//! Running the matchers over an article.

use std::ops::Range;

use super::{Choices, Finder, Language, Matcher, Reading, Suggestion, machine_text, overlaps};
use crate::annotation::Label;
use crate::text::ByteRange;

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
        let mut finders = self.set_up(reading);
        let unread = machine_text::stretches(reading.article.text());
        let mut found = Vec::new();
        for paragraph in first.clone() {
            read(&mut finders, paragraph, &mut found);
        }
        if cancelled() {
            return;
        }
        if first.len() < reading.paragraphs() && !first.is_empty() {
            let mut part = found.clone();
            pass_over(reading, &unread, &mut part);
            read_again(&mut finders, first.clone(), &mut part, &|| false);
            pass_over(reading, &unread, &mut part);
            hand_over(Batch {
                suggestions: overlaps::resolve(part, choices),
                complete: false,
            });
        }
        for paragraph in (0..first.start).chain(first.end..reading.paragraphs()) {
            if cancelled() {
                return;
            }
            read(&mut finders, paragraph, &mut found);
        }
        let all = 0..reading.paragraphs();
        pass_over(reading, &unread, &mut found);
        read_again(&mut finders, all, &mut found, cancelled);
        pass_over(reading, &unread, &mut found);
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

    /// The matchers that read the article's language.
    fn set_up<'r>(&'r self, reading: &'r Reading<'r>) -> Vec<Box<dyn Finder + 'r>> {
        let language = reading.language;
        let fitting = self.matchers.iter().filter(|m| m.reads(language));
        fitting.map(|m| m.on(reading)).collect()
    }
}

/// Drops what stands in text that machines wrote: before it teaches names, and after.
fn pass_over(reading: &Reading<'_>, unread: &[ByteRange], found: &mut Vec<Suggestion>) {
    machine_text::pass_over(reading.article.text(), unread, found);
}

fn read(finders: &mut [Box<dyn Finder + '_>], paragraph: usize, found: &mut Vec<Suggestion>) {
    for finder in finders {
        finder.find(paragraph, found);
    }
}

fn read_again(
    finders: &mut [Box<dyn Finder + '_>],
    paragraphs: Range<usize>,
    found: &mut Vec<Suggestion>,
    cancelled: &dyn Fn() -> bool,
) {
    let mut more = Vec::new();
    for finder in finders {
        if cancelled() {
            return;
        }
        finder.find_again(found, paragraphs.clone(), cancelled, &mut more);
    }
    found.append(&mut more);
}
