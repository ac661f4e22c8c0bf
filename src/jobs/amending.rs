//! Changing articles that are not on the desk: each is opened, changed, saved and left.
//!
//! Each article is sound by itself at every moment: its change goes through the lock and the
//! journal like any other. What somebody else is at work on, what waits for a decision and what
//! cannot be read is left out and named. A change that is cancelled has changed whole articles.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use crate::annotation::{Change, Op, Status, Step, Stroke, Timestamp, Transaction, VaguePolicy};
use crate::matching::Language;
use crate::matching::figures::fill_values;
use crate::search::{Change as What, Mention, Sweep};
use crate::storage::cut_off::{self, CutOff};
use crate::storage::{self, Base, Files, Keeper, Place};

/// What is to be done in articles that are not on the desk.
#[derive(Clone, Debug)]
pub enum Amend {
    /// The mentions of these articles are changed.
    Sweep {
        sweep: Sweep,
        chosen: Vec<(Place, Vec<Mention>)>,
    },
    /// What was done in these articles is taken back, as long as it can be.
    Undo {
        done: Vec<(Place, Transaction)>,
        /// Those whose file was made for it.
        made: HashSet<Place>,
    },
    /// What was taken back is done again.
    Redo(Vec<(Place, Transaction)>),
}

impl Amend {
    /// How many articles it is about.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Sweep { chosen, .. } => chosen.len(),
            Self::Undo { done, .. } | Self::Redo(done) => done.len(),
        }
    }

    fn place(&self, index: usize) -> &Place {
        match self {
            Self::Sweep { chosen, .. } => &chosen[index].0,
            Self::Undo { done, .. } | Self::Redo(done) => &done[index].0,
        }
    }

    /// Whether it is about no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What was done since the last portion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Amended {
    /// The articles that were changed, and what was done in each: of an undo what was taken back.
    pub done: Vec<(Place, Transaction)>,
    /// Those of them that had no file before.
    pub made: Vec<Place>,
    /// Those that were left out, and why.
    pub left_out: Vec<(Place, String)>,
    /// What else is to be known, in sentences.
    pub notices: Vec<String>,
    /// How many articles were seen to, of how many.
    pub looked: usize,
    pub of: usize,
    /// Whether this is the last portion.
    pub finished: bool,
}

/// What every article is changed with.
pub(super) struct Amending<'a> {
    pub files: &'a Arc<dyn Files>,
    pub fallback: Option<&'a Path>,
    pub annotator: Option<&'a str>,
    /// What the change is called.
    pub name: &'a str,
    pub now: &'a Timestamp,
    /// The corpus.
    pub root: &'a Path,
    /// How many of its articles were changed on the desk before.
    pub on_desk: usize,
    pub vague: VaguePolicy,
}

/// What was done in one article.
struct Done {
    transaction: Transaction,
    /// What else is to be known, in a sentence.
    notice: Option<String>,
    /// Whether it had no file before.
    made: bool,
}

