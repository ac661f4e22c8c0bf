//! Reading a query.

use super::amounts::{Day, Test, read_number};
use super::error::{QueryError, Wrong};
use super::fields::{self, About, Field, FieldDef, Takes};
use super::misspelt::nearest;
use super::query::{
    ArticleTest, AttributeTest, Node, Query, SpanTest, hedge_name, kind_name, maker_name,
    status_name,
};
use super::vocabulary::Vocabulary;
use super::words::Words;
use crate::annotation::{FigureKind, Flag, Hedge, Label, Maker, Status};
use crate::text::ByteRange;
use crate::text::finding::{FindError, LONGEST_QUERY};

/// So deep may parentheses and negations nest.
const DEEPEST: usize = 50;

impl Query {
    /// Reads a query. The labels of the vocabulary are fields too: `weapon:rifle`.
    ///
    /// # Errors
    /// What is wrong first, with its place and what would be right.
    pub fn read(text: &str, vocabulary: &Vocabulary) -> Result<Self, QueryError> {
        let whole = ByteRange::new(0, text.len());
        if text.trim().is_empty() {
            return Err(wrong(whole, FindError::Empty.into()));
        }
        if text.chars().count() > LONGEST_QUERY {
            return Err(wrong(whole, Wrong::TooLong(LONGEST_QUERY)));
        }
        let mut reader = Reader {
            text,
            at: 0,
            depth: 0,
            vocabulary,
        };
        let root = reader.alternatives()?;
        if reader.at < text.len() {
            return Err(wrong(reader.here(1), Wrong::ClosingParenthesis));
        }
        Ok(Self { root })
    }
}

fn wrong(range: ByteRange, wrong: Wrong) -> QueryError {
    QueryError { range, wrong }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    vocabulary: &'a Vocabulary,
}

/// A value as it stands: what, where, and whether in quotes.
struct Value {
    text: String,
    range: ByteRange,
    quoted: bool,
}

/// Whether a bare word ends at a character.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '”')
}

