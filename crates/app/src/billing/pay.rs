//! Pays an invoice from the account's credit, as a whole or in part.

use std::sync::Arc;

use model::error::{Error, Field, Prohibition, Reason};
use model::event::EventKind;
use model::invoice::{InvoiceId, InvoiceState, LineState};
use model::money::Money;
use model::operation::OperationState;
use model::privilege::{BillingPrivilege, Privilege};
use model::{Result, time::Timestamp};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::invoices::Invoice;
use store::operations::NewOperation;

use super::{fulfil, own};
use crate::jobs;
use crate::news::{Act, tell, tell_if_low};
use crate::operations;
use crate::realm::{Context, Realm};

/// What came of paying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// What was put on the invoice.
    pub amount: Money,
    /// How far the invoice got by that.
    pub state: InvoiceState,
}

/// Puts credit on an invoice: `amount`, or what it still needs, and never more than that or than there
/// is. When it is paid by that, what it is for happens before this returns, unless a supplier takes
/// its time. A repeated call under the same key pays nothing more.
///
/// # Errors
/// When there is no such invoice, nothing is due on it, there is no credit, or the amount is none.
pub async fn apply_credit(cx: &Context, id: InvoiceId, amount: Option<String>) -> Result<Applied> {
    cx.needs(Privilege::Billing(BillingPrivilege::PayInvoice))?;
    let inner = cx.clone();
    let (applied, invoice) = cx
        .realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let invoice = own(tx, inner.account(), id)?;
            let fingerprint = operations::fingerprint(&inner, "credit", &(id, &amount));
            if let Some(before) = operations::repeated(tx, &inner, &fingerprint)? {
                return Ok((Outcome::read(before.outcome.as_deref(), &invoice)?, invoice));
            }
            let wanted = wanted(amount.as_deref(), &invoice)?;
            put(tx, &inner, invoice, wanted, &fingerprint)
        })
        .await?;
    fulfil::at_once(&cx.realm, &invoice).await?;
    Ok(applied)
}

/// What of an invoice is to be paid, out of a decimal text or else all of it.
fn wanted(amount: Option<&str>, invoice: &Invoice) -> Result<Money> {
    if invoice.state != InvoiceState::Unpaid {
        return Err(Error::Prohibited(Prohibition::NothingDue));
    }
    let Some(text) = amount else { return Ok(invoice.open()) };
    let amount = Money::parse(text, invoice.total.currency, Field::Amount)?;
    if amount.minor <= 0 {
        return Err(Error::invalid(Field::Amount, Reason::NotPositive));
    }
    Ok(amount.at_most(invoice.open()))
}

fn put(
    tx: &mut Tx<'_>,
    cx: &Context,
    mut invoice: Invoice,
    wanted: Money,
    fingerprint: &str,
) -> Result<(Applied, Invoice)> {
    let now = cx.now();
    let before = tx.funds(invoice.account, wanted.currency)?;
    let credit = before.balance();
    if credit.minor <= 0 {
        return Err(Error::InsufficientFunds { short_by: wanted });
    }
    let amount = wanted.at_most(credit);
    let after = tx.apply_credit(invoice.account, amount, &invoice.number, now)?;
    count(tx, &cx.realm, &mut invoice, amount)?;
    let applied = Applied { amount, state: invoice.state };
    if let Some(key) = &cx.client_key {
        let id = tx.begin_operation(
            &NewOperation {
                kind: "credit",
                account: invoice.account,
                member: cx.caller.member,
                subject: &invoice.number,
                hold: None,
                client_key: Some(key),
                fingerprint: Some(fingerprint),
                command: &amount.to_string(),
                line: None,
            },
            now,
        )?;
        tx.set_operation(id, OperationState::Done, Some(&Outcome::text(applied)?), now)?;
    }
    let act = Act { account: invoice.account, member: cx.caller.member, now };
    tell_if_low(tx, act, &before, &after, cx.session.account.low_balance_minor)?;
    Ok((applied, invoice))
}

/// Counts money that was put on an invoice; when it suffices, what the invoice is for is due.
pub(super) fn count(
    tx: &mut Tx<'_>,
    realm: &Realm,
    invoice: &mut Invoice,
    amount: Money,
) -> Result<()> {
    let now: Timestamp = realm.now();
    invoice.applied = invoice.applied.plus(amount)?;
    let act = Act { account: invoice.account, member: None, now };
    tell(tx, act, EventKind::InvoicePaid, &invoice.number, &amount.to_string())?;
    if invoice.open().minor == 0 {
        invoice.state = InvoiceState::Paid;
        invoice.paid = Some(now);
        tx.set_lines(invoice.id, LineState::Open, LineState::Due)?;
        tx.schedule(jobs::FULFIL, invoice.id.0, now + super::line::TRY_AGAIN, "")?;
        tx.unschedule(jobs::INVOICE, invoice.id.0)?;
    }
    tx.save_invoice(invoice)
}

/// Pays an invoice as a whole from credit, or not at all; says whether it did.
pub(super) async fn in_full(realm: &Arc<Realm>, id: InvoiceId) -> Result<bool> {
    let inner = Arc::clone(realm);
    let paid = realm
        .store
        .write(move |tx| {
            let Some(invoice) = tx.invoice(id)? else { return Ok(None) };
            tx.lock_account(invoice.account)?;
            let Some(mut invoice) = tx.invoice(id)? else { return Ok(None) };
            let open = invoice.open();
            let credit = tx.funds(invoice.account, open.currency)?.balance();
            if invoice.state != InvoiceState::Unpaid || credit.minor < open.minor {
                return Ok(None);
            }
            let now = inner.now();
            tx.apply_credit(invoice.account, open, &invoice.number, now)?;
            count(tx, &inner, &mut invoice, open)?;
            Ok(Some(invoice))
        })
        .await?;
    match paid {
        Some(invoice) => fulfil::if_paid(realm, &invoice).await.map(|()| true),
        None => Ok(false),
    }
}

/// What came of paying, as it is written down.
#[derive(Serialize, Deserialize)]
struct Outcome {
    minor: i64,
    state: String,
}

impl Outcome {
    fn text(applied: Applied) -> Result<String> {
        let outcome = Self { minor: applied.amount.minor, state: applied.state.word().to_owned() };
        serde_json::to_string(&outcome).map_err(Error::internal)
    }

    fn read(text: Option<&str>, invoice: &Invoice) -> Result<Applied> {
        let outcome: Self =
            serde_json::from_str(text.unwrap_or_default()).map_err(Error::internal)?;
        Ok(Applied {
            amount: Money::new(outcome.minor, invoice.total.currency),
            state: InvoiceState::from_word(&outcome.state)
                .ok_or_else(|| Error::internal("an invoice in no state"))?,
        })
    }
}
