//! Numbers that are no figures: dates, years, clock times, ordinals, ages that describe, scores,
//! telephone numbers, and parts of names.
//!
//! Each rule looks at a fixed number of tokens around the number, never at a whole sentence.

use super::counted;
use super::dates::{is_clock, is_date, is_relative_date, is_year};
use super::digits::parse_digits;
use super::number_words::{is_ordinal, small};
use super::numerals::{Form, Numeral};
use super::words::Words;
use crate::text::TokenKind;

/// Words before a number that make it a label, in lower case, whatever their case in the text.
const LABELS: &[&str] = &[
    "article",
    "section",
    "chapter",
    "page",
    "pages",
    "paragraph",
    "clause",
    "room",
    "route",
    "no",
    "nos",
    "version",
    "phase",
    "stage",
    "grade",
    "category",
    "step",
    "part",
    "round",
    "question",
    "resolution",
    "flight",
    "channel",
    "highway",
    "interstate",
    "road",
    "exit",
    "gate",
    "terminal",
    "platform",
    "line",
    "type",
    "volume",
    "episode",
    "season",
    "figure",
    "table",
    "item",
    "protocol",
    "amendment",
    "proposition",
    "prop",
    "title",
    "act",
    "form",
    "lot",
    "unit",
    "block",
    "district",
    "ward",
    "precinct",
    "zone",
    "area",
    "sector",
    "pier",
    "apollo",
    "boeing",
    "airbus",
    "embraer",
    "antonov",
    "iphone",
    "windows",
    "android",
    "model",
    "formula",
    "catch",
    "annex",
    "appendix",
    "tier",
    "level",
    "ligne",
    "résolution",
    "article",
    "vol",
    "n°",
    "numéro",
    "division",
    "brigade",
    "regiment",
    "battalion",
    "squadron",
    "psalm",
    "verse",
    "studio",
    "bus",
    "tram",
    "bulletin",
    "order",
    "directive",
    "regulation",
    "case",
    "convention",
    "chromosome",
    "generation",
    "gen",
    "mark",
    "mk",
    "class",
    "top",
    "under",
    "fortune",
    "ftse",
    "nasdaq",
    "nikkei",
    "dow",
    "dax",
    "cac",
    "stoxx",
    "topix",
    "asx",
    "&",
    "code",
    "zip",
    "postcode",
    "isbn",
    "hotline",
];

/// Words that may begin a sentence before a number, so that their capital names nothing.
const OPENERS: &[&str] = &[
    "a",
    "about",
    "after",
    "all",
    "almost",
    "among",
    "an",
    "and",
    "another",
    "approximately",
    "around",
    "as",
    "at",
    "before",
    "between",
    "but",
    "by",
    "every",
    "exactly",
    "fewer",
    "for",
    "from",
    "her",
    "his",
    "if",
    "in",
    "including",
    "its",
    "just",
    "last",
    "least",
    "less",
    "more",
    "most",
    "nearly",
    "next",
    "of",
    "on",
    "only",
    "or",
    "our",
    "over",
    "roughly",
    "since",
    "some",
    "than",
    "that",
    "the",
    "their",
    "then",
    "these",
    "those",
    "to",
    "under",
    "up",
    "when",
    "where",
    "while",
    "with",
    "within",
    "another",
    "environ",
    "les",
    "des",
    "plus",
    "moins",
    "quelque",
    "près",
    "au",
    "ces",
    "aux",
    "killing",
    "kills",
    "killed",
    "there",
    "we",
    "they",
    "no",
    "not",
    "both",
    "only",
    "first",
    "also",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
];

