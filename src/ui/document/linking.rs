//! Joining what stands apart in the text: filling a role of an event, and saying that two mentions
//! are of one actor.
//!
//! A mode, as moving ends freely is one: while it lasts the selected span is the proposal, the keys
//! that walk through spans find only those that fit, Enter takes the proposal and Esc leaves all
//! as it was.

use super::framing::{Proposed, What, days_in_words};
use super::{Caret, Document, sentence};
use crate::annotation::{Id, Label, Role, RoleDef, RoleFiller, Span, Timestamp, edits};
use crate::text::{ByteRange, motion, sentences};

/// What is being joined.
#[derive(Clone, Debug, PartialEq)]
pub enum Linking {
    /// A role of the event is to be chosen.
    ChooseRole {
        event: Id,
        trigger: Id,
        /// What is proposed for its roles.
        proposed: Vec<Proposed>,
        /// How many roles were filled since it began: then anything else ends it.
        taken: usize,
    },
    /// What fills the role is to be chosen.
    FillRole {
        event: Id,
        trigger: Id,
        role: RoleDef,
        taken: usize,
    },
    /// Another mention of the actor is to be chosen. `known` is the actor that it is so far.
    SameActor { mention: Id, known: Option<Id> },
}

impl Linking {
    /// The span that it is about.
    #[must_use]
    pub fn about(&self) -> &Id {
        match self {
            Self::ChooseRole { trigger, .. } | Self::FillRole { trigger, .. } => trigger,
            Self::SameActor { mention, .. } => mention,
        }
    }

    /// The label of the spans that can be chosen; nothing where none can.
    #[must_use]
    pub fn wanted(&self) -> Option<&Label> {
        match self {
            Self::ChooseRole { .. } => None,
            Self::FillRole { role, .. } => role.filler.as_ref(),
            Self::SameActor { .. } => Some(&Label::ACTOR),
        }
    }

    /// Whether words are to be chosen and no span.
    #[must_use]
    pub fn wants_words(&self) -> bool {
        matches!(self, Self::FillRole { role, .. } if role.filler.is_none())
    }

    fn fits(&self, span: &Span) -> bool {
        self.wanted() == Some(&span.label) && span.id != *self.about()
    }

    /// Whether an open suggestion can be chosen: it is accepted with that.
    #[must_use]
    pub fn offers(&self, label: &Label) -> bool {
        matches!(self, Self::FillRole { role, .. } if role.filler.as_ref() == Some(label))
    }
}

/// How much text around a span is looked at for its sentence: a paragraph may hold the whole
/// article.
const AROUND: usize = 4000;
/// How many earlier mentions are compared for a proposal.
const COMPARED: usize = 5000;

impl Document {
    /// Whether a span can be chosen: where nothing is being joined, any can.
    #[must_use]
    pub fn can_choose(&self, span: &Span) -> bool {
        self.linking.as_ref().is_none_or(|l| l.fits(span))
    }

    /// Asks which role of the selected event is to be filled; of the event at the caret, where
    /// nothing is selected.
    ///
    /// # Errors
    /// A sentence where there is no event.
    pub fn begin_role(&mut self) -> Result<(), String> {
        self.refuse()?;
        let again = self.linking.as_ref().map(|linking| linking.about().clone());
        let selected = again.or_else(|| self.selected.clone());
        let trigger = selected.or_else(|| {
            let here = self.set.touching(self.caret.position);
            let events = here.into_iter().filter(|span| span.label == Label::EVENT);
            let inner = events.min_by_key(|span| span.range.len());
            inner.map(|span| span.id.clone())
        });
        let event = trigger
            .as_ref()
            .and_then(|trigger| self.set.events_of(trigger).next());
        match event.map(|event| event.id.clone()) {
            Some(event) => self.begin_role_of(&event),
            None => Err("Select an event first: its roles are filled from there".to_owned()),
        }
    }

    /// Asks which role of this frame is to be filled, and works out what is proposed.
    ///
    /// # Errors
    /// A sentence where the frame is gone.
    pub fn begin_role_of(&mut self, event: &Id) -> Result<(), String> {
        self.refuse()?;
        self.ask_for_role(event, 0)
    }

    fn ask_for_role(&mut self, event: &Id, taken: usize) -> Result<(), String> {
        let trigger = self.set.event(event).map(|event| event.trigger.clone());
        let trigger = trigger.ok_or_else(|| "The event is gone".to_owned())?;
        if let Some(span) = self.set.span(&trigger) {
            self.caret = Caret::at(span.range.start);
        }
        self.select(trigger.clone());
        self.linking = Some(Linking::ChooseRole {
            event: event.clone(),
            trigger,
            proposed: self.proposals(event),
            taken,
        });
        Ok(())
    }

