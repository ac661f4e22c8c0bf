//! Articles that nobody looks at yet: how many suggestions are open in each, and those of the
//! ones that are next.

use std::time::{Duration, Instant};

use crate::matching::choices::Tally;
use crate::matching::{Choices, Offers, Pipeline, Reading, Suggestion};
use crate::storage::{self, Files, Place};
use crate::text::Article;

/// Articles with more text than this are matched when they are opened.
const LARGEST: usize = 2 * 1024 * 1024;

/// A portion takes about so long: then something more urgent may wait.
const PORTION: Duration = Duration::from_millis(100);

/// An article that was read and matched before it was opened.
#[derive(Debug)]
pub struct Ahead {
    pub place: Place,
    /// What the suggestions stand in.
    pub article: Article,
    pub suggestions: Vec<Suggestion>,
    pub tally: Tally,
}

/// Reads and matches an article. Nothing where it cannot be read, is too long, or `cancelled`.
pub(super) fn read_ahead(
    files: &dyn Files,
    pipeline: &Pipeline,
    place: &Place,
    annotator: Option<&str>,
    choices: &Choices,
    cancelled: &dyn Fn() -> bool,
) -> Option<(Ahead, usize)> {
    let opened = storage::open(files, place, annotator).ok()?;
    if opened.article.text().len() > LARGEST {
        return None;
    }
    let mut found = None;
    let mut reading = Reading::new(&opened.article);
    reading.vague = choices.vague;
    pipeline.run(&reading, choices, 0..0, cancelled, &mut |batch| {
        found = Some(batch.suggestions)
    });
    let mut suggestions = found?;
    let tally = Tally::new(&suggestions, choices);
    suggestions.retain(|s| choices.shows(s));
    let open = Offers::new(suggestions.clone(), &opened.set, true).open_count();
    let ahead = Ahead {
        place: place.clone(),
        article: opened.article,
        suggestions,
        tally,
    };
    Some((ahead, open))
}

/// How many suggestions are open in each of some articles, as far as a portion goes; nothing for
/// those that cannot be told. The others are to be asked for again.
pub(super) fn count(
    places: Vec<Place>,
    mut open: impl FnMut(&Place) -> Option<usize>,
    cancelled: &dyn Fn() -> bool,
) -> Vec<(Place, Option<usize>)> {
    let begun = Instant::now();
    let mut counts = Vec::new();
    for place in places {
        let open = open(&place);
        if cancelled() {
            break;
        }
        counts.push((place, open));
        if begun.elapsed() >= PORTION {
            break;
        }
    }
    counts
}
