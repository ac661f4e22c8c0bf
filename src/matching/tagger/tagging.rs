//! From an article to mentions of names: scores for every token that may belong to one, decoded
//! stretch by stretch.

use std::cell::OnceCell;
use std::ops::Range;

use super::decoder::Decoder;
use super::document::Document;
use super::features::Features;
use super::forms::PLACES;
use super::model::{LABELS, Model, Scores, WIDTH};
use super::stretches;
use crate::matching::Known;

/// The classes of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Person,
    Organisation,
    Place,
}

pub(super) const CLASSES: [Class; 3] = [Class::Person, Class::Organisation, Class::Place];

impl Class {
    /// Where its two labels stand among [`LABELS`].
    pub(super) fn labels(self) -> [usize; 2] {
        match self {
            Self::Person => [1, 2],
            Self::Organisation => [3, 4],
            Self::Place => [5, 6],
        }
    }
}

/// A name in a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub paragraph: usize,
    pub tokens: Range<usize>,
    pub class: Class,
    /// How likely all its tokens belong to a name of this class.
    pub probability: f32,
    /// The likeliest other class, and how likely it is.
    pub other: (Class, f32),
}

/// Reads paragraphs of one article.
pub(super) struct Tagging<'m, 'd, 'r> {
    model: &'m Model,
    document: &'d Document<'r>,
    features: Features,
    decoder: Decoder,
    /// What a form says at each place, once worked out.
    forms: Known<OnceCell<Box<[Scores; PLACES.len()]>>>,
    scores: Vec<Scores>,
    labels: Vec<u8>,
    marginals: Vec<Scores>,
}

impl<'m, 'd, 'r> Tagging<'m, 'd, 'r> {
    pub(super) fn new(model: &'m Model, document: &'d Document<'r>) -> Self {
        Self {
            model,
            document,
            features: Features::default(),
            decoder: Decoder::default(),
            forms: document.reading.vocabulary().know(|_| OnceCell::new()),
            scores: Vec::new(),
            labels: Vec::new(),
            marginals: Vec::new(),
        }
    }

    /// Appends the names of a paragraph. Linear.
    pub(super) fn read(&mut self, paragraph: usize, out: &mut Vec<Mention>) {
        let document = self.document;
        stretches::each(document, paragraph, |stretch| {
            self.score(paragraph, stretch.clone());
            self.decoder
                .best(self.model, &self.scores, &mut self.labels);
            self.decoder
                .marginals(self.model, &self.scores, &mut self.marginals);
            self.gather(paragraph, &stretch, out);
        });
    }

