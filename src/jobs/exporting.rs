//! Writing a table of a corpus, a portion at a time.
//!
//! An export is a value that is handed to and fro, as a [`super::Survey`] is. Its file stands beside
//! its place until everything is written: who does not ask again leaves nothing behind.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use super::works::{Held, Lone, Uncounted, Works};
use crate::annotation::{Schema, Status};
use crate::formats::rows::{Form, LeftOut, RowWriter, Rows, Work};
use crate::storage::{Corpus, Files, Outgoing, Place, StorageError};

/// What is to be written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub rows: Rows,
    pub form: Form,
    /// Only articles that are done.
    pub only_done: bool,
    /// Whose work; nothing for everybody's.
    pub only: Option<String>,
    /// The file; nothing for a writer that is handed in.
    pub path: PathBuf,
    /// Whether what stands there may be replaced.
    pub replace: bool,
}

/// Writing a table of a corpus.
pub struct Export {
    /// The asker's own number: what is left of an older one may still come.
    pub number: u64,
    pub wanted: Wanted,
    works: Works,
    /// The paths of the corpora, where the articles are named by whole paths.
    roots: Option<Vec<String>>,
    rows: RowWriter,
    out: Option<Outgoing>,
    /// Articles with rows, and those that were passed over since they are not done, and those on
    /// which nobody has worked.
    pub articles: usize,
    pub not_done: usize,
    pub untouched: usize,
    /// Files that could not be read.
    pub unread: Vec<Uncounted>,
    /// How it ended.
    pub ended: Option<Result<(), String>>,
}

impl Export {
    /// Nothing is written yet.
    #[must_use]
    pub fn new(
        number: u64,
        wanted: Wanted,
        corpus: Arc<Corpus>,
        lone: Vec<Lone>,
        schema: &Schema,
    ) -> Self {
        let works = Works::new(corpus, lone, wanted.only.clone());
        let rows = RowWriter::new(wanted.rows, wanted.form, schema);
        Self {
            number,
            wanted,
            works,
            roots: None,
            rows,
            out: None,
            articles: 0,
            not_done: 0,
            untouched: 0,
            unread: Vec::new(),
            ended: None,
        }
    }

    /// Takes the work on an article as it is given here, and not as its file has it.
    pub fn hold(&mut self, place: Place, held: Held) {
        self.works.hold(place, held);
    }

    /// Tells articles by their paths within the corpora at these paths, and those of none by the
    /// names of their files; otherwise by the names that they have in the corpus.
    pub fn within(&mut self, roots: Vec<String>) {
        self.roots = Some(roots);
    }

    /// Whether an article stands where the table is to be written: that is never replaced.
    #[must_use]
    pub fn is_over_an_article(&self, files: &dyn Files) -> bool {
        self.works.holds_article(files, &self.wanted.path)
    }

    /// How many articles were gone through, and of how many.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        self.works.progress()
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        self.ended.is_some()
    }

    /// How many rows were written.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.written()
    }

    /// What the articles hold that the rows do not.
    #[must_use]
    pub fn left_out(&self) -> LeftOut {
        self.rows.left_out()
    }

    /// Writes on until everything is written or `enough` says so; it is asked before each article.
    /// Where the disk says no, nothing is left behind.
    pub fn go_on(&mut self, files: &Arc<dyn Files>, mut enough: impl FnMut() -> bool) {
        if self.is_done() {
            return;
        }
        let portion = self.portion(files, &mut enough);
        match portion {
            Ok(false) => {}
            Ok(true) => self.ended = Some(Ok(())),
            Err(error) => {
                self.out = None;
                self.ended = Some(Err(error.to_string()));
            }
        }
    }

    /// Whether everything is written.
    fn portion(
        &mut self,
        files: &Arc<dyn Files>,
        enough: &mut dyn FnMut() -> bool,
    ) -> Result<bool, StorageError> {
        let path = self.wanted.path.clone();
        let failed = |error| StorageError::Failed {
            path: path.clone(),
            action: crate::storage::Action::Save,
            source: error,
        };
        let mut out = match self.out.take() {
            Some(out) => out,
            None => {
                if self.works.holds_article(&**files, &path) {
                    let what = "an article";
                    return Err(StorageError::Kept { path, what });
                }
                let files = Arc::clone(files);
                let mut out = Outgoing::begin(files, &path, self.wanted.replace)?;
                self.rows.begin(&mut out).map_err(failed)?;
                out
            }
        };
        while !self.works.is_done() {
            if enough() {
                self.out = Some(out);
                return Ok(false);
            }
            self.article(&**files, &mut out).map_err(failed)?;
        }
        out.finish()?;
        Ok(true)
    }

    /// Writes everything to a writer, without a file of its own. `told` hears of each article.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn write_to(
        &mut self,
        files: &dyn Files,
        out: &mut dyn Write,
        mut told: impl FnMut(usize),
    ) -> std::io::Result<()> {
        self.rows.begin(out)?;
        while !self.works.is_done() {
            self.article(files, out)?;
            told(self.progress().0);
        }
        self.ended = Some(Ok(()));
        Ok(())
    }

    fn article(&mut self, files: &dyn Files, out: &mut dyn Write) -> std::io::Result<()> {
        let unread = self.unread.len();
        let Some(read) = self.works.next(files, &mut self.unread) else {
            return Ok(());
        };
        let name = match &self.roots {
            Some(roots) => within(roots, &read.name),
            None => &read.name,
        };
        let mut any = false;
        for (article, set, _) in &read.works {
            if self.wanted.only_done && set.status != Status::Done {
                continue;
            }
            any = true;
            self.rows.article(&Work::new(article, set, name), out)?;
        }
        if any {
            self.articles += 1;
        } else if read.works.is_empty() {
            // Work that could not be read is told as that.
            self.untouched += usize::from(self.unread.len() == unread);
        } else {
            self.not_done += 1;
        }
        Ok(())
    }

    /// What came of it, in sentences: what was written first, then what was left out.
    #[must_use]
    pub fn in_words(&self) -> Vec<String> {
        let several =
            |n: usize, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
        let what = match self.wanted.rows {
            Rows::Events(_) => several(self.rows(), "event", "events"),
            Rows::Spans => several(self.rows(), "span", "spans"),
        };
        let articles = several(self.articles, "article", "articles");
        let mut said = vec![format!("{what} of {articles}")];
        if self.not_done > 0 {
            let articles = several(self.not_done, "article that is", "articles that are");
            said.push(format!("left out: {articles} not done"));
        }
        if self.untouched > 0 {
            let articles = several(self.untouched, "article", "articles");
            let whose = self.wanted.only.as_ref();
            let whose = whose.map_or(String::new(), |name| format!(" of {name}"));
            said.push(format!("{articles} without any work{whose}"));
        }
        said.extend(self.left_out().in_words());
        let unread = self.unread.iter();
        said.extend(unread.map(|file| format!("{}: {}", file.file, file.why)));
        said
    }
}

/// The path of an article within the innermost of the corpora that holds it, else its last part.
fn within<'a>(roots: &[String], name: &'a str) -> &'a str {
    let inner = |root: &String| {
        let rest = name.strip_prefix(root.trim_end_matches('/'))?;
        rest.strip_prefix('/')
    };
    let innermost = roots.iter().filter_map(inner).min_by_key(|rest| rest.len());
    innermost.unwrap_or_else(|| name.rsplit('/').next().unwrap_or(name))
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export")
            .field("number", &self.number)
            .field("wanted", &self.wanted)
            .finish_non_exhaustive()
    }
}
