//! Invoices: what a cart comes to, how far an invoice is paid, and what each line's share of the
//! payment is.
//!
//! Lines are net. A discount is taken off them, the payment method's fee is added, and tax is taken
//! of the sum, rounded half up once. What was paid is spent line by line: each line's share is its
//! part of the total, and all shares make exactly the total.

use crate::error::{Error, Field, Reason, Result};
use crate::money::{Currency, Money};
use crate::time::{Days, Timestamp};

/// Row id of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InvoiceId(pub i64);

/// Row id of a line of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineId(pub i64);

/// Row id of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderId(pub i64);

/// When invoices are raised, and what happens when they are not paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BillingTerms {
    /// How long an order waits for its payment before it is due.
    pub order_due: Days,
    /// How long after that it is called off.
    pub order_ends: Days,
    /// How long before its next cycle a subscription is billed.
    pub subscription_ahead: Days,
    /// How long before its expiry the renewal of a name is billed.
    pub name_ahead: Days,
    /// How long after its due date an unpaid subscription is suspended.
    pub suspend_after: Days,
    /// How long after its due date an unpaid subscription ends.
    pub end_after: Days,
}

impl Default for BillingTerms {
    fn default() -> Self {
        Self {
            order_due: Days(7),
            order_ends: Days(30),
            subscription_ahead: Days(7),
            name_ahead: Days(30),
            suspend_after: Days(3),
            end_after: Days(30),
        }
    }
}

/// How far an invoice got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceState {
    /// Open, wholly or in part.
    Unpaid,
    /// Paid as a whole.
    Paid,
    /// Called off before it was paid.
    Cancelled,
    /// Paid, and given back as credit because nothing on it could be had.
    Refunded,
}

impl InvoiceState {
    const ALL: [Self; 4] = [Self::Unpaid, Self::Paid, Self::Cancelled, Self::Refunded];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::Paid => "paid",
            Self::Cancelled => "cancelled",
            Self::Refunded => "refunded",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A first registration.
    Register,
    /// A name that somebody else holds.
    Transfer,
    /// More years of a name.
    Renew,
    /// A new subscription.
    Subscribe,
    /// Another cycle of a subscription.
    Continue,
    /// More of a subscription.
    Upgrade,
    /// The fee of the payment method.
    Fee,
    /// A coupon's discount.
    Discount,
}

impl LineKind {
    const ALL: [Self; 8] = [
        Self::Register,
        Self::Transfer,
        Self::Renew,
        Self::Subscribe,
        Self::Continue,
        Self::Upgrade,
        Self::Fee,
        Self::Discount,
    ];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Transfer => "transfer",
            Self::Renew => "renew",
            Self::Subscribe => "subscribe",
            Self::Continue => "continue",
            Self::Upgrade => "upgrade",
            Self::Fee => "fee",
            Self::Discount => "discount",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether it is about a name.
    #[must_use]
    pub const fn is_about_a_name(self) -> bool {
        matches!(self, Self::Register | Self::Transfer | Self::Renew)
    }

    /// Whether something is had for it, rather than that it makes the others dearer or cheaper.
    #[must_use]
    pub const fn is_item(self) -> bool {
        !matches!(self, Self::Fee | Self::Discount)
    }
}

/// How far what a line is for got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineState {
    /// Not paid yet.
    Open,
    /// Paid, and not begun.
    Due,
    /// Under way.
    Begun,
    /// Had.
    Done,
    /// It could not be had, and its share was given back as credit.
    Refused,
    /// Called off before it was paid.
    Cancelled,
}

impl LineState {
    const ALL: [Self; 6] =
        [Self::Open, Self::Due, Self::Begun, Self::Done, Self::Refused, Self::Cancelled];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Due => "due",
            Self::Begun => "begun",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// How an invoice can be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentMethod {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// What it costs each time.
    pub fixed: Money,
    /// What it costs in hundredths of a per cent of the lines.
    pub basis_points: i64,
    /// Whether a gateway takes the money by itself when the invoice is due.
    pub automatic: bool,
}

/// A tax on everything that is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tax {
    /// Its name.
    pub name: String,
    /// Its rate in hundredths of a per cent.
    pub basis_points: i64,
}

/// What a coupon takes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discount {
    /// So many hundredths of a per cent of each item.
    Share(i64),
    /// An amount of each item, at most all of it.
    Amount(Money),
}

impl Discount {
    /// What it takes off a price: never more than the price.
    ///
    /// # Errors
    /// When the currencies differ, or the price is out of range.
    pub fn off(&self, price: Money) -> Result<Money> {
        match self {
            Self::Share(basis_points) => Ok(price.basis_points(*basis_points)?.at_most(price)),
            Self::Amount(amount) if amount.currency == price.currency => Ok(amount.at_most(price)),
            Self::Amount(_) => Err(Error::invalid(Field::Coupon, Reason::CurrencyMismatch)),
        }
    }
}

/// An item of a bill, net.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BillItem {
    /// What it costs.
    pub price: Money,
    /// What a coupon takes off it.
    pub discount: Money,
}

/// A line's part of a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// With its part of fee, discount and tax.
    pub gross: Money,
    /// The tax in it.
    pub tax: Money,
}

/// What a cart comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    items: Vec<BillItem>,
    /// Sum of the items.
    pub cost: Money,
    /// What coupons take off.
    pub discount: Money,
    /// What the payment method costs.
    pub fee: Money,
    /// Tax on all of that.
    pub tax: Money,
    /// What is to be paid.
    pub total: Money,
}

