//! The registry's books: one SQLite file of its own, apart from the platform's.
//!
//! They stand for a foreign party's and are kept in WAL mode with `synchronous=NORMAL`: when the
//! process is killed nothing that was answered is lost, when the machine loses power the last
//! answers may be. The platform's own books are kept more strictly.

/// Contacts.
mod contacts;
/// What was said of names besides.
mod extras;
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
const VERSION: i64 = 3;

/// What makes books of version 1 ones of version 2.
const FROM_VERSION_1: &str = "ALTER TABLE domains ADD COLUMN privacy INTEGER NOT NULL DEFAULT 0";

/// What starts books of version 2.
const VERSION_2: &str = include_str!("schema.sql");

/// What makes books of version 2 ones of version 3.
const FROM_VERSION_2: &str = include_str!("extras.sql");

/// How many prepared statements a connection keeps; more than the registry has.
const MOST_STATEMENTS: usize = 64;

/// Opens the books to write, and starts them where there are none.
fn open_to_write(path: &Path) -> Result<Connection, String> {
    let words = |why: rusqlite::Error| format!("{}: {why}", path.display());
    let mut connection = Connection::open(path).map_err(words)?;
    prepare(&connection).map_err(words)?;
    match version(&connection).map_err(words)? {
        0 => write(&mut connection, &[VERSION_2, FROM_VERSION_2]).map_err(words)?,
        1 => write(&mut connection, &[FROM_VERSION_1, FROM_VERSION_2]).map_err(words)?,
        2 => write(&mut connection, &[FROM_VERSION_2]).map_err(words)?,
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

fn write(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    steps.iter().try_for_each(|step| transaction.execute_batch(step))?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_books_are_carried_on() {
        let privacy = ",\n    privacy     INTEGER NOT NULL DEFAULT 0";
        for (number, schema, more) in
            [(1, VERSION_2.replace(privacy, ""), ""), (2, VERSION_2.to_owned(), ", 0")]
        {
            let folder = format!("registry-books-{number}-{}", std::process::id());
            let folder = std::env::temp_dir().join(folder);
            std::fs::create_dir_all(&folder).expect("a folder can be made");
            let path = folder.join("old.sqlite");
            let older = Connection::open(&path).expect("a file can be made");
            older.execute_batch(&schema).expect("the older schema is one");
            older.pragma_update(None, "user_version", number).expect("it has a version");
            let row = format!(
                "INSERT INTO domains VALUES (7, 'shoes.com', 'com', 1, 0, 0, 9, NULL, NULL, NULL,
                     0, 0, 'code', 'a', 'a', 'a', 'a', ''{more})"
            );
            older.execute_batch(&row).expect("an older row fits");
            drop(older);
            let opened = open_to_write(&path).expect("older books can be opened");
            let kept: (i64, bool, i64) = opened
                .query_row(
                    "SELECT id, privacy, (SELECT count(*) FROM extras) FROM domains",
                    [],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
                .expect("the row is there");
            assert_eq!((kept, version(&opened)), ((7, false, 0), Ok(VERSION)));
            drop(std::fs::remove_dir_all(folder));
        }
    }
}
