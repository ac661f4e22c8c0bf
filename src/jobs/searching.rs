//! Looking through all articles of a corpus, on two threads, in portions.
//!
//! Of an article whose words already rule it out nothing but the text is read. What is open on the
//! desk is searched as it is there, since its file may be some seconds behind.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;

use crate::annotation::{AnnotationSet, Status};
use crate::search::{Hit, Query, Sweep, What};
use crate::storage::{self, Corpus, Entry, Files, Place};
use crate::text::{Article, ByteRange};

/// So many articles are looked at between two moments at which something can be told.
const BATCH: usize = 256;
/// Fewer are not worth another thread.
const ALONE: usize = 16;
/// Hits of one portion, or a few more.
const PORTION: usize = 500;
/// A portion comes after so many articles at the latest.
const SILENCE: usize = 2_048;
/// Of one article no more hits of a query are listed.
const MOST_IN_ARTICLE: usize = 100;
/// More hits of a query are not listed: nobody walks through them.
const MOST_HITS: usize = 20_000;
/// More mentions are not changed in one stroke.
const MOST_MENTIONS: usize = 200_000;
/// So many characters stand around a hit, before it and behind it.
const BEFORE: usize = 48;
const BEHIND: usize = 96;
/// A hit is shown with no more characters of its own.
const LONGEST: usize = 120;

/// What is looked for in every article.
#[derive(Clone, Debug, PartialEq)]
pub enum Sought {
    Query(Query),
    /// The mentions that a sweep would change.
    Mentions(Sweep),
}

/// An article that is open on the desk, as it is there.
#[derive(Clone, Debug)]
pub struct OnDesk {
    pub place: Place,
    pub article: Article,
    pub set: Box<AnnotationSet>,
}

/// A search to be made.
#[derive(Clone, Debug)]
pub struct CorpusSearch {
    /// The asker's own number of this search: what is left of an older one may still come.
    pub number: u64,
    pub corpus: Arc<Corpus>,
    pub sought: Sought,
    pub annotator: Option<String>,
    pub on_desk: Vec<OnDesk>,
}

/// What was found in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleHits {
    pub place: Place,
    /// Its path within the corpus.
    pub name: String,
    pub title: String,
    pub hits: Vec<Seen>,
    /// How many more hits it has that are not listed.
    pub more: usize,
    /// How far the work on it is.
    pub status: Status,
}

/// A hit with the words around it, on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub hit: Hit,
    pub before: String,
    pub words: String,
    pub behind: String,
}

/// What was found since the last portion, in the order of the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Portion {
    pub found: Vec<ArticleHits>,
    /// Why articles could not be read, in sentences that name them.
    pub unread: Vec<String>,
    /// How many articles were looked at, of how many.
    pub looked: usize,
    pub of: usize,
    pub state: SearchState,
}

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchState {
    UnderWay,
    Done,
    /// There are more hits than are listed: the rest was not looked at.
    TooMany,
}

/// Searches until the end or until it is cancelled, and tells what is found in portions. The last
/// one comes unless it is cancelled.
pub(super) fn search(
    files: &dyn Files,
    search: &CorpusSearch,
    cancelled: &(dyn Fn() -> bool + Sync),
    tell: &mut dyn FnMut(Portion),
) {
    let on_desk = search.on_desk.iter().map(|open| (&open.place, open));
    let look = Look {
        files,
        search,
        on_desk: on_desk.collect(),
        cancelled,
    };
    let entries = &search.corpus.entries;
    let (limit, of) = (search.sought.limit(), entries.len());
    let (mut looked, mut told, mut all, mut silent) = (0, 0, 0, true);
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for batch in entries.chunks(BATCH) {
        for outcome in look.at_all(batch) {
            match outcome {
                Ok(None) => {}
                Ok(Some(hits)) => found.push(hits),
                Err(why) => unread.push(why),
            }
        }
        if cancelled() {
            return;
        }
        looked += batch.len();
        let fresh: usize = found.iter().map(|one: &ArticleHits| one.hits.len()).sum();
        let over = all + fresh >= limit;
        let due = fresh >= PORTION || looked - told >= SILENCE || silent && fresh > 0;
        if over || (due && looked < of) {
            silent &= fresh == 0;
            (told, all) = (looked, all + fresh);
            tell(Portion {
                found: std::mem::take(&mut found),
                unread: std::mem::take(&mut unread),
                looked,
                of,
                state: if over && looked < of {
                    SearchState::TooMany
                } else if looked < of {
                    SearchState::UnderWay
                } else {
                    SearchState::Done
                },
            });
            if over {
                return;
            }
        }
    }
    tell(Portion {
        found,
        unread,
        looked,
        of,
        state: SearchState::Done,
    });
}

