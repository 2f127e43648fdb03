//! Whole numbers, sent as numbers or as text.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde::{Serialize, Serializer};

/// A whole number that may arrive as text: `12` and `"12"` are the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Loose<T>(pub T);

impl<T> From<T> for Loose<T> {
    fn from(number: T) -> Self {
        Self(number)
    }
}

impl<T: Display> Display for Loose<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The kinds of whole numbers that parameters have.
pub trait Whole: Copy + Serialize + JsonSchema + TryFrom<i128> {
    /// What a caller should have sent, in words.
    const EXPECTED: &'static str;
}

macro_rules! whole {
    ($($number:ty: $expected:expr;)*) => {$(
        impl Whole for $number {
            const EXPECTED: &'static str = $expected;
        }
    )*};
}

whole! {
    u8: "a whole number from 0 to 255";
    u16: "a whole number from 0 to 65535";
    u32: "a whole number from 0 to 4294967295";
    u64: "a whole number that is not negative";
    i32: "a whole number from -2147483648 to 2147483647";
    i64: "a whole number";
}

impl<T: Whole> Serialize for Loose<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Whole> Deserialize<'de> for Loose<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Digits(PhantomData))
    }
}

impl<T: Whole> JsonSchema for Loose<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

struct Digits<T>(PhantomData<T>);

impl<T: Whole> Visitor<'_> for Digits<T> {
    type Value = Loose<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Loose<T>, E> {
        let fits = T::try_from(i128::from(number)).ok().map(Loose);
        fits.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Loose<T>, E> {
        let fits = T::try_from(i128::from(number)).ok().map(Loose);
        fits.ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Loose<T>, E> {
        let number: Option<i128> = text.trim().parse().ok();
        let fits = number.and_then(|number| T::try_from(number).ok()).map(Loose);
        fits.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DecodeError, Node};

    fn read<T: Whole>(node: Node) -> Result<T, DecodeError> {
        node.decode::<Loose<T>>().map(|loose| loose.0)
    }

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    #[test]
    fn numbers_and_numeric_text_are_the_same() {
        assert_eq!(read(text(" 12 ")), Ok(12_u8));
        assert_eq!(read(Node::Number("12".into())), Ok(12_u8));
        assert_eq!(read(text("-3")), Ok(-3_i64));
        assert_eq!(read(text("18446744073709551615")), Ok(u64::MAX));
        assert_eq!(serde_json::from_str::<Loose<u16>>("\"7\"").unwrap(), Loose(7));
        assert_eq!(serde_json::to_string(&Loose(7_u16)).unwrap(), "7");
    }

    #[test]
    fn fractions_and_what_does_not_fit_are_refused_in_words() {
        let refused = [text("1.0"), Node::Number("1.5".into()), text("256"), text("-1"), text("x")];
        for node in refused.into_iter().chain([Node::Bool(true), Node::List(vec![])]) {
            let error = read::<u8>(node.clone()).unwrap_err();
            assert_eq!(error, DecodeError::unreadable("a whole number from 0 to 255"), "{node:?}");
        }
    }
}
