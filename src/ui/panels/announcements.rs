//! What is said aloud: live regions, which assistive technology reads when they change.

use egui::accesskit::{Live, Role};
use egui::{Context, Id};

/// What was announced last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announcement {
    /// Raised with every announcement.
    pub number: u64,
    pub text: String,
    /// Whether it is said at once, whatever is being read.
    pub urgent: bool,
}

/// Writes the announcement into one of two regions by turns: a region is read when its text
/// changes, so the same words twice in a row would be silent the second time. Nothing is painted.
pub fn live_regions(context: &Context, announcement: &Announcement) {
    for turn in 0..2 {
        let id = Id::unique(("announcements", turn));
        context.accesskit_node_builder(id, |node| {
            node.set_role(Role::Status);
            node.set_live(Live::Polite);
            if announcement.number % 2 == turn && !announcement.text.is_empty() {
                node.set_label(announcement.text.as_str());
                if announcement.urgent {
                    node.set_role(Role::Alert);
                    node.set_live(Live::Assertive);
                }
            }
        });
    }
}
