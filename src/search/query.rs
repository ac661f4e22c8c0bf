//! What a query says, as a tree.

use std::fmt;

use super::amounts::{Day, Test};
use super::words::{Words, write_value};
use crate::annotation::{FigureKind, Flag, Hedge, Label, Maker, Status};

/// A query that was understood. Two are equal where they ask the same in the same order. Printed,
/// it is a query that is read as this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub(super) root: Node,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// Never one alone, and none of them such a list.
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Words(Words),
    Article(ArticleTest),
    Span(SpanTest),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum ArticleTest {
    Status(Status),
    Flagged,
    Noted,
    Published(Test<Day>),
    Title(Option<Words>),
    Source(Option<Words>),
    Language(String),
    Annotator(String),
    /// What was answered to a question of the schema about the article.
    Answer(String, AttributeTest),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum SpanTest {
    /// The label alone.
    Label(Label),
    /// A label and what it says; any where there are no words.
    Labelled(Label, Option<Words>),
    /// A type of event, or words of the trigger.
    Event {
        code: String,
        words: Words,
    },
    Figure(Test<f64>),
    Counted(Option<Words>),
    Unit(String),
    Kind(FigureKind),
    Hedge(Hedge),
    Type(String),
    Mode(String),
    Context(String),
    Flag(Flag),
    Role(String, Option<Words>),
    When(Test<Day>),
    Country(String),
    Sector(String),
    Attribute(String, AttributeTest),
    Note(Option<Words>),
    By(Maker),
    Matcher(String),
    Score(Test<f64>),
    Edited,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum AttributeTest {
    Any,
    Number(Test<f64>),
    Words(Words),
}

impl SpanTest {
    /// The label that a span must have for this to hold.
    pub(super) fn label(&self) -> Option<&Label> {
        const ACTOR: &Label = &Label::ACTOR;
        const FIGURE: &Label = &Label::FIGURE;
        const EVENT: &Label = &Label::EVENT;
        match self {
            Self::Label(label) | Self::Labelled(label, _) => Some(label),
            Self::Figure(_) | Self::Counted(_) | Self::Unit(_) | Self::Kind(_) | Self::Hedge(_) => {
                Some(FIGURE)
            }
            Self::Event { .. }
            | Self::Type(_)
            | Self::Mode(_)
            | Self::Context(_)
            | Self::Flag(_)
            | Self::Role(..)
            | Self::When(_) => Some(EVENT),
            Self::Sector(_) => Some(ACTOR),
            Self::Country(_)
            | Self::Attribute(..)
            | Self::Note(_)
            | Self::By(_)
            | Self::Matcher(_)
            | Self::Score(_)
            | Self::Edited => None,
        }
    }
}

pub(super) const fn kind_name(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Dead => "dead",
        FigureKind::Injured => "injured",
        FigureKind::Arrested => "arrested",
        FigureKind::Displaced => "displaced",
        FigureKind::Size => "size",
        FigureKind::Amount => "amount",
        FigureKind::Share => "share",
        FigureKind::Other => "other",
    }
}

pub(super) const fn hedge_name(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::About => "about",
        Hedge::AtLeast => "at_least",
        Hedge::MoreThan => "more_than",
        Hedge::AtMost => "at_most",
        Hedge::LessThan => "less_than",
        Hedge::Range => "range",
        Hedge::Vague => "vague",
    }
}

pub(super) const fn maker_name(maker: Maker) -> &'static str {
    match maker {
        Maker::Hand => "hand",
        Maker::Suggestion => "suggestion",
        Maker::Import => "import",
    }
}

