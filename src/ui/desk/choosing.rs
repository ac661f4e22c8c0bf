//! Choosing which matchers are listened to, and the language in which they read.

use super::Desk;
use crate::formats;
use crate::matching::{Choices, Language};

impl Desk {
    /// Listens to other matchers. While a slider is being dragged, the article is read again as
    /// often as it can be.
    pub(super) fn choose(&mut self, choices: Choices, settled: bool) {
        if choices != self.choices {
            self.choices = choices;
            self.choices_revision += 1;
        }
        if !settled {
            self.read_again = true;
            return;
        }
        self.read_again = false;
        let revision = self.choices_revision;
        if self.document().is_some_and(|d| d.read_with != revision) {
            self.match_active();
        }
        let before = self.around.settings.suggestions.clone();
        formats::choices::write(&self.choices, &mut self.around.settings.suggestions);
        if self.around.settings.suggestions != before {
            self.keep_settings();
        }
    }

    /// What vague words come to here: as the corpus has it, else as the analyst has set it. Where
    /// that has changed, the article is read again.
    pub(super) fn take_vague_policy(&mut self) {
        let set = self.around.settings.vague_words;
        let policy = self.schema.figures.vague.unwrap_or(set);
        if policy == self.choices.vague {
            return;
        }
        self.choices.vague = policy;
        self.choices_revision += 1;
        for document in self.documents.values_mut() {
            document.vague = policy;
        }
        if self.document().is_some() {
            self.match_active();
        }
    }

    /// Reads the article again with choices that have changed since, when it has been read.
    pub(super) fn read_again_if_wanted(&mut self) {
        if self.read_again && self.document().is_none_or(|d| d.offers.complete) {
            self.read_again = false;
            self.match_active();
        }
    }

    /// Sets the language in which the matchers read the article; with nothing, they make it out.
    pub(super) fn set_language(&mut self, language: Option<Language>) {
        let Some(document) = self.document_mut() else {
            return;
        };
        document.language_set = language;
        self.match_active();
        let name = self.document().and_then(|d| d.read_in.as_ref());
        let name = name.map(|(_, name)| name.chars().take(40).collect::<String>());
        if let Some(name) = name {
            self.say(format!("The matchers read it as: {name}"));
        }
    }
}
