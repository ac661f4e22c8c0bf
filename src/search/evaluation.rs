//! Whether an article is what a query asks for, and what in it.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::query::{ArticleTest, AttributeTest, Node, Query, SpanTest};
use super::words::Words;
use crate::annotation::{
    AnnotationSet, Entity, Event, Fields, Id, Label, RoleFiller, Span, Status,
};
use crate::text::{Article, ByteRange};

/// More places in one article are not looked for: nobody walks through them.
const MOST: usize = 10_000;

/// What was found in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In reading order: spans where the query has conditions on spans; else the places of its
    /// words; else the article as a whole.
    pub hits: Vec<Hit>,
    /// How many more there are than were asked for, or more than that where there are very many.
    pub more: usize,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Nothing where the article as a whole is meant.
    pub range: Option<ByteRange>,
    pub what: What,
}

/// What a hit is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Article,
    Words,
    Span { id: Id, label: Label },
}

impl Query {
    /// What the query finds in an article, at most `most` places; nothing where it is not what the
    /// query asks for. Linear in the text and in the set for each condition.
    #[must_use]
    pub fn find(
        &self,
        article: &Article,
        set: Option<&AnnotationSet>,
        most: usize,
    ) -> Option<Found> {
        let ground = Ground::new(article, set);
        let mut places = ground.all(std::slice::from_ref(&self.root))?;
        places
            .spans
            .sort_by_key(|span| (span.range.start, span.range.end));
        places.spans.dedup_by(|a, b| a.id == b.id);
        places.words.sort_by_key(|range| (range.start, range.end));
        places.words.dedup();
        let hit = |range, what| Hit {
            range: Some(range),
            what,
        };
        let hits: Vec<_> = if !places.spans.is_empty() {
            let spans = places.spans.iter().take(most);
            let what = |span: &&Span| What::Span {
                id: span.id.clone(),
                label: span.label.clone(),
            };
            spans.map(|span| hit(span.range, what(span))).collect()
        } else if !places.words.is_empty() {
            let words = places.words.iter().take(most);
            words.map(|range| hit(*range, What::Words)).collect()
        } else {
            vec![Hit {
                range: None,
                what: What::Article,
            }]
        };
        let all = match places.spans.len() {
            0 => places.words.len().max(1),
            spans => spans,
        };
        let more = all - hits.len();
        Some(Found { hits, more })
    }

    /// Whether an article with this text, and annotations or not, cannot be what is asked for: so
    /// that nothing more need be read of it. Linear in the text.
    #[must_use]
    pub fn rules_out_text(&self, text: &str) -> bool {
        self.root.known(&|words| Some(words.are_in(text)), None) == Some(false)
    }

    /// Whether no article can be what is asked for that has no annotations.
    #[must_use]
    pub fn needs_annotations(&self) -> bool {
        self.root.known(&|_| None, Some(false)) == Some(false)
    }
}

impl Node {
    /// Whether it holds as far as the words tell, and where the answer of all conditions on spans
    /// is known. Conditions on the article may hold or not.
    fn known(&self, words: &dyn Fn(&Words) -> Option<bool>, spans: Option<bool>) -> Option<bool> {
        let of = |node: &Self| node.known(words, spans);
        match self {
            Self::All(all) => {
                let answers: Vec<_> = all.iter().map(of).collect();
                if answers.contains(&Some(false)) {
                    Some(false)
                } else {
                    answers
                        .into_iter()
                        .collect::<Option<Vec<_>>>()
                        .map(|_| true)
                }
            }
            Self::Any(any) => {
                let answers: Vec<_> = any.iter().map(of).collect();
                if answers.contains(&Some(true)) {
                    Some(true)
                } else {
                    answers
                        .into_iter()
                        .collect::<Option<Vec<_>>>()
                        .map(|_| false)
                }
            }
            Self::Not(node) => of(node).map(|answer| !answer),
            Self::Words(sought) => words(sought),
            Self::Article(_) => None,
            Self::Span(_) => spans,
        }
    }

    /// The labels that spans have for which this holds, where it is about one span: nothing where
    /// it is not, or where no span has two labels that it names.
    fn labels(&self) -> Option<Labels> {
        match self {
            Self::Span(test) => Some(Labels(test.label().map(|label| vec![label.clone()]))),
            Self::Not(node) => node.labels(),
            Self::All(all) => {
                let mut met = Labels(None);
                for node in all {
                    met = met.met(&node.labels()?)?;
                }
                Some(met)
            }
            Self::Any(any) => {
                let each: Option<Vec<_>> = any.iter().map(Self::labels).collect();
                let joined: Option<Vec<_>> = each?.into_iter().map(|labels| labels.0).collect();
                Some(Labels(joined.map(|lists| lists.concat())))
            }
            Self::Words(_) | Self::Article(_) => None,
        }
    }
}

