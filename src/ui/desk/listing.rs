//! The corpus that is open: its list, what becomes known of its articles, and the way through it.

use std::path::PathBuf;
use std::sync::Arc;

use super::Desk;
use super::rereading::records_differ;
use crate::formats::records::{Columns, Preview};
use crate::jobs::Request;
use crate::storage::{Corpus, Facts, Place, names};
use crate::ui::commands::Command;
use crate::ui::dialogs::{ColumnsForm, Dialog};
use crate::ui::document::Document;

/// So many articles are looked at in one go: then what is in view may have become another.
const PORTION: usize = 64;

/// So many seconds after something was touched it is looked at: files come in several steps.
const SETTLING: f64 = 0.4;

/// How far the desk is with a listing.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Grows with each one.
    number: u64,
    /// How far it is, in words, while it is under way.
    so_far: Option<String>,
    /// Whether articles are being looked at.
    looking: bool,
    /// All rows before this one are known or were asked for.
    next: usize,
    /// Whether the first article that is to be worked on is opened once it is known.
    wants_first: bool,
    /// Articles that are to be looked at again.
    again: Vec<Place>,
    /// When something was touched in the folder that nobody has looked at yet.
    stirred: Option<f64>,
}

impl Desk {
    /// Lists a folder or a file of records, and opens the first article in it that is neither
    /// done nor skipped.
    pub(super) fn list_corpus(&mut self, root: PathBuf, columns: Option<Columns>) {
        self.listing.so_far = Some(String::new());
        self.listing.wants_first = true;
        self.request_list(root, columns);
    }

    fn request_list(&mut self, root: PathBuf, columns: Option<Columns>) {
        let annotator = self.around.settings.annotator.clone();
        self.ask(Request::List {
            root,
            annotator,
            columns,
            ticket: 0,
        });
    }

    /// Opens a file of records; where its columns were never chosen they are shown first.
    pub(super) fn open_records(&mut self, path: PathBuf) {
        self.ask(Request::Preview { path, again: false });
    }

    /// Shows the columns of the open file of records, to be chosen again.
    pub(super) fn choose_columns(&mut self) {
        let of_records = self.corpus.as_ref().filter(|corpus| corpus.of_records);
        match of_records.map(|corpus| corpus.root.clone()) {
            Some(path) => self.ask(Request::Preview { path, again: true }),
            None => self.warn("Open a file of records first: a table, or JSON lines"),
        }
    }

    pub(super) fn take_previewed(
        &mut self,
        path: PathBuf,
        result: Result<Option<Box<Preview>>, String>,
    ) {
        match result {
            Ok(Some(preview)) => {
                let again = self.corpus.as_ref().is_some_and(|c| c.root == path);
                let form = ColumnsForm::new(path, *preview, again);
                self.dialog = Some(Dialog::Columns(Box::new(form)));
            }
            Ok(None) => self.list_corpus(path, None),
            Err(why) => self.warn(why),
        }
    }

    /// Stops listing; whether it was under way.
    pub(super) fn stop_listing(&mut self) -> bool {
        let under_way = self.listing.so_far.take().is_some();
        if under_way {
            self.listing.wants_first = false;
            self.ask(Request::StopListing);
            self.say("Listing was stopped");
        }
        under_way
    }

    /// Lists what is listed once more: files may have come and gone.
    pub(super) fn list_again(&mut self) {
        self.list.forget_facts();
        self.list_files_again();
    }

    pub(super) fn list_files_again(&mut self) {
        if let Some(corpus) = &self.corpus {
            let (root, columns) = (corpus.root.clone(), corpus.unkept.clone());
            self.request_list(root, columns.map(|columns| *columns));
        }
    }

    /// Another number for each listing.
    pub(super) fn listing_number(&self) -> u64 {
        self.listing.number
    }

    /// Whether articles are still to be looked at.
    pub(super) fn is_looking(&self) -> bool {
        self.listing.looking || self.listing.so_far.is_some()
    }

