//! Who acts and who is acted upon.
//!
//! An active verb has its actor before it and its recipient behind it, a passive one the other way
//! round; a noun has them in possessives, nationalities and prepositions. All who meet, and both
//! sides of a fight, are actors.

use super::objects::{Behind, Link, behind};
use super::scene::{Scene, Voice};
use super::subject::{Subject, joined_before, subject};
use super::{Found, Trigger};
use crate::matching::events::grammar::Class;
use crate::text::TokenKind;

const ACTOR: &str = "actor";
const RECIPIENT: &str = "recipient";

/// The parties of a trigger, each candidate at most once.
pub fn parties(scene: &Scene<'_>, trigger: &Trigger<'_>) -> Vec<Found> {
    let mut parties = Parties {
        scene,
        kind: trigger.kind.unwrap_or_default(),
        found: Vec::new(),
    };
    match scene.voice {
        Voice::Active => parties.active(),
        Voice::Passive => parties.passive(),
        Voice::Noun => parties.noun(),
    }
    parties.found
}

struct Parties<'a, 's> {
    scene: &'a Scene<'s>,
    kind: &'a str,
    found: Vec<Found>,
}

impl Parties<'_, '_> {
    fn put(
        &mut self,
        role: &'static str,
        who: &[usize],
        score: f32,
        rule: &'static str,
        at: usize,
    ) {
        for mention in who {
            let Some(candidate) = self.scene.actor(*mention) else {
                continue;
            };
            let behind = |(first, _): (usize, usize)| first > self.scene.last;
            let reports = self.kind != "STATEMENT"
                && self.scene.place(*mention).is_some_and(behind)
                && self.scene.is_speaker(*mention);
            if reports || self.found.iter().any(|f| f.candidate == candidate) {
                continue;
            }
            let mut evidence = Vec::new();
            if let Some((first, last)) = self.scene.place(candidate)
                && !(first..=last).contains(&at)
            {
                evidence.push(self.scene.range(at, at));
            }
            self.found.push(Found {
                role,
                candidate,
                score,
                rule,
                evidence,
            });
        }
    }

    fn has(&self, role: &str) -> bool {
        self.found.iter().any(|found| found.role == role)
    }

    /// Whether all who take part are actors.
    fn is_mutual(&self) -> bool {
        self.kind == "CONSULT" || self.is_fight()
    }

    /// Whether the trigger names a fight of two sides.
    fn is_fight(&self) -> bool {
        const FIGHTS: &[&str] = &[
            "clash",
            "fight",
            "fighting",
            "battle",
            "war",
            "skirmish",
            "firefight",
            "gunfight",
            "shootout",
            "combat",
            "confrontation",
            "hostilities",
            "duel",
            "brawl",
            "scuffle",
            "warfare",
            "standoff",
        ];
        let words = self.scene.lemma.split([' ', '-']);
        words.into_iter().any(|word| FIGHTS.contains(&word))
            || (self.scene.first..=self.scene.last).any(|at| {
                let word = self.scene.word(at).to_ascii_lowercase();
                FIGHTS.contains(&word.trim_end_matches("es"))
                    || FIGHTS.contains(&word.trim_end_matches('s'))
            })
    }

    /// Whether who stands as the subject suffers it: `died`.
    fn befalls(&self) -> bool {
        const SUFFERED: &[&str] = &[
            "die", "perish", "drown", "starve", "succumb", "collapse", "survive", "suffer",
            "recover", "fall", "bleed", "faint", "decease",
        ];
        self.kind == "LIFE" && SUFFERED.contains(&self.scene.lemma.as_str())
    }

    /// Whether the subject has from others what the verb says: `received a loan`.
    fn is_had(&self) -> bool {
        const HAD: [&str; 6] = ["receiv", "obtain", "secur", "borrow", "got", "won"];
        let word = self.scene.word(self.scene.head).to_lowercase();
        matches!(self.kind, "AID" | "SUPPORT") && HAD.iter().any(|stem| word.starts_with(stem))
    }

