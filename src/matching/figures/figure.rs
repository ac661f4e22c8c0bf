//! A figure on its way to a suggestion: an amount with its hedge, its upper end and what it
//! counts, how sure that is, and the value it states.

use super::amounts::Amount;
use super::counted::{self, Counted};
use super::kinds::{self, Place};
use super::numeral::Form;
use super::ranges::upper_end;
use super::rules::Rule;
use super::words::Words;
use super::{digits, hedges, nouns};
use crate::annotation::{FigureKind, FigureValue, Hedge, Label, Number, VaguePolicy};
use crate::matching::{Bounds, Detail, Language, Reason, Suggestion};

/// A figure on its way to a suggestion. Positions are tokens.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    first: usize,
    head_end: usize,
    end: usize,
    /// Where its hedge begins, or the figure itself.
    hedge_first: usize,
    low: Option<f64>,
    best: f64,
    high: Option<f64>,
    low_open: bool,
    high_open: bool,
    hedge: Option<Hedge>,
    unit: Option<&'static str>,
    money: bool,
    /// The tokens of a unit that stands beside the head.
    unit_words: Option<(usize, usize)>,
    noun: Option<Counted>,
    kind: FigureKind,
    fate: Option<usize>,
    form: Form,
    score: f32,
}

/// The figure that an amount makes, with the token to read on from. `by_hand` where somebody says
/// that it is one, whatever the rules say.
pub(super) fn read_figure(
    words: &Words<'_>,
    amount: &Amount,
    between: bool,
    by_hand: bool,
) -> (usize, Option<Figure>) {
    if !by_hand && amount.exclusion(words).is_some() {
        return (amount.numeral.end, None);
    }
    let mut figure = Figure {
        first: amount.first,
        head_end: amount.head_end,
        end: amount.end,
        hedge_first: amount.first,
        low: Some(amount.value),
        best: amount.value,
        high: Some(amount.value),
        low_open: false,
        high_open: false,
        hedge: None,
        unit: amount.unit,
        money: amount.money,
        unit_words: (amount.end > amount.head_end)
            .then_some((amount.head_end + usize::from(amount.tied), amount.end)),
        noun: None,
        kind: amount.kind,
        fate: None,
        form: amount.numeral.form,
        score: 0.9,
    };
    let mut tied = amount.tied;
    if let Some(upper) = upper_end(words, amount, between) {
        let low = upper.low;
        figure.head_end = upper.amount.head_end;
        figure.end = upper.amount.end;
        figure.low = Some(low);
        figure.high = Some(upper.amount.value);
        figure.best = f64::midpoint(low, upper.amount.value);
        figure.hedge = Some(Hedge::Range);
        figure.unit = upper.amount.unit;
        figure.money = upper.amount.money || amount.money;
        figure.kind = upper.amount.kind;
        figure.unit_words = (figure.end > figure.head_end).then_some((figure.head_end, figure.end));
        if words.any(
            figure.first.wrapping_sub(1),
            &["from", "between", "de", "entre"],
        ) {
            figure.hedge_first = figure.first - 1;
        }
        tied = upper.amount.tied;
    } else {
        hedge(words, &mut figure);
    }
    let behind = hedges::behind(words, figure.end);
    if let Some(behind) = behind {
        figure.bound_behind(behind.hedge);
    }
    let from = behind.map_or(figure.end, |b| b.end);
    count(words, &mut figure, from, tied);
    let shown = figure.is_shown(words, amount) || by_hand;
    let next = figure.end.max(from);
    (next, shown.then_some(figure))
}

