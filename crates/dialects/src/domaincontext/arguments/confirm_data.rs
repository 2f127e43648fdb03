//! Data that a confirmation message carries.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wire::{DecodeError, Node, Problem};

use crate::keyed::Keyed;

/// Named texts: sent as a map, or as the same map in JSON. A list among them is joined by commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmData(pub Keyed<String>);

impl ConfirmData {
    /// The text called `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

impl Serialize for ConfirmData {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ConfirmData {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let sent = match Node::deserialize(deserializer)? {
            Node::Text(json) => serde_json::from_str(&json).map_err(|_| refused::<D>())?,
            other => other,
        };
        let Node::Map(entries) = sent else { return Err(refused::<D>()) };
        let texts = entries.into_iter().map(|(name, node)| Some((name, text(&node)?)));
        texts.collect::<Option<_>>().map(Self).ok_or_else(refused::<D>)
    }
}

fn refused<'de, D: Deserializer<'de>>() -> D::Error {
    let expected = "the data of the confirmation message".to_owned();
    D::Error::custom(DecodeError::new("", Problem::Unreadable { expected }))
}

fn text(node: &Node) -> Option<String> {
    match node {
        Node::Text(text) | Node::Number(text) => Some(text.clone()),
        Node::Bool(yes) => Some(u8::from(*yes).to_string()),
        Node::Null => Some(String::new()),
        Node::List(items) => {
            items.iter().map(text).collect::<Option<Vec<_>>>().map(|items| items.join(","))
        }
        Node::Map(entries) => {
            let items = entries.iter().map(|(_, item)| text(item));
            items.collect::<Option<Vec<_>>>().map(|items| items.join(","))
        }
    }
}

impl JsonSchema for ConfirmData {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ConfirmData".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": { "type": "string" } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_read_as_it_is_and_in_json() {
        let json = r#"{"domains":["a.com","b.com"],"till_date":"2026-01-02","salt":7}"#;
        let map: Node = serde_json::from_str(json).unwrap();
        let read: ConfirmData = map.decode().unwrap();
        assert_eq!((read.get("domains"), read.get("salt")), (Some("a.com,b.com"), Some("7")));
        assert_eq!(Node::Text(json.to_owned()).decode(), Ok(read));
        for other in ["yes", "[1]", "7", "{\"a\":"] {
            assert!(Node::Text(other.to_owned()).decode::<ConfirmData>().is_err(), "{other}");
        }
    }
}
