//! Spans: which go, where those stand that moved, and which of those added here are there already.

use std::collections::HashMap;

use super::net::SpanParts;
use super::{Carried, Conflict, Disagreement, Item, Joined, carry, carry_fields, fill};
use crate::annotation::{Change, Event, Fields, Id, Label, Origin, RoleFiller, Span};
use crate::text::ByteRange;

/// Two spans never have the same.
type Place = (ByteRange, Label);

fn place(span: &Span) -> Place {
    (span.range, span.label.clone())
}

impl Joined<'_> {
    pub(super) fn join_spans(&mut self) {
        self.remove_spans();
        self.edit_spans();
        let mut places = self.settle_places();
        self.add_spans(&mut places);
    }

    fn remove_spans(&mut self) {
        let net = self.net;
        for (id, before) in &net.spans.removed {
            let Some(stands) = self.theirs.span(id) else {
                continue;
            };
            let frames = self.uses.frames(id);
            let why = if !says_the_same(stands, before)
                || frames.iter().any(|frame| !self.may_lose(frame))
            {
                Disagreement::ChangedThere
            } else if self.uses.is_newly_filling(&RoleFiller::Span(id.clone()))
                || self.uses.is_newly_mentioning(id)
            {
                Disagreement::UsedThere
            } else {
                self.spans.insert(id.clone(), None);
                continue;
            };
            self.undeleted.insert(id);
            self.conflicts.push(Conflict::at(Some(stands), why));
        }
    }

    fn edit_spans(&mut self) {
        let net = self.net;
        for (id, parts) in &net.spans.edited {
            let Some(stands) = self.theirs.span(id) else {
                if parts.says_something() {
                    self.conflicts.push(Conflict {
                        range: parts.range.as_ref().map(|c| c.from),
                        label: parts.label.as_ref().map(|c| c.from.clone()),
                        why: Disagreement::DeletedThere,
                    });
                }
                continue;
            };
            let frames = self.uses.frames(id);
            let frames_stay = frames.iter().any(|frame| !self.may_lose(frame));
            let (span, refused) = edited(stands, parts, frames_stay);
            for item in refused {
                let why = Disagreement::BothChanged(item);
                self.conflicts.push(Conflict::at(Some(stands), why));
            }
            if let Some(change) = &parts.label {
                if span.label != change.to {
                    self.unrelabelled.insert(id);
                } else if stands.label == Label::EVENT && change.to == Label::EVENT {
                    self.twins.insert(id.clone());
                }
            }
            self.spans.insert(id.clone(), Some(span));
        }
    }

    /// Puts the spans that moved where nothing of theirs stands. A span that cannot stand where it
    /// was moved to goes back, and with it whatever has moved to where it was.
    fn settle_places(&mut self) -> HashMap<Place, Id> {
        let net = self.net;
        let mut places = HashMap::new();
        let mut moved = Vec::new();
        for span in self.theirs.spans() {
            match self.spans.get(&span.id) {
                Some(None) => {}
                Some(Some(joined)) if place(joined) != place(span) => {
                    moved.push((place(joined), span.id.clone()));
                }
                Some(Some(_)) | None => {
                    places.insert(place(span), span.id.clone());
                }
            }
        }
        let mut back = Vec::new();
        for (to, id) in moved {
            if to.0.is_empty() || places.contains_key(&to) {
                back.push(id);
            } else {
                places.insert(to, id);
            }
        }
        while let Some(id) = back.pop() {
            let Some(stands) = self.theirs.span(&id) else {
                continue;
            };
            if let Some(Some(span)) = self.spans.get_mut(&id) {
                put_back(span, stands);
                if says_the_same(span, stands) {
                    span.clone_from(stands);
                }
            }
            let parts = net.spans.edited.get_key_value(&id);
            if let Some((id, SpanParts { label: Some(_), .. })) = parts {
                self.unrelabelled.insert(id);
            }
            let why = Disagreement::PlaceTaken;
            self.conflicts.push(Conflict::at(Some(stands), why));
            back.extend(places.insert(place(stands), id));
        }
        places
    }

    fn add_spans(&mut self, places: &mut HashMap<Place, Id>) {
        let net = self.net;
        for (id, mine) in &net.spans.added {
            if mine.range.is_empty() {
                continue;
            }
            if let Some(there) = places.get(&place(mine)) {
                let there = there.clone();
                self.span_ids.insert(id, there.clone());
                self.twins.insert(there.clone());
                self.fill_span(&there, mine);
                continue;
            }
            let taken = self.theirs.span(id).is_some() || self.fresh.faulty.contains(id);
            let new = if taken { self.fresh.span() } else { id.clone() };
            let mut span = mine.clone();
            span.id = new.clone();
            places.insert(place(mine), new.clone());
            self.spans.insert(new.clone(), Some(span));
            self.span_ids.insert(id, new);
        }
    }

    /// Gives a span of theirs what a span here on the same text with the same label says more.
    fn fill_span(&mut self, id: &Id, mine: &Span) {
        let Some(stands) = self.span(id) else {
            return;
        };
        let mut span = stands.clone();
        let mut refused = Vec::new();
        // What was deleted here and is kept as theirs has it is not filled: filled, it might look
        // untouched and be deleted after all when the changes are carried over once more.
        let keep = self.undeleted.contains(id);
        let mut note = |carried: Carried, item: Item| {
            if carried == Carried::Refused || (keep && carried == Carried::Taken) {
                refused.push(item);
            }
        };
        note(fill(&mut span.head, mine.head.as_ref()), Item::Head);
        note(fill(&mut span.value, mine.value.as_ref()), Item::Value);
        note(fill(&mut span.place, mine.place.as_ref()), Item::Place);
        note(fill(&mut span.note, mine.note.as_ref()), Item::Note);
        let attributes = Some(Change::new(Fields::new(), mine.attributes.clone()));
        let mut fields = carry_fields(&attributes, &mut span.attributes);
        let extra = Some(Change::new(Fields::new(), mine.extra.clone()));
        fields.extend(carry_fields(&extra, &mut span.extra));
        if keep {
            let new = |name: &&String| !stands.attributes.contains_key(*name);
            fields.extend(mine.attributes.keys().filter(new).cloned());
            span.clone_from(stands);
        }
        refused.extend(fields.into_iter().map(Item::Field));
        for item in refused {
            let why = Disagreement::BothChanged(item);
            self.conflicts.push(Conflict::at(Some(&span), why));
        }
        if self.span(id) != Some(&span) {
            if span.modified < mine.modified {
                span.modified.clone_from(&mine.modified);
            }
            self.spans.insert(id.clone(), Some(span));
        }
    }

    /// Whether a frame of theirs may go: it says no more than what was known and deleted here, and
    /// nothing new points to it.
    pub(super) fn may_lose(&self, frame: &Event) -> bool {
        let filler = RoleFiller::Event(frame.id.clone());
        let known = self.net.events.removed.get(&frame.id);
        super::events::says_nothing_new(frame, known) && !self.uses.is_newly_filling(&filler)
    }
}

