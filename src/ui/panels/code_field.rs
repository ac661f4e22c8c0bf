//! A field for a code that completes what is typed: by code ("NER") and by name ("nig").
//!
//! Enter takes the completion that the arrows have walked to, or the first; where nothing was
//! typed, it takes what is proposed. Leaving the field otherwise leaves the code as it was.

use egui::{Id, Key, Modifiers, RichText, TextEdit, Ui};

use super::articles::elided;
use crate::matching::codes::{Code, CodeName, complete};
use crate::ui::theme::{self, Palette};

/// How many completions are in view.
const MOST: usize = 6;
/// The height of one of them.
const ROW: f32 = 20.0;
/// The width of the names before fields.
pub(super) const NAME: f32 = 62.0;

/// A field of one frame.
pub(super) struct CodeField<'a> {
    /// As it is called.
    pub name: &'static str,
    /// The widget, another one for each span.
    pub id: Id,
    pub code: Option<&'a str>,
    pub proposed: Option<&'a Code>,
    pub codes: &'static [CodeName],
    pub editable: bool,
}

/// What came of a field.
#[derive(Debug, PartialEq)]
pub(super) enum Entered {
    /// Enter was pressed: the code to be set, or nothing where it stays.
    Done(Option<Option<String>>),
    /// A completion was clicked.
    Picked(String),
    /// It was left with Esc.
    Left,
}

#[derive(Clone, Default)]
struct Typed {
    text: String,
    walked: Option<usize>,
    touched: bool,
}