    /// Goes on to what fills the role at this place of the schema, and proposes something.
    ///
    /// # Errors
    /// A sentence where no role is asked for, or nothing in the article could fill it.
    pub fn choose_role(&mut self, place: usize) -> Result<(), String> {
        let (event, trigger, taken, proposed) = match self.linking.clone() {
            Some(Linking::ChooseRole {
                event,
                trigger,
                proposed,
                taken,
            }) => (event, trigger, taken, proposed),
            Some(Linking::FillRole {
                event,
                trigger,
                taken,
                ..
            }) => {
                let proposed = self.proposals(&event);
                (event, trigger, taken, proposed)
            }
            _ => return Err("Select an event first: its roles are filled from there".to_owned()),
        };
        let roles = &self.schema.roles;
        let Some(role) = roles.get(place).cloned() else {
            return Err(format!("There are {} roles", roles.len()));
        };
        let linking = Linking::FillRole {
            event: event.clone(),
            trigger: trigger.clone(),
            role: role.clone(),
            taken,
        };
        let best = proposed.into_iter().find(|one| one.role == place);
        let about = self.set.span(&trigger).map(|span| span.range);
        let about = about.ok_or_else(|| "The event is gone".to_owned())?;
        let Some(label) = &role.filler else {
            self.selected = None;
            let known = self.set.event(&event).and_then(|e| e.date.as_ref());
            let words = known.map(|date| date.range);
            let words = words.or_else(|| match best?.what {
                What::Date(date) => Some(date.range),
                What::Span(_) | What::Offer(..) => None,
            });
            self.caret = words.map_or(Caret::at(about.start), Caret::selecting);
            self.linking = Some(linking);
            self.reveal = true;
            return Ok(());
        };
        match best.map(|best| best.what) {
            Some(What::Span(id)) => {
                let start = self
                    .set
                    .span(&id)
                    .map_or(about.start, |span| span.range.start);
                self.linking = Some(linking);
                self.propose(Some((start, id)), about.start);
                return Ok(());
            }
            Some(What::Offer(range, label)) => {
                if let Some(index) = self.open_offer(range, &label) {
                    self.review_within(index, linking);
                    return Ok(());
                }
            }
            Some(What::Date(_)) | None => {}
        }
        let open = || self.offers.open().any(|(_, offer)| offer.label == *label);
        if !self.set.spans().any(|span| linking.fits(span)) && !open() {
            return Err(format!(
                "Mark a {label} first: there is none that could be the {}",
                role.name
            ));
        }
        let roles = self.set.event(&event).map_or(&[][..], |event| &event.roles);
        let fills = |span: &Span, role: Option<&str>| {
            let this =
                |r: &Role| self.is_filled_by(r, span) && role.is_none_or(|role| r.role == role);
            roles.iter().any(this)
        };
        // Who has no part in the event yet; where there is nobody, who would be taken out.
        let near = self.set.overlapping(self.sentence_of(about));
        let fitting = near.into_iter().filter(|span| linking.fits(span));
        let proposal = fitting.min_by_key(|span| {
            let this = fills(span, Some(&role.name));
            (fills(span, None), !this, apart(span.range, about))
        });
        let proposal = proposal.map(|span| (span.range.start, span.id.clone()));
        self.linking = Some(linking);
        self.propose(proposal, about.start);
        Ok(())
    }

