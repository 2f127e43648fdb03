//! Lists of words, as callers send them: a list, one text with commas between, or one word alone.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize};
use wire::{Joined, Node};

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
        let sent = Node::deserialize(deserializer)?;
        if !is_text(&sent) {
            return Err(D::Error::invalid_type(Unexpected::Other("a value"), &"texts"));
        }
        sent.decode().map(|Joined(words)| Self(words)).map_err(D::Error::custom)
    }
}

/// Whether a value, and whatever it lists, is text: names are not numbers, and `true` is none.
fn is_text(node: &Node) -> bool {
    match node {
        Node::List(items) => items.iter().all(is_text),
        Node::Map(entries) => entries.iter().all(|(_, item)| is_text(item)),
        Node::Text(_) | Node::Null => true,
        Node::Bool(_) | Node::Number(_) => false,
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
