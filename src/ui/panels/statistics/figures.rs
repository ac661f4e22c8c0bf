//! What the page of statistics shows, worked out once for each count: drawing it costs what is in
//! view.

use jiff::civil::Date;

use crate::annotation::Label;
use crate::jobs::{Uncounted, names_country};
use crate::measure::statistics::{DayCount, LAST_DAYS, SpanCount, Statistics, Surface, TwoWays};

/// So many rows of bars, words and mistakes are shown.
const BARS: usize = 12;
const WORDS: usize = 20;
const MISTAKES: usize = 40;
/// So many of the last days are shown.
const DAYS: usize = 60;

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    pub number: String,
    pub what: String,
    /// How it is reckoned, where that is not plain.
    pub how: String,
}

/// One row of bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub name: String,
    /// The label whose colour it has.
    pub label: Option<Label>,
    pub count: u64,
    /// Of the whole, 0 to 1.
    pub share: f32,
    pub detail: String,
}

/// Bars under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    pub title: &'static str,
    /// What stands there where there are none.
    pub empty: &'static str,
    pub rows: Vec<Bar>,
    /// How many rows are not shown.
    pub more: usize,
}

/// Everything on the page.
#[derive(Clone, Debug)]
pub struct Figures {
    pub headlines: Vec<Headline>,
    pub bars: Vec<Bars>,
    /// The last days in rising order.
    pub days: Vec<(Date, DayCount)>,
    pub words: Vec<Surface>,
    /// How many times more each may have been met.
    pub missed: u64,
    pub mistakes: Vec<TwoWays>,
    pub uncounted: Vec<Uncounted>,
}

impl Figures {
    /// Of one article or of a corpus of `articles`.
    #[must_use]
    pub fn of(counts: &Statistics, whole: bool, today: Option<Date>) -> Self {
        let mut bars = vec![labels(counts)];
        if whole {
            bars.push(statuses(counts));
        }
        bars.push(types(counts));
        if whole {
            bars.push(annotators(counts));
        } else {
            bars.push(makers(counts));
        }
        let skipped = counts.days.len().saturating_sub(DAYS);
        let days = counts.days.iter().skip(skipped);
        Self {
            headlines: if whole {
                headlines(counts, today)
            } else {
                of_article(counts)
            },
            bars,
            days: days.map(|(day, count)| (*day, *count)).collect(),
            words: counts.surfaces.most_frequent(WORDS),
            missed: counts.surfaces.missed(),
            mistakes: counts.surfaces.labelled_two_ways(MISTAKES, &names_country),
            uncounted: Vec::new(),
        }
    }
}

fn headlines(counts: &Statistics, today: Option<Date>) -> Vec<Headline> {
    let articles = counts.articles;
    let headline = |number: String, what: &str, how: String| Headline {
        number,
        what: what.to_owned(),
        how,
    };
    let mut row = vec![
        headline(
            grouped(articles.all()),
            &plural(articles.all(), "article"),
            String::new(),
        ),
        headline(
            percent(articles.finished(), articles.all()),
            "finished",
            format!(
                "{} done and {} skipped of {}",
                grouped(articles.done),
                grouped(articles.skipped),
                grouped(articles.all())
            ),
        ),
        headline(
            grouped(counts.spans.all()),
            &plural(counts.spans.all(), "span"),
            String::new(),
        ),
        headline(
            percent(counts.spans.suggestion, counts.spans.all()),
            "of them suggested",
            of_spans(counts.spans),
        ),
        headline(
            grouped(counts.events),
            &plural(counts.events, "event"),
            String::new(),
        ),
    ];
    let pace = today.and_then(|today| counts.pace(today));
    let left = today.and_then(|today| counts.time_left(today));
    row.push(match pace {
        Some(pace) => headline(
            format!("{:.1}", pace.articles),
            "articles a day",
            format!(
                "And {:.0} spans: over the last {} days on which somebody worked, without today",
                pace.spans, pace.days
            ),
        ),
        None => headline(
            "–".to_owned(),
            "articles a day",
            "The pace shows after two days of work".to_owned(),
        ),
    });
    row.push(match left {
        Some(left) => headline(
            about_days(left.days),
            if left.days.ceil() <= 1.0 {
                "day of work left"
            } else {
                "days of work left"
            },
            format!(
                "{} articles are open: so long at the pace of the last {} days of work at most",
                grouped(left.articles),
                LAST_DAYS
            ),
        ),
        None => headline(
            "–".to_owned(),
            "days of work left",
            "Time left shows after two days of work with five articles finished".to_owned(),
        ),
    });
    row
}

