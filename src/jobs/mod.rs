//! Background work: loading, saving, listing, matching and finding, away from the drawing thread.
//!
//! Five named threads, for reading files, for saving, for matching, for finding and for what goes
//! over a whole corpus, joined to the desk by two closed enums over bounded channels. A panic in a piece of work costs that piece only. Nothing
//! here draws.

mod ahead;
mod amending;
mod converting;
mod exporting;
mod finding;
mod keepers;
mod likenesses;
mod listing;
mod messages;
mod searching;
mod survey;
mod watching;
mod work;
mod works;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use thiserror::Error;

pub use ahead::Ahead;
pub use amending::{Amend, Amended};
pub use converting::{Conversion, ConvertError, Converted, DROPPED, convert_file};
pub use exporting::{Export, Wanted};
pub use likenesses::{Alike, Likenesses};
pub use messages::{Began, Cause, Reply, Request, Settle, Settled, Unsaved};
pub use searching::{ArticleHits, CorpusSearch, OnDesk, Portion, SearchState, Seen, Sought};
pub use survey::{Survey, counts_of, names_country, today};
pub use works::{Held, Lone, Uncounted, look_into};

use self::keepers::Keepers;
use self::work::Worker;
use crate::matching;
use crate::storage::Files;

/// Requests that may wait for one thread. A person cannot make more than a few.
const WAITING: usize = 256;
/// Replies that may wait to be shown.
const ANSWERS: usize = 1024;

/// How long changes that come one after the other may wait to be synced together. A change is to
/// be safe within a second.
const GATHERING: Duration = Duration::from_millis(200);

/// Called from a background thread whenever there is a reply to look at.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// The background threads, or, for tests, the same work done at once.
pub struct Jobs {
    lanes: Lanes,
    replies: Receiver<Reply>,
    newest: Arc<Newest>,
    pipeline: Arc<matching::Pipeline>,
}

/// The newest requests of the kinds of which one makes the older ones stop.
#[derive(Default)]
struct Newest {
    matching: AtomicU64,
    finding: AtomicU64,
    listing: AtomicU64,
    searching: AtomicU64,
}

enum Lanes {
    Threads {
        files: SyncSender<Request>,
        saving: SyncSender<Request>,
        matching: SyncSender<Request>,
        finding: SyncSender<Request>,
        corpus: SyncSender<Request>,
    },
    /// Each request is done when it is made: the order of events is then always the same.
    Inline {
        worker: Box<Worker>,
        replies: SyncSender<Reply>,
    },
}

/// Why a request was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Busy {
    #[error("too much is waiting to be done; try again in a moment")]
    Full,
    #[error("the background work has stopped; save a copy and start again")]
    Stopped,
}

