//! What a figure says, as a field in the compact notation: typed, read back in words at once, and
//! set by Enter.

use egui::text::{CCursor, CCursorRange};
use egui::{Align, Button, Id as WidgetId, Key, Layout, Modifiers, RichText, TextEdit, Ui};

use super::inspector::Inspector;
use super::meaning::offer_meaning_field;
use super::values::reading_in_words;
use crate::annotation::{FigureKind, Id, Span, VaguePolicy, notation};
use crate::text::made_visible;
use crate::ui::actions::Action;
use crate::ui::theme::Palette;

/// The most of a reading that is shown, in characters: a number may have hundreds of digits.
const LONGEST: usize = 160;

/// The width of the name beside the field, as of other facts.
const NAME: f32 = 62.0;

/// What may be typed, in short.
const NOTATION: &str = "650 troops · ~650 · ≥10 · >10 · ≤3 km · <5 % · 20–30 dead · 20–30 (22) · \
    dozens dead · 2.5 million USD · 12 people #dead";

/// What is typed in the field, as long as it has the focus.
#[derive(Clone, Debug)]
struct Typed(String);

impl Inspector<'_> {
    /// Draws the field, what it says, and the kinds.
    pub(super) fn value_editor(&self, ui: &mut Ui, span: &Span, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let editable = self.document.read_only.is_none();
        let id = field_of(self.document.number, &span.id);
        let stands = span
            .value
            .as_deref()
            .map(notation::write)
            .unwrap_or_default();
        offer_meaning_field(ui, id);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let kept: Option<Typed> = ui.data(|data| data.get_temp(id));
        if focused && kept.is_none() {
            select_all(ui, id, &stands);
        }
        let mut text = kept.map_or_else(|| stands.clone(), |typed| typed.0);
        if focused {
            self.step_kind(ui, &mut text);
        }
        let policy = self.document.vague;
        let field = ui.horizontal_top(|ui| {
            let size = egui::vec2(NAME, 22.0);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(NAME);
                let name = ui.label(RichText::new("Value").small().color(palette.quiet));
                name.on_hover_text(NOTATION);
            });
            ui.vertical(|ui| {
                let field = TextEdit::singleline(&mut text)
                    .id(id)
                    .interactive(editable)
                    .hint_text("~650 troops, 20–30 dead, ≥10")
                    .desired_width(f32::INFINITY);
                let field = ui.add(field);
                self.reading(ui, &text, policy);
                let kind = match notation::read(&text, policy) {
                    Ok(value) => Some(value.kind),
                    Err(_) => span.value.as_ref().map(|value| value.kind),
                };
                let kind = kind.filter(|_| !text.trim().is_empty());
                self.kinds(ui, &span.id, kind, actions);
                if focused {
                    let keys = "Enter sets · Esc leaves · ↑ ↓ kind";
                    ui.label(RichText::new(keys).small().color(palette.quiet));
                }
                field
            })
        });
        let field = field.inner.inner;
        let spoken = text.clone();
        field.widget_info(|| {
            let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, editable, "Value");
            info.current_text_value = Some(spoken.clone());
            info
        });
        ui.add_space(3.0);
        if field.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, Typed(text)));
        } else if field.lost_focus() {
            self.left(ui, id, span, (&text, &stands), actions);
        } else {
            ui.data_mut(|data| data.remove::<Typed>(id));
        }
    }

    /// The field was left: by Enter the value is set, by Esc nothing is, and otherwise what was
    /// typed is handed in. What cannot be read stays where it was typed.
    fn left(
        &self,
        ui: &Ui,
        id: WidgetId,
        span: &Span,
        (text, stands): (&str, &str),
        actions: &mut Vec<Action>,
    ) {
        let (enter, escape) = ui.input(|input| {
            let enter = input.key_pressed(Key::Enter);
            (enter, input.key_pressed(Key::Escape))
        });
        let readable = text.trim().is_empty() || notation::read(text, self.document.vague).is_ok();
        if !escape && text != stands {
            actions.push(Action::SetValue(span.id.clone(), text.to_owned()));
        }
        if enter && !readable {
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.data_mut(|data| data.insert_temp(id, Typed(text.to_owned())));
            return;
        }
        ui.data_mut(|data| data.remove::<Typed>(id));
        if enter || escape {
            actions.push(Action::FocusText);
        }
    }

    /// What is written in words, or what is wrong with it.
    fn reading(&self, ui: &mut Ui, text: &str, policy: VaguePolicy) {
        let palette = Palette::of(ui.ctx());
        if text.trim().is_empty() {
            return;
        }
        let (words, color) = match notation::read(text, policy) {
            Ok(value) => (reading_in_words(&value), palette.ink),
            Err(error) => {
                let why = crate::ui::document::sentence(&error);
                let place = text
                    .get(..error.at.start)
                    .map_or(0, |before| before.chars().count());
                let said = match place {
                    0 => why,
                    place => format!("{why} (at character {})", place + 1),
                };
                (said, palette.warning)
            }
        };
        let words = match words.char_indices().nth(LONGEST) {
            Some((cut, _)) => format!("{}…", &words[..cut]),
            None => words,
        };
        let words = RichText::new(made_visible(&words)).size(12.5).color(color);
        ui.add(egui::Label::new(words).wrap());
    }

    /// The kinds as a row; the one that holds is filled.
    fn kinds(&self, ui: &mut Ui, id: &Id, holds: Option<FigureKind>, actions: &mut Vec<Action>) {
        let editable = self.document.read_only.is_none() && holds.is_some();
        ui.scope(|ui| {
            // The height of a row is that of a button with which one does more.
            ui.spacing_mut().interact_size.y = 17.0;
            ui.spacing_mut().item_spacing = egui::vec2(3.0, 4.0);
            ui.horizontal_wrapped(|ui| {
                for kind in FigureKind::ALL {
                    let chosen = holds == Some(kind);
                    if self.kind(ui, kind, chosen, editable) && !chosen {
                        actions.push(Action::SetKind(id.clone(), kind));
                    }
                }
            });
        });
    }

    /// One kind; whether it was chosen.
    fn kind(&self, ui: &mut Ui, kind: FigureKind, chosen: bool, editable: bool) -> bool {
        let palette = Palette::of(ui.ctx());
        let (ink, ground) = match chosen {
            true => (palette.paper, palette.quiet),
            false => (palette.quiet, egui::Color32::TRANSPARENT),
        };
        let name = RichText::new(kind.name()).size(11.0).color(ink);
        let button = Button::new(name)
            .small()
            .fill(ground)
            .stroke(egui::Stroke::new(1.0, palette.rule));
        let button = ui.add_enabled(editable, button);
        button.widget_info(|| {
            let name = format!("Kind: {}", kind.name());
            egui::WidgetInfo::selected(egui::Role::RadioButton, editable, chosen, name)
        });
        button.clicked()
    }

    /// ↑ and ↓ in the field choose the kind.
    fn step_kind(&self, ui: &Ui, text: &mut String) {
        let (up, down) = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            (pressed(Key::ArrowUp), pressed(Key::ArrowDown))
        });
        if up == down {
            return;
        }
        if let Ok(mut value) = notation::read(text, self.document.vague) {
            let all = FigureKind::ALL;
            let at = all.iter().position(|kind| *kind == value.kind).unwrap_or(0);
            let step = if down { 1 } else { all.len() - 1 };
            value.kind = all[(at + step) % all.len()];
            *text = notation::write(&value);
        }
    }
}

/// The field of one span of one document.
fn field_of(document: u64, span: &Id) -> WidgetId {
    WidgetId::unique(("value of a figure", document, span.as_str()))
}

/// What is typed first takes the place of what stands there.
fn select_all(ui: &Ui, id: WidgetId, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    let all = CCursorRange::two(CCursor::new(0), end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}