pub(super) const fn status_name(status: Status) -> &'static str {
    match status {
        Status::New => "new",
        Status::InProgress => "in_progress",
        Status::Done => "done",
        Status::Skipped => "skipped",
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(all) => {
                for (i, node) in all.iter().enumerate() {
                    f.write_str(if i > 0 { " " } else { "" })?;
                    node.write_grouped(f, matches!(node, Self::Any(_)))?;
                }
                Ok(())
            }
            Self::Any(any) => {
                for (i, node) in any.iter().enumerate() {
                    f.write_str(if i > 0 { " or " } else { "" })?;
                    node.write_grouped(f, matches!(node, Self::Any(_)))?;
                }
                Ok(())
            }
            Self::Not(node) => {
                f.write_str("-")?;
                let group = matches!(**node, Self::All(_) | Self::Any(_) | Self::Not(_));
                node.write_grouped(f, group)
            }
            Self::Words(words) => words.fmt(f),
            Self::Article(test) => test.fmt(f),
            Self::Span(test) => test.fmt(f),
        }
    }
}

impl Node {
    fn write_grouped(&self, f: &mut fmt::Formatter<'_>, group: bool) -> fmt::Result {
        if group {
            write!(f, "({self})")
        } else {
            write!(f, "{self}")
        }
    }
}

/// A condition with words or `*`.
fn write_words(f: &mut fmt::Formatter<'_>, name: &str, words: Option<&Words>) -> fmt::Result {
    match words {
        Some(words) => write!(f, "{name}:{words}"),
        None => write!(f, "{name}:*"),
    }
}

fn write_code(f: &mut fmt::Formatter<'_>, name: &str, code: &str) -> fmt::Result {
    write!(f, "{name}:")?;
    write_value(f, code)
}

impl fmt::Display for ArticleTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(f, "status:{}", status_name(*status)),
            Self::Flagged => f.write_str("is:flagged"),
            Self::Noted => f.write_str("is:noted"),
            Self::Published(test) => write!(f, "date{test}"),
            Self::Title(words) => write_words(f, "title", words.as_ref()),
            Self::Source(words) => write_words(f, "source", words.as_ref()),
            Self::Language(code) => write_code(f, "language", code),
            Self::Annotator(code) => write_code(f, "annotator", code),
            Self::Answer(name, test) => write!(f, "article.{name}{test}"),
        }
    }
}

impl fmt::Display for AttributeTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str(":*"),
            Self::Number(test) => test.fmt(f),
            Self::Words(words) => write!(f, ":{words}"),
        }
    }
}

impl fmt::Display for SpanTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label(label) => write_code(f, "label", label.as_str()),
            Self::Labelled(label, words) => write_words(f, label.as_str(), words.as_ref()),
            Self::Event { words, .. } => write!(f, "event:{words}"),
            Self::Figure(test) => write!(f, "figure{test}"),
            Self::Counted(words) => write_words(f, "counted", words.as_ref()),
            Self::Unit(code) => write_code(f, "unit", code),
            Self::Kind(kind) => write!(f, "kind:{}", kind_name(*kind)),
            Self::Hedge(hedge) => write!(f, "hedge:{}", hedge_name(*hedge)),
            Self::Type(code) => write_code(f, "type", code),
            Self::Mode(code) => write_code(f, "mode", code),
            Self::Context(code) => write_code(f, "context", code),
            Self::Flag(flag) => write!(f, "is:{}", flag.name()),
            Self::Role(role, None) => write_code(f, "role", role),
            Self::Role(role, Some(words)) => {
                write_code(f, "role", role)?;
                write!(f, "={words}")
            }
            Self::When(test) => write!(f, "when{test}"),
            Self::Country(code) => write_code(f, "country", code),
            Self::Sector(code) => write_code(f, "sector", code),
            Self::Attribute(name, test) => write!(f, "attribute.{name}{test}"),
            Self::Note(words) => write_words(f, "note", words.as_ref()),
            Self::By(maker) => write!(f, "by:{}", maker_name(*maker)),
            Self::Matcher(code) => write_code(f, "matcher", code),
            Self::Score(test) => write!(f, "score{test}"),
            Self::Edited => f.write_str("is:edited"),
        }
    }
}
