//! The accounts of the panel: one row for each reference, its resources in rows of their own.

use std::collections::BTreeMap;

use app::ports::provisioner::{Change, Instance, NewInstance, Standing};
use model::Error;
use model::error::Noun;
use model::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{refused, usernames};
use crate::books::Answer;
use crate::passwords::Sealed;

/// One look shows this many accounts at most.
const MOST_ACCOUNTS: usize = 10_000;

/// An account as the panel's own staff sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostingAccount {
    /// The customer's reference.
    pub reference: String,
    /// What the customer is told of it.
    pub instance: Instance,
    /// The name it is for.
    pub domain: Option<String>,
    /// Mail address of whoever it is for.
    pub email: String,
    /// When it was made.
    pub created: Timestamp,
}

/// Makes an account, unless it is there.
pub(super) fn create(books: &Connection, order: &NewInstance, now: Timestamp) -> Answer<Instance> {
    if let Some(account) = find(books, &order.reference)? {
        return Ok(account.instance);
    }
    judge(books, order)?;
    let username = usernames::free(books, order)?;
    let Sealed { salt, digest } = Sealed::of(books, &order.password)?;
    let mut insert = books.prepare_cached(
        "INSERT INTO accounts \
         (reference, username, domain, email, plan, suspended, salt, digest, created) \
         VALUES (?1, ?2, ?3, ?4, ?5, FALSE, ?6, ?7, ?8)",
    )?;
    let NewInstance { reference, domain, email, plan, .. } = order;
    let position = insert.insert(params![
        reference,
        username,
        domain,
        email,
        plan,
        salt,
        digest,
        now.unix()
    ])?;
    add_resources(books, position, &order.resources)?;
    Ok(known(books, reference)?.instance)
}

/// What the panel does not make.
fn judge(books: &Connection, order: &NewInstance) -> Answer<()> {
    if order.reference.is_empty() {
        return refused("an account needs a reference");
    }
    if is_gone(books, &order.reference)? {
        return refused("the account was removed, and its reference is used up");
    }
    if order.password.reveal().is_empty() {
        return refused("an account needs a password");
    }
    judge_plan(&order.plan)
}

fn judge_plan(plan: &str) -> Answer<()> {
    if plan.trim().is_empty() { refused("there is no plan without a name") } else { Ok(()) }
}

/// Whether a password opens an account that runs.
pub(super) fn opens(books: &Connection, username: &str, password: &str) -> Answer<bool> {
    let mut select = books.prepare_cached(
        "SELECT salt, digest FROM accounts WHERE username = ?1 AND NOT suspended",
    )?;
    let sealed = |row: &Row<'_>| Ok(Sealed { salt: row.get(0)?, digest: row.get(1)? });
    let kept = select.query_row([username], sealed).optional()?;
    Ok(kept.is_some_and(|kept| kept.opens_with(password)))
}

/// An account that is there.
pub(super) fn known(books: &Connection, reference: &str) -> Answer<HostingAccount> {
    Ok(find(books, reference)?.ok_or(Error::NotFound(Noun::Subscription))?)
}

/// Gives an account another plan, and other resources in the place of all that it had.
pub(super) fn change(books: &Connection, reference: &str, change: &Change) -> Answer<()> {
    judge_plan(&change.plan)?;
    let mut update = books
        .prepare_cached("UPDATE accounts SET plan = ?2 WHERE reference = ?1 RETURNING position")?;
    let position = update.query_row((reference, &change.plan), |row| row.get(0)).optional()?;
    let position: i64 = position.ok_or(Error::NotFound(Noun::Subscription))?;
    books.prepare_cached("DELETE FROM resources WHERE account = ?1")?.execute([position])?;
    add_resources(books, position, &change.resources)
}

/// Stops an account or lets it run.
pub(super) fn set_suspended(books: &Connection, reference: &str, suspended: bool) -> Answer<()> {
    let mut update =
        books.prepare_cached("UPDATE accounts SET suspended = ?2 WHERE reference = ?1")?;
    if update.execute((reference, suspended))? == 0 {
        return Err(Error::NotFound(Noun::Subscription).into());
    }
    Ok(())
}

/// Removes an account and remembers only its reference. Where there is none, nothing is done.
pub(super) fn delete(books: &Connection, reference: &str) -> Answer<()> {
    let mut delete = books.prepare_cached("DELETE FROM accounts WHERE reference = ?1")?;
    if delete.execute([reference])? > 0 {
        books.prepare_cached("INSERT INTO gone (reference) VALUES (?1)")?.execute([reference])?;
    }
    Ok(())
}

/// All accounts, oldest first.
pub(super) fn oldest(books: &Connection) -> Answer<Vec<HostingAccount>> {
    let limit = i64::try_from(MOST_ACCOUNTS).unwrap_or(i64::MAX);
    let mut select =
        books.prepare_cached("SELECT reference FROM accounts ORDER BY position LIMIT ?1")?;
    let references = select.query_map([limit], |row| row.get(0))?;
    let references: Vec<String> = references.collect::<rusqlite::Result<_>>()?;
    references.iter().map(|reference| known(books, reference)).collect()
}

/// Throws everything away.
pub(super) fn empty(books: &Connection) -> Answer<()> {
    let tables = "DELETE FROM resources; DELETE FROM accounts; DELETE FROM gone; \
                  DELETE FROM beginnings;";
    Ok(books.execute_batch(tables)?)
}

fn find(books: &Connection, reference: &str) -> Answer<Option<HostingAccount>> {
    let mut select = books.prepare_cached(
        "SELECT position, reference, username, domain, email, plan, suspended, created \
         FROM accounts WHERE reference = ?1",
    )?;
    let found = select.query_row([reference], account).optional()?;
    let Some((position, mut account)) = found else {
        return Ok(None);
    };
    account.instance.resources = resources(books, position)?;
    Ok(Some(account))
}

fn account(row: &Row<'_>) -> rusqlite::Result<(i64, HostingAccount)> {
    let suspended: bool = row.get(6)?;
    let instance = Instance {
        username: row.get(2)?,
        standing: if suspended { Standing::Suspended } else { Standing::Running },
        plan: row.get(5)?,
        resources: BTreeMap::new(),
    };
    let account = HostingAccount {
        reference: row.get(1)?,
        instance,
        domain: row.get(3)?,
        email: row.get(4)?,
        created: Timestamp::from_unix(row.get(7)?),
    };
    Ok((row.get(0)?, account))
}

fn is_gone(books: &Connection, reference: &str) -> Answer<bool> {
    let mut select = books.prepare_cached("SELECT 1 FROM gone WHERE reference = ?1")?;
    Ok(select.exists([reference])?)
}

fn resources(books: &Connection, account: i64) -> Answer<BTreeMap<String, String>> {
    let mut select =
        books.prepare_cached("SELECT name, value FROM resources WHERE account = ?1")?;
    let resources = select.query_map([account], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(resources.collect::<rusqlite::Result<_>>()?)
}

fn add_resources(
    books: &Connection,
    account: i64,
    resources: &BTreeMap<String, String>,
) -> Answer<()> {
    let mut insert =
        books.prepare_cached("INSERT INTO resources (account, name, value) VALUES (?1, ?2, ?3)")?;
    for (name, value) in resources {
        insert.execute((account, name, value))?;
    }
    Ok(())
}
