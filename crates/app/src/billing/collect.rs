//! Has a gateway take the money for an invoice. The gateway knows each charge by our number, so that
//! asking again takes nothing twice; what comes in too late or too much becomes credit.

use std::sync::Arc;

use model::error::{Error, Supplier};
use model::event::EventKind;
use model::invoice::InvoiceState;
use model::money::Money;
use model::{Result, time::Timestamp};
use store::Tx;
use store::charges::OpenCharge;
use store::invoices::Invoice;

use super::{fulfil, pay};
use crate::news::{Act, tell};
use crate::ports::gateway::{Charged, NewCharge};
use crate::realm::Realm;

/// Takes the money where the invoice's payment method does so by itself; says whether the gateway was
/// away.
pub(crate) async fn invoice(realm: &Arc<Realm>, invoice: &Invoice) -> Result<bool> {
    let shop = realm.shop(invoice.total.currency)?;
    let automatic = invoice.method.and_then(|id| shop.method(id).ok());
    if !automatic.is_some_and(|method| method.automatic) {
        return Ok(false);
    }
    let (id, now) = (invoice.id, realm.now());
    let begun = realm
        .store
        .write(move |tx| {
            let Some(invoice) = tx.invoice(id)? else { return Ok(None) };
            tx.lock_account(invoice.account)?;
            let payer = tx.owner(invoice.account)?.member.login;
            if let Some(open) = tx.open_charge(id)? {
                return Ok(Some((open, payer, invoice.number)));
            }
            if invoice.state != InvoiceState::Unpaid {
                return Ok(None);
            }
            let charge = tx.begin_charge(id, invoice.account, invoice.open(), now)?;
            Ok(Some((charge, payer, invoice.number)))
        })
        .await?;
    let Some((charge, payer, number)) = begun else { return Ok(false) };
    let asked = NewCharge {
        reference: format!("charge-{}", charge.id),
        amount: charge.amount,
        payer,
        memo: format!("Invoice {number}"),
    };
    match realm.gateway.charge(&asked).await {
        Ok(charged) => settle(realm, invoice, charge, charged).await.map(|()| false),
        Err(Error::OutcomeUnknown(_) | Error::Unavailable(Supplier::Payments)) => Ok(true),
        Err(Error::Internal(why)) => Err(Error::Internal(why)),
        Err(refusal) => decline(realm, invoice, charge, refusal).await.map(|()| false),
    }
}

async fn settle(
    realm: &Arc<Realm>,
    invoice: &Invoice,
    charge: OpenCharge,
    charged: Charged,
) -> Result<()> {
    let (inner, account, now) = (Arc::clone(realm), invoice.account, realm.now());
    let invoice = realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            if !tx.settle_charge(charge.id, "done", &charged.receipt)? {
                return Ok(None);
            }
            receive(tx, &inner, &charge, now).map(Some)
        })
        .await?;
    match invoice {
        Some(invoice) => fulfil::if_paid(realm, &invoice).await,
        None => Ok(()),
    }
}

/// Puts money that came in on its invoice; what the invoice no longer needs is credit.
fn receive(tx: &mut Tx<'_>, realm: &Realm, charge: &OpenCharge, now: Timestamp) -> Result<Invoice> {
    let mut invoice =
        tx.invoice(charge.invoice)?.ok_or_else(|| Error::internal("a charge for no invoice"))?;
    let needed = match invoice.state {
        InvoiceState::Unpaid => invoice.open().at_most(charge.amount),
        _ => Money::zero(charge.amount.currency),
    };
    if needed.minor > 0 {
        tx.receive_applied(invoice.account, needed, &invoice.number, now)?;
        pay::count(tx, realm, &mut invoice, needed)?;
    }
    let rest = charge.amount.minus(needed)?;
    if rest.minor > 0 {
        tx.pay(invoice.account, rest, None, &invoice.number, now)?;
    }
    Ok(invoice)
}

async fn decline(
    realm: &Arc<Realm>,
    invoice: &Invoice,
    charge: OpenCharge,
    refusal: Error,
) -> Result<()> {
    let (account, number, now) = (invoice.account, invoice.number.clone(), realm.now());
    let words = match refusal {
        Error::Refused { words, .. } => words,
        other => format!("{other:?}"),
    };
    realm
        .store
        .write(move |tx| {
            tx.settle_charge(charge.id, "declined", "")?;
            let act = Act { account, member: None, now };
            tell(tx, act, EventKind::ChargeDeclined, &number, &words)
        })
        .await
}