fn hedge(words: &Words<'_>, figure: &mut Figure) {
    if let Form::Vague(vague) = figure.form {
        let bounds = words.policy.bounds(vague);
        figure.hedge = Some(Hedge::Vague);
        figure.low = Some(bounds.low.to_f64());
        figure.best = bounds.best.to_f64();
        figure.high = bounds.high.map(|high| high.to_f64());
        return;
    }
    let Some(found) = hedges::before(words, figure.first) else {
        return;
    };
    figure.hedge_first = found.first;
    match found.hedge {
        Some(Hedge::AtLeast) => figure.high = None,
        Some(Hedge::MoreThan) => (figure.high, figure.low_open) = (None, true),
        Some(Hedge::AtMost) => figure.low = None,
        Some(Hedge::LessThan) => (figure.low, figure.high_open) = (None, true),
        _ => {}
    }
    figure.hedge = found.hedge;
}

/// What is tied to a number word in phrases that count nothing: "two-way talks".
const SET_PHRASES: &[&str] = &[
    "way",
    "state",
    "time",
    "wheel",
    "fold",
    "star",
    "tier",
    "track",
    "pronged",
    "faced",
    "edged",
    "dimensional",
    "piece",
    "sided",
    "point",
    "legged",
    "hearted",
];

/// Finds what is counted, and how far the span goes for it.
fn count(words: &Words<'_>, figure: &mut Figure, from: usize, tied: bool) {
    let of = words.any(from, &["of", "de"]);
    let owner = of
        && words.any(
            from + 1,
            &[
                "the", "its", "their", "his", "her", "all", "our", "those", "these", "them", "la",
                "les", "leurs", "ses",
            ],
        );
    let value = figure.best;
    if figure.kind == FigureKind::Share {
        if of {
            figure.noun = counted::noun(words, from + 1 + usize::from(owner), 1.0);
        } else if figure.form == Form::Fraction && counted::is_plural(words, from) {
            figure.noun = counted::noun(words, from, 2.0);
        }
        return;
    }
    if figure.unit.is_some() {
        if of && !owner && !figure.money && !figure.is_duration() {
            figure.noun = counted::noun(words, from + 1, 1.0);
            if let Some(noun) = figure.noun {
                figure.end = noun.end;
            }
        }
        if tied {
            figure.score = 0.6;
        }
        return;
    }
    if owner {
        figure.noun = counted::noun(words, from + 2, 2.0);
    } else {
        let hyphen = words.is_dash(from)
            && words.glued(from)
            && words.glued(from + 1)
            && words.is_word(from + 1);
        let start = from + usize::from(of && figure.form != Form::Digits || hyphen);
        figure.noun = if words.is(figure.first.wrapping_sub(1), "magnitude")
            || hyphen && words.is(from + 1, "strong")
        {
            None
        } else if hyphen {
            figure.score = if figure.form == Form::Digits {
                0.6
            } else if figure.best >= 2.0 && !words.any(from + 1, SET_PHRASES) {
                0.55
            } else {
                0.45
            };
            Some(Counted {
                first: start,
                end: start + 1,
            })
        } else if words.language == Language::French || !of || start > from {
            counted::noun(words, start, value)
        } else {
            None
        };
        if let Some(noun) = figure.noun {
            figure.end = noun.end.max(figure.end);
        }
    }
    let place = Place {
        hedge: figure.hedge_first,
        first: figure.first,
        end: figure.end,
    };
    let (kind, fate) = kinds::kind(words, place, figure.noun);
    (figure.kind, figure.fate) = (kind, fate);
    if figure.noun.is_none() {
        figure.score = 0.75;
    }
}

