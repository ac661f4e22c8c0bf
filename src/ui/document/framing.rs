//! Proposals for the frame of an event, and taking them: fillers of its roles, its date, its mode.

use jiff::civil::Date;

use super::{Document, sentence};
use crate::annotation::edits::{self, Draft, EntityDraft, Filling, NewFiller};
use crate::annotation::{
    Entity, Event, EventDate, EventField, Fields, Id, Label, Op, RoleFiller, Span, Timestamp,
    Transaction,
};
use crate::matching::dates::{self, Tense};
use crate::matching::roles::{self, Candidate, Filler, TAKEN, Trigger};
use crate::matching::{Language, Suggestion};
use crate::text::ByteRange;

/// From this score on a date is clear enough to be set with an event that is accepted.
const CLEAR: f32 = 0.8;

/// A filler that is proposed for a role of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// The role's place in the schema.
    pub role: usize,
    pub name: String,
    pub what: What,
    /// Whether it is taken together with the others.
    pub sure: bool,
    /// As it is shown: `“Gunmen”`, `“Thursday”, 2024-04-25`.
    pub words: String,
    /// Why, as a sentence.
    pub why: String,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Span(Id),
    /// An open suggestion, which is accepted when it is taken.
    Offer(ByteRange, Label),
    Date(EventDate),
}

/// A filler that was taken out of a frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TakenOut {
    pub event: Id,
    pub role: String,
    pub words: ByteRange,
}