    fn active(&mut self) {
        let scene = self.scene;
        let around = behind(scene);
        let subject = subject(scene, scene.first);
        if let Some(Subject { who, score, rule }) = subject {
            let suffers = self.befalls() || self.is_had();
            let role = if suffers { RECIPIENT } else { ACTOR };
            self.put(role, &who, score, rule, scene.first);
        }
        if self.found.is_empty() && self.kind == "STATEMENT" {
            // `…,” said the minister.`
            if let Some(first) = around.first().filter(|b| b.link == Link::Object) {
                let opens = scene.clause.before(scene.first);
                let quoted = opens.is_none_or(|b| !scene.clause.is_content(b));
                if quoted {
                    self.put(
                        ACTOR,
                        &first.what,
                        0.8,
                        "subject behind the verb",
                        scene.first,
                    );
                }
            }
            return;
        }
        for (place, one) in around.iter().enumerate() {
            self.behind_verb(one, place, &around);
        }
    }

    /// Something behind an active verb.
    fn behind_verb(&mut self, one: &Behind, place: usize, all: &[Behind]) {
        let scene = self.scene;
        let weaker = if one.crossed > 0 { 0.22 } else { 0.0 };
        match &one.link {
            Link::Object => {
                let first = all[..place]
                    .iter()
                    .all(|b| b.link != Link::Object || !b.what.iter().any(|m| scene.is_actor(*m)));
                if !first {
                    return;
                }
                if one.crossed > 0 && !self.hands_on() {
                    return;
                }
                if self.is_mutual() {
                    self.put(ACTOR, &one.what, 0.85 - weaker, "the other party", one.at);
                } else if self.takes_object() && !self.is_owner(one) {
                    self.put(
                        RECIPIENT,
                        &one.what,
                        0.85 - weaker,
                        "object behind the verb",
                        one.at,
                    );
                }
            }
            Link::That => {
                if matches!(self.kind, "REQUEST" | "ACCUSE" | "THREATEN") {
                    self.put(RECIPIENT, &one.what, 0.7, "who is to do it", one.at);
                }
            }
            Link::By(preposition) if preposition == "from" && self.is_had() => {
                self.put(ACTOR, &one.what, 0.75, "from whom it comes", one.at);
            }
            // `froze the accounts of four ministers`
            Link::By(preposition) if preposition == "of" && one.at > scene.last + 1 => {
                let done_to = matches!(self.kind, "SANCTION" | "COERCE" | "ASSAULT");
                if done_to && one.crossed == 0 && !self.has(RECIPIENT) {
                    let rule = "whose it is, behind “of”";
                    self.put(RECIPIENT, &one.what, 0.58, rule, one.at);
                }
            }
            Link::By(preposition) => {
                if one.crossed > 0 && !self.hands_on() {
                    return;
                }
                if let Some((role, rule)) = self.by_preposition(preposition, false) {
                    let far = if place > 1 { 0.1 } else { 0.0 };
                    self.put(role, &one.what, 0.78 - weaker - far, rule, one.at);
                }
            }
        }
    }

    /// `accepted the mediator’s proposal`: what is accepted is the proposal.
    fn is_owner(&self, one: &Behind) -> bool {
        let last = one.what.last().and_then(|m| self.scene.place(*m));
        let next = last.and_then(|(_, last)| self.scene.clause.after(last));
        let possessive =
            next.is_some_and(|n| self.scene.clause.kind(n) == Some(TokenKind::Possessive));
        possessive && matches!(self.kind, "AGREE" | "REJECT" | "SUPPORT" | "STATEMENT")
    }

    /// Types whose recipient may stand behind what is agreed, asked, refused or threatened.
    fn hands_on(&self) -> bool {
        matches!(
            self.kind,
            "AGREE"
                | "REQUEST"
                | "REJECT"
                | "THREATEN"
                | "AID"
                | "COOPERATE"
                | "SUPPORT"
                | "SANCTION"
        )
    }