/// Why a number is no figure; nothing where it may be one. `end` is behind its unit, and `unit`
/// says that it has one.
#[must_use]
pub fn reason(words: &Words<'_>, n: &Numeral, end: usize, unit: bool) -> Option<&'static str> {
    if n.form == Form::Ordinal {
        return Some("ordinal");
    }
    let digits = words.is_number(n.first);
    if inside_string(words, n, end) {
        return Some("part of a name or an address");
    }
    if digits && !unit && (is_date(words, n) || is_clock(words, n)) || is_clock(words, n) {
        return Some("date or time");
    }
    if is_starting_point(words, n) {
        return Some("name of a place or a point in time");
    }
    if is_coordinate(words, n, end) {
        return Some("coordinate");
    }
    if is_age_modifier(words, n, end) {
        return Some("age that describes");
    }
    let name = !digits && words.capital(n.first) && !words.opens_sentence(n.first);
    if unit && name && end > n.end && words.capital(end - 1) && !headline(words, n) {
        return Some("number in a name");
    }
    // "One day they left."
    if words.is(n.first, "one") && words.is(n.end, "day") && words.opens_sentence(n.first) {
        return Some("date or time");
    }
    if unit {
        return is_relative_date(words, end).then_some("date or time");
    }
    if digits && is_year(words, n) {
        return Some("year");
    }
    if is_label(words, n) {
        return Some("number in a name");
    }
    if digits && (is_score(words, n) || is_list_mark(words, n)) {
        return Some("score or list");
    }
    if n.value == 1.0 && is_pronoun(words, n) {
        return Some("pronoun");
    }
    None
}

/// Glued to letters or signs as names, codes and addresses are: "F-16", "G20", "787s", "#4".
fn inside_string(words: &Words<'_>, n: &Numeral, end: usize) -> bool {
    let first = n.first;
    if words.glued(first) && first > 0 {
        let before = words.word(first - 1);
        if words.is_word(first - 1) || words.is_number(first - 1) {
            return true;
        }
        if matches!(
            before,
            "/" | "#" | "@" | "_" | "&" | "?" | ":" | "\\" | "%" | "^" | "*"
        ) {
            return true;
        }
        if before == "+" && (words.glued(first - 1) || words.is_number(end)) {
            return true;
        }
        if before == "[" && words.word(end) == "]" && words.glued(end) {
            return true;
        }
        if matches!(before, "<" | ">")
            && words.glued(first - 1)
            && matches!(words.word(first.wrapping_sub(2)), "<" | "=")
        {
            return true;
        }
        if matches!(before, "." | "'" | "’") && words.glued(first - 1) && n.form == Form::Digits {
            return true;
        }
        if before == "’" || before == "'" {
            return words.is_number(first) && words.word(first).len() == 2;
        }
        if words.is_dash(first - 1) && words.glued(first - 1) && first > 1 {
            let digits = words.is_number(first);
            let stem = words.lower(first - 2);
            let word = words.is_word(first - 2) && small(&stem).is_none();
            if digits && (word || words.is_number(first - 2)) {
                return true;
            }
            if word && !digits && !words.glued(first - 2) {
                return true;
            }
        }
    }
    // "20 7946 0958": four numbers in a row are a telephone number or a table
    if n.end == first + 1 && words.is_number(first) {
        let from =
            (1..=3).take_while(|k| first.checked_sub(*k).is_some_and(|i| words.is_number(i)));
        let to = (0..3).take_while(|k| words.is_number(end + k));
        if from.count() + to.count() >= 3 {
            return true;
        }
    }
    if words.glued(end) {
        let behind = words.word(end);
        if words.is_word(end) && words.is_number(end - 1) || words.is_number(end) {
            return true;
        }
        if matches!(behind, "_" | "@" | "=" | "&" | "\\" | "^") {
            return true;
        }
        if behind == "/"
            && words.glued(end + 1)
            && (words.is_number(end + 1)
                || n.form == Form::Digits && words.is_word(end + 1) && words.capital(end + 1))
        {
            return true;
        }
        if words.is_dash(end)
            && words.is_number(end + 1)
            && words.glued(end + 1)
            && words.is_dash(end + 2)
            && words.glued(end + 2)
            && words.is_number(end + 3)
        {
            return true;
        }
        if words.is_dash(end)
            && words.glued(end + 1)
            && words.is_word(end + 1)
            && words.capital(end + 1)
            && words.word(end + 1).len() <= 2
            && words.is_number(n.first)
        {
            return true;
        }
    }
    false
}

/// "ground zero", "patient zero", "hour zero".
fn is_starting_point(words: &Words<'_>, n: &Numeral) -> bool {
    n.first > 0
        && words.word(n.first).eq_ignore_ascii_case("zero")
        && words.any(
            n.first - 1,
            &[
                "ground", "Ground", "patient", "Patient", "hour", "year", "absolute", "net",
            ],
        )
}

/// "a 45-year-old man", "Amina Idris, 45,", "the officer, 45,".
fn is_age_modifier(words: &Words<'_>, n: &Numeral, end: usize) -> bool {
    let hyphen = |at: usize| words.is_dash(at) && words.glued(at);
    // `end` may stand behind the unit: "45-year" or before it
    for at in [n.end, end] {
        let year = if hyphen(at) { at + 1 } else { at };
        if hyphen(at)
            && words.any(year, &["year", "month", "week", "day"])
            && hyphen(year + 1)
            && words.is(year + 2, "old")
        {
            return true;
        }
        if hyphen(at) && words.is(at + 1, "old") {
            return true;
        }
    }
    let Some(comma) = n.first.checked_sub(1) else {
        return false;
    };
    if is_age_said(words, n, comma) || is_age_beside_name(words, n, comma) {
        return true;
    }
    let closes = matches!(words.word(n.end), "," | "." | ")" | ";") && !words.glued(n.end + 1);
    let name = comma > 1
        && words.capital(comma - 1)
        && words.capital(comma - 2)
        && !words.opens_sentence(comma - 1);
    // "the officer, 45, said"
    let person = words.word(n.end) == ","
        && n.value >= 4.0
        && comma > 1
        && words.is_word(comma - 1)
        && (1..=3).any(|by| {
            comma.checked_sub(1 + by).is_some_and(|at| {
                words.any(
                    at,
                    &[
                        "the", "The", "a", "A", "his", "her", "His", "Her", "'s", "’s",
                    ],
                )
            })
        });
    let last_name = comma > 0 && words.capital(comma - 1) && words.is_word(comma - 1);
    words.is_number(n.first)
        && (name || last_name || person)
        && words.word(comma) == ","
        && closes
        && n.form == Form::Digits
        && (1.0..=110.0).contains(&n.value)
        && n.value.fract() == 0.0
}

/// "Ines Lund (52)", "Lund, then 17,", "Lund, aged 52,".
fn is_age_beside_name(words: &Words<'_>, n: &Numeral, before: usize) -> bool {
    let fits = n.form == Form::Digits
        && words.is_number(n.first)
        && (1.0..=110.0).contains(&n.value)
        && n.value.fract() == 0.0
        && before > 1;
    if !fits {
        return false;
    }
    let name = |at: usize| words.is_word(at) && words.capital(at);
    let brackets = words.word(before) == "("
        && words.word(n.end) == ")"
        && name(before - 1)
        && name(before - 2);
    let said = words.any(before, &["then", "now", "aged"])
        && words.word(before - 1) == ","
        && words.word(n.end) == ","
        && name(before - 2);
    brackets || said
}

/// "who is 34,": an age that stands for itself, as in "Amina Idris, 34,".
fn is_age_said(words: &Words<'_>, n: &Numeral, before: usize) -> bool {
    let fits = words.is_number(n.first)
        && n.form == Form::Digits
        && (1.0..=110.0).contains(&n.value)
        && n.value.fract() == 0.0;
    if !fits || words.opens_sentence(n.first) {
        return false;
    }
    let ends = !words.is_word(n.end) && !words.is_dash(n.end) && !words.glued(n.end)
        || matches!(
            words.word(n.end),
            "," | "." | ";" | ")" | "" | "and" | "or" | "when"
        )
        || words.opens_sentence(n.end);
    let percent = matches!(words.word(n.end), "%" | "/" | ":");
    ends && !percent
        && words.any(before, &["is", "was", "turned", "turns"])
        && before
            .checked_sub(1)
            .is_some_and(|who| words.any(who, &["who", "he", "she", "He", "She"]))
}

/// A word before that makes the number a label, or a name that goes on in digits.
fn is_label(words: &Words<'_>, n: &Numeral) -> bool {
    let Some(last) = n.first.checked_sub(1) else {
        return false;
    };
    // "Group of 20", "Group of Seven", "Gang of Four"
    if words.is(last, "of")
        && last > 0
        && words.any(last - 1, &["group", "gang", "committee", "council"])
        && words.capital(last - 1)
        && !counted::is_plural(words, n.end)
    {
        return true;
    }
    let number = words.is_number(n.first);
    // A number word with a capital inside a sentence is part of a name.
    if !number {
        let of_rank = words.any(
            last,
            &[
                "version",
                "chapter",
                "phase",
                "round",
                "article",
                "section",
                "channel",
                "grade",
                "category",
                "resolution",
                "volume",
                "episode",
                "season",
            ],
        );
        if of_rank {
            return true;
        }
        let inside = words.capital(n.first)
            && !words.opens_sentence(n.first)
            && !opens_quote(words, n.first);
        let owned =
            words.kind(last) == Some(TokenKind::Possessive) && last > 0 && words.capital(last - 1);
        return inside
            && (owned || words.capital(last) || words.capital(n.end))
            && !headline(words, n);
    }
    // "flights 687 and 862"
    let listed = words.any(last, &["and", ","]) && last >= 2 && words.is_number(last - 1);
    if listed
        && (LABELS.contains(&words.lower(last - 2).trim_end_matches('s'))
            && (words.lower(last - 2).ends_with('s') || words.is(last - 2, "resolution")))
        && !counted::is_plural(words, n.end)
    {
        return true;
    }
    let point = usize::from(words.word(last) == "." && last > 0 && !words.opens_sentence(n.first));
    let at = last - point;
    if !words.is_word(at) && words.word(at) != "&" || words.glued(n.first) {
        return false;
    }
    let word = words.lower(at);
    let several = [
        "flights",
        "articles",
        "sections",
        "chapters",
        "resolutions",
        "rooms",
        "channels",
        "highways",
        "pages",
    ];
    if several.contains(&&*word) && !counted::is_plural(words, n.end) {
        return true;
    }
    if LABELS.contains(&&*word) && n.form == Form::Digits {
        let weak = matches!(
            &*word,
            "under"
                | "no"
                | "top"
                | "line"
                | "order"
                | "act"
                | "class"
                | "area"
                | "road"
                | "unit"
                | "case"
                | "mark"
                | "block"
                | "stage"
                | "part"
                | "step"
                | "level"
                | "figure"
                | "type"
                | "question"
                | "bus"
                | "lot"
                | "gen"
        );
        let named = word != "under" && (word != "no" || words.capital(at));
        return !weak || point == 1 || named && !counted::is_plural(words, n.end);
    }
    if words.any(
        at,
        &[
            "day", "week", "number", "year", "group", "team", "size", "page", "hour",
        ],
    ) && !counted::is_plural(words, n.end)
        && n.form == Form::Digits
        && !(words.is(at, "number")
            && words.any(
                at.wrapping_sub(1),
                &[
                    "will", "to", "would", "could", "may", "might", "they", "now",
                ],
            ))
    {
        return true;
    }
    // "the 38 bus"
    if words.is(at, "the") && words.any(n.end, &["bus", "tram", "trolleybus", "jersey", "shirt"]) {
        return true;
    }
    if is_address(words, n) {
        return true;
    }
    // "iOS": a capital inside is a name's too
    let name = words.capital(at) || words.word(at).chars().any(char::is_uppercase);
    name && point == 0
        && n.form == Form::Digits
        && n.value.fract() == 0.0
        && !word.contains(',')
        && !OPENERS.contains(&&*word)
        && !counted::is_plural(words, n.end)
        && counted::noun(words, n.end, n.value).is_none()
        && !words.word(n.first).contains(',')
        && !matches!(
            words.word(n.end),
            "dead" | "more" | "others" | "injured" | "wounded" | "killed" | "missing"
        )
        && !headline(words, n)
}

/// "33°47′N", "33.783; 44.5": a point of the map.
fn is_coordinate(words: &Words<'_>, n: &Numeral, end: usize) -> bool {
    let (before, behind) = (words.before(n.first, 1), words.word(n.end));
    let mark = |word: &str| matches!(word, "°" | "′" | "″" | "º");
    if words.glued(n.first) && mark(&before) {
        return true;
    }
    let sky = |at: usize| matches!(words.word(at), "N" | "S" | "E" | "W");
    if mark(behind)
        && words.glued(n.end)
        && (behind == "′" || words.glued(end) && (words.is_number(end) || sky(end)))
    {
        return true;
    }
    let decimals = |at: usize| words.is_number(at) && words.word(at).contains('.');
    decimals(n.first)
        && (behind == ";" && decimals(n.end + 1)
            || &*before == ";" && n.first >= 2 && decimals(n.first - 2))
}

/// "12 Harbour Street".
fn is_address(words: &Words<'_>, n: &Numeral) -> bool {
    (n.end..n.end + 3).any(|i| {
        words.capital(n.end)
            && words.capital(i)
            && words.any(
                i,
                &[
                    "street",
                    "avenue",
                    "road",
                    "boulevard",
                    "lane",
                    "square",
                    "rue",
                ],
            )
            && i > n.end
    })
}

fn opens_quote(words: &Words<'_>, at: usize) -> bool {
    at > 0
        && matches!(
            words.word(at - 1),
            "“" | "\"" | "‘" | "«" | "–" | "—" | "•" | "-" | ":" | "("
        )
}

/// Whether most words around have capitals, as in headlines and all-capital copy.
fn headline(words: &Words<'_>, n: &Numeral) -> bool {
    let (from, to) = (n.first.saturating_sub(6), (n.end + 6).min(words.len()));
    let (mut capitals, mut all) = (0, 0);
    for i in (from..n.first).chain(n.end..to) {
        if words.is_word(i) && words.word(i).len() > 3 {
            all += 1;
            capitals += usize::from(words.capital(i));
        }
    }
    all >= 4 && capitals * 5 >= all * 4
}

/// "2-1", "3 – 0": small numbers with a dash, the first not smaller.
fn is_score(words: &Words<'_>, n: &Numeral) -> bool {
    let pair = |a: usize, b: usize| {
        let value = |at: usize| parse_digits(words.word(at), words.language);
        match (value(a), value(b)) {
            (Some(x), Some(y)) => {
                x.fract() == 0.0
                    && y.fract() == 0.0
                    && (x >= y && x < 200.0 || x < 10.0 && y < 10.0 && sporting(words, a))
            }
            _ => false,
        }
    };
    let (first, end) = (n.first, n.end);
    if end != first + 1 {
        return false;
    }
    if words.is_dash(end) && words.is_number(end + 1) && words.glued(end) == words.glued(end + 1) {
        return pair(first, end + 1);
    }
    first >= 2 && words.is_dash(first - 1) && words.is_number(first - 2) && pair(first - 2, first)
}

fn sporting(words: &Words<'_>, at: usize) -> bool {
    let from = at.saturating_sub(8);
    (from..at + 10).any(|i| {
        words.any(
            i,
            &[
                "beat", "beaten", "defeated", "won", "win", "winning", "lost", "lose", "draw",
                "drew", "score", "victory", "goal", "match", "half", "game", "defeat", "thrashed",
                "trailed", "led", "ended",
            ],
        )
    })
}

/// "1." and "2)" at the start of a line.
fn is_list_mark(words: &Words<'_>, n: &Numeral) -> bool {
    n.first == 0
        && words.glued(n.end)
        && matches!(words.word(n.end), "." | ")")
        && words.is_word(n.end + 1)
        && n.value < 100.0
        && !words.glued(n.end + 1)
}

/// "one" that stands for a thing or for anybody.
fn is_pronoun(words: &Words<'_>, n: &Numeral) -> bool {
    if !words.is(n.first, "one") || n.end != n.first + 1 {
        return false;
    }
    let before = words.before(n.first, 1);
    if counted::is_verb_like(&words.lower(n.end)) && !words.capital(n.end) {
        return true;
    }
    let named = matches!(
        &*before,
        "the"
            | "this"
            | "that"
            | "which"
            | "each"
            | "every"
            | "any"
            | "no"
            | "some"
            | "another"
            | "first"
            | "last"
            | "next"
            | "previous"
            | "current"
            | "right"
            | "wrong"
            | "new"
            | "old"
            | "other"
            | "only"
            | "a"
            | "loved"
            | "such"
            | "good"
            | "bigger"
    ) || is_ordinal(&before);
    let after = words.lower(n.end);
    let verb = matches!(
        &*after,
        "can"
            | "could"
            | "is"
            | "was"
            | "has"
            | "had"
            | "may"
            | "might"
            | "must"
            | "should"
            | "would"
            | "will"
            | "another"
            | "day"
            | "by"
            | "who"
            | "that"
            | "which"
            | "thing"
            | "knows"
            | "needs"
            | "wants"
            | "to"
            | "as"
            | "-"
            | "‑"
            | "before"
            | "more"
            | "last"
            | "time"
            | "way"
            | "’s"
            | "'s"
            | "the"
    );
    words.is(n.first.wrapping_sub(1), "at") && words.any(n.end, &["point", "stage"])
        || words.is(n.first.wrapping_sub(1), "by") && words.is(n.first.wrapping_sub(2), "one")
        || named
            && !(words.is(n.first.wrapping_sub(1), "the")
                && counted::noun(words, n.end, 1.0).is_some())
        || verb
        || words.is_dash(n.first.wrapping_sub(1)) && words.glued(n.first)
        || n.first > 0
            && matches!(
                words.word(n.end),
                "" | "." | "," | "?" | "!" | ";" | "”" | "\"" | ")"
            )
}
