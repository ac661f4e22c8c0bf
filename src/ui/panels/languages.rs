//! What the matchers give in a language that is not English, in words.

use crate::matching::{Language, Pipeline};
use crate::ui::document::Document;

/// What is suggested in an article that is not read as English, or why one is that seems to be
/// something else: "French: places, figures and titles only". Nothing where there is nothing to say.
#[must_use]
pub fn limits_in_words(document: &Document, pipeline: &Pipeline) -> Option<String> {
    let (language, name) = document.read_in.as_ref()?;
    match language {
        Language::English => document.language_set.map(|_| "Read as English".to_owned()),
        other => {
            let gives: Vec<_> = pipeline
                .readers(*other)
                .map(|matcher| given(matcher, *other))
                .collect();
            Some(limits(name, gives))
        }
    }
}

/// What a matcher gives in a language other than English, in a word.
fn given(matcher: &'static str, language: Language) -> &'static str {
    match (matcher, language) {
        ("figures", Language::Other) => "digits",
        // By their titles alone.
        ("actors", _) => "titles",
        (matcher, _) => matcher,
    }
}

fn limits(name: &str, mut gives: Vec<&str>) -> String {
    const NAME: usize = 40;
    gives.sort_by_key(|gives| match *gives {
        "places" => 0,
        "figures" | "digits" => 1,
        _ => 2,
    });
    let name: String = name.chars().take(NAME).collect();
    match gives.split_last() {
        None => format!("{name}: nothing is suggested"),
        Some((only, [])) => format!("{name}: {only} only"),
        Some((last, others)) => format!("{name}: {} and {last} only", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_is_told_places_first() {
        let check = |gives: &[&'static str], language, expected: &str| {
            let gives = gives.iter().map(|matcher| given(matcher, language));
            assert_eq!(limits("Name", gives.collect()), expected);
        };
        let (french, other) = (Language::French, Language::Other);
        check(
            &["figures", "places", "actors"],
            french,
            "Name: places, figures and titles only",
        );
        check(
            &["figures", "places"],
            other,
            "Name: places and digits only",
        );
        check(&["figures"], other, "Name: digits only");
        check(&[], other, "Name: nothing is suggested");
    }
}
