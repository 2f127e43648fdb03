//! Invoices, their lines, and the orders that made them.

use model::account::{AccountId, MemberId};
use model::invoice::{InvoiceId, InvoiceState, LineId, LineKind, LineState, OrderId, Share};
use model::money::{Currency, Money};
use model::time::Timestamp;
use model::{Error, Result};

use crate::tx::{Row, Tx, Value};
use crate::word;

/// An invoice without its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Its row.
    pub id: InvoiceId,
    /// Who is to pay.
    pub account: AccountId,
    /// Who is to be paid.
    pub seller: AccountId,
    /// What it is called on paper.
    pub number: String,
    /// How far it got.
    pub state: InvoiceState,
    /// When it was raised.
    pub raised: Timestamp,
    /// When it is to be paid.
    pub due: Timestamp,
    /// When it was paid as a whole.
    pub paid: Option<Timestamp>,
    /// The number of the payment method.
    pub method: Option<u32>,
    /// What the tax is called.
    pub tax_name: String,
    /// Its rate in hundredths of a per cent.
    pub tax_rate: i64,
    /// Sum of its lines.
    pub subtotal: Money,
    /// Tax on them.
    pub tax: Money,
    /// Both together.
    pub total: Money,
    /// What was paid so far.
    pub applied: Money,
    /// Who paid it at the call, where that is not the account itself.
    pub payer: Option<AccountId>,
}

impl Invoice {
    /// What is still to be paid.
    #[must_use]
    pub const fn open(&self) -> Money {
        Money::new(self.total.minor - self.applied.minor, self.total.currency)
    }
}

pub(crate) const INVOICE: &str = "id, account, seller, number, currency, state, raised, due, paid, method, \
     tax_name, tax_rate, subtotal, tax, total, applied, payer";

pub(crate) fn read_invoice(row: &Row<'_>) -> Result<Invoice> {
    let (currency, state) = (Currency::parse(&row.text(4)?)?, row.text(5)?);
    let money = |column| row.int(column).map(|minor| Money::new(minor, currency));
    Ok(Invoice {
        id: InvoiceId(row.int(0)?),
        account: AccountId(row.int(1)?),
        seller: AccountId(row.int(2)?),
        number: row.text(3)?,
        state: word(&state, InvoiceState::from_word(&state))?,
        raised: row.instant(6)?,
        due: row.instant(7)?,
        paid: row.maybe_instant(8)?,
        method: row.maybe_int(9)?.map(u32::try_from).transpose().map_err(Error::internal)?,
        tax_name: row.text(10)?,
        tax_rate: row.int(11)?,
        subtotal: money(12)?,
        tax: money(13)?,
        total: money(14)?,
        applied: money(15)?,
        payer: row.maybe_int(16)?.map(AccountId),
    })
}

/// A line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its row.
    pub id: LineId,
    /// Where it stands.
    pub invoice: InvoiceId,
    /// Who is to pay.
    pub account: AccountId,
    /// When its invoice was raised.
    pub raised: Timestamp,
    /// What it is for.
    pub kind: LineKind,
    /// How far that got.
    pub state: LineState,
    /// The row of the name or subscription it is about; 0 for fees and discounts.
    pub subject: i64,
    /// The number of the extension or product.
    pub product: u32,
    /// The name it is about.
    pub name: String,
    /// What stands on paper.
    pub description: String,
    /// Years of a name.
    pub years: u8,
    /// Months of anything; 0 where nobody asked for them.
    pub months: u16,
    /// What it costs, net; a discount is negative.
    pub amount: Money,
    /// Its part of what the invoice comes to.
    pub share: Share,
    /// The cycle or expiry that it bills.
    pub covers: Option<Timestamp>,
    /// What else was asked, in the form of its verb.
    pub detail: String,
}

pub(crate) const LINE: &str = "l.id, l.invoice, l.account, l.kind, l.state, l.subject, l.product, l.name, \
     l.description, l.years, l.amount, l.share, l.share_tax, l.covers, l.detail, i.currency, i.raised, \
     l.months";

pub(crate) fn read_line(row: &Row<'_>) -> Result<Line> {
    let (kind, state) = (row.text(3)?, row.text(4)?);
    let currency = Currency::parse(&row.text(15)?)?;
    let money = |column| row.int(column).map(|minor| Money::new(minor, currency));
    Ok(Line {
        id: LineId(row.int(0)?),
        invoice: InvoiceId(row.int(1)?),
        account: AccountId(row.int(2)?),
        raised: row.instant(16)?,
        kind: word(&kind, LineKind::from_word(&kind))?,
        state: word(&state, LineState::from_word(&state))?,
        subject: row.int(5)?,
        product: u32::try_from(row.int(6)?).map_err(Error::internal)?,
        name: row.text(7)?,
        description: row.text(8)?,
        years: u8::try_from(row.int(9)?).map_err(Error::internal)?,
        months: u16::try_from(row.int(17)?).map_err(Error::internal)?,
        amount: money(10)?,
        share: Share { gross: money(11)?, tax: money(12)? },
        covers: row.maybe_instant(13)?,
        detail: row.text(14)?,
    })
}

