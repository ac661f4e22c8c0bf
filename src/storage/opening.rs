//! Opening an article with the work on it.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use thiserror::Error;

use super::{Action, Base, Files, Kind, Place, StorageError, links, names, records};
use crate::annotation::AnnotationSet;
use crate::formats::native::{self, Counts, Decoded, Fault, NativeError};
use crate::formats::records::RecordError;
use crate::formats::{Fingerprint, LARGEST_ARTICLE, ReadError, read_article};
use crate::text::Article;

/// The largest annotation file that is read. It holds the text, escaped, and up to some hundred
/// bytes a span.
pub const LARGEST_ANNOTATION_FILE: u64 = 8 * LARGEST_ARTICLE;

/// An article and one annotator's work on it.
#[derive(Debug)]
pub struct Opened {
    pub article: Article,
    pub set: AnnotationSet,
    /// Where the article stands; nothing where only the annotation file is left.
    pub article_place: Option<Place>,
    /// Where the work is saved.
    pub annotation_path: PathBuf,
    /// What must stand there for a save to go ahead; [`Base::Protected`] where none may.
    pub base: Base,
    /// What is wrong with the annotation file, for a panel.
    pub faults: Vec<Fault>,
    /// Why nothing may be changed or saved.
    pub read_only: Option<ReadOnly>,
    /// What could be read of an annotation file that is broken: `set` is then what was read.
    pub salvaged: Option<Box<Salvage>>,
    /// The article as it is now, where it was edited since it was annotated: `article` is then
    /// the text that the annotations belong to.
    pub edited: Option<Box<Edited>>,
}

/// An article that is no longer the one that was annotated.
#[derive(Debug)]
pub struct Edited {
    /// As it is now.
    pub article: Article,
    /// The annotation file.
    pub base: Base,
}

/// How much could be read of a broken annotation file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Salvage {
    /// The file as it is: it must still be this one when it is mended.
    pub base: Base,
    /// Whole entries of each list.
    pub read: Counts,
    /// Entries that had begun and could not be read.
    pub lost: usize,
}

/// Why the work on an article can only be looked at. Each reads as a clause behind the name of
/// the annotation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// Made by a newer program.
    Newer(u64),
    /// The article's file is no longer what was annotated; the text inside is shown.
    EditedSince,
    /// The annotation file could not be read; the article is shown without it.
    Broken(NativeError),
    /// The work belongs to nobody yet, and the analyst has a name: it can be adopted.
    Unnamed,
    /// The annotation file is marked as not to be written.
    Marked,
    /// Somebody else is at work on it: who, as they say.
    Held(String),
    /// The annotation file is a link to this one in another folder: saving would overwrite what
    /// the folder does not show.
    Linked(PathBuf),
    /// The folder in which it would stand is a link to this one: saving would write where nobody
    /// looks for it.
    Elsewhere(PathBuf),
    /// Its name would be longer than names of files can be.
    LongName,
}

impl fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer(version) => write!(
                f,
                "read-only: it was made by a newer program (version {version}); update this one to change it"
            ),
            Self::EditedSince => f.write_str(
                "read-only: the article was edited since it was annotated; the annotated text is shown",
            ),
            Self::Broken(error) => write!(f, "left untouched: {error}"),
            Self::Unnamed => {
                f.write_str("read-only: it names no annotator; adopt it to go on with it")
            }
            Self::Marked => f.write_str("read-only: the file may not be written"),
            Self::Held(by) => {
                let by = if by.is_empty() { "another program" } else { by };
                write!(f, "read-only: {by} is at work on it; Ctrl+S tries again")
            }
            Self::Linked(path) => write!(
                f,
                "read-only: it is a link out of its folder; open {} itself to change it",
                path.display()
            ),
            Self::Elsewhere(path) => write!(
                f,
                "read-only: its folder is a link, to {}; put a folder in its place to work here",
                path.display()
            ),
            Self::LongName => f.write_str(
                "read-only: the annotation file would have too long a name; give the article a shorter one",
            ),
        }
    }
}

