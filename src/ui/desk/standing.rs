//! How each command stands: whether it can be done now, and what menus say of it.

use super::Desk;
use super::panes::Pane;
use crate::annotation::{Label, Status};
use crate::storage::Corpus;
use crate::storage::settings::Theme;
use crate::ui::commands::Command;
use crate::ui::document::Document;
use crate::ui::panels::Standing;

impl Desk {
    /// Why a command that cannot be done now cannot be done, for the palette.
    pub(super) fn why_not(&self, command: Command) -> &'static str {
        let open = self.document().is_some();
        match command {
            Command::Undo => "nothing to undo",
            Command::Redo => "nothing to redo",
            Command::HideOther | Command::TakeOther => "nobody else’s work is shown",
            Command::TourSkip | Command::TourEnd => "no tour is under way",
            Command::NextArticle | Command::PreviousArticle | Command::NextUnfinished => {
                "there is no other article"
            }
            Command::SearchCorpus => "open a folder first",
            Command::NextCorpusHit | Command::PreviousCorpusHit => "search the corpus first",
            Command::MarkEverywhere | Command::RelabelEverywhere | Command::DeleteEverywhere
                if self.corpus.is_none() =>
            {
                "open a folder first"
            }
            Command::LeftOut => "nothing was left out",
            Command::Back | Command::Forward => "no jump leads there",
            _ if !open => "open an article first",
            Command::Adopt => "this work is somebody’s already",
            Command::ConfirmPlace | Command::ConfirmAllPlaces => "nothing was moved",
            Command::GoToAlike => "no other article is nearly the same",
            Command::CopyAlike => "no nearly same article has more spans",
            Command::FillRole => "select an event first",
            Command::SameActor => "select an actor first",
            Command::SwapEnds => "select words first",
            Command::SetHead => "the schema has no heads",
            Command::ReadSchema => "no folder is open",
            Command::Delete => "select a span first",
            Command::NextSuggestion | Command::PreviousSuggestion | Command::Bulk => {
                "no suggestion is open"
            }
            Command::Accept | Command::AcceptSame | Command::Reject | Command::RejectSame => {
                "go to a suggestion first"
            }
            Command::NextSpan
            | Command::PreviousSpan
            | Command::OuterSpan
            | Command::InnerSpan
            | Command::CycleSpans => "there is no span yet",
            _ => "select a span first",
        }
    }

    /// How a command stands: for menus and the palette.
    pub(super) fn standing(&self, command: Command) -> Standing {
        let document = self.document();
        let selected = document.is_some_and(|d| d.selected.is_some());
        let selected_is = |label: &Label| {
            let span = document.and_then(|d| d.set.span(d.selected.as_ref()?));
            span.is_some_and(|span| span.label == *label)
        };
        let current = document.is_some_and(|d| d.current.is_some());
        let open = document.is_some_and(|d| d.offers.open_count() > 0);
        let spans = document.is_some_and(|d| !d.set.is_empty());
        let linked = |wanted: Command, undo| match command == wanted {
            true => self.linked_name(undo),
            false => None,
        };
        let undo = linked(Command::Undo, true);
        let undo = undo.or_else(|| document.and_then(|d| d.history().undo_name()));
        let redo = linked(Command::Redo, false);
        let redo = redo.or_else(|| document.and_then(|d| d.history().redo_name()));
        let enabled = match command {
            Command::ShowOther => document.is_some(),
            Command::HideOther => self.beneath.is_some(),
            Command::Export => document.is_some() || self.corpus.is_some(),
            Command::TakeOther => document.is_some_and(|d| d.spans_beneath().is_some()),
            Command::TourSkip | Command::TourEnd => self.tour.is_some(),
            Command::Adopt => document.is_some_and(|d| d.adoptable),
            Command::ConfirmPlace => document.is_some_and(Document::selected_is_moved),
            Command::ConfirmAllPlaces => document.is_some_and(|d| d.moved().next().is_some()),
            Command::ConfirmLocation => document.is_some_and(|d| d.proposed_location().is_some()),
            Command::ConfirmSameLocations => {
                document.is_some_and(Document::selected_location_has_place)
            }
            Command::ConfirmAllLocations => spans,
            Command::Map => document.is_some(),
            Command::GoToAlike => self.alike_stands().0,
            Command::CopyAlike => self.alike_stands().1,
            Command::Undo => undo.is_some(),
            Command::Redo => redo.is_some(),
            Command::MarkAgain(_)
            | Command::EditNote
            | Command::EditMeaning
            | Command::SpanAttributes
            | Command::RightEndLeft
            | Command::RightEndRight
            | Command::LeftEndLeft
            | Command::LeftEndRight
            | Command::FreeEnds => selected,
            Command::SetHead => document.is_some() && self.schema.rules.heads,
            Command::ReadSchema => self.schema_folder().is_some(),
            Command::FillRole => selected_is(&Label::EVENT),
            Command::SameActor => selected_is(&Label::ACTOR),
            Command::JoinActors => spans,
            Command::PartMention | Command::NextMention | Command::PreviousMention => {
                let of =
                    |d: &Document| d.set.entity_of(d.selected.as_ref()?).map(|e| e.spans.len());
                let least = if command == Command::PartMention {
                    1
                } else {
                    2
                };
                document
                    .and_then(of)
                    .is_some_and(|mentions| mentions >= least)
            }
            Command::Delete => selected || current,
            Command::SwapEnds => document.is_some_and(|d| d.caret.selection().is_some()),
            Command::NextSuggestion | Command::PreviousSuggestion | Command::Bulk => open,
            Command::Accept => {
                let answers = |d: &Document| {
                    d.linking.is_some() || d.selected_is_moved() || d.proposed_location().is_some()
                };
                current || document.is_some_and(answers)
            }
            Command::AcceptSame => {
                current || document.is_some_and(Document::selected_location_has_place)
            }
            Command::Reject | Command::RejectSame => current,
            Command::NextSpan
            | Command::PreviousSpan
            | Command::OuterSpan
            | Command::InnerSpan
            | Command::CycleSpans => spans,
            Command::Back | Command::Forward => {
                let back = command == Command::Back;
                document.is_some_and(|d| d.jumps.leads(back)) || self.visits.lead(back)
            }
            Command::Columns => {
                let corpus = self.corpus.as_deref();
                corpus.is_some_and(|corpus| corpus.of_records)
            }
            Command::LeftOut => {
                let all = |c: &Corpus| c.notices.is_empty() && c.faults.is_empty();
                self.corpus.as_deref().is_some_and(|corpus| !all(corpus))
            }
            Command::NextArticle | Command::PreviousArticle | Command::NextUnfinished => {
                self.list.entries().len() > 1
            }
            Command::SearchCorpus => self.corpus.is_some(),
            Command::NextCorpusHit | Command::PreviousCorpusHit => self.searching.has_hits(),
            Command::MarkEverywhere => self.corpus.is_some() && document.is_some(),
            Command::RelabelEverywhere | Command::DeleteEverywhere => {
                self.corpus.is_some() && selected
            }
            Command::Save
            | Command::SaveCopy
            | Command::Close
            | Command::Copy
            | Command::CopyCitation
            | Command::SelectAll
            | Command::Find
            | Command::FindNext
            | Command::FindPrevious
            | Command::MarkHits
            | Command::Mark(_)
            | Command::MatchAgain
            | Command::ArticleLabels
            | Command::Guidelines
            | Command::ArticleLanguage
            | Command::DoneAndNext
            | Command::MarkDone
            | Command::MarkSkipped
            | Command::ToggleFlag
            | Command::ArticleNote
            | Command::Checks
            | Command::NextCheck
            | Command::PreviousCheck
            | Command::Move(_)
            | Command::Extend(_) => document.is_some(),
            _ => true,
        };
        let title = match command {
            Command::Undo => undo.map(|name| format!("Undo {name}")),
            Command::Redo => redo.map(|name| format!("Redo {name}")),
            _ => None,
        };
        let status = document.map(|d| d.set.status);
        let theme = self.around.settings.theme;
        let ticked = match command {
            Command::ArticlesPanel => Some(self.panes.is_there(Pane::Articles)),
            Command::Inspector => Some(self.panes.is_there(Pane::Inspector)),
            Command::Statistics => Some(self.counting.is_open()),
            Command::ToggleConnections => Some(self.show_connections),
            Command::ToggleSuggestions => Some(self.show_suggestions),
            Command::ThemeSystem => Some(theme == Theme::System),
            Command::ThemeLight => Some(theme == Theme::Light),
            Command::ThemeDark => Some(theme == Theme::Dark),
            Command::MarkDone => Some(status == Some(Status::Done)),
            Command::MarkSkipped => Some(status == Some(Status::Skipped)),
            Command::ToggleFlag => Some(document.is_some_and(|d| d.set.flagged)),
            _ => None,
        };
        Standing {
            enabled,
            title,
            ticked,
        }
    }
}
