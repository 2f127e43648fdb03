//! Price layers: what the supplier asks, what the parent asks of everyone below it, and what it asks
//! of one account.

use crate::error::{Error, Field, PriceAction, Reason, Result};
use crate::money::{Currency, Money};

/// How the five numbers of a setting are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceKind {
    /// They are the prices.
    Base,
    /// They are added to the parent's cost.
    Markup,
    /// They are per cents on top of the parent's cost.
    Percentage,
}

impl PriceKind {
    /// The word for it, stored and spoken.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Markup => "markup",
            Self::Percentage => "percentage",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Base, Self::Markup, Self::Percentage].into_iter().find(|kind| kind.word() == word)
    }
}

/// Five figures for one extension, in minor units of one currency; for a percentage setting in
/// hundredths of a per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// The currency they are in.
    pub currency: Currency,
    /// In the order of [`PriceAction::ALL`].
    pub minor: [i64; 5],
}

impl Figures {
    /// The figure for an action.
    #[must_use]
    pub fn of(&self, action: PriceAction) -> Money {
        Money::new(self.minor[action as usize], self.currency)
    }

    /// What these exceed `cost` by, figure for figure; may be negative. Only for one currency.
    #[must_use]
    pub fn above(&self, cost: &Self) -> Option<Self> {
        (self.currency == cost.currency).then(|| Self {
            currency: self.currency,
            minor: std::array::from_fn(|index| self.minor[index] - cost.minor[index]),
        })
    }
}

/// What a parent asks of the accounts below it, or of one of them. Written anew, never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceSetting {
    /// Counts up with each setting; every charge keeps the one it was made by.
    pub version: i64,
    /// How the figures are meant.
    pub kind: PriceKind,
    /// The figures.
    pub figures: Figures,
    /// Withheld from sale.
    pub opted_out: bool,
}

/// The rule that made a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceRule {
    /// The supplier's price list, passed on unchanged.
    Cost,
    /// The parent's default setting.
    Default(PriceSetting),
    /// The parent's setting for this account.
    Account(PriceSetting),
}

/// What one account pays for names under one extension, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceList {
    /// What the account pays.
    pub figures: Figures,
    /// What its parent pays.
    pub cost: Figures,
    /// The rule that made the difference.
    pub rule: PriceRule,
}

impl PriceList {
    /// Whether the extension is withheld from this account.
    #[must_use]
    pub const fn opted_out(&self) -> bool {
        match self.rule {
            PriceRule::Cost => false,
            PriceRule::Default(setting) | PriceRule::Account(setting) => setting.opted_out,
        }
    }

    /// The price of `years` of an action; transfer and redemption are paid once.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn charge(&self, action: PriceAction, years: u8) -> Result<Charge> {
        let times = match action {
            PriceAction::Register | PriceAction::Renew | PriceAction::Premium => years,
            PriceAction::Transfer | PriceAction::Redemption => 1,
        };
        let (price, cost) = (self.figures.of(action), self.cost.of(action));
        Ok(Charge::untaxed(price.times(times)?, cost.times(times)?))
    }

    /// The rule in a few words, kept with each charge.
    #[must_use]
    pub fn explanation(&self) -> String {
        match self.rule {
            PriceRule::Cost => "cost".to_owned(),
            PriceRule::Default(setting) => {
                format!("default {} v{}", setting.kind.word(), setting.version)
            }
            PriceRule::Account(setting) => {
                format!("account {} v{}", setting.kind.word(), setting.version)
            }
        }
    }
}

/// What a sale brings in and what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// What the buyer pays.
    pub price: Money,
    /// The tax in it, which is not the seller's.
    pub tax: Money,
    /// What the seller pays.
    pub cost: Money,
}

impl Charge {
    /// A price without tax, and its cost.
    #[must_use]
    pub const fn untaxed(price: Money, cost: Money) -> Self {
        Self { price, tax: Money::zero(price.currency), cost }
    }

    /// Both together; they must be of one currency.
    ///
    /// # Errors
    /// When the currencies differ or the sum is out of range.
    pub fn plus(self, other: Self) -> Result<Self> {
        Ok(Self {
            price: self.price.plus(other.price)?,
            tax: self.tax.plus(other.tax)?,
            cost: self.cost.plus(other.cost)?,
        })
    }
}

/// What a setting makes of `cost`. A price never falls below zero.
///
/// # Errors
/// When a markup or percentage is in another currency than the cost, or a price is out of range.
pub fn apply(setting: &PriceSetting, cost: &Figures) -> Result<Figures> {
    if setting.kind == PriceKind::Base {
        return Ok(setting.figures);
    }
    if setting.kind == PriceKind::Markup && setting.figures.currency != cost.currency {
        return Err(Error::invalid(Field::Currency, Reason::CurrencyMismatch));
    }
    let mut figures = *cost;
    for action in PriceAction::ALL {
        let (index, below) = (action as usize, cost.of(action));
        let above = match setting.kind {
            PriceKind::Percentage => below.plus_basis_points(setting.figures.minor[index])?,
            _ => below.plus(setting.figures.of(action))?,
        };
        figures.minor[index] = above.minor.max(0);
    }
    Ok(figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(kind: PriceKind, minor: [i64; 5]) -> PriceSetting {
        let figures = Figures { currency: Currency::ZAR, minor };
        PriceSetting { version: 1, kind, figures, opted_out: false }
    }

    #[test]
    fn the_three_kinds_build_on_the_cost() {
        let cost = Figures { currency: Currency::ZAR, minor: [1_000, 1_100, 1_400, 1_300, 1_505] };
        let made = |kind, minor| apply(&setting(kind, minor), &cost).unwrap().minor;
        assert_eq!(
            made(PriceKind::Base, [7_550, 7_550, 0, 27_550, 100_000]),
            [7_550, 7_550, 0, 27_550, 100_000]
        );
        assert_eq!(
            made(PriceKind::Markup, [50, 0, -1_400, -9_999, 5]),
            [1_050, 1_100, 0, 0, 1_510]
        );
        assert_eq!(
            made(PriceKind::Percentage, [1_000, 0, 0, 0, 1_000]),
            [1_100, 1_100, 1_400, 1_300, 1_656]
        );
    }
}
