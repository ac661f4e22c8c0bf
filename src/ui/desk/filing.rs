//! Opening, listing, saving: what goes to the background threads and what comes back.

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Context, ViewportCommand};

use super::super::actions::PastedArticle;
use super::super::dialogs::Dialog;
use super::super::panels::Listed;
use super::super::picker::{Picked, Wanted};
use super::offers::Offers;
use super::{Desk, Document, Saved};
use crate::annotation::Status;
use crate::jobs::{Reply, Request};
use crate::storage::{Base, Kind, Opened, ReadOnly, names};

/// How long closing waits for the last save.
const PATIENCE: Duration = Duration::from_secs(20);

impl Desk {
    /// Opens what these paths name: folders are listed, the rest is opened.
    pub(super) fn file_in(&mut self, paths: &[PathBuf]) {
        for path in paths {
            // A tilde is what people type; no shell has seen this path.
            let path = expand_home(path);
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
        let current = self.document().map(|d| d.path.clone());
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

    fn activate(&mut self, number: u64) {
        self.active = Some(number);
        self.opening = None;
        if let Some(document) = self.document_mut() {
            document.reveal = true;
        }
        self.find = None;
    }

    fn ask(&mut self, request: Request) {
        if let Err(busy) = self.around.jobs.ask(request) {
            self.warn(super::document::sentence(&busy));
        }
    }

    /// Takes in everything that the background threads have answered.
    pub(super) fn take_replies(&mut self, context: &Context) {
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
        let dropped = context.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<_> = dropped.iter().map(|file| file.path().to_owned()).collect();
        self.file_in(&paths);
    }

    fn take_reply(&mut self, reply: Reply) {
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
                    }
                    self.warn(why);
                }
            },
            Reply::Listed { folder, result } => match result {
                Ok(entries) => self.take_list(folder, entries),
                Err(why) => self.warn(why),
            },
            Reply::Saved {
                number,
                revision,
                result,
            } => self.take_saved(number, revision, result),
            Reply::CopySaved { path, result } => match result {
                Ok(()) => self.say(format!("Copy saved as {}", path.display())),
                Err(why) => self.warn(why),
            },
            Reply::ArticleWritten { path, result } => match result {
                Ok(()) => {
                    self.add_to_list(&path);
                    self.open_path(path);
                }
                Err(why) => self.warn(why),
            },
            Reply::SettingsSaved { result } => match (result, &mut self.around.settings_file) {
                (Ok(new), Some((_, base))) => *base = new,
                (Ok(_), None) => {}
                (Err(why), _) => self.warn(why),
            },
            Reply::Matched { number, batch } => {
                if let Some(document) = self.documents.get_mut(&number) {
                    let kept = document
                        .current
                        .and_then(|i| document.offers.get(i))
                        .cloned();
                    document.offers = Offers::new(batch.suggestions, &document.set, batch.complete);
                    document.current = kept.and_then(|kept| {
                        let same = |s: &crate::matching::Suggestion| {
                            s.range == kept.range && s.label == kept.label
                        };
                        document
                            .offers
                            .open()
                            .find(|(_, s)| same(s))
                            .map(|(i, _)| i)
                    });
                }
            }
            Reply::BrokeDown { number, what } => {
                let saving = number.and_then(|number| self.documents.get_mut(&number));
                if let Some(document) = saving
                    && document.saved == Saved::Saving
                {
                    document.saved = Saved::Failed("saving broke down; save a copy".to_owned());
                }
                self.warn(format!(
                    "Something broke down while {what}; the rest goes on"
                ));
            }
        }
    }

    fn put_on_desk(&mut self, number: u64, path: PathBuf, opened: Opened) {
        let own_path = opened.article_path.clone().unwrap_or(path);
        if let Some(known) = self
            .documents
            .values()
            .find(|d| d.path == own_path)
            .map(|d| d.number)
        {
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
        document.base = opened.base;
        document.adoptable = matches!(opened.read_only, Some(ReadOnly::Unnamed));
        document.read_only = opened.read_only.map(|why| format!("{name} is {why}"));
        document.faults = opened.faults.iter().map(ToString::to_string).collect();
        if let Some(first) = document.faults.first() {
            let more = document.faults.len() - 1;
            let more = if more > 0 {
                format!(", and {more} more: see Spans")
            } else {
                String::new()
            };
            self.message = Some((format!("{name}: {first}{more}"), true));
        } else {
            self.message = None;
        }
        self.documents.insert(number, document);
        if self.opening.is_none_or(|opening| opening == number) {
            self.activate(number);
        }
        self.around.settings.remember(&own_path);
        self.keep_settings();
        self.add_to_list(&own_path);
        self.request_match(number);
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
            })
            .collect();
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
        let article = document.article.clone();
        let at = article.paragraphs().at(document.caret.position);
        let first = at.saturating_sub(10)..at + 40;
        self.ask(Request::Match {
            number,
            article,
            first,
            ticket: 0,
        });
    }

    /// Sends off saves that are due; when the next one will be.
    pub(super) fn save_due(&mut self) -> Option<f64> {
        let mut next: Option<f64> = None;
        let numbers: Vec<u64> = self.documents.keys().copied().collect();
        for number in numbers {
            let Some(Saved::Waiting(due)) = self.documents.get(&number).map(|d| d.saved.clone())
            else {
                continue;
            };
            if due <= self.clock {
                self.save(number);
            } else {
                next = Some(next.map_or(due, |n: f64| n.min(due)));
            }
        }
        next
    }

    /// Ctrl+S: saves whether or not there is anything new, so that the answer is the truth.
    pub(super) fn save_now(&mut self) {
        let Some(document) = self.document() else {
            return;
        };
        if let Some(why) = &document.read_only {
            let why = format!("Not saved: {why}");
            self.warn(why);
            return;
        }
        let number = document.number;
        self.save(number);
    }

    fn save_active_if_due(&mut self) {
        if let Some(document) = self.document()
            && matches!(document.saved, Saved::Waiting(_) | Saved::Failed(_))
        {
            let number = document.number;
            self.save(number);
        }
    }

    fn save(&mut self, number: u64) {
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        if document.read_only.is_some() || document.saved == Saved::Saving {
            return;
        }
        document.saved = Saved::Saving;
        let request = Request::Save {
            number,
            revision: document.revision,
            path: document.annotation_path.clone(),
            article: document.article.clone(),
            set: Box::new(document.set.clone()),
            base: document.base,
        };
        if let Err(busy) = self.around.jobs.ask(request)
            && let Some(document) = self.documents.get_mut(&number)
        {
            document.saved = Saved::Failed(busy.to_string());
        }
    }

    fn take_saved(&mut self, number: u64, revision: u64, result: Result<Base, String>) {
        let clock = self.clock;
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        match result {
            Ok(base) => {
                document.base = base;
                document.saved = if document.revision == revision {
                    Saved::Clean
                } else {
                    Saved::Waiting(clock + 2.0)
                };
            }
            Err(why) => {
                document.saved = Saved::Failed(why.clone());
                self.warn(why);
            }
        }
    }

    pub(super) fn save_copy(&mut self, path: PathBuf) {
        let Some(document) = self.document() else {
            return;
        };
        let request = Request::SaveCopy {
            path: expand_home(&path),
            article: document.article.clone(),
            set: Box::new(document.set.clone()),
        };
        self.ask(request);
    }

    /// Saves what is not saved and waits for it. Why something could not be saved.
    fn save_everything(&mut self, numbers: &[u64]) -> Result<(), String> {
        for number in numbers {
            if self
                .documents
                .get(number)
                .is_some_and(|d| matches!(d.saved, Saved::Waiting(_) | Saved::Failed(_)))
            {
                self.save(*number);
            }
        }
        let saving = |desk: &Self| {
            numbers.iter().any(|n| {
                desk.documents
                    .get(n)
                    .is_some_and(|d| d.saved == Saved::Saving)
            })
        };
        while saving(self) {
            match self
                .around
                .jobs
                .reply()
                .or_else(|| self.around.jobs.wait(PATIENCE))
            {
                Some(reply) => self.take_reply(reply),
                None => return Err("Saving takes too long".to_owned()),
            }
        }
        for number in numbers {
            match self.documents.get(number).map(|d| &d.saved) {
                Some(Saved::Failed(why)) => return Err(why.clone()),
                // An edit that came while an earlier state was written.
                Some(Saved::Waiting(_)) => return self.save_everything(&[*number]),
                _ => {}
            }
        }
        Ok(())
    }

    /// The window is to close: everything is saved first; where that fails the analyst is asked.
    pub(super) fn close_requested(&mut self, context: &Context) {
        if self.quitting {
            return;
        }
        let numbers: Vec<u64> = self.documents.keys().copied().collect();
        if let Err(why) = self.save_everything(&numbers) {
            context.send_viewport_cmd(ViewportCommand::CancelClose);
            self.dialog = Some(Dialog::Unsaved { why });
            self.quitting = true;
        }
    }

    pub(super) fn leave_anyway(&mut self, context: &Context) {
        if self.quitting {
            context.send_viewport_cmd(ViewportCommand::Close);
        } else if let Some(number) = self.active {
            self.take_off_desk(number);
        }
    }

    pub(super) fn close_active(&mut self) {
        let Some(number) = self.active else {
            return;
        };
        match self.save_everything(&[number]) {
            Ok(()) => self.take_off_desk(number),
            Err(why) => self.dialog = Some(Dialog::Unsaved { why }),
        }
    }

    fn take_off_desk(&mut self, number: u64) {
        self.documents.remove(&number);
        self.active = None;
        self.find = None;
        self.message = None;
    }

    /// Sets the analyst's name. Work under another name is another file, so everything is saved,
    /// taken off the desk and opened anew.
    pub(super) fn set_annotator(&mut self, name: &str) {
        let name = (!name.is_empty()).then(|| name.to_owned());
        if self.around.settings.annotator == name {
            return;
        }
        let numbers: Vec<u64> = self.documents.keys().copied().collect();
        if let Err(why) = self.save_everything(&numbers) {
            self.warn(why);
            return;
        }
        self.around.settings.annotator = name;
        self.keep_settings();
        let path = self.document().map(|d| d.path.clone());
        self.documents.clear();
        self.active = None;
        if let Some(folder) = self.folder.clone() {
            self.list_folder(folder);
        }
        if let Some(path) = path {
            self.open_path(path);
        }
    }

    /// Makes work that belongs to nobody the analyst's own: it goes on in a file under their name,
    /// and the unnamed file stays as it is.
    pub(super) fn adopt(&mut self) {
        let annotator = self.around.settings.annotator.clone();
        let clock = self.clock;
        let Some(document) = self.document_mut().filter(|d| d.adoptable) else {
            return;
        };
        document.annotation_path = names::annotation_path(&document.path, annotator.as_deref());
        document.base = Base::Nothing;
        document.set.annotator = annotator;
        document.read_only = None;
        document.adoptable = false;
        document.revision += 1;
        document.saved = Saved::Waiting(clock);
        self.say("Adopted: you go on in a file of your own");
    }

    pub(super) fn keep_settings(&mut self) {
        if let Some((path, base)) = &self.around.settings_file {
            let request = Request::SaveSettings {
                path: path.clone(),
                settings: Box::new(self.around.settings.clone()),
                base: *base,
            };
            self.ask(request);
        }
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
            },
        });
    }

    /// Writes a pasted article to a new Markdown file with front matter.
    pub(super) fn write_pasted(&mut self, pasted: &PastedArticle) {
        if !pasted.date.trim().is_empty()
            && pasted.date.trim().parse::<jiff::civil::Date>().is_err()
        {
            self.warn(format!(
                "“{}” is not a date: write it as 2024-04-25",
                pasted.date.trim()
            ));
            self.dialog = Some(Dialog::Paste(pasted.clone()));
            return;
        }
        let folder = self.folder.clone().or_else(|| {
            let folders = directories::UserDirs::new()?;
            Some(
                folders
                    .document_dir()
                    .unwrap_or(folders.home_dir())
                    .to_owned(),
            )
        });
        let Some(folder) = folder else {
            self.warn("There is no folder to put the article into: open one first");
            return;
        };
        let mut path = folder.join(pasted.file_name(1));
        for number in 2.. {
            if self.around.storage.kind(&path).is_err() {
                break;
            }
            path = folder.join(pasted.file_name(number));
        }
        let text = pasted.to_markdown();
        self.ask(Request::WriteArticle { path, text });
    }
}

