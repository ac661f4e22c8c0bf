//! Words that tell what a place name does in its sentence.
//!
//! Lists of English usage, checked against the word as it stands: lower case unless said otherwise.
//! What the lists say of each distinct word of an article is looked up once; rules test bits.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

/// The lists that hold a word, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Uses(u64);

impl Uses {
    /// What the lists say of a word. One look-up.
    pub(super) fn of(word: &str) -> Self {
        TABLE.get(word).copied().unwrap_or_default()
    }

    /// Whether a list holds the word.
    pub(super) fn has(self, list: Use) -> bool {
        self.0 & 1 << list as u32 != 0
    }
}

static TABLE: LazyLock<HashMap<&str, Uses, RandomState>> = LazyLock::new(|| {
    let mut table: HashMap<&str, Uses, RandomState> = HashMap::default();
    for (list, words) in LISTS {
        for word in words.split_whitespace() {
            table.entry(word).or_default().0 |= 1 << *list as u32;
        }
    }
    table
});

macro_rules! word_lists {
    ($($(#[$doc:meta])* $name:ident: $words:expr,)*) => {
        /// A list of words.
        #[derive(Clone, Copy, Debug)]
        pub(super) enum Use {
            $($(#[$doc])* $name,)*
        }

        static LISTS: &[(Use, &str)] = &[$((Use::$name, $words),)*];
    };
}

word_lists! {
    /// Prepositions behind which a place is where something happens.
    PlacePreposition:
    "in at near inside across throughout outside into through around within onto via off along \
     toward towards beyond In At Near Inside Across Throughout Outside Into Through Around Within \
     Off Along Towards",

    /// Prepositions that go with places more often than not.
    LoosePreposition:
    "from to of over From To Of Over",

    /// What a state does: speak, decide, fight. Present and past forms.
    Deed:
    "said says say told tells announced announces announce declared declares confirmed confirms \
     denied denies deny claimed claims claim insisted insists accused accuses accuse blamed blames \
     condemned condemns condemn denounced denounces criticised criticises criticized criticizes \
     warned warns warn urged urges urge demanded demands demand requested requests asked asks \
     rejected rejects reject refused refuses refuse vetoed vetoes opposed opposes oppose agreed \
     agrees agree pledged pledges pledge promised promises promise vowed vows vow offered offers \
     signed signs ratified ratifies endorsed endorses supported supports support backed backs \
     welcomed welcomes welcome praised praises hailed recognised recognises recognized recognizes \
     imposed imposes impose lifted lifts suspended suspends suspend severed severs expelled expels \
     expel recalled recalls summoned summons banned bans withdrew withdraws withdraw pulled pulls \
     deployed deploys deploy sent sends invaded invades invade annexed annexes attacked attacks \
     attack bombed bombs shelled shells launched launches launch fired fires retaliated retaliates \
     responded responds reacted reacts negotiated negotiates wants want wanted seeks seek sought \
     hopes believes thinks considers plans intends threatens threatened fears decided decides \
     decide voted votes vote acted acts intervened intervenes supplied supplies donated donates \
     provided provides provide helped helps joined joins join left leads led hosted hosts mediated \
     brokered pressed pushed pushes argued argues maintains maintained alleged alleges acknowledged \
     acknowledges admitted admits apologised apologised apologized reiterated reiterates stressed \
     expressed expresses expects expected tested tests repatriated extradited granted grants \
     extended extends ceased aims aimed stands refrained cooperates cooperated struck traded exchanged \
     swapped clashed met meets resumed restored hit hits seized seizes bombards shells intercepted \
     occupies captured captures continues continued works worked uses used fights fought invested \
     invests bought buys sold sells violated violates breached breaches borrowed borrows",

    /// Before a country, in lower case: the part of it where something is.
    LowDirection:
    "north south east west northern southern eastern western central northeast northwest southeast \
     southwest northeastern northwestern southeastern southwestern upper lower coastal rural mainland downtown",

    /// What a state does, in the base form, behind a modal verb only.
    DeedToDo:
    "retaliate supply donate host mediate ratify sign lift accept resume restore \
     withhold recognise recognize recall summon ban intervene invade annex lead push press argue \
     consider insist intervene veto extradite grant contribute cut negotiate talk meet attend",

    /// What a state is doing, behind a form of be.
    Doing:
    "talking negotiating considering seeking pushing pressing urging demanding planning preparing \
     threatening offering sending supplying trying calling warning asking accusing blaming backing \
     supporting funding arming deploying withdrawing refusing insisting weighing mulling imposing \
     mediating denying bombing shelling invading expelling suspending providing pledging working \
     continuing helping fighting leading hosting pursuing buying selling building",

    /// What a state is towards others, behind a form of be or "remains".
    Stance:
    "committed determined ready willing unwilling prepared concerned confident opposed keen \
     reluctant adamant obliged entitled grateful proud eager united allied",

    /// What happens to a state rather than what it does, in the base form.
    Undergoing:
    "be have see become remain suffer experience feel get receive lie need face stay look benefit",

    /// Words between a state and what it does.
    Auxiliary:
    "has have had will would should must may might could can also already now still formally \
     officially repeatedly publicly strongly again never not yet once later then since initially previously recently immediately",

    /// Verbs whose object is a state.
    Address:
    "accused accuses accuse accusing urged urges urge urging condemned condemns condemn condemning \
     warned warns warn warning blamed blames blame blaming criticised criticises criticized \
     criticizes criticizing criticising sanctioned sanctions thanked thanks told asked asks pressed \
     pressured pressuring support supports supported supporting help helps helping helped backs \
     backed backing threatens threatened threatening assure assured persuade persuaded convince \
     convinced recognise recognize recognised recognized allow allowed allows force forced",

    /// Nouns before "with", "from", "to", "on", "against", "between": what states do to one another.
    Dealing:
    "talks talk discussions discussion negotiations negotiation relations relationship ties \
     cooperation agreement agreements deal treaty accord pact alliance dialogue meeting meetings \
     summit war dispute conflict tensions partnership ceasefire truce peace \
     sanctions embargo tariffs charges allegations accusations pressure threats support aid \
     assistance help backing funding loan loans arms weapons request requests demand demands \
     appeal statement response guarantee guarantees opposition criticism approval permission \
     cooperate cooperating cooperated negotiate negotiating negotiated ally allied \
     solidarity consultations contacts coordination exchange differences rift Talks Discussions \
     Negotiations Relations Ties Tensions Cooperation turn turned turns turning appealed appeals",

    /// What belongs to a state that acts.
    Policy:
    "readiness decision decisions refusal support announcement demand demands response position \
     stance efforts effort intention intentions policy policies ambassador envoy allies ally \
     proposal offer request withdrawal commitment plan plans strategy willingness involvement \
     intervention claim claims accusation accusations foreign nuclear diplomatic aggression \
     actions action role statement reaction rejection opposition backing bid call calls pledge \
     promise invasion annexation blockade airstrikes strikes attack attacks objections concerns \
     interests sanctions veto",

    /// People and bodies of a state: the whole phrase is an actor then, not a place.
    StateBody:
    "government governments troops soldiers forces army military police president minister \
     ministers ministry parliament officials official authorities leader leaders leadership rulers \
     ruler regime junta delegation diplomats diplomat embassy ambassador envoy navy fighters \
     rebels militants militia militias administration cabinet coalition lawmakers senators \
     congressman lawmaker senator warplanes jets peacekeepers marines prosecutors intelligence \
     opposition transitional ruling premier king queen prince monarchy citizens nationals people \
     spokesman spokeswoman spokesperson negotiators commanders commander team players striker \
     captain coach goalkeeper midfielder defender",

    /// Heads of organisations and things named after places: "Washington Post", "Bank of England".
    NamedAfter:
    "Post Times Herald Tribune Journal Gazette News Observer Chronicle Guardian Today Press Sun \
     Mirror Star Daily Mail Telegraph Globe Examiner Review Standard Telegram Register Dispatch \
     Bank University College Institute Academy School Museum Hospital Orchestra Opera Ballet \
     Symphony Church Party Union Association Federation League Club FC United City Rovers Town \
     Athletic Wanderers Celtics Lakers Bulls Knicks Giants Jets Yankees Mets Cubs Sox Dodgers \
     Angels Padres Rangers Astros Braves Cowboys Eagles Patriots Bears Packers Steelers Ravens \
     Dolphins Colts Titans Chiefs Raiders Broncos Chargers Falcons Panthers Saints Buccaneers \
     Cardinals Rams Seahawks Vikings Lions Bengals Browns Bills Texans Heat Magic Hawks Hornets \
     Wizards Pistons Pacers Bucks Timberwolves Thunder Nuggets Jazz Suns Kings Warriors Clippers \
     Blazers Mavericks Spurs Rockets Grizzlies Pelicans Bruins Sabres Canadiens Senators Leafs \
     Marathon Olympics Games Cup Open Festival Film Airlines Airways Air Railway Rail Company Corp \
     Inc Ltd Group Holdings Industries Motors Electric Oil Gas Petroleum Steel Insurance Stock \
     Exchange Convention Protocol Accord Accords Agreement Treaty Declaration Conference Summit \
     Committee Commission Council Court Congress Parliament Assembly Senate Ministry Department \
     Agency Authority Board Bureau Office Service Services Force Forces Army Navy Police Guard \
     Corps Brigade Regiment Division Command Center Centre Foundation Fund Society Network Radio \
     Television TV Broadcasting Media Studios Records War Wars Revolution Massacre Spring Uprising \
     Crisis Conflict Campaign Offensive Operation Project Program Programme Initiative Plan Pact \
     Front Movement Brotherhood Army Liberation Resistance Republican Democratic National People \
     Prize Award Trophy Championship Championships Grand Prix Derby Stakes Law Act Bill Rules \
     Security Health Medical Mining Energy Partners Capital Bancorp Technologies Systems Software \
     Pharmaceuticals Foods Brewery Entertainment Pictures Magazine Weekly Consensus Papers Watch Syndrome Virus Fever Flu",

    /// Before "of" and a place: an organisation or office that the place completes.
    BodyOf:
    "Bank University College Institute Academy School Church Parliament Government Ministry \
     Department House Archbishop Bishop Duke Duchess Prince Princess Earl Republic Kingdom Museum \
     Federation Union Association Council Court Army Party League Front Movement Commission Bishop \
     Patriarch Treaty State Action Alliance Assembly Corporation Coalition Knights Duchy Workers \
     Sons Daughters Liberation Choice Centrists Democrats Liberals Communists Socialists Women \
     Parliaments Confederation Chamber Community Conference Foundation Club Brigades Brigade \
     Forces Resistance Supreme Congress Senate Battle Siege Declaration Merchant Tower Bishopric Order Society Voice Radio",

    /// Directions that belong to a name when they are written with a capital.
    Direction:
    "North South East West Northern Southern Eastern Western Central Upper Lower Greater \
     Northeastern Northwestern Southeastern Southwestern Northeast Northwest Southeast Southwest \
     Downtown Inner Outer Mainland Rural Metropolitan Old",

    /// Words that open sentences, before which a capital says nothing.
    Opener:
    "The A An In On At To From By For With Without Of And But Or Nor So Yet As If When While Where \
     After Before Since Until Although Though Because Once That This These Those There Here It Its \
     He She They We I You His Her Their Our My Both Either Neither Meanwhile However Then Now Also \
     Only Even Just Like Unlike Near Outside Inside Across Throughout Over Under Between Among \
     Amid Against About Around Behind Beyond During Despite Following Via Into Through Towards \
     Today Yesterday Tomorrow Not No Why How What Who Which Will Can Should Would Could May Does \
     Did Do Is Are Was Were Has Have Had Leaving Visiting Welcome According Elsewhere Back Most \
     Many Some All Every Each Other Another Several Two Three Four Five More Than Per Former",

    /// Days and months, which may follow a place directly.
    DateWord:
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May \
     June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct \
     Nov Dec",

    /// Titles and roles, with a capital, that a person's name follows.
    Title:
    "President Minister Prime Foreign Defense Defence Secretary Senator Governor Mayor General \
     Colonel Major Captain Lieutenant Sergeant Ambassador Chancellor King Queen Prince Princess \
     Pope Bishop Archbishop Cardinal Sheikh Imam Judge Justice Chief Director Chairman Chairwoman \
     Professor Doctor Dr Mr Mrs Ms Miss Sir Lord Lady Dame Rep Sen Gov Gen Col Lt Sgt Capt Premier \
     Congressman Congresswoman Representative Attorney Vice Deputy Saint",

    /// Heads of the names of places, with a capital, behind the name: "Fulton Street".
    PlaceHead:
    "Street Avenue Road Boulevard Lane Highway Square Bridge Airport River Creek Bay Beach Harbor \
     Harbour Island Islands Peninsula Valley Mountain Mountains Hills Desert Canyon Falls Strait \
     Straits Sea Canal Dam Lake Lakes Forest Park Province District Region Governorate County \
     Prefecture Oblast Township Village Heights Plateau Coast Basin Delta Reef Glacier Strip \
     Archipelago Territory Territories Crossing Station Stadium Arena Counties Ridge Pass Ocean Gulf Reservoir \
     Plaza Zoo Mosque Cathedral Palace Castle Barrage Temple Monastery Prison Wilayat Parish Borough \
     Volcano Cemetery Refugee Camp Expressway Parkway Turnpike Freeway Drive Terrace Pike Trail \
     Crescent Point Cove Sound Springs Hollow Gorge Marsh Swamp Wetlands Woods Meadows Fjord \
     Isthmus Shoal Shoals Atoll Checkpoint Base Airbase Airfield Airstrip Tunnel Pier Wharf Marina \
     Quarry Mine Voivodeship Raion Krai Woreda",

    /// Heads behind a known place, in lower case: "Homs province".
    LowPlaceHead:
    "province region governorate district county prefecture oblast peninsula state valley desert \
     river island islands mountains strip archipelago plateau delta area",

    /// Nouns before "of" and a name that nobody need know: "the village of".
    PlaceNoun:
    "town village city province district region state island suburb municipality governorate port \
     county neighbourhood neighborhood hamlet township commune outskirts department capital \
     prefecture settlement resort peninsula towns villages cities riding constituency seat \
     quarter parish borough enclave stronghold counties districts provinces",

    /// Before a name, with a capital: "Lake", "Mount".
    PlaceOpener:
    "Lake Mount Mt Fort Cape Port Camp River Gulf Bay Strait Isle",

    /// States of the United States as news abbreviates them, without the point.
    StateAbbreviation:
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb \
     Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS \
     KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA \
     WV WI WY N.J. N.Y. N.C. S.C. N.D. S.D. N.M. N.H. R.I. W.Va D.C. DC",

    /// Behind a hyphen: the place acts.
    Backing:
    "backed led supported funded trained aligned linked sponsored allied made run brokered \
     controlled imposed occupied installed armed friendly",

    /// Heads, in lower case, behind a name that nobody need know: "Hamrin mountains".
    TellingPlaceHead:
    "province governorate district county prefecture oblast peninsula valley desert river \
     mountains archipelago plateau delta mountain canal strait suburb neighbourhood neighborhood",

    /// Behind a place: something that only carries its name.
    Namesake:
    "virus viruses ebolavirus fever flu strain variant syndrome agreements accords protocol treaty",

    /// Verbs whose object is a place: "visited", "fled".
    Visit:
    "visited visit visits visiting toured touring fled fleeing reached reaching entered entering \
     recaptured recapture retook besieged surrounding surrounded bombarded",

    /// Heads of the names of states of the past, behind a nationality: "British Empire".
    Realm:
    "Empire Republic Kingdom Commonwealth Caliphate Sultanate Emirate Confederacy Mandate",

    /// Before "of" and a name, with a capital.
    RealmOpener:
    "Principality Duchy Kingdom Sultanate Emirate Colony Province City Town Municipality County \
     Republic",

    /// Capitalised words behind "in" that are languages, feasts, faiths and the like.
    NoPlace:
    "Latin Mandarin Cantonese Hindi Urdu Swahili Hebrew Farsi Pashto Dari Gaelic Esperanto Yiddish \
     Sanskrit Christmas Easter Ramadan Hajj Eid Lent Passover Hanukkah Diwali Thanksgiving Islam \
     Christianity Heaven Hell God Allah Jesus Christ Scripture Internet Facebook Twitter Google \
     YouTube Instagram Bitcoin Daesh Hamas Hezbollah Fatah Labour Conservative Conservatives \
     Republicans Democrats Congress Parliament Cabinet Government Opposition Spring Summer Autumn \
     Winter English Act Article Section Chapter Phase Stage Round Group Part Class Grade Level \
     Series Season Episode Volume Table Figure Annex Appendix Resolution Case Court Housing",

    /// Kinds of place that stand for the whole with their "of": "city of Mosul".
    UnitNoun:
    "town village city province district region state island municipality governorate county \
     hamlet township commune department prefecture",

    /// Kinds of place, in lower case, that may stand directly before a name: "the island Rhodes".
    SettlementNoun:
    "island village town suburb hamlet resort islet river mountain volcano",

    /// Kinds of place of which several may be named.
    ManyPlaces:
    "towns villages cities districts provinces counties suburbs neighbourhoods neighborhoods areas \
     regions places settlements islands states municipalities countries localities ports",

    /// Before "of" and a place: who lives there, what it has, what is done to it.
    Dweller:
    "resident residents native natives inhabitant inhabitants streets mayor sheriff skies coast \
     shores banks edge parts miles kilometres kilometers capture fall recapture siege liberation \
     occupation evacuation bombardment shelling bombing",

    /// Behind a country: a currency, not the country.
    Currency:
    "dollar dollars pound pounds franc francs peso pesos rupee rupees krona kronor krone kroner",

    /// Heads of names of places behind a possessive: "Queen Anne’s County".
    OwnedHead:
    "County Square Island Bay Park Harbor Harbour Point Landing Falls Creek Ferry Corner Corners \
     Cross Hill Gate Bridge Cove Ridge Neck Gap Fork Crossing Vineyard Cay Wharf",

    /// Words that begin the name of a road that has a number.
    RoadWord:
    "Highway Interstate Route State Federal County U.S. US Autoroute Motorway Road National",

    /// The last of them.
    NumberedRoad:
    "Highway Interstate Route Autoroute Motorway",

    /// Words of sport: where they are many, places are teams.
    Sport:
    "goal goals goalkeeper striker midfielder defender halftime half-time kickoff kick-off penalty \
     match matches league tournament championship championships semi-final semi-finals semifinal \
     semifinals quarter-final quarterfinal quarter-finals playoff playoffs innings inning wicket \
     wickets batsman bowler pitcher homer touchdown touchdowns quarterback rebounds scored scoring \
     scorer equaliser equalizer coach referee fixture seeded tennis soccer football rugby cricket \
     basketball baseball hockey volleyball handball medal medals teammate teammates offside header \
     hat-trick qualifier qualifiers overtime Cup League Championship Championships",
}
