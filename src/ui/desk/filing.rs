//! Opening and listing: what goes to the background threads and what comes back.

use std::path::{Path, PathBuf};

use egui::Context;

use super::Desk;
use crate::annotation::Status;
use crate::jobs::{Began, Cause, Reply, Request, Unsaved};
use crate::storage::{Base, Carrying, Kind, ReadOnly, names};
use crate::ui::dialogs::Dialog;
use crate::ui::document::{CarriedCounts, Document, Saved};
use crate::ui::panels::{Listed, count};
use crate::ui::picker::{Picked, Wanted};

impl Desk {
    /// Opens what these paths name: folders are listed, the rest is opened.
    pub(super) fn file_in(&mut self, paths: &[PathBuf]) {
        for path in paths {
            // One file has one name here, however it was given: it must not be opened twice.
            let path = expand_home(path);
            let path = std::path::absolute(&path).unwrap_or(path);
            match self.around.storage.kind(&path) {
                Ok(Kind::Folder) => self.list_folder(path),
                _ => {
                    self.open_path(path);
                }
            }
        }
    }

    pub(super) fn list_folder(&mut self, folder: PathBuf) {
        let annotator = self.around.settings.annotator.clone();
        self.ask(Request::List { folder, annotator });
    }

    /// Opens an article, or goes to it where it is open already.
    pub(super) fn open_path(&mut self, path: PathBuf) {
        self.save_active_if_due();
        let known = self
            .documents
            .values()
            .find(|d| d.path == path || d.annotation_path == path);
        if let Some(number) = known.map(|d| d.number) {
            self.message = None;
            self.activate(number);
            return;
        }
        self.last_number += 1;
        self.opening = Some(self.last_number);
        let annotator = self.around.settings.annotator.clone();
        let number = self.last_number;
        self.ask(Request::Open {
            number,
            path,
            annotator,
        });
    }

    pub(super) fn open_listed(&mut self, place: usize) {
        if let Some(entry) = self.list.entries.get(place) {
            self.open_path(entry.path.clone());
        }
    }

    /// Goes to the next article of the list, as filtered.
    pub(super) fn step_article(&mut self, forward: bool) {
        let shown = self.list.shown();
        let current = self
            .tried
            .take()
            .or_else(|| self.document().map(|d| d.path.clone()));
        let place = self
            .list
            .entries
            .iter()
            .position(|e| Some(&e.path) == current.as_ref());
        let next = match (place, forward) {
            (Some(place), true) => shown.iter().find(|i| **i > place),
            (Some(place), false) => shown.iter().rev().find(|i| **i < place),
            (None, true) => shown.first(),
            (None, false) => shown.last(),
        };
        match next {
            Some(next) => self.open_listed(*next),
            None if forward => self.say("This is the last article of the list"),
            None => self.say("This is the first article of the list"),
        }
    }

    /// Goes to the next article that is neither done nor skipped, from the top again at the end.
    pub(super) fn next_unfinished(&mut self) {
        self.refresh_row();
        let current = self.document().map(|d| d.path.clone());
        let entries = &self.list.entries;
        let place = entries
            .iter()
            .position(|e| Some(&e.path) == current.as_ref());
        let behind = place.map_or(0, |place| place + 1);
        let unfinished =
            |place: &usize| matches!(entries[*place].status, Status::New | Status::InProgress);
        match (behind..entries.len()).chain(0..behind).find(unfinished) {
            Some(next) => self.open_listed(next),
            None => self.say("Every article of the list is done or skipped"),
        }
    }

    fn activate(&mut self, number: u64) {
        if let Some(before) = self.active.replace(number).filter(|n| *n != number) {
            self.rest_if_saved(before);
        }
        self.resume(number);
        self.opening = None;
        self.tried = None;
        if let Some(document) = self.document_mut() {
            document.reveal = true;
        }
        // A newer article makes the matching of an older one stop: it goes on here.
        let revision = self.choices_revision;
        let stale = |d: &Document| !d.offers.complete || d.read_with != revision;
        if self.document().is_some_and(stale) {
            self.request_match(number);
        }
        // What is looked for is looked for in the next article as well.
        if let Some(find) = &mut self.find {
            find.origin = None;
        }
        self.find_from(None);
    }

