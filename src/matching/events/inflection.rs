//! Inflected forms of English verbs and nouns, by rule; irregular forms come from the lexicon.
//!
//! Where stress decides (`cancelled`, `targeted`) both spellings are made: a form too many costs
//! nothing, since nobody writes it.

/// Verb or noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Verb,
    Noun,
}

/// The grammatical form that a word is read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `withdraw`.
    Base,
    /// `withdraws`.
    Third,
    /// `withdrew`, `withdrawn`, `arrested`.
    Past,
    /// `withdrawing`.
    Ing,
    /// `withdrawal`.
    Singular,
    /// `withdrawals`.
    Plural,
}

/// Calls `each` with every regular form of a verb. `ise` and `ize` are both spelled.
pub fn verb_forms(lemma: &str, irregular: Option<&[&str]>, each: &mut dyn FnMut(String, Form)) {
    for lemma in spellings(lemma) {
        each(lemma.clone(), Form::Base);
        each(with_s(&lemma), Form::Third);
        match irregular {
            Some(forms) => forms
                .iter()
                .for_each(|form| each((*form).to_owned(), Form::Past)),
            None => past(&lemma, each),
        }
        ing(&lemma, each);
    }
}

/// Calls `each` with singular and plural of a noun.
pub fn noun_forms(lemma: &str, each: &mut dyn FnMut(String, Form)) {
    for lemma in spellings(lemma) {
        if lemma.ends_with('s') && !lemma.ends_with("ss") && !lemma.ends_with("is") {
            each(lemma, Form::Plural);
        } else {
            each(plural(&lemma), Form::Plural);
            each(lemma, Form::Singular);
        }
    }
}

/// The plural of a noun.
pub fn plural(lemma: &str) -> String {
    match lemma.strip_suffix("is") {
        Some(stem) if lemma.len() > 4 => format!("{stem}es"),
        _ => with_s(lemma),
    }
}

/// British and American spelling of one lemma.
fn spellings(lemma: &str) -> Vec<String> {
    const ALWAYS_S: &[&str] = &[
        "raise",
        "praise",
        "promise",
        "compromise",
        "advise",
        "rise",
        "arise",
        "disguise",
        "exercise",
        "supervise",
        "excise",
        "surprise",
        "appraise",
        "premise",
        "noise",
        "comprise",
        "televise",
        "crisis",
        "bruise",
        "cruise",
        "enterprise",
    ];
    let mut all = vec![lemma.to_owned()];
    if let Some(stem) = lemma.strip_suffix("ise").filter(|s| s.len() > 2)
        && !ALWAYS_S.contains(&lemma)
    {
        all.push(format!("{stem}ize"));
    }
    if let Some(stem) = lemma.strip_suffix("isation") {
        all.push(format!("{stem}ization"));
    }
    all
}

fn with_s(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y')
        && !ends_in_vowel(stem)
    {
        return format!("{stem}ies");
    }
    let sibilant = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|e| word.ends_with(e));
    let o = word.ends_with('o') && !ends_in_vowel(&word[..word.len() - 1]);
    if sibilant || o {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

fn past(lemma: &str, each: &mut dyn FnMut(String, Form)) {
    if lemma.ends_with('e') {
        each(format!("{lemma}d"), Form::Past);
    } else if let Some(stem) = lemma.strip_suffix('y').filter(|s| !ends_in_vowel(s)) {
        each(format!("{stem}ied"), Form::Past);
    } else {
        for stem in doubled(lemma) {
            each(format!("{stem}ed"), Form::Past);
        }
    }
}

fn ing(lemma: &str, each: &mut dyn FnMut(String, Form)) {
    if let Some(stem) = lemma.strip_suffix("ie") {
        each(format!("{stem}ying"), Form::Ing);
    } else if let Some(stem) = lemma
        .strip_suffix('e')
        .filter(|s| !s.ends_with(['e', 'o', 'y']) && s.len() > 1)
    {
        each(format!("{stem}ing"), Form::Ing);
    } else {
        for stem in doubled(lemma) {
            each(format!("{stem}ing"), Form::Ing);
        }
    }
}

/// The stem before `-ed` and `-ing`: its last consonant doubled, plain, or either.
fn doubled(lemma: &str) -> Vec<String> {
    let bytes = lemma.as_bytes();
    let &[.., c, v, l] = bytes else {
        return vec![lemma.to_owned()];
    };
    let doubles = !is_vowel(l) && !matches!(l, b'w' | b'x' | b'y' | b'h') && is_vowel(v);
    // `quit`: the u belongs to the consonant.
    let single = !is_vowel(c) || c == b'u' && bytes.len() > 3 && bytes[bytes.len() - 4] == b'q';
    if !doubles || !single || !l.is_ascii_lowercase() {
        return vec![lemma.to_owned()];
    }
    let twice = format!("{lemma}{}", char::from(l));
    let syllables = bytes
        .windows(2)
        .filter(|w| is_vowel(w[1]) && !is_vowel(w[0]))
        .count()
        + usize::from(is_vowel(bytes[0]));
    if syllables <= 1 {
        vec![twice]
    } else {
        vec![lemma.to_owned(), twice]
    }
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.bytes().last().is_some_and(is_vowel)
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lemma: &str, expected: &[&str]) {
        let mut found = Vec::new();
        verb_forms(lemma, None, &mut |form, _| found.push(form));
        for form in expected {
            assert!(found.iter().any(|f| f == form), "{form} not in {found:?}");
        }
    }

    #[test]
    fn verbs_are_inflected_by_rule() {
        check("arrest", &["arrest", "arrests", "arrested", "arresting"]);
        check("deny", &["denies", "denied", "denying"]);
        check("gag", &["gagged", "gagging"]);
        check("cancel", &["canceled", "cancelled"]);
        check("free", &["freed", "freeing"]);
        check("die", &["dies", "died", "dying"]);
        check("mobilise", &["mobilised", "mobilizing"]);
        check("veto", &["vetoes", "vetoed"]);
    }

    #[test]
    fn nouns_take_their_plural() {
        for (one, many) in [
            ("crisis", "crises"),
            ("inquiry", "inquiries"),
            ("clash", "clashes"),
            ("delay", "delays"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
