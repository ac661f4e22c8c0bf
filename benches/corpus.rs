//! What a file of 100,000 records costs: the scan alone, opening it with a scan and by its index,
//! and reading one record of it.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use obelus::formats::records::{Preview, Scan};
use obelus::storage::OnDisk;
use obelus::storage::records::{Records, folder_of, open_records, read};

#[path = "../tests/record_corpus/mod.rs"]
mod record_corpus;

use record_corpus::Written;

const RECORDS: usize = 100_000;

/// How much of the file is fed to a scan at once, as opening does.
const PIECE: usize = 1024 * 1024;

fn open(path: &Path) -> Records {
    open_records(&OnDisk, path, None, &mut |_, _| {}, &|| false).expect("it is sound")
}

fn corpus(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("there is a place for it");
    for (name, written) in [("jsonl", Written::JsonLines), ("csv", Written::Csv)] {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10);
        let mut bytes = Vec::new();
        record_corpus::write(&mut bytes, RECORDS, written).expect("memory takes it");
        let path = folder.path().join(format!("news.{name}"));
        std::fs::write(&path, &bytes).expect("the disk takes it");
        let shape = Preview::of(&format!("news.{name}"), &bytes[..PIECE], false)
            .expect("it is sound")
            .shape;
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function("scan", |bencher| {
            bencher.iter(|| {
                let mut scan = Scan::new(&shape);
                bytes.chunks(PIECE).for_each(|piece| scan.feed(piece));
                let scanned = scan.finish();
                assert_eq!((scanned.entries.len(), scanned.faults.len()), (RECORDS, 0));
                scanned
            });
        });
        drop(bytes);
        group.bench_function("open without index", |bencher| {
            bencher.iter(|| {
                let _ = std::fs::remove_dir_all(folder_of(&path));
                open(&path)
            });
        });
        let records = open(&path);
        assert_eq!(records.entries.len(), RECORDS);
        group.bench_function("open by index", |bencher| bencher.iter(|| open(&path)));
        group.throughput(Throughput::Elements(1));
        let mut next = (0..RECORDS).map(|n| n * 7919 % RECORDS).cycle();
        group.bench_function("read one record", |bencher| {
            bencher.iter(|| {
                let entry = &records.entries[next.next().expect("it goes round")];
                black_box(read(&OnDisk, &records.file, entry)).expect("it is sound")
            });
        });
        group.finish();
    }
}

criterion_group!(benches, corpus);
criterion_main!(benches);