impl Amending<'_> {
    /// Does it, article by article, and tells of each. The last portion comes also where it was
    /// cancelled.
    pub(super) fn carry_out(
        &self,
        amend: &Amend,
        cancelled: &dyn Fn() -> bool,
        tell: &mut dyn FnMut(Amended),
    ) {
        let of = amend.len();
        let mut looked = 0;
        let change = self.as_noted(amend);
        let mut note = self
            .fallback
            .and_then(|folder| cut_off::Note::begin(self.files, folder, &change));
        for index in 0..of {
            if cancelled() {
                break;
            }
            let place = amend.place(index);
            // A panic costs the article at which it comes.
            let work = AssertUnwindSafe(|| self.one(amend, index));
            let outcome = catch_unwind(work).unwrap_or_else(|_| {
                Err("something broke down; open it to see how it is".to_owned())
            });
            looked += 1;
            if let Some(note) = &mut note {
                note.go_on();
            }
            let mut amended = Amended {
                looked,
                of,
                ..Amended::default()
            };
            match outcome {
                Ok(Done {
                    transaction,
                    notice,
                    made,
                }) => {
                    amended.done.push((place.clone(), transaction));
                    amended.notices.extend(notice);
                    amended.made.extend(made.then(|| place.clone()));
                }
                Err(why) => amended.left_out.push((place.clone(), why)),
            }
            tell(amended);
        }
        if let Some(note) = note {
            note.end();
        }
        tell(Amended {
            looked,
            of,
            finished: true,
            ..Amended::default()
        });
    }

    /// What is noted of it for the case that it is cut off.
    fn as_noted(&self, amend: &Amend) -> CutOff {
        let mut change = CutOff {
            root: self.root.to_owned(),
            name: self.name.to_owned(),
            of: self.on_desk + amend.len(),
            done: self.on_desk,
            ..CutOff::default()
        };
        match amend {
            Amend::Sweep { sweep, .. } => {
                sweep.words().clone_into(&mut change.words);
                (change.from, change.to) = match sweep.what() {
                    What::Mark(to) => (None, Some(to.to_string())),
                    What::Relabel { from, to } => (Some(from.to_string()), Some(to.to_string())),
                    What::Delete(from) => (Some(from.to_string()), None),
                };
            }
            Amend::Undo { .. } => change.name.insert_str(0, "undo: "),
            Amend::Redo(_) => change.name.insert_str(0, "redo: "),
        }
        change
    }

    fn one(&self, amend: &Amend, index: usize) -> Result<Done, String> {
        match amend {
            Amend::Sweep { sweep, chosen } => {
                let (place, mentions) = &chosen[index];
                self.sweep(place, sweep, mentions)
            }
            Amend::Undo { done, made } => {
                let (place, transaction) = &done[index];
                let made = made.contains(place);
                let taken_back = |_: &_, _: &_| Ok(transaction.inverse());
                let outcome = self.step(place, Stroke::Undo, made, taken_back)?;
                let transaction = transaction.clone();
                Ok(Done {
                    transaction,
                    ..outcome
                })
            }
            Amend::Redo(done) => {
                let (place, transaction) = &done[index];
                self.step(place, Stroke::Redo, false, |_, _| Ok(transaction.clone()))
            }
        }
    }

    fn sweep(&self, place: &Place, sweep: &Sweep, mentions: &[Mention]) -> Result<Done, String> {
        self.step(place, Stroke::Do, false, |article, set| {
            let mut transaction = sweep
                .transaction(article, set, mentions, self.name, self.now)
                .map_err(|error| error.to_string())?;
            let language = Language::of(article);
            fill_values(&mut transaction, article, set, language, self.vague);
            if transaction.ops.is_empty() {
                return Err("it has changed since, and has none of them any more".to_owned());
            }
            Ok(begun(transaction, set.status))
        })
    }

    /// Makes one change to one article. A file that was `made` for what is taken back goes, where
    /// nothing else was done.
    fn step(
        &self,
        place: &Place,
        stroke: Stroke,
        made: bool,
        change: impl FnOnce(
            &crate::text::Article,
            &crate::annotation::AnnotationSet,
        ) -> Result<Transaction, String>,
    ) -> Result<Done, String> {
        let begun = storage::begin(self.files, place, self.annotator, self.fallback)
            .map_err(|error| error.to_string())?;
        let mut opened = begun.opened;
        let is_new = opened.base == Base::Nothing;
        let Some(mut keeper) = begun.keeper else {
            let why = opened.read_only.map(|why| why.to_string());
            return Err(why.unwrap_or_else(|| "it can only be looked at".to_owned()));
        };
        let changed = if begun.waiting > 0 || begun.carrying.is_some() {
            Err("it waits for a decision: open it first".to_owned())
        } else {
            change(&opened.article, &opened.set).and_then(|transaction| {
                let fits = transaction.apply(&mut opened.set);
                fits.map_err(|error| format!("it has changed since: {error}"))?;
                record(&mut keeper, stroke, transaction)
            })
        };
        if made {
            keeper.made_for_this();
        }
        keeper.rest();
        changed.map(|(transaction, notice)| Done {
            transaction,
            notice,
            made: is_new,
        })
    }
}

/// The first change to a new article makes it "in progress", as on the desk.
fn begun(mut transaction: Transaction, status: Status) -> Transaction {
    if status == Status::New {
        let start = Op::Status(Change::new(Status::New, Status::InProgress));
        transaction.ops.insert(0, start);
    }
    transaction
}

fn record(
    keeper: &mut Keeper,
    stroke: Stroke,
    transaction: Transaction,
) -> Result<(Transaction, Option<String>), String> {
    let step = Step {
        stroke,
        transaction: transaction.clone(),
    };
    keeper.record(step).map_err(|error| error.to_string())?;
    let kept = keeper.sync();
    match keeper.save() {
        Ok(()) => Ok((transaction, None)),
        // The journal has it, and it comes back when the article is opened.
        Err(error) if kept.is_ok() => Ok((transaction, Some(error.to_string()))),
        Err(error) => Err(error.to_string()),
    }
}
