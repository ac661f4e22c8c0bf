//! In which line of a JSON file a field stands, for messages.
//!
//! The parser keeps no positions. Faults are few, so the file is read again for them, member by
//! member; it is known to be valid JSON by then.

use std::collections::HashMap;

/// Finds lines in one file. Offsets of the outer members and of list entries are kept, so that
/// many faults in one list cost one pass over it.
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    /// Where each line but the first begins.
    starts: Vec<usize>,
    outer: Vec<(String, usize)>,
    lists: HashMap<String, Vec<usize>>,
}

impl<'a> Lines<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let begin = bytes.iter().position(|b| *b == b'{').unwrap_or(0);
        Self {
            bytes,
            starts: memchr::memchr_iter(b'\n', bytes).map(|at| at + 1).collect(),
            outer: members(bytes, begin),
            lists: HashMap::new(),
        }
    }

    /// Lines of bytes only: for those that are no JSON.
    pub fn flat(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            starts: memchr::memchr_iter(b'\n', bytes).map(|at| at + 1).collect(),
            outer: Vec::new(),
            lists: HashMap::new(),
        }
    }

    /// The line of a place such as `spans[3].end` or `article.sha256`, from 1; that of the
    /// innermost part that there is.
    pub fn line_of(&mut self, place: &str) -> Option<usize> {
        let (head, field) = match place.split_once('.') {
            Some((head, field)) => (head, Some(field)),
            None => (place, None),
        };
        let (name, index) = match head.split_once('[') {
            Some((name, rest)) => (name, rest.trim_end_matches(']').parse::<usize>().ok()),
            None => (head, None),
        };
        let mut at = find(&self.outer, name)?;
        if let Some(index) = index {
            let bytes = self.bytes;
            let list = self
                .lists
                .entry(name.to_owned())
                .or_insert_with(|| members(bytes, at).into_iter().map(|m| m.1).collect());
            at = *list.get(index)?;
        }
        if let Some(field) = field {
            at = find(&members(self.bytes, at), field).unwrap_or(at);
        }
        Some(self.line_at(at))
    }

    /// The line of a byte, from 1.
    pub fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) + 1
    }
}

/// Where one name stands twice the last counts.
fn find(members: &[(String, usize)], name: &str) -> Option<usize> {
    members.iter().rfind(|m| m.0 == name).map(|m| m.1)
}

/// The members of the object or list that begins at `begin`, with their key (empty in lists) and
/// where their value begins.
fn members(bytes: &[u8], begin: usize) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let is_list = bytes.get(begin) == Some(&b'[');
    let mut at = begin + 1;
    let mut key = String::new();
    let mut expects_key = !is_list;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' | b':' => at += 1,
            b',' => {
                expects_key = !is_list;
                at += 1;
            }
            b']' | b'}' => break,
            _ => {
                let end = skip(bytes, at);
                if expects_key {
                    key = serde_json::from_slice(&bytes[at..end]).unwrap_or_default();
                    expects_key = false;
                } else {
                    found.push((std::mem::take(&mut key), at));
                }
                at = end;
            }
        }
    }
    found
}

/// The end of the value that begins at `at`. Always further on.
fn skip(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += 1;
                while let Some(inner) = bytes.get(at).filter(|b| **b != b'"') {
                    at += if *inner == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            _ => {
                at += 1;
                let plain = |b: &u8| !matches!(b, b'"' | b'{' | b'[' | b'}' | b']' | b',');
                if depth == 0 {
                    while bytes
                        .get(at)
                        .is_some_and(|b| plain(b) && !b.is_ascii_whitespace())
                    {
                        at += 1;
                    }
                }
            }
        }
        if depth == 0 {
            break;
        }
    }
    at.min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_the_file() {
        let json = "{\n \"a\": {\"text\": \"} ] \\\" \",\n  \"sha256\": 12 },\n \"spans\": [\n  \
                    {\"id\": \"s1\",\n   \"end\": -1.5e3},\n  null,\n  {\"end\":\n 2}\n ]\n}\n";
        let mut lines = Lines::new(json.as_bytes());
        for (place, line) in [
            ("a", Some(2)),
            ("a.sha256", Some(3)),
            ("spans", Some(4)),
            ("spans[0]", Some(5)),
            ("spans[0].end", Some(6)),
            ("spans[0].none", Some(5)),
            ("spans[1]", Some(7)),
            ("spans[2].end", Some(9)),
            ("spans[3]", None),
            ("none", None),
        ] {
            assert_eq!(lines.line_of(place), line, "{place}");
        }
    }
}
