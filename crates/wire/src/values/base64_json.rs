//! Base64 of JSON in one parameter.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde::{Serialize, Serializer};

use crate::{Node, decode::json_node};

/// What a caller should have sent.
const EXPECTED: &str = "should be base64 of JSON";

/// Callers differ about the padding, so we do not ask for it.
const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// A value that travels as base64 of its JSON. The value itself is understood as well.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Base64Json<T>(pub T);

impl<T: Serialize> Serialize for Base64Json<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = serde_json::to_vec(&self.0).map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&general_purpose::STANDARD.encode(json))
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Base64Json<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = match Node::deserialize(deserializer)? {
            Node::Text(text) => unpack(&text).ok_or_else(|| D::Error::custom(EXPECTED))?,
            plain => plain,
        };
        node.decode().map(Self).map_err(D::Error::custom)
    }
}

fn unpack(text: &str) -> Option<Node> {
    // A form's `+` that was not escaped arrives as a space.
    let text = text.trim().replace(' ', "+");
    let json = STANDARD.decode(&text).or_else(|_| URL_SAFE.decode(&text)).ok()?;
    json_node(&json).ok()
}

impl<T: JsonSchema> JsonSchema for Base64Json<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Base64Json_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let content = generator.subschema_for::<T>();
        json_schema!({
            "type": "string",
            "contentEncoding": "base64",
            "contentMediaType": "application/json",
            "contentSchema": content,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::{DecodeError, Problem};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Key {
        alg: String,
    }

    fn read(text: &str) -> Result<Base64Json<Vec<Key>>, DecodeError> {
        Node::Text(text.to_owned()).decode()
    }

    #[test]
    fn what_we_write_we_read_with_or_without_padding() {
        let keys = Base64Json(vec![Key { alg: "13".into() }]);
        let Node::Text(text) = Node::of(&keys).unwrap() else { unreachable!("it is text") };
        assert_eq!(read(&text).unwrap(), keys);
        assert_eq!(read(text.trim_end_matches('=')).unwrap(), keys);
    }

    #[test]
    fn what_is_not_base64_or_json_inside_is_refused() {
        for text in ["%%%", "bm90IGpzb24="] {
            assert_eq!(read(text).unwrap_err(), DecodeError::unreadable("base64 of JSON"));
        }
        let error = read("W3t9XQ==").unwrap_err();
        assert_eq!(error, DecodeError::new("0.alg", Problem::Missing));
    }
}
