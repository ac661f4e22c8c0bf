//! What the schema asks of a span or of the article, to be answered by keys.

use egui::Ui;

use super::{Facts, focus_once, quiet};
use crate::ui::actions::{About, Action};
use crate::ui::panels::Questions;

/// Draws the questions; each answer is taken at once, and can be undone.
pub(super) fn answers(ui: &mut Ui, about: &About, facts: &Facts<'_>, actions: &mut Vec<Action>) {
    let Some(document) = facts.document else {
        return;
    };
    let (asked, given) = match about {
        About::Article => (&facts.schema.article[..], &document.set.attributes),
        About::Span(id) => {
            let Some(span) = document.set.span(id) else {
                ui.label("The span is gone");
                return;
            };
            let words = format!("{} {}", span.label, document.brief(span.range));
            ui.label(quiet(ui, &words));
            let def = facts.schema.label(&span.label);
            (def.map_or(&[][..], |def| &def.attributes), &span.attributes)
        }
    };
    let questions = Questions {
        about,
        asked,
        given,
        document: document.number,
        editable: document.read_only.is_none(),
        roomy: true,
    };
    let most = ui.ctx().content_rect().height() * 0.6;
    let first = egui::ScrollArea::vertical()
        .max_height(most)
        .show(ui, |ui| questions.show(ui, actions))
        .inner;
    if let Some(first) = first {
        focus_once(ui, first);
    }
    ui.add_space(8.0);
    if ui.button("Close").clicked() {
        actions.push(Action::CloseDialog);
    }
}
