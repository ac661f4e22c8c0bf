//! A keymap as a file to start from.

use std::fmt::Write as _;

use super::commands::{self, Command, Menu};
use super::keymap::{Keymap, of_labels};
use super::names;
use crate::annotation::Schema;

/// The keymap in force as a keymap file, each command with its title as a comment. Read again it
/// gives the same keymap.
#[must_use]
pub fn template(keymap: &Keymap, schema: &Schema) -> String {
    let mut out = String::from(
        "# The keys of Obelus. Save this as keymap.toml in the settings folder, keep the lines that\n\
         # you change, and start Obelus again. A command has one key, several, or \"\" for none:\n\
         #     next_span = [\"M\", \"Ctrl+J\"]\n\
         # A key that another command has by default must be given away there first. With Shift the\n\
         # keys of motions extend the selection.\n",
    );
    for menu in Menu::ALL {
        let _ = write!(out, "\n# {}\n", menu.title());
        if menu == Menu::Mark {
            labels(&mut out, keymap, schema);
        }
        for entry in commands::entries().filter(|entry| entry.menu == menu) {
            line(&mut out, keymap, entry.command, entry.title);
        }
    }
    out.push_str("\n# Motions of the caret\n");
    for (motion, title, _) in commands::motions() {
        line(&mut out, keymap, Command::Move(*motion), title);
    }
    out
}

fn labels(out: &mut String, keymap: &Keymap, schema: &Schema) {
    out.push_str("# The keys that mark come from the labels and cannot be set here:\n");
    for (command, _) in of_labels(schema) {
        let (title, place) = match command {
            Command::Mark(place) => ("mark as", place),
            Command::MarkAgain(place) => ("second label", place),
            _ => continue,
        };
        let label = &schema.labels[usize::from(place)].label;
        let keys = keymap.all_shown(command);
        let _ = writeln!(out, "#     {keys}: {title} {label}");
    }
}

fn line(out: &mut String, keymap: &Keymap, command: Command, title: &str) {
    let Some(name) = names::name(command) else {
        return;
    };
    let written: Vec<_> = keymap
        .chords(command)
        .iter()
        .map(|chord| format!("\"{}\"", chord.written()))
        .collect();
    let keys = match written.as_slice() {
        [] => "\"\"".to_owned(),
        [one] => one.clone(),
        all => format!("[{}]", all.join(", ")),
    };
    let entry = format!("{name} = {keys}");
    let _ = writeln!(out, "{entry:<44} # {title}");
}