fn of_article(counts: &Statistics) -> Vec<Headline> {
    let all = counts.spans.all();
    [
        (grouped(all), plural(all, "span"), String::new()),
        (
            percent(counts.spans.suggestion, all),
            "of them suggested".to_owned(),
            of_spans(counts.spans),
        ),
        (
            grouped(counts.events),
            plural(counts.events, "event"),
            String::new(),
        ),
    ]
    .map(|(number, what, how)| Headline { number, what, how })
    .into()
}

fn of_spans(spans: SpanCount) -> String {
    format!(
        "{} accepted from suggestions, {} of them edited since; {} by hand, {} imported",
        grouped(spans.suggestion),
        grouped(spans.edited),
        grouped(spans.hand),
        grouped(spans.import)
    )
}

/// Whole days, rounded up: half a day of work takes a day.
fn about_days(days: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "never below 0"
    )]
    let days = days.ceil() as u64;
    grouped(days)
}

fn labels(counts: &Statistics) -> Bars {
    let all = counts.spans.all();
    let rows = counts.labels.iter().map(|(label, count)| Bar {
        name: label.clone(),
        label: Some(Label::new(label)),
        count: count.all(),
        share: share(count.all(), all),
        detail: of_spans(*count),
    });
    sorted("Spans by label", "No spans yet", rows.collect())
}

fn statuses(counts: &Statistics) -> Bars {
    let articles = counts.articles;
    let row = |name: &str, count: u64| Bar {
        name: name.to_owned(),
        label: None,
        count,
        share: share(count, articles.all()),
        detail: String::new(),
    };
    let rows = vec![
        row("new", articles.new),
        row("in progress", articles.in_progress),
        row("done", articles.done),
        row("skipped", articles.skipped),
    ];
    Bars {
        title: "Articles by status",
        empty: "No articles",
        rows,
        more: 0,
    }
}

fn types(counts: &Statistics) -> Bars {
    let rows = counts.types.iter().map(|(kind, count)| Bar {
        name: kind.clone().unwrap_or_else(|| "no type yet".to_owned()),
        label: None,
        count: *count,
        share: share(*count, counts.events),
        detail: String::new(),
    });
    sorted("Events by type", "No events yet", rows.collect())
}

fn annotators(counts: &Statistics) -> Bars {
    let rows = counts.annotators.iter().map(|(name, count)| Bar {
        name: name.clone().unwrap_or_else(|| "no name".to_owned()),
        label: None,
        count: count.spans,
        share: share(count.spans, counts.spans.all()),
        detail: format!(
            "{} and {} in {}, {} of them done",
            several(count.spans, "span"),
            several(count.events, "event"),
            several(count.articles.all(), "article"),
            grouped(count.articles.done)
        ),
    });
    sorted("Spans by annotator", "Nobody has begun", rows.collect())
}

fn makers(counts: &Statistics) -> Bars {
    let spans = counts.spans;
    let rows = [
        ("accepted", spans.suggestion),
        ("by hand", spans.hand),
        ("imported", spans.import),
    ];
    let rows = rows.into_iter().filter(|(_, count)| *count > 0);
    let rows = rows.map(|(name, count)| Bar {
        name: name.to_owned(),
        label: None,
        count,
        share: share(count, spans.all()),
        detail: String::new(),
    });
    Bars {
        title: "Spans by origin",
        empty: "No spans yet",
        rows: rows.collect(),
        more: 0,
    }
}

fn sorted(title: &'static str, empty: &'static str, mut rows: Vec<Bar>) -> Bars {
    rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    let more = rows.len().saturating_sub(BARS);
    rows.truncate(BARS);
    Bars {
        title,
        empty,
        rows,
        more,
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the length of a bar"
)]
fn share(part: u64, whole: u64) -> f32 {
    if whole == 0 {
        return 0.0;
    }
    (part as f64 / whole as f64) as f32
}

/// In whole percent; all only where nothing lacks, and nothing only where there is nothing.
pub(super) fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let percent = part.saturating_mul(100) / whole;
    match percent {
        0 if part > 0 => "< 1 %".to_owned(),
        percent => format!("{percent} %"),
    }
}

/// "span", "spans".
fn plural(count: u64, what: &str) -> String {
    format!("{what}{}", if count == 1 { "" } else { "s" })
}

/// "1 span", "1,000 spans".
pub(super) fn several(count: u64, what: &str) -> String {
    format!("{} {}", grouped(count), plural(count, what))
}

/// With a comma behind each thousand.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        for (count, shown) in [(7, "7"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(count), shown);
        }
        for (part, whole, shown) in [
            (0, 0, "–"),
            (0, 9, "0 %"),
            (1, 900, "< 1 %"),
            (899, 900, "99 %"),
            (900, 900, "100 %"),
        ] {
            assert_eq!(percent(part, whole), shown);
        }
    }
}
