//! Operations and how far they got.

use model::account::{AccountId, MemberId};
use model::invoice::LineId;
use model::ledger::HoldId;
use model::operation::{OperationId, OperationState};
use model::time::Timestamp;
use model::{Error, Result};

use crate::scope::is_among;
use crate::tx::{Row, Tx, Value};
use crate::word;

/// Something that costs money, takes time or leaves the house.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its row.
    pub id: OperationId,
    /// What kind of thing.
    pub kind: String,
    /// For whom.
    pub account: AccountId,
    /// Who asked for it; none for the platform itself.
    pub member: Option<MemberId>,
    /// What it is about: a name, mostly.
    pub subject: String,
    /// How far it got.
    pub state: OperationState,
    /// The money set aside for it.
    pub hold: Option<HoldId>,
    /// What a repeated call under the same key must look like.
    pub fingerprint: Option<String>,
    /// What was asked, in the form of its verb.
    pub command: String,
    /// What came of it, in the form of its verb.
    pub outcome: Option<String>,
    /// How often a supplier was asked.
    pub attempt: i64,
    /// When it was begun.
    pub begun: Timestamp,
    /// The line of an invoice that pays for it.
    pub line: Option<LineId>,
}

/// A new operation.
pub struct NewOperation<'a> {
    /// What kind of thing.
    pub kind: &'a str,
    /// For whom.
    pub account: AccountId,
    /// Who asked for it.
    pub member: Option<MemberId>,
    /// What it is about.
    pub subject: &'a str,
    /// The money set aside for it.
    pub hold: Option<HoldId>,
    /// A key that the caller repeats when it repeats the call.
    pub client_key: Option<&'a str>,
    /// What a repeated call under the same key must look like.
    pub fingerprint: Option<&'a str>,
    /// What was asked, in the form of its verb.
    pub command: &'a str,
    /// The line of an invoice that pays for it.
    pub line: Option<LineId>,
}

pub(crate) const COLUMNS: &str = "id, kind, account, member, subject, state, hold, fingerprint, command, \
     outcome, attempt, begun, line";

pub(crate) fn read_operation(row: &Row<'_>) -> Result<Operation> {
    let state = row.text(5)?;
    Ok(Operation {
        id: OperationId(row.int(0)?),
        kind: row.text(1)?,
        account: AccountId(row.int(2)?),
        member: row.maybe_int(3)?.map(MemberId),
        subject: row.text(4)?,
        state: word(&state, OperationState::from_word(&state))?,
        hold: row.maybe_int(6)?.map(HoldId),
        fingerprint: row.maybe_text(7)?,
        command: row.text(8)?,
        outcome: row.maybe_text(9)?,
        attempt: row.int(10)?,
        begun: row.instant(11)?,
        line: row.maybe_int(12)?.map(LineId),
    })
}