impl Sought {
    fn limit(&self) -> usize {
        match self {
            Self::Query(_) => MOST_HITS,
            Self::Mentions(_) => MOST_MENTIONS,
        }
    }

    fn needs_annotations(&self) -> bool {
        match self {
            Self::Query(query) => query.needs_annotations(),
            Self::Mentions(sweep) => sweep.needs_annotations(),
        }
    }

    fn rules_out_text(&self, text: &str) -> bool {
        match self {
            Self::Query(query) => query.rules_out_text(text),
            Self::Mentions(sweep) => !sweep.is_in(text),
        }
    }

    /// The hits, and how many more there are.
    fn find(&self, article: &Article, set: &AnnotationSet) -> Option<(Vec<Hit>, usize)> {
        match self {
            Self::Query(query) => {
                let found = query.find(article, Some(set), MOST_IN_ARTICLE)?;
                Some((found.hits, found.more))
            }
            Self::Mentions(sweep) => {
                let mentions = sweep.mentions(article, set).into_iter();
                let label = |id: &_| set.span(id).map(|span| span.label.clone());
                let hits: Vec<_> = mentions
                    .map(|mention| {
                        let span = mention.span.and_then(|id| {
                            let label = label(&id)?;
                            Some(What::Span { id, label })
                        });
                        Hit {
                            range: Some(mention.range),
                            what: span.unwrap_or(What::Words),
                        }
                    })
                    .collect();
                (!hits.is_empty()).then_some((hits, 0))
            }
        }
    }
}

/// Looking at one article after the other.
struct Look<'a> {
    files: &'a dyn Files,
    search: &'a CorpusSearch,
    on_desk: HashMap<&'a Place, &'a OnDesk>,
    cancelled: &'a (dyn Fn() -> bool + Sync),
}

/// What an article has, or why it could not be read.
type Outcome = Result<Option<ArticleHits>, String>;

impl Look<'_> {
    /// Looks at some articles, half of them on another thread.
    fn at_all(&self, entries: &[Entry]) -> Vec<Outcome> {
        if entries.len() < ALONE {
            return self.at(entries);
        }
        let (first, second) = entries.split_at(entries.len() / 2);
        thread::scope(|scope| {
            let second = scope.spawn(|| self.at(second));
            let mut outcomes = self.at(first);
            match second.join() {
                Ok(more) => outcomes.extend(more),
                // The search as a whole is given up, and the desk is told.
                Err(panic) => std::panic::resume_unwind(panic),
            }
            outcomes
        })
    }

    fn at(&self, entries: &[Entry]) -> Vec<Outcome> {
        let wanted = entries.iter().take_while(|_| !(self.cancelled)());
        wanted.map(|entry| self.at_one(entry)).collect()
    }

    fn at_one(&self, entry: &Entry) -> Outcome {
        let (place, sought) = (&entry.place, &self.search.sought);
        if let Some(open) = self.on_desk.get(place) {
            return Ok(self.hits(entry, &open.article, &open.set));
        }
        let annotator = self.search.annotator.as_deref();
        if sought.needs_annotations() && !self.is_annotated(place) {
            return Ok(None);
        }
        let said = |error: storage::OpenError| error.to_string();
        let article = storage::article_at(self.files, place).map_err(said)?;
        if sought.rules_out_text(article.text()) {
            return Ok(None);
        }
        let opened = storage::open(self.files, place, annotator).map_err(said)?;
        Ok(self.hits(entry, &opened.article, &opened.set))
    }

    fn is_annotated(&self, place: &Place) -> bool {
        let own = |annotator: Option<&str>| place.annotation_path(self.files, annotator);
        let is_there = |annotator: Option<&str>| self.files.kind(&own(annotator)).is_ok();
        is_there(None)
            || self
                .search
                .annotator
                .as_deref()
                .is_some_and(|name| is_there(Some(name)))
    }

    fn hits(&self, entry: &Entry, article: &Article, set: &AnnotationSet) -> Option<ArticleHits> {
        let (hits, more) = self.search.sought.find(article, set)?;
        let title = [&set.title, &article.header.title]
            .into_iter()
            .find(|title| !title.trim().is_empty());
        let hits = hits.into_iter().map(|hit| seen(article, hit));
        Some(ArticleHits {
            place: entry.place.clone(),
            name: entry.name.clone(),
            title: title.unwrap_or(&entry.name).clone(),
            hits: hits.collect(),
            more,
            status: set.status,
        })
    }
}

