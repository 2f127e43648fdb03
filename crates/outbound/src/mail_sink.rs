//! Mail that is kept to be read instead of being delivered.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use app::ports::{Mail, Mailer};
use async_trait::async_trait;
use model::error::Supplier;
use model::time::Timestamp;
use model::{Error, Result};
use rusqlite::{Connection, Row};

/// One look shows this many messages at most.
const MOST_MAILS: usize = 10_000;

const SCHEMA: &str = "\
    CREATE TABLE IF NOT EXISTS mails (
        position  INTEGER PRIMARY KEY,
        id        TEXT NOT NULL UNIQUE,
        at        INTEGER NOT NULL,
        sender    TEXT NOT NULL,
        recipient TEXT NOT NULL,
        folded    TEXT NOT NULL,
        subject   TEXT NOT NULL,
        text      TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS mails_by_recipient ON mails (folded, position);";

/// Keeps mail in a file of its own. It stands for a foreign relay: killing the process loses
/// nothing, losing power may lose the last messages.
#[derive(Clone)]
pub struct MailSink(Arc<Mutex<Connection>>);

impl MailSink {
    /// Opens the file at `path`, or starts it.
    ///
    /// # Errors
    /// Says in words why the file cannot be used.
    pub fn open(path: &Path) -> Result<Self, String> {
        let connection = start(path).map_err(|why| format!("{}: {why}", path.display()))?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// The last `limit` messages, newest last; with `to` those whose whole recipient it is, in
    /// upper or lower case.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn read(&self, to: Option<&str>, limit: usize) -> Result<Vec<Mail>> {
        let to = to.map(str::to_lowercase);
        let limit = i64::try_from(limit.min(MOST_MAILS)).unwrap_or(i64::MAX);
        self.run(move |connection| {
            let mut select = connection.prepare_cached(match to {
                Some(_) => concat!(
                    "SELECT id, at, sender, recipient, subject, text FROM mails ",
                    "WHERE folded = ?1 ORDER BY position DESC LIMIT ?2"
                ),
                None => concat!(
                    "SELECT id, at, sender, recipient, subject, text FROM mails ",
                    "WHERE ?1 IS NULL ORDER BY position DESC LIMIT ?2"
                ),
            })?;
            let newest_first = select.query_map((to, limit), mail)?;
            let mut mails: Vec<Mail> = newest_first.collect::<rusqlite::Result<_>>()?;
            mails.reverse();
            Ok(mails)
        })
        .await
    }

    /// Throws everything away.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn reset(&self) -> Result<()> {
        self.run(|connection| connection.execute("DELETE FROM mails", []).map(drop)).await
    }

    /// Runs on a thread that may block; a failing file looks like a relay that is down.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let shared = Arc::clone(&self.0);
        let done = tokio::task::spawn_blocking(move || {
            work(&shared.lock().unwrap_or_else(PoisonError::into_inner))
        });
        let outcome = done.await.map_err(|_| Error::OutcomeUnknown(Supplier::Mail))?;
        outcome.map_err(|fault| {
            tracing::error!(%fault, "the mail sink's file failed");
            Error::Unavailable(Supplier::Mail)
        })
    }
}

#[async_trait]
impl Mailer for MailSink {
    async fn send(&self, mail: &Mail) -> Result<()> {
        let mail = mail.clone();
        self.run(move |connection| {
            let mut insert = connection.prepare_cached(
                "INSERT INTO mails (id, at, sender, recipient, folded, subject, text) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING",
            )?;
            let folded = mail.to.to_lowercase();
            let Mail { id, at, from, to, subject, text } = mail;
            insert.execute((id, at.unix(), from, to, folded, subject, text)).map(drop)
        })
        .await
    }
}

fn start(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.execute_batch(SCHEMA)?;
    Ok(connection)
}

fn mail(row: &Row<'_>) -> rusqlite::Result<Mail> {
    Ok(Mail {
        id: row.get(0)?,
        at: Timestamp::from_unix(row.get(1)?),
        from: row.get(2)?,
        to: row.get(3)?,
        subject: row.get(4)?,
        text: row.get(5)?,
    })
}
