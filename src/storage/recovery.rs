//! Beginning to work on an article: the lock is taken, and what an earlier run could not bring
//! into the file is brought back from its journal.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::log::Record;
use super::opening::{Edited, OpenError, Opened, ReadOnly, new_set, open};
use super::{Base, Files, Keeper, Kind, Place, StorageError, names, records, saving};
use crate::annotation::{AnnotationSet, History};
use crate::formats::journal::{self, Ending, Journal, Line};
use crate::formats::native::{self, Carried};
use crate::formats::{Fingerprint, read_article};
use crate::text::Article;

/// How often an annotation file is read again that changes while the lock is taken.
const TRIES: usize = 4;

/// A journal is begun anew long before it is this large: what is larger is not from here.
const LARGEST_JOURNAL: u64 = 1 << 30;

/// An article that is opened to be worked on.
pub struct Begun {
    pub opened: Opened,
    /// Nothing where the work can only be looked at.
    pub keeper: Option<Keeper>,
    /// What was done in earlier runs and can be undone.
    pub history: History,
    /// How many changes were brought back that the file does not hold.
    pub recovered: usize,
    /// How many changes of an earlier run fit neither the file as it is nor as it was: another
    /// program wrote it since. They wait in the keeper until somebody decides.
    pub waiting: usize,
    /// What happened on the way, in sentences.
    pub notices: Vec<String>,
    /// Where the article was edited since: what it would be in its new text. `opened` stays as it
    /// is in the old one until [`Keeper::change_text`].
    pub carrying: Option<Box<Carrying>>,
}

/// A set in the text that its article has now.
#[derive(Debug)]
pub struct Carrying {
    pub article: Article,
    pub carried: Carried,
}

/// Opens as [`open`] does, takes the lock and recovers. `fallback` is the folder for journals and
/// locks whose own folder cannot be written.
///
/// # Errors
/// As those of [`open`]. Where somebody else is at work it opens read-only.
pub fn begin(
    files: &Arc<dyn Files>,
    place: impl Into<Place>,
    annotator: Option<&str>,
    fallback: Option<&Path>,
) -> Result<Begun, OpenError> {
    let place = place.into();
    if let Place::Record(record) = &place
        && let path = place.annotation_path(&**files, annotator)
        && records::linked_shelf(&**files, &record.file.path, &path).is_none()
        && let Some(folder) = path.parent()
    {
        // Where it cannot be made, journal and lock go to the fallback, and a save says why.
        let _ = files.make_folder(folder);
    }
    let mut tries = 0;
    loop {
        tries += 1;
        let mut opened = open(&**files, &place, annotator)?;
        if let (Some(ReadOnly::EditedSince), Some(edited)) = (&opened.read_only, &opened.edited) {
            opened.base = edited.base;
        } else if opened.read_only.is_some() {
            let mut begun = Begun::to_look_at(opened);
            begun.mention_journals(&**files, &place, annotator);
            return Ok(begun);
        }
        let keeper = Keeper::adopt(
            Arc::clone(files),
            fallback,
            opened.article.clone(),
            opened.set.clone(),
            &opened.annotation_path,
            opened.base,
        );
        match keeper {
            Ok(keeper) => {
                // Between reading and locking another program may have saved.
                let now = saving::standing(&**files, &opened.annotation_path)?;
                if now == opened.base || tries >= TRIES {
                    return Ok(recover(&**files, opened, keeper));
                }
            }
            Err(StorageError::Held { by, .. }) => {
                opened.read_only = Some(ReadOnly::Held(by));
                opened.base = Base::Protected;
                return Ok(Begun::to_look_at(opened));
            }
            Err(error) => return Err(error.into()),
        }
    }
}

impl Begun {
    /// Says where changes of an earlier run wait that cannot be brought back now.
    fn mention_journals(&mut self, files: &dyn Files, place: &Place, annotator: Option<&str>) {
        let own = place.annotation_path(files, annotator);
        for annotations in [&self.opened.annotation_path, &own] {
            let journal = names::journal_path(annotations);
            let notice = format!(
                "changes of an earlier run wait in {}, and come back when the file can be worked on",
                names::file_name(&journal)
            );
            if files.kind(&journal).is_ok() && !self.notices.contains(&notice) {
                self.notices.push(notice);
            }
        }
    }

    fn to_look_at(opened: Opened) -> Self {
        Self {
            opened,
            keeper: None,
            history: History::default(),
            recovered: 0,
            waiting: 0,
            notices: Vec::new(),
            carrying: None,
        }
    }
}

/// A journal that was found, and how it stands to the file.
struct Found {
    path: PathBuf,
    /// Its steps up to the first that does not fit; where `known` is false nothing of it is held.
    record: Record,
    /// Whether the file is one of those that the journal names.
    known: bool,
}

