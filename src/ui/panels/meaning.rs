//! The way to what the selected span means: its value, its place, its codes or its type.
//!
//! One command leads there, whatever the span's label is. Each editor that the inspector draws
//! offers its first field with [`offer_meaning_field`]; the first that is offered in a frame is the
//! one to which the focus goes. A label without an editor has the inspector itself instead.

use egui::{Context, Id, Ui};

/// Under this name egui's memory keeps, as an [`egui::Id`], the first field of the editor of the
/// selected span; nothing where the span has none.
#[must_use]
pub(super) fn meaning_field() -> Id {
    Id::unique("first field of what the selected span means")
}

fn asked_for() -> Id {
    Id::unique("the focus goes to what the selected span means")
}

/// Offers a field of an editor in the inspector; the first of a frame counts.
pub(super) fn offer_meaning_field(ui: &Ui, field: Id) {
    ui.data_mut(|data| {
        data.get_temp_mut_or_insert_with(meaning_field(), || field);
    });
}

/// Moves the focus to what the selected span means as soon as the inspector has been drawn: its
/// editor need not have been on the screen before.
pub fn ask_for_meaning(context: &Context) {
    context.data_mut(|data| data.insert_temp(asked_for(), true));
    context.request_repaint();
}

/// Forgets the field of the last frame: it may have been another span's.
pub(super) fn forget_meaning_field(ui: &Ui) {
    ui.data_mut(|data| data.remove::<Id>(meaning_field()));
}

/// Moves the focus where that was asked for: to the field that was offered, else to `otherwise`.
pub(super) fn give_meaning_the_focus(ui: &Ui, otherwise: Id) {
    let asked = ui.data_mut(|data| data.remove_temp::<bool>(asked_for()));
    if asked == Some(true) {
        let field = ui.data(|data| data.get_temp(meaning_field()));
        ui.memory_mut(|memory| memory.request_focus(field.unwrap_or(otherwise)));
    }
}
