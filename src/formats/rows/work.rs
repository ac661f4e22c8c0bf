//! One annotator's work on one article, made ready to be told in rows.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::annotation::{
    AnnotationSet, Entity, Event, FigureKind, FigureValue, Id, Label, Place, Role, RoleFiller, Span,
};
use crate::formats::Fingerprint;
use crate::text::{Article, ByteRange};

/// So many digits of a hash tell articles apart.
const DIGITS: usize = 12;

/// What rows are made of. Making one is linear in the text and the set.
pub struct Work<'a> {
    pub(super) article: &'a Article,
    pub(super) set: &'a AnnotationSet,
    /// The article's path within the corpus, or the name of its file.
    pub(super) name: &'a str,
    pub(super) sha256: String,
    /// What the ids of its rows begin with.
    pub(super) id: String,
    entities: HashMap<&'a Id, &'a Entity>,
}

impl<'a> Work<'a> {
    /// `name` is the article's path within its corpus, with `/` between folders.
    #[must_use]
    pub fn new(article: &'a Article, set: &'a AnnotationSet, name: &'a str) -> Self {
        let sha256 = Fingerprint::of(article.text().as_bytes()).to_string();
        let record = article.header.record.as_deref().unwrap_or_default();
        let whole = format!("{}\n{record}\n{sha256}", article.source);
        let mut id = Fingerprint::of(whole.as_bytes()).to_string();
        id.truncate(DIGITS);
        if let Some(annotator) = &set.annotator {
            id = format!("{id}-{annotator}");
        }
        let mut entities = HashMap::new();
        for entity in set.entities() {
            for span in &entity.spans {
                entities.entry(span).or_insert(entity);
            }
        }
        Self {
            article,
            set,
            name,
            sha256,
            id,
            entities,
        }
    }

    /// Where the article comes from, as people find it.
    pub(super) fn source(&self) -> &'a str {
        match self.article.header.record {
            Some(_) => &self.article.source,
            None => self.name,
        }
    }

    /// The actor behind a mention.
    pub(super) fn entity(&self, span: &Id) -> Option<&'a Entity> {
        self.entities.get(span).copied()
    }

    pub(super) fn quote(&self, range: ByteRange) -> Value {
        json!(self.article.quote(range))
    }

    /// Where a range stands, in code points.
    pub(super) fn points(&self, range: ByteRange) -> (usize, usize) {
        self.article.to_code_points(range)
    }
}

/// What one row tells of: an event with its fillers, or a span.
pub(super) struct Item<'a> {
    pub work: &'a Work<'a>,
    /// The span, or the trigger of the event.
    pub span: Option<&'a Span>,
    pub event: Option<&'a Event>,
    pub fillers: Vec<Filler<'a>>,
}

impl<'a> Item<'a> {
    /// What fills one role twice is taken once.
    pub fn of_event(work: &'a Work<'a>, event: &'a Event) -> Self {
        let mut seen = HashSet::new();
        let mut once = |role: &&'a Role| {
            let (kind, filler) = (role.kind, &role.filler);
            seen.insert((role.role.as_str(), kind, filler))
        };
        Self {
            work,
            event: Some(event),
            span: work.set.span(&event.trigger),
            fillers: event
                .roles
                .iter()
                .filter(&mut once)
                .map(|role| Filler::new(work, role))
                .collect(),
        }
    }

    pub fn of_span(work: &'a Work<'a>, span: &'a Span) -> Self {
        Self {
            work,
            event: None,
            span: Some(span),
            fillers: Vec::new(),
        }
    }

    /// Something of the event.
    pub fn event<T: Into<Value>>(&self, tell: impl FnOnce(&'a Event) -> Option<T>) -> Value {
        self.event.and_then(tell).map_or(Value::Null, Into::into)
    }

    /// Something of the span, or of the trigger.
    pub fn span<T: Into<Value>>(&self, tell: impl FnOnce(&'a Span) -> Option<T>) -> Value {
        self.span.and_then(tell).map_or(Value::Null, Into::into)
    }

    /// The fillers of a role, in their order.
    pub fn of(&self, role: &str) -> impl Iterator<Item = &Filler<'a>> {
        self.fillers
            .iter()
            .filter(move |filler| filler.role.role == role)
    }

    /// The figures of a kind. A figure is one by its role; what it counts is said there or by its
    /// value.
    pub fn figures(&self, kind: FigureKind) -> impl Iterator<Item = &Filler<'a>> {
        self.of(FIGURE).filter(move |filler| filler.kind() == kind)
    }

    /// The place of the event: the first location.
    pub fn place(&self) -> Option<&'a Place> {
        self.of(LOCATION).next().and_then(Filler::place)
    }

    /// The number that a kind of figures comes to where that is certain: where there is one figure,
    /// or all say the same.
    pub fn certain(&self, kind: FigureKind, number: fn(&FigureValue) -> Value) -> Value {
        let told = |figure: &Filler<'_>| {
            let possible = figure.value().filter(|value| value.is_possible());
            possible.map_or(Value::Null, number)
        };
        let mut numbers = self.figures(kind).map(told);
        match numbers.next() {
            Some(first) if numbers.all(|other| other == first) => first,
            _ => Value::Null,
        }
    }
}

