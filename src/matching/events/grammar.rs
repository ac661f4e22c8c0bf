//! Function words and the other closed classes that the rules read around a trigger.

use std::ops::BitOr;

use crate::matching::dates::calendar;

/// What a word is beside a trigger: a set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u64);

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
    /// A trigger or a phrase may begin here.
    pub const TRIGGER: Self = Self(1 << 24);
    /// An adjective or an adverb by its ending.
    pub const ADJECTIVAL: Self = Self(1 << 25);
    pub const ADVERBIAL: Self = Self(1 << 26);
    /// Words of work and pay: a strike beside them is one of labour.
    pub const LABOUR: Self = Self(1 << 27);
    /// Words of arms: a strike beside them is an attack.
    pub const ARMS: Self = Self(1 << 28);
    /// What a strike does to what it hits.
    pub const STRUCK: Self = Self(1 << 29);
    /// Words of markets and firms.
    pub const MARKET: Self = Self(1 << 30);
    /// What is struck without being hit: a deal.
    pub const DEAL: Self = Self(1 << 31);
    pub const COURT: Self = Self(1 << 32);
    pub const BALLOT: Self = Self(1 << 33);
    /// The state that something is left in.
    pub const RESULT: Self = Self(1 << 34);
    /// Who or what is called back.
    pub const RECALLED: Self = Self(1 << 35);
    /// What a player hits.
    pub const SCORED: Self = Self(1 << 36);
    /// What is put forward, and turned down.
    pub const PROPOSED: Self = Self(1 << 37);
    /// The classes whose words are neither nouns nor verbs nor names.
    pub const CLOSED: Self = Self(
        Self::DETERMINER.0
            | Self::SUBJECT.0
            | Self::OBJECT.0
            | Self::MODAL.0
            | Self::BE.0
            | Self::HAVE.0
            | Self::DO.0
            | Self::TO.0
            | Self::PREPOSITION.0
            | Self::NEGATION.0
            | Self::CONJUNCTION.0
            | Self::CLAUSE.0,
    );

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
        .chain(calendar::english().map(|word| (word, Class::CALENDAR)))
}

const LISTS: &[(Class, &str)] = &[
    (Class::LABOUR, LABOUR),
    (Class::ARMS, ARMS),
    (Class::STRUCK, STRUCK),
    (Class::MARKET, MARKET),
    (Class::DEAL, STRUCK_DEALS),
    (Class::COURT, TRIED),
    (Class::BALLOT, VOTED),
    (Class::RESULT, RESULT),
    (Class::RECALLED, RECALLED),
    (Class::SCORED, SCORED),
    (Class::PROPOSED, PROPOSED),
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
        "not never no nobody without neither nor cannot won't won’t can't can’t couldn't couldn’t \
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
        Class::PAST_TIME,
        "anniversary decades centuries century historic historical former ex",
    ),
];

const LABOUR: &str = "worker workers union unions teachers doctors nurses drivers pilots miners dockers \
    staff employees employers wage wages pay salary salaries labour labor walkout pensions \
    pension layoffs picket railways railway rail trains underground airline airlines \
    strikers austerity reform reforms lecturers crews postal overtime unpaid";

const ARMS: &str = "killed killing kills kill dead wounded bomb bombs bombed missile missiles drone drones \
    rocket rockets army jets warplanes warplane troops soldiers militants rebels artillery \
    airbase military militia militias explosion explosions bunker insurgents destroyed \
    retaliatory precision pre-emptive preemptive ballistic airspace fighters";

const STRUCK: &str = "hit hits hitting struck targeted targeting killed killing destroyed destroying damaged \
    flattened levelled leveled pounded wounded";

const MARKET: &str = "profit profits loss losses earnings revenue revenues sales growth gain gains income \
    deficit surplus results returns quarter quarterly dividend share shares stock stocks \
    index points trading session market markets percent % contract production operations \
    sale price prices percentage cent rate rates dollar dollars euro euros yen inflation \
    demand exports imports economy unemployment output factory factories plant plants \
    store stores mine firm firms company companies business businesses bank banks \
    investors dow nasdaq barrel crude oil bid deal orders customers job jobs million \
    billion bonds currency value $ € £ nikkei ftse futures wall consumer spending debt \
    dealerships dealers automaker carmaker manufacturer retailer \
    outlets branches";

const STRUCK_DEALS: &str = "deal deals agreement accord bargain pact balance";

const TRIED: &str = "case lawsuit suit trial appeal court";

const VOTED: &str = "election elections vote votes seat seats primary primaries runoff presidency \
    referendum nomination ballot majority re-election reelection";

const RESULT: &str = "dead wounded injured homeless stranded without missing trapped unable displaced \
    reeling damaged destroyed paralysed paralyzed vulnerable alone unconscious ruins \
    tatters orphaned hungry penniless jobless scarred shaken exposed uncertain unclear \
    unanswered stateless fatherless";

const RECALLED: &str = "ambassador ambassadors envoy envoys consul consuls diplomat diplomats attaché \
    representative representatives cars vehicles product products batches toys batch \
    delegation";

const SCORED: &str = "run runs homer homers ball balls record records highs lows milestone peak bottom \
    note notes puck jumper pointer pointers boundary boundaries winner serve snag snags button brakes";

const PROPOSED: &str = "proposal proposals plan plans idea ideas bill bills motion amendment suggestion \
    suggestions request offer theory argument claims";

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
