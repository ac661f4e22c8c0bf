//! What the schema asks of spans, events and articles, as fields of their kind.

use egui::{Id as WidgetId, Key, RichText, TextEdit, Ui};

use super::inspector::Inspector;
use crate::annotation::schema::shown;
use crate::annotation::{AttributeDef, AttributeKind, Fields, Span};
use crate::text::made_visible;
use crate::ui::actions::{About, Action, Answer};
use crate::ui::choice::{Choice, Chosen};
use crate::ui::theme::Palette;

/// The width of the names beside the fields.
const NAME: f32 = 84.0;

/// The questions about one span or about the article, and what has been answered.
pub struct Questions<'a> {
    pub about: &'a About,
    pub asked: &'a [AttributeDef],
    pub given: &'a Fields,
    /// The document's number: fields of two documents are not the same.
    pub document: u64,
    pub editable: bool,
    /// Whether there is room for all options and descriptions.
    pub roomy: bool,
}

impl Questions<'_> {
    /// Draws a field for each question, and behind them what stands there unasked. The widget
    /// of the first one.
    pub fn show(&self, ui: &mut Ui, actions: &mut Vec<Action>) -> Option<WidgetId> {
        let mut first = None;
        // Enter in a field goes on to the next question.
        let entered = WidgetId::unique("a question was answered with Enter");
        let take =
            |ui: &Ui| ui.data_mut(|data| data.remove_temp::<Option<WidgetId>>(entered).flatten());
        take(ui);
        let mut left = None;
        for def in self.asked {
            let widget = ui.push_id(def.name.as_ref(), |ui| self.question(ui, def, actions));
            if left.take().is_some() {
                ui.memory_mut(|memory| memory.request_focus(widget.inner));
            }
            left = take(ui);
            first = first.or(Some(widget.inner));
        }
        if let Some(last) = left.filter(|_| self.roomy) {
            ui.memory_mut(|memory| memory.request_focus(last));
        }
        for (name, value) in self.given.iter() {
            if !self.asked.iter().any(|def| def.name == *name) {
                let widget = self.unasked(ui, name, value, actions);
                first = first.or(widget);
            }
        }
        first
    }

    fn answer(&self, name: &str, answer: Answer) -> Action {
        Action::Answer(self.about.clone(), name.to_owned(), answer)
    }

    fn question(&self, ui: &mut Ui, def: &AttributeDef, actions: &mut Vec<Action>) -> WidgetId {
        let value = self.given.get(def.name.as_ref());
        let strange = value.filter(|value| !def.kind.accepts(value));
        let palette = Palette::of(ui.ctx());
        let row = ui.horizontal_wrapped(|ui| {
            self.name(ui, &def.name, &def.description);
            match &def.kind {
                AttributeKind::Text | AttributeKind::Number => self.typed(ui, def, actions),
                AttributeKind::Flag => self.flag(ui, def, actions),
                AttributeKind::Choice(options) if self.roomy && options.len() <= 12 => {
                    self.radios(ui, def, options, actions)
                }
                AttributeKind::Choice(options) => self.combo(ui, def, options, actions),
            }
        });
        let being_typed: Option<String> = ui.data(|data| data.get_temp(row.inner));
        if let Some(Err(why)) = being_typed.map(|typed| def.kind.parse(&typed)) {
            // Before the field is left: a dialog hides what the status bar says then.
            let text = RichText::new(why.to_string()).small();
            ui.add(egui::Label::new(text.color(palette.warning)).wrap());
        }
        if let Some(strange) = strange {
            let text = format!("“{}” is none of its answers", made_visible(&shown(strange)));
            ui.label(RichText::new(text).small().color(palette.warning));
        }
        if self.roomy && !def.description.is_empty() {
            let text = RichText::new(def.description.as_ref()).small();
            ui.add(egui::Label::new(text.color(palette.quiet)).wrap());
            ui.add_space(4.0);
        }
        row.inner
    }

    fn name(&self, ui: &mut Ui, name: &str, description: &str) {
        let palette = Palette::of(ui.ctx());
        let size = egui::vec2(NAME, 20.0);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_width(NAME);
            let text = RichText::new(name).small().color(palette.quiet);
            let label = ui.add(egui::Label::new(text).truncate());
            if !description.is_empty() {
                label.on_hover_text(description);
            }
        });
    }

    /// A field; what is typed is handed in when it is left.
    fn typed(&self, ui: &mut Ui, def: &AttributeDef, actions: &mut Vec<Action>) -> WidgetId {
        let id = ui.scope_id().with((
            self.document,
            format!("{:?}", self.about),
            def.name.as_ref(),
        ));
        let stands = self
            .given
            .get(def.name.as_ref())
            .map(shown)
            .unwrap_or_default();
        // What is being typed lives as long as the field has the focus.
        let being_typed: Option<String> = ui.data(|data| data.get_temp(id));
        let mut text = being_typed.unwrap_or_else(|| stands.clone());
        let field = TextEdit::singleline(&mut text)
            .id(id)
            .interactive(self.editable)
            .hint_text(def.kind.name())
            .desired_width((ui.available_size_before_wrap().x - 12.0).clamp(60.0, 220.0));
        let field = ui.add(field);
        let label = def.name.as_ref();
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if enter && def.kind.parse(&text).is_err() {
            // It is mended where it stands.
            field.request_focus();
            ui.data_mut(|data| data.insert_temp(id, text));
            return id;
        }
        if enter {
            let entered = WidgetId::unique("a question was answered with Enter");
            ui.data_mut(|data| data.insert_temp(entered, Some(id)));
        }
        if field.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, text));
        } else {
            if field.lost_focus() && text != stands {
                actions.push(self.answer(&def.name, Answer::Typed(text)));
            }
            ui.data_mut(|data| data.remove::<String>(id));
        }
        id
    }

    fn flag(&self, ui: &mut Ui, def: &AttributeDef, actions: &mut Vec<Action>) -> WidgetId {
        let mut on = self.given.get(def.name.as_ref()) == Some(&true.into());
        let before = on;
        let field = ui.add_enabled(self.editable, egui::Checkbox::without_text(&mut on));
        let label = def.name.as_ref();
        field.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, label));
        if on != before {
            let value = on.then(|| true.into());
            actions.push(self.answer(&def.name, Answer::Given(value)));
        }
        field.id
    }

    fn chosen(&self, def: &AttributeDef) -> Option<&str> {
        self.given.get(def.name.as_ref())?.as_str()
    }

    fn radios(
        &self,
        ui: &mut Ui,
        def: &AttributeDef,
        options: &[impl AsRef<str>],
        actions: &mut Vec<Action>,
    ) -> WidgetId {
        let chosen = self.chosen(def);
        let all = options.iter().map(|option| Some(option.as_ref()));
        let mut first = ui.scope_id();
        for (place, option) in all.chain([None]).enumerate() {
            let is_it = chosen == option;
            let title = option.unwrap_or("no answer");
            let button = ui.add_enabled(self.editable, egui::RadioButton::new(is_it, title));
            let label = format!("{}: {title}", def.name);
            button.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_it, &label)
            });
            // The focus goes to what is chosen, or to the first option.
            if place == 0 || (is_it && option.is_some()) {
                first = button.id;
            }
            if button.clicked() && !is_it {
                let value = option.map(Into::into);
                actions.push(self.answer(&def.name, Answer::Given(value)));
            }
        }
        first
    }

    fn combo(
        &self,
        ui: &mut Ui,
        def: &AttributeDef,
        options: &[impl AsRef<str>],
        actions: &mut Vec<Action>,
    ) -> WidgetId {
        let chosen = self.chosen(def);
        let (id, picked) = combo(
            ui,
            ("answer", def.name.as_ref()),
            &def.name,
            (chosen, "no answer"),
            options.iter().map(|option| (option.as_ref(), "")),
            self.editable,
        );
        if let Some(picked) = picked {
            let value = picked.map(Into::into);
            actions.push(self.answer(&def.name, Answer::Given(value)));
        }
        id
    }

    /// What stands there without being asked for: it is kept, and can be taken out.
    fn unasked(
        &self,
        ui: &mut Ui,
        name: &str,
        value: &serde_json::Value,
        actions: &mut Vec<Action>,
    ) -> Option<WidgetId> {
        /// A line has no room for more.
        const LONGEST: usize = 120;
        let row = ui.horizontal_wrapped(|ui| {
            self.name(ui, &made_visible(name), "The schema does not ask for this");
            let text: String = shown(value).chars().take(LONGEST).collect();
            ui.add(egui::Label::new(RichText::new(made_visible(&text)).size(12.5)).wrap());
            if !self.editable {
                return None;
            }
            let button = ui.button(RichText::new("Take out").small());
            let label = format!("Take out {name}");
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
            if button.clicked() {
                actions.push(self.answer(name, Answer::Given(None)));
            }
            Some(button.id)
        });
        row.inner
    }
}