/// The length of a field's name at the beginning of a bare word, where an operator follows.
pub(super) fn field_length(word: &str) -> Option<usize> {
    let end = word.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-')))?;
    let named = word.starts_with(char::is_alphabetic);
    (named && word[end..].starts_with([':', '=', '<', '>'])).then_some(end)
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn here(&self, length: usize) -> ByteRange {
        ByteRange::new(self.at, self.text.len().min(self.at + length))
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn word(&self) -> &'a str {
        let rest = self.rest();
        &rest[..rest.find(ends_word).unwrap_or(rest.len())]
    }

    fn is_at(&self, keyword: &str) -> bool {
        self.word().eq_ignore_ascii_case(keyword)
    }

    fn deeper(&mut self) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(wrong(self.here(1), Wrong::TooDeep));
        }
        Ok(())
    }

    fn alternatives(&mut self) -> Result<Node, QueryError> {
        let mut any = Vec::new();
        loop {
            match self.conditions()? {
                Node::Any(nested) => any.extend(nested),
                one => any.push(one),
            }
            if !self.is_at("or") {
                return Ok(one_or(any, Node::Any));
            }
            let or = self.here(2);
            self.at += 2;
            self.skip_space();
            if self.rest().is_empty() || self.rest().starts_with(')') || self.is_at("or") {
                return Err(wrong(or, Wrong::LooseOr));
            }
        }
    }

    /// Conditions side by side, up to `or`, a closing parenthesis or the end.
    fn conditions(&mut self) -> Result<Node, QueryError> {
        let mut all = Vec::new();
        loop {
            self.skip_space();
            if self.rest().is_empty() || self.rest().starts_with(')') {
                break;
            }
            if self.is_at("or") {
                if all.is_empty() {
                    return Err(wrong(self.here(2), Wrong::LooseOr));
                }
                break;
            }
            if self.is_at("and") {
                self.at += 3;
                continue;
            }
            match self.condition()? {
                Node::All(nested) => all.extend(nested),
                one => all.push(one),
            }
        }
        if all.is_empty() {
            return Err(match self.rest().is_empty() {
                // Only `and` stands there, or nothing at all.
                true if self.depth == 0 => {
                    wrong(ByteRange::new(0, self.text.len()), FindError::Empty.into())
                }
                true => wrong(self.here(0), Wrong::OpenParenthesis),
                false if self.depth == 0 => wrong(self.here(1), Wrong::ClosingParenthesis),
                false => wrong(self.here(1), Wrong::EmptyParentheses),
            });
        }
        Ok(one_or(all, Node::All))
    }

    fn condition(&mut self) -> Result<Node, QueryError> {
        let rest = self.rest();
        if rest.starts_with('(') {
            return self.group();
        }
        if rest.starts_with(['"', '“', '”']) {
            let value = self.quoted()?;
            return words_of(&value).map(Node::Words);
        }
        let negated = if rest.starts_with('-') {
            Some(1)
        } else {
            self.is_at("not").then_some(3)
        };
        if let Some(length) = negated {
            return self.negation(length);
        }
        let word = self.word();
        if let Some(length) = field_length(word) {
            return self.field(length);
        }
        let range = self.here(word.len());
        self.at = range.end;
        let state = fields::ALONE
            .iter()
            .find(|state| state.eq_ignore_ascii_case(word));
        if let Some(state) = state {
            return state_of(state).ok_or_else(|| wrong(range, FindError::Empty.into()));
        }
        let words = Words::bare(word).map_err(|error| wrong(range, error.into()))?;
        Ok(Node::Words(words))
    }

    fn group(&mut self) -> Result<Node, QueryError> {
        let open = self.here(1);
        self.deeper()?;
        self.at += 1;
        let inside = self.alternatives()?;
        if !self.rest().starts_with(')') {
            return Err(wrong(open, Wrong::OpenParenthesis));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(inside)
    }

    fn negation(&mut self, length: usize) -> Result<Node, QueryError> {
        let sign = self.here(length);
        self.deeper()?;
        self.at += length;
        if length > 1 {
            self.skip_space();
        }
        let loose = |c: char| c.is_whitespace() || c == ')';
        if self.rest().is_empty()
            || self.rest().starts_with(loose)
            || self.is_at("or")
            || self.is_at("and")
        {
            return Err(wrong(sign, Wrong::NothingToNegate));
        }
        let node = self.condition()?;
        self.depth -= 1;
        Ok(Node::Not(Box::new(node)))
    }

    /// What stands in quotes; a backslash before a quote or a backslash makes it an ordinary one.
    fn quoted(&mut self) -> Result<Value, QueryError> {
        let start = self.at;
        let mut chars = self.rest().char_indices();
        let close = match chars.next() {
            Some((_, '"')) => '"',
            _ => '”',
        };
        let mut text = String::new();
        while let Some((at, c)) = chars.next() {
            if c == close {
                self.at = start + at + c.len_utf8();
                let range = ByteRange::new(start, self.at);
                return Ok(Value {
                    text,
                    range,
                    quoted: true,
                });
            }
            let escaped = chars.as_str().chars().next();
            if c == '\\' && escaped.is_some_and(|next| next == close || next == '\\') {
                text.extend(escaped);
                chars.next();
            } else {
                text.push(c);
            }
        }
        let open = self.here(1);
        Err(wrong(self.whole_chars(open), Wrong::OpenQuote))
    }

    fn whole_chars(&self, range: ByteRange) -> ByteRange {
        ByteRange::new(range.start, self.text.ceil_char_boundary(range.end))
    }

    /// A value in quotes or without; nothing where a space, a parenthesis or the end follows. One
    /// without quotes also ends at `until`.
    fn value(&mut self, until: Option<char>) -> Result<Option<Value>, QueryError> {
        if self.rest().starts_with(['"', '“', '”']) {
            return self.quoted().map(Some);
        }
        let rest = self.rest();
        let end = rest.find(|c| ends_word(c) || Some(c) == until);
        let range = self.here(end.unwrap_or(rest.len()));
        self.at = range.end;
        Ok((!range.is_empty()).then(|| Value {
            text: self.text[range.as_range()].to_owned(),
            range,
            quoted: false,
        }))
    }

    fn field(&mut self, length: usize) -> Result<Node, QueryError> {
        let name_at = self.here(length);
        let name = &self.text[name_at.as_range()];
        self.at = name_at.end;
        let (head, attribute) = match name.split_once('.') {
            Some((head, attribute)) => (head, Some(attribute)),
            None => (name, None),
        };
        let known = fields::field(head);
        if let Some(def) = known.filter(|def| def.takes == Takes::Attribute)
            && attribute.is_none_or(str::is_empty)
        {
            return Err(wrong(name_at, Wrong::Nameless(def)));
        }
        let found = known.filter(|def| (def.takes == Takes::Attribute) == attribute.is_some());
        let operator_at = self.at;
        let operator = self.operator();
        let own_label = self.vocabulary.label(name).map(Label::new);
        let Some(def) = found else {
            let Some(label) = own_label else {
                let name = name.to_owned();
                let close = nearest(&name, fields::FIELDS.iter().map(|def| def.name));
                return Err(wrong(name_at, Wrong::UnknownField { name, close }));
            };
            // A label of the corpus' own is asked for as an actor is.
            let actor = &fields::FIELDS[0];
            self.refuse_order(actor, operator, operator_at)?;
            let value = self.value(None)?;
            let value = value.ok_or_else(|| wrong(name_at, Wrong::MissingValue(actor)))?;
            return Ok(Node::Span(SpanTest::Labelled(label, any_or_words(&value)?)));
        };
        if !def.takes.is_ordered() {
            self.refuse_order(def, operator, operator_at)?;
        }
        let until = (def.takes == Takes::Role).then_some('=');
        let value = self.value(until)?;
        let missing = ByteRange::new(name_at.start, self.at);
        let value = value.ok_or_else(|| wrong(missing, Wrong::MissingValue(def)))?;
        self.test(def, attribute.unwrap_or_default(), operator, &value)
    }

    fn refuse_order(
        &self,
        field: &'static FieldDef,
        operator: &'static str,
        at: usize,
    ) -> Result<(), QueryError> {
        if operator == ":" {
            return Ok(());
        }
        let range = ByteRange::new(at, self.at);
        Err(wrong(range, Wrong::WrongOperator { field, operator }))
    }

    /// Takes the operator; `:` and `=` are the same, and `:` may stand before another one.
    fn operator(&mut self) -> &'static str {
        if self.rest().starts_with([':', '=']) {
            self.at += 1;
        }
        for operator in [">=", "<=", ">", "<"] {
            if self.rest().starts_with(operator) {
                self.at += operator.len();
                return operator;
            }
        }
        ":"
    }

    fn test(
        &mut self,
        def: &'static FieldDef,
        attribute: &str,
        operator: &'static str,
        value: &Value,
    ) -> Result<Node, QueryError> {
        let code = || value.text.clone();
        let span = |test| Ok(Node::Span(test));
        let article = |test| Ok(Node::Article(test));
        match def.field {
            Field::Labelled if def.takes == Takes::EventType => match any_or_words(value)? {
                None => span(SpanTest::Labelled(Label::EVENT, None)),
                Some(words) => span(SpanTest::Event {
                    code: code(),
                    words,
                }),
            },
            Field::Labelled => span(SpanTest::Labelled(
                Label::new(def.name),
                any_or_words(value)?,
            )),
            Field::Label => {
                let labels = &self.vocabulary.labels;
                match self.vocabulary.label(&value.text) {
                    Some(label) => span(SpanTest::Label(Label::new(label))),
                    None if labels.is_empty() => span(SpanTest::Label(Label::new(&value.text))),
                    None => Err(not_one_of(def, labels.iter().map(String::as_str), value)),
                }
            }
            Field::Figure => match numbers(def, operator, value)? {
                Some(test) => span(SpanTest::Figure(test)),
                None => span(SpanTest::Labelled(Label::FIGURE, any_or_words(value)?)),
            },
            Field::Counted => span(SpanTest::Counted(any_or_words(value)?)),
            Field::Unit => span(SpanTest::Unit(code())),
            Field::Kind => span(SpanTest::Kind(choice(def, value, KINDS, kind_name)?)),
            Field::Hedge => span(SpanTest::Hedge(choice(def, value, HEDGES, hedge_name)?)),
            Field::Type => span(SpanTest::Type(code())),
            Field::Mode => span(SpanTest::Mode(code())),
            Field::Context => span(SpanTest::Context(code())),
            Field::Role => {
                let mut filler = None;
                if self.rest().starts_with('=') {
                    self.at += 1;
                    let missing = wrong(value.range, Wrong::MissingValue(def));
                    filler = any_or_words(&self.value(None)?.ok_or(missing)?)?;
                }
                span(SpanTest::Role(code(), filler))
            }
            Field::When => span(SpanTest::When(days(operator, value)?)),
            Field::Country => span(SpanTest::Country(code())),
            Field::Sector => span(SpanTest::Sector(code())),
            Field::Attribute | Field::Answer => {
                let test = match numbers(def, operator, value)? {
                    Some(test) => AttributeTest::Number(test),
                    None => any_or_words(value)?.map_or(AttributeTest::Any, AttributeTest::Words),
                };
                let name = attribute.to_owned();
                match def.about {
                    About::Article => article(ArticleTest::Answer(name, test)),
                    _ => span(SpanTest::Attribute(name, test)),
                }
            }
            Field::Note => span(SpanTest::Note(any_or_words(value)?)),
            Field::By => span(SpanTest::By(choice(def, value, MAKERS, maker_name)?)),
            Field::Matcher => span(SpanTest::Matcher(code())),
            Field::Score => match numbers(def, operator, value)? {
                Some(test) => span(SpanTest::Score(test)),
                None => Err(not_a_number(def, value.range, &value.text)),
            },
            Field::Status => article(ArticleTest::Status(choice(
                def,
                value,
                STATUSES,
                status_name,
            )?)),
            Field::Is => state_of(&value.text)
                .ok_or_else(|| not_one_of(def, fields::STATES.iter().copied(), value)),
            Field::Published => article(ArticleTest::Published(days(operator, value)?)),
            Field::Title => article(ArticleTest::Title(any_or_words(value)?)),
            Field::Source => article(ArticleTest::Source(any_or_words(value)?)),
            Field::Language => article(ArticleTest::Language(code())),
            Field::Annotator => article(ArticleTest::Annotator(code())),
        }
    }
}

