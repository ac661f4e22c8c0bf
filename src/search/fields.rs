//! The one table of what can be asked about beside words.

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    Article,
    /// Spans of one label, by its name.
    SpansOf(&'static str),
    /// Spans of any label.
    Spans,
}

/// What a field takes behind its colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Takes {
    /// Words, a phrase in quotes, or `*` for any.
    Words,
    /// A code that must be the same, whatever its case.
    Code,
    /// A number, a comparison, or two numbers with `..` between them.
    Number,
    /// A number as above, or words.
    NumberOrWords,
    /// A day, a comparison, or two days with `..` between them.
    Day,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A label of the schema.
    Label,
    /// A type of event, or words of what triggers it.
    EventType,
    /// A mode of events.
    Mode,
    /// A role of events, and with `=` what fills it.
    Role,
    /// The name of an attribute stands in the field, and its value behind the colon.
    Attribute,
}

impl Takes {
    /// As it reads behind the field's name.
    #[must_use]
    pub fn said(self) -> String {
        match self {
            Self::Words => "words, or * for any".to_owned(),
            Self::Code => "a code".to_owned(),
            Self::Number => "a number, as in 5, >5 or 5..10".to_owned(),
            Self::NumberOrWords => "a number, as in 5, >5 or 5..10, or words".to_owned(),
            Self::Day => {
                "a day, a month or a year, as in 2024-04-25, >=2024-04 or 2023..2024".to_owned()
            }
            Self::Choice(choices) => choices.join(", "),
            Self::Label => "a label".to_owned(),
            Self::EventType => "a type of event, words, or * for any".to_owned(),
            Self::Mode => "a mode".to_owned(),
            Self::Role => "a role, as in actor or actor=Niger".to_owned(),
            Self::Attribute => "words, a number, or * for any".to_owned(),
        }
    }

    /// Whether it can be compared by `<` and `>`.
    pub(super) fn is_ordered(self) -> bool {
        matches!(
            self,
            Self::Number | Self::NumberOrWords | Self::Day | Self::Attribute
        )
    }
}

/// One field of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FieldDef {
    /// As it is typed before the colon.
    pub name: &'static str,
    pub about: About,
    pub takes: Takes,
    /// What it asks, in a few words.
    pub help: &'static str,
    /// A query of this one condition.
    pub example: &'static str,
    pub(super) field: Field,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Labelled,
    Label,
    Figure,
    Counted,
    Unit,
    Kind,
    Hedge,
    Type,
    Mode,
    Context,
    Role,
    When,
    Country,
    Sector,
    Attribute,
    Answer,
    Note,
    By,
    Matcher,
    Score,
    Status,
    Is,
    Published,
    Title,
    Source,
    Language,
    Annotator,
}

/// How far the work on an article may be.
pub(super) const STATUSES: &[&str] = &["new", "in_progress", "done", "skipped"];
/// What a figure may count.
pub(super) const KINDS: &[&str] = &[
    "dead",
    "injured",
    "arrested",
    "displaced",
    "size",
    "amount",
    "share",
    "other",
];
pub(super) const HEDGES: &[&str] = &[
    "about",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "range",
    "vague",
];
pub(super) const MAKERS: &[&str] = &["hand", "suggestion", "import"];
/// What may be said of an article or an event in one word.
pub(super) const STATES: &[&str] = &[
    "flagged",
    "noted",
    "negated",
    "future",
    "hypothetical",
    "historical",
    "edited",
];
/// Those of them that may stand alone, without `is:`.
pub(super) const ALONE: &[&str] = &["flagged", "noted", "negated"];

const fn def(
    name: &'static str,
    field: Field,
    about: About,
    takes: Takes,
    help: &'static str,
    example: &'static str,
) -> FieldDef {
    FieldDef {
        name,
        about,
        takes,
        help,
        example,
        field,
    }
}

