//! The one connection that writes, on a thread of its own.
//!
//! It takes whatever commands wait, runs each in a savepoint, commits them together, and only then
//! answers: many callers share the price of one commit.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread::JoinHandle;

use app::clock::Clock;
use model::error::Supplier;
use model::time::Timestamp;
use model::tld::Rulebook;
use model::{Error, Result};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use crate::embedded_registry::desk::{Answer, Desk};

/// How many commands may wait; the next caller waits for room.
const MOST_WAITING: usize = 1_024;

/// How many commands share one commit at most.
const MOST_PER_COMMIT: usize = 256;

/// What every command stands on.
pub(in crate::embedded_registry) struct Ground {
    pub rulebook: Arc<Rulebook>,
    pub clock: Clock,
    /// When the next silence decides a transfer, in seconds since 1970.
    due: AtomicI64,
}

impl Ground {
    /// Of these rules and this clock.
    pub const fn new(rulebook: Arc<Rulebook>, clock: Clock) -> Self {
        Self { rulebook, clock, due: AtomicI64::new(i64::MIN) }
    }

    /// Whether a silence has decided a transfer and nobody wrote it down yet.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.due.load(Ordering::Acquire) <= now.unix()
    }

    /// A desk to handle a command at.
    pub fn desk<'a>(&'a self, connection: &'a Connection, now: Timestamp) -> Desk<'a> {
        Desk { connection, rulebook: &self.rulebook, now }
    }
}

/// Runs a command in its savepoint; what it returns is told to the caller after the commit.
type Job = Box<dyn FnOnce(&mut Transaction<'_>, &Ground, Timestamp) -> Reply + Send>;

/// Tells the caller, once it is known whether the commit succeeded.
type Reply = Box<dyn FnOnce(Commit) + Send>;

/// How the common commit went.
#[derive(Clone, Copy)]
enum Commit {
    Done,
    Failed,
}

/// The hand that writes.
pub(in crate::embedded_registry) struct Writer {
    queue: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Opens the books and starts the thread.
    pub fn start(path: &Path, ground: Arc<Ground>) -> Result<Self, String> {
        let connection = super::open_to_write(path)?;
        let (queue, waiting) = mpsc::channel(MOST_WAITING);
        let thread = std::thread::Builder::new()
            .name("embedded-registry".to_owned())
            .spawn(move || serve(connection, waiting, &ground))
            .map_err(|why| format!("the registry's thread did not start: {why}"))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    /// Has `command` carried out, and answers when it cannot be lost any more.
    pub async fn run<T: Send + 'static>(
        &self,
        command: impl FnOnce(&Desk<'_>) -> Answer<T> + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let queue = self.queue.as_ref().expect("the queue is only closed by drop");
        let job: Job = Box::new(move |transaction, ground, now| {
            let outcome = in_savepoint(transaction, ground, now, command).map_err(Error::from);
            Box::new(move |commit| tell(reply, outcome, commit))
        });
        queue.send(job).await.map_err(|_| Error::Unavailable(Supplier::Registry))?;
        answer.await.unwrap_or(Err(Error::OutcomeUnknown(Supplier::Registry)))
    }
}

impl Drop for Writer {
    /// Lets what waits be finished, so that nothing of it happens after the registry is gone.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the embedded registry's thread had panicked");
        }
    }
}

/// A caller who stopped waiting needs no answer.
fn tell<T>(reply: oneshot::Sender<Result<T>>, outcome: Result<T>, commit: Commit) {
    let told = match commit {
        Commit::Done => outcome,
        Commit::Failed => Err(Error::OutcomeUnknown(Supplier::Registry)),
    };
    drop(reply.send(told));
}

fn serve(mut connection: Connection, mut waiting: mpsc::Receiver<Job>, ground: &Ground) {
    let mut jobs = Vec::with_capacity(MOST_PER_COMMIT);
    while waiting.blocking_recv_many(&mut jobs, MOST_PER_COMMIT) > 0 {
        if let Err(trouble) = commit_together(&mut connection, &mut jobs, ground) {
            tracing::error!(trouble = ?Error::from(trouble), "the embedded registry did not write");
        }
        // A job that is dropped unrun closes its reply: its caller does not know the outcome.
        jobs.clear();
    }
}

fn commit_together(
    connection: &mut Connection,
    jobs: &mut Vec<Job>,
    ground: &Ground,
) -> Answer<()> {
    // The moment is read after the jobs were taken, so that it is not before any caller's.
    let now = ground.clock.now();
    let mut transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    ground.desk(&transaction, now).settle_due()?;
    let replies: Vec<Reply> =
        jobs.drain(..).map(|job| job(&mut transaction, ground, now)).collect();
    let due = ground.desk(&transaction, now).next_due()?;
    let committed = transaction.commit();
    let commit = if committed.is_ok() { Commit::Done } else { Commit::Failed };
    ground.due.store(due.map_or(i64::MAX, Timestamp::unix), Ordering::Release);
    for reply in replies {
        reply(commit);
    }
    Ok(committed?)
}

fn in_savepoint<T>(
    transaction: &mut Transaction<'_>,
    ground: &Ground,
    now: Timestamp,
    command: impl FnOnce(&Desk<'_>) -> Answer<T>,
) -> Answer<T> {
    let savepoint = transaction.savepoint()?;
    let answer = command(&ground.desk(&savepoint, now))?;
    savepoint.commit()?;
    Ok(answer)
}
