//! Whole minor units with an ISO 4217 currency. There are no fractions and no floats.

use std::fmt;

use crate::error::{Error, Field, Reason, Result};

/// An ISO 4217 currency.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// South African rand.
    pub const ZAR: Self = Self(*b"ZAR");
    /// United States dollar.
    pub const USD: Self = Self(*b"USD");
    /// The Australian dollar.
    pub const AUD: Self = Self(*b"AUD");

    /// Reads a code in either case.
    ///
    /// # Errors
    /// When ISO 4217 does not know it.
    pub fn parse(code: &str) -> Result<Self> {
        let upper = code.trim().to_ascii_uppercase();
        iso_currency::Currency::from_code(&upper)
            .map(|known| {
                let bytes = known.code().as_bytes();
                Self([bytes[0], bytes[1], bytes[2]])
            })
            .ok_or(Error::invalid(Field::Currency, Reason::UnknownCurrency))
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a currency is three ASCII letters")
    }

    /// What it is called in English.
    #[must_use]
    pub fn name(&self) -> String {
        let known = iso_currency::Currency::from_code(self.code());
        known.map_or_else(|| self.code().to_owned(), |known| known.name().to_owned())
    }

    /// How many digits stand behind the point: 2 for ZAR, 0 for JPY.
    #[must_use]
    pub fn digits(self) -> u32 {
        iso_currency::Currency::from_code(self.code())
            .and_then(iso_currency::Currency::exponent)
            .map_or(2, u32::from)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

/// An amount in minor units of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units: cents for ZAR.
    pub minor: i64,
    /// What they are units of.
    pub currency: Currency,
}

/// No single amount may exceed this many minor units, so that sums cannot overflow.
pub const LARGEST_AMOUNT_MINOR: i64 = 1_000_000_000_000;

