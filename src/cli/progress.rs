//! How far long work is, on standard error.

use std::io::{self, IsTerminal as _};

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over `length` pieces of work, or a count where the length is not known. Hidden where
/// standard error is no terminal, or where results go to the same one.
pub(super) fn progress(length: Option<usize>, results_on_screen: bool) -> ProgressBar {
    let seen = io::stderr().is_terminal();
    let mixed = results_on_screen && io::stdout().is_terminal();
    if !seen || mixed || length == Some(1) {
        return ProgressBar::hidden();
    }
    let (bar, form) = match length {
        Some(length) => (
            ProgressBar::new(length as u64),
            "{bar:30} {pos}/{len} articles, {eta} left",
        ),
        None => (ProgressBar::new_spinner(), "{spinner} {pos} articles"),
    };
    match ProgressStyle::with_template(form) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
