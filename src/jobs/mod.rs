//! Background work: loading, saving, listing and matching, away from the drawing thread.
//!
//! Two named threads, one for files and one for matching, joined to the desk by two closed enums
//! over bounded channels. A panic in a piece of work costs that piece only. Nothing here draws.

mod messages;
mod work;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;

use thiserror::Error;

pub use messages::{Reply, Request};

use self::work::Worker;
use crate::matching;
use crate::storage::Files;

/// Requests that may wait for one thread. A person cannot make more than a few.
const WAITING: usize = 256;
/// Replies that may wait to be shown.
const ANSWERS: usize = 1024;

/// Called from a background thread whenever there is a reply to look at.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// The background threads, or, for tests, the same work done at once.
pub struct Jobs {
    lanes: Lanes,
    replies: Receiver<Reply>,
    newest_match: Arc<AtomicU64>,
}

enum Lanes {
    Threads {
        files: SyncSender<Request>,
        matching: SyncSender<Request>,
    },
    /// Each request is done when it is made: the order of events is then always the same.
    Inline {
        worker: Worker,
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
    /// Starts the threads. They end when this is dropped.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(storage: Arc<dyn Files>, waker: &Waker) -> std::io::Result<Self> {
        let (answer, replies) = sync_channel(ANSWERS);
        let newest_match = Arc::new(AtomicU64::new(0));
        let lane = |name: &str| -> std::io::Result<SyncSender<Request>> {
            let (requests, incoming) = sync_channel::<Request>(WAITING);
            let worker = Worker::new(
                Arc::clone(&storage),
                matching::built_in(),
                Arc::clone(&newest_match),
            );
            let (answer, waker) = (answer.clone(), Arc::clone(waker));
            thread::Builder::new()
                .name(name.to_owned())
                .spawn(move || {
                    for request in incoming {
                        worker.carry_out(request, &mut |reply| {
                            // The desk may be gone already: then nobody wants the answer.
                            if answer.send(reply).is_ok() {
                                waker();
                            }
                        });
                    }
                })?;
            Ok(requests)
        };
        Ok(Self {
            lanes: Lanes::Threads {
                files: lane("obelus files")?,
                matching: lane("obelus matching")?,
            },
            replies,
            newest_match,
        })
    }

    /// Work done at once, on the caller's thread.
    #[must_use]
    pub fn inline(storage: Arc<dyn Files>) -> Self {
        let (answer, replies) = sync_channel(ANSWERS);
        let newest_match = Arc::new(AtomicU64::new(0));
        let worker = Worker::new(storage, matching::built_in(), Arc::clone(&newest_match));
        Self {
            lanes: Lanes::Inline {
                worker,
                replies: answer,
            },
            replies,
            newest_match,
        }
    }

    /// Hands work over. Never waits.
    ///
    /// # Errors
    /// Where too much is waiting or the threads are gone.
    pub fn ask(&self, mut request: Request) -> Result<(), Busy> {
        if let Request::Match { ticket, .. } = &mut request {
            // A newer request to match makes the one under way stop.
            *ticket = self.newest_match.fetch_add(1, Ordering::Relaxed) + 1;
        }
        match &self.lanes {
            Lanes::Threads { files, matching } => {
                let matches = matches!(request, Request::Match { .. });
                let lane = if matches { matching } else { files };
                lane.try_send(request).map_err(|error| match error {
                    TrySendError::Full(_) => Busy::Full,
                    TrySendError::Disconnected(_) => Busy::Stopped,
                })
            }
            Lanes::Inline { worker, replies } => {
                let mut full = Ok(());
                worker.carry_out(request, &mut |reply| {
                    if replies.try_send(reply).is_err() {
                        full = Err(Busy::Full);
                    }
                });
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
