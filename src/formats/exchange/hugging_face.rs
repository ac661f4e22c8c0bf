//! Hugging Face token classification: a sentence a line with its words and the numbers of their tags,
//! whose names stand in `labels.json`.
//!
//! Beside the columns that training takes there are `article`, `text` (the sentence with the white
//! space behind it) and `offsets` (of the words within it, in Unicode code points), so that the
//! texts come back whole.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::tags::{all_tags, stretches, tags_of};
use super::tokens::Tokens;
use super::whole::bytes_of;
use super::{
    Export, Fault, Format, Import, ImportError, Imported, Input, Layout, Loss, Options, Outlet,
    Part, Phrases, Points, Receiver, SetBuilder, Unit, Work, parts_lost,
};
use crate::annotation::{Label, Timestamp};
use crate::text::{Article, ByteRange};

pub(super) const FORMAT: Format = Format {
    name: "hugging-face",
    title: "Hugging Face token classification",
    extensions: &["jsonl"],
    unit: Unit::Tokens,
    layout: Layout::Lines,
    holds: HOLDS,
    overlaps: false,
    export: Some(|options| {
        Box::new(Writer {
            options: options.clone(),
            labels: options.schema.clone(),
        })
    }),
    import: Some(|| Box::new(Reader)),
    sniff: |head| {
        let line = head.lines().next().unwrap_or_default();
        line.contains("\"tokens\"") && line.contains("\"ner_tags\"")
    },
};

const HOLDS: &[Part] = &[Part::Source];

const NAME: &str = "token-classification.jsonl";
const LABELS: &str = "labels.json";

struct Writer {
    options: Options,
    /// Those of the schema first, so that numbers stay the same from one export to the next.
    labels: Vec<Label>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    id: String,
    #[serde(default)]
    article: Option<String>,
    #[serde(default)]
    text: Option<String>,
    tokens: Vec<String>,
    /// Numbers, or the names themselves.
    ner_tags: Vec<Value>,
    #[serde(default)]
    offsets: Vec<(usize, usize)>,
}

impl Export for Writer {
    fn write(
        &mut self,
        work: &Work<'_>,
        out: &mut dyn Outlet,
        lost: &mut dyn FnMut(Loss),
    ) -> io::Result<()> {
        let mut phrases = Phrases::of(work, &self.options, lost);
        let tokens = Tokens::of(work.article, &phrases.kept);
        tokens.fit(work, &mut phrases, lost);
        phrases.flatten(work, &self.options, lost);
        parts_lost(work, HOLDS, &phrases, &self.options, lost);
        for phrase in &phrases.kept {
            if !self.labels.contains(&phrase.span.label) {
                self.labels.push(phrase.span.label.clone());
            }
        }
        let names = all_tags(self.labels.iter().map(Label::as_str), self.options.tags);
        let tags = tags_of(&tokens, &phrases, self.options.tags);
        let numbers: foldhash::HashMap<&str, usize> = names
            .iter()
            .enumerate()
            .map(|(n, name)| (name.as_str(), n))
            .collect();
        let (article, text) = (work.article, work.article.text());
        let points = Points::new(article, Unit::CodePoints);
        let file = out.file(NAME)?;
        let count = tokens.sentences.len().max(1);
        for n in 0..count {
            let sentence = tokens.sentences.get(n).cloned().unwrap_or(0..0);
            let begins = |n: usize| {
                let next = tokens
                    .sentences
                    .get(n)
                    .map(|next| tokens.words[next.start].start);
                if n == 0 {
                    0
                } else {
                    next.unwrap_or(text.len())
                }
            };
            let within = ByteRange::new(begins(n), begins(n + 1));
            let base = points.point(within.start);
            let words = &tokens.words[sentence.clone()];
            let row = Row {
                id: format!("{}-s{n}", work.name),
                article: Some(work.article.source.clone()),
                text: Some(article.quote(within).to_owned()),
                tokens: words
                    .iter()
                    .map(|word| article.quote(*word).to_owned())
                    .collect(),
                ner_tags: sentence
                    .map(|word| {
                        numbers
                            .get(tags[word].as_str())
                            .copied()
                            .unwrap_or(0)
                            .into()
                    })
                    .collect(),
                offsets: words
                    .iter()
                    .map(|word| {
                        let (start, end) = points.points(*word);
                        (start - base, end - base)
                    })
                    .collect(),
            };
            serde_json::to_writer(&mut *file, &row)?;
            file.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Outlet) -> io::Result<()> {
        let names = all_tags(self.labels.iter().map(Label::as_str), self.options.tags);
        let file = out.file(LABELS)?;
        serde_json::to_writer_pretty(file, &names)?;
        out.close(LABELS)
    }
}

struct Reader;

impl Import for Reader {
    fn read(
        &mut self,
        input: &mut Input<'_>,
        receiver: &mut dyn Receiver,
    ) -> Result<(), ImportError> {
        let names = (input.beside)(LABELS);
        let names: Vec<String> = names
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let bytes = bytes_of(input, FORMAT.title)?;
        let mut open: Option<Open> = None;
        for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            let mut tell = |why: String| {
                receiver.fault(Fault {
                    file: input.name.to_owned(),
                    line: Some(number),
                    why,
                });
            };
            let row: Row = match serde_json::from_slice(line) {
                Ok(row) => row,
                Err(error) => {
                    tell(format!("it is no row of words and tags: {error}"));
                    continue;
                }
            };
            let name = match &row.article {
                Some(article) => article.clone(),
                None => format!("{}.txt", row.id),
            };
            if open
                .as_ref()
                .is_none_or(|open| open.name != name || row.article.is_none())
            {
                let done = open.replace(Open::new(name, input.now));
                if done.is_some_and(|done| !receiver.article(done.imported())) {
                    return Err(ImportError::Stopped);
                }
            }
            if let Some(open) = &mut open {
                let faults = open.take(row, &names);
                for why in faults {
                    receiver.fault(Fault {
                        file: input.name.to_owned(),
                        line: Some(number),
                        why,
                    });
                }
            }
        }
        match open.is_none_or(|open| receiver.article(open.imported())) {
            true => Ok(()),
            false => Err(ImportError::Stopped),
        }
    }
}

