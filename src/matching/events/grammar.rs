//! Function words and the other closed classes that the rules read around a trigger.

use std::ops::BitOr;

/// What a word is beside a trigger: a set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

impl Class {
    /// Articles, demonstratives, possessive pronouns, quantifiers.
    pub const DETERMINER: Self = Self(1);
    /// `he`, `they`, `who`: what stands before a verb.
    pub const SUBJECT: Self = Self(1 << 1);
    /// `him`, `them`: what stands behind a verb.
    pub const OBJECT: Self = Self(1 << 2);
    pub const MODAL: Self = Self(1 << 3);
    /// Forms of be.
    pub const BE: Self = Self(1 << 4);
    /// Forms of have.
    pub const HAVE: Self = Self(1 << 5);
    /// Forms of do.
    pub const DO: Self = Self(1 << 6);
    pub const TO: Self = Self(1 << 7);
    pub const PREPOSITION: Self = Self(1 << 8);
    pub const NEGATION: Self = Self(1 << 9);
    pub const CONJUNCTION: Self = Self(1 << 10);
    /// Adjectives that often stand before an event noun.
    pub const ADJECTIVE: Self = Self(1 << 11);
    /// Adverbs that stand between an auxiliary and its verb.
    pub const ADVERB: Self = Self(1 << 12);
    /// Adjectives that put a noun into the future.
    pub const UPCOMING: Self = Self(1 << 13);
    /// Words that make what they govern uncertain.
    pub const UNCERTAIN: Self = Self(1 << 14);
    /// `if`, `unless`, `whether`.
    pub const CONDITION: Self = Self(1 << 15);
    /// Words that put an infinitive behind them into the future: `plans`, `expected`, `set`.
    pub const INTENT: Self = Self(1 << 16);
    /// Light verbs: the noun behind them carries the event.
    pub const LIGHT: Self = Self(1 << 17);
    /// Nouns that an event noun before them only modifies: `department`, `room`, `minister`.
    pub const MODIFIED: Self = Self(1 << 18);
    /// Goods: a demand for them is no request.
    pub const GOODS: Self = Self(1 << 19);
    /// Months and days, which stand in capitals behind any noun.
    pub const CALENDAR: Self = Self(1 << 20);
    /// Where a clause begins.
    pub const CLAUSE: Self = Self(1 << 21);
    /// `failed`, `unable`: what follows did not happen.
    pub const FAILING: Self = Self(1 << 22);
    /// `decades`, `anniversary`: what is spoken of lies far back.
    pub const PAST_TIME: Self = Self(1 << 23);

