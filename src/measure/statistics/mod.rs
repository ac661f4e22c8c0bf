//! What was done in a corpus: counts by status, label, type, annotator and day, the pace, and the
//! words that were marked.
//!
//! Fed one article at a time, in an order of the caller's; what is counted apart can be merged.
//! Nothing of an article is kept but counts and, in [`Surfaces`], a bounded number of places.

mod facts;
mod pace;
mod shares;
mod surfaces;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use facts::{ArticleFacts, Marked, Work, day};
pub use pace::{DayCount, FEWEST_DAYS, FEWEST_FINISHED, LAST_DAYS, Pace, TimeLeft};
pub use shares::{Share, shares};
pub use surfaces::{
    LONGEST_SURFACE, LabelUse, MOST_PLACES, MOST_SURFACES, Spot, Surface, Surfaces, TwoWays,
};

use self::surfaces::Mention;
use super::Extent;
use crate::annotation::{Maker, Status};

/// Articles by how far they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatusCount {
    pub new: u64,
    pub in_progress: u64,
    pub done: u64,
    pub skipped: u64,
}

impl StatusCount {
    fn note(&mut self, status: Status) {
        *match status {
            Status::New => &mut self.new,
            Status::InProgress => &mut self.in_progress,
            Status::Done => &mut self.done,
            Status::Skipped => &mut self.skipped,
        } += 1;
    }

    fn merge(&mut self, other: Self) {
        self.new += other.new;
        self.in_progress += other.in_progress;
        self.done += other.done;
        self.skipped += other.skipped;
    }

    #[must_use]
    pub fn all(self) -> u64 {
        self.new + self.in_progress + self.finished()
    }

    /// Done or skipped.
    #[must_use]
    pub fn finished(self) -> u64 {
        self.done + self.skipped
    }

    /// Neither.
    #[must_use]
    pub fn open(self) -> u64 {
        self.new + self.in_progress
    }
}

/// Spans by who made them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpanCount {
    pub hand: u64,
    /// Accepted.
    pub suggestion: u64,
    pub import: u64,
    /// Of the accepted and imported ones those that were changed since.
    pub edited: u64,
}

impl SpanCount {
    fn note(&mut self, span: &Marked<'_>) {
        *match span.made_by {
            Maker::Hand => &mut self.hand,
            Maker::Suggestion => &mut self.suggestion,
            Maker::Import => &mut self.import,
        } += 1;
        self.edited += u64::from(span.edited && span.made_by != Maker::Hand);
    }

    fn merge(&mut self, other: Self) {
        self.hand += other.hand;
        self.suggestion += other.suggestion;
        self.import += other.import;
        self.edited += other.edited;
    }

    #[must_use]
    pub fn all(self) -> u64 {
        self.hand + self.suggestion + self.import
    }
}

/// What one annotator did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnnotatorCount {
    /// The articles with a file of theirs, by the status there.
    pub articles: StatusCount,
    pub spans: u64,
    pub events: u64,
}

/// The counts of a corpus, or of a part of it.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// Each article once: where several annotators worked on it, as far as the furthest is. Done
    /// counts as further than skipped.
    pub articles: StatusCount,
    /// Articles that somebody flagged.
    pub flagged: u64,
    /// Articles that somebody wrote a note to.
    pub noted: u64,
    pub spans: SpanCount,
    pub labels: BTreeMap<String, SpanCount>,
    pub events: u64,
    /// Events by type; those without one under nothing.
    pub types: BTreeMap<Option<String>, u64>,
    /// Those who have set no name under nothing.
    pub annotators: BTreeMap<Option<String>, AnnotatorCount>,
    pub days: BTreeMap<Date, DayCount>,
    /// Finished articles without a span that has a day.
    pub finished_undated: u64,
    /// Spans whose file does not say when they were made.
    pub spans_undated: u64,
    pub surfaces: Surfaces,
}

