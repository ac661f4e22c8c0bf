//! Changes to every same mention in the corpus, and the one undo that takes all of them back.
//!
//! Articles that are open are changed here like by any other gesture, the others in the
//! background. What was done is remembered article by article: undo in any of them, where it is
//! the newest change there, takes it back in all. In an article that has no part in it undo takes
//! back what is newest, its own last change or the last one across articles.

use std::collections::{HashMap, HashSet};

use super::Desk;
use crate::annotation::{History, Label, Step, Stroke, Transaction};
use crate::jobs::{Amend, Amended, Request, Sought};
use crate::search::{Change, Mention, Sweep};
use crate::storage::Place;
use crate::storage::cut_off::CutOff;
use crate::text::motion;
use crate::ui::actions::SweepWish;
use crate::ui::dialogs::{Deed, Dialog, EverywhereForm};
use crate::ui::document::{Document, sentence};
use crate::ui::panels::count;

/// More articles that were left out are not named in a message.
const NAMED: usize = 3;

/// One change across articles.
#[derive(Clone, Debug)]
pub struct Linked {
    pub name: String,
    /// Where it was done, and what was done there.
    pub articles: Vec<(Place, Transaction)>,
    /// Which of them had no file before.
    made: HashSet<Place>,
    /// Whether it was taken back since.
    pub undone: bool,
    /// Where the histories of the open articles stood when it was done, or taken back.
    standings: HashMap<u64, (usize, usize)>,
}

/// A change across articles that is under way.
#[derive(Debug)]
pub struct UnderWay {
    number: u64,
    name: String,
    stroke: Stroke,
    done: Vec<(Place, Transaction)>,
    made: HashSet<Place>,
    left_out: Vec<(Place, String)>,
    notices: Vec<String>,
    /// What an undo or a redo has not come to yet.
    waiting: Vec<(Place, Transaction)>,
}

impl Desk {
    /// Asks what is to become of every mention of what is selected.
    pub(super) fn offer_sweep(&mut self, deed: Deed) {
        let Some(document) = self.document() else {
            self.warn("Open an article first");
            return;
        };
        let span = document
            .selected
            .as_ref()
            .and_then(|id| document.set.span(id));
        let chosen = document.caret.selection();
        let (range, label) = match (deed, chosen, span) {
            (Deed::Mark, Some(range), _) => (Some(range), None),
            (_, _, Some(span)) => (Some(span.range), Some(span.label.clone())),
            (Deed::Mark, None, None) => (
                motion::word_at(&document.article, document.caret.position),
                None,
            ),
            (Deed::Relabel | Deed::Delete, _, None) => (None, None),
        };
        let Some(range) = range else {
            let why = match deed {
                Deed::Mark => "There is no word at the caret to mark",
                Deed::Relabel | Deed::Delete => {
                    "Select a span first: go to the next one, or click on one"
                }
            };
            self.warn(why);
            return;
        };
        let words = document.article.quote(range).to_owned();
        self.sweep_words(deed, words, label);
    }

    /// Asks what is to become of every mention of some words.
    pub(super) fn sweep_words(&mut self, deed: Deed, words: String, label: Option<Label>) {
        if self.corpus.is_none() {
            self.warn("Open a folder first: this changes its articles");
            return;
        }
        if words.ends_with('…') {
            self.warn("These words are too long to be looked for");
            return;
        }
        let (from, to) = match deed {
            Deed::Mark => (None, label),
            Deed::Relabel | Deed::Delete => (label, None),
        };
        let form = EverywhereForm::new(deed, words.trim().to_owned(), from, to);
        self.message = None;
        self.dialog = Some(Dialog::Everywhere(Box::new(form)));
        self.look_for_mentions();
    }

    pub(super) fn sweep_wish(&mut self, wish: SweepWish) {
        match wish {
            SweepWish::Look => self.look_for_mentions(),
            SweepWish::Do => self.sweep(),
            SweepWish::Stop => self.ask(Request::StopSearching),
            SweepWish::Again { back } => self.sweep_again(back),
            SweepWish::Leave => {
                self.decide_cut_off();
            }
        }
    }

    /// A change across articles was cut off when somebody was last at work here.
    pub(super) fn take_cut_off(&mut self, change: CutOff) {
        let here = self.corpus.as_ref().is_some_and(|c| c.root == change.root);
        if !here || self.amending.is_some() {
            return;
        }
        if self.dialog.is_none() {
            self.dialog = Some(Dialog::CutOff(Box::new(change)));
        } else {
            let (name, done) = (change.name, change.done);
            let of = count(change.of, "article");
            self.warn(format!("“{name}” was cut off: it reached {done} of {of}"));
        }
    }