const KINDS: &[FigureKind] = &[
    FigureKind::Dead,
    FigureKind::Injured,
    FigureKind::Arrested,
    FigureKind::Displaced,
    FigureKind::Size,
    FigureKind::Amount,
    FigureKind::Share,
    FigureKind::Other,
];
const HEDGES: &[Hedge] = &[
    Hedge::About,
    Hedge::AtLeast,
    Hedge::MoreThan,
    Hedge::AtMost,
    Hedge::LessThan,
    Hedge::Range,
    Hedge::Vague,
];
const MAKERS: &[Maker] = &[Maker::Hand, Maker::Suggestion, Maker::Import];
const STATUSES: &[Status] = &[
    Status::New,
    Status::InProgress,
    Status::Done,
    Status::Skipped,
];

/// One node where there is one, a list where there are several. Never called with none.
fn one_or(mut nodes: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Node {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        last => {
            nodes.extend(last);
            several(nodes)
        }
    }
}

fn words_of(value: &Value) -> Result<Words, QueryError> {
    let words = if value.quoted {
        Words::phrase(&value.text)
    } else {
        Words::bare(&value.text)
    };
    words.map_err(|error| wrong(value.range, error.into()))
}

/// Nothing for `*`, which stands for any.
fn any_or_words(value: &Value) -> Result<Option<Words>, QueryError> {
    if !value.quoted && value.text == "*" {
        return Ok(None);
    }
    words_of(value).map(Some)
}

