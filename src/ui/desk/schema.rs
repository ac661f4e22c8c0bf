//! The schema in force: read from the folder that is open, and followed by keys, colours, menus and
//! questions at once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::panes::Pane;
use super::{Desk, Document};
use crate::annotation::{AttributeDef, Guidelines, Id, edits};
use crate::formats::schema::NAME;
use crate::jobs::Request;
use crate::keyboard::letters;
use crate::storage::Place;
use crate::storage::schema::Found;
use crate::ui::actions::{About, Answer};
use crate::ui::dialogs::Dialog;
use crate::ui::document::sentence;
use crate::ui::panels::{Guide, Tab};
use crate::ui::theme;

/// Where the schema comes from, and what else its folder says.
#[derive(Debug, Default)]
pub(super) struct InForce {
    /// The folder that was asked for last.
    folder: Option<PathBuf>,
    /// What it said last, for telling whether anything is new.
    found: Found,
    /// What is wrong with its schema, in sentences.
    pub faults: Vec<String>,
    pub guide: Guide,
    /// Whether the analyst has asked for it, and wants to hear what came of that.
    asked: bool,
}

impl Desk {
    /// The folder whose schema holds: the one that is open, or that of an article from elsewhere.
    pub(super) fn schema_folder(&self) -> Option<PathBuf> {
        let place = self.document().map(|document| &document.place);
        match (place, &self.corpus) {
            (Some(place), Some(corpus)) if place.file().starts_with(&corpus.root) => {
                Some(corpus.folder())
            }
            (Some(Place::Record(record)), _) => Some(record.file.folder()),
            (Some(Place::File(path)), _) => path.parent().map(Path::to_owned),
            (None, corpus) => corpus.as_ref().map(|corpus| corpus.folder()),
        }
    }

    /// Asks for the schema where another folder has come to be open.
    pub(super) fn look_for_schema(&mut self) {
        let folder = self.schema_folder();
        if folder.is_some() && folder != self.in_force.folder {
            self.ask_for_schema();
        }
    }

    /// Takes the schema as its file has it now: nobody needs to close what is open.
    pub(super) fn read_schema_again(&mut self) {
        self.in_force.asked = true;
        if !self.ask_for_schema() {
            self.warn("Open an article or a folder first: the schema stands in its folder");
        }
    }

    fn ask_for_schema(&mut self) -> bool {
        let Some(folder) = self.schema_folder() else {
            return false;
        };
        self.in_force.folder = Some(folder.clone());
        let taken = letters();
        self.asked(Request::ReadSchema { folder, taken })
    }

    /// Takes the schema anew where its file or the guidelines were touched.
    pub(super) fn look_at_schema_file(&mut self, touched: &Path) {
        let Some(folder) = &self.in_force.folder else {
            return;
        };
        let guidelines = match &self.in_force.found.schema.guidelines {
            Some(Guidelines::File(name)) => Some(folder.join(name)),
            Some(Guidelines::Text(_)) | None => None,
        };
        if touched == folder.join(NAME) || Some(touched) == guidelines.as_deref() {
            self.ask_for_schema();
        }
    }

    /// Puts what a folder says in force.
    pub(super) fn take_schema(&mut self, folder: &Path, found: Found) {
        if self.in_force.folder.as_deref() != Some(folder) {
            return;
        }
        let asked = std::mem::take(&mut self.in_force.asked);
        let same = found == self.in_force.found;
        let mended = found.faults.is_empty() && !self.in_force.faults.is_empty();
        if !same {
            let mut schema = found.schema.clone();
            theme::make_readable(&mut schema);
            self.schema = Arc::new(schema);
            for document in self.documents.values_mut() {
                document.take_schema(&self.schema);
            }
            self.take_vague_policy();
            self.give_keys();
            self.in_force.faults.clone_from(&found.faults);
            self.in_force.guide = Guide::new(found.guidelines.as_deref(), &found.faults);
            self.in_force.found = found;
        }
        let found = &self.in_force.found;
        let holds = match found.own {
            true => "",
            false => "; the built-in schema holds",
        };
        match found.faults.as_slice() {
            [] if asked && found.own => {
                let labels: Vec<_> = self
                    .schema
                    .labels
                    .iter()
                    .map(|d| d.label.as_str())
                    .collect();
                self.say(format!("The schema has the labels {}", labels.join(", ")));
            }
            [] if asked => self.say("There is no obelus.toml: the built-in schema holds"),
            [] if mended => {
                self.say(match found.own {
                    true => "obelus.toml is mended: its schema holds",
                    false => "obelus.toml is gone: the built-in schema holds",
                });
            }
            [first, more @ ..] if asked || !same => {
                let more = match more.len() {
                    0 => String::new(),
                    n => format!(" (and {n} more, see Guide)"),
                };
                self.warn(format!("{first}{more}{holds}"));
            }
            _ => {}
        }
        if !same && !self.keymap_faults.is_empty() {
            self.say_keymap_faults();
        }
    }

