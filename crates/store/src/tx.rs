//! One transaction, on either engine: a few ways to run a statement, and rows to read.
//!
//! Statements are written once, with `?1` placeholders. Text, integers and bytes are all there is.

use std::panic::{AssertUnwindSafe, catch_unwind};

use model::{Error, Result};

/// A value bound to a placeholder.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// NULL.
    Null,
    /// An integer: ids, unix seconds, minor units, truth values.
    Int(i64),
    /// A text.
    Text(&'a str),
    /// Binary data.
    Bytes(&'a [u8]),
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Int(i64::from(value))
    }
}
impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}
impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}
impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(value)
    }
}
impl<'a> From<&'a Vec<u8>> for Value<'a> {
    fn from(value: &'a Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}
impl From<model::time::Timestamp> for Value<'_> {
    fn from(value: model::time::Timestamp) -> Self {
        Self::Int(value.unix())
    }
}
impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row of an answer.
pub enum Row<'a> {
    /// From SQLite.
    Sqlite(&'a rusqlite::Row<'a>),
    /// From PostgreSQL.
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    /// The integer in a column.
    ///
    /// # Errors
    /// When there is none; that is a fault of ours.
    pub fn int(&self, column: usize) -> Result<i64> {
        match self {
            Self::Sqlite(row) => row.get(column).map_err(Error::internal),
            Self::Postgres(row) => row.try_get(column).map_err(Error::internal),
        }
    }

    /// The integer in a column, if there is one.
    ///
    /// # Errors
    /// When it is something else; that is a fault of ours.
    pub fn maybe_int(&self, column: usize) -> Result<Option<i64>> {
        match self {
            Self::Sqlite(row) => row.get(column).map_err(Error::internal),
            Self::Postgres(row) => row.try_get(column).map_err(Error::internal),
        }
    }

    /// The text in a column.
    ///
    /// # Errors
    /// When there is none; that is a fault of ours.
    pub fn text(&self, column: usize) -> Result<String> {
        match self {
            Self::Sqlite(row) => row.get(column).map_err(Error::internal),
            Self::Postgres(row) => row.try_get(column).map_err(Error::internal),
        }
    }

    /// The text in a column, if there is one.
    ///
    /// # Errors
    /// When it is something else; that is a fault of ours.
    pub fn maybe_text(&self, column: usize) -> Result<Option<String>> {
        match self {
            Self::Sqlite(row) => row.get(column).map_err(Error::internal),
            Self::Postgres(row) => row.try_get(column).map_err(Error::internal),
        }
    }

    /// The bytes in a column, if there are any.
    ///
    /// # Errors
    /// When it is something else; that is a fault of ours.
    pub fn maybe_bytes(&self, column: usize) -> Result<Option<Vec<u8>>> {
        match self {
            Self::Sqlite(row) => row.get(column).map_err(Error::internal),
            Self::Postgres(row) => row.try_get(column).map_err(Error::internal),
        }
    }

    /// A truth value.
    ///
    /// # Errors
    /// When there is none; that is a fault of ours.
    pub fn truth(&self, column: usize) -> Result<bool> {
        Ok(self.int(column)? != 0)
    }

    /// An instant.
    ///
    /// # Errors
    /// When there is none; that is a fault of ours.
    pub fn instant(&self, column: usize) -> Result<model::time::Timestamp> {
        self.int(column).map(model::time::Timestamp::from_unix)
    }

    /// An instant, if there is one.
    ///
    /// # Errors
    /// When it is something else; that is a fault of ours.
    pub fn maybe_instant(&self, column: usize) -> Result<Option<model::time::Timestamp>> {
        Ok(self.maybe_int(column)?.map(model::time::Timestamp::from_unix))
    }
}

/// One transaction.
pub struct Tx<'a> {
    engine: Engine<'a>,
    failed: bool,
    /// Whether it changes what is served.
    changes_zones: bool,
}

pub(crate) enum Engine<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a mut crate::postgres::Session),
}