impl PastedArticle {
    /// A file name made from the title or the first words.
    fn file_name(&self, number: usize) -> String {
        let words = if self.title.trim().is_empty() {
            self.text.trim()
        } else {
            self.title.trim()
        };
        let mut slug = String::new();
        for c in words.chars().take(60) {
            if c.is_alphanumeric() {
                slug.extend(c.to_lowercase());
            } else if !slug.ends_with('-') && !slug.is_empty() {
                slug.push('-');
            }
        }
        let slug = slug.trim_end_matches('-');
        let slug = if slug.is_empty() { "article" } else { slug };
        if number == 1 {
            format!("{slug}.md")
        } else {
            format!("{slug}-{number}.md")
        }
    }

    /// The text under a front matter with what is known of it.
    fn to_markdown(&self) -> String {
        let mut front = String::new();
        for (key, value) in [
            ("title", &self.title),
            ("date", &self.date),
            ("url", &self.url),
        ] {
            let value = value.trim();
            if !value.is_empty() {
                // A JSON string is a YAML string.
                let quoted = serde_json::Value::from(value).to_string();
                front.push_str(&format!("{key}: {quoted}\n"));
            }
        }
        let text = self.text.trim();
        if front.is_empty() {
            format!("{text}\n")
        } else {
            format!("---\n{front}---\n\n{text}\n")
        }
    }
}

fn expand_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), directories::UserDirs::new()) {
        (Ok(rest), Some(folders)) => folders.home_dir().join(rest),
        _ => path.to_owned(),
    }
}
