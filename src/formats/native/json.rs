//! JSON to values, with nothing lost on the way.
//!
//! `serde_json` rounds numbers that a double cannot hold, keeps the last of two fields with one
//! name in silence, and refuses a whole file for half a surrogate pair. A file that is written
//! again after reading can afford none of these, so its values are read here: what a [`Value`]
//! cannot hold is kept as it stands (see [`super::verbatim`]), and double names are noted with
//! their place. Nothing here knows what the fields mean.

use std::ops::Range;

use memchr::{memchr_iter, memchr2};
use serde_json::{Map, Number, Value};

use super::verbatim;

/// How deep values may be nested. Obelus nests seven deep; other readers of JSON give up at
/// about a hundred, and values are dropped and written by recursion, which needs stack.
pub(super) const DEEPEST: usize = 100;

/// How many values a file may hold, lists and objects among them. A span has about thirty, so that
/// this is room for six hundred thousand; each takes some hundred bytes in memory, and a small
/// file could otherwise fill any machine with them.
pub(super) const MOST_VALUES: usize = 20_000_000;

/// How many odd fields are noted one by one: more would be read by nobody, and a hostile file
/// could make each note longer than the field.
const MOST_NOTES: usize = 1000;

/// How much of a name stands in a place, in characters.
const LONGEST_NAME: usize = 40;

/// Why bytes are not JSON, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub at: usize,
    pub what: String,
}

/// A value, and what is odd about it.
#[derive(Debug)]
pub(super) struct Parsed {
    pub value: Value,
    pub notes: Vec<Note>,
    /// How many more there were.
    pub unnoted: usize,
    /// For each list that was left where it stands, in the order of the file, its name and where
    /// its entries are.
    pub entries: Vec<(&'static str, Vec<Range<usize>>)>,
}

/// Something odd that was read all the same.
#[derive(Debug)]
pub(super) struct Note {
    /// `spans[3].note`
    pub place: String,
    /// Where it begins, in bytes.
    pub at: usize,
    pub oddity: Oddity,
}

#[derive(Debug)]
pub(super) enum Oddity {
    /// A second field of one name: it took the place of this value.
    Twice(Value),
    /// A string with half of a surrogate pair.
    HalfPair,
}

/// Line and column of a byte, both from 1. Columns count bytes.
pub(super) fn line_and_column(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = &bytes[..at.min(bytes.len())];
    let line = memchr_iter(b'\n', before).count() + 1;
    let start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    (line, before.len() - start + 1)
}

/// Reads bytes that hold one value and nothing else. Linear.
pub(super) fn parse(bytes: &[u8]) -> Result<Parsed, SyntaxError> {
    parse_up_to(bytes, MOST_VALUES, &[])
}

/// As [`parse`], with the entries of the document's lists of these names checked and left where
/// they stand: as values they take ten times the memory of what is made of them. In the value the
/// lists are empty; their entries are [`Parsed::entries`].
pub(super) fn parse_but_for(
    bytes: &[u8],
    lists: &'static [&'static str],
) -> Result<Parsed, SyntaxError> {
    parse_up_to(bytes, MOST_VALUES, lists)
}

fn parse_up_to(
    bytes: &[u8],
    most_values: usize,
    lists: &'static [&'static str],
) -> Result<Parsed, SyntaxError> {
    let mut reader = Reader {
        bytes,
        at: 0,
        left: most_values,
        notes: Vec::new(),
        unnoted: 0,
        lists,
        entries: Vec::new(),
    };
    let value = reader.value(DEEPEST)?;
    let end = skip_space(bytes, reader.at);
    if end < bytes.len() {
        return reader.fail(end, "something follows the end of the document");
    }
    Ok(Parsed {
        value,
        notes: reader.notes,
        unnoted: reader.unnoted,
        entries: reader.entries,
    })
}

fn skip_space(bytes: &[u8], at: usize) -> usize {
    let space = |b: &u8| !matches!(b, b' ' | b'\n' | b'\r' | b'\t');
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(space).map_or(bytes.len(), |n| at + n)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// How many values may still come.
    left: usize,
    notes: Vec<Note>,
    unnoted: usize,
    /// The names of lists that are left where they stand.
    lists: &'static [&'static str],
    entries: Vec<(&'static str, Vec<Range<usize>>)>,
}