/// The names of the built-in roles in files.
pub(super) const ACTOR: &str = "actor";
pub(super) const RECIPIENT: &str = "recipient";
pub(super) const LOCATION: &str = "location";
pub(super) const FIGURE: &str = "figure";
/// A date is evidence of its own and no role in files.
pub(super) const DATE: &str = "date";

/// What fills a role.
pub(super) struct Filler<'a> {
    pub work: &'a Work<'a>,
    pub role: &'a Role,
    /// The span, or the trigger of the event.
    pub span: Option<&'a Span>,
    pub event: Option<&'a Event>,
}

impl<'a> Filler<'a> {
    fn new(work: &'a Work<'a>, role: &'a Role) -> Self {
        let (span, event) = match &role.filler {
            RoleFiller::Span(id) => (work.set.span(id), None),
            RoleFiller::Event(id) => {
                let event = work.set.event(id);
                let trigger = event.and_then(|event| work.set.span(&event.trigger));
                (trigger, event)
            }
        };
        Self {
            work,
            role,
            span,
            event,
        }
    }

    pub fn entity(&self) -> Option<&'a Entity> {
        self.span.and_then(|span| self.work.entity(&span.id))
    }

    pub fn place(&self) -> Option<&'a Place> {
        self.span.and_then(|span| span.place.as_deref())
    }

    pub fn value(&self) -> Option<&'a FigureValue> {
        self.span.and_then(|span| span.value.as_deref())
    }

    pub fn kind(&self) -> FigureKind {
        let said = self.role.kind;
        said.or_else(|| self.value().map(|value| value.kind))
            .unwrap_or_default()
    }

    /// What it is called: the id of an event (the words of its trigger where it fills the role of
    /// an actor or a place), the name of an actor or a place, the number of a figure, else the head
    /// or the words.
    pub fn name(&self) -> Value {
        let of_things = matches!(self.role.role.as_str(), ACTOR | RECIPIENT | LOCATION);
        if let Some(event) = self.event.filter(|_| !of_things) {
            return json!(event.id.as_str());
        }
        let Some(span) = self.span else {
            return Value::Null;
        };
        if span.label == Label::FIGURE {
            let best = self.value().and_then(|value| value.best.as_ref());
            return best.map_or_else(|| self.quote(), |best| json!(best.to_string()));
        }
        if let Some(entity) = self.entity() {
            return json!(entity.name);
        }
        match self.place() {
            Some(place) => json!(place.name),
            None => self.work.quote(span.head.unwrap_or(span.range)),
        }
    }

    pub fn quote(&self) -> Value {
        self.at(|span| self.work.quote(span.range))
    }

    pub fn start(&self) -> Value {
        self.at(|span| json!(self.work.points(span.range).0))
    }

    pub fn end(&self) -> Value {
        self.at(|span| json!(self.work.points(span.range).1))
    }

    pub fn at(&self, tell: impl FnOnce(&'a Span) -> Value) -> Value {
        self.span.map_or(Value::Null, tell)
    }
}

/// [`Filler::name`] and the like as functions of any filler.
pub(super) fn name(filler: &Filler<'_>) -> Value {
    filler.name()
}

pub(super) fn quote(filler: &Filler<'_>) -> Value {
    filler.quote()
}

pub(super) fn start(filler: &Filler<'_>) -> Value {
    filler.start()
}

pub(super) fn end(filler: &Filler<'_>) -> Value {
    filler.end()
}
