//! From key events of the window to commands.

use egui::{Event, Key, Modifiers};

pub use crate::keyboard::Keymap;

use super::commands::{Command, Scope};
use crate::annotation::RoleDef;
use crate::keyboard::{self, Chord};

/// What a key press does where the focus is; `in_field` in a text field, `in_text` in the text
/// view.
#[must_use]
pub fn command(keymap: &Keymap, event: &Event, in_text: bool, in_field: bool) -> Option<Command> {
    // The window system turns these keys into events of their own.
    if matches!(event, Event::Copy) && in_text {
        return Some(Command::Copy);
    }
    let mut chords = chords(event);
    let (scope, command) = chords.find_map(|chord| keymap.bound(chord))?;
    let acts = match scope {
        Scope::Text => in_text,
        Scope::Desk => !in_field,
        Scope::Always => true,
    };
    acts.then_some(command)
}

/// The role that a key chooses while one is asked for: its letter, or its digit.
#[must_use]
pub fn role(event: &Event, roles: &[RoleDef]) -> Option<Command> {
    let key = |key: char| keyboard::Key::named(&key.to_string()).map(Chord::plain);
    let chosen = |chord| {
        (0u8..).zip(roles).find(|(place, role)| {
            let digit = char::from_digit(u32::from(*place) + 1, 10);
            key(role.key) == Some(chord) || digit.and_then(key) == Some(chord)
        })
    };
    chords(event)
        .find_map(chosen)
        .map(|(place, _)| Command::Role(place))
}

/// What a key press may be read as, the likeliest first. Digits are where they are on the
/// keyboard, whatever they are printed with: AZERTY's unshifted 4 arrives as a quote.
pub fn chords(event: &Event) -> impl Iterator<Item = Chord> {
    let pressed = match event {
        Event::Key {
            key,
            physical_key,
            pressed: true,
            modifiers,
            ..
        } => Some((*key, *physical_key, *modifiers)),
        _ => None,
    };
    pressed.into_iter().flat_map(|(key, physical, modifiers)| {
        let digit = physical.filter(|key| DIGITS.contains(key));
        let keys = digit.into_iter().chain([key]);
        keys.filter_map(move |key| chord(key, modifiers))
    })
}

fn chord(key: Key, modifiers: Modifiers) -> Option<Chord> {
    Some(Chord::new(
        modifiers.command || modifiers.ctrl,
        modifiers.alt,
        modifiers.shift,
        keyboard::Key::named(key.name())?,
    ))
}

const DIGITS: [Key; 10] = [
    Key::Num0,
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
    use crate::annotation::Schema;

    #[test]
    fn every_key_that_can_be_bound_is_one_of_the_windows() {
        for key in keyboard::Key::all() {
            let found = Key::from_name(key.name()).map(Key::name);
            assert_eq!(found, Some(key.name()));
        }
    }

    fn press(key: Key, modifiers: Modifiers) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    #[test]
    fn letters_act_only_in_the_text_view() {
        let keymap = Keymap::standard(&Schema::built_in());
        let a = press(Key::A, Modifiers::NONE);
        assert_eq!(command(&keymap, &a, true, false), Some(Command::Mark(0)));
        assert_eq!(command(&keymap, &a, false, false), None);
        let save = press(Key::S, Modifiers::COMMAND);
        assert_eq!(command(&keymap, &save, false, true), Some(Command::Save));
        let undo = press(Key::Z, Modifiers::COMMAND);
        assert_eq!(command(&keymap, &undo, false, true), None);
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
            command(&keymap, &azerty_four, true, false),
            Some(Command::Mark(3))
        );
    }
}