/// Every field, in the order in which the guide lists them.
pub const FIELDS: &[FieldDef] = &[
    def(
        "actor",
        Field::Labelled,
        About::SpansOf("actor"),
        Takes::Words,
        "an actor with these words, or mentioned by this name elsewhere",
        "actor:Bazoum",
    ),
    def(
        "location",
        Field::Labelled,
        About::SpansOf("location"),
        Takes::Words,
        "a location with these words, or of this place",
        "location:Niamey",
    ),
    def(
        "figure",
        Field::Figure,
        About::SpansOf("figure"),
        Takes::NumberOrWords,
        "a figure of this size, or with these words",
        "figure>1000",
    ),
    def(
        "event",
        Field::Labelled,
        About::SpansOf("event"),
        Takes::EventType,
        "an event of this type, or with these words",
        "event:ASSAULT",
    ),
    def(
        "label",
        Field::Label,
        About::Spans,
        Takes::Label,
        "a span with this label",
        "label:location",
    ),
    def(
        "counted",
        Field::Counted,
        About::SpansOf("figure"),
        Takes::Words,
        "a figure that counts these",
        "counted:troops",
    ),
    def(
        "unit",
        Field::Unit,
        About::SpansOf("figure"),
        Takes::Code,
        "a figure in this unit or currency",
        "unit:EUR",
    ),
    def(
        "kind",
        Field::Kind,
        About::SpansOf("figure"),
        Takes::Choice(KINDS),
        "a figure that states this",
        "kind:dead",
    ),
    def(
        "hedge",
        Field::Hedge,
        About::SpansOf("figure"),
        Takes::Choice(HEDGES),
        "a figure that is hedged like this",
        "hedge:about",
    ),
    def(
        "type",
        Field::Type,
        About::SpansOf("event"),
        Takes::Code,
        "an event of exactly this type",
        "type:CONSULT",
    ),
    def(
        "mode",
        Field::Mode,
        About::SpansOf("event"),
        Takes::Mode,
        "an event of this mode",
        "mode:visit",
    ),
    def(
        "context",
        Field::Context,
        About::SpansOf("event"),
        Takes::Code,
        "an event in this context",
        "context:military",
    ),
    def(
        "role",
        Field::Role,
        About::SpansOf("event"),
        Takes::Role,
        "an event in which this role is filled, by these words",
        "role:actor=Niger",
    ),
    def(
        "when",
        Field::When,
        About::SpansOf("event"),
        Takes::Day,
        "an event that happened then",
        "when:2024-04",
    ),
    def(
        "country",
        Field::Country,
        About::Spans,
        Takes::Code,
        "an actor or a location of this country",
        "country:NER",
    ),
    def(
        "sector",
        Field::Sector,
        About::SpansOf("actor"),
        Takes::Code,
        "an actor of this sector",
        "sector:MIL",
    ),
    def(
        "attribute",
        Field::Attribute,
        About::Spans,
        Takes::Attribute,
        "a span with this value of an attribute",
        "attribute.certainty:high",
    ),
    def(
        "note",
        Field::Note,
        About::Spans,
        Takes::Words,
        "a span whose note has these words",
        "note:check",
    ),
    def(
        "by",
        Field::By,
        About::Spans,
        Takes::Choice(MAKERS),
        "a span made by hand, from a suggestion or imported",
        "by:suggestion",
    ),
    def(
        "matcher",
        Field::Matcher,
        About::Spans,
        Takes::Code,
        "a span that this matcher suggested",
        "matcher:figures",
    ),
    def(
        "score",
        Field::Score,
        About::Spans,
        Takes::Number,
        "a span suggested with this score, from 0 to 1",
        "score<0.8",
    ),
    def(
        "article",
        Field::Answer,
        About::Article,
        Takes::Attribute,
        "articles with this answer to what the schema asks of them",
        "article.relevant:yes",
    ),
    def(
        "status",
        Field::Status,
        About::Article,
        Takes::Choice(STATUSES),
        "articles on which the work is this far",
        "status:done",
    ),
    def(
        "is",
        Field::Is,
        About::Article,
        Takes::Choice(STATES),
        "flagged and noted articles; negated, future, hypothetical and historical events; spans edited since they were suggested",
        "is:flagged",
    ),
    def(
        "date",
        Field::Published,
        About::Article,
        Takes::Day,
        "articles published then",
        "date>=2024-04-01",
    ),
    def(
        "title",
        Field::Title,
        About::Article,
        Takes::Words,
        "articles with these words in the title",
        "title:coup",
    ),
    def(
        "source",
        Field::Source,
        About::Article,
        Takes::Words,
        "articles whose file, record or publisher has these words in its name",
        "source:report*",
    ),
    def(
        "language",
        Field::Language,
        About::Article,
        Takes::Code,
        "articles in this language",
        "language:fr",
    ),
    def(
        "annotator",
        Field::Annotator,
        About::Article,
        Takes::Code,
        "articles annotated under this name",
        "annotator:amina",
    ),
];

/// The field of a name, whatever its case.
pub(super) fn field(name: &str) -> Option<&'static FieldDef> {
    FIELDS
        .iter()
        .find(|def| def.name.eq_ignore_ascii_case(name))
}

/// Whether a word without quotes means something else than that word.
pub(super) fn is_keyword(word: &str) -> bool {
    ["or", "not", "and"]
        .iter()
        .chain(ALONE)
        .any(|known| known.eq_ignore_ascii_case(word))
}
