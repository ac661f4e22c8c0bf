//! Where the article's places are shown.

use egui::Context;

use super::Desk;
use super::panes::Pane;
use crate::ui::map;
use crate::ui::panels::Tab;

impl Desk {
    /// Shows the map beside the text, with the focus on it; where it is shown, the list again.
    pub(super) fn show_map(&mut self, context: &Context) {
        if self.document().is_none() {
            self.warn("Open an article first");
        } else if self.panes.is_there(Pane::Inspector) && self.tab == Tab::Map {
            self.tab = Tab::default();
        } else {
            self.panes.ask_for(Pane::Inspector);
            self.tab = Tab::Map;
            map::ask_for_focus(context);
        }
    }
}
