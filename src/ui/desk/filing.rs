//! Opening and listing: what goes to the background threads and what comes back.

use std::path::{Path, PathBuf};

use egui::Context;

use super::Desk;
use crate::formats::records::is_record_file;
use crate::jobs::{Began, Cause, Reply, Request, Unsaved};
use crate::storage::{Base, Carrying, Kind, Place, ReadOnly, names};
use crate::ui::dialogs::Dialog;
use crate::ui::document::{CarriedCounts, Document, Saved};
use crate::ui::panels::count;
use crate::ui::picker::{Picked, Wanted};

impl Desk {
    /// Opens what these paths name: folders are listed, the rest is opened.
    pub(super) fn file_in(&mut self, paths: &[PathBuf]) {
        for path in paths {
            // One file has one name here, however it was given: it must not be opened twice.
            let path = expand_home(path);
            let path = std::path::absolute(&path).unwrap_or(path);
            match self.around.storage.kind(&path) {
                Ok(Kind::Folder) => self.list_corpus(path, None),
                Ok(_) if is_record_file(&names::file_name(&path)) => self.open_records(path),
                _ => self.open_place(path.into()),
            }
        }
    }

    /// Opens an article, or goes to it where it is open already.
    pub(super) fn open_place(&mut self, place: Place) {
        self.close_statistics();
        self.save_active_if_due();
        let known = self
            .documents
            .values()
            .find(|d| d.place == place || d.annotation_path == place.file());
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
            place,
            annotator,
        });
    }

    fn activate(&mut self, number: u64) {
        let before = self.active.replace(number);
        if let Some(before) = before.filter(|n| *n != number) {
            self.rest_if_saved(before);
        }
        self.note_visit(before);
        if self.beneath.is_some() {
            self.look_beneath();
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
        self.land();
        if let Some(picked) = self.picker.take() {
            match picked {
                Picked::Paths(paths) => self.file_in(&paths),
                Picked::Copy(path) => self.save_copy(path),
                Picked::Table(path) => {
                    if let Some(form) = self.export_form() {
                        form.take_place(&path);
                    }
                }
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
                place,
                result,
            } => match result {
                Ok(opened) => self.put_on_desk(number, place, *opened),
                Err(why) => {
                    if self.opening == Some(number) {
                        self.opening = None;
                        self.give_up_visit();
                        // The next step goes on from here, although it did not open.
                        self.tried = Some(place);
                    }
                    self.warn(why);
                }
            },
            Reply::Listing { so_far } => self.take_listing(so_far),
            Reply::Previewed { path, result } => self.take_previewed(path, result),
            Reply::Listed { root, result } => self.take_listed(root, result),
            Reply::Stirred => self.take_stirred(),
            Reply::Touched { paths } => self.take_touched(paths),
            Reply::Unwatched { why } => self.warn(format!(
                "Changes of files in this folder will not be noticed: {why}"
            )),
            Reply::ReadAhead {
                place,
                revision,
                ahead,
            } => self.take_read_ahead(place, revision, ahead),
            Reply::Counted { revision, counts } => self.take_counted(revision, counts),
            Reply::Surveyed(survey) => self.take_surveyed(survey),
            Reply::Exported(export) => self.take_exported(export),
            Reply::Compared(search) => self.take_compared(search),
            Reply::Borrowed { place, result } => self.take_borrowed(&place, result),
            Reply::Described { listing, facts } => self.take_described(listing, facts),
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
            Reply::Schema { folder, found } => self.take_schema(&folder, *found),
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
                    let place = Place::File(path);
                    self.list.add(&place);
                    self.open_place(place);
                }
                Err(why) => self.warn(why),
            },
            Reply::OthersFound { number, result } => self.take_others(number, result),
            Reply::OtherRead {
                number,
                annotator,
                result,
            } => self.take_beneath(number, annotator, result),
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
            Reply::CorpusSearched { number, portion } => self.take_searched(number, portion),
            Reply::Amended { number, amended } => self.take_amended(number, amended),
            Reply::CutOff(change) => self.take_cut_off(*change),
            Reply::BrokeDown { number, what } => {
                if number.is_none() {
                    self.stop_counting();
                    self.export_broke_down(&what);
                }
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

    fn put_on_desk(&mut self, number: u64, place: Place, began: Began) {
        if number <= self.renamed_at {
            // It was opened under another name, whose work it is.
            self.ask(Request::Close { number });
            self.open_place(place);
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
        let place = opened.article_place.clone().unwrap_or(place);
        if let Some(known) = self
            .documents
            .values()
            .find(|d| d.place == place)
            .map(|d| d.number)
        {
            self.ask(Request::Close { number });
            self.activate(known);
            return;
        }
        let name = names::file_name(&opened.annotation_path);
        let mut document = Document::new(
            number,
            place.clone(),
            opened.annotation_path,
            opened.article,
            opened.set,
        );
        document.take_schema(&self.schema);
        document.vague = self.choices.vague;
        document.keeping.has_file = opened.base != Base::Nothing;
        document.adoptable = matches!(opened.read_only, Some(ReadOnly::Unnamed));
        document.held = matches!(opened.read_only, Some(ReadOnly::Held(_)));
        document.read_only = opened.read_only.map(|why| match why {
            // The name would be all that is seen.
            ReadOnly::LongName => crate::ui::document::sentence(&why),
            why => format!("{name} is {why}"),
        });
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
        self.remember_linked(&mut document);
        self.offer_ahead(&mut document);
        self.documents.insert(number, document);
        if self.opening.is_none_or(|opening| opening == number) {
            self.activate(number);
            if !self.documents.get(&number).is_some_and(|d| d.held) {
                self.ask_what_now(number);
            }
        }
        self.around.settings.remember(place.file());
        self.keep_settings();
        self.list.add(&place);
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
        let why = "This system gave no file dialog: type the path".to_owned();
        if let (Wanted::Table(_), Some(form)) = (&wanted, self.export_form()) {
            form.fail(why);
            return;
        }
        let why = Some(why);
        let here = self
            .corpus
            .as_ref()
            .map(|corpus| corpus.root.display().to_string());
        self.dialog = Some(match wanted {
            Wanted::Table(_) => return,
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
