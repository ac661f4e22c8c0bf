//! What the desk tells those who listen: every message, and what a change of place has brought up.

use egui::Context;

use super::Desk;
use crate::annotation::Id;
use crate::text::ByteRange;
use crate::ui::panels::{Announcement, count, limits_in_words};
use crate::ui::text_view::spoken;

/// Collects what is to be said, and remembers what the listener knows.
#[derive(Debug, Default)]
pub struct Announcer {
    said: Announcement,
    /// Messages since, and whether each is alarming.
    waiting: Vec<(String, bool)>,
    known: Known,
}

/// What is told when it has become another.
#[derive(Clone, Debug, Default, PartialEq)]
struct Known {
    document: Option<u64>,
    selected: Option<Id>,
    /// The suggestion under review.
    current: Option<(usize, ByteRange)>,
    /// Whether the matchers have read the article.
    complete: bool,
    /// The search, its hits, and which is the current one.
    hits: Option<(u64, usize, Option<usize>)>,
    dialog: Option<&'static str>,
    /// Why the work is not saved.
    trouble: Option<String>,
}

impl Announcer {
    /// A message of the desk.
    pub fn say(&mut self, message: &str, alarming: bool) {
        self.waiting.push((message.to_owned(), alarming));
    }

    /// What was announced last.
    #[must_use]
    pub fn said(&self) -> &Announcement {
        &self.said
    }
}

impl Desk {
    /// Announces what was said and what has changed since the last frame. While nobody listens,
    /// nothing is put into words.
    pub(super) fn announce(&mut self, context: &Context) {
        let heard = context
            .accesskit_node_builder(egui::accesskit_root_id(), |_| ())
            .is_some();
        let messages = std::mem::take(&mut self.announcer.waiting);
        let now = self.known();
        if heard && (now != self.announcer.known || !messages.is_empty()) {
            let urgent = messages.iter().any(|(_, alarming)| *alarming)
                || now.trouble.is_some() && now.trouble != self.announcer.known.trouble;
            let parts = self.put_into_words(&now, messages);
            if !parts.is_empty() {
                let said = &mut self.announcer.said;
                said.number += 1;
                said.text = parts.join(". ");
                said.urgent = urgent;
            }
        }
        self.announcer.known = now;
    }

    fn known(&self) -> Known {
        let document = self.document();
        Known {
            document: document.map(|d| d.number),
            selected: document.and_then(|d| d.selected.clone()),
            current: document
                .and_then(|d| d.current)
                .and_then(|index| Some((index, self.document()?.offers.get(index)?.range))),
            complete: document.is_some_and(|d| d.offers.complete),
            hits: self
                .find
                .as_ref()
                .filter(|find| !find.query.is_empty() && !find.is_under_way())
                .map(|find| (find.revision, find.hits.len(), find.current)),
            dialog: self.dialog.as_ref().map(|dialog| dialog.name()),
            trouble: document.and_then(|d| d.keeping.trouble()),
        }
    }

    /// Messages first, then what they have led to.
    fn put_into_words(&self, now: &Known, messages: Vec<(String, bool)>) -> Vec<String> {
        let before = &self.announcer.known;
        let mut parts = Vec::new();
        if now.dialog != before.dialog {
            parts.extend(now.dialog.map(str::to_owned));
        }
        let spoken_for = !messages.is_empty();
        parts.extend(messages.into_iter().map(|(text, _)| text));
        let Some(document) = self.document() else {
            return parts;
        };
        let opened = now.document != before.document;
        if opened {
            parts.insert(0, spoken::title(document));
            parts.extend(document.read_only.clone());
            let pipeline = self.around.jobs.pipeline();
            parts.extend(limits_in_words(document, pipeline));
        }
        if now.trouble != before.trouble && !opened {
            parts.push(now.trouble.clone().unwrap_or_else(|| "Saved".to_owned()));
        }
        let read = now.complete && (opened || !before.complete);
        if read && document.offers.open_count() > 0 {
            let open = count(document.offers.open_count(), "suggestion");
            parts.push(format!("{open} open"));
        }
        // A message says what was marked.
        if now.selected != before.selected && !spoken_for {
            let span = now.selected.as_ref().and_then(|id| document.set.span(id));
            parts.extend(span.map(|span| {
                let name = spoken::span(&document.article, span);
                format!("Selected {name}")
            }));
        }
        if now.current != before.current
            && let Some((index, _)) = now.current
            && let Some(offer) = document.offers.get(index)
        {
            let place = document.offers.open_before(index) + 1;
            let open = document.offers.open_count();
            let name = spoken::offer(&document.article, offer);
            let why = spoken::about_offer(&document.article, offer);
            parts.push(format!("{place} of {open}: {name}, {why}"));
        }
        if now.hits != before.hits {
            parts.extend(now.hits.map(|hits| match hits {
                (_, 0, _) => "Not found".to_owned(),
                (_, n, Some(at)) => format!("Hit {} of {n}", at + 1),
                (_, n, None) => count(n, "hit"),
            }));
        }
        parts
    }
}