    pub fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Verbs that only carry the noun behind them: `held talks`, `imposed sanctions`.
pub const LIGHT_VERBS: &[&str] = &[
    "hold",
    "conduct",
    "carry",
    "stage",
    "impose",
    "reimpose",
    "wage",
    "mount",
    "make",
    "pay",
    "reach",
    "commit",
    "launch",
    "sign",
    "strike",
    "declare",
    "perpetrate",
    "undertake",
    "lodge",
    "trade",
    "exchange",
    "offer",
    "express",
    "voice",
    "issue",
    "slap",
    "level",
    "extend",
];

/// Every word of a closed class with its classes; a word may come several times.
pub fn classes() -> impl Iterator<Item = (&'static str, Class)> {
    LISTS
        .iter()
        .flat_map(|(class, words)| words.split_whitespace().map(move |word| (word, *class)))
}

const LISTS: &[(Class, &str)] = &[
    (
        Class::DETERMINER,
        "the a an this these those some any every each no its his her their our my your another \
         several many all both few such most more whose \
         two three four five six seven eight nine ten dozens either neither enough numerous multiple",
    ),
    (Class::SUBJECT, "he she it they we i who which you"),
    (
        Class::OBJECT,
        "him them us me himself themselves itself herself",
    ),
    (
        Class::MODAL,
        "will would can could may might must should shall cannot wo ll won't won’t can't can’t \
         couldn't couldn’t wouldn't wouldn’t shouldn't shouldn’t mustn't mustn’t they'll they’ll \
         we'll we’ll he'll he’ll she'll she’ll it'll it’ll",
    ),
    (
        Class::BE,
        "is are was were be been being am isn't isn’t aren't aren’t wasn't wasn’t weren't weren’t \
         get gets got getting",
    ),
    (
        Class::HAVE,
        "has have had having hasn't hasn’t haven't haven’t hadn't hadn’t they've they’ve we've we’ve",
    ),
    (
        Class::DO,
        "do does did don't don’t doesn't doesn’t didn't didn’t",
    ),
    (Class::TO, "to"),
    (
        Class::PREPOSITION,
        "of in on at for by with from after before during over against about amid amidst following \
         under between into through since without within despite via toward towards across \
         throughout among until upon near behind beyond regarding concerning per as than like",
    ),
    (
        Class::NEGATION,
        "not never no without neither nor cannot won't won’t can't can’t couldn't couldn’t \
         wouldn't wouldn’t shouldn't shouldn’t isn't isn’t aren't aren’t wasn't wasn’t weren't \
         weren’t hasn't hasn’t haven't haven’t hadn't hadn’t don't don’t doesn't doesn’t didn't \
         didn’t mustn't mustn’t",
    ),
    (Class::CONJUNCTION, "and or but nor"),
    (
        Class::CLAUSE,
        "that who which where when while whose because although though whereas but after before \
         until since said says say",
    ),
    (
        Class::ADJECTIVE,
        "immediate free fair renewed prompt new recent joint bilateral trilateral multilateral high-level high top level low peace \
         first second third last next final full fresh major minor massive large small big huge \
         violent deadly bloody fatal peaceful military armed civil economic political diplomatic \
         nuclear naval fierce heavy intense sporadic direct indirect secret emergency urgent \
         formal informal official open closed public private annual daily weekly mass russian \
         israeli french british american turkish chinese ukrainian syrian iraqi iranian palestinian \
         german own same other tough strict harsh severe long short brief surprise \
         month week wide large-scale bitter failed alleged suspected apparent similar early late \
         tight stern strong clear serious terrorist suicide aerial ground border rocket artillery \
         missile drone bomb arson unilateral unconditional complete partial total strike \
         street anti pro further additional hard sweeping swift",
    ),
    (
        Class::ADVERB,
        "also already now soon later then just still even ever again yet once twice only almost \
         nearly therefore thus instead always often sometimes not never today yesterday",
    ),
    (
        Class::UPCOMING,
        "upcoming forthcoming planned future scheduled expected proposed imminent impending looming \
         next possible",
    ),
    (
        Class::UNCERTAIN,
        "could may might should must possible potential likely alleged reported suspected threatened \
         perhaps possibly hypothetical couldn't couldn’t proposed apparent feared",
    ),
    (Class::CONDITION, "if unless whether"),
    (
        Class::INTENT,
        "plan plans planned planning expected expects expect set due about going intends intend \
         intended scheduled aims aim aimed poised preparing prepares ready hopes hope wants want \
         willing prepared readiness willingness decided decision decides vows vowed promised \
         promises pledged pledges agreed agrees offered offers likely bound determined committed \
         supposed slated wishes refuses",
    ),
    (
        Class::FAILING,
        "failed fails fail failing failure unable refused refuses refusing refusal declined declines \
         inability denied denies deny denying",
    ),
    (
        Class::MODIFIED,
        "department departments room rooms hall halls table tables centre centres center centers \
         committee committees commission commissions agency agencies office offices officer officers \
         official officials minister ministers ministry ministries leader leaders plotter plotters \
         site sites zone zones team teams worker workers helicopter helicopters plane planes aircraft \
         ship ships dog dogs squad squads organisation organisations organization organizations union \
         unions market markets price prices lawyer lawyers camp camps fund funds programme programmes \
         program programs convoy convoys chief chiefs police policeman activist \
         activists organiser organisers organizer organizers camp zone route routes rate rates policy \
         policies law laws rifle rifles weapon weapons dogs jet jets boat boats vehicle vehicles \
         vessel vessels spokesman spokeswoman spokesperson expert experts group groups company \
         companies firm firms bureau council service services equipment crew crews manager managers \
         director board coordinator adviser advisor advisers envoy envoys secretary mediator correspondent \
         movement movements victim victims plan plans force forces package packages court courts protection capacity jobs job regime party parties coalition junta period count firm industry industries sector tax bill machine figures procedure procedures fee fees system systems shelter shelters \
         partner partners dispute disputes zone area areas ground grounds sign signs date dates time \
         term terms film films movie movies scene scenes novel novels memorial memorials museum museums cemetery \
         reporter reporters criminal criminals drum drums drain drains plain plains barrier barriers desk desks breaker breakers insurance song songs \
         car cars driver drivers bank banks gear shield shields",
    ),
    (
        Class::GOODS,
        "oil gas goods products energy electricity power housing steel food water cars vehicles \
         services labour labor workers fuel coal copper gold crude exports imports commodities loans \
         credit homes computers phones chips iron cement grain wheat rice coffee cocoa money tickets \
         travel air cheap cheaper new luxury consumer",
    ),
    (
        Class::CALENDAR,
        "january february march april may june july august september october november december jan \
         feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday \
         saturday sunday",
    ),
    (
        Class::PAST_TIME,
        "anniversary decades centuries century historic historical former ex",
    ),
];

/// Endings that make a lower-case word an adjective for our purpose.
pub fn ends_as_adjective(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "al", "ive", "ous", "ic", "ary", "ful", "less", "ible", "able", "ish", "ese",
    ];
    word.len() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether a word is an adverb by its ending.
pub fn ends_as_adverb(word: &str) -> bool {
    word.len() > 4
        && word.ends_with("ly")
        && !matches!(
            word,
            "rally"
                | "family"
                | "supply"
                | "reply"
                | "ally"
                | "assembly"
                | "comply"
                | "imply"
                | "apply"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_can_be_joined_and_asked_for() {
        let both = Class::MODAL | Class::NEGATION;
        assert!(both.is(Class::MODAL) && both.is(Class::NEGATION) && !both.is(Class::BE));
        assert!(classes().any(|(w, c)| w == "the" && c == Class::DETERMINER));
    }
}
