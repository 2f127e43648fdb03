//! One line of a paid invoice: taken to pay for an operation, then had, or given back as credit.

use model::account::AccountId;
use model::event::EventKind;
use model::invoice::{InvoiceState, LineId, LineState};
use model::ledger::HoldId;
use model::money::Money;
use model::price::Charge;
use model::time::{Seconds, Timestamp};
use model::{Error, Result, error::Noun};
use store::Tx;
use store::invoices::Line;

use super::bill;
use crate::affiliates;
use crate::jobs;
use crate::news::{Act, tell};
use crate::operations;
use crate::realm::{Context, Realm};

/// How long after a supplier was away what was paid is tried again.
pub(crate) const TRY_AGAIN: Seconds = Seconds(60);

/// Sets a line's share aside for the operation that it pays for. Lock the account first.
pub(crate) fn take(
    tx: &mut Tx<'_>,
    cx: &Context,
    line: LineId,
    seller: AccountId,
    cost: Money,
) -> Result<HoldId> {
    let line = tx.line(line)?;
    if line.state != LineState::Due || line.account != cx.account() {
        return Err(Error::NothingPending(Noun::Invoice));
    }
    let share = line.share;
    give_back(tx, &line, cx.now())?;
    let charge = Charge { price: share.gross, tax: share.tax, cost };
    let ends = operations::hold_ends(cx);
    tx.hold(cx.account(), seller, charge, &line.description, cx.now(), ends).map(|(hold, _)| hold)
}

/// Spends a line's share at once, where nobody outside is asked.
pub(crate) fn spend(tx: &mut Tx<'_>, realm: &Realm, line: &Line, now: Timestamp) -> Result<()> {
    let seller = tx.account(line.account)?.parent.unwrap_or(line.account);
    let cost = Money::zero(line.share.gross.currency);
    let charge = Charge { price: line.share.gross, tax: line.share.tax, cost };
    tx.spend_applied(line.account, seller, charge, &line.description, now)?;
    had(tx, realm, line.id, now)
}

/// Writes down that what a line is for was had.
pub(crate) fn had(tx: &mut Tx<'_>, realm: &Realm, line: LineId, now: Timestamp) -> Result<()> {
    let line = tx.line(line)?;
    tx.set_line(line.id, LineState::Done)?;
    bill::paid(tx, &line, now)?;
    affiliates::earn(tx, realm, &line, now)
}

/// After the hold of a line's operation was released: its share is credit again.
pub(crate) fn released(tx: &mut Tx<'_>, line: LineId, now: Timestamp) -> Result<()> {
    let line = tx.line(line)?;
    if bill::called_off(tx, &line)? {
        return crate::subscriptions::never_begun(tx, &line, now);
    }
    refused(tx, &line, now)
}

/// After the hold of a line's operation was released because a supplier was away: its share goes back
/// on the invoice, and it is tried again.
pub(crate) fn put_back(tx: &mut Tx<'_>, line: LineId, now: Timestamp) -> Result<()> {
    let line = tx.line(line)?;
    if bill::called_off(tx, &line)? {
        return Ok(());
    }
    if line.share.gross.minor > 0 {
        tx.apply_again(line.account, line.share.gross, &line.description, now)?;
    }
    tx.set_line(line.id, LineState::Due)?;
    tx.schedule(jobs::FULFIL, line.invoice.0, now + TRY_AGAIN, "")
}

/// Gives the share of a line back that was paid and cannot be had. Doing it again changes nothing.
pub(crate) fn refuse(tx: &mut Tx<'_>, line: LineId, now: Timestamp) -> Result<()> {
    let line = tx.line(line)?;
    if line.state != LineState::Due {
        return Ok(());
    }
    give_back(tx, &line, now)?;
    refused(tx, &line, now)
}

fn give_back(tx: &mut Tx<'_>, line: &Line, now: Timestamp) -> Result<()> {
    if line.share.gross.minor > 0 {
        tx.return_credit(line.account, line.share.gross, &line.description, now)?;
    }
    Ok(())
}

/// Writes down that a line's share was given back; when nothing of its invoice could be had, that the
/// invoice was refunded.
fn refused(tx: &mut Tx<'_>, line: &Line, now: Timestamp) -> Result<()> {
    tx.set_line(line.id, LineState::Refused)?;
    crate::subscriptions::never_begun(tx, line, now)?;
    let act = Act { account: line.account, member: None, now };
    tell(tx, act, EventKind::ItemRefused, &line.name, &line.share.gross.to_string())?;
    let lines = tx.lines(line.invoice)?;
    let mut items = lines.iter().filter(|line| line.kind.is_item());
    if items.all(|line| line.state == LineState::Refused)
        && let Some(mut invoice) = tx.invoice(line.invoice)?
    {
        invoice.state = InvoiceState::Refunded;
        tx.save_invoice(&invoice)?;
    }
    Ok(())
}
