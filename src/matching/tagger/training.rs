//! What the training program needs: the sequences of an article as attributes, and the labels
//! that a model gives.
//!
//! No learning happens here; `examples/train_tagger.rs` learns and writes the model.

use super::document::Document;
use super::features::Features;
use super::hashing::Attribute;
use super::model::Model;
use super::stretches;
use super::tagging::Tagging;
use crate::matching::Reading;
use crate::text::ByteRange;

/// A stretch of text that may hold names.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// Where its tokens stand.
    pub tokens: Vec<ByteRange>,
    /// What the tagger sees of each.
    pub attributes: Vec<Vec<Attribute>>,
}

/// Every stretch of an article that the tagger looks at, in reading order.
#[must_use]
pub fn sequences(reading: &Reading<'_>) -> Vec<Sequence> {
    let document = Document::new(reading);
    let mut features = Features::default();
    let mut found = Vec::new();
    for paragraph in 0..reading.paragraphs() {
        stretches::each(&document, paragraph, |stretch| {
            let seen = std::cell::RefCell::new(vec![Vec::new(); stretch.len()]);
            features.of_stretch(
                &document,
                paragraph,
                stretch.clone(),
                |at, id, place| {
                    let mut seen = seen.borrow_mut();
                    let form = document.form(id);
                    form.attributes(place, &mut |attribute| seen[at].push(attribute));
                },
                |at, attribute| seen.borrow_mut()[at].push(attribute),
            );
            found.push(Sequence {
                tokens: reading.tokens(paragraph)[stretch]
                    .iter()
                    .map(|t| t.range())
                    .collect(),
                attributes: seen.into_inner(),
            });
        });
    }
    found
}

/// The best labels of all tokens of an article, outside the stretches `O`.
#[must_use]
pub fn labels(model: &Model, reading: &Reading<'_>) -> Vec<(ByteRange, &'static str)> {
    let document = Document::new(reading);
    let mut tagging = Tagging::new(model, &document);
    (0..reading.paragraphs())
        .flat_map(|paragraph| {
            let labels = tagging.labels(paragraph);
            reading
                .tokens(paragraph)
                .iter()
                .map(|t| t.range())
                .zip(labels)
                .collect::<Vec<_>>()
        })
        .collect()
}
