//! Objects keyed by data that travel as an empty array while they hold nothing, as PHP writes them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::keyed::Keyed;

/// Pairs of key and value, in the order they travel; `[]` when there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhpObject<T>(pub Keyed<T>);

impl<T> PhpObject<T> {
    /// Nothing.
    pub fn empty() -> Self {
        Self(Keyed(Vec::new()))
    }
}

impl<T> Default for PhpObject<T> {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T> FromIterator<(String, T)> for PhpObject<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for PhpObject<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.0.is_empty() {
            true => serializer.collect_seq::<[(); 0]>([]),
            false => self.0.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PhpObject<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Keyed::deserialize(deserializer).map(Self)
    }
}

impl<T: JsonSchema> JsonSchema for PhpObject<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("PhpObject_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let filled = generator.subschema_for::<Keyed<T>>();
        json_schema!({ "anyOf": [{ "type": "array", "maxItems": 0 }, filled] })
    }
}

/// Writes an object with fixed keys as an empty array while none of them travels.
pub(super) fn or_empty_array<T, S>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
where
    T: Serialize + Default + PartialEq,
    S: Serializer,
{
    match *value == T::default() {
        true => serializer.collect_seq::<[(); 0]>([]),
        false => value.serialize(serializer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_an_array_and_something_an_object() {
        for json in ["[]", r#"{"9067":1}"#] {
            let object: PhpObject<u8> = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&object).unwrap(), json);
        }
    }
}
