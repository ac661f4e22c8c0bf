//! Numbers as news writes them, read into values: digits in all notations, number words, the two
//! mixed ("2.5 million", "three dozen", "half a million"), fractions and vague words ("dozens").
//!
//! Only the number itself is read here. What it counts, how it is hedged and whether it is a
//! figure at all is decided elsewhere. Nothing here looks further than [`LONGEST`] tokens.

use super::counted;
use super::digits::{parse_digits, vulgar};
use super::number_words::{
    fraction_word, is_hundred, is_ordinal, long_scale, scale_word, small, small_french,
};
use super::openings::read_opening;
use super::words::Words;
use crate::matching::Language;
use crate::text::{ByteRange, tokenise};

/// The longest number that is read, in tokens. Longer runs of number words are noise.
pub const LONGEST: usize = 24;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Digits,
    /// Words, or digits with a scale word.
    Words,
    /// A share of one: "two thirds", "1/2", "half".
    Fraction,
    /// "dozens", "several hundred": the value is what the `acled` policy says.
    Vague,
    /// "twenty-first", "5th": a number, but no figure.
    Ordinal,
}

/// One number: tokens `first..end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    pub first: usize,
    pub end: usize,
    pub value: f64,
    pub form: Form,
    /// What the first part was multiplied by at the end: a million in "2.5 million", else one.
    pub scale: f64,
}

/// What is known before a number is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Behind a currency: then "m" is a million and never a metre.
    pub money: bool,
    /// Behind "between": then "and" ends the number.
    pub between: bool,
}

/// Reads a text that is one number and nothing else: `read_number("2.5 million")`.
#[must_use]
pub fn read_number(text: &str) -> Option<f64> {
    let mut tokens = Vec::new();
    tokenise(text, ByteRange::new(0, text.len()), &mut tokens);
    let words = Words::new(text, &tokens, Language::English);
    let numeral = read(&words, 0, Context::default())?;
    (numeral.end == words.len() && numeral.form != Form::Ordinal).then_some(numeral.value)
}

/// The number that begins at token `at`.
#[must_use]
pub fn read(words: &Words<'_>, at: usize, context: Context) -> Option<Numeral> {
    let signed = is_sign(words, at);
    let start = at + usize::from(signed);
    let mut numeral = if words.is_number(start) || is_point_number(words, start) {
        read_chain(words, start, context)
    } else if !words.is_word(start) || words.language == Language::Other {
        None
    } else {
        read_opening(words, start).or_else(|| read_chain(words, start, context))
    }?;
    if numeral.form == Form::Fraction && words.language == Language::English {
        numeral = of_a_scale(words, numeral);
    }
    if signed {
        numeral.value = -numeral.value;
        numeral.first = at;
    }
    Some(numeral)
}

/// A minus directly before a number and behind white space, or the word.
fn is_sign(words: &Words<'_>, at: usize) -> bool {
    match words.word(at) {
        "-" | "−" | "–" => {
            let digits = words.is_number(at + 1) || is_point_number(words, at + 1);
            let glued = words.glued(at + 1)
                && (!words.glued(at)
                    || matches!(words.word(at.wrapping_sub(1)), "<" | ">" | "=" | "("));
            let degrees = !words.glued(at)
                && words.any(at + 2, &["degrees", "degree", "°", "celsius", "fahrenheit"]);
            digits && (glued || degrees || (at == 0 && words.len() == 2))
        }
        _ => {
            words.any(at, &["minus", "negative"])
                && (words.is_number(at + 1) || small(&words.lower(at + 1)).is_some())
        }
    }
}

/// ".77", with nothing glued before the point.
fn is_point_number(words: &Words<'_>, at: usize) -> bool {
    words.word(at) == "."
        && words.is_number(at + 1)
        && words.glued(at + 1)
        && (!words.glued(at) || words.is_dash(at.wrapping_sub(1)) || at == 0)
}

/// What stood last in a chain of number words.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Nothing,
    Digits,
    Unit,
    Teen,
    Tens,
    Hundred,
    Scale(f64),
}