    /// The change that was cut off, once it is decided what becomes of it: it is not told again.
    fn decide_cut_off(&mut self) -> Option<CutOff> {
        let Some(Dialog::CutOff(change)) = self.dialog.take_if(|d| matches!(d, Dialog::CutOff(_)))
        else {
            return None;
        };
        let root = change.root.clone();
        self.ask(Request::ForgetCutOff { root });
        Some(*change)
    }

    /// Shows the mentions that a change has not reached, or those that it may have changed.
    fn sweep_again(&mut self, back: bool) {
        let Some(change) = self.decide_cut_off() else {
            return;
        };
        let label = |name: Option<String>| name.as_deref().map(Label::new);
        let (from, to) = (label(change.from), label(change.to));
        let (from, to) = if back { (to, from) } else { (from, to) };
        let deed = match (&from, &to) {
            (Some(_), Some(_)) => Deed::Relabel,
            (Some(_), None) => Deed::Delete,
            (None, _) => Deed::Mark,
        };
        let form = EverywhereForm::new(deed, change.words, from, to);
        self.message = None;
        self.dialog = Some(Dialog::Everywhere(Box::new(form)));
        self.look_for_mentions();
    }

    /// The dialog goes: what is searched for it is given up. What is being done goes on to the end
    /// of the article at which it is.
    pub(super) fn leave_sweep(&mut self) {
        if matches!(self.dialog, Some(Dialog::Everywhere(_))) {
            self.ask(Request::StopSearching);
        }
    }

    fn form(&mut self) -> Option<&mut EverywhereForm> {
        match &mut self.dialog {
            Some(Dialog::Everywhere(form)) => Some(form),
            _ => None,
        }
    }

    fn look_for_mentions(&mut self) {
        let Some((words, change)) = self.form().map(|form| (form.words.clone(), form.change()))
        else {
            return;
        };
        let Some(change) = change else {
            return;
        };
        let sweep = match Sweep::new(&words, change) {
            Ok(sweep) => sweep,
            Err(why) => {
                self.dialog = None;
                self.warn(sentence(&why));
                return;
            }
        };
        self.stop_searching();
        // Inline the answers are there before the number is known.
        let number = self.next_search();
        if let Some(form) = self.form() {
            form.begin(number);
        }
        self.search_corpus(Sought::Mentions(sweep));
    }

    /// Changes the mentions that are chosen.
    fn sweep(&mut self) {
        let Some((words, change, chosen)) = self
            .form()
            .filter(|form| !form.is_doing())
            .and_then(|form| Some((form.words.clone(), form.change()?, form.chosen())))
        else {
            return;
        };
        let Ok(sweep) = Sweep::new(&words, change) else {
            return;
        };
        let what = match sweep.what() {
            Change::Delete(label) => format!("delete {label} “{words}”"),
            Change::Mark(label) => format!("mark “{words}” as {label}"),
            Change::Relabel { to, .. } => format!("relabel “{words}” as {to}"),
        };
        let name = format!("{what} in {}", count(chosen.len(), "article"));
        self.begin_amending(name.clone(), Stroke::Do);
        let mut elsewhere = Vec::new();
        for (place, mentions) in chosen {
            match self.document_at(&place) {
                Some(number) => self.sweep_on_desk(number, &sweep, &mentions, &name),
                None => elsewhere.push((place, mentions)),
            }
        }
        let chosen = elsewhere;
        self.amend(Amend::Sweep { sweep, chosen });
    }

    fn document_at(&self, place: &Place) -> Option<u64> {
        let mut open = self.documents.values();
        open.find(|d| d.place == *place).map(|d| d.number)
    }

    fn sweep_on_desk(&mut self, number: u64, sweep: &Sweep, mentions: &[Mention], name: &str) {
        let (now, clock) = ((self.around.now)(), self.clock);
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        let changed = sweep
            .transaction(&document.article, &document.set, mentions, name, &now)
            .map_err(|error| sentence(&error))
            .and_then(|mut transaction| {
                document.fill_values(&mut transaction);
                if transaction.ops.is_empty() {
                    return Err("it has changed since".to_owned());
                }
                document.commit(transaction, clock)
            });
        // The lock was taken again for it, and is given back when it is saved.
        document.keeping.resting &= changed.is_err();
        let place = document.place.clone();
        let done = document.history().newest().cloned();
        if let Some(amending) = &mut self.amending {
            match (changed, done) {
                (Ok(()), Some(done)) => amending.done.push((place, done)),
                (Ok(()), None) => {}
                (Err(why), _) => amending.left_out.push((place, why)),
            }
        }
    }

    fn begin_amending(&mut self, name: String, stroke: Stroke) {
        self.amending = Some(UnderWay {
            number: self.next_search(),
            name,
            stroke,
            done: Vec::new(),
            made: HashSet::new(),
            left_out: Vec::new(),
            notices: Vec::new(),
            waiting: Vec::new(),
        });
    }

