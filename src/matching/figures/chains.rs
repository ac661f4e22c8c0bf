//! Digits, number words and scales, one behind the other: "two hundred and five", "2.5 million",
//! "quatre-vingt-dix".
//!
//! Nothing here looks further than [`LONGEST`] tokens.

use super::counted;
use super::digit_runs::{decimals, digits};
use super::fractions::with_fraction;
use super::number_words::{is_hundred, long_scale, scale_word, small, small_french};
use super::numeral::{Context, Form, Numeral};
use super::words::Words;
use crate::matching::Language;

/// The longest number that is read, in tokens. Longer runs of number words are noise.
pub const LONGEST: usize = 24;

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
    // The last number word: French adds to some of them what no other language does.
    let mut tail = 0.0;
    let mut form = Form::Digits;
    let mut i = at;
    while i < words.len() && i < at + LONGEST {
        let step = joint(words, i, last, tail, context);
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
        if words.language == Language::French
            && let Some((kind, more, now)) = french_sum(last, tail, &word)
        {
            group += more;
            (last, tail, i) = (kind, now, here + 1);
            form = Form::Words;
        } else if let Some(value) = value {
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
            (last, tail, i) = (kind, value, here + 1);
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
fn joint(words: &Words<'_>, at: usize, last: Last, tail: f64, context: Context) -> usize {
    let next = words.lower(at + 1);
    let next_small = match words.language {
        Language::French => small_french(&next),
        _ => small(&next),
    };
    if words.is_dash(at) && words.glued(at) && words.glued(at + 1) {
        let fits = match last {
            _ if words.language == Language::French => french_sum(last, tail, &next).is_some(),
            Last::Tens => next_small.is_some_and(|v| v < 10.0 && v > 0.0),
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
            Last::Tens => {
                words.language == Language::French && matches!(&*next, "un" | "une" | "onze")
            }
            _ => false,
        };
        if fits {
            return 1;
        }
    }
    0
}

/// What a French number word adds to the one before it, by the sums that only French makes:
/// "quatre-vingts", "soixante-douze", "dix-sept", "vingt et un". With what it adds, and the value
/// of the two together.
fn french_sum(last: Last, tail: f64, word: &str) -> Option<(Last, f64, f64)> {
    if last == Last::Unit && tail == 4.0 && matches!(word, "vingt" | "vingts") {
        return Some((Last::Tens, 76.0, 80.0));
    }
    let value = match word {
        "un" | "une" => 1.0,
        _ => small_french(word)?,
    };
    match last {
        Last::Tens if value > 0.0 && value < 10.0 => Some((Last::Unit, value, value)),
        Last::Tens if (tail == 60.0 || tail == 80.0) && value < 17.0 && value > 0.0 => {
            Some((Last::Teen, value, value))
        }
        Last::Teen if tail == 10.0 && (7.0..10.0).contains(&value) => {
            Some((Last::Unit, value, value))
        }
        _ => None,
    }
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

/// "k", "m", "bn" directly behind digits.
fn letter_scale(words: &Words<'_>, at: usize, context: Context) -> Option<f64> {
    let glued = words.glued(at);
    if !glued && !context.money {
        return None;
    }
    Some(match words.word(at) {
        "k" => 1e3,
        // "4K video" is no number of thousands.
        "K" if context.money
            || words.word(at.wrapping_sub(1)).len() > 1
            || counted::is_plural(words, at + 1) =>
        {
            1e3
        }
        "M" => 1e6,
        "m" if context.money || counted::is_plural(words, at + 1) => 1e6,
        "G" if words.word(at.wrapping_sub(1)).len() > 3 => 1e9,
        "B" | "b" if context.money || counted::is_plural(words, at + 1) => 1e9,
        "T" | "t" if context.money && glued => 1e12,
        _ => return None,
    })
}
