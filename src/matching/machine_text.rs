//! What machines wrote for machines: addresses, tags, entities, settings, codes of letters and
//! digits. It looks like names and figures to rules made for prose, and is none.
//!
//! Nothing here looks at words. A stretch is told by its signs alone, within a bounded distance
//! of them, so that the search is linear whatever the text.

use memchr::{memchr_iter, memchr2};

use super::Suggestion;
use crate::annotation::Label;
use crate::text::ByteRange;

/// How far a tag or a quoted setting reaches at most, in bytes; beyond it is taken for prose with
/// a stray sign.
const LONGEST: usize = 1_000;

/// How many bytes before a sign are looked at: the scheme of an address, the name of a setting or
/// of a mailbox.
const LONGEST_NAME: usize = 64;

/// Drops what stands in text that machines wrote. O(n) in the text, and a search for each
/// suggestion.
pub(super) fn pass_over(text: &str, stretches: &[ByteRange], found: &mut Vec<Suggestion>) {
    found.retain(|suggestion| {
        let range = suggestion.range;
        let at = stretches.partition_point(|stretch| stretch.end <= range.start);
        let inside = stretches.get(at).is_some_and(|s| s.start < range.end);
        let name = suggestion.label == Label::ACTOR || suggestion.label == Label::LOCATION;
        !(inside || name && is_cut_from_code(text, range))
    });
}

/// Whether a name hangs on digits within a longer run, as in `x7Abuja9k`.
fn is_cut_from_code(text: &str, range: ByteRange) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let opens = letter(range.start) && digit(range.start.checked_sub(1));
    // A footnote's number may follow a name: more than one digit before a letter is looked at.
    let behind = bytes[range.end..]
        .iter()
        .take(4)
        .take_while(|b| b.is_ascii_digit())
        .count();
    let closes = behind > 0 && letter(range.end.saturating_sub(1)) && letter(range.end + behind);
    opens || closes
}

/// Where such text stands, in order, without overlaps. O(n).
pub(super) fn stretches(text: &str) -> Vec<ByteRange> {
    let bytes = text.as_bytes();
    let mut found: Vec<ByteRange> = Vec::new();
    let mut add = |start: usize, end: usize| found.push(ByteRange::new(start, end));
    for at in memchr_iter(b'<', bytes) {
        if let Some(end) = tag(bytes, at) {
            add(at, end);
        }
    }
    // Where one address ends the next may begin, not before.
    let mut reached = 0;
    for at in memchr::memmem::find_iter(bytes, "://") {
        if at >= reached && at > 0 && bytes[at - 1].is_ascii_alphanumeric() {
            reached = address_end(bytes, at);
            add(
                name_start(bytes, at, |b| b.is_ascii_alphanumeric()),
                reached,
            );
        }
    }
    reached = 0;
    for at in memchr::memmem::find_iter(bytes, "www.") {
        let inner = at > 0 && bytes[at - 1].is_ascii_alphanumeric();
        if at >= reached && !inner {
            reached = address_end(bytes, at);
            add(at, reached);
        }
    }
    for at in memchr_iter(b'@', bytes) {
        if let Some((start, end)) = mailbox(bytes, at) {
            add(start, end);
        }
    }
    reached = 0;
    for at in memchr_iter(b'=', bytes) {
        if at < reached {
            continue;
        }
        if let Some((start, end)) = setting(bytes, at) {
            reached = end;
            add(start, end);
        }
    }
    for at in memchr_iter(b'&', bytes) {
        let name = bytes[at + 1..]
            .iter()
            .take(8)
            .take_while(|b| b.is_ascii_lowercase())
            .count();
        if name >= 2 && bytes.get(at + 1 + name) == Some(&b';') {
            add(at, at + name + 2);
        }
    }
    merged(found)
}

