//! The work itself, the same on a thread and inline.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::amending::Amending;
use super::keepers::Keepers;
use super::watching::{Sightings, Watch};
use super::{Newest, Reply, Request, ahead, finding, listing, searching};
use crate::annotation::AnnotationSet;
use crate::formats::{self, native};
use crate::matching::choices::Tally;
use crate::matching::{Choices, Pipeline, Reading};
use crate::storage::annotators::{self, Work};
use crate::storage::{self, Base, Files, Place, cut_off, schema};
use crate::text::Article;

/// A portion of what goes over a whole corpus takes about so long: then something more urgent may
/// come.
const PORTION: Duration = Duration::from_millis(100);

/// Does requests.
pub(super) struct Worker {
    storage: Arc<dyn Files>,
    pub(super) keepers: Keepers,
    pipeline: Arc<Pipeline>,
    newest: Arc<Newest>,
    /// Called when something was touched in the folder that is watched. Without it, none is.
    stirred: Option<Arc<dyn Fn() + Send + Sync>>,
    watch: Mutex<Option<Watch>>,
    sightings: Sightings,
}

impl Worker {
    pub(super) fn new(
        storage: Arc<dyn Files>,
        keepers: Keepers,
        pipeline: Arc<Pipeline>,
        newest: Arc<Newest>,
    ) -> Self {
        Self {
            storage,
            keepers,
            pipeline,
            newest,
            stirred: None,
            watch: Mutex::new(None),
            sightings: Sightings::default(),
        }
    }

    /// The same worker, that watches folders.
    pub(super) fn watching(mut self, stirred: impl Fn() + Send + Sync + 'static) -> Self {
        self.stirred = Some(Arc::new(stirred));
        self
    }

    /// Does one request and hands its answers over. A panic becomes an answer too.
    pub(super) fn carry_out(&self, request: Request, answer: &mut dyn FnMut(Reply)) {
        let (number, what) = name(&request);
        let work = AssertUnwindSafe(|| self.work(request, answer));
        if catch_unwind(work).is_err() {
            answer(Reply::BrokeDown { number, what });
        }
    }

