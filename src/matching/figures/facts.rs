//! What the lists know of single words, as bits: worked out once for each distinct word of an
//! article, and read by number afterwards.
//!
//! Nothing here looks at more than one word.

use super::calendar::YEAR_CUES;
use super::hedge_phrases;
use super::kinds::ends_phrase;
use super::label_words::{LABELS, OPENERS};
use super::nouns::{STOP, is_plural};
use super::number_words::{fraction_word, opens, scale_word, small};
use crate::annotation::figure_kinds::fate;
use crate::matching::dates::calendar;
use crate::matching::{Form, Language};

/// The lists that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(u16);

impl Facts {
    /// A figure may begin with it; most words are passed over by this alone.
    pub const OPENS: Self = Self(1);
    /// A number in words begins with it.
    pub const NUMBER: Self = Self(1 << 1);
    /// "a", before which nothing else makes a number.
    pub const ARTICLE: Self = Self(1 << 2);
    /// Makes a number of an article before it: "a dozen".
    pub const AFTER_ARTICLE: Self = Self(1 << 3);
    /// An address of the network begins with it.
    pub const ADDRESS: Self = Self(1 << 4);
    pub const SMALL: Self = Self(1 << 5);
    pub const PLURAL: Self = Self(1 << 6);
    /// Never stands between a number and its noun.
    pub const STOP: Self = Self(1 << 7);
    pub const FATE: Self = Self(1 << 8);
    pub const MONTH: Self = Self(1 << 9);
    pub const YEAR_CUE: Self = Self(1 << 10);
    /// Makes a label of a number behind it.
    pub const LABEL: Self = Self(1 << 11);
    /// May stand before any number, so that its capital names nothing.
    pub const BEFORE_ANY: Self = Self(1 << 12);
    pub const HEDGE_END: Self = Self(1 << 13);

    #[must_use]
    pub fn of(form: &Form<'_>, language: Language) -> Self {
        let lower: &str = &form.lower;
        let english = language == Language::English;
        let article = english && matches!(lower, "a" | "an");
        let number = opens(lower, language);
        let address = matches!(lower, "http" | "https" | "www");
        let low = form.text.starts_with(char::is_lowercase);
        let after_article = english
            && (matches!(lower, "half" | "couple" | "pair" | "few" | "dozen")
                || scale_word(lower).is_some()
                || fraction_word(lower, false).is_some());
        [
            (Self::OPENS, !low || number || address),
            (Self::NUMBER, number),
            (Self::ARTICLE, article),
            (Self::AFTER_ARTICLE, after_article),
            (Self::ADDRESS, address),
            (Self::SMALL, small(lower).is_some()),
            (Self::PLURAL, is_plural(lower, language)),
            (Self::STOP, STOP.contains(&lower)),
            (Self::FATE, fate(lower).is_some() || ends_phrase(lower)),
            (Self::MONTH, calendar::month(lower).is_some()),
            (Self::YEAR_CUE, YEAR_CUES.contains(&lower)),
            (Self::LABEL, LABELS.contains(&lower)),
            (Self::BEFORE_ANY, OPENERS.contains(&lower)),
            (Self::HEDGE_END, hedge_phrases::may_end(lower, language)),
        ]
        .into_iter()
        .filter(|(_, known)| *known)
        .fold(Self::default(), |all, (one, _)| Self(all.0 | one.0))
    }

    #[must_use]
    pub const fn has(self, one: Self) -> bool {
        self.0 & one.0 != 0
    }
}