impl Statistics {
    /// Counts an article. Linear in its spans.
    pub fn add(&mut self, article: &ArticleFacts<'_>) {
        let furthest = article.works.iter().map(|work| work.status);
        let status = furthest.max_by_key(|status| far(*status));
        self.articles.note(status.unwrap_or_default());
        self.flagged += u64::from(article.works.iter().any(|work| work.flagged));
        self.noted += u64::from(article.works.iter().any(|work| work.noted));
        let mut finished = None;
        for work in &article.works {
            let last = self.add_work(article.number, work);
            if far(work.status) >= far(Status::Skipped) {
                finished = finished.max(Some(last));
            }
        }
        match finished {
            None => {}
            Some(Some(day)) => self.days.entry(day).or_default().finished += 1,
            Some(None) => self.finished_undated += 1,
        }
    }

    /// Counts what one annotator did, and says on which day they were last at it.
    fn add_work(&mut self, article: u32, work: &Work<'_>) -> Option<Date> {
        let annotator = of(&mut self.annotators, work.annotator);
        annotator.articles.note(work.status);
        annotator.spans += work.spans.len() as u64;
        annotator.events += work.events.len() as u64;
        self.events += work.events.len() as u64;
        for kind in &work.events {
            *of(&mut self.types, *kind) += 1;
        }
        let mut last = None;
        let mut at: Option<(Extent, usize)> = None;
        for (index, span) in work.spans.iter().enumerate() {
            self.spans.note(span);
            match self.labels.get_mut(span.label) {
                Some(count) => count.note(span),
                None => self
                    .labels
                    .entry(span.label.to_owned())
                    .or_default()
                    .note(span),
            }
            let made = day(span.created);
            match made.map(|made| self.days.entry(made).or_default()) {
                Some(day) if span.made_by == Maker::Import => day.imported += 1,
                Some(day) => day.spans += 1,
                None => self.spans_undated += 1,
            }
            let changed = if span.modified == span.created {
                made
            } else {
                day(span.modified)
            };
            last = last.max(made).max(changed);
            // In reading order the spans of one stretch stand side by side.
            let begins = match at {
                Some((extent, begins)) if extent == span.extent => begins,
                _ => index,
            };
            at = Some((span.extent, begins));
            let next = work.spans.get(index + 1);
            self.surfaces.add(Mention {
                words: span.surface,
                label: span.label,
                spot: Spot {
                    article,
                    extent: span.extent,
                },
                doubled: begins < index || next.is_some_and(|next| next.extent == span.extent),
            });
        }
        last
    }

    /// Adds what was counted apart, of articles behind those of this one. No article may be in
    /// both.
    pub fn merge(&mut self, other: Self) {
        self.articles.merge(other.articles);
        self.flagged += other.flagged;
        self.noted += other.noted;
        self.spans.merge(other.spans);
        for (label, count) in other.labels {
            self.labels.entry(label).or_default().merge(count);
        }
        self.events += other.events;
        for (kind, count) in other.types {
            *self.types.entry(kind).or_default() += count;
        }
        for (annotator, theirs) in other.annotators {
            let count = self.annotators.entry(annotator).or_default();
            count.articles.merge(theirs.articles);
            count.spans += theirs.spans;
            count.events += theirs.events;
        }
        for (day, theirs) in other.days {
            let count = self.days.entry(day).or_default();
            count.spans += theirs.spans;
            count.imported += theirs.imported;
            count.finished += theirs.finished;
        }
        self.finished_undated += other.finished_undated;
        self.spans_undated += other.spans_undated;
        self.surfaces.merge(other.surfaces);
    }

    /// What is done on a day of work; nothing where there were too few. How it is reckoned stands
    /// in [`pace`].
    #[must_use]
    pub fn pace(&self, today: Date) -> Option<Pace> {
        pace::pace(&self.days, self.finished_undated, today)
    }

    /// How long the rest takes at that pace; nothing where there is too little to go on.
    #[must_use]
    pub fn time_left(&self, today: Date) -> Option<TimeLeft> {
        self.pace(today)?.time_left(self.articles.open())
    }
}

/// How far an article is, as a number.
fn far(status: Status) -> u8 {
    match status {
        Status::New => 0,
        Status::InProgress => 1,
        Status::Skipped => 2,
        Status::Done => 3,
    }
}

/// The count under a name.
fn of<'m, C: Default>(
    counts: &'m mut BTreeMap<Option<String>, C>,
    name: Option<&str>,
) -> &'m mut C {
    counts.entry(name.map(str::to_owned)).or_default()
}

#[cfg(test)]
mod tests;
