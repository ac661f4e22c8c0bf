//! Carrying out what drawing code asks for.

use egui::Context;

use super::{Desk, Document};
use crate::annotation::{Change, Label, Op, Transaction, edits};
use crate::text::finding::Options;
use crate::text::{ByteRange, motion, sentence_at};
use crate::ui::actions::{Action, DialogAnswer, NoteOn};
use crate::ui::commands::{Command, Motion};
use crate::ui::dialogs::{Dialog, chosen};
use crate::ui::document::{Caret, Leap, sentence};
use crate::ui::text_view;

impl Desk {
    /// Carries out one action, and remembers where the caret was where it jumped.
    pub(super) fn carry_out(&mut self, context: &Context, action: Action) {
        let leap = leap(&action);
        let before = self.document().map(|d| (d.number, d.caret.position));
        self.do_it(context, action);
        if let (Some(leap), Some((number, from))) = (leap, before)
            && let Some(document) = self.document_mut()
            && document.number == number
            && document.jumps.note(from, document.caret.position, leap)
        {
            self.visits.end_forward();
        }
    }

    fn do_it(&mut self, context: &Context, action: Action) {
        // What changes spans without being a command waits for a mode like those that are.
        let changes = matches!(
            action,
            Action::Relabel(..)
                | Action::AcceptAs(..)
                | Action::SetValue(..)
                | Action::SetKind(..)
                | Action::SetEventKind(..)
                | Action::SetEventMode(..)
                | Action::EditFrame(..)
                | Action::Answer(..)
                | Action::SetActor(..)
                | Action::PlaceLost(_)
                | Action::SetPlace(..)
        );
        if let Some(why) = self.kept_by_a_mode(Command::Delete).filter(|_| changes) {
            self.warn(why);
            return;
        }
        match action {
            Action::Run(command) => self.run(context, command),
            Action::Caret { position, anchor } => {
                if let Some(document) = self.document_mut() {
                    document.put_caret(Caret {
                        position,
                        anchor,
                        wish: None,
                    });
                    // As with the arrows: what is done next is about the caret's place.
                    if position == anchor && document.free_ends.is_none() {
                        document.selected = None;
                    }
                }
            }
            Action::Click(position) => {
                if let Some(document) = self.document_mut() {
                    click(document, position);
                }
            }
            Action::SelectWord(position) => {
                if let Some(document) = self.document_mut()
                    && let Some(word) = motion::word_at(&document.article, position)
                {
                    document.put_caret(Caret::selecting(word));
                }
            }
            Action::SelectSentence(position) => {
                if let Some(document) = self.document_mut()
                    && let Some(sentence) = sentence_at(&document.article, position)
                {
                    document.put_caret(Caret::selecting(sentence));
                }
            }
            Action::SnapSelection => {
                let words = self.around.settings.snap_to_words;
                if let Some(document) = self.document_mut() {
                    snap(document, words);
                }
            }
            Action::SelectSpan(id) => {
                if let Some(document) = self.document_mut()
                    && let Some(start) = document.set.span(&id).map(|span| span.range.start)
                {
                    document.caret = Caret::at(start);
                    document.select(id);
                }
            }
            Action::Review(index) => {
                if let Some(document) = self.document_mut() {
                    document.review(index);
                }
            }
            Action::AcceptAs(index, label) => {
                self.act(|d, now, clock| d.accept(&[index], Some(&label), now, clock));
            }
            Action::Relabel(id, label) => {
                self.act(|d, now, clock| d.relabel(&id, &label, now, clock));
            }
            Action::SetValue(id, typed) => {
                self.act(|d, now, clock| d.set_value(&id, &typed, now, clock));
            }
            Action::SetKind(id, kind) => {
                self.act(|d, now, clock| d.set_kind(&id, kind, now, clock));
            }
            Action::SetPlace(id, place) => {
                self.act(|d, now, clock| d.set_place(&id, place.map(|p| *p), now, clock));
            }
            Action::SetNote(NoteOn::Span(id), note) => self.act(|d, now, clock| {
                let transaction =
                    edits::set_note(&d.set, &id, &note, now).map_err(|e| sentence(&e))?;
                d.commit(transaction, clock)?;
                Ok("Note kept".to_owned())
            }),
            Action::SetNote(NoteOn::Article, note) => self.act(|d, _, clock| {
                let change = Op::Note(Change::new(d.set.note.clone(), note));
                d.commit(
                    Transaction::new("edit note on the article", vec![change]),
                    clock,
                )?;
                Ok("Note kept".to_owned())
            }),
            Action::SetEventKind(id, kind) => self.set_event_kind(&id, kind.as_deref()),
            Action::SetEventMode(id, mode) => self.act(|d, _, clock| {
                let transaction = edits::set_event_mode(&d.set, &id, mode.as_deref())
                    .map_err(|e| sentence(&e))?;
                d.commit(transaction, clock)?;
                Ok("Event mode set".to_owned())
            }),
            Action::EditFrame(id, edit) => self.edit_frame(&id, edit),
            Action::SetActor(id, field) => {
                self.act(|d, _, clock| d.set_actor(&id, &field, clock));
            }
            Action::Answer(about, name, answer) => self.answer_schema(&about, &name, answer),
            Action::PlaceLost(index) => self.act(|d, now, clock| d.place_lost(index, now, clock)),
            Action::FindWords(words) => {
                let options = Options::default();
                self.look_for(words, options);
            }
            Action::SetTitle(title) => self.act(|d, _, clock| {
                let change = Op::Title(Change::new(d.set.title.clone(), title));
                d.commit(Transaction::new("edit title", vec![change]), clock)?;
                Ok("Title changed".to_owned())
            }),
            Action::SetPublished(date) => self.set_published(&date),
            Action::OpenListed(place) => self.open_listed(place),
            Action::OpenPaths(paths) => self.file_in(&paths),
            Action::CountWhole(whole) => self.count_whole(whole),
            Action::CountAnnotator(name) => self.count_annotator(name),
            Action::StopCounting => self.stop_counting(),
            Action::GoToOdd(mistake) => self.go_to_odd(mistake),
            Action::GoToCheck(index) => self.go_to_check(index),
            Action::Export(wish) => self.export_wish(context, wish),
            Action::FocusText => {
                context.memory_mut(|memory| memory.request_focus(text_view::focus_id()))
            }
            Action::Refuse(why) => self.warn(why),
            Action::Search(wish) => self.search_wish(context, wish),
            Action::Sweep(wish) => self.sweep_wish(wish),
            Action::Set { setting, settled } => self.set(setting, settled),
            Action::Dialog(answer) => self.answer(context, answer),
            Action::CloseDialog => {
                self.leave_sweep();
                self.stop_exporting();
                if self.dialog.take().is_none() {
                    self.end_find();
                }
                self.quitting = false;
            }
        }
    }

