//! Tags of words: `B-actor`, `I-actor`, `O`, and what they say.

use super::Phrases;
use super::Tags;
use super::tokens::Tokens;

/// A tag for each word of an article. The phrases do not overlap and end where words end.
#[must_use]
pub fn tags_of(tokens: &Tokens, phrases: &Phrases<'_>, scheme: Tags) -> Vec<String> {
    let mut tags = vec!["O".to_owned(); tokens.words.len()];
    for phrase in &phrases.kept {
        let Some(within) = tokens.within(phrase.range) else {
            continue;
        };
        let label = label_in_tag(phrase.span.label.as_str());
        let last = within.end - 1;
        for word in within.clone() {
            let letter = match scheme {
                Tags::Iob2 if word == within.start => 'B',
                Tags::Iob2 => 'I',
                Tags::Bioes if within.len() == 1 => 'S',
                Tags::Bioes if word == within.start => 'B',
                Tags::Bioes if word == last => 'E',
                Tags::Bioes => 'I',
            };
            tags[word] = format!("{letter}-{label}");
        }
    }
    tags
}

/// Every tag that labels have in a scheme, `O` first.
#[must_use]
pub fn all_tags<'a>(labels: impl Iterator<Item = &'a str>, scheme: Tags) -> Vec<String> {
    let letters: &[char] = match scheme {
        Tags::Iob2 => &['B', 'I'],
        Tags::Bioes => &['B', 'I', 'E', 'S'],
    };
    let mut all = vec!["O".to_owned()];
    for label in labels {
        let label = label_in_tag(label);
        all.extend(letters.iter().map(|letter| format!("{letter}-{label}")));
    }
    all
}

/// A label where white space would end the column.
fn label_in_tag(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join("_")
}

/// The stretches of words that tags mark, with their labels. Reads IOB1, IOB2, IOE, BIOES and BILOU:
/// what begins without `B-` or changes its label begins anew.
#[must_use]
pub fn stretches<'a>(
    tags: impl Iterator<Item = &'a str>,
) -> Vec<(std::ops::Range<usize>, &'a str)> {
    let mut found: Vec<(std::ops::Range<usize>, &str)> = Vec::new();
    let mut open = false;
    for (n, tag) in tags.enumerate() {
        let (letter, label) = match tag.split_once(['-', '_']) {
            Some((letter, label)) if letter.len() == 1 && !label.is_empty() => (letter, label),
            _ => {
                open = false;
                continue;
            }
        };
        let goes_on = matches!(letter, "I" | "E" | "L") && open;
        match found
            .last_mut()
            .filter(|(_, known)| goes_on && *known == label)
        {
            Some((range, _)) => range.end = n + 1,
            None => found.push((n..n + 1, label)),
        }
        open = matches!(letter, "B" | "I");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tags: &str, expected: &[(usize, usize, &str)]) {
        let found = stretches(tags.split(' '));
        let found: Vec<_> = found
            .iter()
            .map(|(r, label)| (r.start, r.end, *label))
            .collect();
        assert_eq!(found, expected, "{tags}");
    }

    #[test]
    fn every_scheme_says_the_same() {
        let two = [(0, 1, "X"), (1, 3, "X")];
        check("I-X B-X I-X O", &two); // IOB1
        check("B-X B-X I-X O", &two);
        check("S-X B-X E-X O", &two);
        check("U-X B-X L-X O", &two);
        check("E-X I-X E-X O", &two); // IOE
        check("I-X I-Y O I-X", &[(0, 1, "X"), (1, 2, "Y"), (3, 4, "X")]);
        check("O O", &[]);
    }
}