/// Digits, number words and scales, one behind the other.
pub(super) fn read_chain(words: &Words<'_>, at: usize, context: Context) -> Option<Numeral> {
    let (mut total, mut group, mut last, mut scale) = (0.0, 0.0, Last::Nothing, 1.0);
    let mut form = Form::Digits;
    let mut i = at;
    while i < words.len() && i < at + LONGEST {
        let step = joint(words, i, last, context);
        let here = i + step;
        if let Some((end, value)) = digits(words, here) {
            let opens = last == Last::Nothing;
            let continues = matches!(last, Last::Scale(s) if s > value)
                && scale_word(&words.lower(end)).is_some_and(|s| Last::Scale(s) != last);
            if !(opens || continues && step == 0) {
                break;
            }
            (group, last, i) = (value, Last::Digits, end);
            continue;
        }
        if !words.is_word(here) {
            break;
        }
        let word = words.lower(here);
        let glued_scale = if last == Last::Digits && step == 0 {
            letter_scale(words, here, context)
        } else {
            None
        };
        let value = match words.language {
            Language::French => small_french(&word),
            _ => small(&word),
        };
        if let Some(value) = value {
            let (fits, kind) = match value {
                v if v < 10.0 => (
                    matches!(
                        last,
                        Last::Nothing | Last::Tens | Last::Hundred | Last::Scale(_)
                    ),
                    Last::Unit,
                ),
                v if v < 20.0 => (
                    matches!(last, Last::Nothing | Last::Hundred | Last::Scale(_)),
                    Last::Teen,
                ),
                _ => (
                    matches!(last, Last::Nothing | Last::Hundred | Last::Scale(_))
                        || last == Last::Unit
                            && small(&words.lower(here + 1)).is_some_and(|v| v < 10.0 && v > 0.0),
                    Last::Tens,
                ),
            };
            if !fits || (value == 0.0 && last != Last::Nothing) {
                break;
            }
            if last == Last::Unit {
                group *= 100.0;
            }
            group += value;
            (last, i) = (kind, here + 1);
            form = Form::Words;
        } else if is_hundred(&word, words.language) {
            let fits = matches!(last, Last::Digits | Last::Unit | Last::Teen | Last::Tens);
            if !fits && last != Last::Nothing && !matches!(last, Last::Scale(_)) {
                break;
            }
            if last == Last::Nothing && word.ends_with('s') {
                break;
            }
            group = if fits { group * 100.0 } else { group + 100.0 };
            (last, i) = (Last::Hundred, here + 1);
            form = Form::Words;
        } else if let Some(by) = glued_scale.or_else(|| long_scale(&word, words.language)) {
            if last == Last::Nothing && !opens_with_scale(words, at, here) {
                break;
            }
            if last == Last::Nothing {
                group = 1.0;
            }
            match last {
                Last::Scale(before) if by > before => total *= by,
                Last::Scale(_) => break,
                _ if by == 12.0 || scale < by && total > 0.0 => {
                    total = (total + group) * by;
                }
                _ => total += group * by,
            }
            group = 0.0;
            scale = by;
            (last, i) = (Last::Scale(by), here + 1);
            if glued_scale.is_none() {
                form = Form::Words;
            }
        } else if word == "point"
            && matches!(last, Last::Unit | Last::Teen | Last::Tens | Last::Digits)
        {
            let Some((end, fraction)) = decimals(words, here + 1) else {
                break;
            };
            group += fraction;
            (last, i) = (Last::Digits, end);
        } else {
            break;
        }
    }
    if last == Last::Nothing
        && words.is(at, "point")
        && let Some((end, value)) = decimals(words, at + 1)
    {
        return Some(Numeral {
            first: at,
            end,
            value,
            form: Form::Digits,
            scale,
        });
    }
    if last == Last::Nothing {
        return None;
    }
    let numeral = Numeral {
        first: at,
        end: i,
        value: total + group,
        form,
        scale,
    };
    Some(with_fraction(words, numeral))
}

