//! What is counted and compared over a whole corpus, on one core: near-duplicates among articles of
//! 2 KB of which one in ten is another one printed again, and the statistics of articles with
//! thirty spans each.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use obelus::annotation::{Maker, Status};
use obelus::measure::Extent;
use obelus::measure::near_duplicates::near_duplicates;
use obelus::measure::statistics::{ArticleFacts, Marked, Statistics, Work};

/// The same numbers for the same seed (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((bits ^ (bits >> 31)) % most as u64).unwrap_or(0)
    }
}

/// Words of news in a random order: 2 KB each.
fn articles(count: usize) -> Vec<String> {
    const STEMS: [&str; 16] = [
        "govern", "minist", "rebel", "border", "talk", "market", "attack", "north", "river",
        "council", "troop", "report", "meet", "custom", "region", "vote",
    ];
    let mut numbers = Numbers(7);
    let words: Vec<String> = (0..4000)
        .map(|n| format!("{}{}", STEMS[n % STEMS.len()], n / STEMS.len()))
        .collect();
    let mut articles: Vec<String> = Vec::with_capacity(count);
    for number in 0..count {
        if number % 10 == 9 {
            let original = &articles[numbers.below(number)];
            let added = format!("Printed again as number {number}.\n\n{original}");
            articles.push(added);
            continue;
        }
        let mut text = String::with_capacity(2100);
        while text.len() < 2000 {
            // Frequent words are frequent: the smaller of two.
            let word = numbers.below(words.len()).min(numbers.below(words.len()));
            text.push_str(&words[word]);
            text.push(' ');
        }
        articles.push(text);
    }
    articles
}

fn alike(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("near-duplicates");
    group.sample_size(10);
    for count in [1_000, 10_000, 100_000] {
        let articles = articles(count);
        let texts: Vec<&str> = articles.iter().map(String::as_str).collect();
        let found = near_duplicates(&texts).len();
        assert!(found >= count / 10, "{found} of {count} articles");
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(count),
            &texts,
            |bencher, texts| {
                bencher.iter(|| near_duplicates(black_box(texts)));
            },
        );
    }
    group.finish();
}

fn counting(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("statistics");
    group.sample_size(10);
    for count in [1_000_u32, 100_000] {
        let mut numbers = Numbers(11);
        let surfaces: Vec<String> = (0..300_000).map(|n| format!("Surface {n}")).collect();
        let labels = ["actor", "location", "figure", "event"];
        let works: Vec<Work<'_>> = (0..count)
            .map(|_| {
                let spans = (0..30).map(|n| {
                    let surface = numbers
                        .below(surfaces.len())
                        .min(numbers.below(surfaces.len()));
                    Marked {
                        label: labels[surface % labels.len()],
                        extent: Extent::new(n * 60, n * 60 + 12),
                        surface: &surfaces[surface],
                        made_by: Maker::Suggestion,
                        edited: false,
                        created: "2026-11-23T10:00:00Z",
                        modified: "2026-11-23T10:00:00Z",
                    }
                });
                Work {
                    status: Status::Done,
                    spans: spans.collect(),
                    ..Work::default()
                }
            })
            .collect();
        let facts: Vec<ArticleFacts<'_>> = (0..)
            .zip(works)
            .map(|(number, work)| ArticleFacts {
                number,
                works: vec![work],
            })
            .collect();
        group.throughput(Throughput::Elements(u64::from(count)));
        group.bench_with_input(
            BenchmarkId::from_parameter(count),
            &facts,
            |bencher, facts| {
                bencher.iter(|| {
                    let mut statistics = Statistics::default();
                    for article in facts {
                        statistics.add(article);
                    }
                    statistics.surfaces.labelled_two_ways(20, &|_| false)
                });
            },
        );
    }
    group.finish();
}

criterion_group!(benches, alike, counting);
criterion_main!(benches);