impl Money {
    /// An amount from minor units.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads a decimal text such as `65`, `65.5`, `65.50` or `-14.00`. No thousands separators, no
    /// exponent, no more digits than the currency has.
    ///
    /// # Errors
    /// Names `field` and what is wrong with the text.
    pub fn parse(text: &str, currency: Currency, field: Field) -> Result<Self> {
        let refuse = |reason| Error::invalid(field, reason);
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) {
            return Err(refuse(Reason::NotAnAmount));
        }
        if whole.len() > 13 {
            return Err(refuse(Reason::TooLarge));
        }
        let places = currency.digits() as usize;
        if fraction.len() > places && fraction[places..].bytes().any(|byte| byte != b'0') {
            return Err(refuse(Reason::TooPrecise));
        }
        let mut minor: i64 = 0;
        let padded = fraction.bytes().chain(std::iter::repeat(b'0')).take(places);
        for digit in whole.bytes().chain(padded) {
            minor = minor * 10 + i64::from(digit - b'0');
        }
        if minor > LARGEST_AMOUNT_MINOR {
            return Err(refuse(Reason::TooLarge));
        }
        Ok(Self { minor: if negative { -minor } else { minor }, currency })
    }

    /// The sum; both must be of one currency.
    ///
    /// # Errors
    /// When the currencies differ or the sum is out of range.
    pub fn plus(self, other: Self) -> Result<Self> {
        if self.currency != other.currency {
            return Err(Error::invalid(Field::Currency, Reason::CurrencyMismatch));
        }
        let minor = self
            .minor
            .checked_add(other.minor)
            .ok_or(Error::invalid(Field::Amount, Reason::TooLarge))?;
        Ok(Self { minor, currency: self.currency })
    }

    /// The difference; both must be of one currency.
    ///
    /// # Errors
    /// When the currencies differ or the difference is out of range.
    pub fn minus(self, other: Self) -> Result<Self> {
        self.plus(other.negated())
    }

    /// The amount `times` over.
    ///
    /// # Errors
    /// When the product is out of range.
    pub fn times(self, times: u8) -> Result<Self> {
        let minor = self
            .minor
            .checked_mul(i64::from(times))
            .filter(|minor| minor.abs() <= LARGEST_AMOUNT_MINOR)
            .ok_or(Error::invalid(Field::Amount, Reason::TooLarge))?;
        Ok(Self { minor, currency: self.currency })
    }

    /// The amount of so many pieces.
    ///
    /// # Errors
    /// When the product is out of range.
    pub fn scaled(self, pieces: u32) -> Result<Self> {
        self.minor
            .checked_mul(i64::from(pieces))
            .filter(|minor| minor.abs() <= LARGEST_AMOUNT_MINOR)
            .map(|minor| Self { minor, currency: self.currency })
            .ok_or(Error::invalid(Field::Amount, Reason::TooLarge))
    }

    /// So many hundredths of a per cent of the amount, rounded half up once.
    ///
    /// # Errors
    /// When the result is out of range.
    pub fn basis_points(self, basis_points: i64) -> Result<Self> {
        self.plus_basis_points(basis_points - 10_000)
    }

    /// The part of the amount that `part` of `whole` pieces make, rounded half up once.
    ///
    /// # Errors
    /// When there are no pieces at all, or the result is out of range.
    pub fn portion(self, part: i64, whole: i64) -> Result<Self> {
        let refuse = || Error::invalid(Field::Amount, Reason::TooLarge);
        if whole <= 0 {
            return Err(refuse());
        }
        let scaled = i128::from(self.minor) * i128::from(part) * 2 + i128::from(whole);
        i64::try_from(scaled.div_euclid(i128::from(whole) * 2))
            .ok()
            .filter(|minor| minor.abs() <= LARGEST_AMOUNT_MINOR)
            .map(|minor| Self { minor, currency: self.currency })
            .ok_or_else(refuse)
    }

    /// The smaller of two amounts of one currency.
    #[must_use]
    pub const fn at_most(self, other: Self) -> Self {
        if self.minor <= other.minor { self } else { other }
    }

    /// The same amount the other way.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { minor: -self.minor, currency: self.currency }
    }

    /// The amount increased by `percent` hundredths of a per cent, rounded half up once.
    ///
    /// # Errors
    /// When the result is out of range.
    pub fn plus_basis_points(self, basis_points: i64) -> Result<Self> {
        let scaled = i128::from(self.minor) * (10_000 + i128::from(basis_points));
        let rounded = (scaled + 5_000).div_euclid(10_000);
        let minor = i64::try_from(rounded)
            .ok()
            .filter(|minor| minor.abs() <= LARGEST_AMOUNT_MINOR)
            .ok_or(Error::invalid(Field::Amount, Reason::TooLarge))?;
        Ok(Self { minor, currency: self.currency })
    }
}

/// Digits only, with the currency's number of places: `65.00`.
impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.currency.digits();
        let unit = 10u64.pow(places);
        let sign = if self.minor < 0 { "-" } else { "" };
        let absolute = self.minor.unsigned_abs();
        if places == 0 {
            return write!(out, "{sign}{absolute}");
        }
        let width = places as usize;
        write!(out, "{sign}{}.{:0width$}", absolute / unit, absolute % unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zar(text: &str) -> Result<Money> {
        Money::parse(text, Currency::ZAR, Field::Amount)
    }

    #[test]
    fn amounts_read_and_write_the_same() {
        for (text, written) in
            [("65", "65.00"), ("0.5", "0.50"), ("-14.00", "-14.00"), ("1.100", "1.10")]
        {
            assert_eq!(zar(text).unwrap().to_string(), written);
        }
        let yen = Currency::parse("jpy").unwrap();
        assert_eq!(Money::parse("120", yen, Field::Amount).unwrap().to_string(), "120");
    }

    #[test]
    fn what_is_not_an_amount_is_refused() {
        for text in
            ["", ".", "1,000.00", "1e3", "NaN", "0x10", "1.005", "--1", "99999999999999", "١"]
        {
            assert!(zar(text).is_err(), "{text} was read");
        }
    }

    #[test]
    fn percentages_round_half_up_once() {
        let plus = |minor, points| {
            Money::new(minor, Currency::ZAR).plus_basis_points(points).unwrap().minor
        };
        assert_eq!(plus(1_050, 1_000), 1_155);
        assert_eq!(plus(5, 1_000), 6);
        assert_eq!(plus(4, 1_000), 4);
        assert_eq!(plus(1_000, -10_000), 0);
    }
}
