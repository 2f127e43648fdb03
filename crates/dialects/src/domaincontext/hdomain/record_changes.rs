//! Records as callers send them: parameters whose names are numbers.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wire::{DecodeError, Loose, Node, Problem};

use crate::domaincontext::arguments::{DnsName, Id, Label, Reference, optional};

/// Records by the caller's own keys, in the order they were sent. Every group of named values is one;
/// other parameters are left alone. For flattening.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordChanges(pub Vec<(String, RecordChange)>);

/// One record and what to do with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordChange {
    /// The number of a record that is there; the other parts tell which one when it is left out, or the
    /// key, where it is the number of a record of the same name and type. Zero counts as left out,
    /// because answers say it of what goes without saying.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub id: Option<Loose<i64>>,
    /// The name below the zone; the zone's own when left out. A record that is known by its number
    /// keeps its name then.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub name: Option<DnsName>,
    /// The type, in lower or upper case.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Reference>,
    /// The value.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub value: Option<Label>,
    /// The priority; zero is read too, because answers say it where there is none.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub no: Option<Loose<u16>>,
    /// Seconds the record may be remembered, from 60 to 86400.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub ttl: Option<Id>,
    /// What to do with it; left out, a record that is there stays and any other is added.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub status: Option<RecordStatus>,
}

/// What to do with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RecordStatus {
    /// It stays, or is changed to what was sent.
    Ok,
    /// It is added.
    New,
    /// It is deleted.
    Deleted,
}

impl Serialize for RecordChanges {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, record)| (key, record)))
    }
}

impl<'de> Deserialize<'de> for RecordChanges {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Records)
    }
}

struct Records;

impl<'de> Visitor<'de> for Records {
    type Value = RecordChanges;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("records")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<RecordChanges, A::Error> {
        let mut records = Vec::new();
        while let Some((key, node)) = parts.next_entry::<String, Node>()? {
            let is_number = key.bytes().all(|byte| byte.is_ascii_digit());
            match node {
                Node::Map(_) => {
                    let record =
                        node.decode().map_err(|error| A::Error::custom(at(&key, error)))?;
                    records.push((key, record));
                }
                // A record that is dropped in silence is one that somebody misses later.
                _ if is_number => {
                    let expected = "a group of named values".to_owned();
                    let error = DecodeError::new(key, Problem::Unreadable { expected });
                    return Err(A::Error::custom(error));
                }
                _ => {}
            }
        }
        Ok(RecordChanges(records))
    }
}

/// The error, named with the record's key.
fn at(key: &str, mut error: DecodeError) -> DecodeError {
    error.field = match error.field.as_str() {
        "" => key.to_owned(),
        field => format!("{key}.{field}"),
    };
    error
}

/// Shows one record, the first.
impl JsonSchema for RecordChanges {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "RecordChanges".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let record = RecordChange::json_schema(generator);
        json_schema!({ "type": "object", "properties": { "1": record } })
    }
}
