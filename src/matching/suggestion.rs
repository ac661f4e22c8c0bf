//! What a matcher offers, and why.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::annotation::edits::Draft;
use crate::annotation::{Fields, FigureValue, Flag, Label, Maker, Origin, Rejection};
use crate::text::{Article, ByteRange};

/// A span that a matcher offers. It lives beside the set of annotations, never in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub label: Label,
    pub range: ByteRange,
    /// The core inside the range, as in [`crate::annotation::Span`].
    pub head: Option<ByteRange>,
    /// How sure the matcher is, from 0 to 1.
    pub score: f32,
    /// The name of the matcher.
    pub matcher: &'static str,
    pub reason: Reason,
    /// On figures.
    pub value: Option<Box<FigureValue>>,
    /// On events: a PLOVER type, or an ACE group outside PLOVER.
    pub event_kind: Option<Cow<'static, str>>,
    pub event_flags: Vec<Flag>,
    /// Other readings of the same words, the likeliest first.
    pub alternatives: Vec<Alternative>,
}

impl Suggestion {
    /// A suggestion with neither head nor value.
    #[must_use]
    pub fn new(
        matcher: &'static str,
        label: Label,
        range: ByteRange,
        score: f32,
        reason: Reason,
    ) -> Self {
        Self {
            label,
            range,
            head: None,
            score,
            matcher,
            reason,
            value: None,
            event_kind: None,
            event_flags: Vec::new(),
            alternatives: Vec::new(),
        }
    }

    /// With a head, where it differs from the range.
    #[must_use]
    pub fn with_head(mut self, head: ByteRange) -> Self {
        self.head = (head != self.range).then_some(head);
        self
    }

    /// The span that accepting makes: label, range, head, value and type carried over. As
    /// another label than the suggestion's own, value and type stay behind.
    #[must_use]
    pub fn to_draft(&self, label: &Label) -> Draft {
        let same = *label == self.label;
        Draft {
            label: label.clone(),
            range: self.range,
            head: self.head,
            value: self.value.as_deref().filter(|_| same).cloned(),
            event_kind: self
                .event_kind
                .as_deref()
                .filter(|_| same)
                .map(str::to_owned),
            event_flags: if same {
                self.event_flags.clone()
            } else {
                Vec::new()
            },
            origin: Origin {
                by: Maker::Suggestion,
                matcher: Some(self.matcher.into()),
                score: Some((f64::from(self.score) * 1000.0).round() / 1000.0),
                edited: !same,
                extra: Fields::new(),
            },
        }
    }

    /// What is remembered when it is turned down.
    #[must_use]
    pub fn to_rejection(&self) -> Rejection {
        Rejection {
            range: self.range,
            label: self.label.clone(),
        }
    }

    /// Remembers a suggestion that lost against this one, where it reads the same words with
    /// another label.
    pub(super) fn take_as_alternative(&mut self, loser: Suggestion) {
        let known =
            self.label == loser.label || self.alternatives.iter().any(|a| a.label == loser.label);
        let same = self.range == loser.range || self.head == Some(loser.range);
        if same && !known {
            self.alternatives.push(Alternative {
                label: loser.label,
                range: loser.range,
                score: loser.score,
                matcher: loser.matcher,
                reason: loser.reason,
            });
        }
    }
}

/// Another reading of the words of a suggestion.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    pub label: Label,
    pub range: ByteRange,
    pub score: f32,
    pub matcher: &'static str,
    pub reason: Reason,
}

/// Why something is suggested: a rule or an entry, and the words of the text that triggered it.
/// Worded only when it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The rule, as it is shown: `title before name`.
    pub rule: &'static str,
    /// What the rule knows of these words: `Niamey, capital of Niger`.
    pub detail: Detail,
    /// Where the words that triggered it stand. Never empty.
    pub evidence: Vec<ByteRange>,
}

impl Reason {
    #[must_use]
    pub fn new(rule: &'static str, evidence: impl Into<Vec<ByteRange>>) -> Self {
        Self {
            rule,
            detail: Detail::Nothing,
            evidence: evidence.into(),
        }
    }

    #[must_use]
    pub fn with_detail(mut self, detail: Detail) -> Self {
        self.detail = detail;
        self
    }

    /// The reason as a short phrase: `title before name: “President”`.
    #[must_use]
    pub fn in_words(&self, article: &Article) -> String {
        let mut words = self.rule.to_owned();
        for (i, range) in self.evidence.iter().enumerate() {
            let before = if i == 0 { ": “" } else { ", “" };
            let _ = write!(words, "{before}{}”", article.quote(*range));
        }
        if let Some(detail) = self.detail.in_words() {
            let _ = write!(words, " ({detail})");
        }
        words
    }
}

/// What a rule knows of the words that it read. Small, and worded only when it is shown.
#[derive(Clone, Debug, Default)]
pub enum Detail {
    #[default]
    Nothing,
    /// Terms of a lexicon: a trigger's lemma and its type. Shown with a comma between them.
    Terms(&'static str, &'static str),
    /// An entry of a table, and how its matcher words it.
    Entry(u32, fn(u32) -> String),
    /// Anything else, worded already.
    Words(Box<str>),
}

impl Detail {
    /// Worded already.
    #[must_use]
    pub fn words(words: impl Into<Box<str>>) -> Self {
        Self::Words(words.into())
    }

    /// In words, where there is something to say.
    #[must_use]
    pub fn in_words(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Terms(one, two) => Some(format!("{}, {two}", one.replace("_ ", "… "))),
            Self::Entry(number, word) => Some(word(*number)),
            Self::Words(words) => Some(words.to_string()),
        }
    }
}

/// Two details are the same that read the same.
impl PartialEq for Detail {
    fn eq(&self, other: &Self) -> bool {
        self.in_words() == other.in_words()
    }
}
