//! From keys to commands.

use std::collections::HashMap;
use std::fmt;

use egui::{Event, Key, Modifiers};

use super::commands::{self, Command, Scope};
use crate::annotation::Schema;

/// A key with its modifiers. `Ctrl` is Command on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
    pub key: Key,
}

impl Chord {
    /// Reads "Ctrl+Shift+Enter".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut chord = Self {
            ctrl: false,
            alt: false,
            shift: false,
            key: Key::Escape,
        };
        let mut parts = text.split('+').peekable();
        while let Some(part) = parts.next() {
            match part {
                "Ctrl" => chord.ctrl = true,
                "Alt" => chord.alt = true,
                "Shift" => chord.shift = true,
                name if parts.peek().is_none() => {
                    chord.key = match name {
                        "Left" => Key::ArrowLeft,
                        "Right" => Key::ArrowRight,
                        "Up" => Key::ArrowUp,
                        "Down" => Key::ArrowDown,
                        name => Key::from_name(name)?,
                    };
                    return Some(chord);
                }
                _ => return None,
            }
        }
        None
    }

    fn of(key: Key, modifiers: Modifiers) -> Self {
        Self {
            ctrl: modifiers.command || modifiers.ctrl,
            alt: modifiers.alt,
            // A question mark is a question mark, with or without Shift on this keyboard.
            shift: modifiers.shift && !matches!(key, Key::Questionmark | Key::Plus),
            key,
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl"),
            (self.alt, "Alt"),
            (self.shift, "Shift"),
        ] {
            if held {
                write!(f, "{name}+")?;
            }
        }
        f.write_str(match self.key {
            Key::ArrowLeft => "←",
            Key::ArrowRight => "→",
            Key::ArrowUp => "↑",
            Key::ArrowDown => "↓",
            Key::Plus => "+",
            Key::Minus => "−",
            Key::Equals => "=",
            Key::Comma => ",",
            Key::Questionmark => "?",
            Key::Escape => "Esc",
            Key::PageUp => "Page Up",
            Key::PageDown => "Page Down",
            key => key.name(),
        })
    }
}

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
        let mut keymap = Self::default();
        for entry in commands::entries() {
            for chord in entry.keys.iter().filter_map(|keys| Chord::parse(keys)) {
                keymap.bind(chord, entry.scope, entry.command);
            }
        }
        for (motion, _, keys) in commands::motions() {
            for chord in keys.iter().filter_map(|keys| Chord::parse(keys)) {
                keymap.bind(chord, Scope::Text, Command::Move(*motion));
                let extended = Chord {
                    shift: true,
                    ..chord
                };
                keymap.bind(extended, Scope::Text, Command::Extend(*motion));
            }
        }
        for (place, def) in (0u8..9).zip(&schema.labels) {
            let plain = |key| Chord {
                ctrl: false,
                alt: false,
                shift: false,
                key,
            };
            // The letter first: it is what menus show.
            if let Some(letter) = Key::from_name(&def.key.to_uppercase().to_string()) {
                keymap.bind(plain(letter), Scope::Text, Command::Mark(place));
            }
            let digit = plain(DIGITS[usize::from(place)]);
            keymap.bind(digit, Scope::Text, Command::Mark(place));
            let again = Chord {
                ctrl: true,
                ..digit
            };
            keymap.bind(again, Scope::Text, Command::MarkAgain(place));
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

    /// What a key press does where the focus is; `in_field` in a text field, `in_text` in the
    /// text view.
    #[must_use]
    pub fn command(&self, event: &Event, in_text: bool, in_field: bool) -> Option<Command> {
        let (key, physical, modifiers) = match event {
            Event::Key {
                key,
                physical_key,
                pressed: true,
                modifiers,
                ..
            } => (*key, *physical_key, *modifiers),
            // The window system turns these keys into events of their own.
            Event::Copy if in_text => return Some(Command::Copy),
            _ => return None,
        };
        // Digits are where they are on the keyboard, whatever they are printed with: AZERTY's
        // unshifted 4 arrives as a quote.
        let digit = physical.filter(|key| DIGITS.contains(key) || *key == Key::Num0);
        let bound = digit
            .and_then(|digit| self.by_chord.get(&Chord::of(digit, modifiers)))
            .or_else(|| self.by_chord.get(&Chord::of(key, modifiers)));
        let (scope, command) = *bound?;
        let acts = match scope {
            Scope::Text => in_text,
            Scope::Desk => !in_field,
            Scope::Always => true,
        };
        acts.then_some(command)
    }

    /// The first key of a command, as it is shown; empty where it has none.
    #[must_use]
    pub fn shown(&self, command: Command) -> String {
        self.by_command
            .get(&command)
            .and_then(|chords| chords.first())
            .map_or_else(String::new, Chord::to_string)
    }

    /// All keys of a command, as they are shown.
    #[must_use]
    pub fn all_shown(&self, command: Command) -> String {
        let chords = self
            .by_command
            .get(&command)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let shown: Vec<_> = chords.iter().map(Chord::to_string).collect();
        shown.join(" or ")
    }
}

const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn letters_act_only_in_the_text_view() {
        let keymap = Keymap::standard(&Schema::built_in());
        let press = |key, modifiers| Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        };
        let a = press(Key::A, Modifiers::NONE);
        assert_eq!(keymap.command(&a, true, false), Some(Command::Mark(0)));
        assert_eq!(keymap.command(&a, false, false), None);
        let save = press(Key::S, Modifiers::COMMAND);
        assert_eq!(keymap.command(&save, false, true), Some(Command::Save));
        let undo = press(Key::Z, Modifiers::COMMAND);
        assert_eq!(keymap.command(&undo, false, true), None);
    }

    #[test]
    fn digits_are_where_they_are_on_the_keyboard() {
        let keymap = Keymap::standard(&Schema::built_in());
        let azerty_four = Event::Key {
            key: Key::Quote,
            physical_key: Some(Key::Num4),
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        assert_eq!(
            keymap.command(&azerty_four, true, false),
            Some(Command::Mark(3))
        );
    }
}
