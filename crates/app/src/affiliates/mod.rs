//! Affiliates: who brought an order earns by what was had of it.

mod join;
mod payout;
mod read;

pub use join::{NewCoupon, add_coupon, join};
pub(crate) use payout::pay_out;
pub use read::{Summary, campaigns, commissions, coupons, payouts, plan, summary};

use model::Result;
use model::affiliate::AffiliateId;
use model::event::EventKind;
use model::time::Timestamp;
use store::Tx;
use store::invoices::Line;

use crate::jobs;
use crate::news::{Act, tell};
use crate::realm::Realm;

/// Counts what an affiliate earns by a line that was had: its plan's share of the net price.
pub(crate) fn earn(tx: &mut Tx<'_>, realm: &Realm, line: &Line, now: Timestamp) -> Result<()> {
    let Some(order) = tx.order_of(line.invoice)? else { return Ok(()) };
    let Some(id) = order.affiliate.map(AffiliateId) else { return Ok(()) };
    let Some(affiliate) = tx.affiliate(id)? else { return Ok(()) };
    let shop = realm.shop(line.share.gross.currency)?;
    let Some(plan) = shop.plan(affiliate.plan) else { return Ok(()) };
    let net = line.share.gross.minus(line.share.tax)?;
    let amount = net.basis_points(plan.basis_points)?;
    if amount.minor <= 0 {
        return Ok(());
    }
    tx.add_commission(affiliate.id, order.id, amount, now)?;
    tx.schedule(jobs::PAYOUT, affiliate.id.0, payout::next(now), "")?;
    let act = Act { account: affiliate.account, member: None, now };
    tell(tx, act, EventKind::CommissionEarned, &order.number.to_string(), &amount.to_string())
}
