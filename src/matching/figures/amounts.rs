//! A number with the currency or unit that belongs to it: "US$ 40 billion", "12 per cent",
//! "7 feet 10 inches".

use super::numeral::{Context, Form, Numeral};
use super::numerals;
use super::rules::Exclusion;
use super::words::Words;
use super::{currencies, exclusions, units};
use crate::annotation::FigureKind;

/// A number and its unit: tokens `first..end`, of which `first..head_end` are the number with
/// the signs written at it.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    pub numeral: Numeral,
    pub first: usize,
    pub head_end: usize,
    pub end: usize,
    pub value: f64,
    pub unit: Option<&'static str>,
    /// Amount, share, or nothing yet.
    pub kind: FigureKind,
    pub money: bool,
    pub time: bool,
    /// Whether a hyphen ties the unit to the number: "a 10-kilometre march".
    pub tied: bool,
    base: f64,
    hundredth: bool,
}

/// The amount that begins at token `at`.
#[must_use]
pub fn read(words: &Words<'_>, at: usize, context: Context) -> Option<Amount> {
    let one = read_one(words, at, context)?;
    Some(compound(words, one))
}

fn read_one(words: &Words<'_>, at: usize, context: Context) -> Option<Amount> {
    let (currency, start) = match currencies::before(words, at) {
        Some(currency) => {
            let start = currency.end;
            (Some(currency), start)
        }
        None => (None, at),
    };
    // "-$5 million"
    let context = Context {
        money: currency.is_some(),
        ..context
    };
    let numeral = numerals::read(words, start, context)?;
    let mut amount = Amount {
        numeral,
        first: at,
        head_end: numeral.end,
        end: numeral.end,
        value: numeral.value,
        unit: None,
        kind: FigureKind::Other,
        money: false,
        time: false,
        tied: false,
        base: 0.0,
        hundredth: false,
    };
    if numeral.form == Form::Ordinal {
        return Some(amount);
    }
    if numeral.form == Form::Fraction {
        amount.kind = FigureKind::Share;
    }
    if let Some(currency) = currency {
        amount.money(currency.unit);
        // "$249 USD", "$9.99 US dollars"
        if let Some(again) = currencies::behind(words, numeral.end)
            .filter(|c| !c.hundredth && c.unit == currency.unit)
        {
            amount.end = again.end;
        }
        return Some(amount);
    }
    // "half a mile", "a quarter of a percentage point"
    if numeral.form == Form::Fraction {
        let article = numeral.end + usize::from(words.is(numeral.end, "of"));
        if words.any(article, &["a", "an"])
            && let Some(unit) = units::behind(words, article + 1)
        {
            amount.unit = Some(unit.code);
            amount.kind = unit.kind;
            amount.time = unit.time;
            amount.end = unit.end;
            return Some(amount);
        }
    }
    let tied =
        words.is_dash(numeral.end) && words.glued(numeral.end) && words.glued(numeral.end + 1);
    let behind = numeral.end + usize::from(tied);
    if let Some(currency) =
        currencies::behind(words, behind).or_else(|| currencies::pounds(words, behind))
    {
        amount.money(currency.unit);
        amount.hundredth = currency.hundredth;
        if currency.hundredth {
            amount.unit = Some(currency.unit);
            amount.value = numeral.value;
        }
        amount.end = currency.end;
        // A sign is part of the number as written; a word stands beside it.
        if !words.is_word(currency.first) || words.glued(currency.first) {
            amount.head_end = currency.end;
        }
        amount.tied = tied;
    } else if let Some(unit) =
        units::behind(words, behind).filter(|_| !tied || words.is_word(behind))
    {
        amount.unit = Some(unit.code);
        amount.kind = unit.kind;
        amount.time = unit.time;
        amount.base = unit.base;
        amount.end = unit.end;
        amount.tied = tied;
        if unit.kind == FigureKind::Share {
            amount.head_end = unit.end;
        }
    } else if words.is(at.wrapping_sub(1), "of")
        && (words.any(
            at.wrapping_sub(2),
            &["percent", "percents", "cent", "percentage"],
        ))
        && !words.is_number(at.saturating_sub(3))
        && !words.is_number(at.saturating_sub(4))
    {
        // "percent of 10", as forms and queries have it
        amount.unit = Some("%");
        amount.kind = FigureKind::Share;
    }
    Some(amount)
}

impl Amount {
    fn money(&mut self, unit: &'static str) {
        self.unit = Some(unit);
        self.kind = FigureKind::Amount;
        self.money = true;
    }

    /// Why it is no figure, by the rules for numbers; money always is one.
    #[must_use]
    pub fn exclusion(&self, words: &Words<'_>) -> Option<Exclusion> {
        if self.money {
            return None;
        }
        let unit = match self.unit {
            None => exclusions::Unit::None,
            Some(_) if self.time => exclusions::Unit::Time,
            Some(_) => exclusions::Unit::Other,
        };
        exclusions::reason(words, &self.numeral, self.end, unit)
    }

    /// What the unit measures, as far as parts of a compound must agree in it.
    fn measure(&self) -> Option<u8> {
        if self.base <= 0.0 {
            return None;
        }
        Some(match self.unit? {
            "t" | "[ston_av]" | "kg" | "g" | "mg" | "[oz_av]" | "[lb_av]" => 1,
            _ if self.time => 2,
            _ => 3,
        })
    }
}

/// "7 feet 10 inches" is one amount, in the smaller unit; "20 dollars and 43 cents" one in the
/// larger, since nobody counts a budget in cents.
fn compound(words: &Words<'_>, mut amount: Amount) -> Amount {
    for _ in 0..3 {
        if amount.tied || amount.hundredth || !(amount.money || amount.measure().is_some()) {
            break;
        }
        let mut next = amount.end;
        next += usize::from(words.word(next) == ",");
        next += usize::from(words.is(next, "and"));
        if next >= words.len() || words.glued(next) {
            break;
        }
        let Some(part) =
            read_one(words, next, Context::default()).filter(|p| p.first == next && p.value >= 0.0)
        else {
            break;
        };
        if amount.money {
            let comma = words.word(amount.end) == ",";
            let last = part.end >= words.len();
            let bare = part.unit.is_none()
                && part.numeral.scale == 1.0
                && last
                && part.numeral.form != Form::Fraction;
            if comma
                || part.value >= 100.0
                || amount.value.fract() != 0.0
                || !(part.hundredth || bare)
            {
                // "43c": a letter that is a cent only here
                if !(part.value < 100.0
                    && !comma
                    && words.any(part.end, &["c", "pence", "kopiykas", "sen", "sens"]))
                {
                    break;
                }
            }
            let letter = usize::from(
                !part.hundredth && words.any(part.end, &["c", "pence", "kopiykas", "sen", "sens"]),
            );
            amount.value += part.value / 100.0;
            amount.end = part.end + letter;
            amount.head_end = amount.end;
            break;
        }
        let fits = part.measure() == amount.measure() && part.base < amount.base && !part.tied;
        if !fits {
            break;
        }
        amount.value = round(amount.value * amount.base / part.base + part.value);
        amount.unit = part.unit;
        amount.base = part.base;
        amount.end = part.end;
        amount.head_end = part.end;
    }
    amount
}

/// Sheds the noise that a product of decimal fractions leaves.
fn round(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}
