//! How demo sellers come to their prices in dollars.

use model::money::Currency;

use crate::asking_prices::Exchange;

/// In American ones.
pub(super) const AMERICAN: Exchange = Exchange {
    currency: Currency::USD,
    hundred: 1_500,
    round: Some(("com", ["10.00", "15.00", "10.00", "40.00", "100.00"])),
};
/// In Australian ones.
pub(super) const AUSTRALIAN: Exchange = Exchange {
    currency: Currency::AUD,
    hundred: 1_000,
    round: Some(("com", ["15.00", "22.50", "15.00", "60.00", "150.00"])),
};
