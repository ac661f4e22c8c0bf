//! Beginning to work on an article: the lock is taken, and what an earlier run could not bring
//! into the file is brought back from its journal.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::keeper::Continued;
use super::opening::{Edited, OpenError, Opened, ReadOnly, new_set, open};
use super::{Action, Base, Files, Keeper, StorageError, saving};
use crate::annotation::{AnnotationSet, History, Step};
use crate::formats::journal::{self, Ending, Journal, JournalError, Line, Writer};
use crate::formats::native::{self, Carried};
use crate::formats::{Fingerprint, read_article};
use crate::text::Article;

/// How often an annotation file is read again that changes while the lock is taken.
const TRIES: usize = 4;

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
    path: &Path,
    annotator: Option<&str>,
    fallback: Option<&Path>,
) -> Result<Begun, OpenError> {
    let mut tries = 0;
    loop {
        tries += 1;
        let mut opened = open(&**files, path, annotator)?;
        if let (Some(ReadOnly::EditedSince), Some(edited)) = (&opened.read_only, &opened.edited) {
            opened.base = edited.base;
        } else if opened.read_only.is_some() {
            return Ok(Begun::to_look_at(opened));
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
    let mut keeper = Keeper::adopt(Arc::clone(files), None, article, set, path, base)?;
    let failed = |error| StorageError::failed(path, Action::Read, error);
    let broken = files.read(path).map_err(failed)?;
    let aside = keeper.copy_aside(path, &broken)?;
    keeper.save()?;
    // A journal stays: it is looked at when the article is opened again.
    Ok(aside)
}

impl Begun {
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
    writer: Writer,
    whole: bool,
    /// In their order; those before `held` are in the file already.
    steps: Vec<Step>,
    /// How many steps the file holds; nothing where the file is not one that the journal knows.
    held: Option<usize>,
}

fn recover(files: &dyn Files, mut opened: Opened, mut keeper: Keeper) -> Begun {
    let mut notices = Vec::new();
    go_back_to_text(files, &mut opened, &mut keeper);
    let mut best: Option<Found> = None;
    for path in keeper.journal_paths() {
        if let Some(found) = look(files, &keeper, &path, &mut notices) {
            let outstanding = |f: &Found| (f.held.is_some(), f.steps.len() - f.held.unwrap_or(0));
            if best
                .as_ref()
                .is_none_or(|b| outstanding(&found) > outstanding(b))
            {
                best = Some(found);
            }
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
        Some(found) if found.held.is_some() => replay(&mut begun, &mut keeper, found),
        Some(found) => {
            begun.waiting = found.steps.len();
            keeper.wait_with(found.path, found.steps);
        }
        None => {}
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
    let journals = keeper.journal_paths().into_iter();
    let start = journals
        .filter_map(|path| journal::read(&files.read(&path).ok()?).ok())
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

/// Reads a journal; nothing where there is none to go on with.
fn look(
    files: &dyn Files,
    keeper: &Keeper,
    path: &Path,
    notices: &mut Vec<String>,
) -> Option<Found> {
    let bytes = match files.read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => {
            notices.push(StorageError::failed(path, Action::Read, error).to_string());
            return None;
        }
    };
    let mut unusable = |why: &str| {
        let said = match keeper.set_aside(path) {
            Ok(aside) => format!("it is kept as {}", aside.display()),
            Err(error) => error.to_string(),
        };
        notices.push(format!("{}: {why}; {said}", path.display()));
    };
    let journal = match journal::read(&bytes) {
        Ok(journal) => journal,
        // Nothing was ever reported as kept in it.
        Err(JournalError::Empty) => return None,
        Err(error) => {
            unusable(&error.to_string());
            return None;
        }
    };
    if journal.start.text_sha256 != Fingerprint::of(keeper.article.text().as_bytes()) {
        unusable("the changes in it belong to another text of the article");
        return None;
    }
    let mut whole = journal.ending == Ending::Whole;
    let writer = Writer::after(&journal);
    let mut trouble = match journal.ending {
        Ending::Damaged { line } => Some(format!("it is damaged from line {line} on")),
        Ending::Whole | Ending::Torn => None,
    };
    let (steps, held, misfit) = sort_out(journal, &keeper.article, keeper.base);
    if misfit.is_some() {
        whole = false;
        trouble = misfit;
    }
    // A journal that waits stays as it is; one that goes on is written anew without the rest.
    if let Some(why) = trouble.filter(|_| held.is_some()) {
        let said = match keeper.copy_aside(path, &bytes) {
            Ok(copy) => format!("all of it is kept as {}", copy.display()),
            Err(error) => error.to_string(),
        };
        let name = path.display();
        notices.push(format!(
            "{name}: {why}, and the changes before that were brought back; {said}"
        ));
    }
    Some(Found {
        path: path.to_owned(),
        writer,
        whole,
        steps,
        held,
    })
}

/// The steps of a journal, how many of them a file holds, and why reading stopped early.
fn sort_out(
    journal: Journal,
    article: &Article,
    base: Base,
) -> (Vec<Step>, Option<usize>, Option<String>) {
    let start = journal.start.base.map_or(Base::Nothing, Base::File);
    let mut held = (start == base).then_some(0);
    let mut steps = Vec::new();
    for line in journal.lines {
        match line {
            Line::Checkpoint(file) if Base::File(file) == base => held = Some(steps.len()),
            Line::Checkpoint(_) => {}
            Line::Step(recorded) => match recorded.place_in(article) {
                Ok(step) => steps.push(step),
                Err(why) => return (steps, held, Some(why.to_string())),
            },
        }
    }
    (steps, held, None)
}

fn replay(begun: &mut Begun, keeper: &mut Keeper, found: Found) {
    let held = found.held.unwrap_or(0);
    let mut steps = found.steps.into_iter();
    for step in steps.by_ref().take(held) {
        begun.history.take_in(&step);
    }
    let mut fits = found.whole;
    for step in steps.by_ref() {
        if let Err(error) = step.transaction.apply(&mut keeper.set) {
            let left = steps.len() + 1;
            begun.notices.push(format!(
                "{}: {left} changes could not be brought back: {error}",
                found.path.display()
            ));
            fits = false;
            break;
        }
        begun.history.take_in(&step);
        keeper.since.push(step);
    }
    begun.recovered = keeper.since.len();
    if fits {
        keeper.go_on_with(Continued {
            path: found.path,
            writer: found.writer,
        });
    } else if let Err(error) = keeper.start_journal(None) {
        begun.notices.push(error.to_string());
    }
}