/// A hit with the words around it; of an article as a whole the beginning of its story.
fn seen(article: &Article, hit: Hit) -> Seen {
    let text = article.text();
    let body = article.header.body.min(text.len());
    let range = hit.range.unwrap_or(ByteRange::new(body, body));
    let (before, rest) = text.split_at_checked(range.start).unwrap_or(("", text));
    let words = article.quote(range);
    let behind = rest.get(words.len()..).unwrap_or_default();
    let mut back = before.char_indices().rev().take(BEFORE);
    let start = back.by_ref().last().map_or(before.len(), |(at, _)| at);
    let cut = start > 0 && hit.range.is_some();
    let before = &before[start..];
    // A word that is cut is left out, where another one follows.
    let before = match before.find(char::is_whitespace).filter(|_| cut) {
        Some(space) if before[space..].chars().any(char::is_alphanumeric) => {
            format!("…{}", on_one_line(before[space..].trim_start()))
        }
        _ => on_one_line(before),
    };
    Seen {
        before: if hit.range.is_some() {
            before
        } else {
            String::new()
        },
        words: on_one_line(&first(words, LONGEST)),
        behind: on_one_line(&first(behind, BEHIND)),
        hit,
    }
}

/// The first characters, with an ellipsis where there are more.
fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

fn on_one_line(text: &str) -> String {
    text.replace(|c: char| c.is_whitespace() || c.is_control(), " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::edits::{self, Draft};
    use crate::annotation::{Label, Timestamp, VaguePolicy};
    use crate::jobs::{Amend, Amended, Jobs, Reply, Request};
    use crate::search::{Change, Vocabulary};
    use crate::storage::{OnDisk, names};

    /// A folder of articles, and the corpus that it is.
    fn corpus(files: &[(&str, String)]) -> (tempfile::TempDir, Arc<Corpus>) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let corpus = Corpus::list(&OnDisk, folder.path(), &mut |_| true).unwrap();
        (folder, Arc::new(corpus))
    }

    fn query(text: &str) -> Sought {
        Sought::Query(Query::read(text, &Vocabulary::default()).unwrap())
    }

    fn ask(corpus: &Arc<Corpus>, sought: Sought, on_desk: Vec<OnDesk>) -> Vec<Portion> {
        let jobs = Jobs::inline(Arc::new(OnDisk), None);
        let search = CorpusSearch {
            number: 3,
            corpus: Arc::clone(corpus),
            sought,
            annotator: None,
            on_desk,
        };
        let search = Box::new(search);
        jobs.ask(Request::SearchCorpus { search, ticket: 0 })
            .unwrap();
        let replies = std::iter::from_fn(|| jobs.reply());
        let portion = |reply| match reply {
            Reply::CorpusSearched { number: 3, portion } => portion,
            other => panic!("{other:?}"),
        };
        replies.map(portion).collect()
    }

    fn hits(portions: &[Portion]) -> Vec<String> {
        let found = portions.iter().flat_map(|portion| &portion.found);
        let lines = found.flat_map(|article| {
            let line = |seen: &Seen| format!("{}: {}", article.name, seen.words);
            article.hits.iter().map(line).collect::<Vec<_>>()
        });
        lines.collect()
    }

    #[test]
    fn hits_come_in_the_order_of_the_corpus_and_the_last_portion_says_so() {
        let files: Vec<_> = (1..=600)
            .map(|n| {
                (
                    format!("{n}.txt"),
                    format!("Report {n}. Talks in Niamey went on.\n"),
                )
            })
            .collect();
        let files: Vec<_> = files.iter().map(|(n, t)| (n.as_str(), t.clone())).collect();
        let (_folder, corpus) = corpus(&files);
        let portions = ask(&corpus, query("niamey"), Vec::new());
        let expected: Vec<_> = (1..=600).map(|n| format!("{n}.txt: Niamey")).collect();
        assert_eq!(hits(&portions), expected);
        let last = portions.last().unwrap();
        assert_eq!(
            (last.looked, last.of, last.state),
            (600, 600, SearchState::Done)
        );
        assert!(portions.len() > 1);
        let seen = &portions[0].found[0].hits[0];
        assert_eq!(
            (seen.before.as_str(), seen.behind.as_str()),
            ("Report 1. Talks in ", " went on. ")
        );
        let none = ask(&corpus, query("nowhere"), Vec::new());
        assert_eq!((none.len(), hits(&none).len()), (1, 0));
    }

    #[test]
    fn what_is_open_is_searched_as_it_is_on_the_desk() {
        let files = [
            ("a.txt", "Gao fell.".to_owned()),
            ("b.txt", "Gao held.".to_owned()),
        ];
        let (_folder, corpus) = corpus(&files);
        assert_eq!(
            hits(&ask(&corpus, query("location:gao"), Vec::new())).len(),
            0
        );
        let article = Article::from_text("b.txt", "Gao held.");
        let mut set = AnnotationSet::default();
        let draft = Draft::by_hand(Label::LOCATION, ByteRange::new(0, 3));
        let change = edits::add(&set, &[draft], "", &Timestamp::default()).unwrap();
        change.apply(&mut set).unwrap();
        let open = OnDesk {
            place: corpus.entries[1].place.clone(),
            article,
            set: Box::new(set),
        };
        let found = ask(&corpus, query("location:gao"), vec![open]);
        assert_eq!(hits(&found), ["b.txt: Gao"]);
    }

    #[test]
    fn what_cannot_be_read_is_named_and_the_rest_is_searched() {
        let files = [
            ("a.txt", "Gao fell.".to_owned()),
            ("b.txt", "Gao held.".to_owned()),
        ];
        let (folder, corpus) = corpus(&files);
        std::fs::remove_file(folder.path().join("a.txt")).unwrap();
        let found = ask(&corpus, query("gao"), Vec::new());
        assert_eq!(hits(&found), ["b.txt: Gao"]);
        assert!(
            found[0].unread[0].contains("a.txt"),
            "{:?}",
            found[0].unread
        );
    }

    #[test]
    fn a_search_that_nobody_waits_for_ends_without_a_word() {
        let (_folder, corpus) = corpus(&[("a.txt", "Gao".to_owned())]);
        let search_it = CorpusSearch {
            number: 1,
            corpus,
            sought: query("gao"),
            annotator: None,
            on_desk: Vec::new(),
        };
        let mut told = 0;
        search(&OnDisk, &search_it, &|| true, &mut |_| told += 1);
        assert_eq!(told, 0);
    }

    fn amend(amend: Amend) -> Amended {
        let jobs = Jobs::inline(Arc::new(OnDisk), None);
        let request = Request::Amend {
            number: 5,
            amend: Box::new(amend),
            name: "mark in 3 articles".to_owned(),
            root: std::path::PathBuf::from("articles"),
            on_desk: 0,
            annotator: None,
            now: Timestamp::new("2026-11-23T10:00:00Z"),
            vague: VaguePolicy::default(),
            ticket: 0,
        };
        jobs.ask(request).unwrap();
        let mut all = Amended::default();
        while let Some(reply) = jobs.reply() {
            let Reply::Amended { number: 5, amended } = reply else {
                panic!("{reply:?}");
            };
            all.done.extend(amended.done);
            all.made.extend(amended.made);
            all.left_out.extend(amended.left_out);
            all.finished |= amended.finished;
        }
        assert!(all.finished);
        all
    }

    #[test]
    fn articles_are_changed_saved_and_changed_back_and_a_broken_one_is_left() {
        let text = "Niger said. Niger left; Nigeria did not.";
        let files = ["a.txt", "b.txt", "c.txt"].map(|name| (name, text.to_owned()));
        let (folder, corpus) = corpus(&files);
        let broken = folder.path().join("b.txt.obelus.json");
        std::fs::write(&broken, "{ broken").unwrap();
        let sweep = Sweep::new("Niger", Change::Mark(Label::ACTOR)).unwrap();
        let found = ask(&corpus, Sought::Mentions(sweep.clone()), Vec::new());
        let chosen: Vec<_> = found
            .iter()
            .flat_map(|portion| &portion.found)
            .map(|article| {
                let mention = |seen: &Seen| crate::search::Mention {
                    range: seen.hit.range.unwrap(),
                    span: None,
                };
                (
                    article.place.clone(),
                    article.hits.iter().map(mention).collect(),
                )
            })
            .collect();
        assert_eq!(chosen.len(), 3);
        let done = amend(Amend::Sweep { sweep, chosen });
        let names: Vec<_> = done.done.iter().map(|(place, _)| place.name()).collect();
        assert_eq!(names, ["a.txt", "c.txt"]);
        assert_eq!(done.left_out[0].0.name(), "b.txt");
        assert_eq!(std::fs::read_to_string(&broken).unwrap(), "{ broken");
        let actors = || hits(&ask(&corpus, query("actor:niger"), Vec::new())).len();
        assert_eq!(actors(), 4);
        let journal = names::journal_path(&folder.path().join("a.txt.obelus.json"));
        assert!(!journal.exists(), "nothing is left behind");
        let undone = amend(Amend::Undo {
            done: done.done.clone(),
            made: done.made.iter().cloned().collect(),
        });
        assert_eq!(
            (undone.done.len(), undone.left_out.len(), actors()),
            (2, 0, 0)
        );
        let file = folder.path().join("a.txt.obelus.json");
        assert!(!file.exists(), "there was none before");
        let again = amend(Amend::Undo {
            done: done.done.clone(),
            made: done.made.iter().cloned().collect(),
        });
        assert_eq!(
            (again.done.len(), again.left_out.len()),
            (0, 2),
            "it is undone once"
        );
        let redone = amend(Amend::Redo(done.done));
        assert_eq!((redone.done.len(), actors()), (2, 4));
    }
}
