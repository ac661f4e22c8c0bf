//! Whether two units are the same under another name.

use serde_json::Value;

use super::extent::is_space;

/// Names of one unit each, in lower case.
const NAMES: &[&[&str]] = &[
    &["percent", "%", "percentage", "per cent", "pct"],
    &[
        "usd",
        "dollar",
        "us dollar",
        "united states dollar",
        "dollars",
        "$",
        "unspecified dollar",
    ],
    &["eur", "euro", "euros", "€"],
    &[
        "gbp",
        "pound",
        "british pound",
        "pound sterling",
        "£",
        "pounds",
    ],
    &["cny", "chinese yuan", "yuan", "rmb", "renminbi"],
    &["jpy", "japanese yen", "yen"],
    &["inr", "indian rupee", "rupee"],
    &["km", "kilometer", "kilometre", "kilometers", "kilometres"],
    &["m", "meter", "metre", "meters", "metres"],
    &["mile", "miles", "mi"],
    &["kg", "kilogram", "kilograms"],
    &["foot", "feet", "ft"],
    &["inch", "in", "inches"],
    &["lb", "lbs", "pound-mass", "pounds-mass"],
    &["c", "celsius", "degree celsius", "degrees celsius"],
    &["f", "fahrenheit", "degree fahrenheit"],
];

/// Whether two units have one name, are names of one unit, or differ by a plural.
pub(super) fn same(gold: &Value, found: Option<&Value>) -> bool {
    let Some(found) = found.and_then(plain) else {
        return false;
    };
    let Some(gold) = plain(gold) else {
        return false;
    };
    first_name(&gold) == first_name(&found)
        || gold.trim_end_matches('s') == found.trim_end_matches('s')
}

fn plain(unit: &Value) -> Option<String> {
    let words = match unit {
        Value::Null => return None,
        Value::String(words) => words.clone(),
        other => other.to_string(),
    };
    let words = words.trim_matches(is_space).to_lowercase();
    Some(words.trim_end_matches('.').to_owned())
}

fn first_name(unit: &str) -> &str {
    NAMES
        .iter()
        .find(|names| names.contains(&unit))
        .map_or(unit, |names| names[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_unit_has_many_names() {
        let check = |gold: &str, found: &str, expected: bool| {
            assert_eq!(
                same(&json!(gold), Some(&json!(found))),
                expected,
                "{gold} {found}"
            );
        };
        check("%", "percent", true);
        check("Per cent", "pct.", true);
        check("US dollar", "$", true);
        check("barrel", "barrels", true);
        check("km", "miles", false);
        check("pound", "lb", false);
        check("MYR", "myr", true);
        assert!(!same(&json!("%"), None));
        assert!(!same(&json!("none"), Some(&Value::Null)));
    }

    #[test]
    fn no_name_stands_for_two_units() {
        let mut all: Vec<&str> = NAMES.concat();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
