//! How fast the matchers read, rules only, on one core: the English sample articles over and
//! over, as 10 KB, 100 KB, 1 MB and 10 MB.

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use obelus::matching::{Pipeline, Reading, built_in, tagger};
use obelus::text::Article;

fn news(bytes: usize) -> Article {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let names = [
        "01-border-talks.txt",
        "02-market-town-fighting.txt",
        "03-contested-vote.txt",
        "04-earthquake.txt",
    ];
    let stories = names.map(|name| std::fs::read_to_string(folder.join(name)).expect("it ships"));
    let mut text = String::with_capacity(bytes + 3000);
    for story in stories.iter().cycle() {
        text.push_str(story);
        text.push('\n');
        if text.len() >= bytes {
            break;
        }
    }
    Article::from_text("news", text)
}

fn matching(criterion: &mut Criterion) {
    let pipeline = built_in();
    let mut group = criterion.benchmark_group("matching");
    group.sample_size(10);
    for bytes in [10_000, 100_000, 1_000_000, 10_000_000] {
        let article = news(bytes);
        group.throughput(Throughput::Bytes(article.text().len() as u64));
        group.bench_with_input(
            BenchmarkId::new("all", bytes),
            &article,
            |bencher, article| {
                bencher.iter(|| black_box(pipeline.suggest(&Reading::new(article))));
            },
        );
    }
    let article = news(1_000_000);
    group.throughput(Throughput::Bytes(article.text().len() as u64));
    group.bench_with_input(
        BenchmarkId::new("reading alone", 1_000_000),
        &article,
        |bencher, article| {
            bencher.iter(|| black_box(Reading::new(article)));
        },
    );
    let tagger = Pipeline::new(vec![Box::new(tagger::Tagger)]);
    let reading = Reading::new(&article);
    group.bench_function(BenchmarkId::new("tagger", 1_000_000), |bencher| {
        bencher.iter(|| black_box(tagger.suggest(&reading)));
    });
    group.finish();
}

/// Paragraphs without an end that look like one long name or number. Ten times the text takes ten
/// times as long, or something is read again from each of its words.
fn hostile(criterion: &mut Criterion) {
    let pipeline = built_in();
    let mut group = criterion.benchmark_group("hostile");
    group.sample_size(10);
    for (name, unit) in [
        ("capitals", "A "),
        ("bodies", "Bank of the "),
        ("numbers", "5 5 "),
    ] {
        for bytes in [10_000, 100_000] {
            let article = Article::from_text(name, unit.repeat(bytes / unit.len()));
            group.throughput(Throughput::Bytes(article.text().len() as u64));
            group.bench_with_input(
                BenchmarkId::new(name, bytes),
                &article,
                |bencher, article| {
                    bencher.iter(|| black_box(pipeline.suggest(&Reading::new(article))));
                },
            );
        }
    }
    group.finish();
}

criterion_group!(benches, matching, hostile);
criterion_main!(benches);