/// A candidate as the document has it.
enum Known<'a> {
    Span(&'a Span),
    Offer(&'a Suggestion),
}

impl Document {
    /// The day on which the article was published: as edited, else as the source gives it.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        let edited = self.set.published.as_ref();
        let day = edited.or(self.article.header.published.as_ref())?;
        day.parse().ok()
    }

    /// The language that the article is read in.
    fn language_read(&self) -> Language {
        let read = self.read_in.as_ref().map(|(language, _)| *language);
        let known = self.language_set.or(read);
        known.unwrap_or_else(|| Language::of(&self.article))
    }

    /// What is proposed for the roles of an event that are not filled so already, in the order of
    /// the schema's roles, for each the likeliest first. Costs two sentences and what stands there.
    #[must_use]
    pub fn proposals(&self, event: &Id) -> Vec<Proposed> {
        let Some((event, trigger)) = self.event_and_trigger(event) else {
            return Vec::new();
        };
        let (candidates, known) = self.candidates(trigger.range);
        let asked = trigger_of(event, trigger);
        let tense = roles::tense(&self.article, &asked);
        let published = self.published();
        let found = roles::propose(&self.article, self.language_read(), &asked, &candidates);
        let mut proposed: Vec<Proposed> = Vec::new();
        for proposal in found {
            let Some(role) = self.role_for(proposal.role, &proposal.filler, &candidates) else {
                continue;
            };
            let filled = |id: &Id| {
                let this = [RoleFiller::Span(id.clone())];
                event.roles.iter().any(|r| this.contains(&r.filler))
            };
            // One place and one date are enough.
            let has = event.roles.iter().any(|r| r.role == proposal.role);
            let range = match &proposal.filler {
                Filler::Candidate(number) => candidates[*number].range,
                Filler::Date(date) => date.range,
            };
            let (what, words) = match &proposal.filler {
                Filler::Date(_) if event.date.is_some() => continue,
                Filler::Candidate(_) if has && proposal.role == "location" => continue,
                Filler::Date(date) => {
                    let date = date.to_date(published, tense);
                    let days = days_in_words(&date);
                    let quote = self.brief(date.range);
                    (What::Date(date), join(&quote, days.as_deref()))
                }
                Filler::Candidate(number) => {
                    let what = match &known[*number] {
                        Known::Span(span) if filled(&span.id) => continue,
                        Known::Span(span) => What::Span(span.id.clone()),
                        Known::Offer(offer) => What::Offer(offer.range, offer.label.clone()),
                    };
                    (what, self.brief(range))
                }
            };
            let name = self.schema().roles[role].name.to_string();
            let unwanted = self
                .taken_out
                .iter()
                .any(|one| one.event == event.id && one.role == name && one.words == range);
            proposed.push(Proposed {
                role,
                name,
                what,
                sure: proposal.score >= TAKEN && !unwanted,
                words,
                why: match proposal.reason.evidence[..] {
                    // The words stand there already.
                    [own] if own == range => sentence(&proposal.reason.rule),
                    _ => proposal.reason.sentence(&self.article, range),
                },
            });
        }
        proposed.sort_by_key(|one| (one.role, !one.sure));
        proposed
    }

    /// The role of the schema for which the rules know something: of that name, and filled by such
    /// spans.
    fn role_for(&self, name: &str, filler: &Filler, candidates: &[Candidate]) -> Option<usize> {
        let label = match filler {
            Filler::Candidate(number) => Some(&candidates[*number].label),
            Filler::Date(_) => None,
        };
        let roles = self.schema().roles.iter();
        let mut fitting = roles
            .enumerate()
            .filter(|(_, role)| role.filler.as_ref() == label);
        // A date has no other name to be known by.
        let found = fitting.find(|(_, role)| role.name == name || label.is_none());
        found.map(|(place, _)| place)
    }

    fn event_and_trigger(&self, event: &Id) -> Option<(&Event, &Span)> {
        let event = self.set.event(event)?;
        Some((event, self.set.span(&event.trigger)?))
    }

    /// What may fill roles of an event: the spans and the open suggestions of its sentence and the
    /// one before.
    fn candidates(&self, trigger: ByteRange) -> (Vec<Candidate>, Vec<Known<'_>>) {
        let around = roles::around(&self.article, trigger);
        let mut candidates = Vec::new();
        let mut known = Vec::new();
        for span in self.set.overlapping(around) {
            candidates.push(Candidate {
                range: span.range,
                label: span.label.clone(),
                figure: span.value.as_ref().map(|value| value.kind),
            });
            known.push(Known::Span(span));
        }
        for (_, offer) in self.offers.open_in(around) {
            if self.schema().label(&offer.label).is_none() {
                continue;
            }
            candidates.push(Candidate {
                range: offer.range,
                label: offer.label.clone(),
                figure: offer.value.as_ref().map(|value| value.kind),
            });
            known.push(Known::Offer(offer));
        }
        (candidates, known)
    }

    /// The open suggestion on some words with a label.
    #[must_use]
    pub fn open_offer(&self, range: ByteRange, label: &Label) -> Option<usize> {
        let there = self.offers.open_in(range).into_iter();
        let mut same = there.filter(|(_, s)| s.range == range && s.label == *label);
        same.next().map(|(index, _)| index)
    }

    /// Takes fillers for roles of an event as one step, with the suggestions that they are.
    ///
    /// # Errors
    /// A sentence where that is refused.
    pub(super) fn fill(
        &mut self,
        event: &Id,
        chosen: &[Proposed],
        now: &Timestamp,
        clock: f64,
    ) -> Result<(), String> {
        let mut filling = Filling::default();
        for one in chosen {
            let filler = match &one.what {
                What::Date(date) => {
                    filling.date = Some(date.clone());
                    continue;
                }
                What::Span(id) => NewFiller::Span(id.clone()),
                What::Offer(range, label) => {
                    let offer = self.open_offer(*range, label);
                    let offer = offer.and_then(|index| self.offers.get(index));
                    let offer = offer.ok_or("The suggestion is no longer open")?;
                    let mut draft = [self.draft_of(offer, label)];
                    self.propose_places(&mut draft);
                    let [draft] = draft;
                    NewFiller::Draft(Box::new(draft))
                }
            };
            filling.roles.push((one.name.clone(), filler));
        }
        filling.mode = self.proposed_mode(event);
        let made = edits::fill_frame(&self.set, event, &filling, now);
        let mut transaction = made.map_err(|error| sentence(&error))?;
        transaction.name = match chosen {
            [one] => format!("set {}", one.name),
            all => format!("fill {} roles", all.len()),
        };
        self.know_actors(&mut transaction);
        self.commit(transaction, clock)
    }

    /// Whoever fills a role is an actor behind the mention from then on, with the codes that its
    /// words say. Costs what the transaction changes.
    pub(super) fn know_actors(&self, transaction: &mut Transaction) {
        let mut known: Vec<(Id, EntityDraft)> = Vec::new();
        let mut made: Vec<(Id, EntityDraft)> = Vec::new();
        let draft = |span: &Span| self.proposed_actor(&[span]);
        for op in &transaction.ops {
            let Op::EditEvent {
                field: EventField::Roles(roles),
                ..
            } = op
            else {
                continue;
            };
            let new = roles.to.iter().filter(|role| !roles.from.contains(role));
            for role in new {
                let RoleFiller::Span(id) = &role.filler else {
                    continue;
                };
                if let Some(span) = self.set.span(id) {
                    known.push((id.clone(), draft(span)));
                    continue;
                }
                let added = transaction.ops.iter().find_map(|op| match op {
                    Op::AddSpan(span) if span.id == *id => Some(span),
                    _ => None,
                });
                let actor = added.filter(|span| span.label == Label::ACTOR);
                if let Some(span) = actor.filter(|_| !made.iter().any(|(other, _)| other == id)) {
                    made.push((id.clone(), draft(span)));
                }
            }
        }
        let entities = edits::entities_for(&self.set, known);
        let numbers = entities.len() as u64..;
        transaction.ops.extend(entities);
        for (number, (id, draft)) in numbers.zip(made) {
            transaction.ops.push(Op::AddEntity(Box::new(Entity {
                id: self.set.fresh_entity_id(number),
                name: draft.name,
                country: draft.country,
                sector: draft.sector,
                spans: vec![id],
                extra: Fields::new(),
            })));
        }
    }

    /// The mode that the words of an event name, where it has none and the schema knows it.
    fn proposed_mode(&self, event: &Id) -> Option<String> {
        let (event, trigger) = self.event_and_trigger(event)?;
        if event.mode.is_some() {
            return None;
        }
        self.mode_for(&trigger_of(event, trigger))
    }

    fn mode_for(&self, asked: &Trigger<'_>) -> Option<String> {
        let def = self.schema().event_type(asked.kind?)?;
        let (mode, _) = roles::modes::propose(&self.article, asked)?;
        let known = def.modes.iter().any(|known| known == mode);
        known.then(|| mode.to_owned())
    }

    /// The mode that the words of an event name, with the reason as a sentence; nothing where it
    /// has one.
    #[must_use]
    pub fn mode_in_words(&self, event: &Event, span: &Span) -> Option<(String, String)> {
        let asked = trigger_of(event, span);
        let mode = self.mode_for(&asked).filter(|_| event.mode.is_none())?;
        let (_, why) = roles::modes::propose(&self.article, &asked)?;
        Some((mode, why.sentence(&self.article, span.range)))
    }

    /// The span that accepting a suggestion makes in this corpus. An event gets its mode and its
    /// date with it where the words are clear about them.
    #[must_use]
    pub fn draft_of(&self, offer: &Suggestion, label: &Label) -> Draft {
        let mut draft = self.plain_draft_of(offer, label);
        if draft.label == Label::EVENT && draft.event_kind.is_some() {
            let asked = Trigger {
                range: draft.range,
                head: draft.head,
                kind: draft.event_kind.as_deref(),
                flags: &draft.event_flags,
            };
            let (mode, date) = (self.mode_for(&asked), self.clear_date(&asked));
            draft.event_mode = mode;
            draft.event_date = date;
        }
        draft
    }

    /// The same with what the suggestion itself says, and no more.
    pub(super) fn plain_draft_of(&self, offer: &Suggestion, label: &Label) -> Draft {
        let mut draft = offer.to_draft(label);
        if !self.schema().rules.heads {
            draft.head = None;
        }
        draft
    }

    /// The date of an event where no other reading is likely and its days are known.
    fn clear_date(&self, asked: &Trigger<'_>) -> Option<EventDate> {
        let published = self.published()?;
        self.schema()
            .roles
            .iter()
            .find(|role| role.filler.is_none())?;
        let (candidates, _) = self.candidates(asked.range);
        let found = roles::propose(&self.article, self.language_read(), asked, &candidates);
        let date = found
            .into_iter()
            .find_map(|proposal| match proposal.filler {
                Filler::Date(date) if proposal.score >= CLEAR => Some(date),
                _ => None,
            })?;
        let tense = roles::tense(&self.article, asked);
        let date = date.to_date(Some(published), tense);
        date.from.is_some().then_some(date)
    }

    /// The date that words of the text say for an event.
    #[must_use]
    pub fn date_in(&self, event: &Id, words: ByteRange) -> EventDate {
        let tense = self.tense_of(event);
        let published = self.published();
        let found = dates::find(self.article.text(), words, self.language_read());
        let longest = found.into_iter().max_by_key(|one| one.range.len());
        let days = longest.and_then(|one| dates::resolve(&one.when, published, tense));
        dates::event_date(words, days)
    }

    /// The date of an event as somebody has typed it. Its evidence is what it was, where those words
    /// say the same; else the words as they were typed, where they stand in the sentence; else the
    /// trigger.
    ///
    /// # Errors
    /// A sentence where it is no date.
    pub fn date_typed(&self, event: &Id, typed: &str) -> Result<Option<EventDate>, String> {
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let gone = || "The event is gone".to_owned();
        let (known, trigger) = self.event_and_trigger(event).ok_or_else(gone)?;
        let found = dates::typed(typed, self.published(), self.tense_of(event));
        let found = found.map_err(|why| why.to_string())?;
        let mut date = dates::event_date(trigger.range, Some(found));
        let words = known.date.as_ref().map(|date| date.range);
        let words = words.filter(|words| {
            let said = self.date_in(event, *words);
            let same = (&said.from, &said.to) == (&date.from, &date.to);
            *words != trigger.range && (same || said.from.is_none())
        });
        let words = words.or_else(|| self.standing_near(trigger.range, typed.trim()));
        date.range = words.unwrap_or(trigger.range);
        if let Some(before) = &known.date {
            date.extra = before.extra.clone();
        }
        Ok(Some(date))
    }

    /// Where some words stand in the sentence of a trigger, in whatever case, as whole words.
    fn standing_near(&self, trigger: ByteRange, words: &str) -> Option<ByteRange> {
        let sentence = self.sentence_of(trigger);
        let text = self.article.quote(sentence).to_ascii_lowercase();
        let words = words.to_ascii_lowercase();
        let mut found = text.match_indices(&words).map(|(at, _)| at);
        let at = found.find(|at| {
            let before = text[..*at].chars().next_back();
            let behind = text[at + words.len()..].chars().next();
            let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
            !words.is_empty() && !joined(before) && !joined(behind)
        })?;
        let start = sentence.start + at;
        Some(ByteRange::new(start, start + words.len()))
    }

    /// Remembers that somebody took a filler out of a frame: it is not proposed as clear again
    /// while they are at that frame.
    pub fn remember_taken_out(&mut self, event: &Id, role: &str, words: ByteRange) {
        self.taken_out.retain(|one| one.event == *event);
        self.taken_out.push(TakenOut {
            event: event.clone(),
            role: role.to_owned(),
            words,
        });
    }

    /// The role of the schema that a date fills.
    #[must_use]
    pub fn role_of_dates(&self) -> Option<&str> {
        let mut roles = self.schema().roles.iter();
        let found = roles.find(|role| role.filler.is_none());
        found.map(|role| role.name.as_ref())
    }

    fn tense_of(&self, event: &Id) -> Tense {
        let known = self.event_and_trigger(event);
        known.map_or(Tense::Past, |(event, trigger)| {
            roles::tense(&self.article, &trigger_of(event, trigger))
        })
    }
}

fn trigger_of<'a>(event: &'a Event, span: &'a Span) -> Trigger<'a> {
    Trigger {
        range: span.range,
        head: span.head,
        kind: event.kind.as_deref(),
        flags: &event.flags,
    }
}

/// The days of a date as they are shown and typed: `2024-04-25`; nothing where none are known.
#[must_use]
pub fn days_in_words(date: &EventDate) -> Option<String> {
    let day = |text: &Option<String>| text.as_ref()?.parse::<Date>().ok();
    let from = day(&date.from).or_else(|| day(&date.to))?;
    let to = day(&date.to).unwrap_or(from);
    let precision = match date.precision.as_deref() {
        Some("week") => dates::Precision::Week,
        Some("month") => dates::Precision::Month,
        Some("year") => dates::Precision::Year,
        _ => dates::Precision::Day,
    };
    Some(dates::in_figures(&dates::Interval {
        from,
        to,
        precision,
    }))
}

fn join(quote: &str, days: Option<&str>) -> String {
    match days {
        Some(days) => format!("{quote}, {days}"),
        None => quote.to_owned(),
    }
}
