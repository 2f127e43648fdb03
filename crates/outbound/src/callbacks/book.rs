//! What was called, kept to be read: one row for each attempt, whatever came of it.

use std::path::Path;
use std::sync::Arc;

use app::ports::{Callback, CallerBack};
use async_trait::async_trait;
use model::Result;
use model::error::Supplier;
use model::time::Timestamp;
use rusqlite::{Connection, Row, params};

use crate::books::{Answer, Books};

/// One look shows this many attempts at most.
const MOST_ATTEMPTS: usize = 10_000;

/// What was called, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// Where.
    pub url: String,
    /// The headers, besides those that HTTP needs.
    pub headers: Vec<(String, String)>,
    /// What was said.
    pub body: String,
    /// What was answered; none where nobody answered, or nobody may be called.
    pub status: Option<u16>,
}

/// The book of attempts. Copies share the same file.
#[derive(Clone)]
pub struct CallbackBook(Arc<Books>);

/// Passes calls on, and writes down what came of each.
pub struct RecordingCaller {
    inner: Arc<dyn CallerBack>,
    book: CallbackBook,
}

impl CallbackBook {
    /// Opens the book at `path`, or starts it.
    ///
    /// # Errors
    /// Says in words why the file cannot be used.
    pub fn open(path: &Path) -> Result<Self, String> {
        let books = Books::open(path, Supplier::Callbacks, include_str!("schema.sql"))?;
        Ok(Self(Arc::new(books)))
    }

    /// The last `limit` attempts, newest last.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn read(&self, limit: usize) -> Result<Vec<Attempt>> {
        self.0.run(move |books| newest_last(books, limit)).await
    }

    /// Throws everything away.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn reset(&self) -> Result<()> {
        self.0.run(|books| Ok(books.execute("DELETE FROM attempts", []).map(drop)?)).await
    }

    async fn write(&self, attempt: Attempt) -> Result<()> {
        self.0.run(move |books| insert(books, &attempt)).await
    }
}

impl RecordingCaller {
    /// Stands before `inner`.
    pub fn new(inner: Arc<dyn CallerBack>, book: CallbackBook) -> Self {
        Self { inner, book }
    }
}

#[async_trait]
impl CallerBack for RecordingCaller {
    async fn call(&self, callback: &Callback) -> Result<u16> {
        let called = self.inner.call(callback).await;
        let Callback { at, url, headers, body, .. } = callback.clone();
        let status = called.as_ref().ok().copied();
        let written = self.book.write(Attempt { at, url, headers, body, status }).await;
        if let Err(error) = written {
            tracing::error!(?error, "an attempt to call back was not written down");
        }
        called
    }
}

fn insert(books: &Connection, attempt: &Attempt) -> Answer<()> {
    let Attempt { at, url, headers, body, status } = attempt;
    let headers = serde_json::to_string(headers).unwrap_or_default();
    let mut insert = books.prepare_cached(
        "INSERT INTO attempts (at, url, headers, body, status) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    insert.execute(params![at.unix(), url, headers, body, status])?;
    Ok(())
}

fn newest_last(books: &Connection, limit: usize) -> Answer<Vec<Attempt>> {
    let limit = i64::try_from(limit.min(MOST_ATTEMPTS)).unwrap_or(i64::MAX);
    let mut select = books.prepare_cached(
        "SELECT at, url, headers, body, status FROM attempts ORDER BY position DESC LIMIT ?1",
    )?;
    let newest_first = select.query_map([limit], attempt)?;
    let mut attempts: Vec<Attempt> = newest_first.collect::<rusqlite::Result<_>>()?;
    attempts.reverse();
    Ok(attempts)
}

fn attempt(row: &Row<'_>) -> rusqlite::Result<Attempt> {
    let headers: String = row.get(2)?;
    Ok(Attempt {
        at: Timestamp::from_unix(row.get(0)?),
        url: row.get(1)?,
        headers: serde_json::from_str(&headers).unwrap_or_default(),
        body: row.get(3)?,
        status: row.get(4)?,
    })
}
