//! What a Markdown file says of itself above its text, between two `---` lines.
//!
//! Only plain `key: value` entries of the outermost level are read. The parser is asked for
//! events, never for a tree: no input can nest or multiply aliases until memory ends.

use jiff::civil::Date;
use yaml_rust2::parser::{Event, Parser};

use super::Outline;

/// The longest front matter that is looked for. What people write there is under 1 KB.
const LONGEST: usize = 64 * 1024;

/// Reads front matter. Without any, or where it is not YAML, the story begins at the top.
#[must_use]
pub fn read(text: &str) -> Outline {
    let mut outline = Outline::default();
    let Some((yaml, body)) = split(text) else {
        return outline;
    };
    let Some(entries) = entries(yaml) else {
        return outline;
    };
    outline.body = body;
    let mut source = None;
    for (key, value) in entries {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        match key.to_lowercase().as_str() {
            "title" | "headline" => outline.title = Some(value.to_owned()),
            "published" | "date" => outline.published = outline.published.or(day(value)),
            "url" | "link" => outline.url = Some(value.to_owned()),
            "source" if value.contains("://") => source = Some(value.to_owned()),
            "source" | "publisher" | "outlet" | "newspaper" => {
                outline.publisher.get_or_insert_with(|| value.to_owned());
            }
            "language" | "lang" => outline.language = Some(value.to_owned()),
            _ => {}
        }
    }
    outline.url = outline.url.or(source);
    outline
}

/// The YAML between the fences, and the byte at which the story begins.
fn split(text: &str) -> Option<(&str, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&text[first.len()..at], at + line.len()));
        }
        at += line.len();
        if at > LONGEST {
            return None;
        }
    }
    None
}

/// The scalars of the outermost mapping; nothing where it is none.
fn entries(yaml: &str) -> Option<Vec<(String, String)>> {
    let mut parser = Parser::new_from_str(yaml);
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut key: Option<String> = None;
    let mut is_mapping = false;
    loop {
        match parser.next_token().ok()?.0 {
            Event::StreamEnd => return is_mapping.then_some(found),
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                is_mapping |= depth == 0;
                depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                if depth == 1 {
                    key = None;
                }
            }
            Event::Scalar(value, ..) if depth == 1 => match key.take() {
                None => key = Some(value),
                Some(key) => found.push((key, value)),
            },
            Event::Alias(_) if depth == 1 => key = None,
            _ => {}
        }
    }
}

/// A day as files hold it, `2024-04-25`, from the ways in which front matter writes dates.
fn day(value: &str) -> Option<String> {
    let iso = value.get(..10).and_then(|head| head.parse::<Date>().ok());
    let worded = || {
        ["%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"]
            .iter()
            .find_map(|form| Date::strptime(form, value).ok())
    };
    iso.or_else(worded).map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_date_link_and_language_are_read() {
        let text = "---\r\ntitle: \"Talks: day two\"\r\ndate: 2024-04-25T08:00:00Z\r\n\
                    source: https://example.org/a\r\nlang: en\r\ntags: [a, {b: c}]\r\n---\r\nStory";
        let outline = read(text);
        assert_eq!(outline.title.as_deref(), Some("Talks: day two"));
        assert_eq!(outline.published.as_deref(), Some("2024-04-25"));
        assert_eq!(outline.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(outline.language.as_deref(), Some("en"));
        assert_eq!(outline.publisher, None);
        let named = read("---\nsource: Desert Post\nurl: https://example.org/a\n---\nStory");
        assert_eq!(named.publisher.as_deref(), Some("Desert Post"));
        assert_eq!(named.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(&text[outline.body..], "Story");
        assert_eq!(day("25 April 2024").as_deref(), Some("2024-04-25"));
        assert_eq!(day("soon"), None);
        assert_eq!(day("ééééééé"), None);
    }

    #[test]
    fn what_is_no_front_matter_is_story() {
        for text in [
            "",
            "---",
            "---\nno end",
            "--- \n: : {\n---\nStory",
            "Story\n---\ntitle: x\n---\n",
            "---\njust a rule above\n---\nStory",
        ] {
            assert_eq!(read(text), Outline::default(), "{text:?}");
        }
    }

    #[test]
    fn deep_nesting_and_aliases_end_at_once() {
        for piece in [
            "[",
            "{",
            "? ",
            "- ",
            "a: ",
            "&a ",
            "*a ",
            "!a ",
            "\"",
            "'",
            "| ",
            "{a: ",
            "[a, ",
            "a\n",
            "- a\n",
            "? a\n: b\n",
            "a: |\n",
            "%",
            "<<: *a\n",
            "\t",
            "\\",
            "#",
            "a:\n ",
        ] {
            let bomb = piece.repeat(60_000 / piece.len());
            let _ = read(&format!("---\na: {bomb}\n---\n"));
            let _ = read(&format!("---\n{bomb}\n---\n"));
        }
        let bomb = "---\na: &a [x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\ntitle: T\n---\nStory";
        assert_eq!(read(bomb).title.as_deref(), Some("T"));
    }
}
