//! What is certain of ACLED's codes.
//!
//! ACLED's event types say more than PLOVER's in some ways and less in others. Only what follows
//! with certainty from type, mode, sector and place is filled in; everything else stays empty, and
//! type, mode and flags stand beside it as they are. Sources: the value sets of ACLED's codebook,
//! the modes of PLOVER's repository.
//!
//! | PLOVER | ACLED |
//! |---|---|
//! | PROTEST `demo` | Protests; Demonstrations. A demonstration; whether it was left in peace is not known |
//! | PROTEST `riot` | Riots (a violent demonstration or mob violence: which is not known, and they have different disorder types) |
//! | ASSAULT `aerial`, `drone` | Explosions/Remote violence, air/drone strike: ACLED has one sub-event for both; Political violence |
//! | ASSAULT `heavy-weapons` | Explosions/Remote violence, shelling/artillery/missile attack: the same weapons; Political violence. Between two armed sides it may be a battle: then only the disorder type, which both have |
//! | ASSAULT `suicide-attack` | Explosions/Remote violence, suicide bomb; Political violence |
//! | ASSAULT `explosives` | Explosions/Remote violence (a grenade, a mine, a remote explosive: which is not known); Political violence |
//! | ASSAULT `sexual` | Violence against civilians, sexual violence; Political violence |
//! | COERCE `arrest` | Strategic developments, arrests: the only type that has arrests. ACLED takes those that matter to a conflict: the analyst chooses the rows |
//!
//! Not certain, and so left empty: abductions and beatings (of civilians or of fighters?),
//! `firearms` (in a battle, of civilians, a crime?), strikes, boycotts and hunger strikes (ACLED takes
//! them only where people come together), agreements (peace agreements only). An event that is
//! negated, in the future or hypothetical did not happen, and has no type in ACLED.

use super::sides::is_fight;
use crate::annotation::{Event, Flag};

/// `disorder_type`, `event_type`, `sub_event_type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct AcledType {
    pub disorder: Option<&'static str>,
    pub event: Option<&'static str>,
    pub sub: Option<&'static str>,
}

pub(super) fn acled_type(event: &Event) -> AcledType {
    let unreal = [Flag::Negated, Flag::Future, Flag::Hypothetical];
    if event.flags.iter().any(|flag| unreal.contains(flag)) {
        return AcledType::default();
    }
    let violence = |event, sub| AcledType {
        disorder: Some("Political violence"),
        event: Some(event),
        sub,
    };
    let remote = "Explosions/Remote violence";
    match (event.kind.as_deref(), event.mode.as_deref()) {
        (Some("PROTEST"), Some("demo")) => AcledType {
            disorder: Some("Demonstrations"),
            event: Some("Protests"),
            sub: None,
        },
        (Some("PROTEST"), Some("riot")) => AcledType {
            event: Some("Riots"),
            ..AcledType::default()
        },
        (Some("ASSAULT"), Some("aerial" | "drone")) => violence(remote, Some("Air/drone strike")),
        (Some("ASSAULT"), Some("heavy-weapons")) if is_fight(event) => AcledType {
            disorder: Some("Political violence"),
            ..AcledType::default()
        },
        (Some("ASSAULT"), Some("heavy-weapons")) => {
            violence(remote, Some("Shelling/artillery/missile attack"))
        }
        (Some("COERCE"), Some("arrest")) => AcledType {
            disorder: Some("Strategic developments"),
            event: Some("Strategic developments"),
            sub: Some("Arrests"),
        },
        (Some("ASSAULT"), Some("suicide-attack")) => violence(remote, Some("Suicide bomb")),
        (Some("ASSAULT"), Some("explosives")) => violence(remote, None),
        (Some("ASSAULT"), Some("sexual")) => {
            violence("Violence against civilians", Some("Sexual violence"))
        }
        _ => AcledType::default(),
    }
}