    fn set_published(&mut self, date: &str) {
        let parsed = date.parse::<jiff::civil::Date>();
        if !date.is_empty() && parsed.is_err() {
            self.warn(format!("“{date}” is not a date: write it as 2024-04-25"));
            return;
        }
        let to = parsed.ok().map(|date| date.to_string());
        self.act(|d, _, clock| {
            let change = Op::Published(Change::new(d.set.published.clone(), to));
            d.commit(
                Transaction::new("edit publication date", vec![change]),
                clock,
            )?;
            Ok("Publication date changed".to_owned())
        });
    }

    fn answer(&mut self, context: &Context, answer: DialogAnswer) {
        match answer {
            DialogAnswer::OpenPath(path) => {
                let wanted = super::filing::expand_home(std::path::Path::new(&path));
                self.dialog = match self.around.storage.kind(&wanted) {
                    Ok(_) => {
                        self.file_in(&[wanted]);
                        None
                    }
                    Err(error) => {
                        let why = Some(super::filing::cannot_open(&wanted, &error));
                        Some(Dialog::OpenPath { path, why })
                    }
                };
            }
            DialogAnswer::OpenRecords(path, columns) => {
                self.dialog = None;
                if self.corpus.as_ref().is_some_and(|c| c.root == path) {
                    self.list.forget_facts();
                    if self.document().is_some() {
                        self.say("Close an article and open it again to read it by these columns");
                    }
                }
                self.list_corpus(path, Some(columns));
            }
            DialogAnswer::SaveCopyTo(path) => {
                self.dialog = None;
                self.save_copy(path.into());
            }
            DialogAnswer::Paste(pasted) => {
                self.dialog = None;
                self.write_pasted(&pasted);
            }
            DialogAnswer::Annotator(name) => {
                self.dialog = None;
                self.set_annotator(&name);
            }
            DialogAnswer::ShowWork(annotator) => {
                self.dialog = None;
                self.show_beneath(annotator);
            }
            DialogAnswer::Bulk(choice) => {
                self.dialog = None;
                self.act(|d, now, clock| {
                    let meant = chosen(d, &choice);
                    if choice.accept {
                        d.accept(&meant, None, now, clock)
                    } else {
                        d.reject(&meant, clock)
                    }
                });
            }
            DialogAnswer::FindText(query) => {
                let options = self.find.as_ref().map(|find| find.options);
                self.look_for(query, options.unwrap_or_default());
            }
            DialogAnswer::FindOptions(options) => {
                let query = self.find.as_ref().map(|find| find.query.clone());
                self.look_for(query.unwrap_or_default(), options);
            }
            DialogAnswer::MarkHits(number, hits, label) => {
                self.dialog = None;
                self.mark_hits(number, &hits, &label);
            }
            DialogAnswer::JoinActors(number, chains) => {
                self.dialog = None;
                self.join_actors(number, &chains);
            }
            DialogAnswer::Choose { choices, settled } => self.choose(choices, settled),
            DialogAnswer::Language(language) => {
                self.dialog = None;
                self.set_language(language);
            }
            DialogAnswer::Settle(number, how) => {
                self.dialog = None;
                self.settle(number, how);
            }
            DialogAnswer::ChangeText(number) => {
                self.dialog = None;
                self.change_text(number);
            }
            DialogAnswer::Mend(number) => {
                self.dialog = None;
                self.mend(number);
            }
            DialogAnswer::DiscardAndLeave => {
                self.dialog = None;
                self.leave_anyway(context);
            }
        }
    }
}

