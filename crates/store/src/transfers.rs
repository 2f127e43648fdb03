//! Moves of names, pending and past.

use model::Result;
use model::account::AccountId;
use model::domain::DomainId;
use model::domain::transfer::{Transfer, TransferId, TransferState};
use model::name::DomainName;
use model::operation::OperationId;
use model::time::Timestamp;

use crate::accounts::{Page, Window, containing};
use crate::tx::{Row, Tx, Value};
use crate::word;

/// A transfer, and what only some verbs need of it.
#[derive(Debug, Clone)]
pub struct StoredTransfer {
    /// Its facts.
    pub transfer: Transfer,
    /// The mailed key under the realm's key.
    pub key_sealed: Vec<u8>,
    /// The operation that carries it out, where money or changes wait for it.
    pub operation: Option<OperationId>,
    /// The gaining account's own reference.
    pub reference: Option<String>,
    /// The number that the name is promised, where it comes from elsewhere.
    pub number: Option<DomainId>,
}

/// Which way a list of transfers looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Names the account gains.
    In,
    /// Names the account loses.
    Out,
}

/// What a list of transfers is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TransferOrder {
    /// As they were asked for.
    #[default]
    Requested,
    /// By name.
    Name,
    /// By state.
    State,
}

pub(crate) const COLUMNS: &str = "t.id, t.name, t.tld, t.gaining, t.losing, t.requested, t.deadline, t.state, \
     t.key_sealed, t.operation, t.reference, t.number";

/// The condition that the account in the first placeholder is on this side.
const fn side(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "t.gaining = ?1",
        Direction::Out => "t.losing = ?1",
    }
}

/// The place after the last of [`COLUMNS`].
pub(crate) const AFTER_COLUMNS: usize = 12;

pub(crate) fn read_transfer(row: &Row<'_>) -> Result<StoredTransfer> {
    let state = row.text(7)?;
    Ok(StoredTransfer {
        transfer: Transfer {
            id: TransferId(row.int(0)?),
            name: DomainName::from_stored(&row.text(1)?, &row.text(2)?)?,
            gaining: row.maybe_int(3)?.map(AccountId),
            losing: row.maybe_int(4)?.map(AccountId),
            requested: row.instant(5)?,
            deadline: row.instant(6)?,
            state: word(&state, TransferState::from_word(&state))?,
        },
        key_sealed: row.maybe_bytes(8)?.unwrap_or_default(),
        operation: row.maybe_int(9)?.map(OperationId),
        reference: row.maybe_text(10)?,
        number: row.maybe_int(11)?.map(DomainId),
    })
}