/// ACLED's code of an actor: 1 state forces at home, 2 rebels, 7 civilians, 8 state forces abroad.
/// Nothing for what a sector does not decide: militias, rioters and protesters.
pub(super) fn inter(sector: Option<&str>, country: Option<&str>, at: Option<&str>) -> Option<u64> {
    match sector? {
        "MIL" | "COP" => Some(if country? == at? { 1 } else { 8 }),
        "REB" => Some(2),
        "CVL" => Some(7),
        _ => None,
    }
}

/// ACLED's precision of a date: 1 the day is known, 2 the week, 3 the month. Nothing for a year:
/// that is wider than ACLED's levels.
pub(super) fn time_precision(precision: Option<&str>) -> Option<u64> {
    match precision? {
        "day" => Some(1),
        "week" => Some(2),
        "month" => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Fields, Id, Role, RoleFiller};

    #[test]
    fn only_what_is_certain_has_a_type() {
        let check = |kind: &str, mode: &str, flags: &[Flag], event, sub| {
            let mut frame = Event::new(Id::new("e1"), Id::new("s1"));
            frame.kind = Some(kind.to_owned());
            frame.mode = (!mode.is_empty()).then(|| mode.to_owned());
            frame.flags = flags.to_vec();
            let found = acled_type(&frame);
            assert_eq!((found.event, found.sub), (event, sub), "{kind} {mode}");
        };
        let remote = Some("Explosions/Remote violence");
        check("PROTEST", "demo", &[], Some("Protests"), None);
        check("PROTEST", "strike", &[], None, None);
        check("PROTEST", "", &[], None, None);
        check("ASSAULT", "drone", &[], remote, Some("Air/drone strike"));
        check(
            "ASSAULT",
            "drone",
            &[Flag::Historical],
            remote,
            Some("Air/drone strike"),
        );
        check("ASSAULT", "drone", &[Flag::Future], None, None);
        check("ASSAULT", "drone", &[Flag::Negated], None, None);
        check("ASSAULT", "firearms", &[], None, None);
        let shelling = Some("Shelling/artillery/missile attack");
        check("ASSAULT", "heavy-weapons", &[], remote, shelling);
        check("ASSAULT", "explosives", &[], remote, None);
        check("PROTEST", "riot", &[], Some("Riots"), None);
        let developments = Some("Strategic developments");
        check("COERCE", "arrest", &[], developments, Some("Arrests"));
        check("COERCE", "curfew", &[], None, None);
        check("CONSULT", "visit", &[], None, None);
    }

    #[test]
    fn shelling_between_two_sides_may_be_a_battle() {
        let mut frame = Event::new(Id::new("e1"), Id::new("s1"));
        frame.kind = Some("ASSAULT".to_owned());
        frame.mode = Some("heavy-weapons".to_owned());
        let role = |name: &str, id: &str| Role {
            role: name.to_owned(),
            kind: None,
            filler: RoleFiller::Span(Id::new(id)),
            extra: Fields::new(),
        };
        frame.roles = vec![role("actor", "s2"), role("recipient", "s3")];
        assert!(acled_type(&frame).event.is_some());
        frame.roles = vec![role("actor", "s2"), role("actor", "s3")];
        let told = acled_type(&frame);
        assert_eq!(
            (told.disorder, told.event),
            (Some("Political violence"), None)
        );
    }

    #[test]
    fn forces_are_of_the_state_only_at_home() {
        for (sector, country, at, expected) in [
            (Some("MIL"), Some("NER"), Some("NER"), Some(1)),
            (Some("COP"), Some("FRA"), Some("NER"), Some(8)),
            (Some("MIL"), None, Some("NER"), None),
            (Some("MIL"), Some("NER"), None, None),
            (Some("REB"), None, None, Some(2)),
            (Some("CVL"), None, None, Some(7)),
            (Some("PRM"), Some("NER"), Some("NER"), None),
            (None, Some("NER"), Some("NER"), None),
        ] {
            assert_eq!(
                inter(sector, country, at),
                expected,
                "{sector:?} {country:?} {at:?}"
            );
        }
    }

    #[test]
    fn a_year_is_wider_than_the_levels() {
        let levels = ["day", "week", "month", "year", ""].map(|p| time_precision(Some(p)));
        assert_eq!(levels, [Some(1), Some(2), Some(3), None, None]);
    }
}
