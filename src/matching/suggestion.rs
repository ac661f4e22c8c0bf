//! What a matcher offers, and why.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::annotation::edits::Draft;
use crate::annotation::{
    Fields, FigureValue, Flag, Hedge, Label, Maker, Origin, Rejection, VaguePolicy,
};
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

    /// The other reading of just these words that has a label, where there is one.
    #[must_use]
    pub fn alternative(&self, label: &Label) -> Option<&Alternative> {
        let mut others = self.alternatives.iter();
        others.find(|other| other.label == *label && other.range == self.range)
    }

    /// The span that accepting makes: label, range, head, value and type carried over. As
    /// another label than the suggestion's own, value and type stay behind; where that is another
    /// reading of a matcher, the origin is that matcher's.
    #[must_use]
    pub fn to_draft(&self, label: &Label) -> Draft {
        let same = *label == self.label;
        let other = self.alternative(label).filter(|_| !same);
        let (matcher, score) = match other {
            Some(other) => (other.matcher, other.score),
            None => (self.matcher, self.score),
        };
        Draft {
            label: label.clone(),
            range: self.range,
            head: self.head,
            value: self.value.as_deref().filter(|_| same).cloned(),
            place: None,
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
            event_mode: None,
            event_date: None,
            origin: Origin {
                by: Maker::Suggestion,
                matcher: Some(matcher.into()),
                score: Some((f64::from(score) * 1000.0).round() / 1000.0),
                edited: !same && other.is_none(),
                extra: Fields::new(),
            },
        }
    }

    /// The type of an event with its flags: `MOBILIZE, future`.
    #[must_use]
    pub fn kind_in_words(&self) -> Option<String> {
        let kind = self.event_kind.as_deref()?;
        let flags = self.event_flags.iter().map(|flag| flag.name());
        Some(
            std::iter::once(kind)
                .chain(flags)
                .collect::<Vec<_>>()
                .join(", "),
        )
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

    /// The reason as a sentence for somebody who reads `shown`, the words that are suggested:
    /// `Title before name: “President”`, `Gazetteer: Niamey, capital of Niger`. Words that
    /// stand there anyhow are not quoted again.
    #[must_use]
    pub fn sentence(&self, article: &Article, shown: ByteRange) -> String {
        let mut letters = self.rule.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let mut sentence: String = first.chain(letters).collect();
        let detail = self.detail.in_words();
        let detail = detail.as_deref();
        let known = |words: &str| detail.is_some_and(|detail| detail.starts_with(words));
        let told = |range: &&ByteRange| **range != shown && !known(article.quote(**range));
        let mut evidence: Vec<_> = self.evidence.iter().filter(told).collect();
        if evidence.is_empty() && detail.is_none() {
            evidence.extend(self.evidence.first());
        }
        for (i, range) in evidence.iter().enumerate() {
            let before = if i == 0 { ": “" } else { ", “" };
            let _ = write!(sentence, "{before}{}”", article.quote(**range));
        }
        if let Some(detail) = detail {
            let before = if evidence.is_empty() { ": " } else { "; " };
            let _ = write!(sentence, "{before}{detail}");
        }
        sentence
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
    /// The value of a figure.
    Bounds(Bounds),
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
            Self::Bounds(bounds) => Some(bounds.in_words()),
            Self::Words(words) => Some(words.to_string()),
        }
    }
}

/// What a figure's value comes to, as a reason words it.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub low: f64,
    /// The same as `low` where the text names one number.
    pub high: f64,
    pub unit: Option<&'static str>,
    pub hedge: Option<Hedge>,
    /// By which policy a vague word came to this.
    pub policy: Option<VaguePolicy>,
}

impl Bounds {
    /// `650, about`, `20 to 30 USD`: numbers with at most four decimals.
    fn in_words(&self) -> String {
        let plain = |value: f64| (value * 1e4).round() / 1e4;
        let mut words = plain(self.low).to_string();
        if self.low < self.high {
            let _ = write!(words, " to {}", plain(self.high));
        }
        if let Some(unit) = self.unit {
            words.push(' ');
            words.push_str(unit);
        }
        words.push_str(match self.hedge {
            Some(Hedge::About) => ", about",
            Some(Hedge::AtLeast) => ", at least",
            Some(Hedge::MoreThan) => ", more than",
            Some(Hedge::AtMost) => ", at most",
            Some(Hedge::LessThan) => ", less than",
            Some(Hedge::Vague) if self.low == self.high => " or more",
            Some(Hedge::Range | Hedge::Vague) | None => "",
        });
        if let Some(policy) = self.policy {
            let _ = write!(words, " by the {} policy", policy.key());
        }
        words
    }
}

/// Two details are the same that read the same.
impl PartialEq for Detail {
    fn eq(&self, other: &Self) -> bool {
        self.in_words() == other.in_words()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, words: &str) -> ByteRange {
        let start = text.find(words).expect("they stand there");
        ByteRange::new(start, start + words.len())
    }

    #[test]
    fn a_sentence_quotes_what_is_not_to_be_read_already() {
        let text = "President Martin visited Niamey.";
        let article = Article::from_text("test", text);
        let check = |rule, evidence: &[&str], detail: Option<&str>, shown, expected: &str| {
            let ranges: Vec<_> = evidence.iter().map(|words| place(text, words)).collect();
            let mut reason = Reason::new(rule, ranges);
            reason.detail = detail.map_or(Detail::Nothing, Detail::words);
            let sentence = reason.sentence(&article, place(text, shown));
            assert_eq!(sentence, expected);
        };
        let capital = Some("Niamey, capital of Niger, 1.3 million");
        check(
            "title before name",
            &["President"],
            None,
            "President Martin",
            "Title before name: “President”",
        );
        check(
            "gazetteer",
            &["Niamey"],
            capital,
            "Niamey",
            "Gazetteer: Niamey, capital of Niger, 1.3 million",
        );
        check(
            "word before place",
            &["Niamey", "visited"],
            capital,
            "Niamey",
            "Word before place: “visited”; Niamey, capital of Niger, 1.3 million",
        );
        check(
            "known organisation",
            &["Niamey"],
            None,
            "Niamey",
            "Known organisation: “Niamey”",
        );
        check(
            "verb",
            &["visited"],
            Some("visit, CONSULT"),
            "visited",
            "Verb: visit, CONSULT",
        );
    }

    #[test]
    fn another_reading_that_is_accepted_is_its_matchers_own() {
        let range = ByteRange::new(0, 4);
        let reason = || Reason::new("test", [range]);
        let mut offer = Suggestion::new("strong", Label::ACTOR, range, 0.9, reason());
        let (label, matcher, score) = (Label::LOCATION, "other", 0.4);
        offer.alternatives.push(Alternative {
            label,
            range,
            score,
            matcher,
            reason: reason(),
        });
        let origin = |label| offer.to_draft(&label).origin;
        let check = |label, matcher: &str, edited| {
            let origin = origin(label);
            assert_eq!(origin.matcher.as_deref(), Some(matcher));
            assert_eq!(origin.edited, edited);
        };
        check(Label::ACTOR, "strong", false);
        check(Label::LOCATION, "other", false);
        check(Label::EVENT, "strong", true);
        assert_eq!(origin(Label::LOCATION).score, Some(0.4));
    }
}