/// Why nothing can be shown. The message names the file.
#[derive(Debug, Error)]
pub enum OpenError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("{}: {cause}", path.display())]
    Article {
        path: PathBuf,
        #[source]
        cause: ReadError,
    },
    #[error("{}, line {line}: {cause}", path.display())]
    Record {
        path: PathBuf,
        line: u32,
        #[source]
        cause: RecordError,
    },
    #[error("{}: {cause}", path.display())]
    Annotations {
        path: PathBuf,
        #[source]
        cause: NativeError,
    },
    #[error("{}: with {size} bytes it is larger than the {largest} that are read", path.display())]
    TooLarge {
        path: PathBuf,
        size: u64,
        largest: u64,
    },
    #[error("{}: this is a folder", .0.display())]
    Folder(PathBuf),
    #[error("{}: this is neither a file nor a folder", .0.display())]
    NoFile(PathBuf),
}

/// Opens an article, or an annotation file with the article that it names. With `annotator` the
/// work of that annotator; it may be one that does not exist yet.
///
/// # Errors
/// Where there is no article to show. An annotation file that cannot be read is no error where
/// the article can: see [`Opened::read_only`].
pub fn open(
    files: &dyn Files,
    place: impl Into<Place>,
    annotator: Option<&str>,
) -> Result<Opened, OpenError> {
    let place = place.into();
    let mut opened = match &place {
        Place::File(path) if names::is_annotation_file(&names::file_name(path)) => {
            open_annotations(files, path)
        }
        _ => open_article(files, &place, annotator),
    }?;
    if opened.read_only.is_some() {
        opened.base = Base::Protected;
    }
    Ok(opened)
}

fn open_article(
    files: &dyn Files,
    place: &Place,
    annotator: Option<&str>,
) -> Result<Opened, OpenError> {
    let article = article_at(files, place)?;
    let own = place.annotation_path(files, annotator);
    let unnamed = place.annotation_path(files, None);
    let elsewhere = match place {
        Place::Record(record) => records::linked_shelf(files, &record.file.path, &own),
        Place::File(_) => None,
    };
    let refused = match elsewhere {
        Some(target) => Some(ReadOnly::Elsewhere(target)),
        None => is_too_long(files, &own).then_some(ReadOnly::LongName),
    };
    if refused.is_some() {
        let mut opened = untouched(article, place, own, annotator);
        opened.read_only = refused;
        return Ok(opened);
    }
    if let Some(bytes) = read_where_there(files, &own)? {
        return Ok(join(files, article, place, own, &bytes));
    }
    if annotator.is_some()
        && let Some(bytes) = read_where_there(files, &unnamed)?
    {
        let mut opened = join(files, article, place, unnamed, &bytes);
        opened.read_only.get_or_insert(ReadOnly::Unnamed);
        return Ok(opened);
    }
    Ok(untouched(article, place, own, annotator))
}

/// An article that nobody has annotated.
fn untouched(
    article: Article,
    place: &Place,
    annotation_path: PathBuf,
    annotator: Option<&str>,
) -> Opened {
    let faults = faults_of(&article);
    let mut set = new_set(&article);
    set.annotator = annotator.map(str::to_owned);
    Opened {
        set,
        article,
        article_place: Some(place.clone()),
        annotation_path,
        base: Base::Nothing,
        faults,
        read_only: None,
        edited: None,
        salvaged: None,
    }
}

/// Whether no file can have such a name.
fn is_too_long(files: &dyn Files, path: &Path) -> bool {
    let kind = files.kind(path).map_err(|error| error.kind());
    kind == Err(std::io::ErrorKind::InvalidFilename)
}

/// The article at a place, without the work on it.
///
/// # Errors
/// Where it cannot be read.
pub fn article_at(files: &dyn Files, place: &Place) -> Result<Article, OpenError> {
    let path = match place {
        Place::File(path) => path,
        Place::Record(record) => return record.read(files),
    };
    let bytes = read(files, path, LARGEST_ARTICLE)?;
    read_article(&names::file_name(path), &bytes).map_err(|cause| OpenError::Article {
        path: path.to_owned(),
        cause,
    })
}

/// What is wrong with the bytes of an article.
fn faults_of(article: &Article) -> Vec<Fault> {
    let replaced = article.header.replaced;
    if replaced == 0 {
        return Vec::new();
    }
    let text = article.text();
    let first = text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0);
    let line = text[..first].matches('\n').count() + 1;
    let (stretches, stand) = if replaced == 1 {
        ("1 stretch of its bytes is", "stands")
    } else {
        ("stretches of its bytes are", "stand")
    };
    let count = if replaced == 1 {
        String::new()
    } else {
        format!("{replaced} ")
    };
    vec![Fault {
        place: "article".to_owned(),
        line: None,
        why: format!(
            "{count}{stretches} no text in {}, and {stand} as \u{FFFD} in it, first in line {line} of “{}”",
            article.header.encoding, article.source
        ),
    }]
}

