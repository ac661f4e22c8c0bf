//! Actors on the desk: walking through mentions, and joining what is clearly the same.

use super::Desk;
use crate::ui::dialogs::{Dialog, JoiningForm};
use crate::ui::document::{ClearChain, Document};

impl Desk {
    pub(super) fn walk_mentions(&mut self, forward: bool) {
        self.message = None;
        let walked = self
            .document_mut()
            .is_some_and(|d| d.walk_mentions(forward));
        if !walked {
            self.say("No other mention of this actor");
        }
    }

    /// Offers to join what is clearly the same actor, all over the article.
    pub(super) fn offer_joining(&mut self) {
        let Some(document) = self.document() else {
            self.warn("Open an article first");
            return;
        };
        if let Some(why) = document.read_only.clone() {
            self.warn(format!("Nothing can be changed here: {why}"));
            return;
        }
        let chains = document.clear_chains();
        if chains.is_empty() {
            self.say("No actors that are clearly the same and not joined yet");
            return;
        }
        self.dialog = Some(Dialog::Joining(JoiningForm::new(document, chains)));
    }

    pub(super) fn join_actors(&mut self, number: u64, chains: &[ClearChain]) {
        if self.document().map(|d: &Document| d.number) == Some(number) {
            self.act(|d, _, clock| d.join_chains(chains, clock));
        }
    }
}