impl Tx<'_> {
    /// Writes an operation down.
    ///
    /// # Errors
    /// When the database fails.
    pub fn begin_operation(
        &mut self,
        operation: &NewOperation<'_>,
        now: Timestamp,
    ) -> Result<OperationId> {
        self.insert(
            "INSERT INTO operation
                 (kind, account, member, subject, state, hold, client_key, fingerprint, command,
                  attempt, begun, updated, line)
             VALUES (?1, ?2, ?3, ?4, 'begun', ?5, ?6, ?7, ?8, 0, ?9, ?9, ?10) RETURNING id",
            &[
                operation.kind.into(),
                operation.account.0.into(),
                operation.member.map(|member| member.0).into(),
                operation.subject.into(),
                operation.hold.map(|hold| hold.0).into(),
                operation.client_key.into(),
                operation.fingerprint.into(),
                operation.command.into(),
                now.into(),
                operation.line.map(|line| line.0).into(),
            ],
        )
        .map(OperationId)
    }

    /// One operation.
    ///
    /// # Errors
    /// When there is none; ids come from rows that refer to it.
    pub fn operation(&mut self, id: OperationId) -> Result<Operation> {
        self.first(
            &format!("SELECT {COLUMNS} FROM operation WHERE id = ?1"),
            &[id.0.into()],
            read_operation,
        )?
        .ok_or_else(|| Error::internal(format!("operation {} is missing", id.0)))
    }

    /// One operation, with its account locked: as it stands once nobody else works on it.
    ///
    /// # Errors
    /// When there is none; ids come from rows that refer to it.
    pub fn locked_operation(&mut self, id: OperationId) -> Result<Operation> {
        if self.is_postgres() {
            self.all(
                "SELECT a.id FROM account a JOIN operation o ON o.account = a.id WHERE o.id = ?1
                 FOR UPDATE OF a",
                &[id.0.into()],
                |_| Ok(()),
            )?;
        }
        self.operation(id)
    }

    /// The operation that an account's repeated call began the first time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn operation_by_key(&mut self, account: AccountId, key: &str) -> Result<Option<Operation>> {
        self.first(
            &format!("SELECT {COLUMNS} FROM operation WHERE account = ?1 AND client_key = ?2"),
            &[account.0.into(), key.into()],
            read_operation,
        )
    }

    /// The first operation of an account that was begun under one of some keys.
    ///
    /// # Errors
    /// When the database fails.
    pub fn operation_by_keys(
        &mut self,
        account: AccountId,
        keys: &[String],
    ) -> Result<Option<Operation>> {
        let mut bound = vec![account.0.into()];
        let among = is_among(&mut bound, "client_key", keys.iter().map(Value::from));
        let sql = format!(
            "SELECT {COLUMNS} FROM operation WHERE account = ?1 AND {among} ORDER BY id LIMIT 1"
        );
        self.first(&sql, &bound, read_operation)
    }

    /// Lets an operation that was begun under no key be found by one that nothing else of its account
    /// has.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_operation_key(&mut self, id: OperationId, key: &str) -> Result<()> {
        self.write(
            "UPDATE operation SET client_key = ?2 WHERE id = ?1 AND client_key IS NULL",
            &[id.0.into(), key.into()],
        )
    }

    /// Lets an operation not be found by a key any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drop_operation_key(&mut self, id: OperationId) -> Result<()> {
        self.write("UPDATE operation SET client_key = NULL WHERE id = ?1", &[id.0.into()])
    }

    /// The operation about a subject that is not over, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn open_operation(&mut self, subject: &str) -> Result<Option<Operation>> {
        self.first(
            &format!(
                "SELECT {COLUMNS} FROM operation
                 WHERE subject = ?1 AND state IN ('begun', 'unknown') ORDER BY id LIMIT 1"
            ),
            &[subject.into()],
            read_operation,
        )
    }

    /// The operations of one kind about a subject that are not over, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn open_operations_about(&mut self, subject: &str, kind: &str) -> Result<Vec<Operation>> {
        self.all(
            &format!(
                "SELECT {COLUMNS} FROM operation
                 WHERE subject = ?1 AND kind = ?2 AND state IN ('begun', 'unknown') ORDER BY id"
            ),
            &[subject.into(), kind.into()],
            read_operation,
        )
    }

    /// The operations that are not over, oldest first, after one of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn open_operations(&mut self, after: OperationId, limit: i64) -> Result<Vec<Operation>> {
        self.all(
            &format!(
                "SELECT {COLUMNS} FROM operation
                 WHERE state IN ('begun', 'unknown') AND id > ?1 ORDER BY id LIMIT ?2"
            ),
            &[after.0.into(), limit.into()],
            read_operation,
        )
    }

    /// The operations of an account that are not over, also those that wait for the other side, oldest
    /// first, after one of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn operations_at_work(
        &mut self,
        account: AccountId,
        after: OperationId,
        limit: i64,
    ) -> Result<Vec<Operation>> {
        self.all(
            &format!(
                "SELECT {COLUMNS} FROM operation
                 WHERE account = ?1 AND state IN ('begun', 'unknown', 'waiting') AND id > ?2
                 ORDER BY id LIMIT ?3"
            ),
            &[account.0.into(), after.0.into(), limit.into()],
            read_operation,
        )
    }

    /// The operations of the accounts below one that are not over, also those that wait for the other
    /// side, oldest first, after one of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn operations_at_work_below(
        &mut self,
        parent: AccountId,
        after: OperationId,
        limit: i64,
    ) -> Result<Vec<Operation>> {
        self.all(
            &format!(
                "SELECT {COLUMNS} FROM operation
                 WHERE account IN (SELECT below.id FROM account below WHERE below.parent = ?1)
                 AND state IN ('begun', 'unknown', 'waiting') AND id > ?2
                 ORDER BY id LIMIT ?3"
            ),
            &[parent.0.into(), after.0.into(), limit.into()],
            read_operation,
        )
    }

    /// Writes down how far an operation got.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_operation(
        &mut self,
        id: OperationId,
        state: OperationState,
        outcome: Option<&str>,
        now: Timestamp,
    ) -> Result<()> {
        self.write(
            "UPDATE operation SET state = ?2, outcome = ?3, attempt = attempt + 1, updated = ?4
             WHERE id = ?1",
            &[id.0.into(), state.word().into(), outcome.into(), now.into()],
        )
    }
}
