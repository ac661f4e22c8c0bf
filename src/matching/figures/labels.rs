//! Numbers that are parts of names: "Boeing 787", "Resolution 1701", "Group of 20", "12 Harbour
//! Street".
//!
//! Each rule looks at a fixed number of tokens around the number.

use super::counted;
use super::facts::Facts;
use super::label_words::LABELS;
use super::numeral::{Form, Numeral};
use super::words::Words;
use crate::text::TokenKind;

/// A word before that makes the number a label, or a name that goes on in digits.
pub(super) fn is_label(words: &Words<'_>, n: &Numeral) -> bool {
    let Some(last) = n.first.checked_sub(1) else {
        return false;
    };
    // "photo 3 of 12"
    if words.is(last, "of")
        && last >= 2
        && words.is_number(last - 1)
        && (words.facts(last - 2).has(Facts::LABEL)
            || words.any(last - 2, &["day", "week", "image", "number"]))
        && !counted::is_plural(words, n.end)
    {
        return true;
    }
    // "the error code was 404"
    if (words.any(last, &["is", "was", "are", "were", "reads", "read"]) || words.word(last) == ":")
        && last > 0
        && n.form == Form::Digits
        && words.any(
            last - 1,
            &[
                "code",
                "codes",
                "pin",
                "password",
                "postcode",
                "hotline",
                "extension",
                "zip",
            ],
        )
        && !counted::is_plural(words, n.end)
    {
        return true;
    }
    // "Year 9 pupils", but not "Last year 9 pupils"
    if words.is(last, "year")
        && words.capital(last)
        && n.form == Form::Digits
        && (1.0..=13.0).contains(&n.value)
        && n.value.fract() == 0.0
    {
        return true;
    }
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
    if words.facts(at).has(Facts::LABEL) && n.form == Form::Digits {
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
        && !words.facts(at).has(Facts::BEFORE_ANY)
        && !counted::is_plural(words, n.end)
        && counted::noun(words, n.end, n.value).is_none()
        && !words.word(n.first).contains(',')
        && !matches!(
            words.word(n.end),
            "dead" | "more" | "others" | "injured" | "wounded" | "killed" | "missing"
        )
        && !headline(words, n)
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
pub(super) fn headline(words: &Words<'_>, n: &Numeral) -> bool {
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
