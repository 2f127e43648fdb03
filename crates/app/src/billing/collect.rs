//! Has a gateway take the money for an invoice. The gateway knows each charge by our number, so that
//! asking again takes nothing twice; what comes in too late or too much becomes credit.

use std::sync::Arc;

use model::Result;
use model::account::AccountId;
use model::error::{Error, Supplier};
use model::event::EventKind;
use model::invoice::InvoiceState;
use model::money::Money;
use model::time::{Seconds, Timestamp};
use store::Tx;
use store::charges::OpenCharge;
use store::invoices::Invoice;

use super::{fulfil, pay};
use crate::jobs;
use crate::news::{Act, tell};
use crate::ports::gateway::{Charged, NewCharge};
use crate::realm::Realm;

/// A gateway that did not tell is asked again after this long.
const ASK_AGAIN: Seconds = Seconds(3_600);

/// A charge that is to be made, or that was begun before and not answered.
struct Begun {
    charge: OpenCharge,
    payer: String,
    before: bool,
}

/// Takes the money where the invoice's payment method does so by itself; says whether the gateway was
/// away.
pub(crate) async fn invoice(realm: &Arc<Realm>, invoice: &Invoice) -> Result<bool> {
    let shop = realm.shop(invoice.total.currency)?;
    let automatic = invoice.method.and_then(|id| shop.method(id).ok());
    if !automatic.is_some_and(|method| method.automatic) {
        return Ok(false);
    }
    let (id, account, now) = (invoice.id, invoice.account, realm.now());
    let begun = realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            let Some(invoice) = tx.invoice(id)? else { return Ok(None) };
            let payer = tx.owner(account)?.member.login;
            if let Some(charge) = tx.open_charge(id)? {
                return Ok(Some(Begun { charge, payer, before: true }));
            }
            if invoice.state != InvoiceState::Unpaid {
                return Ok(None);
            }
            let charge = tx.begin_charge(id, account, invoice.open(), now)?;
            tx.schedule(jobs::CHARGE, charge.id, now + ASK_AGAIN, "")?;
            Ok(Some(Begun { charge, payer, before: false }))
        })
        .await?;
    match begun {
        Some(begun) => ask(realm, invoice, begun).await,
        None => Ok(false),
    }
}

/// Asks about a charge that was begun and not answered, whatever became of its invoice since.
pub(crate) async fn again(realm: &Arc<Realm>, id: i64) -> Result<()> {
    let found = realm
        .store
        .read(move |tx| {
            let Some(charge) = tx.open_charge_by_id(id)? else { return Ok(None) };
            let invoice = tx
                .invoice(charge.invoice)?
                .ok_or_else(|| Error::internal("a charge for nothing"))?;
            let payer = tx.owner(invoice.account)?.member.login;
            Ok(Some((invoice, Begun { charge, payer, before: true })))
        })
        .await?;
    let Some((invoice, begun)) = found else { return Ok(()) };
    if ask(realm, &invoice, begun).await? {
        let due = realm.now() + ASK_AGAIN;
        realm.store.write(move |tx| tx.schedule(jobs::CHARGE, id, due, "")).await?;
    }
    Ok(())
}

/// Asks the gateway, which tells first what became of a charge that was begun before; says whether it
/// was away.
async fn ask(realm: &Arc<Realm>, invoice: &Invoice, begun: Begun) -> Result<bool> {
    let Begun { charge, payer, before } = begun;
    let reference = format!("charge-{}", charge.id);
    let known = if before { realm.gateway.info(&reference).await } else { Ok(None) };
    let reply = match known {
        Ok(Some(charged)) => Ok(charged),
        // Nothing was taken, and nothing is needed any more.
        Ok(None) if invoice.state != InvoiceState::Unpaid => {
            return close(realm, &charge, invoice.account).await.map(|()| false);
        }
        Ok(None) => {
            let memo = format!("Invoice {}", invoice.number);
            let asked = NewCharge { reference, amount: charge.amount, payer, memo };
            realm.gateway.charge(&asked).await
        }
        Err(error @ Error::Internal(_)) => Err(error),
        Err(_) => return Ok(true),
    };
    match reply {
        Ok(charged) => settle(realm, invoice, charge, charged).await.map(|()| false),
        Err(Error::Unavailable(Supplier::Payments)) => {
            // Nothing happened: the next time is another charge, over what is needed then.
            close(realm, &charge, invoice.account).await.map(|()| true)
        }
        Err(Error::OutcomeUnknown(_)) => Ok(true),
        Err(Error::Internal(why)) => Err(Error::Internal(why)),
        Err(refusal) => decline(realm, invoice, charge, refusal).await.map(|()| false),
    }
}

/// Writes down that nothing came of a charge.
async fn close(realm: &Arc<Realm>, charge: &OpenCharge, account: AccountId) -> Result<()> {
    let id = charge.id;
    realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            answered(tx, id, "dropped", "").map(drop)
        })
        .await
}

/// Writes a gateway's answer down, unless that was done before; says whether it was not.
fn answered(tx: &mut Tx<'_>, charge: i64, state: &str, receipt: &str) -> Result<bool> {
    tx.unschedule(jobs::CHARGE, charge)?;
    tx.settle_charge(charge, state, receipt)
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
            if !answered(tx, charge.id, "done", &charged.receipt)? {
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
            tx.lock_account(account)?;
            if !answered(tx, charge.id, "declined", "")? {
                return Ok(());
            }
            let act = Act { account, member: None, now };
            tell(tx, act, EventKind::ChargeDeclined, &number, &words)
        })
        .await
}