impl Jobs {
    /// Starts the threads. They end when this is dropped. `fallback` is the folder for journals
    /// and locks whose own folder cannot be written.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(
        storage: Arc<dyn Files>,
        fallback: Option<PathBuf>,
        waker: &Waker,
    ) -> std::io::Result<Self> {
        let (answer, replies) = sync_channel(ANSWERS);
        let newest = Arc::new(Newest::default());
        let keepers = Keepers::new(Arc::clone(&storage), fallback);
        let pipeline = Arc::new(matching::built_in());
        let lane = |name: &str, work: fn(&Worker, Receiver<Request>, &mut dyn FnMut(Reply))| {
            let (requests, incoming) = sync_channel::<Request>(WAITING);
            let (stir, wake) = (answer.clone(), Arc::clone(waker));
            let worker = Worker::new(
                Arc::clone(&storage),
                keepers.clone(),
                Arc::clone(&pipeline),
                Arc::clone(&newest),
            );
            let worker = worker.watching(move || {
                // Where too much waits already, the next stir tells of it.
                if stir.try_send(Reply::Stirred).is_ok() {
                    wake();
                }
            });
            let (answer, waker) = (answer.clone(), Arc::clone(waker));
            let begun = thread::Builder::new().name(name.to_owned()).spawn(move || {
                work(&worker, incoming, &mut |reply| {
                    // The desk may be gone already: then nobody wants the answer.
                    if answer.send(reply).is_ok() {
                        waker();
                    }
                });
            });
            begun.map(|_| requests)
        };
        let one_by_one: fn(&Worker, Receiver<Request>, &mut dyn FnMut(Reply)) =
            |worker, incoming, answer| {
                for request in incoming {
                    worker.carry_out(request, answer);
                }
            };
        Ok(Self {
            lanes: Lanes::Threads {
                files: lane("obelus files", one_by_one)?,
                saving: lane("obelus saving", save_and_sync)?,
                matching: lane("obelus matching", one_by_one)?,
                finding: lane("obelus finding", one_by_one)?,
                corpus: lane("obelus corpus", one_by_one)?,
            },
            replies,
            newest,
            pipeline,
        })
    }

    /// The matchers that are run.
    #[must_use]
    pub fn pipeline(&self) -> &matching::Pipeline {
        &self.pipeline
    }

    /// Work done at once, on the caller's thread.
    #[must_use]
    pub fn inline(storage: Arc<dyn Files>, fallback: Option<PathBuf>) -> Self {
        let (answer, replies) = sync_channel(ANSWERS);
        let newest = Arc::new(Newest::default());
        let keepers = Keepers::new(Arc::clone(&storage), fallback);
        let pipeline = Arc::new(matching::built_in());
        let worker = Worker::new(storage, keepers, Arc::clone(&pipeline), Arc::clone(&newest));
        Self {
            lanes: Lanes::Inline {
                worker: Box::new(worker),
                replies: answer,
            },
            replies,
            newest,
            pipeline,
        }
    }

    /// Hands work over. Never waits.
    ///
    /// # Errors
    /// Where too much is waiting or the threads are gone.
    pub fn ask(&self, mut request: Request) -> Result<(), Busy> {
        // A newer request to match makes the one under way stop, and so with finding.
        let newer = |kind: &AtomicU64| kind.fetch_add(1, Ordering::Relaxed) + 1;
        match &mut request {
            Request::Match { ticket, .. } => *ticket = newer(&self.newest.matching),
            Request::Find { ticket, .. } => *ticket = newer(&self.newest.finding),
            Request::List { ticket, .. } => *ticket = newer(&self.newest.listing),
            Request::SearchCorpus { ticket, .. } | Request::Amend { ticket, .. } => {
                *ticket = newer(&self.newest.searching);
            }
            Request::StopSearching => {
                newer(&self.newest.searching);
                return Ok(());
            }
            Request::StopFinding => {
                newer(&self.newest.finding);
                return Ok(());
            }
            Request::StopListing => {
                newer(&self.newest.listing);
                return Ok(());
            }
            _ => {}
        }
        match &self.lanes {
            Lanes::Threads {
                files,
                saving,
                matching,
                finding,
                corpus,
            } => {
                let lane = match &request {
                    Request::Match { .. } => matching,
                    Request::Find { .. } | Request::StopFinding => finding,
                    Request::List { .. }
                    | Request::StopListing
                    | Request::Preview { .. }
                    | Request::Describe { .. }
                    | Request::Watch { .. }
                    | Request::TakeTouched
                    | Request::ReadAhead { .. }
                    | Request::Survey(_)
                    | Request::Export(_)
                    | Request::Compare(_)
                    | Request::Count { .. }
                    | Request::SearchCorpus { .. }
                    | Request::StopSearching
                    | Request::LookForCutOff { .. }
                    | Request::ForgetCutOff { .. }
                    | Request::Amend { .. } => corpus,
                    Request::Record { .. }
                    | Request::Save { .. }
                    | Request::Rest { .. }
                    | Request::MadeForThis { .. }
                    | Request::Resume { .. }
                    | Request::Close { .. }
                    | Request::Settle { .. }
                    | Request::ChangeText { .. }
                    | Request::Mend { .. }
                    | Request::Adopt { .. } => saving,
                    Request::Open { .. }
                    | Request::ReadSchema { .. }
                    | Request::Borrow { .. }
                    | Request::SaveCopy { .. }
                    | Request::WriteArticle { .. }
                    | Request::FindOthers { .. }
                    | Request::ReadOther { .. }
                    | Request::UnpackSample { .. }
                    | Request::SaveSettings { .. } => files,
                };
                lane.try_send(request).map_err(|error| match error {
                    TrySendError::Full(_) => Busy::Full,
                    TrySendError::Disconnected(_) => Busy::Stopped,
                })
            }
            Lanes::Inline { worker, replies } => {
                let mut full = Ok(());
                let mut answer = |reply| {
                    if replies.try_send(reply).is_err() {
                        full = Err(Busy::Full);
                    }
                };
                worker.carry_out(request, &mut answer);
                worker.keepers.sync(&mut answer);
                full
            }
        }
    }

    /// The next reply, if one has come.
    #[must_use]
    pub fn reply(&self) -> Option<Reply> {
        self.replies.try_recv().ok()
    }

    /// Waits for the next reply, at most `patience`: for closing, when the last save must land.
    #[must_use]
    pub fn wait(&self, patience: std::time::Duration) -> Option<Reply> {
        self.replies.recv_timeout(patience).ok()
    }
}

/// Saves and records; what was recorded is synced when nothing else waits, or in time.
fn save_and_sync(worker: &Worker, incoming: Receiver<Request>, answer: &mut dyn FnMut(Reply)) {
    let mut gathering: Option<Instant> = None;
    loop {
        let request = if gathering.is_some() {
            match incoming.try_recv() {
                Ok(request) => Some(request),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => {
                    worker.keepers.sync(answer);
                    return;
                }
            }
        } else {
            match incoming.recv() {
                Ok(request) => Some(request),
                Err(_) => return,
            }
        };
        let idle = request.is_none();
        if let Some(request) = request {
            worker.carry_out(request, answer);
            if worker.keepers.is_unsynced() {
                gathering.get_or_insert_with(Instant::now);
            } else {
                gathering = None;
            }
        }
        if gathering.is_some_and(|since| idle || since.elapsed() >= GATHERING) {
            worker.keepers.sync(answer);
            gathering = None;
        }
    }
}
