//! One number with what is written at it: its currency, its thousands and decimals, its scale, its
//! unit.

use std::cmp::Ordering;

use super::super::Number;
use super::super::units;
use super::cursor::{Read, Reader, digits_of, shortened};
use super::decimal::Decimal;
use super::fault::NotationFault;
use super::words::{self, Scale};

/// The largest exponent: beyond it nothing is counted, and a few characters would stand for pages
/// of zeros.
const LARGEST: i32 = 400;

/// A number with what stood at it.
pub(super) struct Typed {
    pub number: Number,
    /// Before it was scaled.
    bare: Decimal,
    scales: Vec<Scale>,
    pub currency: Option<&'static str>,
}

impl Reader<'_> {
    /// A currency, where one is written before a number.
    fn currency(&mut self) -> Option<&'static str> {
        let start = self.at;
        let rest = self.rest();
        let prefix = if rest.starts_with("US$") { 2 } else { 0 };
        let mut signs = units::SIGNS.iter();
        let sign = signs.find(|(sign, _)| rest[prefix..].starts_with(sign));
        let code = match sign {
            Some((sign, code)) => {
                self.at += prefix + sign.len();
                Some(*code)
            }
            None => rest
                .get(..3)
                .and_then(units::currency)
                .inspect(|_| self.at += 3),
        };
        self.space();
        if code.is_none() || !self.rest().starts_with(|c: char| is_number_start(c)) {
            self.at = start;
            return None;
        }
        code
    }

    /// A number with its currency and scales. `known` is the currency that stood before.
    pub(super) fn amount(&mut self, known: Option<&'static str>) -> Read<Typed> {
        let currency = self.currency().or(known);
        let start = self.at;
        let bare = self.decimal()?;
        let scales = self.scales(currency.is_some(), start)?;
        let mut scaled = bare.clone();
        scales.iter().for_each(|scale| scaled.scale(*scale));
        match scaled.number() {
            Some(number) => Ok(Typed {
                number,
                bare,
                scales,
                currency,
            }),
            None => Err(self.wrong(start, self.at, NotationFault::TooLong)),
        }
    }

    /// Digits with their sign, point and exponent.
    fn decimal(&mut self) -> Read<Decimal> {
        let start = self.at;
        let negative = self.eat("-") || self.eat("−");
        let mut decimal = Decimal {
            negative,
            ..Decimal::default()
        };
        let first = self.digits();
        decimal.digits.push_str(first);
        let point = |rest: &str| {
            let after = rest.strip_prefix('.');
            after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
        };
        if first.is_empty() && !point(self.rest()) {
            // "a dozen"
            if !negative && self.eat_word("a") {
                self.space();
                if words::scale(self.letters()).is_some() {
                    decimal.digits.push('1');
                    return Ok(decimal);
                }
            }
            self.at = start;
            if self.rest().is_empty() {
                return Err(self.missing(NotationFault::NumberMissing));
            }
            return Err(self.strange(NotationFault::NoNumber));
        }
        self.thousands(start, first.len(), &mut decimal)?;
        if point(self.rest()) {
            self.at += 1;
            let places = self.digits();
            decimal.digits.push_str(places);
            let places = i32::try_from(places.len()).unwrap_or(i32::MAX);
            decimal.zeros -= places;
        }
        // "1.500.000", "5."
        if self.rest().starts_with('.') && !self.rest().starts_with("..") {
            let end = start + number_like(&self.text[start..]);
            let words = shortened(&self.text[start..end]);
            return Err(self.wrong(start, end, NotationFault::Points(words)));
        }
        self.exponent(start, &mut decimal)?;
        Ok(decimal)
    }

    /// Digits in groups: `1,500`, `1 500`, `12,50,000`.
    fn thousands(&mut self, start: usize, first: usize, decimal: &mut Decimal) -> Read<()> {
        if first == 0 {
            return Ok(());
        }
        loop {
            let rest = self.rest();
            let Some(separator) = rest.chars().next() else {
                return Ok(());
            };
            let comma = separator == ',';
            let space = matches!(separator, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}');
            if !(comma || space || matches!(separator, '\'' | '’')) {
                return Ok(());
            }
            let after = &rest[separator.len_utf8()..];
            let group = digits_of(after);
            let indian = group.len() == 2 && after[2..].starts_with(',');
            if first <= 3 && (group.len() == 3 || comma && indian) {
                decimal.digits.push_str(group);
                self.at += separator.len_utf8() + group.len();
            } else if comma && !group.is_empty() {
                let end = start + number_like(&self.text[start..]);
                let words = shortened(&self.text[start..end]);
                return Err(self.wrong(start, end, NotationFault::Comma(words)));
            } else {
                return Ok(());
            }
        }
    }

    fn exponent(&mut self, start: usize, decimal: &mut Decimal) -> Read<()> {
        let rest = self.rest();
        let Some(after) = rest.strip_prefix(['e', 'E']) else {
            return Ok(());
        };
        let sign = usize::from(after.starts_with(['+', '-']));
        let digits = digits_of(&after[sign..]);
        if digits.is_empty() {
            return Ok(());
        }
        self.at += 1 + sign + digits.len();
        let zeros: Option<i32> = digits.parse().ok().filter(|zeros| *zeros <= LARGEST);
        let Some(zeros) = zeros else {
            return Err(self.wrong(start, self.at, NotationFault::TooLong));
        };
        let down = after.starts_with('-');
        decimal.zeros = decimal
            .zeros
            .saturating_add(if down { -zeros } else { zeros });
        Ok(())
    }

    /// "3k", "2.5 million", "2 hundred thousand".
    fn scales(&mut self, money: bool, start: usize) -> Read<Vec<Scale>> {
        let mut scales = Vec::new();
        let letters = self.letters();
        let end = self.at + letters.len();
        let behind = self.text[end..].trim_start();
        let pure = !self.text[end..].starts_with(['/', '²', '³']);
        if letters == "m" && pure {
            let number = shortened(&self.text[start..self.at]);
            let currency = units::SIGNS
                .iter()
                .any(|(sign, _)| behind.starts_with(sign))
                || behind.get(..3).and_then(units::currency).is_some();
            if !money && !currency {
                let fault = NotationFault::MetresOrMillions(number);
                return Err(self.wrong(start, end, fault));
            }
            scales.push(Scale { times: 1, zeros: 6 });
            self.at = end;
        } else if let Some(scale) = words::letters(letters).filter(|_| pure) {
            scales.push(scale);
            self.at = end;
        }
        loop {
            let before = self.at;
            self.space();
            let letters = self.letters();
            match words::scale(letters) {
                Some(scale) if scales.len() < 4 => {
                    scales.push(scale);
                    self.at += letters.len();
                }
                _ => {
                    self.at = before;
                    return Ok(scales);
                }
            }
        }
    }

    /// The unit that stands here: its code, and the length of its words.
    pub(super) fn unit(&self) -> Option<(String, usize)> {
        let rest = self.rest();
        let mut signs = units::SIGNS.iter();
        if let Some((sign, code)) = signs.find(|(sign, _)| rest.starts_with(sign)) {
            return Some(((*code).to_owned(), sign.len()));
        }
        units::at_the_start(rest).map(|(code, length)| (code.to_owned(), length))
    }
}

/// The lower end as it is to be read beside the upper one: "2–3 million" is millions on both sides.
pub(super) fn scaled_alike(low: Typed, high: &Typed) -> Number {
    let plain = low.scales.is_empty() && low.bare.zeros <= 0;
    let below = || {
        let (low, high) = (low.bare.number()?, high.bare.number()?);
        Some(low.compare(&high) == Ordering::Less)
    };
    if plain && !high.scales.is_empty() && below() == Some(true) {
        let mut scaled = low.bare.clone();
        high.scales.iter().for_each(|scale| scaled.scale(*scale));
        if let Some(number) = scaled.number() {
            return number;
        }
    }
    low.number
}

fn is_number_start(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '−' | '.')
}

/// How far something reaches that looks like a number.
fn number_like(text: &str) -> usize {
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−');
    text.find(|c: char| !of_number(c)).unwrap_or(text.len())
}
