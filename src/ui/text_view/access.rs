//! The text view as assistive technology reads it, and what it asks for.
//!
//! The article is a document whose paragraphs in view are text, with the spans, open suggestions
//! and search hits in view as marks. Nothing of it is made while nobody listens, and it costs what
//! is in view. The caret and the focus stay in the document: what becomes current is told by
//! announcements, so that reading by character and word goes on where it was.

use std::collections::{HashMap, HashSet};

use egui::accesskit::{self, ActionRequest, NodeId, Role};
use egui::{Id, Rect, Ui};

use super::asked::{self, Target};
use super::page::{Page, Shown};
use super::runs::{self, Run, bounds};
use super::{Look, focus_id, hits_in, spoken, widened};
use crate::annotation::{Id as SpanId, Span};
use crate::text::ByteRange;
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::document::Document;

/// More marks of a kind than this in one view are not told.
const MANY: usize = 400;

/// What is kept between frames.
#[derive(Debug, Default)]
pub struct Access {
    /// The types of events by their triggers, of a document as it was after so many changes.
    kinds: HashMap<SpanId, String>,
    kinds_of: Option<(u64, u64)>,
}

impl Access {
    /// Describes what is in view and does what was asked for; how many points to scroll down.
    pub fn show(
        &mut self,
        ui: &Ui,
        document: &Document,
        look: &Look<'_>,
        page: &Page<'_>,
        requests: &[ActionRequest],
        actions: &mut Vec<Action>,
    ) -> f32 {
        let mut tree = Tree::new(ui);
        if tree.is_off() {
            return 0.0;
        }
        self.know_kinds(document);
        let text = document.article.text();
        let parent = focus_id().with(document.number);
        let mut all = Vec::new();
        let mut told = HashSet::new();
        let mut children = Vec::new();
        for block in &page.blocks {
            let found = Run::all(block, text, page.area, parent);
            let mut parts = Vec::new();
            for run in &found {
                tree.add(run.id, Target::Text(run.rect), |node| {
                    run.describe(text, node);
                });
                parts.push(run.id.accesskit_id());
            }
            parts.extend(self.spans(&mut tree, document, look, page.area, block, &mut told));
            parts.extend(offers(&mut tree, document, look, page.area, block));
            parts.extend(hits(&mut tree, document, look, page.area, block));
            parts.extend(beneath(&mut tree, document, page.area, block));
            all.extend(found);
            let id = parent.with(("paragraph", block.range.start));
            let rect = Rect::from_min_size(
                block.at,
                egui::vec2(page.area.right() - block.at.x, block.layout.height()),
            );
            let rect = rect.intersect(page.area);
            tree.add(id, Target::Text(rect), |node| {
                node.set_role(Role::Paragraph);
                node.set_bounds(bounds(rect));
                node.set_children(parts);
                node.add_action(accesskit::Action::ScrollIntoView);
            });
            children.push(id.accesskit_id());
        }
        tree.close(|node| describe(node, document, look, &all, children));
        let mut scroll = 0.0;
        let open = ui.memory(|memory| memory.top_modal_layer()).is_none();
        for request in requests.iter().filter(|_| open) {
            if let Some(target) = tree.target(request.target_node) {
                scroll += asked::answer(request, target, document, look, page.area, &all, actions);
            }
        }
        scroll
    }

    /// Finds the types of events anew after a change: one pass over the events.
    fn know_kinds(&mut self, document: &Document) {
        let now = Some((document.number, document.changes()));
        if self.kinds_of != now {
            let kind = |event: &crate::annotation::Event| {
                Some((event.trigger.clone(), event.kind.clone()?.to_string()))
            };
            self.kinds = document.set.events().filter_map(kind).collect();
            self.kinds_of = now;
        }
    }

