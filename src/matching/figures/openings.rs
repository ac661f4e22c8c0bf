//! Numbers that open with an article, "half" or a vague word: "a dozen", "half a million",
//! "hundreds of", "une centaine".

use super::chains::read_chain;
use super::fractions::is_share;
use super::number_words::{fraction_word, scale_word, vague_noun};
use super::numeral::{Context, Form, Numeral};
use super::words::Words;
use super::{currencies, units};
use crate::annotation::{VagueNumber, VaguePolicy, VagueWord};
use crate::matching::Language;

/// Numbers that begin with an article, "half", or a vague word.
pub(super) fn read_opening(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let done = |end, value, form| {
        Some(Numeral {
            first: at,
            end,
            value,
            form,
            scale: 1.0,
        })
    };
    let first = words.lower(at);
    if words.language == Language::French {
        return read_french_opening(words, at, &first);
    }
    match &*first {
        "half" => {
            let tied = words.is_dash(at + 1) && words.glued(at + 1) && words.glued(at + 2);
            let article = usize::from(tied || words.any(at + 1, &["a", "an"]));
            if let Some(scale) = scale_word(&words.lower(at + 1 + article)) {
                return done(at + 2 + article, scale / 2.0, Form::Words);
            }
            done(at + 1, 0.5, Form::Fraction)
        }
        "a" | "an" => {
            let second = words.lower(at + 1);
            if &*second == "half"
                && words.is_dash(at + 2)
                && words.glued(at + 2)
                && let Some(scale) = scale_word(&words.lower(at + 3))
            {
                return done(at + 4, scale / 2.0, Form::Words);
            }
            if is_single_unit(words, at) {
                return done(at + 1, 1.0, Form::Words);
            }
            if let Some(share) = fraction_word(&second, false) {
                return is_share(words, at, at + 2)
                    .then(|| done(at + 2, share, Form::Fraction))
                    .flatten();
            }
            match &*second {
                "couple" | "pair" => {
                    let of = usize::from(words.is(at + 2, "of"));
                    match scale_word(&words.lower(at + 2 + of)) {
                        Some(scale) => done(at + 3 + of, 2.0 * scale, Form::Words),
                        None if &*second == "couple" && of == 1 => done(at + 2, 2.0, Form::Words),
                        None => None,
                    }
                }
                "few" => scale_word(&words.lower(at + 2))
                    .map(|scale| vague(at, at + 3, VagueWord::Few, scale)),
                "dozen" => done(at + 2, 12.0, Form::Words),
                "single" => None,
                _ if scale_word(&second).is_some() && !words.capital(at + 1) => {
                    read_chain(words, at + 1, Context::default())
                        .map(|n| Numeral { first: at, ..n })
                }
                _ => None,
            }
        }
        "several" | "few" | "many" => {
            let scale = scale_word(&words.lower(at + 1))?;
            let word = VagueWord::of(&first)?;
            Some(vague(at, at + 2, word, scale))
        }
        _ => {
            let (word, needs_of) = vague_noun(&first)?;
            let of = words.is(at + 1, "of");
            if of && let Some((more, _)) = vague_noun(&words.lower(at + 2)) {
                return Some(vague(at, at + 3, word, least(more)));
            }
            (of || !needs_of).then(|| vague(at, at + 1, word, 1.0))
        }
    }
}

/// A vague word, `times` as much. Its value here is the least that any policy gives it.
fn vague(first: usize, end: usize, word: VagueWord, times: f64) -> Numeral {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a scale: whole and positive"
    )]
    let times = times as u64;
    let vague = VagueNumber { word, times };
    Numeral {
        first,
        end,
        value: VaguePolicy::Acled.bounds(vague).low.to_f64(),
        form: Form::Vague(vague),
        scale: 1.0,
    }
}

/// One of what a vague word is the plural of.
fn least(word: VagueWord) -> f64 {
    let alone = VagueNumber::alone(word);
    VaguePolicy::Acled.bounds(alone).low.to_f64()
}

/// "about a mile", "less than a dollar", "a kilogram": one of a unit, where a hedge stands before
/// or nothing but the unit is said. Elsewhere the article is a rate: "80 dollars a barrel".
pub(super) fn is_single_unit(words: &Words<'_>, at: usize) -> bool {
    let hedged = words.any(
        at.wrapping_sub(1),
        &[
            "about", "than", "nearly", "almost", "roughly", "around", "least",
        ],
    );
    (hedged || words.len() == 2)
        && (units::behind(words, at + 1).is_some_and(|unit| !unit.time)
            || currencies::behind(words, at + 1).is_some_and(|money| money.end == at + 2))
}

fn read_french_opening(words: &Words<'_>, at: usize, first: &str) -> Option<Numeral> {
    let done = |end, value, form| {
        Some(Numeral {
            first: at,
            end,
            value,
            form,
            scale: 1.0,
        })
    };
    match first {
        "une" | "un" => match &*words.lower(at + 1) {
            "dizaine" => done(at + 2, 10.0, Form::Words),
            "douzaine" => done(at + 2, 12.0, Form::Words),
            "quinzaine" => done(at + 2, 15.0, Form::Words),
            "vingtaine" => done(at + 2, 20.0, Form::Words),
            "trentaine" => done(at + 2, 30.0, Form::Words),
            "quarantaine" => done(at + 2, 40.0, Form::Words),
            "cinquantaine" => done(at + 2, 50.0, Form::Words),
            "soixantaine" => done(at + 2, 60.0, Form::Words),
            "centaine" => done(at + 2, 100.0, Form::Words),
            "millier" => done(at + 2, 1000.0, Form::Words),
            "million" => done(at + 2, 1e6, Form::Words),
            "milliard" => done(at + 2, 1e9, Form::Words),
            _ => None,
        },
        "dizaines" | "centaines" | "milliers" | "millions" | "milliards" | "douzaines" => {
            let word = match first {
                "dizaines" => VagueWord::Tens,
                "douzaines" => VagueWord::Dozens,
                "centaines" => VagueWord::Hundreds,
                "milliers" => VagueWord::Thousands,
                "millions" => VagueWord::Millions,
                _ => VagueWord::Billions,
            };
            if words.is(at + 1, "de") && words.any(at + 2, &["milliers", "millions", "milliards"]) {
                let more = match &*words.lower(at + 2) {
                    "milliers" => 1000.0,
                    "millions" => 1e6,
                    _ => 1e9,
                };
                return Some(vague(at, at + 3, word, more));
            }
            Some(vague(at, at + 1, word, 1.0))
        }
        _ => None,
    }
}