    pub(super) fn ask(&mut self, request: Request) {
        self.asked(request);
    }

    /// Whether the background threads took a request; where not it is said.
    pub(super) fn asked(&mut self, request: Request) -> bool {
        match self.around.jobs.ask(request) {
            Ok(()) => true,
            Err(busy) => {
                self.warn(crate::ui::document::sentence(&busy));
                false
            }
        }
    }

    /// Takes in everything that the background threads have answered.
    pub(super) fn take_replies(&mut self) {
        while let Some(reply) = self.around.jobs.reply() {
            self.take_reply(reply);
        }
        if let Some(picked) = self.picker.take() {
            match picked {
                Picked::Paths(paths) => self.file_in(&paths),
                Picked::Copy(path) => self.save_copy(path),
                Picked::Cancelled => {}
                Picked::Missing(wanted) => self.show_path_box(wanted),
            }
        }
    }

    /// Opens what was dropped onto the window.
    pub(super) fn take_dropped(&mut self, context: &Context) {
        let dropped = context.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<_> = dropped.iter().map(|file| file.path().to_owned()).collect();
        self.file_in(&paths);
    }

    pub(super) fn take_reply(&mut self, reply: Reply) {
        match reply {
            Reply::Opened {
                number,
                path,
                result,
            } => match result {
                Ok(opened) => self.put_on_desk(number, path, *opened),
                Err(why) => {
                    if self.opening == Some(number) {
                        self.opening = None;
                        // The next step goes on from here, although it did not open.
                        self.tried = Some(path);
                    }
                    self.warn(why);
                }
            },
            Reply::Listed { folder, result } => match result {
                Ok(listing) => {
                    let notice = listing.notice();
                    self.take_list(folder, listing.entries);
                    if let Some(notice) = notice {
                        self.warn(notice);
                    }
                }
                Err(why) => self.warn(why),
            },
            Reply::Saved {
                number,
                revision,
                result,
            } => self.take_saved(number, revision, result),
            Reply::Kept {
                number,
                revision,
                result,
            } => {
                if let Some(document) = self.documents.get_mut(&number) {
                    document.keeping.take_kept(revision, result);
                }
            }
            Reply::Noticed(notice) => self.warn(notice),
            Reply::Rested { .. } | Reply::Closed { .. } => {}
            Reply::Resumed { number, result } => self.take_resumed(number, result),
            Reply::TextChanged { number, result } => self.take_text_changed(number, result),
            Reply::Settled { number, result } => self.take_settled(number, result),
            Reply::CopySaved { path, result } => match result {
                Ok(()) => self.say(format!("Copy saved as {}", path.display())),
                Err(why) => {
                    let path = path.display().to_string();
                    let why = Some(why);
                    self.dialog = Some(Dialog::SaveCopy { path, why });
                }
            },
            Reply::ArticleWritten { path, result } => match result {
                Ok(()) => {
                    self.add_to_list(&path);
                    self.open_path(path);
                }
                Err(why) => self.warn(why),
            },
            Reply::SampleUnpacked { folder, result } => match result {
                Ok(()) => self.file_in(&[folder]),
                Err(why) => self.warn(why),
            },
            Reply::SettingsSaved { result } => match (result, &mut self.around.settings_file) {
                (Ok(new), Some((_, base))) => *base = new,
                (Ok(_), None) => {}
                (Err(why), _) => self.warn(why),
            },
            Reply::Matched {
                number,
                batch,
                tally,
            } => {
                if let Some(document) = self.documents.get_mut(&number) {
                    document.tally = tally;
                    document.offer(batch.suggestions, batch.complete);
                }
            }
            Reply::Found {
                number,
                search,
                hits,
                progress,
            } => self.take_found(number, search, hits, progress),
            Reply::BrokeDown { number, what } => {
                let mut saving = number.and_then(|number| self.documents.get_mut(&number));
                if let Some(document) = &mut saving {
                    document.settling = false;
                }
                if let Some(document) = saving
                    && document.keeping.saved == Saved::Saving
                {
                    let why = Unsaved {
                        why: "saving broke down; save a copy".to_owned(),
                        cause: Cause::Disk,
                    };
                    document.keeping.take_saved(0, Err(why), self.clock);
                }
                self.warn(format!(
                    "Something broke down while {what}; the rest goes on"
                ));
            }
        }
    }

