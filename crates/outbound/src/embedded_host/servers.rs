//! Servers, set up, blocked and removed: one for each reference.

use std::net::IpAddr;

use app::ports::server_host::{NewServer, ServerReport};
use model::secret::Secret;
use model::server::{Power, TaskKind};
use model::time::Timestamp;
use rusqlite::{Connection, params};

use super::rows::{self, Row, Task};
use super::{addresses, condition, refused, tasks};
use crate::books::Answer;
use crate::passwords::Sealed;

/// One look shows this many servers at most.
const MOST_SERVERS: usize = 10_000;
/// Clusters are numbered from 1 to this.
const LAST_CLUSTER: u32 = 16;

/// A server as the host's own staff sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostedServer {
    /// The customer's reference.
    pub reference: String,
    /// The size of it.
    pub plan: String,
    /// The cluster it stands in.
    pub cluster: u32,
    /// Its name.
    pub name: String,
    /// Its address, set up or not.
    pub address: IpAddr,
    /// What it is run with.
    pub panel: Option<String>,
    /// When it was ordered.
    pub created: Timestamp,
    /// What the customer is told of it.
    pub report: ServerReport,
}

/// Begins to set a server up, unless it is there.
pub(super) fn create(
    books: &Connection,
    order: &NewServer,
    now: Timestamp,
) -> Answer<ServerReport> {
    if let Some(server) = rows::find(books, &order.reference)? {
        return Ok(server.report(now));
    }
    judge(books, order)?;
    let position = insert(books, order, now)?;
    let task = Task {
        reference: order.task.clone(),
        kind: TaskKind::SetUp,
        ends: now + condition::duration(TaskKind::SetUp),
        image: Some(order.image.clone()),
        panel: order.panel.clone(),
        password: Some(Sealed::of(books, &order.password)?),
        failure: tasks::failure(&order.image),
        settled: false,
    };
    rows::add_task(books, position, &task)?;
    Ok(rows::known(books, &order.reference)?.report(now))
}

/// What the host does not set up.
fn judge(books: &Connection, order: &NewServer) -> Answer<()> {
    if order.reference.is_empty() || order.task.is_empty() {
        return refused("a server and its task need references");
    }
    if books
        .prepare_cached("SELECT 1 FROM gone WHERE reference = ?1")?
        .exists([&order.reference])?
    {
        return refused("the server was removed, and its reference is used up");
    }
    if rows::server_of_task(books, &order.task)?.is_some() {
        return refused("the reference of the task was used for another server");
    }
    if order.plan.trim().is_empty() || order.name.trim().is_empty() {
        return refused("a server needs a plan and a name");
    }
    if order.cluster == 0 || order.cluster > LAST_CLUSTER {
        return refused("there is no such cluster");
    }
    tasks::judge_image(&order.image)?;
    tasks::judge_password(&order.password)
}

/// The address follows from the place in the books, which no other server ever has.
fn insert(books: &Connection, order: &NewServer, now: Timestamp) -> Answer<i64> {
    let mut insert = books.prepare_cached(
        "INSERT INTO servers \
         (reference, plan, cluster, name, address, created, set_up, power, blocked, image, panel, \
          salt, digest) \
         VALUES (?1, ?2, ?3, ?4, ?1, ?5, FALSE, ?6, FALSE, ?7, ?8, x'', x'')",
    )?;
    let NewServer { reference, plan, cluster, name, image, panel, .. } = order;
    let power = Power::Off.word();
    let values = params![reference, plan, cluster, name, now.unix(), power, image, panel];
    let position = insert.insert(values)?;
    let Some(address) = addresses::of_server(position) else {
        return refused("there is no free address");
    };
    let mut update = books.prepare_cached("UPDATE servers SET address = ?2 WHERE position = ?1")?;
    update.execute((position, address.to_string()))?;
    Ok(position)
}