/// Some labels; nothing where any will do.
#[derive(Clone)]
struct Labels(Option<Vec<Label>>);

impl Labels {
    /// Those that both have; nothing where there are none.
    fn met(&self, other: &Self) -> Option<Self> {
        match (&self.0, &other.0) {
            (None, _) => Some(other.clone()),
            (_, None) => Some(self.clone()),
            (Some(a), Some(b)) => {
                let both: Vec<_> = a.iter().filter(|l| b.contains(l)).cloned().collect();
                (!both.is_empty()).then_some(Self(Some(both)))
            }
        }
    }
}

/// Conditions that one span must meet.
struct Group<'q> {
    labels: Labels,
    tests: Vec<&'q Node>,
}

/// Where something was found.
#[derive(Default)]
struct Places<'a> {
    spans: Vec<&'a Span>,
    words: Vec<ByteRange>,
}

impl Places<'_> {
    fn add(&mut self, more: Self) {
        self.spans.extend(more.spans);
        self.words.extend(more.words);
    }
}

/// An article with what is known of it, looked up once.
struct Ground<'a> {
    article: &'a Article,
    set: Option<&'a AnnotationSet>,
    events: OnceCell<HashMap<&'a Id, Vec<&'a Event>>>,
}

impl<'a> Ground<'a> {
    fn new(article: &'a Article, set: Option<&'a AnnotationSet>) -> Self {
        Self {
            article,
            set,
            events: OnceCell::new(),
        }
    }

