//! Words that say when: what is proposed as the date of an event.
//!
//! A proposal only, which the analyst widens or passes over; nothing is recorded from here.

use crate::text::{ByteRange, Token, TokenKind, tokenise};

const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "hier",
    "demain",
    "الاثنين",
    "الثلاثاء",
    "الأربعاء",
    "الخميس",
    "الجمعة",
    "السبت",
    "الأحد",
    "أمس",
    "اليوم",
    "غدا",
];

/// Months whose names are no other words: "may" and "mars" count with a number beside them.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];

/// The words within a sentence that say when and stand nearest to `about`.
pub(super) fn nearest(text: &str, sentence: ByteRange, about: ByteRange) -> Option<ByteRange> {
    let mut tokens = Vec::new();
    tokenise(text, sentence, &mut tokens);
    let words = |token: &Token| text[token.range().as_range()].to_lowercase();
    let is_number = |i: usize| {
        tokens.get(i).is_some_and(|token| {
            let word = words(token);
            word.len() <= 4 && word.chars().all(char::is_numeric)
        })
    };
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if token.kind == TokenKind::Mark {
            continue;
        }
        let word = words(token);
        if DAYS.contains(&word.as_str()) {
            found.push(token.range());
        } else if MONTHS.contains(&word.as_str()) {
            let first = if i > 0 && is_number(i - 1) { i - 1 } else { i };
            let mut last = if is_number(i + 1) { i + 1 } else { i };
            // "April 25, 2024": a year behind a comma.
            let comma = tokens
                .get(last + 1)
                .is_some_and(|token| words(token) == ",");
            if last > i && comma && is_number(last + 2) {
                last += 2;
            }
            let certain = !matches!(word.as_str(), "may" | "march" | "mars");
            if certain || first < last {
                found.push(ByteRange::new(
                    tokens[first].range().start,
                    tokens[last].range().end,
                ));
            }
        }
    }
    found
        .into_iter()
        .min_by_key(|range| super::linking::apart(*range, about))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, about: &str, expected: Option<&str>) {
        let start = text.find(about).expect("it stands there");
        let about = ByteRange::new(start, start + about.len());
        let found = nearest(text, ByteRange::new(0, text.len()), about);
        assert_eq!(
            found.map(|range| &text[range.as_range()]),
            expected,
            "{text}"
        );
    }

    #[test]
    fn the_words_nearest_to_the_event_are_proposed() {
        check(
            "On Thursday they met, and left on Friday.",
            "left",
            Some("Friday"),
        );
        check(
            "On Thursday they met, and left on Friday.",
            "met",
            Some("Thursday"),
        );
        check(
            "They met on April 25, 2024 in Niamey.",
            "met",
            Some("April 25, 2024"),
        );
        check(
            "Ils se sont réunis le 3 mars à Alger.",
            "réunis",
            Some("3 mars"),
        );
        check("They may march on.", "march", None);
        check("التقى الوزيران الخميس", "التقى", Some("الخميس"));
    }
}