fn choice<T: Copy>(
    def: &'static FieldDef,
    value: &Value,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, QueryError> {
    let typed = value.text.replace([' ', '-'], "_");
    let found = all
        .iter()
        .find(|one| name(**one).eq_ignore_ascii_case(&typed));
    found
        .copied()
        .ok_or_else(|| not_one_of(def, all.iter().map(|one| name(*one)), value))
}

fn not_one_of<'n>(
    field: &'static FieldDef,
    choices: impl Iterator<Item = &'n str>,
    value: &Value,
) -> QueryError {
    let choices = choices.map(str::to_owned).collect();
    wrong(value.range, Wrong::NotOneOf { field, choices })
}

fn not_a_number(field: &'static FieldDef, range: ByteRange, value: &str) -> QueryError {
    let value = value.to_owned();
    wrong(range, Wrong::NotANumber { field, value })
}

fn state_of(name: &str) -> Option<Node> {
    let flag = |flag| Some(Node::Span(SpanTest::Flag(flag)));
    match name.to_ascii_lowercase().as_str() {
        "flagged" => Some(Node::Article(ArticleTest::Flagged)),
        "noted" => Some(Node::Article(ArticleTest::Noted)),
        "edited" => Some(Node::Span(SpanTest::Edited)),
        "negated" => flag(Flag::Negated),
        "future" => flag(Flag::Future),
        "hypothetical" => flag(Flag::Hypothetical),
        "historical" => flag(Flag::Historical),
        _ => None,
    }
}

