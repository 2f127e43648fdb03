//! Numbers that stand for words.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

/// Something that travels as a number.
pub(crate) trait Code: Sized + 'static {
    /// The numbers there are, as text.
    const NUMBERS: &'static [&'static str];

    /// What a number stands for.
    fn of(number: u64) -> Option<Self>;
}

/// Reads a number, or a text that says one.
pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Code,
    D: Deserializer<'de>,
{
    deserializer.deserialize_any(Reading(PhantomData))
}

struct Reading<T>(PhantomData<T>);

impl<T: Code> Visitor<'_> for Reading<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of: {}", T::NUMBERS.join(", "))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        T::of(number).ok_or_else(|| E::unknown_variant("", T::NUMBERS))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<T, E> {
        Err(E::unknown_variant("", T::NUMBERS))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let number = text.trim().parse().ok().and_then(T::of);
        number.ok_or_else(|| E::unknown_variant("", T::NUMBERS))
    }
}

/// An enumeration whose variants travel as the numbers beside them.
macro_rules! codes {
    (
        $(#[$about:meta])*
        pub enum $name:ident { $($(#[$said:meta])* $variant:ident = $number:literal),+ $(,)? }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$said])* $variant = $number,)+
        }

        impl $crate::dreamscape::arguments::codes::Code for $name {
            const NUMBERS: &'static [&'static str] = &[$(stringify!($number)),+];

            fn of(number: u64) -> Option<Self> {
                match number {
                    $($number => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_u8(match self { $(Self::$variant => $number,)+ })
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::dreamscape::arguments::codes::deserialize(from)
            }
        }

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "integer", "enum": [$($number),+] })
            }
        }
    };
}

pub(crate) use codes;
