//! A place as location, or as the government that it stands for.
//!
//! Places in a list ("Libya and Chad") are read alike. Only countries and capitals act.

use super::context::{
    is_address, is_auxiliary, is_backing, is_dealing, is_deed, is_deed_to_do, is_doing,
    is_low_direction, is_place_preposition, is_policy, is_state_body,
};
use super::names::PlaceName;
use super::{NAME, PlaceKind};
use crate::annotation::Label;
use crate::matching::{Detail, Reading, Reason, Suggestion};
use crate::text::{ByteRange, Token, TokenKind};

/// What the context says of a list of places.
#[derive(Clone, Copy, Debug)]
struct Cue {
    /// How surely the places act; the location keeps the rest.
    acts: f32,
    rule: &'static str,
    at: usize,
}

/// Offers every name as a location, and those that may act as actors too.
pub(super) fn offer(
    reading: &Reading<'_>,
    tokens: &[Token],
    names: &[PlaceName],
    out: &mut Vec<Suggestion>,
) {
    let mut from = 0;
    while from < names.len() {
        let mut to = from + 1;
        while to < names.len() && listed(reading, tokens, names[to - 1].end, names[to].first) {
            to += 1;
        }
        let list = &names[from..to];
        let cue = acting(reading, tokens, list);
        for name in list {
            push(tokens, name, cue, out);
        }
        from = to;
    }
}

fn push(tokens: &[Token], name: &PlaceName, cue: Option<Cue>, out: &mut Vec<Suggestion>) {
    let span = |first: usize, end: usize| {
        ByteRange::new(tokens[first].start as usize, tokens[end - 1].end as usize)
    };
    let range = span(name.first, name.end);
    let core = span(name.core.0, name.core.1);
    let detail = name.found.map(|f| f.best().in_words());
    let reason = |rule, at: Option<usize>| {
        let mut evidence = vec![range];
        if let Some(at) = at.filter(|&at| at < tokens.len()) {
            let word = tokens[at].range();
            if !range.contains_range(word) {
                evidence.push(word);
            }
        }
        let reason = Reason::new(rule, evidence);
        match &detail {
            Some(detail) => reason.with_detail(Detail::words(detail.as_str())),
            None => reason,
        }
    };
    let place = name.found.map(|f| f.best());
    let may_act = place.is_some_and(|p| {
        matches!(p.kind, PlaceKind::Country | PlaceKind::Capital)
            || p.kind == PlaceKind::Area && p.country.is_none()
    });
    let mut location = name.score;
    if may_act {
        let acts = cue.map_or(0.25, |c| c.acts);
        let actor = (name.score + 0.1).min(0.95) * acts;
        location *= (1.35 - acts).min(1.0);
        let (rule, at) = match cue {
            Some(cue) => (cue.rule, Some(cue.at)),
            None => ("country that may act", None),
        };
        out.push(
            Suggestion::new(NAME, Label::ACTOR, range, actor, reason(rule, at)).with_head(core),
        );
    } else if cue.is_some_and(|c| c.rule == BODY) {
        location *= 0.85;
    }
    out.push(
        Suggestion::new(
            NAME,
            Label::LOCATION,
            range,
            location,
            reason(name.rule, name.cue),
        )
        .with_head(core),
    );
}

/// Whether only a comma or "and" stands between two places, an article aside.
fn listed(reading: &Reading<'_>, tokens: &[Token], end: usize, first: usize) -> bool {
    let mut between = &tokens[end.min(first)..first];
    if let [rest @ .., article] = between
        && reading.word(article) == "the"
    {
        between = rest;
    }
    !between.is_empty()
        && between.len() <= 2
        && between
            .iter()
            .all(|t| matches!(reading.word(t), "," | "and" | "or" | "&"))
}

const BODY: &str = "country with its government or people";
const ACTS: &str = "country or capital that acts";