    fn spans<'a>(
        &self,
        tree: &mut Tree<'_>,
        document: &'a Document,
        look: &Look<'_>,
        area: Rect,
        block: &Shown<'_>,
        told: &mut HashSet<&'a SpanId>,
    ) -> Vec<NodeId> {
        let mut found = Vec::new();
        let mut open: Vec<&Span> = Vec::new();
        for span in document.set.overlapping(widened(block.range)) {
            if told.len() >= MANY {
                break;
            }
            open.retain(|around| around.range.end > span.range.start);
            let around = open
                .iter()
                .rev()
                .find(|around| around.range.contains_range(span.range));
            let around = around.copied();
            open.push(span);
            let Some(rect) = seen(block, span.range, area) else {
                continue;
            };
            if !told.insert(&span.id) {
                continue;
            }
            let id = focus_id().with(span.id.as_str());
            let kind = self.kinds.get(&span.id).map(String::as_str);
            tree.add(id, Target::Span(span.id.clone(), rect), |node| {
                mark(node, rect, spoken::span(&document.article, span));
                let about = spoken::about_span(document, span, kind, around);
                if !about.is_empty() {
                    node.set_description(about);
                }
                if document.selected.as_ref() == Some(&span.id) {
                    node.set_selected(true);
                }
                asked::list_labels(node, "Relabel", look.schema, Some(&span.label));
                asked::list(node, Command::Delete);
            });
            found.push(id.accesskit_id());
        }
        found
    }
}

fn offers(
    tree: &mut Tree<'_>,
    document: &Document,
    look: &Look<'_>,
    area: Rect,
    block: &Shown<'_>,
) -> Vec<NodeId> {
    let mut found = Vec::new();
    if !look.show_suggestions && document.current.is_none() {
        return found;
    }
    let offers = document.offers.open_in(widened(block.range)).into_iter();
    let shown = |index: &usize| look.show_suggestions || document.current == Some(*index);
    for (index, offer) in offers.filter(|(index, _)| shown(index)).take(MANY) {
        // One that goes on in the next paragraph is told where it begins.
        let Some(rect) = seen(block, offer.range, area) else {
            continue;
        };
        let id = focus_id().with(("suggestion", index));
        let current = document.current == Some(index);
        let added = tree.add(id, Target::Offer(index, rect), |node| {
            mark(node, rect, spoken::offer(&document.article, offer));
            node.set_description(spoken::about_offer(&document.article, offer));
            node.set_is_suggestion();
            if current {
                node.set_selected(true);
            }
            asked::list(node, Command::Accept);
            asked::list(node, Command::Reject);
            asked::list_labels(node, "Accept", look.schema, Some(&offer.label));
        });
        if added {
            found.push(id.accesskit_id());
        }
    }
    found
}

fn hits(
    tree: &mut Tree<'_>,
    document: &Document,
    look: &Look<'_>,
    area: Rect,
    block: &Shown<'_>,
) -> Vec<NodeId> {
    let mut found = Vec::new();
    for (place, hit) in hits_in(look.hits, block.range).take(MANY) {
        let Some(rect) = seen(block, hit, area) else {
            continue;
        };
        let id = focus_id().with(("hit", hit.start));
        let added = tree.add(id, Target::Hit(hit, rect), |node| {
            let words = spoken::words(&document.article, hit);
            mark(node, rect, format!("hit {}: {words}", place + 1));
            if look.current_hit == Some(place) {
                node.set_selected(true);
            }
        });
        if added {
            found.push(id.accesskit_id());
        }
    }
    found
}

/// Another annotator's spans: "amina: actor: Mohamed Bazoum".
fn beneath(tree: &mut Tree<'_>, document: &Document, area: Rect, block: &Shown<'_>) -> Vec<NodeId> {
    let mut found = Vec::new();
    let Some((shown, theirs)) = document.spans_beneath() else {
        return found;
    };
    for span in theirs.first_overlapping(widened(block.range), MANY) {
        let Some(rect) = seen(block, span.range, area) else {
            continue;
        };
        let id = focus_id().with(("beneath", span.id.as_str()));
        let added = tree.add(id, Target::Hit(span.range, rect), |node| {
            let words = spoken::span(&document.article, span);
            mark(node, rect, format!("{}: {words}", shown.who()));
        });
        if added {
            found.push(id.accesskit_id());
        }
    }
    found
}

