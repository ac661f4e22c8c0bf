//! The counts as a table for a terminal.

use std::io::{self, Write};

use jiff::civil::Date;

use super::MOST;
use crate::cli::visible::Visible;
use crate::jobs::{Survey, names_country};
use crate::measure::statistics::{LabelUse, SpanCount, shares};

/// So many of the last days are told.
const DAYS: usize = 14;
/// So many places of an odd label are told.
const PLACES: usize = 3;
/// Names are cut at so many characters.
const NAME: usize = 40;
/// The column of names is so many characters wide at least.
const NARROWEST: usize = 20;

/// Prints the counts.
pub(super) fn write(out: &mut impl Write, survey: &Survey, today: Date) -> io::Result<()> {
    let counts = &survey.statistics;
    let articles = counts.articles;
    let all = articles.all();
    heading(out, "Articles", all)?;
    parts(
        out,
        &[
            ("new", articles.new),
            ("in progress", articles.in_progress),
            ("done", articles.done),
            ("skipped", articles.skipped),
        ],
    )?;
    for (name, count) in [("flagged", counts.flagged), ("with a note", counts.noted)] {
        if count > 0 {
            line(out, NARROWEST, name, count, "")?;
        }
    }
    let spans = counts.spans;
    writeln!(out)?;
    heading(out, "Spans", spans.all())?;
    parts(
        out,
        &[
            ("accepted", spans.suggestion),
            ("by hand", spans.hand),
            ("imported", spans.import),
        ],
    )?;
    if spans.edited > 0 {
        line(out, NARROWEST, "edited since", spans.edited, "")?;
    }
    let mut labels: Vec<(&str, u64)> = (counts.labels.iter())
        .map(|(label, count)| (label.as_str(), SpanCount::all(*count)))
        .collect();
    labels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    section(out, "By label", !labels.is_empty())?;
    parts(out, &labels)?;
    let mut types: Vec<(&str, u64)> = (counts.types.iter())
        .map(|(kind, count)| (kind.as_deref().unwrap_or("no type"), *count))
        .collect();
    types.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    writeln!(out)?;
    heading(out, "Events", counts.events)?;
    parts(out, &types)?;
    annotators(out, survey)?;
    days(out, survey, today)?;
    surfaces(out, survey)?;
    if !survey.uncounted.is_empty() {
        writeln!(out)?;
        heading(
            out,
            "Files not counted, or not all",
            survey.uncounted.len() as u64,
        )?;
    }
    Ok(())
}

fn annotators(out: &mut impl Write, survey: &Survey) -> io::Result<()> {
    let annotators = &survey.statistics.annotators;
    section(out, "By annotator", !annotators.is_empty())?;
    let wide = width(annotators.keys().flatten().map(String::as_str));
    for (name, count) in annotators {
        let skipped = match count.articles.skipped {
            0 => String::new(),
            skipped => format!(", {} skipped", grouped(skipped)),
        };
        let detail = format!(
            "{}, {} done{skipped}; {}, {}",
            plural(count.articles.all(), "article"),
            grouped(count.articles.done),
            several(count.spans, "span"),
            several(count.events, "event")
        );
        let name = name.as_deref().unwrap_or("no name");
        line(out, wide, name, count.articles.all(), &detail)?;
    }
    Ok(())
}

fn days(out: &mut impl Write, survey: &Survey, today: Date) -> io::Result<()> {
    let counts = &survey.statistics;
    let any = !counts.days.is_empty() || counts.spans_undated > 0;
    section(out, "By day, in UTC", any)?;
    let earlier = counts.days.len().saturating_sub(DAYS);
    if earlier > 0 {
        let spans = counts
            .days
            .values()
            .take(earlier)
            .map(|day| day.all())
            .sum();
        let before = several(earlier as u64, "day");
        line(out, NARROWEST, &format!("{before} before"), spans, "spans")?;
    }
    for (day, count) in counts.days.iter().skip(earlier) {
        let spans = plural(count.all(), "span");
        let imported = match count.imported {
            0 => String::new(),
            imported => format!(" ({} copied or imported)", grouped(imported)),
        };
        let finished = several(count.finished, "article");
        let detail = format!("{spans}{imported}, {finished} finished");
        line(out, NARROWEST, &day.to_string(), count.all(), &detail)?;
    }
    if counts.spans_undated > 0 {
        let spans = plural(counts.spans_undated, "span");
        line(out, NARROWEST, "no day", counts.spans_undated, &spans)?;
    }
    writeln!(out)?;
    match counts.pace(today) {
        Some(pace) => writeln!(
            out,
            "Pace         {:.0} spans and {:.1} articles a day, over the last {} days of work",
            pace.spans, pace.articles, pace.days
        )?,
        None => writeln!(
            out,
            "Pace         too little to go on: it takes two days of work"
        )?,
    }
    match counts.time_left(today) {
        Some(left) => writeln!(
            out,
            "Time left    about {:.0} days of work for {} articles, at that pace",
            left.days.ceil(),
            grouped(left.articles)
        ),
        None => writeln!(
            out,
            "Time left    too little to go on: it takes five finished articles"
        ),
    }
}

