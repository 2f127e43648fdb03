//! A flag that only a clear yes turns on.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wire::{Flag, Node};

/// Yes when the caller said so in one of the usual words; whatever else is sent means no. For flags
/// whose yes does more than their no, so that a value pasted from an example does nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClearYes(pub bool);

impl ClearYes {
    /// Whether it is no, which is what leaving it out means.
    pub fn is_no(&self) -> bool {
        !self.0
    }
}

impl Serialize for ClearYes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(self.0)
    }
}

impl<'de> Deserialize<'de> for ClearYes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = Node::deserialize(deserializer)?;
        Ok(Self(node.decode::<Flag>().is_ok_and(Flag::is_on)))
    }
}

impl JsonSchema for ClearYes {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_yes_is_one() {
        let read = |json: &str| serde_json::from_str::<ClearYes>(json).unwrap().0;
        for json in ["true", "1", "\"true\"", "\"1\"", "\"Yes\""] {
            assert!(read(json), "{json}");
        }
        for json in ["false", "0", "2", "\"\"", "\"No error\"", "\"sendValue\"", "null", "[]", "{}"]
        {
            assert!(!read(json), "{json}");
        }
    }
}