/// The document itself.
fn describe(
    node: &mut accesskit::Node,
    document: &Document,
    look: &Look<'_>,
    all: &[Run],
    children: Vec<NodeId>,
) {
    node.set_role(Role::Document);
    node.set_label(spoken::title(document));
    node.set_children(children);
    let caret = document.caret;
    let view = all.first().zip(all.last());
    let in_view = view.is_some_and(|(first, last)| {
        let range = ByteRange::new(caret.anchor, caret.position);
        range.end >= first.range.start && range.start <= last.range.end
    });
    let ends = runs::place(all, caret.anchor).zip(runs::place(all, caret.position));
    if let Some((anchor, focus)) = ends.filter(|_| in_view) {
        node.set_text_selection(accesskit::TextSelection { anchor, focus });
    }
    for action in [
        accesskit::Action::SetTextSelection,
        accesskit::Action::ScrollDown,
        accesskit::Action::ScrollUp,
    ] {
        node.add_action(action);
    }
    asked::list_labels(node, "Mark", look.schema, None);
    let history = document.history();
    if let Some(name) = history.undo_name() {
        asked::list_as(node, Command::Undo, format!("Undo {name}"));
    }
    if let Some(name) = history.redo_name() {
        asked::list_as(node, Command::Redo, format!("Redo {name}"));
    }
    if document.offers.open_count() > 0 {
        asked::list(node, Command::NextSuggestion);
        asked::list(node, Command::PreviousSuggestion);
    }
    if !document.set.is_empty() {
        asked::list(node, Command::NextSpan);
        asked::list(node, Command::PreviousSpan);
    }
    if document.current.is_some() {
        asked::list(node, Command::Accept);
        asked::list(node, Command::Reject);
    } else if document.selected.is_some() {
        asked::list(node, Command::Delete);
    }
}

fn mark(node: &mut accesskit::Node, rect: Rect, label: String) {
    node.set_role(Role::Mark);
    node.set_label(label);
    node.set_bounds(bounds(rect));
    for action in [
        accesskit::Action::Click,
        accesskit::Action::Focus,
        accesskit::Action::ScrollIntoView,
    ] {
        node.add_action(action);
    }
}

/// What is in view of a range in a block: nothing, or a rectangle around its first stretch.
fn seen(block: &Shown<'_>, range: ByteRange, area: Rect) -> Option<Rect> {
    let stretches = block.layout.stretches(range).into_iter();
    let mut rects = stretches.map(|s| s.rect.translate(block.at.to_vec2()).intersect(area));
    rects.find(|rect| rect.is_positive())
}

/// The nodes of one frame. They are no widgets: the mouse and the focus know nothing of them.
struct Tree<'u> {
    ui: &'u Ui,
    /// How many children the root had before.
    before: Option<usize>,
    nodes: HashMap<NodeId, Target>,
}

impl<'u> Tree<'u> {
    fn new(ui: &'u Ui) -> Self {
        let root = egui::accesskit_root_id();
        let before = ui
            .ctx()
            .accesskit_node_builder(root, |node| node.children().len());
        let document = focus_id();
        let there = ui.ctx().has_accesskit_node(document);
        Self {
            ui,
            before: before.filter(|_| there),
            nodes: HashMap::from([(document.accesskit_id(), Target::Document)]),
        }
    }

    /// Whether nobody listens.
    fn is_off(&self) -> bool {
        self.before.is_none()
    }

    /// Adds a node; whether it was not there yet.
    fn add(&mut self, id: Id, target: Target, write: impl FnOnce(&mut accesskit::Node)) -> bool {
        let new = self.nodes.insert(id.accesskit_id(), target).is_none();
        if new {
            self.ui.ctx().accesskit_node_builder(id, write);
        }
        new
    }

    fn target(&self, node: NodeId) -> Option<&Target> {
        self.nodes.get(&node)
    }

    /// Describes the document and makes it the parent: egui gives what is no widget to the root.
    fn close(&self, write: impl FnOnce(&mut accesskit::Node)) {
        let context = self.ui.ctx();
        context.accesskit_node_builder(focus_id(), write);
        if let Some(before) = self.before {
            context.accesskit_node_builder(egui::accesskit_root_id(), |node| {
                let kept = node.children()[..before].to_vec();
                node.set_children(kept);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_made_while_nobody_listens() {
        for listening in [false, true] {
            let context = egui::Context::default();
            if listening {
                context.enable_accesskit();
            }
            let mut off = None;
            let mut output = context.run_ui(egui::RawInput::default(), |ui| {
                let rect = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(9.0, 9.0));
                ui.interact(rect, focus_id(), egui::Sense::FOCUSABLE);
                off = Some(Tree::new(ui).is_off());
            });
            output.textures_delta.clear();
            assert_eq!(off, Some(!listening));
            assert_eq!(output.platform_output.accesskit_update.is_some(), listening);
        }
    }
}
