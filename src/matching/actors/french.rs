//! French offices and forms of address, with the name behind them or with what they are of.
//!
//! The span and the head are those of the English rules: `ministre nigérien de la Défense Salifou
//! Mody` with the name as head, the article outside. Nothing else of French is read here.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use super::Found;
use crate::matching::{Form, FormId, Known, Reading};
use crate::text::{ByteRange, TokenKind};

const TITLE: u8 = 1;
const ADDRESS: u8 = 2;
const NATIONALITY: u8 = 4;
/// `de`, `du`: before what an office is of, and inside names.
const OF: u8 = 8;
const ARTICLE: u8 = 16;
/// Goes on a title: `général`, `adjoint`.
const RANK: u8 = 32;
/// Stands inside names of people in lower case.
const PARTICLE: u8 = 64;

/// No office has more words.
const REACH: usize = 14;

static LEXICON: LazyLock<HashMap<&'static str, u8, RandomState>> = LazyLock::new(|| {
    let mut words: HashMap<&str, u8, RandomState> = HashMap::default();
    let lists: [(&str, u8); 7] = [
        (
            include_str!("../../../assets/lexicons/actors/french_titles.txt"),
            TITLE,
        ),
        (
            include_str!("../../../assets/lexicons/actors/french_address.txt"),
            ADDRESS,
        ),
        (
            include_str!("../../../assets/lexicons/actors/french_nationalities.txt"),
            NATIONALITY,
        ),
        ("de du des d", OF),
        ("la le les l", ARTICLE),
        (
            "premier première général générale adjoint adjointe délégué déléguée suprême intérimaire sortant sortante honoraire fédéral fédérale suppléant exécutif exécutive",
            RANK,
        ),
        (
            "de du des la le ben bin ibn al el ould van von der den da dos y",
            PARTICLE,
        ),
    ];
    for (list, bit) in lists {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        for word in lines.flat_map(str::split_whitespace) {
            *words.entry(word).or_default() |= bit;
        }
    }
    words
});

/// A distinct word with what French makes of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    bits: u8,
    /// How many bytes an elided article or preposition takes: 3 in `l’ambassadeur`.
    elided: u8,
    capital: bool,
}

impl Spelling {
    pub(super) fn of(form: &Form<'_>) -> Self {
        let elided = elision(form.text);
        let plain = &form.text[elided..];
        let lower = plain.to_lowercase();
        let mut bits = LEXICON.get(lower.as_str()).copied().unwrap_or_default();
        let capital = plain.starts_with(char::is_uppercase);
        if capital {
            bits &= !(NATIONALITY | PARTICLE | OF | ARTICLE);
        }
        if elided > 0 && form.text.starts_with(['d', 'D']) {
            bits |= OF;
        }
        Self {
            bits,
            elided: u8::try_from(elided).unwrap_or_default(),
            capital,
        }
    }
}

/// The bytes of an elided word at the start of a token: `l’`, `d'`, `qu’`.
fn elision(text: &str) -> usize {
    let Some(at) = text.find(['\'', '’']) else {
        return 0;
    };
    let before = text[..at].to_lowercase();
    let known = matches!(
        before.as_str(),
        "l" | "d" | "j" | "m" | "n" | "s" | "t" | "c" | "qu" | "jusqu" | "lorsqu" | "puisqu"
    );
    let end = at + text[at..].chars().next().map_or(1, char::len_utf8);
    if known && end < text.len() { end } else { 0 }
}

/// One word of a paragraph; hyphens join.
#[derive(Clone, Copy, Debug)]
struct Word {
    range: ByteRange,
    bits: u8,
    capital: bool,
    opens: bool,
    /// A mark, number or ending.
    other: bool,
}

/// Appends the people and offices of one French paragraph.
pub(super) fn find(
    reading: &Reading<'_>,
    spellings: &Known<Spelling>,
    paragraph: usize,
    found: &mut Found<'_>,
) {
    let words = read(reading, spellings, paragraph);
    let mut i = 0;
    while i < words.len() {
        i = if words[i].bits & (TITLE | ADDRESS) != 0 && !words[i].other {
            office(&words, i, found).max(i + 1)
        } else {
            i + 1
        };
    }
}

