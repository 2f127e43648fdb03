//! Affiliates: coupons they hand out, commissions they earn, and payouts.

use model::account::AccountId;
use model::affiliate::{Affiliate, AffiliateId, Commission, Coupon, CouponId, Payout};
use model::invoice::{Discount, OrderId};
use model::money::{Currency, Money};
use model::time::Timestamp;
use model::{Error, Result};

use crate::tx::{Row, Tx};

fn read_affiliate(row: &Row<'_>) -> Result<Affiliate> {
    Ok(Affiliate {
        id: AffiliateId(row.int(0)?),
        account: AccountId(row.int(1)?),
        plan: u32::try_from(row.int(2)?).map_err(Error::internal)?,
        joined: row.instant(3)?,
    })
}

const COUPON: &str =
    "id, code, basis_points, amount, currency, uses, most_uses, ends, seller, affiliate";

fn read_coupon(row: &Row<'_>) -> Result<Coupon> {
    let (basis_points, amount) = (row.int(2)?, row.int(3)?);
    let discount = match basis_points {
        0 => Discount::Amount(Money::new(amount, Currency::parse(&row.text(4)?)?)),
        share => Discount::Share(share),
    };
    Ok(Coupon {
        id: CouponId(row.int(0)?),
        seller: AccountId(row.int(8)?),
        affiliate: row.maybe_int(9)?.map(AffiliateId),
        code: row.text(1)?,
        discount,
        uses: row.int(5)?,
        most_uses: row.maybe_int(6)?,
        ends: row.maybe_instant(7)?,
    })
}

const COMMISSION: &str = "c.id, c.amount, c.currency, c.at, c.payout, o.number";

fn read_commission(row: &Row<'_>) -> Result<Commission> {
    Ok(Commission {
        id: row.int(0)?,
        order: row.int(5)?,
        amount: Money::new(row.int(1)?, Currency::parse(&row.text(2)?)?),
        at: row.instant(3)?,
        paid_out: row.maybe_int(4)?.is_some(),
    })
}

