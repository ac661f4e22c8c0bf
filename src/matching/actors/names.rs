//! Where the name of a person begins and ends.

use super::lexicon::{
    ADDRESS, FIRM_SUFFIX, GIVEN_NAME, HEAD, NATIONALITY, NO_ACTOR, OFFICE, ORDINARY, PARTICLE,
    PLACE, PLACE_HEAD,
};
use super::words::Words;

/// No name has more words.
const LONGEST: usize = 7;

/// The end of the name that begins with word `from`, which must be proper; `from` where none
/// does. Particles join, initials count, suffixes such as `Jr.` belong to it.
pub(super) fn end(words: &Words<'_, '_>, from: usize) -> usize {
    let mut end = from;
    while end < from + LONGEST {
        if end > from && words.opens(end) {
            break;
        }
        if begins_or_goes_on(words, end) {
            end += 1;
        } else if end > from && words.is_word(end) && words.has(end, PARTICLE) && !words.opens(end)
        {
            // One or two particles: `van der`, `bin al`.
            let after = if words.has(end + 1, PARTICLE) && !words.capital(end + 1) {
                end + 2
            } else {
                end + 1
            };
            if !begins_or_goes_on(words, after) || words.opens(after) {
                break;
            }
            end = after + 1;
        } else {
            break;
        }
    }
    if end > from
        && words.text(end) == ","
        && matches!(words.text(end + 1), "Jr." | "Jr" | "Sr." | "Sr")
    {
        return end + 2;
    }
    end
}

fn begins_or_goes_on(words: &Words<'_, '_>, i: usize) -> bool {
    words.proper(i)
        || words.is_word(i)
            && words.capital(i)
            && words.has(i, GIVEN_NAME)
            && !words.has(i, ORDINARY)
}

/// Whether words `from..to` can name a person: none of them names a body, a place or a thing.
pub(super) fn can_be_person(words: &Words<'_, '_>, from: usize, to: usize) -> bool {
    const OTHER: u32 = FIRM_SUFFIX | ADDRESS;
    const OTHER_AT_END: u32 = HEAD | NO_ACTOR | PLACE_HEAD;
    let given = words.has(from, GIVEN_NAME);
    if (from..to).all(|i| words.has(i, PLACE)) && !given || is_label(words.text(from)) {
        return false;
    }
    (from..to).all(|i| !words.has(i, OTHER) || words.text(i).ends_with("r."))
        && (to == from + 1 && given || !words.has(to - 1, OTHER_AT_END))
        && (given || !words.has(from, HEAD | NATIONALITY | OFFICE))
}

/// Words that open the name of a place or undertaking, whatever follows: `Mount Hope`.
pub(super) fn is_label(word: &str) -> bool {
    const LABELS: &[&str] = &[
        "Mount",
        "Mt.",
        "Lake",
        "Wadi",
        "Camp",
        "Fort",
        "Port",
        "Cape",
        "Jebel",
        "Jabal",
        "Tel",
        "Operation",
        "Project",
        "Hurricane",
        "Typhoon",
        "Cyclone",
        "Storm",
        "Hotel",
        "Group",
        "Route",
        "Windows",
        "Mac",
    ];
    LABELS.contains(&word)
}

/// Whether a word says which part of a place is meant: `Northern`.
pub(super) fn is_direction(word: &str) -> bool {
    const DIRECTIONS: &[&str] = &[
        "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west",
        "greater", "upper", "lower", "mainland",
    ];
    DIRECTIONS.iter().any(|d| d.eq_ignore_ascii_case(word))
}
