//! The rules of the matcher, by the names under which reasons show them.

/// Why a name is read as a place, or a place as an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Rule {
    Gazetteer,
    Container,
    Preposition,
    PrepositionUnknown,
    KindBefore,
    KindBehind,
    WordBefore,
    Dateline,
    List,
    FirstWord,
    LastWord,
    Road,
    State,
    Realm,
    Coordinates,
    Before,
    MayAct,
    Acts,
    Body,
    Policy,
    Backer,
    Dealing,
    Against,
    DoneBy,
    Addressed,
    Team,
}

impl Rule {
    /// Every rule, for the table of their sentences.
    #[cfg(test)]
    pub(super) const ALL: [Self; 26] = [
        Self::Gazetteer,
        Self::Container,
        Self::Preposition,
        Self::PrepositionUnknown,
        Self::KindBefore,
        Self::KindBehind,
        Self::WordBefore,
        Self::Dateline,
        Self::List,
        Self::FirstWord,
        Self::LastWord,
        Self::Road,
        Self::State,
        Self::Realm,
        Self::Coordinates,
        Self::Before,
        Self::MayAct,
        Self::Acts,
        Self::Body,
        Self::Policy,
        Self::Backer,
        Self::Dealing,
        Self::Against,
        Self::DoneBy,
        Self::Addressed,
        Self::Team,
    ];

    /// As reasons show it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Gazetteer => "gazetteer",
            Self::Container => "place, container",
            Self::Preposition => "preposition before place",
            Self::PrepositionUnknown => "preposition before name",
            Self::KindBefore => "kind of place before name",
            Self::KindBehind => "kind of place behind name",
            Self::WordBefore => "word before place",
            Self::Dateline => "dateline",
            Self::List => "list of places",
            Self::FirstWord => "name of a place by its first word",
            Self::LastWord => "name of a place by its last word",
            Self::Road => "road by its number",
            Self::State => "abbreviation of a state",
            Self::Realm => "nationality before realm",
            Self::Coordinates => "coordinates",
            Self::Before => "named as a place before",
            Self::MayAct => "country that may act",
            Self::Acts => "country or capital that acts",
            Self::Body => "country with its government or people",
            Self::Policy => "what a country or capital does",
            Self::Backer => "backer of something",
            Self::Dealing => "dealing with a country",
            Self::Against => "against a country",
            Self::DoneBy => "done by a country",
            Self::Addressed => "country that is addressed",
            Self::Team => "team in a match",
        }
    }
}