    /// Whether somebody behind the verb is its recipient.
    fn takes_object(&self) -> bool {
        let lemma = self.scene.lemma.as_str();
        match self.kind {
            "STATEMENT" => matches!(lemma, "tell" | "inform" | "notify" | "assure" | "remind"),
            "MOVEMENT" => !matches!(
                lemma,
                "travel" | "flee" | "arrive" | "leave" | "go" | "return"
            ),
            "RETREAT" => !matches!(
                lemma,
                "withdraw" | "retreat" | "resign" | "leave" | "pull out" | "step down"
            ),
            "PROTEST" => false,
            _ => true,
        }
    }

    fn passive(&mut self) {
        let scene = self.scene;
        let around = behind(scene);
        let mutual = self.is_mutual();
        for one in &around {
            if one.link == Link::By("by".to_owned()) && one.crossed == 0 {
                self.put(ACTOR, &one.what, 0.92, "agent behind “by”", one.at);
            }
        }
        // `it was announced`: what is said is nobody.
        let told = self.kind != "STATEMENT" || self.takes_object();
        if let Some(Subject { who, score, rule }) = subject(scene, scene.first).filter(|_| told) {
            let (role, rule) = match (mutual, rule) {
                (true, rule) => (ACTOR, rule),
                (false, "subject before the verb") => (RECIPIENT, "subject of the passive"),
                (false, rule) => (RECIPIENT, rule),
            };
            self.put(role, &who, score, rule, scene.first);
        }
        for one in &around {
            let Link::By(preposition) = &one.link else {
                continue;
            };
            let other = match preposition.as_str() {
                "with" | "between" if mutual => Some(ACTOR),
                "on" | "against" | "to" if !self.has(RECIPIENT) => Some(RECIPIENT),
                _ => None,
            };
            if let Some(role) = other.filter(|_| one.crossed == 0) {
                self.put(role, &one.what, 0.65, "joined by a preposition", one.at);
            }
        }
    }

    fn noun(&mut self) {
        let scene = self.scene;
        let around = behind(scene);
        let agent = around.iter().any(|b| b.link == Link::By("by".to_owned()));
        let of_whom = around
            .iter()
            .find(|b| b.link == Link::By("of".to_owned()) && b.crossed == 0);
        self.before_noun(
            agent,
            of_whom.is_some_and(|b| b.what.iter().any(|m| scene.is_actor(*m))),
        );
        for (place, one) in around.iter().enumerate() {
            let Link::By(preposition) = &one.link else {
                continue;
            };
            let far = if place > 1 { 0.1 } else { 0.0 };
            if let Some((role, rule)) = self.by_preposition(preposition, true) {
                self.put(role, &one.what, 0.82 - far, rule, one.at);
            }
        }
        // `for talks with his counterpart`: the one side is named, the other does it.
        let one_side = self.is_mutual()
            && self
                .found
                .iter()
                .all(|found| found.role != ACTOR || found.rule.ends_with("“with”"));
        if !self.has(ACTOR) || one_side {
            self.carried_out();
        }
    }

    /// `France’s withdrawal`, `the French withdrawal`, `Bazoum’s arrest`.
    fn before_noun(&mut self, agent: bool, of: bool) {
        let scene = self.scene;
        let clause = &scene.clause;
        let mut at = scene.first;
        let mut possessive = false;
        for _ in 0..5 {
            let Some(b) = clause.before(at) else { return };
            if let Some(mention) = scene.at(b) {
                if !scene.is_actor(mention) {
                    return;
                }
                let objective = self.is_done_to() && (agent || !of);
                let (role, rule) = match (objective, possessive) {
                    (true, _) => (RECIPIENT, "whose it is"),
                    (false, true) => (ACTOR, "possessive before the noun"),
                    (false, false) => (ACTOR, "name before the noun"),
                };
                let who = joined_before(scene, mention);
                self.put(role, &who, 0.86, rule, b);
                return;
            }
            let is_possessive = clause.kind(b) == Some(TokenKind::Possessive);
            possessive |= is_possessive;
            let passes = is_possessive
                || clause.is_adjective(b)
                || matches!(scene.word(b), "-" | "’" | "'")
                || clause.kind(b) == Some(TokenKind::Number)
                || clause.is_content(b) && !scene.is_verb(b) && !scene.is_past(b);
            if !passes {
                return;
            }
            at = b;
        }
    }