fn acting(reading: &Reading<'_>, tokens: &[Token], list: &[PlaceName]) -> Option<Cue> {
    let (first, last) = (list.first()?, list.last()?);
    let word = |at: usize| tokens.get(at).map_or("", |t| reading.word(t));
    let back = |by: usize| first.first.checked_sub(by).map_or("", word);
    let cue = |acts, rule, at| Some(Cue { acts, rule, at });

    let end = last.end;
    // "Niger’s readiness", "Niger’s government".
    if tokens
        .get(end)
        .is_some_and(|t| t.kind == TokenKind::Possessive)
    {
        let mut at = end + 1;
        if is_state_body(word(at)) || is_state_body(word(at + 1)) && is_plain(tokens, at) {
            return cue(0.72, BODY, at);
        }
        while at < end + 3 && !is_policy(word(at)) {
            at += 1;
        }
        let whole = matches!(back(1), "in" | "In" | "at" | "near");
        if is_policy(word(at)) && !whole {
            return cue(0.75, "what a country or capital does", at);
        }
        return None;
    }
    if word(end) == "-" && is_backing(word(end + 1)) {
        return cue(0.7, "backer of something", end + 1);
    }
    let preposition = back(1);
    let placed =
        is_place_preposition(preposition) || preposition == "the" && is_place_preposition(back(2));
    if is_state_body(word(end)) && !tokens[end].opens_sentence {
        return cue(0.72, BODY, end);
    }
    if placed {
        return None;
    }
    // "sanctions on", "talks with", "request from", "aid to", "between".
    let article = usize::from(preposition == "the");
    let before = if article == 1 { back(2) } else { preposition };
    if matches!(
        before,
        "with" | "from" | "to" | "on" | "against" | "between" | "for" | "With" | "Between"
    ) {
        let at = (2 + article..5 + article).find(|&by| is_dealing(back(by)));
        if let Some(by) = at {
            let sure = matches!(before, "with" | "on" | "against" | "between");
            let near = by == 2 + article;
            if sure || near {
                return cue(0.78, "dealing with a country", first.first - by);
            }
        }
        if before == "against" {
            return cue(0.65, "against a country", first.first - 1 - article);
        }
    }
    if before == "by" && first.first > 1 + article {
        let verb = back(2 + article);
        if verb.ends_with("ed")
            || matches!(verb, "led" | "held" | "sent" | "made" | "given" | "brought")
        {
            return cue(0.72, "done by a country", first.first - 2 - article);
        }
    }
    if is_address(before) && first.first > 0 {
        return cue(0.72, "country that is addressed", first.first - 1 - article);
    }
    // "France withdraws", "Chad has said".
    if matches!(before, "of" | "from" | "for" | "to" | "on") {
        return None;
    }
    if matches!(word(end), ",") && matches!(word(end + 1), "which" | "who" | "whose") {
        return relative(reading, tokens, end + 1).and_then(|at| cue(0.78, ACTS, at));
    }
    // "Albanians in south Serbia are demanding": the verb belongs to someone else.
    let many = list.len() > 1 || word(last.end - 1).ends_with('s');
    if is_low_direction(preposition) || matches!(word(end), "are" | "were") && !many {
        return None;
    }
    deed(reading, tokens, end).and_then(|at| cue(0.8, ACTS, at))
}

/// The verb of acting that begins at token `at` or behind its auxiliaries: `has agreed`, `is not
/// talking`.
fn deed(reading: &Reading<'_>, tokens: &[Token], mut at: usize) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map_or("", |t| reading.word(t));
    let (first, limit) = (at, at + 4);
    let mut progressive = false;
    while at < limit
        && (is_auxiliary(word(at)) || matches!(word(at), "is" | "are" | "was" | "were" | "been"))
    {
        progressive |= matches!(word(at), "is" | "are" | "was" | "were" | "been");
        at += 1;
    }
    let modal = at.checked_sub(1).is_some_and(|before| {
        before >= first
            && matches!(
                word(before),
                "will" | "would" | "should" | "must" | "may" | "might" | "could" | "can" | "not"
            )
    });
    let acts = if progressive {
        is_doing(word(at))
    } else {
        is_deed(word(at)) || modal && is_deed_to_do(word(at))
    };
    // "Ukraine attacked by", "Turkey struck by": done to it.
    let suffers = word(at + 1) == "by"
        && matches!(
            word(at),
            "struck"
                | "attacked"
                | "bombed"
                | "shelled"
                | "invaded"
                | "annexed"
                | "accused"
                | "blamed"
                | "condemned"
                | "suspended"
                | "expelled"
                | "banned"
                | "urged"
        );
    (acts && !suffers && !tokens[at].opens_sentence).then_some(at)
}

/// The verb of acting in `, which withdrew its troops` or behind such a clause; `at` is its first
/// word.
fn relative(reading: &Reading<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    const REACH: usize = 16;
    if reading.word(&tokens[at]) != "whose"
        && let Some(verb) = deed(reading, tokens, at + 1)
    {
        return Some(verb);
    }
    let comma = tokens
        .iter()
        .enumerate()
        .skip(at)
        .take(REACH)
        .take_while(|(_, t)| !t.opens_sentence)
        .find(|(_, t)| reading.word(t) == ",")
        .map(|(i, _)| i)?;
    deed(reading, tokens, comma + 1)
}

fn is_plain(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
}
