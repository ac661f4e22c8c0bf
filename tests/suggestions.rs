//! Suggestions on whole articles, as a person would read them.

use std::path::{Path, PathBuf};

use obelus::annotation::Label;
use obelus::formats::read_article;
use obelus::matching::{Reading, Suggestion, THRESHOLD, built_in};
use obelus::text::Article;

fn samples() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the samples ship with the program")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Article {
    let bytes = std::fs::read(path).expect("a readable article");
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read_article(&name, &bytes).expect("an article")
}

fn suggest(article: &Article) -> Vec<Suggestion> {
    let mut found = built_in().suggest(&Reading::new(article));
    found.retain(|suggestion| suggestion.score >= THRESHOLD);
    found
}

#[test]
fn every_reason_names_words_that_stand_in_the_text() {
    let mut seen = 0;
    for article in samples() {
        for suggestion in suggest(&article) {
            let reason = &suggestion.reason;
            let words = reason.in_words(&article);
            assert!(!reason.evidence.is_empty(), "{words}");
            assert!(words.starts_with(reason.rule), "{words}");
            for range in &reason.evidence {
                assert!(article.holds(*range) && !range.is_empty(), "{words}");
                assert!(words.contains(article.quote(*range)), "{words}");
            }
            assert!((0.0..=1.0).contains(&suggestion.score), "{words}");
            assert!(article.holds(suggestion.range) && !suggestion.range.is_empty());
            if let Some(head) = suggestion.head {
                assert!(suggestion.range.contains_range(head) && head != suggestion.range);
            }
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen} suggestions in all");
}

#[test]
fn spans_begin_and_end_by_the_rules() {
    for article in samples().into_iter().filter(|a| a.source.as_str() < "06") {
        for suggestion in suggest(&article) {
            let words = article.quote(suggestion.range);
            let first = words.split_whitespace().next().unwrap_or_default();
            // In "a dozen" the article is part of the number.
            assert!(
                suggestion.label == Label::FIGURE
                    || !["the", "The", "a", "A", "an", "An"].contains(&first),
                "{words:?}"
            );
            assert!(
                !words.ends_with(['.', ',', ';', ':', '”', '"']) || words.ends_with("S."),
                "{words:?}"
            );
            assert!(
                !words.ends_with("’s") && !words.ends_with("'s"),
                "{words:?}"
            );
            let pronouns = ["he", "she", "it", "they", "we", "I", "his", "her", "their"];
            assert!(!pronouns.contains(&words), "{words:?}");
        }
    }
}

#[test]
fn no_two_suggestions_share_range_and_label() {
    for article in samples() {
        let mut seen = std::collections::HashSet::new();
        for suggestion in suggest(&article) {
            assert!(
                seen.insert((suggestion.range, suggestion.label.clone())),
                "{}",
                article.quote(suggestion.range)
            );
        }
    }
}

#[test]
fn figures_carry_values_and_events_types() {
    for article in samples() {
        for suggestion in suggest(&article) {
            if suggestion.label == Label::FIGURE {
                assert!(
                    suggestion.value.is_some(),
                    "{}",
                    article.quote(suggestion.range)
                );
            }
            if suggestion.label == Label::EVENT {
                assert!(
                    suggestion.event_kind.is_some(),
                    "{}",
                    article.quote(suggestion.range)
                );
            }
        }
    }
}

/// The careful reading of a real article, where it is at hand.
#[test]
fn a_real_article_is_read_nearly_as_by_hand() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    let Ok(gold) = std::fs::read_to_string(shared.join("niger.gold.jsonl")) else {
        println!("skipped: the shared article is not here");
        return;
    };
    let gold: serde_json::Value =
        serde_json::from_str(gold.lines().next().unwrap_or_default()).expect("JSON");
    let article = Article::from_text("niger", gold["text"].as_str().expect("a text"));
    let found = suggest(&article);
    let empty = Vec::new();
    let spans = gold["spans"].as_array().unwrap_or(&empty);
    let number = |span: &serde_json::Value, key: &str| {
        usize::try_from(span[key].as_u64().unwrap_or_default()).unwrap_or_default()
    };
    for label in [Label::ACTOR, Label::LOCATION, Label::FIGURE, Label::EVENT] {
        let name = label.as_str().to_uppercase();
        let gold: Vec<_> = spans
            .iter()
            .filter(|span| span["label"] == name.as_str())
            .filter_map(|span| article.to_range(number(span, "start"), number(span, "end")))
            .collect();
        let ours: Vec<_> = found
            .iter()
            .filter(|s| s.label == label)
            .map(|s| s.range)
            .collect();
        let recalled = gold
            .iter()
            .filter(|g| ours.iter().any(|o| o.overlaps(**g)))
            .count();
        let right = ours
            .iter()
            .filter(|o| gold.iter().any(|g| g.overlaps(**o)))
            .count();
        if label == Label::FIGURE || label == Label::LOCATION {
            assert_eq!(recalled, gold.len(), "a {label} is missed");
            assert!(ours.len() - right <= 1, "more than one {label} too many");
        } else {
            #[expect(clippy::cast_precision_loss, reason = "a few dozen spans")]
            let f1 = 2.0 * recalled.min(right) as f64 / (gold.len() + ours.len()) as f64;
            assert!(f1 >= 0.75, "{label}: overlap F1 {f1:.2}");
        }
    }
}