    /// Asks which other mention is of the same actor as the selected one, and proposes the nearest
    /// before it with the same words, or of whose words one holds the other's.
    ///
    /// # Errors
    /// A sentence where no actor is selected, or it is the only one.
    pub fn begin_same_actor(&mut self) -> Result<(), String> {
        self.refuse()?;
        let span = self.selected.as_ref().and_then(|id| self.set.span(id));
        let Some(span) = span.filter(|span| span.label == Label::ACTOR) else {
            return Err("Select an actor first".to_owned());
        };
        let known = self.set.entity_of(&span.id);
        let linking = Linking::SameActor {
            mention: span.id.clone(),
            known: known.map(|entity| entity.id.clone()),
        };
        if !self.set.spans().any(|other| linking.fits(other)) {
            return Err("This is the only actor so far".to_owned());
        }
        let likely = self.likely_same(span);
        let likely = likely.and_then(|likely| self.set.span(&likely.span));
        let mut proposal = likely.map(|span| (span.range.start, span.id.clone()));
        let words = self.words_of(span);
        let same = known.map_or(&[][..], |entity| &entity.spans);
        let places = self.set.places();
        let mut at = (span.range, span.id.clone());
        for _ in 0..COMPARED {
            if proposal.is_some() {
                break;
            }
            let Some((range, id)) = places.before(at.0, &at.1) else {
                break;
            };
            at = (range, id.clone());
            let Some(other) = self.set.span(id).filter(|other| linking.fits(other)) else {
                continue;
            };
            if !same.contains(id) && share_words(&words, &self.words_of(other)) {
                proposal = Some((range.start, id.clone()));
                break;
            }
        }
        let start = span.range.start;
        self.linking = Some(linking);
        self.propose(proposal, start);
        Ok(())
    }

    fn propose(&mut self, proposal: Option<(usize, Id)>, otherwise: usize) {
        match proposal {
            Some((start, id)) => {
                self.caret = Caret::at(start);
                self.select(id);
            }
            None => {
                self.caret = Caret::at(otherwise);
                self.selected = None;
                self.current = None;
                self.reveal = true;
            }
        }
    }

    /// Makes an open suggestion the proposal while something is being joined.
    fn review_within(&mut self, index: usize, linking: Linking) {
        self.review(index);
        self.linking = Some(linking);
    }

    /// Whether a span, or an event that it triggers, is what fills a role.
    fn is_filled_by(&self, role: &Role, span: &Span) -> bool {
        match &role.filler {
            RoleFiller::Span(id) => *id == span.id,
            RoleFiller::Event(id) => {
                let event = self.set.event(id);
                event.is_some_and(|event| event.trigger == span.id)
            }
        }
    }

    /// Whether taking a span would take it out again, since it is joined already.
    #[must_use]
    pub fn is_joined(&self, span: &Span) -> bool {
        match &self.linking {
            Some(Linking::FillRole { event, role, .. }) => {
                let event = self.set.event(event);
                let is_it = |r: &Role| r.role == role.name && self.is_filled_by(r, span);
                event.is_some_and(|event| event.roles.iter().any(is_it))
            }
            Some(Linking::SameActor { known, .. }) => {
                let known = known.as_ref().and_then(|id| self.set.entity(id));
                known.is_some_and(|entity| entity.spans.contains(&span.id))
            }
            Some(Linking::ChooseRole { .. }) | None => false,
        }
    }

    /// Whether Enter takes out or parts what is joined, and joins nothing.
    #[must_use]
    pub fn takes_out(&self) -> bool {
        match &self.linking {
            Some(Linking::FillRole { event, role, .. }) if role.filler.is_none() => {
                let words = self.caret.selection();
                let words = words.and_then(|words| motion::trim(self.article.text(), words));
                let known = self.set.event(event).and_then(|event| event.date.as_ref());
                known.is_some_and(|date| words == Some(date.range))
            }
            Some(linking) => {
                let offer = self.current.and_then(|index| self.offers.get(index));
                let offered = offer.is_some_and(|offer| linking.offers(&offer.label));
                let span = self.selected.as_ref().and_then(|id| self.set.span(id));
                !offered && span.is_some_and(|span| linking.fits(span) && self.is_joined(span))
            }
            None => false,
        }
    }

    /// Takes the proposal; while a role is asked for, all that is proposed for the event. Behind one
    /// role the next is asked for. What was done, in words.
    ///
    /// # Errors
    /// A sentence where nothing that fits is selected.
    pub fn take_link(&mut self, now: &Timestamp, clock: f64) -> Result<String, String> {
        match self.linking.clone() {
            None => Err("Nothing is being joined".to_owned()),
            Some(Linking::ChooseRole {
                event,
                proposed,
                taken,
                ..
            }) => self.take_all(&event, &proposed, taken, now, clock),
            Some(Linking::FillRole {
                event, role, taken, ..
            }) => {
                let done = self.take_filler(&event, &role, now, clock)?;
                self.ask_for_role(&event, taken + 1)?;
                Ok(done)
            }
            Some(Linking::SameActor { mention, .. }) => {
                let done = self.take_same_actor(&mention, clock)?;
                self.leave_link();
                Ok(done)
            }
        }
    }

