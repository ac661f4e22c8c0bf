//! What a noun phrase says of country and sector.

use std::borrow::Cow;

use super::hits::{Hit, What, has, hits, is_article, is_one_of};
use super::lexicon::{Known, Role, Weight};
use super::plover;
use super::words::{Word, Words};
use super::{Code, Codes};
use crate::matching::actors::lexicon::{FIELD, HEAD, OFFICE, OFFICE_MODIFIER};

/// Words that open what completes a noun.
const PREPOSITIONS: &[&str] = &[
    "of", "for", "from", "in", "at", "to", "with", "on", "by", "against", "near", "inside",
    "within", "under", "who", "whose", "which", "that", "de", "du", "des", "d'", "dans", "à", "au",
    "aux", "pour",
];
/// Those behind which the country of an actor stands.
const BELONGING: &[&str] = &["of", "for", "from", "de", "du", "des", "d'"];
/// Those behind which its sector does not stand.
const ELSEWHERE: &[&str] = &[
    "to", "on", "by", "against", "near", "who", "whose", "which", "that", "à", "au", "aux",
];
const JOINING: &[&str] = &["and", "or", "et", "ou"];
/// What an office is no longer held with.
const FORMER: &[&str] = &[
    "former",
    "ex",
    "ousted",
    "deposed",
    "toppled",
    "overthrown",
    "exiled",
    "retired",
    "erstwhile",
    "ancien",
    "ancienne",
    "anciens",
];
/// Bodies: what is former of them is no person in no office.
const BODIES: &[&str] = &[
    "government",
    "regime",
    "junta",
    "cabinet",
    "ministry",
    "police",
    "parliament",
    "congress",
    "senate",
    "court",
    "judiciary",
    "legislature",
    "assembly",
    "administration",
    "army",
    "navy",
    "military",
    "forces",
    "authorities",
    "troops",
    "soldiers",
    "soldier",
    "troop",
];
/// A sector that was found, or that is none for sure.
enum Sector {
    Code(Code),
    None,
}

/// A noun phrase, with what is known of its words.
#[derive(Debug)]
pub(super) struct Phrase<'w, 'a> {
    words: &'w Words<'a>,
    hits: Vec<Hit>,
    from: usize,
    to: usize,
}

impl<'w, 'a> Phrase<'w, 'a> {
    pub fn of(words: &'w Words<'a>) -> Self {
        Self {
            words,
            hits: hits(words),
            from: 0,
            to: words.words.len(),
        }
    }

    /// The same words from one of them on.
    fn part(&self, from: usize, to: usize) -> Self {
        let inside = |hit: &&Hit| hit.from >= from && hit.to <= to;
        Self {
            words: self.words,
            hits: self.hits.iter().filter(inside).cloned().collect(),
            from,
            to,
        }
    }

