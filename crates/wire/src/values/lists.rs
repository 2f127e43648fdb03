//! Lists that callers write in several ways.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde::{Serialize, Serializer};

use crate::Node;

/// One value or a list of them. One alone is written without the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The tree's own reader already takes one value for a list of one.
        Node::deserialize(deserializer)?.decode().map(Self).map_err(D::Error::custom)
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        let many = generator.subschema_for::<Vec<T>>();
        json_schema!({ "anyOf": [one, many] })
    }
}

/// A list whose items are joined by commas, as in `a,b`; every other form of a list is read too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined<T>(pub Vec<T>);

impl<T> Default for Joined<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Serialize> Serialize for Joined<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error;
        let mut items = Vec::with_capacity(self.0.len());
        for item in &self.0 {
            let node = Node::of(item).map_err(S::Error::custom)?;
            let text = node.text().ok_or_else(|| S::Error::custom("only text can be joined"))?;
            items.push(text.to_owned());
        }
        serializer.serialize_str(&items.join(","))
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Joined<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = match Node::deserialize(deserializer)? {
            Node::Text(text) => {
                let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
                Node::List(items.map(|item| Node::Text(item.to_owned())).collect())
            }
            other => other,
        };
        node.decode().map(Self).map_err(D::Error::custom)
    }
}

impl<T: JsonSchema> JsonSchema for Joined<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Joined_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let many = generator.subschema_for::<Vec<T>>();
        json_schema!({ "anyOf": [{ "type": "string" }, many] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DecodeError, Loose, decode::form_text};

    fn read<T: DeserializeOwned>(form: &str) -> Result<T, DecodeError> {
        form_text(form.as_bytes()).unwrap().get("n").expect("the form has it").decode()
    }

    #[test]
    fn one_or_many_reads_every_form_and_writes_one_alone() {
        for form in ["n=1", "n[]=1", "n[5]=1"] {
            assert_eq!(read::<OneOrMany<Loose<u8>>>(form).unwrap().0, [Loose(1)], "{form}");
        }
        let many = read::<OneOrMany<Loose<u8>>>("n[9]=1&n[3]=2").unwrap();
        assert_eq!(many.0, [Loose(2), Loose(1)]);
        assert_eq!(serde_json::to_string(&many).unwrap(), "[2,1]");
        assert_eq!(serde_json::to_string(&OneOrMany(vec!["a"])).unwrap(), r#""a""#);
        assert_eq!(serde_json::from_str::<OneOrMany<String>>(r#""a""#).unwrap().0, ["a"]);
        assert_eq!(read::<OneOrMany<Loose<u8>>>("n[]=1&n[]=x").unwrap_err().field, "1");
    }

    #[test]
    fn joined_reads_commas_and_lists_and_writes_commas() {
        for form in ["n=a,b", "n=a, b,", "n[]=a&n[]=b"] {
            assert_eq!(read::<Joined<String>>(form).unwrap().0, ["a", "b"], "{form}");
        }
        assert_eq!(serde_json::to_string(&Joined(vec![1, 2])).unwrap(), r#""1,2""#);
        assert!(read::<Joined<String>>("n=").unwrap().0.is_empty());
    }
}
