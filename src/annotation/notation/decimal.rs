//! A number as it is typed: digits in thousands, decimals, an exponent and scales. Nothing is
//! rounded on the way: magnitudes beyond 2^53 keep every digit.

use super::super::Number;
use super::words::Scale;

/// Digits and where their point stands: `digits × 10^zeros`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Decimal {
    pub negative: bool,
    pub digits: String,
    pub zeros: i32,
}

impl Decimal {
    /// Multiplies with a scale.
    pub fn scale(&mut self, scale: Scale) {
        if scale.times > 1 {
            self.digits = times(&self.digits, scale.times);
        }
        self.zeros = self.zeros.saturating_add(scale.zeros);
    }

    /// The number.
    pub fn number(&self) -> Option<Number> {
        let (zeros, negative) = (self.zeros, self.negative);
        let mut text = String::with_capacity(self.digits.len() + 2);
        text.push_str(if negative { "-" } else { "" });
        if zeros >= 0 {
            text.push_str(&self.digits);
            text.extend((0..zeros).map(|_| '0'));
            return Number::of_digits(&text);
        }
        let places = usize::try_from(-zeros).ok()?;
        let missing = places.saturating_sub(self.digits.len());
        let whole = self.digits.len().saturating_sub(places);
        text.push_str(&self.digits[..whole]);
        text.push('.');
        text.extend((0..missing).map(|_| '0'));
        text.push_str(&self.digits[whole..]);
        Number::of_digits(&text)
    }
}

/// Digits times a small number. Linear.
fn times(digits: &str, by: u8) -> String {
    let mut carry = 0_u32;
    let mut reversed = Vec::with_capacity(digits.len() + 3);
    for digit in digits.bytes().rev() {
        let product = u32::from(digit - b'0') * u32::from(by) + carry;
        reversed.push(char::from_digit(product % 10, 10).unwrap_or('0'));
        carry = product / 10;
    }
    while carry > 0 {
        reversed.push(char::from_digit(carry % 10, 10).unwrap_or('0'));
        carry /= 10;
    }
    reversed.into_iter().rev().collect()
}
