//! CoNLL-2003: a word a line in four columns, a blank line behind each sentence, `-DOCSTART-` before
//! each article. No offsets and no white space: the text is put together again with single spaces.

use std::io::{self, BufRead as _};

use super::tags::{stretches, tags_of};
use super::tokens::Tokens;
use super::{
    Export, Fault, Format, Import, ImportError, Imported, Input, Layout, Loss, Lost, Options,
    Outlet, Overlaps, Part, Phrases, Receiver, SetBuilder, Unit, Work, parts_lost,
};
use crate::annotation::{Label, Timestamp};
use crate::text::{Article, ByteRange};

pub(super) const FORMAT: Format = Format {
    name: "conll",
    title: "CoNLL-2003 columns",
    extensions: &["conll", "iob", "bio"],
    unit: Unit::Tokens,
    layout: Layout::Lines,
    holds: HOLDS,
    overlaps: false,
    export: Some(|options| Box::new(Writer(options.clone()))),
    import: Some(|| Box::new(Reader)),
    sniff: |head| head.starts_with("-DOCSTART-") || head.lines().any(|line| line.ends_with(" O")),
};

const HOLDS: &[Part] = &[];

/// Words stand apart by one space when they are read again.
const SPACES: &str = "white space between words is not kept: they are joined by single spaces";

struct Writer(Options);

impl Export for Writer {
    fn write(
        &mut self,
        work: &Work<'_>,
        out: &mut dyn Outlet,
        lost: &mut dyn FnMut(Loss),
    ) -> io::Result<()> {
        let mut phrases = Phrases::of(work, &self.0, lost);
        let tokens = Tokens::of(work.article, &phrases.kept);
        tokens.fit(work, &mut phrases, lost);
        if self.0.overlaps == Overlaps::PerLabel {
            let mut labels: Vec<&Label> = phrases.kept.iter().map(|p| &p.span.label).collect();
            labels.extend(&self.0.schema);
            labels.sort_unstable();
            labels.dedup();
            let mut written = Phrases::default();
            for label in labels {
                let mut of_it = phrases.of_label(label);
                of_it.flatten(work, &self.0, lost);
                let name = format!("{}.conll", plain(label.as_str()));
                self.lines(work, &tokens, &of_it, out.file(&name)?)?;
                written.kept.append(&mut of_it.kept);
            }
            phrases = written;
        } else {
            phrases.flatten(work, &self.0, lost);
            self.lines(work, &tokens, &phrases, out.file("annotations.conll")?)?;
        }
        lost(Loss::new(work.name, Lost::Text { why: SPACES }));
        parts_lost(work, HOLDS, &phrases, &self.0, lost);
        Ok(())
    }
}

impl Writer {
    fn lines(
        &self,
        work: &Work<'_>,
        tokens: &Tokens,
        phrases: &Phrases<'_>,
        file: &mut dyn io::Write,
    ) -> io::Result<()> {
        let tags = tags_of(tokens, phrases, self.0.tags);
        let mut lines = String::from("-DOCSTART- -X- -X- O\n\n");
        for sentence in &tokens.sentences {
            for word in sentence.clone() {
                lines.push_str(work.article.quote(tokens.words[word]));
                lines.push_str(" -X- _ ");
                lines.push_str(&tags[word]);
                lines.push('\n');
            }
            lines.push('\n');
        }
        file.write_all(lines.as_bytes())
    }
}

/// A label as the name of a file.
fn plain(label: &str) -> String {
    let kept = |c: char| {
        if c.is_alphanumeric() || c == '-' {
            c
        } else {
            '_'
        }
    };
    label.chars().map(kept).collect()
}

struct Reader;

impl Import for Reader {
    fn read(
        &mut self,
        input: &mut Input<'_>,
        receiver: &mut dyn Receiver,
    ) -> Result<(), ImportError> {
        let stem = input
            .name
            .rsplit_once('.')
            .map_or(input.name, |(stem, _)| stem)
            .to_owned();
        let mut rows = Rows::default();
        let mut articles = 0;
        let mut hand_over = |rows: &mut Rows, receiver: &mut dyn Receiver| {
            let rows = std::mem::take(rows);
            if !rows.begun {
                return true;
            }
            articles += 1;
            let imported = rows.article(&format!("{stem}-{articles}.txt"), input.now);
            receiver.article(imported)
        };
        for (number, line) in (1..).zip(input.bytes.lines()) {
            let line = match line {
                Ok(line) => line,
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    receiver.fault(Fault {
                        file: input.name.to_owned(),
                        line: Some(number),
                        why: "it is not in UTF-8".to_owned(),
                    });
                    continue;
                }
                Err(source) => {
                    let name = input.name.to_owned();
                    return Err(ImportError::Reading { name, source });
                }
            };
            let line = line
                .strip_prefix('\u{FEFF}')
                .filter(|_| number == 1)
                .unwrap_or(&line);
            if line.starts_with("-DOCSTART-") {
                if !hand_over(&mut rows, receiver) {
                    return Err(ImportError::Stopped);
                }
                rows.begun = true;
                continue;
            }
            let mut columns = line.split([' ', '\t']).filter(|column| !column.is_empty());
            let Some(word) = columns.next() else {
                rows.end_sentence();
                continue;
            };
            match columns.next_back() {
                Some(tag) => rows.word(word, tag),
                None => receiver.fault(Fault {
                    file: input.name.to_owned(),
                    line: Some(number),
                    why: "it has a word and no tag".to_owned(),
                }),
            }
        }
        match hand_over(&mut rows, receiver) {
            true => Ok(()),
            false => Err(ImportError::Stopped),
        }
    }
}

/// The words of an article, as far as it is read.
#[derive(Default)]
struct Rows {
    begun: bool,
    text: String,
    words: Vec<ByteRange>,
    tags: Vec<String>,
    new_sentence: bool,
}

impl Rows {
    fn word(&mut self, word: &str, tag: &str) {
        self.begun = true;
        if !self.text.is_empty() {
            self.text.push(if self.new_sentence { '\n' } else { ' ' });
        }
        self.new_sentence = false;
        let start = self.text.len();
        self.text.push_str(word);
        self.words.push(ByteRange::new(start, self.text.len()));
        self.tags.push(tag.to_owned());
    }

    fn end_sentence(&mut self) {
        self.new_sentence = !self.words.is_empty();
        // No phrase goes on in the next sentence.
    }

    fn article(self, source: &str, now: &Timestamp) -> Imported {
        let mut builder = SetBuilder::new(now);
        for (words, label) in stretches(self.tags.iter().map(String::as_str)) {
            let range =
                ByteRange::new(self.words[words.start].start, self.words[words.end - 1].end);
            // Stretches do not overlap: nothing can be refused.
            let placed = builder.span(label, range, |_| {});
            debug_assert!(placed.is_ok());
        }
        let set = builder.finish();
        Imported {
            article: Article::from_text(source, self.text),
            set,
            predictions: Vec::new(),
        }
    }
}