    fn work(&self, request: Request, answer: &mut dyn FnMut(Reply)) {
        match request {
            Request::Open {
                number,
                place,
                annotator,
            } => {
                let result = self.keepers.begin(number, &place, annotator.as_deref());
                answer(Reply::Opened {
                    number,
                    place,
                    result,
                });
            }
            Request::List {
                root,
                annotator,
                columns,
                ticket,
            } => {
                let wanted = || self.newest.listing.load(Ordering::Relaxed) == ticket;
                let files = &*self.storage;
                let annotator = annotator.as_deref();
                let listed = listing::list(files, &root, annotator, columns, &wanted, answer);
                if wanted() {
                    let result = listed.map_err(|error| error.to_string());
                    answer(Reply::Listed { root, result });
                }
            }
            Request::Preview { path, again } => {
                let result = listing::preview(&*self.storage, &path, again);
                let result = result.map_err(|error| error.to_string());
                answer(Reply::Previewed { path, result });
            }
            Request::StopListing => {}
            Request::Describe {
                listing,
                places,
                annotator,
            } => {
                let look = |place: Place| {
                    let facts = storage::facts(&*self.storage, &place, annotator.as_deref());
                    (place, facts)
                };
                let facts = places.into_iter().map(look).collect();
                answer(Reply::Described { listing, facts });
            }
            Request::Watch { root } => {
                if let Err(error) = self.watch(root.as_deref()) {
                    let why = error.to_string();
                    answer(Reply::Unwatched { why });
                }
            }
            Request::TakeTouched => {
                let there = |path: PathBuf| {
                    let there = self.storage.kind(&path).is_ok();
                    (path, there)
                };
                let paths = self.sightings.take();
                let paths = paths.map(|paths| paths.into_iter().map(there).collect());
                answer(Reply::Touched { paths });
            }
            Request::ReadAhead {
                place,
                annotator,
                choices,
                revision,
            } => {
                let ahead = self.read_ahead(&place, annotator.as_deref(), &choices);
                answer(Reply::ReadAhead {
                    place,
                    revision,
                    ahead: ahead.map(|(ahead, open)| (Box::new(ahead), open)),
                });
            }
            Request::Count {
                places,
                annotator,
                choices,
                revision,
            } => {
                let begun = self.newest.matching.load(Ordering::Relaxed);
                let cancelled = || self.newest.matching.load(Ordering::Relaxed) != begun;
                let open = |place: &Place| {
                    let ahead = self.read_ahead(place, annotator.as_deref(), &choices);
                    ahead.map(|(_, open)| open)
                };
                let counts = ahead::count(places, open, &cancelled);
                answer(Reply::Counted { revision, counts });
            }
            Request::ReadSchema { folder, taken } => {
                let found = Box::new(schema::load(&*self.storage, &folder, &taken));
                answer(Reply::Schema { folder, found });
            }
            Request::Survey(mut survey) => {
                let begun = Instant::now();
                survey.go_on(&*self.storage, || begun.elapsed() >= PORTION);
                answer(Reply::Surveyed(survey));
            }
            Request::Export(mut export) => {
                let begun = Instant::now();
                export.go_on(&self.storage, || begun.elapsed() >= PORTION);
                answer(Reply::Exported(export));
            }
            Request::Compare(mut search) => {
                let begun = Instant::now();
                search.go_on(&*self.storage, || begun.elapsed() >= PORTION);
                answer(Reply::Compared(search));
            }
            Request::Borrow { place, annotator } => {
                let opened = storage::open(&*self.storage, &place, annotator.as_deref());
                let result = opened.map(Box::new).map_err(|error| error.to_string());
                answer(Reply::Borrowed { place, result });
            }
            Request::Record { .. }
            | Request::Save { .. }
            | Request::Rest { .. }
            | Request::MadeForThis { .. }
            | Request::Resume { .. }
            | Request::Close { .. }
            | Request::Settle { .. }
            | Request::ChangeText { .. }
            | Request::Mend { .. }
            | Request::Adopt { .. } => self.keepers.carry_out(request, answer),
            Request::SaveCopy { path, article, set } => {
                let result = self.save_copy(&path, &article, &set);
                answer(Reply::CopySaved { path, result });
            }
            Request::WriteArticle { path, text } => {
                let saved = storage::save(&*self.storage, &path, text.as_bytes(), Base::Nothing);
                let result = saved.map(|_| ()).map_err(|error| error.to_string());
                answer(Reply::ArticleWritten { path, result });
            }
            Request::FindOthers { number, place, own } => {
                let found = annotators::others(&*self.storage, &place, &own);
                let result = found.map_err(|error| error.to_string());
                answer(Reply::OthersFound { number, result });
            }
            Request::ReadOther {
                number,
                annotator,
                place,
                own,
                article,
            } => {
                let path = place.annotation_path(&*self.storage, annotator.as_deref());
                let there = path != own && self.storage.kind(&path).is_ok();
                let work = Work { annotator, path };
                let marked = there
                    .then(|| annotators::marked(&*self.storage, &work, &article).map(Box::new));
                let result = marked.transpose().map_err(|error| error.to_string());
                answer(Reply::OtherRead {
                    number,
                    annotator: work.annotator,
                    result,
                });
            }
            Request::UnpackSample { folder } => {
                let unpacked = storage::sample::unpack(&*self.storage, &folder);
                let result = unpacked.map(|_| ()).map_err(|error| error.to_string());
                answer(Reply::SampleUnpacked { folder, result });
            }
            Request::SaveSettings {
                path,
                settings,
                base,
            } => {
                let saved = storage::settings::save(&*self.storage, &path, &settings, base);
                let result = saved.map_err(|error| error.to_string());
                answer(Reply::SettingsSaved { result });
            }
            Request::Match {
                number,
                article,
                choices,
                first,
                ticket,
            } => {
                let cancelled = || self.newest.matching.load(Ordering::Relaxed) != ticket;
                if cancelled() {
                    return;
                }
                let mut reading = Reading::new(&article);
                reading.vague = choices.vague;
                self.pipeline
                    .run(&reading, &choices, first, &cancelled, &mut |mut batch| {
                        let tally = Tally::new(&batch.suggestions, &choices);
                        batch.suggestions.retain(|s| choices.shows(s));
                        answer(Reply::Matched {
                            number,
                            batch,
                            tally,
                        });
                    });
            }
            Request::Find {
                number,
                search,
                article,
                pattern,
                ticket,
            } => {
                let cancelled = || self.newest.finding.load(Ordering::Relaxed) != ticket;
                finding::find(&article, &pattern, &cancelled, &mut |hits, progress| {
                    answer(Reply::Found {
                        number,
                        search,
                        hits,
                        progress,
                    });
                });
            }
            Request::StopFinding | Request::StopSearching => {}
            Request::SearchCorpus { search, ticket } => {
                let cancelled = || self.newest.searching.load(Ordering::Relaxed) != ticket;
                let number = search.number;
                searching::search(&*self.storage, &search, &cancelled, &mut |portion| {
                    answer(Reply::CorpusSearched { number, portion });
                });
            }
            Request::LookForCutOff { root } => {
                let folder = self.keepers.fallback.as_deref();
                let found = folder.and_then(|f| cut_off::look(&*self.storage, f, &root));
                if let Some(found) = found {
                    answer(Reply::CutOff(Box::new(found)));
                }
            }
            Request::ForgetCutOff { root } => {
                if let Some(folder) = &self.keepers.fallback {
                    cut_off::forget(&*self.storage, folder, &root);
                }
            }
            Request::Amend {
                number,
                amend,
                name,
                root,
                on_desk,
                annotator,
                now,
                vague,
                ticket,
            } => {
                let amending = Amending {
                    files: &self.storage,
                    fallback: self.keepers.fallback.as_deref(),
                    annotator: annotator.as_deref(),
                    name: &name,
                    now: &now,
                    root: &root,
                    on_desk,
                    vague,
                };
                let cancelled = || self.newest.searching.load(Ordering::Relaxed) != ticket;
                amending.carry_out(&amend, &cancelled, &mut |amended| {
                    answer(Reply::Amended { number, amended });
                });
            }
        }
    }

