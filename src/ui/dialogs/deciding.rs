//! Where the analyst decides what becomes of work that cannot simply go on: not saved, changed by
//! another program, broken.

use egui::{Button, Id, Ui, vec2};

use super::{focus_once, quiet};
use crate::formats::native::Counts;
use crate::jobs::Settle;
use crate::storage::Salvage;
use crate::storage::cut_off::CutOff;
use crate::text::made_visible;
use crate::ui::actions::{Action, DialogAnswer, SweepWish};
use crate::ui::document::CarriedCounts;
use crate::ui::panels::count;

pub(super) fn unsaved(ui: &mut Ui, why: &str, safe: bool, actions: &mut Vec<Action>) {
    ui.label(why);
    ui.add_space(4.0);
    ui.label(quiet(
        ui,
        if safe {
            "Your changes are safe in the journal: they come back when the article is opened again"
        } else {
            "The last changes are in memory only and would be lost"
        },
    ));
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let copy = ui.button("Save a copy…");
        if is_ready(ui) {
            focus_once(ui, copy.id);
        }
        if copy.clicked() {
            actions.push(Action::Run(crate::ui::commands::Command::SaveCopy));
        }
        let leave = if safe {
            "Leave; bring them back later"
        } else {
            "Leave without saving"
        };
        if ui.button(leave).clicked() {
            actions.push(Action::Dialog(DialogAnswer::DiscardAndLeave));
        }
        if ui.button("Stay").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

/// What becomes of a change across articles that was cut off.
pub(super) fn cut_off(ui: &mut Ui, change: &CutOff, actions: &mut Vec<Action>) {
    let CutOff { name, done, of, .. } = change;
    let said = format!(
        "The program ended in the middle of a change: “{name}” reached {done} of {}. Each article \
         is whole, with the change or without it.",
        count(*of, "article")
    );
    ui.add(egui::Label::new(made_visible(&said).as_ref()).wrap());
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let mut wish = None;
        if !change.words.is_empty() {
            let go_on = ui.button("Go on…");
            focus_once(ui, go_on.id);
            if go_on.clicked() {
                wish = Some(SweepWish::Again { back: false });
            }
            let back = ui.button("Take it back…");
            if back.clicked() {
                wish = Some(SweepWish::Again { back: true });
            }
        }
        let leave = ui.button("Leave it so");
        if change.words.is_empty() {
            focus_once(ui, leave.id);
        }
        if leave.clicked() {
            wish = Some(SweepWish::Leave);
        }
        actions.extend(wish.map(Action::Sweep));
    });
    if !change.words.is_empty() {
        ui.add_space(4.0);
        ui.label(quiet(
            ui,
            "Every mention is shown before anything is changed",
        ));
    }
}

/// What becomes of changes when another program wrote the file.
pub(super) fn changed(
    ui: &mut Ui,
    number: u64,
    name: &str,
    from_before: bool,
    actions: &mut Vec<Action>,
) {
    ui.label(if from_before {
        format!(
            "{name} was changed by another program. Changes of your last session are not in it yet: \
             they are safe in the journal."
        )
    } else {
        format!(
            "{name} was changed by another program since you opened it. \
             Your changes are safe in the journal."
        )
    });
    let settle = |how| DialogAnswer::Settle(number, how);
    choice(
        ui,
        "Merge by span",
        "Your changes are carried over; where both sides changed the same thing, the other \
         version is kept and you are told",
        settle(Settle::Merge),
        true,
        actions,
    );
    choice(
        ui,
        "Keep mine beside it",
        "Your version is saved in a file beside it, and the other one is opened",
        settle(Settle::KeepBeside),
        false,
        actions,
    );
    choice(
        ui,
        "Open the other version",
        "Your changes are set aside in a file and no longer shown",
        settle(Settle::Reload),
        false,
        actions,
    );
    not_now(ui, actions);
}

