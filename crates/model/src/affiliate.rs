//! Affiliates: accounts that bring others, and what they get for it.

use crate::account::AccountId;
use crate::error::{Error, Field, Reason, Result};
use crate::invoice::Discount;
use crate::money::Money;
use crate::time::Timestamp;

/// Row id of an affiliate; the number that orders name it by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AffiliateId(pub i64);

/// Row id of a coupon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CouponId(pub i64);

/// An account that brings others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliate {
    /// Its row.
    pub id: AffiliateId,
    /// The account.
    pub account: AccountId,
    /// The number of the plan it earns by.
    pub plan: u32,
    /// When it joined.
    pub joined: Timestamp,
}

/// By what an affiliate earns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommissionPlan {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Hundredths of a per cent of what was had, net.
    pub basis_points: i64,
    /// Commissions below this wait for the next payout.
    pub least_payout: Money,
}

/// Something to promote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub url: String,
}

/// A code that makes the first payment of a product cheaper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coupon {
    /// Its row.
    pub id: CouponId,
    /// Whose products.
    pub seller: AccountId,
    /// Who hands it out.
    pub affiliate: Option<AffiliateId>,
    /// The code.
    pub code: String,
    /// What it takes off each product.
    pub discount: Discount,
    /// In how many orders it was used.
    pub uses: i64,
    /// In how many it may be used.
    pub most_uses: Option<i64>,
    /// When it ends.
    pub ends: Option<Timestamp>,
}

impl Coupon {
    /// Refuses one that is over or used up.
    ///
    /// # Errors
    /// Names the coupon.
    pub fn usable(&self, now: Timestamp) -> Result<()> {
        let over = self.ends.is_some_and(|ends| ends <= now);
        let used_up = self.most_uses.is_some_and(|most| self.uses >= most);
        if over || used_up {
            return Err(Error::invalid(Field::Coupon, Reason::NotApplicable));
        }
        Ok(())
    }
}

/// What an affiliate earned by one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commission {
    /// Its row.
    pub id: i64,
    /// What people call the order.
    pub order: i64,
    /// How much.
    pub amount: Money,
    /// When it was earned.
    pub at: Timestamp,
    /// Whether it was paid out.
    pub paid_out: bool,
}

/// Commissions that were paid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payout {
    /// Its row.
    pub id: i64,
    /// How much.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
}
