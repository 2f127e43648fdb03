//! Servers as they are written: what was settled, and the last task.

use std::net::IpAddr;

use model::Error;
use model::error::Noun;
use model::server::{Power, TaskKind};
use model::time::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::condition::Condition;
use crate::books::Answer;
use crate::passwords::Sealed;

/// A server as it is written.
pub(super) struct Row {
    /// Its place in the books.
    pub position: i64,
    /// The customer's reference.
    pub reference: String,
    /// What the host calls its size.
    pub plan: String,
    /// Where it stands.
    pub cluster: u32,
    /// Its name.
    pub name: String,
    /// Its address, which it has from the beginning and which is told when it is set up.
    pub address: IpAddr,
    /// When it was ordered.
    pub created: Timestamp,
    /// Whether it is kept stopped.
    pub blocked: bool,
    /// What was written down of it; the last task may have changed it since.
    pub written: Condition,
    /// What was asked for last.
    pub task: Option<Task>,
}

/// A task as it is written.
#[derive(Debug, Clone)]
pub(super) struct Task {
    /// The customer's reference.
    pub reference: String,
    /// What is done.
    pub kind: TaskKind,
    /// When it is over.
    pub ends: Timestamp,
    /// What is installed or booted.
    pub image: Option<String>,
    /// What it is run with afterwards.
    pub panel: Option<String>,
    /// The administrator's password afterwards.
    pub password: Option<Sealed>,
    /// Why it fails, where it does.
    pub failure: Option<String>,
    /// Whether what it changed was written down.
    pub settled: bool,
}

/// A server that is there.
pub(super) fn known(books: &Connection, reference: &str) -> Answer<Row> {
    Ok(find(books, reference)?.ok_or(Error::NotFound(Noun::Server))?)
}

/// A server, if it is there.
pub(super) fn find(books: &Connection, reference: &str) -> Answer<Option<Row>> {
    let mut select = books.prepare_cached(
        "SELECT position, reference, plan, cluster, name, address, created, blocked, \
         set_up, power, image, panel, live, salt, digest FROM servers WHERE reference = ?1",
    )?;
    let Some(mut row) = select.query_row([reference], server).optional()? else {
        return Ok(None);
    };
    row.task = last_task(books, row.position)?;
    Ok(Some(row))
}

/// Writes down what a server is like.
pub(super) fn write(books: &Connection, position: i64, condition: &Condition) -> Answer<()> {
    let mut update = books.prepare_cached(
        "UPDATE servers SET set_up = ?2, power = ?3, image = ?4, panel = ?5, live = ?6, \
         salt = ?7, digest = ?8 WHERE position = ?1",
    )?;
    let Condition { set_up, power, image, panel, live, password } = condition;
    let Sealed { salt, digest } = password;
    update.execute(params![position, set_up, power.word(), image, panel, live, salt, digest])?;
    Ok(())
}

/// Writes down what the last task changed, when it is over. What follows may change it further.
pub(super) fn settle(books: &Connection, row: &mut Row, now: Timestamp) -> Answer<()> {
    let condition = row.condition(now);
    let Some(task) = row.task.as_mut().filter(|task| !task.settled && task.is_over(now)) else {
        return Ok(());
    };
    task.settled = true;
    let mut update =
        books.prepare_cached("UPDATE tasks SET settled = TRUE WHERE reference = ?1")?;
    update.execute([&task.reference])?;
    write(books, row.position, &condition)?;
    row.written = condition;
    Ok(())
}

/// Adds a task to a server.
pub(super) fn add_task(books: &Connection, server: i64, task: &Task) -> Answer<()> {
    let mut insert = books.prepare_cached(
        "INSERT INTO tasks \
         (reference, server, kind, ends, image, panel, salt, digest, failure, settled) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    let Task { reference, kind, ends, image, panel, password, failure, settled } = task;
    let (salt, digest) = match password {
        Some(Sealed { salt, digest }) => (Some(salt), Some(digest)),
        None => (None, None),
    };
    insert.execute(params![
        reference,
        server,
        kind.word(),
        ends.unix(),
        image,
        panel,
        salt,
        digest,
        failure,
        settled
    ])?;
    Ok(())
}

/// The server that a task was asked for, if there is such a task.
pub(super) fn server_of_task(books: &Connection, reference: &str) -> Answer<Option<i64>> {
    let mut select = books.prepare_cached("SELECT server FROM tasks WHERE reference = ?1")?;
    Ok(select.query_row([reference], |row| row.get(0)).optional()?)
}

fn last_task(books: &Connection, server: i64) -> Answer<Option<Task>> {
    let mut select = books.prepare_cached(
        "SELECT reference, kind, ends, image, panel, salt, digest, failure, settled FROM tasks \
         WHERE server = ?1 ORDER BY position DESC LIMIT 1",
    )?;
    Ok(select.query_row([server], task).optional()?)
}

fn server(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let (address, power): (String, String) = (row.get(5)?, row.get(9)?);
    Ok(Row {
        position: row.get(0)?,
        reference: row.get(1)?,
        plan: row.get(2)?,
        cluster: row.get(3)?,
        name: row.get(4)?,
        address: address.parse().map_err(|_| strange(5))?,
        created: Timestamp::from_unix(row.get(6)?),
        blocked: row.get(7)?,
        written: Condition {
            set_up: row.get(8)?,
            power: Power::from_word(&power).ok_or_else(|| strange(9))?,
            image: row.get(10)?,
            panel: row.get(11)?,
            live: row.get(12)?,
            password: Sealed { salt: row.get(13)?, digest: row.get(14)? },
        },
        task: None,
    })
}

fn task(row: &rusqlite::Row<'_>) -> rusqlite::Result<Task> {
    let kind: String = row.get(1)?;
    let (salt, digest): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(5)?, row.get(6)?);
    Ok(Task {
        reference: row.get(0)?,
        kind: TaskKind::from_word(&kind).ok_or_else(|| strange(1))?,
        ends: Timestamp::from_unix(row.get(2)?),
        image: row.get(3)?,
        panel: row.get(4)?,
        password: salt.zip(digest).map(|(salt, digest)| Sealed { salt, digest }),
        failure: row.get(7)?,
        settled: row.get(8)?,
    })
}

/// A column holds what was never written there.
fn strange(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, "an unknown word".into())
}
