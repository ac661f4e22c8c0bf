//! The keymap in force: from chords to commands and back.

use std::collections::HashMap;

use super::chord::{Chord, Key};
use super::commands::{self, Command, Scope};
use super::faults::Fault;
use super::file::{self, Chosen};
use crate::annotation::Schema;

/// Which key does what.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    by_chord: HashMap<Chord, (Scope, Command)>,
    by_command: HashMap<Command, Vec<Chord>>,
}

impl Keymap {
    /// The default keys for a schema.
    #[must_use]
    pub fn standard(schema: &Schema) -> Self {
        Self::with(schema, &Chosen::default())
    }

    /// The default keys with what a keymap file says of them, and what is wrong with that file:
    /// each wrong entry leaves its command's default. O(n log n) in the file.
    #[must_use]
    pub fn read(schema: &Schema, text: &str) -> (Self, Vec<Fault>) {
        let (chosen, faults) = file::read(schema, text);
        (Self::with(schema, &chosen), faults)
    }

    fn with(schema: &Schema, chosen: &Chosen) -> Self {
        let mut keymap = Self::default();
        for (command, scope, defaults) in defaults() {
            for chord in chosen.get(&command).unwrap_or(&defaults) {
                keymap.bind(*chord, scope, command);
                if let Command::Move(motion) = command {
                    let extended = Chord {
                        shift: true,
                        ..*chord
                    };
                    keymap.bind(extended, Scope::Text, Command::Extend(motion));
                }
            }
        }
        for (command, chords) in of_labels(schema) {
            for chord in chords {
                keymap.bind(chord, Scope::Text, command);
            }
        }
        keymap
    }

    fn bind(&mut self, chord: Chord, scope: Scope, command: Command) {
        self.by_chord.entry(chord).or_insert((scope, command));
        let chords = self.by_command.entry(command).or_default();
        if !chords.contains(&chord) {
            chords.push(chord);
        }
    }

    /// What a chord means, and where it acts.
    #[must_use]
    pub fn bound(&self, chord: Chord) -> Option<(Scope, Command)> {
        self.by_chord.get(&chord).copied()
    }

    /// The keys of a command, the one that is shown first.
    #[must_use]
    pub fn chords(&self, command: Command) -> &[Chord] {
        self.by_command.get(&command).map_or(&[], Vec::as_slice)
    }

    /// The first key of a command, as it is shown; empty where it has none.
    #[must_use]
    pub fn shown(&self, command: Command) -> String {
        let first = self.chords(command).first();
        first.map_or_else(String::new, Chord::to_string)
    }

    /// All keys of a command, as they are shown.
    #[must_use]
    pub fn all_shown(&self, command: Command) -> String {
        let shown: Vec<_> = self.chords(command).iter().map(Chord::to_string).collect();
        shown.join(" or ")
    }
}

/// The commands that a file may bind, with their default keys.
pub(super) fn defaults() -> impl Iterator<Item = (Command, Scope, Vec<Chord>)> {
    let parse = |keys: &[&str]| keys.iter().filter_map(|keys| Chord::parse(keys)).collect();
    let entries = commands::entries().map(move |e| (e.command, e.scope, parse(e.keys)));
    let motions = commands::motions()
        .map(move |(motion, _, keys)| (Command::Move(*motion), Scope::Text, parse(keys)));
    entries.chain(motions)
}

/// The letters that commands have by default, with the titles of those commands: a label cannot
/// have them.
#[must_use]
pub fn letters() -> Vec<(char, &'static str)> {
    let mut found = Vec::new();
    for entry in commands::entries() {
        for key in entry.keys {
            let mut letters = key.chars();
            if let (Some(letter @ 'A'..='Z'), None) = (letters.next(), letters.next()) {
                found.push((letter, entry.title));
            }
        }
    }
    found
}

/// The keys that come from the labels: a letter, and for the first nine a digit and Ctrl with the
/// digit.
pub(super) fn of_labels(schema: &Schema) -> Vec<(Command, Vec<Chord>)> {
    let mut found = Vec::new();
    for (place, def) in (0u8..).zip(&schema.labels) {
        let letter = Key::named(&def.key.to_string());
        let digit = (place < 9).then(|| Key::named(&(place + 1).to_string()));
        let digit = digit.flatten();
        // The letter first: it is what menus show.
        let marks = letter.into_iter().chain(digit).map(Chord::plain).collect();
        found.push((Command::Mark(place), marks));
        let again = digit.map(|digit| Chord::new(true, false, false, digit));
        found.push((Command::MarkAgain(place), again.into_iter().collect()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_gets_its_letter_and_what_is_behind_the_ninth_no_digit() {
        let mut schema = Schema::built_in();
        let taken = letters();
        assert!(taken.contains(&('N', "Next suggestion")), "{taken:?}");
        let free = ('A'..='Z').filter(|c| !taken.iter().any(|(other, _)| other == c));
        let first = schema.labels[0].clone();
        schema.labels = free
            .map(|key| crate::annotation::LabelDef {
                key,
                ..first.clone()
            })
            .collect();
        let keymap = Keymap::standard(&schema);
        for (place, def) in (0u8..).zip(&schema.labels) {
            let letter = Chord::parse(&def.key.to_string());
            let bound = letter.and_then(|letter| keymap.bound(letter));
            assert_eq!(bound, Some((Scope::Text, Command::Mark(place))));
            let keys = keymap.chords(Command::Mark(place)).len();
            assert_eq!(keys, if place < 9 { 2 } else { 1 });
        }
    }

    #[test]
    fn every_default_key_is_readable_and_bound_once() {
        let keys = commands::entries().flat_map(|e| e.keys.iter().map(move |k| (*k, e.title)));
        let motions =
            commands::motions().flat_map(|(_, title, keys)| keys.iter().map(move |k| (*k, *title)));
        let mut seen = HashMap::new();
        for (key, title) in keys.chain(motions) {
            let chord = Chord::parse(key);
            assert!(chord.is_some(), "{title}: {key} is no key");
            if let Some(other) = seen.insert(chord, title) {
                panic!("{key} is bound to {other} and {title}");
            }
        }
    }
}
