//! A flag in any of the usual words: `true`, `1`, `on`, `yes` and their opposites.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde::{Serialize, Serializer};

use crate::decode::truth;

/// Yes or no, as callers write it. We write it as the words `true` and `false`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Flag(pub bool);

impl Flag {
    /// Whether it says yes.
    #[must_use]
    pub fn is_on(self) -> bool {
        self.0
    }
}

impl From<bool> for Flag {
    fn from(value: bool) -> Self {
        Self(value)
    }
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if self.0 { "true" } else { "false" })
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Word)
    }
}

impl JsonSchema for Flag {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        bool::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        bool::json_schema(generator)
    }
}

struct Word;

impl Visitor<'_> for Word {
    type Value = Flag;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or false")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Flag, E> {
        Ok(Flag(value))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Flag, E> {
        match number {
            0 => Ok(Flag(false)),
            1 => Ok(Flag(true)),
            _ => Err(E::invalid_value(Unexpected::Unsigned(number), &self)),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Flag, E> {
        truth(text).map(Flag).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DecodeError, Node};

    #[test]
    fn the_usual_words_are_understood_and_others_refused() {
        let read = |text: &str| Node::Text(text.to_owned()).decode::<Flag>();
        for word in ["true", "TRUE", "1", "on", "Yes", " yes "] {
            assert_eq!(read(word), Ok(Flag(true)), "{word}");
        }
        for word in ["false", "0", "Off", "no"] {
            assert_eq!(read(word), Ok(Flag(false)), "{word}");
        }
        assert_eq!(read("perhaps"), Err(DecodeError::unreadable("true or false")));
        assert_eq!(Node::Number("1".into()).decode(), Ok(Flag(true)));
        assert!(Node::Number("2".into()).decode::<Flag>().is_err());
        assert!(Node::Bool(true).decode::<Flag>().unwrap().is_on());
    }
}
