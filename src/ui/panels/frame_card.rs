//! The card of an event: each of its frames as a sentence and as fields.

use egui::text::{LayoutJob, TextFormat};
use egui::{Button, Id, RichText, TextEdit, Ui};

use super::attributes::combo;
use super::completing::{Choice, completing};
use super::frame_facts::FrameFacts;
use super::inspector::Inspector;
use super::meaning::offer_meaning_field;
use crate::annotation::{Event, Flag};
use crate::text::made_visible;
use crate::ui::actions::{Action, FrameEdit};
use crate::ui::commands::Command;
use crate::ui::theme::{self, Palette};

/// The width of the names beside the fields.
const NAME: f32 = 62.0;
const FLAGS: [Flag; 4] = [
    Flag::Negated,
    Flag::Future,
    Flag::Hypothetical,
    Flag::Historical,
];

impl Inspector<'_> {
    /// Draws the frames that the selected event triggers.
    pub(super) fn frames(&self, ui: &mut Ui, frames: &[FrameFacts], actions: &mut Vec<Action>) {
        if frames.len() < 2 {
            self.each_frame(ui, frames, actions);
            return;
        }
        // The lists below keep some room.
        let height = (ui.available_height() * 0.62).max(160.0);
        let area = egui::ScrollArea::vertical()
            .id_salt("frames")
            .max_height(height);
        area.auto_shrink([false, true])
            .show(ui, |ui| self.each_frame(ui, frames, actions));
    }

    fn each_frame(&self, ui: &mut Ui, frames: &[FrameFacts], actions: &mut Vec<Action>) {
        let several = frames.len() > 1;
        for (place, facts) in frames.iter().enumerate() {
            let event = facts
                .event
                .as_ref()
                .and_then(|id| self.document.set.event(id));
            let Some(event) = event else { continue };
            if several {
                let palette = Palette::of(ui.ctx());
                let title = format!("Frame {} of {}", place + 1, frames.len());
                let title = RichText::new(title).font(theme::strong(12.5));
                ui.add_space(4.0);
                ui.label(title.color(palette.accent));
            }
            let number = several.then_some(place + 1);
            ui.push_id(("frame", event.id.as_str()), |ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.spacing_mut().interact_size.y = 20.0;
                let last = place + 1 == frames.len();
                self.frame(ui, event, facts, (number, last), actions);
            });
        }
    }

    fn frame(
        &self,
        ui: &mut Ui,
        event: &Event,
        facts: &FrameFacts,
        (number, last): (Option<usize>, bool),
        actions: &mut Vec<Action>,
    ) {
        let editable = self.document.read_only.is_none();
        said(ui, facts);
        let coming = self.event_kind(ui, event, facts, editable, actions);
        self.flags(ui, event, coming, editable, actions);
        self.roles(ui, event, facts, editable, actions);
        self.date(ui, event, facts, editable, actions);
        self.contexts(ui, event, editable, actions);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let keys = self.keymap.shown(Command::FillRole);
            let palette = Palette::of(ui.ctx());
            let keys = RichText::new(keys).small().color(palette.quiet);
            let fill = Button::new("Fill roles").shortcut_text(keys);
            if ui.add_enabled(editable, fill).clicked() {
                actions.push(Action::EditFrame(event.id.clone(), FrameEdit::Fill));
                actions.push(Action::FocusText);
            }
            let another = Button::new("Add another frame");
            if last && ui.add_enabled(editable, another).clicked() {
                actions.push(Action::EditFrame(event.id.clone(), FrameEdit::AddFrame));
            }
            if let Some(number) = number {
                let delete = ui.add_enabled(editable, Button::new("Delete frame"));
                let name = format!("Delete frame {number}");
                delete.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if delete.clicked() {
                    actions.push(Action::EditFrame(event.id.clone(), FrameEdit::DeleteFrame));
                }
            }
        });
    }

    /// The type and the mode. Whether the focus is to go on to what stands below: from the type it
    /// goes to the mode, where there is one.
    fn event_kind(
        &self,
        ui: &mut Ui,
        event: &Event,
        facts: &FrameFacts,
        editable: bool,
        actions: &mut Vec<Action>,
    ) -> bool {
        let kind = event.kind.as_deref();
        let goes_on = self.field(event, "behind the type");
        let mut going = ui.data_mut(|data| data.remove_temp::<bool>(goes_on)) == Some(true);
        row(ui, "Type", |ui| {
            let types = self.schema.event_types.iter().map(|def| Choice {
                name: &def.name,
                description: &def.description,
            });
            let types: Vec<_> = types.collect();
            let id = self.field(event, "type");
            offer_meaning_field(ui, id);
            let stands = kind.unwrap_or_default();
            let was = ui.memory(|memory| memory.has_focus(id));
            let taken = completing(ui, id, "Event type", stands, &types, editable);
            let left = was && !ui.memory(|memory| memory.has_focus(id));
            let entered = left && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if entered || taken.is_some() {
                // The modes of the type are known when the next frame is drawn.
                ui.memory_mut(|memory| memory.request_focus(id));
                ui.data_mut(|data| data.insert_temp(goes_on, true));
                ui.ctx().request_repaint();
            }
            if let Some(taken) = taken {
                let taken = taken.map(str::to_owned);
                actions.push(Action::SetEventKind(event.id.clone(), taken));
            }
            if let Some(kind) = kind.filter(|kind| self.schema.event_type(kind).is_none()) {
                let palette = Palette::of(ui.ctx());
                let text = format!("the schema has no {}", made_visible(kind));
                ui.label(RichText::new(text).small().color(palette.warning));
            }
        });
        let def = kind.and_then(|kind| self.schema.event_type(kind));
        let modes = def.map_or(&[][..], |def| &def.modes);
        let mode = event.mode.as_deref();
        if modes.is_empty() && mode.is_none() {
            return going;
        }
        row(ui, "Mode", |ui| {
            let (id, picked) = combo(
                ui,
                ("mode", event.id.as_str()),
                "Event mode",
                (mode, "no mode"),
                modes.iter().map(|mode| (mode.as_ref(), "")),
                editable,
            );
            if std::mem::take(&mut going) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            if let Some(picked) = picked {
                let picked = picked.map(str::to_owned);
                actions.push(Action::SetEventMode(event.id.clone(), picked));
            }
            if let Some((mode, why)) = facts.mode.as_ref().filter(|_| event.mode.is_none()) {
                let text = RichText::new(format!("{mode}?")).small();
                let take = ui.add_enabled(editable, Button::new(text));
                let name = format!("Take the mode {mode}");
                take.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if take.on_hover_text(made_visible(why)).clicked() {
                    let mode = Some(mode.clone());
                    actions.push(Action::SetEventMode(event.id.clone(), mode));
                }
            }
        });
        going
    }

    /// The flags; where the focus is `coming` from above, the first gets it.
    fn flags(
        &self,
        ui: &mut Ui,
        event: &Event,
        coming: bool,
        editable: bool,
        actions: &mut Vec<Action>,
    ) {
        row(ui, "Told as", |ui| {
            ui.spacing_mut().item_spacing.x = 1.0;
            ui.spacing_mut().button_padding.x = 5.0;
            for flag in FLAGS {
                let on = event.flags.contains(&flag);
                let text = RichText::new(flag.name()).small();
                let button = ui.add_enabled(editable, Button::selectable(on, text));
                if coming && flag == FLAGS[0] {
                    button.request_focus();
                }
                let name = flag.name();
                button.widget_info(|| {
                    egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, name)
                });
                if button.clicked() {
                    let edit = FrameEdit::Flag(flag, !on);
                    actions.push(Action::EditFrame(event.id.clone(), edit));
                }
            }
        });
    }

    /// A row for each filler: to go there, and to take it out.
    fn roles(
        &self,
        ui: &mut Ui,
        event: &Event,
        facts: &FrameFacts,
        editable: bool,
        actions: &mut Vec<Action>,
    ) {
        for (place, role) in facts.roles.iter().enumerate() {
            row(ui, &capital(&role.role), |ui| {
                let words = made_visible(&role.words).into_owned();
                let room = ui.available_width() - 34.0;
                ui.scope(|ui| {
                    ui.set_max_width(room.max(40.0));
                    let text = RichText::new(words).size(12.5);
                    let go = ui.add(Button::new(text).truncate());
                    let name = format!("Go to {} {}", role.role, role.words);
                    go.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                    if let Some(span) = role.span.as_ref().filter(|_| go.clicked()) {
                        actions.push(Action::SelectSpan(span.clone()));
                        actions.push(Action::FocusText);
                    }
                });
                let out = ui.add_enabled(editable, Button::new(RichText::new("×")).small());
                let name = format!("Take out {} {}", role.role, role.words);
                out.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if out.on_hover_text("Take it out of the frame").clicked() {
                    let edit = FrameEdit::RemoveRole(place);
                    actions.push(Action::EditFrame(event.id.clone(), edit));
                }
            });
        }
        if facts.roles.is_empty() {
            let key = self.keymap.shown(Command::FillRole);
            if !key.is_empty() {
                super::cards::fact(ui, "Roles", &format!("none yet, {key} fills them"));
            }
        }
    }

    /// The days of the date, typed as they are read.
    fn date(
        &self,
        ui: &mut Ui,
        event: &Event,
        facts: &FrameFacts,
        editable: bool,
        actions: &mut Vec<Action>,
    ) {
        let palette = Palette::of(ui.ctx());
        let mut told = None;
        row(ui, "Date", |ui| {
            let id = self.field(event, "date");
            // A day is short, and its words stand beside it.
            let short = facts.date_words.is_some() && facts.days.len() <= 10;
            let room = if short { 100.0 } else { f32::INFINITY };
            let typed = typed(
                ui,
                id,
                "Event date",
                &facts.days,
                "2024-04-25, last Thursday",
                editable,
                room,
            );
            if let Some(text) = typed.being.filter(|text| *text != facts.days) {
                told = match self.document.date_typed(&event.id, &text) {
                    Ok(None) => Some(("no date".to_owned(), false)),
                    Ok(Some(date)) => {
                        let days = crate::ui::document::days_in_words(&date);
                        days.map(|days| (format!("means {days}"), false))
                    }
                    Err(why) => Some((why, true)),
                };
            }
            if let Some(text) = typed.entered {
                let edit = FrameEdit::Date(text);
                actions.push(Action::EditFrame(event.id.clone(), edit));
            }
            if let Some(words) = &facts.date_words {
                let own = event.date.as_ref().map(|date| date.range);
                let trigger = self.document.set.span(&event.trigger);
                let text = match own == trigger.map(|span| span.range) {
                    true => "typed".to_owned(),
                    false => format!("by {}", made_visible(words)),
                };
                let text = RichText::new(text).small().color(palette.quiet);
                ui.add(egui::Label::new(text).truncate());
            }
            let gone = event.date.is_some() && facts.days.is_empty();
            if gone && told.is_none() {
                let why = match self.document.published() {
                    Some(_) => "no day is known",
                    None => "no day is known without a publication date",
                };
                told = Some((why.to_owned(), false));
            }
        });
        if let Some((text, alarming)) = told {
            let color = if alarming {
                palette.warning
            } else {
                palette.quiet
            };
            ui.horizontal(|ui| {
                ui.add_space(NAME + 8.0);
                ui.add(egui::Label::new(RichText::new(text).small().color(color)).wrap());
            });
        }
    }

    fn contexts(&self, ui: &mut Ui, event: &Event, editable: bool, actions: &mut Vec<Action>) {
        row(ui, "Contexts", |ui| {
            let stands = event.contexts.join(", ");
            let id = self.field(event, "contexts");
            let typed = typed(
                ui,
                id,
                "Event contexts",
                &stands,
                "military, election",
                editable,
                f32::INFINITY,
            );
            if let Some(text) = typed.entered {
                let edit = FrameEdit::Contexts(text);
                actions.push(Action::EditFrame(event.id.clone(), edit));
            }
        });
    }

    fn field(&self, event: &Event, name: &'static str) -> Id {
        Id::unique(("frame", self.document.number, event.id.as_str(), name))
    }
}

