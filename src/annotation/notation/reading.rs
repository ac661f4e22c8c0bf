//! From what is typed to a value.

use std::cmp::Ordering;
use std::ops::Range;

use super::super::figure_kinds::implied;
use super::super::{FigureKind, FigureValue, Hedge, Number, VagueNumber, VaguePolicy, VagueWord};
use super::amounts::{Typed, scaled_alike};
use super::cursor::{Read, Reader, shortened};
use super::fault::{NotationError, NotationFault};
use super::words;

pub(super) fn read(text: &str, policy: VaguePolicy) -> Read<FigureValue> {
    let mut reader = Reader { text, at: 0 };
    reader.space();
    if reader.rest().is_empty() {
        return Err(reader.missing(NotationFault::Empty));
    }
    let mut parts = Parts::default();
    reader.bounds(&mut parts)?;
    loop {
        reader.space();
        if reader.rest().is_empty() {
            break;
        }
        reader.part(&mut parts)?;
    }
    parts.value(policy)
}

/// What was read so far.
#[derive(Default)]
struct Parts {
    low: Option<Number>,
    best: Option<Number>,
    high: Option<Number>,
    low_open: bool,
    high_open: bool,
    hedge: Option<Hedge>,
    /// Where the bounds stand.
    bounds: Range<usize>,
    vague: Option<VagueNumber>,
    best_given: Option<(Option<Number>, Range<usize>)>,
    unit: Option<String>,
    counted: Option<String>,
    kind: Option<FigureKind>,
    hedge_given: Option<Option<Hedge>>,
    policy: Option<(String, Range<usize>)>,
}

impl Parts {
    fn value(mut self, policy: VaguePolicy) -> Read<FigureValue> {
        let mut named = self.policy.as_ref().map(|(name, _)| name.clone());
        if let Some(vague) = self.vague {
            let policy = match &self.policy {
                None => policy,
                Some((name, at)) => VaguePolicy::named(name).ok_or_else(|| NotationError {
                    at: at.clone(),
                    fault: NotationFault::Policy(shortened(name)),
                })?,
            };
            let bounds = policy.bounds(vague);
            (self.low, self.best) = (Some(bounds.low), Some(bounds.best));
            self.high = bounds.high;
            named = Some(policy.key().to_owned());
        }
        if let (Some(low), Some(high)) = (&self.low, &self.high)
            && low.compare(high) == Ordering::Greater
        {
            let (low, high) = (shortened(&low.to_string()), shortened(&high.to_string()));
            return Err(NotationError {
                at: self.bounds,
                fault: NotationFault::Reversed { low, high },
            });
        }
        if let Some((best, at)) = self.best_given {
            let outside = best.as_ref().is_some_and(|best| {
                let below = |low: &Number| best.compare(low) == Ordering::Less;
                let above = |high: &Number| best.compare(high) == Ordering::Greater;
                self.low.as_ref().is_some_and(below) || self.high.as_ref().is_some_and(above)
            });
            if outside {
                return Err(NotationError {
                    at,
                    fault: NotationFault::BestOutside,
                });
            }
            self.best = best;
        }
        let usual = implied(self.unit.as_deref(), self.counted.as_deref());
        Ok(FigureValue {
            low: self.low,
            best: self.best,
            high: self.high,
            low_open: self.low_open,
            high_open: self.high_open,
            hedge: self.hedge_given.unwrap_or(self.hedge),
            unit: self.unit,
            counted: self.counted,
            kind: self.kind.unwrap_or(usual),
            policy: named,
            extra: super::super::Fields::new(),
        })
    }

    fn between(&mut self, low: Number, high: Number, hedge: Hedge) {
        self.best = middle(&low, &high);
        (self.low, self.high, self.hedge) = (Some(low), Some(high), Some(hedge));
    }
}

