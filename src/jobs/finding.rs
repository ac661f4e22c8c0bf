//! Finding in an open article, in portions.

use crate::text::finding::{Pattern, Progress, Search};
use crate::text::{Article, ByteRange};

/// Bytes of text between two looks at whether anybody still waits.
const STRETCH: usize = 64 * 1024;
/// Hits of one portion, or a few more.
const PORTION: usize = 10_000;
/// A portion comes after so many bytes at the latest, so that the strip can say how far it is.
const SILENCE: usize = 4 * 1024 * 1024;

/// Finds until the end or until it is cancelled, and tells the hits in portions.
pub(super) fn find(
    article: &Article,
    pattern: &Pattern,
    cancelled: &dyn Fn() -> bool,
    tell: &mut dyn FnMut(Vec<ByteRange>, Progress),
) {
    let (mut search, mut hits) = (Search::default(), Vec::new());
    let (mut told, mut silent) = (0, true);
    while !cancelled() {
        let progress = search.advance(pattern, article.text(), STRETCH, &mut hits);
        let Progress::At(at) = progress else {
            tell(hits, progress);
            return;
        };
        let first = silent && !hits.is_empty();
        if first || hits.len() >= PORTION || at - told >= SILENCE {
            tell(std::mem::take(&mut hits), progress);
            (told, silent) = (at, silent && !first);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::jobs::{Jobs, Reply, Request};
    use crate::storage::OnDisk;
    use crate::text::finding::Options;

    fn request(article: &Article, query: &str, search: u64) -> Request {
        Request::Find {
            number: 7,
            search,
            article: article.clone(),
            pattern: Pattern::new(query, Options::default()).unwrap(),
            ticket: 0,
        }
    }

    #[test]
    fn portions_join_to_all_hits_and_the_last_one_says_so() {
        let jobs = Jobs::inline(Arc::new(OnDisk), None);
        let article = Article::from_text("a.txt", "Gao. ".repeat(50_000));
        jobs.ask(request(&article, "gao", 3)).unwrap();
        let (mut all, mut portions) = (Vec::new(), 0);
        let end = loop {
            let Some(Reply::Found {
                number: 7,
                search: 3,
                hits,
                progress,
            }) = jobs.reply()
            else {
                panic!("the last portion is missing");
            };
            portions += 1;
            all.extend(hits);
            if !matches!(progress, Progress::At(_)) {
                break progress;
            }
        };
        assert_eq!((end, all.len()), (Progress::Done, 50_000));
        assert!(portions > 2 && all.windows(2).all(|pair| pair[0].end < pair[1].start));
        jobs.ask(request(&article, "nowhere", 4)).unwrap();
        let last = jobs.reply();
        let none = matches!(&last, Some(Reply::Found { search: 4, hits, progress: Progress::Done, .. }) if hits.is_empty());
        assert!(none && jobs.reply().is_none(), "{last:?}");
    }

    #[test]
    fn finding_stops_within_a_stretch_when_nobody_waits() {
        let article = Article::from_text("a.txt", "Gao. ".repeat(100_000));
        let pattern = Pattern::new("gao", Options::default()).unwrap();
        let looks = std::cell::Cell::new(0);
        let cancelled = || looks.replace(looks.get() + 1) == 2;
        let mut told = Vec::new();
        find(&article, &pattern, &cancelled, &mut |hits, progress| {
            told.push((hits.len(), progress))
        });
        assert_eq!(looks.get(), 3);
        assert!(matches!(told[..], [(_, Progress::At(_))]), "{told:?}");
    }

    #[test]
    fn a_thread_answers_the_newest_search_whatever_becomes_of_an_older_one() {
        let waker: crate::jobs::Waker = Arc::new(|| {});
        let jobs = Jobs::start(Arc::new(OnDisk), None, &waker).unwrap();
        let article = Article::from_text("a.txt", "Gao. ".repeat(100_000));
        jobs.ask(request(&article, "gao", 1)).unwrap();
        jobs.ask(Request::StopFinding).unwrap();
        jobs.ask(request(&article, "nowhere", 2)).unwrap();
        let patience = std::time::Duration::from_secs(60);
        loop {
            match jobs.wait(patience) {
                Some(Reply::Found {
                    search: 2,
                    hits,
                    progress,
                    ..
                }) => {
                    assert_eq!((hits.len(), progress), (0, Progress::Done));
                    break;
                }
                other => assert!(
                    matches!(other, Some(Reply::Found { search: 1, .. })),
                    "{other:?}"
                ),
            }
        }
    }
}
