//! The books of a small supplier: one SQLite file of its own, apart from the platform's.
//!
//! They stand for a foreign party's and are kept in WAL mode with `synchronous=NORMAL`: when the
//! process is killed nothing that was answered is lost, when the machine loses power the last
//! answers may be.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use model::error::Supplier;
use model::{Error, Result};
use rusqlite::{Connection, TransactionBehavior};

/// What `PRAGMA user_version` says of books of this shape.
const VERSION: i64 = 1;

/// The file, and whose it is.
pub(crate) struct Books {
    supplier: Supplier,
    connection: Arc<Mutex<Connection>>,
}

/// What a look into the books returns.
pub(crate) type Answer<T> = Result<T, Trouble>;

/// Why something was not done.
pub(crate) enum Trouble {
    /// The supplier's own no.
    Refusal(Error),
    /// Its books cannot be read or written.
    Storage(rusqlite::Error),
}

impl From<Error> for Trouble {
    fn from(refusal: Error) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(fault: rusqlite::Error) -> Self {
        Self::Storage(fault)
    }
}

impl Books {
    /// Opens the file at `path`, or starts it with `schema`.
    pub fn open(path: &Path, supplier: Supplier, schema: &str) -> Result<Self, String> {
        let words = |why: rusqlite::Error| format!("{}: {why}", path.display());
        let mut connection = Connection::open(path).map_err(words)?;
        prepare(&connection).map_err(words)?;
        match version(&connection).map_err(words)? {
            0 => start(&mut connection, schema).map_err(words)?,
            VERSION => {}
            other => {
                return Err(format!("{}: written by another version ({other})", path.display()));
            }
        }
        Ok(Self { supplier, connection: Arc::new(Mutex::new(connection)) })
    }

    /// Does `work` as a whole or not at all, on a thread that may block. Broken books look to a
    /// caller like a supplier that is down.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Answer<T> + Send + 'static,
    ) -> Result<T> {
        let (shared, supplier) = (Arc::clone(&self.connection), self.supplier);
        let done = tokio::task::spawn_blocking(move || {
            let mut connection = shared.lock().unwrap_or_else(PoisonError::into_inner);
            within(&mut connection, supplier, work)
        });
        done.await.unwrap_or(Err(Error::OutcomeUnknown(supplier)))
    }
}

/// Nobody knows whether a commit that failed was written.
fn within<T>(
    connection: &mut Connection,
    supplier: Supplier,
    work: impl FnOnce(&Connection) -> Answer<T>,
) -> Result<T> {
    let down = |fault: rusqlite::Error| {
        tracing::error!(%fault, %supplier, "the books of a supplier failed");
        Error::Unavailable(supplier)
    };
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(down)?;
    let answer = work(&transaction).map_err(|trouble| match trouble {
        Trouble::Refusal(refusal) => refusal,
        Trouble::Storage(fault) => down(fault),
    })?;
    transaction.commit().map_err(|fault| {
        tracing::error!(%fault, %supplier, "the books of a supplier were not written");
        Error::OutcomeUnknown(supplier)
    })?;
    Ok(answer)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn start(connection: &mut Connection, schema: &str) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(schema)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}
