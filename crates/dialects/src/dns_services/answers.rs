//! What a caller fills into the form fields of an order: `{"1618": 10330}`, `{"1618": {"10330": 1}}`
//! or text, by the number of the field.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wire::Node;

use crate::keyed::Keyed;

/// Answers by the number of the form field, in the order they were sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormAnswers(pub Keyed<FormAnswer>);

/// What was filled into one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum FormAnswer {
    /// The number of the chosen item, a quantity, or text; a ticked box is `1`.
    Value(String),
    /// Quantities or text by the number of the item.
    Items(Keyed<String>),
}

impl Default for FormAnswers {
    fn default() -> Self {
        Self(Keyed(Vec::new()))
    }
}

impl FormAnswers {
    /// Whether nothing was filled in.
    pub fn is_empty(&self) -> bool {
        self.0.0.is_empty()
    }

    /// What was filled into the field called `field`.
    pub fn get(&self, field: &str) -> Option<&FormAnswer> {
        self.0.get(field)
    }
}

impl Serialize for FormAnswers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for FormAnswers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = Node::deserialize(deserializer)?;
        let fields = parts(&node).ok_or_else(|| D::Error::custom("expected answers by field"))?;
        let mut answers = Vec::with_capacity(fields.len());
        for (field, node) in fields {
            let answer = answer(&node).ok_or_else(|| {
                D::Error::custom(format_args!("expected a value or values by item at {field}"))
            })?;
            answers.push((field, answer));
        }
        Ok(Self(Keyed(answers)))
    }
}

fn answer(node: &Node) -> Option<FormAnswer> {
    if let Some(text) = value(node) {
        return Some(FormAnswer::Value(text));
    }
    let items = parts(node)?.into_iter();
    let items = items.map(|(item, node)| Some((item, value(&node)?)));
    items.collect::<Option<_>>().map(FormAnswer::Items)
}

fn value(node: &Node) -> Option<String> {
    match node {
        Node::Text(text) | Node::Number(text) => Some(text.clone()),
        Node::Bool(ticked) => Some(if *ticked { "1" } else { "0" }.to_owned()),
        Node::Null | Node::List(_) | Node::Map(_) => None,
    }
}

/// Named parts without the empty ones. A list holds objects, one part after the other, or names that
/// are ticked; a blank holds nothing.
fn parts(node: &Node) -> Option<Vec<(String, Node)>> {
    match node {
        Node::Map(entries) => {
            Some(entries.iter().filter(|(_, node)| *node != Node::Null).cloned().collect())
        }
        Node::List(items) => {
            let parts = items.iter().map(|item| match item {
                Node::Text(name) | Node::Number(name) => Some(vec![(name.clone(), ticked())]),
                Node::Map(_) | Node::Null => parts(item),
                Node::List(_) | Node::Bool(_) => None,
            });
            Some(parts.collect::<Option<Vec<_>>>()?.concat())
        }
        Node::Text(text) if text.trim().is_empty() => Some(Vec::new()),
        Node::Null => Some(Vec::new()),
        Node::Text(_) | Node::Number(_) | Node::Bool(_) => None,
    }
}

fn ticked() -> Node {
    Node::Number("1".to_owned())
}

impl JsonSchema for FormAnswers {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "FormAnswers".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "additionalProperties": {
                "anyOf": [
                    { "type": ["string", "integer", "boolean"] },
                    { "type": "object", "additionalProperties": { "type": ["string", "integer"] } },
                ],
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> String {
        let node: Node = serde_json::from_str(json).unwrap();
        match node.decode::<FormAnswers>() {
            Ok(answers) => serde_json::to_string(&answers).unwrap(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn fields_are_answered_by_value_or_by_item() {
        for (sent, read_as) in [
            (r#"{"1618":{"10330":1}}"#, r#"{"1618":{"10330":"1"}}"#),
            (r#"{"1618":10330,"7":"text"}"#, r#"{"1618":"10330","7":"text"}"#),
            (r#"{"7":true,"8":null}"#, r#"{"7":"1"}"#),
            (r#"[{"1618":{"10330":1}},{"7":"text"}]"#, r#"{"1618":{"10330":"1"},"7":"text"}"#),
            (r#"{"1618":[10330,"10331"]}"#, r#"{"1618":{"10330":"1","10331":"1"}}"#),
            (r#"{"1618":[{"10330":2}]}"#, r#"{"1618":{"10330":"2"}}"#),
            ("[null,31]", r#"{"31":"1"}"#),
            ("[]", "{}"),
            ("\"\"", "{}"),
        ] {
            assert_eq!(read(sent), read_as);
        }
    }

    #[test]
    fn anything_deeper_is_refused() {
        assert!(read(r#"{"1":{"2":{"3":4}}}"#).contains("by item at 1"));
        assert!(read("\"dataValue\"").contains("answers by field"));
    }
}