impl Found {
    /// The more the better.
    fn worth(&self) -> (bool, usize, usize) {
        let steps = self.record.steps.len();
        (self.known, steps - self.record.held, steps)
    }
}

fn recover(files: &dyn Files, mut opened: Opened, mut keeper: Keeper) -> Begun {
    let mut notices = Vec::new();
    go_back_to_text(files, &mut opened, &mut keeper);
    let mut found: Vec<Found> = keeper
        .journal_paths
        .clone()
        .iter()
        .filter_map(|path| look(files, &mut keeper, path, &mut notices))
        .collect();
    let best = (0..found.len()).max_by_key(|i| found[*i].worth());
    let best = best.map(|best| found.swap_remove(best));
    // Two journals are one work that had to move from one folder to the other; else both are kept.
    for other in found {
        let extended = best
            .as_ref()
            .is_some_and(|b| b.record.extends(&other.record));
        if !extended {
            put_out_of_the_way(
                &mut keeper,
                &other.path,
                "the changes in it are not those of the other journal",
                &mut notices,
            );
        }
    }
    if (best.is_some() || keeper.follows_a_crash()) && keeper.is_locked() {
        // The run that left a journal or a lock may have left more.
        for path in keeper.journal_paths.iter().chain([&keeper.path]) {
            saving::clear_temporaries(files, path);
        }
    }
    let mut begun = Begun {
        opened,
        keeper: None,
        history: History::default(),
        recovered: 0,
        waiting: 0,
        notices,
        carrying: None,
    };
    match best {
        Some(found) if found.known => replay(&mut begun, &mut keeper, found),
        Some(found) => {
            begun.waiting = found.record.steps.len();
            keeper.wait_with(found.path, found.record.steps);
        }
        None => {}
    }
    if begun.opened.base == Base::Nothing && begun.opened.set.annotator.is_some() {
        let place = begun.opened.article_place.as_ref();
        let unnamed = place.map(|place| place.annotation_path(files, None));
        let journal = unnamed.map(|path| names::journal_path(&path));
        if let Some(journal) = journal.filter(|path| files.kind(path).is_ok()) {
            begun.notices.push(format!(
                "work without a name waits in {}: take your name away to bring it back",
                names::file_name(&journal)
            ));
        }
    }
    if !keeper.is_locked() {
        begun.notices.push(
            "This folder has no locks: make sure that nobody else works on the article".to_owned(),
        );
    }
    begun.opened.set = keeper.set.clone();
    if let Some(edited) = &begun.opened.edited {
        let carried = native::carry_over(&keeper.set, &keeper.article, &edited.article);
        let article = edited.article.clone();
        begun.carrying = Some(Box::new(Carrying { article, carried }));
    }
    begun.keeper = Some(keeper);
    begun
}

/// Where no annotation file was written yet and the article was edited since, the journal alone
/// has the text that its changes belong to.
fn go_back_to_text(files: &dyn Files, opened: &mut Opened, keeper: &mut Keeper) {
    if opened.base != Base::Nothing {
        return;
    }
    let small = |path: &PathBuf| matches!(files.kind(path), Ok(Kind::File { size, .. }) if size <= LARGEST_JOURNAL);
    let journals = keeper.journal_paths.iter().filter(|path| small(path));
    let start = journals
        .filter_map(|path| journal::read(&files.read(path).ok()?).ok())
        .map(|journal| journal.start)
        .find(|start| start.base.is_none() && start.text.is_some());
    let Some(text) = start.and_then(|start| start.text) else {
        return;
    };
    if text == opened.article.text() {
        return;
    }
    let Ok(old) = read_article(&opened.article.source, text.as_bytes()) else {
        return;
    };
    let annotator = opened.set.annotator.take();
    opened.set = new_set(&old);
    opened.set.annotator = annotator;
    let article = std::mem::replace(&mut opened.article, old);
    let base = opened.base;
    opened.edited = Some(Box::new(Edited { article, base }));
    opened.read_only = Some(ReadOnly::EditedSince);
    keeper.article = opened.article.clone();
    keeper.set = opened.set.clone();
}

/// Puts what could be read of a broken annotation file in its place; the name under which a copy
/// of the broken one is kept. `base` is the broken file as it was read.
///
/// # Errors
/// Where somebody else is at work on it, it is another file by now, or nothing can be written.
pub fn mend(
    files: &Arc<dyn Files>,
    path: &Path,
    article: Article,
    set: AnnotationSet,
    base: Base,
) -> Result<PathBuf, StorageError> {
    let nothing = set.is_empty() && set.faulty.is_empty();
    let mut keeper = Keeper::adopt(Arc::clone(files), None, article, set, path, base)?;
    if nothing {
        // A journal may hold all of the work: it goes on from no file.
        return keeper.set_aside(path);
    }
    let aside = keeper.copy_aside(path)?;
    // A journal stays: it is looked at when the article is opened again.
    keeper.save()?;
    Ok(aside)
}