    fn watch(&self, root: Option<&Path>) -> notify::Result<()> {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        *watch = None;
        if let (Some(root), Some(stirred)) = (root, &self.stirred) {
            let stirred = Arc::clone(stirred);
            // The choice of columns and the schema of a file of records stand beside it.
            let of_records = formats::records::is_record_file(&storage::names::file_name(root));
            let beside = of_records.then(|| storage::records::folder_of(root));
            let begun = Watch::begin(root, beside.as_deref(), self.sightings.clone(), move || {
                stirred();
            })?;
            *watch = Some(begun);
        }
        Ok(())
    }

    fn read_ahead(
        &self,
        place: &Place,
        annotator: Option<&str>,
        choices: &Choices,
    ) -> Option<(ahead::Ahead, usize)> {
        let begun = self.newest.matching.load(Ordering::Relaxed);
        let cancelled = || self.newest.matching.load(Ordering::Relaxed) != begun;
        let (files, pipeline) = (&*self.storage, &*self.pipeline);
        ahead::read_ahead(files, pipeline, place, annotator, choices, &cancelled)
    }

    fn save_copy(&self, path: &Path, article: &Article, set: &AnnotationSet) -> Result<(), String> {
        let mut bytes = Vec::new();
        native::encode(article, set, &mut bytes).map_err(|error| error.to_string())?;
        storage::save(&*self.storage, path, &bytes, Base::Nothing)
            .map(|_| ())
            .map_err(|error| error.to_string())
    }
}

