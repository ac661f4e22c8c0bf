//! People by title and by name.

use super::lexicon::{
    self, ADDRESS, FIELD, GIVEN_NAME, HEAD, NATIONALITY, OFFICE, OFFICE_MODIFIER, ORDINARY,
    PARTICLE, PLACE, PLACE_HEAD, ROLE, ROLE_MODIFIER,
};
use super::words::Words;
use super::{Found, capitals, modifiers, names};

/// Appends the people of a paragraph that are known by title, office or given name.
pub(super) fn find(words: &Words<'_, '_>, found: &mut Found<'_>) {
    let mut i = 0;
    while i < words.len() {
        if words.has(i, OFFICE) && words.is_word(i) {
            i = office(words, i, found).max(i + 1);
        } else {
            i += 1;
        }
    }
    let mut i = 0;
    while i < words.len() {
        i = named(words, i, found).max(i + 1);
    }
}

/// An office that begins with word `at`, with what belongs to it on both sides, and the name
/// behind it. Gives the word to go on from.
fn office(words: &Words<'_, '_>, at: usize, found: &mut Found<'_>) -> usize {
    let mut end = at + 1;
    while end < at + LONGEST_OFFICE
        && words.is_word(end)
        && !words.opens(end)
        && (words.has(end, OFFICE)
            || words.has(end, OFFICE_MODIFIER | FIELD)
                && words.has(end + 1, OFFICE)
                && !words.opens(end + 1))
        && !(words.has(end, GIVEN_NAME) && words.capital(end))
    {
        end += 1;
    }
    let last = end - 1;
    let address_only = words.has(last, ADDRESS);
    let left = if at == last && is_plain_address(words, at) {
        modifiers::Modifiers::none(at)
    } else {
        modifiers::before(words, at)
    };
    if !address_only && let Some(behind) = complement(words, end) {
        end = behind;
        // `Undersecretary for Education Mr. Tarvin`
        if is_plain_address(words, end) && !words.opens(end) && words.proper(end + 1) {
            end += 1;
        }
    }
    let title = words.range(left.core, end);
    // `Prime Minister-designate`, `President, X` and the like stay apart.
    let name_end = names::end_behind_title(words, end);
    let capital_title = words.capital(at) || words.capital(last);
    let name_words = name_end - end;
    let fits = name_words > 0
        && !words.opens(end)
        && names::can_be_person(words, end, name_end)
        && (capital_title
            && (address_only || !words.opens(at) || name_words > 1 || !words.has(at, ORDINARY))
            || name_words > 1
            || !words.has(last, HEAD | FIELD | ROLE)
                && !words.has(end, PLACE)
                && !capitals::is_everyday(words, end, 1)
                && !words.opens(at)
            || words.has(end, GIVEN_NAME) && name_words > 1
            || left.named);
    let no_name = HEAD | PLACE_HEAD | NATIONALITY | FIELD;
    let role = words.has(end, ROLE) && !words.has(end, OFFICE | GIVEN_NAME);
    if fits && !(name_words == 1 && (role || words.has(end, no_name))) {
        let score = if name_words > 1 { 0.95 } else { 0.9 };
        found.add(
            "title before name",
            score,
            words.range(left.start, name_end),
            Some(words.range(end, name_end)),
            title,
        );
        return name_end;
    }
    if address_only {
        return last + 1;
    }
    // The office alone.
    let complete = end > last + 1;
    let capital = words.capital(last) && !(words.opens(last) && left.start == last);
    let score = if complete && capital && words.proper(end - 1) {
        // `Prime Minister of Ruritania`: surer than the name inside, but not where someone is to
        // be that.
        let role = left.start.checked_sub(1).is_some_and(|i| {
            matches!(
                words.text(i),
                "as" | "for" | "become" | "became" | "elected" | "appointed" | "named"
            )
        });
        if role { 0.6 } else { 0.92 }
    } else if left.named || complete && (left.any || words.proper(end - 1)) {
        0.8
    } else if capital && left.any && words.capital(left.start) {
        0.72
    } else if words.text(last) != words.text(last).to_lowercase()
        && capital
        && !words.get(last).is_some_and(|w| w.shouts)
        && !words.has(last, HEAD | PLACE_HEAD)
    {
        0.6
    } else {
        return last + 1;
    };
    if words.has(last, ROLE) && !complete {
        // The groups rule sees the same words.
        return last + 1;
    }
    let head = (left.core > left.start).then(|| words.range(left.core, end));
    found.add(
        "office of a state or body",
        score,
        words.range(left.start, end),
        head,
        title,
    );
    end
}

/// `Mr`, `Ms.`: nothing before it belongs to the same name.
fn is_plain_address(words: &Words<'_, '_>, i: usize) -> bool {
    words.has(i, ADDRESS)
        && !words.has(i, OFFICE_MODIFIER | ROLE)
        && matches!(
            words.text(i),
            "Mr" | "Mr." | "Mrs" | "Mrs." | "Ms" | "Ms." | "Miss" | "Mx" | "Messrs"
        )
}

