//! Values as the dialect writes them.

use dialects::amount::Amount;
use model::Error;
use model::money::Money;
use model::time::Timestamp;

/// What stands for a moment that never came.
pub const NEVER: &str = "0000-00-00 00:00:00";

/// A moment, or that it never came.
pub fn moment(at: Option<Timestamp>) -> String {
    at.map_or_else(|| NEVER.to_owned(), Timestamp::day_and_time)
}

/// Money as the number it travels as in headers.
pub fn amount(money: Money) -> Result<Amount, Error> {
    number(&money.to_string())
}

/// A rate as the number it travels as: `21` per cent, out of hundredths.
pub fn rate(basis_points: i64) -> Result<Amount, Error> {
    number(&percent(basis_points))
}

/// A decimal text as a number.
pub fn number(decimal: &str) -> Result<Amount, Error> {
    Amount::parse(decimal).ok_or_else(|| Error::internal("money and rates are decimals"))
}

/// Hundredths of a per cent as per cent with two decimals.
pub fn percent(basis_points: i64) -> String {
    let (whole, rest) = (basis_points / 100, basis_points % 100);
    format!("{whole}.{rest:02}")
}

/// A decimal with as few decimals as it needs, and at least one.
pub fn with_one_decimal(decimal: &str) -> String {
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, "0"));
    match fraction.trim_end_matches('0') {
        "" => format!("{whole}.0"),
        fraction => format!("{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fees_have_one_decimal_or_more() {
        for (decimal, short) in
            [("0.00", "0.0"), ("2.90", "2.9"), ("0.25", "0.25"), ("12.00", "12.0"), ("7", "7.0")]
        {
            assert_eq!(with_one_decimal(decimal), short);
        }
    }

    #[test]
    fn rates_are_per_cent() {
        assert_eq!(percent(2_100), "21.00");
        assert_eq!(percent(5), "0.05");
        assert_eq!(rate(2_100).unwrap().as_str(), "21");
        assert_eq!(rate(250).unwrap().as_str(), "2.5");
    }
}
