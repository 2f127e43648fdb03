//! Several arguments in one: a text with commas, or an array.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wire::{DecodeError, Node, Problem};

use super::Argument;

/// At least one item. Spaces around items do not count, and neither do blank items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<T>(pub Vec<T>);

impl<T: Argument> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items: Vec<Cow<'_, str>> = self.0.iter().map(Argument::write).collect();
        // Commas inside items would part them on the way.
        if items.iter().any(|item| item.contains(',')) {
            return serializer.collect_seq(items);
        }
        serializer.serialize_str(&items.join(","))
    }
}

impl<'de, T: Argument> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = match Node::deserialize(deserializer)? {
            Node::Text(text) | Node::Number(text) => {
                text.split(',').map(|item| (String::new(), item.to_owned())).collect()
            }
            other => texts::<T>(other).map_err(D::Error::custom)?,
        };
        let said = items.iter().filter(|(_, item)| !item.trim().is_empty());
        let read = said.map(|(place, item)| T::read(item).ok_or_else(|| refused::<T>(place)));
        let read: Vec<T> = read.collect::<Result<_, _>>().map_err(D::Error::custom)?;
        if read.is_empty() {
            return Err(D::Error::custom(refused::<T>("")));
        }
        Ok(Self(read))
    }
}

/// The items of an array with their places.
fn texts<T: Argument>(node: Node) -> Result<Vec<(String, String)>, DecodeError> {
    let items: Vec<(String, Node)> = match node {
        Node::List(items) => {
            items.into_iter().enumerate().map(|(place, item)| (place.to_string(), item)).collect()
        }
        Node::Map(entries) => entries,
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) => {
            return Err(refused::<T>(""));
        }
    };
    let text = |(place, item): (String, Node)| match item {
        Node::Text(text) | Node::Number(text) => Ok((place, text)),
        Node::Null => Ok((place, String::new())),
        Node::Bool(_) | Node::List(_) | Node::Map(_) => Err(refused::<T>(&place)),
    };
    items.into_iter().map(text).collect()
}

fn refused<T: Argument>(place: &str) -> DecodeError {
    DecodeError::new(place, Problem::Unreadable { expected: T::EXPECTED.to_owned() })
}

impl<T: Argument> JsonSchema for List<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "List".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let item = json_schema!({ "type": ["string", "integer"] });
        json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": item }] })
    }
}
