//! Bills: invoices in the name of an account whose purchases the account above pays at the call. A bill
//! is open while the money is on hold, paid when it was taken, and called off when it was given back.
//! Its line carries the number of what was bought, which a name has before it is registered.

use model::Result;
use model::event::EventKind;
use model::invoice::{InvoiceId, InvoiceState, LineId, LineKind, LineState, Share};
use model::money::Money;
use model::price::Charge;
use model::subscription::Subscription;
use model::time::Timestamp;
use store::Tx;
use store::invoices::{Invoice, Line};

use super::raise::number;
use crate::news::{Act, tell};
use crate::realm::Context;

/// What is bought.
pub(crate) struct Item {
    /// What is done for it.
    pub kind: LineKind,
    /// The number of the name or subscription.
    pub subject: i64,
    /// The number of the product; 0 for names.
    pub product: u32,
    /// The name it is about; empty where it is about none.
    pub name: String,
    /// What stands on paper.
    pub description: String,
    /// For how long.
    pub months: u16,
    /// What was set aside for it.
    pub price: Money,
}

/// Writes a bill where the account above pays, and gives a place to begin the operation from that the
/// bill is for. Set the money aside first.
pub(crate) fn begin(tx: &mut Tx<'_>, cx: &Context, item: Item) -> Result<Context> {
    let account = &cx.session.account;
    let payer = account.payer();
    if payer == account.id {
        return Ok(cx.clone());
    }
    let (now, nothing) = (cx.now(), Money::zero(item.price.currency));
    let invoice = Invoice {
        id: InvoiceId(0),
        account: account.id,
        seller: payer,
        number: number(tx, payer, now)?,
        state: InvoiceState::Unpaid,
        raised: now,
        due: now,
        paid: None,
        method: None,
        tax_name: String::new(),
        tax_rate: 0,
        subtotal: item.price,
        tax: nothing,
        total: item.price,
        applied: nothing,
        payer: Some(payer),
    };
    let id = tx.add_invoice(&invoice)?;
    let line = tx.add_line(&Line {
        id: LineId(0),
        invoice: id,
        account: account.id,
        raised: now,
        kind: item.kind,
        state: LineState::Begun,
        subject: item.subject,
        product: item.product,
        name: item.name,
        description: item.description,
        years: u8::try_from(item.months / 12).unwrap_or(u8::MAX),
        months: item.months,
        amount: item.price,
        share: Share { gross: item.price, tax: nothing },
        covers: None,
        detail: String::new(),
    })?;
    let act = Act { account: account.id, member: cx.caller.member, now };
    tell(tx, act, EventKind::InvoiceRaised, &invoice.number, &invoice.total.to_string())?;
    Ok(Context { paid_by: Some(line), ..cx.clone() })
}

/// Writes down that the money of a line's bill was taken; other invoices were paid before.
pub(super) fn paid(tx: &mut Tx<'_>, line: &Line, now: Timestamp) -> Result<()> {
    settle(tx, line, |invoice| {
        invoice.state = InvoiceState::Paid;
        invoice.paid = Some(now);
        invoice.applied = invoice.total;
    })
    .map(drop)
}

/// Calls the bill of a line off whose money was given back. Whether there is one.
pub(super) fn called_off(tx: &mut Tx<'_>, line: &Line) -> Result<bool> {
    let is_bill = settle(tx, line, |invoice| invoice.state = InvoiceState::Cancelled)?;
    if is_bill {
        tx.set_line(line.id, LineState::Refused)?;
    }
    Ok(is_bill)
}

fn settle(tx: &mut Tx<'_>, line: &Line, change: impl FnOnce(&mut Invoice)) -> Result<bool> {
    match tx.invoice(line.invoice)? {
        Some(mut invoice) if invoice.payer.is_some() => {
            change(&mut invoice);
            tx.save_invoice(&invoice)?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Gives back what was paid for a subscription that never came to run, to whoever paid it, and says so on
/// its bills. Do it once.
pub(crate) fn undo(
    tx: &mut Tx<'_>,
    subscription: &Subscription,
    memo: &str,
    now: Timestamp,
) -> Result<()> {
    let account = tx.account(subscription.account)?;
    let payer = tx.account(account.payer())?;
    if payer.id != account.id {
        tx.lock_account(payer.id)?;
    }
    let paid = subscription.first_payment;
    let charge = Charge::untaxed(paid, Money::zero(paid.currency));
    tx.undo_sale(payer.id, payer.parent.unwrap_or(payer.id), charge, memo, now)?;
    let kinds = [LineKind::Subscribe, LineKind::Continue];
    for line in tx.lines_about(&kinds, subscription.id.0)? {
        if settle(tx, &line, |invoice| invoice.state = InvoiceState::Refunded)? {
            tx.set_line(line.id, LineState::Refused)?;
        }
    }
    Ok(())
}

/// Leaves no trace of a line that came to nothing while its buyer waited, and was told so.
pub(crate) fn forget(tx: &mut Tx<'_>, line: LineId) -> Result<()> {
    let line = tx.line(line)?;
    let bill = tx.invoice(line.invoice)?.filter(|invoice| invoice.payer.is_some());
    if bill.is_some() && line.state == LineState::Refused {
        tx.set_line(line.id, LineState::Cancelled)?;
    }
    Ok(())
}

/// As [`forget`], for whoever told the buyer.
pub(crate) async fn told<T>(cx: &Context, line: Option<LineId>, done: Result<T>) -> Result<T> {
    let refused = matches!(&done, Err(error) if !matches!(error, model::Error::OutcomeUnknown(_)));
    if let Some(line) = line.filter(|_| refused) {
        cx.realm.store.write(move |tx| forget(tx, line)).await?;
    }
    done
}