/// The work on an article that nobody has annotated.
pub(super) fn new_set(article: &Article) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    set.title.clone_from(&article.header.title);
    set.published.clone_from(&article.header.published);
    set
}

fn open_annotations(files: &dyn Files, path: &Path) -> Result<Opened, OpenError> {
    let bytes = read(files, path, LARGEST_ANNOTATION_FILE)?;
    let decoded = match native::decode(&bytes) {
        Ok(decoded) => decoded,
        // The article may stand beside it under the name that the file's own name gives.
        Err(cause) => {
            let name = names::file_name(path);
            let beside = names::parse(&name).map(|(article, _)| path.with_file_name(article));
            let beside = beside.filter(|path| links::outside_of_its_folder(files, path).is_none());
            return match beside.and_then(|beside| read_beside(files, &beside)) {
                Some((article, at)) => {
                    Ok(broken(article, &at.into(), path.to_owned(), &bytes, cause))
                }
                None => Err(OpenError::Annotations {
                    path: path.to_owned(),
                    cause,
                }),
            };
        }
    };
    let bare = is_bare(&decoded.article.source);
    let beside = bare.then(|| path.with_file_name(&decoded.article.source));
    let linked = beside
        .as_ref()
        .is_some_and(|path| links::outside_of_its_folder(files, path).is_some());
    let found = beside
        .filter(|_| !linked)
        .and_then(|beside| read_beside(files, &beside));
    let mut opened = match found {
        Some((article, at)) => with_source(article, &at.into(), path.to_owned(), &bytes, decoded),
        None => Opened {
            base: Base::File(Fingerprint::of(&bytes)),
            read_only: decoded.newer.map(ReadOnly::Newer),
            article: decoded.article,
            set: decoded.set,
            article_place: None,
            annotation_path: path.to_owned(),
            faults: decoded.faults,
            edited: None,
            salvaged: None,
        },
    };
    if !bare {
        opened.faults.push(Fault {
            place: "article.source".to_owned(),
            line: None,
            why: "it is not the plain name of a file in the same folder, and is not followed"
                .to_owned(),
        });
    }
    if linked {
        opened.faults.push(Fault {
            place: "article.source".to_owned(),
            line: None,
            why: "it is a link out of this folder, and is not followed".to_owned(),
        });
    }
    compare_names(&mut opened);
    mark(files, &mut opened);
    Ok(opened)
}

/// Whether a source is the name of a file and nothing more: a file from elsewhere must not make
/// this program read others.
fn is_bare(source: &str) -> bool {
    let mut parts = Path::new(source).components();
    matches!(
        (parts.next(), parts.next()),
        (Some(Component::Normal(_)), None)
    )
}

fn read_beside(files: &dyn Files, path: &Path) -> Option<(Article, PathBuf)> {
    let bytes = read(files, path, LARGEST_ARTICLE).ok()?;
    let article = read_article(&names::file_name(path), &bytes).ok()?;
    Some((article, path.to_owned()))
}

/// An article and the bytes of the annotation file that was found for it.
fn join(
    files: &dyn Files,
    article: Article,
    place: &Place,
    annotation_path: PathBuf,
    bytes: &[u8],
) -> Opened {
    match native::decode(bytes) {
        Ok(decoded) => {
            let mut opened = with_source(article, place, annotation_path, bytes, decoded);
            compare_names(&mut opened);
            mark(files, &mut opened);
            opened
        }
        Err(cause) => broken(article, place, annotation_path, bytes, cause),
    }
}

/// An annotation file that cannot be read as a whole: what can be is shown, and the file is left
/// as it is.
fn broken(
    article: Article,
    place: &Place,
    annotation_path: PathBuf,
    bytes: &[u8],
    cause: NativeError,
) -> Opened {
    let base = Base::File(Fingerprint::of(bytes));
    let mut opened = Opened {
        set: new_set(&article),
        faults: faults_of(&article),
        article,
        article_place: Some(place.clone()),
        annotation_path,
        base,
        salvaged: None,
        edited: None,
        read_only: Some(match cause {
            NativeError::Newer(version) => ReadOnly::Newer(version),
            cause => ReadOnly::Broken(cause),
        }),
    };
    if matches!(opened.read_only, Some(ReadOnly::Newer(_))) {
        return opened;
    }
    let found = native::salvage(bytes, Some(&opened.article));
    // Entries of another text would stand in the wrong places here.
    let (mut read, lost) = (found.read, found.lost);
    if found.decoded.article.text() == opened.article.text() && read != Counts::default() {
        opened.set = found.decoded.set;
        opened.faults.extend(found.decoded.faults);
    } else {
        read = Counts::default();
    }
    opened.salvaged = Some(Box::new(Salvage { base, read, lost }));
    opened
}