    /// The labels of a paragraph's tokens, as text: for training and tests.
    pub(super) fn labels(&mut self, paragraph: usize) -> Vec<&'static str> {
        let document = self.document;
        let mut all = vec![LABELS[0]; document.reading.tokens(paragraph).len()];
        stretches::each(document, paragraph, |stretch| {
            self.score(paragraph, stretch.clone());
            self.decoder
                .best(self.model, &self.scores, &mut self.labels);
            for (i, &label) in stretch.zip(&self.labels) {
                all[i] = LABELS[usize::from(label)];
            }
        });
        all
    }

    fn score(&mut self, paragraph: usize, stretch: Range<usize>) {
        let Self {
            model,
            document,
            features,
            forms,
            scores,
            ..
        } = self;
        scores.clear();
        scores.resize(stretch.len(), [0.0; WIDTH]);
        let scores = std::cell::Cell::from_mut(scores.as_mut_slice()).as_slice_of_cells();
        features.of_stretch(
            document,
            paragraph,
            stretch,
            |at, id, place| {
                let said = forms[id].get_or_init(|| {
                    let form = document.form(id);
                    Box::new(PLACES.map(|place| {
                        let mut sum = [0.0; WIDTH];
                        form.attributes(place, &mut |attribute| model.add(attribute, &mut sum));
                        sum
                    }))
                });
                let mut sum = scores[at].get();
                for (score, said) in sum.iter_mut().zip(&said[place as usize]) {
                    *score += said;
                }
                scores[at].set(sum);
            },
            |at, attribute| {
                // Most attributes of a context have no weight.
                if !model.may_know(attribute) {
                    return;
                }
                let mut sum = scores[at].get();
                model.add(attribute, &mut sum);
                scores[at].set(sum);
            },
        );
    }

    /// Makes mentions of the labels of a stretch; where the best labels see no name, a token that
    /// is likely enough to belong to an actor makes one too.
    fn gather(&self, paragraph: usize, stretch: &Range<usize>, out: &mut Vec<Mention>) {
        let mut open: Option<(Class, usize)> = None;
        for at in 0..=stretch.len() {
            let label = self.labels.get(at).map_or(0, |&l| usize::from(l));
            let mut class = CLASSES.into_iter().find(|c| c.labels().contains(&label));
            let mut begins = label % 2 == 1;
            let known = open.map(|(class, _)| class).filter(|c| *c != Class::Place);
            if class.is_none() && at < stretch.len() {
                if let Some(weak) = self.weak(stretch.start + at, paragraph, at) {
                    begins = self.begins(at);
                    class = known.filter(|_| !begins).or(Some(weak));
                } else if known.is_some() && self.joins(stretch.start + at, paragraph, at) {
                    class = known;
                    begins = false;
                }
            }
            if let Some((known, start)) = open
                && (class != Some(known) || begins)
            {
                out.push(self.mention(paragraph, stretch, start..at, known));
                open = None;
            }
            if open.is_none()
                && let Some(class) = class
            {
                open = Some((class, at));
            }
        }
    }

    /// The class of actors that a capital likely belongs to where the best labels see no name.
    fn weak(&self, token: usize, paragraph: usize, at: usize) -> Option<Class> {
        let id = self.document.reading.forms(paragraph)[token];
        let outside = self.marginals[at][0];
        if !self.document.form(id).upper || outside > OUTSIDE {
            return None;
        }
        let person = self.of_class(at, Class::Person);
        let organisation = self.of_class(at, Class::Organisation);
        let class = if person > organisation {
            Class::Person
        } else {
            Class::Organisation
        };
        (person + organisation > 0.6 * (1.0 - outside)).then_some(class)
    }

    /// Whether an actor more likely begins at a token than goes on there.
    fn begins(&self, at: usize) -> bool {
        let of = |k: usize| {
            self.marginals[at][Class::Person.labels()[k]]
                + self.marginals[at][Class::Organisation.labels()[k]]
        };
        of(0) > of(1)
    }

    /// Whether a small word likely stands inside an actor's name: `of` before a capital that goes
    /// on.
    fn joins(&self, token: usize, paragraph: usize, at: usize) -> bool {
        let id = self.document.reading.forms(paragraph)[token];
        !self.document.form(id).upper
            && self.marginals[at][0] <= JOINED
            && self.labels.get(at + 1).is_some_and(|&l| l == 0)
            && self.weak(token + 1, paragraph, at + 1).is_some()
            && !self.begins(at + 1)
    }

    fn of_class(&self, at: usize, class: Class) -> f32 {
        class.labels().map(|l| self.marginals[at][l]).iter().sum()
    }

    fn mention(
        &self,
        paragraph: usize,
        stretch: &Range<usize>,
        at: Range<usize>,
        class: Class,
    ) -> Mention {
        let mean = |class: Class| {
            #[expect(clippy::cast_precision_loss, reason = "a stretch is short")]
            let length = at.len().max(1) as f32;
            at.clone().map(|t| self.of_class(t, class)).sum::<f32>() / length
        };
        let other = CLASSES
            .into_iter()
            .filter(|&c| c != class && (c == Class::Place || class == Class::Place))
            .map(|c| (c, mean(c)))
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .unwrap_or((class, 0.0));
        // What kind of actor it is nobody asks.
        let probability = if class == Class::Place {
            mean(class)
        } else {
            mean(Class::Person) + mean(Class::Organisation)
        };
        Mention {
            paragraph,
            tokens: stretch.start + at.start..stretch.start + at.end,
            class,
            probability,
            other,
        }
    }
}

/// A capital that is less likely than this outside of names belongs to an actor where one is
/// likely: measured, the tagger is too cautious on text of other kinds than it was trained on.
const OUTSIDE: f32 = 0.8;
/// A small word that is less likely than this outside of names joins two parts of one.
const JOINED: f32 = 0.6;
