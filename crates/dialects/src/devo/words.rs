//! Lists of words, as callers send them: a list, one text with commas between, or one word alone.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};
use wire::Joined;

/// Words in their order. They are written as a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words(pub Vec<String>);

impl Words {
    /// Whether they stand for everything: `*`.
    pub fn is_everything(&self) -> bool {
        self.0.iter().any(|word| word == "*")
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Joined::deserialize(deserializer).map(|joined| Self(joined.0))
    }
}

impl JsonSchema for Words {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let many = generator.subschema_for::<Vec<String>>();
        json_schema!({ "anyOf": [many, { "type": "string" }] })
    }
}
