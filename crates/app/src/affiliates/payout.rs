//! Pays an affiliate what it earned, as credit, on the first day of each month.

use std::sync::Arc;

use model::Result;
use model::affiliate::AffiliateId;
use model::event::EventKind;
use model::time::Timestamp;

use crate::jobs;
use crate::news::{Act, tell};
use crate::realm::Realm;

/// The first instant of the month after `now`.
pub(super) fn next(now: Timestamp) -> Timestamp {
    let (year, month) = now.month();
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    Timestamp::parse(&format!("{year:04}-{month:02}-01T00:00:00Z")).unwrap_or(Timestamp::LATEST)
}

/// Pays everything that waits, unless it is less than the plan pays out.
pub(crate) async fn pay_out(realm: &Arc<Realm>, id: AffiliateId) -> Result<()> {
    let (inner, now) = (Arc::clone(realm), realm.now());
    realm
        .store
        .write(move |tx| {
            let Some(affiliate) = tx.affiliate(id)? else { return Ok(()) };
            tx.lock_account(affiliate.account)?;
            let account = tx.account(affiliate.account)?;
            let (waiting, _, _) = tx.earned(id, account.currency)?;
            let least = inner
                .shop(account.currency)?
                .plan(affiliate.plan)
                .map_or(0, |plan| plan.least_payout.minor);
            if waiting.minor <= 0 {
                return Ok(());
            }
            if waiting.minor < least {
                return tx.schedule(jobs::PAYOUT, id.0, next(now), "");
            }
            let seller = account.parent.unwrap_or(account.id);
            let paid = tx.add_payout(id, account.currency, now)?;
            tx.pay_commission(seller, account.id, paid, now)?;
            let act = Act { account: account.id, member: None, now };
            tell(tx, act, EventKind::CommissionPaid, "", &paid.to_string())
        })
        .await
}