/// A combo box over texts with descriptions, and nothing at the top; what was picked, if anything.
pub(super) fn combo<'a>(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    name: &str,
    (chosen, none): (Option<&str>, &str),
    options: impl Iterator<Item = (&'a str, &'a str)>,
    editable: bool,
) -> (WidgetId, Option<Option<&'a str>>) {
    let options: Vec<(&str, &str)> = options.collect();
    let at = chosen.and_then(|chosen| options.iter().position(|(option, _)| *option == chosen));
    let strange = chosen.filter(|_| at.is_none()).map(made_visible);
    let listed = std::iter::once((none, "")).chain(options.iter().copied());
    let listed: Vec<_> = listed.collect();
    let at = at.map_or(0, |at| at + 1);
    let choice = Choice::new(salt, name);
    let choice = match &strange {
        Some(strange) => choice.saying(strange),
        None => choice,
    };
    let chosen = ui.add_enabled_ui(editable, |ui| choice.show(ui, at, &listed));
    let Chosen { id, taken } = chosen.inner;
    let taken = taken.filter(|taken| *taken != at || strange.is_some());
    let picked = taken.map(|taken| taken.checked_sub(1).map(|at| options[at].0));
    (id, picked)
}

impl Inspector<'_> {
    /// What the schema asks of the selected span.
    pub(super) fn attributes(&self, ui: &mut Ui, span: &Span, actions: &mut Vec<Action>) {
        let def = self.schema.label(&span.label);
        let questions = Questions {
            about: &About::Span(span.id.clone()),
            asked: def.map_or(&[], |def| &def.attributes),
            given: &span.attributes,
            document: self.document.number,
            editable: self.document.read_only.is_none(),
            roomy: false,
        };
        questions.show(ui, actions);
    }
}
