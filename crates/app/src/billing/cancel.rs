//! Calls an unpaid invoice off. What was paid on it in part is credit again.

use std::sync::Arc;

use model::Result;
use model::domain::Domain;
use model::event::EventKind;
use model::invoice::{InvoiceId, InvoiceState, LineKind, LineState};
use model::money::Money;
use model::time::Timestamp;
use store::Tx;

use crate::jobs;
use crate::news::{Act, tell};
use crate::realm::Realm;
use crate::subscriptions;

/// Calls an invoice off, if it is still unpaid.
pub(crate) async fn invoice(realm: &Arc<Realm>, id: InvoiceId) -> Result<()> {
    let now = realm.now();
    realm
        .store
        .write(move |tx| {
            let Some(invoice) = tx.invoice(id)? else { return Ok(()) };
            tx.lock_account(invoice.account)?;
            call_off(tx, id, now)
        })
        .await
}

/// Calls off what bills its holder, whose account is locked, the renewal of a name from an expiry that it
/// no longer has. What bills somebody who held it before is called off in its own time.
pub(crate) fn superseded(tx: &mut Tx<'_>, domain: &Domain, now: Timestamp) -> Result<()> {
    for line in tx.lines_about(&[LineKind::Renew], domain.id.0)? {
        let passed = line.covers.is_some_and(|covers| covers < domain.expires);
        if passed && line.account == domain.account && line.state == LineState::Open {
            call_off(tx, line.invoice, now)?;
        }
    }
    Ok(())
}

/// Calls an invoice off in a transaction that has locked its account, if it is still unpaid.
pub(crate) fn call_off(tx: &mut Tx<'_>, id: InvoiceId, now: Timestamp) -> Result<()> {
    let Some(mut invoice) = tx.invoice(id)? else { return Ok(()) };
    if invoice.state != InvoiceState::Unpaid {
        return Ok(());
    }
    if invoice.applied.minor > 0 {
        tx.return_credit(invoice.account, invoice.applied, &invoice.number, now)?;
        invoice.applied = Money::zero(invoice.applied.currency);
    }
    invoice.state = InvoiceState::Cancelled;
    tx.save_invoice(&invoice)?;
    tx.set_lines(id, LineState::Open, LineState::Cancelled)?;
    for line in tx.lines(id)? {
        subscriptions::never_begun(tx, &line, now)?;
    }
    tx.unschedule(jobs::INVOICE, id.0)?;
    let act = Act { account: invoice.account, member: None, now };
    tell(tx, act, EventKind::InvoiceCancelled, &invoice.number, "")
}
