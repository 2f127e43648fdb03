//! Lists, in every way callers write them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use wire::{DecodeError, Joined, Problem};

/// A list, numbered or not, or a text with commas; written as a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Many<T>(pub Vec<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Joined::deserialize(deserializer).map(|joined| Self(joined.0))
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

/// Reads a list that has to have something in it.
///
/// # Errors
/// When it has not, or one of its items cannot be read.
pub fn some<'de, T, D>(deserializer: D) -> Result<Many<T>, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    let many = Many::deserialize(deserializer)?;
    if many.0.is_empty() {
        return Err(D::Error::custom(DecodeError::new("", Problem::Missing)));
    }
    Ok(many)
}
