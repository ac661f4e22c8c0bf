//! What a schema asks of a span or of an article beside its label.

use std::borrow::Cow;

use serde_json::{Number, Value};
use thiserror::Error;

/// One question that a schema asks. The answer stands under its name in `attributes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeDef {
    pub name: Cow<'static, str>,
    pub kind: AttributeKind,
    /// What is asked, in one sentence; may be empty.
    pub description: Cow<'static, str>,
}

/// What may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeKind {
    /// Any words: a JSON string.
    Text,
    /// A JSON number.
    Number,
    /// `true`, or nothing.
    Flag,
    /// One of these words, a JSON string.
    Choice(Vec<Cow<'static, str>>),
}

/// Why what was typed is no answer, in words.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("“{0}” is no number: write it as 1200 or 0.5")]
pub struct NotAValue(String);

impl AttributeKind {
    /// The name in schema files.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Flag => "flag",
            Self::Choice(_) => "choice",
        }
    }

    /// Whether a value that stands in a file is an answer.
    #[must_use]
    pub fn accepts(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text, Value::String(_))
            | (Self::Number, Value::Number(_))
            | (Self::Flag, Value::Bool(_)) => true,
            (Self::Choice(options), Value::String(chosen)) => {
                options.contains(&Cow::Borrowed(chosen))
            }
            _ => false,
        }
    }

    /// The value of what was typed: nothing for nothing but white space.
    ///
    /// # Errors
    /// Where a number is wanted and this is none.
    pub fn parse(&self, typed: &str) -> Result<Option<Value>, NotAValue> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        Ok(Some(match self {
            Self::Text | Self::Choice(_) => Value::String(typed.to_owned()),
            Self::Flag => Value::Bool(true),
            Self::Number => Value::Number(number(typed).ok_or_else(|| {
                let cut: String = typed.chars().take(40).collect();
                NotAValue(cut)
            })?),
        }))
    }
}

/// Digits with an optional sign and point: whole numbers stay whole.
fn number(typed: &str) -> Option<Number> {
    let plain = typed
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    if !plain {
        return None;
    }
    match typed.parse::<i64>() {
        Ok(whole) => Some(Number::from(whole)),
        Err(_) => typed.parse().ok().and_then(Number::from_f64),
    }
}

/// A value as it is shown and typed: without the quotes of a text.
#[must_use]
pub fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_typed_becomes_a_value_of_its_kind() {
        let number = AttributeKind::Number;
        assert_eq!(number.parse(" 1200 "), Ok(Some(json!(1200))));
        assert_eq!(number.parse("-0.5"), Ok(Some(json!(-0.5))));
        assert_eq!(number.parse("  "), Ok(None));
        for wrong in ["1,200", "many", "1e400", "NaN", "inf", "--1", ".", "1.2.3"] {
            assert!(number.parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(AttributeKind::Text.parse("a b"), Ok(Some(json!("a b"))));
    }

    #[test]
    fn values_of_another_kind_are_told() {
        let choice = AttributeKind::Choice(vec!["yes".into(), "no".into()]);
        assert!(choice.accepts(&json!("no")));
        assert!(!choice.accepts(&json!("perhaps")));
        assert!(!AttributeKind::Number.accepts(&json!("12")));
        assert!(AttributeKind::Flag.accepts(&json!(false)));
    }
}