/// What became of a field that is typed into.
struct Typed {
    /// What is being typed.
    being: Option<String>,
    /// What was typed when it was left.
    entered: Option<String>,
}

/// A field; what is typed is handed in when it is left.
fn typed(
    ui: &mut Ui,
    id: Id,
    name: &str,
    stands: &str,
    hint: &str,
    editable: bool,
    widest: f32,
) -> Typed {
    let being_typed: Option<String> = ui.data(|data| data.get_temp(id));
    let mut text = being_typed.unwrap_or_else(|| stands.to_owned());
    let field = TextEdit::singleline(&mut text)
        .id(id)
        .interactive(editable)
        .hint_text(hint)
        .desired_width((ui.available_size_before_wrap().x - 12.0).clamp(60.0, widest));
    let field = ui.add(field);
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if field.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
        return Typed {
            being: Some(text),
            entered: None,
        };
    }
    ui.data_mut(|data| data.remove::<String>(id));
    let entered = field.lost_focus() && text != stands;
    Typed {
        being: None,
        entered: entered.then_some(text),
    }
}

/// The frame as a sentence, its fillers in the strong face.
fn said(ui: &mut Ui, facts: &FrameFacts) {
    let palette = Palette::of(ui.ctx());
    let whole: String = facts
        .sentence
        .iter()
        .map(|(words, _)| words.as_str())
        .collect();
    if crate::ui::text_view::has_rtl(&whole) {
        super::cards::fact(ui, "Frame", &whole);
        return;
    }
    let mut job = LayoutJob::default();
    for (words, strong) in &facts.sentence {
        let font_id = match strong {
            true => theme::strong(13.0),
            false => egui::FontId::proportional(13.0),
        };
        let format = TextFormat {
            font_id,
            color: palette.ink,
            line_height: Some(19.0),
            ..TextFormat::default()
        };
        job.append(&made_visible(words), 0.0, format);
    }
    job.wrap.max_rows = 7;
    ui.add_space(2.0);
    let label = ui.add(egui::Label::new(job));
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &whole));
    ui.add_space(2.0);
}

/// A name and what stands beside it.
fn row(ui: &mut Ui, name: &str, show: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        let size = egui::vec2(NAME, 24.0);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_width(NAME);
            ui.set_max_width(NAME);
            let text = RichText::new(name).small().color(palette.quiet);
            ui.add(egui::Label::new(text).truncate());
        });
        show(ui);
    });
}

fn capital(name: &str) -> String {
    crate::ui::document::sentence(&name)
}