/// "and" and the hyphen between the parts of a number: how many tokens, 0 or 1.
fn joint(words: &Words<'_>, at: usize, last: Last, context: Context) -> usize {
    let next = words.lower(at + 1);
    let next_small = match words.language {
        Language::French => small_french(&next),
        _ => small(&next),
    };
    if words.is_dash(at) && words.glued(at) && words.glued(at + 1) {
        let fits = match last {
            Last::Tens => {
                next_small.is_some_and(|v| v < 10.0 && v > 0.0)
                    || (words.language == Language::French && next_small.is_some())
            }
            Last::Unit | Last::Teen | Last::Digits => {
                (next == "hundred" || scale_word(&next).is_some()) && next_small.is_none()
            }
            _ => false,
        };
        return usize::from(fits);
    }
    let and = words.is(at, "and") || (words.language == Language::French && words.is(at, "et"));
    if and && !context.between {
        let fits = match last {
            Last::Hundred => {
                next_small.is_some() && !is_hundred(&words.lower(at + 2), words.language)
            }
            Last::Scale(_) => next_small.is_some(),
            Last::Tens => words.language == Language::French && (next == "un" || next == "une"),
            _ => false,
        };
        if fits {
            return 1;
        }
    }
    0
}

/// Whether a number may begin with a bare scale: only "a hundred" and its like do in running
/// text; the French "mille" does alone.
fn opens_with_scale(words: &Words<'_>, at: usize, here: usize) -> bool {
    words.language == Language::French && words.is(here, "mille")
        || words.language == Language::English
            && here == at
            && (words.any(at.wrapping_sub(1), &["a", "an"])
                || !words.word(at).ends_with('s')
                    && words.any(
                        at,
                        &["hundred", "thousand", "million", "billion", "trillion"],
                    )
                    && words.len() == 1)
}

/// "and a half", and the denominator behind a number: "two thirds"; an ordinal ends a number that
/// is none: "one hundred twenty-fifth".
fn with_fraction(words: &Words<'_>, numeral: Numeral) -> Numeral {
    let end = numeral.end;
    if words.language == Language::French {
        if words.any(end, &["tiers", "quarts", "cinquièmes", "dixièmes"]) {
            let by = match &*words.lower(end) {
                "tiers" => 3.0,
                "quarts" => 4.0,
                "cinquièmes" => 5.0,
                _ => 10.0,
            };
            return Numeral {
                end: end + 1,
                value: numeral.value / by,
                form: Form::Fraction,
                ..numeral
            };
        }
        return numeral;
    }
    if let Some(share) = of_so_many(words, &numeral) {
        return share;
    }
    if words.is(end, "and")
        && words.any(end + 1, &["a", "one"])
        && let Some(share) = fraction_word(&words.lower(end + 2), false)
        && !words.is(end + 3, "of")
        && numeral.scale == 1.0
        && (share == 0.5 || share == 0.25)
    {
        let value = numeral.value + share;
        let scale = scale_word(&words.lower(end + 3)).unwrap_or(1.0);
        let end = end + 3 + usize::from(scale != 1.0);
        return Numeral {
            end,
            value: value * scale,
            scale,
            ..numeral
        };
    }
    if words.word(end) == "/"
        && words.glued(end)
        && words.glued(end + 1)
        && !words.glued(numeral.first)
        && numeral.form == Form::Digits
        && let Some((last, below)) = digits(words, end + 1)
        && numeral.value.fract() == 0.0
        && below.fract() == 0.0
        && numeral.value < below
        && below >= 2.0
        && !(words.word(last) == "/" && words.glued(last))
        && (below <= 10.0 || [12.0, 15.0, 16.0, 20.0, 32.0, 100.0, 1000.0].contains(&below))
    {
        return Numeral {
            end: last,
            value: numeral.value / below,
            form: Form::Fraction,
            ..numeral
        };
    }
    let hyphen = words.is_dash(end) && words.glued(end) && words.glued(end + 1);
    let next = end + usize::from(hyphen);
    let word = words.lower(next);
    let plural = (numeral.value - 1.0).abs() > 1e-9;
    if numeral.form == Form::Words
        && numeral.scale == 1.0
        && numeral.value > 0.0
        && let Some(share) = fraction_word(&word, plural)
        && (plural || is_share(words, numeral.first, next + 1) || hyphen)
        && word != "second"
        && word != "seconds"
    {
        return Numeral {
            end: next + 1,
            value: numeral.value * share,
            form: Form::Fraction,
            ..numeral
        };
    }
    let ordinal = is_ordinal(&word) && numeral.form == Form::Words;
    let suffix = words.glued(end)
        && numeral.form == Form::Digits
        && (words.any(end, &["st", "nd", "rd", "th"]));
    if ordinal || suffix {
        return Numeral {
            end: next + 1,
            form: Form::Ordinal,
            ..numeral
        };
    }
    numeral
}