/// How an action counts among jumps; nothing for those that are none.
fn leap(action: &Action) -> Option<Leap> {
    Some(match action {
        Action::SelectSpan(_) | Action::Review(_) => Leap::Jump,
        Action::Run(command) => match command {
            Command::FindNext | Command::FindPrevious => Leap::Jump,
            Command::Move(Motion::ArticleStart | Motion::ArticleEnd)
            | Command::NextSpan
            | Command::PreviousSpan
            | Command::NextMention
            | Command::PreviousMention
            | Command::NextSuggestion
            | Command::PreviousSuggestion => Leap::Step,
            _ => return None,
        },
        _ => return None,
    })
}

/// A click puts the caret and selects the innermost span, or, clicked again, the next one around
/// it; where no span is, it makes an open suggestion the current one.
fn click(document: &mut Document, position: usize) {
    let again = document.caret == Caret::at(position);
    let before = document.selected.take().filter(|_| again);
    document.caret = Caret::at(position);
    document.current = None;
    let inside =
        |range: ByteRange| range.start <= position && position < range.end.max(range.start + 1);
    let mut spans = document.set.touching(position);
    spans.retain(|span| inside(span.range) && document.can_choose(span));
    spans.sort_by_key(|span| span.range.len());
    let at = spans
        .iter()
        .position(|span| Some(&span.id) == before.as_ref());
    let next = at.map_or(0, |at| (at + 1) % spans.len());
    if let Some(id) = spans.get(next).map(|span| span.id.clone()) {
        document.selected = Some(id);
        return;
    }
    let joins = |label: &Label| {
        let linking = document.linking.as_ref();
        linking.is_none_or(|linking| linking.offers(label))
    };
    let around = ByteRange::new(position, position + 1);
    let offers = document.offers.open_in(around);
    let offers = offers.into_iter().filter(|(_, offer)| joins(&offer.label));
    let inner = offers.min_by_key(|(_, s)| s.range.len());
    if let Some(index) = inner.map(|(index, _)| index) {
        document.current = Some(index);
    }
}

/// Widens a selection made by dragging to whole words, or only to whole characters where the
/// analyst or the schema wants it so.
fn snap(document: &mut Document, words: bool) {
    let caret = document.caret;
    let Some(range) = caret.selection() else {
        return;
    };
    let snapped = match words && document.schema().rules.snap_to_words {
        true => motion::snap_to_words(&document.article, range),
        false => Some(motion::snap_to_graphemes(document.article.text(), range)),
    };
    if let Some(snapped) = snapped {
        let forward = caret.anchor <= caret.position;
        let (anchor, position) = if forward {
            (snapped.start, snapped.end)
        } else {
            (snapped.end, snapped.start)
        };
        document.caret = Caret {
            position,
            anchor,
            wish: None,
        };
    }
}
