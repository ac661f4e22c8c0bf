//! What the page of statistics shows, worked out once for each count: drawing it costs what is in
//! view.

use jiff::civil::Date;

use crate::annotation::Label;
use crate::jobs::{Uncounted, names_country};
use crate::measure::statistics::{
    DayCount, LAST_DAYS, Share, SpanCount, Statistics, Surface, TwoWays, shares,
};

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
    /// Of all rows, those that are not shown included.
    pub share: Share,
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
    /// How many spans were made before those days.
    pub earlier: u64,
    /// How many spans have no day.
    pub undated: u64,
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
            earlier: counts
                .days
                .values()
                .take(skipped)
                .map(|day| day.all())
                .sum(),
            undated: counts.spans_undated,
            words: counts.surfaces.most_frequent(WORDS),
            missed: counts.surfaces.missed(),
            mistakes: counts.surfaces.labelled_two_ways(MISTAKES, &names_country),
            uncounted: Vec::new(),
        }
    }
}

fn headlines(counts: &Statistics, today: Option<Date>) -> Vec<Headline> {
    let articles = counts.articles;
    let [.., done, skipped] = of_statuses(counts);
    let finished = done.share.and(skipped.share);
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
            finished.to_string(),
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
            suggested(counts.spans),
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
            suggested(counts.spans),
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

/// How many of some spans were accepted, as the bars of their origin say it.
fn suggested(spans: SpanCount) -> String {
    shares(&[spans.suggestion, spans.hand, spans.import])[0].to_string()
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
    let rows = counts.labels.iter().map(|(label, count)| Bar {
        name: label.clone(),
        label: Some(Label::new(label)),
        count: count.all(),
        share: Share::default(),
        detail: of_spans(*count),
    });
    sorted("Spans by label", "No spans yet", rows.collect())
}

fn statuses(counts: &Statistics) -> Bars {
    Bars {
        title: "Articles by status",
        empty: "No articles",
        rows: of_statuses(counts).into(),
        more: 0,
    }
}

fn of_statuses(counts: &Statistics) -> [Bar; 4] {
    let articles = counts.articles;
    let mut rows = [
        ("new", articles.new),
        ("in progress", articles.in_progress),
        ("done", articles.done),
        ("skipped", articles.skipped),
    ]
    .map(|(name, count)| Bar {
        name: name.to_owned(),
        label: None,
        count,
        share: Share::default(),
        detail: String::new(),
    });
    share_out(&mut rows);
    rows
}

fn types(counts: &Statistics) -> Bars {
    let rows = counts.types.iter().map(|(kind, count)| Bar {
        name: kind.clone().unwrap_or_else(|| "no type yet".to_owned()),
        label: None,
        count: *count,
        share: Share::default(),
        detail: String::new(),
    });
    sorted("Events by type", "No events yet", rows.collect())
}

fn annotators(counts: &Statistics) -> Bars {
    let rows = counts.annotators.iter().map(|(name, count)| Bar {
        name: name.clone().unwrap_or_else(|| "no name".to_owned()),
        label: None,
        count: count.spans,
        share: Share::default(),
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
    let mut rows = rows.map(|(name, count)| Bar {
        name: name.to_owned(),
        label: None,
        count,
        share: Share::default(),
        detail: String::new(),
    });
    share_out(&mut rows);
    let rows = rows.into_iter().filter(|row| row.count > 0);
    Bars {
        title: "Spans by origin",
        empty: "No spans yet",
        rows: rows.collect(),
        more: 0,
    }
}

fn sorted(title: &'static str, empty: &'static str, mut rows: Vec<Bar>) -> Bars {
    rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    share_out(&mut rows);
    let more = rows.len().saturating_sub(BARS);
    rows.truncate(BARS);
    Bars {
        title,
        empty,
        rows,
        more,
    }
}

/// Says of each row what it is of all of them.
fn share_out(rows: &mut [Bar]) {
    let counts: Vec<u64> = rows.iter().map(|row| row.count).collect();
    for (row, share) in rows.iter_mut().zip(shares(&counts)) {
        row.share = share;
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
    }
}
