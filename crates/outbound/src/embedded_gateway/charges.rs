//! The charges of the gateway: one row for each reference, never removed.

use app::ports::gateway::{Charged, NewCharge};
use model::Error;
use model::money::{Currency, Money};
use model::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::refused;
use crate::books::Answer;

/// One look shows this many charges at most.
const MOST_CHARGES: usize = 10_000;

/// A charge as the gateway's own staff sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardCharge {
    /// The merchant's reference.
    pub reference: String,
    /// Whose card it was.
    pub payer: String,
    /// What stands on the payer's statement.
    pub memo: String,
    /// When it was charged.
    pub at: Timestamp,
    /// What the merchant is told of it.
    pub charged: Charged,
}

/// Charges a card, unless it was charged under this reference before.
pub(super) fn take(books: &Connection, order: &NewCharge, now: Timestamp) -> Answer<Charged> {
    if let Some(before) = find(books, &order.reference)? {
        return again(before, order);
    }
    if order.reference.is_empty() {
        return refused("a charge needs a reference");
    }
    if order.amount.minor <= 0 {
        return refused("nothing less than one unit can be charged");
    }
    let mut insert = books.prepare_cached(
        "INSERT INTO charges (reference, payer, memo, minor, currency, at, refunded) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, FALSE)",
    )?;
    let NewCharge { reference, amount, payer, memo } = order;
    let position = insert.insert(params![
        reference,
        payer,
        memo,
        amount.minor,
        amount.currency.code(),
        now.unix()
    ])?;
    Ok(Charged { receipt: receipt(position), amount: *amount, refunded: false })
}

/// A reference stands for one charge alone.
fn again(before: CardCharge, order: &NewCharge) -> Answer<Charged> {
    if before.charged.amount != order.amount || before.payer != order.payer {
        return refused("the reference was used for another charge");
    }
    Ok(before.charged)
}

/// A charge by its reference.
pub(super) fn find(books: &Connection, reference: &str) -> Answer<Option<CardCharge>> {
    let mut select = books.prepare_cached(
        "SELECT position, reference, payer, memo, minor, currency, at, refunded \
         FROM charges WHERE reference = ?1",
    )?;
    let found = select.query_row([reference], Written::read).optional()?;
    found.map(Written::charge).transpose()
}

/// Gives a charge back.
pub(super) fn refund(books: &Connection, reference: &str) -> Answer<()> {
    let mut update =
        books.prepare_cached("UPDATE charges SET refunded = TRUE WHERE reference = ?1")?;
    if update.execute([reference])? == 0 {
        return refused("there is no such charge");
    }
    Ok(())
}

/// The last charges, newest last.
pub(super) fn newest_last(books: &Connection) -> Answer<Vec<CardCharge>> {
    let limit = i64::try_from(MOST_CHARGES).unwrap_or(i64::MAX);
    let mut select = books.prepare_cached(
        "SELECT position, reference, payer, memo, minor, currency, at, refunded \
         FROM charges ORDER BY position DESC LIMIT ?1",
    )?;
    let newest_first = select.query_map([limit], Written::read)?;
    let mut charges: Vec<Written> = newest_first.collect::<rusqlite::Result<_>>()?;
    charges.reverse();
    charges.into_iter().map(Written::charge).collect()
}

/// Throws everything away.
pub(super) fn empty(books: &Connection) -> Answer<()> {
    books.execute("DELETE FROM charges", [])?;
    Ok(())
}

fn receipt(position: i64) -> String {
    format!("R{position:08}")
}

/// A row, before its currency was looked at.
struct Written {
    position: i64,
    reference: String,
    payer: String,
    memo: String,
    minor: i64,
    currency: String,
    at: i64,
    refunded: bool,
}

impl Written {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            position: row.get(0)?,
            reference: row.get(1)?,
            payer: row.get(2)?,
            memo: row.get(3)?,
            minor: row.get(4)?,
            currency: row.get(5)?,
            at: row.get(6)?,
            refunded: row.get(7)?,
        })
    }

    fn charge(self) -> Answer<CardCharge> {
        let currency = Currency::parse(&self.currency)
            .map_err(|_| Error::internal("a charge in no known currency"))?;
        let charged = Charged {
            receipt: receipt(self.position),
            amount: Money::new(self.minor, currency),
            refunded: self.refunded,
        };
        let at = Timestamp::from_unix(self.at);
        let Self { reference, payer, memo, .. } = self;
        Ok(CardCharge { reference, payer, memo, at, charged })
    }
}