    /// Conditions side by side. Those on spans are put together by the labels that they name.
    fn all(&self, nodes: &[Node]) -> Option<Places<'a>> {
        let nodes = match nodes {
            [Node::All(all)] => all,
            nodes => nodes,
        };
        let mut places = Places::default();
        let (mut groups, mut anywhere): (Vec<Group>, Vec<&Node>) = (Vec::new(), Vec::new());
        let mut row: Vec<&Words> = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            if let Node::Words(words) = node {
                row.push(words);
                if !matches!(nodes.get(index + 1), Some(Node::Words(_))) {
                    places.add(self.in_a_row(&std::mem::take(&mut row))?);
                }
                continue;
            }
            let Some(labels) = node.labels() else {
                places.add(self.one(node)?);
                continue;
            };
            if labels.0.is_none() {
                anywhere.push(node);
                continue;
            }
            let meeting = groups
                .iter_mut()
                .find_map(|group| Some((group.labels.met(&labels)?, group)));
            match meeting {
                Some((met, group)) => {
                    group.labels = met;
                    group.tests.push(node);
                }
                None => groups.push(Group {
                    labels,
                    tests: vec![node],
                }),
            }
        }
        if groups.is_empty() && !anywhere.is_empty() {
            groups.push(Group {
                labels: Labels(None),
                tests: Vec::new(),
            });
        }
        for group in &mut groups {
            group.tests.extend(&anywhere);
            places.add(self.spans_of(group)?);
        }
        Some(places)
    }

    /// Where words stand that stand beside each other in the query, all of which must be there.
    /// Where they stand beside each other in the text too, and in the same order, they are one
    /// place.
    fn in_a_row(&self, row: &[&Words]) -> Option<Places<'a>> {
        let text = self.article.text();
        let mut found: Vec<(ByteRange, usize)> = Vec::new();
        for (index, words) in row.iter().enumerate() {
            let places = words.places(text, MOST);
            if places.is_empty() {
                return None;
            }
            found.extend(places.into_iter().map(|place| (place, index)));
        }
        found.sort_by_key(|(place, index)| (place.start, place.end, *index));
        let mut joined: Vec<(ByteRange, usize)> = Vec::with_capacity(found.len());
        for (place, index) in found {
            if let Some((last, before)) = joined.last_mut()
                && index == *before + 1
                && last.end < place.start
                && text[last.end..place.start].chars().all(char::is_whitespace)
            {
                (last.end, *before) = (place.end, index);
            } else {
                joined.push((place, index));
            }
        }
        Some(Places {
            spans: Vec::new(),
            words: joined.into_iter().map(|(place, _)| place).collect(),
        })
    }

    fn one(&self, node: &Node) -> Option<Places<'a>> {
        match node {
            Node::All(_) => self.all(std::slice::from_ref(node)),
            Node::Any(any) => {
                let mut found: Option<Places> = None;
                for node in any {
                    if let Some(places) = self.all(std::slice::from_ref(node)) {
                        found.get_or_insert_default().add(places);
                    }
                }
                found
            }
            Node::Not(node) => match self.all(std::slice::from_ref(&**node)) {
                Some(_) => None,
                None => Some(Places::default()),
            },
            Node::Words(words) => {
                let words = words.places(self.article.text(), MOST);
                let spans = Vec::new();
                (!words.is_empty()).then_some(Places { spans, words })
            }
            Node::Article(test) => self.article_is(test).then(Places::default),
            Node::Span(_) => self.all(std::slice::from_ref(node)),
        }
    }

    /// The spans that meet a group's conditions. Where all of them only leave something out, there
    /// must be no span that any leaves out.
    fn spans_of(&self, group: &Group<'_>) -> Option<Places<'a>> {
        let absent = group.tests.iter().all(|node| matches!(node, Node::Not(_)));
        let spans = self.set.into_iter().flat_map(AnnotationSet::spans);
        let labelled = |span: &Span| {
            let labels = group.labels.0.as_ref();
            labels.is_none_or(|labels| labels.contains(&span.label))
        };
        let meets = |span: &'a Span| {
            labelled(span) && group.tests.iter().all(|node| self.meets(span, node))
        };
        if absent {
            let mut spans = spans.filter(|span| labelled(span));
            return spans.all(meets).then(Places::default);
        }
        let spans: Vec<_> = spans.filter(|span| meets(span)).take(MOST).collect();
        let words = Vec::new();
        (!spans.is_empty()).then_some(Places { spans, words })
    }

    fn meets(&self, span: &'a Span, node: &Node) -> bool {
        match node {
            Node::All(all) => all.iter().all(|node| self.meets(span, node)),
            Node::Any(any) => any.iter().any(|node| self.meets(span, node)),
            Node::Not(node) => !self.meets(span, node),
            Node::Span(test) => {
                test.label().is_none_or(|label| *label == span.label) && self.span_is(span, test)
            }
            // Never beside conditions on spans in one group.
            Node::Words(_) | Node::Article(_) => false,
        }
    }

    fn article_is(&self, test: &ArticleTest) -> bool {
        let (set, header) = (self.set, &self.article.header);
        let title = set.map_or(header.title.as_str(), |set| set.title.as_str());
        let published = match set {
            Some(set) => set.published.as_deref(),
            None => header.published.as_deref(),
        };
        match test {
            ArticleTest::Status(status) => set.map_or(Status::New, |set| set.status) == *status,
            ArticleTest::Flagged => set.is_some_and(|set| set.flagged),
            ArticleTest::Noted => set.is_some_and(|set| !set.note.trim().is_empty()),
            ArticleTest::Published(test) => published.is_some_and(|day| test.holds(day, day)),
            ArticleTest::Title(words) => has(Some(title), words.as_ref()),
            ArticleTest::Source(words) => {
                has(Some(&self.article.source), words.as_ref())
                    || has(header.publisher.as_deref(), words.as_ref())
            }
            ArticleTest::Language(code) => same(header.language.as_deref(), code),
            ArticleTest::Annotator(code) => {
                same(set.and_then(|set| set.annotator.as_deref()), code)
            }
            ArticleTest::Answer(name, test) => {
                set.is_some_and(|set| has_attribute(&set.attributes, name, test))
            }
        }
    }

    fn span_is(&self, span: &'a Span, test: &SpanTest) -> bool {
        let value = span.value.as_deref();
        match test {
            SpanTest::Label(_) => true,
            SpanTest::Labelled(_, words) => {
                words.as_ref().is_none_or(|words| self.says(span, words))
            }
            SpanTest::Event { code, words } => {
                let typed = |event: &&Event| same(event.kind.as_deref(), code);
                self.events(span).iter().any(typed) || self.says(span, words)
            }
            SpanTest::Figure(test) => value.is_some_and(|value| {
                let sides = [&value.low, &value.high];
                let numbers: Vec<_> = match &value.best {
                    Some(best) => vec![best],
                    None => sides.into_iter().flatten().collect(),
                };
                numbers.iter().any(|number| test.holds(number.to_f64()))
            }),
            SpanTest::Counted(words) => {
                has(value.and_then(|v| v.counted.as_deref()), words.as_ref())
            }
            SpanTest::Unit(code) => same(value.and_then(|v| v.unit.as_deref()), code),
            SpanTest::Kind(kind) => value.is_some_and(|v| v.kind == *kind),
            SpanTest::Hedge(hedge) => value.is_some_and(|v| v.hedge == Some(*hedge)),
            SpanTest::Type(code) => self.event(span, |e| same(e.kind.as_deref(), code)),
            SpanTest::Mode(code) => self.event(span, |e| same(e.mode.as_deref(), code)),
            SpanTest::Context(code) => {
                self.event(span, |e| e.contexts.iter().any(|c| same(Some(c), code)))
            }
            SpanTest::Flag(flag) => self.event(span, |e| e.flags.contains(flag)),
            SpanTest::Role(role, filler) => self.event(span, |event| {
                let mut roles = event.roles.iter().filter(|r| same(Some(&r.role), role));
                roles.any(|role| {
                    filler
                        .as_ref()
                        .is_none_or(|words| self.fills(&role.filler, words))
                })
            }),
            SpanTest::When(test) => self.event(span, |event| {
                let date = event.date.as_ref();
                date.is_some_and(|date| {
                    let from = date.from.as_deref().or(date.to.as_deref());
                    let to = date.to.as_deref().or(from);
                    from.zip(to).is_some_and(|(from, to)| test.holds(from, to))
                })
            }),
            SpanTest::Country(code) => {
                let place = span.place.as_deref().and_then(|p| p.country.as_deref());
                let mut entities = self.entities(span);
                same(place, code) || entities.any(|e| same(e.country.as_deref(), code))
            }
            SpanTest::Sector(code) => {
                let mut entities = self.entities(span);
                entities.any(|e| same(e.sector.as_deref(), code))
            }
            SpanTest::Attribute(name, test) => has_attribute(&span.attributes, name, test),
            SpanTest::Note(words) => has(span.note.as_deref(), words.as_ref()),
            SpanTest::By(maker) => span.origin.by == *maker,
            SpanTest::Matcher(code) => same(span.origin.matcher.as_deref(), code),
            SpanTest::Score(test) => span.origin.score.is_some_and(|score| test.holds(score)),
            SpanTest::Edited => span.origin.edited,
        }
    }

    /// Whether a span has these words, or an actor or a place behind it does.
    fn says(&self, span: &'a Span, words: &Words) -> bool {
        words.are_in(self.article.quote(span.range))
            || span
                .place
                .as_deref()
                .is_some_and(|place| words.are_in(&place.name))
            || self.entities(span).any(|entity| words.are_in(&entity.name))
    }

    fn fills(&self, filler: &RoleFiller, words: &Words) -> bool {
        let span = |id: &Id| self.set.and_then(|set| set.span(id));
        match filler {
            RoleFiller::Span(id) => span(id).is_some_and(|span| self.says(span, words)),
            RoleFiller::Event(id) => {
                let event = self.set.and_then(|set| set.event(id));
                let trigger = event.and_then(|event| span(&event.trigger));
                trigger.is_some_and(|span| self.says(span, words))
            }
        }
    }

    fn event(&self, span: &'a Span, holds: impl Fn(&Event) -> bool) -> bool {
        self.events(span).iter().any(|event| holds(event))
    }

    fn events(&self, span: &'a Span) -> &[&'a Event] {
        let all = self.events.get_or_init(|| {
            let mut all: HashMap<_, Vec<_>> = HashMap::new();
            for event in self.set.into_iter().flat_map(AnnotationSet::events) {
                all.entry(&event.trigger).or_default().push(event);
            }
            all
        });
        all.get(&span.id).map_or(&[], Vec::as_slice)
    }

    fn entities(&self, span: &Span) -> impl Iterator<Item = &'a Entity> {
        let all = self.set.map(|set| set.entities_of(&span.id));
        all.into_iter().flatten()
    }
}

