//! A plain query as an expression that finds what a reader takes for the same.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// White space, no-break spaces among it, with at most one line end; never empty.
const SPACE: &str = r"(?:[^\S\r\n]+(?:(?:\r\n|\r|\n)[^\S\r\n]*)?|(?:\r\n|\r|\n)[^\S\r\n]*)";

/// Characters that stand for one another.
const ALIKE: &[&[char]] = &[
    &['\'', '’', '‘', '‛', 'ʼ', '′'],
    &['"', '“', '”', '„', '‟', '«', '»'],
    &['-', '\u{2010}', '\u{2011}'],
];

/// The expression for a query. A grapheme becomes the choice of its forms: as typed, composed,
/// decomposed. What is found is found in linear time like any expression.
pub(super) fn tolerant(query: &str) -> String {
    let mut expression = String::with_capacity(2 * query.len());
    let mut in_space = false;
    for grapheme in query.graphemes(true) {
        let space = grapheme.chars().all(char::is_whitespace);
        if space && !in_space {
            expression.push_str(SPACE);
        } else if !space {
            expression.push_str(&forms(grapheme));
        }
        in_space = space;
    }
    expression
}

fn forms(grapheme: &str) -> String {
    let mut chars = grapheme.chars();
    if let (Some(only), None) = (chars.next(), chars.next())
        && let Some(alike) = ALIKE.iter().find(|alike| alike.contains(&only))
    {
        let all: String = alike.iter().collect();
        // The hyphen would be a range inside brackets.
        return format!("[{}]", regex_syntax::escape(&all));
    }
    let mut forms = vec![grapheme.to_owned()];
    for form in [grapheme.nfc().collect::<String>(), grapheme.nfd().collect()] {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    let forms: Vec<_> = forms
        .iter()
        .map(|form| regex_syntax::escape(form))
        .collect();
    match &forms[..] {
        [only] => only.clone(),
        several => format!("(?:{})", several.join("|")),
    }
}
