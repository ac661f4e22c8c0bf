//! Many mentions are chained, and many actors joined and taken apart, in linear time.

use std::time::{Duration, Instant};

use obelus::annotation::edits::{self, Draft, EntityDraft};
use obelus::annotation::{AnnotationSet, Id, Label, Timestamp};
use obelus::matching::chains::{Chains, Mention};
use obelus::text::{Article, ByteRange};

/// An article of so many actors, one a line; every name comes twice, in two halves of the text.
fn article(count: usize) -> (Article, Vec<ByteRange>) {
    let (mut text, mut ranges) = (String::new(), Vec::new());
    for number in 0..count {
        let of = number % (count / 2);
        let start = text.len();
        text.push_str(&format!("Amina Diallo{}", letters(of)));
        ranges.push(ByteRange::new(start, text.len()));
        text.push_str(" spoke.\n");
    }
    (Article::from_text("a.txt", text), ranges)
}

/// A number in letters.
fn letters(mut number: usize) -> String {
    let mut letters = String::new();
    while number > 0 || letters.is_empty() {
        letters.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    letters
}

fn chain_and_join(count: usize) -> Duration {
    let (article, ranges) = article(count);
    let mut set = AnnotationSet::default();
    let drafts: Vec<_> = (ranges.iter())
        .map(|range| Draft::by_hand(Label::ACTOR, *range))
        .collect();
    let marked = edits::add(&set, &drafts, "mark", &Timestamp::default()).expect("they fit");
    marked.apply(&mut set).expect("they are added");
    let begun = Instant::now();
    let ids: Vec<Id> = set.spans().map(|span| span.id.clone()).collect();
    let mentions: Vec<_> = (ranges.into_iter())
        .map(|range| Mention { range, head: None })
        .collect();
    let groups = Chains::of(&article, &mentions).groups(&vec![None; mentions.len()]);
    assert_eq!(groups.len(), count / 2);
    let groups = groups.into_iter().map(|group| {
        let mentions = group.into_iter().map(|i| ids[i].clone()).collect();
        (mentions, EntityDraft::default())
    });
    let joined = edits::join_actors(&set, groups, "join");
    joined.apply(&mut set).expect("they are joined");
    assert_eq!(set.entity_count(), count / 2);
    let gone = edits::delete(&set, &ids[..count / 2], "delete");
    gone.apply(&mut set).expect("they are deleted");
    assert_eq!((set.entity_count(), set.len()), (count / 2, count / 2));
    assert_eq!(set.dangling(), []);
    begun.elapsed()
}

#[test]
fn ten_thousand_chains_cost_as_much_each_as_a_few() {
    chain_and_join(200);
    let (few, many) = (chain_and_join(1_000), chain_and_join(20_000));
    assert!(
        many < few * 80,
        "{few:?} for 1,000 mentions, {many:?} for 20,000"
    );
}
