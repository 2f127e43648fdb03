//! What an affiliate sees. Who is none sees empty lists and zeros.

use model::Result;
use model::affiliate::{Affiliate, Campaign, Commission, CommissionPlan, Coupon, Payout};
use model::money::Money;
use model::privilege::{MiscPrivilege, Privilege};
use store::Tx;

use crate::page::MOST_ROWS;
use crate::realm::Context;

/// What an affiliate earned so far.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The affiliate, if the account is one.
    pub affiliate: Option<Affiliate>,
    /// In how many orders.
    pub orders: i64,
    /// What waits to be paid out.
    pub waiting: Money,
    /// What was paid out.
    pub paid_out: Money,
}

/// What the caller's account earned as an affiliate.
///
/// # Errors
/// When the caller may not look.
pub async fn summary(cx: &Context) -> Result<Summary> {
    let currency = cx.session.account.currency;
    let nothing = Money::zero(currency);
    let none = Summary { affiliate: None, orders: 0, waiting: nothing, paid_out: nothing };
    read(cx, none, move |tx, affiliate| {
        let (waiting, paid_out, orders) = tx.earned(affiliate.id, currency)?;
        Ok(Summary { affiliate: Some(affiliate), orders, waiting, paid_out })
    })
    .await
}

/// What the caller's account may promote.
///
/// # Errors
/// When the caller may not look.
pub async fn campaigns(cx: &Context) -> Result<Vec<Campaign>> {
    let campaigns = cx.realm.shop(cx.session.account.currency)?.campaigns.clone();
    read(cx, Vec::new(), move |_, _| Ok(campaigns.clone())).await
}

/// What it earned, newest first.
///
/// # Errors
/// When the caller may not look.
pub async fn commissions(cx: &Context) -> Result<Vec<Commission>> {
    read(cx, Vec::new(), |tx, affiliate| tx.commissions(affiliate.id, MOST_ROWS)).await
}

/// What it was paid, newest first.
///
/// # Errors
/// When the caller may not look.
pub async fn payouts(cx: &Context) -> Result<Vec<Payout>> {
    read(cx, Vec::new(), |tx, affiliate| tx.payouts(affiliate.id, MOST_ROWS)).await
}

/// The coupons it hands out.
///
/// # Errors
/// When the caller may not look.
pub async fn coupons(cx: &Context) -> Result<Vec<Coupon>> {
    read(cx, Vec::new(), |tx, affiliate| tx.coupons_of(affiliate.id, MOST_ROWS)).await
}

/// The plan it earns by.
///
/// # Errors
/// When the caller may not look.
pub async fn plan(cx: &Context) -> Result<Option<CommissionPlan>> {
    let plans = cx.realm.shop(cx.session.account.currency)?.clone();
    read(cx, None, move |_, affiliate| Ok(plans.plan(affiliate.plan).cloned())).await
}

async fn read<T, F>(cx: &Context, none: T, look: F) -> Result<T>
where
    T: Clone + Send + Sync + 'static,
    F: Fn(&mut Tx<'_>, Affiliate) -> Result<T> + Send + Sync + 'static,
{
    cx.needs(Privilege::Misc(MiscPrivilege::Affiliates))?;
    let account = cx.account();
    cx.realm
        .store
        .read(move |tx| match tx.affiliate_of(account)? {
            Some(affiliate) => look(tx, affiliate),
            None => Ok(none.clone()),
        })
        .await
}
