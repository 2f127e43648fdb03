//! Whole numbers that travel as text: `"301"`.

use std::borrow::Cow;
use std::fmt::Display;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wire::Loose;
use wire::values::Whole;

/// A whole number that is written as text and read from either: most ids, years and counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quoted<T>(pub T);

impl<T> From<T> for Quoted<T> {
    fn from(number: T) -> Self {
        Self(number)
    }
}

impl<T: Display> Serialize for Quoted<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: Whole> Deserialize<'de> for Quoted<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Loose::deserialize(deserializer).map(|loose| Self(loose.0))
    }
}

impl<T> JsonSchema for Quoted<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_text_and_read_from_either() {
        for json in ["301", "\"301\""] {
            let id: Quoted<i64> = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&id).unwrap(), "\"301\"");
        }
        assert_eq!(serde_json::to_string(&Quoted(-2_i64)).unwrap(), "\"-2\"");
        assert!(serde_json::from_str::<Quoted<u32>>("\"many\"").is_err());
    }
}
