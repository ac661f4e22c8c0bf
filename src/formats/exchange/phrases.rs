//! Spans as the options want them: by extent and label, and flat where a format needs that.

use super::Work;
use super::loss::Loss;
use super::options::{Extent, Options, Overlaps};
use crate::annotation::{Label, Span};
use crate::text::ByteRange;

/// A span as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Phrase<'a> {
    pub span: &'a Span,
    /// The whole range or the head, as the options say.
    pub range: ByteRange,
}

/// The spans that are written of one article.
#[derive(Clone, Debug, Default)]
pub struct Phrases<'a> {
    /// In reading order: by start, the longer first.
    pub kept: Vec<Phrase<'a>>,
}

/// Not among the chosen labels.
const NOT_CHOSEN: &str = "its label was not chosen";
/// Two spans of one label whose heads are the same words.
const SAME_WORDS: &str = "another span of this label is written with the same words";
/// Lost against another one where the format is flat.
const OVERLAPS: &str = "it overlaps a span that is written, and the format is flat";

impl<'a> Phrases<'a> {
    /// All spans of the chosen labels, overlapping or not. No two have the same words and label.
    /// O(n log n) in the spans.
    #[must_use]
    pub fn of(work: &Work<'a>, options: &Options, lost: &mut dyn FnMut(Loss)) -> Self {
        let mut kept = Vec::with_capacity(work.set.len());
        for span in work.set.spans() {
            if !options.wants(&span.label) {
                lost(Loss::of_span(work.name, work.article, span, NOT_CHOSEN));
                continue;
            }
            let range = match options.extent {
                Extent::Full => span.range,
                Extent::Head => span.head.unwrap_or(span.range),
            };
            kept.push(Phrase { span, range });
        }
        if options.extent == Extent::Head {
            let mut seen = foldhash::HashSet::default();
            kept.retain(|phrase| {
                let fresh = seen.insert((phrase.range, &phrase.span.label));
                if !fresh {
                    lost(Loss::of_span(
                        work.name,
                        work.article,
                        phrase.span,
                        SAME_WORDS,
                    ));
                }
                fresh
            });
        }
        kept.sort_by_key(|phrase| (phrase.range.start, std::cmp::Reverse(phrase.range.end)));
        Self { kept }
    }

    /// Of spans that overlap only the one that the options prefer stays. O(n log n).
    pub fn flatten(&mut self, work: &Work<'a>, options: &Options, lost: &mut dyn FnMut(Loss)) {
        let mut order: Vec<usize> = (0..self.kept.len()).collect();
        let length = |i: &usize| self.kept[*i].range.len();
        match options.overlaps {
            Overlaps::First => {}
            Overlaps::Longest | Overlaps::PerLabel => {
                order.sort_by_key(|i| (std::cmp::Reverse(length(i)), *i));
            }
            Overlaps::Shortest => order.sort_by_key(|i| (length(i), *i)),
        }
        let mut taken = Taken::default();
        let mut stays = vec![false; self.kept.len()];
        for i in order {
            stays[i] = taken.take(self.kept[i].range);
        }
        let mut flags = stays.iter();
        self.kept.retain(|phrase| {
            let stays = flags.next().is_some_and(|stays| *stays);
            if !stays {
                lost(Loss::of_span(
                    work.name,
                    work.article,
                    phrase.span,
                    OVERLAPS,
                ));
            }
            stays
        });
    }

    /// Those of one label.
    #[must_use]
    pub fn of_label(&self, label: &Label) -> Self {
        let of_it = |phrase: &&Phrase<'_>| phrase.span.label == *label;
        Self {
            kept: self.kept.iter().filter(of_it).copied().collect(),
        }
    }
}

/// Ranges of which no two overlap.
#[derive(Default)]
struct Taken(std::collections::BTreeMap<usize, usize>);

impl Taken {
    /// Whether nothing of it was taken; it is then.
    fn take(&mut self, range: ByteRange) -> bool {
        let before = self.0.range(..range.end).next_back();
        if before.is_some_and(|(_, end)| *end > range.start) {
            return false;
        }
        self.0.insert(range.start, range.end);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{AnnotationSet, Id, Op, Origin, Timestamp};
    use crate::text::Article;

    const TEXT: &str = "Syrian army commander Ali Hassan said 650 troops died in Aleppo.";

    fn check(options: &Options, expected: &[&str], lost_words: &[&str]) {
        let article = Article::from_text("a.txt", TEXT);
        let mut set = AnnotationSet::default();
        let marks = [
            ("actor", "Syrian army commander Ali Hassan", "Ali Hassan"),
            ("location", "Syrian", ""),
            ("actor", "Ali Hassan", ""),
            ("figure", "650 troops", "650"),
            ("event", "650 troops died", "died"),
            ("location", "Aleppo", ""),
        ];
        for (n, (label, words, head)) in (1..).zip(marks) {
            let at = |words: &str| {
                let start = TEXT.find(words).unwrap();
                ByteRange::new(start, start + words.len())
            };
            let id = Id::numbered('s', n);
            let now = Timestamp::default();
            let mut span = Span::new(id, Label::new(label), at(words), Origin::default(), &now);
            span.head = (!head.is_empty()).then(|| at(head));
            set.apply(&Op::AddSpan(Box::new(span))).unwrap();
        }
        let work = Work {
            article: &article,
            set: &set,
            name: "a.txt",
            stem: "a",
            predictions: &[],
        };
        let mut lost = Vec::new();
        let mut told = |loss: Loss| match loss.what {
            super::super::Lost::Span { quote, .. } => lost.push(quote),
            other => panic!("{other:?}"),
        };
        let mut phrases = Phrases::of(&work, options, &mut told);
        phrases.flatten(&work, options, &mut told);
        let kept: Vec<_> = phrases
            .kept
            .iter()
            .map(|p| article.quote(p.range))
            .collect();
        assert_eq!(kept, expected, "{options:?}");
        assert_eq!(lost, lost_words, "{options:?}");
    }

    #[test]
    fn of_spans_that_overlap_the_preferred_one_stays_and_the_others_are_told() {
        let options = Options::default();
        check(
            &options,
            &[
                "Syrian army commander Ali Hassan",
                "650 troops died",
                "Aleppo",
            ],
            &["Syrian", "Ali Hassan", "650 troops"],
        );
        let options = Options {
            overlaps: Overlaps::Shortest,
            ..Options::default()
        };
        check(
            &options,
            &["Syrian", "Ali Hassan", "650 troops", "Aleppo"],
            &["Syrian army commander Ali Hassan", "650 troops died"],
        );
        let options = Options {
            overlaps: Overlaps::First,
            labels: Some(vec![Label::LOCATION, Label::FIGURE]),
            ..Options::default()
        };
        check(
            &options,
            &["Syrian", "650 troops", "Aleppo"],
            &[
                "Syrian army commander Ali Hassan",
                "Ali Hassan",
                "650 troops died",
            ],
        );
        let options = Options {
            extent: Extent::Head,
            ..Options::default()
        };
        // Two mentions of one actor with one name are one phrase.
        check(
            &options,
            &["Syrian", "Ali Hassan", "650", "died", "Aleppo"],
            &["Ali Hassan"],
        );
    }
}
