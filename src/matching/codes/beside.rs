//! What stands beside a name and explains it.

use super::Codes;
use super::phrase::Phrase;
use super::words::Words;
use crate::text::{Article, ByteRange};

/// How much text is looked at on either side, in bytes.
const REACH: usize = 160;
/// What ends an explanation behind a name.
const ENDS: &[char] = &[',', '.', ';', ')', '–', '—', '(', ':', '?', '!', '\n'];

/// Codes from "Silifo Modi, **the Nigerien defense minister**,", "**the Nigerien defense
/// minister**, Silifo Modi," and "**Defense Minister** Silifo Modi". Only for what is a name: the
/// words of a mention that say what it is need no other.
pub(super) fn codes(article: &Article, range: ByteRange, own: &Codes) -> Codes {
    let words = Words::within(article, range);
    let is_name = own.sector.is_none()
        && !words.words.is_empty()
        && words.words.iter().any(|word| word.capital)
        && words
            .words
            .iter()
            .all(|word| word.capital || word.hyphened || word.lower.len() <= 3)
        && !Phrase::of(&words).is_of_roles();
    if !is_name {
        return Codes::default();
    }
    let found = title(article, range)
        .or_else(|| behind(article, range))
        .or_else(|| before(article, range));
    let mut codes = found.unwrap_or_default();
    for code in [&mut codes.country, &mut codes.sector]
        .into_iter()
        .flatten()
    {
        code.reason = format!("beside it, {}", code.reason);
    }
    codes
}

fn line_end(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    from + rest.find('\n').unwrap_or(rest.len())
}

/// "…, the Nigerien defense minister," behind the name.
fn behind(article: &Article, range: ByteRange) -> Option<Codes> {
    let text = article.text();
    let rest = text.get(range.end..)?;
    let opens = rest
        .strip_prefix(", ")
        .or_else(|| rest.strip_prefix(" ("))?;
    let from = text.len() - opens.len();
    let limit = line_end(text, from).min(text.ceil_char_boundary(from + REACH));
    let stretch = &text[from..limit];
    let end = stretch.find(|c| ENDS.contains(&c));
    let end = match end {
        Some(end) => from + end,
        None if limit == line_end(text, from) => limit,
        None => return None,
    };
    explained(article, ByteRange::new(from, end))
}

/// "The Nigerien defense minister, …," before the name.
fn before(article: &Article, range: ByteRange) -> Option<Codes> {
    let text = article.text();
    let closed =
        text[range.end..].starts_with([',', '.', ';', ')', '\n']) || range.end == text.len();
    let head = text[..range.start].strip_suffix(", ")?;
    let floor = text.floor_char_boundary(head.len().saturating_sub(REACH));
    let start = head[floor..].rfind(|c| ENDS.contains(&c) || matches!(c, '“' | '”' | '"'));
    let start = start.map_or(floor, |at| floor + at);
    // Only where it begins its sentence: elsewhere it may be the end of something else.
    let begins = head[..start].is_empty() || !matches!(head[start..].chars().next(), Some(','));
    if !closed || !begins {
        return None;
    }
    let first = head[start..].find(char::is_alphanumeric)?;
    explained(article, ByteRange::new(start + first, head.len()))
}

/// "Defense Minister" right before the name.
fn title(article: &Article, range: ByteRange) -> Option<Codes> {
    let text = article.text();
    let head = text[..range.start].strip_suffix(' ')?;
    let floor = text.floor_char_boundary(head.len().saturating_sub(REACH));
    let words = Words::within(article, ByteRange::new(floor, head.len()));
    if words.end.is_some() {
        return None;
    }
    // From the last mark on, and of that what is written with capitals.
    let all = &words.words;
    let from = all
        .iter()
        .rposition(|word| word.mark.is_some())
        .unwrap_or(0);
    let low = |word: &super::words::Word<'_>| !word.capital && !word.hyphened;
    let from = all[from..]
        .iter()
        .rposition(low)
        .map_or(from, |at| from + at + 1);
    let first = all.get(from)?;
    let stretch = ByteRange::new(first.range.start, head.len());
    let title = Words::within(article, stretch);
    let phrase = Phrase::of(&title);
    phrase.ends_with_role().then(|| phrase.codes(false))
}

/// The codes of a stretch that is nothing but a noun phrase for a role.
fn explained(article: &Article, range: ByteRange) -> Option<Codes> {
    let words = Words::within(article, range);
    let phrase = Phrase::of(&words);
    let sound = phrase.is_definite() && phrase.ends_with_role() && phrase.goes_on_as_name();
    sound.then(|| phrase.codes(false))
}
