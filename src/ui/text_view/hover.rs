//! What resting the mouse on marks tells: every span and suggestion there, outer before inner.

use egui::{Pos2, Response, RichText, Ui};

use super::page::Page;
use super::tags::{Tags, Target};
use crate::annotation::{Schema, Span};
use crate::matching::Suggestion;
use crate::text::{ByteRange, made_visible};
use crate::ui::document::Document;
use crate::ui::panels::{from_in_words, value_in_words};
use crate::ui::theme::{self, Palette};

/// More marks than this at one place are counted only.
const MANY: usize = 8;

/// A mark under the pointer.
enum Under<'a> {
    Span(&'a Span),
    Offer(&'a Suggestion),
    /// A span of another annotator, and who that is.
    Beneath(&'a Span, &'a str),
}

/// Shows what stands under the pointer.
pub fn show(
    ui: &Ui,
    response: Response,
    document: &Document,
    schema: &Schema,
    page: &Page<'_>,
    tags: &Tags,
    show_suggestions: bool,
) {
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let pressed = ui.input(|input| input.pointer.any_down());
    // Not over a dialog or a menu that has come up under a resting pointer.
    let covered = ui.memory(|memory| memory.top_modal_layer()).is_some()
        || egui::Popup::is_any_open(ui.ctx());
    let Some(pointer) = pointer.filter(|_| response.hovered() && !pressed && !covered) else {
        return;
    };
    let found = under(document, page, tags, pointer, show_suggestions);
    if found.is_empty() {
        return;
    }
    response.on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(360.0);
        for (place, mark) in found.iter().take(MANY).enumerate() {
            if place > 0 {
                ui.separator();
            }
            match mark {
                Under::Span(span) => describe_span(ui, document, schema, span),
                Under::Offer(suggestion) => describe_offer(ui, document, schema, suggestion),
                Under::Beneath(span, who) => describe_beneath(ui, schema, span, who),
            }
        }
        if found.len() > MANY {
            ui.label(format!("and {} more", found.len() - MANY));
        }
    });
}

fn under<'a>(
    document: &'a Document,
    page: &Page<'_>,
    tags: &Tags,
    pointer: Pos2,
    show_suggestions: bool,
) -> Vec<Under<'a>> {
    match tags.at(pointer) {
        Some(Target::Span(id)) => {
            return document.set.span(id).map(Under::Span).into_iter().collect();
        }
        Some(Target::Offer(index)) => {
            let offer = document.offers.get(*index);
            return offer.map(Under::Offer).into_iter().collect();
        }
        None => {}
    }
    let position = page.hit(pointer);
    let spans = document.set.touching(position);
    let spans = spans.into_iter().filter(|s| page.is_on(s.range, pointer));
    let mut found: Vec<_> = spans.map(Under::Span).collect();
    if show_suggestions || document.current.is_some() {
        let around = ByteRange::new(position.saturating_sub(1), position + 1);
        let offers = document.offers.open_in(around).into_iter();
        let seen = |index: &usize| show_suggestions || document.current == Some(*index);
        found.extend(
            offers
                .filter(|(index, s)| seen(index) && page.is_on(s.range, pointer))
                .map(|(_, suggestion)| Under::Offer(suggestion)),
        );
    }
    if let Some((beneath, theirs)) = document.spans_beneath() {
        let theirs = theirs.touching(position).into_iter();
        let theirs = theirs.filter(|s| page.is_on(s.range, pointer));
        found.extend(theirs.map(|span| Under::Beneath(span, beneath.who())));
    }
    found
}

fn describe_span(ui: &mut Ui, document: &Document, schema: &Schema, span: &Span) {
    let palette = Palette::of(ui.ctx());
    let color = palette.label(schema, &span.label);
    ui.label(
        RichText::new(span.label.to_string())
            .font(theme::strong(13.0))
            .color(color),
    );
    if let Some(value) = &span.value {
        ui.label(value_in_words(value));
    }
    for event in document.set.events_of(&span.id) {
        if let Some(kind) = &event.kind {
            ui.label(kind.as_str());
        }
    }
    let quiet = |text: String| RichText::new(text).small().color(palette.quiet);
    ui.label(quiet(crate::ui::panels::origin_in_words(span)));
    if let Some(note) = &span.note {
        ui.label(quiet(format!("Note: {}", made_visible(note))));
    }
}

fn describe_beneath(ui: &mut Ui, schema: &Schema, span: &Span, who: &str) {
    let palette = Palette::of(ui.ctx());
    let color = palette.label(schema, &span.label);
    ui.label(
        RichText::new(format!("{who}: {}", span.label))
            .font(theme::strong(13.0))
            .color(color),
    );
    if let Some(value) = &span.value {
        ui.label(value_in_words(value));
    }
    if let Some(note) = &span.note {
        let note = format!("Note: {}", made_visible(note));
        ui.label(RichText::new(note).small().color(palette.quiet));
    }
}

fn describe_offer(ui: &mut Ui, document: &Document, schema: &Schema, suggestion: &Suggestion) {
    let palette = Palette::of(ui.ctx());
    let color = palette.label(schema, &suggestion.label);
    ui.label(
        RichText::new(format!("{}? suggested", suggestion.label))
            .font(theme::strong(13.0))
            .color(color),
    );
    if let Some(value) = &suggestion.value {
        ui.label(value_in_words(value));
    }
    if let Some(kind) = suggestion.kind_in_words() {
        ui.label(kind);
    }
    let why = suggestion
        .reason
        .sentence(&document.article, suggestion.range);
    ui.label(made_visible(&why).as_ref());
    let quiet = |text: &str| RichText::new(text).small().color(palette.quiet);
    ui.label(quiet(&from_in_words(suggestion.matcher, suggestion.score)));
    for other in &suggestion.alternatives {
        let from = from_in_words(other.matcher, other.score);
        ui.label(quiet(&format!("or {}: {from}", other.label)));
    }
}
