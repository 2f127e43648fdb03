//! Money as a JSON number without floats: the digits of a decimal text are written as they are.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// A decimal in its shortest form: `435`, `435.5`, `-0.07`.
///
/// Only serde_json can write it; dialects have no other format for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount(String);

impl Amount {
    /// Reads a decimal text such as `435.00`; no exponent, no thousands separator, no plus sign.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, unsigned) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text),
        };
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        if !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            digits => digits,
        };
        Some(match (sign, whole, fraction.trim_end_matches('0')) {
            (_, "0", "") => Self("0".to_owned()),
            (sign, whole, "") => Self(format!("{sign}{whole}")),
            (sign, whole, fraction) => Self(format!("{sign}{whole}.{fraction}")),
        })
    }

    /// The decimal in its shortest form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = RawValue::from_string(self.0.clone()).expect("a decimal is a JSON number");
        digits.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AmountVisitor)
    }
}

struct AmountVisitor;

impl Visitor<'_> for AmountVisitor {
    type Value = Amount;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an amount of money")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Amount, E> {
        Ok(Amount(number.to_string()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Amount, E> {
        Ok(Amount(number.to_string()))
    }

    // The parser hands fractions over as floats; their shortest text is what was written, for any
    // amount of up to fifteen digits.
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Amount, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
        Amount::parse(text).ok_or_else(|| E::custom(format_args!("`{text}` is not an amount")))
    }
}

impl JsonSchema for Amount {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_with_its_own_digits() {
        for (text, digits) in [
            ("435.00", "435"),
            ("435.50", "435.5"),
            ("0.10", "0.1"),
            ("0.00", "0"),
            ("-0.00", "0"),
            ("-12.30", "-12.3"),
            ("007", "7"),
            ("90071992547409930.01", "90071992547409930.01"),
        ] {
            let amount = Amount::parse(text).unwrap();
            assert_eq!(serde_json::to_string(&amount).unwrap(), digits);
        }
    }

    #[test]
    fn an_amount_is_read_from_a_number_or_a_text() {
        for (json, digits) in [("435", "435"), ("302.55", "302.55"), ("\"59.90\"", "59.9")] {
            assert_eq!(serde_json::from_str::<Amount>(json).unwrap().as_str(), digits);
        }
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_no_amount() {
        for text in ["", "-", ".", "1.", ".5", "1,000.00", "1e3", "+1", " 1", "1.2.3"] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
    }
}
