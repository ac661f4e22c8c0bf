//! The article: its text, and what is known of it.

use std::sync::Arc;

use super::{ByteRange, OffsetIndex, Paragraphs};

/// One article. The text never changes while it is open: every position in a set of annotations
/// points into it.
#[derive(Clone, Debug)]
pub struct Article {
    /// The name of the file or record it came from, without folders.
    pub source: String,
    /// What the source says of it.
    pub header: Header,
    text: Arc<str>,
    offsets: Arc<OffsetIndex>,
    paragraphs: Arc<Paragraphs>,
}

/// What is known of an article beside its text. Title and date can be edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    pub title: String,
    /// The day it was published, `2024-04-25`; without it relative dates stay unresolved.
    pub published: Option<String>,
    pub url: Option<String>,
    /// Who published it, such as a newspaper, as the source names it.
    pub publisher: Option<String>,
    /// A BCP 47 tag such as `en`, where known.
    pub language: Option<String>,
    /// The name of the encoding that the file was decoded from, as the WHATWG names it.
    pub encoding: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub source_sha256: String,
    /// How many stretches of the file's bytes were no characters: each stands as U+FFFD in the
    /// text.
    pub replaced: usize,
    /// Where the story begins: behind any front matter. Bytes.
    pub body: usize,
    /// Which record of the source it is, where that is a file of records.
    pub record: Option<String>,
}

impl Article {
    /// An article over `text`. Linear in the text, once.
    #[must_use]
    pub fn new(source: impl Into<String>, text: impl Into<Arc<str>>, header: Header) -> Self {
        let text = text.into();
        Self {
            source: source.into(),
            header,
            offsets: Arc::new(OffsetIndex::new(&text)),
            paragraphs: Arc::new(Paragraphs::new(&text)),
            text,
        }
    }

    /// An article with nothing known but its text, as tests and the terminal make them.
    #[must_use]
    pub fn from_text(source: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self::new(source, text, Header::default())
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub fn paragraphs(&self) -> &Paragraphs {
        &self.paragraphs
    }

    /// The words of a range. Empty where the range is not of this text.
    #[must_use]
    pub fn quote(&self, range: ByteRange) -> &str {
        self.text.get(range.as_range()).unwrap_or_default()
    }

    /// Length in code points.
    #[must_use]
    pub fn code_points(&self) -> usize {
        self.offsets.code_points()
    }

    /// The code-point offset of a byte position. Costs at most one block of text, see
    /// [`OffsetIndex`].
    #[must_use]
    pub fn to_code_point(&self, byte: usize) -> usize {
        self.offsets.to_code_point(&self.text, byte)
    }

    /// The byte position of a code-point offset, or nothing beyond the end of the text.
    #[must_use]
    pub fn to_byte(&self, code_point: usize) -> Option<usize> {
        self.offsets.to_byte(&self.text, code_point)
    }

    /// A range in code points, `[start, end)`.
    #[must_use]
    pub fn to_code_points(&self, range: ByteRange) -> (usize, usize) {
        (
            self.to_code_point(range.start),
            self.to_code_point(range.end),
        )
    }

    /// A range of bytes from code points; nothing where it is empty, reversed or outside.
    #[must_use]
    pub fn to_range(&self, start: usize, end: usize) -> Option<ByteRange> {
        if start >= end {
            return None;
        }
        Some(ByteRange::new(self.to_byte(start)?, self.to_byte(end)?))
    }

    /// Whether a range lies in this text, both ends at character boundaries.
    #[must_use]
    pub fn holds(&self, range: ByteRange) -> bool {
        self.text.get(range.as_range()).is_some()
    }
}