    /// What is going on with the list, for the status bar.
    pub(super) fn listing_busy(&self) -> Option<String> {
        let so_far = self.listing.so_far.as_ref()?;
        let leave = self.keymap.shown(Command::Leave);
        Some(match so_far.as_str() {
            "" => "listing…".to_owned(),
            so_far => format!("listing… {so_far}, {leave} stops"),
        })
    }

    pub(super) fn take_listing(&mut self, so_far: String) {
        if let Some(told) = &mut self.listing.so_far {
            *told = so_far;
        }
    }

    pub(super) fn take_listed(&mut self, root: PathBuf, result: Result<Corpus, String>) {
        self.listing.so_far = None;
        let corpus = match result {
            Ok(corpus) => corpus,
            Err(why) => {
                self.listing.wants_first = false;
                self.warn(why);
                return;
            }
        };
        let same = self.corpus.as_ref().is_some_and(|c| c.root == root);
        let changed = same
            && self
                .corpus
                .as_ref()
                .is_some_and(|c| records_differ(c, &corpus));
        self.list
            .annotator
            .clone_from(&self.around.settings.annotator);
        self.list.take(&corpus, same);
        self.list.counting = self.around.suggest;
        let notice = corpus.notices.first().filter(|_| !same).cloned();
        if let Some(notice) = &notice {
            self.warn(notice.clone());
        }
        if !same {
            self.searching.forget();
            self.linked.clear();
            if self.around.settings.remember_folder(&root) {
                self.keep_settings();
            }
            self.ask(Request::LookForCutOff { root: root.clone() });
            self.ask(Request::Watch { root: Some(root) });
        }
        let before = self.corpus.as_ref().map_or(0, |c| c.entries.len());
        let corpus = Arc::new(corpus);
        self.corpus = Some(Arc::clone(&corpus));
        let notice = match changed {
            true => Some(self.follow_records(&corpus, before)),
            false => notice,
        };
        self.listing.number += 1;
        self.listing.next = 0;
        self.listing.looking = false;
        let listed = |d: &Document| self.list.place_of(&d.place).is_some();
        if self.document().is_some_and(listed) || self.opening.is_some() {
            self.listing.wants_first = false;
        }
        if self.listing.wants_first && notice.is_some() {
            // The article that is opened next must not wipe it away.
            self.after_opening = notice;
        }
        // Of records, and of a folder that was open before, all may be known already.
        self.open_first();
        self.look_at_more();
    }

    /// Something was touched in the folder: it is looked at in a moment, when more of it has come.
    pub(super) fn take_stirred(&mut self) {
        self.listing.stirred.get_or_insert(self.clock);
    }

    /// Looks at what was touched, once it has been quiet for a moment; when that is, if it is not
    /// now.
    pub(super) fn look_at_touched(&mut self) -> Option<f64> {
        let due = self.listing.stirred? + SETTLING;
        if self.clock < due {
            return Some(due);
        }
        self.listing.stirred = None;
        self.ask(Request::TakeTouched);
        None
    }

    pub(super) fn take_touched(&mut self, paths: Option<Vec<(PathBuf, bool)>>) {
        let Some(paths) = paths else {
            self.list_again();
            return;
        };
        let of_records = self.corpus.as_ref().filter(|corpus| corpus.of_records);
        if let Some(root) = of_records.map(|corpus| corpus.root.clone()) {
            self.take_touched_records(&root, &paths);
            return;
        }
        let mut unknown = false;
        for (path, there) in paths {
            self.look_at_schema_file(&path);
            let name = names::file_name(&path);
            let article = match names::parse(&name) {
                Some((article, _)) => path.with_file_name(article),
                None => path.clone(),
            };
            let its_work = article != path;
            let place = Place::File(article);
            let listed = self.list.place_of(&place).is_some();
            if !listed || !(there || its_work) {
                // Work on nothing that is listed changes no list.
                unknown |= !its_work;
                continue;
            }
            let open = self.documents.values().find(|d| d.place == place);
            if let Some(document) = open.filter(|_| !its_work) {
                let title = document.title();
                self.warn(format!(
                    "“{title}” was changed on the disk: close it and open it again to see how"
                ));
            }
            self.listing.again.push(place);
        }
        if unknown {
            self.list_files_again();
        }
        self.look_at_more();
    }