/// No office has more words of its own.
const LONGEST_OFFICE: usize = 12;

/// No office or body has more words behind it that complete it; chains of `of the Bank` go on
/// for pages.
const LONGEST_COMPLEMENT: usize = 24;

/// The end of `of X`, `for X and Y` behind an office that ends before word `from`.
pub(super) fn complement(words: &Words<'_, '_>, from: usize) -> Option<usize> {
    let mut end = None;
    let mut at = from;
    let limit = from + LONGEST_COMPLEMENT;
    while at < limit && matches!(words.text(at), "of" | "for" | "to") && !words.opens(at) {
        let mut i = at + 1;
        if matches!(words.text(i), "the") {
            i += 1;
        }
        let first = i;
        let field = FIELD | HEAD | OFFICE_MODIFIER | ROLE_MODIFIER;
        let named_body =
            |i: usize| words.capital(i) && words.has(i, field) && !words.has(i, ORDINARY & !FIELD);
        while i < limit
            && (named_body(i)
                || words.capital(i) && words.has(i, PLACE) && !words.opens(i)
                || i > first && words.text(i) == "and" && named_body(i + 1))
        {
            i += 1;
        }
        if i == first {
            if words.proper(i) {
                i += 1;
                while i < limit && words.proper(i) && !words.has(i, GIVEN_NAME) && !words.opens(i) {
                    i += 1;
                }
            } else {
                break;
            }
        } else {
            // `Secretary of Defense Lloyd Austin`: the name is left for the caller, but
            // `Office of Foreign Assets Control` goes on.
            if i == first + 1
                && names::is_direction(words.text(first))
                && words.proper(i)
                && !words.opens(i)
            {
                i += 1;
            }
            while i < limit
                && words.proper(i)
                && !words.has(i, GIVEN_NAME)
                && words.has(i, FIELD | HEAD | PLACE_HEAD)
                && !words.opens(i)
            {
                i += 1;
            }
        }
        // `candidate for Vice President`
        while i < limit
            && words.capital(i)
            && !words.opens(i)
            && words.has(i - 1, OFFICE_MODIFIER)
            && words.has(i, OFFICE)
        {
            i += 1;
        }
        end = Some(i);
        at = i;
    }
    end
}

/// A name that its first word, its initials or its particles give away, at word `i`.
fn named(words: &Words<'_, '_>, i: usize, found: &mut Found<'_>) -> usize {
    let Some(word) = words.get(i).filter(|w| w.capital || w.proper || w.initial) else {
        return i + 1;
    };
    // `Ford Taurus`: a brand that is also a given name.
    let brand = word.begins_body && lexicon::organisation(words.text(i), words.text(i)).is_some();
    let homonym = !brand && names::is_given_by_context(words, i);
    let given = homonym
        || !brand
            && words.has(i, GIVEN_NAME)
            && words.capital(i)
            && (words.proper(i) || words.capital(i + 1))
            && !words.has(i, ORDINARY | ADDRESS);
    let initial = word.initial;
    if !given && !initial && !words.proper(i) {
        return i + 1;
    }
    let end = if homonym {
        names::end(words, i + 1)
    } else {
        names::end(words, i).max(if given { i + 1 } else { i })
    };
    if end < i + 2 {
        return i + 1;
    }
    let particle = (i + 1..end - 1).find(|&k| words.has(k, PARTICLE) && !words.capital(k));
    let joined = (i + 1..end).find(|&k| {
        let text = words.text(k);
        text.starts_with("al-")
            || text.starts_with("Al-")
            || text.starts_with("el-")
            || text.starts_with("ul-")
    });
    let suffix = matches!(
        words.text(end - 1),
        "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III"
    );
    let middle = (i + 1..end - 1).find(|&k| words.get(k).is_some_and(|w| w.initial));
    if !names::can_be_person(words, i, end) {
        return i + 1;
    }
    let (rule, score, evidence) = if given {
        ("given name", if end - i > 2 { 0.88 } else { 0.85 }, i)
    } else if initial {
        ("initials before a name", 0.8, i)
    } else if let Some(k) = middle {
        ("initial inside a name", 0.85, k)
    } else if suffix && end - i > 2 {
        ("suffix of a name", 0.8, end - 1)
    } else if let Some(k) = particle.or(joined) {
        ("particle inside a name", 0.72, k)
    } else {
        return i + 1;
    };
    if !given && words.has(i, FIELD | HEAD | OFFICE) {
        return i + 1;
    }
    let range = words.range(i, end);
    found.add(
        rule,
        score,
        range,
        None,
        words.range(evidence, evidence + 1),
    );
    end
}