    /// Whether the noun names what is done to the one whose it is: `his arrest`.
    fn is_done_to(&self) -> bool {
        const DONE_TO: &[&str] = &[
            "arrest",
            "detention",
            "killing",
            "murder",
            "assassination",
            "ouster",
            "overthrow",
            "kidnapping",
            "abduction",
            "execution",
            "expulsion",
            "extradition",
            "deportation",
            "imprisonment",
            "trial",
            "sentencing",
            "conviction",
            "appointment",
            "election",
            "dismissal",
            "removal",
            "evacuation",
            "deposition",
            "capture",
            "death",
            "burial",
            "funeral",
            "inauguration",
            "nomination",
            "release",
            "rescue",
            "acquittal",
            "hanging",
            "beating",
            "torture",
            "poisoning",
            "beheading",
            "stabbing",
            "impeachment",
            "re-election",
            "reelection",
            "birth",
            "liberation",
            "prosecution",
            "indictment",
            "sacking",
            "jailing",
            "lynching",
        ];
        DONE_TO.contains(&self.scene.lemma.as_str())
    }

    /// Whether `of` behind the noun names who does it: `the withdrawal of French troops`.
    fn is_done_by(&self) -> bool {
        const DONE_BY: &[&str] = &[
            "withdrawal",
            "pullout",
            "retreat",
            "resignation",
            "visit",
            "protest",
            "meeting",
            "arrival",
            "departure",
            "surrender",
            "strike",
            "march",
            "rally",
            "summit",
            "announcement",
            "statement",
            "demonstration",
            "complaint",
            "refusal",
            "offensive",
            "advance",
            "uprising",
            "revolt",
            "return",
            "flight",
            "speech",
            "testimony",
            "conference",
            "gathering",
            "mutiny",
            "incursion",
            "defection",
        ];
        DONE_BY.contains(&self.scene.lemma.as_str())
    }

    /// `carried out an attack`, `suffered an attack`: the subject of the verb that the noun is the
    /// object of.
    fn carried_out(&mut self) {
        const DOING: &[&str] = &[
            "carried",
            "carry",
            "carrying",
            "carries",
            "out",
            "launched",
            "launch",
            "launching",
            "launches",
            "staged",
            "stage",
            "staging",
            "held",
            "hold",
            "holding",
            "conducted",
            "conduct",
            "mounted",
            "waged",
            "wage",
            "waging",
            "planned",
            "planning",
            "began",
            "begin",
            "started",
            "start",
            "completed",
            "complete",
            "continued",
            "continue",
            "resumed",
            "resume",
            "ended",
            "end",
            "ordered",
            "order",
            "approved",
            "announced",
            "announce",
            "announces",
            "imposed",
            "impose",
            "made",
            "make",
            "making",
            "committed",
            "signed",
            "reached",
            "organised",
            "organized",
            "opened",
            "suspended",
            "halted",
            "expanded",
            "stepped",
            "up",
            "declared",
            "joined",
            "hosted",
            "host",
            "hosts",
            "agreed",
            "paid",
            "offered",
            "gave",
            "provided",
            "sent",
            "issued",
            "lodged",
            "filed",
            "broke",
            "cut",
            "went",
            "go",
            "goes",
            "going",
            "gone",
            "came",
            "led",
            "leads",
            "leading",
            "entered",
            "delayed",
            "cancelled",
            "for",
            "in",
            "to",
            "on",
        ];
        const SUFFERING: &[&str] = &[
            "suffered",
            "suffer",
            "faced",
            "face",
            "facing",
            "survived",
            "sustained",
            "underwent",
            "received",
            "receive",
            "drew",
            "repelled",
            "resisted",
            "escaped",
            "welcomed",
        ];
        let scene = self.scene;
        let clause = &scene.clause;
        let mut at = scene.first;
        for _ in 0..5 {
            let Some(b) = clause.before(at) else { return };
            if scene.at(b).is_some() {
                return;
            }
            let doing = scene.any(b, DOING) && !clause.is(b, Class::PREPOSITION);
            let preposition = clause.is(b, Class::PREPOSITION);
            if doing || scene.any(b, SUFFERING) {
                let mut verb = b;
                if scene.any(b, &["out", "up", "to"]) {
                    match clause.before(b) {
                        Some(v) => verb = v,
                        None => return,
                    }
                }
                let Some(found) = subject(scene, verb) else {
                    return;
                };
                let passive = scene.is_passive(verb);
                let suffers = scene.any(b, SUFFERING);
                let (role, rule) = match suffers {
                    true => (RECIPIENT, "subject of the verb that suffers it"),
                    false if passive => return,
                    false => (ACTOR, "subject of the verb that does it"),
                };
                if suffers && self.is_mutual() {
                    return;
                }
                self.put(role, &found.who, found.score - 0.18, rule, verb);
                return;
            }
            if self.kind == "CONSULT" && preposition && scene.any(b, &["for", "in", "to"]) {
                // `visit Tamberg for talks with his counterpart`
                if let Some(verb) = super::subject::previous_verb(scene, b).or(Some(b))
                    && let Some(found) = subject(scene, verb)
                {
                    self.put(
                        ACTOR,
                        &found.who,
                        found.score - 0.22,
                        "subject of the main verb",
                        verb,
                    );
                }
                return;
            }
            let passes = clause.is(b, Class::DETERMINER)
                || clause.is_adjective(b)
                || clause.kind(b) == Some(TokenKind::Number)
                || clause.is_content(b) && !scene.is_verb(b);
            if !passes {
                return;
            }
            at = b;
        }
    }

