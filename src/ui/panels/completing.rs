//! A field that completes what is typed from a list: the arrows choose, Enter takes.

use egui::{Id, Key, Modifiers, RichText, TextEdit, Ui};

use crate::ui::theme::Palette;

/// How many options are listed below the field.
const SHOWN: usize = 7;

/// One option with what it means.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice<'a> {
    pub name: &'a str,
    pub description: &'a str,
}

/// What is being typed, while the field has the focus.
#[derive(Clone, Debug, Default)]
struct Typing {
    text: String,
    /// Which of the options that fit is chosen; the first where nothing was chosen by hand.
    chosen: usize,
    /// Whether anything was typed or chosen since the field got the focus.
    touched: bool,
    /// Whether the text is what was typed: then only what fits is listed.
    typed: bool,
}

/// Draws the field. What was taken, if anything was: an option, or nothing for an empty field.
pub(super) fn completing<'a>(
    ui: &mut Ui,
    id: Id,
    name: &str,
    stands: &str,
    choices: &[Choice<'a>],
    editable: bool,
) -> Option<Option<&'a str>> {
    let typing: Option<Typing> = ui.data(|data| data.get_temp(id));
    let focused = ui.memory(|memory| memory.has_focus(id));
    let mut typing = typing.filter(|_| focused).unwrap_or_else(|| Typing {
        text: stands.to_owned(),
        ..Typing::default()
    });
    let mut fitting = fitting(choices, &typing);
    let mut taken = None;
    if focused {
        let step = ui.input_mut(|input| {
            let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
            let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
            (down, up)
        });
        if step != (0, 0) {
            // The first arrow shows all; what stands there is where it begins.
            typing.chosen = (typing.chosen + step.0).saturating_sub(step.1);
            if !typing.touched {
                let here = choices.iter().position(|choice| choice.name == stands);
                typing.chosen = here.map_or(0, |here| (here + step.0).saturating_sub(step.1));
            }
            typing.touched = true;
            fitting = self::fitting(choices, &typing);
            typing.chosen = typing.chosen.min(fitting.len().saturating_sub(1));
        }
    }
    let before = typing.text.clone();
    let field = ui.add(
        TextEdit::singleline(&mut typing.text)
            .id(id)
            .interactive(editable)
            .hint_text("not decided")
            .desired_width((ui.available_size_before_wrap().x - 12.0).clamp(60.0, 150.0)),
    );
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if typing.text != before {
        typing.chosen = 0;
        (typing.touched, typing.typed) = (true, true);
        fitting = self::fitting(choices, &typing);
    }
    if field.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, typing.clone()));
        taken = list(ui, &typing, &fitting).map(Some);
    } else {
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if entered && typing.touched {
            taken = match typing.text.trim().is_empty() && typing.chosen == 0 {
                true => Some(None),
                false => fitting.get(typing.chosen).map(|choice| Some(choice.name)),
            };
        }
        ui.data_mut(|data| data.remove::<Typing>(id));
    }
    taken.filter(|taken| taken.unwrap_or_default() != stands)
}

/// The options that fit what is typed: those that begin with it, then those that hold it. All where
/// nothing was typed yet, or only arrows were pressed.
fn fitting<'a>(choices: &[Choice<'a>], typing: &Typing) -> Vec<Choice<'a>> {
    let wanted = typing.text.trim().to_lowercase();
    if wanted.is_empty() || !typing.typed {
        return choices.to_vec();
    }
    let begins = |choice: &&Choice<'_>| choice.name.to_lowercase().starts_with(&wanted);
    let holds = |choice: &&Choice<'_>| {
        !choice.name.to_lowercase().starts_with(&wanted)
            && (choice.name.to_lowercase().contains(&wanted)
                || choice.description.to_lowercase().contains(&wanted))
    };
    let first = choices.iter().filter(begins).copied();
    first.chain(choices.iter().filter(holds).copied()).collect()
}

/// Lists what fits around what is chosen; what was clicked.
fn list<'a>(ui: &mut Ui, typing: &Typing, fitting: &[Choice<'a>]) -> Option<&'a str> {
    let palette = Palette::of(ui.ctx());
    if !typing.touched {
        let hint = RichText::new("Type or choose with the arrows").small();
        ui.label(hint.color(palette.quiet));
        return None;
    }
    if fitting.is_empty() {
        let none = RichText::new("No type begins so").small();
        ui.label(none.color(palette.warning));
        return None;
    }
    let mut clicked = None;
    let first = typing.chosen.saturating_sub(SHOWN / 2);
    let first = first.min(fitting.len().saturating_sub(SHOWN));
    ui.end_row();
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (place, choice) in fitting.iter().enumerate().skip(first).take(SHOWN) {
            let chosen = place == typing.chosen;
            let mark = if chosen { "▸ " } else { "   " };
            let text = RichText::new(format!("{mark}{}", choice.name)).size(12.5);
            let text = if chosen {
                text.strong().color(palette.accent)
            } else {
                text
            };
            let label = egui::Label::new(text)
                .selectable(false)
                .sense(egui::Sense::CLICK);
            let row = ui.add(label).on_hover_text(choice.description);
            row.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::ListItem, true, chosen, choice.name)
            });
            if row.clicked() {
                clicked = Some(choice.name);
            }
        }
        if let Some(choice) = fitting
            .get(typing.chosen)
            .filter(|c| !c.description.is_empty())
        {
            let text = RichText::new(choice.description)
                .small()
                .color(palette.quiet);
            ui.add(egui::Label::new(text).wrap());
        }
    });
    clicked
}