/// Runs `work` in a transaction that was begun and says whether it may be committed.
///
/// A panic is a refusal. So is a statement that failed, also where `work` kept that to itself:
/// PostgreSQL commits nothing after it.
pub(crate) fn judge<T>(
    engine: Engine<'_>,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T>,
) -> Result<T> {
    let mut tx = Tx { engine, failed: false, changes_zones: false };
    let value = catch_unwind(AssertUnwindSafe(|| work(&mut tx)))
        .unwrap_or_else(|_| Err(Error::internal("a transaction panicked")))?;
    if tx.failed {
        return Err(Error::internal("a transaction went on after a failed statement"));
    }
    Ok(value)
}

impl<'a> Tx<'a> {
    pub(crate) const fn is_postgres(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// What a statement ends with whose rows this transaction is going to change: others that would
    /// change them wait, and see them as they are then.
    pub(crate) const fn for_update(&self) -> &'static str {
        match &self.engine {
            Engine::Postgres(session) if session.writes() => "FOR UPDATE",
            Engine::Postgres(_) | Engine::Sqlite(_) => "",
        }
    }

    /// Whoever serves zones is told once this is committed.
    pub(crate) const fn changes_zones(&mut self) {
        self.changes_zones = true;
    }

    pub(crate) const fn has_changed_zones(&self) -> bool {
        self.changes_zones
    }

    fn attempt<T>(&mut self, statement: impl FnOnce(&mut Engine<'a>) -> Result<T>) -> Result<T> {
        statement(&mut self.engine).inspect_err(|_| self.failed = true)
    }

    /// Runs a statement and says how many rows it changed.
    ///
    /// # Errors
    /// When the database refuses it; that is a fault of ours.
    pub fn run(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64> {
        self.attempt(|engine| match engine {
            Engine::Sqlite(connection) => crate::sqlite::statement::run(connection, sql, values),
            Engine::Postgres(session) => session.run(sql, values),
        })
    }

    /// Runs a statement whose count nobody needs; on PostgreSQL it travels with the next one.
    ///
    /// # Errors
    /// When the database refuses it; that is a fault of ours.
    pub fn write(&mut self, sql: &str, values: &[Value<'_>]) -> Result<()> {
        self.attempt(|engine| match engine {
            Engine::Sqlite(connection) => {
                crate::sqlite::statement::run(connection, sql, values).map(drop)
            }
            Engine::Postgres(session) => session.write(sql, values),
        })
    }

    /// All rows of an answer.
    ///
    /// # Errors
    /// When the database refuses it, or `read` does.
    pub fn all<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.attempt(|engine| match engine {
            Engine::Sqlite(connection) => {
                crate::sqlite::statement::all(connection, sql, values, &mut read)
            }
            Engine::Postgres(session) => {
                let rows = session.query(sql, values)?;
                rows.iter().map(|row| read(&Row::Postgres(row))).collect()
            }
        })
    }

    /// The first row of an answer, if there is one.
    ///
    /// # Errors
    /// When the database refuses it, or `read` does.
    pub fn first<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.attempt(|engine| match engine {
            Engine::Sqlite(connection) => {
                crate::sqlite::statement::first(connection, sql, values, read)
            }
            Engine::Postgres(session) => {
                let rows = session.query(sql, values)?;
                rows.first().map(|row| read(&Row::Postgres(row))).transpose()
            }
        })
    }

    /// Inserts with `RETURNING id` and gives the id.
    ///
    /// # Errors
    /// When the database refuses it; that is a fault of ours.
    pub fn insert(&mut self, sql: &str, values: &[Value<'_>]) -> Result<i64> {
        self.first(sql, values, |row| row.int(0))?
            .ok_or_else(|| Error::internal("an insert returned no id"))
    }

    /// A number that an aggregate always answers with.
    ///
    /// # Errors
    /// When the database refuses it; that is a fault of ours.
    pub fn number(&mut self, sql: &str, values: &[Value<'_>]) -> Result<i64> {
        self.first(sql, values, |row| row.maybe_int(0)).map(|found| found.flatten().unwrap_or(0))
    }

    /// Makes concurrent transactions about the same account wait for each other. The single writer
    /// of SQLite needs no such lock.
    ///
    /// # Errors
    /// When the database refuses it; that is a fault of ours.
    pub fn lock_account(&mut self, account: model::account::AccountId) -> Result<()> {
        if !self.is_postgres() {
            return Ok(());
        }
        self.all("SELECT id FROM account WHERE id = ?1 FOR UPDATE", &[account.0.into()], |_| Ok(()))
            .map(drop)
    }
}
