//! Decimals that always show a fraction: `2.0`, `0.0333`.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// How many parts make one whole.
const PARTS: u64 = 10_000;
/// Digits behind the point.
const DIGITS: usize = 4;

/// A decimal of up to four digits behind the point, never below nothing.
///
/// Only serde_json can write it; dialects have no other format for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal {
    /// Ten-thousandths.
    pub ten_thousandths: u64,
}

impl Decimal {
    /// A decimal of so many ten-thousandths.
    pub const fn new(ten_thousandths: u64) -> Self {
        Self { ten_thousandths }
    }

    /// Reads a decimal text; what stands behind its fourth digit is cut off.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let shown = &fraction[..fraction.len().min(DIGITS)];
        let parts: u64 = format!("{shown:0<DIGITS$}").parse().ok()?;
        let whole: u64 = whole.parse().ok()?;
        whole.checked_mul(PARTS)?.checked_add(parts).map(Self::new)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fraction = format!("{:0DIGITS$}", self.ten_thousandths % PARTS);
        let shown = match fraction.trim_end_matches('0') {
            "" => "0",
            digits => digits,
        };
        write!(out, "{}.{shown}", self.ten_thousandths / PARTS)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = RawValue::from_string(self.to_string()).expect("a decimal is a JSON number");
        digits.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Digits)
    }
}

struct Digits;

impl Visitor<'_> for Digits {
    type Value = Decimal;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a decimal that is not negative")
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Decimal, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Decimal, E> {
        self.visit_str(&number.to_string())
    }

    // The parser hands fractions over as floats; their shortest text is what was written.
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Decimal, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
        Decimal::parse(text.trim())
            .ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

impl JsonSchema for Decimal {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_always_shows_a_fraction() {
        for (json, written) in [
            ("2", "2.0"),
            ("2.0", "2.0"),
            ("\"12.50\"", "12.5"),
            ("0.0333", "0.0333"),
            ("0.033333", "0.0333"),
            ("0", "0.0"),
        ] {
            let decimal: Decimal = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&decimal).unwrap(), written, "{json}");
        }
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_refused() {
        for json in ["-1", "\"\"", "\"1e3\"", "\"1,5\"", "true", "[]", "1e300", "\".5\""] {
            assert!(serde_json::from_str::<Decimal>(json).is_err(), "{json}");
        }
    }
}
