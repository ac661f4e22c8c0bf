//! Going to words or a span of an article that may have to be opened first.

use super::Desk;
use crate::annotation::Id;
use crate::measure::Extent;
use crate::storage::Place;
use crate::text::ByteRange;
use crate::ui::document::{Caret, Document, Leap};

/// What is gone to.
#[derive(Debug)]
pub(super) enum Spot {
    /// A span, which stood there when it was found; where it is gone, its words.
    Span(Id, ByteRange),
    Words(ByteRange),
    /// The span with these words, in code points, else the words.
    Counted(Extent),
}

/// What is gone to as soon as its article is on the desk.
#[derive(Debug)]
pub(super) struct Landing {
    place: Place,
    spot: Spot,
}

impl Desk {
    /// Opens an article and goes to something in it.
    pub(super) fn go_to_spot(&mut self, place: Place, spot: Spot) {
        self.landing = Some(Landing {
            place: place.clone(),
            spot,
        });
        self.open_place(place);
        self.land();
    }

    /// Goes to what is to be gone to, once its article is on the desk.
    pub(super) fn land(&mut self) {
        let Some(Landing { place, spot }) = self.landing.take() else {
            return;
        };
        let opening = self.opening.is_some();
        let Some(document) = self.document_mut().filter(|d| d.place == place && !opening) else {
            // Where it could not be opened it has been said why.
            if opening {
                self.landing = Some(Landing { place, spot });
            }
            return;
        };
        let from = document.caret.position;
        let Some((range, span)) = at(document, spot) else {
            return;
        };
        match span {
            Some(id) => {
                document.put_caret(Caret::at(range.start));
                document.select(id);
            }
            None => document.put_caret(Caret::selecting(range)),
        }
        let to = document.caret.position;
        document.jumps.note(from, to, Leap::Jump);
    }
}

/// Where something stands, and the span that it is; nothing where the article is another by now.
fn at(document: &Document, spot: Spot) -> Option<(ByteRange, Option<Id>)> {
    let set = &document.set;
    match spot {
        Spot::Span(id, range) => {
            let there = set.span(&id).is_some_and(|span| span.range == range);
            let held = there || document.article.holds(range);
            held.then_some((range, there.then_some(id)))
        }
        Spot::Words(range) => document.article.holds(range).then_some((range, None)),
        Spot::Counted(extent) => {
            let range = document.article.to_range(extent.start, extent.end)?;
            let mut there = set.overlapping(range).into_iter();
            let span = there.find(|span| span.range == range);
            Some((range, span.map(|span| span.id.clone())))
        }
    }
}
