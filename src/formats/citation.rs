//! A quotation with where it stands, as plain text for a clipboard.
//!
//! `“QUOTE” — TITLE, PUBLISHER, FILE, DATE, URL, [START, END)`, on one line: the words with every
//! run of white space as one space; the article's title; who published it; the file it came from
//! and, in a file of records, which record; the day of its publication; its address; and the quotation's offsets in code points, half open, as in the
//! annotation file. What is not known is left out. Nobody reads it back by program: offsets and
//! quotations stand in the annotation files for that.

use crate::text::{Article, ByteRange};

/// The quotation of a range, with the title and date that the analyst may have edited. Nothing
/// where the range holds no words.
#[must_use]
pub fn cite(
    article: &Article,
    title: &str,
    published: Option<&str>,
    range: ByteRange,
) -> Option<String> {
    let quote = on_one_line(article.quote(range));
    if quote.is_empty() {
        return None;
    }
    let title = on_one_line(title);
    let mut parts = Vec::new();
    if title != article.source {
        parts.push(title);
    }
    parts.extend(article.header.publisher.as_deref().map(on_one_line));
    parts.push(article.source.clone());
    parts.extend(article.header.record.clone());
    parts.extend(published.map(str::to_owned));
    parts.extend(article.header.url.clone());
    parts.retain(|part| !part.is_empty());
    let (start, end) = article.to_code_points(range);
    parts.push(format!("[{start}, {end})"));
    Some(format!("“{quote}” — {}", parts.join(", ")))
}

fn on_one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Header;

    #[track_caller]
    fn check(article: &Article, words: &str, title: &str, date: Option<&str>, expected: &str) {
        let start = article.text().find(words).unwrap();
        let range = ByteRange::new(start, start + words.len());
        assert_eq!(cite(article, title, date, range).as_deref(), Some(expected));
    }

    #[test]
    fn a_quotation_says_where_it_stands() {
        let header = Header {
            url: Some("https://example.org/a".to_owned()),
            publisher: Some("Desert Post".to_owned()),
            ..Header::default()
        };
        let article = Article::new("report.txt", "À Gao,\r\n  650 soldats\nsont là.", header);
        check(
            &article,
            "650 soldats\nsont",
            "Gao  today",
            Some("2024-04-25"),
            "“650 soldats sont” — Gao today, Desert Post, report.txt, 2024-04-25, https://example.org/a, [10, 26)",
        );
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let article = Article::from_text("a.txt", "叛军袭击。");
        check(&article, "袭击", "a.txt", None, "“袭击” — a.txt, [2, 4)");
        check(&article, "袭击", "", None, "“袭击” — a.txt, [2, 4)");
        let spaces = Article::from_text("a.txt", " \n ");
        assert_eq!(cite(&spaces, "", None, ByteRange::new(0, 3)), None);
        assert_eq!(cite(&spaces, "", None, ByteRange::new(7, 9)), None);
    }
}
