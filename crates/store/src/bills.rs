//! Bills: invoices of accounts whose purchases the account above paid at the call.

use std::collections::BTreeMap;

use model::Result;
use model::account::AccountId;
use model::invoice::InvoiceId;
use model::time::Timestamp;

use crate::accounts::{Page, Window};
use crate::invoices::{INVOICE, Invoice, LINE, Line, read_invoice, read_line};
use crate::scope::is_among;
use crate::tx::{Tx, Value};

/// Which bills are looked for; what is none says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BillFilter {
    /// In whose name they are.
    pub account: Option<AccountId>,
    /// Raised at this instant or later.
    pub from: Option<Timestamp>,
    /// Raised before this instant.
    pub until: Option<Timestamp>,
}

impl Tx<'_> {
    /// A page of the bills that an account paid or is paying, with their lines, by number. Those that
    /// were called off are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn bills(
        &mut self,
        payer: AccountId,
        filter: BillFilter,
        window: Window,
    ) -> Result<Page<(Invoice, Vec<Line>)>> {
        let mut bound: Vec<Value<'_>> = vec![payer.0.into()];
        let mut conditions = String::from("payer = ?1 AND state <> 'cancelled'");
        let mut add = |condition: &str, value: Value<'static>| {
            bound.push(value);
            conditions.push_str(&format!(" AND {condition} ?{}", bound.len()));
        };
        if let Some(account) = filter.account {
            add("account =", account.0.into());
        }
        if let Some(from) = filter.from {
            add("raised >=", from.into());
        }
        if let Some(until) = filter.until {
            add("raised <", until.into());
        }
        let count = format!("SELECT COUNT(*) FROM invoice WHERE {conditions}");
        let matching = self.number(&count, &bound)?;
        bound.extend([Value::Int(window.limit), Value::Int(window.start)]);
        let (limit, start, direction) = (bound.len() - 1, bound.len(), window.direction());
        let page = format!(
            "SELECT {INVOICE} FROM invoice WHERE {conditions}
             ORDER BY id {direction} LIMIT ?{limit} OFFSET ?{start}"
        );
        let invoices = self.all(&page, &bound, read_invoice)?;
        let mut lines = self.lines_of(&invoices)?;
        let with_lines = |invoice: Invoice| {
            let own = lines.remove(&invoice.id.0).unwrap_or_default();
            (invoice, own)
        };
        let rows = invoices.into_iter().map(with_lines).collect();
        Ok(Page { rows, matching, total: matching })
    }

    /// The lines of some invoices, in order, by the number of the invoice.
    fn lines_of(&mut self, invoices: &[Invoice]) -> Result<BTreeMap<i64, Vec<Line>>> {
        let mut found: BTreeMap<i64, Vec<Line>> = BTreeMap::new();
        if invoices.is_empty() {
            return Ok(found);
        }
        let mut bound = Vec::new();
        let ids = invoices.iter().map(|Invoice { id: InvoiceId(id), .. }| (*id).into());
        let among = is_among(&mut bound, "l.invoice", ids);
        let sql = format!(
            "SELECT {LINE} FROM invoice_line l JOIN invoice i ON i.id = l.invoice
             WHERE {among} ORDER BY l.id"
        );
        for line in self.all(&sql, &bound, read_line)? {
            found.entry(line.invoice.0).or_default().push(line);
        }
        Ok(found)
    }
}
