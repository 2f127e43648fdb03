//! Money as the numbers that answers hold.

use dialects::amount::Amount;
use model::Error;
use model::money::Money;

/// Money as a number with its own digits.
pub fn amount(money: Money) -> Result<Amount, Error> {
    Amount::parse(&money.to_string()).ok_or_else(|| Error::internal("money is a decimal"))
}
