//! Shares of one behind a number: "two thirds", "and a half", "1/2", "nine out of 10"; and the
//! ordinal that makes a number none.
//!
//! Each rule looks at a fixed number of tokens.

use super::digit_runs::digits;
use super::number_words::{fraction_word, is_ordinal, scale_word, small};
use super::numeral::{Form, Numeral};
use super::words::Words;
use crate::matching::Language;

/// "and a half", and the denominator behind a number: "two thirds"; an ordinal ends a number that
/// is none: "one hundred twenty-fifth".
pub(super) fn with_fraction(words: &Words<'_>, numeral: Numeral) -> Numeral {
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
pub(super) fn of_a_scale(words: &Words<'_>, share: Numeral) -> Numeral {
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
