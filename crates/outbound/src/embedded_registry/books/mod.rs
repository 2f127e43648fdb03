//! The registry's books: one SQLite file of its own, apart from the platform's.
//!
//! They stand for a foreign party's and are kept in WAL mode with `synchronous=NORMAL`: when the
//! process is killed nothing that was answered is lost, when the machine loses power the last
//! answers may be. The platform's own books are kept more strictly.

/// Contacts.
mod contacts;
/// What our registrar was not told yet.
mod messages;
/// Connections that only read.
mod readers;
/// Names and their moves.
mod rows;
/// The one connection that writes.
mod writer;

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

pub(super) use readers::Readers;
pub(super) use writer::{Ground, Writer};

/// What `PRAGMA user_version` says of books of this shape.
const VERSION: i64 = 1;

/// How many prepared statements a connection keeps; more than the registry has.
const MOST_STATEMENTS: usize = 64;

/// Opens the books to write, and starts them where there are none.
fn open_to_write(path: &Path) -> Result<Connection, String> {
    let words = |why: rusqlite::Error| format!("{}: {why}", path.display());
    let mut connection = Connection::open(path).map_err(words)?;
    prepare(&connection).map_err(words)?;
    match version(&connection).map_err(words)? {
        0 => start(&mut connection).map_err(words)?,
        VERSION => {}
        other => {
            return Err(format!("{}: written by another version ({other})", path.display()));
        }
    }
    Ok(connection)
}

fn open_to_read(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    keep_statements(&connection)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    keep_statements(connection)
}

/// Keeps prepared statements prepared.
///
/// Without the stability guarantee SQLite compiles a statement anew whenever a value is bound that
/// a partial index might depend on, which takes ten times as long as the look itself
/// (<https://www.sqlite.org/queryplanner-ng.html#qpstab>).
fn keep_statements(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(MOST_STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn start(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(include_str!("schema.sql"))?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}
