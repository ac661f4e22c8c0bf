//! The article formats: one line each.

use std::path::Path;

use thiserror::Error;

use super::{Fingerprint, encoding, front_matter, title};
use crate::text::{Article, Header};

/// The largest article that is read. Longer files are corpora or logs, and with its index,
/// tokens and suggestions a text takes about ten times its size in memory.
pub const LARGEST_ARTICLE: u64 = 200 * 1024 * 1024;

/// One article format.
pub struct ArticleFormat {
    pub name: &'static str,
    /// In lower case, without the dot. The empty one stands for names without any.
    pub extensions: &'static [&'static str],
    outline: fn(&str) -> Outline,
}

/// What a format knows of a text beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub title: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    /// Where the story begins, in bytes.
    pub body: usize,
}

/// Every article format. A new one is a file and a line here.
pub const FORMATS: &[ArticleFormat] = &[
    ArticleFormat {
        name: "plain text",
        extensions: &["txt", "text", ""],
        outline: |_| Outline::default(),
    },
    ArticleFormat {
        name: "Markdown",
        extensions: &["md", "markdown"],
        outline: front_matter::read,
    },
];

/// Why a file cannot be read as an article.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    #[error("this is not a text file")]
    Binary,
    #[error("files named .{0} cannot be read as articles; text and Markdown can")]
    UnknownKind(String),
    #[error("with {0} bytes it is larger than the {LARGEST_ARTICLE} that an article may have")]
    TooLarge(u64),
}

/// The format of a file by its name; nothing for unknown extensions.
#[must_use]
pub fn format_of(name: &str) -> Option<&'static ArticleFormat> {
    let extension = extension(name);
    FORMATS
        .iter()
        .find(|format| format.extensions.contains(&extension.as_str()))
}

fn extension(name: &str) -> String {
    let extension = Path::new(name).extension().unwrap_or_default();
    extension.to_string_lossy().to_lowercase()
}

/// Reads an article from a file's bytes. `name` is the file's name without folders.
///
/// # Errors
/// Where the extension is unknown, the bytes are no text, or there are too many of them.
pub fn read_article(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    let format = format_of(name).ok_or_else(|| ReadError::UnknownKind(extension(name)))?;
    let size = bytes.len() as u64;
    if size > LARGEST_ARTICLE {
        return Err(ReadError::TooLarge(size));
    }
    let decoded = encoding::decode(bytes)?;
    let outline = (format.outline)(&decoded.text);
    let header = Header {
        title: outline
            .title
            .unwrap_or_else(|| title::first_line(&decoded.text[outline.body..])),
        published: outline.published,
        url: outline.url,
        publisher: outline.publisher,
        language: outline.language,
        encoding: decoded.encoding,
        source_sha256: Fingerprint::of(bytes).to_string(),
        replaced: decoded.replaced,
        body: outline.body,
        record: None,
    };
    Ok(Article::new(name, decoded.text, header))
}

/// Where the story begins in a text that came from a file of this name, in bytes.
#[must_use]
pub(super) fn body_of(name: &str, text: &str) -> usize {
    format_of(name).map_or(0, |format| (format.outline)(text).body)
}

/// Who published the text of a file of this name, as far as the text says it.
#[must_use]
pub(super) fn publisher_of(name: &str, text: &str) -> Option<String> {
    format_of(name).and_then(|format| (format.outline)(text).publisher)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_an_article_is_the_whole_file() {
        let text = "---\ntitle: Given\ndate: 2024-04-25\n---\n\n# Shown\n\nStory.\r\n";
        let article = read_article("a.MD", text.as_bytes()).unwrap();
        assert_eq!(article.text(), text);
        assert_eq!(article.header.title, "Given");
        assert_eq!(article.header.published.as_deref(), Some("2024-04-25"));
        assert!(text[article.header.body..].starts_with("\n# Shown"));
        let plain = read_article("a.txt", text.as_bytes()).unwrap();
        assert_eq!(
            (plain.header.title.as_str(), plain.header.body),
            ("title: Given", 0)
        );
        assert_eq!(read_article("README", b"").unwrap().text(), "");
        assert_eq!(
            read_article("a.docx", b"").unwrap_err(),
            ReadError::UnknownKind("docx".into())
        );
    }

    #[test]
    fn every_extension_belongs_to_one_format() {
        let mut all: Vec<_> = FORMATS.iter().flat_map(|f| f.extensions).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
