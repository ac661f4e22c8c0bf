//! What the desk asks for and what it is answered.

use std::ops::Range;
use std::path::PathBuf;

use super::{Ahead, Amend, Amended, CorpusSearch, Export, Likenesses, Portion, Survey};
use crate::annotation::{
    AnnotationSet, Conflict, History, Step, Timestamp, Transaction, VaguePolicy,
};
use crate::formats::records::{Columns, Preview};
use crate::matching::choices::Tally;
use crate::matching::{Batch, Choices};
use crate::storage::annotators::{Marked, Work};
use crate::storage::cut_off::CutOff;
use crate::storage::settings::Settings;
use crate::storage::{Base, Carrying, Corpus, Facts, Opened, Place, Shelter, StorageError, schema};
use crate::text::finding::{Pattern, Progress};
use crate::text::{Article, ByteRange};

/// A piece of background work. `number` tells the desk's documents apart.
#[derive(Debug)]
pub enum Request {
    Open {
        number: u64,
        place: Place,
        annotator: Option<String>,
    },
    /// Lists a folder with the folders inside it, or a file of records: answered by
    /// [`Reply::Listing`] now and then, and at the end by [`Reply::Listed`]. It ends without a last
    /// answer when another one is asked for, or with [`Request::StopListing`].
    List {
        root: PathBuf,
        annotator: Option<String>,
        /// Which columns of a file of records are read: kept for the next time.
        columns: Option<Columns>,
        /// Set when the request is taken.
        ticket: u64,
    },
    /// Nobody waits for a listing any more. Never refused.
    StopListing,
    /// Looks at the beginning of a file of records, unless its columns were chosen before; where
    /// they are to be chosen `again`, also then.
    Preview { path: PathBuf, again: bool },
    /// Looks at articles of a corpus: what they are called and how far the work on them is.
    Describe {
        /// The asker's own number of the listing: what is left of an older one may still come.
        listing: u64,
        places: Vec<Place>,
        annotator: Option<String>,
    },
    /// Reads the schema of the corpus in a folder. `taken` are the letters that cannot mark.
    ReadSchema {
        folder: PathBuf,
        taken: Vec<(char, &'static str)>,
    },
    /// Watches the folder that is listed; nothing for no folder any more.
    Watch { root: Option<PathBuf> },
    /// Takes what was touched in it: answered by [`Reply::Touched`].
    TakeTouched,
    /// Reads and matches an article before it is opened. It is given up when a request to match
    /// comes.
    ReadAhead {
        place: Place,
        annotator: Option<String>,
        choices: Choices,
        /// The asker's own number of the choices.
        revision: u64,
    },
    /// Counts the open suggestions of some articles. The answer holds as many as a tenth of a
    /// second allows; it ends early when a request to match comes.
    Count {
        places: Vec<Place>,
        annotator: Option<String>,
        choices: Choices,
        revision: u64,
    },
    /// Counts what was done in a corpus, as far as a portion goes. What comes back is to be asked
    /// for again as long as it is not done.
    Survey(Box<Survey>),
    /// Writes a table of a corpus, likewise. Who wants no more does not ask again: then nothing is
    /// left behind.
    Export(Box<Export>),
    /// Looks for articles that are nearly the same, likewise.
    Compare(Box<Likenesses>),
    /// Reads an article with the work on it, to look at: nothing is held or changed.
    Borrow {
        place: Place,
        annotator: Option<String>,
    },
    /// Keeps a change that was made to an open document.
    Record {
        number: u64,
        /// Which state of the work it leads to.
        revision: u64,
        step: Box<Step>,
    },
    /// Writes the annotation file as of the last change recorded.
    Save { number: u64 },
    /// The file of a document was made for a change that is being taken back: where nothing else
    /// was done it goes when the lock is given back.
    MadeForThis { number: u64 },
    /// The document is out of sight: its lock is given back, where it is saved.
    Rest { number: u64 },
    /// It is in sight again, or the window has the focus again: the lock is taken where it was
    /// given back, and the file is looked at.
    Resume { number: u64 },
    /// The document goes off the desk. What its file does not hold stays in the journal.
    Close { number: u64 },
    /// Another program wrote the file: what becomes of the changes that it does not hold.
    Settle {
        number: u64,
        how: Settle,
        /// Whether the article is opened again after a merge, since its text is another by now.
        reopen: bool,
    },
    /// Goes on in the text that the article has now, with the set carried over to it.
    ChangeText {
        number: u64,
        article: Article,
        set: Box<AnnotationSet>,
    },
    /// Goes on with what could be read of a broken annotation file, which is set aside.
    Mend {
        number: u64,
        path: PathBuf,
        article: Article,
        set: Box<AnnotationSet>,
        base: Base,
    },
    /// Goes on with work that belonged to nobody in a file of the analyst's own.
    Adopt {
        number: u64,
        path: PathBuf,
        article: Article,
        set: Box<AnnotationSet>,
    },
    /// Writes the work to another place; the document goes on where it is.
    SaveCopy {
        path: PathBuf,
        article: Article,
        set: Box<AnnotationSet>,
    },
    /// Writes a new article file: one that was pasted.
    WriteArticle { path: PathBuf, text: String },
    /// Looks who else has work on an article.
    FindOthers {
        number: u64,
        place: Place,
        /// The annotation file of the one who asks.
        own: PathBuf,
    },
    /// Reads somebody else's work on an article.
    ReadOther {
        number: u64,
        annotator: Option<String>,
        place: Place,
        own: PathBuf,
        article: Article,
    },
    /// Puts those articles of the sample corpus into a folder that are not there.
    UnpackSample { folder: PathBuf },
    SaveSettings {
        path: PathBuf,
        settings: Box<Settings>,
        base: Base,
    },
    Match {
        number: u64,
        article: Article,
        choices: Choices,
        /// The paragraphs in view: they come first.
        first: Range<usize>,
        /// Set when the request is taken.
        ticket: u64,
    },
    /// Looks for a pattern, from the beginning: answered by [`Reply::Found`]. It ends without a
    /// last answer when another one is asked for, or with [`Request::StopFinding`].
    Find {
        number: u64,
        /// The asker's own number of this search: what is left of an older one may still come.
        search: u64,
        article: Article,
        pattern: Pattern,
        /// Set when the request is taken.
        ticket: u64,
    },
    /// Nobody waits for hits any more. Never refused.
    StopFinding,
    /// Looks through a corpus: answered by [`Reply::CorpusSearched`]. It ends without a last answer
    /// when another one is asked for, or with [`Request::StopSearching`].
    SearchCorpus {
        search: Box<CorpusSearch>,
        /// Set when the request is taken.
        ticket: u64,
    },
    /// Nobody waits for what is searched in the corpus any more, and changes across its articles
    /// end with the article at which they are. Never refused.
    StopSearching,
    /// Looks whether a change across the articles of a corpus was cut off: answered by
    /// [`Reply::CutOff`] where one was.
    LookForCutOff { root: PathBuf },
    /// Somebody has decided what becomes of that.
    ForgetCutOff { root: PathBuf },
    /// Changes articles that are not open on the desk: answered by [`Reply::Amended`].
    Amend {
        /// The asker's own number of this change.
        number: u64,
        amend: Box<Amend>,
        /// What the change is called.
        name: String,
        /// The corpus, and how many of its articles were changed on the desk: so that it can be
        /// said if this is cut off.
        root: PathBuf,
        on_desk: usize,
        annotator: Option<String>,
        now: Timestamp,
        /// What vague words come to in figures that are marked.
        vague: VaguePolicy,
        /// Set when the request is taken.
        ticket: u64,
    },
}

/// An answer. Failures are sentences for the analyst that name the file.
#[derive(Debug)]
pub enum Reply {
    Opened {
        number: u64,
        place: Place,
        result: Result<Box<Began>, String>,
    },
    /// How far the listing is, in words.
    Listing {
        so_far: String,
    },
    /// What the columns of a file of records seem to be; nothing where they were chosen before.
    Previewed {
        path: PathBuf,
        result: Result<Option<Box<Preview>>, String>,
    },
    Listed {
        root: PathBuf,
        result: Result<Corpus, String>,
    },
    /// What the articles asked for are, in their order.
    Described {
        listing: u64,
        facts: Vec<(Place, Facts)>,
    },
    /// Something was touched in the folder that is watched: [`Request::TakeTouched`] says what.
    Stirred,
    /// These files and folders were touched, each with whether it is there now; nothing where
    /// there are too many to tell apart.
    Touched {
        paths: Option<Vec<(PathBuf, bool)>>,
    },
    /// The folder cannot be watched, and why.
    Unwatched {
        why: String,
    },
    /// An article that was matched ahead, and how many suggestions are open in it; nothing where
    /// it could not be.
    ReadAhead {
        place: Place,
        revision: u64,
        ahead: Option<(Box<Ahead>, usize)>,
    },
    /// How many suggestions are open; nothing for articles of which it cannot be told.
    Counted {
        revision: u64,
        counts: Vec<(Place, Option<usize>)>,
    },
    /// A count, done or not.
    Surveyed(Box<Survey>),
    /// A table, written or not.
    Exported(Box<Export>),
    /// A search for articles that are nearly the same, done or not.
    Compared(Box<Likenesses>),
    Borrowed {
        place: Place,
        result: Result<Box<Opened>, String>,
    },
    /// Changes up to a revision are safe on a disk, or why they are not.
    Kept {
        number: u64,
        revision: u64,
        result: Result<Shelter, String>,
    },
    Saved {
        number: u64,
        revision: u64,
        result: Result<(), Unsaved>,
    },
    Schema {
        folder: PathBuf,
        found: Box<schema::Found>,
    },
    /// Something that the analyst should know, in a sentence.
    Noticed(String),
    /// The lock was given back.
    Rested {
        number: u64,
    },
    /// The lock was taken again, or why it was not.
    Resumed {
        number: u64,
        result: Result<(), Unsaved>,
    },
    Closed {
        number: u64,
    },
    TextChanged {
        number: u64,
        result: Result<(), String>,
    },
    Settled {
        number: u64,
        result: Result<Settled, String>,
    },
    CopySaved {
        path: PathBuf,
        result: Result<(), String>,
    },
    ArticleWritten {
        path: PathBuf,
        result: Result<(), String>,
    },
    OthersFound {
        number: u64,
        result: Result<Vec<Work>, String>,
    },
    /// Somebody's work, or nothing where there is none.
    OtherRead {
        number: u64,
        annotator: Option<String>,
        result: Result<Option<Box<Marked>>, String>,
    },
    SampleUnpacked {
        folder: PathBuf,
        result: Result<(), String>,
    },
    SettingsSaved {
        result: Result<Base, String>,
    },
    /// What the choices show, and how many that is.
    Matched {
        number: u64,
        batch: Batch,
        tally: Tally,
    },
    /// Hits that were not told before, in reading order behind those told before. The first
    /// portion comes with the first hit; the last one says [`Progress::Done`] or
    /// [`Progress::TooMany`], and comes also where nothing was found.
    Found {
        number: u64,
        search: u64,
        hits: Vec<ByteRange>,
        progress: Progress,
    },
    /// What was found in a corpus since the last portion; the last one says so.
    CorpusSearched {
        number: u64,
        portion: Portion,
    },
    /// What was changed since the last portion. The last one comes also where it was stopped.
    Amended {
        number: u64,
        amended: Amended,
    },
    /// A change across articles was cut off when somebody was last at work on this corpus.
    CutOff(Box<CutOff>),
    /// A piece of work broke down; the desk lives on.
    BrokeDown {
        number: Option<u64>,
        what: String,
    },
}

/// An article that was opened, and what was brought back to it.
#[derive(Debug)]
pub struct Began {
    pub opened: Opened,
    pub history: History,
    /// How many changes were brought back that the file does not hold.
    pub recovered: usize,
    /// How many changes fit neither the file as it is nor as it was: they wait for
    /// [`Request::Settle`].
    pub waiting: usize,
    pub notices: Vec<String>,
    /// Where the article was edited since: what it would be in its new text, which
    /// [`Request::ChangeText`] takes.
    pub carrying: Option<Box<Carrying>>,
    /// Whether what was brought back could not be written anew, so that it may not be safe.
    pub unkept: bool,
}

/// What becomes of changes when another program wrote the file since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Settle {
    /// They are carried onto the file as it is now.
    Merge,
    /// They are saved beside it, and the file as it is now is opened.
    KeepBeside,
    /// They are set aside with the journal, and the file as it is now is opened.
    Reload,
}

/// How it was settled.
#[derive(Debug)]
pub enum Settled {
    /// The file as it is now, and the changes as one transaction for it.
    Merged {
        set: Box<AnnotationSet>,
        transaction: Transaction,
        conflicts: Vec<Conflict>,
        /// Where the changes are kept that could not be carried over.
        aside: Option<PathBuf>,
    },
    /// The article is to be opened again; what is then said.
    OpenAgain(String),
}

/// Why the file was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// A sentence for the analyst that names the file.
    pub why: String,
    pub cause: Cause,
}

/// What the desk can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Another program wrote the file: [`Request::Settle`].
    Changed,
    /// Somebody else is at work on it.
    Held,
    /// The disk: it is tried again.
    Disk,
}

impl From<StorageError> for Unsaved {
    fn from(error: StorageError) -> Self {
        Self {
            why: error.to_string(),
            cause: match error {
                StorageError::ChangedUnderneath(_) => Cause::Changed,
                StorageError::Held { .. } => Cause::Held,
                _ => Cause::Disk,
            },
        }
    }
}
