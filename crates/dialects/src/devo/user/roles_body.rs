//! Roles as callers send them: `{"roles": [...]}`, the same as one text with commas between, or the bare
//! list.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::devo::words::Words;
use crate::devo::words_body;

/// The roles that a body names; none where it names none. For flattening.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RolesBody(pub Vec<String>);

/// What names the roles, where the body is not the list itself.
const NAME: &str = "roles";

impl Serialize for RolesBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(NAME, &self.0)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for RolesBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let listed = words_body::read(deserializer, NAME)?;
        Ok(Self(listed.unwrap_or_default().0))
    }
}

impl JsonSchema for RolesBody {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "RolesBody".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let roles = generator.subschema_for::<Words>();
        json_schema!({ "type": "object", "properties": { NAME: roles }, "required": [NAME] })
    }
}
