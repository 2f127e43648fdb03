//! Roles as callers send them: `{"roles": [...]}`, the same as one text with commas between, or the bare
//! list.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::devo::words::Words;

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
        deserializer.deserialize_map(Roles)
    }
}

struct Roles;

impl<'de> Visitor<'de> for Roles {
    type Value = RolesBody;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("roles")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<RolesBody, A::Error> {
        let mut roles = Vec::new();
        while let Some(name) = parts.next_key::<String>()? {
            // The kit numbers the items of a bare list.
            let is_item = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
            if is_item || name == NAME {
                let words: Words = parts.next_value().map_err(A::Error::custom)?;
                roles.extend(words.0);
            } else {
                parts.next_value::<IgnoredAny>()?;
            }
        }
        Ok(RolesBody(roles))
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