fn read(reading: &Reading<'_>, spellings: &Known<Spelling>, paragraph: usize) -> Vec<Word> {
    let tokens = reading.tokens(paragraph);
    let forms: &[FormId] = reading.forms(paragraph);
    let mut words = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while i < tokens.len() {
        let token = tokens[i];
        let spelling = spellings[forms[i]];
        let mut end = i + 1;
        while let (Some(hyphen), Some(next)) = (tokens.get(end), tokens.get(end + 1))
            && token.kind == TokenKind::Word
            && hyphen.start == tokens[end - 1].end
            && next.start == hyphen.end
            && next.kind == TokenKind::Word
            && matches!(reading.word(hyphen), "-" | "‑")
        {
            end += 2;
        }
        let mut range = ByteRange::new(
            token.range().start + usize::from(spelling.elided),
            tokens[end - 1].range().end,
        );
        let mut bits = spelling.bits;
        if end > i + 1 {
            let lower = reading.quote(range).to_lowercase();
            bits = LEXICON.get(lower.as_str()).copied().unwrap_or_default() | (bits & OF);
        } else if let Some(point) = tokens.get(end)
            && point.start == token.end
            && reading.word(point) == "."
        {
            // `M.`, and initials
            let whole = ByteRange::new(range.start, point.range().end);
            let lower = reading.quote(whole).to_lowercase();
            let known = LEXICON.get(lower.as_str()).copied().unwrap_or_default();
            let initial = spelling.capital && reading.quote(range).chars().nth(1).is_none();
            if known & ADDRESS != 0 || initial {
                (bits, range, end) = (known, whole, end + 1);
            }
        }
        words.push(Word {
            range,
            bits,
            capital: spelling.capital,
            opens: token.opens_sentence,
            other: token.kind != TokenKind::Word,
        });
        i = end;
    }
    words
}

/// The office that begins with word `at`. Gives the word to go on from.
fn office(words: &[Word], at: usize, found: &mut Found<'_>) -> usize {
    let has = |i: usize, bits: u8| words.get(i).is_some_and(|w| !w.other && w.bits & bits != 0);
    let opens = |i: usize| words.get(i).is_none_or(|w| w.opens);
    let capital = |i: usize| words.get(i).is_some_and(|w| w.capital && !w.other);
    let start = if at > 0 && has(at - 1, RANK) && !words[at].opens && !capital(at) {
        at - 1
    } else {
        at
    };
    let limit = at + REACH;
    let mut end = at + 1;
    let mut of_someone = false;
    if !has(at, ADDRESS) {
        while end < limit && !opens(end) && has(end, RANK | TITLE | NATIONALITY) && !capital(end) {
            of_someone |= has(end, NATIONALITY);
            end += 1;
        }
        // `de la Défense`, `du Niger`, `des Affaires étrangères et de la Coopération`
        while end < limit && has(end, OF) && !opens(end) {
            let mut i = if capital(end) { end } else { end + 1 };
            if has(i, ARTICLE) && !capital(i) {
                i += 1;
            }
            if !capital(i) || opens(i) {
                break;
            }
            i += 1;
            // The adjective of `Affaires étrangères`, `Nations unies`.
            if words
                .get(i)
                .is_some_and(|w| !w.other && !w.opens && w.bits == 0 && !w.capital)
                && is_adjective_of_body(words, i)
            {
                i += 1;
            }
            end = i;
            of_someone = true;
        }
        while end < limit && !opens(end) && has(end, NATIONALITY) {
            of_someone = true;
            end += 1;
        }
    }
    let name_end = name(words, end);
    if name_end > end {
        let whole = ByteRange::new(words[start].range.start, words[name_end - 1].range.end);
        let head = ByteRange::new(words[end].range.start, whole.end);
        let title = ByteRange::new(words[start].range.start, words[end - 1].range.end);
        found.add("title before name", 0.88, whole, Some(head), title);
        return name_end;
    }
    if of_someone {
        let whole = ByteRange::new(words[start].range.start, words[end - 1].range.end);
        let title = ByteRange::new(words[start].range.start, words[at].range.end);
        found.add("office of a state or body", 0.75, whole, None, title);
    }
    end
}

/// Whether a word in lower case belongs to the name of a body before it: in the plural or
/// feminine, and the text goes on with a name or a break, as in `des Affaires étrangères X`.
fn is_adjective_of_body(words: &[Word], i: usize) -> bool {
    words.get(i + 1).is_none_or(|next| {
        next.other || next.capital || next.opens || next.bits & (OF | NATIONALITY) != 0
    })
}

/// The end of the name that begins with word `from`; `from` where none does.
fn name(words: &[Word], from: usize) -> usize {
    let part = |i: usize| {
        words
            .get(i)
            .is_some_and(|w| w.capital && !w.other && !w.opens && w.bits & (TITLE | ADDRESS) == 0)
    };
    let mut end = from;
    while end < from + 6 {
        if part(end) {
            end += 1;
            continue;
        }
        let particle = |i: usize| {
            words
                .get(i)
                .is_some_and(|w| w.bits & PARTICLE != 0 && !w.other && !w.opens)
        };
        let after = end + 1 + usize::from(particle(end + 1) && !part(end + 1));
        if end > from && particle(end) && part(after) {
            end = after + 1;
        } else {
            break;
        }
    }
    end
}