    fn put_on_desk(&mut self, number: u64, path: PathBuf, began: Began) {
        if number <= self.renamed_at {
            // It was opened under another name, whose work it is.
            self.ask(Request::Close { number });
            self.open_path(path);
            return;
        }
        let mut opened = began.opened;
        let edited = began.carrying.is_some();
        // While changes wait the text that they belong to is shown.
        let carrying = began.carrying.filter(|_| began.waiting == 0);
        let carried = carrying.map(|carrying| {
            let Carrying { article, carried } = *carrying;
            opened.article = article;
            opened.set = carried.set;
            CarriedCounts {
                exact: carried.exact,
                moved: carried.moved.len(),
                lost: carried.lost,
                left: carried.left,
            }
        });
        let own_path = opened.article_path.clone().unwrap_or(path);
        if let Some(known) = self
            .documents
            .values()
            .find(|d| d.path == own_path)
            .map(|d| d.number)
        {
            self.ask(Request::Close { number });
            self.activate(known);
            return;
        }
        let name = names::file_name(&opened.annotation_path);
        let mut document = Document::new(
            number,
            own_path.clone(),
            opened.annotation_path,
            opened.article,
            opened.set,
        );
        document.keeping.has_file = opened.base != Base::Nothing;
        document.adoptable = matches!(opened.read_only, Some(ReadOnly::Unnamed));
        document.held = matches!(opened.read_only, Some(ReadOnly::Held(_)));
        document.read_only = opened.read_only.map(|why| format!("{name} is {why}"));
        document.faults = opened.faults.iter().map(ToString::to_string).collect();
        document.salvaged = opened.salvaged.map(|salvaged| *salvaged);
        document.carried = carried;
        document.edited = edited;
        if carried.is_some() {
            document.read_only = Some(format!(
                "The article was edited since it was annotated, and {name} waits for a decision: Ctrl+S"
            ));
        } else {
            document.go_on_from(began.history);
        }
        let mut said: Vec<String> = self.after_opening.take().into_iter().collect();
        let alarming = !began.notices.is_empty() || !document.faults.is_empty();
        let faults = document.faults.clone();
        if began.recovered > 0 {
            let changes = count(began.recovered, "change");
            said.push(format!(
                "Brought back {changes} from the journal of an earlier run"
            ));
            document.keeping.wants_saving(self.clock + 2.0);
        }
        if began.unkept {
            let why = began.notices.last().cloned();
            let why = why.unwrap_or_else(|| "what was brought back is in memory only".to_owned());
            document.keeping.take_kept(0, Err(why));
        }
        document.faults.splice(0..0, began.notices.iter().cloned());
        said.extend(began.notices);
        if let Some(first) = faults.first() {
            let more = faults.len() - 1;
            let more = if more > 0 {
                format!(", and {more} more: see Spans")
            } else {
                String::new()
            };
            said.push(format!("{name}: {first}{more}"));
        }
        self.message = None;
        if !said.is_empty() {
            self.tell(said.join(" · "), alarming);
        }
        if began.waiting > 0 {
            document.waiting = true;
            document.read_only = Some(format!(
                "{name} was changed by another program, and {} of yours wait for a decision: Ctrl+S",
                count(began.waiting, "change")
            ));
        }
        self.documents.insert(number, document);
        if self.opening.is_none_or(|opening| opening == number) {
            self.activate(number);
            if !self.documents.get(&number).is_some_and(|d| d.held) {
                self.ask_what_now(number);
            }
        }
        self.around.settings.remember(&own_path);
        self.keep_settings();
        self.add_to_list(&own_path);
    }

