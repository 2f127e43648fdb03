//! News: writing the event log, and reading it as poll messages. Mail is another reading of it.

use model::Result;
use model::account::{AccountId, MemberId, is_low};
use model::event::{EventKind, Notification};
use model::ledger::Funds;
use model::time::Timestamp;
use store::Tx;

use crate::jobs;

/// Who did something, and when.
#[derive(Debug, Clone, Copy)]
pub struct Act {
    /// For which account.
    pub account: AccountId,
    /// Who acted; none for the platform itself.
    pub member: Option<MemberId>,
    /// When.
    pub now: Timestamp,
}

/// Writes down that something happened, and sees to it that whoever wants mail about it gets some.
///
/// # Errors
/// When the database fails.
pub fn tell(tx: &mut Tx<'_>, act: Act, kind: EventKind, subject: &str, detail: &str) -> Result<()> {
    tx.log(act.account, act.member, kind, subject, detail, act.now)?;
    if Notification::of(kind).is_some() || kind.is_always_mailed() {
        tx.schedule(jobs::NOTIFY, act.account.0, act.now, "")?;
    }
    Ok(())
}

/// Says that a balance is low, when this change made it so.
///
/// # Errors
/// When the database fails.
pub fn tell_if_low(
    tx: &mut Tx<'_>,
    act: Act,
    before: &Funds,
    after: &Funds,
    threshold_minor: i64,
) -> Result<()> {
    let low = |funds: &Funds| is_low(funds.balance(), threshold_minor);
    if low(after) && !low(before) {
        tell(tx, act, EventKind::BalanceLow, "", &after.balance().to_string())?;
    }
    Ok(())
}