impl Reader<'_> {
    fn fail<T>(&self, at: usize, what: impl Into<String>) -> Result<T, SyntaxError> {
        let what = if at >= self.bytes.len() {
            "the file ends in the middle".to_owned()
        } else {
            what.into()
        };
        Err(SyntaxError { at, what })
    }

    /// The next byte that is not white space, without taking it.
    fn peek(&mut self) -> Option<u8> {
        self.at = skip_space(self.bytes, self.at);
        self.bytes.get(self.at).copied()
    }

    fn note(&mut self, at: usize, oddity: Oddity) {
        if self.notes.len() < MOST_NOTES {
            self.notes.push(Note {
                place: String::new(),
                at,
                oddity,
            });
        } else {
            self.unnoted += 1;
        }
    }

    /// Says of the notes made since `since` that they lie within `part`.
    fn within(&mut self, since: usize, part: impl Fn() -> String) {
        if self.notes.len() > since {
            let part = part();
            for note in &mut self.notes[since..] {
                let dot = if note.place.is_empty() || note.place.starts_with('[') {
                    ""
                } else {
                    "."
                };
                note.place = format!("{part}{dot}{}", note.place);
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, SyntaxError> {
        let Some(left) = self.left.checked_sub(1) else {
            return self.fail(
                self.at,
                format!("it holds more than {MOST_VALUES} values, which is the limit"),
            );
        };
        self.left = left;
        match self.peek() {
            Some(b'{' | b'[') if depth == 0 => self.fail(
                self.at,
                format!("values are nested more than {DEEPEST} deep, which is the limit"),
            ),
            Some(b'{') => self.object(depth - 1),
            Some(b'[') => self.list(depth - 1, None),
            Some(b'"') => self.string_value(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => self.fail(self.at, "a value is expected"),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, SyntaxError> {
        if self.bytes[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(value);
        }
        self.fail(self.at, "a value is expected")
    }

    /// A list; with `left` it stays empty, and where its entries stand is put there.
    fn list(
        &mut self,
        depth: usize,
        mut left: Option<&mut Vec<Range<usize>>>,
    ) -> Result<Value, SyntaxError> {
        self.at += 1;
        let mut list = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::Array(list));
        }
        loop {
            let since = self.notes.len();
            let index = left.as_ref().map_or(list.len(), |left| left.len());
            self.peek();
            let begin = self.at;
            let value = self.value(depth)?;
            self.within(since, || format!("[{index}]"));
            match &mut left {
                Some(left) => left.push(begin..self.at),
                None => list.push(value),
            }
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::Array(list));
                }
                _ => return self.fail(self.at, "a comma or the end of the list is expected"),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, SyntaxError> {
        self.at += 1;
        let mut fields = Map::new();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(fields));
        }
        loop {
            if self.peek() != Some(b'"') {
                return self.fail(self.at, "a field in quotes is expected");
            }
            let key_at = self.at;
            let Some(key) = self.string()? else {
                return self.fail(key_at, "the name of this field holds half a character");
            };
            if self.peek() != Some(b':') {
                return self.fail(self.at, "a colon is expected");
            }
            self.at += 1;
            let since = self.notes.len();
            let left = self.lists.iter().find(|name| **name == key);
            let value = match left.filter(|_| depth + 1 == DEEPEST) {
                Some(name) if self.peek() == Some(b'[') => {
                    let mut entries = Vec::new();
                    let value = self.list(depth - 1, Some(&mut entries))?;
                    self.entries.push((*name, entries));
                    value
                }
                _ => self.value(depth)?,
            };
            let name = || key.chars().take(LONGEST_NAME).collect();
            self.within(since, name);
            let place: String = name();
            if let Some(earlier) = fields.insert(verbatim::escape_key(key), value) {
                self.note(key_at, Oddity::Twice(earlier));
                let last = self.notes.len() - 1;
                if self.unnoted == 0 {
                    self.within(last, || place.clone());
                }
            }
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Value::Object(fields));
                }
                _ => return self.fail(self.at, "a comma or the end of the object is expected"),
            }
        }
    }

    fn string_value(&mut self) -> Result<Value, SyntaxError> {
        let begin = self.at;
        if let Some(text) = self.string()? {
            return Ok(Value::String(text));
        }
        self.note(begin, Oddity::HalfPair);
        let literal = &self.bytes[begin..self.at];
        // Each stretch of it was checked when it was read.
        Ok(verbatim::keep(&String::from_utf8_lossy(literal)))
    }

    /// A string; nothing where it holds half of a surrogate pair, which no `String` can.
    fn string(&mut self) -> Result<Option<String>, SyntaxError> {
        let begin = self.at;
        let mut text = String::new();
        let mut whole = true;
        let mut at = begin + 1;
        loop {
            let Some(length) = memchr2(b'"', b'\\', &self.bytes[at..]) else {
                return self.fail(self.bytes.len(), "");
            };
            let stretch = &self.bytes[at..at + length];
            if let Some(n) = stretch.iter().position(|byte| *byte < 0x20) {
                return self.fail(at + n, "a control character stands inside a string");
            }
            match std::str::from_utf8(stretch) {
                Ok(stretch) => text.push_str(stretch),
                Err(error) => {
                    return self.fail(at + error.valid_up_to(), "these bytes are not UTF-8");
                }
            }
            at += length;
            if self.bytes[at] == b'"' {
                self.at = at + 1;
                return Ok(whole.then_some(text));
            }
            match self.escape(at)? {
                (Some(character), next) => {
                    text.push(character);
                    at = next;
                }
                (None, next) => {
                    whole = false;
                    at = next;
                }
            }
        }
    }

    /// The character of an escape that begins at `at`, and where it ends; no character for half
    /// of a surrogate pair.
    fn escape(&self, at: usize) -> Result<(Option<char>, usize), SyntaxError> {
        let character = match self.bytes.get(at + 1) {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(at),
            _ => return self.fail(at + 1, "this is no escape in a string"),
        };
        Ok((Some(character), at + 2))
    }

    fn unicode_escape(&self, at: usize) -> Result<(Option<char>, usize), SyntaxError> {
        let Some(first) = self.unit(at) else {
            return self.fail(at + 2, "four hexadecimal digits are expected");
        };
        if let Some(character) = char::from_u32(first) {
            return Ok((Some(character), at + 6));
        }
        // The two halves of a character beyond U+FFFF, as UTF-16 has them.
        match self.unit(at + 6) {
            Some(second @ 0xDC00..=0xDFFF) if first < 0xDC00 => {
                let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                Ok((char::from_u32(code), at + 12))
            }
            _ => Ok((None, at + 6)),
        }
    }

    /// The number of an escape such as `\u00e9` at `at`.
    fn unit(&self, at: usize) -> Option<u32> {
        let digits = self.bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |value, byte| {
            Some(value * 16 + char::from(*byte).to_digit(16)?)
        })
    }

    fn number(&mut self) -> Result<Value, SyntaxError> {
        let begin = self.at;
        let digits = |from: usize| {
            let rest = &self.bytes[from..];
            let length = rest.iter().position(|byte| !byte.is_ascii_digit());
            from + length.unwrap_or(rest.len())
        };
        let minus = usize::from(self.bytes[begin] == b'-');
        let whole = begin + minus;
        let mut end = digits(whole);
        if end == whole {
            return self.fail(end, "a digit is expected");
        }
        if self.bytes[whole] == b'0' && end > whole + 1 {
            return self.fail(whole + 1, "a number does not begin with a zero");
        }
        let mut is_whole = true;
        if self.bytes.get(end) == Some(&b'.') {
            is_whole = false;
            let fraction = end + 1;
            end = digits(fraction);
            if end == fraction {
                return self.fail(end, "a digit is expected");
            }
        }
        if let Some(b'e' | b'E') = self.bytes.get(end) {
            is_whole = false;
            let sign = matches!(self.bytes.get(end + 1), Some(b'+' | b'-'));
            let exponent = end + 1 + usize::from(sign);
            end = digits(exponent);
            if end == exponent {
                return self.fail(end, "a digit is expected");
            }
        }
        self.at = end;
        let literal = String::from_utf8_lossy(&self.bytes[begin..end]);
        Ok(number(&literal, is_whole))
    }
}