/// A comparison with numbers; nothing where the value is words and may be.
fn numbers(
    def: &'static FieldDef,
    operator: &'static str,
    value: &Value,
) -> Result<Option<Test<f64>>, QueryError> {
    if value.quoted {
        return match operator {
            ":" => Ok(None),
            _ => Err(not_a_number(def, value.range, &value.text)),
        };
    }
    let read = |text: &str, range| read_number(text).ok_or_else(|| not_a_number(def, range, text));
    let number_like = |text: &str| text.is_empty() || read_number(text).is_some();
    let typed = value.text.as_str();
    let ranged = typed
        .split_once("..")
        .filter(|(from, to)| typed != ".." && number_like(from) && number_like(to));
    if operator == ":" && ranged.is_none() && read_number(typed).is_none() {
        return Ok(None);
    }
    compared(operator, value, ranged.is_some(), &read, &|from, to| {
        from > to
    })
    .map(Some)
}

fn days(operator: &'static str, value: &Value) -> Result<Test<Day>, QueryError> {
    let read = |text: &str, range| {
        let value = text.to_owned();
        Day::read(text).ok_or_else(|| wrong(range, Wrong::NotADay { value }))
    };
    let ranged = value.text.contains("..") && operator == ":";
    let reversed = |from: &Day, to: &Day| from.is_behind(to);
    compared(operator, value, ranged, &read, &reversed)
}

fn compared<T>(
    operator: &'static str,
    value: &Value,
    ranged: bool,
    read: &dyn Fn(&str, ByteRange) -> Result<T, QueryError>,
    reversed: &dyn Fn(&T, &T) -> bool,
) -> Result<Test<T>, QueryError> {
    let text = value.text.as_str();
    if let Some((from, to)) = text.split_once("..").filter(|_| ranged) {
        let (first, second) = if value.quoted {
            (value.range, value.range)
        } else {
            let first = ByteRange::new(value.range.start, value.range.start + from.len());
            (first, ByteRange::new(first.end + 2, value.range.end))
        };
        return match (from.is_empty(), to.is_empty()) {
            (false, true) => Ok(Test::AtLeast(read(from, first)?)),
            (true, false) => Ok(Test::AtMost(read(to, second)?)),
            _ => {
                let (from, to) = (read(from, first)?, read(to, second)?);
                if reversed(&from, &to) {
                    return Err(wrong(value.range, Wrong::Reversed));
                }
                Ok(Test::Between(from, to))
            }
        };
    }
    let one = read(text, value.range)?;
    Ok(match operator {
        ">" => Test::More(one),
        ">=" => Test::AtLeast(one),
        "<" => Test::Less(one),
        "<=" => Test::AtMost(one),
        _ => Test::Is(one),
    })
}
