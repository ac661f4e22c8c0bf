//! An open article with everything that is being done to it.

mod actors;
mod anchors;
mod beneath;
mod caret;
mod framing;
mod jumps;
mod keeping;
mod linking;
mod marking;
mod places;
mod valuing;
mod walking;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Arc;

pub use actors::{ClearChain, Likely};
pub use beneath::{Beneath, Found};
pub use caret::{Caret, beginning, step};
pub use framing::{Proposed, days_in_words};
pub use jumps::{Jumps, Leap};
pub use keeping::{Keeping, Saved};
pub use linking::Linking;

use crate::annotation::{
    AnnotationSet, Change, History, Id, Maker, Op, Schema, Status, Step, Stroke, Transaction,
    VaguePolicy,
};
use crate::matching::choices::Tally;
use crate::matching::places::resolving::{Chosen, Scene};
use crate::matching::{Language, Offers, Suggestion};
use crate::storage::{Place, Salvage};
use crate::text::Article;

/// Moving the ends of a span freely: the range is a selection until it is set.
#[derive(Clone, Debug, PartialEq)]
pub struct FreeEnds {
    pub span: Id,
}

/// What became of the spans of an article that was edited since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarriedCounts {
    pub exact: usize,
    /// To be confirmed.
    pub moved: usize,
    pub lost: usize,
    /// Actors, events and rejections that lost their place with them.
    pub left: usize,
}

/// An open article.
#[derive(Debug)]
pub struct Document {
    /// Tells replies of the background threads apart; never used twice.
    pub number: u64,
    pub place: Place,
    pub annotation_path: PathBuf,
    pub article: Article,
    pub set: AnnotationSet,
    /// What it is annotated with.
    schema: Arc<Schema>,
    history: History,
    pub offers: Offers,
    /// How many suggestions each matcher gives.
    pub tally: Tally,
    /// The language that the analyst has set for the matchers, while the desk is open.
    pub language_set: Option<Language>,
    /// The language in which the matchers have read it and its name, once they were asked to.
    pub read_in: Option<(Language, Cow<'static, str>)>,
    /// What vague words come to.
    pub vague: VaguePolicy,
    /// Which choices of matchers it was last read with: another number after each change.
    pub read_with: u64,
    pub caret: Caret,
    /// The span that the inspector shows and that keys act on.
    pub selected: Option<Id>,
    /// The suggestion under review.
    pub current: Option<usize>,
    pub free_ends: Option<FreeEnds>,
    /// A role or another mention is being chosen.
    pub linking: Option<Linking>,
    /// What was taken out of the frame that is being filled.
    taken_out: Vec<framing::TakenOut>,
    pub jumps: Jumps,
    /// Grows with every change to the set.
    revision: u64,
    /// Why nothing can be changed here.
    pub read_only: Option<String>,
    /// Whether the work belongs to nobody yet and may be made the analyst's own.
    pub adoptable: bool,
    /// Whether changes of an earlier run wait for a decision, since another program wrote the file.
    pub waiting: bool,
    /// Whether somebody else is at work on it.
    pub held: bool,
    /// Whether a decision about it is being carried out: nothing can be changed meanwhile.
    pub settling: bool,
    /// Whether the article was edited since it was annotated.
    pub edited: bool,
    /// What could be read of an annotation file that is broken.
    pub salvaged: Option<Salvage>,
    /// How the spans stand in the text that the article has now, until that is taken.
    pub carried: Option<CarriedCounts>,
    pub keeping: Keeping,
    /// Another annotator's work, shown beneath this one.
    pub beneath: Option<Beneath>,
    /// What is wrong with its annotation file, in sentences.
    pub faults: Vec<String>,
    /// Asks the text view to bring the caret into view.
    pub reveal: bool,
    changes: u64,
    /// What the article says about where it plays, once that was asked.
    scene: OnceCell<Scene>,
    /// What was confirmed for the names of the article, once that was asked.
    chosen: OnceCell<Chosen>,
}

impl Document {
    #[must_use]
    pub fn new(
        number: u64,
        place: Place,
        annotation_path: PathBuf,
        article: Article,
        set: AnnotationSet,
    ) -> Self {
        let start = beginning(&article);
        Self {
            number,
            place,
            annotation_path,
            article,
            set,
            schema: Arc::default(),
            history: History::default(),
            offers: Offers::default(),
            tally: Tally::default(),
            language_set: None,
            read_in: None,
            vague: VaguePolicy::default(),
            read_with: 0,
            caret: Caret::at(start),
            selected: None,
            current: None,
            free_ends: None,
            linking: None,
            taken_out: Vec::new(),
            jumps: Jumps::default(),
            revision: 0,
            read_only: None,
            adoptable: false,
            waiting: false,
            held: false,
            settling: false,
            edited: false,
            salvaged: None,
            carried: None,
            keeping: Keeping::default(),
            beneath: None,
            faults: Vec::new(),
            reveal: false,
            changes: 0,
            scene: OnceCell::new(),
            chosen: OnceCell::new(),
        }
    }