    /// Which role a preposition gives to somebody.
    fn by_preposition(
        &self,
        preposition: &str,
        noun: bool,
    ) -> Option<(&'static str, &'static str)> {
        let mutual = self.is_mutual();
        Some(match preposition {
            "by" if noun => (ACTOR, "agent behind “by”"),
            "between" | "among" | "amongst" => (ACTOR, "parties behind “between”"),
            "with" | "alongside" if mutual => (ACTOR, "the other party behind “with”"),
            "with" if self.kind == "ASSAULT" || self.kind == "PROTEST" => return None,
            "with" => (RECIPIENT, "the other party behind “with”"),
            "against" => (RECIPIENT, "whom it is against"),
            "on" | "upon" if mutual => return None,
            "on" | "upon" | "at" | "toward" | "towards"
                if !matches!(self.kind, "CONSULT" | "STATEMENT" | "PROTEST" | "AGREE") =>
            {
                (RECIPIENT, "at whom it is aimed")
            }
            "into" if matches!(self.kind, "COERCE" | "ACCUSE") => {
                (RECIPIENT, "at whom it is aimed")
            }
            "to" => match self.kind {
                "AID" | "AGREE" | "SUPPORT" | "THREATEN" | "REQUEST" | "SANCTION" | "CONCEDE"
                | "TRANSACTION" | "STATEMENT" | "REJECT" | "COOPERATE" => {
                    (RECIPIENT, "to whom it is done")
                }
                "CONSULT" if noun => (ACTOR, "the other party"),
                "RETREAT" if noun || self.scene.lemma.starts_with("surrender") => {
                    (RECIPIENT, "to whom it is done")
                }
                _ => return None,
            },
            "for" if matches!(self.kind, "AID" | "SUPPORT") => (RECIPIENT, "for whom it is done"),
            "from" => match (self.kind, noun) {
                ("REQUEST" | "TRANSACTION" | "COERCE", false) => (RECIPIENT, "from whom it is had"),
                (
                    "AID" | "SUPPORT" | "THREATEN" | "REQUEST" | "ACCUSE" | "PROTEST" | "REJECT",
                    true,
                ) => (ACTOR, "from whom it comes"),
                _ => return None,
            },
            "of" if noun && (mutual || self.is_done_by()) => {
                if self.has(ACTOR) && !mutual {
                    return None;
                }
                (ACTOR, "who does it, behind “of”")
            }
            "of" if noun && self.kind != "STATEMENT" => {
                (RECIPIENT, "to whom it is done, behind “of”")
            }
            _ => return None,
        })
    }
}
