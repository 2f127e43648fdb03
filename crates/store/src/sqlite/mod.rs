//! SQLite: one writer thread that commits the transactions of all waiting callers together, and
//! pooled readers that never wait for it (WAL).

pub(crate) mod statement;
mod writer;

use std::path::Path;
use std::sync::Mutex;

use model::{Error, Result};
use rusqlite::Connection;

use crate::tx::{Engine, Tx, judge};
use writer::Writer;

/// The embedded engine.
pub(crate) struct Sqlite {
    path: std::path::PathBuf,
    writer: Writer,
    readers: Mutex<Vec<Connection>>,
}

/// Statements kept prepared on each connection.
const PREPARED_STATEMENTS: usize = 256;

impl Sqlite {
    /// Opens or makes the file and brings its schema up to date.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let connection = connect(path)?;
        crate::migration::sqlite(&connection)?;
        let writer = Writer::start(connection)?;
        Ok(Self { path: path.to_owned(), writer, readers: Mutex::default() })
    }

    /// How many commits there were.
    pub(crate) fn commits(&self) -> u64 {
        self.writer.commits()
    }

    /// Runs `work` with the writer, in a transaction that is durable when this returns.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.writer.submit(work).await
    }

    /// Runs `work` on a reader, here and now, against one consistent picture of the data.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let idle = self.readers.lock().map_err(Error::internal)?.pop();
        let reader = idle.map_or_else(|| connect_reader(&self.path), Ok)?;
        statement::run(&reader, "BEGIN", &[])?;
        let result = judge(Engine::Sqlite(&reader), work);
        statement::run(&reader, "ROLLBACK", &[])?;
        self.readers.lock().map_err(Error::internal)?.push(reader);
        result
    }
}

fn connect_reader(path: &Path) -> Result<Connection> {
    let connection = connect(path)?;
    connection.execute_batch("PRAGMA query_only = ON").map_err(Error::internal)?;
    Ok(connection)
}

fn connect(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path).map_err(Error::internal)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    // Without this, statements near a partial index are planned anew at each binding.
    connection
        .set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(Error::internal)?;
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA busy_timeout = 10000;
             PRAGMA cache_size = -8192;
             PRAGMA temp_store = MEMORY;
             PRAGMA wal_autocheckpoint = 4000;",
        )
        .map_err(Error::internal)?;
    Ok(connection)
}
