//! What a change says about a field that may be empty.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wire::Node;

/// What a change says about a field that may be empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Told<T> {
    /// Not a word: it stays as it is.
    #[default]
    Absent,
    /// That it is empty from now on. A null says so, and so does a blank.
    Nothing,
    /// What it is from now on.
    Value(T),
}

impl<T> Told<T> {
    /// Whether the field was left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// What the field is from now on; none when it stays as it is.
    pub fn said(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Nothing => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }
}

impl<T: Serialize> Serialize for Told<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Nothing => serializer.serialize_none(),
            Self::Value(value) => serializer.serialize_some(value),
        }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Told<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = Node::deserialize(deserializer)?;
        if node == Node::Null || node.text().is_some_and(|text| text.trim().is_empty()) {
            return Ok(Self::Nothing);
        }
        node.decode().map(Self::Value).map_err(D::Error::custom)
    }
}

impl<T: JsonSchema> JsonSchema for Told<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Option::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Option::<T>::json_schema(generator)
    }
}