impl Tx<'_> {
    /// Adds a transfer; the id in it does not count.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_transfer(
        &mut self,
        stored: &StoredTransfer,
        key_digest: &[u8],
    ) -> Result<TransferId> {
        let transfer = &stored.transfer;
        self.insert(
            "INSERT INTO transfer
                 (name, tld, gaining, losing, requested, deadline, state, key_digest, key_sealed,
                  operation, reference, number)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) RETURNING id",
            &[
                transfer.name.as_str().into(),
                transfer.name.tld().into(),
                transfer.gaining.map(|account| account.0).into(),
                transfer.losing.map(|account| account.0).into(),
                transfer.requested.into(),
                transfer.deadline.into(),
                transfer.state.word().into(),
                key_digest.into(),
                (&stored.key_sealed).into(),
                stored.operation.map(|operation| operation.0).into(),
                stored.reference.as_deref().into(),
                stored.number.map(|number| number.0).into(),
            ],
        )
        .map(TransferId)
    }

    /// One transfer.
    ///
    /// # Errors
    /// When the database fails.
    pub fn transfer(&mut self, id: TransferId) -> Result<Option<StoredTransfer>> {
        self.one_transfer("t.id = ?1", &[id.0.into()])
    }

    /// The transfer that a name waits for.
    ///
    /// # Errors
    /// When the database fails.
    pub fn pending_transfer(&mut self, name: &DomainName) -> Result<Option<StoredTransfer>> {
        self.one_transfer("t.name = ?1 AND t.state = 'pending'", &[name.as_str().into()])
    }

    /// The transfer that a name waits for, or that waits for its owner's word.
    ///
    /// # Errors
    /// When the database fails.
    pub fn open_transfer(&mut self, name: &DomainName) -> Result<Option<StoredTransfer>> {
        self.one_transfer(
            "t.name = ?1 AND t.state IN ('pending', 'unconfirmed') ORDER BY t.state LIMIT 1",
            &[name.as_str().into()],
        )
    }

    /// The open transfer whose name is promised a number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn transfer_promised(&mut self, number: DomainId) -> Result<Option<StoredTransfer>> {
        self.one_transfer(
            "t.number = ?1 AND t.state IN ('pending', 'unconfirmed') ORDER BY t.id LIMIT 1",
            &[number.0.into()],
        )
    }

    /// The transfer that an operation carries out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn transfer_of_operation(
        &mut self,
        name: &DomainName,
        operation: OperationId,
    ) -> Result<Option<StoredTransfer>> {
        self.one_transfer(
            "t.name = ?1 AND t.operation = ?2 ORDER BY t.id DESC LIMIT 1",
            &[name.as_str().into(), operation.0.into()],
        )
    }

    /// The transfer that a mailed key belongs to.
    ///
    /// # Errors
    /// When the database fails.
    pub fn transfer_by_key(&mut self, key_digest: &[u8]) -> Result<Option<StoredTransfer>> {
        self.one_transfer("t.key_digest = ?1", &[key_digest.into()])
    }

    fn one_transfer(
        &mut self,
        condition: &str,
        values: &[Value<'_>],
    ) -> Result<Option<StoredTransfer>> {
        let sql = format!("SELECT {COLUMNS} FROM transfer t WHERE {condition}");
        self.first(&sql, values, read_transfer)
    }

    /// Writes down how a transfer stands.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_transfer(
        &mut self,
        id: TransferId,
        state: TransferState,
        deadline: Timestamp,
    ) -> Result<()> {
        self.write(
            "UPDATE transfer SET state = ?2, deadline = ?3 WHERE id = ?1",
            &[id.0.into(), state.word().into(), deadline.into()],
        )
    }

    /// The transfers of one name that concern an account, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn transfers_of(
        &mut self,
        name: &DomainName,
        account: AccountId,
        limit: i64,
    ) -> Result<Vec<StoredTransfer>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM transfer t
             WHERE t.name = ?1 AND (t.gaining = ?2 OR t.losing = ?2) ORDER BY t.id LIMIT ?3"
        );
        self.all(&sql, &[name.as_str().into(), account.0.into(), limit.into()], read_transfer)
    }

    /// How many of an account's transfers in one direction are pending.
    ///
    /// # Errors
    /// When the database fails.
    pub fn pending_transfers(&mut self, account: AccountId, direction: Direction) -> Result<i64> {
        let side = side(direction);
        self.number(
            &format!("SELECT COUNT(*) FROM transfer t WHERE {side} AND t.state = ?2"),
            &[account.0.into(), TransferState::Pending.word().into()],
        )
    }

    /// A page of an account's transfers in one direction.
    ///
    /// # Errors
    /// When the database fails.
    pub fn transfers(
        &mut self,
        account: AccountId,
        direction: Direction,
        search: Option<&str>,
        order: TransferOrder,
        window: Window,
    ) -> Result<Page<StoredTransfer>> {
        let side = side(direction);
        let column = match order {
            TransferOrder::Requested => "t.requested",
            TransferOrder::Name => "t.name",
            TransferOrder::State => "t.state",
        };
        let search = search.map(containing);
        let values: Vec<Value<'_>> = vec![account.0.into(), search.as_deref().into()];
        let matching = format!(
            "FROM transfer t WHERE {side} AND (CAST(?2 AS TEXT) IS NULL OR t.name LIKE ?2 ESCAPE '\\')"
        );
        let total =
            self.number(&format!("SELECT COUNT(*) FROM transfer t WHERE {side}"), &values[..1])?;
        let count = self.number(&format!("SELECT COUNT(*) {matching}"), &values)?;
        let mut values = values;
        values.extend([Value::Int(window.limit), Value::Int(window.start)]);
        let rows = self.all(
            &format!(
                "SELECT {COLUMNS} {matching} ORDER BY {column} {direction}, t.id {direction}
                 LIMIT ?3 OFFSET ?4",
                direction = window.direction()
            ),
            &values,
            read_transfer,
        )?;
        Ok(Page { rows, matching: count, total })
    }
}
