//! Words whose object decides their type, or whether they are an event at all: a strike on a town
//! and a strike over pay, leaving a town and leaving people dead.
//!
//! Only a bounded number of words of the same sentence are looked at.

use super::clause::Clause;
use super::grammar::Class;
use super::lexicon::{Lexicon, Part};
use super::phrases;
use super::trigger::Trigger;
use super::types::Kind;
use crate::text::TokenKind;

/// How far a sentence is searched for the words that tell two readings apart.
const SENTENCE: usize = 16;
/// How far an object may stand behind its verb.
const OBJECT: usize = 8;

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

/// What `_`-less wars are no fighting: `a war of words`.
const FIGURATIVE: &str = "attrition words nerves wits drugs waste poverty";

/// The type that the object or the sentence gives to a trigger, where it has a say.
pub fn kind(clause: &Clause<'_>, trigger: &Trigger) -> Option<Kind> {
    match trigger.lemma {
        "strike" if trigger.part == Part::Noun => {
            is_armed(clause, trigger).then_some(Kind::Assault)
        }
        "shoot down" => ahead(clause, trigger.last, OBJECT, PROPOSED).then_some(Kind::Reject),
        "win" | "lose" if trigger.part == Part::Verb => {
            if ahead(clause, trigger.last, OBJECT, VOTED) {
                Some(Kind::Personnel)
            } else if ahead(clause, trigger.last, 5, "life lives") {
                Some(Kind::Life)
            } else if ahead(clause, trigger.last, 5, TRIED) {
                Some(Kind::Justice)
            } else {
                None
            }
        }
        _ => None,
    }
}

/// Whether the words around a trigger make it no event: `left twelve people homeless`.
pub fn is_no_event(clause: &Clause<'_>, trigger: &Trigger) -> bool {
    let at = trigger.last;
    match (trigger.lemma, trigger.part) {
        ("leave", Part::Verb) => results(clause, at) || remains(clause, trigger),
        ("recall", Part::Verb) => {
            !ahead(clause, at, OBJECT, RECALLED) && !behind(clause, trigger.first, 6, RECALLED)
        }
        ("post", Part::Verb) => !ahead(clause, at, OBJECT, MARKET),
        ("end", Part::Verb) if trigger.own == Kind::Business => {
            !ends_event(clause, at) && !trades(clause, trigger)
        }
        ("win" | "lose" | "fall" | "close", Part::Verb) if trigger.own == Kind::Business => {
            kind(clause, trigger).is_none() && !trades(clause, trigger)
        }
        // `a deal was struck`
        ("strike", Part::Verb) => behind(clause, trigger.first, 4, STRUCK_DEALS),
        // Those who oppose, not the act.
        ("opposition", Part::Noun) => {
            clause
                .before(trigger.first)
                .is_some_and(|b| clause.is(b, Class::DETERMINER))
                && !clause
                    .after(at)
                    .is_some_and(|n| reads_any(clause, n, "to from against over"))
        }
        // Goods hit the market, and so do bombs.
        ("hit", Part::Verb) => {
            ahead(clause, at, 5, SCORED)
                || ahead(clause, at, 2, "market") && !behind(clause, trigger.first, SENTENCE, ARMS)
        }
        ("war", Part::Noun) => clause
            .after(at)
            .filter(|&of| clause.reads(of, "of") || clause.reads(of, "on"))
            .and_then(|of| clause.after(of))
            .is_some_and(|n| reads_any(clause, n, FIGURATIVE)),
        _ => false,
    }
}

/// Whether the sentence speaks of markets or firms.
fn trades(clause: &Clause<'_>, trigger: &Trigger) -> bool {
    ahead(clause, trigger.last, SENTENCE, MARKET) || behind(clause, trigger.first, SENTENCE, MARKET)
}