/// "more than 10 and less than 40" is one figure: adds the second bound to the first.
pub(super) fn join_bounds(words: &Words<'_>, last: Option<&mut Figure>, figure: &Figure) -> bool {
    let Some(last) = last else {
        return false;
    };
    let bound = |f: &Figure| {
        matches!(
            f.hedge,
            Some(Hedge::AtLeast | Hedge::MoreThan | Hedge::AtMost | Hedge::LessThan)
        )
    };
    let gap = last.end..figure.hedge_first;
    let joined = gap.len() <= 1
        && gap.clone().all(|i| words.any(i, &["and", "but", ","]))
        && bound(last)
        && bound(figure)
        && last.unit == figure.unit;
    if !joined {
        return false;
    }
    let (low, high) = match (last.low, last.high, figure.low, figure.high) {
        (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) => (low, high),
        _ => return false,
    };
    if low >= high {
        return false;
    }
    last.low_open |= figure.low_open;
    last.high_open |= figure.high_open;
    (last.low, last.high, last.best) = (Some(low), Some(high), f64::midpoint(low, high));
    last.hedge = Some(Hedge::Range);
    (last.head_end, last.end) = (figure.head_end, figure.end);
    (last.noun, last.kind, last.fate) = (figure.noun, figure.kind, figure.fate);
    last.unit_words = figure.unit_words;
    true
}

impl Figure {
    /// A hedge behind the number: "or more" outdoes "about" before it.
    fn bound_behind(&mut self, hedge: Option<Hedge>) {
        match hedge {
            Some(Hedge::AtLeast) => (self.high, self.low_open, self.hedge) = (None, false, hedge),
            Some(Hedge::AtMost) => {
                (self.low, self.high_open, self.hedge) = (None, false, hedge);
            }
            // "or equal": closes what stands open
            Some(Hedge::Range) => {
                self.hedge = match self.hedge {
                    Some(Hedge::LessThan) => Some(Hedge::AtMost),
                    Some(Hedge::MoreThan) => Some(Hedge::AtLeast),
                    other => other,
                };
                (self.low_open, self.high_open) = (false, false);
            }
            _ if self.hedge.is_none() => self.hedge = hedge,
            _ => {}
        }
    }

    /// "killed 12 soldiers and **3 civilians**": one verb for both.
    pub(super) fn share_fate(&mut self, words: &Words<'_>, last: Option<&Self>) {
        let Some(last) = last.filter(|_| self.kind == FigureKind::Size) else {
            return;
        };
        let Some(fate) = last.fate.filter(|fate| *fate < last.first) else {
            return;
        };
        let mut gap = last.end..self.hedge_first;
        let joined = gap.len() <= 2 && gap.all(|at| words.any(at, &["and", ",", "et"]));
        if joined && last.end < self.hedge_first {
            (self.kind, self.fate) = (last.kind, Some(fate));
        }
    }

    fn is_duration(&self) -> bool {
        matches!(
            self.unit,
            Some("s" | "min" | "h" | "d" | "wk" | "mo" | "a" | "10.a" | "100.a" | "{night}")
        )
    }

    /// "one of the oldest": high praise, and no count. Nor is "one of a kind", or "one of its
    /// rules", which says "a rule of its". With a fate it counts: "one of them died".
    fn is_membership(&self, words: &Words<'_>) -> bool {
        let of = self.head_end;
        let counts = words.any(of + 1, &["the", "those", "these"])
            || self.fate.is_some()
            || matches!(
                self.kind,
                FigureKind::Dead
                    | FigureKind::Injured
                    | FigureKind::Arrested
                    | FigureKind::Displaced
            );
        !counts
            || (of + 2..of + 6).any(|i| {
                let word = words.lower(i);
                word.len() > 4 && word.ends_with("est")
                    || matches!(
                        &*word,
                        "most" | "best" | "worst" | "least" | "first" | "last" | "few"
                    )
            })
    }