/// "one in five", "nine out of 10": a share, where the whole is one that polls speak in and no
/// span of time.
fn of_so_many(words: &Words<'_>, numeral: &Numeral) -> Option<Numeral> {
    const WHOLES: &[f64] = &[
        2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 50.0, 100.0, 1000.0, 10000.0,
    ];
    let end = numeral.end;
    let whole_at = if words.is(end, "out") && words.is(end + 1, "of") {
        end + 2
    } else if words.is(end, "in") {
        end + 1
    } else {
        return None;
    };
    let (next, whole) = match small(&words.lower(whole_at)) {
        Some(value) => (whole_at + 1, value),
        None => digits(words, whole_at)?,
    };
    let goes_on = words.is_number(next)
        || words.is_dash(next)
        || matches!(words.word(next), "%" | "/" | ":" | "$" | "€" | "£")
        || words.is_word(next)
            && (words.glued(next)
                || small(&words.lower(next)).is_some()
                || is_ordinal(&words.lower(next))
                || scale_word(&words.lower(next)).is_some());
    let time = words.any(
        next,
        &[
            "days",
            "day",
            "nights",
            "weeks",
            "months",
            "years",
            "hours",
            "minutes",
            "seconds",
            "decades",
            "games",
            "matches",
            "attempts",
            "attacks",
            "incidents",
            "percent",
            "per",
            "miles",
            "kilometres",
            "seasons",
            "rounds",
            "overs",
            "innings",
            "sets",
            "starts",
            "outings",
            "appearances",
            "elections",
            "cities",
            "countries",
            "villages",
            "towns",
            "places",
            "separate",
            "different",
            "provinces",
            "states",
            "raids",
            "operations",
        ],
    );
    let fits = numeral.scale == 1.0
        && numeral.value.fract() == 0.0
        && numeral.value >= 1.0
        && numeral.value < whole
        && WHOLES.contains(&whole);
    (fits && !goes_on && !time).then(|| Numeral {
        end: next,
        value: numeral.value / whole,
        form: Form::Fraction,
        ..*numeral
    })
}

/// Whether "a third", "one quarter" is a share and neither rank nor season: "of" follows, or
/// nothing of the kind that a rank would stand before.
pub(super) fn is_share(words: &Words<'_>, first: usize, end: usize) -> bool {
    if words.is_dash(end) && words.glued(end) && words.glued(end + 1) {
        return false;
    }
    let word = words.lower(end - 1);
    let closes = !words.is_word(end) || words.any(end, &["and", "or", "but", "in", "to"]);
    let bounded = words.any(
        first.wrapping_sub(1),
        &[
            "by", "than", "about", "nearly", "almost", "over", "above", "below", "under", "least",
            "only",
        ],
    );
    words.is(end, "of")
        || closes && (bounded || words.is(first, "one"))
        || matches!(&*word, "half" | "quarter") && !words.is_word(end)
}

/// "a quarter of a million" is a number, not a share.
fn of_a_scale(words: &Words<'_>, share: Numeral) -> Numeral {
    let of = usize::from(words.is(share.end, "of"));
    if words.is(share.end + of, "a")
        && let Some(scale) = scale_word(&words.lower(share.end + of + 1))
    {
        return Numeral {
            end: share.end + of + 2,
            value: share.value * scale,
            form: Form::Words,
            scale,
            ..share
        };
    }
    share
}

