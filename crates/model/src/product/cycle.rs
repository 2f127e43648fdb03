//! How often something is billed, and what it costs each time.

use crate::money::Money;

/// How often something is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cycle {
    /// Every month.
    Month,
    /// Every three months.
    Quarter,
    /// Every six months.
    HalfYear,
    /// Every year.
    Year,
    /// Every two years.
    TwoYears,
    /// Every three years.
    ThreeYears,
}

impl Cycle {
    /// All of them, shortest first.
    pub const ALL: [Self; 6] =
        [Self::Month, Self::Quarter, Self::HalfYear, Self::Year, Self::TwoYears, Self::ThreeYears];

    /// How many months it lasts.
    #[must_use]
    pub const fn months(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
            Self::TwoYears => 24,
            Self::ThreeYears => 36,
        }
    }

    /// The one that lasts so many months.
    #[must_use]
    pub fn from_months(months: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|cycle| u32::from(cycle.months()) == months)
    }

    /// The word it is stored and written as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half-year",
            Self::Year => "year",
            Self::TwoYears => "two-years",
            Self::ThreeYears => "three-years",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cycle| cycle.word() == word)
    }
}

/// What a product, an add-on or a choice costs in one cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CyclePrice {
    /// The cycle.
    pub cycle: Cycle,
    /// Each cycle.
    pub price: Money,
    /// Once, at the beginning.
    pub setup: Money,
    /// Each further cycle, where that costs something else. Only of what is paid when it is bought.
    pub renewal: Option<Money>,
    /// Had for nothing to try the product, once by each account. What goes on after it is paid.
    pub trial: bool,
    /// Whether another cycle of this length can be had once one is over. Only of what is paid when it
    /// is bought.
    pub renewable: bool,
}

impl CyclePrice {
    /// Each further cycle.
    #[must_use]
    pub fn further(&self) -> Money {
        self.renewal.unwrap_or(self.price)
    }
}

/// The price in a cycle, among those that are offered.
pub(super) fn in_cycle(prices: &[CyclePrice], cycle: Cycle) -> Option<&CyclePrice> {
    prices.iter().find(|price| price.cycle == cycle)
}
