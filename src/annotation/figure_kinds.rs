//! What kind of fact a figure states, as far as its own words say it: "12 dead" are dead, "20
//! soldiers" a size, "5 %" a share.
//!
//! What stands around a figure may say more ("killed 12 people"); that is read by matchers, who use
//! the same words.

use super::FigureKind;

/// Nouns of people in lower case: a number of them is a size.
pub const PEOPLE: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "troops",
    "soldiers",
    "fighters",
    "police",
    "personnel",
    "staff",
    "members",
    "protesters",
    "demonstrators",
    "rebels",
    "militants",
    "civilians",
    "officers",
    "workers",
    "refugees",
    "migrants",
    "residents",
    "voters",
    "students",
    "prisoners",
    "hostages",
    "insurgents",
    "peacekeepers",
    "policemen",
    "gunmen",
    "supporters",
    "activists",
    "forces",
    "army",
    "crew",
    "passengers",
    "employees",
    "inhabitants",
    "persons",
    "families",
    "households",
    "villagers",
    "visitors",
    "attendees",
    "participants",
    "rescuers",
    "observers",
    "guards",
    "recruits",
    "reservists",
    "militiamen",
    "servicemen",
    "contractors",
    "mercenaries",
    "strikers",
    "marchers",
    "worshippers",
    "pilgrims",
    "personnes",
    "soldats",
    "habitants",
    "manifestants",
    "militaires",
    "policiers",
    "combattants",
    "civils",
    "familles",
    "sauveteurs",
    "adults",
    "agents",
    "assailants",
    "athletes",
    "attackers",
    "babies",
    "bandits",
    "boys",
    "citizens",
    "clerics",
    "commanders",
    "conscripts",
    "convicts",
    "delegates",
    "deputies",
    "diplomats",
    "doctors",
    "drivers",
    "engineers",
    "experts",
    "extremists",
    "fans",
    "farmers",
    "firefighters",
    "fishermen",
    "foreigners",
    "girls",
    "graduates",
    "guests",
    "herders",
    "infants",
    "inmates",
    "jihadists",
    "journalists",
    "lawmakers",
    "lawyers",
    "locals",
    "marines",
    "medics",
    "ministers",
    "miners",
    "monks",
    "nationals",
    "nurses",
    "officials",
    "onlookers",
    "orphans",
    "paramedics",
    "paratroopers",
    "parents",
    "patients",
    "pilots",
    "pirates",
    "priests",
    "pupils",
    "relatives",
    "sailors",
    "senators",
    "separatists",
    "settlers",
    "shoppers",
    "smugglers",
    "spectators",
    "survivors",
    "suspects",
    "teachers",
    "teenagers",
    "tenants",
    "terrorists",
    "tourists",
    "traders",
    "traffickers",
    "veterans",
    "volunteers",
    "widows",
    "youths",
];

/// What happened to those who are counted, by one word.
#[must_use]
pub fn fate(word: &str) -> Option<FigureKind> {
    Some(match word {
        "dead" | "killed" | "killing" | "kill" | "kills" | "died" | "dies" | "die" | "dying"
        | "deaths" | "death" | "bodies" | "fatalities" | "corpses" | "slain" | "martyrs"
        | "murdered" | "murdering" | "massacred" | "slaughtered" | "beheaded" | "lynched"
        | "gunned" | "assassinated" | "perished" | "drowned" | "executed" | "morts" | "tués"
        | "tué" | "tuée" | "tuées" | "tuant" | "décès" | "victimes" => FigureKind::Dead,
        "injured" | "injuring" | "injures" | "injure" | "wounded" | "wounding" | "wounds"
        | "hurt" | "maimed" | "injuries" | "hospitalised" | "hospitalized" | "blessés"
        | "blessé" | "blessée" | "blessées" | "blessant" => FigureKind::Injured,
        "arrested" | "arresting" | "arrest" | "arrests" | "detained" | "detaining"
        | "detainees" | "detentions" | "detention" | "jailed" | "imprisoned" | "apprehended"
        | "incarcerated" | "captured" | "arrêté" | "arrêtés" | "interpellées" | "arrêtées"
        | "interpellés" | "détenus" => FigureKind::Arrested,
        "displaced" | "displacing" | "fled" | "fleeing" | "flee" | "evacuated" | "evacuating"
        | "evacuees" | "evicted" | "homeless" | "uprooted" | "refugees" | "evacuations"
        | "évacuées" | "évacués" | "déplacés" | "déplacées" | "déplacé" => {
            FigureKind::Displaced
        }
        _ => return None,
    })
}

/// The kind that a unit and the counted words imply. Linear in the words.
#[must_use]
pub fn implied(unit: Option<&str>, counted: Option<&str>) -> FigureKind {
    match unit {
        Some(unit) if unit.starts_with('%') => return FigureKind::Share,
        Some(_) => return FigureKind::Amount,
        None => {}
    }
    let words = counted.unwrap_or_default().split_whitespace();
    let words: Vec<_> = words.map(str::to_lowercase).collect();
    let told = words.iter().find_map(|word| fate(word));
    let last = words.last().map_or("", String::as_str);
    match told {
        Some(kind) => kind,
        None if PEOPLE.contains(&last) => FigureKind::Size,
        None => FigureKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_figure_say_what_kind_of_fact_it_states() {
        for (unit, counted, kind) in [
            (None, Some("dead"), FigureKind::Dead),
            (None, Some("wounded civilians"), FigureKind::Injured),
            (None, Some("arrests"), FigureKind::Arrested),
            (None, Some("Displaced families"), FigureKind::Displaced),
            (None, Some("troops"), FigureKind::Size),
            (None, Some("houses"), FigureKind::Other),
            (Some("EUR"), None, FigureKind::Amount),
            (Some("t"), Some("rice"), FigureKind::Amount),
            (Some("%"), Some("voters"), FigureKind::Share),
            (Some("%{point}"), None, FigureKind::Share),
            (None, None, FigureKind::Other),
        ] {
            assert_eq!(implied(unit, counted), kind, "{unit:?} {counted:?}");
        }
    }
}
