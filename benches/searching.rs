//! What looking through 100,000 records costs, on the two threads of the search: for a word that
//! is rare, for one that stands in every record, and for annotations where there are none.

use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use obelus::jobs::{CorpusSearch, Jobs, Reply, Request, SearchState, Sought};
use obelus::search::{Query, Vocabulary};
use obelus::storage::records::open_records;
use obelus::storage::{Corpus, OnDisk};

#[path = "../tests/record_corpus/mod.rs"]
mod record_corpus;

use record_corpus::Written;

const RECORDS: usize = 100_000;

fn searching(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("there is a place for it");
    let path = folder.path().join("news.jsonl");
    let mut bytes = Vec::new();
    record_corpus::write(&mut bytes, RECORDS, Written::JsonLines).expect("memory takes it");
    std::fs::write(&path, &bytes).expect("the disk takes it");
    drop(bytes);
    let records =
        open_records(&OnDisk, &path, None, &mut |_, _| {}, &|| false).expect("it is sound");
    let corpus = Arc::new(Corpus::of_records(&records, None));
    assert_eq!(corpus.entries.len(), RECORDS);
    let mut group = criterion.benchmark_group("search");
    group.sample_size(10);
    for (name, text) in [
        ("a word that is nowhere", "zyzzyva"),
        (
            "three that are nowhere",
            "zyzzyva or \"no such phrase\" or xylo*",
        ),
        ("annotations where there are none", "actor:Bazoum"),
    ] {
        let query = Query::read(text, &Vocabulary::default()).expect("it is a query");
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let jobs = Jobs::inline(Arc::new(OnDisk), None);
                let search = Box::new(CorpusSearch {
                    number: 1,
                    corpus: Arc::clone(&corpus),
                    sought: Sought::Query(query.clone()),
                    annotator: None,
                    on_desk: Vec::new(),
                });
                jobs.ask(Request::SearchCorpus { search, ticket: 0 })
                    .expect("there is room");
                let mut last = None;
                while let Some(reply) = jobs.reply() {
                    if let Reply::CorpusSearched { portion, .. } = reply {
                        assert!(portion.unread.is_empty());
                        last = Some((portion.looked, portion.state));
                    }
                }
                assert_eq!(last, Some((RECORDS, SearchState::Done)));
            });
        });
    }
    group.finish();
}

criterion_group!(benches, searching);
criterion_main!(benches);
