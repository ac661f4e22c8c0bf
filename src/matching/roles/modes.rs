//! How an event happens: the mode of PLOVER that its words name.
//!
//! A row gives the words of a mode: of the trigger itself, or near it in the sentence. The first row
//! that fits decides; where none does nothing is proposed.

use super::Trigger;
use crate::matching::Reason;
use crate::text::{Article, ByteRange, TokenKind, sentence_at, tokenise};

/// Where the words of a row stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// In the trigger.
    In,
    /// In the trigger or within a few words of it.
    Near,
}

use Where::{In, Near};

type Row = (&'static str, &'static str, Where, &'static str);

/// How far a word may stand from the trigger.
const REACH: usize = 7;

/// A word ends in `*` where other endings fit too.
const ROWS: &[Row] = &[
    (
        "CONSULT",
        "phone",
        Near,
        "phone* telephone* call called videocall videoconference*",
    ),
    (
        "CONSULT",
        "third-party",
        In,
        "mediat* broker* arbitrat* interced*",
    ),
    (
        "CONSULT",
        "third-party",
        Near,
        "mediator* mediation mediated brokered",
    ),
    (
        "CONSULT",
        "multilateral",
        Near,
        "multilateral summit g7 g20 trilateral quadrilateral assembly",
    ),
    ("CONSULT", "visit", In, "visit* tour* trip stopover"),
    ("CONSULT", "visit", Near, "visit visiting visited"),
    (
        "RETREAT",
        "ceasefire",
        In,
        "ceasefire* cease truce* armistice",
    ),
    (
        "RETREAT",
        "release",
        In,
        "releas* freed free frees freeing freedom liberat*",
    ),
    (
        "RETREAT",
        "disarm",
        In,
        "disarm* demobilis* demobiliz* demilitaris* demilitariz*",
    ),
    (
        "RETREAT",
        "resign",
        In,
        "resign* step* stand* abdicat* quit quits",
    ),
    (
        "RETREAT",
        "withdraw",
        In,
        "withdr* pull* pullout* retreat* evacuat* leave* left",
    ),
    (
        "RETREAT",
        "access",
        Near,
        "access inspectors corridor corridors observers",
    ),
    (
        "REQUEST",
        "meet",
        Near,
        "talks meeting negotiations meet dialogue summit",
    ),
    (
        "REQUEST",
        "yield",
        Near,
        "withdraw withdrawal ceasefire release surrender resign step disarm leave free end halt stop lift",
    ),
    (
        "REQUEST",
        "assist",
        Near,
        "aid help assistance support troops weapons money funds rescue supplies",
    ),
    (
        "REQUEST",
        "change",
        Near,
        "reform reforms elections change pay wages policy law",
    ),
    (
        "REJECT",
        "meet",
        Near,
        "talks meeting negotiations meet dialogue summit",
    ),
    (
        "REJECT",
        "yield",
        Near,
        "withdraw withdrawal ceasefire release surrender resign step disarm leave free",
    ),
    (
        "REJECT",
        "assist",
        Near,
        "aid help assistance support troops weapons money funds",
    ),
    (
        "REJECT",
        "change",
        Near,
        "reform reforms bill proposal plan law amendment demand demands",
    ),
    (
        "ACCUSE",
        "investigate",
        In,
        "investigat* probe* inquir* audit*",
    ),
    (
        "ACCUSE",
        "disapprove",
        In,
        "condemn* criticis* criticiz* denounc* deplor* decr* slam* censur* rebuk*",
    ),
    (
        "ACCUSE",
        "allege",
        In,
        "accus* alleg* blam* charg* indict* sue* suing lawsuit* claim*",
    ),
    (
        "THREATEN",
        "relations",
        Near,
        "ties relations embassy ambassador",
    ),
    (
        "THREATEN",
        "expel",
        Near,
        "expel expulsion deport deportation",
    ),
    (
        "THREATEN",
        "arrest",
        Near,
        "arrest detain warrant jail prison",
    ),
    (
        "THREATEN",
        "restrict",
        Near,
        "sanctions embargo ban curfew restrict restrictions tariffs",
    ),
    (
        "THREATEN",
        "territory",
        Near,
        "seize annex occupy invade invasion territory",
    ),
    (
        "THREATEN",
        "violence",
        Near,
        "attack attacks strike strikes bomb war kill retaliate retaliation force destroy violence",
    ),
    ("PROTEST", "hunger", Near, "hunger fast"),
    (
        "PROTEST",
        "strike",
        In,
        "strike* striking struck walkout* walked stoppage*",
    ),
    ("PROTEST", "boycott", In, "boycott*"),
    ("PROTEST", "riot", In, "riot* loot* rampag* unrest"),
    (
        "PROTEST",
        "obstruct",
        In,
        "block* obstruct* barricad* blockade* occup* sit-in sit",
    ),
    (
        "PROTEST",
        "vandalize",
        In,
        "vandal* torch* smash* ransack* deface*",
    ),
    ("PROTEST", "vandalize", Near, "fire torched smashed windows"),
    (
        "PROTEST",
        "demo",
        In,
        "demonstrat* march* rall* protest* picket* gather* vigil*",
    ),
    (
        "SANCTION",
        "convict",
        In,
        "convict* sentenc* fine fined fines",
    ),
    ("SANCTION", "expel", In, "expel* expuls*"),
    ("SANCTION", "withdraw", In, "recall* withdr*"),
    (
        "SANCTION",
        "discontinue",
        In,
        "suspend* suspens* cut* halt* sever* discontinu* froze* freez* stop* end*",
    ),
    ("MOBILIZE", "police", Near, "police officers gendarmes"),
    (
        "MOBILIZE",
        "militia",
        Near,
        "militia militias fighters volunteers",
    ),
    (
        "MOBILIZE",
        "weapons",
        Near,
        "missile missiles weapons tanks warship warships frigate frigates aircraft jets carrier artillery bombers ships drones submarines",
    ),
    (
        "MOBILIZE",
        "troops",
        Near,
        "troops soldiers forces battalion battalions brigade army reservists paratroopers marines reinforcements",
    ),
    ("COERCE", "curfew", Near, "curfew curfews"),
    ("COERCE", "martial-law", Near, "martial emergency"),
    (
        "COERCE",
        "cyber",
        Near,
        "hack* cyberattack* cyber malware ransomware servers",
    ),
    (
        "COERCE",
        "arrest",
        In,
        "arrest* detain* detent* jail* imprison* round* custody",
    ),
    ("COERCE", "deport", In, "deport* expel* expuls* evict*"),
    (
        "COERCE",
        "censor",
        In,
        "censor* ban banned bans banning silenc* shut shutdown",
    ),
    (
        "COERCE",
        "misinformation",
        Near,
        "disinformation misinformation propaganda",
    ),
    ("COERCE", "withhold", In, "withh*"),
    (
        "COERCE",
        "seize",
        In,
        "seiz* captur* recaptur* confiscat* occup* overr* took annex* storm*",
    ),
    (
        "COERCE",
        "restrict",
        In,
        "restrict* blockade* besieg* siege* seal* clos* lockdown",
    ),
    ("ASSAULT", "suicide-attack", Near, "suicide"),
    ("ASSAULT", "drone", Near, "drone drones uav uavs"),
    (
        "ASSAULT",
        "crowd-control",
        Near,
        "tear teargas baton batons rubber cannon",
    ),
    ("ASSAULT", "abduct", In, "abduct* kidnap* hostage* captur*"),
    ("ASSAULT", "torture", In, "tortur*"),
    ("ASSAULT", "sexual", In, "rape* raping sexual*"),
    (
        "ASSAULT",
        "beat",
        In,
        "beat* beaten lynch* punch* club* flog*",
    ),
    ("ASSAULT", "targeted", In, "assassinat*"),
    (
        "ASSAULT",
        "heavy-weapons",
        In,
        "shell* mortar* artiller* rocket* missile*",
    ),
    ("ASSAULT", "aerial", In, "airstrike* air aerial"),
    (
        "ASSAULT",
        "aerial",
        Near,
        "airstrike airstrikes warplane warplanes jets aircraft helicopter helicopters aerial",
    ),
    (
        "ASSAULT",
        "heavy-weapons",
        Near,
        "artillery mortar mortars rocket rockets missile missiles shelling tanks",
    ),
    (
        "ASSAULT",
        "explosives",
        Near,
        "bomb bombs bomber bombing explosion explosive explosives landmine landmines mine grenade blast ied detonated exploded",
    ),
    (
        "ASSAULT",
        "primitive",
        Near,
        "knife knives machete machetes stabbed stabbing stones axe clubs arrows",
    ),
    (
        "ASSAULT",
        "firearms",
        Near,
        "gunman gunmen shot shooting shootout gunfire firearms rifle rifles sniper snipers opened",
    ),
    (
        "ASSAULT",
        "unconventional",
        Near,
        "chemical gas poison poisoned nerve",
    ),
    (
        "ASSAULT",
        "destroy",
        In,
        "destroy* raz* demolish* burn* torch*",
    ),
];

/// The mode that the words of an event name, and why. Costs the sentence.
#[must_use]
pub fn propose(article: &Article, trigger: &Trigger<'_>) -> Option<(&'static str, Reason)> {
    let kind = trigger.kind?;
    let rows = ROWS.iter().filter(|row| row.0 == kind);
    let sentence = sentence_at(article, trigger.range.start)?;
    let mut tokens = Vec::new();
    tokenise(article.text(), sentence, &mut tokens);
    let words: Vec<(String, ByteRange)> = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| (article.quote(token.range()).to_lowercase(), token.range()))
        .collect();
    let first = words.partition_point(|(_, range)| range.end <= trigger.range.start);
    let end = words.partition_point(|(_, range)| range.start < trigger.range.end);
    if first >= end {
        return None;
    }
    for (_, mode, place, known) in rows {
        let reach = match place {
            In => first..end,
            Near => first.saturating_sub(REACH)..(end + REACH).min(words.len()),
        };
        // The nearest word is the reason.
        let mut fitting: Vec<usize> = reach
            .filter(|at| known.split(' ').any(|known| is(&words[*at].0, known)))
            .collect();
        fitting.sort_by_key(|at| at.abs_diff(first).min(at.abs_diff(end - 1)));
        if let Some(at) = fitting.first() {
            return Some((mode, Reason::new("word of the mode", vec![words[*at].1])));
        }
    }
    None
}

fn is(word: &str, known: &str) -> bool {
    match known.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == known,
    }
}
