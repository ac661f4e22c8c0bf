//! Marks and small words inside the names of places: "Mazar-i-Sharif", "Stratford upon Avon".

use crate::matching::Reading;
use crate::text::Token;

pub(super) fn is_apostrophe(mark: &str) -> bool {
    matches!(mark, "'" | "’" | "‘" | "ʼ" | "`" | "ʿ" | "ʾ")
}

/// Whether the mark at `at` stands inside a name: glued to the word before it.
pub(super) fn joins(reading: &Reading<'_>, tokens: &[Token], at: usize) -> bool {
    let mark = reading.word(&tokens[at]);
    let glued = tokens[at - 1].end == tokens[at].start;
    let glued_behind = tokens
        .get(at + 1)
        .is_some_and(|next| next.start == tokens[at].end);
    match mark {
        "-" | "–" | "‐" => glued && glued_behind,
        "." => glued && tokens[at].start - tokens[at - 1].start <= 3,
        mark => is_apostrophe(mark) && glued_behind,
    }
}

/// "al-Bab", "el-Obeid": a small word glued to a capital.
pub(super) fn starts_low(reading: &Reading<'_>, tokens: &[Token], i: usize) -> bool {
    let (Some(mark), Some(next)) = (tokens.get(i + 1), tokens.get(i + 2)) else {
        return false;
    };
    let word = reading.word(&tokens[i]);
    word.len() <= 3
        && next.capital
        && mark.start == tokens[i].end
        && mark.end == next.start
        && reading.word(mark) == "-"
        && is_particle(word)
        || word == "sub" && next.capital && reading.word(mark) == "-"
}

/// Words that stay small inside names.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ar"
            | "as"
            | "at"
            | "ad"
            | "an"
            | "az"
            | "ash"
            | "ed"
            | "ez"
            | "es"
            | "et"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "des"
            | "der"
            | "den"
            | "la"
            | "le"
            | "les"
            | "las"
            | "los"
            | "lès"
            | "of"
            | "the"
            | "and"
            | "upon"
            | "on"
            | "under"
            | "en"
            | "am"
            | "an der"
            | "an den"
            | "im"
            | "in"
            | "i"
            | "e"
            | "y"
            | "o"
            | "sur"
            | "sous"
            | "aux"
            | "na"
            | "nad"
            | "pod"
            | "op"
            | "ob"
            | "by"
            | "by the"
            | "with"
            | "sub"
            | "d"
            | "l"
            | "ye"
            | "bei"
            | "vor"
            | "zu"
            | "au"
            | "à"
    )
}