/// Whether a strike is one of arms: it goes against or hits something, and nothing in its sentence
/// speaks of work.
fn is_armed(clause: &Clause<'_>, trigger: &Trigger) -> bool {
    let (first, last) = (trigger.first, trigger.last);
    let on_strike = clause
        .before(trigger.head)
        .is_some_and(|b| clause.reads(b, "on"));
    let near =
        |words| ahead(clause, last, SENTENCE, words) || behind(clause, first, SENTENCE, words);
    let next = clause.after(last);
    let aimed = next.is_some_and(|next| {
        reads_any(clause, next, "on against inside")
            && clause.after(next).is_some_and(|n| {
                !clause.is(n, Class::CALENDAR) && clause.kind(n) != Some(TokenKind::Number)
            })
    });
    let hits = next.is_some_and(|next| reads_any(clause, next, STRUCK));
    // Aid workers and doctors are killed by strikes, too.
    let armed = near(ARMS);
    !on_strike && (armed && aimed || (armed || aimed || hits) && !near(LABOUR))
}

/// `left twelve people dead`, `left for dead`: a state that follows an object.
fn results(clause: &Clause<'_>, mut at: usize) -> bool {
    for _ in 0..OBJECT + 2 {
        let Some(n) = clause.after(at) else {
            return false;
        };
        at = n;
        if reads_any(clause, n, RESULT) {
            return true;
        }
        let inside = reads_any(clause, n, "of in at than for");
        if clause.is(n, Class::PREPOSITION) && !inside
            || clause.is(n, Class::CLAUSE)
            || clause.kind(n) == Some(TokenKind::Mark) && clause.word(n) != "-"
        {
            return false;
        }
    }
    false
}

/// `has little time left`, `no bread left in the town`: what remains.
fn remains(clause: &Clause<'_>, trigger: &Trigger) -> bool {
    if !clause.reads(trigger.first, "left") {
        return false;
    }
    // `little was left`: nobody goes anywhere in the passive.
    if clause
        .before(trigger.first)
        .is_some_and(|b| clause.is(b, Class::BE))
    {
        return true;
    }
    let mut at = trigger.first;
    for step in 0..6 {
        let Some(b) = clause.before(at) else {
            return false;
        };
        at = b;
        let thing = clause.is_content(b) && !clause.is_name(b);
        if step == 0 && !thing {
            return false;
        }
        if step > 0 {
            const FEW: &str = "little few no any much enough nothing more fewer less only there";
            if clause.is(b, Class::HAVE) || reads_any(clause, b, FEW) {
                return true;
            }
        }
        if clause.is(b, Class::CLAUSE | Class::SUBJECT)
            || clause.kind(b) == Some(TokenKind::Mark) && clause.word(b) != "-"
        {
            return false;
        }
    }
    false
}

/// Whether a noun of the lexicon follows: `ended the war`.
fn ends_event(clause: &Clause<'_>, at: usize) -> bool {
    let mut at = at;
    for _ in 0..4 {
        let Some(n) = clause.after(at) else {
            return false;
        };
        at = n;
        let noun = clause.words[n]
            .senses
            .iter()
            .any(|s| s.part == Part::Noun && s.score >= 0.5);
        let phrase = phrases::phrase_at(clause, Lexicon::english(), n)
            .is_some_and(|(phrase, _)| phrase.kind.is_some());
        if noun || phrase {
            return true;
        }
        if clause.kind(n) == Some(TokenKind::Mark) || clause.is(n, Class::PREPOSITION) {
            return false;
        }
    }
    false
}

fn reads_any(clause: &Clause<'_>, at: usize, words: &str) -> bool {
    words.split(' ').any(|word| clause.reads(at, word))
}

/// Whether one of `words` stands within `reach` tokens behind token `at`.
fn ahead(clause: &Clause<'_>, mut at: usize, reach: usize, words: &str) -> bool {
    for _ in 0..reach {
        let Some(n) = clause.after(at) else {
            return false;
        };
        at = n;
        if reads_any(clause, n, words) {
            return true;
        }
    }
    false
}

/// Whether one of `words` stands within `reach` tokens before token `at`.
fn behind(clause: &Clause<'_>, mut at: usize, reach: usize, words: &str) -> bool {
    for _ in 0..reach {
        let Some(b) = clause.before(at) else {
            return false;
        };
        at = b;
        if reads_any(clause, b, words) {
            return true;
        }
    }
    false
}
