//! Yes and no in the four ways dialects write them. They are read alike and written apart, which no
//! rule predicts: each key says which way it uses.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wire::Flag;

/// Written as `"true"` or `"false"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextFlag(pub bool);

/// Written as `1` or `0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberFlag(pub bool);

/// Written as `"1"` or `"0"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DigitFlag(pub bool);

/// Written as `on` or `off`; a parameter, not a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnOff(pub bool);

impl Serialize for TextFlag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if self.0 { "true" } else { "false" })
    }
}

impl Serialize for NumberFlag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(u8::from(self.0))
    }
}

impl Serialize for DigitFlag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if self.0 { "1" } else { "0" })
    }
}

impl Serialize for OnOff {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if self.0 { "on" } else { "off" })
    }
}

impl<'de> Deserialize<'de> for TextFlag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Flag::deserialize(deserializer).map(|flag| Self(flag.0))
    }
}

impl<'de> Deserialize<'de> for NumberFlag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Flag::deserialize(deserializer).map(|flag| Self(flag.0))
    }
}

impl<'de> Deserialize<'de> for DigitFlag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Flag::deserialize(deserializer).map(|flag| Self(flag.0))
    }
}

impl<'de> Deserialize<'de> for OnOff {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Flag::deserialize(deserializer).map(|flag| Self(flag.0))
    }
}

impl JsonSchema for TextFlag {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "TextFlag".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": ["true", "false"] })
    }
}

impl JsonSchema for NumberFlag {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "NumberFlag".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "enum": [0, 1] })
    }
}

impl JsonSchema for DigitFlag {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "DigitFlag".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": ["0", "1"] })
    }
}

impl JsonSchema for OnOff {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "OnOff".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": ["on", "off"] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_read_alike_and_written_apart() {
        for json in ["true", "1", "\"true\"", "\"1\"", "\"On\""] {
            let text: TextFlag = serde_json::from_str(json).unwrap();
            let number: NumberFlag = serde_json::from_str(json).unwrap();
            let digit: DigitFlag = serde_json::from_str(json).unwrap();
            let on_off: OnOff = serde_json::from_str(json).unwrap();
            let written = serde_json::to_string(&(text, number, digit, on_off)).unwrap();
            assert_eq!(written, r#"["true",1,"1","on"]"#);
        }
    }

    #[test]
    fn other_words_are_not_flags() {
        for json in ["2", "\"maybe\"", "\"\"", "null", "[]"] {
            assert!(serde_json::from_str::<TextFlag>(json).is_err(), "{json}");
        }
    }
}
