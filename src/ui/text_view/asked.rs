//! What assistive technology asks of the text view: by the actions that AccessKit names, and by
//! some of our own, which a screen reader lists by their names.

use egui::accesskit::{self, ActionData, ActionRequest, CustomAction};
use egui::{Rect, Ui};

use super::Look;
use super::runs::Run;
use crate::annotation::{Id as SpanId, Label, Schema};
use crate::text::{ByteRange, motion};
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::document::Document;

/// Numbers of the actions beside those that AccessKit names; from this one on, one for each label.
const LABELS: i32 = 100;

/// The commands that can be asked for, by number.
const COMMANDS: [(i32, Command, &str); 9] = [
    (1, Command::Undo, "Undo"),
    (2, Command::Redo, "Redo"),
    (3, Command::NextSuggestion, "Next suggestion"),
    (4, Command::PreviousSuggestion, "Previous suggestion"),
    (5, Command::NextSpan, "Next span"),
    (6, Command::PreviousSpan, "Previous span"),
    (7, Command::Accept, "Accept"),
    (8, Command::Reject, "Reject"),
    (9, Command::Delete, "Delete"),
];

/// What a node stands for.
pub enum Target {
    Document,
    /// A paragraph or a run.
    Text(Rect),
    Span(SpanId, Rect),
    Offer(usize, Rect),
    Hit(ByteRange, Rect),
}

/// What was asked for since the last frame. To be taken before egui's own widgets read theirs.
#[must_use]
pub fn requests(ui: &Ui) -> Vec<ActionRequest> {
    ui.input(|input| {
        let events = input.events.iter();
        let requests = events.filter_map(|event| match event {
            egui::Event::AccessKitActionRequest(request) => Some(request.clone()),
            _ => None,
        });
        requests.collect()
    })
}

/// Does what was asked of a node; how many points to scroll down.
pub fn answer(
    request: &ActionRequest,
    target: &Target,
    document: &Document,
    look: &Look<'_>,
    area: Rect,
    all: &[Run],
    actions: &mut Vec<Action>,
) -> f32 {
    use accesskit::Action as Asked;
    let custom = match &request.data {
        Some(ActionData::CustomAction(number)) => Some(*number),
        _ => None,
    };
    match (request.action, target) {
        (Asked::SetTextSelection, Target::Document | Target::Text(_)) => {
            if let Some(ActionData::SetTextSelection(selection)) = &request.data {
                select(selection, document, all, actions);
            }
        }
        (Asked::ScrollDown, Target::Document) => return area.height() * 0.8,
        (Asked::ScrollUp, Target::Document) => return area.height() * -0.8,
        (
            Asked::ScrollIntoView,
            Target::Text(rect)
            | Target::Span(_, rect)
            | Target::Offer(_, rect)
            | Target::Hit(_, rect),
        ) => {
            let (above, below) = (area.top() - rect.top(), rect.bottom() - area.bottom());
            // What is higher than the view shows its beginning.
            return if above > 0.0 {
                -above
            } else {
                below.clamp(0.0, -above)
            };
        }
        (Asked::Click | Asked::Focus, Target::Span(id, _)) => {
            actions.push(Action::SelectSpan(id.clone()));
            actions.push(Action::FocusText);
        }
        (Asked::Click | Asked::Focus, Target::Offer(index, _)) => {
            actions.push(Action::Review(*index));
            actions.push(Action::FocusText);
        }
        (Asked::Click | Asked::Focus, Target::Hit(hit, _)) => {
            actions.push(Action::Caret {
                position: hit.end,
                anchor: hit.start,
            });
            actions.push(Action::FocusText);
        }
        (Asked::CustomAction, target) => {
            if let Some(number) = custom {
                deed(number, target, document, look, actions);
            }
        }
        _ => {}
    }
    0.0
}

/// Puts caret and selection where they were asked to be, never inside a grapheme.
fn select(
    selection: &accesskit::TextSelection,
    document: &Document,
    all: &[Run],
    actions: &mut Vec<Action>,
) {
    let position = |asked: accesskit::TextPosition| {
        let run = all.iter().find(|run| run.id.accesskit_id() == asked.node)?;
        let position = run.position(asked.character_index);
        let at = ByteRange::new(position, position);
        Some(motion::snap_to_graphemes(document.article.text(), at).start)
    };
    if let (Some(anchor), Some(position)) = (position(selection.anchor), position(selection.focus))
    {
        actions.push(Action::Caret { position, anchor });
    }
}

/// Does what only this program knows.
fn deed(
    number: i32,
    target: &Target,
    document: &Document,
    look: &Look<'_>,
    actions: &mut Vec<Action>,
) {
    let label = || -> Option<(u8, Label)> {
        let place = usize::try_from(number.checked_sub(LABELS)?).ok()?;
        let label = look.schema.labels.get(place)?.label.clone();
        Some((u8::try_from(place).ok()?, label))
    };
    let command = COMMANDS.iter().find(|(known, ..)| *known == number);
    let command = command.map(|(_, command, _)| Action::Run(*command));
    match (target, label()) {
        (Target::Document, Some((place, _))) => actions.push(Action::Run(Command::Mark(place))),
        (Target::Document, None) => actions.extend(command),
        (Target::Span(id, _), Some((_, label))) => {
            actions.push(Action::Relabel(id.clone(), label));
        }
        (Target::Span(id, _), None) if number == code(Command::Delete) => {
            actions.push(Action::SelectSpan(id.clone()));
            actions.extend(command);
        }
        (Target::Offer(index, _), Some((_, label))) => {
            actions.push(Action::AcceptAs(*index, label));
        }
        (Target::Offer(index, _), None) if number == code(Command::Accept) => {
            let offer = document.offers.get(*index);
            actions.extend(offer.map(|offer| Action::AcceptAs(*index, offer.label.clone())));
        }
        (Target::Offer(index, _), None) if number == code(Command::Reject) => {
            actions.push(Action::Review(*index));
            actions.extend(command);
        }
        _ => {}
    }
}

fn code(command: Command) -> i32 {
    let known = COMMANDS.iter().find(|(_, known, _)| *known == command);
    known.map_or(0, |(code, ..)| *code)
}

/// Lists a command among what a node can be asked for.
pub fn list(node: &mut accesskit::Node, command: Command) {
    if let Some((_, _, title)) = COMMANDS.iter().find(|(_, known, _)| *known == command) {
        list_as(node, command, (*title).to_owned());
    }
}

/// Lists a command under another name than its own.
pub fn list_as(node: &mut accesskit::Node, command: Command, name: String) {
    push(node, code(command), name);
}

/// Lists an action for every label but one: "Relabel as location".
pub fn list_labels(node: &mut accesskit::Node, verb: &str, schema: &Schema, but: Option<&Label>) {
    for (number, def) in (LABELS..).zip(&schema.labels) {
        if but != Some(&def.label) {
            push(node, number, format!("{verb} as {}", def.label));
        }
    }
}

fn push(node: &mut accesskit::Node, id: i32, description: String) {
    node.add_action(accesskit::Action::CustomAction);
    node.push_custom_action(CustomAction { id, description });
}