    /// Asks the background for what is left of a change, or ends it where nothing is.
    fn amend(&mut self, amend: Amend) {
        let Some(under_way) = &self.amending else {
            return;
        };
        let (number, name) = (under_way.number, under_way.name.clone());
        let on_desk = under_way.done.len();
        if amend.is_empty() {
            self.end_amending();
            return;
        }
        let of = amend.len();
        if let Some(form) = self.form() {
            form.progress(0, of);
        }
        let request = Request::Amend {
            number,
            amend: Box::new(amend),
            name,
            root: self
                .corpus
                .as_ref()
                .map(|c| c.root.clone())
                .unwrap_or_default(),
            on_desk,
            annotator: self.around.settings.annotator.clone(),
            now: (self.around.now)(),
            vague: self.choices.vague,
            ticket: 0,
        };
        if !self.asked(request) {
            self.end_amending();
        }
    }

    pub(super) fn take_amended(&mut self, number: u64, amended: Amended) {
        if self.amending.as_ref().is_none_or(|u| u.number != number) {
            return;
        }
        for (place, _) in &amended.done {
            // What the list says of them is looked at again.
            self.look_again_at(place);
        }
        let Some(under_way) = &mut self.amending else {
            return;
        };
        let seen_to = |place: &Place| {
            amended.done.iter().any(|(done, _)| done == place)
                || amended.left_out.iter().any(|(left, _)| left == place)
        };
        under_way.waiting.retain(|(place, _)| !seen_to(place));
        under_way.done.extend(amended.done);
        if under_way.stroke == Stroke::Do {
            under_way.made.extend(amended.made);
        }
        under_way.left_out.extend(amended.left_out);
        under_way.notices.extend(amended.notices);
        if amended.finished {
            self.end_amending();
        } else if let Some(form) = self.form() {
            form.progress(amended.looked, amended.of);
        }
    }

    /// A change is through: it is remembered for undo, and said how it went.
    fn end_amending(&mut self) {
        let Some(under_way) = self.amending.take() else {
            return;
        };
        let mut left_out = Vec::new();
        for (place, why) in &under_way.left_out {
            let title = self
                .form()
                .and_then(|form| form.title_of(place).map(str::to_owned));
            left_out.push(format!(
                "“{}” ({why})",
                title.unwrap_or_else(|| place.name())
            ));
        }
        if matches!(&self.dialog, Some(Dialog::Everywhere(form)) if form.is_doing())
            || under_way.stroke == Stroke::Do
        {
            self.dialog = None;
        }
        let UnderWay {
            name,
            stroke,
            done,
            made,
            notices,
            waiting,
            ..
        } = under_way;
        let changed = done.len();
        let standings: HashMap<_, _> = self
            .documents
            .values()
            .map(|d| (d.number, d.history().standing()))
            .collect();
        let mut remember = |articles: Vec<_>, undone| {
            if !articles.is_empty() {
                let name = name.clone();
                self.linked.push(Linked {
                    name,
                    articles,
                    made: made.clone(),
                    undone,
                    standings: standings.clone(),
                });
            }
        };
        remember(waiting, stroke == Stroke::Redo);
        remember(done, stroke == Stroke::Undo);
        let verb = match stroke {
            Stroke::Do => "Done",
            Stroke::Undo => "Undone",
            Stroke::Redo => "Redone",
        };
        let mut said = format!("{verb}: {name}");
        // Some may have been left out, now or when the change was made or taken back.
        if !name.ends_with(&format!(" in {}", count(changed, "article"))) {
            said = format!("{said}: {} changed", count(changed, "article"));
        }
        if !left_out.is_empty() {
            let more = left_out.len().saturating_sub(NAMED);
            left_out.truncate(NAMED);
            said = format!("{said} · left as they are: {}", left_out.join(", "));
            if more > 0 {
                said = format!("{said} and {more} more");
            }
        }
        for notice in &notices {
            said = format!("{said} · {notice}");
        }
        let alarming = !left_out.is_empty() || !notices.is_empty();
        self.tell(said, alarming);
        for document in self.documents.values() {
            self.list.refresh(document);
        }
        self.look_at_more();
        self.count_open_again();
        self.search_again();
    }