impl CodeField<'_> {
    /// Draws it. What was entered, if anything.
    pub fn show(&self, ui: &mut Ui) -> Option<Entered> {
        // In a scope of its own: what is shown while it is typed into must not change the names
        // of the widgets behind it.
        ui.push_id(self.id, |ui| self.show_within(ui)).inner
    }

    fn show_within(&self, ui: &mut Ui) -> Option<Entered> {
        let palette = Palette::of(ui.ctx());
        let memory = self.id.with("typed");
        let kept: Option<Typed> = ui.data(|data| data.get_temp(memory));
        let had_focus = ui.memory(|memory| memory.has_focus(self.id));
        let is_first = kept.is_none();
        let stands = || self.code.unwrap_or_default().to_owned();
        let mut typed = kept.filter(|_| had_focus).unwrap_or_else(|| Typed {
            text: stands(),
            ..Typed::default()
        });
        if had_focus && is_first {
            select_all(ui, self.id, &typed.text);
        }
        let offers = match typed.touched {
            true => complete(self.codes, &typed.text, MOST),
            false => Vec::new(),
        };
        if had_focus && !offers.is_empty() {
            let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            if taken(Key::ArrowDown) {
                let last = offers.len() - 1;
                typed.walked = Some(typed.walked.map_or(0, |at| (at + 1).min(last)));
            } else if taken(Key::ArrowUp) {
                typed.walked = typed.walked.and_then(|at| at.checked_sub(1));
            }
        }
        let mut entered = None;
        ui.horizontal(|ui| {
            let size = egui::vec2(NAME, 20.0);
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(size, layout, |ui| {
                ui.set_min_width(NAME);
                ui.label(RichText::new(self.name).small().color(palette.quiet));
            });
            let hint = self.proposed.map_or("", |code| &*code.code);
            let field = TextEdit::singleline(&mut typed.text)
                .id(self.id)
                .interactive(self.editable)
                .hint_text(hint)
                .desired_width(64.0);
            let field = ui.add(field);
            let said = match (self.code, self.proposed) {
                (None, Some(code)) => {
                    format!("{}, proposed {}: {}", self.name, code.code, code.reason)
                }
                _ => self.name.to_owned(),
            };
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &said));
            if field.gained_focus() {
                select_all(ui, self.id, &typed.text);
            }
            if field.changed() {
                typed.touched = true;
                typed.walked = None;
            }
            let pressed = |key| ui.input(|input| input.key_pressed(key));
            if field.lost_focus() && pressed(Key::Enter) {
                entered = self.enter(&typed, &offers);
                if entered.is_none() {
                    // What is no code stays to be mended.
                    ui.memory_mut(|memory| memory.request_focus(self.id));
                }
            } else if field.lost_focus() && pressed(Key::Escape) {
                entered = Some(Entered::Left);
            }
            self.meaning(ui, &typed, palette);
        });
        // A click on a completion takes the focus from the field in the same frame.
        let has_focus = ui.memory(|memory| memory.has_focus(self.id));
        if has_focus || had_focus {
            if let Some(code) = self.offers(ui, &typed, &offers, palette) {
                entered = Some(Entered::Picked(code));
            }
            let wrong = typed.touched && offers.is_empty() && !typed.text.trim().is_empty();
            if wrong {
                let text = RichText::new("No code and no name begins so").small();
                ui.label(text.color(palette.warning));
            }
        }
        if has_focus {
            ui.data_mut(|data| data.insert_temp(memory, typed));
        } else {
            ui.data_mut(|data| data.remove::<Typed>(memory));
        }
        entered
    }

    /// What Enter means; nothing where what was typed is no code.
    fn enter(&self, typed: &Typed, offers: &[CodeName]) -> Option<Entered> {
        let text = typed.text.trim();
        if !typed.touched || text.is_empty() {
            let code = match (self.code, self.proposed) {
                // Emptied by hand.
                (Some(_), _) if text.is_empty() => Some(None),
                (None, Some(proposed)) => Some(Some(proposed.code.to_string())),
                _ => None,
            };
            return Some(Entered::Done(code));
        }
        let offer = offers.get(typed.walked.unwrap_or(0))?;
        let same = self.code == Some(offer.code);
        let code = (!same).then(|| Some(offer.code.to_owned()));
        Some(Entered::Done(code))
    }

    /// What the code means, or what is proposed and why.
    fn meaning(&self, ui: &mut Ui, typed: &Typed, palette: &Palette) {
        let known = |code: &str| self.codes.iter().find(|known| known.code == code);
        let (text, color) = match (self.code, self.proposed) {
            _ if typed.touched => return,
            (Some(code), _) => match known(code) {
                Some(known) => (known.name.to_owned(), palette.ink),
                None => ("not a code of PLOVER".to_owned(), palette.warning),
            },
            (None, Some(proposed)) => (proposed.reason.clone(), palette.quiet),
            _ => return,
        };
        let label = egui::Label::new(RichText::new(&text).small().color(color)).truncate();
        ui.add(label).on_hover_text(text);
    }

    fn offers(
        &self,
        ui: &mut Ui,
        typed: &Typed,
        offers: &[CodeName],
        palette: &Palette,
    ) -> Option<String> {
        let mut picked = None;
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, offer) in offers.iter().enumerate() {
                let size = egui::vec2(ui.available_width(), ROW);
                let (rect, response) = ui.allocate_exact_size(size, egui::Sense::CLICK);
                // What Enter takes stands out.
                let chosen = typed.walked.unwrap_or(0) == index;
                response.widget_info(|| {
                    let name = format!("{} {}", offer.code, offer.name);
                    egui::WidgetInfo::selected(egui::Role::ListItem, true, chosen, name)
                });
                if chosen || response.hovered() {
                    ui.painter().rect_filled(rect, 3.0, palette.selection);
                }
                let left = rect.left() + NAME + 12.0;
                let code = elided(ui, offer.code, theme::strong(12.0), palette.ink, 60.0);
                let middle = |height: f32| rect.center().y - height / 2.0;
                let at = egui::pos2(left, middle(code.size().y));
                let used = 40.0_f32.max(code.size().x + 8.0);
                ui.painter().galley(at, code, palette.ink);
                let font = egui::FontId::proportional(12.0);
                let room = rect.right() - left - used;
                let name = elided(ui, offer.name, font, palette.quiet, room.max(0.0));
                let at = egui::pos2(left + used, middle(name.size().y));
                ui.painter().galley(at, name, palette.quiet);
                if response.clicked() {
                    picked = Some(offer.code.to_owned());
                }
            }
        });
        picked
    }
}

/// Selects all of a field, so that typing replaces it.
pub(super) fn select_all(ui: &Ui, id: Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}