/// What becomes of annotations whose article was edited.
pub(super) fn edited(ui: &mut Ui, number: u64, counts: CarriedCounts, actions: &mut Vec<Action>) {
    ui.label("The text is no longer the one that was annotated. In the text as it is now:");
    ui.add_space(4.0);
    let mut line = |n: usize, what: &str, meaning: &str| {
        if n > 0 {
            ui.label(format!("•  {} {meaning}", count(n, what)));
        }
    };
    line(counts.exact, "span", "in sentences that are as they were");
    line(
        counts.moved,
        "span",
        "in a sentence that changed: to be confirmed one by one",
    );
    line(
        counts.lost,
        "span",
        "without a place: kept, and listed under Spans",
    );
    line(
        counts.left,
        "other entry",
        "without a place, mostly through those spans",
    );
    choice(
        ui,
        "Go on in the text as it is now",
        "The annotation file is saved with the new text",
        DialogAnswer::ChangeText(number),
        true,
        actions,
    );
    not_now(ui, actions);
}

/// What becomes of a broken annotation file of which some could be read.
pub(super) fn broken(
    ui: &mut Ui,
    number: u64,
    why: &str,
    salvaged: Salvage,
    actions: &mut Vec<Action>,
) {
    ui.label(why);
    ui.add_space(4.0);
    let read = salvaged.read;
    let nothing = read == Counts::default();
    if nothing {
        ui.label("Nothing of the work in it could be read.");
    } else {
        let mut parts = vec![count(read.spans, "span")];
        for (n, what) in [
            (read.events, "event"),
            (read.entities, "actor"),
            (read.rejected, "rejection"),
        ] {
            if n > 0 {
                parts.push(count(n, what));
            }
        }
        ui.label(format!(
            "{} could be read, and are shown behind this. Whatever else it held is not readable.",
            parts.join(", ")
        ));
    }
    let (title, meaning) = if nothing {
        (
            "Set it aside and begin anew",
            "It gets another name; changes in a journal are brought back",
        )
    } else {
        (
            "Go on with what could be read",
            "It is saved in the place of the broken file, of which a copy is set aside",
        )
    };
    choice(
        ui,
        title,
        meaning,
        DialogAnswer::Mend(number),
        true,
        actions,
    );
    not_now(ui, actions);
}

/// A button as wide as the dialog, with what it means below it.
fn choice(
    ui: &mut Ui,
    title: &str,
    meaning: &str,
    answer: DialogAnswer,
    first: bool,
    actions: &mut Vec<Action>,
) {
    ui.add_space(8.0);
    let width = ui.available_width();
    let response = ui.add(Button::new(title).min_size(vec2(width, 28.0)));
    if first && is_ready(ui) {
        focus_once(ui, response.id);
    }
    if response.clicked() {
        actions.push(Action::Dialog(answer));
    }
    ui.label(quiet(ui, meaning));
}

/// Whether a dialog has been there long enough to be read: it comes while somebody types, and the
/// key that was meant for the text must not decide.
fn is_ready(ui: &Ui) -> bool {
    const SECONDS: f64 = 0.7;
    let (now, frame) = (ui.input(|input| input.time), ui.ctx().cumulative_frame_nr());
    let memory = Id::unique("deciding since");
    let seen: Option<(f64, u64)> = ui.data(|data| data.get_temp(memory));
    let since = seen
        .filter(|(_, last)| last + 1 >= frame)
        .map_or(now, |(since, _)| since);
    ui.data_mut(|data| data.insert_temp(memory, (since, frame)));
    let left = since + SECONDS - now;
    if left > 0.0 {
        #[expect(clippy::cast_possible_truncation, reason = "less than a second")]
        ui.ctx().request_repaint_after_secs(left as f32 + 0.02);
    }
    left <= 0.0
}

fn not_now(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        if ui.button("Not now").clicked() {
            actions.push(Action::CloseDialog);
        }
        ui.label(quiet(ui, "Nothing is overwritten; Ctrl+S asks again"));
    });
}