fn surfaces(out: &mut impl Write, survey: &Survey) -> io::Result<()> {
    let surfaces = &survey.statistics.surfaces;
    let frequent = surfaces.most_frequent(MOST);
    section(out, "Most frequent words", !frequent.is_empty())?;
    let wide = width(frequent.iter().map(|surface| surface.words.as_str()));
    for surface in frequent {
        let labels: Vec<String> = surface.labels.iter().map(used).collect();
        line(out, wide, &surface.words, surface.count, &labels.join(", "))?;
    }
    if surfaces.missed() > 0 {
        let missed = grouped(surfaces.missed());
        writeln!(out, "  (each may have been met up to {missed} times more)")?;
    }
    let two_ways = surfaces.labelled_two_ways(MOST, &names_country);
    section(
        out,
        "Labelled two ways, likely mistakes first",
        !two_ways.is_empty(),
    )?;
    let wide = width(two_ways.iter().map(|found| found.words.as_str()));
    for found in two_ways {
        let detail = format!("{}, else {}", found.odd.label, used(&found.usual));
        line(out, wide, &found.words, found.odd.count, &detail)?;
        for spot in found.places.iter().take(PLACES) {
            let article = Visible(survey.name(spot.article));
            writeln!(
                out,
                "      {article}, {} to {}",
                spot.extent.start, spot.extent.end
            )?;
        }
        if found.odd.count > PLACES as u64 {
            let more = found.odd.count - PLACES as u64;
            writeln!(out, "      and {} more", grouped(more))?;
        }
    }
    Ok(())
}

fn used(used: &LabelUse) -> String {
    format!("{} {}", grouped(used.count), Visible(&used.label))
}

fn section(out: &mut impl Write, title: &str, there: bool) -> io::Result<()> {
    if there {
        writeln!(out, "\n{title}")?;
    }
    Ok(())
}

fn heading(out: &mut impl Write, title: &str, count: u64) -> io::Result<()> {
    writeln!(out, "{title:<22}  {:>9}", grouped(count))
}

/// Name, number and what is to be said of it, each in its column; that of the name is `wide`
/// characters.
fn line(out: &mut impl Write, wide: usize, name: &str, count: u64, detail: &str) -> io::Result<()> {
    let shown = shown(name);
    let row = format!("  {shown:<wide$}  {:>9}  {detail}", grouped(count));
    writeln!(out, "{}", row.trim_end())
}

/// How many characters the names of a section take.
fn width<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    let wide = names.map(|name| shown(name).chars().count());
    wide.max().unwrap_or(0).max(NARROWEST)
}

/// A name as it is printed, cut where it is long.
fn shown(name: &str) -> String {
    let mut shown: String = Visible(name).to_string();
    if let Some((cut, _)) = shown.char_indices().nth(NAME) {
        shown.truncate(cut);
        shown.push('…');
    }
    shown
}

/// The parts of a whole, each with its share.
fn parts(out: &mut impl Write, parts: &[(&str, u64)]) -> io::Result<()> {
    let counts: Vec<u64> = parts.iter().map(|(_, count)| *count).collect();
    let wide = width(parts.iter().map(|(name, _)| *name));
    for ((name, count), share) in parts.iter().zip(shares(&counts)) {
        line(out, wide, name, *count, &format!("{share:>6}"))?;
    }
    Ok(())
}

/// "span", "spans".
fn plural(count: u64, what: &str) -> String {
    format!("{what}{}", if count == 1 { "" } else { "s" })
}

/// "1 span", "1,000 spans".
fn several(count: u64, what: &str) -> String {
    format!("{} {}", grouped(count), plural(count, what))
}

/// With a comma behind each thousand.
fn grouped(count: u64) -> String {
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
    fn long_names_move_the_numbers_of_their_section_and_of_no_other() {
        let rows = [
            ("short", 2),
            ("the presidential guard of Niger", 1),
            (&*"x".repeat(50), 0),
        ];
        let mut out = Vec::new();
        parts(&mut out, &rows).unwrap();
        let printed = String::from_utf8(out).unwrap();
        let columns = printed.lines().map(|line| {
            let numbers = line.trim_end_matches(|c| c != '%');
            numbers.chars().count()
        });
        assert_eq!(columns.collect::<Vec<_>>(), [62, 62, 62], "{printed}");
        let mut out = Vec::new();
        parts(&mut out, &rows[..1]).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap().trim_end().chars().count(),
            41
        );
    }

    #[test]
    fn thousands_are_parted() {
        for (count, shown) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(count), shown);
        }
    }
}
