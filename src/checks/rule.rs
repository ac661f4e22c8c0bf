//! The rules, and how bad it is to break one.

/// How bad a finding is. The worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It can hardly be meant so.
    Wrong,
    /// It may be right, and is worth a look.
    Look,
    /// It is not done yet.
    Open,
}

impl Severity {
    pub const ALL: [Self; 3] = [Self::Wrong, Self::Look, Self::Open];

    /// As it stands before a sentence: `likely wrong`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wrong => "likely wrong",
            Self::Look => "worth a look",
            Self::Open => "still open",
        }
    }
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The head of a span does not lie within it.
    HeadOutside,
    /// Two spans of one label overlap, and neither holds the other.
    Crossing,
    NoValue,
    LowAboveHigh,
    BestOutside,
    /// People or things fewer than none.
    BelowZero,
    ShareAboveAll,
    CoordinatesOutside,
    PlaceUnresolved,
    PlaceUnconfirmed,
    NoType,
    UnknownType,
    /// The type of the event has no such mode.
    ModeOfAnotherType,
    NoActor,
    NoPlace,
    /// What fills a role has another label than the schema asks for.
    FillerOfAnotherLabel,
    /// Two events of one trigger with the same type and the same fillers.
    Twice,
    /// Something fills one role of an event twice.
    FillerTwice,
    /// An event fills a role of itself, or of one that fills a role of it.
    Circle,
    DateUnreadable,
    DateReversed,
    /// It happened after the article was published.
    AfterPublication,
    /// The mentions of one actor name several countries.
    TwoCountries,
    /// A mention belongs to two actors.
    TwoActors,
    NoMentions,
    /// A country or sector of an actor that is no code.
    UnknownCode,
    /// An actor without a name.
    NoName,
    /// A mention of an actor is marked as something that acts not, as a location.
    MentionOfAnotherLabel,
}

impl Rule {
    pub const ALL: [Self; 28] = [
        Self::HeadOutside,
        Self::Crossing,
        Self::NoValue,
        Self::LowAboveHigh,
        Self::BestOutside,
        Self::BelowZero,
        Self::ShareAboveAll,
        Self::CoordinatesOutside,
        Self::PlaceUnresolved,
        Self::PlaceUnconfirmed,
        Self::NoType,
        Self::UnknownType,
        Self::ModeOfAnotherType,
        Self::NoActor,
        Self::NoPlace,
        Self::FillerOfAnotherLabel,
        Self::Twice,
        Self::FillerTwice,
        Self::Circle,
        Self::DateUnreadable,
        Self::DateReversed,
        Self::AfterPublication,
        Self::TwoCountries,
        Self::TwoActors,
        Self::NoMentions,
        Self::UnknownCode,
        Self::NoName,
        Self::MentionOfAnotherLabel,
    ];

    /// How bad it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::HeadOutside
            | Self::NoValue
            | Self::LowAboveHigh
            | Self::BestOutside
            | Self::BelowZero
            | Self::CoordinatesOutside
            | Self::UnknownType
            | Self::ModeOfAnotherType
            | Self::NoActor
            | Self::FillerOfAnotherLabel
            | Self::Twice
            | Self::FillerTwice
            | Self::Circle
            | Self::DateUnreadable
            | Self::DateReversed
            | Self::AfterPublication
            | Self::TwoCountries
            | Self::TwoActors
            | Self::NoMentions
            | Self::UnknownCode
            | Self::NoName
            | Self::MentionOfAnotherLabel => Severity::Wrong,
            Self::Crossing | Self::ShareAboveAll | Self::NoPlace => Severity::Look,
            Self::PlaceUnresolved | Self::PlaceUnconfirmed | Self::NoType => Severity::Open,
        }
    }
}
