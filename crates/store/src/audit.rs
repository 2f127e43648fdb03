//! Everything of its kind, page by page or added up: for checks of consistency, not for calls.

use model::Result;
use model::account::AccountId;
use model::invoice::InvoiceId;
use model::ledger::Book;
use model::money::{Currency, Money};
use model::subscription::SubscriptionId;

use crate::invoices::{INVOICE, Invoice, read_invoice};
use crate::subscriptions::{self, StoredSubscription};
use crate::tx::Tx;

impl Tx<'_> {
    /// What each account has in a book, in each currency, added up from the entries.
    ///
    /// # Errors
    /// When the database fails.
    pub fn book(&mut self, book: Book) -> Result<Vec<(AccountId, Money)>> {
        self.all(
            "SELECT account, currency, CAST(SUM(amount) AS BIGINT) FROM entry WHERE book = ?1
             GROUP BY account, currency ORDER BY account, currency",
            &[book.word().into()],
            |row| {
                let currency = Currency::parse(&row.text(1)?)?;
                Ok((AccountId(row.int(0)?), Money::new(row.int(2)?, currency)))
            },
        )
    }

    /// The invoices of all accounts behind one, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invoices_after(&mut self, after: InvoiceId, limit: i64) -> Result<Vec<Invoice>> {
        self.all(
            &format!("SELECT {INVOICE} FROM invoice WHERE id > ?1 ORDER BY id LIMIT ?2"),
            &[after.0.into(), limit.into()],
            read_invoice,
        )
    }

    /// The subscriptions of all accounts behind one, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn subscriptions_after(
        &mut self,
        after: SubscriptionId,
        limit: i64,
    ) -> Result<Vec<StoredSubscription>> {
        let columns = subscriptions::COLUMNS;
        self.all(
            &format!("SELECT {columns} FROM subscription WHERE id > ?1 ORDER BY id LIMIT ?2"),
            &[after.0.into(), limit.into()],
            subscriptions::read,
        )
    }
}
