//! A column: its name, what it holds, and how it is found.

use std::borrow::Cow;

use serde_json::Value;

use super::work::Item;

/// How many values one cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    One,
    /// A list: in CSV the values are joined, in JSONL they are an array.
    Several,
    /// A list of things of which several columns tell: in JSONL one array of objects, under what
    /// stands before the last point of the columns' names.
    Each,
}

/// One column of a table.
pub(super) struct Column {
    pub name: Cow<'static, str>,
    pub what: Cow<'static, str>,
    pub count: Count,
    /// Whether its values are numbers.
    pub numeric: bool,
    pub value: Box<dyn Fn(&Item<'_>) -> Value + Send + Sync>,
}

/// A column as it is described to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnInfo {
    pub name: String,
    /// What it holds, in one sentence without a full stop.
    pub what: String,
    /// Whether one cell may hold several values.
    pub several: bool,
    pub numeric: bool,
}

/// Columns in their order, each name once.
#[derive(Default)]
pub(super) struct Columns(pub Vec<Column>);

impl Columns {
    fn push(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        what: impl Into<Cow<'static, str>>,
        count: Count,
        value: impl Fn(&Item<'_>) -> Value + Send + Sync + 'static,
    ) -> &mut Column {
        let name = name.into();
        let taken = |name: &str| self.0.iter().any(|column| column.name == name);
        let mut unique = name.clone();
        let mut number = 2;
        while taken(&unique) {
            unique = Cow::Owned(format!("{name}_{number}"));
            number += 1;
        }
        self.0.push(Column {
            name: unique,
            what: what.into(),
            count,
            numeric: false,
            value: Box::new(value),
        });
        let last = self.0.len() - 1;
        &mut self.0[last]
    }

    /// A column of one text.
    pub fn text(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        what: impl Into<Cow<'static, str>>,
        value: impl Fn(&Item<'_>) -> Value + Send + Sync + 'static,
    ) {
        self.push(name, what, Count::One, value);
    }

    /// A column of one number.
    pub fn number(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        what: impl Into<Cow<'static, str>>,
        value: impl Fn(&Item<'_>) -> Value + Send + Sync + 'static,
    ) {
        self.push(name, what, Count::One, value).numeric = true;
    }

    /// A column of lists of texts or numbers.
    pub fn list(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        what: impl Into<Cow<'static, str>>,
        count: Count,
        numeric: bool,
        value: impl Fn(&Item<'_>) -> Value + Send + Sync + 'static,
    ) {
        self.push(name, what, count, value).numeric = numeric;
    }
}

/// The text of a cell in CSV: nothing for `null`, the words of a text without quotes, the values of
/// a list joined by ` | `, with each `|` inside of a value doubled.
pub(super) fn joined(value: &Value, count: Count, out: &mut String) {
    match value {
        Value::Array(values) if count != Count::One => {
            for (n, value) in values.iter().enumerate() {
                if n > 0 {
                    out.push_str(" | ");
                }
                out.push_str(&plain(value).replace('|', "||"));
            }
        }
        other => out.push_str(&plain(other)),
    }
}

fn plain(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// The values of a cell whose column holds several, out of the text of the cell; none for an empty
/// one.
#[must_use]
pub fn split(cell: &str) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    let values = cell.split(" | ");
    values.map(|value| value.replace("||", "|")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_are_joined_by_bars() {
        let check = |value: Value, count, expected: &str| {
            let mut text = String::new();
            joined(&value, count, &mut text);
            assert_eq!(text, expected);
        };
        check(json!(null), Count::One, "");
        check(json!("a | b"), Count::One, "a | b");
        check(json!(["a", null, 5]), Count::Several, "a |  | 5");
        check(json!(["a|b"]), Count::Several, "a||b");
        check(json!([]), Count::Each, "");
        check(json!({"a": [1]}), Count::One, "{\"a\":[1]}");
    }

    proptest! {
        #[test]
        fn joined_lists_come_apart_again(values in prop::collection::vec("[a| ]{1,5}", 1..4)) {
            let mut text = String::new();
            joined(&json!(values), Count::Several, &mut text);
            prop_assert_eq!(split(&text), values);
        }
    }
}
