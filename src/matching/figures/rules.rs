//! The rules of the matcher by name: those that reasons show, and those by which a number is no
//! figure.

/// Why a number is a figure, as reasons show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Money,
    Percentage,
    Vague,
    Share,
    Unit,
    Counted,
    Happened,
    Number,
}

impl Rule {
    /// Every rule, for the table of their sentences.
    #[cfg(test)]
    pub(super) const ALL: [Self; 8] = [
        Self::Money,
        Self::Percentage,
        Self::Vague,
        Self::Share,
        Self::Unit,
        Self::Counted,
        Self::Happened,
        Self::Number,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Money => "amount of money",
            Self::Percentage => "percentage",
            Self::Vague => "vague number word",
            Self::Share => "share of a whole",
            Self::Unit => "number with a unit",
            Self::Counted => "number and what is counted",
            Self::Happened => "number and what happened",
            Self::Number => "number",
        }
    }
}

/// Why a number is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exclusion {
    Ordinal,
    Identifier,
    DateOrTime,
    StartingPoint,
    Coordinate,
    Age,
    Name,
    Year,
    ScoreOrList,
    Pronoun,
}

#[cfg(test)]
impl Exclusion {
    /// Every exclusion, for the table of their sentences.
    pub(super) const ALL: [Self; 10] = [
        Self::Ordinal,
        Self::Identifier,
        Self::DateOrTime,
        Self::StartingPoint,
        Self::Coordinate,
        Self::Age,
        Self::Name,
        Self::Year,
        Self::ScoreOrList,
        Self::Pronoun,
    ];

    /// As the table has it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Ordinal => "not: ordinal",
            Self::Identifier => "not: part of a code or an address",
            Self::DateOrTime => "not: date or time",
            Self::StartingPoint => "not: place or point in time",
            Self::Coordinate => "not: coordinate",
            Self::Age => "not: age that describes",
            Self::Name => "not: number in a name",
            Self::Year => "not: year",
            Self::ScoreOrList => "not: score or list",
            Self::Pronoun => "not: pronoun",
        }
    }
}
