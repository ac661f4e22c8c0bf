//! Articles of any size with marks as dense as in work that is nearly done, for benches and for the
//! test that no frame costs the article. The same at every run.

pub mod bare;

use obelus::annotation::edits::Draft;
use obelus::annotation::{AnnotationSet, Label, Timestamp, edits};
use obelus::matching::{Reason, Suggestion};
use obelus::text::{Article, ByteRange};

/// Sentences with words to mark: in each the words between brackets, which the text leaves out.
const SENTENCES: [&str; 8] = [
    "[Rebels] withdrew from the outskirts of [Aleppo] after three days of shelling. ",
    "[Mohamed Bazoum] told reporters that [about 650 troops] had left the base. ",
    "The ministry in [Niamey] did not answer questions about the [attack]. ",
    "Residents of [Kivu] said that shops had opened again on Thursday morning. ",
    "“We will not go back,” said [Amina Diallo], who [fled] with her two children. ",
    "Près de [Gao], des habitants ont entendu des tirs pendant la nuit. ",
    "Officials put the damage at [$2.5 million] and asked [the Red Cross] for help. ",
    "It was the second [protest] in a week in which police used water cannon. ",
];

/// An article of about so many bytes. As one paragraph where `unbroken`, else with a line end
/// behind some sentences.
#[must_use]
pub fn text(bytes: usize, unbroken: bool) -> String {
    let mut text = String::with_capacity(bytes + 200);
    for (number, pick) in picks().enumerate() {
        if text.len() >= bytes {
            break;
        }
        let sentence = SENTENCES[pick % SENTENCES.len()];
        text.extend(sentence.chars().filter(|c| !matches!(c, '[' | ']')));
        if !unbroken && number % 4 == 3 {
            text.pop();
            text.push('\n');
        }
    }
    text
}

/// The words to mark, in reading order.
fn words(text: &str) -> Vec<(ByteRange, Label)> {
    let mut at = 0;
    let mut words = Vec::new();
    for pick in picks() {
        let sentence = SENTENCES[pick % SENTENCES.len()];
        for part in sentence.split('[').skip(1) {
            let word = part.split(']').next().unwrap_or_default();
            let Some(found) = text[at..].find(word) else {
                return words;
            };
            let range = ByteRange::new(at + found, at + found + word.len());
            let label = [Label::ACTOR, Label::LOCATION, Label::FIGURE, Label::EVENT];
            words.push((range, label[words.len() % 4].clone()));
            at = range.end;
        }
    }
    words
}

/// A fixed order of sentences without a short period.
fn picks() -> impl Iterator<Item = usize> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 40).unwrap_or(0)
    })
}

/// An article with about one span and one suggestion for each hundred bytes.
#[must_use]
pub fn work(bytes: usize, unbroken: bool) -> (Article, AnnotationSet, Vec<Suggestion>) {
    let text = text(bytes, unbroken);
    let words = words(&text);
    let article = Article::from_text("large.txt", text);
    let mut drafts = Vec::new();
    let mut suggestions = Vec::new();
    for (number, (range, label)) in words.into_iter().enumerate() {
        if number % 2 == 0 {
            drafts.push(Draft::by_hand(label, range));
        } else {
            let reason = Reason::new("invented for measuring", Vec::new());
            suggestions.push(Suggestion::new("names", label, range, 0.9, reason));
        }
    }
    let mut set = AnnotationSet::default();
    let now = Timestamp::new("2026-01-01T00:00:00Z");
    let added = edits::add(&set, &drafts, "mark", &now).expect("no two are alike");
    added.apply(&mut set).expect("the set is empty");
    (article, set, suggestions)
}