impl Tx<'_> {
    /// Makes an account an affiliate.
    ///
    /// # Errors
    /// When the database fails, or it is one already.
    pub fn add_affiliate(
        &mut self,
        account: AccountId,
        plan: u32,
        now: Timestamp,
    ) -> Result<AffiliateId> {
        self.insert(
            "INSERT INTO affiliate (account, plan, joined) VALUES (?1, ?2, ?3) RETURNING id",
            &[account.0.into(), i64::from(plan).into(), now.into()],
        )
        .map(AffiliateId)
    }

    /// One affiliate.
    ///
    /// # Errors
    /// When the database fails.
    pub fn affiliate(&mut self, id: AffiliateId) -> Result<Option<Affiliate>> {
        self.first(
            "SELECT id, account, plan, joined FROM affiliate WHERE id = ?1",
            &[id.0.into()],
            read_affiliate,
        )
    }

    /// An account as an affiliate, if it is one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn affiliate_of(&mut self, account: AccountId) -> Result<Option<Affiliate>> {
        self.first(
            "SELECT id, account, plan, joined FROM affiliate WHERE account = ?1",
            &[account.0.into()],
            read_affiliate,
        )
    }

    /// Adds a coupon; its id does not count, and neither does how often it was used.
    ///
    /// # Errors
    /// When the database fails, or the seller has one with this code.
    pub fn add_coupon(&mut self, coupon: &Coupon) -> Result<CouponId> {
        let (basis_points, amount) = match coupon.discount {
            Discount::Share(share) => (share, None),
            Discount::Amount(amount) => (0, Some(amount)),
        };
        self.insert(
            "INSERT INTO coupon
                 (seller, affiliate, code, code_key, basis_points, amount, currency, uses,
                  most_uses, ends)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9) RETURNING id",
            &[
                coupon.seller.0.into(),
                coupon.affiliate.map(|affiliate| affiliate.0).into(),
                (&coupon.code).into(),
                (&coupon.code.to_lowercase()).into(),
                basis_points.into(),
                amount.map_or(0, |amount| amount.minor).into(),
                amount.as_ref().map_or("", |amount| amount.currency.code()).into(),
                coupon.most_uses.into(),
                coupon.ends.into(),
            ],
        )
        .map(CouponId)
    }

    /// A seller's coupon by its code, in either case.
    ///
    /// # Errors
    /// When the database fails.
    pub fn coupon(&mut self, seller: AccountId, code: &str) -> Result<Option<Coupon>> {
        self.first(
            &format!("SELECT {COUPON} FROM coupon WHERE seller = ?1 AND code_key = ?2"),
            &[seller.0.into(), (&code.to_lowercase()).into()],
            read_coupon,
        )
    }

    /// The coupons that an affiliate hands out, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn coupons_of(&mut self, affiliate: AffiliateId, limit: i64) -> Result<Vec<Coupon>> {
        self.all(
            &format!("SELECT {COUPON} FROM coupon WHERE affiliate = ?1 ORDER BY id LIMIT ?2"),
            &[affiliate.0.into(), limit.into()],
            read_coupon,
        )
    }

    /// Counts a use of a coupon, unless it was used as often as it may be; says whether it was not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn use_coupon(&mut self, id: CouponId) -> Result<bool> {
        let used = self.first(
            "UPDATE coupon SET uses = uses + 1
             WHERE id = ?1 AND (most_uses IS NULL OR uses < most_uses) RETURNING id",
            &[id.0.into()],
            |_| Ok(()),
        )?;
        Ok(used.is_some())
    }

    /// Adds to the commission of an order that waits to be paid out; an order has one of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_commission(
        &mut self,
        affiliate: AffiliateId,
        order: OrderId,
        amount: Money,
        now: Timestamp,
    ) -> Result<()> {
        self.write(
            "INSERT INTO commission (affiliate, shop_order, amount, currency, at)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (shop_order) WHERE payout IS NULL
             DO UPDATE SET amount = commission.amount + excluded.amount",
            &[
                affiliate.0.into(),
                order.0.into(),
                amount.minor.into(),
                amount.currency.code().into(),
                now.into(),
            ],
        )
    }

    /// The commissions of an affiliate, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn commissions(&mut self, affiliate: AffiliateId, limit: i64) -> Result<Vec<Commission>> {
        self.all(
            &format!(
                "SELECT {COMMISSION} FROM commission c JOIN shop_order o ON o.id = c.shop_order
                 WHERE c.affiliate = ?1 ORDER BY c.id DESC LIMIT ?2"
            ),
            &[affiliate.0.into(), limit.into()],
            read_commission,
        )
    }

    /// What an affiliate earned in a currency: that waits to be paid out, and that was.
    ///
    /// # Errors
    /// When the database fails.
    pub fn earned(
        &mut self,
        affiliate: AffiliateId,
        currency: Currency,
    ) -> Result<(Money, Money, i64)> {
        let found = self.first(
            "SELECT CAST(COALESCE(SUM(CASE WHEN payout IS NULL THEN amount ELSE 0 END), 0) AS BIGINT),
                 CAST(COALESCE(SUM(CASE WHEN payout IS NULL THEN 0 ELSE amount END), 0) AS BIGINT),
                 COUNT(DISTINCT shop_order)
             FROM commission WHERE affiliate = ?1 AND currency = ?2",
            &[affiliate.0.into(), currency.code().into()],
            |row| {
                let money = |minor| Money::new(minor, currency);
                Ok((money(row.int(0)?), money(row.int(1)?), row.int(2)?))
            },
        )?;
        let nothing = Money::zero(currency);
        Ok(found.unwrap_or((nothing, nothing, 0)))
    }

    /// Writes a payout of everything that waits for it, and gives the sum.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_payout(
        &mut self,
        affiliate: AffiliateId,
        currency: Currency,
        now: Timestamp,
    ) -> Result<Money> {
        let id = self.insert(
            "INSERT INTO payout (affiliate, amount, currency, at) VALUES (?1, 0, ?2, ?3)
             RETURNING id",
            &[affiliate.0.into(), currency.code().into(), now.into()],
        )?;
        // Marked first and added up then: a commission may be earned between any two statements.
        self.write(
            "UPDATE commission SET payout = ?2
             WHERE affiliate = ?1 AND payout IS NULL AND currency = ?3",
            &[affiliate.0.into(), id.into(), currency.code().into()],
        )?;
        let sum = self.number(
            "SELECT CAST(SUM(amount) AS BIGINT) FROM commission
             WHERE affiliate = ?1 AND payout = ?2",
            &[affiliate.0.into(), id.into()],
        )?;
        self.write("UPDATE payout SET amount = ?2 WHERE id = ?1", &[id.into(), sum.into()])?;
        Ok(Money::new(sum, currency))
    }

    /// The payouts of an affiliate, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn payouts(&mut self, affiliate: AffiliateId, limit: i64) -> Result<Vec<Payout>> {
        self.all(
            "SELECT id, amount, currency, at FROM payout WHERE affiliate = ?1
             ORDER BY id DESC LIMIT ?2",
            &[affiliate.0.into(), limit.into()],
            |row| {
                let currency = Currency::parse(&row.text(2)?)?;
                Ok(Payout {
                    id: row.int(0)?,
                    amount: Money::new(row.int(1)?, currency),
                    at: row.instant(3)?,
                })
            },
        )
    }
}
