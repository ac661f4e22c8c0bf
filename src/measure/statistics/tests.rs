use super::*;

fn span<'a>(surface: &'a str, label: &'a str, start: usize, made: &'a str) -> Marked<'a> {
    Marked {
        label,
        extent: Extent::new(start, start + surface.chars().count()),
        surface,
        made_by: Maker::Hand,
        edited: false,
        created: made,
        modified: made,
    }
}

fn work<'a>(annotator: &'a str, status: Status, spans: Vec<Marked<'a>>) -> Work<'a> {
    Work {
        annotator: Some(annotator).filter(|name| !name.is_empty()),
        status,
        spans,
        ..Work::default()
    }
}

const MONDAY: &str = "2026-11-23T23:59:00Z";
const TUESDAY: &str = "2026-11-24T08:00:00Z";

/// Four articles: one of two annotators, one of nobody, one skipped without a mark, one under way.
fn corpus() -> Vec<ArticleFacts<'static>> {
    let accepted = |span: Marked<'static>, edited| Marked {
        made_by: Maker::Suggestion,
        edited,
        ..span
    };
    let first = Work {
        flagged: true,
        events: vec![Some("CONSULT"), None],
        ..work(
            "amina",
            Status::InProgress,
            vec![
                accepted(span("Niger", "location", 0, MONDAY), false),
                accepted(span("talks", "event", 10, TUESDAY), true),
            ],
        )
    };
    let second = Work {
        noted: true,
        events: vec![Some("CONSULT")],
        ..work("ben", Status::Done, vec![span("Niger", "actor", 0, MONDAY)])
    };
    let imported = Marked {
        made_by: Maker::Import,
        ..span("650", "figure", 4, TUESDAY)
    };
    let works = [
        vec![first, second],
        vec![],
        vec![work("", Status::Skipped, vec![])],
        vec![work(
            "amina",
            Status::New,
            vec![imported, span("x", "figure", 9, "never")],
        )],
    ];
    (0..)
        .zip(works)
        .map(|(number, works)| ArticleFacts { number, works })
        .collect()
}

fn counted(articles: &[ArticleFacts<'_>]) -> Statistics {
    let mut statistics = Statistics::default();
    for article in articles {
        statistics.add(article);
    }
    statistics
}

#[test]
fn an_article_counts_once_as_far_as_the_furthest_is() {
    let found = counted(&corpus());
    let expected = StatusCount {
        new: 2,
        in_progress: 0,
        done: 1,
        skipped: 1,
    };
    assert_eq!(found.articles, expected);
    assert_eq!((found.articles.all(), found.articles.finished()), (4, 2));
    assert_eq!((found.flagged, found.noted), (1, 1));
    let names: Vec<_> = found.annotators.keys().map(Option::as_deref).collect();
    assert_eq!(names, [None, Some("amina"), Some("ben")]);
    let amina = found.annotators[&Some("amina".to_owned())];
    assert_eq!((amina.articles.all(), amina.spans, amina.events), (2, 4, 2));
}

#[test]
fn spans_are_counted_by_label_maker_and_day() {
    let found = counted(&corpus());
    let all = SpanCount {
        hand: 2,
        suggestion: 2,
        import: 1,
        edited: 1,
    };
    assert_eq!(found.spans, all);
    let labels: Vec<_> = found
        .labels
        .iter()
        .map(|(l, c)| (l.as_str(), c.all()))
        .collect();
    assert_eq!(
        labels,
        [("actor", 1), ("event", 1), ("figure", 2), ("location", 1)]
    );
    let types: Vec<_> = found
        .types
        .iter()
        .map(|(t, c)| (t.as_deref(), *c))
        .collect();
    assert_eq!(types, [(None, 1), (Some("CONSULT"), 2)]);
    let days: Vec<_> = (found.days.iter())
        .map(|(day, count)| {
            let DayCount {
                spans,
                imported,
                finished,
            } = *count;
            (day.to_string(), spans, imported, finished)
        })
        .collect();
    // The import came on Tuesday and is no work of it; ben was last at it on Monday.
    assert_eq!(
        days,
        [
            ("2026-11-23".to_owned(), 2, 0, 1),
            ("2026-11-24".to_owned(), 1, 1, 0)
        ]
    );
    assert_eq!(found.spans_undated, 1);
    let dated: u64 = found.days.values().map(|day| day.all()).sum();
    assert_eq!(dated + found.spans_undated, found.spans.all());
    assert_eq!(found.finished_undated, 1);
}

#[test]
fn counting_apart_and_merging_is_counting_at_once() {
    let corpus = corpus();
    let whole = counted(&corpus);
    for cut in 0..=corpus.len() {
        let mut found = counted(&corpus[..cut]);
        found.merge(counted(&corpus[cut..]));
        assert_eq!(found.articles, whole.articles);
        assert_eq!((found.flagged, found.noted), (whole.flagged, whole.noted));
        assert_eq!((found.spans, found.events), (whole.spans, whole.events));
        assert_eq!(found.labels, whole.labels);
        assert_eq!(found.types, whole.types);
        assert_eq!(found.annotators, whole.annotators);
        assert_eq!(found.days, whole.days);
        assert_eq!(found.finished_undated, whole.finished_undated);
        assert_eq!(found.spans_undated, whole.spans_undated);
        assert_eq!(
            found.surfaces.most_frequent(9),
            whole.surfaces.most_frequent(9)
        );
    }
}

#[test]
fn labels_on_the_very_same_stretch_are_no_mistake() {
    let mut works = vec![];
    for number in 0..5 {
        let spans = vec![span("Niamey", "location", 0, MONDAY)];
        works.push(ArticleFacts {
            number,
            works: vec![work("", Status::Done, spans)],
        });
    }
    let mut both = vec![
        span("Niamey", "actor", 0, MONDAY),
        span("Niamey", "location", 0, MONDAY),
    ];
    let facts = |number, spans: &[Marked<'static>]| ArticleFacts {
        number,
        works: vec![work("", Status::Done, spans.to_vec())],
    };
    works.push(facts(5, &both));
    assert_eq!(
        counted(&works).surfaces.labelled_two_ways(9, &|_| false),
        []
    );
    both.pop();
    works.push(facts(6, &both));
    let found = counted(&works).surfaces.labelled_two_ways(9, &|_| false);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].places.len(), 1);
    assert_eq!(found[0].places[0].article, 6);
}

#[test]
fn time_left_is_that_of_the_articles_that_are_open() {
    let mut articles: Vec<ArticleFacts<'_>> = (0..6)
        .map(|number| {
            let at = if number < 3 { MONDAY } else { TUESDAY };
            let spans = vec![span("Niamey", "location", 0, at)];
            ArticleFacts {
                number,
                works: vec![work("", Status::Done, spans)],
            }
        })
        .collect();
    articles.extend((6..12).map(|number| ArticleFacts {
        number,
        works: vec![],
    }));
    let found = counted(&articles);
    let wednesday = jiff::civil::date(2026, 11, 25);
    let left = found.time_left(wednesday);
    assert_eq!(
        left,
        Some(TimeLeft {
            articles: 6,
            days: 2.0
        })
    );
    // On Tuesday there is one day of work to go by.
    assert_eq!(found.time_left(jiff::civil::date(2026, 11, 24)), None);
}