impl SpanParts {
    /// Whether more changed than when and how it came about.
    fn says_something(&self) -> bool {
        let place = self.label.is_some() || self.range.is_some() || self.fragments.is_some();
        let content = self.head.is_some() || self.value.is_some() || self.place.is_some();
        let more = self.attributes.is_some() || self.note.is_some() || self.extra.is_some();
        place || content || more
    }
}

/// Equal but for when it was changed, and for the mark that it was.
fn says_the_same(theirs: &Span, before: &Span) -> bool {
    let mut same = theirs.clone();
    same.modified.clone_from(&before.modified);
    same.origin.edited = before.origin.edited;
    same == *before
}

/// A span of theirs with what was changed here, and the parts that disagree.
fn edited(stands: &Span, parts: &SpanParts, frames_stay: bool) -> (Span, Vec<Item>) {
    let mut span = stands.clone();
    let mut refused = Vec::new();
    let mut note = |carried: Carried, item: Item| {
        if carried == Carried::Refused {
            refused.push(item);
        }
        carried
    };
    note(carry(&parts.note, &mut span.note), Item::Note);
    note(carry_origin(&parts.origin, &mut span.origin), Item::Origin);
    // Not worth a word: nobody writes these by hand.
    carry(&parts.created, &mut span.created);
    carry(&parts.anchor, &mut span.anchor);
    let mut extent = (
        carry_extent(parts, &mut span),
        carry(&parts.head, &mut span.head),
    );
    let fits = |h: ByteRange| span.range.contains_range(h) && span.range != h;
    let moved = span.range != stands.range || span.head != stands.head;
    if moved && !span.head.is_none_or(fits) {
        // The range comes from here and the head from there, or the other way round.
        put_back_extent(&mut span, stands);
        let refused = |carried| match carried {
            Carried::Taken => Carried::Refused,
            Carried::Same | Carried::Refused => carried,
        };
        extent = (refused(extent.0), refused(extent.1));
    }
    note(extent.0, Item::Range);
    note(extent.1, Item::Head);
    let value = carry(&parts.value, &mut span.value);
    let gazetteer = carry(&parts.place, &mut span.place);
    let label = carry(&parts.label, &mut span.label);
    // A value belongs to a figure, a place to a location, a frame to an event. Where the label
    // changed here and theirs gave the span more of that, or the other way round, theirs stays.
    let value_unfit = span.value.is_some() && span.label != Label::FIGURE;
    let place_unfit = span.place.is_some() && span.label != Label::LOCATION;
    let framed = stands.label == Label::EVENT && frames_stay;
    if label == Carried::Taken && (framed || value_unfit || place_unfit) {
        put_back_label(&mut span, stands);
        note(Carried::Refused, Item::Label);
    } else {
        note(label, Item::Label);
        if value == Carried::Refused || (value == Carried::Taken && value_unfit) {
            span.value.clone_from(&stands.value);
            note(Carried::Refused, Item::Value);
        }
        if gazetteer == Carried::Refused || (gazetteer == Carried::Taken && place_unfit) {
            span.place.clone_from(&stands.place);
            note(Carried::Refused, Item::Place);
        }
    }
    let mut fields = carry_fields(&parts.attributes, &mut span.attributes);
    fields.extend(carry_fields(&parts.extra, &mut span.extra));
    refused.extend(fields.into_iter().map(Item::Field));
    if parts.says_something() && says_the_same(&span, stands) {
        // Nothing of it was carried over, or theirs has it all.
        return (stands.clone(), refused);
    }
    if let Some(change) = &parts.modified {
        let later = change.to > span.modified && span != *stands;
        if later || span.modified == change.from {
            span.modified.clone_from(&change.to);
        }
    }
    (span, refused)
}

