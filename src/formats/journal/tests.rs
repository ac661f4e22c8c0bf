use super::*;
use crate::annotation::Step;
use crate::annotation::{AnnotationSet, Label, Stroke, Timestamp, Transaction, edits};
use crate::text::{Article, ByteRange};

const TEXT: &str = "🚨 Des rebelles ont pris Gao.\r\nAbout 30 died.";

fn steps() -> Vec<Step> {
    let now = Timestamp::new("2026-01-01T00:00:00Z");
    let mut set = AnnotationSet::default();
    let mut steps = Vec::new();
    for (words, label) in [
        ("rebelles", Label::ACTOR),
        ("Gao", Label::LOCATION),
        ("pris", Label::EVENT),
    ] {
        let start = TEXT.find(words).unwrap();
        let draft = edits::Draft::by_hand(label, ByteRange::new(start, start + words.len()));
        let transaction = edits::add(&set, &[draft], "mark", &now).unwrap();
        transaction.apply(&mut set).unwrap();
        steps.push(Step {
            stroke: Stroke::Do,
            transaction,
        });
    }
    let undo: Transaction = steps[2].transaction.inverse();
    steps.push(Step {
        stroke: Stroke::Undo,
        transaction: undo,
    });
    steps
}

fn start(article: &Article) -> Start {
    Start {
        base: None,
        source: article.source.clone(),
        text_sha256: Fingerprint::of(article.text().as_bytes()),
        text: Some(article.text().to_owned()),
        annotator: Some("amina".to_owned()),
    }
}

/// The lines of a journal with a checkpoint in it.
fn lines(article: &Article) -> Vec<Vec<u8>> {
    let mut writer = Writer::default();
    let mut lines = vec![writer.line(&Payload::start(&start(article)))];
    for step in steps() {
        lines.push(writer.line(&Payload::step(article, &step)));
    }
    lines.push(writer.line(&Payload::checkpoint(Fingerprint::of(b"file"))));
    lines
}

/// How many lines behind the first are read from these bytes, and how they end. What is read is
/// what was written.
fn check(bytes: &[u8]) -> Result<(usize, Ending), JournalError> {
    let article = Article::from_text("a.txt", TEXT);
    let journal = read(bytes)?;
    assert_eq!(journal.start, start(&article));
    let count = journal.lines.len();
    for (line, step) in journal.lines.into_iter().zip(steps()) {
        match line {
            Line::Step(recorded) => assert_eq!(recorded.place_in(&article), Ok(step)),
            Line::Checkpoint(file) => assert_eq!(file, Fingerprint::of(b"file")),
        }
    }
    Ok((count, journal.ending))
}

#[test]
fn what_was_written_is_read() {
    let article = Article::from_text("a.txt", TEXT);
    assert_eq!(check(&lines(&article).concat()), Ok((5, Ending::Whole)));
    let other = Article::from_text("a.txt", "Quite another text, which is long enough here.");
    let journal = read(&lines(&article).concat()).unwrap();
    let Some(Line::Step(first)) = journal.lines.into_iter().next() else {
        panic!("the first line is a step");
    };
    assert!(first.place_in(&other).is_err());
}

#[test]
fn a_journal_cut_anywhere_gives_the_whole_lines_before_the_cut() {
    let lines = lines(&Article::from_text("a.txt", TEXT));
    let whole = lines.concat();
    for cut in 0..=whole.len() {
        let mut ends = lines.iter().scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        });
        let complete = ends.by_ref().take_while(|end| *end <= cut).count();
        let found = check(&whole[..cut]);
        if complete == 0 {
            let none = if cut == 0 {
                JournalError::Empty
            } else {
                JournalError::NoStart
            };
            assert_eq!(found, Err(none), "cut at {cut}");
            continue;
        }
        let at_an_end = lines[..complete].concat().len() == cut;
        let ending = if at_an_end {
            Ending::Whole
        } else {
            Ending::Torn
        };
        assert_eq!(found, Ok((complete - 1, ending)), "cut at {cut}");
    }
}

#[test]
fn altered_missing_doubled_and_swapped_lines_are_not_trusted() {
    let lines = lines(&Article::from_text("a.txt", TEXT));
    let damaged = Ok((1, Ending::Damaged { line: 3 }));
    let mut altered = lines.clone();
    let place = altered[2].len() / 2;
    altered[2][place] ^= 1;
    assert_eq!(check(&altered.concat()), damaged);
    let mut missing = lines.clone();
    missing.remove(2);
    assert_eq!(check(&missing.concat()), damaged);
    let mut doubled = lines.clone();
    doubled.insert(2, lines[1].clone());
    assert_eq!(check(&doubled.concat()), damaged);
    let mut swapped = lines.clone();
    swapped.swap(2, 3);
    assert_eq!(check(&swapped.concat()), damaged);
    let mut hollow = lines.clone();
    hollow[2].fill(0);
    assert_eq!(check(&hollow.concat()), damaged);
    let mut first = lines;
    first[0][30] ^= 1;
    assert_eq!(check(&first.concat()), Err(JournalError::NoStart));
}

#[test]
fn lines_go_on_behind_the_last_good_one() {
    let article = Article::from_text("a.txt", TEXT);
    let lines = lines(&article);
    let torn = [lines[..3].concat(), lines[3][..10].to_vec()].concat();
    let journal = read(&torn).unwrap();
    let mut writer = Writer::after(&journal);
    let next = writer.line(&Payload::step(&article, &steps()[2]));
    assert_eq!(next, lines[3]);
}
