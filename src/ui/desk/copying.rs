//! What goes to the clipboard: words, and words with where they stand.

use egui::Context;

use super::Desk;
use crate::formats::citation;
use crate::text::ByteRange;

impl Desk {
    /// Copies the selected words, or those of the selected span.
    pub(super) fn copy(&mut self, context: &Context) {
        let quote = self.to_be_copied().and_then(|range| {
            let document = self.document()?;
            Some(document.article.quote(range).to_owned())
        });
        if let Some(quote) = quote {
            context.copy_text(quote);
            self.say("Copied");
        }
    }

    /// Copies the same words as a quotation: title, source, date, address and offsets behind it.
    pub(super) fn copy_citation(&mut self, context: &Context) {
        let cited = self.to_be_copied().and_then(|range| {
            let document = self.document()?;
            let published = document.set.published.as_deref();
            citation::cite(&document.article, document.title(), published, range)
        });
        match cited {
            Some(cited) => {
                context.copy_text(cited);
                self.say("Copied with citation");
            }
            None => self.warn("Select words or a span first"),
        }
    }

    fn to_be_copied(&self) -> Option<ByteRange> {
        let document = self.document()?;
        let selected = document.selected.as_ref();
        let selected = selected.and_then(|id| document.set.span(id));
        let selection = document.caret.selection();
        selection.or(selected.map(|span| span.range))
    }
}