/// What a request is about, for the message where it breaks down.
fn name(request: &Request) -> (Option<u64>, String) {
    let show = |path: &Path| path.display().to_string();
    match request {
        Request::Open { number, place, .. } => (Some(*number), format!("opening {place}")),
        Request::List { root, .. } => (None, format!("listing {}", show(root))),
        Request::ReadAhead { place, .. } => (None, format!("matching {place} ahead")),
        Request::Count { .. } => (None, "counting suggestions".to_owned()),
        Request::Watch { .. } | Request::TakeTouched => (None, "watching the folder".to_owned()),
        Request::Export(_) => (None, "writing rows".to_owned()),
        Request::Survey(_) => (None, "counting what was done".to_owned()),
        Request::Compare(_) => (None, "looking for the same articles".to_owned()),
        Request::Borrow { place, .. } => (None, format!("reading {place}")),
        Request::Preview { path, .. } => (None, format!("looking at {}", show(path))),
        Request::StopListing => (None, "listing".to_owned()),
        Request::Describe { .. } => (None, "looking at the articles".to_owned()),
        Request::ReadSchema { folder, .. } => {
            (None, format!("reading the schema in {}", show(folder)))
        }
        Request::Record { number, .. }
        | Request::Save { number }
        | Request::Rest { number }
        | Request::MadeForThis { number }
        | Request::Resume { number }
        | Request::Close { number }
        | Request::ChangeText { number, .. }
        | Request::Settle { number, .. } => (Some(*number), "saving".to_owned()),
        Request::Mend { number, path, .. } | Request::Adopt { number, path, .. } => {
            (Some(*number), format!("saving {}", show(path)))
        }
        Request::SaveCopy { path, .. } => (None, format!("saving {}", show(path))),
        Request::WriteArticle { path, .. } => (None, format!("writing {}", show(path))),
        Request::FindOthers { number, place, .. } | Request::ReadOther { number, place, .. } => (
            Some(*number),
            format!("looking for others’ work on {place}"),
        ),
        Request::UnpackSample { folder } => (None, format!("writing {}", show(folder))),
        Request::SaveSettings { path, .. } => (None, format!("saving {}", show(path))),
        Request::Match {
            number, article, ..
        } => (Some(*number), format!("matching {}", article.source)),
        Request::Find {
            number, article, ..
        } => (Some(*number), format!("finding in {}", article.source)),
        Request::StopFinding => (None, "finding".to_owned()),
        Request::SearchCorpus { .. } | Request::StopSearching => {
            (None, "searching the corpus".to_owned())
        }
        Request::LookForCutOff { root } | Request::ForgetCutOff { root } => {
            (None, format!("looking at {}", show(root)))
        }
        Request::Amend { .. } => (None, "changing articles".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Label;
    use crate::matching::{Finder, Language, Matcher, Suggestion};
    use crate::storage::OnDisk;

    struct Breaking;

    impl Matcher for Breaking {
        fn name(&self) -> &'static str {
            "breaking"
        }
        fn reads(&self, _: Language) -> bool {
            true
        }
        fn labels(&self) -> &'static [Label] {
            &[]
        }
        fn on<'r>(&'r self, reading: &'r Reading<'r>) -> Box<dyn Finder + 'r> {
            Box::new(BreakingOf(reading))
        }
    }

    struct BreakingOf<'r>(&'r Reading<'r>);

    impl Finder for BreakingOf<'_> {
        fn find(&mut self, _: usize, _: &mut Vec<Suggestion>) {
            assert!(!self.0.article.text().contains("break"), "as told");
        }
    }

    fn answers(text: &str, ticket: u64, newest: u64) -> Vec<Reply> {
        let pipeline = Pipeline::new(vec![Box::new(Breaking)]);
        let storage: Arc<dyn Files> = Arc::new(OnDisk);
        let keepers = Keepers::new(Arc::clone(&storage), None);
        let newest = Arc::new(Newest {
            matching: newest.into(),
            ..Newest::default()
        });
        let worker = Worker::new(storage, keepers, Arc::new(pipeline), newest);
        let request = Request::Match {
            number: 7,
            article: Article::from_text("a.txt", text),
            choices: Choices::default(),
            first: 0..1,
            ticket,
        };
        let mut replies = Vec::new();
        worker.carry_out(request, &mut |reply| replies.push(reply));
        replies
    }

    #[test]
    fn a_panic_in_a_matcher_costs_that_article_only() {
        let broken = answers("please break", 1, 1);
        let said = matches!(&broken[..], [Reply::BrokeDown { number: Some(7), what }] if what == "matching a.txt");
        assert!(said, "{broken:?}");
        let fine = answers("all is well", 1, 1);
        assert!(
            matches!(&fine[..], [Reply::Matched { number: 7, .. }]),
            "{fine:?}"
        );
    }

    #[test]
    fn matching_stops_when_a_newer_article_is_waiting() {
        assert!(answers("all is well", 1, 2).is_empty());
    }
}
