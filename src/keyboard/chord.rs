//! Keys by name, alone and with modifiers.

use std::fmt;

/// The keys that can be bound: the name in keymap files, and how a key is shown where that
/// differs.
const KEYS: &[(&str, &str)] = &[
    ("Left", "←"),
    ("Right", "→"),
    ("Up", "↑"),
    ("Down", "↓"),
    ("Home", "Home"),
    ("End", "End"),
    ("PageUp", "Page Up"),
    ("PageDown", "Page Down"),
    ("Escape", "Esc"),
    ("Tab", "Tab"),
    ("Backspace", "Backspace"),
    ("Enter", "Enter"),
    ("Space", "Space"),
    ("Insert", "Insert"),
    ("Delete", "Delete"),
    ("Colon", ":"),
    ("Comma", ","),
    ("Minus", "−"),
    ("Period", "."),
    ("Plus", "+"),
    ("Equals", "="),
    ("Semicolon", ";"),
    ("Backslash", "\\"),
    ("Slash", "/"),
    ("Pipe", "|"),
    ("Questionmark", "?"),
    ("Exclamationmark", "!"),
    ("OpenBracket", "["),
    ("CloseBracket", "]"),
    ("OpenCurlyBracket", "{"),
    ("CloseCurlyBracket", "}"),
    ("Backtick", "`"),
    ("Quote", "'"),
    ("0", "0"),
    ("1", "1"),
    ("2", "2"),
    ("3", "3"),
    ("4", "4"),
    ("5", "5"),
    ("6", "6"),
    ("7", "7"),
    ("8", "8"),
    ("9", "9"),
    ("A", "A"),
    ("B", "B"),
    ("C", "C"),
    ("D", "D"),
    ("E", "E"),
    ("F", "F"),
    ("G", "G"),
    ("H", "H"),
    ("I", "I"),
    ("J", "J"),
    ("K", "K"),
    ("L", "L"),
    ("M", "M"),
    ("N", "N"),
    ("O", "O"),
    ("P", "P"),
    ("Q", "Q"),
    ("R", "R"),
    ("S", "S"),
    ("T", "T"),
    ("U", "U"),
    ("V", "V"),
    ("W", "W"),
    ("X", "X"),
    ("Y", "Y"),
    ("Z", "Z"),
    ("F1", "F1"),
    ("F2", "F2"),
    ("F3", "F3"),
    ("F4", "F4"),
    ("F5", "F5"),
    ("F6", "F6"),
    ("F7", "F7"),
    ("F8", "F8"),
    ("F9", "F9"),
    ("F10", "F10"),
    ("F11", "F11"),
    ("F12", "F12"),
];

/// A key of the keyboard, known by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(&'static str);

impl Key {
    /// The key of that name, or the key that types that one character; upper and lower case alike.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = match name {
            "-" => "Minus",
            "Esc" | "esc" => "Escape",
            other => other,
        };
        let found = KEYS.iter().find(|(known, shown)| {
            known.eq_ignore_ascii_case(name) || (shown.len() == 1 && *shown == name)
        });
        found.map(|(known, _)| Self(known))
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }

    /// All keys that can be bound.
    pub fn all() -> impl Iterator<Item = Self> {
        KEYS.iter().map(|(name, _)| Self(name))
    }

    fn shown(self) -> &'static str {
        let known = KEYS.iter().find(|(name, _)| *name == self.0);
        known.map_or(self.0, |(_, shown)| shown)
    }

    pub(super) fn is_function(self) -> bool {
        let digits = self.0.strip_prefix('F');
        digits
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    }

    /// Whether the key itself says that Shift is held, on some keyboards and not on others.
    fn shifted_or_not(self) -> bool {
        matches!(
            self.0,
            "Questionmark"
                | "Plus"
                | "Exclamationmark"
                | "Colon"
                | "Pipe"
                | "OpenCurlyBracket"
                | "CloseCurlyBracket"
        )
    }
}

/// A key with its modifiers. `ctrl` is Command on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
    pub key: Key,
}

impl Chord {
    /// A question mark is a question mark, with or without Shift on this keyboard: for such keys
    /// `shift` is left out.
    #[must_use]
    pub fn new(ctrl: bool, alt: bool, shift: bool, key: Key) -> Self {
        Self {
            ctrl,
            alt,
            shift: shift && !key.shifted_or_not(),
            key,
        }
    }

    /// A key alone.
    #[must_use]
    pub fn plain(key: Key) -> Self {
        Self::new(false, false, false, key)
    }

    /// Reads "Ctrl+Shift+Enter".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text.trim();
        while let Some((first, behind)) =
            rest.split_once('+').filter(|(first, _)| !first.is_empty())
        {
            let held = match first.trim().to_ascii_lowercase().as_str() {
                "ctrl" | "cmd" => &mut ctrl,
                "alt" => &mut alt,
                "shift" => &mut shift,
                _ => return None,
            };
            // Held twice is a slip.
            if std::mem::replace(held, true) {
                return None;
            }
            rest = behind.trim();
        }
        Some(Self::new(ctrl, alt, shift, Key::named(rest)?))
    }

    /// As keymap files have it: "Ctrl+PageDown".
    #[must_use]
    pub fn written(self) -> String {
        format!("{}{}", self.held(), self.key.name())
    }

    fn held(self) -> String {
        let all = [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ];
        all.iter()
            .filter(|(held, _)| *held)
            .map(|(_, name)| *name)
            .collect()
    }
}

impl fmt::Display for Chord {
    /// As it is shown: "Ctrl+Page Down".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.held(), self.key.shown())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_are_read_as_people_write_them() {
        for (text, shown) in [
            ("Ctrl+Shift+Enter", "Ctrl+Shift+Enter"),
            ("ctrl + pagedown", "Ctrl+Page Down"),
            ("Cmd+s", "Ctrl+S"),
            ("?", "?"),
            ("Shift+?", "?"),
            ("Ctrl++", "Ctrl++"),
            ("+", "+"),
            ("Ctrl+-", "Ctrl+−"),
            ("esc", "Esc"),
            ("Alt+Left", "Alt+←"),
        ] {
            let chord = Chord::parse(text);
            assert_eq!(
                chord.map(|c| c.to_string()).as_deref(),
                Some(shown),
                "{text}"
            );
        }
        for text in [
            "",
            "Ctrl",
            "Ctrl+",
            "Hyper+A",
            "Ctrl+Ctrl+A",
            "AB",
            "é",
            "Shift",
            "F99",
        ] {
            assert_eq!(Chord::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for key in Key::all() {
            let chord = Chord::new(true, false, true, key);
            assert_eq!(Chord::parse(&chord.written()), Some(chord));
        }
    }
}
