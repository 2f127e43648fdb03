//! Answers that only say that something was done.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wire::Node;

/// A bare `true`, where there is nothing to name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Yes;

impl Serialize for Yes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(true)
    }
}

/// An object means the same, unless it holds a refusal.
impl<'de> Deserialize<'de> for Yes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = Node::deserialize(deserializer)?;
        match &node {
            Node::Bool(true) => Ok(Self),
            Node::Map(_) | Node::List(_) if node.get("_error").is_none() => Ok(Self),
            _ => Err(D::Error::custom("expected true")),
        }
    }
}

impl JsonSchema for Yes {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Yes".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "boolean", "const": true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_but_a_refusal_or_nothing_is_a_yes() {
        for json in ["true", "{}", r#"{"id":7}"#, "[]"] {
            assert_eq!(serde_json::from_str::<Yes>(json).unwrap(), Yes, "{json}");
        }
        for json in ["false", "null", "\"\"", "1", r#"{"_error":"no"}"#] {
            assert!(serde_json::from_str::<Yes>(json).is_err(), "{json}");
        }
        assert_eq!(serde_json::to_string(&Yes).unwrap(), "true");
    }
}