    fn word(&self, i: usize) -> &Word<'a> {
        &self.words.words[i]
    }

    /// The hit over a word.
    fn over(&self, i: usize) -> Option<&Hit> {
        self.hits.iter().find(|hit| hit.from <= i && i < hit.to)
    }

    /// Where the words of the noun itself end: before the first preposition or mark.
    fn core_end(&self) -> usize {
        let ends = |i: &usize| {
            let word = self.word(*i);
            self.over(*i).is_none_or(|hit| hit.from == *i)
                && (*i > self.from
                    && word
                        .mark
                        .is_some_and(|mark| !matches!(mark, '“' | '”' | '"'))
                    || is_one_of(PREPOSITIONS, word))
        };
        (self.from..self.to).find(ends).unwrap_or(self.to)
    }

    /// Codes of the whole phrase. `own` is whether they are the words of the mention itself: a
    /// country that acts stands for its government then.
    pub fn codes(&self, own: bool) -> Codes {
        let end = self.core_end();
        let core = self.part(self.from, end);
        let mut codes = core.joined(&self.rest(end));
        if codes.country.is_none() {
            codes.country = self.country_behind(end);
        }
        if own && codes.sector.is_none() && end == self.to {
            codes.sector = core.as_state();
        }
        let country = codes.country.as_ref().map(|code| &*code.code);
        if country == Some("MNC") && codes.sector.as_ref().is_some_and(|s| s.code == "BUS") {
            // Firms of many countries are no business of PLOVER's.
            codes.sector = None;
        }
        codes
    }

    /// What completes the noun: the preposition, and what stands behind it.
    fn rest(&self, end: usize) -> Option<(&Word<'a>, Self)> {
        let word = self.words.words.get(end).filter(|_| end < self.to)?;
        let opens = is_one_of(PREPOSITIONS, word) && word.mark.is_none();
        opens.then(|| (word, self.part(end + 1, self.to)))
    }

    /// The codes of parts that "and" joins: those that all agree on.
    fn joined(&self, rest: &Option<(&Word<'a>, Self)>) -> Codes {
        let is_joint = |i: &usize| is_one_of(JOINING, self.word(*i)) && self.over(*i).is_none();
        let joints: Vec<usize> = (self.from..self.to).filter(is_joint).collect();
        let mut starts = vec![self.from];
        starts.extend(joints.iter().map(|joint| joint + 1));
        let ends = joints.iter().copied().chain([self.to]);
        let mut codes = Codes::default();
        let (mut countries, mut sectors) = (Vec::new(), Vec::new());
        let mut none = false;
        for (from, to) in starts.into_iter().zip(ends) {
            let part = self.part(from, to);
            let last = to == self.to;
            countries.extend(part.country());
            match part.sector(rest.as_ref().filter(|_| last), self) {
                Some(Sector::Code(code)) => sectors.push(code),
                Some(Sector::None) => none = true,
                None => {}
            }
        }
        let agree = |codes: &[Code]| codes.windows(2).all(|two| two[0].code == two[1].code);
        if agree(&countries) {
            codes.country = countries.into_iter().next();
        }
        if !none && agree(&sectors) {
            codes.sector = sectors.into_iter().next();
        }
        codes
    }

    /// The first country of the part.
    fn country(&self) -> Option<Code> {
        self.hits.iter().find_map(|hit| match &hit.what {
            What::Country { code, reason, .. } => Some(Code {
                code: Cow::Borrowed(code),
                reason: reason.clone(),
            }),
            What::Known(known) => {
                let name = plover::country_in_words(known.country).unwrap_or_default();
                Some(Code {
                    code: Cow::Borrowed(known.country),
                    reason: format!("“{}” is known: {name}", self.written(hit)),
                })
            }
            What::Role(_) | What::People => None,
        })
    }

    /// The country behind "of", "for" or "from".
    fn country_behind(&self, end: usize) -> Option<Code> {
        let (word, rest) = self.rest(end)?;
        if !is_one_of(BELONGING, word) {
            return None;
        }
        let to = rest.core_end();
        let codes = rest.part(rest.from, to).joined(&None);
        codes.country.or_else(|| rest.country_behind(to))
    }

    /// The sector of the part. `rest` is what completes it, `whole` that which it is a part of.
    fn sector(&self, rest: Option<&(&Word<'a>, Self)>, whole: &Self) -> Option<Sector> {
        let counts = |hit: &&Hit| match &hit.what {
            What::Role(role) => role.weight != Weight::Modifier,
            What::Known(_) => true,
            What::Country { .. } | What::People => false,
        };
        let Some(last) = self.hits.iter().rev().find(counts) else {
            // "hundreds of protesters"
            let (word, rest) = rest?;
            let any = self.to > self.from && self.hits.is_empty();
            if !any || !is_one_of(&["of", "de", "des", "d'"], word) {
                return None;
            }
            let code = rest.codes(false).sector?;
            return Some(Sector::Code(code));
        };
        let former = (self.from..last.from)
            .rev()
            .find(|i| is_one_of(FORMER, self.word(*i)));
        let found = match &last.what {
            What::Known(known) => known.sector.map(|code| self.says(last, code)),
            What::Role(role) if role.weight == Weight::Family => {
                return Some(self.family(last, rest));
            }
            What::Role(role) if role.weight == Weight::Light => {
                self.beside_light(last, role, rest, whole)
            }
            What::Role(Role {
                sector: Some(code), ..
            }) => Some(self.says(last, code)),
            _ => return Some(Sector::None),
        };
        let found = found?;
        match former {
            Some(former) => Some(self.no_longer(former, last, found)),
            None => Some(Sector::Code(found)),
        }
    }

    /// The sector of "leader", "official" and the like, by what stands before and behind.
    fn beside_light(
        &self,
        last: &Hit,
        role: &Role,
        rest: Option<&(&Word<'a>, Self)>,
        whole: &Self,
    ) -> Option<Code> {
        let before = self.hits.iter().rev().filter(|hit| hit.to <= last.from);
        let mut silent = false;
        for hit in before {
            match &hit.what {
                What::Role(role) if role.weight != Weight::Light => {
                    return role.sector.map(|code| self.says(hit, code));
                }
                What::Known(Known { sector, .. }) => match sector {
                    Some(code) => return Some(self.says(hit, code)),
                    None => silent = true,
                },
                What::People => silent = true,
                What::Role(_) | What::Country { .. } => {}
            }
        }
        if let Some((word, rest)) = rest
            && !is_one_of(ELSEWHERE, word)
        {
            let to = rest.core_end();
            let inner = rest.part(rest.from, to);
            if let Some(code) = inner.joined(&rest.rest(to)).sector {
                return Some(code);
            }
            let says_nothing = |hit: &Hit| match &hit.what {
                What::Known(known) => known.sector.is_none(),
                What::Role(role) => role.sector.is_none() && role.weight == Weight::Head,
                What::Country { .. } | What::People => false,
            };
            silent |= inner.hits.iter().any(says_nothing);
        }
        let of_none = whole
            .country()
            .is_some_and(|c| plover::is_of_no_country(&c.code));
        let default = role
            .sector
            .filter(|code| !(silent || of_none && *code == "GOV"))?;
        Some(Code {
            code: Cow::Borrowed(default),
            reason: format!(
                "“{}” alone: {}",
                self.written(last),
                plover::sector_in_words(default).unwrap_or_default()
            ),
        })
    }

    /// The family of somebody in office, or who was, are elites.
    fn family(&self, last: &Hit, rest: Option<&(&Word<'a>, Self)>) -> Sector {
        const IN_OFFICE: &[&str] = &["GOV", "LEG", "JUD", "ELI", "MIL"];
        let before = self.part(self.from, last.from);
        let of = before.sector(None, &before);
        let of = match (of, rest) {
            (Some(Sector::Code(code)), _) => Some(code),
            (None, Some((word, rest))) if is_one_of(BELONGING, word) => rest.codes(false).sector,
            _ => None,
        };
        match of.filter(|of| IN_OFFICE.contains(&&*of.code)) {
            Some(of) => Sector::Code(Code {
                code: Cow::Borrowed("ELI"),
                reason: format!(
                    "“{}” of somebody in office: {}",
                    self.written(last),
                    of.reason
                ),
            }),
            None => Sector::None,
        }
    }

    /// Who was in office is of the elites; what else somebody was says nothing of what they are.
    fn no_longer(&self, former: usize, last: &Hit, was: Code) -> Sector {
        let word = &self.word(last.to - 1).lower;
        let officer = || {
            let light = matches!(&last.what, What::Role(role) if role.weight == Weight::Light);
            light || has(word, OFFICE) || matches!(word.as_str(), "chief" | "staff")
        };
        let held = match &*was.code {
            "GOV" | "LEG" | "JUD" | "SPY" => !BODIES.contains(&word.as_str()),
            "MIL" | "COP" => officer() && !BODIES.contains(&word.as_str()),
            _ => false,
        };
        if !held {
            return Sector::None;
        }
        let words = (self.word(former).text, self.written(last));
        Sector::Code(Code {
            code: Cow::Borrowed("ELI"),
            reason: format!("“{}” before “{}”: no longer in office", words.0, words.1),
        })
    }

    /// A country or a capital alone stands for its government.
    fn as_state(&self) -> Option<Code> {
        let mut from = self.from;
        while from < self.to && is_article(self.word(from)) {
            from += 1;
        }
        let hit = self
            .hits
            .iter()
            .find(|hit| hit.from == from && hit.to == self.to)?;
        match &hit.what {
            What::Country {
                named: true,
                breakaway,
                ..
            } => Some(Code {
                code: Cow::Borrowed(if *breakaway { "PRE" } else { "GOV" }),
                reason: format!("“{}” acts as a state", self.written(hit)),
            }),
            _ => None,
        }
    }

    /// Whether the phrase ends with a person's office or a role: what a name is explained by.
    pub fn ends_with_role(&self) -> bool {
        let end = self.core_end();
        let last = self.hits.iter().rev().find(|hit| hit.to <= end);
        let is_role =
            |hit: &Hit| matches!(&hit.what, What::Role(role) if role.weight != Weight::Modifier);
        last.is_some_and(|hit| hit.to == end && is_role(hit))
            && !(self.from..end).any(|i| is_one_of(JOINING, self.word(i)) && self.over(i).is_none())
    }

    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// Where the noun ends, a point behind a title in short left in: "Gen. Yassir Abdelrahim".
    pub fn core_end_of_name(&self) -> usize {
        let ends = |i: &usize| {
            let word = self.word(*i);
            let begins = self.over(*i).is_none_or(|hit| hit.from == *i);
            begins
                && (*i > self.from && word.mark.is_some_and(|mark| mark != '.')
                    || is_one_of(PREPOSITIONS, word))
        };
        (self.from..self.to).find(ends).unwrap_or(self.to)
    }

    /// The words behind "of" or "for" that say of what an office is: up to the next preposition.
    pub fn completes(&self, end: usize) -> Vec<usize> {
        let Some((word, rest)) = self.rest(end) else {
            return Vec::new();
        };
        if !is_one_of(BELONGING, word) {
            return Vec::new();
        }
        let words = rest.from..rest.core_end();
        words.filter(|i| !is_article(self.word(*i))).collect()
    }

    /// Whether the words say by themselves what they mention.
    pub fn is_of_roles(&self) -> bool {
        let is_role = |hit: &Hit| matches!(&hit.what, What::Role(_) | What::Country { .. });
        self.hits.iter().any(is_role)
    }

    /// Whether the phrase begins as one that explains: with an article, a nationality or what
    /// is no longer, or with a role of something.
    pub fn is_definite(&self) -> bool {
        if self.from == self.to {
            return false;
        }
        let first = self.word(self.from);
        let end = self.core_end();
        let of = self
            .rest(end)
            .is_some_and(|(word, _)| is_one_of(BELONGING, word));
        match self.over(self.from).map(|hit| &hit.what) {
            Some(What::Country { .. } | What::Known(_)) => true,
            Some(What::Role(_)) if of => true,
            _ => is_article(first) || is_one_of(FORMER, first),
        }
    }

    /// Whether nothing but names and fields completes the noun: no verb goes on from it.
    pub fn goes_on_as_name(&self) -> bool {
        let end = self.core_end();
        for i in end..self.to {
            let word = self.word(i);
            if matches!(word.lower.as_str(), "who" | "whose" | "which") {
                return true;
            }
            let fits = word.capital
                || self.over(i).is_some()
                || is_one_of(PREPOSITIONS, word)
                || is_article(word)
                || is_one_of(JOINING, word)
                || has(&word.lower, FIELD | HEAD | OFFICE_MODIFIER);
            if !fits {
                return false;
            }
        }
        true
    }

    fn says(&self, hit: &Hit, code: &'static str) -> Code {
        let name = plover::sector_in_words(code).unwrap_or_default();
        Code {
            code: Cow::Borrowed(code),
            reason: format!("“{}”: {name}", self.written(hit)),
        }
    }

    fn written(&self, hit: &Hit) -> String {
        self.words.written(hit.from, hit.to)
    }
}
