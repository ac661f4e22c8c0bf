//! Articles from the clipboard.

use super::Desk;
use crate::jobs::Request;
use crate::ui::actions::PastedArticle;

impl Desk {
    /// Writes a pasted article to a new Markdown file with front matter.
    pub(super) fn write_pasted(&mut self, pasted: &PastedArticle) {
        let folders = self.corpus.as_ref().filter(|corpus| !corpus.of_records);
        let open = folders.map(|corpus| corpus.root.clone());
        let folder = open.or_else(|| {
            let folders = directories::UserDirs::new()?;
            Some(
                folders
                    .document_dir()
                    .unwrap_or(folders.home_dir())
                    .to_owned(),
            )
        });
        let Some(folder) = folder else {
            self.warn("There is no folder to put the article into: open one first");
            return;
        };
        let mut path = folder.join(pasted.file_name(1));
        for number in 2.. {
            if self.around.storage.kind(&path).is_err() {
                break;
            }
            path = folder.join(pasted.file_name(number));
        }
        let text = pasted.to_markdown();
        self.ask(Request::WriteArticle { path, text });
    }
}

impl PastedArticle {
    /// A file name made from the title or the first words.
    fn file_name(&self, number: usize) -> String {
        let words = if self.title.trim().is_empty() {
            self.text.trim()
        } else {
            self.title.trim()
        };
        let mut slug = String::new();
        for c in words.chars().take(60) {
            if c.is_alphanumeric() {
                slug.extend(c.to_lowercase());
            } else if !slug.ends_with('-') && !slug.is_empty() {
                slug.push('-');
            }
        }
        let slug = slug.trim_end_matches('-');
        let slug = if slug.is_empty() { "article" } else { slug };
        if number == 1 {
            format!("{slug}.md")
        } else {
            format!("{slug}-{number}.md")
        }
    }

    /// The text under a front matter with what is known of it.
    fn to_markdown(&self) -> String {
        let mut front = String::new();
        for (key, value) in [
            ("title", &self.title),
            ("date", &self.date),
            ("url", &self.url),
        ] {
            let value = value.trim();
            if !value.is_empty() {
                // A JSON string is a YAML string.
                let quoted = serde_json::Value::from(value).to_string();
                front.push_str(&format!("{key}: {quoted}\n"));
            }
        }
        let text = self.text.trim();
        if front.is_empty() {
            format!("{text}\n")
        } else {
            format!("---\n{front}---\n\n{text}\n")
        }
    }
}