/// The best number where only bounds are known.
pub(super) fn middle(low: &Number, high: &Number) -> Option<Number> {
    if low.compare(high) == Ordering::Equal {
        return Some(low.clone());
    }
    Number::new(f64::midpoint(low.to_f64(), high.to_f64()))
}

impl Reader<'_> {
    /// Numbers, their bounds and their hedge.
    fn bounds(&mut self, parts: &mut Parts) -> Read<()> {
        let start = self.at;
        if self.rest().starts_with(['[', '(']) {
            self.bracket(parts)?;
            parts.bounds = start..self.at;
            return Ok(());
        }
        let sign = words::hedge(self.rest());
        if let Some((_, length)) = sign {
            self.at += length;
            self.space();
            if words::hedge(self.rest()).is_some() {
                return Err(self.wrong(start, self.at, NotationFault::TwoHedges));
            }
        }
        let sign = sign.map(|(hedge, _)| hedge);
        if let Some(vague) = self.vague() {
            if sign.is_some() {
                return Err(self.wrong(start, self.at, NotationFault::TwoHedges));
            }
            parts.vague = Some(vague);
            parts.hedge = Some(Hedge::Vague);
            parts.bounds = start..self.at;
            return Ok(());
        }
        let low = self.amount(None)?;
        let unit = low.currency.map(str::to_owned);
        let upper = self.upper(&low, sign == Some(Hedge::Range))?;
        match upper {
            Some((high, between)) => {
                let hedge = match sign {
                    None | Some(Hedge::Range) => Hedge::Range,
                    Some(Hedge::About) => Hedge::About,
                    Some(_) => return Err(self.wrong(start, self.at, NotationFault::TwoHedges)),
                };
                let low = scaled_alike(low, &high);
                parts.unit = unit.or(high.currency.map(str::to_owned)).or(between);
                parts.between(low, high.number, hedge);
            }
            None => {
                parts.unit = unit;
                self.single(low.number, sign, start, parts)?;
            }
        }
        self.not_glued()?;
        parts.bounds = start..self.at;
        Ok(())
    }

    /// One number with its hedge.
    fn single(
        &mut self,
        number: Number,
        sign: Option<Hedge>,
        start: usize,
        parts: &mut Parts,
    ) -> Read<()> {
        let mut hedge = sign;
        if self.eat("+") {
            if sign.is_some() {
                return Err(self.wrong(start, self.at, NotationFault::TwoHedges));
            }
            hedge = Some(Hedge::AtLeast);
        }
        let some = Some(number);
        parts.hedge = hedge;
        parts.best.clone_from(&some);
        match hedge {
            Some(Hedge::AtLeast | Hedge::MoreThan) => {
                parts.low_open = hedge == Some(Hedge::MoreThan);
                parts.low = some;
            }
            Some(Hedge::AtMost | Hedge::LessThan) => {
                parts.high_open = hedge == Some(Hedge::LessThan);
                parts.high = some;
            }
            // "between 20"
            Some(Hedge::Range) => {
                self.space();
                return Err(self.missing(NotationFault::NumberMissing));
            }
            None | Some(Hedge::About | Hedge::Vague) => {
                parts.low.clone_from(&some);
                parts.high = some;
            }
        }
        Ok(())
    }

    /// `[20..30)`
    fn bracket(&mut self, parts: &mut Parts) -> Read<()> {
        let start = self.at;
        parts.low_open = self.eat("(");
        if !parts.low_open {
            self.eat("[");
        }
        self.space();
        if !self.rest().starts_with("..") {
            parts.low = Some(self.amount(None)?.number);
            self.space();
        }
        if !self.eat("..") {
            return Err(self.wrong(start, self.at, NotationFault::Bracket));
        }
        self.space();
        if !self.rest().starts_with([']', ')']) {
            if self.rest().is_empty() {
                return Err(self.missing(NotationFault::Unclosed(']')));
            }
            parts.high = Some(self.amount(None)?.number);
            self.space();
        }
        parts.high_open = self.eat(")");
        if !parts.high_open && !self.eat("]") {
            return Err(self.missing(NotationFault::Unclosed(']')));
        }
        let (low, high) = (&parts.low, &parts.high);
        (parts.best, parts.hedge) = match (low, high) {
            (Some(low), Some(high)) => (middle(low, high), Some(Hedge::Range)),
            (Some(low), None) if parts.low_open => (Some(low.clone()), Some(Hedge::MoreThan)),
            (Some(low), None) => (Some(low.clone()), Some(Hedge::AtLeast)),
            (None, Some(high)) if parts.high_open => (Some(high.clone()), Some(Hedge::LessThan)),
            (None, Some(high)) => (Some(high.clone()), Some(Hedge::AtMost)),
            (None, None) => (None, None),
        };
        Ok(())
    }

    /// "dozens", "a few hundred", "tens of thousands".
    fn vague(&mut self) -> Option<VagueNumber> {
        let start = self.at;
        if self.eat_word("a") {
            self.space();
            if !self.letters().eq_ignore_ascii_case("few") {
                self.at = start;
                return None;
            }
        }
        let letters = self.letters();
        let Some(word) = VagueWord::of(&letters.to_ascii_lowercase()) else {
            self.at = start;
            return None;
        };
        self.at += letters.len();
        let alone = self.at;
        self.space();
        let counts_scale = matches!(word, VagueWord::Few | VagueWord::Several);
        let times = if counts_scale {
            words::scale(self.letters()).and_then(|scale| {
                let power = 10_u64.checked_pow(u32::try_from(scale.zeros).ok()?)?;
                power.checked_mul(u64::from(scale.times))
            })
        } else if self.eat_word("of") {
            self.space();
            let more = VagueWord::of(&self.letters().to_ascii_lowercase());
            more.map(VagueWord::unit).filter(|unit| *unit > 1)
        } else {
            None
        };
        match times {
            Some(times) => {
                self.at += self.letters().len();
                Some(VagueNumber { word, times })
            }
            None => {
                self.at = alone;
                Some(VagueNumber::alone(word))
            }
        }
    }

    /// The upper end of a range, and the unit that stood between the two.
    fn upper(&mut self, low: &Typed, between: bool) -> Read<Option<(Typed, Option<String>)>> {
        let before = self.at;
        if self.joint(between) {
            return Ok(Some((self.amount(low.currency)?, None)));
        }
        // "5 % – 10 %"
        self.space();
        if let Some((code, length)) = self.unit() {
            self.at += length;
            if self.joint(between) {
                return Ok(Some((self.amount(low.currency)?, Some(code))));
            }
        }
        self.at = before;
        Ok(None)
    }

    /// The sign or word between two ends.
    fn joint(&mut self, between: bool) -> bool {
        let before = self.at;
        self.space();
        let signs = ["..", "…", "–", "—", "-", "−", "‐", "‑"];
        let found = signs.iter().any(|sign| self.eat(sign))
            || self.eat_word("to")
            || between && self.eat_word("and");
        if found {
            self.space();
        } else {
            self.at = before;
        }
        found
    }

    /// Nothing but a unit may be written at a number.
    fn not_glued(&self) -> Read<()> {
        let glued = self.rest().starts_with(|c: char| c.is_alphanumeric());
        if glued && self.unit().is_none() {
            return Err(self.strange(NotationFault::Glued));
        }
        Ok(())
    }

    /// What stands behind the number: one part of it.
    fn part(&mut self, parts: &mut Parts) -> Read<()> {
        let start = self.at;
        let twice = |reader: &Self| Err(reader.wrong(start, reader.at, NotationFault::Twice));
        let rest = self.rest();
        if rest.starts_with('(') {
            let best = self.best()?;
            if parts.best_given.replace((best, start..self.at)).is_some() {
                return twice(self);
            }
        } else if rest.starts_with(['"', '“', '”', '„']) {
            let words = self.quoted()?;
            if parts.counted.replace(words).is_some() {
                return twice(self);
            }
        } else if rest.starts_with('#') {
            return self.tag(parts);
        } else if rest.starts_with('@') {
            self.at += 1;
            let name = self.name(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))?;
            let named = parts.policy.replace((name, start..self.at));
            if named.is_some() {
                return twice(self);
            }
        } else if let Some(unit) = rest.strip_prefix("unit:") {
            self.at += "unit:".len();
            let quoted = unit.starts_with('"');
            let unit = self.name(is_of_unit)?;
            if unit.is_empty() && !quoted {
                return Err(self.missing(NotationFault::UnitMissing));
            }
            if parts.unit.replace(unit).is_some() {
                return twice(self);
            }
        } else if let Some((code, length)) = self
            .unit()
            .filter(|_| parts.unit.is_none() && parts.counted.is_none())
        {
            self.at += length;
            parts.unit = Some(code);
        } else if let Some((_, length)) = self.unit().filter(|(code, _)| {
            parts.counted.is_none() && parts.unit.as_deref() == Some(code.as_str())
        }) {
            // "5 % – 10 %", "$5 USD": said again.
            self.at += length;
        } else {
            let words = self.plain()?;
            if parts.counted.replace(words).is_some() {
                return twice(self);
            }
        }
        Ok(())
    }

    /// `(25)`, `(?)`
    fn best(&mut self) -> Read<Option<Number>> {
        self.eat("(");
        self.space();
        let best = match self.eat("?") {
            true => None,
            false => Some(self.amount(None)?.number),
        };
        self.space();
        if !self.eat(")") {
            return Err(self.missing(NotationFault::Unclosed(')')));
        }
        Ok(best)
    }

    /// `#dead`, `#at_least`; the first letters of a kind will do.
    fn tag(&mut self, parts: &mut Parts) -> Read<()> {
        let start = self.at;
        self.at += 1;
        let name = self.name(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))?;
        let name = name.to_lowercase().replace('-', "_");
        let hedge = Hedge::ALL.into_iter().find(|hedge| hedge.name() == name);
        let twice = if hedge.is_some() || name == "exact" {
            parts.hedge_given.replace(hedge).is_some()
        } else {
            let begins = |kind: &FigureKind| !name.is_empty() && kind.name().starts_with(&name);
            let mut kinds = FigureKind::ALL.into_iter().filter(begins);
            let (Some(kind), None) = (kinds.next(), kinds.next()) else {
                let fault = NotationFault::Tag(shortened(&name));
                return Err(self.wrong(start, self.at, fault));
            };
            parts.kind.replace(kind).is_some()
        };
        match twice {
            true => Err(self.wrong(start, self.at, NotationFault::Twice)),
            false => Ok(()),
        }
    }

    /// What is counted, in plain words.
    fn plain(&mut self) -> Read<String> {
        if self.eat_word("of") {
            self.space();
            if self.rest().starts_with(['"', '“', '”', '„']) {
                return self.quoted();
            }
        }
        let rest = self.rest();
        if !rest.starts_with(|c: char| c.is_alphabetic()) {
            return Err(self.strange(NotationFault::Strange));
        }
        let signs = rest.find(|c: char| is_sign(c)).unwrap_or(rest.len());
        let unit = rest.find(" unit:").unwrap_or(rest.len());
        let words = &rest[..signs.min(unit)];
        self.at += words.len();
        let words: Vec<_> = words.split_whitespace().collect();
        Ok(words.join(" "))
    }
}

/// Characters that end plain words.
pub(super) fn is_sign(c: char) -> bool {
    matches!(
        c,
        '#' | '@' | '"' | '“' | '”' | '„' | '(' | ')' | '[' | ']' | '\\'
    )
}

/// Characters of units that stand without quotation marks.
pub(super) fn is_of_unit(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '/' | '.' | '[' | ']' | '{' | '}' | '%' | '_' | '*' | '°')
}