/// A number that is written as it was read, or else its digits kept as they are.
fn number(literal: &str, is_whole: bool) -> Value {
    if is_whole && literal != "-0" {
        if let Ok(number) = literal.parse::<u64>() {
            return number.into();
        }
        if let Ok(number) = literal.parse::<i64>() {
            return number.into();
        }
    }
    let held = literal.parse().ok().and_then(Number::from_f64);
    match held {
        Some(number) if is_same(literal, &number.to_string()) => Value::Number(number),
        _ => verbatim::keep(literal),
    }
}

/// Whether two numbers have the same value, to the last digit.
fn is_same(a: &str, b: &str) -> bool {
    match (Decimal::of(a), Decimal::of(b)) {
        (Some(a), Some(b)) => a.negative == b.negative && a.digits == b.digits && a.tens == b.tens,
        _ => false,
    }
}

/// A decimal number: `digits`, without zeros at either end, times ten to the power of `tens`.
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    tens: i64,
}

impl Decimal {
    /// Nothing where the exponent is beyond all measure.
    fn of(literal: &str) -> Option<Self> {
        let (negative, literal) = match literal.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, literal),
        };
        let (mantissa, exponent) = match literal.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (literal, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let zeros = digits.iter().rev().take_while(|digit| **digit == b'0');
        let trailing = zeros.count();
        digits.truncate(digits.len() - trailing);
        let leading = digits.iter().take_while(|digit| **digit == b'0').count();
        digits.drain(..leading);
        let shift = i64::try_from(trailing).ok()? - i64::try_from(fraction.len()).ok()?;
        let tens = if digits.is_empty() {
            0
        } else {
            exponent.checked_add(shift)?
        };
        Some(Self {
            negative,
            digits,
            tens,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_json_reads_as_serde_json_reads_it() {
        for json in [
            "null",
            " [1, -2, 3.25, 1e3, 0, -0, 0.1, 18446744073709551615, -9223372036854775808] ",
            r#"{"a": {"b": [true, false, null, {}]}, "é\u00e9\ud83d\udea8": "\"\\\/\b\f\n\r\t"}"#,
            "\"\"",
            "1.7976931348623157e308",
            "5e-324",
        ] {
            let parsed = parse(json.as_bytes()).unwrap();
            let expected: Value = serde_json::from_str(json).unwrap();
            assert_eq!(parsed.value, expected, "{json}");
            assert_eq!(parsed.value.to_string(), expected.to_string());
            assert!(parsed.notes.is_empty());
        }
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_place() {
        for (json, line, column, what) in [
            ("", 1, 1, "the file ends"),
            ("{\n\"a\": tru", 2, 6, "a value is expected"),
            ("[1,]", 1, 4, "a value is expected"),
            ("{\"a\" 1}", 1, 6, "a colon"),
            ("{\"a\":1 \"b\"}", 1, 8, "a comma"),
            ("{a:1}", 1, 2, "a field in quotes"),
            ("[1] []", 1, 5, "something follows"),
            ("01", 1, 2, "begin with a zero"),
            ("[-]", 1, 3, "a digit"),
            ("[1.]", 1, 4, "a digit"),
            ("[1e+]", 1, 5, "a digit"),
            ("\"\n\"", 1, 2, "a control character"),
            ("\"\\x\"", 1, 3, "no escape"),
            ("\"\\u12g4\"", 1, 4, "four hexadecimal digits"),
            ("\"open", 1, 6, "the file ends"),
            ("\"open\\", 1, 7, "the file ends"),
            ("{\"\\ud800\": 1}", 1, 2, "half a character"),
        ] {
            let error = parse(json.as_bytes()).unwrap_err();
            let at = line_and_column(json.as_bytes(), error.at);
            assert_eq!(at, (line, column), "{json}: {error:?}");
            assert!(error.what.contains(what), "{json}: {error:?}");
        }
        let error = parse(b"[\"\xFF\"]").unwrap_err();
        assert_eq!(
            (error.at, error.what.as_str()),
            (2, "these bytes are not UTF-8")
        );
    }

    #[test]
    fn nesting_has_a_limit_and_ends_at_once() {
        let nested = |open: &str, n: usize| format!("{}1", open.repeat(n));
        for open in ["[", "{\"a\":"] {
            let error = parse(nested(open, 5_000_000).as_bytes()).unwrap_err();
            assert_eq!(error.at, open.len() * DEEPEST);
            assert!(error.what.contains("more than 100 deep"), "{error:?}");
        }
        let deep = format!("{}1{}", "[".repeat(DEEPEST), "]".repeat(DEEPEST));
        assert!(parse(deep.as_bytes()).is_ok());
    }

    #[test]
    fn values_without_number_are_refused() {
        assert!(parse_up_to(br#"{"a": [1, 2], "b": {}}"#, 5, &[]).is_ok());
        let error = parse_up_to(br#"{"a": [1, 2], "b": {}}"#, 4, &[]).unwrap_err();
        assert_eq!(error.at, 18);
        assert!(
            error.what.contains("more than 20000000 values"),
            "{error:?}"
        );
    }

    #[test]
    fn double_names_and_half_characters_are_noted_with_their_place() {
        let json = br#"{"a": 1, "b": [{"c": 1, "d": "\ud800"}, {"c": [2], "c": 3}], "a": 4}"#;
        let parsed = parse(json).unwrap();
        let notes: Vec<String> = parsed
            .notes
            .iter()
            .map(|note| format!("{} {:?}", note.place, note.oddity))
            .collect();
        assert_eq!(
            notes,
            [
                "b[0].d HalfPair",
                "b[1].c Twice(Array [Number(2)])",
                "a Twice(Number(1))"
            ]
        );
        assert_eq!(parsed.value["a"], 4);
        let many = format!("{{{}}}", vec!["\"a\":1"; 5000].join(","));
        let parsed = parse(many.as_bytes()).unwrap();
        assert_eq!((parsed.notes.len(), parsed.unnoted), (1000, 3999));
    }
}
