//! The open documents' keepers: what they record, when it is on the disk, how it is saved.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::messages::{Began, Cause, Settle, Settled, Unsaved};
use super::{Reply, Request};
use crate::storage::{self, Base, Files, Keeper, Place, names};

/// All keepers, shared by the thread that opens and the one that saves.
#[derive(Clone)]
pub(super) struct Keepers {
    storage: Arc<dyn Files>,
    pub(super) fallback: Option<PathBuf>,
    open: Arc<Mutex<HashMap<u64, Kept>>>,
}

/// One document's keeper.
struct Kept {
    keeper: Keeper,
    /// The state that the last recorded change led to.
    revision: u64,
    /// Whether the desk has to be told that this is safe, or is not.
    untold: bool,
}

impl Keepers {
    pub(super) fn new(storage: Arc<dyn Files>, fallback: Option<PathBuf>) -> Self {
        Self {
            storage,
            fallback,
            open: Arc::default(),
        }
    }

    /// A panic while a keeper was at work leaves it as it was before the call or after it.
    fn open(&self) -> MutexGuard<'_, HashMap<u64, Kept>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn begin(
        &self,
        number: u64,
        place: &Place,
        annotator: Option<&str>,
    ) -> Result<Box<Began>, String> {
        let fallback = self.fallback.as_deref();
        let begun = storage::begin(&self.storage, place, annotator, fallback)
            .map_err(|error| error.to_string())?;
        let unkept = match begun.keeper {
            Some(keeper) => {
                let unsynced = keeper.is_unsynced();
                self.put(number, keeper);
                unsynced
            }
            None => false,
        };
        Ok(Box::new(Began {
            opened: begun.opened,
            history: begun.history,
            recovered: begun.recovered,
            waiting: begun.waiting,
            notices: begun.notices,
            carrying: begun.carrying,
            unkept,
        }))
    }

    fn put(&self, number: u64, keeper: Keeper) {
        let kept = Kept {
            keeper,
            revision: 0,
            untold: false,
        };
        self.open().insert(number, kept);
    }

    /// Does a request that is for a keeper.
    pub(super) fn carry_out(&self, request: Request, answer: &mut dyn FnMut(Reply)) {
        let mut open = self.open();
        match request {
            Request::Record {
                number,
                revision,
                step,
            } => {
                let result = match open.get_mut(&number) {
                    Some(kept) => {
                        let taken = kept.keeper.record(*step);
                        if taken.is_ok() {
                            // A change that was not taken must not pass for kept later.
                            kept.revision = revision;
                            kept.untold = true;
                        }
                        taken.map_err(|error| error.to_string())
                    }
                    None => Err(not_open().why),
                };
                if let Err(why) = result {
                    answer(Reply::Kept {
                        number,
                        revision,
                        result: Err(why),
                    });
                }
            }
            Request::Save { number } => {
                let (revision, result) = match open.get_mut(&number) {
                    Some(kept) => (kept.revision, kept.keeper.save().map_err(Unsaved::from)),
                    None => (0, Err(not_open())),
                };
                answer(Reply::Saved {
                    number,
                    revision,
                    result,
                });
            }
            Request::MadeForThis { number } => {
                if let Some(kept) = open.get_mut(&number) {
                    kept.keeper.made_for_this();
                }
            }
            Request::Rest { number } => {
                if let Some(kept) = open.get_mut(&number).filter(|k| k.keeper.is_saved()) {
                    kept.keeper.rest();
                    answer(Reply::Rested { number });
                }
            }
            Request::Resume { number } => {
                let result = match open.get_mut(&number) {
                    Some(Kept { keeper, .. }) => {
                        let resumed = keeper.resume().and_then(|()| keeper.look());
                        resumed.map_err(Unsaved::from)
                    }
                    None => Err(not_open()),
                };
                // The desk opens the article anew, where nothing of it would be lost.
                let anew = matches!(&result, Err(why) if why.cause == Cause::Changed);
                let saved = open.get(&number).is_some_and(|k| k.keeper.is_saved());
                if anew
                    && saved
                    && let Some(mut kept) = open.remove(&number)
                {
                    kept.keeper.rest();
                }
                answer(Reply::Resumed { number, result });
            }
            Request::Close { number } => {
                if let Some(mut kept) = open.remove(&number) {
                    kept.keeper.rest();
                }
                answer(Reply::Closed { number });
            }
            Request::Settle {
                number,
                how,
                reopen,
            } => {
                let result = match open.get_mut(&number) {
                    Some(kept) => settle(&mut kept.keeper, how),
                    None => Err(not_open().why),
                };
                let result = match (result, open.get_mut(&number)) {
                    (Ok(Settled::Merged { .. }), Some(kept)) if reopen => {
                        // Where it cannot be saved the journal has it.
                        let _ = kept.keeper.save();
                        kept.keeper.rest();
                        Ok(Settled::OpenAgain(
                            "Your changes are carried over".to_owned(),
                        ))
                    }
                    (result, _) => result,
                };
                if matches!(result, Ok(Settled::OpenAgain(_))) {
                    open.remove(&number);
                }
                answer(Reply::Settled { number, result });
            }
            Request::ChangeText {
                number,
                article,
                set,
            } => {
                let result = match open.get_mut(&number) {
                    Some(kept) => {
                        let changed = kept.keeper.change_text(article, *set);
                        changed.map_err(|error| error.to_string())
                    }
                    None => Err(not_open().why),
                };
                answer(Reply::TextChanged { number, result });
            }
            Request::Mend {
                number,
                path,
                article,
                set,
                base,
            } => {
                let mended = storage::mend(&self.storage, &path, article, *set, base);
                let result = mended.map(|aside| {
                    let name = names::file_name(&aside);
                    Settled::OpenAgain(format!("The broken file is kept as {name}"))
                });
                answer(Reply::Settled {
                    number,
                    result: result.map_err(|error| error.to_string()),
                });
            }
            Request::Adopt {
                number,
                path,
                article,
                set,
            } => {
                let fallback = self.fallback.as_deref();
                let files = Arc::clone(&self.storage);
                let keeper = Keeper::adopt(files, fallback, article, *set, &path, Base::Nothing);
                let result = match keeper {
                    Ok(mut keeper) => {
                        for notice in keeper.clear_the_way() {
                            answer(Reply::Noticed(notice));
                        }
                        let saved = keeper.save().map_err(Unsaved::from);
                        drop(open);
                        self.put(number, keeper);
                        saved
                    }
                    Err(error) => Err(error.into()),
                };
                answer(Reply::Saved {
                    number,
                    revision: 0,
                    result,
                });
            }
            _ => {}
        }
    }

    /// Whether something was recorded and is not known to be on the disk.
    pub(super) fn is_unsynced(&self) -> bool {
        self.open()
            .values()
            .any(|kept| kept.untold || kept.keeper.is_unsynced())
    }

    /// Waits until everything that was recorded is on the disk, and says so.
    pub(super) fn sync(&self, answer: &mut dyn FnMut(Reply)) {
        for (number, kept) in &mut *self.open() {
            if !kept.untold && !kept.keeper.is_unsynced() {
                continue;
            }
            kept.untold = false;
            let result = match kept.keeper.sync() {
                Ok(Some(shelter)) => Ok(shelter),
                // The file holds it already.
                Ok(None) => Ok(storage::Shelter::Beside),
                Err(error) => Err(error.to_string()),
            };
            answer(Reply::Kept {
                number: *number,
                revision: kept.revision,
                result,
            });
        }
    }
}

fn settle(keeper: &mut Keeper, how: Settle) -> Result<Settled, String> {
    let said = |error: storage::StorageError| error.to_string();
    match how {
        Settle::Merge => {
            let merged = keeper.merge().map_err(said)?;
            Ok(Settled::Merged {
                set: Box::new(merged.set),
                transaction: merged.transaction,
                conflicts: merged.conflicts,
                aside: merged.aside,
            })
        }
        Settle::KeepBeside => {
            let beside = keeper.save_beside().map_err(said)?;
            keeper.give_up().map_err(said)?;
            let name = names::file_name(&beside);
            Ok(Settled::OpenAgain(format!(
                "Your version is kept as {name}; this is the other one"
            )))
        }
        Settle::Reload => {
            let aside = keeper.give_up().map_err(said)?;
            Ok(Settled::OpenAgain(match aside {
                Some(aside) => format!(
                    "This is the other version; your changes are set aside as {}",
                    names::file_name(&aside)
                ),
                None => "This is the file as it is now".to_owned(),
            }))
        }
    }
}

fn not_open() -> Unsaved {
    Unsaved {
        why: "this article is not open for writing; save a copy and open it again".to_owned(),
        cause: Cause::Disk,
    }
}
