//! Money that a payment gateway was asked for.

use model::Result;
use model::account::AccountId;
use model::invoice::InvoiceId;
use model::money::{Currency, Money};
use model::time::Timestamp;

use crate::tx::{Row, Tx};

/// Money that a gateway was asked for, and that it did not answer about yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCharge {
    /// Its row, by which the gateway knows it.
    pub id: i64,
    /// The invoice it is for.
    pub invoice: InvoiceId,
    /// How much.
    pub amount: Money,
}

const OPEN: &str = "SELECT c.id, c.invoice, c.amount, i.currency FROM gateway_charge c
     JOIN invoice i ON i.id = c.invoice WHERE c.state = 'begun'";

fn read_open(row: &Row<'_>) -> Result<OpenCharge> {
    let currency = Currency::parse(&row.text(3)?)?;
    Ok(OpenCharge {
        id: row.int(0)?,
        invoice: InvoiceId(row.int(1)?),
        amount: Money::new(row.int(2)?, currency),
    })
}

impl Tx<'_> {
    /// Writes down that a gateway is about to be asked.
    ///
    /// # Errors
    /// When the database fails, or it was asked for this invoice and did not answer yet.
    pub fn begin_charge(
        &mut self,
        invoice: InvoiceId,
        account: AccountId,
        amount: Money,
        now: Timestamp,
    ) -> Result<OpenCharge> {
        let id = self.insert(
            "INSERT INTO gateway_charge (invoice, account, amount, state, receipt, begun)
             VALUES (?1, ?2, ?3, 'begun', '', ?4) RETURNING id",
            &[invoice.0.into(), account.0.into(), amount.minor.into(), now.into()],
        )?;
        Ok(OpenCharge { id, invoice, amount })
    }

    /// What a gateway was asked for an invoice and did not answer about yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn open_charge(&mut self, invoice: InvoiceId) -> Result<Option<OpenCharge>> {
        self.first(&format!("{OPEN} AND c.invoice = ?1"), &[invoice.0.into()], read_open)
    }

    /// What a gateway was asked under this number and did not answer about yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn open_charge_by_id(&mut self, id: i64) -> Result<Option<OpenCharge>> {
        self.first(&format!("{OPEN} AND c.id = ?1"), &[id.into()], read_open)
    }

    /// Writes down what a gateway answered, unless that was done before; says whether it was not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_charge(&mut self, id: i64, state: &str, receipt: &str) -> Result<bool> {
        let settled = self.first(
            "UPDATE gateway_charge SET state = ?2, receipt = ?3 WHERE id = ?1 AND state = 'begun'
             RETURNING id",
            &[id.into(), state.into(), receipt.into()],
            |_| Ok(()),
        )?;
        Ok(settled.is_some())
    }
}
