//! The single writer: takes what waits, runs each caller's work in its own savepoint, commits once,
//! and only then answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use model::{Error, Result};
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::tx::{Engine, Tx, judge};

/// Callers that may wait for the writer before further ones wait outside.
const QUEUE: usize = 1024;
/// Transactions that share one commit at most.
const GROUP: usize = 256;

pub(crate) struct Writer {
    queue: mpsc::Sender<Box<dyn Work>>,
    /// Commits so far.
    commits: Arc<AtomicU64>,
}

/// One caller's transaction, in two steps: before and after the shared commit.
trait Work: Send {
    /// Runs it; says whether its changes stay.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Tells the caller, once the commit is durable or has failed.
    fn answer(self: Box<Self>, committed: bool);
}

struct Waiting<T, F> {
    work: Option<F>,
    result: Option<Result<T>>,
    caller: oneshot::Sender<Result<T>>,
}

impl<T, F> Work for Waiting<T, F>
where
    T: Send,
    F: FnOnce(&mut Tx<'_>) -> Result<T> + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        let work = self.work.take().expect("each transaction runs once");
        let result = judge(Engine::Sqlite(connection), work);
        let stays = result.is_ok();
        self.result = Some(result);
        stays
    }

    fn answer(mut self: Box<Self>, committed: bool) {
        let result = match self.result.take() {
            Some(Ok(_)) if !committed => Err(Error::internal("the commit failed")),
            Some(result) => result,
            None => Err(Error::internal("the transaction did not run")),
        };
        // A caller that went away needs no answer; its transaction stands.
        let _ = self.caller.send(result);
    }
}

impl Writer {
    pub(crate) fn start(connection: Connection) -> Result<Self> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let commits = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&commits);
        std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || serve(&connection, waiting, &counter))
            .map_err(Error::internal)?;
        Ok(Self { queue, commits })
    }

    /// How many commits there were: what was read at the same count is as fresh as a new read.
    pub(crate) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Acquire)
    }

    pub(crate) async fn submit<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        let (caller, answer) = oneshot::channel();
        let waiting = Waiting { work: Some(work), result: None, caller };
        self.queue
            .send(Box::new(waiting))
            .await
            .map_err(|_| Error::internal("the writer stopped"))?;
        answer.await.map_err(|_| Error::internal("the writer stopped"))?
    }
}

fn serve(connection: &Connection, mut waiting: mpsc::Receiver<Box<dyn Work>>, commits: &AtomicU64) {
    let mut group: Vec<Box<dyn Work>> = Vec::with_capacity(GROUP);
    while waiting.blocking_recv_many(&mut group, GROUP) > 0 {
        let committed = commit(connection, &mut group);
        if let Err(error) = &committed {
            tracing::error!(%error, "a group of transactions was rolled back");
        }
        // Counted before anybody is answered: whoever was told of a change never reads from before it.
        commits.fetch_add(1, Ordering::AcqRel);
        for work in group.drain(..) {
            work.answer(committed.is_ok());
        }
    }
}

fn commit(connection: &Connection, group: &mut [Box<dyn Work>]) -> rusqlite::Result<()> {
    let execute = |sql: &str| connection.prepare_cached(sql)?.raw_execute().map(drop);
    execute("BEGIN IMMEDIATE")?;
    let run = |group: &mut [Box<dyn Work>]| {
        for work in group {
            execute("SAVEPOINT caller")?;
            if !work.run(connection) {
                execute("ROLLBACK TO caller")?;
            }
            execute("RELEASE caller")?;
        }
        execute("COMMIT")
    };
    run(group).inspect_err(|_| {
        if !connection.is_autocommit() {
            let _ = execute("ROLLBACK");
        }
    })
}