/// A range moves with the parts that an import gave it.
fn carry_extent(parts: &SpanParts, span: &mut Span) -> Carried {
    let mut fragments = span.fragments.clone();
    let mut range = span.range;
    let both = (
        carry(&parts.range, &mut range),
        carry(&parts.fragments, &mut fragments),
    );
    if both.0 == Carried::Refused || both.1 == Carried::Refused {
        return Carried::Refused;
    }
    (span.range, span.fragments) = (range, fragments);
    if both == (Carried::Same, Carried::Same) {
        Carried::Same
    } else {
        Carried::Taken
    }
}

/// That a suggestion was changed since is true as soon as one of both changed it.
fn carry_origin(part: &Option<Change<Origin>>, stands: &mut Origin) -> Carried {
    let carried = carry(part, stands);
    match (carried, part) {
        (Carried::Refused, Some(change)) => {
            let mut marked = change.from.clone();
            marked.edited = change.to.edited;
            if marked == change.to {
                stands.edited |= marked.edited;
                Carried::Same
            } else {
                Carried::Refused
            }
        }
        (Carried::Same | Carried::Taken | Carried::Refused, _) => carried,
    }
}

fn put_back_label(span: &mut Span, stands: &Span) {
    span.label.clone_from(&stands.label);
    span.value.clone_from(&stands.value);
    span.place.clone_from(&stands.place);
}

fn put_back(span: &mut Span, stands: &Span) {
    if span.label != stands.label {
        put_back_label(span, stands);
    }
    put_back_extent(span, stands);
}

fn put_back_extent(span: &mut Span, stands: &Span) {
    span.range = stands.range;
    span.head = stands.head;
    span.fragments.clone_from(&stands.fragments);
}