    /// The article as the matchers are to read it, and its language with the name that the
    /// source or the words give it.
    pub fn to_be_read(&mut self) -> Article {
        let mut article = self.article.clone();
        let (mut language, mut name) = Language::named(&article);
        if let Some(set) = self.language_set {
            article.header.language = Some(set.tag().to_owned());
            if set != language {
                let told = Language::named(&article).1;
                name = match set {
                    Language::Other => Cow::Borrowed("Another language"),
                    Language::English | Language::French => told,
                };
            }
            language = set;
        }
        self.read_in = Some((language, name));
        article
    }

    /// Goes on with a schema: what is shown changes with it, what is kept does not.
    pub fn take_schema(&mut self, schema: &Arc<Schema>) {
        if !Arc::ptr_eq(&self.schema, schema) {
            self.schema = Arc::clone(schema);
            // A role that was being filled may be none any more.
            self.linking = None;
            self.changes += 1;
        }
    }

    /// What it is annotated with.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// A number that is another one after every change of spans, suggestions or schema.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Puts other suggestions in the place of those there were. The one under review stays so if
    /// it is offered again.
    pub fn offer(&mut self, suggestions: Vec<Suggestion>, complete: bool) {
        let kept = self.current.and_then(|index| self.offers.get(index));
        let kept = kept.map(|suggestion| (suggestion.range, suggestion.label.clone()));
        self.offers = Offers::new(suggestions, &self.set, complete);
        self.changes += 1;
        self.current = kept.and_then(|(range, label)| {
            let there = self.offers.open_in(range).into_iter();
            let mut same = there.filter(|(_, s)| s.range == range && s.label == label);
            same.next().map(|(index, _)| index)
        });
    }

    /// The title as edited, else as the source gives it, else the file's name.
    #[must_use]
    pub fn title(&self) -> &str {
        [&self.set.title, &self.article.header.title]
            .into_iter()
            .find(|title| !title.trim().is_empty())
            .map_or(self.article.source.as_str(), |title| title.as_str())
    }

    /// Another number after each change to the set: what was worked out from it is then stale.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Takes in what earlier runs did to the set, so that it can be undone.
    pub fn go_on_from(&mut self, history: History) {
        self.history = history;
    }

    /// Puts another program's version in the place of the set, with the analyst's changes carried
    /// onto it. Nothing of it has to be recorded: the keeper has done so.
    ///
    /// # Errors
    /// A sentence where the changes do not fit.
    pub fn take_merged(
        &mut self,
        theirs: AnnotationSet,
        merged: Transaction,
        clock: f64,
    ) -> Result<(), String> {
        self.set = theirs;
        self.chosen = OnceCell::new();
        self.history = History::default();
        self.history
            .apply(&mut self.set, merged.clone())
            .map_err(|error| sentence(&error))?;
        self.revision += 1;
        self.offers.refresh_all(&self.set);
        self.changes += 1;
        self.forget_what_is_gone();
        self.waiting = false;
        self.read_only = None;
        self.keeping.unsent.clear();
        self.keeping.wants_saving(clock);
        Ok(())
    }

    /// Carries out a transaction. The first change to a new article makes it "in progress".
    ///
    /// # Errors
    /// A sentence for the analyst where it is refused.
    pub fn commit(&mut self, mut transaction: Transaction, clock: f64) -> Result<(), String> {
        self.refuse()?;
        if transaction.ops.is_empty() {
            return Ok(());
        }
        let sets_status = |op: &Op| matches!(op, Op::Status(_));
        if self.set.status == Status::New && !transaction.ops.iter().any(sets_status) {
            let start = Op::Status(Change::new(Status::New, Status::InProgress));
            transaction.ops.insert(0, start);
        }
        self.history
            .apply(&mut self.set, transaction.clone())
            .map_err(|error| sentence(&error))?;
        self.after(Stroke::Do, transaction, clock);
        Ok(())
    }

