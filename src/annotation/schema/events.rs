//! The event types of a schema.
//!
//! The built-in ones are the sixteen types of PLOVER with its modes, as the project's own
//! repository lists them (Open Event Data Alliance), and eight groups for what PLOVER leaves out,
//! most of them named as in ACE: the matchers offer those too.

use std::borrow::Cow;

/// One type of event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventTypeDef {
    /// As files have it: `CONSULT`.
    pub name: Cow<'static, str>,
    /// What it is, in one sentence; may be empty.
    pub description: Cow<'static, str>,
    /// How it may happen: `visit`.
    pub modes: Vec<Cow<'static, str>>,
}

type Row = (&'static str, &'static str, &'static [&'static str]);

const BUILT_IN: [Row; 24] = [
    ("AGREE", "Agree to, promise or pledge something", &[]),
    (
        "CONSULT",
        "Meet, visit, negotiate or mediate",
        &["visit", "third-party", "multilateral", "phone"],
    ),
    (
        "SUPPORT",
        "Back, endorse, praise or recognise in words",
        &[],
    ),
    (
        "CONCEDE",
        "Give way, apologise, pardon or ease a measure",
        &[],
    ),
    (
        "COOPERATE",
        "Work together in deed, extradite or exchange",
        &[],
    ),
    ("AID", "Give help, money, goods, arms or shelter", &[]),
    (
        "RETREAT",
        "Withdraw, release, disarm, cease fire or resign",
        &[
            "withdraw",
            "release",
            "disarm",
            "ceasefire",
            "access",
            "resign",
        ],
    ),
    (
        "REQUEST",
        "Ask, appeal or demand",
        &["assist", "change", "yield", "meet"],
    ),
    (
        "ACCUSE",
        "Blame, condemn, sue or investigate",
        &["disapprove", "investigate", "allege"],
    ),
    (
        "REJECT",
        "Refuse, deny, veto or cancel",
        &["assist", "change", "yield", "meet"],
    ),
    (
        "THREATEN",
        "Announce harm, force or measures",
        &[
            "restrict",
            "arrest",
            "relations",
            "expel",
            "territory",
            "violence",
        ],
    ),
    (
        "PROTEST",
        "Demonstrate, strike, riot or boycott",
        &[
            "demo",
            "riot",
            "strike",
            "hunger",
            "boycott",
            "obstruct",
            "vandalize",
        ],
    ),
    (
        "SANCTION",
        "Cut ties or help, expel or convict",
        &["convict", "expel", "withdraw", "discontinue"],
    ),
    (
        "MOBILIZE",
        "Deploy or prepare forces without using them",
        &["troops", "weapons", "police", "militia"],
    ),
    (
        "COERCE",
        "Arrest, seize, restrict, censor or deport",
        &[
            "seize",
            "restrict",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
            "misinformation",
            "cyber",
        ],
    ),
    (
        "ASSAULT",
        "Use violence against people or things",
        &[
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ],
    ),
    (
        "STATEMENT",
        "Say something that does none of the above",
        &[],
    ),
    ("LIFE", "Be born, marry, be hurt or die", &[]),
    (
        "PERSONNEL",
        "Be appointed, elected, dismissed or leave office",
        &[],
    ),
    (
        "JUSTICE",
        "Be tried, sentenced, appeal or be acquitted",
        &[],
    ),
    (
        "BUSINESS",
        "Found, merge, close or run an organisation",
        &[],
    ),
    ("TRANSACTION", "Buy, sell, pay or hand over", &[]),
    ("MOVEMENT", "Travel, flee or be brought somewhere", &[]),
    ("DISASTER", "Flood, quake, fire, accident or epidemic", &[]),
];

/// PLOVER's types, then the groups beside them.
pub(super) fn built_in() -> Vec<EventTypeDef> {
    let def = |(name, description, modes): &Row| EventTypeDef {
        name: Cow::Borrowed(name),
        description: Cow::Borrowed(description),
        modes: modes.iter().map(|mode| Cow::Borrowed(*mode)).collect(),
    };
    BUILT_IN.iter().map(def).collect()
}