    /// An article is to be looked at again.
    pub(super) fn look_again_at(&mut self, place: &Place) {
        self.list.forget(place);
        self.listing.again.push(place.clone());
    }

    /// Asks what the next articles are: those in view first.
    pub(super) fn look_at_more(&mut self) {
        if self.listing.looking {
            return;
        }
        let again = self.listing.again.len().min(PORTION);
        let mut places: Vec<Place> = self.listing.again.drain(..again).collect();
        if places.is_empty() {
            places = self.list.unknown_in_view(PORTION);
        }
        while places.len() < PORTION
            && let Some(row) = self.list.entries().get(self.listing.next)
        {
            if !row.known && !places.contains(&row.place) {
                places.push(row.place.clone());
            }
            self.listing.next += 1;
        }
        if places.is_empty() {
            return;
        }
        let request = Request::Describe {
            listing: self.listing.number,
            places,
            annotator: self.around.settings.annotator.clone(),
        };
        self.listing.looking = self.asked(request);
    }

    pub(super) fn take_described(&mut self, listing: u64, facts: Vec<(Place, Facts)>) {
        if listing != self.listing.number {
            return;
        }
        for (place, facts) in facts {
            // Of an open article the desk knows more than its file.
            let open = self.documents.values().find(|d| d.place == place);
            let facts = open.map_or(facts, facts_of);
            self.list.describe(&place, facts);
        }
        self.listing.looking = false;
        self.open_first();
        self.look_at_more();
    }

    /// Opens the first article that is neither done nor skipped, as soon as that is known.
    fn open_first(&mut self) {
        if !self.listing.wants_first {
            return;
        }
        if self.opening.is_some() {
            self.listing.wants_first = false;
            return;
        }
        let rows = self.list.entries();
        let first = (0..rows.len()).find(|index| self.list.is_unfinished(*index));
        match first {
            Some(first) if !rows[first].known => {}
            Some(first) => {
                self.listing.wants_first = false;
                self.open_listed(first);
            }
            None => {
                self.listing.wants_first = false;
                self.open_listed(0);
            }
        }
    }

    pub(super) fn open_listed(&mut self, index: usize) {
        if let Some(row) = self.list.entries().get(index) {
            self.open_place(row.place.clone());
        }
    }

    /// Goes to the next article of the list, as filtered and sorted.
    pub(super) fn step_article(&mut self, forward: bool) {
        let current = self
            .tried
            .take()
            .or_else(|| self.document().map(|d| d.place.clone()));
        match self.list.neighbour(current.as_ref(), forward, |_| true) {
            Some(next) => self.open_listed(next),
            None if forward => self.say("This is the last article of the list"),
            None => self.say("This is the first article of the list"),
        }
    }

    /// Goes to the next article that is neither done nor skipped, from the top again at the end.
    pub(super) fn next_unfinished(&mut self) {
        self.refresh_row();
        let current = self.document().map(|d| d.place.clone());
        let unfinished = |index: usize| {
            let row = &self.list.entries()[index];
            Some(&row.place) != current.as_ref() && self.list.is_unfinished(index)
        };
        let next = self
            .list
            .neighbour(current.as_ref(), true, unfinished)
            .or_else(|| self.list.neighbour(None, true, unfinished));
        match next {
            Some(next) => self.open_listed(next),
            None if self.list.is_filtered() => {
                self.say("Every article that the filter shows is done or skipped");
            }
            None => self.say("Every article of the list is done or skipped"),
        }
    }

    /// Keeps the list's row of the open article true.
    pub(super) fn refresh_row(&mut self) {
        let Some(document) = self.active.and_then(|number| self.documents.get(&number)) else {
            return;
        };
        self.list.refresh(document);
    }
}

/// What a list shows of an open article.
pub(super) fn facts_of(document: &Document) -> Facts {
    Facts {
        title: document.title().to_owned(),
        published: document.set.published.clone(),
        status: document.set.status,
        flagged: document.set.flagged,
        noted: !document.set.note.trim().is_empty(),
        spans: document.set.len(),
        broken: document.salvaged.is_some(),
        journal: false,
    }
}