    /// Takes all that is proposed with good reason as one step.
    fn take_all(
        &mut self,
        event: &Id,
        proposed: &[Proposed],
        taken: usize,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        let sure: Vec<_> = proposed.iter().filter(|one| one.sure).cloned().collect();
        if sure.is_empty() && taken > 0 {
            self.leave_link();
            return Ok("Roles kept".to_owned());
        }
        if sure.is_empty() {
            return Err("Nothing is proposed: press the key of a role".to_owned());
        }
        self.fill(event, &sure, now, clock)?;
        self.leave_link();
        let words = sure.iter().map(|one| format!("{} {}", one.name, one.words));
        Ok(sentence(&words.collect::<Vec<_>>().join(", ")))
    }

    /// Takes what is selected as the filler of a role.
    fn take_filler(
        &mut self,
        event: &Id,
        role: &RoleDef,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        let title = sentence(&role.name);
        let Some(label) = &role.filler else {
            return self.take_date(event, clock);
        };
        let offer = self.current.and_then(|index| self.offers.get(index));
        if let Some(offer) = offer.filter(|offer| offer.label == *label) {
            let (range, label) = (offer.range, offer.label.clone());
            let words = self.brief(range);
            let done = format!("{title}: {words}");
            let chosen = Proposed {
                role: 0,
                name: role.name.to_string(),
                what: What::Offer(range, label),
                sure: true,
                words,
                why: String::new(),
            };
            self.fill(event, &[chosen], now, clock)?;
            return Ok(done);
        }
        let chosen = self.selected.as_ref().and_then(|id| self.set.span(id));
        let fits = |span: &&Span| self.linking.as_ref().is_some_and(|l| l.fits(span));
        let span = chosen
            .filter(fits)
            .ok_or_else(|| format!("Choose what is the {}", role.name))?;
        let made = edits::toggle_role(&self.set, event, &role.name, &span.id);
        let mut transaction = made.map_err(|error| sentence(&error))?;
        let out = transaction.name.starts_with("take");
        let words = span.range;
        let quote = self.brief(words);
        if !out {
            self.know_actors(&mut transaction);
        }
        self.commit(transaction, clock)?;
        if out {
            self.remember_taken_out(event, &role.name, words);
        }
        Ok(match out {
            true => format!("{quote} is no longer the {}", role.name),
            false => format!("{title}: {quote}"),
        })
    }

    /// Takes the selected words as the date of an event.
    fn take_date(&mut self, event: &Id, clock: f64) -> Result<String, String> {
        let selection = self.caret.selection();
        let words = selection.and_then(|words| motion::trim(self.article.text(), words));
        let words = words.ok_or_else(|| "Select the words that say when".to_owned())?;
        let known = self.set.event(event).and_then(|e| e.date.as_ref());
        let again = known.is_some_and(|date| date.range == words);
        let date = (!again).then(|| self.date_in(event, words));
        let quote = self.brief(words);
        let done = match date.as_ref().map(days_in_words) {
            None => format!("{quote} is no longer the date"),
            Some(Some(days)) => format!("Date: {quote}, {days}"),
            Some(None) => format!("Date: {quote}"),
        };
        let made = edits::set_event_date(&self.set, event, date);
        self.commit(made.map_err(|error| sentence(&error))?, clock)?;
        if let Some(role) = self.role_of_dates().filter(|_| again).map(str::to_owned) {
            self.remember_taken_out(event, &role, words);
        }
        Ok(done)
    }

    /// Says that the selected mention is of the same actor.
    fn take_same_actor(&mut self, mention: &Id, clock: f64) -> Result<String, String> {
        let chosen = self.selected.as_ref().and_then(|id| self.set.span(id));
        let fits = |span: &&Span| self.linking.as_ref().is_some_and(|l| l.fits(span));
        let span = chosen
            .filter(fits)
            .ok_or_else(|| "Choose the other mention".to_owned())?;
        let parted = edits::are_one_actor(&self.set, mention, &span.id);
        let both = self.set.span(mention).into_iter().chain([span]);
        let proposed = self.proposed_actor(&both.collect::<Vec<_>>());
        let made = edits::toggle_same_actor(&self.set, mention, &span.id, proposed);
        let quote = self.brief(span.range);
        self.commit(made.map_err(|error| sentence(&error))?, clock)?;
        Ok(match parted {
            true => format!("No longer the same actor as {quote}"),
            false => format!("Same actor as {quote}"),
        })
    }