    /// Which change across articles undo would take back in all of them, or redo do again: the
    /// newest change of the open article is a part of it, or it is newer than all that was done
    /// in the open article.
    fn linked_step(&self, undo: bool) -> Option<usize> {
        if self.amending.is_some() {
            return None;
        }
        let is_next = |linked: &Linked| linked.undone != undo;
        let last = || self.linked.len().checked_sub(1);
        let Some(document) = self.document() else {
            return last().filter(|last| is_next(&self.linked[*last]));
        };
        let step = newest(document, undo);
        let part = |linked: &Linked| {
            let mut articles = linked.articles.iter();
            articles.any(|(at, done)| *at == document.place && Some(done) == step)
        };
        let own = |linked: &Linked| is_next(linked) && part(linked);
        if let Some(index) = self.linked.iter().rposition(own) {
            return Some(index);
        }
        // Of those that can be taken back the newest, of those taken back the last one.
        let index = if undo {
            self.linked.iter().rposition(is_next)
        } else {
            last().filter(|last| is_next(&self.linked[*last]))
        }?;
        let linked = &self.linked[index];
        if linked.articles.iter().any(|(at, _)| *at == document.place) {
            // It was changed since, or opened anew with a history that does not know of it.
            return None;
        }
        let now = document.history().standing();
        let newer = match linked.standings.get(&document.number) {
            Some((holds, _)) if undo => now.0 != *holds,
            Some(then) => now != *then,
            None => now.1 != 0,
        };
        (!newer).then_some(index)
    }

    /// What is taken back, or done again, in all articles by the next undo or redo.
    pub(super) fn linked_name(&self, undo: bool) -> Option<&str> {
        self.linked_step(undo)
            .map(|index| self.linked[index].name.as_str())
    }

    /// Takes a change across articles back in all of them, or does it again, where it is the newest
    /// one; whether it is.
    pub(super) fn step_linked(&mut self, undo: bool) -> bool {
        let Some(index) = self.linked_step(undo) else {
            return false;
        };
        let linked = self.linked.remove(index);
        let stroke = if undo { Stroke::Undo } else { Stroke::Redo };
        self.begin_amending(linked.name, stroke);
        let made = linked.made;
        if let Some(under_way) = &mut self.amending {
            under_way.made.clone_from(&made);
        }
        let clock = self.clock;
        let mut elsewhere = Vec::new();
        for (place, done) in linked.articles {
            let Some(number) = self.document_at(&place) else {
                elsewhere.push((place, done));
                continue;
            };
            if undo && made.contains(&place) {
                self.ask(Request::MadeForThis { number });
            }
            let Some(document) = self.documents.get_mut(&number) else {
                continue;
            };
            let outcome = if newest(document, undo) == Some(&done) {
                if undo {
                    document.undo(clock)
                } else {
                    document.redo(clock)
                }
            } else {
                Err("it has changed since".to_owned())
            };
            document.keeping.resting &= outcome.is_err();
            if let Some(under_way) = &mut self.amending {
                match outcome {
                    Ok(_) => under_way.done.push((place, done)),
                    Err(why) => under_way.left_out.push((place, why)),
                }
            }
        }
        if let Some(under_way) = &mut self.amending {
            under_way.waiting.clone_from(&elsewhere);
        }
        if !elsewhere.is_empty() {
            let mut form = EverywhereForm::new(Deed::Mark, String::new(), None, None);
            form.go_back(undo);
            self.dialog = Some(Dialog::Everywhere(Box::new(form)));
        }
        self.amend(if undo {
            Amend::Undo {
                done: elsewhere,
                made,
            }
        } else {
            Amend::Redo(elsewhere)
        });
        true
    }

    /// Lets an article that was changed while it was not on the desk undo that change, as long as
    /// nothing else has happened to it.
    pub(super) fn remember_linked(&self, document: &mut Document) {
        let history = document.history();
        if history.newest().is_some() || history.undone().is_some() {
            return;
        }
        let (mut set, mut steps) = (document.set.clone(), Vec::new());
        for linked in self.linked.iter().rev() {
            let Some((_, done)) = linked.articles.iter().find(|(at, _)| *at == document.place)
            else {
                continue;
            };
            if linked.undone {
                if steps.is_empty() && done.apply(&mut set.clone()).is_ok() {
                    let mut history = History::default();
                    for (stroke, transaction) in
                        [(Stroke::Do, done.clone()), (Stroke::Undo, done.inverse())]
                    {
                        history.take_in(&Step {
                            stroke,
                            transaction,
                        });
                    }
                    document.go_on_from(history);
                    return;
                }
            } else if done.inverse().apply(&mut set).is_ok() {
                steps.push(done.clone());
            } else {
                break;
            }
        }
        let mut history = History::default();
        for transaction in steps.into_iter().rev() {
            history.take_in(&Step {
                stroke: Stroke::Do,
                transaction,
            });
        }
        document.go_on_from(history);
    }
}

/// What undo or redo would step over in an article.
fn newest(document: &Document, undo: bool) -> Option<&Transaction> {
    let history = document.history();
    if undo {
        history.newest()
    } else {
        history.undone()
    }
}
