//! Decimal quantities, exactly as they were written.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Field, Reason, Result, TenantPart};

/// Millionths in one.
const ONE: i64 = 1_000_000;
/// Digits after the point.
const DIGITS: usize = 6;
/// Digits before it.
const MOST_WHOLE_DIGITS: usize = 9;

/// A decimal number above nothing, in millionths: months of retention, gigabytes a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(pub i64);

impl Quantity {
    /// So many whole ones.
    #[must_use]
    pub const fn whole(number: u32) -> Self {
        Self(number as i64 * ONE)
    }

    /// Reads a decimal number of a part of a tenant.
    ///
    /// # Errors
    /// When it is no decimal number, not above nothing, too large, or has more than six digits after
    /// the point.
    pub fn parse(text: &str, part: TenantPart) -> Result<Self> {
        text.parse().map_err(|reason| Error::invalid(Field::Tenant(part), reason))
    }
}

impl FromStr for Quantity {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let text = text.trim();
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let rest = rest.trim_end_matches('0');
        if whole.is_empty() || !whole.bytes().chain(rest.bytes()).all(|byte| byte.is_ascii_digit())
        {
            let below = text.strip_prefix('-').is_some_and(|above| above.parse::<Self>().is_ok());
            return Err(if below { Reason::NotPositive } else { Reason::NotAnAmount });
        }
        if whole.trim_start_matches('0').len() > MOST_WHOLE_DIGITS {
            return Err(Reason::TooLarge);
        }
        if rest.len() > DIGITS {
            return Err(Reason::TooPrecise);
        }
        let millionths = format!("{whole}{rest:0<DIGITS$}").parse().ok();
        millionths.filter(|number| *number > 0).map(Self).ok_or(Reason::NotPositive)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0>DIGITS$}", self.0 % ONE);
        let digits = digits.trim_end_matches('0');
        write!(out, "{}.{}", self.0 / ONE, if digits.is_empty() { "0" } else { digits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_what_is_shown() {
        for (written, shown) in [
            ("2", "2.0"),
            ("2.0", "2.0"),
            ("10.50", "10.5"),
            ("0.0333", "0.0333"),
            ("0.000001", "0.000001"),
            ("999999999.999999", "999999999.999999"),
        ] {
            assert_eq!(
                written.parse::<Quantity>().map(|quantity| quantity.to_string()),
                Ok(shown.into())
            );
        }
        for (odd, reason) in [
            ("", Reason::NotAnAmount),
            (".5", Reason::NotAnAmount),
            ("1e3", Reason::NotAnAmount),
            ("two", Reason::NotAnAmount),
            ("0", Reason::NotPositive),
            ("0.0", Reason::NotPositive),
            ("-2", Reason::NotPositive),
            ("0.0000001", Reason::TooPrecise),
            ("1000000000", Reason::TooLarge),
        ] {
            assert_eq!(odd.parse::<Quantity>(), Err(reason), "{odd}");
        }
    }
}
