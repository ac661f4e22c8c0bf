//! Figures in words.

use crate::annotation::{FigureKind, FigureValue, Hedge, Number};

/// How sure a matcher is, in a word.
#[must_use]
pub fn sureness(score: f32) -> &'static str {
    match score {
        score if score >= 0.85 => "very likely",
        score if score >= 0.65 => "likely",
        score if score >= 0.5 => "possible",
        _ => "unlikely",
    }
}

/// The same with the score itself: "likely, 0.82".
#[must_use]
pub fn score_in_words(score: f32) -> String {
    format!("{}, {score:.2}", sureness(score))
}

/// A figure's value as a short phrase: "about 650 troops", "20–30 %".
#[must_use]
pub fn value_in_words(value: &FigureValue) -> String {
    let number = |n: &Option<Number>| n.as_ref().map(grouped);
    let (low, best, high) = (number(&value.low), number(&value.best), number(&value.high));
    let mut words = match (value.hedge, low, best, high) {
        (Some(Hedge::About), _, Some(best), _) => format!("about {best}"),
        (Some(Hedge::AtLeast), Some(low), ..) => format!("at least {low}"),
        (Some(Hedge::MoreThan), Some(low), ..) => format!("more than {low}"),
        (Some(Hedge::AtMost), .., Some(high)) => format!("at most {high}"),
        (Some(Hedge::LessThan), .., Some(high)) => format!("less than {high}"),
        (_, Some(low), _, Some(high)) if low != high => format!("{low}–{high}"),
        (_, low, best, high) => best
            .or(low)
            .or(high)
            .unwrap_or_else(|| "unknown".to_owned()),
    };
    for part in [&value.unit, &value.counted].into_iter().flatten() {
        words.push(' ');
        words.push_str(part);
    }
    if let Some(policy) = &value.policy {
        words.push_str(" (policy ");
        words.push_str(policy);
        words.push(')');
    }
    words
}

/// What a value says, part by part: "about 650, of troops, size", "20–30, best 22, EUR, amount".
#[must_use]
pub fn reading_in_words(value: &FigureValue) -> String {
    let bare = FigureValue {
        unit: None,
        counted: None,
        policy: None,
        ..value.clone()
    };
    let mut parts = vec![value_in_words(&bare)];
    let bounded = value.low != value.high && value.low.is_some() && value.high.is_some();
    match &value.best {
        Some(best) if bounded => parts.push(format!("best {}", grouped(best))),
        None if value.low.is_some() || value.high.is_some() => {
            parts.push("no best number".to_owned());
        }
        _ => {}
    }
    if value.hedge == Some(Hedge::Vague) && value.high.is_none() {
        parts[0].push_str(" or more");
    }
    parts.extend(value.unit.clone());
    if let Some(counted) = &value.counted {
        parts.push(format!("of {counted}"));
    }
    let name = value.kind.name();
    let said = value
        .counted
        .as_deref()
        .is_some_and(|counted| counted == name);
    if value.kind != FigureKind::Other && !said {
        parts.push(name.to_owned());
    }
    if let Some(policy) = &value.policy {
        parts.push(format!("by the policy {policy}"));
    }
    parts.join(", ")
}

/// A number with thin spaces between thousands.
fn grouped(number: &Number) -> String {
    let digits = number.to_string();
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits.as_str(), None), |(w, f)| (w, Some(f)));
    let (sign, whole) = whole
        .strip_prefix('-')
        .map_or(("", whole), |rest| ("−", rest));
    let mut words = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) && whole.len() > 4 {
            words.push('\u{202F}');
        }
        words.push(digit);
    }
    if let Some(fraction) = fraction {
        words.push('.');
        words.push_str(fraction);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_an_analyst_would_say_them() {
        let mut value = FigureValue::exactly(650.0);
        value.hedge = Some(Hedge::About);
        value.counted = Some("troops".to_owned());
        assert_eq!(value_in_words(&value), "about 650 troops");
        value.kind = FigureKind::Size;
        assert_eq!(reading_in_words(&value), "about 650, of troops, size");
        let mut range = FigureValue::exactly(20.0);
        range.high = Number::new(30.0);
        range.unit = Some("%".to_owned());
        assert_eq!(value_in_words(&range), "20–30 %");
        assert_eq!(
            value_in_words(&FigureValue::exactly(-1_500_000.5)),
            "−1\u{202F}500\u{202F}000.5"
        );
        assert_eq!(value_in_words(&FigureValue::default()), "unknown");
    }
}
