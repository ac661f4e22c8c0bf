//! The values of figures.

use std::cmp::Ordering;

use super::{Look, Rule};
use crate::annotation::{FigureKind, FigureValue, Label, Number};

pub(super) fn check(look: &mut Look<'_>) {
    let set = look.set;
    for span in set.spans() {
        let Some(value) = &span.value else {
            if span.label == Label::FIGURE {
                let said = format!("{} has no value: give it one", look.words(span.range));
                look.of_span(Rule::NoValue, &span.id, said);
            }
            continue;
        };
        if let Some((rule, what)) = fault(value) {
            let said = format!("{} {what}", look.words(span.range));
            look.of_span(rule, &span.id, said);
        }
    }
}

/// What is wrong with a value, in words that follow its own.
fn fault(value: &FigureValue) -> Option<(Rule, String)> {
    let shown = |number: &Option<Number>| number.as_ref().map(ToString::to_string);
    let (low, best, high) = (value.low.as_ref(), value.best.as_ref(), value.high.as_ref());
    let (Some(lowest), Some(highest)) = (low.or(best).or(high), high.or(best).or(low)) else {
        return Some((Rule::NoValue, "has no value: give it one".to_owned()));
    };
    // To the last digit: beyond 2^53 floating-point numbers tell no neighbours apart.
    let less = |one: &Number, other: &Number| one.compare(other) == Ordering::Less;
    if let (Some(low), Some(high)) = (low, high)
        && less(high, low)
    {
        let low = shown(&value.low).unwrap_or_default();
        let high = shown(&value.high).unwrap_or_default();
        let said = format!("is at least {low} and at most {high}: swap the bounds");
        return Some((Rule::LowAboveHigh, said));
    }
    if let Some(best) = best
        && (less(best, lowest) || less(highest, best))
    {
        let best = shown(&value.best).unwrap_or_default();
        let said = format!("is most likely {best}, outside of its own bounds: correct one of them");
        return Some((Rule::BestOutside, said));
    }
    if value.kind.counts() && less(lowest, &Number::ZERO) {
        let said = "counts fewer than none: correct the value or the kind".to_owned();
        return Some((Rule::BelowZero, said));
    }
    if value.kind == FigureKind::Share && less(&Number::Exact(100.0), highest) {
        let said = "is a share of more than 100 %: a growth is no share".to_owned();
        return Some((Rule::ShareAboveAll, said));
    }
    None
}
