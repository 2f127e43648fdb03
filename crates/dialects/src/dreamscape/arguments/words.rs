//! Words from a fixed set.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

/// Something that travels as a word.
pub(crate) trait Word: Copy + 'static {
    /// The words there are, as they are written.
    const WORDS: &'static [&'static str];
    /// What they stand for, in the same order.
    const ALL: &'static [Self];
}

/// Reads a word, however it is capitalised.
pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Word,
    D: Deserializer<'de>,
{
    deserializer.deserialize_any(Reading(PhantomData))
}

struct Reading<T>(PhantomData<T>);

impl<T: Word> Visitor<'_> for Reading<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of: {}", T::WORDS.join(", "))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let known = T::WORDS.iter().position(|word| word.eq_ignore_ascii_case(text.trim()));
        known.map(|at| T::ALL[at]).ok_or_else(|| E::unknown_variant("", T::WORDS))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<T, E> {
        Err(E::unknown_variant("", T::WORDS))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<T, E> {
        Err(E::unknown_variant("", T::WORDS))
    }
}

/// An enumeration whose variants travel as the words beside them.
macro_rules! words {
    (
        $(#[$about:meta])*
        pub enum $name:ident { $($(#[$said:meta])* $variant:ident = $word:literal),+ $(,)? }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$said])* $variant,)+
        }

        impl $name {
            /// The word it travels as.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl $crate::dreamscape::arguments::words::Word for $name {
            const WORDS: &'static [&'static str] = &[$($word),+];
            const ALL: &'static [Self] = &[$(Self::$variant),+];
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::dreamscape::arguments::words::deserialize(from)
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
                schemars::json_schema!({ "type": "string", "enum": [$($word),+] })
            }
        }
    };
}

pub(crate) use words;
