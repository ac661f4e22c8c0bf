//! How well what somebody types fits the name of a command.

/// How well it fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// It is the title.
    Whole,
    /// The title begins so.
    Start,
    /// Every word stands in the title.
    Title,
    /// Some are other words for what it does.
    OtherWords,
    /// Some fit but for one letter.
    Slip,
    /// The letters of some stand in a word in this order.
    Letters,
}

/// How well what was typed fits a title and the other words for what it does; nothing where it
/// does not. All fits nothing typed. Both kinds of apostrophes and cases are the same.
#[must_use]
pub fn like(typed: &str, title: &str, others: &[&str]) -> Option<Likeness> {
    let (typed, title) = (plain(typed), plain(title));
    if typed.trim() == title {
        return Some(Likeness::Whole);
    }
    if !typed.trim().is_empty() && title.starts_with(typed.trim()) {
        return Some(Likeness::Start);
    }
    let mut worst = Likeness::Title;
    for word in typed.split_whitespace() {
        worst = worst.max(word_like(word, &title, others)?);
    }
    Some(worst)
}

fn plain(text: &str) -> String {
    let text = text.to_lowercase();
    text.replace(['’', '‘', 'ʼ', '`'], "'").replace('…', "")
}

fn word_like(typed: &str, title: &str, others: &[&str]) -> Option<Likeness> {
    if title.contains(typed) {
        return Some(Likeness::Title);
    }
    if others.iter().any(|other| other.starts_with(typed)) {
        return Some(Likeness::OtherWords);
    }
    let words = || title.split_whitespace().chain(others.iter().copied());
    let letters: Vec<char> = typed.chars().collect();
    if letters.len() >= 4 && words().any(|word| is_slip(&letters, word)) {
        return Some(Likeness::Slip);
    }
    let in_order = |word: &str| {
        let mut rest = word.chars();
        letters.iter().all(|letter| rest.any(|c| c == *letter))
    };
    let begins = |word: &str| word.chars().next() == letters.first().copied();
    let found = letters.len() >= 3 && words().any(|word| begins(word) && in_order(word));
    found.then_some(Likeness::Letters)
}

/// Whether a word, or its beginning, is what was typed but for one letter: another one, one too
/// many, one missing, or two of them turned round.
fn is_slip(typed: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let same = typed.iter().zip(&word).take_while(|(a, b)| a == b).count();
    let (typed, word) = (&typed[same..], &word[same..]);
    let (Some((_, rest)), Some((_, behind))) = (typed.split_first(), word.split_first()) else {
        return true;
    };
    let turned = typed.len() > 1
        && word.len() > 1
        && (typed[0], typed[1]) == (word[1], word[0])
        && word[2..].starts_with(&typed[2..]);
    behind.starts_with(rest) || word.starts_with(rest) || behind.starts_with(typed) || turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_titles_as_somebody_means_them() {
        use Likeness as L;
        const OTHERS: &[&str] = &["filter", "narrow"];
        for (typed, title, expected) in [
            ("", "Undo", Some(L::Title)),
            ("undo", "Undo", Some(L::Whole)),
            ("find", "Find…", Some(L::Whole)),
            ("done", "Done and next", Some(L::Start)),
            ("done next", "Next article that is not done", Some(L::Title)),
            ("another's", "Show another’s work…", Some(L::Title)),
            ("narrow", "Words…", Some(L::OtherWords)),
            ("serch", "Search the corpus…", Some(L::Slip)),
            ("saerch", "Search the corpus…", Some(L::Slip)),
            ("searrch", "Search the corpus…", Some(L::Slip)),
            ("filtre", "Words…", Some(L::Slip)),
            ("sttstcs", "Statistics", Some(L::Letters)),
            ("coffee", "Copy", None),
            ("und", "Find", None),
            ("x", "Undo", None),
        ] {
            assert_eq!(like(typed, title, OTHERS), expected, "{typed:?}, {title:?}");
        }
    }
}