    /// The last doubts, which need the whole figure.
    fn is_shown(&mut self, words: &Words<'_>, amount: &Amount) -> bool {
        let before = words.before(self.first, 1);
        if self.form == Form::Fraction
            && words.is(self.first, "half")
            && self.head_end == self.first + 1
        {
            let follows = words.any(
                self.head_end,
                &["of", "the", "its", "their", "his", "her", "that", "this"],
            ) || counted::is_plural(words, self.head_end);
            let ranks = matches!(
                &*before,
                "first"
                    | "second"
                    | "last"
                    | "other"
                    | "latter"
                    | "in"
                    | "a"
                    | "and"
                    | "-"
                    | "better"
                    | "this"
            );
            return (follows || self.hedge.is_some() || self.unit.is_some()) && !ranks;
        }
        // "the thousands" take up what was said
        if self.is_vague() && self.noun.is_none() && matches!(&*before, "the" | "these" | "those") {
            return false;
        }
        // "the first two", "next 3 books": a place in a row
        if matches!(&*before, "first" | "last" | "next" | "previous")
            && self.best <= 10.0
            && self.unit.is_none()
        {
            self.score = 0.45;
        }
        if words.is(self.first, "one")
            && self.unit.is_none()
            && self.first + 1 == amount.numeral.end
        {
            let of = words.is(self.head_end, "of");
            self.score = if self.noun.is_some() && !of {
                0.7
            } else if of && self.is_membership(words) {
                0.45
            } else {
                0.55
            };
        }
        if self.is_duration() {
            self.score = self.score.min(0.7);
        }
        // "1.234" is two numbers where the habit of the language is not known. No money has a
        // thousandth.
        if words.language == Language::Other
            && !self.money
            && digits::is_ambiguous(words.word(amount.numeral.first))
        {
            self.score = 0.45;
        }
        true
    }

    fn rule(&self) -> Rule {
        if self.money {
            Rule::Money
        } else if self.unit == Some("%") {
            Rule::Percentage
        } else if self.is_vague() {
            Rule::Vague
        } else if self.form == Form::Fraction {
            Rule::Share
        } else if self.unit.is_some() {
            Rule::Unit
        } else if self.noun.is_some() {
            Rule::Counted
        } else if self.fate.is_some() {
            Rule::Happened
        } else {
            Rule::Number
        }
    }

    pub(super) fn suggestion(&self, words: &Words<'_>) -> Suggestion {
        let head = words.range(self.first, self.head_end);
        let mut evidence = Vec::with_capacity(3);
        evidence.push(head);
        if let Some((from, to)) = self.unit_words {
            evidence.push(words.range(from, to));
        }
        if let Some(noun) = self.noun {
            evidence.push(words.range(noun.first, noun.end));
        } else if let Some(fate) = self.fate {
            evidence.push(words.range(fate, fate + 1));
        }
        let reason = Reason::new(self.rule().name(), evidence)
            .with_detail(Detail::Bounds(self.bounds(words.policy)));
        let range = words.range(self.first, self.end.max(self.head_end));
        let mut suggestion =
            Suggestion::new("figures", Label::FIGURE, range, self.score, reason).with_head(head);
        suggestion.value = Some(Box::new(self.value(words)));
        suggestion
    }

    /// What it says.
    pub(super) fn value(&self, words: &Words<'_>) -> FigureValue {
        FigureValue {
            low: self.low.and_then(Number::new),
            best: Number::new(self.best),
            high: self.high.and_then(Number::new),
            low_open: self.low_open,
            high_open: self.high_open,
            hedge: self.hedge,
            unit: self.unit.map(str::to_owned),
            counted: self.noun.map(|noun| {
                let phrase = words.phrase(noun.first, noun.end);
                counted::head(nouns::strip_elision(phrase, words.language), words.language)
            }),
            kind: self.kind,
            policy: self.is_vague().then(|| words.policy.key().to_owned()),
            extra: crate::annotation::Fields::new(),
        }
    }

    fn is_vague(&self) -> bool {
        matches!(self.form, Form::Vague(_))
    }

    /// What the reason says of the value.
    fn bounds(&self, policy: VaguePolicy) -> Bounds {
        let (low, high) = match (self.low, self.high) {
            (Some(low), Some(high)) if low < high => (low, high),
            _ => (self.best, self.best),
        };
        Bounds {
            low,
            high,
            unit: self.unit,
            hedge: self.hedge,
            policy: self.is_vague().then_some(policy),
        }
    }
}
