//! Making an account an affiliate, and giving it coupons to hand out.

use std::sync::Arc;

use model::Result;
use model::account::AccountId;
use model::affiliate::{AffiliateId, Coupon, CouponId};
use model::error::{Error, Field, Noun, Reason};
use model::invoice::Discount;
use model::time::Timestamp;

use crate::realm::Realm;

/// Makes an account an affiliate by its shop's first plan; one that is one already stays so.
///
/// # Errors
/// When the database fails.
pub async fn join(realm: &Arc<Realm>, account: AccountId) -> Result<AffiliateId> {
    let inner = Arc::clone(realm);
    realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            if let Some(known) = tx.affiliate_of(account)? {
                return Ok(known.id);
            }
            let currency = tx.account(account)?.currency;
            let plan = inner.shop(currency)?.plans.first().map_or(0, |plan| plan.id);
            tx.add_affiliate(account, plan, inner.now())
        })
        .await
}

/// A coupon that somebody may hand out.
#[derive(Debug, Clone)]
pub struct NewCoupon {
    /// Whose products.
    pub seller: AccountId,
    /// Who hands it out.
    pub affiliate: Option<AffiliateId>,
    /// Its code.
    pub code: String,
    /// What it takes off.
    pub discount: Discount,
    /// In how many orders it may be used.
    pub most_uses: Option<i64>,
    /// When it ends.
    pub ends: Option<Timestamp>,
}

/// Makes a coupon.
///
/// # Errors
/// When the code cannot be meant, or the seller has one with this code.
pub async fn add_coupon(realm: &Arc<Realm>, new: NewCoupon) -> Result<CouponId> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if new.code.is_empty() || new.code.len() > 40 || !new.code.bytes().all(fits) {
        return Err(Error::invalid(Field::Coupon, Reason::NotText));
    }
    realm
        .store
        .write(move |tx| {
            tx.lock_account(new.seller)?;
            if tx.coupon(new.seller, &new.code)?.is_some() {
                return Err(Error::Taken(Noun::Price));
            }
            tx.add_coupon(&Coupon {
                id: CouponId(0),
                seller: new.seller,
                affiliate: new.affiliate,
                code: new.code.clone(),
                discount: new.discount,
                uses: 0,
                most_uses: new.most_uses,
                ends: new.ends,
            })
        })
        .await
}
