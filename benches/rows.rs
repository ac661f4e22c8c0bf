//! What it costs to check an article with 100,000 spans, and to write its rows.

use std::hint::black_box;
use std::io;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use obelus::annotation::Schema;
use obelus::checks;
use obelus::formats::rows::{Form, RowWriter, Rows, Style, Work};

#[path = "../tests/large/mod.rs"]
#[allow(dead_code, reason = "not every bench needs it")]
mod large;

const CSV: Form = Form::Csv {
    bom: false,
    raw: false,
};

fn rows(criterion: &mut Criterion) {
    let (article, set, _) = large::work(20_000_000, false);
    let schema = Schema::built_in();
    println!("{} spans, {} events", set.len(), set.events().count());
    let mut group = criterion.benchmark_group("20 MB");
    group.sample_size(10);
    group.bench_function("checks", |bencher| {
        bencher.iter(|| black_box(checks::check(&article, &set, &schema)));
    });
    let all = [
        ("events like ACLED", Rows::Events(Style::Acled)),
        ("events of PLOVER", Rows::Events(Style::Plover)),
        ("spans", Rows::Spans),
    ];
    for (what, rows) in all {
        for (format, form) in [("csv", CSV), ("jsonl", Form::Jsonl)] {
            let write = || {
                let mut writer = RowWriter::new(rows, form, &schema);
                let work = Work::new(&article, &set, "large.txt");
                writer
                    .article(&work, &mut io::sink())
                    .expect("a sink takes all");
                writer.written()
            };
            group.throughput(Throughput::Elements(write() as u64));
            group.bench_function(format!("{what}, {format}"), |bencher| bencher.iter(write));
        }
    }
    group.finish();
}

criterion_group!(benches, rows);
criterion_main!(benches);
