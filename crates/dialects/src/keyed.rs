//! JSON objects whose keys are data and keep their order, such as prices by extension.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Pairs of key and value, in the order they travel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyed<T>(pub Vec<(String, T)>);

impl<T> Keyed<T> {
    /// The value at `key`.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(other, _)| other == key).map(|(_, value)| value)
    }
}

impl<T> FromIterator<(String, T)> for Keyed<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for Keyed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Keyed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KeyedVisitor(PhantomData))
    }
}

struct KeyedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for KeyedVisitor<T> {
    type Value = Keyed<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keyed<T>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Keyed(pairs))
    }

    // PHP writes an empty object as an empty array.
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Keyed<T>, A::Error> {
        match items.next_element::<de::IgnoredAny>()? {
            None => Ok(Keyed(Vec::new())),
            Some(_) => Err(de::Error::invalid_type(de::Unexpected::Seq, &self)),
        }
    }
}

impl<T: JsonSchema> JsonSchema for Keyed<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Keyed_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let values = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_order() {
        let json = r#"{"org":1,"co.za":2,"com":3}"#;
        let keyed: Keyed<u8> = serde_json::from_str(json).unwrap();
        assert_eq!(keyed.get("co.za"), Some(&2));
        assert_eq!(serde_json::to_string(&keyed).unwrap(), json);
    }

    #[test]
    fn an_empty_array_is_an_empty_object() {
        assert_eq!(serde_json::from_str::<Keyed<u8>>("[]").unwrap(), Keyed(vec![]));
        assert!(serde_json::from_str::<Keyed<u8>>("[1]").is_err());
    }
}
