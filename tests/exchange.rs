//! Every exchange format against articles that are hard on formats: out, in again, and the
//! difference is exactly what the export said that it dropped.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

#[path = "exchange/corpus.rs"]
mod corpus;
#[path = "exchange/telling.rs"]
mod telling;

use std::collections::BTreeMap;
use std::io;

use corpus::{Subject, subjects};
use obelus::annotation::Timestamp;
use obelus::formats::exchange::{
    Extent, FORMATS, Fault, Format, Imported, Input, Layout, Options, Outlet, Overlaps, Receiver,
    Tags, Work, loss_line,
};
use serde_json::Value;
use telling::Telling;

/// Files in memory.
#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Outlet for Files {
    fn file(&mut self, name: &str) -> io::Result<&mut dyn io::Write> {
        Ok(self.0.entry(name.to_owned()).or_default())
    }

    fn close(&mut self, _name: &str) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Default)]
struct Taken {
    articles: Vec<Imported>,
    faults: Vec<Fault>,
}

impl Receiver for Taken {
    fn article(&mut self, imported: Imported) -> bool {
        self.articles.push(imported);
        true
    }

    fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }
}

/// The files of an export, and the lines of `dropped.jsonl`.
fn export(format: &Format, subjects: &[Subject], options: &Options) -> (Files, Vec<Value>) {
    let mut files = Files::default();
    let mut dropped = Vec::new();
    let mut writer = format.export.unwrap()(options);
    for subject in subjects {
        let work = Work {
            article: &subject.article,
            set: &subject.set,
            name: &subject.article.source,
            stem: subject.stem,
            predictions: &[],
        };
        let mut lost = |loss| {
            let line = loss_line(&loss, format.title).unwrap();
            dropped.push(serde_json::from_str(&line).unwrap());
        };
        writer.write(&work, &mut files, &mut lost).unwrap();
    }
    writer.finish(&mut files).unwrap();
    (files, dropped)
}

fn import(format: &Format, files: &Files) -> Taken {
    let mut taken = Taken::default();
    let now = Timestamp::new("2026-11-23T10:00:00Z");
    for (name, bytes) in &files.0 {
        let main = format
            .extensions
            .iter()
            .any(|end| name.ends_with(&format!(".{end}")));
        if !main {
            continue;
        }
        let mut bytes = bytes.as_slice();
        let mut beside = |name: &str| files.0.get(name).cloned();
        let mut input = Input {
            name,
            bytes: &mut bytes,
            beside: &mut beside,
            now: &now,
        };
        let mut reader = format.import.unwrap()();
        reader.read(&mut input, &mut taken).unwrap();
    }
    taken
}

fn check(format: &Format, subjects: &[Subject], options: &Options) {
    let case = format!("{} {options:?}", format.name);
    let (files, dropped) = export(format, subjects, options);
    let taken = import(format, &files);
    assert_eq!(taken.faults, [], "{case}");
    let found: Vec<Telling> = taken
        .articles
        .iter()
        .map(|imported| Telling::of(&imported.article, &imported.set))
        .collect();
    let mut expected: Vec<Telling> = subjects
        .iter()
        .map(|subject| {
            let mut telling = Telling::of(&subject.article, &subject.set);
            // The native file holds the phrase and its head, whatever was asked for.
            telling.narrow(options.extent == Extent::Head && format.name != "native");
            let of_it = |line: &&Value| line["article"] == subject.article.source.as_str();
            for line in dropped.iter().filter(of_it) {
                telling.take_out(line, &case);
            }
            telling.settle();
            telling
        })
        .collect();
    if format.layout == Layout::Apart {
        // Files are read in the order of their names.
        expected.sort_by(|a, b| a.stem_order().cmp(b.stem_order()));
    }
    assert_eq!(found.len(), expected.len(), "{case}: articles");
    for (found, expected) in found.iter().zip(&expected) {
        found.compare(expected, &case);
    }
}

#[test]
fn what_comes_back_is_what_went_out_but_for_what_was_told() {
    let subjects = subjects();
    for format in FORMATS {
        if format.export.is_none() || format.import.is_none() {
            continue;
        }
        for extent in [Extent::Full, Extent::Head] {
            for tags in [Tags::Iob2, Tags::Bioes] {
                for overlaps in [Overlaps::Longest, Overlaps::First, Overlaps::Shortest] {
                    let options = Options {
                        extent,
                        tags,
                        overlaps,
                        schema: corpus::labels(),
                        ..Options::default()
                    };
                    check(format, &subjects, &options);
                }
            }
        }
        let options = Options {
            labels: Some(corpus::labels()[..2].to_vec()),
            schema: corpus::labels(),
            ..Options::default()
        };
        check(format, &subjects, &options);
    }
}

#[test]
fn a_hundred_thousand_spans_come_back() {
    let crowded = [corpus::crowded(100_000)];
    for format in FORMATS {
        if format.export.is_some() && format.import.is_some() {
            let options = Options {
                schema: corpus::labels(),
                ..Options::default()
            };
            check(format, &crowded, &options);
        }
    }
}

#[test]
fn every_format_has_a_name_of_its_own_and_says_what_it_is() {
    let mut names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FORMATS.len());
    for format in FORMATS {
        assert!(
            format.export.is_some() || format.import.is_some(),
            "{}",
            format.name
        );
        assert!(!format.extensions.is_empty(), "{}", format.name);
    }
}
