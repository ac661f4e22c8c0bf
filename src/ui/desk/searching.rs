//! Searching the corpus: what is asked of the background, what comes back, and the way to a hit.

use std::sync::Arc;

use egui::{Context, Id};

use super::Desk;
use super::landing::Spot;
use super::panes::Pane;
use crate::jobs::{CorpusSearch, OnDesk, Portion, Request, SearchState, Sought};
use crate::search::{Vocabulary, What, Words};
use crate::ui::actions::SearchWish;
use crate::ui::commands::Command;
use crate::ui::dialogs::{Deed, Dialog};
use crate::ui::panels::{SearchPanel, articles_pane, count, search_pane};
use crate::ui::text_view;

/// A longer selection than so many bytes is no phrase to look for.
const PHRASE: usize = 100;
/// From so many open articles it is learnt which values there are.
const LEARNT_FROM: usize = 32;

/// The search over the corpus.
#[derive(Debug, Default)]
pub struct Searching {
    /// Whether the panel is shown in the place of the list of articles.
    pub shown: bool,
    pub panel: SearchPanel,
    /// The number of the search that was asked for last, in the panel or in a dialog.
    number: u64,
    /// Whether what was found is not said: nobody has asked.
    quietly: bool,
}

impl Searching {
    /// Whether there is a hit to go to.
    pub(super) fn has_hits(&self) -> bool {
        self.panel.found.step(None, true).is_some()
    }

    /// Another corpus has come.
    pub(super) fn forget(&mut self) {
        self.panel.forget();
    }
}

impl Desk {
    /// Where the focus goes that comes to the left column.
    pub(super) fn left_pane(&self) -> Id {
        if self.searching.shown {
            search_pane()
        } else {
            articles_pane()
        }
    }

    /// Opens the panel, or goes back to it. What is selected in the text is looked for, unless it
    /// is the hit that was gone to.
    pub(super) fn open_search(&mut self) {
        if self.corpus.is_none() {
            self.warn("Open a folder first: its articles are searched");
            return;
        }
        self.panes.ask_for(Pane::Articles);
        self.searching.shown = true;
        self.learn_vocabulary();
        self.searching.panel.take_focus();
        if let Some(query) = self.selected_phrase() {
            self.search_for(query);
        }
    }

    fn learn_vocabulary(&mut self) {
        let mut known = Vocabulary::of(&self.schema);
        let others = self
            .documents
            .values()
            .filter(|d| Some(d.number) != self.active);
        let open = self.document().into_iter().chain(others);
        for document in open.take(LEARNT_FROM) {
            known.learn(&document.set);
            known.learn_words(&document.article, &document.set);
        }
        self.searching.panel.vocabulary = known;
    }

    /// The selected words as a query.
    fn selected_phrase(&self) -> Option<String> {
        let document = self.document()?;
        let range = document.caret.selection()?;
        let words = document.article.quote(range).trim();
        let panel = &self.searching.panel;
        let hit = panel.current.and_then(|row| panel.found.seen(row));
        let gone_to = hit.is_some_and(|(article, seen)| {
            article.place == document.place && seen.hit.range == Some(range)
        });
        let phrase = !gone_to && range.len() <= PHRASE && !words.contains('\n');
        let query = Words::phrase(words).ok().filter(|_| phrase)?.to_string();
        (panel.searched.as_deref() != Some(&query)).then_some(query)
    }

    pub(super) fn search_wish(&mut self, context: &Context, wish: SearchWish) {
        match wish {
            SearchWish::For(query) => self.search_for(query),
            SearchWish::Stop => self.stop_searching(),
            SearchWish::Go(row) => {
                self.go_to_hit(row);
                context.memory_mut(|memory| memory.request_focus(text_view::focus_id()));
            }
            SearchWish::Show(row) => self.go_to_hit(row),
            SearchWish::FromCurrent(command) => {
                let panel = &self.searching.panel;
                let row = panel.current.or_else(|| panel.found.step(None, true));
                let seen = row.and_then(|row| panel.found.seen(row));
                let Some((words, what)) =
                    seen.map(|(_, seen)| (seen.words.clone(), seen.hit.what.clone()))
                else {
                    return;
                };
                let label = match what {
                    What::Span { label, .. } => Some(label),
                    What::Words | What::Article => None,
                };
                let deed = match command {
                    Command::RelabelEverywhere => Deed::Relabel,
                    Command::DeleteEverywhere => Deed::Delete,
                    _ => Deed::Mark,
                };
                self.sweep_words(deed, words, label);
            }
            SearchWish::Panel(search) => {
                self.searching.shown = search;
                let pane = self.left_pane();
                if search {
                    self.learn_vocabulary();
                }
                context.memory_mut(|memory| memory.request_focus(pane));
            }
        }
    }

