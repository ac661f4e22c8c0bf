//! Words of files on a terminal.

use std::fmt::{self, Display, Write};

use crate::text::steers;

/// Shows what it holds without characters that would steer the terminal or reorder the line:
/// names, titles and quotes come from files. They are written as escapes, as Rust writes them.
pub(super) struct Visible<T>(pub T);

impl<T: Display> Display for Visible<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

struct Escaping<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            if steers(c) {
                write!(self.0, "{}", c.escape_default())?;
            } else {
                self.0.write_char(c)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_instead() {
        let hostile = "a\u{1b}[2J\u{9b}1m\r\nb \u{202e}txt.exe\u{2066} déjà 🚨 مرحبا";
        assert_eq!(
            Visible(hostile).to_string(),
            "a\\u{1b}[2J\\u{9b}1m\\r\\nb \\u{202e}txt.exe\\u{2066} déjà 🚨 مرحبا"
        );
    }
}