impl Bill {
    /// Adds up items, a payment method's fee and tax. Who pays nothing pays no fee.
    ///
    /// # Errors
    /// When currencies differ, or a sum is out of range.
    pub fn of(
        items: Vec<BillItem>,
        method: Option<&PaymentMethod>,
        tax: Option<&Tax>,
        currency: Currency,
    ) -> Result<Self> {
        let zero = Money::zero(currency);
        let sum = |part: fn(&BillItem) -> Money| {
            items.iter().try_fold(zero, |sum, item| sum.plus(part(item)))
        };
        let (cost, discount) = (sum(|item| item.price)?, sum(|item| item.discount)?);
        let net = cost.minus(discount)?;
        let fee = match method {
            Some(method) if net.minor > 0 => {
                method.fixed.plus(net.basis_points(method.basis_points)?)?
            }
            _ => zero,
        };
        let taxed = net.plus(fee)?;
        let tax = tax.map_or(Ok(zero), |tax| taxed.basis_points(tax.basis_points))?;
        Ok(Self { items, cost, discount, fee, tax, total: taxed.plus(tax)? })
    }

    /// Sum of the lines: items and fee, less the discount.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn subtotal(&self) -> Result<Money> {
        self.total.minus(self.tax)
    }

    /// Each item's part of the total and of the tax in it. All parts make exactly the whole.
    ///
    /// # Errors
    /// When a sum is out of range.
    pub fn shares(&self) -> Result<Vec<Share>> {
        let weights: Vec<i64> =
            self.items.iter().map(|item| item.price.minor - item.discount.minor).collect();
        let gross = spread(self.total, &weights)?;
        let tax = spread(self.tax, &weights)?;
        Ok(gross.into_iter().zip(tax).map(|(gross, tax)| Share { gross, tax }).collect())
    }
}

/// Splits an amount by weights. Where each part ends is rounded, not each part, so that nothing is
/// lost or made.
fn spread(amount: Money, weights: &[i64]) -> Result<Vec<Money>> {
    let whole: i64 = weights.iter().sum();
    let (mut so_far, mut given) = (0, Money::zero(amount.currency));
    let mut parts = Vec::with_capacity(weights.len());
    for weight in weights {
        so_far += weight;
        let until = if whole == 0 { amount } else { amount.portion(so_far, whole)? };
        parts.push(until.minus(given)?);
        given = until;
    }
    Ok(parts)
}

/// When a cycle that is `due` now ends: the first instant after it that lies whole cycles of
/// `months` behind the anchor. Counted from the anchor, so that a 31st is not lost in February.
#[must_use]
pub fn next_due(anchor: Timestamp, months: u8, due: Timestamp) -> Timestamp {
    let months = u32::from(months.max(1));
    // Months have 28 to 31 days: begin below and step up.
    let days = (due.unix() - anchor.unix()).max(0) / crate::time::Seconds::DAY.0;
    let mut cycles = u32::try_from(days / 31).unwrap_or(0) / months;
    while anchor.plus_months(cycles * months) <= due {
        cycles += 1;
    }
    anchor.plus_months(cycles * months)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    fn item(price: i64, discount: i64) -> BillItem {
        BillItem { price: usd(price), discount: usd(discount) }
    }

    fn paypal() -> PaymentMethod {
        PaymentMethod {
            id: 5,
            name: "PayPal".into(),
            fixed: usd(30),
            basis_points: 290,
            automatic: false,
        }
    }

    fn vat() -> Tax {
        Tax { name: "VAT".into(), basis_points: 2_100 }
    }

    #[test]
    fn tax_is_taken_of_the_sum_and_rounded_once() {
        let bill = Bill::of(vec![item(1_500, 0), item(124, 0)], None, Some(&vat()), Currency::USD)
            .unwrap();
        assert_eq!((bill.cost, bill.tax, bill.total), (usd(1_624), usd(341), usd(1_965)));
    }

    #[test]
    fn fee_and_discount_are_part_of_what_is_taxed() {
        let method = paypal();
        let bill = Bill::of(
            vec![item(1_000, 100), item(999, 0)],
            Some(&method),
            Some(&vat()),
            Currency::USD,
        )
        .unwrap();
        assert_eq!(bill.fee, usd(30 + 55));
        assert_eq!(bill.subtotal().unwrap(), usd(1_899 + 85));
        assert_eq!(bill.total, usd(1_984 + 417));
        let shares = bill.shares().unwrap();
        assert_eq!(shares.iter().map(|share| share.gross.minor).sum::<i64>(), bill.total.minor);
        assert_eq!(shares.iter().map(|share| share.tax.minor).sum::<i64>(), bill.tax.minor);
    }

    #[test]
    fn who_pays_nothing_pays_no_fee() {
        let method = paypal();
        let bill = Bill::of(vec![item(500, 500)], Some(&method), Some(&vat()), Currency::USD);
        assert_eq!(bill.unwrap().total, usd(0));
    }

    #[test]
    fn a_discount_never_exceeds_the_price() {
        assert_eq!(Discount::Share(1_000).off(usd(999)).unwrap(), usd(100));
        assert_eq!(Discount::Share(20_000).off(usd(999)).unwrap(), usd(999));
        assert_eq!(Discount::Amount(usd(2_000)).off(usd(999)).unwrap(), usd(999));
        let rand = Money::new(5, Currency::ZAR);
        assert!(Discount::Amount(rand).off(usd(999)).is_err());
    }

    #[test]
    fn a_cycle_counts_from_its_anchor() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let anchor = at("2026-01-31T10:00:00Z");
        let mut due = anchor;
        let mut days = Vec::new();
        for _ in 0..4 {
            due = next_due(anchor, 1, due);
            days.push(due.day());
        }
        assert_eq!(days, ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
        assert_eq!(next_due(anchor, 12, anchor).day(), "2027-01-31");
        assert_eq!(next_due(anchor, 3, at("2030-02-01T00:00:00Z")).day(), "2030-04-30");
    }
}