    pub(super) fn show_guidelines(&mut self) {
        if self.document().is_none() {
            self.warn("Open an article first");
            return;
        }
        self.panes.ask_for(Pane::Inspector);
        self.tab = Tab::Guide;
        self.guide.ask_for_focus();
    }

    /// Opens the questions about the selected span.
    pub(super) fn ask_about_selected(&mut self) {
        match self.document().map(Document::selected_span) {
            Some(Ok(span)) => {
                let about = About::Span(span.id.clone());
                self.ask_about(about);
            }
            Some(Err(why)) => self.warn(why),
            None => self.warn("Open an article first"),
        }
    }

    /// Opens the questions about a span or the article, where the schema has any.
    pub(super) fn ask_about(&mut self, about: About) {
        let Some(document) = self.document() else {
            self.warn("Open an article first");
            return;
        };
        let (asked, given) = match &about {
            About::Article => (self.schema.article.len(), document.set.attributes.len()),
            About::Span(id) => {
                let span = document.set.span(id);
                let def = span.and_then(|span| self.schema.label(&span.label));
                let given = span.map_or(0, |span| span.attributes.len());
                (def.map_or(0, |def| def.attributes.len()), given)
            }
        };
        if asked + given > 0 {
            self.dialog = Some(Dialog::Answers(about));
            return;
        }
        self.say(match about {
            About::Article => {
                "The schema asks nothing of an article: [[article]] in obelus.toml does"
            }
            About::Span(_) => {
                "The schema asks nothing of this label: [[labels.attributes]] in obelus.toml does"
            }
        });
    }

    /// Takes an answer to a question of the schema.
    pub(super) fn answer_schema(&mut self, about: &About, name: &str, answer: Answer) {
        let schema = Arc::clone(&self.schema);
        self.act(|d, now, clock| {
            let asked: &[AttributeDef] = match about {
                About::Article => &schema.article,
                About::Span(id) => {
                    let span = d.set.span(id);
                    let def = span.and_then(|span| schema.label(&span.label));
                    def.map_or(&[], |def| &def.attributes)
                }
            };
            let value = match answer {
                Answer::Given(value) => value,
                Answer::Typed(typed) => match asked.iter().find(|def| def.name == name) {
                    Some(def) => def.kind.parse(&typed).map_err(|why| why.to_string())?,
                    None => return Err(format!("The schema does not ask for {name}")),
                },
            };
            let said = match &value {
                Some(value) => format!("{name}: {}", crate::annotation::schema::shown(value)),
                None => format!("{name} taken out"),
            };
            let transaction = match about {
                About::Article => edits::set_article_attribute(&d.set, name, value),
                About::Span(id) => edits::set_attribute(&d.set, id, name, value, now)
                    .map_err(|error| sentence(&error))?,
            };
            d.commit(transaction, clock)?;
            Ok(said)
        });
    }

    /// Sets the type of an event. A mode that the new type does not have goes with the old one.
    pub(super) fn set_event_kind(&mut self, id: &Id, kind: Option<&str>) {
        let schema = Arc::clone(&self.schema);
        self.act(|d, _, clock| {
            let mut transaction =
                edits::set_event_kind(&d.set, id, kind).map_err(|error| sentence(&error))?;
            let mode = d.set.event(id).and_then(|event| event.mode.as_deref());
            let modes = kind.and_then(|kind| schema.event_type(kind));
            let known = |mode| modes.is_some_and(|def| def.modes.iter().any(|m| m == mode));
            if mode.is_some_and(|mode| !known(mode)) {
                let without =
                    edits::set_event_mode(&d.set, id, None).map_err(|error| sentence(&error))?;
                transaction.ops.extend(without.ops);
            }
            d.commit(transaction, clock)?;
            Ok("Event type set".to_owned())
        });
    }
}
