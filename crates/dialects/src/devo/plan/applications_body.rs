//! Applications as callers send them: `{"applications": [...]}`, the same as one text with commas
//! between, or the bare list.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::devo::words::Words;
use crate::devo::words_body;

/// The applications that a body names; it names some, or says that there are none. For flattening.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApplicationsBody(pub Words);

/// What names the applications, where the body is not the list itself.
const NAME: &str = "applications";

impl Serialize for ApplicationsBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(NAME, &self.0)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for ApplicationsBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let listed = words_body::read(deserializer, NAME)?;
        listed.map(Self).ok_or_else(|| D::Error::missing_field(NAME))
    }
}

impl JsonSchema for ApplicationsBody {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ApplicationsBody".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let applications = generator.subschema_for::<Words>();
        json_schema!({ "type": "object", "properties": { NAME: applications }, "required": [NAME] })
    }
}
