//! Help, made from the table of commands and the keymap.

use egui::{Grid, Key, RichText, ScrollArea, Ui};

use super::Facts;
use crate::ui::commands::{self, Command, Menu};
use crate::ui::theme::{self, Palette};

/// How one works here, with the keys in force.
fn steps(facts: &Facts<'_>) -> [String; 6] {
    let labels = &facts.schema.labels;
    let letters: Vec<_> = labels.iter().map(|def| def.key.to_string()).collect();
    let names: Vec<_> = labels.iter().map(|def| def.label.to_string()).collect();
    // Commands whose key was taken away are still found by their title.
    let key = |command: Command| {
        let title = commands::entries().find(|entry| entry.command == command);
        let title = title.map_or("", |entry| entry.title);
        match facts.keymap.shown(command) {
            keys if keys.is_empty() => format!("“{title}”"),
            keys => keys,
        }
    };
    [
        "Open an article or a folder, or paste an article from the browser.".to_owned(),
        format!(
            "Select words, or put the caret on one, and press {}: {}.",
            letters.join(", "),
            names.join(", ")
        ),
        format!(
            "Press {} to review the suggestions: {} accepts, {} rejects, a label’s letter accepts as that label.",
            key(Command::NextSuggestion),
            key(Command::Accept),
            key(Command::Reject)
        ),
        format!(
            "Press {} or {} to select a span; then relabel it, move its ends, set its head, add a note or delete it.",
            key(Command::NextSpan),
            key(Command::CycleSpans)
        ),
        format!(
            "With an event selected {} fills its roles; with an actor selected {} says which mention is the same.",
            key(Command::FillRole),
            key(Command::SameActor)
        ),
        "Everything can be undone. Your work is saved by itself, beside the article.".to_owned(),
    ]
}

pub(super) fn help(ui: &mut Ui, facts: &Facts<'_>) {
    let palette = Palette::of(ui.ctx());
    let height = (ui.ctx().content_rect().height() - 140.0).max(160.0);
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            scroll_by_keys(ui, height);
            for fault in facts.keymap_faults {
                let fault = RichText::new(fault).color(palette.warning);
                ui.add(egui::Label::new(fault).wrap());
            }
            if !facts.keymap_faults.is_empty() {
                ui.label("The other entries hold, and for these the default stays");
                ui.add_space(10.0);
            }
            for (number, step) in steps(facts).iter().enumerate() {
                let step = format!("{}. {step}", number + 1);
                ui.add(egui::Label::new(step).wrap());
            }
            ui.add_space(6.0);
            let own = "Other keys go into keymap.toml in the settings folder, and hold from the next start on; “obelus keys” prints such a file";
            ui.add(egui::Label::new(RichText::new(own).color(palette.quiet)).wrap());
            for menu in Menu::ALL {
                ui.add_space(10.0);
                ui.label(RichText::new(menu.title()).font(theme::strong(13.5)));
                Grid::new(("keys", menu.title()))
                    .num_columns(2)
                    .spacing([18.0, 3.0])
                    .show(ui, |ui| {
                        if menu == Menu::Mark {
                            for (place, def) in (0u8..).zip(&facts.schema.labels) {
                                row(
                                    ui,
                                    facts,
                                    palette,
                                    Command::Mark(place),
                                    &format!("Mark as {}", def.label),
                                );
                            }
                            for (place, def) in (0u8..).zip(&facts.schema.labels) {
                                row(
                                    ui,
                                    facts,
                                    palette,
                                    Command::MarkAgain(place),
                                    &format!("Second label: {}", def.label),
                                );
                            }
                        }
                        for entry in commands::entries().filter(|entry| entry.menu == menu) {
                            row(ui, facts, palette, entry.command, entry.title);
                        }
                        if menu == Menu::Mark {
                            roles(ui, facts, palette);
                        }
                        if menu == Menu::Go {
                            for (motion, title, _) in commands::motions() {
                                row(ui, facts, palette, Command::Move(*motion), title);
                            }
                            ui.label(RichText::new("with Shift").color(palette.quiet));
                            ui.label("Extends the selection");
                            ui.end_row();
                        }
                    });
            }
        });
}

fn row(ui: &mut Ui, facts: &Facts<'_>, palette: &Palette, command: Command, title: &str) {
    let keys = facts.keymap.all_shown(command);
    if keys.is_empty() {
        return;
    }
    ui.scope(|ui| {
        ui.set_min_width(170.0);
        ui.label(RichText::new(keys).color(palette.quiet));
    });
    ui.label(title);
    ui.end_row();
}

/// The keys that mean a role behind the one that asks for it.
fn roles(ui: &mut Ui, facts: &Facts<'_>, palette: &Palette) {
    let first = facts.keymap.shown(Command::FillRole);
    if first.is_empty() {
        return;
    }
    for (place, role) in facts.schema.roles.iter().enumerate() {
        let keys = format!("{first}, then {} or {}", role.key, place + 1);
        ui.label(RichText::new(keys).color(palette.quiet));
        ui.label(format!("Fill the role: {}", role.name));
        ui.end_row();
    }
}

pub(super) fn about(ui: &mut Ui) {
    ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
    ui.label("A native desk for annotating news. No server; nothing leaves this machine.");
    ui.label("MIT OR Apache-2.0; faces under the SIL Open Font License; places from GeoNames, CC BY 4.0.");
}

/// The page moves by the keys that move a page.
fn scroll_by_keys(ui: &Ui, height: f32) {
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let line = 27.0;
    for (key, down) in [
        (Key::ArrowDown, line),
        (Key::ArrowUp, -line),
        (Key::PageDown, height - 2.0 * line),
        (Key::PageUp, 2.0 * line - height),
        (Key::Space, height - 2.0 * line),
        (Key::End, 1e5),
        (Key::Home, -1e5),
    ] {
        if pressed(key) {
            ui.scroll_with_delta(egui::vec2(0.0, -down));
        }
    }
}
