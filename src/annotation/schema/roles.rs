//! The roles that an event may have.

use std::borrow::Cow;

use crate::annotation::Label;

/// One role of an event: what it is called in files, the key that chooses it, what may fill it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleDef {
    pub name: Cow<'static, str>,
    /// A capital.
    pub key: char,
    /// The label of the spans that fill it; nothing for the date, whose evidence is words of the
    /// text and no span.
    pub filler: Option<Label>,
}

impl RoleDef {
    const fn new(name: &'static str, key: char, filler: Option<Label>) -> Self {
        Self {
            name: Cow::Borrowed(name),
            key,
            filler,
        }
    }
}

/// The roles of the built-in schema, in the order of the digits.
pub static BUILT_IN_ROLES: [RoleDef; 5] = [
    RoleDef::new("actor", 'A', Some(Label::ACTOR)),
    RoleDef::new("recipient", 'R', Some(Label::ACTOR)),
    RoleDef::new("location", 'L', Some(Label::LOCATION)),
    RoleDef::new("date", 'T', None),
    RoleDef::new("figure", 'F', Some(Label::FIGURE)),
];