/// Sets a journal aside that cannot be used. Where that fails nothing is written there.
fn put_out_of_the_way(keeper: &mut Keeper, path: &Path, why: &str, notices: &mut Vec<String>) {
    let said = match keeper.set_aside(path) {
        Ok(aside) => format!("it is kept as {}", aside.display()),
        Err(error) => {
            keeper.journal_paths.retain(|other| other != path);
            error.to_string()
        }
    };
    notices.push(format!("{}: {why}; {said}", path.display()));
}

/// Copies a journal whose end cannot be used, before it is written anew without that. Where that
/// fails nothing is written there.
fn keep_copy(keeper: &mut Keeper, path: &Path, why: &str, notices: &mut Vec<String>) {
    let said = match keeper.copy_aside(path) {
        Ok(copy) => format!("all of it is kept as {}", copy.display()),
        Err(error) => {
            keeper.journal_paths.retain(|other| other != path);
            error.to_string()
        }
    };
    notices.push(format!("{}: {why}; {said}", path.display()));
}

/// Reads a journal; nothing where there is none to go on with.
fn look(
    files: &dyn Files,
    keeper: &mut Keeper,
    path: &Path,
    notices: &mut Vec<String>,
) -> Option<Found> {
    let bytes = match files.kind(path) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return None;
        }
        Ok(Kind::File { size, .. }) if size > LARGEST_JOURNAL => Err(format!(
            "it is larger than {} GB, and this program writes none that large",
            LARGEST_JOURNAL >> 30
        )),
        Ok(Kind::Folder | Kind::Other) => Err("it is no file".to_owned()),
        Ok(Kind::File { .. }) => files.read(path).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let journal = bytes.and_then(|bytes| journal::read(&bytes).map_err(|error| error.to_string()));
    let journal = match journal {
        Ok(read) => read,
        Err(why) => {
            put_out_of_the_way(keeper, path, &why, notices);
            return None;
        }
    };
    if journal.start.text_sha256 != Fingerprint::of(keeper.article.text().as_bytes()) {
        let why = "the changes in it belong to another text of the article";
        put_out_of_the_way(keeper, path, why, notices);
        return None;
    }
    let damaged = match journal.ending {
        Ending::Damaged { line } => Some(format!("it is damaged from line {line} on")),
        Ending::Whole | Ending::Torn => None,
    };
    let (record, known, misfit) = sort_out(journal, &keeper.article, keeper.base);
    if let Some(why) = misfit.or(damaged) {
        let why = format!("{why}, and the changes before that are used");
        keep_copy(keeper, path, &why, notices);
    }
    Some(Found {
        path: path.to_owned(),
        record,
        known,
    })
}

/// What a journal says, whether the file is one that it knows, and why reading stopped early.
fn sort_out(journal: Journal, article: &Article, base: Base) -> (Record, bool, Option<String>) {
    let mut record = Record::from(journal.start.base.map_or(Base::Nothing, Base::File));
    let mut known = record.start == base;
    for line in journal.lines {
        match line {
            Line::Checkpoint(file) => {
                let steps = record.steps.len();
                record.marks.push((steps, file));
                if Base::File(file) == base {
                    known = true;
                    record.held = steps;
                }
            }
            Line::Step(recorded) => match recorded.place_in(article) {
                Ok(step) => record.steps.push(step),
                Err(why) => return (record, known, Some(why.to_string())),
            },
        }
    }
    (record, known, None)
}

fn replay(begun: &mut Begun, keeper: &mut Keeper, mut found: Found) {
    let held = found.record.held;
    let mut fitting = held;
    let mut misfit = None;
    for step in &found.record.steps[held..] {
        if let Err(error) = step.transaction.apply(&mut keeper.set) {
            misfit = Some(error);
            break;
        }
        fitting += 1;
    }
    if let Some(error) = misfit {
        let left = found.record.steps.len() - fitting;
        let why = format!("{left} changes could not be brought back: {error}");
        keep_copy(keeper, &found.path, &why, &mut begun.notices);
        found.record.steps.truncate(fitting);
        found.record.marks.retain(|(at, _)| *at <= fitting);
    }
    for step in &found.record.steps {
        begun.history.take_in(step);
    }
    begun.recovered = fitting - held;
    keeper.record = found.record;
    // The journal is written anew also where it is whole: a sync that failed in an earlier run may
    // have left lines that can be read and are not on the disk, and no later sync says so.
    keeper.journaled = true;
    let kept = keeper.start_journal();
    if let Err(error) = kept {
        begun.notices.push(error.to_string());
    }
}
