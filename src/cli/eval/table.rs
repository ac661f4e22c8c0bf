//! The figures of a measurement as tables for a terminal.

use std::io::{self, Write};

use serde::Serialize;

use super::Block;
use crate::cli::visible::Visible;
use crate::measure::{LabelScore, PlaceScore, Rates, Share};

/// The readings of a label with their names.
fn readings(score: &LabelScore) -> [(&'static str, &Rates); 3] {
    [
        ("exact", &score.exact),
        ("norm", &score.norm),
        ("overlap", &score.overlap),
    ]
}

/// The fields of a label that the gold holds, with their names.
fn fields(score: &LabelScore) -> impl Iterator<Item = (&'static str, &Share)> {
    [
        ("value", &score.value),
        ("unit", &score.unit),
        ("type", &score.etype),
    ]
    .into_iter()
    .filter_map(|(name, share)| Some((name, share.as_ref()?)))
}

/// Prints one measured file.
pub(super) fn block(out: &mut impl Write, block: &Block, follows: bool) -> io::Result<()> {
    if follows {
        writeln!(out)?;
    }
    let plural = if block.records == 1 { "" } else { "s" };
    let file = Visible(&block.file);
    writeln!(out, "{file}, {} record{plural}", block.records)?;
    for (label, score) in &block.labels.labels {
        self::label(out, label, score)?;
    }
    if let Some(share) = &block.labels.doc_label {
        let interval = interval(share.ci);
        let accuracy = percent(share.accuracy);
        writeln!(
            out,
            "type of the article  {accuracy}{interval}  of {}",
            share.n
        )?;
    }
    for error in &block.errors {
        write!(
            out,
            "{}  {}  {}  …{}[{}]{}…",
            Visible(&error.label),
            error.class,
            Visible(error.id.get()),
            Visible(&error.before),
            Visible(&error.words),
            Visible(&error.after)
        )?;
        if let Some(instead) = &error.instead {
            write!(out, "  found: {}", Visible(instead))?;
        }
        if !error.matcher.is_empty() {
            write!(out, "  by: {}", Visible(&error.matcher))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn label(out: &mut impl Write, label: &str, score: &LabelScore) -> io::Result<()> {
    let label = Visible(label).to_string();
    for (name, rates) in readings(score) {
        let (p, r, f) = (percent(rates.p), percent(rates.r), percent(rates.f));
        let (right, wrong, missed) = (rates.tp, rates.fp, rates.missed);
        if score.precision_valid {
            let interval = interval(rates.f_ci);
            writeln!(
                out,
                "{label:<9} {name:<8} P {p}  R {r}  F1 {f}{interval}  {right} right, {wrong} wrong, {missed} missed"
            )?;
        } else {
            let interval = interval(rates.r_ci);
            writeln!(
                out,
                "{label:<9} {name:<8} R {r}{interval}  {right} right, {missed} missed, {wrong} beside what is marked in part"
            )?;
        }
    }
    for (name, share) in fields(score) {
        let (matched, whole) = (percent(share.acc_matched), percent(share.end_to_end));
        let interval = interval(share.e2e_ci);
        writeln!(
            out,
            "{label:<9} {name:<8} {} right: {matched} of {} found, {whole}{interval} of {} marked",
            share.right, share.matched, share.gold
        )?;
    }
    if let Some(places) = &score.places {
        self::places(out, &label, places)?;
    }
    for (matcher, proposed) in &score.matchers {
        let matcher = if matcher.is_empty() {
            "nobody"
        } else {
            matcher
        };
        write!(
            out,
            "{label:<9} by {}: {} right, {} wrong by overlap",
            Visible(matcher),
            proposed.overlap_tp,
            proposed.overlap_fp
        )?;
        if score.precision_valid {
            let (overlap, norm) = (percent(proposed.overlap_p), percent(proposed.norm_p));
            write!(out, ", P {overlap}; norm P {norm}")?;
        }
        writeln!(out)?;
    }
    let mistakes: Vec<String> = crate::measure::Class::ALL
        .iter()
        .filter_map(|class| Some((class.name(), score.mistakes.get(class.name())?)))
        .filter(|(_, count)| **count > 0)
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    if !mistakes.is_empty() {
        writeln!(out, "{label:<9} errors: {}", mistakes.join(", "))?;
    }
    Ok(())
}

fn places(out: &mut impl Write, label: &str, places: &PlaceScore) -> io::Result<()> {
    let (gold, found) = (places.gold, places.found);
    let rows = [
        ("place", Some(&places.resolved)),
        ("largest", places.largest.as_ref()),
    ];
    for (name, nearness) in rows {
        let Some(near) = nearness else {
            continue;
        };
        let (within, share) = (near.within_161_km, percent(near.acc_161_km));
        write!(
            out,
            "{label:<9} {name:<8} {within} within 161 km: {share} of {found} found of {gold} marked"
        )?;
        if let (Some(median), Some(mean)) = (near.median_km, near.mean_km) {
            write!(out, "; median {median:.0} km, mean {mean:.0} km off")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The mean of one figure over the files that have it, each counting once.
#[derive(Debug, Serialize)]
pub(super) struct Mean {
    label: String,
    /// exact, norm, overlap, value, unit or type.
    reading: &'static str,
    /// How many files mark everything of the label; precision and F1 are means over these.
    #[serde(skip_serializing_if = "Option::is_none")]
    covered: Option<usize>,
    /// How many files mark it at all; recall and shares are means over these.
    sets: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    p: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    f: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_to_end: Option<f64>,
}

/// The means over several files, label by label.
pub(super) fn means(sets: &[Block]) -> Vec<Mean> {
    let mut labels: Vec<&str> = Vec::new();
    for (label, _) in sets.iter().flat_map(|set| &set.labels.labels) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    let mut means = Vec::new();
    for label in labels {
        let scores: Vec<&LabelScore> = sets
            .iter()
            .flat_map(|set| &set.labels.labels)
            .filter(|(known, _)| known == label)
            .map(|(_, score)| score)
            .collect();
        for (i, reading) in ["exact", "norm", "overlap"].into_iter().enumerate() {
            let of = |covered: bool, figure: fn(&Rates) -> f64| {
                let fitting = scores.iter().filter(|s| s.precision_valid || !covered);
                mean(fitting.map(|s| figure(readings(s)[i].1)))
            };
            means.push(Mean {
                label: label.to_owned(),
                reading,
                covered: Some(scores.iter().filter(|s| s.precision_valid).count()),
                sets: scores.len(),
                p: of(true, |rates| rates.p),
                r: of(false, |rates| rates.r),
                f: of(true, |rates| rates.f),
                end_to_end: None,
            });
        }
        for reading in ["value", "unit", "type"] {
            let shares: Vec<f64> = scores
                .iter()
                .flat_map(|score| fields(score))
                .filter(|(name, _)| *name == reading)
                .map(|(_, share)| share.end_to_end)
                .collect();
            if !shares.is_empty() {
                means.push(Mean {
                    label: label.to_owned(),
                    reading,
                    covered: None,
                    sets: shares.len(),
                    p: None,
                    r: None,
                    f: None,
                    end_to_end: mean(shares.into_iter()),
                });
            }
        }
    }
    means
}

#[expect(clippy::cast_precision_loss, reason = "a handful of files")]
fn mean(figures: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = figures.fold((0.0, 0_usize), |(sum, n), f| (sum + f, n + 1));
    (count > 0).then(|| sum / count as f64)
}

/// Prints the table of means, where there is one.
pub(super) fn last(out: &mut impl Write, means: &[Mean]) -> io::Result<()> {
    if means.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nmeans over files, each counting once")?;
    for mean in means {
        let label = Visible(&mean.label).to_string();
        write!(out, "{label:<9} {:<8}", mean.reading)?;
        for (name, figure) in [("P", mean.p), ("R", mean.r), ("F1", mean.f)] {
            if let Some(figure) = figure {
                write!(out, " {name} {} ", percent(figure))?;
            }
        }
        if let Some(share) = mean.end_to_end {
            write!(out, " right {} ", percent(share))?;
        }
        match mean.covered {
            Some(covered) if covered != mean.sets => {
                writeln!(out, " of {}, {covered} of them marked in full", mean.sets)?;
            }
            _ => writeln!(out, " of {}", mean.sets)?,
        }
    }
    Ok(())
}

/// A share in percent, with one decimal.
fn percent(share: f64) -> String {
    format!("{:5.1}", 100.0 * share)
}

fn interval(ends: Option<(f64, f64)>) -> String {
    ends.map_or_else(String::new, |(low, high)| {
        format!(" [{:.1} to {:.1}]", 100.0 * low, 100.0 * high)
    })
}
