//! What keeping one change costs, with a 10 MB article: on the thread that draws, which hands it
//! over, and on the one that saves, which applies it, writes its line and appends it. The disk is
//! one in memory, whose syncs do nothing. The figures for 1,000 and 100,000 spans show that they
//! do not depend on how many there are. A whole save is there for comparison.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use obelus::annotation::{AnnotationSet, Label, Step, Stroke, Timestamp, edits, edits::Draft};
use obelus::formats::{Fingerprint, native};
use obelus::jobs::Request;
use obelus::storage::{Base, Files, Keeper, Kind, Listed, Lock, Locking, Writing};
use obelus::text::{Article, ByteRange};

/// Files in memory.
#[derive(Clone, Default)]
struct InMemory(Arc<Mutex<BTreeMap<PathBuf, Vec<u8>>>>);

impl InMemory {
    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<PathBuf, Vec<u8>>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Files for InMemory {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        let size = self.with(|files| files.get(path).map(|f| f.len() as u64));
        let size = size.ok_or(ErrorKind::NotFound)?;
        let read_only = false;
        Ok(Kind::File { size, read_only })
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let found = self.with(|files| files.get(path).cloned());
        found.ok_or_else(|| ErrorKind::NotFound.into())
    }
    fn list(&self, _: &Path) -> io::Result<Vec<Listed>> {
        Ok(Vec::new())
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.kind(path).map(|_| path.to_owned())
    }
    fn create(&self, path: &Path, _: Option<&Path>) -> io::Result<Box<dyn Writing>> {
        self.with(|files| files.insert(path.to_owned(), Vec::new()));
        self.append_to(path)
    }
    fn append_to(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        Ok(Box::new(Handle(self.clone(), path.to_owned())))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.with(|files| {
            let moved = files.remove(from).ok_or(ErrorKind::NotFound)?;
            files.insert(to.to_owned(), moved);
            Ok(())
        })
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        let gone = self.with(|files| files.remove(path));
        gone.map(|_| ()).ok_or_else(|| ErrorKind::NotFound.into())
    }
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
    fn lock(&self, _: &Path, _: &str) -> io::Result<Locking> {
        Ok(Locking::Taken(Box::new(Taken)))
    }
}

struct Taken;

impl Lock for Taken {}

struct Handle(InMemory, PathBuf);

impl Writing for Handle {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Self(disk, path) = self;
        disk.with(|files| files.entry(path.clone()).or_default().extend(bytes));
        Ok(())
    }
    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn length_at(&self, path: &Path) -> Option<u64> {
        let Self(disk, _) = self;
        disk.with(|files| files.get(path).map(|file| file.len() as u64))
    }
}

const PATH: &str = "/news/a.txt.obelus.json";
const SENTENCE: &str = "Des rebelles ont attaqué près de Gao; about 650 troops left.\r\n";

/// 10 MB of text with so many spans, evenly spread.
fn work(spans: usize) -> (Article, AnnotationSet) {
    let sentences = 10_000_000 / SENTENCE.len();
    let article = Article::from_text("a.txt", SENTENCE.repeat(sentences));
    let drafts: Vec<_> = (0..spans)
        .map(|i| {
            let start = i * sentences / spans * SENTENCE.len() + 4 + i % 3;
            Draft::by_hand(Label::ACTOR, ByteRange::new(start, start + 8))
        })
        .collect();
    let mut set = AnnotationSet::default();
    let now = Timestamp::new("2026-01-01T00:00:00Z");
    let added = edits::add(&set, &drafts, "mark", &now).expect("no two are alike");
    added.apply(&mut set).expect("the set is empty");
    (article, set)
}

/// Marks a place in the middle, and takes the mark away again.
fn steps(set: &AnnotationSet) -> [Step; 2] {
    let start = 80_000 * SENTENCE.len() + 33;
    let draft = Draft::by_hand(Label::LOCATION, ByteRange::new(start, start + 3));
    let now = Timestamp::new("2026-01-01T00:00:01Z");
    let added = edits::add(set, &[draft], "mark", &now).expect("nothing is there");
    [(Stroke::Undo, added.inverse()), (Stroke::Do, added)].map(|(stroke, transaction)| Step {
        stroke,
        transaction,
    })
}

fn keeper(article: &Article, set: &AnnotationSet) -> Keeper {
    let mut bytes = Vec::new();
    native::encode(article, set, &mut bytes).expect("memory takes it");
    let base = Base::File(Fingerprint::of(&bytes));
    let disk = InMemory::default();
    disk.with(|files| files.insert(PATH.into(), bytes));
    let (article, set) = (article.clone(), set.clone());
    let keeper = Keeper::adopt(Arc::new(disk), None, article, set, Path::new(PATH), base);
    keeper.expect("nobody else is there")
}

fn saving(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("saving");
    group.sample_size(10);
    for spans in [1_000, 100_000] {
        let (article, set) = work(spans);
        let [undo, mark] = steps(&set);
        group.bench_function(
            BenchmarkId::new("handing one change over", spans),
            |bencher| {
                let (lane, requests) = std::sync::mpsc::sync_channel(1);
                bencher.iter(|| {
                    let step = Box::new(mark.clone());
                    let (number, revision) = (1, 1);
                    let request = Request::Record {
                        number,
                        revision,
                        step,
                    };
                    lane.try_send(request).expect("it was taken out");
                    requests.try_recv()
                });
            },
        );
        let mut keeper = keeper(&article, &set);
        keeper.record(mark.clone()).expect("it fits");
        keeper.sync().expect("memory takes it");
        keeper.record(undo.clone()).expect("it fits");
        let mut next = [mark, undo].into_iter().cycle();
        group.bench_function(BenchmarkId::new("keeping one change", spans), |bencher| {
            bencher.iter_batched(
                || next.next().expect("it goes round"),
                |step| {
                    keeper.record(step).expect("it fits");
                    black_box(keeper.sync()).expect("memory takes it")
                },
                BatchSize::PerIteration,
            );
        });
        group.bench_function(BenchmarkId::new("a whole save", spans), |bencher| {
            bencher.iter_batched(
                || next.next().expect("it goes round"),
                |step| {
                    keeper.record(step).expect("it fits");
                    keeper.save().expect("memory takes it");
                },
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, saving);
criterion_main!(benches);