/// An order of a cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its row.
    pub id: OrderId,
    /// What people call it.
    pub number: i64,
    /// The invoice it made.
    pub invoice: InvoiceId,
    /// The affiliate it came through.
    pub affiliate: Option<i64>,
    /// What a repeated call under the same key must look like.
    pub fingerprint: Option<String>,
}

const ORDER: &str = "id, number, invoice, affiliate, fingerprint";

fn read_order(row: &Row<'_>) -> Result<Order> {
    Ok(Order {
        id: OrderId(row.int(0)?),
        number: row.int(1)?,
        invoice: InvoiceId(row.int(2)?),
        affiliate: row.maybe_int(3)?,
        fingerprint: row.maybe_text(4)?,
    })
}

/// A new order.
pub struct NewOrder<'a> {
    /// Who orders.
    pub account: AccountId,
    /// Who of them.
    pub member: Option<MemberId>,
    /// What people call it.
    pub number: i64,
    /// The invoice it makes.
    pub invoice: InvoiceId,
    /// The affiliate it came through.
    pub affiliate: Option<i64>,
    /// A key that the caller repeats when it repeats the call.
    pub client_key: Option<&'a str>,
    /// What a repeated call must look like.
    pub fingerprint: Option<&'a str>,
}

impl Tx<'_> {
    /// The next number in a seller's series of invoices of one month, counted from 1 without gaps.
    ///
    /// # Errors
    /// When the database fails.
    pub fn next_invoice_number(&mut self, seller: AccountId, month: i64) -> Result<i64> {
        self.insert(
            "INSERT INTO invoice_series (seller, month, last) VALUES (?1, ?2, 1)
             ON CONFLICT (seller, month) DO UPDATE SET last = invoice_series.last + 1
             RETURNING last",
            &[seller.0.into(), month.into()],
        )
    }

    /// Adds an invoice; the id in it does not count.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_invoice(&mut self, invoice: &Invoice) -> Result<InvoiceId> {
        self.insert(
            "INSERT INTO invoice
                 (account, seller, number, currency, state, raised, due, paid, method, tax_name,
                  tax_rate, subtotal, tax, total, applied, payer)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
             RETURNING id",
            &[
                invoice.account.0.into(),
                invoice.seller.0.into(),
                (&invoice.number).into(),
                invoice.total.currency.code().into(),
                invoice.state.word().into(),
                invoice.raised.into(),
                invoice.due.into(),
                invoice.paid.into(),
                invoice.method.map(i64::from).into(),
                (&invoice.tax_name).into(),
                invoice.tax_rate.into(),
                invoice.subtotal.minor.into(),
                invoice.tax.minor.into(),
                invoice.total.minor.into(),
                invoice.applied.minor.into(),
                invoice.payer.map(|payer| payer.0).into(),
            ],
        )
        .map(InvoiceId)
    }

    /// Writes how far an invoice got.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_invoice(&mut self, invoice: &Invoice) -> Result<()> {
        self.write(
            "UPDATE invoice SET state = ?2, paid = ?3, applied = ?4 WHERE id = ?1",
            &[
                invoice.id.0.into(),
                invoice.state.word().into(),
                invoice.paid.into(),
                invoice.applied.minor.into(),
            ],
        )
    }

    /// One invoice.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invoice(&mut self, id: InvoiceId) -> Result<Option<Invoice>> {
        self.first(
            &format!("SELECT {INVOICE} FROM invoice WHERE id = ?1"),
            &[id.0.into()],
            read_invoice,
        )
    }

    /// The invoices of an account, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invoices(&mut self, account: AccountId, limit: i64) -> Result<Vec<Invoice>> {
        self.all(
            &format!("SELECT {INVOICE} FROM invoice WHERE account = ?1 ORDER BY id DESC LIMIT ?2"),
            &[account.0.into(), limit.into()],
            read_invoice,
        )
    }

    /// What an account has not paid yet, in its currency.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unpaid(&mut self, account: AccountId, currency: Currency) -> Result<Money> {
        let sum = self.number(
            "SELECT CAST(COALESCE(SUM(total - applied), 0) AS BIGINT) FROM invoice
             WHERE account = ?1 AND state = 'unpaid' AND currency = ?2",
            &[account.0.into(), currency.code().into()],
        )?;
        Ok(Money::new(sum, currency))
    }

    /// Adds a line; the id in it does not count.
    ///
    /// # Errors
    /// When the database fails, or the cycle it covers was billed before.
    pub fn add_line(&mut self, line: &Line) -> Result<LineId> {
        let values: [Value<'_>; 15] = [
            line.invoice.0.into(),
            line.account.0.into(),
            line.kind.word().into(),
            line.state.word().into(),
            line.subject.into(),
            i64::from(line.product).into(),
            (&line.name).into(),
            (&line.description).into(),
            i64::from(line.years).into(),
            line.amount.minor.into(),
            line.share.gross.minor.into(),
            line.share.tax.minor.into(),
            line.covers.into(),
            (&line.detail).into(),
            i64::from(line.months).into(),
        ];
        self.insert(
            "INSERT INTO invoice_line
                 (invoice, account, kind, state, subject, product, name, description, years,
                  amount, share, share_tax, covers, detail, months, seller)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
                     (SELECT parent FROM account WHERE id = ?2))
             RETURNING id",
            &values,
        )
        .map(LineId)
    }

    /// Writes how far what a line is for got.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_line(&mut self, id: LineId, state: LineState) -> Result<()> {
        self.write(
            "UPDATE invoice_line SET state = ?2 WHERE id = ?1",
            &[id.0.into(), state.word().into()],
        )
    }

    /// Writes how far the lines of an invoice got that were in another state before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_lines(&mut self, invoice: InvoiceId, from: LineState, to: LineState) -> Result<()> {
        self.write(
            "UPDATE invoice_line SET state = ?3 WHERE invoice = ?1 AND state = ?2",
            &[invoice.0.into(), from.word().into(), to.word().into()],
        )
    }

    /// One line.
    ///
    /// # Errors
    /// When there is none; ids come from rows that refer to it.
    pub fn line(&mut self, id: LineId) -> Result<Line> {
        self.first(
            &format!(
                "SELECT {LINE} FROM invoice_line l JOIN invoice i ON i.id = l.invoice
                 WHERE l.id = ?1"
            ),
            &[id.0.into()],
            read_line,
        )?
        .ok_or_else(|| Error::internal(format!("line {} is missing", id.0)))
    }

    /// The lines of an invoice, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn lines(&mut self, invoice: InvoiceId) -> Result<Vec<Line>> {
        self.all(
            &format!(
                "SELECT {LINE} FROM invoice_line l JOIN invoice i ON i.id = l.invoice
                 WHERE l.invoice = ?1 ORDER BY l.id"
            ),
            &[invoice.0.into()],
            read_line,
        )
    }

    /// The newest lines of some kinds about a name or subscription, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn lines_about(&mut self, kinds: &[LineKind], subject: i64) -> Result<Vec<Line>> {
        let words: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.word())).collect();
        self.all(
            &format!(
                "SELECT {LINE} FROM invoice_line l JOIN invoice i ON i.id = l.invoice
                 WHERE l.subject = ?1 AND l.kind IN ({}) ORDER BY l.id DESC LIMIT 100",
                words.join(", ")
            ),
            &[subject.into()],
            read_line,
        )
    }

    /// The lines by which an account ever asked for names, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn lines_about_names(&mut self, account: AccountId, limit: i64) -> Result<Vec<Line>> {
        self.all(
            &format!(
                "SELECT {LINE} FROM invoice_line l JOIN invoice i ON i.id = l.invoice
                 WHERE l.account = ?1 AND l.kind IN ('register', 'transfer', 'renew')
                 ORDER BY l.id DESC LIMIT ?2"
            ),
            &[account.0.into(), limit.into()],
            read_line,
        )
    }

    /// The lines by which an account ever asked for one name, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn lines_naming(&mut self, account: AccountId, name: &str) -> Result<Vec<Line>> {
        self.all(
            &format!(
                "SELECT {LINE} FROM invoice_line l JOIN invoice i ON i.id = l.invoice
                 WHERE l.account = ?1 AND l.name = ?2 AND l.kind IN ('register', 'transfer', 'renew')
                 ORDER BY l.id DESC LIMIT 100"
            ),
            &[account.0.into(), name.into()],
            read_line,
        )
    }

    /// Adds an order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_order(&mut self, order: &NewOrder<'_>, now: Timestamp) -> Result<OrderId> {
        self.insert(
            "INSERT INTO shop_order
                 (account, member, number, at, invoice, affiliate, client_key, fingerprint)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id",
            &[
                order.account.0.into(),
                order.member.map(|member| member.0).into(),
                order.number.into(),
                now.into(),
                order.invoice.0.into(),
                order.affiliate.into(),
                order.client_key.into(),
                order.fingerprint.into(),
            ],
        )
        .map(OrderId)
    }

    /// The order that an account's repeated call made the first time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn order_by_key(&mut self, account: AccountId, key: &str) -> Result<Option<Order>> {
        self.first(
            &format!("SELECT {ORDER} FROM shop_order WHERE account = ?1 AND client_key = ?2"),
            &[account.0.into(), key.into()],
            read_order,
        )
    }

    /// The order that made an invoice.
    ///
    /// # Errors
    /// When the database fails.
    pub fn order_of(&mut self, invoice: InvoiceId) -> Result<Option<Order>> {
        self.first(
            &format!("SELECT {ORDER} FROM shop_order WHERE invoice = ?1"),
            &[invoice.0.into()],
            read_order,
        )
    }
}
