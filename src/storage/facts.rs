//! What a list of articles shows of one: its title, and how far the work on it is.

use std::path::Path;

use super::{Files, Kind, LARGEST_ANNOTATION_FILE, Place, article_at, links, names};
use crate::annotation::Status;
use crate::formats::native::{self, Summary};

/// The title of a file above this size is read when it is opened: reading it would hold up the
/// list.
const LARGEST_FOR_TITLE: u64 = 256 * 1024;

/// What is known of an article without opening it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// As edited, else as the source gives it; empty where neither can be read: opening the
    /// article says why.
    pub title: String,
    /// The day it was published, `2024-04-25`.
    pub published: Option<String>,
    /// [`Status::New`] where there is no annotation file.
    pub status: Status,
    pub flagged: bool,
    /// Whether there is a note on the article.
    pub noted: bool,
    /// How many spans its annotation file lists.
    pub spans: usize,
    /// Whether there is an annotation file that cannot be read.
    pub broken: bool,
    /// Whether a journal lies beside it: changes of an earlier run, or of somebody at work.
    pub journal: bool,
}

impl Facts {
    /// Takes in what an annotation file says.
    pub(super) fn take(&mut self, summary: &Summary) {
        if !summary.title.trim().is_empty() {
            self.title.clone_from(&summary.title);
        }
        self.published.clone_from(&summary.published);
        self.status = summary.status;
        self.flagged = summary.flagged;
        self.noted = summary.noted;
        self.spans = summary.spans;
    }
}

/// Looks at an article and its annotation file, and keeps neither.
#[must_use]
pub fn facts(files: &dyn Files, place: &Place, annotator: Option<&str>) -> Facts {
    let mut facts = work(files, place, annotator);
    let size = place.size(files);
    if size.is_some_and(|size| size <= LARGEST_FOR_TITLE)
        && let Ok(article) = article_at(files, place)
    {
        if facts.title.trim().is_empty() {
            facts.title = article.header.title;
        }
        if facts.status == Status::New {
            facts.published = article.header.published;
        }
    }
    facts
}

/// What the annotation file says.
fn work(files: &dyn Files, place: &Place, annotator: Option<&str>) -> Facts {
    let own = place.annotation_path(files, annotator);
    let journal = files.kind(&names::journal_path(&own)).is_ok();
    let read = |at: &Path| {
        if links::outside_of_its_folder(files, at).is_some() {
            return None;
        }
        // Neither a pipe, which may never end, nor what no file of ours can be.
        let Kind::File { size, .. } = files.kind(at).ok()? else {
            return None;
        };
        if size > LARGEST_ANNOTATION_FILE {
            return Some(None);
        }
        let bytes = files.read(at).ok()?;
        Some(native::summarise(&bytes))
    };
    let unnamed = || read(&place.annotation_path(files, None));
    let found = read(&own).or_else(|| annotator.and_then(|_| unnamed()));
    let broken = matches!(found, Some(None));
    let facts = Facts {
        broken,
        journal,
        ..Facts::default()
    };
    match found.flatten() {
        Some(summary) => {
            let mut facts = facts;
            facts.take(&summary);
            facts
        }
        None if broken || journal => Facts {
            status: Status::InProgress,
            ..facts
        },
        None => facts,
    }
}