/// Whether a text that may be missing has these words, or any.
fn has(text: Option<&str>, words: Option<&Words>) -> bool {
    let text = text.filter(|text| !text.trim().is_empty());
    text.is_some_and(|text| words.is_none_or(|words| words.are_in(text)))
}

/// Whether two codes are the same, whatever their case.
fn same(code: Option<&str>, wanted: &str) -> bool {
    code.is_some_and(|code| {
        code.eq_ignore_ascii_case(wanted) || code.to_lowercase() == wanted.to_lowercase()
    })
}

fn has_attribute(fields: &Fields, name: &str, test: &AttributeTest) -> bool {
    let is_it = |known: &str| known.eq_ignore_ascii_case(name);
    let mut all = fields.iter();
    all.any(|(known, value)| is_it(known) && attribute_is(value, test))
}

fn attribute_is(value: &serde_json::Value, test: &AttributeTest) -> bool {
    use serde_json::Value;
    match (test, value) {
        (_, Value::Array(values)) => values.iter().any(|value| attribute_is(value, test)),
        (_, Value::Null) => false,
        (AttributeTest::Any, _) => true,
        (AttributeTest::Number(test), Value::String(text)) => {
            super::amounts::read_number(text).is_some_and(|number| test.holds(number))
        }
        (AttributeTest::Number(test), value) => {
            value.as_f64().is_some_and(|number| test.holds(number))
        }
        (AttributeTest::Words(words), Value::String(text)) => words.are_in(text),
        (AttributeTest::Words(words), value) => words.are_in(&value.to_string()),
    }
}
