//! The roles that an event may have.

use super::Label;

/// One role of an event: what it is called in files, the key that chooses it, what may fill it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleDef {
    pub name: &'static str,
    /// A capital.
    pub key: char,
    /// The label of the spans that fill it; nothing for the date, whose evidence is words of the
    /// text and no span.
    pub filler: Option<Label>,
}

/// The roles, in the order of the digits.
pub static ROLES: [RoleDef; 5] = [
    RoleDef {
        name: "actor",
        key: 'A',
        filler: Some(Label::ACTOR),
    },
    RoleDef {
        name: "recipient",
        key: 'R',
        filler: Some(Label::ACTOR),
    },
    RoleDef {
        name: "location",
        key: 'L',
        filler: Some(Label::LOCATION),
    },
    RoleDef {
        name: "date",
        key: 'T',
        filler: None,
    },
    RoleDef {
        name: "figure",
        key: 'F',
        filler: Some(Label::FIGURE),
    },
];
