//! Single statements on a SQLite connection, prepared once each.

use model::{Error, Result};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection};

use crate::tx::{Row, Value};

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn prepare<'c>(
    connection: &'c Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<CachedStatement<'c>> {
    let mut statement = connection.prepare_cached(sql).map_err(Error::internal)?;
    for (place, value) in (1usize..).zip(values) {
        statement.raw_bind_parameter(place, value).map_err(Error::internal)?;
    }
    Ok(statement)
}

pub(crate) fn run(connection: &Connection, sql: &str, values: &[Value<'_>]) -> Result<u64> {
    let changed = prepare(connection, sql, values)?.raw_execute().map_err(Error::internal)?;
    Ok(changed as u64)
}

pub(crate) fn all<T>(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
    read: &mut dyn FnMut(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = prepare(connection, sql, values)?;
    let mut rows = statement.raw_query();
    let mut list = Vec::new();
    while let Some(row) = rows.next().map_err(Error::internal)? {
        list.push(read(&Row::Sqlite(row))?);
    }
    Ok(list)
}

pub(crate) fn first<T>(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
    read: impl FnOnce(&Row<'_>) -> Result<T>,
) -> Result<Option<T>> {
    let mut statement = prepare(connection, sql, values)?;
    let mut rows = statement.raw_query();
    let Some(row) = rows.next().map_err(Error::internal)? else { return Ok(None) };
    let value = read(&Row::Sqlite(row))?;
    // An insert only happens when its statement runs to the end.
    while rows.next().map_err(Error::internal)?.is_some() {}
    Ok(Some(value))
}