fn with_source(
    mut article: Article,
    place: &Place,
    annotation_path: PathBuf,
    bytes: &[u8],
    decoded: Decoded,
) -> Opened {
    let edited = article.text() != decoded.article.text();
    let mut read_only = decoded.newer.map(ReadOnly::Newer);
    let mut faults = decoded.faults;
    if decoded.article.source != article.source {
        faults.push(Fault {
            place: "article.source".to_owned(),
            line: None,
            why: format!(
                "it says “{}”, and the file stands beside “{}”",
                decoded.article.source, article.source
            ),
        });
    }
    faults.extend(faults_of(&article));
    let stated = &decoded.article.header.source_sha256;
    if !edited && !stated.is_empty() && *stated != article.header.source_sha256 {
        faults.push(Fault {
            place: "article.source_sha256".to_owned(),
            line: None,
            why: format!(
                "the bytes of “{}” are not those that were hashed, though they hold the same text",
                article.source
            ),
        });
    }
    let mut now = None;
    if edited {
        now = Some(Box::new(Edited {
            article: std::mem::replace(&mut article, decoded.article),
            base: Base::File(Fingerprint::of(bytes)),
        }));
        read_only.get_or_insert(ReadOnly::EditedSince);
    } else {
        // What the record says of the article may have been given by hand; how the bytes were
        // read is a fact of the file.
        let known = decoded.article.header;
        let header = &mut article.header;
        header.title = known.title;
        header.published = known.published;
        header.url = known.url.or(header.url.take());
        header.language = known.language.or(header.language.take());
    }
    Opened {
        article,
        set: decoded.set,
        article_place: Some(place.clone()),
        annotation_path,
        base: Base::File(Fingerprint::of(bytes)),
        faults,
        read_only,
        edited: now,
        salvaged: None,
    }
}

/// Reports where the name of an annotation file and its content disagree: the content counts.
fn compare_names(opened: &mut Opened) {
    let name = names::file_name(&opened.annotation_path);
    let Some((_, annotator)) = names::parse(&name) else {
        return;
    };
    // A version that was kept beside another one.
    if annotator.is_some_and(|name| name.starts_with("mine-")) {
        return;
    }
    if annotator != opened.set.annotator.as_deref() {
        let said = |name: Option<&str>| name.map_or("nobody".to_owned(), |n| format!("“{n}”"));
        opened.faults.push(Fault {
            place: "annotator".to_owned(),
            line: None,
            why: format!(
                "the file says {} and its name says {}",
                said(opened.set.annotator.as_deref()),
                said(annotator)
            ),
        });
    }
}

fn mark(files: &dyn Files, opened: &mut Opened) {
    if let Some(target) = links::outside_of_its_folder(files, &opened.annotation_path) {
        opened.read_only.get_or_insert(ReadOnly::Linked(target));
    }
    if let Ok(Kind::File {
        read_only: true, ..
    }) = files.kind(&opened.annotation_path)
    {
        opened.read_only.get_or_insert(ReadOnly::Marked);
    }
}

pub(super) fn read(files: &dyn Files, path: &Path, largest: u64) -> Result<Vec<u8>, OpenError> {
    let failed = |source| StorageError::failed(path, Action::Read, source);
    match files.kind(path).map_err(failed)? {
        Kind::Folder => Err(OpenError::Folder(path.to_owned())),
        Kind::Other => Err(OpenError::NoFile(path.to_owned())),
        Kind::File { size, .. } if size > largest => Err(OpenError::TooLarge {
            path: path.to_owned(),
            size,
            largest,
        }),
        Kind::File { .. } => Ok(files.read(path).map_err(failed)?),
    }
}

fn read_where_there(files: &dyn Files, path: &Path) -> Result<Option<Vec<u8>>, OpenError> {
    match read(files, path, LARGEST_ANNOTATION_FILE) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(OpenError::Storage(StorageError::Failed { source, .. }))
            if matches!(
                source.kind(),
                std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
