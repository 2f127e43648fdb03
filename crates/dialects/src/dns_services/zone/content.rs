//! What a record says: mostly text, for some types its parts.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use wire::Node;

/// The value of a record. SRV records are written in parts, `[10,5060,"vc01.example.com"]`: weight,
/// port and target; the service shows SOA records in seven parts, all of them text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum RecordContent {
    /// As one text.
    Text(String),
    /// In parts.
    Parts(Vec<ContentPart>),
}

/// One part of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ContentPart {
    /// A whole number.
    Number(i64),
    /// Anything else.
    Text(String),
}

impl RecordContent {
    /// The value as one text, with spaces between its parts.
    pub fn to_text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Parts(parts) => {
                parts.iter().map(ContentPart::to_text).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

impl ContentPart {
    fn to_text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    fn read(node: &Node) -> Option<Self> {
        match node {
            Node::Number(digits) => Some(match digits.parse() {
                Ok(number) => Self::Number(number),
                Err(_) => Self::Text(digits.clone()),
            }),
            Node::Text(text) => Some(Self::Text(text.clone())),
            Node::Null | Node::Bool(_) | Node::List(_) | Node::Map(_) => None,
        }
    }
}

impl From<String> for RecordContent {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<'de> Deserialize<'de> for RecordContent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts: Option<Vec<_>> = match Node::deserialize(deserializer)? {
            Node::Text(text) | Node::Number(text) => return Ok(Self::Text(text)),
            Node::List(items) => items.iter().map(ContentPart::read).collect(),
            // Forms number the parts; they are sent in their order.
            Node::Map(entries) => entries.iter().map(|(_, node)| ContentPart::read(node)).collect(),
            Node::Null | Node::Bool(_) => None,
        };
        parts.map(Self::Parts).ok_or_else(|| D::Error::custom("expected text or its parts"))
    }
}

impl JsonSchema for RecordContent {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "RecordContent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": ["integer", "string"] } }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> RecordContent {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn values_are_written_as_they_were_read() {
        for json in [
            "\"192.0.2.2\"",
            r#"[10,5060,"vc01.example.com"]"#,
            r#"["ns1.example.net","post.example.net","2026010100","10800","3600","1814400","7200"]"#,
        ] {
            assert_eq!(serde_json::to_string(&read(json)).unwrap(), json);
        }
    }

    #[test]
    fn parts_and_text_say_the_same() {
        let text = "10 5060 vc01.example.com";
        for json in [
            r#"[10,5060,"vc01.example.com"]"#,
            r#"["10","5060","vc01.example.com"]"#,
            r#"{"0":"10","1":"5060","2":"vc01.example.com"}"#,
            r#""10 5060 vc01.example.com""#,
        ] {
            assert_eq!(read(json).to_text(), text, "{json}");
        }
        assert_eq!(read("7").to_text(), "7");
        assert!(serde_json::from_str::<RecordContent>("[[1]]").is_err());
        assert!(serde_json::from_str::<RecordContent>("true").is_err());
    }
}
