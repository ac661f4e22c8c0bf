//! Whether two values of figures are the same: numbers, intervals, lists of them, or words.

use serde_json::Value;

use super::extent::is_space;

/// Whether a proposed value, or the interval proposed beside it, meets the value in the gold.
pub(super) fn is_met(gold: &Value, value: Option<&Value>, interval: Option<&Value>) -> bool {
    same(gold, value.unwrap_or(&Value::Null))
        || interval.is_some_and(|interval| same_interval(gold, interval))
}

fn same(gold: &Value, found: &Value) -> bool {
    match (number(gold), number(found)) {
        (Some(a), Some(b)) => {
            // A small share may be rounded: 0.33 for a third is not, 0.3333 is.
            within(a, b) || (a.abs() < 1.0 && (a - b).abs() < 6e-5)
        }
        (None, None) => match (gold, found) {
            (Value::Array(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
            }
            (Value::Null, _) | (_, Value::Null) => false,
            _ => without_space(&as_words(gold)) == without_space(&as_words(found)),
        },
        _ => false,
    }
}

fn within(a: f64, b: f64) -> bool {
    (a - b).abs() <= tolerance(a, b)
}

fn tolerance(a: f64, b: f64) -> f64 {
    1e-6 * a.abs().max(b.abs()).max(1e-9)
}

/// A number, or words that are one once commas are taken out.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(words) => parse(words),
        _ => None,
    }
}

fn parse(words: &str) -> Option<f64> {
    let words = words.replace(',', "");
    let words = words.trim_matches(is_space);
    let bytes = words.as_bytes();
    // An underscore may stand between two digits.
    let sound = |at: usize| {
        let digit = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at))
                .is_some_and(u8::is_ascii_digit)
        };
        bytes[at] != b'_' || (digit(at.checked_sub(1)) && digit(Some(at + 1)))
    };
    if !(0..bytes.len()).all(sound) {
        return None;
    }
    words.replace('_', "").parse().ok()
}

/// The bounds of `[20,30)`, `(30,)`; an open side is nothing.
fn bounds(value: &Value) -> Option<[Option<f64>; 2]> {
    let words = as_words(value);
    let words = words.trim_matches(is_space);
    let inner = words.strip_prefix(['[', '('])?.strip_suffix([']', ')'])?;
    let (low, high) = inner.split_once(',')?;
    if high.contains(',') {
        return None;
    }
    Some([low, high].map(|side| parse(side.trim_matches(is_space))))
}

/// Whether the bounds are the same; whether a bound itself is meant is not compared.
fn same_interval(gold: &Value, found: &Value) -> bool {
    let (Some(gold), Some(found)) = (bounds(gold), bounds(found)) else {
        return false;
    };
    gold.iter().zip(&found).all(|sides| match sides {
        (None, None) => true,
        (Some(a), Some(b)) => {
            let apart = (a - b).abs() > tolerance(*a, *b);
            !apart
        }
        _ => false,
    })
}

/// A value as words. Lists are written so that one of two numbers reads as an interval.
fn as_words(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Null => "None".to_owned(),
        other => other.to_string(),
    }
}

fn without_space(words: &str) -> String {
    words.chars().filter(|c| !is_space(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_compared_as_numbers() {
        let check = |gold: Value, found: Value, expected: bool| {
            assert_eq!(
                is_met(&gold, Some(&found), None),
                expected,
                "{gold} {found}"
            );
        };
        check(json!(5), json!(5.0), true);
        check(json!("1,200"), json!(1200), true);
        check(json!(" 7 "), json!("7.0"), true);
        check(json!("1_000"), json!(1000), true);
        check(json!("1__000"), json!(1000), false);
        check(json!(1_000_000), json!(1_000_000.5), true);
        check(json!(100), json!(100.1), false);
        check(json!(0.3333), json!(0.333_333), true);
        check(json!(0.33), json!(0.3333), false);
        check(json!(5), json!("five"), false);
        check(json!(true), json!(1), false);
        check(json!("a few"), json!("afew"), true);
        check(json!([1, "2"]), json!([1.0, 2]), true);
        check(json!([1, 2]), json!([1]), false);
        check(json!("nan"), json!("nan"), false);
        check(json!(0), json!(0.0), true);
        check(json!("x"), Value::Null, false);
    }

    #[test]
    fn intervals_are_met_by_their_bounds() {
        let check = |gold: Value, found: Value, expected: bool| {
            assert_eq!(
                is_met(&gold, None, Some(&found)),
                expected,
                "{gold} {found}"
            );
        };
        check(json!("[20,30)"), json!("[20,30)"), true);
        check(json!("[20, 30)"), json!("(20.0 ,30]"), true);
        check(json!("(30,)"), json!("[30,)"), true);
        check(json!("(30,)"), json!("(30,40)"), false);
        check(json!("(,30)"), json!("(30,)"), false);
        check(json!([20, 30]), json!("[20,30]"), true);
        check(json!("20,30"), json!("[20,30]"), false);
        check(json!("[1,200,30]"), json!("[1200,30]"), false);
        check(json!(20), json!("[20,20]"), false);
        check(json!("["), json!("["), false);
        check(json!("[20,30)"), Value::Null, false);
    }
}
