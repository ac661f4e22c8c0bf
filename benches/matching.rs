//! How fast the matchers read, on one core: growing news, each matcher alone, and text that is
//! no prose.

use std::hint::black_box;
use std::path::Path;

use criterion::measurement::WallTime;
use criterion::{
    BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main,
};
use obelus::matching::{
    Matcher, Pipeline, Reading, actors, built_in, events, figures, places, tagger,
};
use obelus::text::Article;

/// The English sample articles over and over.
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

/// Measures what `work` does with articles made from `text` at each size.
fn measure(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    sizes: &[usize],
    text: impl Fn(usize) -> Article,
    work: impl Fn(&Article),
) {
    for &bytes in sizes {
        let article = text(bytes);
        group.throughput(Throughput::Bytes(article.text().len() as u64));
        group.bench_with_input(
            BenchmarkId::new(name, bytes),
            &article,
            |bencher, article| {
                bencher.iter(|| work(article));
            },
        );
    }
}

fn group<'c>(criterion: &'c mut Criterion, name: &str) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    group
}

/// All matchers on news that grows a thousandfold: the rate stays, or something is not linear.
fn growth(criterion: &mut Criterion) {
    let pipeline = built_in();
    let mut group = group(criterion, "growth 10 KB to 10 MB");
    let sizes = [10_000, 100_000, 1_000_000, 10_000_000];
    measure(&mut group, "all matchers", &sizes, news, |article| {
        black_box(pipeline.suggest(&Reading::new(article)));
    });
    group.finish();
}

/// What each matcher costs by itself; a matcher that waits for what others found finds nothing
/// to wait for. Reading is what all of them need first.
fn alone(criterion: &mut Criterion) {
    let mut group = group(criterion, "each matcher alone");
    let size = [1_000_000];
    measure(&mut group, "reading", &size, news, |article| {
        black_box(Reading::new(article));
    });
    let matchers: Vec<Box<dyn Matcher>> = vec![
        Box::new(figures::Figures),
        Box::new(places::Places),
        Box::new(actors::Actors),
        Box::new(events::Events),
        Box::new(tagger::Tagger),
    ];
    for matcher in matchers {
        let name = matcher.name();
        let pipeline = Pipeline::new(vec![matcher]);
        measure(&mut group, name, &size, news, |article| {
            black_box(pipeline.suggest(&Reading::new(article)));
        });
    }
    group.finish();
}

/// Text that is no prose. Ten times the text takes ten times as long, or something is read again
/// from each of its words.
fn bad_input(criterion: &mut Criterion) {
    let pipeline = built_in();
    let mut group = group(criterion, "bad input");
    let prose = news(10_000).text().to_owned();
    let kinds: &[(&str, &str)] = &[
        ("no space", "Aa"),
        ("codes", "x7Abuja9"),
        ("points", "."),
        ("one letter", "A "),
        ("bodies", "Bank of the "),
        ("numbers", "5 5 "),
        ("number words", "five "),
        ("tags", "<p class=\"a\">b</p>"),
        ("scripts", "Le ministre, президент, رئيس الوزراء, 北京. "),
        ("all capitals", &prose.to_uppercase()),
        ("no capitals", &prose.to_lowercase()),
        ("a bad scan", &prose.replace('e', "c ").replace('l', "1")),
    ];
    for (name, unit) in kinds {
        let text =
            |bytes: usize| Article::from_text("bad", unit.repeat(bytes.div_ceil(unit.len())));
        measure(&mut group, name, &[20_000, 200_000], text, |article| {
            black_box(pipeline.suggest(&Reading::new(article)));
        });
    }
    group.finish();
}

criterion_group!(benches, growth, alone, bad_input);
criterion_main!(benches);