    fn search_for(&mut self, query: String) {
        let number = self.next_search();
        self.message = None;
        let Some(query) = self.searching.panel.begin(query, number) else {
            return;
        };
        if !self.search_corpus(Sought::Query(query)) {
            self.searching.panel.found.state = None;
        }
    }

    /// What was searched is searched again: articles were changed.
    pub(super) fn search_again(&mut self) {
        let panel = &self.searching.panel;
        let Some(searched) = panel.searched.clone() else {
            return;
        };
        let (typed, gone_to) = (panel.query.clone(), panel.gone_to);
        self.searching.quietly = true;
        let message = self.message.take();
        self.search_for(searched);
        self.message = message;
        let panel = &mut self.searching.panel;
        panel.query = typed;
        (panel.current, panel.gone_to) = (gone_to, gone_to);
    }

    /// The number of the search that is asked for next.
    pub(super) fn next_search(&mut self) -> u64 {
        self.searching.number += 1;
        self.searching.number
    }

    /// Asks for a search under the number that was given last; whether it was taken.
    pub(super) fn search_corpus(&mut self, sought: Sought) -> bool {
        let Some(corpus) = self.corpus.as_ref().map(Arc::clone) else {
            return false;
        };
        let number = self.searching.number;
        // What is saved is read from its file.
        let differs = |number: &u64, unsaved: bool| unsaved || Some(*number) == self.active;
        let on_desk = self
            .documents
            .iter()
            .filter(|(number, d)| differs(number, d.keeping.is_unsaved()))
            .map(|(_, document)| OnDesk {
                place: document.place.clone(),
                article: document.article.clone(),
                set: Box::new(document.set.clone()),
            });
        let search = CorpusSearch {
            number,
            corpus,
            sought,
            annotator: self.around.settings.annotator.clone(),
            on_desk: on_desk.collect(),
        };
        let request = Request::SearchCorpus {
            search: Box::new(search),
            ticket: 0,
        };
        self.asked(request)
    }

    pub(super) fn stop_searching(&mut self) {
        self.ask(Request::StopSearching);
        let found = &mut self.searching.panel.found;
        if found.is_under_way() {
            found.state = None;
        }
    }

    pub(super) fn take_searched(&mut self, number: u64, portion: Portion) {
        let ended = portion.state != SearchState::UnderWay;
        if let Some(Dialog::Everywhere(form)) = &mut self.dialog
            && form.number == number
        {
            form.take(portion);
            return;
        }
        let panel = &mut self.searching.panel;
        if panel.number != number || panel.found.state != Some(SearchState::UnderWay) {
            return;
        }
        panel.found.take(portion);
        if ended {
            panel.take_end();
            let rows = panel.found.rows.len();
            for at in [&mut panel.current, &mut panel.gone_to] {
                *at = at.filter(|row| *row < rows);
            }
            if std::mem::take(&mut self.searching.quietly) {
                return;
            }
            let (hits, articles) = (panel.found.hits, panel.found.articles.len());
            let said = match hits {
                0 => "Nothing found in the corpus".to_owned(),
                _ => format!("{} in {}", count(hits, "hit"), count(articles, "article")),
            };
            self.say(said);
        }
    }

    /// The next hit behind the one that was gone to last, or the one before.
    pub(super) fn step_corpus_hit(&mut self, forward: bool) {
        let panel = &self.searching.panel;
        match panel.found.step(panel.current, forward) {
            Some(row) => self.go_to_hit(row),
            None if panel.found.rows.is_empty() => self.warn("Search the corpus first"),
            None if forward => self.say("No hit behind this one"),
            None => self.say("No hit before this one"),
        }
    }

    fn go_to_hit(&mut self, row: usize) {
        let panel = &mut self.searching.panel;
        let Some((article, seen)) = panel.found.seen(row) else {
            return;
        };
        let (place, hit) = (article.place.clone(), seen.hit.clone());
        (panel.current, panel.gone_to) = (Some(row), Some(row));
        panel.follow = true;
        let Some(range) = hit.range else {
            self.open_place(place);
            return;
        };
        let spot = match hit.what {
            What::Span { id, .. } => Spot::Span(id, range),
            _ => Spot::Words(range),
        };
        self.go_to_spot(place, spot);
    }
}