    /// Leaves the mode: what it is about is selected again. Whether there was one.
    pub(super) fn leave_link(&mut self) -> bool {
        let Some(linking) = self.linking.take() else {
            return false;
        };
        if let Some(span) = self.set.span(linking.about()) {
            let (start, id) = (span.range.start, span.id.clone());
            self.caret = Caret::at(start);
            self.select(id);
        }
        true
    }

    /// The next span or open suggestion that fits, or the previous one. Linear in what is passed
    /// over.
    pub(super) fn walk_fitting(&mut self, forward: bool) -> bool {
        let Some(linking) = self.linking.clone() else {
            return false;
        };
        let offer = self.current.and_then(|index| self.offers.get(index));
        let here = match offer {
            Some(offer) => offer.range.start,
            None => self.caret.position,
        };
        let places = self.set.places();
        let selected = self.selected.as_ref().and_then(|id| self.set.span(id));
        let mut found = match (selected, forward) {
            (Some(span), true) => places.after(span.range, &span.id),
            (Some(span), false) => places.before(span.range, &span.id),
            (None, true) => places.from(here),
            (None, false) => places.until(here),
        };
        let mut span = None;
        while let Some((range, id)) = found {
            if self.set.span(id).is_some_and(|span| linking.fits(span)) {
                span = Some((range.start, id.clone()));
                break;
            }
            found = if forward {
                places.after(range, id)
            } else {
                places.before(range, id)
            };
        }
        let from = selected.map_or(here, |span| span.range.start);
        let fits = |index: &usize| {
            let offer = self.offers.get(*index);
            offer.is_some_and(|offer| linking.offers(&offer.label))
        };
        let step = |at: Option<usize>| match (at, forward) {
            (Some(_), true) => self.offers.next(at, 0),
            (Some(_), false) => self.offers.previous(at, 0),
            (None, true) => self.offers.next(None, from),
            (None, false) => self.offers.previous(None, from),
        };
        let mut open = step(self.current);
        while let Some(index) = open.filter(|index| !fits(index)) {
            open = step(Some(index));
        }
        let open = open.and_then(|index| Some((self.offers.get(index)?.range.start, index)));
        match (span, open) {
            (Some((start, _)), Some((place, index)))
                if (place < start) == forward && place != start =>
            {
                self.review_within(index, linking);
            }
            (Some((start, id)), _) => {
                self.caret = Caret::at(start);
                self.select(id);
            }
            (None, Some((_, index))) => self.review_within(index, linking),
            (None, None) => return false,
        }
        true
    }

    /// Words of the article in quotation marks, cut where they are many.
    #[must_use]
    pub fn brief(&self, range: ByteRange) -> String {
        const LONGEST: usize = 60;
        let quote = self.article.quote(range);
        let line = quote
            .chars()
            .map(|c| if c == '\n' || c == '\r' { ' ' } else { c });
        let cut: String = line.clone().take(LONGEST).collect();
        let more = if line.count() > LONGEST { "…" } else { "" };
        format!("“{cut}{more}”")
    }

    /// The words of a mention: of its head, where it has one.
    pub(super) fn words_of(&self, span: &Span) -> Vec<String> {
        const LONGEST: usize = 400;
        let text = self.article.quote(span.head.unwrap_or(span.range));
        let text = &text[..text.floor_char_boundary(LONGEST)];
        text.split_whitespace().map(str::to_owned).collect()
    }

    pub(super) fn sentence_of(&self, range: ByteRange) -> ByteRange {
        let text = self.article.text();
        let paragraphs = self.article.paragraphs();
        let paragraph = paragraphs.range(paragraphs.at(range.start));
        let from = paragraph.start.max(range.start.saturating_sub(AROUND));
        let to = paragraph.end.min(range.end.saturating_add(AROUND));
        let around = ByteRange::new(text.ceil_char_boundary(from), text.floor_char_boundary(to));
        let found = sentences(text, around);
        let own = found.into_iter().find(|s| s.touches(range.start));
        own.unwrap_or(range)
    }
}

/// Bytes between two ranges.
pub(super) fn apart(a: ByteRange, b: ByteRange) -> usize {
    a.start
        .saturating_sub(b.end)
        .max(b.start.saturating_sub(a.end))
}

/// Whether one of two names stands within the other, word by word and in either case.
fn share_words(a: &[String], b: &[String]) -> bool {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let same = |a: &[String], b: &[String]| {
        a.iter()
            .zip(b)
            .all(|(a, b)| a.to_lowercase() == b.to_lowercase())
    };
    !short.is_empty() && long.windows(short.len()).any(|words| same(words, short))
}
