//! The types of events, and how tense and governing words change them.
//!
//! The sixteen types are those of PLOVER; the rest are groups outside it, named as in ACE. The
//! rules of tense follow the PLOVER manual: cooperation that is only announced is an agreement.

/// What kind of event a word or phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
    Statement,
    Life,
    Personnel,
    Justice,
    Business,
    Transaction,
    Movement,
    Disaster,
}

impl Kind {
    const ALL: [Self; 24] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
        Self::Statement,
        Self::Life,
        Self::Personnel,
        Self::Justice,
        Self::Business,
        Self::Transaction,
        Self::Movement,
        Self::Disaster,
    ];

    /// The name in files: `CONSULT`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
            Self::Statement => "STATEMENT",
            Self::Life => "LIFE",
            Self::Personnel => "PERSONNEL",
            Self::Justice => "JUSTICE",
            Self::Business => "BUSINESS",
            Self::Transaction => "TRANSACTION",
            Self::Movement => "MOVEMENT",
            Self::Disaster => "DISASTER",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    fn is_violent(self) -> bool {
        matches!(self, Self::Assault | Self::Coerce | Self::Sanction)
    }
}

/// The type of an event that is still to come.
/// What is announced to be done to others (`active`) is a threat.
pub fn in_future(kind: Kind, active: bool) -> Kind {
    match kind {
        Kind::Consult | Kind::Support | Kind::Cooperate | Kind::Aid => Kind::Agree,
        Kind::Retreat => Kind::Concede,
        Kind::Sanction | Kind::Coerce | Kind::Assault if active => Kind::Threaten,
        other => other,
    }
}

/// The type of an event of which the text says that it will not come.
pub fn refused(kind: Kind) -> Kind {
    match kind {
        Kind::Consult
        | Kind::Support
        | Kind::Cooperate
        | Kind::Aid
        | Kind::Concede
        | Kind::Agree
        | Kind::Retreat => Kind::Reject,
        other => other,
    }
}

/// The type of putting an end to something: help that stops is a sanction, a curfew that ends a
/// concession. Verbs that only begin or continue something take its type.
pub fn ending(verb: &str, object: Kind, noun: &str) -> Option<Kind> {
    let carries = matches!(
        verb,
        "begin"
            | "start"
            | "organise"
            | "launch"
            | "resume"
            | "open"
            | "complete"
            | "issue"
            | "continue"
    );
    let stops = matches!(
        verb,
        "halt"
            | "suspend"
            | "cut"
            | "reduce"
            | "freeze"
            | "stop"
            | "end"
            | "withhold"
            | "prohibit"
            | "ban"
            | "discontinue"
            | "cut off"
            | "terminate"
            | "slash"
    );
    let lifts = matches!(
        verb,
        "lift" | "ease" | "shorten" | "relax" | "loosen" | "end" | "repeal" | "revoke" | "soften"
    );
    match object {
        _ if carries => Some(object),
        Kind::Coerce if lifts && matches!(noun, "blockade" | "siege") => Some(Kind::Retreat),
        Kind::Aid | Kind::Cooperate | Kind::Support if stops => Some(Kind::Sanction),
        Kind::Coerce | Kind::Sanction if lifts => Some(Kind::Concede),
        _ => None,
    }
}

/// The type of an event that is only demanded, promised, threatened or refused by a governing
/// word of type `governor`: what was done is the demand, not what it asks for. Nothing where the
/// governor leaves the type alone.
pub fn governed(kind: Kind, governor: Kind, vow: bool) -> Option<Kind> {
    match governor {
        Kind::Request => Some(Kind::Request),
        Kind::Threaten => Some(Kind::Threaten),
        Kind::Reject => Some(Kind::Reject),
        Kind::Accuse => Some(Kind::Accuse),
        Kind::Agree if vow && kind.is_violent() => Some(Kind::Threaten),
        Kind::Agree if !kind.is_violent() => Some(Kind::Agree),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_found_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.name()), Some(kind));
        }
        assert_eq!(Kind::named("agree"), None);
    }

    #[test]
    fn the_built_in_schema_has_every_type_that_is_suggested() {
        let schema = crate::annotation::Schema::built_in();
        for kind in Kind::ALL {
            assert!(schema.event_type(kind.name()).is_some(), "{kind:?}");
        }
        assert_eq!(schema.event_types.len(), Kind::ALL.len());
    }

    #[test]
    fn tense_and_governor_change_the_type() {
        assert_eq!(in_future(Kind::Aid, true), Kind::Agree);
        assert_eq!(in_future(Kind::Retreat, true), Kind::Concede);
        assert_eq!(in_future(Kind::Concede, true), Kind::Concede);
        assert_eq!(
            governed(Kind::Assault, Kind::Agree, true),
            Some(Kind::Threaten)
        );
        assert_eq!(
            governed(Kind::Retreat, Kind::Request, false),
            Some(Kind::Request)
        );
        assert_eq!(governed(Kind::Assault, Kind::Consult, false), None);
        assert_eq!(refused(Kind::Consult), Kind::Reject);
        assert_eq!(ending("halt", Kind::Aid, "aid"), Some(Kind::Sanction));
        assert_eq!(ending("lift", Kind::Coerce, "curfew"), Some(Kind::Concede));
        assert_eq!(ending("visit", Kind::Aid, "aid"), None);
    }
}
