//! Phrases of several words: those of the lexicon, and light verbs before a noun.

use super::clause::Clause;
use super::grammar::Class;
use super::inflection::Part;
use super::lexicon::{Lexicon, Phrase, Piece};
use super::types::Kind;
use crate::text::TokenKind;

/// The most words that may stand in a gap or between a light verb and its noun.
const REACH: usize = 3;

/// How far the word behind a gap may stand from the first one, endings and all.
const AHEAD: usize = 12;

/// The longest phrase that begins at token `i`, with its last token.
pub fn phrase_at(
    clause: &Clause<'_>,
    lexicon: &'static Lexicon,
    i: usize,
) -> Option<(&'static Phrase, usize)> {
    let starts = &clause.words[i].phrases;
    if starts.is_empty() {
        return None;
    }
    // Hundreds of phrases begin with "take" or "give": the words that follow rule most of them
    // out by number.
    let mut ahead = [0; AHEAD];
    let mut at = i;
    for number in &mut ahead {
        let Some(next) = clause.after(at) else {
            break;
        };
        *number = clause.words[next].number;
        at = next;
    }
    starts.iter().find_map(|start| {
        let near = if start.gap { &ahead[1..] } else { &ahead[..1] };
        if start.then != 0 && !near.contains(&start.then) {
            return None;
        }
        let phrase = lexicon.phrase(start.phrase);
        matches(clause, phrase.rest(), i).map(|last| (phrase, last))
    })
}

/// The last token of `rest` where it follows token `at`.
fn matches(clause: &Clause<'_>, rest: &[Piece], mut at: usize) -> Option<usize> {
    let mut pieces = rest.iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Number(word) => {
                at = clause
                    .after(at)
                    .filter(|&n| clause.words[n].number == *word)?;
            }
            Piece::Word(_) => return None,
            Piece::Gap => {
                let Some(Piece::Number(word)) = pieces.next() else {
                    return None;
                };
                let mut words = 0;
                loop {
                    at = clause.after(at)?;
                    if words > 0 && clause.words[at].number == *word {
                        break;
                    }
                    let mark = clause.kind(at) == Some(TokenKind::Mark) && clause.word(at) != "-";
                    words += usize::from(clause.kind(at) != Some(TokenKind::Possessive));
                    // `called for elections` is no calling of elections.
                    let aside = clause.is(at, Class::PREPOSITION) && !clause.reads(at, "of");
                    if mark || aside || words > REACH + 1 || clause.is(at, Class::CLAUSE) {
                        return None;
                    }
                }
            }
        }
    }
    Some(at)
}

/// Whether the phrase at `i` reads as what it is: no verb where a noun must stand.
pub fn fits(clause: &Clause<'_>, phrase: &Phrase, i: usize) -> bool {
    let named = clause.is_name(i) && !clause.shouts;
    let determined = clause
        .before(i)
        .is_some_and(|b| clause.is(b, Class::DETERMINER));
    !(named || phrase.part == Part::Verb && phrase.kind.is_some() && determined)
}

/// The light verb that carries the noun phrase beginning at `first`: `held` before `talks`, over
/// at most a few determiners and adjectives.
pub fn light_verb(clause: &Clause<'_>, first: usize) -> Option<usize> {
    let mut words = 0;
    let mut at = first;
    while let Some(b) = clause.before(at) {
        at = b;
        if clause.is(b, Class::LIGHT) && !clause.is_name(b) {
            let noun = clause.before(b).is_some_and(|d| {
                clause.is(d, Class::DETERMINER) || clause.kind(d) == Some(TokenKind::Possessive)
            });
            return (!noun && !is_carry(clause.word(b))).then_some(b);
        }
        if clause.reads(b, "out")
            && let Some(c) = clause.before(b)
            && is_carry(clause.word(c))
        {
            return Some(c);
        }
        let between = clause.is(b, Class::DETERMINER)
            || clause.is_adjective(b)
            || clause.is_adverb(b)
            || clause.kind(b) == Some(TokenKind::Number)
            || clause.word(b) == "-"
            || clause.touch(b, b + 1) && clause.word(b + 1) == "-"
            || b > 0 && clause.touch(b - 1, b) && clause.word(b - 1) == "-";
        words += usize::from(clause.word(b) != "-");
        if !between || words > REACH {
            return None;
        }
    }
    None
}

fn is_carry(word: &str) -> bool {
    word.len() >= 5
        && (word.as_bytes()[..5].eq_ignore_ascii_case(b"carry")
            || word.as_bytes()[..5].eq_ignore_ascii_case(b"carri"))
}

/// Whether a light verb carries a noun of this type. Only what is thrown to and fro is traded:
/// `traded accusations`; in `trade sanctions` the first word is a noun.
pub fn carries(verb: &str, noun: Kind) -> bool {
    let ends = |ending: &str| {
        verb.len() > ending.len()
            && verb
                .as_bytes()
                .get(verb.len() - ending.len()..)
                .is_some_and(|end| end.eq_ignore_ascii_case(ending.as_bytes()))
    };
    let begins = |stem: &str| {
        verb.as_bytes()
            .get(..stem.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(stem.as_bytes()))
    };
    if begins("express") || begins("voic") || begins("offer") || begins("extend") {
        return matches!(noun, Kind::Support | Kind::Concede | Kind::Retreat)
            || matches!(noun, Kind::Accuse) && (begins("express") || begins("voic"));
    }
    if begins("issu") {
        return matches!(
            noun,
            Kind::Threaten
                | Kind::Request
                | Kind::Accuse
                | Kind::Reject
                | Kind::Statement
                | Kind::Concede
        );
    }
    if begins("slap") || begins("level") {
        return matches!(noun, Kind::Sanction | Kind::Accuse);
    }
    if begins("trad") || begins("exchang") {
        return (ends("ed") || ends("ing")) && matches!(noun, Kind::Accuse | Kind::Threaten);
    }
    true
}

/// The type of light verb and noun together: signing an agreement is more than agreeing.
pub fn joined(verb: &str, noun: Kind) -> Kind {
    let signs = verb.len() >= 4 && verb.as_bytes()[..4].eq_ignore_ascii_case(b"sign");
    if signs && noun == Kind::Agree {
        Kind::Support
    } else {
        noun
    }
}