/// An article as far as it is read.
struct Open {
    name: String,
    text: String,
    builder: SetBuilder,
}

impl Open {
    fn new(name: String, now: &Timestamp) -> Self {
        Self {
            name,
            text: String::new(),
            builder: SetBuilder::new(now),
        }
    }

    fn take(&mut self, row: Row, names: &[String]) -> Vec<String> {
        let mut faults = Vec::new();
        let base = self.text.len();
        let mut words = Vec::new();
        match &row.text {
            Some(text) if row.offsets.len() == row.tokens.len() => {
                let sentence = Article::from_text("", text.as_str());
                for (start, end) in &row.offsets {
                    let range = sentence.to_range(*start, *end);
                    words.push(range.map(|r| ByteRange::new(base + r.start, base + r.end)));
                }
                self.text.push_str(text);
            }
            _ => {
                if base > 0 {
                    self.text.push('\n');
                }
                for (n, token) in row.tokens.iter().enumerate() {
                    if n > 0 {
                        self.text.push(' ');
                    }
                    let start = self.text.len();
                    self.text.push_str(token);
                    words.push(Some(ByteRange::new(start, self.text.len())));
                }
            }
        }
        if row.ner_tags.len() != row.tokens.len() {
            faults.push("it has not as many tags as words".to_owned());
        }
        let tags = row.ner_tags.iter().map(|tag| match tag {
            Value::String(name) => name.as_str(),
            tag => {
                let number = tag.as_u64().and_then(|number| usize::try_from(number).ok());
                match number.and_then(|number| names.get(number)) {
                    Some(name) => name.as_str(),
                    None if number == Some(0) => "O",
                    None => {
                        faults.push(format!("the tag {tag} has no name in {LABELS}"));
                        "O"
                    }
                }
            }
        });
        let tags: Vec<&str> = tags.collect();
        for (stretch, label) in stretches(tags.into_iter()) {
            let at = |n: usize| words.get(n).copied().flatten();
            match at(stretch.start).zip(at(stretch.end - 1)) {
                Some((first, last)) if first.start < last.end => {
                    let range = ByteRange::new(first.start, last.end);
                    if let Err(why) = self.builder.span(label, range, |_| {}) {
                        faults.push(why);
                    }
                }
                _ => faults.push(format!("a {label} is not within the text")),
            }
        }
        faults
    }

    fn imported(self) -> Imported {
        let set = self.builder.finish();
        Imported {
            article: Article::from_text(self.name, self.text),
            set,
            predictions: Vec::new(),
        }
    }
}
