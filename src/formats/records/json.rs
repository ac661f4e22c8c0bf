//! One line of JSON, read without making values of it: each leaf is handed on with its path, and
//! strings stay as they stand until somebody wants them.
//!
//! Linear. Must never go deeper than [`DEEPEST`] or copy a string that nobody asked for.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2};

/// How deep objects and lists may be nested: reading goes down with them, on a stack.
const DEEPEST: usize = 128;

/// A leaf of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Text(Text<'a>),
    /// As it stands.
    Number(&'a str),
    Bool(bool),
    /// `null`, and the `NaN` and `Infinity` that some programs write.
    Null,
    List,
    /// An object without fields.
    Empty,
}

/// A string as it stands between its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Text<'a> {
    raw: &'a str,
    /// The number of bytes that it has in UTF-8 without its escapes.
    pub length: usize,
    /// Whether halves of surrogate pairs stand in it, which no text can have.
    pub halved: bool,
}

/// Why a line is no object of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// It ends before the object does.
    Cut,
    /// At a byte of the line.
    At(usize, &'static str),
    /// The line is something else: what.
    NotAnObject(&'static str),
    /// What stands behind the object, at a byte.
    Behind(usize),
    Deep,
}

impl<'a> Text<'a> {
    /// The string, and how many halves of surrogate pairs stand in it as U+FFFD.
    pub fn decode(&self) -> (Cow<'a, str>, usize) {
        self.beginning(usize::MAX)
    }

    /// At least `bytes` bytes from the beginning, where it has so many.
    pub fn beginning(&self, bytes: usize) -> (Cow<'a, str>, usize) {
        if self.length == self.raw.len() {
            let end = self.raw.ceil_char_boundary(bytes.min(self.raw.len()));
            return (Cow::Borrowed(&self.raw[..end]), 0);
        }
        let mut text = String::with_capacity(self.length.min(bytes.saturating_add(8)));
        let (mut from, mut halves) = (0, 0);
        for at in memchr_iter(b'\\', self.raw.as_bytes()) {
            if at < from {
                continue;
            }
            text.push_str(&self.raw[from..at]);
            if text.len() >= bytes {
                text.truncate(text.ceil_char_boundary(bytes));
                return (Cow::Owned(text), halves);
            }
            let Ok((character, next)) = escape(self.raw.as_bytes(), at) else {
                break;
            };
            halves += usize::from(character.is_none());
            text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
            from = next;
        }
        text.push_str(&self.raw[from..]);
        text.truncate(text.ceil_char_boundary(bytes.min(text.len())));
        (Cow::Owned(text), halves)
    }
}

/// The character of the escape at `at`, nothing for half of a surrogate pair, and where it ends.
fn escape(bytes: &[u8], at: usize) -> Result<(Option<char>, usize), Broken> {
    let simple = |c| Ok((Some(c), at + 2));
    match bytes.get(at + 1) {
        None => Err(Broken::Cut),
        Some(b'"') => simple('"'),
        Some(b'\\') => simple('\\'),
        Some(b'/') => simple('/'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{C}'),
        Some(b'n') => simple('\n'),
        Some(b'r') => simple('\r'),
        Some(b't') => simple('\t'),
        Some(b'u') => {
            let high = unit(bytes, at + 2)?;
            let next = at + 6;
            if let Some(character) = char::from_u32(high) {
                return Ok((Some(character), next));
            }
            if high < 0xDC00
                && bytes.get(next..next + 2) == Some(b"\\u")
                && let Ok(low @ 0xDC00..=0xDFFF) = unit(bytes, next + 2)
            {
                let pair = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                return Ok((char::from_u32(pair), next + 6));
            }
            Ok((None, next))
        }
        Some(_) => Err(Broken::At(at, "an unknown escape")),
    }
}

/// Four hexadecimal digits.
fn unit(bytes: &[u8], at: usize) -> Result<u32, Broken> {
    let Some(digits) = bytes.get(at..at + 4) else {
        return Err(Broken::Cut);
    };
    digits.iter().try_fold(0, |unit, digit| {
        let digit = char::from(*digit).to_digit(16);
        digit
            .map(|digit| unit * 16 + digit)
            .ok_or(Broken::At(at, "an escape without four digits"))
    })
}

/// Hands on every leaf of the object in `line` with its path, the names joined by dots; what
/// stands in lists is read and not handed on. Of two fields with one name both come.
pub(super) fn leaves<'a>(
    line: &'a str,
    leaf: &mut dyn FnMut(&str, Value<'a>),
) -> Result<(), Broken> {
    let mut reader = Reader {
        text: line,
        at: 0,
        path: String::new(),
        leaf,
    };
    reader.space();
    match reader.peek() {
        Some(b'{') => reader.object(0, true)?,
        Some(b'[') => return Err(Broken::NotAnObject("a list")),
        Some(b'"') => return Err(Broken::NotAnObject("a string")),
        Some(b'-' | b'0'..=b'9') => return Err(Broken::NotAnObject("a number")),
        _ if matches!(line.trim(), "null" | "true" | "false") => {
            return Err(Broken::NotAnObject("a word"));
        }
        _ => return Err(Broken::At(reader.at, "no opening brace")),
    }
    reader.space();
    if reader.at < line.len() {
        return Err(Broken::Behind(reader.at));
    }
    Ok(())
}

struct Reader<'a, 'f> {
    text: &'a str,
    at: usize,
    /// Of the object that is read, with a dot behind it.
    path: String,
    leaf: &'f mut dyn FnMut(&str, Value<'a>),
}

impl<'a> Reader<'a, '_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// The next byte that is no space, which must be one of two.
    fn either(&mut self, one: u8, other: u8, what: &'static str) -> Result<u8, Broken> {
        self.space();
        match self.peek() {
            None => Err(Broken::Cut),
            Some(byte) if byte == one || byte == other => {
                self.at += 1;
                Ok(byte)
            }
            Some(_) => Err(Broken::At(self.at, what)),
        }
    }

    /// At the opening brace.
    fn object(&mut self, depth: usize, shown: bool) -> Result<(), Broken> {
        if depth >= DEEPEST {
            return Err(Broken::Deep);
        }
        self.at += 1;
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            if shown && depth > 0 {
                let path = self.path.strip_suffix('.').unwrap_or(&self.path);
                (self.leaf)(path, Value::Empty);
            }
            return Ok(());
        }
        loop {
            self.either(b'"', b'"', "no field name in quotes")?;
            let name = self.string()?;
            self.either(b':', b':', "no colon")?;
            self.space();
            let outer = self.path.len();
            if shown {
                self.path.push_str(&name.decode().0);
            }
            if self.peek() == Some(b'{') {
                self.path.push('.');
                self.object(depth + 1, shown)?;
            } else {
                let value = self.value(depth + 1)?;
                if shown {
                    (self.leaf)(&self.path, value);
                }
            }
            self.path.truncate(outer);
            if self.either(b',', b'}', "no comma or closing brace")? == b'}' {
                return Ok(());
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<(), Broken> {
        if depth >= DEEPEST {
            return Err(Broken::Deep);
        }
        self.at += 1;
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.space();
            if self.peek() == Some(b'{') {
                self.object(depth + 1, false)?;
            } else {
                self.value(depth + 1)?;
            }
            if self.either(b',', b']', "no comma or closing bracket")? == b']' {
                return Ok(());
            }
        }
    }

    /// Anything but an object.
    fn value(&mut self, depth: usize) -> Result<Value<'a>, Broken> {
        match self.peek() {
            None => Err(Broken::Cut),
            Some(b'"') => {
                self.at += 1;
                self.string().map(Value::Text)
            }
            Some(b'[') => self.list(depth).map(|()| Value::List),
            Some(b'-' | b'0'..=b'9') if !self.text[self.at..].starts_with("-I") => self.number(),
            Some(_) => self.word(),
        }
    }

    fn word(&mut self) -> Result<Value<'a>, Broken> {
        let rest = &self.text[self.at..];
        for (word, value) in [
            ("null", Value::Null),
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
            ("NaN", Value::Null),
            ("Infinity", Value::Null),
            ("-Infinity", Value::Null),
        ] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
            if word.starts_with(rest.trim_end()) {
                return Err(Broken::Cut);
            }
        }
        Err(Broken::At(self.at, "no value"))
    }

    fn number(&mut self) -> Result<Value<'a>, Broken> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let zero = self.peek() == Some(b'0');
        let whole = self.digits();
        let mut sound = whole > 0 && !(zero && whole > 1);
        if self.peek() == Some(b'.') {
            self.at += 1;
            sound &= self.digits() > 0;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            sound &= self.digits() > 0;
        }
        if self.peek().is_none() {
            return Err(Broken::Cut);
        }
        if !sound {
            return Err(Broken::At(start, "a malformed number"));
        }
        Ok(Value::Number(&self.text[start..self.at]))
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    /// Behind the opening quote. Tabs and other control characters may stand as they are: they
    /// can mean one thing only.
    fn string(&mut self) -> Result<Text<'a>, Broken> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        // What the escapes so far have more than their characters.
        let mut saved = 0;
        let mut halved = false;
        loop {
            let Some(found) = memchr2(b'"', b'\\', &bytes[self.at..]) else {
                return Err(Broken::Cut);
            };
            self.at += found;
            if bytes[self.at] == b'"' {
                let raw = &self.text[start..self.at];
                self.at += 1;
                let length = raw.len() - saved;
                return Ok(Text {
                    raw,
                    length,
                    halved,
                });
            }
            let (character, next) = escape(bytes, self.at)?;
            halved |= character.is_none();
            let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
            saved += next - self.at - character.len_utf8();
            self.at = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(line: &str) -> Result<Vec<(String, String)>, Broken> {
        let mut found = Vec::new();
        leaves(line, &mut |path, value| {
            let said = match value {
                Value::Text(text) => {
                    let (decoded, _) = text.decode();
                    assert_eq!(decoded.len(), text.length, "{line}");
                    decoded.into_owned()
                }
                Value::Number(number) => number.to_owned(),
                other => format!("{other:?}"),
            };
            found.push((path.to_owned(), said));
        })?;
        Ok(found)
    }

    #[test]
    fn leaves_come_with_their_paths() {
        let line = r#" {"id": -12.5e3, "meta": {"a": {"b": "x\n\u00e9\ud83d\ude00\ud800y"}, "e": {}},
            "tags": [1, {"id": "no"}, []], "t": true, "n": NaN, "i": -Infinity, "": null } "#;
        let found = all(line).unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|(p, v)| (p.as_str(), v.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("id", "-12.5e3"),
                ("meta.a.b", "x\né😀\u{FFFD}y"),
                ("meta.e", "Empty"),
                ("tags", "List"),
                ("t", "Bool(true)"),
                ("n", "Null"),
                ("i", "Null"),
                ("", "Null"),
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (line, expected) in [
            (r#"{"a": "b"#, Broken::Cut),
            (r#"{"a": "b\"#, Broken::Cut),
            (r#"{"a": "\u12"#, Broken::Cut),
            (r#"{"a": tr"#, Broken::Cut),
            (r#"{"a": 12"#, Broken::Cut),
            (r#"{"a": [1, "#, Broken::Cut),
            (r#"{"a": {"b": 1}"#, Broken::Cut),
            (r#"{"a": 01}"#, Broken::At(6, "a malformed number")),
            (r#"{"a": "\x"}"#, Broken::At(7, "an unknown escape")),
            (r#"{a: 1}"#, Broken::At(1, "no field name in quotes")),
            (
                r#"{"a": 1 "b": 2}"#,
                Broken::At(8, "no comma or closing brace"),
            ),
            (r#"{"a": 1} {"a": 2}"#, Broken::Behind(9)),
            ("[1]", Broken::NotAnObject("a list")),
            ("null", Broken::NotAnObject("a word")),
            ("12", Broken::NotAnObject("a number")),
            ("hello", Broken::At(0, "no opening brace")),
        ] {
            assert_eq!(all(line).unwrap_err(), expected, "{line}");
        }
        for deep in [r#"{"a":"#.repeat(100_000), "[".repeat(100_000)] {
            assert_eq!(
                all(&format!("{{\"x\":{deep}")).unwrap_err(),
                Broken::Deep,
                "nested"
            );
        }
    }

    #[test]
    fn every_line_that_serde_json_reads_as_an_object_is_read_alike() {
        for line in [
            r#"{"a":"\/\b\f\r\t\\\"","b":1E+2,"c":0.5,"d":-0}"#,
            r#"{"é":"\u0000","a":"ü🚨"}"#,
            "{}",
        ] {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            let found = all(line).unwrap();
            for (path, said) in &found {
                match &value[path] {
                    serde_json::Value::String(text) => assert_eq!(said, text),
                    number => assert_eq!(
                        said.parse::<f64>().ok(),
                        number.as_f64(),
                        "{path} in {line}"
                    ),
                }
            }
            assert_eq!(found.len(), value.as_object().unwrap().len());
        }
    }

    #[test]
    fn the_beginning_of_a_string_ends_at_a_character() {
        let line = r#"{"a":"ab\u00e9cd"}"#;
        leaves(line, &mut |_, value| {
            let Value::Text(text) = value else {
                panic!("a string")
            };
            for (bytes, expected) in [(0, ""), (1, "a"), (2, "ab"), (3, "abé"), (99, "abécd")] {
                assert_eq!(text.beginning(bytes).0, expected);
            }
        })
        .unwrap();
    }
}
