//! The line above an article that is nearly the same as another one.

use egui::{RichText, Ui};

use crate::measure::near_duplicates::Likeness;
use crate::text::made_visible;
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::theme::Palette;

/// What is to be said of the article that is most alike.
pub struct AlikeNote {
    pub title: String,
    pub likeness: Likeness,
    /// How many others there are beside it.
    pub others: usize,
    /// How many spans it has that could be copied; nothing where this article has as many.
    pub spans: Option<usize>,
    /// The keys of going to it, and of copying.
    pub keys: [String; 2],
}

/// Draws the line.
pub fn alike_note(ui: &mut Ui, note: &AlikeNote, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        let title: String = note.title.chars().take(80).collect();
        let mut text = format!(
            "{} {}",
            likeness_in_words(note.likeness),
            made_visible(&title)
        );
        match note.others {
            0 => {}
            1 => text.push_str(", and 1 other"),
            others => text.push_str(&format!(", and {others} others")),
        }
        ui.label(RichText::new(text).color(palette.quiet))
            .on_hover_text(exactly(note.likeness));
        let button = |ui: &mut Ui, title: &str, keys: &str| {
            let button = ui.small_button(title);
            if keys.is_empty() {
                button
            } else {
                button.on_hover_text(keys)
            }
        };
        if button(ui, "Go to it", &note.keys[0]).clicked() {
            actions.push(Action::Run(Command::GoToAlike));
        }
        if let Some(spans) = note.spans {
            let title = format!("Copy its {}", super::count(spans, "span"));
            if button(ui, &title, &note.keys[1]).clicked() {
                actions.push(Action::Run(Command::CopyAlike));
                actions.push(Action::FocusText);
            }
        }
    });
}

/// "97 % the same as": the runs of four words that stand in both, as a part of all that stand in
/// either, rounded down. Where one goes on for long by itself, how much of this article stands in
/// the other one.
#[must_use]
pub fn likeness_in_words(likeness: Likeness) -> String {
    let resemblance = likeness.resemblance();
    if likeness.common == likeness.first && likeness.common == likeness.second {
        "The same words as".to_owned()
    } else if resemblance >= 0.5 {
        format!("{} % the same as", percent(resemblance))
    } else if likeness.of_first() >= likeness.of_second() {
        format!("{} % of it stands in", percent(likeness.of_first()))
    } else {
        format!("It holds {} % of", percent(likeness.of_second()))
    }
}

fn exactly(likeness: Likeness) -> String {
    format!(
        "{} % of its runs of four words stand in the other, {} % of the other's stand here",
        percent(likeness.of_first()),
        percent(likeness.of_second())
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 1"
)]
fn percent(share: f64) -> u32 {
    (share * 100.0).floor() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_likeness_is_told_as_what_it_is() {
        let check = |common, first, second, expected: &str| {
            let likeness = Likeness {
                common,
                first,
                second,
            };
            assert_eq!(likeness_in_words(likeness), expected);
        };
        check(300, 300, 300, "The same words as");
        check(299, 300, 300, "99 % the same as");
        check(194, 197, 197, "97 % the same as");
        check(300, 300, 700, "100 % of it stands in");
        check(295, 700, 300, "It holds 98 % of");
    }
}
