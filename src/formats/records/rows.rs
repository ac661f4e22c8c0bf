//! Rows of delimited text: where each ends, and where its fields stand.
//!
//! Quotes as RFC 4180 has them: a field that begins with one ends with one, and a quote inside is
//! doubled. Unlike readers that make the best of anything, this one says where a quote is not
//! closed as it should be, since what follows would be swallowed otherwise.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

/// How many fields of a row are noted; the others are counted. Tables of articles have some
/// dozens, and one of a million would take more memory than its text.
pub(super) const MOST_FIELDS: usize = 4096;

/// A field: bytes from the beginning of its row, quotes left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub start: usize,
    pub end: usize,
    pub quoted: bool,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// Before a field.
    Before,
    Plain(usize),
    Quoted(usize),
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// It goes on behind what there is.
    More,
    /// It ends at `end`, and the next one begins at `next`.
    Whole { end: usize, next: usize },
    /// Behind a closing quote, at this byte, stands something else than a separator.
    Behind(usize),
    /// A quoted field does not end before the file does.
    Unclosed,
}

/// Finds the end of one row after the other. What was looked at is not looked at again when more
/// of the file comes.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    separator: u8,
    quotes: bool,
    at: usize,
    state: State,
    /// Of the row that ended last, at most [`MOST_FIELDS`].
    pub fields: Vec<Field>,
    pub count: usize,
}

impl Rows {
    pub fn new(separator: u8, quotes: bool) -> Self {
        Self {
            separator,
            quotes,
            at: 0,
            state: State::Before,
            fields: Vec::new(),
            count: 0,
        }
    }

    /// Forgets the row, to begin with another.
    pub fn begin(&mut self) {
        self.at = 0;
        self.state = State::Before;
        self.fields.clear();
        self.count = 0;
    }

    /// Whether what was read so far ends inside of quotes.
    pub fn in_quotes(&self) -> bool {
        matches!(self.state, State::Quoted(_))
    }

    /// Goes on with the row at the beginning of `rest`, which has grown since, or not; `last` says
    /// that the file ends with it.
    pub fn advance(&mut self, rest: &[u8], last: bool) -> Row {
        loop {
            match self.state {
                State::Before => match rest.get(self.at) {
                    None if last => {
                        self.push(rest.len(), rest.len(), false);
                        return whole(rest.len(), rest.len());
                    }
                    None => return Row::More,
                    Some(b'"') if self.quotes => {
                        self.at += 1;
                        self.state = State::Quoted(self.at);
                    }
                    Some(_) => self.state = State::Plain(self.at),
                },
                State::Plain(from) => {
                    let Some(found) = memchr2(self.separator, b'\n', &rest[self.at..]) else {
                        self.at = rest.len();
                        if !last {
                            return Row::More;
                        }
                        let end = without_return(rest, from, rest.len());
                        self.push(from, end, false);
                        return whole(end, rest.len());
                    };
                    let end = self.at + found;
                    self.at = end + 1;
                    if rest[end] == b'\n' {
                        let next = self.at;
                        let end = without_return(rest, from, end);
                        self.push(from, end, false);
                        return whole(end, next);
                    }
                    self.push(from, end, false);
                    self.state = State::Before;
                }
                State::Quoted(from) => {
                    let Some(found) = memchr(b'"', &rest[self.at..]) else {
                        self.at = rest.len();
                        return if last { Row::Unclosed } else { Row::More };
                    };
                    let end = self.at + found;
                    self.at = end;
                    match (rest.get(end + 1), rest.get(end + 2)) {
                        (None, _) | (Some(b'\r'), None) if !last => return Row::More,
                        (Some(b'"'), _) => self.at = end + 2,
                        (Some(byte), _) if *byte == self.separator => {
                            self.push(from, end, true);
                            self.at = end + 2;
                            self.state = State::Before;
                        }
                        (None, _) | (Some(b'\n'), _) => {
                            self.push(from, end, true);
                            return whole(end + 1, (end + 2).min(rest.len()));
                        }
                        (Some(b'\r'), None | Some(b'\n')) => {
                            self.push(from, end, true);
                            return whole(end + 1, (end + 3).min(rest.len()));
                        }
                        _ => return Row::Behind(end + 1),
                    }
                }
            }
        }
    }

