//! What JSON can say and a [`Value`] cannot hold: numbers beyond 64 bits or with more digits than
//! a double has, and strings with half of a surrogate pair. They stand in a value as an object
//! with one field of a name of our own, and are written as they were read.
//!
//! The switch `arbitrary_precision` of `serde_json` would keep numbers too, for the whole program
//! and every crate in it, and with it no number can be read any more from inside a flattened or
//! untagged type, of which the file has many.

use std::io::{self, Write};

use serde_json::ser::{CharEscape, Formatter, PrettyFormatter};
use serde_json::{Map, Value};

use super::json::parse;

/// The name of the field. Where a file has a field of this name, with or without [`MORE`] behind
/// it, one more is added for the time that it is in memory.
const NAME: &str = "$obelus:verbatim";
const MORE: char = '\'';

/// A value that stands for this piece of JSON.
pub(super) fn keep(json: &str) -> Value {
    let mut object = Map::new();
    object.insert(NAME.to_owned(), Value::String(json.to_owned()));
    Value::Object(object)
}

/// The piece of JSON that a value stands for, where it does.
pub(super) fn kept(value: &Value) -> Option<&str> {
    match value {
        Value::Object(object) if object.len() == 1 => object.get(NAME)?.as_str(),
        _ => None,
    }
}

fn is_ours(name: &str) -> bool {
    let more = name.strip_prefix(NAME);
    more.is_some_and(|more| more.chars().all(|c| c == MORE))
}

/// A name as it is kept in memory.
pub(super) fn escape_key(mut name: String) -> String {
    if is_ours(&name) {
        name.push(MORE);
    }
    name
}

/// Pretty printing that writes kept pieces as they were.
pub(super) struct Verbatim<'a> {
    inner: PrettyFormatter<'a>,
    state: State,
    /// Whether the string that is being written names a field.
    in_key: bool,
    piece: String,
}

/// How much of an object that stands for a piece of JSON has been seen. What has been seen is
/// held back until it is certain.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Plain,
    /// `{`
    Opened,
    /// `{"`
    Named,
    /// `{"$obelus:verbatim`: nothing else is written with this name.
    Kept,
}

impl Verbatim<'_> {
    pub(super) fn new() -> Self {
        Self {
            inner: PrettyFormatter::new(),
            state: State::Plain,
            in_key: false,
            piece: String::new(),
        }
    }

    /// Writes what was held back: it is an object like others.
    fn release<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let state = std::mem::replace(&mut self.state, State::Plain);
        if matches!(state, State::Opened | State::Named) {
            self.inner.begin_object(out)?;
        }
        if state == State::Named {
            self.inner.begin_object_key(out, true)?;
            self.inner.begin_string(out)?;
        }
        Ok(())
    }

    fn is_kept(&self) -> bool {
        self.state == State::Kept
    }
}

impl Formatter for Verbatim<'_> {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.inner.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.inner.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.inner.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.inner.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.state = State::Opened;
        Ok(())
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.is_kept() {
            self.state = State::Plain;
            let piece = std::mem::take(&mut self.piece);
            // What was made elsewhere and is no number or string must not break the file.
            return match parse(piece.as_bytes()) {
                Ok(_) if !piece.starts_with(['{', '[']) => out.write_all(piece.as_bytes()),
                _ => Ok(serde_json::to_writer(out, &piece)?),
            };
        }
        self.release(out)?;
        self.inner.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.in_key = true;
        if self.state == State::Opened {
            return Ok(());
        }
        self.inner.begin_object_key(out, first)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.in_key = false;
        if self.is_kept() {
            return Ok(());
        }
        self.inner.end_object_key(out)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.is_kept() {
            return Ok(());
        }
        self.inner.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.is_kept() {
            return Ok(());
        }
        self.inner.end_object_value(out)
    }

    fn begin_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        match self.state {
            State::Opened if self.in_key => {
                self.state = State::Named;
                Ok(())
            }
            State::Kept => Ok(()),
            _ => self.inner.begin_string(out),
        }
    }

    fn end_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.is_kept() {
            return Ok(());
        }
        self.release(out)?;
        self.inner.end_string(out)
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if self.is_kept() {
            self.piece.push_str(fragment);
            return Ok(());
        }
        if self.state == State::Named && fragment == NAME {
            self.state = State::Kept;
            return Ok(());
        }
        self.release(out)?;
        let fragment = if self.in_key && is_ours(fragment) {
            fragment.strip_suffix(MORE).unwrap_or(fragment)
        } else {
            fragment
        };
        self.inner.write_string_fragment(out, fragment)
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        if self.is_kept() {
            match escape {
                CharEscape::Quote => self.piece.push('"'),
                CharEscape::ReverseSolidus => self.piece.push('\\'),
                CharEscape::Solidus => self.piece.push('/'),
                // No piece of JSON that was read has control characters inside.
                _ => {}
            }
            return Ok(());
        }
        self.release(out)?;
        self.inner.write_char_escape(out, escape)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize as _;

    use super::*;

    fn again(json: &str) -> String {
        let value = parse(json.as_bytes()).unwrap().value;
        let mut out = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, Verbatim::new());
        value.serialize(&mut serializer).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_a_value_cannot_hold_comes_back_byte_for_byte() {
        for json in [
            "123456789012345678901234567890",
            "-9223372036854775809",
            "0.1234567890123456789012345",
            "1e400",
            "-1.5E-999999999999999999999",
            "9007199254740993",
            "18446744073709551615",
            r#""half \ud83d and \" more""#,
            r#""\ude00\ud83d é""#,
            "{}",
            "[]",
            "{\n  \"\": {}\n}",
            "{\n  \"a\": 1e999,\n  \"b\": [\n    {\n      \"c\": \"\\udfff\"\n    },\n    0.5\n  ]\n}",
        ] {
            assert_eq!(again(json), json);
        }
    }

    #[test]
    fn a_file_cannot_make_a_name_of_ours_mean_something() {
        for name in [
            "$obelus:verbatim",
            "$obelus:verbatim'",
            "$obelus:verbatim''",
            "$obelus:v",
        ] {
            let json = format!("{{\n  \"{name}\": \"1, \\\"x\\\": 2\"\n}}");
            assert_eq!(again(&json), json);
        }
        // Not from a file: then it is a string at worst.
        let mut out = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, Verbatim::new());
        keep("1, 2").serialize(&mut serializer).unwrap();
        assert_eq!(out, b"\"1, 2\"");
    }

    #[test]
    fn plain_values_are_printed_as_serde_json_prints_them() {
        let json =
            r#"{"a":{"":[],"b":{}},"c":[1,-0.0,1e300,"\u0001\"\\"],"\n":null,"d":{"\"x":true}}"#;
        let value: Value = serde_json::from_str(json).unwrap();
        assert_eq!(again(json), serde_json::to_string_pretty(&value).unwrap());
    }
}
