//! From a value to what would be typed for it.

use std::fmt::Write as _;

use super::super::figure_kinds::implied;
use super::super::units;
use super::super::{FigureValue, Hedge, Number, VagueNumber, VaguePolicy, VagueWord};
use super::reading::{is_of_unit, is_sign, middle};
use super::words;

/// Bounds as they are written, with what that says by itself.
struct Written {
    text: String,
    hedge: Option<Hedge>,
    best: Option<Number>,
}

pub(super) fn write(value: &FigureValue) -> String {
    let mut written = bounds(value);
    if written.best != value.best {
        match &value.best {
            Some(best) => {
                let _ = write!(written.text, " ({})", grouped(best));
            }
            None => written.text.push_str(" (?)"),
        }
    }
    let mut out = written.text;
    if let Some(unit) = &value.unit {
        let plain = units::written(unit);
        // "barrels" and "per day" together would be another unit.
        let counted = value.counted.as_deref().unwrap_or_default();
        let both = format!("{plain} {counted}");
        let known = units::at_the_start(&both) == Some((unit.as_str(), plain.len()));
        out.push(' ');
        if known {
            out.push_str(plain);
        } else {
            out.push_str("unit:");
            let plain = !unit.is_empty() && unit.chars().all(is_of_unit);
            out.push_str(&if plain { unit.clone() } else { quoted(unit) });
        }
    }
    if let Some(counted) = &value.counted {
        out.push(' ');
        if is_plain(counted) {
            out.push_str(counted);
        } else {
            out.push_str(&quoted(counted));
        }
    }
    if value.kind != implied(value.unit.as_deref(), value.counted.as_deref()) {
        let _ = write!(out, " #{}", value.kind.name());
    }
    if written.hedge != value.hedge {
        let _ = write!(out, " #{}", value.hedge.map_or("exact", Hedge::name));
    }
    if let Some(policy) = &value.policy {
        out.push_str(" @");
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let plain = !policy.is_empty() && policy.chars().all(plain);
        out.push_str(&if plain {
            policy.clone()
        } else {
            quoted(policy)
        });
    }
    out
}

fn bounds(value: &FigureValue) -> Written {
    let closed = !value.low_open && !value.high_open;
    let written = |text: String, hedge: Option<Hedge>, best: &Number| Written {
        text,
        hedge,
        best: Some(best.clone()),
    };
    if let Some(words) = vague(value) {
        // "dozens of homes", but "several homes"
        let scale = matches!(words.word, VagueWord::Few | VagueWord::Several);
        let of = !scale && value.unit.is_none() && value.counted.is_some();
        return Written {
            text: words.in_words() + if of { " of" } else { "" },
            hedge: Some(Hedge::Vague),
            best: value.best.clone(),
        };
    }
    match (&value.low, &value.high) {
        (Some(low), Some(high)) if low == high && closed && value.hedge != Some(Hedge::Range) => {
            match value.hedge {
                Some(Hedge::About) => written(format!("~{}", grouped(low)), value.hedge, low),
                _ => written(grouped(low), None, low),
            }
        }
        (Some(low), Some(high)) if closed => {
            let about = value.hedge == Some(Hedge::About);
            let sign = if about { "~" } else { "" };
            let negative = [low, high].iter().any(|n| n.to_string().starts_with('-'));
            let joint = if negative { ".." } else { "–" };
            Written {
                text: format!("{sign}{}{joint}{}", grouped(low), grouped(high)),
                hedge: Some(if about { Hedge::About } else { Hedge::Range }),
                best: middle(low, high),
            }
        }
        (Some(low), None) if !value.high_open => match value.low_open {
            true => written(format!(">{}", grouped(low)), Some(Hedge::MoreThan), low),
            false => written(format!("≥{}", grouped(low)), Some(Hedge::AtLeast), low),
        },
        (None, Some(high)) if !value.low_open => match value.high_open {
            true => written(format!("<{}", grouped(high)), Some(Hedge::LessThan), high),
            false => written(format!("≤{}", grouped(high)), Some(Hedge::AtMost), high),
        },
        (low, high) => bracket(value, low.as_ref(), high.as_ref()),
    }
}

/// `[20..30)`
fn bracket(value: &FigureValue, low: Option<&Number>, high: Option<&Number>) -> Written {
    let number = |number: Option<&Number>| number.map_or_else(String::new, grouped);
    let text = format!(
        "{}{}..{}{}",
        if value.low_open { '(' } else { '[' },
        number(low),
        number(high),
        if value.high_open { ')' } else { ']' }
    );
    let (hedge, best) = match (low, high) {
        (Some(low), Some(high)) => (Some(Hedge::Range), middle(low, high)),
        (Some(low), None) if value.low_open => (Some(Hedge::MoreThan), Some(low.clone())),
        (Some(low), None) => (Some(Hedge::AtLeast), Some(low.clone())),
        (None, Some(high)) if value.high_open => (Some(Hedge::LessThan), Some(high.clone())),
        (None, Some(high)) => (Some(Hedge::AtMost), Some(high.clone())),
        (None, None) => (None, None),
    };
    Written { text, hedge, best }
}

/// The vague word that comes to this value by the policy that it names.
fn vague(value: &FigureValue) -> Option<VagueNumber> {
    const TIMES: [u64; 5] = [1, 100, 1_000, 1_000_000, 1_000_000_000];
    if value.hedge != Some(Hedge::Vague) || value.low_open || value.high_open {
        return None;
    }
    let policy = VaguePolicy::named(value.policy.as_deref()?)?;
    let said = |vague: &VagueNumber| {
        // "several hundred", and "hundreds" rather than "tens of tens".
        let scale = matches!(vague.word, VagueWord::Few | VagueWord::Several);
        vague.times == 1 || scale || vague.times > 100 && vague.word.unit() <= 100
    };
    let all = TIMES.into_iter();
    let all = all.flat_map(|times| VagueWord::ALL.map(|word| VagueNumber { word, times }));
    all.filter(said).find(|vague| {
        let bounds = policy.bounds(*vague);
        Some(&bounds.low) == value.low.as_ref()
            && Some(&bounds.best) == value.best.as_ref()
            && bounds.high == value.high
    })
}

/// A number with commas between its thousands.
fn grouped(number: &Number) -> String {
    let digits = number.to_string();
    let (sign, body) = match digits.strip_prefix('-') {
        Some(body) => ("-", body),
        None => ("", digits.as_str()),
    };
    let (whole, fraction) = match body.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (body, None),
    };
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        let _ = write!(out, ".{fraction}");
    }
    out
}

/// Whether words read as what is counted and as nothing else.
fn is_plain(counted: &str) -> bool {
    let first = counted.split(' ').next().unwrap_or_default();
    let letters: String = first.chars().take_while(|c| c.is_alphabetic()).collect();
    let known = ["of", "to", "and"]
        .iter()
        .any(|w| letters.eq_ignore_ascii_case(w));
    let odd = |c: char| is_sign(c) || c.is_control() || (c.is_whitespace() && c != ' ');
    counted.starts_with(char::is_alphabetic)
        && !counted.ends_with(' ')
        && !counted.contains("  ")
        && !counted.chars().any(|c| odd(c) || is_invisible(c))
        && !known
        && words::scale(&letters).is_none()
        && VagueWord::of(&letters.to_ascii_lowercase()).is_none()
        && units::at_the_start(counted).is_none()
        && !counted.contains("unit:")
}

/// Marks that change the direction of what is read, and spaces without width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_invisible(c) => {
                let _ = write!(out, "\\u{{{:X}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