    fn push(&mut self, start: usize, end: usize, quoted: bool) {
        self.count += 1;
        if self.fields.len() < MOST_FIELDS {
            self.fields.push(Field { start, end, quoted });
        }
    }
}

fn whole(end: usize, next: usize) -> Row {
    Row::Whole { end, next }
}

fn without_return(rest: &[u8], from: usize, end: usize) -> usize {
    end - usize::from(end > from && rest[end - 1] == b'\r')
}

/// What a field says: doubled quotes become one.
pub(super) fn content(raw: Cow<'_, str>, quoted: bool) -> Cow<'_, str> {
    if quoted && raw.contains("\"\"") {
        return Cow::Owned(raw.replace("\"\"", "\""));
    }
    raw
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str, separator: u8) -> Result<Vec<Vec<String>>, (usize, Row)> {
        let mut found = Vec::new();
        let mut rows = Rows::new(separator, true);
        let mut from = 0;
        while from < text.len() {
            rows.begin();
            match rows.advance(&text.as_bytes()[from..], true) {
                Row::Whole { next, .. } => {
                    let field =
                        |f: &Field| content((&text[from..][f.start..f.end]).into(), f.quoted);
                    let row: Vec<_> = rows.fields.iter().map(|f| field(f).into_owned()).collect();
                    if row != [""] {
                        found.push(row);
                    }
                    from += next;
                }
                other => return Err((from, other)),
            }
        }
        Ok(found)
    }

    fn with_csv_core(text: &str, separator: u8) -> Vec<Vec<String>> {
        let mut reader = csv_core::ReaderBuilder::new();
        let mut reader = reader
            .delimiter(separator)
            .terminator(csv_core::Terminator::CRLF)
            .build();
        let mut input = text.as_bytes();
        let (mut output, mut ends) = (vec![0; text.len() + 64], vec![0; text.len() + 64]);
        let mut found = Vec::new();
        loop {
            let (result, read, _, count) = reader.read_record(input, &mut output, &mut ends);
            input = &input[read..];
            match result {
                csv_core::ReadRecordResult::Record => {
                    let mut start = 0;
                    let row = ends[..count].iter().map(|end| {
                        let field = String::from_utf8(output[start..*end].to_vec());
                        start = *end;
                        field.unwrap()
                    });
                    found.push(row.collect());
                }
                csv_core::ReadRecordResult::End => return found,
                csv_core::ReadRecordResult::InputEmpty => {
                    // What there is was one record without a line end.
                    continue;
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn quotes_and_line_ends_are_read_as_rfc_4180_says() {
        for (text, expected) in [
            ("a,b\r\nc,d", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("\"a,\"\"x\"\"\",\"b\nc\"\n", vec![vec!["a,\"x\"", "b\nc"]]),
            ("a,\n\n\r\n,b\n", vec![vec!["a", ""], vec!["", "b"]]),
            ("\"\",\"\"\r\n", vec![vec!["", ""]]),
            ("a b\"c,d\n", vec![vec!["a b\"c", "d"]]),
            ("\"a\r\"\r\n", vec![vec!["a\r"]]),
        ] {
            assert_eq!(rows(text, b',').unwrap(), expected, "{text:?}");
        }
        assert_eq!(rows("a\n\"b\nc", b','), Err((2, Row::Unclosed)));
        assert_eq!(rows("\"b\"c\n", b','), Err((0, Row::Behind(3))));
    }

    proptest! {
        #[test]
        fn rows_are_those_of_another_reader(
            cells in prop::collection::vec(
                prop::collection::vec("[a-z,;\" \n\té]{0,6}", 2..5), 1..5),
        ) {
            let text: String = cells.iter().map(|row| {
                let row: Vec<_> = row.iter().map(|cell| {
                    let odd = cell.contains(['"', ',', '\n']);
                    if odd { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
                }).collect();
                row.join(",") + "\r\n"
            }).collect();
            let found = rows(&text, b',').unwrap();
            prop_assert_eq!(&found, &cells);
            prop_assert_eq!(found, with_csv_core(&text, b','));
        }
    }
}