    fn take_list(&mut self, folder: PathBuf, entries: Vec<crate::storage::folder::Entry>) {
        self.list.entries = entries
            .into_iter()
            .map(|entry| Listed {
                title: if entry.title.is_empty() {
                    entry.name
                } else {
                    entry.title
                },
                path: entry.path,
                status: entry.status,
                flagged: entry.flagged,
                spans: entry.spans,
                open: None,
                unsaved: false,
                broken: entry.broken,
                journal: entry.journal,
            })
            .collect();
        if self.around.settings.remember_folder(&folder) {
            self.keep_settings();
        }
        self.folder = Some(folder);
        let listed = |d: &Document| self.list.entries.iter().any(|e| e.path == d.path);
        if !self.document().is_some_and(listed) && self.opening.is_none() {
            let unfinished = |e: &Listed| matches!(e.status, Status::New | Status::InProgress);
            let first = self.list.entries.iter().position(unfinished).unwrap_or(0);
            self.open_listed(first);
        }
    }

    fn add_to_list(&mut self, path: &Path) {
        if self.list.entries.iter().any(|entry| entry.path == path) {
            return;
        }
        self.list.entries.push(Listed {
            path: path.to_owned(),
            title: names::file_name(path),
            status: Status::New,
            flagged: false,
            spans: 0,
            open: None,
            unsaved: false,
            broken: false,
            journal: false,
        });
    }

    /// Keeps the list's row of the open article true.
    pub(super) fn refresh_row(&mut self) {
        let Some(document) = self.active.and_then(|number| self.documents.get(&number)) else {
            return;
        };
        if let Some(entry) = self
            .list
            .entries
            .iter_mut()
            .find(|e| e.path == document.path)
        {
            if entry.title != document.title() {
                document.title().clone_into(&mut entry.title);
            }
            entry.status = document.set.status;
            entry.flagged = document.set.flagged;
            entry.spans = document.set.len();
            entry.unsaved = document.keeping.failure().is_some();
            entry.broken = document.salvaged.is_some();
            entry.journal = false;
            entry.open = document
                .offers
                .complete
                .then(|| document.offers.open_count());
        }
    }

    pub(super) fn match_active(&mut self) {
        if let Some(number) = self.active {
            self.request_match(number);
        }
    }

    fn request_match(&mut self, number: u64) {
        if !self.around.suggest {
            return;
        }
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        document.offers.complete = false;
        document.read_with = self.choices_revision;
        let article = document.to_be_read();
        let at = article.paragraphs().at(document.caret.position);
        let first = at.saturating_sub(10)..at + 40;
        self.ask(Request::Match {
            number,
            article,
            choices: self.choices.clone(),
            first,
            ticket: 0,
        });
    }

    pub(super) fn pick(&mut self, context: &Context, wanted: Wanted) {
        if self.picker.is_open() {
            // The dialog that is open does not answer, or stands behind the window.
            self.picker.forget();
            self.show_path_box(wanted);
            return;
        }
        let context = context.clone();
        self.picker.open(wanted, move || context.request_repaint());
    }

    fn show_path_box(&mut self, wanted: Wanted) {
        let why = Some("This system gave no file dialog: type the path".to_owned());
        let here = self
            .folder
            .as_ref()
            .map(|folder| folder.display().to_string());
        self.dialog = Some(match wanted {
            Wanted::Articles | Wanted::Folder => Dialog::OpenPath {
                path: here.unwrap_or_default(),
                why,
            },
            Wanted::Copy(path) => Dialog::SaveCopy {
                path: path.display().to_string(),
                why: None,
            },
        });
    }
}

/// A tilde is what people type; no shell has seen this path.
pub(super) fn expand_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), directories::UserDirs::new()) {
        (Ok(rest), Some(folders)) => folders.home_dir().join(rest),
        _ => path.to_owned(),
    }
}

/// Why a path cannot be opened, in one sentence.
pub(in crate::ui) fn cannot_open(path: &Path, error: &std::io::Error) -> String {
    let cause = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => {
            "permission denied; ask for access to it".to_owned()
        }
        _ => error.to_string(),
    };
    format!("{}: cannot be opened: {cause}", path.display())
}
