//! A place as location, or as the government that it stands for.
//!
//! Places in a list ("Libya and Chad") are read alike. Only countries and capitals act.

use super::context::Use;
use super::names::PlaceName;
use super::paper::Paper;
use super::rules::Rule;
use super::{NAME, PlaceKind};
use crate::annotation::Label;
use crate::matching::{Reason, Suggestion};
use crate::text::{ByteRange, Token, TokenKind};

/// What the context says of a list of places.
#[derive(Clone, Copy, Debug)]
struct Cue {
    /// How surely the places act; the location keeps the rest.
    acts: f32,
    rule: Rule,
    at: usize,
}

/// Offers every name as a location, and those that may act as actors too.
pub(super) fn offer(
    paper: &Paper<'_, '_>,
    names: &[PlaceName],
    sport: bool,
    out: &mut Vec<Suggestion>,
) {
    let mut from = 0;
    while from < names.len() {
        let mut to = from + 1;
        while to < names.len() && listed(paper, names[to - 1].end, names[to].first) {
            to += 1;
        }
        let list = &names[from..to];
        let cue = acting(paper, list, sport);
        for name in list {
            push(paper.tokens, name, cue, out);
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
    let detail = name.found.map(|f| f.detail());
    let reason = |rule: Rule, at: Option<usize>| {
        let mut evidence = vec![range];
        if let Some(at) = at.filter(|&at| at < tokens.len()) {
            let word = tokens[at].range();
            if !range.contains_range(word) {
                evidence.push(word);
            }
        }
        let reason = Reason::new(rule.name(), evidence);
        match &detail {
            Some(detail) => reason.with_detail(detail.clone()),
            None => reason,
        }
    };
    let place = name.found.map(|f| f.best());
    let team = cue.is_some_and(|c| c.rule == Rule::Team);
    let may_act = place.is_some_and(|p| {
        matches!(p.kind, PlaceKind::Country | PlaceKind::Capital)
            || p.kind == PlaceKind::Area && p.country.is_none()
            || team
    });
    let mut location = name.score;
    if may_act {
        let acts = cue.map_or(0.25, |c| c.acts);
        let actor = (name.score + 0.1).min(0.95) * acts;
        location *= (1.35 - acts).min(1.0);
        let (rule, at) = match cue {
            Some(cue) => (cue.rule, Some(cue.at)),
            None => (Rule::MayAct, None),
        };
        out.push(
            Suggestion::new(NAME, Label::ACTOR, range, actor, reason(rule, at)).with_head(core),
        );
    } else if cue.is_some_and(|c| c.rule == Rule::Body) {
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
fn listed(paper: &Paper<'_, '_>, end: usize, first: usize) -> bool {
    let mut between = &paper.tokens[end.min(first)..first];
    if let [rest @ .., article] = between
        && paper.reading.word(article) == "the"
    {
        between = rest;
    }
    !between.is_empty()
        && between.len() <= 2
        && between
            .iter()
            .all(|t| matches!(paper.reading.word(t), "," | "and" | "or" | "&"))
}

fn acting(paper: &Paper<'_, '_>, list: &[PlaceName], sport: bool) -> Option<Cue> {
    let tokens = paper.tokens;
    let (first, last) = (list.first()?, list.last()?);
    let word = |at: usize| paper.word(at);
    let is = |at: usize, list: Use| paper.is(at, list);
    let back = |by: usize| first.first.checked_sub(by).map_or("", word);
    let back_is = |by: usize, list: Use| first.first.checked_sub(by).is_some_and(|at| is(at, list));
    let cue = |acts, rule, at| Some(Cue { acts, rule, at });

    let end = last.end;
    // "Niger’s readiness", "Niger’s government".
    if tokens
        .get(end)
        .is_some_and(|t| t.kind == TokenKind::Possessive)
    {
        let mut at = end + 1;
        if is(at, Use::StateBody) || is(at + 1, Use::StateBody) && is_plain(tokens, at) {
            return cue(0.72, Rule::Body, at);
        }
        while at < end + 3 && !is(at, Use::Policy) {
            at += 1;
        }
        let whole = matches!(back(1), "in" | "In" | "at" | "near");
        if is(at, Use::Policy) && !whole {
            return cue(0.75, Rule::Policy, at);
        }
        return None;
    }
    if word(end) == "-" && is(end + 1, Use::Backing) {
        return cue(0.7, Rule::Backer, end + 1);
    }
    let preposition = back(1);
    let placed = back_is(1, Use::PlacePreposition)
        || preposition == "the" && back_is(2, Use::PlacePreposition);
    if is(end, Use::StateBody) && !tokens[end].opens_sentence {
        return cue(0.72, Rule::Body, end);
    }
    if placed {
        return None;
    }
    if sport && !places_in_sport(back(1), word(end)) && list.iter().all(may_play) {
        let at = (0..tokens.len()).find(|&at| is(at, Use::Sport));
        return cue(0.9, Rule::Team, at.unwrap_or(usize::MAX));
    }
    // "sanctions on", "talks with", "request from", "aid to", "between".
    let article = usize::from(preposition == "the");
    let before = if article == 1 { back(2) } else { preposition };
    if matches!(
        before,
        "with" | "from" | "to" | "on" | "against" | "between" | "for" | "With" | "Between"
    ) {
        let at = (2 + article..5 + article).find(|&by| back_is(by, Use::Dealing));
        if let Some(by) = at {
            let sure = matches!(before, "with" | "on" | "against" | "between");
            let near = by == 2 + article;
            if sure || near {
                return cue(0.78, Rule::Dealing, first.first - by);
            }
        }
        if before == "against" {
            return cue(0.65, Rule::Against, first.first - 1 - article);
        }
    }
    if before == "by" && first.first > 1 + article {
        let verb = back(2 + article);
        if verb.ends_with("ed")
            || matches!(verb, "led" | "held" | "sent" | "made" | "given" | "brought")
        {
            return cue(0.72, Rule::DoneBy, first.first - 2 - article);
        }
    }
    if back_is(1 + article, Use::Address) && first.first > 0 {
        return cue(0.72, Rule::Addressed, first.first - 1 - article);
    }
    // "France withdraws", "Chad has said".
    if matches!(before, "of" | "from" | "for" | "to" | "on") {
        return None;
    }
    if matches!(word(end), ",") && matches!(word(end + 1), "which" | "who" | "whose") {
        return relative(paper, end + 1).and_then(|at| cue(0.78, Rule::Acts, at));
    }
    // "Albanians in south Serbia are demanding": the verb belongs to someone else.
    let many = list.len() > 1 || word(last.end - 1).ends_with('s');
    if is(first.first, Use::LowDirection) || matches!(word(end), "are" | "were") && !many {
        return None;
    }
    // "France will …", "The Gambia must …": the subject of its sentence.
    let subject = tokens[first.first].opens_sentence
        || article == 1 && tokens[first.first - 1].opens_sentence
        || preposition == "The";
    let acts = if subject { 0.84 } else { 0.8 };
    deed(paper, end, subject).and_then(|at| cue(acts, Rule::Acts, at))
}

/// The verb of acting that begins at token `at` or behind its auxiliaries: `has agreed`, `is not
/// talking`. Of the `subject` of a sentence more verbs are believed.
fn deed(paper: &Paper<'_, '_>, mut at: usize, subject: bool) -> Option<usize> {
    let word = |at: usize| paper.word(at);
    let is = |at: usize, list: Use| paper.is(at, list);
    let (first, limit) = (at, at + 4);
    let mut progressive = false;
    while at < limit
        && (is(at, Use::Auxiliary) || matches!(word(at), "is" | "are" | "was" | "were" | "been"))
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
    let bare = |at: usize| is_plain(paper.tokens, at) && !is(at, Use::Undergoing);
    let acts = if progressive || word(at) == "remains" || word(at) == "remained" {
        at += usize::from(!progressive);
        is(at, Use::Doing) || is(at, Use::Stance)
    } else {
        is(at, Use::Deed) || modal && (is(at, Use::DeedToDo) || subject && bare(at))
    };
    // "Ukraine attacked by", "Turkey struck by": done to it.
    let suffers = word(at + 1) == "by"
        && matches!(
            word(at),
            "struck"
                | "hit"
                | "seized"
                | "captured"
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
    (acts && !suffers && paper.tokens.get(at).is_some_and(|t| !t.opens_sentence)).then_some(at)
}

/// The verb of acting in `, which withdrew its troops` or behind such a clause; `at` is its first
/// word.
fn relative(paper: &Paper<'_, '_>, at: usize) -> Option<usize> {
    const REACH: usize = 16;
    if paper.word(at) != "whose"
        && let Some(verb) = deed(paper, at + 1, false)
    {
        return Some(verb);
    }
    let comma = paper
        .tokens
        .iter()
        .enumerate()
        .skip(at)
        .take(REACH)
        .take_while(|(_, t)| !t.opens_sentence)
        .find(|(_, t)| paper.reading.word(t) == ",")
        .map(|(i, _)| i)?;
    deed(paper, comma + 1, false)
}

fn is_plain(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
}

/// Whether the words around a place keep it a place among teams: "from Leeds", "Leeds, England".
fn places_in_sport(before: &str, next: &str) -> bool {
    matches!(before, "from" | "From" | "of" | "visiting" | "outside") || next == ","
}

/// Whether a place sends teams: countries, regions and towns, not rivers or streets.
fn may_play(name: &PlaceName) -> bool {
    name.core.0 == name.first
        && name.rule != Rule::Dateline
        && name.found.is_some_and(|f| {
            let best = f.best();
            !matches!(best.kind, PlaceKind::Water | PlaceKind::Mountain)
        })
}