    fn refuse(&self) -> Result<(), String> {
        match &self.read_only {
            Some(why) => Err(format!("Nothing can be changed here: {why}")),
            None if self.settling => Err("Wait until your decision is carried out".to_owned()),
            None => Ok(()),
        }
    }

    /// Takes the last transaction back; its name.
    ///
    /// # Errors
    /// A sentence where it cannot be done.
    pub fn undo(&mut self, clock: f64) -> Result<Option<String>, String> {
        self.step_history(clock, Stroke::Undo)
    }

    /// Does the last undone transaction again; its name.
    ///
    /// # Errors
    /// A sentence where it cannot be done.
    pub fn redo(&mut self, clock: f64) -> Result<Option<String>, String> {
        self.step_history(clock, Stroke::Redo)
    }

    fn step_history(&mut self, clock: f64, stroke: Stroke) -> Result<Option<String>, String> {
        self.refuse()?;
        let done = match stroke {
            Stroke::Undo => self.history.undo(&mut self.set),
            Stroke::Do | Stroke::Redo => self.history.redo(&mut self.set),
        };
        let done = done.map_err(|error| sentence(&error))?;
        let Some(done) = done.cloned() else {
            return Ok(None);
        };
        // The selection that was being moved is gone with the caret.
        self.free_ends = None;
        self.linking = None;
        let carried_out = match stroke {
            Stroke::Undo => done.inverse(),
            Stroke::Do | Stroke::Redo => done.clone(),
        };
        self.after(stroke, carried_out, clock);
        self.show_where(&done);
        // Undoing an answer to a suggestion asks the question again.
        let asked = done.ops.iter().find_map(|op| match op {
            Op::AddSpan(span) if span.origin.by == Maker::Suggestion => Some(span.range),
            Op::Reject(rejection, _) => Some(rejection.range),
            _ => None,
        });
        if let Some(range) = asked {
            let open = self.offers.open_in(range);
            let again = open.iter().find(|(_, s)| s.range == range).map(|(i, _)| *i);
            if let Some(index) = again {
                self.review(index);
            }
        }
        Ok(Some(done.name))
    }

    fn after(&mut self, stroke: Stroke, transaction: Transaction, clock: f64) {
        self.revision += 1;
        self.offers.refresh(&transaction, &self.set);
        self.note_chosen(&transaction);
        self.changes += 1;
        let step = Step {
            stroke,
            transaction,
        };
        self.keeping.changed(step, clock);
        self.forget_what_is_gone();
    }

    fn forget_what_is_gone(&mut self) {
        if self
            .selected
            .as_ref()
            .is_some_and(|id| self.set.span(id).is_none())
        {
            self.selected = None;
        }
        if self.current.is_some_and(|i| !self.offers.is_open(i)) {
            self.current = None;
        }
        if self
            .free_ends
            .as_ref()
            .is_some_and(|free| self.set.span(&free.span).is_none())
        {
            self.free_ends = None;
        }
        if self
            .linking
            .as_ref()
            .is_some_and(|linking| self.set.span(linking.about()).is_none())
        {
            self.linking = None;
        }
    }

    /// Puts the caret where an undone or redone change is, so that it is seen.
    fn show_where(&mut self, transaction: &Transaction) {
        let place = transaction.ops.iter().find_map(|op| match op {
            Op::AddSpan(span) | Op::RemoveSpan(span) => Some(span.range.start),
            Op::EditSpan { id, .. } => self.set.span(id).map(|span| span.range.start),
            Op::Reject(rejection, _) | Op::Unreject(rejection, _) => Some(rejection.range.start),
            _ => None,
        });
        if let Some(place) = place {
            self.put_caret(Caret::at(place));
        }
    }
}

/// An error as a sentence that begins with a capital.
#[must_use]
pub fn sentence(error: &dyn std::fmt::Display) -> String {
    let text = error.to_string();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}
