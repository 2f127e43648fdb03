//! One connection during one transaction. Writes whose result nobody needs travel together with the
//! next statement that needs an answer.

use std::error::Error as _;

use bytes::BytesMut;
use deadpool_postgres::Object;
use futures_util::future::try_join_all;
use model::{Error, Result};
use tokio::runtime::Handle;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::tx::Value;

/// A connection during a transaction.
pub(crate) struct Session {
    client: Object,
    runtime: Handle,
    waiting: Vec<(String, Vec<Owned>)>,
    writes: bool,
    retry: bool,
}

/// A value that outlives the call that bound it.
#[derive(Debug)]
enum Owned {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl From<&Value<'_>> for Owned {
    fn from(value: &Value<'_>) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Int(number) => Self::Int(*number),
            Value::Text(text) => Self::Text((*text).to_owned()),
            Value::Bytes(bytes) => Self::Bytes(bytes.to_vec()),
        }
    }
}

impl ToSql for Owned {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            // A literal beside the placeholder makes PostgreSQL take it for the shorter integer.
            Self::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl Session {
    pub(crate) const fn new(client: Object, runtime: Handle, writes: bool) -> Self {
        Self { client, runtime, waiting: Vec::new(), writes, retry: false }
    }

    /// Whether the transaction may change anything.
    pub(crate) const fn writes(&self) -> bool {
        self.writes
    }

    /// Whether the server asked for the transaction to be tried again.
    pub(crate) const fn wants_retry(&self) -> bool {
        self.retry
    }

    /// Runs `work` between `begin` and a commit, or a rollback where it refuses.
    pub(crate) fn transaction<T>(
        &mut self,
        begin: &str,
        work: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        self.write(begin, &[])?;
        let result = work(self).and_then(|value| {
            self.query("COMMIT", &[])?;
            Ok(value)
        });
        if result.is_err() {
            self.waiting.clear();
            let rollback = self.runtime.block_on(self.client.batch_execute("ROLLBACK"));
            rollback.map_err(Error::internal)?;
        }
        result
    }

    pub(crate) fn write(&mut self, sql: &str, values: &[Value<'_>]) -> Result<()> {
        self.waiting.push((numbered(sql), values.iter().map(Owned::from).collect()));
        Ok(())
    }

    pub(crate) fn run(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64> {
        self.flush()?;
        let values: Vec<Owned> = values.iter().map(Owned::from).collect();
        let client = &self.client;
        let changed = self.runtime.block_on(async {
            let statement = client.prepare_cached(&numbered(sql)).await?;
            client.execute(&statement, &references(&values)).await
        });
        changed.map_err(|error| self.failed(&error))
    }

    pub(crate) fn query(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
    ) -> Result<Vec<tokio_postgres::Row>> {
        self.write(sql, values)?;
        self.flush().map(|mut answers| answers.pop().unwrap_or_default())
    }

    /// Sends everything that waits in one go; the answers stand in its order.
    fn flush(&mut self) -> Result<Vec<Vec<tokio_postgres::Row>>> {
        let waiting = std::mem::take(&mut self.waiting);
        let client = &self.client;
        let answers = self.runtime.block_on(async {
            let mut prepared = Vec::with_capacity(waiting.len());
            for (sql, values) in &waiting {
                prepared.push((client.prepare_cached(sql).await?, references(values)));
            }
            try_join_all(prepared.iter().map(|(statement, values)| client.query(statement, values)))
                .await
        });
        answers.map_err(|error| self.failed(&error))
    }

    fn failed(&mut self, error: &tokio_postgres::Error) -> Error {
        let code = error.code();
        self.retry |= code == Some(&SqlState::T_R_SERIALIZATION_FAILURE)
            || code == Some(&SqlState::T_R_DEADLOCK_DETECTED)
            || code == Some(&SqlState::UNIQUE_VIOLATION);
        let source = error.source().map(ToString::to_string).unwrap_or_default();
        Error::internal(format!("{error}: {source}"))
    }
}

fn references(values: &[Owned]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// `?1` as PostgreSQL writes it: `$1`.
fn numbered(sql: &str) -> String {
    sql.replace('?', "$")
}
