//! What all types of arguments share: they are made of one text, and say what it should be.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// An argument that is made of one text.
pub trait Argument: Sized {
    /// What a caller should have sent, in words.
    const EXPECTED: &'static str;

    /// Reads a text; none when the rule refuses it.
    fn read(text: &str) -> Option<Self>;

    /// The text it is read from again.
    fn write(&self) -> Cow<'_, str>;
}

/// Reads text, or a number as the text it is written as.
pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Argument,
    D: Deserializer<'de>,
{
    deserializer.deserialize_any(Reading(PhantomData))
}

struct Reading<T>(PhantomData<T>);

impl<T: Argument> Visitor<'_> for Reading<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::read(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }
}

/// Makes a type of text an argument that travels as text, or as the kind named behind it.
macro_rules! travels {
    ($argument:ty) => {
        $crate::arguments::text_argument::travels!($argument, "string", |argument, to| {
            to.serialize_str(&$crate::arguments::Argument::write(argument))
        });
    };
    ($argument:ty, $kind:literal, |$this:ident, $to:ident| $write:expr) => {
        impl serde::Serialize for $argument {
            fn serialize<S: serde::Serializer>(&self, $to: S) -> Result<S::Ok, S::Error> {
                let $this = self;
                $write
            }
        }

        impl<'de> serde::Deserialize<'de> for $argument {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::arguments::text_argument::deserialize(from)
            }
        }

        impl schemars::JsonSchema for $argument {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($argument).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": $kind })
            }
        }
    };
}

pub(crate) use travels;