fn merged(mut found: Vec<ByteRange>) -> Vec<ByteRange> {
    found.sort_unstable();
    let mut merged: Vec<ByteRange> = Vec::with_capacity(found.len());
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// The end of a tag that opens at `at`: `<p>`, `</p>`, `<!--`.
fn tag(bytes: &[u8], at: usize) -> Option<usize> {
    let next = *bytes.get(at + 1)?;
    if !next.is_ascii_alphabetic() && next != b'/' && next != b'!' {
        return None;
    }
    let rest = &bytes[at + 1..(at + LONGEST).min(bytes.len())];
    let close = memchr2(b'<', b'>', rest)?;
    (rest[close] == b'>').then_some(at + close + 2)
}

/// Where an address ends that holds `at`: at white space, quotes or angle brackets.
fn address_end(bytes: &[u8], at: usize) -> usize {
    let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'"');
    let length = bytes[at..].iter().position(ends);
    // What is not ASCII may be a letter, a quote or a space: an address is over there too.
    let foreign = bytes[at..].iter().position(|b| !b.is_ascii());
    let rest = bytes.len() - at;
    at + length.unwrap_or(rest).min(foreign.unwrap_or(rest))
}

/// The start of the name before `at`.
fn name_start(bytes: &[u8], at: usize, belongs: impl Fn(u8) -> bool) -> usize {
    let before = &bytes[at.saturating_sub(LONGEST_NAME)..at];
    let length = before.iter().rev().take_while(|b| belongs(**b)).count();
    at - length
}

/// `somebody@example.org` around its sign. A name with a sign before it (`@somebody`) is none.
fn mailbox(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let belongs =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    let start = name_start(bytes, at, belongs);
    let host = &bytes[at + 1..(at + LONGEST_NAME).min(bytes.len())];
    let length = host
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        .count();
    let point = host[..length].iter().position(|b| *b == b'.');
    (start < at && point.is_some_and(|point| point > 0 && point + 1 < length))
        .then_some((start, at + 1 + length))
}

/// `name=value` around its sign, the value in quotes or up to white space.
fn setting(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let start = name_start(bytes, at, |b| {
        b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')
    });
    let next = *bytes.get(at + 1)?;
    if start == at || next.is_ascii_whitespace() || !next.is_ascii() {
        return None;
    }
    if next == b'"' || next == b'\'' {
        let rest = &bytes[at + 2..(at + LONGEST).min(bytes.len())];
        return Some((start, at + 3 + memchr::memchr(next, rest)?));
    }
    Some((start, address_end(bytes, at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stretches of a text, in brackets.
    fn check(marked: &str) {
        let text = marked.replace(['⟦', '⟧'], "");
        let mut again = String::new();
        let mut end = 0;
        for range in stretches(&text) {
            again += &text[end..range.start];
            again += &format!("⟦{}⟧", &text[range.as_range()]);
            end = range.end;
        }
        again += &text[end..];
        assert_eq!(again, marked);
    }

    #[test]
    fn addresses_tags_and_settings_are_told_by_their_signs() {
        check("See ⟦https://example.org/Turkey/Ankara?id=7⟧ or ⟦www.example.org/Niger⟧ for more.");
        check("⟦<p class=\"Paris\">⟧Talks in Lima⟦</p>⟧ went on.");
        check("Write to ⟦ada.lovik@example.org⟧ or to @lovik.");
        check("⟦utm_source=Twitter&page=London⟧ was left over, ⟦alt=\"Map of Chad\"⟧ too.");
        check("Rain⟦&nbsp;⟧fell ⟦&amp;⟧ fell.");
        check("“⟦http://example.org/Lagos⟧”");
    }

    #[test]
    fn prose_with_such_signs_stays_prose() {
        check("Exports < imports, and 5 > 3.");
        check("AT&T and R&D; at 5 @ 3 dollars each; x = y.");
        check("He wrote <this and never closed it.");
        check("a@b and the end.");
        check("The site: //example and wwww.");
        check("");
        check("=");
        check("<");
        check("a=");
        check("@");
        check("&");
    }

    #[test]
    fn names_cut_from_codes_are_told_by_the_digits() {
        let check = |text: &str, words: &str, expected: bool| {
            let start = text.find(words).unwrap();
            let range = ByteRange::new(start, start + words.len());
            assert_eq!(is_cut_from_code(text, range), expected, "{text}");
        };
        check("key 7Chad9x", "Chad", true);
        check("keyChad9x", "Chad", true);
        check("4Chad", "Chad", true);
        check("in Chad", "Chad", false);
        check("in Chad3 and", "Chad", false);
        check("Chad 3x", "Chad", false);
    }
}