/// Gives the administrator another password at once.
pub(super) fn set_password(
    books: &Connection,
    reference: &str,
    password: &Secret<String>,
    now: Timestamp,
) -> Answer<()> {
    let mut server = rows::known(books, reference)?;
    server.must_be_idle(now)?;
    tasks::judge_password(password)?;
    rows::settle(books, &mut server, now)?;
    let password = Sealed::of(books, password)?;
    rows::write(books, server.position, &condition::Condition { password, ..server.written })
}

/// Stops a server and keeps it stopped. A task that is under way comes to its end.
pub(super) fn block(books: &Connection, reference: &str, now: Timestamp) -> Answer<()> {
    set_blocked(books, reference, true, now)
}

/// Lets a server run again: it is switched on, and boots from its own disk.
pub(super) fn unblock(books: &Connection, reference: &str, now: Timestamp) -> Answer<()> {
    set_blocked(books, reference, false, now)
}

fn set_blocked(books: &Connection, reference: &str, blocked: bool, now: Timestamp) -> Answer<()> {
    let mut server = rows::known(books, reference)?;
    if server.blocked == blocked {
        return Ok(());
    }
    rows::settle(books, &mut server, now)?;
    let mut update = books.prepare_cached(
        "UPDATE servers SET blocked = ?2, console_ends = NULL WHERE position = ?1",
    )?;
    update.execute((server.position, blocked))?;
    let power = if server.written.set_up && !blocked { Power::On } else { Power::Off };
    let condition = condition::Condition { power, live: None, ..server.written };
    rows::write(books, server.position, &condition)
}

/// Removes a server and remembers only its reference. Where there is none, nothing is done.
pub(super) fn delete(books: &Connection, reference: &str) -> Answer<()> {
    let mut delete = books.prepare_cached("DELETE FROM servers WHERE reference = ?1")?;
    if delete.execute([reference])? > 0 {
        books.prepare_cached("INSERT INTO gone (reference) VALUES (?1)")?.execute([reference])?;
    }
    Ok(())
}

/// Whether a password opens a server that runs.
pub(super) fn lets_in(
    books: &Connection,
    reference: &str,
    password: &str,
    now: Timestamp,
) -> Answer<bool> {
    let Some(server) = rows::find(books, reference)? else { return Ok(false) };
    let condition = server.condition(now);
    let runs = condition.set_up && condition.power == Power::On && !server.blocked;
    Ok(runs && condition.password.opens_with(password))
}

/// All servers, oldest first.
pub(super) fn oldest(books: &Connection, now: Timestamp) -> Answer<Vec<HostedServer>> {
    let limit = i64::try_from(MOST_SERVERS).unwrap_or(i64::MAX);
    let mut select =
        books.prepare_cached("SELECT reference FROM servers ORDER BY position LIMIT ?1")?;
    let references = select.query_map([limit], |row| row.get(0))?;
    let references: Vec<String> = references.collect::<rusqlite::Result<_>>()?;
    let server = |reference: &String| Ok(rows::known(books, reference)?.seen(now));
    references.iter().map(server).collect()
}

/// Throws everything away.
pub(super) fn empty(books: &Connection) -> Answer<()> {
    let tables = "DELETE FROM tasks; DELETE FROM servers; DELETE FROM gone; \
                  DELETE FROM sqlite_sequence;";
    Ok(books.execute_batch(tables)?)
}

impl Row {
    /// Refuses what cannot be done on a server that is not set up, kept stopped, or worked on.
    pub(super) fn must_be_idle(&self, now: Timestamp) -> Answer<()> {
        if self.is_busy(now) {
            return refused("another task is under way");
        }
        if !self.condition(now).set_up {
            return refused("the server is not set up");
        }
        if self.blocked {
            return refused("the server is blocked");
        }
        Ok(())
    }

    fn seen(self, now: Timestamp) -> HostedServer {
        let (report, panel) = (self.report(now), self.condition(now).panel);
        let Self { reference, plan, cluster, name, address, created, .. } = self;
        HostedServer { reference, plan, cluster, name, address, panel, created, report }
    }
}