/// The value of digits that begin at `at`, grouped by spaces where the notation does so, and the
/// token behind them.
fn digits(words: &Words<'_>, at: usize) -> Option<(usize, f64)> {
    if is_point_number(words, at) {
        let value = parse_digits(words.word(at + 1), words.language)?;
        let places = i32::try_from(words.word(at + 1).len()).unwrap_or(30);
        return (value.fract() == 0.0).then_some((at + 2, value / 10f64.powi(places)));
    }
    if !words.is_number(at) {
        return None;
    }
    let mut value = parse_digits(words.word(at), words.language)?;
    let mut end = at + 1;
    let opens = words.word(at).len() <= 3 && value.fract() == 0.0 && value > 0.0;
    while opens && end < at + 6 && words.is_number(end) && groups_by_space(words, end) {
        let word = words.word(end);
        let last = parse_digits(word, words.language)?;
        value = value * 1000.0 + last;
        end += 1;
        if word.len() > 3 {
            break;
        }
    }
    // "2 1/2" and "1 ½"
    if end == at + 1 && words.gap(end) == " " && value.fract() == 0.0 {
        if let Some(share) = vulgar(words.word(end)) {
            return Some((end + 1, value + share));
        }
        if words.word(end + 1) == "/"
            && words.glued(end + 1)
            && words.glued(end + 2)
            && words.is_number(end + 2)
            && let (Some(above), Some(below)) = (
                parse_digits(words.word(end), words.language),
                parse_digits(words.word(end + 2), words.language),
            )
            && above < below
            && [2.0, 3.0, 4.0, 8.0, 16.0].contains(&below)
            && !(words.word(end + 3) == "/" && words.glued(end + 3))
        {
            return Some((end + 3, value + above / below));
        }
    }
    Some((end, value))
}

/// Whether the space before token `at` separates thousands: three digits follow, and the space
/// does not break, or the language groups by spaces.
fn groups_by_space(words: &Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    let group = word.len() >= 3
        && word.bytes().take(3).all(|b| b.is_ascii_digit())
        && !word.as_bytes().get(3).is_some_and(u8::is_ascii_digit)
        && (word.len() == 3 || matches!(word.as_bytes()[3], b',' | b'.') && word.len() != 7);
    group
        && match words.gap(at) {
            "\u{A0}" | "\u{202F}" | "\u{2009}" => true,
            " " => {
                words.language != Language::English || word == "000" || grouped_beside(words, at)
            }
            _ => false,
        }
}

/// "1 234 567": in English a space separates thousands where two groups stand.
fn grouped_beside(words: &Words<'_>, at: usize) -> bool {
    let group = |i: usize| words.is_number(i) && words.word(i).len() == 3 && words.gap(i) == " ";
    let opens =
        |i: Option<usize>| i.is_some_and(|i| words.is_number(i) && words.word(i).len() <= 3);
    group(at)
        && !group(at + 2)
        && (group(at + 1) && opens(at.checked_sub(1)) || group(at.wrapping_sub(1)))
}

/// What stands behind "point": "two", "1", "seven seven".
fn decimals(words: &Words<'_>, at: usize) -> Option<(usize, f64)> {
    if words.is_number(at) {
        let places = i32::try_from(words.word(at).len()).unwrap_or(30);
        let value = parse_digits(words.word(at), words.language)?;
        return (value.fract() == 0.0).then_some((at + 1, value / 10f64.powi(places)));
    }
    let (mut end, mut value, mut place) = (at, 0.0, 0.1);
    while end < at + 6
        && let Some(digit) = small(&words.lower(end)).filter(|v| *v < 10.0)
    {
        value += digit * place;
        place /= 10.0;
        end += 1;
    }
    (end > at).then_some((end, value))
}

/// "k", "m", "bn" directly behind digits.
fn letter_scale(words: &Words<'_>, at: usize, context: Context) -> Option<f64> {
    let glued = words.glued(at);
    if !glued && !context.money {
        return None;
    }
    Some(match words.word(at) {
        "k" | "K" => 1e3,
        "M" => 1e6,
        "m" if context.money || counted::is_plural(words, at + 1) => 1e6,
        "G" if words.word(at.wrapping_sub(1)).len() > 3 => 1e9,
        "B" | "b" if context.money || counted::is_plural(words, at + 1) => 1e9,
        "T" | "t" if context.money && glued => 1e12,
        _ => return None,
    })
}
